"""Sets of points of a plane that its lines meet evenly: maximal arcs and unitals."""

from collections.abc import Iterator

import numpy as np

from keywho.planning.designs.design import Design, Rounds
from keywho.planning.designs.fields import Field, ring_of


def maximal_arcs(groups: int, size: int) -> Iterator[Design]:
    """Give Denniston's maximal arcs (1969): points that every line of a plane of even order meets in `size` points or none.

    The lines of one direction are the groups of a round (Handbook VII.2): q + 1 rounds of q - q / size + 1 groups.
    """
    order = (groups - 1) * size // (size - 1)
    if size & (size - 1) or order & (order - 1) or size >= order or order - order // size + 1 != groups:
        return
    field = Field(2, order.bit_length() - 1)

    def build(rounds: int) -> Rounds:
        every = np.arange(order)
        x, y = (axis.ravel() for axis in np.meshgrid(every, every))
        squares = field.times(every, every)
        beta = next(b for b in range(1, order) if not (field.add(field.add(squares, field.times(every, b)), 1) == 0).any())
        form = field.add(field.add(squares[x], squares[y]), field.times(beta, field.times(x, y)))
        x, y = x[form < size], y[form < size]
        lines = [x, *(field.add(y, field.times(slope, x)) for slope in range(min(rounds - 1, order)))]
        return np.stack([np.argsort(line, kind="stable").reshape(groups, size) for line in lines])

    yield Design("maximal arc", groups, size, order + 1, build)


def unital(groups: int, size: int) -> Iterator[Design]:
    """Give the Hermitian unital y^q + y = x^(q+1), whose lines have 1 or q + 1 points (Handbook VII.2): q = size - 1, q * q rounds.

    A round holds the lines of one slope; the points that are alone on theirs meet with the one at infinity.
    """
    q = size - 1
    if q < 2 or len(ring_of(q * q).fields) > 1 or groups != q * q - q + 1:
        return
    field = ring_of(q * q).fields[0]

    def build(rounds: int) -> Rounds:
        power_q = np.zeros(q * q, np.int64)
        power_q[field.powers] = field.powers[np.arange(q * q - 1) * q % (q * q - 1)]
        x, y = (axis.ravel() for axis in np.meshgrid(np.arange(q * q), np.arange(q * q)))
        on = field.add(power_q[y], y) == field.times(power_q[x], x)
        x, y = x[on], y[on]
        held = []
        for slope in range(min(rounds, q * q)):
            line = field.add(y, field.times(slope, x))
            alone = np.bincount(line)[line] == 1
            secants = np.argsort(np.where(alone, q * q, line), kind="stable")
            held.append(np.append(secants, q**3).reshape(groups, size))
        return np.array(held)

    yield Design("unital", groups, size, q * q, build)
