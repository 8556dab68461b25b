"""Edges into rounds: every edge of a graph gets a round in which both its ends are there and have no other edge.

Kempe chains (alternating paths of two rounds that are swapped) make room for an edge whose ends have no free round in common;
after Misra and Gries 1992, A constructive proof of Vizing's theorem, without its fans. What resists pushes other edges out, which then look
for a round in turn: a tabu search over partial colourings (Bloechliger and Zufferey 2008, A graph coloring heuristic using partial solutions
and a reactive tabu scheme), here for edges and lists of rounds.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from keywho.planning.instance import Ints

FREE, ABSENT = -1, -2
SMALLEST = 1e-9

PUSHES = 250
"""Pushes tried for each edge, at most."""

MOST_PUSHES = 5_000_000
"""Pushes tried in all."""

TENURE = 3.0
"""Pushes, counted for each edge without a round, during which an edge may not come back, at least; twice as many at most."""

LOOKED_AT = 60
"""Edges without a round that one push chooses from."""


def colour_edges(
    one: Ints, other: Ints, present: NDArray[np.bool_], chance: np.random.Generator, *, worth: NDArray[np.float64] | None = None, passes: int = 30
) -> Ints:
    """Give each edge a round (0-based), or -1 where no room was found in `passes` tries.

    Parameters
    ----------
    one, other : ends of the edges; nobody has more edges than rounds.
    present : rounds x attendees.
    worth : of each edge; where some find no round, they are rather those worth little. All alike if not given.
    """
    at = np.where(present.T, FREE, ABSENT).astype(np.int32)
    round_of = np.full(len(one), FREE, np.int32)
    for turn in range(passes):
        left = np.flatnonzero(round_of == FREE)
        if len(left) == 0:
            break
        if turn:
            _shake(one, other, at, round_of, left.astype(np.int32), chance.integers(0, 2**31, (len(left), 4)))
        _place_edges(one, other, at, round_of, chance.permutation(np.flatnonzero(round_of == FREE)).astype(np.int32))
    if (round_of == FREE).any():
        prices = np.ones(len(one)) if worth is None else np.maximum(worth, 0.0) + 0.01 * max(1.0, float(np.max(worth)))  # none is worth nothing
        push_in(one, other, prices, at, round_of, min(MOST_PUSHES, PUSHES * len(one)), int(chance.integers(2**31)))
    return round_of


@njit(cache=True)
def push_in(one, other, worth, at, round_of, moves, seed):
    """Put edges that have no round where they push out fewest others, up to `moves` times; ends with the least worth left, and gives that.

    Among as few, those of little worth are rather pushed out. Whoever was pushed out of a round may not come back to it for a while, unless fewer
    would be left than ever. That while grows with how many are waiting: each of them has to get away from where it was, and only one moves at a time.
    """
    np.random.seed(seed)
    edges, rounds = len(one), at.shape[1]
    left = np.flatnonzero(round_of == FREE)
    waiting = np.empty(edges, np.int32)
    many = fewest = len(left)
    lost = least_lost = worth[left].sum()
    waiting[:many] = left
    barred_until = np.zeros((edges, rounds), np.int64)
    best, single = round_of.copy(), np.empty(1, np.int32)
    for move in range(moves):
        if many == 0:
            break
        chosen, into, least, cheapest = -1, -1, 3, 0.0
        begin = np.random.randint(many)
        for step in range(min(many, LOOKED_AT)):
            k = (begin + step) % many
            for r in range(rounds):
                mine, theirs = at[one[waiting[k]], r], at[other[waiting[k]], r]
                if mine == ABSENT or theirs == ABSENT:
                    continue
                out = (mine >= 0) + (theirs >= 0)
                if out > least or (barred_until[waiting[k], r] > move and many - 1 + out >= fewest):
                    continue
                pushed_out = (worth[mine] if mine >= 0 else 0.0) + (worth[theirs] if theirs >= 0 else 0.0)
                price = np.random.random() * pushed_out
                if out < least or price < cheapest:
                    chosen, into, least, cheapest = k, r, out, price
        if chosen < 0:
            continue
        edge, many = waiting[chosen], many - 1
        lost -= worth[edge]
        waiting[chosen] = waiting[many]
        pushed = many
        for end in (one[edge], other[edge]):
            old = at[end, into]
            if old >= 0:
                at[one[old], into] = at[other[old], into] = round_of[old] = FREE
                barred_until[old, into] = move + 5 + int(TENURE * (1 + np.random.random()) * many)
                waiting[many] = old
                lost += worth[old]
                many += 1
        at[one[edge], into] = at[other[edge], into] = edge
        round_of[edge] = into
        while pushed < many:
            single[0] = waiting[pushed]
            _place_edges(one, other, at, round_of, single)
            if round_of[single[0]] >= 0:
                many -= 1
                lost -= worth[waiting[pushed]]
                waiting[pushed] = waiting[many]
            else:
                pushed += 1
        fewest = min(fewest, many)
        if lost < least_lost - SMALLEST:
            least_lost = lost
            best[:] = round_of
    round_of[:] = best
    return least_lost


@njit(cache=True)
def _place_edges(one, other, at, round_of, order):
    """Place edges in the given order. `at[i, r]` is the edge of i in round r, FREE or ABSENT."""
    rounds = at.shape[1]
    for edge in order:
        u, v = one[edge], other[edge]
        for r in range(rounds):
            if at[u, r] == FREE and at[v, r] == FREE:
                round_of[edge] = r
                at[u, r] = edge
                at[v, r] = edge
                break
        if round_of[edge] >= 0:
            continue
        for a in range(rounds):
            if at[u, a] != FREE or round_of[edge] >= 0 or at[v, a] == ABSENT:
                continue
            for b in range(rounds):
                if at[v, b] == FREE and at[u, b] != ABSENT and swap_chain(one, other, at, round_of, v, a, b, u):
                    round_of[edge] = a
                    at[u, a] = edge
                    at[v, a] = edge
                    break


@njit(cache=True)
def swap_chain(one, other, at, round_of, start, a, b, keep):
    """Swap rounds a and b along the chain that leaves `start` in round a; not if it ends at `keep` or where somebody is absent."""
    here, now, then = start, a, b
    while at[here, now] >= 0:
        edge = at[here, now]
        here = other[edge] if one[edge] == here else one[edge]
        now, then = then, now
    if here == keep or at[here, now] == ABSENT:
        return False
    here, now, then = start, a, b
    edge = at[here, now]
    at[here, now] = FREE
    while edge >= 0:
        there = other[edge] if one[edge] == here else one[edge]
        following = at[there, then]
        at[here, then] = edge
        at[there, then] = edge
        round_of[edge] = then
        if following < 0:
            at[there, now] = FREE
        here = there
        edge = following
        now, then = then, now
    return True


@njit(cache=True)
def _shake(one, other, at, round_of, left, dice):
    """Swap random chains around the edges that found no room, so that the next pass meets another picture."""
    rounds = at.shape[1]
    for k in range(len(left)):
        for turn in range(4):
            u = one[left[k]] if turn % 2 == 0 else other[left[k]]
            a = dice[k, turn] % rounds
            b = (dice[k, turn] // rounds) % rounds
            if a != b and at[u, a] >= 0 and at[u, b] == FREE:
                swap_chain(one, other, at, round_of, u, a, b, -1)
