"""Loose meetings into rounds: short Kempe chains make room, and what resists pushes others out, which then look for a round in turn.

As `pairs.colouring` does for a whole evening, but by people instead of edges, and with short chains before long ones: whoever is on a chain is told
something new. `card[i, r]` is whom person i meets in round r, FREE for nobody, ABSENT where nothing can be changed.
"""

import numpy as np
from numba import njit

from keywho.planning.pairs.colouring import ABSENT, FREE

SHORT, LONGER_AFTER = 64, 20
"""Meetings of the longest chain at first, and the moves after which it may be twice as long."""

WILD = 0.2
"""Share of the pushes that may push out two others where one would do: else a push would only follow the chains that have not helped."""

BARS = 1 << 14
"""Places to remember which meeting left which round."""


@njit(cache=True, inline="always")
def _length(card, start, a, b, keep, most):
    """Give the meetings of the chain that leaves `start` in round a, then b, a ...; -1 if it has more than `most`, or can't be swapped.

    It can't where it ends at `keep`, which must stay as it is, or where somebody is absent.
    """
    here, now, then, length = start, a, b, 0
    while card[here, now] >= 0:
        here = card[here, now]
        now, then = then, now
        length += 1
        if length > most:
            return -1
    return -1 if here == keep or card[here, now] == ABSENT else length


@njit(cache=True)
def _swap(card, start, a, b):
    """Swap rounds a and b along the chain that leaves `start` in round a."""
    here, now, then, came = start, a, b, FREE
    while here >= 0:
        following = card[here, now]
        card[here, then], card[here, now] = following, came
        came, here = here, following
        now, then = then, now


@njit(cache=True)
def _put(card, one, other, most):
    """Find a round for two who are free in some, by the shortest chain of up to `most` meetings if need be; says whether there is one."""
    rounds = card.shape[1]
    for r in range(rounds):
        if card[one, r] == FREE and card[other, r] == FREE:
            card[one, r], card[other, r] = other, one
            return True
    start, into, from_, shortest = -1, -1, -1, most
    for a in range(rounds):
        if card[one, a] != FREE or card[other, a] == ABSENT:
            continue
        for b in range(rounds):
            if card[other, b] != FREE or card[one, b] == ABSENT:
                continue
            length = _length(card, other, a, b, one, shortest)
            if length >= 0:
                start, into, from_, shortest = other, a, b, length - 1
            length = _length(card, one, b, a, other, shortest)
            if length >= 0:
                start, into, from_, shortest = one, b, a, length - 1
    if start < 0:
        return False
    _swap(card, start, into, from_)
    card[one, into], card[other, into] = other, one
    return True


@njit(cache=True, inline="always")
def _place_of(one, other, r):
    """Give the place at which it is remembered that two may not meet in a round for a while."""
    return ((min(one, other) * 1000003 + max(one, other)) * 31 + r) % BARS


@njit(cache=True)
def deal(card, pairs, tries, moves, seed):
    """Put meetings into rounds, in up to so many tries of so many pushes each; gives those that are left in the best of them."""
    np.random.seed(seed)
    best, left = card.copy(), pairs
    for _ in range(tries):
        tried = card.copy()
        waiting = _deal_once(tried, pairs, moves)
        if len(waiting) < len(left):
            best, left = tried, waiting
        if len(left) == 0:
            break
    card[:] = best
    return left


@njit(cache=True)
def _deal_once(card, pairs, moves):
    """Put meetings into rounds; gives those that are left."""
    count = card.shape[0]
    waiting = np.empty((len(pairs) + moves + 2, 2), np.int32)
    many, most = 0, SHORT
    for at in range(len(pairs)):
        if not _put(card, pairs[at, 0], pairs[at, 1], most):
            waiting[many] = pairs[at]
            many += 1
    fewest = many
    barred_until = np.zeros(BARS, np.int64)
    for move in range(moves):
        if many == 0:
            break
        if move % LONGER_AFTER == LONGER_AFTER - 1 and most < count:
            most *= 2
        chosen = np.random.randint(many)
        one, other = waiting[chosen]
        many -= 1
        waiting[chosen] = waiting[many]
        if not _put(card, one, other, most):
            pushed = many
            many = _push(card, one, other, waiting, many, fewest, barred_until, move)
            while pushed < many:
                if _put(card, waiting[pushed, 0], waiting[pushed, 1], most):
                    many -= 1
                    waiting[pushed] = waiting[many]
                else:
                    pushed += 1
        fewest = min(fewest, many)
    return waiting[:many].copy()


@njit(cache=True)
def _push(card, one, other, waiting, many, fewest, barred_until, move):
    """Let two meet where fewest others are pushed out, which wait then, as the two do where everything is barred; gives how many wait."""
    into, least, ties = -1, 3, 0
    alike = 2 if np.random.random() < WILD else 0
    for r in range(card.shape[1]):
        mine, theirs = card[one, r], card[other, r]
        if mine == ABSENT or theirs == ABSENT:
            continue
        out = max((mine >= 0) + (theirs >= 0), alike)
        if out > least or (barred_until[_place_of(one, other, r)] > move and many + out >= fewest):
            continue
        ties = ties + 1 if out == least else 1
        if out < least or np.random.randint(ties) == 0:
            into = r
        least = out
    if into < 0:
        waiting[many, 0], waiting[many, 1] = one, other
        return many + 1
    for end in (one, other):
        old = card[end, into]
        if old >= 0:
            card[end, into], card[old, into] = FREE, FREE
            barred_until[_place_of(end, old, into)] = move + 10 + np.random.randint(10) + many
            waiting[many, 0], waiting[many, 1] = end, old
            many += 1
    card[one, into], card[other, into] = other, one
    return many
