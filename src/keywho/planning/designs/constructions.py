"""Rounds of equal groups in which no two people are together twice, by construction.

Sources are named by the short forms Handbook (Colbourn and Dinitz, Handbook of Combinatorial Designs, 2nd edition, 2007).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from math import gcd

import numpy as np
from numpy.typing import NDArray

from keywho.planning.designs.fields import Field, Numbers, ring_of
from keywho.planning.designs.known import SHIFTS, STARTERS, Starter

Rounds = NDArray[np.int64]
"""Rounds x groups x people."""


@dataclass(frozen=True)
class Design:
    """A way to hold up to `most` rounds of `groups` groups of `size`; `build` gives the first so many."""

    source: str
    groups: int
    size: int
    most: int
    build: Callable[[int], Rounds]


def flat_rounds(sizes: Sequence[int], rounds: int) -> list[list[list[int]]] | None:
    """Give rounds of groups with the given sizes, each a partition of range(sum(sizes)), no two together twice over all rounds.

    Sizes may differ by one: then people are left out of a larger design, no two of them in one group of a round that is used.
    None when no construction here reaches so many rounds.
    """
    sizes = list(sizes)
    if not sizes or rounds < 1 or min(sizes) < 1:
        return [] if rounds == 0 else None
    if rounds == 1 or max(sizes) == 1:
        starts = np.cumsum([0, *sizes]).tolist()
        return [[list(range(start, start + size)) for start, size in zip(starts, sizes, strict=False)] for _ in range(rounds)]
    largest = max(sizes)
    if min(sizes) < largest - 1:
        return None
    short = sizes.count(largest - 1)
    for design in designs(len(sizes), largest):
        if design.most < rounds:
            break
        if not short:
            return design.build(rounds).tolist()  # type: ignore[no-any-return]
        held = design.build(min(design.most, rounds + 1))
        for left_out in (np.arange(short), held[-1, 0, :short], held[0, 0, :short]):
            if len(left_out) == short:
                kept = [_without(row, left_out, sizes) for row in held if _all_apart(row, left_out)]
                if len(kept) >= rounds:
                    return kept[:rounds]
    return None


def most_rounds(groups: int, size: int) -> int:
    """Give the most rounds of so many groups of one size that a construction here reaches (groups of one: as many as you like, said as 0)."""
    return designs(groups, size)[0].most if groups > 0 and size > 1 else 0


@lru_cache(maxsize=512)
def designs(groups: int, size: int) -> tuple[Design, ...]:
    """Give every construction for so many groups of one size, the one with the most rounds first."""
    found = [_single_round(groups, size)]
    if size == 2:
        found.append(_round_robin(groups))
    if groups >= size > 2:
        found += _column_designs(groups, size)
        found += [_from_starter(starter) for starter in STARTERS if (starter.groups, starter.size) == (groups, size)]
        found += [*_maximal_arcs(groups, size), *_unital(groups, size)]
        if size == 3:
            found += _kirkman(groups)
    return tuple(sorted(found, key=lambda design: -design.most))


def _single_round(groups: int, size: int) -> Design:
    return Design("one round", groups, size, 1, lambda rounds: np.arange(groups * size).reshape(1, groups, size)[:rounds])


def _round_robin(groups: int) -> Design:
    """Pairs by the circle method (Kirkman 1847; Handbook VI.51): one stays, the others move on by a chair."""
    ring = 2 * groups - 1

    def build(rounds: int) -> Rounds:
        turn, step = np.arange(rounds)[:, None], np.arange(1, groups)[None, :]
        still = np.stack([np.full((rounds, 1), ring), turn], axis=-1)
        return np.concatenate([still, np.stack([(turn + step) % ring, (turn - step) % ring], axis=-1)], axis=1)

    return Design("round robin", groups, 2, ring, build)


# ------------------------------------------------------------------ columns: a person is (column, place), a group takes one of each column


def _column_designs(groups: int, size: int) -> Iterator[Design]:
    """Give the designs in which every group takes one person from each of `size` columns of `groups` people.

    In round s, group t has the person of place t + shift(column, s) in each column: two columns never bring the same two together
    when their shifts differ by another amount in every round. Such a table of shifts is a difference matrix where it is complete
    (Handbook VI.17), and gives a resolvable transversal design (Handbook III.3).
    """
    shifts: list[tuple[str, int, Callable[[int], Numbers], Callable[[Numbers, Numbers], Numbers]]] = []
    ring = ring_of(groups)
    if size <= ring.apart:  # Latin squares over a field, and MacNeish's product of them (1922)
        shifts.append(("field", groups, lambda rounds: ring.times(ring.spread(size)[:, None], np.arange(rounds)[None, :]), ring.add))
    reach = min(groups // gcd(step, groups) for step in range(1, size))  # multiples of 0, 1, 2, ... modulo `groups`

    def modulo(one: Numbers, other: Numbers) -> Numbers:
        return (one + other) % groups

    shifts.append(("multiples", reach, lambda rounds: np.arange(size)[:, None] * np.arange(rounds)[None, :] % groups, modulo))
    for known in SHIFTS:
        for rows in (known.table, known.table.T) if known.groups == groups else ():  # rows and columns have the same property
            if len(rows) >= size:
                shifts.append(("shifts", rows.shape[1], lambda rounds, rows=rows: rows[:size, :rounds], known.add))  # type: ignore[misc]
    for source, most, table_of, add in shifts:
        yield _with_columns(source, groups, size, most, table_of, add)


def _with_columns(source: str, groups: int, size: int, most: int, table_of: Callable[[int], Numbers], add: Callable[[Numbers, Numbers], Numbers]) -> Design:
    """Add the rounds inside the columns, whose people have not met: each column plays a smaller design where `size` divides `groups`."""
    inside = designs(groups // size, size)[0] if groups % size == 0 else None

    def build(rounds: int) -> Rounds:
        across = min(rounds, most)
        place = add(np.arange(groups)[None, :, None], table_of(across).T[:, None, :])
        held = np.arange(size) * groups + place
        if inside and rounds > most:
            within = inside.build(rounds - most)
            columns = [column * groups + within for column in range(size)]
            held = np.concatenate([held, np.concatenate(columns, axis=1)])
        return held

    return Design(source, groups, size, most + (inside.most if inside else 0), build)


# ------------------------------------------------------------------ starters: one round that is moved on by a step


def _from_starter(starter: Starter) -> Design:
    """Move a base round on by a step, round after round (starters, Handbook VI.55; found by our own search)."""

    def build(rounds: int) -> Rounds:
        place, column = np.arange(starter.groups)[:, None], np.arange(starter.size)[None, :]
        moved = (_moved(base, turn, starter.ring) for base in starter.bases for turn in range(starter.ring))
        still = (column * starter.ring + (place + column * turn) % starter.ring for turn in range(starter.extra))
        return np.array(list(islice(chain(moved, still), rounds)), np.int64)

    return Design("starter", starter.groups, starter.size, starter.most, build)


def _moved(base: Numbers, turn: int, ring: int) -> Numbers:
    """Move everybody on by `turn` in their own ring of people; those past the last whole ring stay."""
    moving = base.size // ring * ring
    return np.where(base < moving, base // ring * ring + (base % ring + turn) % ring, base)


# ------------------------------------------------------------------ algebra


def _maximal_arcs(groups: int, size: int) -> Iterator[Design]:
    """Denniston's maximal arcs (1969): points that every line of a plane of even order meets in `size` points or none.

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


def _unital(groups: int, size: int) -> Iterator[Design]:
    """The Hermitian unital y^q + y = x^(q+1), whose lines have 1 or q + 1 points (Handbook VII.2): q = size - 1, q * q rounds.

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


def _kirkman(groups: int) -> Iterator[Design]:
    """Kirkman's schoolgirls (1850) for 3 q and for 2 q + 1 people, q = 6 t + 1 a prime power (Ray-Chaudhuri and Wilson 1971)."""
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


# ------------------------------------------------------------------ people left out


def _all_apart(row: Numbers, left_out: Numbers) -> bool:
    """Say whether no two of those left out are in one group."""
    return bool(np.isin(row, left_out).sum(axis=1).max() <= 1)


def _without(row: Numbers, left_out: Numbers, sizes: Sequence[int]) -> list[list[int]]:
    """Leave people out of a round, close the gaps in the numbering, and put the groups in the order of the sizes."""
    number = np.cumsum(~np.isin(np.arange(row.size), left_out)) - 1
    groups = [[int(number[one]) for one in group if one not in left_out] for group in row.tolist()]
    waiting = {size: [group for group in groups if len(group) == size] for size in set(sizes)}
    return [waiting[size].pop(0) for size in sizes]
