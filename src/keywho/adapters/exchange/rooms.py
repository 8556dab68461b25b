"""Rooms to and from the exchange format, and the checks that a room needs whatever file it came from."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from keywho.adapters.exchange import wire
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.room import MOST_SEATS, Room, Seat, SeatPair, Table, seat_pair

SIDE_BY_SIDE = 1.6
"""Two chairs of a row are side by side when they are at most so many usual chair distances apart; an aisle is wider."""


def room_to_wire(room: Room) -> wire.Room:
    """Give a room as it stands in a file."""
    return wire.Room(
        [wire.Seat(seat.id, seat.x_m, seat.y_m, seat.row, seat.label) for seat in room.seats],
        [wire.Table(table.id, table.name, list(table.seats)) for table in room.tables],
        sorted(room.adjacent),
        room.name,
        room.chair_m,
    )


def room_from_wire(room: wire.Room, where: str) -> Room:
    """Give the room of a file. `where` names the file and the place in it, for errors.

    Raises
    ------
    BadInput
        The room is empty or far too large, two seats or tables have one id, or a table or pair names a seat that is not there.
    """
    seats = tuple(Seat(SeatId(seat.id), seat.x_m, seat.y_m, seat.row, seat.label) for seat in room.seats)
    tables = tuple(Table(TableId(table.id), table.name, tuple(SeatId(seat) for seat in table.seats)) for table in room.tables)
    check_seats(seats, tables, where)
    if not room.chair_m > 0:
        raise BadInput(f"{where}: chair_m is {room.chair_m:g}; the distance between two chairs must be above 0 m. Maybe 0.6.")
    if room.adjacent is None:
        adjacent = side_by_side(seats, tables, room.chair_m)
    else:
        adjacent = frozenset(seat_pair(SeatId(one), SeatId(other)) for one, other in room.adjacent)
        _check_known({seat.id for seat in seats}, (seat for pair in sorted(adjacent) for seat in pair), f"{where}: adjacent")
    return Room(seats, tables, adjacent, room.name, room.chair_m)


def side_by_side(seats: tuple[Seat, ...], tables: tuple[Table, ...], chair_m: float) -> frozenset[SeatPair]:
    """Find the neighbours in a room that does not name them: next to each other round a table, or in one row at most 1.6 chairs apart."""
    from scipy.spatial import KDTree  # slow to load, and most rooms name their neighbours

    round_tables = {seat_pair(one, other) for table in tables for one, other in pairwise((*table.seats, *table.seats[:1])) if one != other}
    at_tables = {seat for table in tables for seat in table.seats}
    in_rows = [seat for seat in seats if seat.id not in at_tables]
    if not in_rows:
        return frozenset(round_tables)
    near = KDTree(np.array([(seat.x_m, seat.y_m) for seat in in_rows], np.float64)).query_pairs(SIDE_BY_SIDE * chair_m)
    return frozenset(round_tables | {seat_pair(in_rows[one].id, in_rows[other].id) for one, other in near if in_rows[one].row == in_rows[other].row})


def check_seats(seats: tuple[Seat, ...], tables: tuple[Table, ...], where: str) -> None:
    """Refuse a room that is empty or far too large, has two seats or tables of one id, or a table with unknown seats."""
    if not 1 <= len(seats) <= MOST_SEATS:
        raise BadInput(f"{where} has {len(seats):,} seats; a room takes 1 to {MOST_SEATS:,}. Maybe leave the room out, or split the evening.")
    for word, names in (("seats", [seat.id for seat in seats]), ("tables", [table.id for table in tables])):
        name, times = Counter[str](names).most_common(1)[0] if names else ("", 0)
        if times > 1:
            raise BadInput(f"{where} has {times} {word} called “{name}”. Maybe rename one of them.")
    for seat in seats:
        if not (math.isfinite(seat.x_m) and math.isfinite(seat.y_m)):
            raise BadInput(f"{where}: the seat “{seat.id}” has no place. Maybe give x_m and y_m in metres.")
    known = {seat.id for seat in seats}
    for table in tables:
        _check_known(known, table.seats, f"{where}: the table “{table.name}”")


def _check_known(known: set[SeatId], named: Iterable[SeatId], what: str) -> None:
    for seat in named:
        if seat not in known:
            raise BadInput(f"{what} names the seat “{seat}”, which is not in the room. Maybe a misspelt id.")
