"""The room after chairs or tables are lost.

A chair that nobody needs any more is taken out of the room. A chair on which somebody sat in a round that is over, or that a circle of
chairs is counted by, stays in the room for the record, marked as lost on its label; nobody sits on it from then on.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from keywho.core.changes import SeatLost, TableLost
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.problem import Problem
from keywho.core.room import Room, Seat, Table
from keywho.core.rounds import Round, RoundKind

LOST = "(lost)"


def is_lost(seat: Seat) -> bool:
    """Say whether a chair is in the room for the record only."""
    return seat.label.endswith(LOST)


def lost_seats(room: Room | None) -> frozenset[SeatId]:
    """Give the chairs that are in the room for the record only."""
    return frozenset(seat.id for seat in room.seats if is_lost(seat)) if room else frozenset()


def broken_seats(problem: Problem, changes: Iterable[SeatLost | TableLost]) -> tuple[frozenset[SeatId], frozenset[TableId]]:
    """Give the chairs and tables that changes name, the chairs of such tables included."""
    seats: set[SeatId] = set()
    tables: set[TableId] = set()
    for change in changes:
        room = problem.room
        if room is None:
            raise BadInput("The evening has no room, so no chair or table of it can be lost. Maybe plan it again with a room.")
        if isinstance(change, SeatLost):
            if change.seat not in room.seat_by_id:
                raise BadInput(f"The room has no chair {change.seat}. Maybe a misspelt id.")
            seats.add(change.seat)
        else:
            found = next((table for table in every_table(room, problem.rounds) if table.id == change.table), None)
            if found is None:
                raise BadInput(f"The room has no table {change.table}. Maybe a misspelt id.")
            seats.update(found.seats)
            tables.add(found.id)
    return frozenset(seats), frozenset(tables)


def every_table(room: Room, rounds: Sequence[Round]) -> Iterator[Table]:
    """Give the room's tables, and the circles of chairs of all rounds."""
    yield from room.tables
    for round_ in rounds:
        if round_.kind in (RoundKind.TABLE, RoundKind.HOSTS):
            yield from room.tables_for(round_.size)


def room_without(
    problem: Problem, seats: Collection[SeatId], tables: Collection[TableId], needed: Collection[SeatId], named: Collection[TableId]
) -> Room | None:
    """Take chairs and tables out of the room; the `needed` chairs and the `named` tables stay for the record."""
    room = problem.room
    if room is None or not (seats or tables):
        return room
    cut = not room.tables and any(round_.kind in (RoundKind.TABLE, RoundKind.HOSTS) for round_ in problem.rounds)
    gone = frozenset() if cut else frozenset(seats) - frozenset(needed)
    left = [
        replace(table, seats=tuple(seat for seat in table.seats if seat not in gone)) for table in room.tables if table.id not in tables or table.id in named
    ]
    return replace(
        room,
        seats=tuple(_marked(seat) if seat.id in seats else seat for seat in room.seats if seat.id not in gone),
        tables=tuple(left),
        adjacent=frozenset(pair for pair in room.adjacent if gone.isdisjoint(pair)),
    )


def with_lost(room: Room, seats: Collection[SeatId]) -> Room:
    """Mark chairs as lost; they stay in the room for the record."""
    return replace(room, seats=tuple(_marked(seat) if seat.id in seats else seat for seat in room.seats)) if seats else room


def _marked(seat: Seat) -> Seat:
    return seat if is_lost(seat) else replace(seat, label=f"{seat.label} {LOST}".strip())
