"""Edges that found no round: annealing that fills one gap by opening another, until little or nothing is left.

A gap is a person without an edge in a round. One step puts an edge of that person there, new or from another round; if its other end had an
edge there already, that one moves to a round in which both its ends have a gap, or is given up. Only steps of that kind are tried, so the
work depends on the gaps, not on the evening.
"""

import numpy as np
from numba import njit

from keywho.planning.pairs.colouring import FREE

SMALLEST = 1e-12


@njit(cache=True)
def exchange(ends, worth, useful, steps, at, round_of, fixed, first, incident, moves, warm, cold, enough, seed):
    """Make up to `moves` steps, the temperature falling from `warm` to `cold` points; give what was gained.

    Parameters
    ----------
    ends, useful : edges x 2; places of the two ends, and whether the edge is useful to each.
    steps : worth of the first, second ... useful edge of one person, 0 at the end.
    at : people x rounds; edge, FREE or ABSENT. Changed, as is `round_of` (-1 for edges that are not taken).
    fixed : edges that stay as they are.
    first, incident : edges of each person, by compressed rows.
    enough : gain at which to stop.
    """
    people, rounds = at.shape
    have = np.zeros(people, np.int64)
    for edge in range(len(worth)):
        if round_of[edge] >= 0:
            _count(ends, useful, have, edge, 1)
    gaps = np.empty(people * rounds, np.int32)
    spot = np.full(people * rounds, -1, np.int32)
    many = 0
    for who in range(people):
        for r in range(rounds):
            if at[who, r] == FREE:
                many = _open(gaps, spot, many, who * rounds + r)
    gained, dice = 0.0, np.uint64(seed * 2 + 1)
    for move in range(moves):
        if many == 0 or gained >= enough - 1e-9:
            break
        heat = warm * (cold / warm) ** (move / moves)
        dice = _roll(dice)
        gap = gaps[np.int64(dice >> np.uint64(33)) % many]
        who, r = gap // rounds, gap % rounds
        degree = first[who + 1] - first[who]
        if degree == 0:
            continue
        dice = _roll(dice)
        edge = incident[first[who] + np.int64(dice >> np.uint64(33)) % degree]
        other = ends[edge, 1] if ends[edge, 0] == who else ends[edge, 0]
        before, pushed = round_of[edge], at[other, r]
        if fixed[edge] or before == r or pushed < FREE:
            continue
        delta = 0.0
        if before < 0:
            delta += worth[edge] + _step(ends, useful, steps, have, edge)
            _count(ends, useful, have, edge, 1)
        goal = FREE
        if pushed >= 0:
            goal = _round_for(ends, at, pushed, other, r, who, before)
            if goal < 0:
                _count(ends, useful, have, pushed, -1)
                delta -= worth[pushed] + _step(ends, useful, steps, have, pushed)
        dice = _roll(dice)
        if delta < 0 and np.exp(delta / heat) < np.float64(dice >> np.uint64(11)) / 9007199254740992.0:
            if before < 0:
                _count(ends, useful, have, edge, -1)
            if pushed >= 0 and goal < 0:
                _count(ends, useful, have, pushed, 1)
            continue
        gained += delta
        if before >= 0:
            many = _lift(ends, at, round_of, gaps, spot, many, edge)
        if pushed >= 0:
            many = _lift(ends, at, round_of, gaps, spot, many, pushed)
        many = _put(ends, at, round_of, gaps, spot, many, edge, r)
        if goal >= 0:
            many = _put(ends, at, round_of, gaps, spot, many, pushed, goal)
    return gained


@njit(cache=True)
def _round_for(ends, at, pushed, one, here, mover, left):
    """Give a round in which both ends of a pushed edge have a gap, once the edge of `mover` and `one` has left its own; -1 for none."""
    third = ends[pushed, 1] if ends[pushed, 0] == one else ends[pushed, 0]
    for r in range(at.shape[1]):
        if r != here and (at[one, r] == FREE or r == left) and (at[third, r] == FREE or (r == left and third == mover)):
            return r
    return FREE


@njit(cache=True)
def _step(ends, useful, steps, have, edge):
    """Give the useful worth of an edge that is not counted now."""
    worth = 0.0
    for side in range(2):
        if useful[edge, side]:
            worth += steps[min(have[ends[edge, side]], len(steps) - 1)]
    return worth


@njit(cache=True)
def _count(ends, useful, have, edge, change):
    for side in range(2):
        if useful[edge, side]:
            have[ends[edge, side]] += change


@njit(cache=True)
def _lift(ends, at, round_of, gaps, spot, many, edge):
    """Take an edge out of its round."""
    r, rounds = round_of[edge], at.shape[1]
    round_of[edge] = FREE
    for side in range(2):
        at[ends[edge, side], r] = FREE
        many = _open(gaps, spot, many, ends[edge, side] * rounds + r)
    return many


@njit(cache=True)
def _put(ends, at, round_of, gaps, spot, many, edge, r):
    """Put an edge into a round in which both its ends have a gap."""
    rounds = at.shape[1]
    round_of[edge] = r
    for side in range(2):
        at[ends[edge, side], r] = edge
        many -= 1
        place, last = spot[ends[edge, side] * rounds + r], gaps[many]
        gaps[place], spot[last] = last, place
    return many


@njit(cache=True)
def _open(gaps, spot, many, gap):
    gaps[many], spot[gap] = gap, many
    return many + 1


@njit(cache=True)
def _roll(dice):
    """Give the next of a row of 64-bit numbers (Marsaglia 2003, xorshift)."""
    dice ^= dice << np.uint64(13)
    dice ^= dice >> np.uint64(7)
    dice ^= dice << np.uint64(17)
    return dice
