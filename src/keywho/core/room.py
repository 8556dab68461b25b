"""The furniture: seats at known places, tables, and the walk between two of them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from keywho.core.ids import SeatId, TableId

SeatPair = tuple[SeatId, SeatId]
"""Two seats, the smaller id first."""


def seat_pair(one: SeatId, other: SeatId) -> SeatPair:
    """Two seats as an unordered pair: the smaller id comes first."""
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Seat:
    """A chair (or a place to stand) at a known place, in metres from the room's upper left corner.

    `row` is the name of its row or table, `label` what stands on the chair; together they are what people read.
    """

    id: SeatId
    x_m: float
    y_m: float
    row: str = ""
    label: str = ""

    def walk_m(self, other: "Seat") -> float:
        """Straight walk to another chair, in metres."""
        return math.hypot(self.x_m - other.x_m, self.y_m - other.y_m)


@dataclass(frozen=True, slots=True)
class Table:
    """Seats that belong together: a round table, a standing table, or a circle of chairs."""

    id: TableId
    name: str
    seats: tuple[SeatId, ...]

    @property
    def capacity(self) -> int:
        """How many people it takes."""
        return len(self.seats)


@dataclass(frozen=True)
class Room:
    """All seats, the tables (none in a room of rows), and which seats are side by side.

    `adjacent` holds the pairs of seats whose people can talk without moving: next to each other in a row or at a table,
    and, where the organizer allows it, front and back or over an aisle. `chair_m` is the usual distance
    between two chairs, which turns "four chairs away" into metres.
    """

    seats: tuple[Seat, ...]
    tables: tuple[Table, ...] = ()
    adjacent: frozenset[SeatPair] = frozenset()
    name: str = ""
    chair_m: float = 0.6

    @cached_property
    def seat_by_id(self) -> Mapping[SeatId, Seat]:
        """Every seat by its id."""
        return {seat.id: seat for seat in self.seats}

    @cached_property
    def table_by_seat(self) -> Mapping[SeatId, Table]:
        """The table that each seat stands at; seats in rows are not in it."""
        return {seat: table for table in self.tables for seat in table.seats}

    @cached_property
    def beside(self) -> Mapping[SeatId, tuple[SeatId, ...]]:
        """The seats beside each seat, in the order of the room."""
        order = {seat.id: place for place, seat in enumerate(self.seats)}
        found: dict[SeatId, list[SeatId]] = {seat.id: [] for seat in self.seats}
        for one, other in self.adjacent:
            found[one].append(other)
            found[other].append(one)
        return {seat: tuple(sorted(others, key=order.__getitem__)) for seat, others in found.items()}

    def are_adjacent(self, one: SeatId, other: SeatId) -> bool:
        """Say whether two seats are side by side."""
        return seat_pair(one, other) in self.adjacent

    def tables_for(self, size: int) -> tuple[Table, ...]:
        """Give the places where table rounds of about `size` people meet.

        The room's own tables where it has some; else circles of `size` chairs cut from the rows (see `circles`).
        """
        return self.tables or circles(self.seats, size)


def circles(seats: tuple[Seat, ...], size: int) -> tuple[Table, ...]:
    """Cut rows of chairs into circles of `size` neighbouring chairs; the last circle may be smaller.

    Two rows turn to each other for four people and more; the cut goes to and fro through the room
    so that each circle's chairs lie together. A last circle of one chair is not made.
    """
    rows: dict[float, list[Seat]] = {}
    for seat in seats:
        rows.setdefault(round(seat.y_m, 3), []).append(seat)
    by_depth = [rows[y] for y in sorted(rows)]
    deep = 1 if size < 4 else 2
    path: list[Seat] = []
    for turn, start in enumerate(range(0, len(by_depth), deep)):
        band = [seat for row in by_depth[start : start + deep] for seat in row]
        path += sorted(band, key=lambda seat: (seat.x_m if turn % 2 == 0 else -seat.x_m, seat.y_m))
    cuts = [path[start : start + size] for start in range(0, len(path), size)]
    return tuple(Table(TableId(f"circle-{size}-{no}"), f"Circle {no}", tuple(seat.id for seat in cut)) for no, cut in enumerate(cuts, 1) if len(cut) > 1)
