"""Compiled kernels of the table search: its state, what a swap of two people is worth, and the swap itself.

Small and fenced: only the search calls them, and slow plain twins check them. All take one `State` (a named tuple of arrays) that is changed in place.
Two layouts: *dense* (first meetings and met counts as matrices, up to 2,000 people) and *sparse* (rows of entries, and two people's rounds compared),
chosen by the shape of `met`. The small ones are inlined by force: a call that hands over so many arrays costs more than what they do.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray


class State(NamedTuple):
    """Who sits in which group of which round, and all that a move's gain needs.

    Attributes
    ----------
    slot, group, member : rounds x people: slot and group of each person (-1 when absent), person of each slot (-1 past the last).
    start : rounds x (groups + 1): first slot of each group; the last group that has slots may be the pool of byes.
    pool : rounds: number of the pool's group, -1 for none.
    locked : rounds x people: who may not be moved.
    where : people x all rounds: a number for the meeting (for none a negative one that nobody else has); the first columns are the table rounds.
    met : people x people, dense layout: in how many rounds the two meet; empty in the sparse layout.
    worth : people x people, dense layout: worth of the first meeting; empty in the sparse layout.
    indptr, indices, values, anyone, repeat : worth of the first meeting by rows (Instance.first).
    finds : people x people, dense: 1 where the column is useful to the row. use_indptr, use_indices: the same by rows.
    useful, useful_sum : useful meetings of each person now; what m of them are worth.
    byes, bye, bye_again : byes of each person now; prices.
    value, of_value, fair : rounds x people: value of the balance trait (-1: not balanced); rounds x groups x values: people now, fair share.
    imbalance : price of each above the fair share.
    dice : one uint64, the generator's state.
    """

    slot: NDArray[np.int32]
    group: NDArray[np.int32]
    member: NDArray[np.int32]
    start: NDArray[np.int32]
    pool: NDArray[np.int32]
    locked: NDArray[np.bool_]
    where: NDArray[np.int32]
    met: NDArray[np.uint8]
    worth: NDArray[np.float32]
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    values: NDArray[np.float64]
    anyone: float
    repeat: float
    finds: NDArray[np.uint8]
    use_indptr: NDArray[np.int64]
    use_indices: NDArray[np.int32]
    useful: NDArray[np.int32]
    useful_sum: NDArray[np.float64]
    byes: NDArray[np.int32]
    bye: float
    bye_again: float
    value: NDArray[np.int32]
    of_value: NDArray[np.int32]
    fair: NDArray[np.int32]
    imbalance: float
    dice: NDArray[np.uint64]


CHANGING = ("slot", "group", "member", "where", "met", "useful", "byes", "of_value", "dice")
"""The arrays of a state that moves change; all others can be shared by several searches."""


class Rule(NamedTuple):
    """What moves are proposed, and what is noted of them.

    Attributes
    ----------
    guided : share of moves that are invitations: a person goes to the table of somebody wanted whom they have not met. Else two people are drawn by lot.
    indptr, wanted : rows of people wanted by each.
    rounds : places of the rounds that may be changed.
    target : points at which the search ends.
    losses : what the last moves that lost would have cost.
    counts : swaps weighed, swaps made, losses noted.
    """

    guided: float
    indptr: NDArray[np.int64]
    wanted: NDArray[np.int32]
    rounds: NDArray[np.int64]
    target: float
    losses: NDArray[np.float64]
    counts: NDArray[np.int64]


@njit(cache=True, inline="always", _nrt=False)
def throw(dice, most):
    """Throw a whole number below `most` (xorshift64*, Vigna 2016)."""
    x = dice[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    dice[0] = x
    return np.int64((((x * np.uint64(2685821657736338717)) >> np.uint64(32)) * np.uint64(most)) >> np.uint64(32))


@njit(cache=True, _nrt=False)
def _find(indptr, indices, i, k):
    """Place of column k in row i, or -1."""
    low, high = indptr[i], indptr[i + 1]
    while low < high:
        middle = (low + high) >> 1
        if indices[middle] < k:
            low = middle + 1
        else:
            high = middle
    if low < indptr[i + 1] and indices[low] == k:
        return low
    return -1


@njit(cache=True, _nrt=False, forceinline=True)
def worth_of(s, i, k):
    """Worth of a first meeting of i and k."""
    if s.worth.shape[0] > 0:
        return np.float64(s.worth[i, k])
    at = _find(s.indptr, s.indices, i, k)
    return s.values[at] if at >= 0 else s.anyone


@njit(cache=True, _nrt=False, forceinline=True)
def times_met(s, i, k):
    """In how many rounds i and k meet."""
    if s.met.shape[0] > 0:
        return np.int64(s.met[i, k])
    times = np.int64(0)
    for r in range(s.where.shape[1]):
        times += np.int64(s.where[i, r] == s.where[k, r])
    return times


@njit(cache=True, _nrt=False, forceinline=True)
def _finds(s, i, k):
    """1 where k is useful to i, else 0."""
    if s.finds.shape[0] > 0:
        return np.int64(s.finds[i, k])
    return np.int64(_find(s.use_indptr, s.use_indices, i, k) >= 0)


@njit(cache=True, _nrt=False)
def _useful_change(now, by, useful_sum):
    most = len(useful_sum) - 1
    return useful_sum[min(now + by, most)] - useful_sum[min(now, most)]


@njit(cache=True, _nrt=False, forceinline=True)
def _exchange(s, r, i, j, g):
    """What changes in group g of round r when i leaves it and j takes the place. Returns (gain, change of i's, of j's useful meetings)."""
    gain, of_i, of_j = 0.0, 0, 0
    if g == s.pool[r]:
        return gain, of_i, of_j
    steps = len(s.useful_sum) > 1
    for slot in range(s.start[r, g], s.start[r, g + 1]):
        k = s.member[r, slot]
        if k == i:
            continue
        leaves, joins = times_met(s, i, k) == 1, times_met(s, j, k) == 0
        gain += -worth_of(s, i, k) if leaves else s.repeat
        gain += worth_of(s, j, k) if joins else -s.repeat
        if steps and (leaves or joins):
            of_k = 0
            if leaves:
                of_i -= _finds(s, i, k)
                of_k -= _finds(s, k, i)
            if joins:
                of_j += _finds(s, j, k)
                of_k += _finds(s, k, j)
            if of_k != 0:
                gain += _useful_change(s.useful[k], of_k, s.useful_sum)
    return gain, of_i, of_j


@njit(cache=True, _nrt=False)
def _excess_change(now, fair, leaves, joins):
    """What a group's people above their fair share change by when one of value `leaves` goes and one of value `joins` comes."""
    if leaves == joins:
        return 0
    return int(now[joins] >= fair[joins]) - int(now[leaves] > fair[leaves])


@njit(cache=True, _nrt=False, forceinline=True)
def price_change(s, r, i, j, mine, theirs):
    """What a swap of i and j costs beside its meetings: byes and balance."""
    price = 0.0
    if mine == s.pool[r]:
        price -= s.bye_again * (s.byes[i] - 1 - s.byes[j])
    elif theirs == s.pool[r]:
        price -= s.bye_again * (s.byes[j] - 1 - s.byes[i])
    if s.value[r, i] >= 0:
        if mine != s.pool[r]:
            price += s.imbalance * _excess_change(s.of_value[r, mine], s.fair[r, mine], s.value[r, i], s.value[r, j])
        if theirs != s.pool[r]:
            price += s.imbalance * _excess_change(s.of_value[r, theirs], s.fair[r, theirs], s.value[r, j], s.value[r, i])
    return price


@njit(cache=True, _nrt=False)
def swap_gain(s, r, i, j):
    """Points won when i and j, who are in different groups of round r, change places."""
    mine, theirs = s.group[r, i], s.group[r, j]
    gain, i_left, j_joined = _exchange(s, r, i, j, mine)
    more, j_left, i_joined = _exchange(s, r, j, i, theirs)
    gain += more
    if len(s.useful_sum) > 1:
        gain += _useful_change(s.useful[i], i_left + i_joined, s.useful_sum) + _useful_change(s.useful[j], j_left + j_joined, s.useful_sum)
    return gain - price_change(s, r, i, j, mine, theirs)


@njit(cache=True, _nrt=False, forceinline=True)
def _move(s, r, i, mine, by):
    """Take i out of a group (`by` -1) or put it in (1): count meetings, useful meetings, byes and balance."""
    if mine == s.pool[r]:
        s.byes[i] += by
        return
    steps = len(s.useful_sum) > 1
    last = 0 if by > 0 else 1
    for slot in range(s.start[r, mine], s.start[r, mine + 1]):
        k = s.member[r, slot]
        if k == i:
            continue
        if steps and times_met(s, i, k) == last:
            s.useful[i] += by * _finds(s, i, k)
            s.useful[k] += by * _finds(s, k, i)
        if s.met.shape[0] > 0:
            s.met[i, k] += by
            s.met[k, i] += by
    s.where[i, r] = mine if by > 0 else -1 - i
    if s.value[r, i] >= 0:
        s.of_value[r, mine, s.value[r, i]] += by


@njit(cache=True, _nrt=False)
def swap(s, r, i, j):
    """Let i and j, who are in different groups of round r, change places."""
    mine, theirs = s.group[r, i], s.group[r, j]
    _move(s, r, i, mine, -1)
    _move(s, r, j, theirs, -1)
    here, there = s.slot[r, i], s.slot[r, j]
    s.member[r, here], s.member[r, there] = j, i
    s.slot[r, i], s.slot[r, j] = there, here
    s.group[r, i], s.group[r, j] = theirs, mine
    _move(s, r, j, mine, 1)
    _move(s, r, i, theirs, 1)


@njit(cache=True, _nrt=False, forceinline=True)
def change_slots(s, r, i, j):
    """Let two members of one group change slots, which changes nothing else."""
    here, there = s.slot[r, i], s.slot[r, j]
    s.member[r, here], s.member[r, there] = j, i
    s.slot[r, i], s.slot[r, j] = there, here


@njit(cache=True, nogil=True, _nrt=False)
def restore(s, member):
    """Bring everybody back to the groups of `member` (rounds x slots), which has the same people in each round."""
    for r in range(s.group.shape[0]):
        for g in range(s.start.shape[1] - 1):
            for slot in range(s.start[r, g], s.start[r, g + 1]):
                who, now = member[r, slot], s.member[r, slot]
                if who == now:
                    continue
                if s.group[r, who] == g:
                    change_slots(s, r, who, now)
                else:
                    swap(s, r, who, now)
