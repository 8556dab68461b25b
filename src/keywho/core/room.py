"""The furniture: seats at known places, tables, and the walk between two of them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from keywho.core.ids import SeatId, TableId

MOST_SEATS = 20_000
"""More chairs than that are no room for one evening."""

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

        The room's own tables where it has some: chairs in rows beside them are not used then.
        Else circles of `size` chairs cut from the rows (see `circles`).
        """
        if not self.tables and size not in self._circles:
            self._circles[size] = circles(self.seats, size)
        return self.tables or self._circles[size]

    @cached_property
    def _circles(self) -> dict[int, tuple[Table, ...]]:
        """The circles that were cut so far, by size."""
        return {}


def circles(seats: tuple[Seat, ...], size: int) -> tuple[Table, ...]:
    """Cut rows of chairs into circles of `size` neighbouring chairs; the last circle may be smaller.

    Two rows turn to each other for four people and more; the cut goes to and fro through the room
    so that each circle's chairs lie together. A last circle of one chair is not made.
    """
    rows: dict[str | float, list[Seat]] = {}
    for seat in seats:
        rows.setdefault(seat.row or _depth(seat), []).append(seat)
    deep = 1 if size < 4 else 2
    straight = all(len({_depth(seat) for seat in row}) == 1 for row in rows.values())
    path = _path_through_lines(seats, deep) if straight else _path_through_curves(list(rows.values()), deep)
    cuts = [path[start : start + size] for start in range(0, len(path), size)]
    return tuple(Table(TableId(f"circle-{size}-{no}"), f"Circle {no}", tuple(seat.id for seat in cut)) for no, cut in enumerate(cuts, 1) if len(cut) > 1)


def _depth(seat: Seat) -> float:
    return round(seat.y_m, 3)


def _path_through_lines(seats: tuple[Seat, ...], deep: int) -> list[Seat]:
    """Go to and fro through straight rows, `deep` rows at a time."""
    lines: dict[float, list[Seat]] = {}
    for seat in seats:
        lines.setdefault(_depth(seat), []).append(seat)
    by_depth = [lines[depth] for depth in sorted(lines)]
    path: list[Seat] = []
    for turn, start in enumerate(range(0, len(by_depth), deep)):
        band = [seat for line in by_depth[start : start + deep] for seat in line]
        path += sorted(band, key=lambda seat: (seat.x_m if turn % 2 == 0 else -seat.x_m, seat.y_m))
    return path


def _path_through_curves(rows: list[list[Seat]], deep: int) -> list[Seat]:
    """Go along curved or slanted rows, `deep` rows at a time: from the row farthest out always to the nearest one that is left."""
    left = sorted(rows, key=lambda row: sum(seat.y_m for seat in row) / len(row))
    left.insert(0, left.pop(max(range(len(left)), key=lambda no: sum(_apart_m(left[no], row) for row in left))))
    path: list[Seat] = []
    while left:
        band = [left.pop(0)]
        while left and len(band) < deep:
            band.append(left.pop(_nearest(band[-1], left)))
        longest = max(band, key=len)
        beside = {seat.id: min(range(len(longest)), key=lambda place: longest[place].walk_m(seat)) for row in band for seat in row}
        along = sorted((seat for row in band for seat in row), key=lambda seat: beside[seat.id])
        path += along[::-1] if path and path[-1].walk_m(along[-1]) < path[-1].walk_m(along[0]) else along
        if left:
            left.insert(0, left.pop(_nearest(band[-1], left)))
    return path


def _nearest(row: list[Seat], others: list[list[Seat]]) -> int:
    """Give the place of the row that is nearest to another."""
    return min(range(len(others)), key=lambda no: _apart_m(row, others[no]))


def _apart_m(row: list[Seat], other: list[Seat]) -> float:
    """Give the walk between the middle chairs of two rows, in metres."""
    return row[len(row) // 2].walk_m(other[len(other) // 2])
