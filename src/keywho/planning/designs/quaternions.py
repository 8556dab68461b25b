"""Ten rounds of eight fours around the quaternions: everybody meets everybody but one, a resolvable group-divisible design of type 2^16.

That there are ten such rounds was first shown by Aguado (2004); this solution was found by our own search.
"""

from collections.abc import Iterator

import numpy as np

from keywho.planning.designs.design import Design, Rounds
from keywho.planning.designs.fields import Numbers, numbers_of

MOVED = numbers_of("0 4 10 22 / 1 6 16 28 / 2 8 12 30 / 3 15 26 29 / 5 17 27 31 / 7 11 18 21 / 9 14 20 24 / 13 19 23 25")
"""The round that the eight quaternions move. Person 8 r + 2 u + s stands in ring r, at unit u of 1, i, j, k, negative where s is 1."""

NEGATIVE = numbers_of("0 0 0 0 / 0 1 0 1 / 0 1 1 0 / 0 0 1 1")
"""Whether the product of two units is negative (i i = -1, i j = k, j i = -k); which unit it is, is the exclusive or of their places."""


def eight_fours(groups: int, size: int) -> Iterator[Design]:
    """Give ten rounds of eight fours, where that is asked for."""
    if (groups, size) == (8, 4):
        yield Design("quaternions", 8, 4, 10, _rounds)


def _rounds(rounds: int) -> Rounds:
    """Move the first round by each quaternion; then everybody meets those at their own place in the other rings, then 1, -1, i and -i of each ring."""
    moved = [8 * (MOVED // 8) + _product(np.int64(quaternion), MOVED % 8) for quaternion in range(8)]
    everybody = np.arange(32)
    return np.array([*moved, everybody.reshape(4, 8).T, everybody.reshape(8, 4)][:rounds], np.int64)


def _product(one: Numbers | np.int64, other: Numbers) -> Numbers:
    unit, sign = (one // 2) ^ (other // 2), (one ^ other) % 2 ^ NEGATIVE[one // 2, other // 2]
    return np.asarray(2 * unit + sign, np.int64)
