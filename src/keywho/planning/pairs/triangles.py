"""Trios that would let three pairs meet who all want to: the triangles of a sparse graph."""

import numpy as np
from numba import njit

from keywho.planning.instance import Ints


def triangles_of(one: Ints, other: Ints, count: int, most: int) -> Ints | None:
    """Give all triangles as rows of three places, rising; None if there are more than `most`."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((high, low))
    low, high = low[order], high[order].astype(np.int32)
    first = np.searchsorted(low, np.arange(count + 1)).astype(np.int64)
    found = np.empty((most, 3), np.int32)
    many = _list_triangles(first, high, found)
    return found[:many].copy() if many >= 0 else None


@njit(cache=True)
def _list_triangles(first, high, found):
    """Write the triangles of a graph given by the larger neighbours of each person, sorted; -1 when they are too many."""
    many = 0
    for a in range(len(first) - 1):
        for at in range(first[a], first[a + 1]):
            b = high[at]
            mine, theirs = at + 1, first[b]
            while mine < first[a + 1] and theirs < first[b + 1]:
                if high[mine] < high[theirs]:
                    mine += 1
                elif high[mine] > high[theirs]:
                    theirs += 1
                else:
                    if many == len(found):
                        return -1
                    found[many, 0], found[many, 1], found[many, 2] = a, b, high[mine]
                    many += 1
                    mine += 1
                    theirs += 1
    return many
