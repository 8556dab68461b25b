"""Compiled kernels of the table search. Small and fenced: only `table_search.py` calls them, and slow plain twins check them.

All take one `State` (a named tuple of arrays) that is changed in place. Two layouts: *dense* (first meetings and met counts as
matrices, up to 2,000 people) and *sparse* (rows of entries, and two people's rounds compared), chosen by the shape of `met`.
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
    where : people x all rounds, sparse layout: a number for the meeting (negative: none); the first columns are the table rounds.
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


@njit(cache=True, inline="always", _nrt=False)
def _throw(dice, most):
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


@njit(cache=True, inline="always", _nrt=False)
def _worth(i, k, worth, indptr, indices, values, anyone):
    if worth.shape[0] > 0:
        return np.float64(worth[i, k])
    at = _find(indptr, indices, i, k)
    return values[at] if at >= 0 else anyone


@njit(cache=True, inline="always", _nrt=False)
def _met(i, k, met, where):
    if met.shape[0] > 0:
        return np.int64(met[i, k])
    times = 0
    for r in range(where.shape[1]):
        if where[i, r] == where[k, r] and where[i, r] >= 0:
            times += 1
    return times


@njit(cache=True, inline="always", _nrt=False)
def _finds(i, k, finds, use_indptr, use_indices):
    if finds.shape[0] > 0:
        return np.int64(finds[i, k])
    return np.int64(_find(use_indptr, use_indices, i, k) >= 0)


@njit(cache=True, _nrt=False)
def _useful_change(now, by, useful_sum):
    most = len(useful_sum) - 1
    return useful_sum[min(now + by, most)] - useful_sum[min(now, most)]


@njit(cache=True, _nrt=False)
def _exchange(i, j, r, first, last, member, met, where, worth, indptr, indices, values, anyone, repeat, finds, use_indptr, use_indices, useful, useful_sum):
    """What changes in a group when i leaves it and j takes the place. Returns (gain, change of i's, of j's useful meetings)."""
    gain, of_i, of_j = 0.0, 0, 0
    steps = len(useful_sum) > 1
    for slot in range(first, last):
        k = member[r, slot]
        if k == i:
            continue
        leaves, joins = _met(i, k, met, where) == 1, _met(j, k, met, where) == 0
        gain += -_worth(i, k, worth, indptr, indices, values, anyone) if leaves else repeat
        gain += _worth(j, k, worth, indptr, indices, values, anyone) if joins else -repeat
        if steps and (leaves or joins):
            of_k = 0
            if leaves:
                of_i -= _finds(i, k, finds, use_indptr, use_indices)
                of_k -= _finds(k, i, finds, use_indptr, use_indices)
            if joins:
                of_j += _finds(j, k, finds, use_indptr, use_indices)
                of_k += _finds(k, j, finds, use_indptr, use_indices)
            if of_k != 0:
                gain += _useful_change(useful[k], of_k, useful_sum)
    return gain, of_i, of_j


@njit(cache=True, _nrt=False)
def _excess_change(now, fair, leaves, joins):
    """What a group's people above their fair share change by when one of value `leaves` goes and one of value `joins` comes."""
    if leaves == joins:
        return 0
    return int(now[joins] >= fair[joins]) - int(now[leaves] > fair[leaves])


@njit(cache=True, inline="always", _nrt=False)
def _price_change(r, i, j, mine, theirs, pool, byes, bye_again, value, of_value, fair, imbalance):
    """What a swap of i and j costs beside its meetings: byes and balance."""
    price = 0.0
    if mine == pool[r]:
        price -= bye_again * (byes[i] - 1 - byes[j])
    elif theirs == pool[r]:
        price -= bye_again * (byes[j] - 1 - byes[i])
    if value[r, i] >= 0:
        if mine != pool[r]:
            price += imbalance * _excess_change(of_value[r, mine], fair[r, mine], value[r, i], value[r, j])
        if theirs != pool[r]:
            price += imbalance * _excess_change(of_value[r, theirs], fair[r, theirs], value[r, j], value[r, i])
    return price


@njit(cache=True, _nrt=False)
def _swap_gain(
    r, i, j, group, member, start, pool, met, where, worth, indptr, indices, values, anyone, repeat,
    finds, use_indptr, use_indices, useful, useful_sum, byes, bye_again, value, of_value, fair, imbalance
):  # fmt: skip
    mine, theirs = group[r, i], group[r, j]
    gain, i_left, j_joined, j_left, i_joined = 0.0, 0, 0, 0, 0
    if mine != pool[r]:
        gain, i_left, j_joined = _exchange(
            i,
            j,
            r,
            start[r, mine],
            start[r, mine + 1],
            member,
            met,
            where,
            worth,
            indptr,
            indices,
            values,
            anyone,
            repeat,
            finds,
            use_indptr,
            use_indices,
            useful,
            useful_sum,
        )
    if theirs != pool[r]:
        more, j_left, i_joined = _exchange(
            j,
            i,
            r,
            start[r, theirs],
            start[r, theirs + 1],
            member,
            met,
            where,
            worth,
            indptr,
            indices,
            values,
            anyone,
            repeat,
            finds,
            use_indptr,
            use_indices,
            useful,
            useful_sum,
        )
        gain += more
    if len(useful_sum) > 1:
        gain += _useful_change(useful[i], i_left + i_joined, useful_sum) + _useful_change(useful[j], j_left + j_joined, useful_sum)
    gain -= _price_change(r, i, j, mine, theirs, pool, byes, bye_again, value, of_value, fair, imbalance)
    return gain


@njit(cache=True, _nrt=False)
def swap_gain(s, r, i, j):
    """Points won when i and j, who are in different groups of round r, change places."""
    return _swap_gain(
        r, i, j, s.group, s.member, s.start, s.pool, s.met, s.where, s.worth, s.indptr, s.indices, s.values, s.anyone, s.repeat,
        s.finds, s.use_indptr, s.use_indices, s.useful, s.useful_sum, s.byes, s.bye_again, s.value, s.of_value, s.fair, s.imbalance
    )  # fmt: skip


@njit(cache=True, _nrt=False)
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
        if steps and _met(i, k, s.met, s.where) == last:
            s.useful[i] += by * _finds(i, k, s.finds, s.use_indptr, s.use_indices)
            s.useful[k] += by * _finds(k, i, s.finds, s.use_indptr, s.use_indices)
        if s.met.shape[0] > 0:
            s.met[i, k] += by
            s.met[k, i] += by
    s.where[i, r] = mine if by > 0 else -1
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


@njit(cache=True, _nrt=False)
def _held_by(r, i, group, member, start, pool, met, where, worth, indptr, indices, values, anyone, repeat):
    """Worth of i's meetings in the own group of round r, as against sitting there alone; useful steps are left out."""
    held, mine = 0.0, group[r, i]
    if mine == pool[r]:
        return held
    for slot in range(start[r, mine], start[r, mine + 1]):
        k = member[r, slot]
        if k != i:
            held += _worth(i, k, worth, indptr, indices, values, anyone) if _met(i, k, met, where) == 1 else -repeat
    return held


@njit(cache=True, _nrt=False)
def fill_held(s, held):
    """Compute `held[r, i]` for everybody: what their meetings in the own group are worth. A hint for whom to send away, no more."""
    for r in range(s.group.shape[0]):
        for i in range(s.group.shape[1]):
            held[r, i] = 0.0
            if s.group[r, i] >= 0:
                held[r, i] = _held_by(
                    r, i, s.group, s.member, s.start, s.pool, s.met, s.where, s.worth, s.indptr, s.indices, s.values, s.anyone, s.repeat
                )  # fmt: skip


@njit(cache=True, inline="always", _nrt=False)
def _least_held(r, theirs, k, held, member, start, locked):
    """Who of a table, apart from k, has least of sitting there; -1 where nobody may go."""
    j, least = np.int64(-1), np.inf
    for slot in range(start[r, theirs], start[r, theirs + 1]):
        x = member[r, slot]
        if x != k and not locked[r, x] and held[r, x] < least:
            j, least = np.int64(x), held[r, x]
    return j


@njit(cache=True, nogil=True, _nrt=False)
def anneal(s, held, moves, heat, guided, wanted_indptr, wanted, here, target, losses, counts):
    """Propose `moves` swaps at the temperature `heat`; stop early at `target` points.

    With chance `guided` a move is an invitation: a person goes to the table of somebody wanted (rows `wanted`) whom they have not met, in exchange for
    whoever has least of sitting there. Else two people are drawn by lot. `losses` takes what the last invitations that lost would have cost.
    `counts` adds up swaps weighed and swaps made. Returns (points, moves made).
    """
    group, member, start, pool, locked, met, where = s.group, s.member, s.start, s.pool, s.locked, s.met, s.where
    worth, indptr, indices, values, anyone, repeat = s.worth, s.indptr, s.indices, s.values, s.anyone, s.repeat
    finds, use_indptr, use_indices, useful, useful_sum = s.finds, s.use_indptr, s.use_indices, s.useful, s.useful_sum
    byes, bye_again, value, of_value, fair, imbalance, dice = s.byes, s.bye_again, s.value, s.of_value, s.fair, s.imbalance, s.dice
    rounds, count = group.shape
    bar = np.int64(guided * 65536)
    lost = 0
    for move in range(moves):
        r = _throw(dice, rounds)
        i = _throw(dice, count)
        if group[r, i] < 0 or locked[r, i]:
            continue
        if _throw(dice, 65536) < bar:
            if wanted_indptr[i + 1] == wanted_indptr[i]:
                continue
            k = wanted[wanted_indptr[i] + _throw(dice, wanted_indptr[i + 1] - wanted_indptr[i])]
            theirs = group[r, k]
            if theirs < 0 or theirs == group[r, i] or theirs == pool[r] or _met(i, k, met, where) > 0:
                continue
            j = _least_held(r, theirs, k, held, member, start, locked)
            if j < 0:
                continue
        else:
            j = _throw(dice, count)
            if group[r, j] < 0 or group[r, j] == group[r, i] or locked[r, j]:
                continue
        counts[0] += 1
        gain = _swap_gain(
            r, i, j, group, member, start, pool, met, where, worth, indptr, indices, values, anyone, repeat,
            finds, use_indptr, use_indices, useful, useful_sum, byes, bye_again, value, of_value, fair, imbalance
        )  # fmt: skip
        if gain < 0.0:
            losses[lost % len(losses)] = -gain
            lost += 1
        if gain >= 0.0 or (gain > -20.0 * heat and _throw(dice, 1048576) < 1048576.0 * np.exp(gain / heat)):
            counts[1] += 1
            swap(s, r, i, j)
            for g in (group[r, i], group[r, j]):
                for slot in range(start[r, g], start[r, g + 1]):
                    x = member[r, slot]
                    held[r, x] = _held_by(r, x, group, member, start, pool, met, where, worth, indptr, indices, values, anyone, repeat)
            here += gain
            if here >= target:
                return here, move + 1
    return here, moves
