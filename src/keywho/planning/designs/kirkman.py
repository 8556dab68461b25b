"""Kirkman's schoolgirls: threes in which everybody meets everybody."""

from collections.abc import Iterator

import numpy as np

from keywho.planning.designs.design import Design, Rounds
from keywho.planning.designs.fields import Field, Numbers, ring_of


def kirkman(groups: int) -> Iterator[Design]:
    """Give Kirkman's schoolgirls (1850) for 3 q and for 2 q + 1 people, q = 6 t + 1 a prime power (Ray-Chaudhuri and Wilson 1971)."""
    for order, build_with in ((groups, _three_rings), ((3 * groups - 1) // 2, _two_rings)):
        ring = ring_of(order)
        if order > 6 and order % 6 == 1 and len(ring.fields) == 1 and (build_with is _three_rings or 2 * order + 1 == 3 * groups):
            field = ring.fields[0]
            yield Design("Kirkman", groups, 3, (3 * groups - 1) // 2, lambda rounds, field=field, build_with=build_with: build_with(field)[:rounds])  # type: ignore[misc]


def _three_rings(field: Field) -> Rounds:
    """Three rings of q people: q rounds of all kinds of triples, then 3 t rounds that each hold one kind of triple."""
    q, t, powers = field.order, field.order // 6, field.powers
    columns = np.arange(3) * q

    def turn(at: int) -> Numbers:
        return powers[(at + np.arange(3) * 2 * t) % (q - 1)]

    base = [columns, *(column + turn(at) for at in range(t) for column in columns), *(columns + turn(at + odd * t) for at in range(t) for odd in (1, 3, 5))]
    start, every = np.array(base), np.arange(q)
    mixed = [start // q * q + field.add(start % q, step) for step in range(q)]
    alike = [columns + field.add(every[:, None], turn(at + even * t)[None, :]) for at in range(t) for even in (0, 2, 4)]
    return np.array([*mixed, *alike])


def _two_rings(field: Field) -> Rounds:
    """Two rings of q people and one who stays."""
    q, t, powers = field.order, field.order // 6, field.powers
    double = field.add(powers[t], 1)
    half = next(value for value in range(q) if field.add(value, value) == double)
    m = int(np.flatnonzero(powers == half)[0])

    def power(at: int) -> int:
        return int(powers[at % (q - 1)])

    base = [[0, q, 2 * q]]
    base += [[power(at + even * t), power(at + (even + 1) * t), q + power(at + even * t + m)] for even in (0, 2, 4) for at in range(t)]
    base += [[q + power(at + m + odd * t) for odd in (1, 3, 5)] for at in range(t)]
    start = np.array(base)
    return np.array([np.where(start < 2 * q, start // q * q + field.add(start % q, step), start) for step in range(q)])
