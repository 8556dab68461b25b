"""The edges of a solved b-matching, dealt out to the rounds: trios first, then all others by Kempe chains, then exchanges for what is left."""

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import FORBIDDEN, Groups, Instance, Ints
from keywho.planning.pairs.colouring import ABSENT, FREE, colour_edges, swap_chain
from keywho.planning.pairs.exchange_kernels import exchange
from keywho.planning.pairs.freed import give_back
from keywho.planning.pairs.question import Relaxation, Relaxed, worth_of
from keywho.planning.pairs.relaxation import priced_worth, whole

DEALS, FEW = 4, 60
"""Deals tried, the trios in other rounds each time, while only so few edges are left over, or while the last two of a round have met."""

SMALL = 10_000
"""Edges up to which several deals are tried; more of them differ little from deal to deal."""

CHAINS = 60
"""Chains swapped where the last two of a round have met."""

MOVES_A_GAP, MOST_MOVES = 100_000, 40_000_000
"""Exchanges tried for each gap, and in all."""


def dealt_out(instance: Instance, question: Relaxed, relaxation: Relaxation, chance: np.random.Generator) -> list[Groups]:
    """Give the groups of all rounds; whoever is left in none is for the caller to pair up."""
    give_back(len(question.one))
    relaxation = whole(question, relaxation)
    give_back(len(question.one))
    deals: list[tuple[float, int, int, list[tuple[int, list[int]]], Ints, Ints]] = []
    for _ in range(DEALS):
        present = instance.present.copy()
        taken = relaxation.share > 0.5
        trios, placed = _place_trios(instance, question, relaxation, taken, present, chance)
        taken[placed >= 0] = False
        round_of = placed.copy()
        edges = np.flatnonzero(taken)
        round_of[edges] = colour_edges(question.one[edges], question.other[edges], present, chance, worth=question.worth[edges])
        left = int((round_of[relaxation.share > 0.5] < 0).sum())
        if left:
            _exchange(question, relaxation, present, placed >= 0, round_of, chance)
        stuck = _unstuck(instance, question, present, round_of, placed, chance)
        deals.append((-worth_of(question, (round_of >= 0).astype(np.float64)), stuck, len(deals), trios, placed, round_of))
        if (left, stuck) == (0, 0) or left > FEW or len(edges) > SMALL:
            break
    _, _, _, trios, placed, round_of = min(deals, key=lambda deal: deal[:3])
    groups: list[Groups] = [[] for _ in instance.present]
    for no, trio in trios:
        groups[no].append(trio)
    for no in range(len(instance.present)):
        mine = (round_of == no) & (placed < 0)
        groups[no] += np.sort(np.stack([question.one[mine], question.other[mine]], 1), axis=1).tolist()
    return groups


def _unstuck(instance: Instance, question: Relaxed, present: NDArray[np.bool_], round_of: Ints, placed: Ints, chance: np.random.Generator) -> int:
    """Swap chains of two rounds from those who are left but have met, until others are left, in `round_of`; give the rounds that stay as they are."""
    at = np.where(present.T, FREE, ABSENT).astype(np.int32)
    dealt = np.flatnonzero((round_of >= 0) & (placed < 0)).astype(np.int32)
    at[question.one[dealt], round_of[dealt]] = at[question.other[dealt], round_of[dealt]] = dealt
    stuck = _stuck(instance, question, present, round_of, placed)
    fewest, best = len(stuck), round_of.copy()
    for _ in range(CHAINS):
        if not stuck:
            break
        no, two = stuck[int(chance.integers(len(stuck)))]
        who, other_round = two[int(chance.integers(2))], int(chance.integers(len(present)))
        if at[who, other_round] >= 0:
            swap_chain(question.one, question.other, at, round_of, who, other_round, no, -1)
            stuck = _stuck(instance, question, present, round_of, placed)
            if len(stuck) < fewest:
                fewest, best = len(stuck), round_of.copy()
    round_of[:] = best
    return fewest


def _stuck(instance: Instance, question: Relaxed, present: NDArray[np.bool_], round_of: Ints, placed: Ints) -> list[tuple[int, list[int]]]:
    """Give the rounds in which two are left who meet in another round or are left there, too, so that nobody new to them remains; and those two."""
    keys = question.one.astype(np.int64) * instance.count + question.other
    met = keys[round_of >= 0]
    stuck, together = [], set[tuple[int, ...]]()
    for no, there in enumerate(present):
        mine = (round_of == no) & (placed < 0)
        idle = there.copy()
        idle[question.one[mine]] = idle[question.other[mine]] = False
        left = np.flatnonzero(idle).tolist()
        if len(left) == 2:
            if tuple(left) in together or left[0] * instance.count + left[1] in met:
                stuck.append((no, left))
            together.add(tuple(left))
    return stuck


def _place_trios(
    instance: Instance, question: Relaxed, relaxation: Relaxation, taken: NDArray[np.bool_], present: NDArray[np.bool_], chance: np.random.Generator
) -> tuple[list[tuple[int, list[int]]], Ints]:
    """Give each trio of the relaxation one of the rounds that need one, and its edges that round; its people are then away from it in `present`.

    Edges that nobody has room for because a trio found no round are given up, the least worth first.
    """
    placed = np.full(len(question.one), FREE, np.int32)
    if not question.trios:
        return [], placed
    count = instance.count
    odd = [no for no in chance.permutation(len(present)).tolist() if present[no].sum() % 2]
    key_of = {int(key): at for at, key in enumerate(question.one.astype(np.int64) * count + question.other)}
    trios: list[tuple[int, list[int]]] = []
    wanted = [sorted(trio) for trio in relaxation.triangles[relaxation.trios > 0.5].tolist()] + _lone_ends(instance, question, taken, relaxation, key_of)
    for no, trio in _seated(wanted, odd, instance.present):
        if not present[no][trio].all():
            continue
        present[no][trio] = False
        trios.append((no, trio))
        for low, high in ((trio[0], trio[1]), (trio[0], trio[2]), (trio[1], trio[2])):
            if low * count + high in key_of:
                placed[key_of[low * count + high]] = no
    room = present.sum(axis=0)
    for edge in np.flatnonzero(taken & (placed < 0))[np.argsort(-question.worth[taken & (placed < 0)], kind="stable")].tolist():
        one, other = question.one[edge], question.other[edge]
        taken[edge] = room[one] > 0 and room[other] > 0
        if taken[edge]:
            room[one] -= 1
            room[other] -= 1
    return trios, placed


def _seated(wanted: list[list[int]], odd: list[int], present: NDArray[np.bool_]) -> list[tuple[int, list[int]]]:
    """Give as many trios as can be a round of their own in which all three are there (augmenting paths; Kuhn 1955)."""
    held: dict[int, int] = {}

    def found(at: int, tried: set[int]) -> bool:
        for no in odd:
            if no not in tried and present[no][wanted[at]].all():
                tried.add(no)
                if no not in held or found(held[no], tried):
                    held[no] = at
                    return True
        return False

    for at in range(len(wanted)):
        found(at, set())
    return [(no, wanted[at]) for no, at in held.items()]


def _lone_ends(instance: Instance, question: Relaxed, taken: NDArray[np.bool_], relaxation: Relaxation, key_of: dict[int, int]) -> list[list[int]]:
    """Give trios in which one person gains an edge: two partners of theirs who may meet, too, but need not."""
    count = instance.count
    excess = np.bincount(np.concatenate([question.one[taken], question.other[taken]]), minlength=count) - question.most
    np.subtract.at(excess, relaxation.triangles[relaxation.trios > 0.5].ravel(), 1)
    found = []
    for who in np.flatnonzero(excess > 0).tolist():
        mine = np.flatnonzero(taken & ((question.one == who) | (question.other == who)))
        partners = sorted((int(question.one[edge]) + int(question.other[edge]) - who for edge in mine), key=lambda other: excess[other])
        for a, b in [(a, b) for at, a in enumerate(partners) for b in partners[at + 1 :]]:
            low, high = min(a, b), max(a, b)
            met = low * count + high in key_of and taken[key_of[low * count + high]]
            if not met and instance.first.at(np.array([a]), np.array([b]), 0.0)[0] > FORBIDDEN / 2 and (low, high) not in instance.acquainted:
                found.append(sorted((who, a, b)))
                break
    return found


def _exchange(
    question: Relaxed, relaxation: Relaxation, present: NDArray[np.bool_], fixed: NDArray[np.bool_], round_of: Ints, chance: np.random.Generator
) -> None:
    """Anneal twice around the gaps: by what edges are worth above the prices of their ends, then by their worth alone. Never ends with less."""
    assert relaxation.certificate is not None
    count, edges, certificate = len(question.most), len(question.one), relaxation.certificate
    ends = np.stack([question.one, question.other], 1)
    at = np.where(present.T, FREE, ABSENT).astype(np.int32)
    dealt = np.flatnonzero((round_of >= 0) & ~fixed).astype(np.int32)
    at[question.one[dealt], round_of[dealt]] = dealt
    at[question.other[dealt], round_of[dealt]] = dealt
    both = np.concatenate([question.one, question.other])
    order = np.argsort(both, kind="stable")
    first, incident = np.searchsorted(both[order], np.arange(count + 1)), (order % edges).astype(np.int32)
    useful = np.stack([question.useful_one, question.useful_other], 1)
    steps = np.array([*question.useful, 0.0])
    before, kept = worth_of(question, (round_of >= 0).astype(np.float64)), round_of.copy()
    moves = int(min(MOST_MOVES, MOVES_A_GAP * (at == FREE).sum()))
    step = float(np.std(question.worth)) / 3 or 1.0
    priced = priced_worth(question, certificate, 0.5)
    seeds = chance.integers(1, 2**31, 2)
    nothing = np.zeros_like(useful)
    exchange(ends, priced, nothing, np.zeros(1), at, round_of, fixed, first, incident, moves, 0.5 * step, 0.05 * step, np.inf, seeds[0])
    exchange(ends, question.worth, useful, steps, at, round_of, fixed, first, incident, moves // 5, 0.1 * step, 0.02 * step, np.inf, seeds[1])
    if worth_of(question, (round_of >= 0).astype(np.float64)) < before:
        round_of[:] = kept
