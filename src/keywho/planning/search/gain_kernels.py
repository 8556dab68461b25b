"""The table search with a gain matrix: what every person would bring to every group, kept up to date.

A swap is then worth a sum of four entries instead of a walk over two tables, and only the few accepted swaps pay for the upkeep
(the gain matrix of Kernighan and Lin 1970, as used for maximally diverse grouping by Brimberg et al. 2015, here for several rounds at once).
The matrix knows the plain sum of benefits. Evenings with a worth of `useful` meetings choose by it whom to exchange, and weigh that one swap in full.
"""

import numpy as np
from numba import njit

from keywho.planning.search.kernels import _price_change, _throw, swap, swap_gain


@njit(cache=True, inline="always", _nrt=False)
def _value(times, worth, repeat):
    """Worth of a meeting of two who meet `times` times in other rounds."""
    return worth if times == 0 else -repeat


@njit(cache=True, _nrt=False)
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
def _exchange_column(row, g, goes, comes, together, group, met_goes, met_comes, worth_goes, worth_comes, repeat):
    """Upkeep in the round itself, before the swap: everybody's gains (`row`) of group g, which one leaves and one joins.

    `together` is the group of the one who comes, -2 for the pool. Runs over whole rows so that the compiler can do many people at once.
    """
    for x in range(len(row)):
        there = np.int64(group[x] == together)
        here = np.int64(group[x] == g)
        of_comes = worth_comes[x] if np.int64(met_comes[x]) == there else -repeat
        of_goes = worth_goes[x] if np.int64(met_goes[x]) == here else -repeat
        row[x] += of_comes - of_goes


@njit(cache=True, _nrt=False)
def _own_terms(row, g, goes, comes, together, group, met, worth, repeat):
    """Take back what `_exchange_column` counted of two people's meetings with themselves."""
    row[goes] += worth[goes, goes] if np.int64(met[goes, goes]) == np.int64(group[goes] == g) else -repeat
    row[comes] -= worth[comes, comes] if np.int64(met[comes, comes]) == np.int64(group[comes] == together) else -repeat


@njit(cache=True, _nrt=False)
def _swap_columns(r, i, j, mine, theirs, group, pool, met, worth, repeat, gains):
    """Upkeep in the round itself: everybody's gains of the two groups, before the swap is made."""
    if mine != pool[r]:
        together = theirs if theirs != pool[r] else -2
        _exchange_column(gains[r, mine], mine, i, j, together, group[r], met[i], met[j], worth[i], worth[j], repeat)
        _own_terms(gains[r, mine], mine, i, j, together, group[r], met, worth, repeat)
    if theirs != pool[r]:
        together = mine if mine != pool[r] else -2
        _exchange_column(gains[r, theirs], theirs, j, i, together, group[r], met[j], met[i], worth[j], worth[i], repeat)
        _own_terms(gains[r, theirs], theirs, j, i, together, group[r], met, worth, repeat)


@njit(cache=True, _nrt=False)
def _change_elsewhere(r, who, g, but, by, group, member, start, pool, met, worth, repeat, gains):
    """Upkeep in the other rounds when `who` now meets (`by` 1) or no longer meets (-1) the members of group g of round r, except `but`."""
    if g == pool[r]:
        return
    for slot in range(start[r, g], start[r, g + 1]):
        k = member[r, slot]
        if k == who or k == but:
            continue
        fewer = np.int64(met[who, k]) - (by > 0)
        if fewer > 1:
            continue
        change = -by * (worth[who, k] + repeat)
        for q in range(group.shape[0]):
            if q == r or group[q, who] < 0 or group[q, k] < 0:
                continue
            together = np.int64(group[q, who] == group[q, k] and group[q, who] != pool[q])
            if fewer - together == 0:
                if group[q, k] != pool[q]:
                    gains[q, group[q, k], who] += change
                if group[q, who] != pool[q]:
                    gains[q, group[q, who], k] += change


@njit(cache=True, inline="always", _nrt=False)
def _sum_gain(r, i, j, mine, theirs, pool, met, worth, repeat, gains, byes, bye_again, value, of_value, fair, imbalance):
    """What swapping i and j is worth for the plain sum of benefits."""
    between = _value(np.int64(met[i, j]), np.float64(worth[i, j]), repeat)
    gain = -_price_change(r, i, j, mine, theirs, pool, byes, bye_again, value, of_value, fair, imbalance)
    if theirs != pool[r]:
        gain += gains[r, theirs, i] - gains[r, theirs, j] - between
    if mine != pool[r]:
        gain += gains[r, mine, j] - gains[r, mine, i] - between
    return gain


@njit(cache=True, nogil=True, _nrt=False)
def anneal_with_gains(s, gains, moves, heat, guided, wanted_indptr, wanted, here, target, losses, counts):
    """Do what `kernels.anneal` does, with the gain matrix: an invitation looks at everybody at the table and takes the best exchange.

    Without anybody wanted (`guided` 0) the table is drawn by lot. Where useful meetings count in steps, the plain sum chooses and the full gain decides.
    Returns (points, moves made).
    """
    group, member, start, pool, locked, met, worth, repeat = s.group, s.member, s.start, s.pool, s.locked, s.met, s.worth, s.repeat
    byes, bye_again, value, of_value, fair, imbalance, dice = s.byes, s.bye_again, s.value, s.of_value, s.fair, s.imbalance, s.dice
    rounds, count = group.shape
    steps = len(s.useful_sum) > 1
    bar = np.int64(guided * 65536)
    lost = 0
    for move in range(moves):
        r = _throw(dice, rounds)
        i = _throw(dice, count)
        mine = group[r, i]
        if mine < 0 or locked[r, i]:
            continue
        invites = bar == 0 or _throw(dice, 65536) < bar
        k = np.int64(-1)
        if bar > 0 and invites:
            if wanted_indptr[i + 1] == wanted_indptr[i]:
                continue
            k = np.int64(wanted[wanted_indptr[i] + _throw(dice, wanted_indptr[i + 1] - wanted_indptr[i])])
            j = k
        else:
            j = _throw(dice, count)
        theirs = group[r, j]
        if theirs < 0 or theirs == mine or (k >= 0 and (theirs == pool[r] or met[i, k] > 0)):
            continue
        gain = -np.inf
        if invites:
            for slot in range(start[r, theirs], start[r, theirs + 1]):
                x = np.int64(member[r, slot])
                if x != k and not locked[r, x]:
                    worth_it = _sum_gain(r, i, x, mine, theirs, pool, met, worth, repeat, gains, byes, bye_again, value, of_value, fair, imbalance)
                    if worth_it > gain:
                        gain, j = worth_it, x
        elif not locked[r, j]:
            gain = _sum_gain(r, i, j, mine, theirs, pool, met, worth, repeat, gains, byes, bye_again, value, of_value, fair, imbalance)
        if gain == -np.inf:
            continue
        counts[0] += 1
        if steps:
            gain = swap_gain(s, r, i, j)
        if gain < 0.0:
            losses[lost % len(losses)] = -gain
            lost += 1
        if gain >= 0.0 or (gain > -20.0 * heat and _throw(dice, 1048576) < 1048576.0 * np.exp(gain / heat)):
            counts[1] += 1
            _swap_columns(r, i, j, mine, theirs, group, pool, met, worth, repeat, gains)
            swap(s, r, i, j)
            _change_elsewhere(r, i, mine, j, -1, group, member, start, pool, met, worth, repeat, gains)
            _change_elsewhere(r, j, theirs, i, -1, group, member, start, pool, met, worth, repeat, gains)
            _change_elsewhere(r, i, theirs, -1, 1, group, member, start, pool, met, worth, repeat, gains)
            _change_elsewhere(r, j, mine, -1, 1, group, member, start, pool, met, worth, repeat, gains)
            here += gain
            if here >= target:
                return here, move + 1
    return here, moves
