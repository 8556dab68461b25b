"""The table search without a gain matrix: for evenings too large for one (above 2,000 people, or very many tables).

What everybody holds in the own group is kept up to date (`held`), so that a swap is worth what the two find at the new tables less what they hold at the old ones.
What somebody would find is read from the row of those whom a meeting is worth something with.
"""

import numpy as np
from numba import njit

from keywho.planning.search.kernels import change_slots, price_change, swap, swap_gain, throw, times_met, worth_of

LONG_ROW = 12
"""Entries of a row for each member of a group above which the members are looked up in the row, instead of the row being read through."""


@njit(cache=True, nogil=True, _nrt=False)
def fill_held(s, held):
    """Compute `held[r, i]` for everybody: what their meetings in the own group are worth, as against sitting there alone; useful steps are left out."""
    for r in range(s.group.shape[0]):
        for i in range(s.group.shape[1]):
            held[r, i] = 0.0
            g = s.group[r, i]
            if g < 0 or g == s.pool[r]:
                continue
            for slot in range(s.start[r, g], s.start[r, g + 1]):
                k = s.member[r, slot]
                if k != i:
                    held[r, i] += worth_of(s, i, k) if times_met(s, i, k) == 1 else -s.repeat


@njit(cache=True, _nrt=False, forceinline=True)
def _meet(s, held, r, i, by):
    """Upkeep of what people hold: i has just joined a group of round r (`by` 1), or is just about to leave it (-1)."""
    g = s.group[r, i]
    if g == s.pool[r]:
        return
    for slot in range(s.start[r, g], s.start[r, g + 1]):
        y = s.member[r, slot]
        if y == i:
            continue
        times = times_met(s, i, y)
        change = by * worth_of(s, i, y) if times == 1 else -by * s.repeat
        held[r, i] += change
        held[r, y] += change
        if times == 2:  # the other meeting of the two is a repeat from now on, or no longer
            for q in range(s.group.shape[0]):
                if q != r and s.where[i, q] == s.where[y, q]:
                    change = by * (worth_of(s, i, y) + s.repeat)
                    held[q, i] -= change
                    held[q, y] -= change


@njit(cache=True, _nrt=False)
def swap_and_hold(s, held, r, i, j):
    """Swap two people who are in different groups of a round, and keep what people hold as `fill_held` would have it."""
    _meet(s, held, r, i, -1)
    _meet(s, held, r, j, -1)
    swap(s, r, i, j)
    _meet(s, held, r, i, 1)
    _meet(s, held, r, j, 1)


@njit(cache=True, _nrt=False, forceinline=True)
def _read_through(s, r, i, g):
    """Say whether it is cheaper to read the row of i than to look up the members of a group."""
    return s.worth.shape[0] == 0 and s.indptr[i + 1] - s.indptr[i] <= LONG_ROW * (s.start[r, g + 1] - s.start[r, g])


@njit(cache=True, _nrt=False, forceinline=True)
def _found(s, r, x, g, but):
    """What x would find in group g of round r without its member `but`; whoever is met again counts as anyone (see `_again`)."""
    if g == s.pool[r]:
        return 0.0
    first, last = s.start[r, g], s.start[r, g + 1]
    found = s.anyone * (last - first - 1)
    if _read_through(s, r, x, g):
        here = s.group[r]
        for at in range(s.indptr[x], s.indptr[x + 1]):
            y = s.indices[at]
            if here[y] == g and y != but and times_met(s, x, y) == 0:
                found += s.values[at] - s.anyone
        return found
    for slot in range(first, last):
        y = s.member[r, slot]
        if y != but and times_met(s, x, y) == 0:
            found += worth_of(s, x, y) - s.anyone
    return found


@njit(cache=True, _nrt=False, forceinline=True)
def _again(s, r, x, g, but):
    """What `_found` gives too much for those of group g, without its member `but`, whom x meets in another round."""
    times = np.int64(0)
    if g != s.pool[r]:
        for slot in range(s.start[r, g], s.start[r, g + 1]):
            y = s.member[r, slot]
            times += np.int64(y != but and times_met(s, x, y) > 0)
    return times * (s.repeat + s.anyone)


@njit(cache=True, _nrt=False, forceinline=True)
def _look_round(s, r, i, g, near):
    """Fill `near` with what i would find in each member of group g of round r, by slot. Returns the sum."""
    first, last = s.start[r, g], s.start[r, g + 1]
    found = 0.0
    if g == s.pool[r]:
        near[: last - first] = 0.0
        return found
    reads = _read_through(s, r, i, g)
    for slot in range(first, last):
        y = s.member[r, slot]
        if times_met(s, i, y) > 0:
            near[slot - first] = -s.repeat
        else:
            near[slot - first] = s.anyone if reads else worth_of(s, i, y)
        found += near[slot - first]
    if reads:
        here = s.group[r]
        for at in range(s.indptr[i], s.indptr[i + 1]):
            y = s.indices[at]
            if here[y] == g and times_met(s, i, y) == 0:
                near[s.slot[r, y] - first] += s.values[at] - s.anyone
                found += s.values[at] - s.anyone
    return found


@njit(cache=True, nogil=True, _nrt=False)
def anneal_by_rows(s, held, near, rule, moves, heat, here):
    """Propose `moves` swaps at the temperature `heat`, from an evening of `here` points; see `kernels.Rule`.

    An invitation looks at everybody at the table and takes what seems the best exchange; whom the one who leaves meets again is counted only when that is settled.
    Where rows are long, what they find elsewhere isn't looked up for all of them: whoever holds least goes.
    `near` has room for one number for each member of the largest group, the pool of byes included. Returns (points, moves made).
    """
    group, start, pool, locked, dice = s.group, s.start, s.pool, s.locked, s.dice
    indptr, wanted, losses, counts = rule.indptr, rule.wanted, rule.losses, rule.counts
    count = group.shape[1]
    steps = len(s.useful_sum) > 1
    bar = np.int64(rule.guided * 65536)
    row = len(s.indices) / count
    for move in range(moves):
        r = rule.rounds[throw(dice, len(rule.rounds))]
        i = throw(dice, count)
        mine = group[r, i]
        if mine < 0 or locked[r, i]:
            continue
        k = np.int64(-1)
        if throw(dice, 65536) < bar:
            if indptr[i + 1] == indptr[i]:
                continue
            k = np.int64(wanted[indptr[i] + throw(dice, indptr[i + 1] - indptr[i])])
            theirs = group[r, k]
            if theirs < 0 or theirs == mine or theirs == pool[r] or times_met(s, i, k) > 0:
                continue
            first, last = start[r, theirs], start[r, theirs + 1]
        else:
            j = np.int64(throw(dice, count))
            theirs = group[r, j]
            if theirs < 0 or theirs == mine:
                continue
            first = s.slot[r, j]
            last = first + 1
        finds = _look_round(s, r, i, theirs, near)
        finds_all = s.worth.shape[0] > 0 or row <= LONG_ROW * (start[r, mine + 1] - start[r, mine])
        gain, j = -np.inf, np.int64(-1)
        for slot in range(first, last):
            x = np.int64(s.member[r, slot])
            if x != k and not locked[r, x]:
                worth_it = -held[r, x] - near[slot - start[r, theirs]]
                if finds_all:
                    worth_it += _found(s, r, x, mine, i)
                if worth_it > gain:
                    gain, j = worth_it, x
        if j < 0:
            continue
        counts[0] += 1
        if not finds_all:
            gain += _found(s, r, j, mine, i)
        gain += finds - held[r, i] - price_change(s, r, i, j, mine, theirs)
        if gain > -20.0 * heat:
            gain -= _again(s, r, j, mine, i)
        if steps:
            gain = swap_gain(s, r, i, j)
        if gain < 0.0:
            losses[counts[2] % len(losses)] = -gain
            counts[2] += 1
        if gain >= 0.0 or (gain > -20.0 * heat and throw(dice, 1048576) < 1048576.0 * np.exp(gain / heat)):
            counts[1] += 1
            swap_and_hold(s, held, r, i, j)
            here += gain
            if here >= rule.target:
                return here, move + 1
    return here, moves


@njit(cache=True, nogil=True, _nrt=False)
def follow_by_rows(s, held, member, rounds, counts):
    """Seat everybody in some rounds as `member` has it (rounds x slots, the same people in each round). Returns the points won by it."""
    gain = 0.0
    for r in rounds:
        for g in range(s.start.shape[1] - 1):
            for slot in range(s.start[r, g], s.start[r, g + 1]):
                who, now = member[r, slot], s.member[r, slot]
                if who == now:
                    continue
                if s.group[r, who] == g:
                    change_slots(s, r, who, now)
                else:
                    gain += swap_gain(s, r, who, now)
                    swap_and_hold(s, held, r, who, now)
                    counts[1] += 1
    return gain
