"""Edges into rounds: every edge of a graph gets a round in which both its ends are there and have no other edge.

Kempe chains (alternating paths of two rounds that are swapped) make room for an edge whose ends have no free round in common;
after Misra and Gries 1992, A constructive proof of Vizing's theorem, without its fans.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from keywho.planning.instance import Ints

FREE, ABSENT = -1, -2


def colour_edges(one: Ints, other: Ints, present: NDArray[np.bool_], chance: np.random.Generator, *, passes: int = 30) -> Ints:
    """Give each edge a round (0-based), or -1 where no room was found in `passes` tries.

    Parameters
    ----------
    one, other : ends of the edges; nobody has more edges than rounds.
    present : rounds x attendees.
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
    return round_of


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
                if at[v, b] == FREE and at[u, b] != ABSENT and _swap_chain(one, other, at, round_of, v, a, b, u):
                    round_of[edge] = a
                    at[u, a] = edge
                    at[v, a] = edge
                    break


@njit(cache=True)
def _swap_chain(one, other, at, round_of, start, a, b, keep):
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
                _swap_chain(one, other, at, round_of, u, a, b, -1)
