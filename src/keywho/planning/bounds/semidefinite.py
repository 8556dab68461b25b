"""A bound of evenings with tables that knows that whoever sits with two people brings those two together.

Every round cuts those who are present into groups, so its matrix "same group" (1 or 0, ones on the diagonal) has no negative eigenvalue, and neither
has the sum Y of all rounds. So <Z, Y> is at least 0 for every Z without negative eigenvalues, and adding it to the worth of a programme keeps an
upper bound: a b-matching with other worths for the pairs and a constant. Z comes from a first-order method for the semidefinite relaxation
(alternating directions: Boyd et al. 2011; Wen, Goldfarb and Yin 2010; of partitions: Lisser and Rendl 2003); it may be stopped at any step, for the bound
holds for every Z, and the linear programme solved with it at the end is exact.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from keywho.planning.instance import Floats, Instance
from keywho.planning.pairs.relaxation import Relaxed, solve

MOST_PEOPLE = 300
"""People up to which it is computed: beyond, an eigenvalue problem for each step and a linear programme over all pairs take too long."""

PACE = 2e9
"""Steps in a second of a usual machine, times the cube of the number of people."""

MOST_STEPS, LEAST_STEPS = 300, 10
"""Steps after which little is left to win, and below which it is not begun."""

MOST_S = 2.0
"""Seconds of a usual machine that it takes at most."""

PULL = 8.0
"""How many times smaller than the largest worth the pull between the copies is; 0.5 to 32 were tried, and 2 to 8 are alike."""


def steps_for(count: int, seconds: float) -> int:
    """Give how many steps to make in so many seconds of a usual machine; 0 where it is not worth while."""
    steps = min(MOST_STEPS, int(PACE * min(MOST_S, seconds) / count**3))
    return steps if steps >= LEAST_STEPS else 0


def semidefinite_points(instance: Instance, pairs: Relaxed, *, steps: int, enough: Callable[[], bool] = lambda: False) -> float:
    """Give a bound on the points of the meetings, prices of byes and must-meets not taken off.

    `steps` are made, or fewer if there was `enough`.
    `pairs` is the evening's b-matching with every pair that can ever meet listed, whatever it is worth, and without fillers.
    """
    count = instance.count
    rounds = instance.present.sum(axis=0).astype(np.float64)
    more_often = np.maximum(0.0, instance.present.T.astype(np.float64) @ instance.present - 1.0)
    price = _multiplier(count, pairs, rounds, more_often, instance.repeat, steps, enough)
    added = 2.0 * price[pairs.one, pairs.other]
    times = (more_often[pairs.one, pairs.other] * (added > instance.repeat)).astype(np.int64)  # repeats that could bring more than their price
    again = np.repeat(np.arange(len(added)), times)
    constant = float(rounds @ np.diagonal(price))
    if not _counts_repeats(pairs, count):
        constant += float((added - instance.repeat)[again].sum())
        again = again[:0]
    raised = replace(pairs, worth=pairs.worth + added)
    useful = (raised.useful_one | raised.useful_other) if raised.useful else np.zeros(len(added), np.bool_)
    kept = (raised.worth > 0) | useful
    never = np.zeros(len(again), np.bool_)
    raised = replace(
        raised,
        one=np.concatenate([pairs.one[kept], pairs.one[again]]),
        other=np.concatenate([pairs.other[kept], pairs.other[again]]),
        worth=np.concatenate([raised.worth[kept], (added - instance.repeat)[again]]),
        useful_one=np.concatenate([pairs.useful_one[kept], never]),
        useful_other=np.concatenate([pairs.useful_other[kept], never]),
    )
    return constant + solve(raised, cuts=0).points


def _counts_repeats(pairs: Relaxed, count: int) -> bool:
    """Say whether the limits of the question hold for all meetings, repeats counted: those cut down to the number of people hold for first ones only."""
    in_all = count * (count - 1) / 2
    return bool((pairs.most < count - 1).all()) and pairs.most_pairs is not None and pairs.most_pairs < in_all


def _multiplier(count: int, pairs: Relaxed, rounds: Floats, more_often: Floats, repeat: float, steps: int, enough: Callable[[], bool]) -> Floats:
    """Give a matrix without negative eigenvalues, near the best multiplier of the semidefinite relaxation.

    The relaxation: no negative eigenvalue; diagonal and row sums as the rounds give them; the second meeting of a pair costs `repeat` instead of bringing its worth. Three copies of Y, one for each, are pulled together.
    """
    worth, can = np.zeros((count, count)), np.zeros((count, count))
    worth[pairs.one, pairs.other] = worth[pairs.other, pairs.one] = pairs.worth
    can[pairs.one, pairs.other] = can[pairs.other, pairs.one] = 1.0
    meetings = np.minimum(pairs.most, can.sum(axis=0))
    pull = float(np.abs(worth).max(initial=1.0)) / PULL
    middle = can * (meetings.sum() / max(1.0, can.sum())) + np.diag(rounds)
    forces = np.zeros((3, count, count))
    eigenvalue_part = np.zeros((count, count))
    for _ in range(steps):
        if enough():
            break
        values, vectors = np.linalg.eigh(middle - forces[0])
        below = vectors[:, values < 0]
        eigenvalue_part = (below * -values[values < 0]) @ below.T
        copies = np.stack(
            [
                middle - forces[0] + eigenvalue_part,
                _within(middle - forces[1], can, can * more_often, (worth + repeat) / (2.0 * pull)),
                _summed(middle - forces[2], rounds, meetings),
            ]
        )
        middle = (copies + forces).mean(axis=0) + worth / (6.0 * pull)
        forces += copies - middle
    return pull * eigenvalue_part


def _within(matrix: Floats, can: Floats, more_often: Floats, back: Floats) -> Floats:
    """Keep pairs from 0 to as often as they can meet; what is above 1 is drawn back by as much as a repeat loses."""
    diagonal = np.diagonal(matrix).copy()
    beyond = np.clip(matrix - 1.0 - back, 0.0, more_often)
    matrix = np.clip(matrix, 0.0, can) + beyond
    np.fill_diagonal(matrix, diagonal)
    return matrix


def _summed(matrix: Floats, rounds: Floats, meetings: Floats) -> Floats:
    """Give the nearest symmetric matrix with this diagonal and so many meetings in each row."""
    count = len(rounds)
    lacks = meetings - (matrix.sum(axis=1) - np.diagonal(matrix))
    shift = (lacks - lacks.sum() / (2 * count - 2)) / (count - 2)
    matrix = matrix + shift[:, None] + shift[None, :]
    np.fill_diagonal(matrix, rounds)
    return matrix
