"""Rounds from Latin squares: every group takes one person from each of some columns, or is a value of a square."""

from collections.abc import Callable, Iterator
from math import gcd

import numpy as np

from keywho.planning.designs.design import Design, Rounds
from keywho.planning.designs.fields import Numbers, ring_of
from keywho.planning.designs.known_arrays import ARRAYS
from keywho.planning.designs.known_shifts import SHIFTS

Places = Callable[[int], Rounds]
"""For so many rounds: the place of the one whom each group takes from each column (rounds x groups x columns)."""


def column_designs(groups: int, size: int, inside: Design | None) -> Iterator[Design]:
    """Give the designs in which every group takes one person from each of `size` columns of `groups` people (Handbook III.3).

    A person is (column, place). Two columns must never bring the same two together. `inside` is a design for the people of one column,
    who have not met across the columns: its rounds are added.
    """
    for source, most, places in (*_shifted(groups, size), *_of_arrays(groups, size)):
        yield _with_inside(source, groups, size, most, places, inside)


def square_designs(groups: int, size: int) -> Iterator[Design]:
    """Give the designs in which people are the rows of an orthogonal array, and each column of it is a round: its values are the groups.

    Of fewer than `groups` in a group, those stay who have a small value in the first column, which is then no round.
    """
    if size > groups:
        return
    for source, rows in _arrays(groups):
        columns = rows[rows[:, 0] < size][:, 0 if size == groups else 1 :]

        def build(rounds: int, columns: Numbers = columns) -> Rounds:
            return np.argsort(columns[:, :rounds].T, axis=1, kind="stable").reshape(rounds, groups, size)

        yield Design(source, groups, size, columns.shape[1], build)


def _shifted(groups: int, size: int) -> Iterator[tuple[str, int, Places]]:
    """In round s, group t has the person of place t + shift(column, s) in each column.

    That repeats nobody when the shifts of two columns differ by another amount in every round. A complete table of such shifts is a
    difference matrix (Handbook VI.17); one with fewer rounds gives orthogonal Latin rectangles.
    """
    turns = np.arange(groups)[None, :, None]
    ring = ring_of(groups)
    if size <= ring.apart:  # Latin squares over a field, and MacNeish's product of them (1922)

        def in_field(rounds: int) -> Rounds:
            return ring.add(turns, ring.times(np.arange(rounds)[:, None], ring.spread(size)[None, :])[:, None, :])

        yield "field", groups, in_field
    reach = min(groups // gcd(step, groups) for step in range(1, size))

    def in_multiples(rounds: int) -> Rounds:
        return np.asarray((turns + np.arange(rounds)[:, None, None] * np.arange(size)[None, None, :]) % groups)

    yield "multiples", reach, in_multiples
    for known in SHIFTS:
        for table in (known.table, known.table.T) if known.groups == groups else ():  # rows and columns have the same property
            if len(table) >= size:

                def in_table(rounds: int, table: Numbers = table, add: Callable[[Numbers, Numbers], Numbers] = known.add) -> Rounds:
                    return add(turns, table[:size, :rounds].T[:, None, :])

                yield "shifts", table.shape[1], in_table


def _of_arrays(groups: int, size: int) -> Iterator[tuple[str, int, Places]]:
    """Read a stored orthogonal array: its last column says the round, the others who of each column is in a group."""
    for source, rows in _arrays(groups):
        if size < rows.shape[1]:
            by_round = rows[np.argsort(rows[:, -1], kind="stable"), :size].reshape(groups, groups, size)

            def in_array(rounds: int, held: Rounds = by_round) -> Rounds:
                return held[:rounds]

            yield source, groups, in_array


def _arrays(order: int) -> Iterator[tuple[str, Numbers]]:
    for array in ARRAYS:
        if array.order == order:
            yield array.source, array.rows


def _with_inside(source: str, groups: int, size: int, most: int, places: Places, inside: Design | None) -> Design:
    """Add the rounds inside the columns: each column plays the smaller design on its own."""

    def build(rounds: int) -> Rounds:
        held = np.arange(size) * groups + places(min(rounds, most))
        if inside and rounds > most:
            within = inside.build(rounds - most)
            held = np.concatenate([held, np.concatenate([column * groups + within for column in range(size)], axis=1)])
        return held

    return Design(source, groups, size, most + (inside.most if inside else 0), build)
