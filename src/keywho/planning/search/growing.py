"""Greedy table growing, compiled: whoever is worth most to those at a table joins next."""

import numpy as np
from numba import njit


@njit(cache=True)
def grow_tables(s, order, tables):
    """Fill the groups of each round anew, person by person: whoever is worth most to those already there joins next.

    `order` (rounds x people) gives who starts a table; only people who are not locked are moved. Only for tables without locked people.
    `tables` are the numbers of rounds to fill. The slots must exist; who is left when all tables are full goes to the pool.
    """
    count = s.group.shape[1]
    gain = np.zeros(count)
    touched = np.empty(count, np.int32)
    seen = np.zeros(count, np.bool_)
    free = np.zeros(count, np.bool_)
    for r in tables:
        for i in range(count):
            free[i] = s.group[r, i] >= 0
        next_in_order = 0
        groups = s.start.shape[1] - 1
        for g in range(groups):
            if g == s.pool[r]:
                continue
            marks = 0
            for slot in range(s.start[r, g], s.start[r, g + 1]):
                best, most = -1, 0.0
                for t in range(marks):
                    k = touched[t]
                    if free[k] and gain[k] > most:
                        best, most = k, gain[k]
                if best < 0:
                    look = next_in_order
                    while look < count and (not free[order[r, look]] or gain[order[r, look]] < 0.0):
                        look += 1
                    if look == count:
                        look = next_in_order
                        while not free[order[r, look]]:
                            look += 1
                    best = order[r, look]
                    while next_in_order < count and not free[order[r, next_in_order]]:
                        next_in_order += 1
                free[best] = False
                s.member[r, slot] = best
                for at in range(s.indptr[best], s.indptr[best + 1]):
                    k = s.indices[at]
                    if free[k] and _met_before(s, best, k, r) == 0:
                        if not seen[k]:
                            seen[k] = True
                            touched[marks] = k
                            marks += 1
                        gain[k] += s.values[at] - s.anyone
                for q in range(r):
                    if s.group[q, best] >= 0 and s.group[q, best] != s.pool[q]:
                        h = s.group[q, best]
                        for old in range(s.start[q, h], s.start[q, h + 1]):
                            k = s.member[q, old]
                            if free[k]:
                                if not seen[k]:
                                    seen[k] = True
                                    touched[marks] = k
                                    marks += 1
                                gain[k] -= s.repeat + s.anyone
            for t in range(marks):
                gain[touched[t]] = 0.0
                seen[touched[t]] = False
        if s.pool[r] >= 0:
            slot = s.start[r, s.pool[r]]
            for i in range(count):
                if free[i]:
                    s.member[r, slot] = i
                    slot += 1
        for g in range(groups):
            for slot in range(s.start[r, g], s.start[r, g + 1]):
                s.slot[r, s.member[r, slot]] = slot
                s.group[r, s.member[r, slot]] = g


@njit(cache=True)
def _met_before(s, i, k, r):
    """Say whether two share a table in a table round before r, or meet in a round of another kind."""
    for q in range(r):
        if s.group[q, i] >= 0 and s.group[q, i] == s.group[q, k] and s.group[q, i] != s.pool[q]:
            return 1
    for column in range(s.group.shape[0], s.where.shape[1]):
        if s.where[i, column] >= 0 and s.where[i, column] == s.where[k, column]:
            return 1
    return 0
