"""The table search with a gain matrix: what every person would bring to every group, kept up to date.

A swap is then worth a sum of four entries instead of a walk over two tables, and only the few accepted swaps pay for the upkeep
(the gain matrix of Kernighan and Lin 1970, as used for maximally diverse grouping by Brimberg et al. 2015, here for several rounds at once).
The matrix knows the plain sum of benefits. Evenings with a worth of `useful` meetings choose by it whom to exchange, and weigh that one swap in full.
"""

import numpy as np
from numba import njit

from keywho.planning.search.kernels import change_slots, price_change, swap, swap_gain, throw


@njit(cache=True, inline="always", _nrt=False)
def _value(times, worth, repeat):
    """Worth of a meeting of two who meet `times` times in other rounds."""
    return worth if times == 0 else -repeat


@njit(cache=True, nogil=True, _nrt=False)
def fill_gains(s, gains):
    """Compute `gains[r, g, i]`, the worth of i's meetings with the members of group g of round r (i itself left out), from nothing."""
    rounds, count = s.group.shape
    for r in range(rounds):
        for g in range(gains.shape[1]):
            for i in range(count):
                gains[r, g, i] = 0.0
            if g == s.pool[r]:
                continue
            for slot in range(s.start[r, g], s.start[r, g + 1]):
                k = s.member[r, slot]
                for i in range(count):
                    if i != k:
                        times = np.int64(s.met[k, i]) - np.int64(s.group[r, i] == g)
                        gains[r, g, i] += _value(times, s.worth[k, i], s.repeat)


@njit(cache=True, _nrt=False)
def _exchange_column(row, g, together, group, met_goes, met_comes, worth_goes, worth_comes, repeat):
    """Upkeep in the round itself, before the swap: everybody's gains (`row`) of group g, which one leaves and one joins.

    `together` is the group of the one who comes, -2 for the pool. Runs over whole rows so that the compiler can do many people at once.
    """
    for x in range(len(row)):
        there = np.int64(group[x] == together)
        here = np.int64(group[x] == g)
        of_comes = worth_comes[x] if np.int64(met_comes[x]) == there else -repeat
        of_goes = worth_goes[x] if np.int64(met_goes[x]) == here else -repeat
        row[x] += of_comes - of_goes


@njit(cache=True, _nrt=False, forceinline=True)
def _swap_column(s, r, g, goes, comes, theirs, gains):
    """Upkeep in the round itself, before the swap: everybody's gains of group g, which one leaves and one from group `theirs` joins."""
    if g == s.pool[r]:
        return
    together = theirs if theirs != s.pool[r] else -2
    row, group = gains[r, g], s.group[r]
    _exchange_column(row, g, together, group, s.met[goes], s.met[comes], s.worth[goes], s.worth[comes], s.repeat)
    # take back what was counted of two people's meetings with themselves
    row[goes] += s.worth[goes, goes] if np.int64(s.met[goes, goes]) == np.int64(group[goes] == g) else -s.repeat
    row[comes] -= s.worth[comes, comes] if np.int64(s.met[comes, comes]) == np.int64(group[comes] == together) else -s.repeat


@njit(cache=True, _nrt=False, forceinline=True)
def _change_elsewhere(s, r, who, g, but, by, gains):
    """Upkeep in the other rounds when `who` now meets (`by` 1) or no longer meets (-1) the members of group g of round r, except `but`."""
    if g == s.pool[r]:
        return
    group, pool = s.group, s.pool
    for slot in range(s.start[r, g], s.start[r, g + 1]):
        k = s.member[r, slot]
        if k == who or k == but:
            continue
        fewer = np.int64(s.met[who, k]) - (by > 0)
        if fewer > 1:
            continue
        change = -by * (s.worth[who, k] + s.repeat)
        for q in range(group.shape[0]):
            if q == r or group[q, who] < 0 or group[q, k] < 0:
                continue
            together = np.int64(group[q, who] == group[q, k] and group[q, who] != pool[q])
            if fewer - together == 0:
                if group[q, k] != pool[q]:
                    gains[q, group[q, k], who] += change
                if group[q, who] != pool[q]:
                    gains[q, group[q, who], k] += change


@njit(cache=True, _nrt=False, forceinline=True)
def _sum_gain(s, gains, r, i, j, mine, theirs):
    """What swapping i and j is worth for the plain sum of benefits."""
    between = _value(np.int64(s.met[i, j]), np.float64(s.worth[i, j]), s.repeat)
    gain = -price_change(s, r, i, j, mine, theirs)
    if theirs != s.pool[r]:
        gain += gains[r, theirs, i] - gains[r, theirs, j] - between
    if mine != s.pool[r]:
        gain += gains[r, mine, j] - gains[r, mine, i] - between
    return gain


@njit(cache=True, _nrt=False)
def swap_and_keep(s, gains, r, i, j):
    """Swap two people who are in different groups of a round, and keep the gain matrix as `fill_gains` would have it."""
    mine, theirs = s.group[r, i], s.group[r, j]
    _swap_column(s, r, mine, i, j, theirs, gains)
    _swap_column(s, r, theirs, j, i, mine, gains)
    swap(s, r, i, j)
    _change_elsewhere(s, r, i, mine, j, -1, gains)
    _change_elsewhere(s, r, j, theirs, i, -1, gains)
    _change_elsewhere(s, r, i, theirs, -1, 1, gains)
    _change_elsewhere(s, r, j, mine, -1, 1, gains)


@njit(cache=True, nogil=True, _nrt=False)
def anneal_with_gains(s, gains, rule, moves, heat, here):
    """Propose `moves` swaps at the temperature `heat`, from an evening of `here` points; see `kernels.Rule`.

    An invitation looks at everybody at the table and takes the best exchange. Without anybody wanted (`guided` 0) the table is drawn by lot.
    Where useful meetings count in steps, the plain sum chooses and the full gain decides. Returns (points, moves made).
    """
    group, member, start, pool, locked, met, dice = s.group, s.member, s.start, s.pool, s.locked, s.met, s.dice
    wanted_indptr, wanted, losses, counts = rule.indptr, rule.wanted, rule.losses, rule.counts
    count = group.shape[1]
    steps = len(s.useful_sum) > 1
    bar = np.int64(rule.guided * 65536)
    for move in range(moves):
        r = rule.rounds[throw(dice, len(rule.rounds))]
        i = throw(dice, count)
        mine = group[r, i]
        if mine < 0 or locked[r, i]:
            continue
        invites = bar == 0 or throw(dice, 65536) < bar
        k = np.int64(-1)
        if bar > 0 and invites:
            if wanted_indptr[i + 1] == wanted_indptr[i]:
                continue
            k = np.int64(wanted[wanted_indptr[i] + throw(dice, wanted_indptr[i + 1] - wanted_indptr[i])])
            j = k
        else:
            j = throw(dice, count)
        theirs = group[r, j]
        if theirs < 0 or theirs == mine or (k >= 0 and (theirs == pool[r] or met[i, k] > 0)):
            continue
        gain = -np.inf
        if invites:
            for slot in range(start[r, theirs], start[r, theirs + 1]):
                x = np.int64(member[r, slot])
                if x != k and not locked[r, x]:
                    worth_it = _sum_gain(s, gains, r, i, x, mine, theirs)
                    if worth_it > gain:
                        gain, j = worth_it, x
        elif not locked[r, j]:
            gain = _sum_gain(s, gains, r, i, j, mine, theirs)
        if gain == -np.inf:
            continue
        counts[0] += 1
        if steps:
            gain = swap_gain(s, r, i, j)
        if gain < 0.0:
            losses[counts[2] % len(losses)] = -gain
            counts[2] += 1
        if gain >= 0.0 or (gain > -20.0 * heat and throw(dice, 1048576) < 1048576.0 * np.exp(gain / heat)):
            counts[1] += 1
            swap_and_keep(s, gains, r, i, j)
            here += gain
            if here >= rule.target:
                return here, move + 1
    return here, moves


@njit(cache=True, nogil=True, _nrt=False)
def follow_with_gains(s, gains, member, rounds, counts):
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
                    swap_and_keep(s, gains, r, who, now)
                    counts[1] += 1
    return gain
