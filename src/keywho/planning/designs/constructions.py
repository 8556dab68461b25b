"""Rounds of groups in which no two people are together twice, by construction: the registry of all families, the best one first.

Sources are named by the short forms Handbook (Colbourn and Dinitz, Handbook of Combinatorial Designs, 2nd edition, 2007).
"""

from collections.abc import Sequence
from functools import lru_cache

from keywho.planning.designs.curves import maximal_arcs, unital
from keywho.planning.designs.design import Design
from keywho.planning.designs.kirkman import kirkman
from keywho.planning.designs.known_starters import STARTERS
from keywho.planning.designs.leaving_out import with_people_left_out
from keywho.planning.designs.quaternions import eight_fours
from keywho.planning.designs.round_robin import round_robin, single_round
from keywho.planning.designs.semiplane import semiplane
from keywho.planning.designs.starters import from_starter
from keywho.planning.designs.transversal import column_designs, square_designs

Plan = tuple[tuple[tuple[int, ...], ...], ...]
"""Rounds of groups of people."""


def flat_rounds(sizes: Sequence[int], rounds: int) -> list[list[list[int]]] | None:
    """Give rounds of groups with the given sizes, each a partition of range(sum(sizes)), no two together twice over all rounds.

    Sizes may differ by one: then people are left out of a larger design, no two of them in one group of a round that is used.
    None when no construction here reaches so many rounds.
    """
    if rounds < 1:
        return [] if rounds == 0 and len(sizes) else None
    found = conflict_free_rounds(sizes, rounds)
    return found if found is not None and len(found) == rounds else None


def conflict_free_rounds(sizes: Sequence[int], rounds: int) -> list[list[list[int]]] | None:
    """Give as many rounds without a repeat as a construction reaches, at most `rounds`: a start for a search that fills in the others.

    The groups of each round have the given sizes, in their order; people are 0 to sum(sizes) - 1. None where nothing fits that a search
    could not have at once: no groups, no rounds, sizes that differ by more than one, or a single round of two or more.
    """
    if not len(sizes) or rounds < 1 or min(sizes) < 1:
        return None
    found = _conflict_free(tuple(map(int, sizes)), int(rounds))
    return None if found is None else [[list(group) for group in groups] for groups in found]


def most_rounds(groups: int, size: int) -> int:
    """Give the most rounds of so many groups of one size that a construction here reaches (groups of one: as many as you like, said as 0)."""
    return designs(groups, size)[0].most if groups > 0 and size > 1 else 0


@lru_cache(maxsize=1024)
def designs(groups: int, size: int) -> tuple[Design, ...]:
    """Give every construction for so many groups of one size, the one with the most rounds first."""
    found = [single_round(groups, size)]
    if size == 2:
        found.append(round_robin(groups))
    if groups >= size > 2:
        found += column_designs(groups, size, designs(groups // size, size)[0] if groups % size == 0 else None)
        found += square_designs(groups, size)
        found += [from_starter(starter) for starter in STARTERS if (starter.groups, starter.size) == (groups, size)]
        found += [*maximal_arcs(groups, size), *unital(groups, size), *semiplane(groups, size), *eight_fours(groups, size)]
        if size == 3:
            found += kirkman(groups)
    return tuple(sorted(found, key=lambda design: -design.most))


@lru_cache(maxsize=64)
def _conflict_free(sizes: tuple[int, ...], rounds: int) -> Plan | None:
    if rounds == 1 or max(sizes) == 1:
        starts = [sum(sizes[:at]) for at in range(len(sizes))]
        return (tuple(tuple(range(start, start + size)) for start, size in zip(starts, sizes, strict=True)),) * rounds
    largest = max(sizes)
    if min(sizes) < largest - 1:
        return None
    best: list[list[list[int]]] = []
    for design in designs(len(sizes), largest):
        if min(design.most, rounds) <= len(best):
            break
        most = min(design.most, rounds)
        held = design.build(most).tolist() if min(sizes) == largest else with_people_left_out(design, sizes, most)
        best = max(best, held, key=len)
    return tuple(tuple(tuple(group) for group in groups) for groups in best) if len(best) > 1 else None
