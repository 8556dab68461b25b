"""The local exact re-match of pair rounds in which anybody can meet anybody: compiled, on who meets whom in which round.

Somebody without a partner (a hole) takes somebody's partner, who then is without one, and so on, until the last one meets another hole, joins
two as a third, or has a bye. Such alternating paths (Berge 1957) are searched layer by layer with the best gain for each end, as the shortest
paths of Bellman (1958) and Ford (1956) are; a walk that visits somebody twice is no path and is left out.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from keywho.planning.instance import FORBIDDEN
from keywho.planning.repair.floor_kernels import (
    NOBODY,
    bye_price,
    entry_in,
    first_worth,
    gain,
    gain_here,
    join,
    lent_slot,
    loss_here,
    loss_in,
    meet,
    part,
    times_in,
    times_met,
)

DEPTH = 4
"""Partners that change one after the other, at most."""

WIDTH = 16
"""Ends of paths that are followed further at each depth, the best."""

SMALL = 40
"""People up to which paths go to anybody, and not only to those whose worth is known."""

NO_END, MEETS, JOINS, HAS_BYE = 0, 1, 2, 3
"""How a path ends."""


class Paths(NamedTuple):
    """Beginnings of alternating paths by layer: who was taken last, who is without a partner then, the beginning before, the points so far."""

    take: np.ndarray
    end: np.ndarray
    parent: np.ndarray
    gain: np.ndarray


@njit(cache=True, inline="always")
def _is_new(floor, r, who, mate):
    """Say (1 or 0) whether a partner is another than the person knows of."""
    return 1 if floor.before[who, r] != mate else 0


@njit(cache=True, inline="always")
def _new_price(floor, r, one, other):
    """Give the price of telling two that they meet, or what was paid for it."""
    return floor.disturbance[r] * (_is_new(floor, r, one, other) + _is_new(floor, r, other, one))


@njit(cache=True)
def best_to_join(floor, r, who, least):
    """Give the best pair for somebody to join, as one of the two, and the points; `NOBODY` if none brings more than `least`."""
    best, points, mates, worth = NOBODY, least, floor.mate, floor.worth
    start, end = floor.start[who], floor.start[who + 1]
    most = floor.anyone
    for k in range(start, end):
        if worth[k] > most and mates[floor.column[k], r] >= 0:
            most = worth[k]
    most += 4 * floor.steps[0] - floor.trio
    for k in range(start, end):
        one = floor.column[k]
        mate = mates[one, r]
        if worth[k] <= 0 or mate < 0 or worth[k] + most <= points:
            continue
        brings = gain_here(floor, r, who, one) + gain_here(floor, r, who, mate) - floor.trio
        brings -= floor.disturbance[r] * (2 - _is_new(floor, r, one, mate) - _is_new(floor, r, mate, one))
        if brings > points:
            best, points = one, brings
    if points < -floor.trio - 2 * floor.disturbance[r] + 2 * floor.anyone:  # nobody wanted is free for it: anybody
        for one in range(mates.shape[0]):
            if mates[one, r] > one:
                brings = gain(floor, who, one) + gain(floor, who, mates[one, r]) - floor.trio - 2 * floor.disturbance[r]
                if brings > points:
                    best, points = one, brings
                    if points >= 2 * floor.anyone - floor.trio - 2 * floor.disturbance[r]:
                        break
    return best, points


@njit(cache=True)
def _is_on_path(paths, layer, at, who):
    """Say whether somebody is on the path that ends in a layer at a place."""
    while layer >= 0:
        if paths.take[layer, at] == who or paths.end[layer, at] == who:
            return True
        at = paths.parent[layer, at]
        layer -= 1
    return False


@njit(cache=True)
def _keep(paths, layer, used, parent, take, end, points):
    """Keep one more beginning of a path, if it is the best with its end and among the best of the layer; gives how many there are then."""
    width = paths.end.shape[1]
    place = -1
    for known in range(used):
        if paths.end[layer, known] == end:
            place = known
            break
    if place < 0 and used < width:
        place = used
        used += 1
        paths.gain[layer, place] = FORBIDDEN
    elif place < 0:
        place = int(np.argmin(paths.gain[layer, :used]))
    if points > paths.gain[layer, place]:
        paths.take[layer, place], paths.end[layer, place] = take, end
        paths.parent[layer, place], paths.gain[layer, place] = parent, points
    return used


@njit(cache=True)
def _lengthen(floor, r, paths, layer, at, used):
    """Follow a path on: whoever is at its end takes somebody's partner; gives how many beginnings the next layer has."""
    hole, so_far = paths.end[layer, at], paths.gain[layer, at]
    start, column, worth, mates, is_plain = floor.start, floor.column, floor.worth, floor.mate, len(floor.steps) == 1
    full = used == paths.end.shape[1]
    lowest = paths.gain[layer + 1, :used].min() if full else FORBIDDEN
    everybody, lends = len(mates) <= SMALL, r + 1 == floor.lender
    for at_row in range(len(mates) if everybody else start[hole + 1] - start[hole]):
        k = entry_in(start, column, hole, at_row) if everybody else start[hole] + at_row
        other = at_row if everybody else column[k]
        mate = mates[other, r]
        if mate < 0 or mate == hole or (k >= 0 and worth[k] <= -floor.repeat):
            continue
        points = so_far + (worth[k] if is_plain and k >= 0 else first_worth(floor, k, hole, other, 0))
        times = times_in(mates, hole, other)
        if times:
            if not lends or lent_slot(floor, r, hole, other) < 0:
                continue
            points = so_far + floor.price[hole] + floor.price[other]
        if points <= lowest:
            continue
        lost = loss_in(floor, start, column, worth, mates, is_plain, other, mate)
        if lends:
            lost = min(lost, floor.price[other] + floor.price[mate])
        points += _new_price(floor, r, other, mate) - _new_price(floor, r, hole, other) - lost
        if points > lowest and not _is_on_path(paths, layer, at, other) and not _is_on_path(paths, layer, at, mate):
            used = _keep(paths, layer + 1, used, at, other, mate, points)
            if used == paths.end.shape[1]:
                lowest = paths.gain[layer + 1, :used].min()
    return used


@njit(cache=True)
def _new_paths(first):
    """Give room for the beginnings of paths, layer by layer, and the first of them."""
    paths = Paths(
        np.full((DEPTH + 2, WIDTH), NOBODY, np.int32),
        np.full((DEPTH + 2, WIDTH), NOBODY, np.int32),
        np.full((DEPTH + 2, WIDTH), -1, np.int32),
        np.full((DEPTH + 2, WIDTH), FORBIDDEN, np.float64),
    )
    paths.end[0, 0], paths.gain[0, 0] = first, 0.0
    return paths


@njit(cache=True)
def mend_hole(floor, r, first, goals, may_join, may_bye, least, depth):
    """Find a partner for `first`, who has none in round r, by the best alternating path; gives its points, less the prices of disturbance.

    The path ends with one of `goals`, others without a partner, or with somebody who joins a pair (`may_join`) or has a bye (`may_bye`).
    `FORBIDDEN` if no path of `depth` steps brings more than `least`; nothing is changed then.
    """
    paths = _new_paths(first)
    size = 1
    best, best_layer, best_at, best_end, best_kind = least, -1, -1, NOBODY, NO_END
    for layer in range(depth + 1):
        used = 0
        for at in range(size):
            hole, so_far = paths.end[layer, at], paths.gain[layer, at]
            for goal in goals:
                points = so_far + gain_here(floor, r, hole, goal) - _new_price(floor, r, hole, goal) + bye_price(floor, goal)
                if points > best and goal != hole:
                    best, best_layer, best_at, best_end, best_kind = points, layer, at, goal, MEETS
            if may_join:
                one, points = best_to_join(floor, r, hole, max(best - so_far, FORBIDDEN / 4))
                if one >= 0:
                    best, best_layer, best_at, best_end, best_kind = so_far + points, layer, at, one, JOINS
            if may_bye:
                points = so_far - bye_price(floor, hole) - floor.disturbance[r] * _is_new(floor, r, hole, NOBODY)
                if points > best:
                    best, best_layer, best_at, best_end, best_kind = points, layer, at, NOBODY, HAS_BYE
            if layer < depth:
                used = _lengthen(floor, r, paths, layer, at, used)
        size = used
    if best_layer < 0:
        return FORBIDDEN
    return _take_path(floor, r, paths, best_layer, best_at, best_end, best_kind)


@njit(cache=True)
def _take_path(floor, r, paths, layer, at, end, kind):
    """Hold a path; gives its points, counted exactly."""
    hole = paths.end[layer, at]
    points = 0.0
    taken, holes = np.empty(layer, np.int32), np.empty(layer + 1, np.int32)
    for step in range(layer, -1, -1):
        holes[step] = paths.end[step, at]
        if step > 0:
            taken[step - 1] = paths.take[step, at]
            at = paths.parent[step, at]
    for step in range(layer):
        points += _new_price(floor, r, taken[step], holes[step + 1]) + part(floor, r, taken[step])
    for step in range(layer):
        points += meet(floor, r, holes[step], taken[step]) - _new_price(floor, r, holes[step], taken[step])
    if kind == MEETS:
        points += meet(floor, r, hole, end) - _new_price(floor, r, hole, end) + bye_price(floor, end)
    elif kind == JOINS:
        one, _ = best_to_join(floor, r, hole, FORBIDDEN / 4)  # the path may have changed the pairs
        if one >= 0:
            points += join(floor, r, hole, one)
    else:
        points -= bye_price(floor, hole)
    return points


@njit(cache=True)
def split_pair(floor, r, one, other, least):
    """Find the pair that is best split up for two who can't meet: each of them meets one of it; gives the points.

    `FORBIDDEN` if no pair brings more than `least`; nothing is changed then.
    """
    best, with_one, with_other = least, NOBODY, NOBODY
    for a in range(floor.mate.shape[0]):
        b = floor.mate[a, r]
        if b < 0 or floor.third[r, 1] == a or floor.third[r, 2] == a:
            continue
        points = gain_here(floor, r, one, a) + gain_here(floor, r, other, b) - loss_here(floor, r, a, b) - floor.disturbance[r] * 2
        if points > best:
            best, with_one, with_other = points, a, b
    if with_one < 0:
        return FORBIDDEN
    points = part(floor, r, with_one)
    return points + meet(floor, r, one, with_one) + meet(floor, r, other, with_other)


@njit(cache=True)
def pair_best(floor, r, one, other):
    """Let two after two meet, the best first as they come, where both are left over and new to each other."""
    for at in range(len(one)):
        if floor.mate[one[at], r] < 0 and floor.mate[other[at], r] < 0 and not times_met(floor, one[at], other[at]):
            meet(floor, r, one[at], other[at])


@njit(cache=True)
def pair_up(floor, r, left):
    """Let those who are left over meet each other as they come, somebody new where there is one: for when there is no time for more."""
    for at in range(len(left)):
        if floor.mate[left[at], r] >= 0:
            continue
        best, points = NOBODY, FORBIDDEN / 2
        for then in range(at + 1, len(left)):
            if floor.mate[left[then], r] < 0:
                brings = gain(floor, left[at], left[then])
                if brings > points:
                    best, points = left[then], brings
                    if points >= floor.anyone:
                        break
        if best >= 0:
            meet(floor, r, left[at], best)
