"""A running evening of pairs as arrays that kernels change: who meets whom in which round, and what more or fewer meetings bring."""

from typing import NamedTuple

import numpy as np
from numba import njit

from keywho.planning.instance import FORBIDDEN

NOBODY = -1


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
    price : what a slot on each person's card is worth (see `price_kernels`).
    lender : the first of the rounds that lend their meetings to the round before it, where a meeting that is moved is worth the slots that become free;
        the number of rounds for none.
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
    price: np.ndarray
    lender: int


@njit(cache=True)
def entry_in(start, column, one, other):
    """Find the place of a pair in sorted rows, or -1."""
    low, high = start[one], start[one + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if column[middle] < other:
            low = middle + 1
        else:
            high = middle
    return low if low < end and column[low] == other else -1


@njit(cache=True, inline="always")
def entry(floor, one, other):
    """Find the place of a pair in the worths, or -1."""
    return entry_in(floor.start, floor.column, one, other)


@njit(cache=True, inline="always")
def times_in(mate, one, other):
    """Count the slots of one person in which another is; `mate` is as in `Floor`."""
    times = 0
    for at in range(mate.shape[1]):
        times += mate[one, at] == other
    return times


@njit(cache=True, inline="always")
def times_met(floor, one, other):
    """Count the rounds in which two meet."""
    return times_in(floor.mate, one, other)


@njit(cache=True, inline="always")
def is_in_trio(floor, r, who):
    """Say whether somebody is one of three in a round."""
    return floor.third[r, 0] >= 0 and (floor.third[r, 0] == who or floor.third[r, 1] == who or floor.third[r, 2] == who)


@njit(cache=True, inline="always")
def first_worth(floor, k, one, other, back):
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
    return -floor.repeat if times_met(floor, one, other) else first_worth(floor, k, one, other, 0)


@njit(cache=True, inline="always")
def loss(floor, one, other):
    """Give what two who meet bring less when they meet once less."""
    if times_met(floor, one, other) > 1:
        return -floor.repeat
    return first_worth(floor, entry(floor, one, other), one, other, 1)


@njit(cache=True, inline="always")
def loss_in(floor, start, column, worth, mate, is_plain, one, other):
    """Give the same as `loss`, from arrays that a long loop has at hand; `is_plain` says that useful meetings bring nothing more."""
    if not is_plain:
        return loss(floor, one, other)
    if times_in(mate, one, other) > 1:
        return -floor.repeat
    k = entry_in(start, column, one, other)
    return worth[k] if k >= 0 else floor.anyone


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
def lent_slot(floor, r, one, other):
    """Give the later round whose meeting of two could be moved to a round; -1 if there is none."""
    if r + 1 == floor.lender and times_met(floor, one, other) == 1:
        for there in range(floor.lender, floor.there.shape[0]):
            if floor.mate[one, there] == other:
                return -1 if is_in_trio(floor, there, one) else there
    return -1


@njit(cache=True)
def gain_here(floor, r, one, other):
    """Give what a meeting of two in a round brings; moved from a later round, as much as the slots that become free there."""
    return floor.price[one] + floor.price[other] if lent_slot(floor, r, one, other) >= 0 else gain(floor, one, other)


@njit(cache=True)
def loss_here(floor, r, one, other):
    """Give what it costs to end a meeting in a round; where later rounds are open, it can move there for the price of the slots."""
    lost = loss(floor, one, other)
    return min(lost, floor.price[one] + floor.price[other]) if r + 1 == floor.lender else lost


@njit(cache=True)
def take(floor, one, r, other, there):
    """Let two meet, written into slot `r` of the one and slot `there` of the other: the same round, unless the meeting is loose; gives the points."""
    points = gain(floor, one, other)
    _count(floor, one, other, times_met(floor, one, other) == 0, 1)
    floor.mate[one, r], floor.mate[other, there] = other, one
    return points


@njit(cache=True)
def drop(floor, one, r, other, there):
    """Let two who meet part, whose meeting is in slot `r` of the one and slot `there` of the other; gives the points that they brought."""
    points = loss(floor, one, other)
    floor.mate[one, r], floor.mate[other, there] = NOBODY, NOBODY
    forget(floor, one, other)
    return points


@njit(cache=True)
def forget(floor, one, other):
    """Count a meeting of two no more that is written nowhere any more."""
    _count(floor, one, other, times_met(floor, one, other) == 0, -1)


@njit(cache=True)
def move_here(floor, r, one, other):
    """End a meeting of two in a later round that is moved to a round; gives the points, at most 0."""
    there = lent_slot(floor, r, one, other)
    return -drop(floor, one, there, other, there) if there >= 0 else 0.0


@njit(cache=True)
def meet(floor, r, one, other):
    """Let two who have no partner meet; gives the points."""
    points = move_here(floor, r, one, other)
    return points + take(floor, one, r, other, r)


@njit(cache=True)
def part(floor, r, one):
    """Let a person and the partner part; gives the points, usually below 0."""
    return -drop(floor, one, r, floor.mate[one, r], r)


@njit(cache=True)
def join(floor, r, who, one):
    """Let somebody join a person and the partner; gives the points, the price of the trio taken off."""
    other, rounds = floor.mate[one, r], floor.there.shape[0]
    points = move_here(floor, r, who, one) + move_here(floor, r, who, other) - floor.trio
    points += gain(floor, who, one) + gain(floor, who, other)
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
def bye_price(floor, who):
    """Give what one more bye of a person costs."""
    return floor.bye + floor.bye_again * floor.byes[who]


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
