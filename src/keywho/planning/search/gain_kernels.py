"""The table search with a gain matrix: what every person would bring to every group, kept up to date.

A swap is then worth a sum of four entries instead of a walk over two tables, and only the few accepted swaps pay for the upkeep
(the gain matrix of Kernighan and Lin 1970, as used for maximally diverse grouping by Brimberg et al. 2015, here for several rounds at once).
It needs the plain sum of benefits: evenings with a worth of `useful` meetings use `kernels.anneal`.
"""

import numpy as np
from numba import njit

from keywho.planning.search.kernels import _excess_change, _throw, swap


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
                        times = np.int64(s.met[i, k]) - np.int64(s.group[r, i] == g)
                        gains[r, g, i] += _value(times, s.worth[i, k], s.repeat)


@njit(cache=True, _nrt=False)
def _swap_columns(r, i, j, mine, theirs, group, pool, met, worth, repeat, gains):
    """Upkeep in the round itself: everybody's gains of the two groups, before the swap is made."""
    keep_mine, keep_theirs = np.float64(mine != pool[r]), np.float64(theirs != pool[r])
    for x in range(group.shape[1]):
        there = np.int64(group[r, x] == theirs and theirs != pool[r])
        here = np.int64(group[r, x] == mine and mine != pool[r])
        of_j = worth[x, j] if np.int64(met[x, j]) - there == 0 else -repeat
        of_i = worth[x, i] if np.int64(met[x, i]) - here == 0 else -repeat
        if x == i:
            of_i = 0.0
        if x == j:
            of_j = 0.0
        gains[r, mine, x] += keep_mine * (of_j - of_i)
        gains[r, theirs, x] += keep_theirs * (of_i - of_j)


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


@njit(cache=True, _nrt=False)
def anneal_with_gains(s, gains, moves, hot, cold, guided, wanted_indptr, wanted, here, target):
    """Do what `kernels.anneal` does, with the gain matrix. Returns (points, moves made)."""
    group, member, start, pool, locked, met, worth, repeat = s.group, s.member, s.start, s.pool, s.locked, s.met, s.worth, s.repeat
    byes, bye_again, value, of_value, fair, imbalance, dice = s.byes, s.bye_again, s.value, s.of_value, s.fair, s.imbalance, s.dice
    rounds, count = group.shape
    cooling = (cold / hot) ** (1.0 / max(1.0, moves / 256.0))
    heat = hot
    bar = np.int64(guided * 65536)
    for move in range(moves):
        if move & 255 == 255:
            heat *= cooling
        r = _throw(dice, rounds)
        i = _throw(dice, count)
        mine = group[r, i]
        if mine < 0 or locked[r, i]:
            continue
        if wanted_indptr[i + 1] > wanted_indptr[i] and _throw(dice, 65536) < bar:
            k = wanted[wanted_indptr[i] + _throw(dice, wanted_indptr[i + 1] - wanted_indptr[i])]
            theirs = group[r, k]
            if theirs < 0 or theirs == mine or theirs == pool[r] or met[i, k] > 0:
                continue
            first = start[r, theirs]
            j = np.int64(member[r, first + _throw(dice, start[r, theirs + 1] - first)])
            if j == k:
                continue
        else:
            j = _throw(dice, count)
            theirs = group[r, j]
        if theirs < 0 or theirs == mine or locked[r, j]:
            continue
        between = _value(np.int64(met[i, j]), np.float64(worth[i, j]), repeat)
        gain = 0.0
        if theirs != pool[r]:
            gain += gains[r, theirs, i] - gains[r, theirs, j] - between
        if mine != pool[r]:
            gain += gains[r, mine, j] - gains[r, mine, i] - between
        if mine == pool[r]:
            gain += bye_again * (byes[i] - 1 - byes[j])
        elif theirs == pool[r]:
            gain += bye_again * (byes[j] - 1 - byes[i])
        if value[r, i] >= 0:
            if mine != pool[r]:
                gain -= imbalance * _excess_change(of_value[r, mine], fair[r, mine], value[r, i], value[r, j])
            if theirs != pool[r]:
                gain -= imbalance * _excess_change(of_value[r, theirs], fair[r, theirs], value[r, j], value[r, i])
        if gain >= 0.0 or (gain > -20.0 * heat and _throw(dice, 1048576) < 1048576.0 * np.exp(gain / heat)):
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
