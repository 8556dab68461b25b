"""Compiled kernels of grouping once: one round, everybody in one group, and the sum of worths inside groups as large as it gets.

Held is the gain matrix: what each person would bring to each group (Brimberg et al. 2015; after Kernighan and Lin 1970). Then all swaps of one
person are a row of additions over memory in order, which the compiler turns into vector instructions: about two thousand million swaps are
looked at in a second. Chance for them comes from a table of ready logarithms, read from a place thrown anew for each row.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from keywho.planning.search.kernels import throw

STRIP = 256
"""Partners looked at together; what comes after an accepted swap in a strip is looked at again."""

UPKEEP = 2
"""Rows that could be looked at in the time that an accepted swap takes."""

NEVER = 1e30
"""More than any gain: keeps out who may not move."""


class Grouping(NamedTuple):
    """Who is in which group, and what each would bring to each.

    Attributes
    ----------
    worth : people x people, float32, symmetric, diagonal 0.
    gains : groups x people, float32: sum of the worths of a person with a group's members.
    own : people, float32: gain in the own group; `NEVER` for those who may not move.
    group : people, unsigned: the group of each.
    member, slot, start : people by slot, slot of each person, first slot of each group (and one past the last).
    locked : who may not move.
    noise : logarithms of even chances, float32, in random order.
    dice : one uint64, the generator's state.
    """

    worth: NDArray[np.float32]
    gains: NDArray[np.float32]
    own: NDArray[np.float32]
    group: NDArray[np.uint32]
    member: NDArray[np.int32]
    slot: NDArray[np.int32]
    start: NDArray[np.int32]
    locked: NDArray[np.bool_]
    noise: NDArray[np.float32]
    dice: NDArray[np.uint64]


@njit(cache=True, _nrt=False)
def refill(s):
    """Compute gains from nothing (float32 sums drift over millions of swaps). Returns the worth inside all groups."""
    groups, count = s.gains.shape
    inside = 0.0
    for g in range(groups):
        for x in range(count):
            s.gains[g, x] = 0.0
    for i in range(count):
        g = s.group[i]
        for x in range(count):
            s.gains[g, x] += s.worth[i, x]
    for i in range(count):
        inside += s.gains[s.group[i], i]
        s.own[i] = NEVER if s.locked[i] else s.gains[s.group[i], i]
    return inside / 2.0


@njit(cache=True, _nrt=False, fastmath=True)
def _accepted(brings, at_mine, own, row, group, noise, heat):
    """Count the partners of a strip with whom a swap would be accepted."""
    found = np.int32(0)
    for j in range(len(group)):
        gain = brings[group[j]] + at_mine[j] - own[j] - np.float32(2.0) * row[j]
        found += np.int32(gain >= heat * noise[j])
    return found


@njit(cache=True, _nrt=False, fastmath=True)
def _first_accepted(brings, at_mine, own, row, group, noise, heat):
    """Give the first of them, or -1."""
    for j in range(len(group)):
        if brings[group[j]] + at_mine[j] - own[j] - np.float32(2.0) * row[j] >= heat * noise[j]:
            return j
    return -1


@njit(cache=True, _nrt=False, fastmath=True)
def _shift(mine, theirs, row_i, row_j):
    """Upkeep of two groups' gains when i leaves the first for the second and j comes for it."""
    for x in range(len(mine)):
        change = row_j[x] - row_i[x]
        mine[x] += change
        theirs[x] -= change


@njit(cache=True, _nrt=False)
def exchange(s, i, j):
    """Let i and j, who are in different groups, change places."""
    mine, theirs = np.int64(s.group[i]), np.int64(s.group[j])
    _shift(s.gains[mine], s.gains[theirs], s.worth[i], s.worth[j])
    here, there = s.slot[i], s.slot[j]
    s.member[here], s.member[there] = j, i
    s.slot[i], s.slot[j] = there, here
    s.group[i], s.group[j] = theirs, mine
    for g in (mine, theirs):
        for at in range(s.start[g], s.start[g + 1]):
            k = s.member[at]
            s.own[k] = NEVER if s.locked[k] else s.gains[g, k]


@njit(cache=True, _nrt=False)
def swap_gain(s, i, j):
    """Points won when i and j, who are in different groups, change places."""
    mine, theirs = s.group[i], s.group[j]
    return np.float64(s.gains[theirs, i]) - s.gains[mine, i] + s.gains[mine, j] - s.gains[theirs, j] - 2.0 * s.worth[i, j]


@njit(cache=True, _nrt=False)
def _brought(s, i, brings):
    """Fill in what i would win by going to each group; the own group is out of the question."""
    mine = s.group[i]
    for g in range(len(brings)):
        brings[g] = s.gains[g, i] - s.gains[mine, i]
    brings[mine] = -NEVER


@njit(cache=True, _nrt=False)
def anneal_rows(s, moves, hot, cold, here, best, kept, brings):
    """Look at all swaps of one person after the other, thrown by the dice, while the temperature falls from `hot` to `cold`.

    Each swap is accepted as Metropolis would: where its gain is at least the temperature times the logarithm of an even chance.
    `kept` takes the groups of the best seen; `brings` is room for one number a group. Ends after about `moves` moves:
    a swap looked at is one, the upkeep of a swap accepted is as much work as `UPKEEP` rows. Returns (points, best points, moves).
    """
    count = len(s.group)
    made = 0
    while made < moves:
        heat = np.float32(hot * (cold / hot) ** (made / moves))
        made += count
        i = throw(s.dice, count)
        if s.locked[i]:
            continue
        from_ = throw(s.dice, len(s.noise) - count)
        _brought(s, i, brings)
        j = 0
        while j < count:
            mine = np.int64(s.group[i])
            last = min(count, j + STRIP)
            noise = s.noise[from_ + j : from_ + last]
            if _accepted(brings, s.gains[mine, j:last], s.own[j:last], s.worth[i, j:last], s.group[j:last], noise, heat) == 0:
                j = last
                continue
            first = _first_accepted(brings, s.gains[mine, j:last], s.own[j:last], s.worth[i, j:last], s.group[j:last], noise, heat)
            if first < 0:  # the vector sum and the plain one may round a tie differently
                j = last
                continue
            j += first
            here += swap_gain(s, i, j)
            exchange(s, i, j)
            made += UPKEEP * count
            if here > best:
                best = here
                for x in range(count):
                    kept[x] = s.group[x]
            _brought(s, i, brings)
            j += 1
    return here, best, made
