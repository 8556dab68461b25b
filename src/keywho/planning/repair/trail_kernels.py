"""Rounds to come taken together: who meets whom in any of them, and chains of exchanges that better it, without looking which round is whose.

Each person has a card with a slot for each round. Here a meeting may stand in one slot on the one card and in another on the other: it is *loose*,
and `deal_kernels` brings both into one round afterwards. Somebody with an empty slot takes somebody, who drops a meeting, whose other end takes
somebody in turn: alternating trails (Berge 1957) of a b-matching, the best of them found layer by layer as the shortest paths of Bellman (1958) and
Ford (1956) are. A trail may visit a person twice, but no meeting.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from keywho.planning.instance import FORBIDDEN
from keywho.planning.repair.floor_kernels import NOBODY, bye_price, drop, entry_in, first_worth, gain, is_in_trio, loss_in, take, times_in

DEPTH = 8
"""Meetings that are dropped one after the other, at most."""

TAKEN, FOLLOWED = 48, 32
"""People who are taken, and ends of trails that are followed, at each depth: the best."""

STEPS = 8192
"""Steps that are remembered in one search."""

LEAST = 1e-6

LOOSE = 0.3
"""Price of a meeting that is loose: somebody will have to be told to make room for it."""

MEETS, CLOSES, STAYS = 0, 1, 2
"""How a trail may end: with somebody else who has an empty slot, where it began, or with somebody who joins two afterwards."""

SLACK = 0.1
"""Points by which prices may be wrong on the way ahead."""


class Trails(NamedTuple):
    """Room for one search after the other; people by number, steps in the order in which they are found.

    Attributes
    ----------
    reached, step_at : the best points with which each person comes to have an empty slot, and the last step there.
    taken, taken_by : the best points with which each person is taken by somebody, and that step.
    moved : who has got or lost a meeting by a trail.
    end, via, slot, parent, points : each step: who has an empty slot then, who dropped them, out of which slot of theirs, the step before, the points.
    """

    reached: np.ndarray
    step_at: np.ndarray
    taken: np.ndarray
    taken_by: np.ndarray
    end: np.ndarray
    via: np.ndarray
    slot: np.ndarray
    parent: np.ndarray
    points: np.ndarray
    moved: np.ndarray


def new_trails(count: int) -> Trails:
    """Give room for searches among `count` people."""
    reached, taken = np.full(count, FORBIDDEN), np.full(count, FORBIDDEN)
    step_at, taken_by = np.full(count, -1, np.int32), np.full(count, -1, np.int32)
    end, via, slot, parent = np.zeros((4, STEPS), np.int32)
    return Trails(reached, step_at, taken, taken_by, end, via, slot, parent, np.zeros(STEPS), np.zeros(count, np.bool_))


@njit(cache=True, inline="always")
def slot_of(floor, first, who, other):
    """Give the slot in which a person meets another, from round `first` on; -1 if there is none."""
    for r in range(first, floor.there.shape[0]):
        if floor.mate[who, r] == other and not is_in_trio(floor, r, who):
            return r
    return -1


@njit(cache=True)
def empty_slot(floor, first, who):
    """Give an empty slot of somebody."""
    for r in range(first, floor.there.shape[0]):
        if floor.there[r, who] and floor.mate[who, r] == NOBODY:
            return r
    return -1


@njit(cache=True)
def _repeats(trails, step, hole, other, dropped):
    """Say whether a trail takes `hole` and `other` to each other twice, or drops `other` and `dropped` twice."""
    while trails.parent[step] >= 0:
        before, via, end = trails.end[trails.parent[step]], trails.via[step], trails.end[step]
        if (before == hole and via == other) or (before == other and via == hole):
            return True
        if (via == other and end == dropped) or (via == dropped and end == other):
            return True
        step = trails.parent[step]
    return False


@njit(cache=True)
def _best_of(points, many, most):
    """Give the least points of the best `most` of the first `many`."""
    return np.partition(points[:many], many - most)[many - most] if many > most else FORBIDDEN


@njit(cache=True)
def _forget_taken(taken_by, taken, many):
    """Take the marks off people who are not followed further; gives that none are left."""
    for at in range(many):
        taken_by[taken[at]] = -2 - taken_by[taken[at]]
    return 0


@njit(cache=True)
def find_trail(floor, trails, first, who, goals, kind):
    """Search the best trail of a kind from an empty slot of somebody; none is needed where it `CLOSES`, and `goals` only where it `MEETS` one.

    Gives the last step, the goal (or `NOBODY`), and the points; -1 for the step if there is none.
    """
    closes = kind == CLOSES
    count, rounds, is_plain = floor.mate.shape[0], floor.there.shape[0], len(floor.steps) == 1
    start, column, worth, mates, price = floor.start, floor.column, floor.worth, floor.mate, floor.price
    reached_of, taken_of, taken_by = trails.reached, trails.taken, trails.taken_by
    holes, taken = np.empty(count, np.int32), np.empty(count, np.int32)
    next_holes, weights = np.empty(count, np.int32), np.empty(count)
    seen, many_seen = np.empty(2 * count, np.int32), 0
    trails.end[0], trails.via[0], trails.parent[0], trails.points[0] = who, NOBODY, -1, 0.0
    trails.slot[0] = -1 if closes else empty_slot(floor, first, who)
    trails.step_at[who], steps, many_holes = 0, 1, 1
    trails.reached[who] = 0.0
    holes[0] = who
    seen[0], many_seen = who, 1
    best_step, best_goal, best = -1, NOBODY, LEAST if closes else FORBIDDEN / 2
    ahead = 0.0  # what a trail can bring more than its points and the price of its end
    for goal in goals:
        ahead = max(ahead, price[goal] + bye_price(floor, goal))
    dearest = max(floor.anyone, worth[: start[count]].max()) + 2 * floor.steps[0] if not closes and start[count] else floor.anyone
    if kind == STAYS:
        ahead = dearest + floor.anyone - floor.trio
    ahead += SLACK
    own = price[who] if closes else 0.0
    for layer in range(DEPTH + 1):
        for at in range(many_holes):
            step, hole = trails.step_at[holes[at]], holes[at]
            for goal in goals:
                most = trails.points[step] + bye_price(floor, goal)
                if most + dearest <= best or goal == hole:
                    continue
                k = entry_in(start, column, hole, goal)
                if most + (worth[k] + 2 * floor.steps[0] if k >= 0 else floor.anyone) <= best:
                    continue
                points = most + gain(floor, hole, goal)
                if points > best and not _repeats(trails, step, hole, goal, NOBODY):
                    best_step, best_goal, best = step, goal, points
        if layer == DEPTH and kind != STAYS:
            break
        many_taken = 0
        for at in range(many_holes):
            hole = holes[at]
            step = trails.step_at[hole]
            so_far, wanted = trails.points[step], floor.anyone
            for k in range(start[hole], start[hole + 1]):
                other = column[k]
                points = so_far + (worth[k] if is_plain else first_worth(floor, k, hole, other, 0))
                if kind == STAYS and worth[k] > wanted and not times_in(mates, hole, other):
                    wanted = worth[k]
                if points <= taken_of[other] + LEAST or points - price[other] - own + ahead <= best or worth[k] <= 0 or times_in(mates, hole, other):
                    continue
                if taken_of[other] == FORBIDDEN:
                    seen[many_seen] = other
                    many_seen += 1
                if taken_by[other] >= -1:
                    taken[many_taken] = other
                    many_taken += 1
                taken_of[other], taken_by[other] = points, -2 - step
            if kind == STAYS and so_far + wanted + floor.anyone - floor.trio > best:
                best_step, best = step, so_far + wanted + floor.anyone - floor.trio
        if layer == DEPTH:
            many_taken = _forget_taken(taken_by, taken, many_taken)
        for at in range(many_taken):
            weights[at] = taken_of[taken[at]] - price[taken[at]]
        least = _best_of(weights, many_taken, TAKEN)
        many_next = 0
        for at in range(many_taken):
            other = taken[at]
            step = -2 - taken_by[other]
            taken_by[other] = step
            if taken_of[other] - price[other] < least:
                continue
            hole = trails.end[step]
            for r in range(first, rounds):
                mate = mates[other, r]
                if mate < 0 or mate == hole or is_in_trio(floor, r, other):
                    continue
                points = taken_of[other] - (LOOSE if r != trails.slot[step] else 0.0) - loss_in(floor, start, column, worth, mates, is_plain, other, mate)
                is_end = closes and mate == who
                if not is_end and points + price[mate] - own + ahead <= best:
                    continue
                if points <= (best if is_end else reached_of[mate] + LEAST) or steps == STEPS or _repeats(trails, step, hole, other, mate):
                    continue
                trails.end[steps], trails.via[steps], trails.slot[steps] = mate, other, r
                trails.parent[steps], trails.points[steps] = step, points
                if is_end:
                    best_step, best = steps, points
                else:
                    if reached_of[mate] == FORBIDDEN:
                        seen[many_seen] = mate
                        many_seen += 1
                    if trails.step_at[mate] >= -1:
                        next_holes[many_next] = mate
                        many_next += 1
                    reached_of[mate], trails.step_at[mate] = points, -2 - steps
                steps += 1
        for at in range(many_next):
            trails.step_at[next_holes[at]] = -2 - trails.step_at[next_holes[at]]
            weights[at] = reached_of[next_holes[at]] + price[next_holes[at]]
        least = _best_of(weights, many_next, FOLLOWED)
        many_holes = 0
        for at in range(many_next):
            if reached_of[next_holes[at]] + price[next_holes[at]] >= least:
                holes[many_holes] = next_holes[at]
                many_holes += 1
        if many_holes == 0:
            break
    for at in range(many_seen):
        reached_of[seen[at]], taken_of[seen[at]] = FORBIDDEN, FORBIDDEN
        trails.step_at[seen[at]], taken_by[seen[at]] = -1, -1
    return best_step, best_goal, best


@njit(cache=True)
def follow(floor, trails, first, last, slot, goal, goal_slot):
    """Hold a trail that was found; gives the points.

    `slot` is the empty one at its beginning (-1 where it closes), `goal_slot` that of its goal (-1 if it has none). The meetings held are written as loose where the slots of the two differ.
    """
    points, length, step = 0.0, 0, last
    while trails.parent[step] >= 0:
        length += 1
        step = trails.parent[step]
    way, back = np.empty(length + 1, np.int32), np.empty(length + 1, np.int32)
    step = last
    for at in range(length, -1, -1):
        way[at] = step
        step = trails.parent[step]
    back[0] = slot
    for at in range(1, length + 1):
        other, end, r = trails.via[way[at]], trails.end[way[at]], trails.slot[way[at]]
        back[at] = slot_of(floor, first, end, other)
        points -= drop(floor, other, r, end, back[at])
        trails.moved[other] = trails.moved[end] = True
    if slot < 0:
        back[0] = back[length]
    for at in range(1, length + 1):
        points += take(floor, trails.end[way[at - 1]], back[at - 1], trails.via[way[at]], trails.slot[way[at]])
    if goal_slot >= 0:
        points += take(floor, trails.end[last], back[length], goal, goal_slot)
    return points


@njit(cache=True)
def fill(floor, trails, first, goals, meetings):
    """Let people with empty slots (one entry a slot, `goals`) meet by the best trails, up to a number of meetings; gives the points.

    Who is left over then hands the empty slot on to somebody who can better join two.
    """
    points = 0.0
    open_ = goals.copy()
    many = len(open_)
    for _ in range(len(open_)):
        if many == 0:
            break
        many -= 1
        one = open_[many]
        kind = MEETS if meetings > 0 else STAYS
        last, goal, _ = find_trail(floor, trails, first, one, open_[:many], kind)
        if last < 0:
            continue
        slot = empty_slot(floor, first, one)
        points += follow(floor, trails, first, last, slot, goal, empty_slot(floor, slot + 1 if goal == one else first, goal) if kind == MEETS else -1)
        if kind == MEETS:
            meetings -= 1
            for there in range(many):
                if open_[there] == goal:
                    many -= 1
                    open_[there] = open_[many]
                    break
    return points


@njit(cache=True)
def better(floor, trails, first, people):
    """Let closed trails through some people better the evening while there are any; gives the points."""
    points = 0.0
    for who in people:
        for _ in range(floor.there.shape[0]):
            last, _, _ = find_trail(floor, trails, first, who, people[:0], CLOSES)
            if last < 0:
                break
            points += follow(floor, trails, first, last, -1, who, -1)
    return points
