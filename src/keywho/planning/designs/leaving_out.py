"""Groups that differ by one: people are left out of a larger design, no two of them in one group of a round that is used."""

from collections.abc import Sequence

import numpy as np

from keywho.planning.designs.design import Design
from keywho.planning.designs.fields import Numbers


def with_people_left_out(design: Design, sizes: Sequence[int], rounds: int) -> list[list[list[int]]]:
    """Give up to `rounds` rounds of groups of the given sizes, of which some are one less than the design's: those lose a person.

    Those left out come from the last round's first group, or the first round's, or are the first people (a column of a design with
    columns). Rounds in which two of them are together are not used.
    """
    short = sum(size < design.size for size in sizes)
    held = design.build(min(design.most, rounds + 1))
    best: list[list[list[int]]] = []
    for left_out in (np.arange(short), held[-1, 0, :short], held[0, 0, :short]):
        if len(left_out) == short:
            kept = [_without(row, left_out, sizes) for row in held if _all_apart(row, left_out)]
            best = max(best, kept[:rounds], key=len)
        if len(best) == rounds:
            break
    return best


def _all_apart(row: Numbers, left_out: Numbers) -> bool:
    """Say whether no two of those left out are in one group."""
    return bool(np.isin(row, left_out).sum(axis=1).max() <= 1)


def _without(row: Numbers, left_out: Numbers, sizes: Sequence[int]) -> list[list[int]]:
    """Leave people out of a round, close the gaps in the numbering, and put the groups in the order of the sizes."""
    number = np.cumsum(~np.isin(np.arange(row.size), left_out)) - 1
    groups = [[int(number[one]) for one in group if one not in left_out] for group in row.tolist()]
    waiting = {size: [group for group in groups if len(group) == size] for size in set(sizes)}
    return [waiting[size].pop(0) for size in sizes]
