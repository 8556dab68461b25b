"""Mathon's elliptic semiplane (1987): 135 points and 135 lines of 12, in which 99 points give 12 rounds of 11 groups of 9."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from keywho.planning.designs.design import Design, Rounds
from keywho.planning.designs.fields import Numbers, numbers_of

_DIRECTIONS = ((1, 0), (0, 1), (1, 1), (1, 2))
"""The four directions of lines in the affine plane of order 3."""

_SQUARE = "4 3 1 0 2/3 4 2 1 0/1 0 4 2 3/0 2 3 4 1/2 1 0 3 4"
"""A Latin square that says which direction's lines stand in each of 5 x 5 blocks; 4 stands for an empty block (McFarland 1973)."""

_SIGNS = """
000000000000/022012000000/002021000000/001012012201/200210012012/012000201012/020021021210/021000210021/010012102102/
000011111222/000020102120/000002120102/012020120210/201002111222/120011102012/021002102201/102011120021/210020111222/
000000200122/120110002221/102100020212/102021122101/000020221011/120202212110/120012122110/102200221101/000001212011/
200002111222/212200102210/221200120201/212002012210/221020111120/122002102222/002101102012/200101201000/212011111102/
111000222111/102021222012/120012222021/102011021222/120002102120/111020210102/120010012222/111001201120/102022120102
"""
"""An element of Z_3 for each incidence, row by row (found by linear algebra modulo 3 and a small search)."""


def semiplane(groups: int, size: int) -> Iterator[Design]:
    """Give the rounds of 11 groups of 9.

    Three disjoint lines hold 36 points; every other line meets each of them once, and so keeps 9 of the other 99 points. The lines through
    one of the 12 points of the first of these three are a round.
    """
    if (groups, size) == (11, 9):
        yield Design("elliptic semiplane", groups, size, 12, lambda rounds: _rounds()[:rounds])


@lru_cache(maxsize=1)
def _rounds() -> Rounds:
    signs = _signed()
    left_out = np.flatnonzero(signs[0] >= 0)
    kept = np.flatnonzero(signs[0] < 0)
    number = np.full(len(signs), -1)
    number[kept] = np.arange(len(kept))
    held = []
    for point in left_out:  # the line of row r, moved by s, holds the points (column, sign + s)
        through = [(row, (signs[0, point] - signs[row, point]) % 3) for row in range(1, len(signs)) if signs[row, point] >= 0]
        held.append([[3 * number[at] + (signs[row, at] + moved) % 3 for at in kept if signs[row, at] >= 0] for row, moved in through])
    return np.array(held, np.int64)


def _signed() -> Numbers:
    """Give the symmetric design of 45 points and blocks of 12 (45 x 45), -1 where a point is not in a block, else its sign.

    Two blocks share three points, and the differences of their signs there are 0, 1 and 2: so the 135 lines meet once or never.
    """
    inside = np.full((5, 9, 5, 9), False)
    place = np.arange(3)
    for (block, column), direction in np.ndenumerate(numbers_of(_SQUARE)):
        if direction < 4:
            right, up = _DIRECTIONS[direction]
            for at in range(9):
                inside[block, at, column, (at // 3 + place * right) % 3 * 3 + (at % 3 + place * up) % 3] = True
    signs = np.full((45, 45), -1)
    signs[inside.reshape(45, 45)] = [int(sign) for sign in _SIGNS if sign.isdigit()]
    return signs
