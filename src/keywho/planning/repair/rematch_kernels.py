"""The local exact re-match of pair rounds in which anybody can meet anybody: compiled, on who meets whom in which round.

Somebody without a partner (a hole) takes somebody's partner, who then is without one, and so on, until the last one meets another hole, joins
two as a third, or has a bye. Such alternating paths (Berge 1957) are searched layer by layer with the best gain for each end, as the shortest
paths of Bellman (1958) and Ford (1956) are; a walk that visits somebody twice is no path and is left out.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from keywho.planning.instance import FORBIDDEN

DEPTH = 4
"""Partners that change one after the other, at most."""

WIDTH = 16
"""Ends of paths that are followed further at each depth, the best."""

SMALL = 40
"""People up to which paths go to anybody, and not only to those whose worth is known."""

NOBODY = -1

NO_END, MEETS, JOINS, HAS_BYE = 0, 1, 2, 3
"""How a path ends."""


class Paths(NamedTuple):
    """Beginnings of alternating paths by layer: who was taken last, who is without a partner then, the beginning before, the points so far."""

    take: np.ndarray
    end: np.ndarray
    parent: np.ndarray
    gain: np.ndarray


class Floor(NamedTuple):
    """The evening as the kernels see it; rounds and people count from 0.

    Attributes
    ----------
    start, column, worth : row i of the worths of first meetings is `column[start[i]:start[i + 1]]`, sorted, with its worths; others are worth `anyone`.
    finds, found : whether the column's person is useful to the row's, and the other way round.
    acquainted : whether the two know each other: their meeting is a repeat.
    mate : people x twice the rounds; whom each meets in each round, or `NOBODY`; behind these, for each round, the other one whom people of a trio meet.
    third : rounds x 3; the third of a trio, and the two whom they join, or `NOBODY`.
    there : rounds x people; who is there.
    before : people x rounds; as `mate`, in the programme that people know.
    byes, useful : byes of each person, and meetings with people who are useful to them.
    sums : benefit of all meetings, and repeats.
    steps : what one more such meeting adds, the last entry for all that follow.
    disturbance : price of a person who is told something new, by round.
    anyone, repeat, bye, bye_again, trio : worths and prices of the objective.
    """

    start: np.ndarray
    column: np.ndarray
    worth: np.ndarray
    finds: np.ndarray
    found: np.ndarray
    acquainted: np.ndarray
    mate: np.ndarray
    third: np.ndarray
    there: np.ndarray
    before: np.ndarray
    byes: np.ndarray
    useful: np.ndarray
    sums: np.ndarray
    steps: np.ndarray
    disturbance: np.ndarray
    anyone: float
    repeat: float
    bye: float
    bye_again: float
    trio: float


@njit(cache=True, inline="always")
def entry(floor, one, other):
    """Find the place of a pair in the worths, or -1."""
    low, high = floor.start[one], floor.start[one + 1]
    while low < high:
        middle = (low + high) // 2
        if floor.column[middle] < other:
            low = middle + 1
        else:
            high = middle
    return low if low < floor.start[one + 1] and floor.column[low] == other else -1


@njit(cache=True, inline="always")
def times_met(floor, one, other):
    """Count the rounds in which two meet."""
    times = 0
    for at in range(floor.mate.shape[1]):
        times += floor.mate[one, at] == other
    return times


@njit(cache=True, inline="always")
def _first_worth(floor, k, one, other, back):
    """Give what the first meeting of two brings; `back` is 1 when it is counted already."""
    if k < 0:
        return floor.anyone
    points = floor.worth[k]
    last = len(floor.steps) - 1
    if last > 0:
        if floor.finds[k]:
            points += floor.steps[min(floor.useful[one] - back, last)]
        if floor.found[k]:
            points += floor.steps[min(floor.useful[other] - back, last)]
    return points


@njit(cache=True, inline="always")
def gain(floor, one, other):
    """Give what one more meeting of two brings."""
    k = entry(floor, one, other)
    if k >= 0 and floor.worth[k] < FORBIDDEN / 2:
        return FORBIDDEN
    return -floor.repeat if times_met(floor, one, other) else _first_worth(floor, k, one, other, 0)


@njit(cache=True, inline="always")
def loss(floor, one, other):
    """Give what two who meet bring less when they meet once less."""
    if times_met(floor, one, other) > 1:
        return -floor.repeat
    return _first_worth(floor, entry(floor, one, other), one, other, 1)


@njit(cache=True)
def _count(floor, one, other, is_first, by):
    """Count a meeting of two (`by` 1), or take it back (-1)."""
    k = entry(floor, one, other)
    if not is_first or (k >= 0 and floor.acquainted[k]):
        floor.sums[1] += by
    else:
        floor.sums[0] += by * (floor.worth[k] if k >= 0 else floor.anyone)
    if is_first and k >= 0:
        floor.useful[one] += by * floor.finds[k]
        floor.useful[other] += by * floor.found[k]


@njit(cache=True)
def meet(floor, r, one, other):
    """Let two who have no partner meet; gives the points."""
    points = gain(floor, one, other)
    _count(floor, one, other, times_met(floor, one, other) == 0, 1)
    floor.mate[one, r], floor.mate[other, r] = other, one
    return points


@njit(cache=True)
def part(floor, r, one):
    """Let a person and the partner part; gives the points, usually below 0."""
    other = floor.mate[one, r]
    points = -loss(floor, one, other)
    floor.mate[one, r], floor.mate[other, r] = NOBODY, NOBODY
    _count(floor, one, other, times_met(floor, one, other) == 0, -1)
    return points


@njit(cache=True)
def join(floor, r, who, one):
    """Let somebody join a person and the partner; gives the points, the price of the trio taken off."""
    other, rounds = floor.mate[one, r], floor.there.shape[0]
    points = gain(floor, who, one) + gain(floor, who, other) - floor.trio
    _count(floor, who, one, times_met(floor, who, one) == 0, 1)
    _count(floor, who, other, times_met(floor, who, other) == 0, 1)
    floor.mate[who, r], floor.mate[who, rounds + r] = one, other
    floor.mate[one, rounds + r], floor.mate[other, rounds + r] = who, who
    floor.third[r, 0], floor.third[r, 1], floor.third[r, 2] = who, one, other
    return points


@njit(cache=True)
def leave(floor, r):
    """Let the third go again; gives the points."""
    who, one, other = floor.third[r, 0], floor.third[r, 1], floor.third[r, 2]
    rounds = floor.there.shape[0]
    points = floor.trio - loss(floor, who, one) - loss(floor, who, other)
    floor.mate[who, r], floor.mate[who, rounds + r] = NOBODY, NOBODY
    floor.mate[one, rounds + r], floor.mate[other, rounds + r] = NOBODY, NOBODY
    floor.third[r, 0], floor.third[r, 1], floor.third[r, 2] = NOBODY, NOBODY, NOBODY
    _count(floor, who, one, times_met(floor, who, one) == 0, -1)
    _count(floor, who, other, times_met(floor, who, other) == 0, -1)
    return points


@njit(cache=True, inline="always")
def _is_new(floor, r, who, mate):
    """Say (1 or 0) whether a partner is another than the person knows of."""
    return 1 if floor.before[who, r] != mate else 0


@njit(cache=True, inline="always")
def _new_price(floor, r, one, other):
    """Give the price of telling two that they meet, or what was paid for it."""
    return floor.disturbance[r] * (_is_new(floor, r, one, other) + _is_new(floor, r, other, one))


@njit(cache=True, inline="always")
def bye_price(floor, who):
    """Give what one more bye of a person costs."""
    return floor.bye + floor.bye_again * floor.byes[who]


@njit(cache=True)
def best_to_join(floor, r, who):
    """Give the best pair for somebody to join, as one of the two, and the points; `NOBODY` if all are forbidden."""
    best, points = NOBODY, FORBIDDEN / 4
    for k in range(floor.start[who], floor.start[who + 1]):
        one = floor.column[k]
        if floor.worth[k] > 0 and floor.mate[one, r] >= 0:
            brings = gain(floor, who, one) + gain(floor, who, floor.mate[one, r]) - floor.trio
            brings -= floor.disturbance[r] * (2 - _is_new(floor, r, one, floor.mate[one, r]) - _is_new(floor, r, floor.mate[one, r], one))
            if brings > points:
                best, points = one, brings
    if points < -floor.trio - 2 * floor.disturbance[r] + 2 * floor.anyone:  # nobody wanted is free for it: anybody
        for one in range(floor.mate.shape[0]):
            if floor.mate[one, r] > one:
                brings = gain(floor, who, one) + gain(floor, who, floor.mate[one, r]) - floor.trio - 2 * floor.disturbance[r]
                if brings > points:
                    best, points = one, brings
                    if points >= 2 * floor.anyone - floor.trio - 2 * floor.disturbance[r]:
                        break
    return best, points


@njit(cache=True)
def _most_by_joining(floor, r, who):
    """Give more than joining any pair can bring somebody, at a glance: the best one whom they have not met, and that one's partner alike."""
    most = floor.anyone
    for k in range(floor.start[who], floor.start[who + 1]):
        if floor.worth[k] > most and floor.mate[floor.column[k], r] >= 0 and not times_met(floor, who, floor.column[k]):
            most = floor.worth[k]
    return 2 * most + 4 * floor.steps[0] - floor.trio


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
    full = used == paths.end.shape[1]
    lowest = paths.gain[layer + 1, :used].min() if full else FORBIDDEN
    everybody = len(floor.mate) <= SMALL
    for at_row in range(len(floor.mate) if everybody else floor.start[hole + 1] - floor.start[hole]):
        k = entry(floor, hole, at_row) if everybody else floor.start[hole] + at_row
        other = at_row if everybody else floor.column[k]
        mate = floor.mate[other, r]
        if mate < 0 or mate == hole or (k >= 0 and floor.worth[k] <= -floor.repeat):
            continue
        points = so_far + _first_worth(floor, k, hole, other, 0)
        if points <= lowest:
            continue
        points += _new_price(floor, r, other, mate) - _new_price(floor, r, hole, other) - loss(floor, other, mate)
        if points > lowest and not times_met(floor, hole, other) and not _is_on_path(paths, layer, at, other) and not _is_on_path(paths, layer, at, mate):
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
def mend_hole(floor, r, first, goals, may_join, may_bye, least):
    """Find a partner for `first`, who has none in round r, by the best alternating path; gives its points, less the prices of disturbance.

    The path ends with one of `goals`, others without a partner, or with somebody who joins a pair (`may_join`) or has a bye (`may_bye`).
    `FORBIDDEN` if no path brings more than `least`; nothing is changed then.
    """
    paths = _new_paths(first)
    size = 1
    best, best_layer, best_at, best_end, best_kind = least, -1, -1, NOBODY, NO_END
    for layer in range(DEPTH + 1):
        used = 0
        for at in range(size):
            hole, so_far = paths.end[layer, at], paths.gain[layer, at]
            for goal in goals:
                points = so_far + gain(floor, hole, goal) - _new_price(floor, r, hole, goal) + bye_price(floor, goal)
                if points > best and goal != hole:
                    best, best_layer, best_at, best_end, best_kind = points, layer, at, goal, MEETS
            if may_join and so_far + _most_by_joining(floor, r, hole) > best:
                one, points = best_to_join(floor, r, hole)
                if one >= 0 and so_far + points > best:
                    best, best_layer, best_at, best_end, best_kind = so_far + points, layer, at, one, JOINS
            if may_bye:
                points = so_far - bye_price(floor, hole) - floor.disturbance[r] * _is_new(floor, r, hole, NOBODY)
                if points > best:
                    best, best_layer, best_at, best_end, best_kind = points, layer, at, NOBODY, HAS_BYE
            if layer < DEPTH:
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
        one, _ = best_to_join(floor, r, hole)  # the path may have changed the pairs
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
        points = gain(floor, one, a) + gain(floor, other, b) - loss(floor, a, b) - floor.disturbance[r] * 2
        if points > best:
            best, with_one, with_other = points, a, b
    if with_one < 0:
        return FORBIDDEN
    points = part(floor, r, with_one)
    return points + meet(floor, r, one, with_one) + meet(floor, r, other, with_other)


@njit(cache=True)
def regroup(floor, r, mate):
    """Let everybody meet whom `mate` names (or `NOBODY`) in a round without a trio; gives the points."""
    points = 0.0
    for one in range(len(mate)):
        if floor.mate[one, r] >= 0 and floor.mate[one, r] != mate[one]:
            points += part(floor, r, one)
    for one in range(len(mate)):
        if mate[one] > one and floor.mate[one, r] != mate[one]:
            points += meet(floor, r, one, mate[one])
    return points


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


@njit(cache=True)
def take_over(floor, mate):
    """Hold the meetings of an evening one after the other in arrays that hold none yet; `mate` is as in `Floor`."""
    rounds, count = floor.there.shape
    for r in range(rounds):
        third = floor.third[r, 0]
        floor.third[r, 0] = NOBODY
        for one in range(count):
            if mate[one, r] > one and one != third and mate[one, r] != third:
                meet(floor, r, one, mate[one, r])
        if third >= 0:
            join(floor, r, third, mate[third, r])
        for one in range(count):
            floor.byes[one] += floor.there[r, one] and mate[one, r] < 0
