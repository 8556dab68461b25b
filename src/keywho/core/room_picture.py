"""A room as a finished drawing, seen from above, for the desk, the phones, the projector and paper.

Places are whole units, of which `CHAIR` are the usual distance between two chairs: so every room is drawn with chairs of one size.
"""

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum

from keywho.core.ids import SeatId, TableId
from keywho.core.room import Room, Seat, Table

CHAIR, CHAIR_R = 40, 15
MARGIN, ROW_NAME, STAGE, STAGE_GAP = 40, 30, 30, 70
BEHIND = 180

Point = tuple[float, float]


class Mark(StrEnum):
    """What a chair is good for."""

    HEARING = "hearing"
    STEP_FREE = "step-free"
    QUIET = "quiet"


class ChairState(StrEnum):
    """Whether people can be sent to a chair: yes, not at all, or only by the organizer's hand."""

    ON = "on"
    OFF = "off"
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class DrawnChair:
    """A chair in the drawing; `row` and `label` are what people read ("Table 3", "5").

    `back` is where its back stands, in degrees clockwise from the upper end: below the seat in rows, away from the table at tables;
    None for a place where one stands.
    """

    id: SeatId
    x: int
    y: int
    row: str
    label: str
    back: int | None = BEHIND
    state: ChairState = ChairState.ON
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table between its chairs: its middle, and how large the disc is."""

    id: TableId
    name: str
    x: int
    y: int
    r: int


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """The name of a row, to be written so that it ends at this place."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner and its size."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class RoomPicture:
    """A room, drawn. `box` is the part of the plane that shows all of it, `chair_r` the radius of a chair."""

    name: str
    box: Box
    chair_r: int
    chairs: tuple[DrawnChair, ...]
    tables: tuple[DrawnTable, ...] = ()
    rows: tuple[DrawnRow, ...] = ()
    stage: Box | None = None


@dataclass(frozen=True, slots=True)
class Furnishing:
    """What the organizer decided about single chairs."""

    off: Set[SeatId] = frozenset()
    reserved: Set[SeatId] = frozenset()
    marks: Mapping[Mark, Set[SeatId]] = field(default_factory=dict)

    def state(self, seat: SeatId) -> ChairState:
        """Say whether people can be sent to a chair."""
        return ChairState.OFF if seat in self.off else ChairState.RESERVED if seat in self.reserved else ChairState.ON

    def marks_of(self, seat: SeatId) -> tuple[Mark, ...]:
        """Give the marks of a chair, in the order of `Mark`."""
        return tuple(mark for mark in Mark if seat in self.marks.get(mark, ()))


def draw(room: Room, furnishing: Furnishing | None = None, *, stage: bool = False, standing: bool = False) -> RoomPicture:
    """Draw a room. `stage` puts one in front of the first row; where people are `standing`, no chair has a back."""
    given, scale = furnishing or Furnishing(), CHAIR / (room.chair_m * 100)
    place = {seat.id: (round(seat.x_m * 100 * scale), round(seat.y_m * 100 * scale)) for seat in room.seats}
    middles = {table.id: _middle([place[seat] for seat in table.seats]) for table in room.tables if table.seats}
    backs: dict[SeatId, int | None] = {seat: None if standing else _away(middles[table.id], place[seat]) for seat, table in room.table_by_seat.items()}
    chairs = tuple(
        DrawnChair(seat.id, *place[seat.id], seat.row, seat.label, backs.get(seat.id, BEHIND), given.state(seat.id), given.marks_of(seat.id))
        for seat in room.seats
    )
    tables = tuple(_table(table, middles[table.id], [place[seat] for seat in table.seats]) for table in room.tables if table.seats)
    rows = _rows(room, place)
    left, right = min((x for x, _ in place.values()), default=0), max((x for x, _ in place.values()), default=0)
    top, bottom = min((y for _, y in place.values()), default=0), max((y for _, y in place.values()), default=0)
    before = MARGIN + (ROW_NAME if rows else 0)
    above = MARGIN + (STAGE_GAP + STAGE if stage else 0)
    width = max(right - left, 3 * CHAIR)
    middle = (left + right) // 2
    front = Box(middle - width // 4 - CHAIR // 2, top - STAGE_GAP - STAGE, width // 2 + CHAIR, STAGE) if stage else None
    box = Box(middle - width // 2 - before, top - above, width + 2 * before, bottom - top + above + MARGIN)
    return RoomPicture(room.name, box, CHAIR_R, chairs, tables, rows, front)


def _middle(ring: Sequence[Point]) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def _away(middle: Point, chair: Point) -> int:
    """Give the direction from the middle of a table to a chair, in degrees clockwise from the upper end."""
    return round(math.degrees(math.atan2(chair[0] - middle[0], middle[1] - chair[1]))) % 360


def _table(table: Table, middle: Point, ring: Sequence[Point]) -> DrawnTable:
    """Draw the disc so that the chairs stand at its rim."""
    reach = sum(math.dist(middle, chair) for chair in ring) / len(ring)
    return DrawnTable(table.id, table.name, round(middle[0]), round(middle[1]), round(max(reach - 21, reach * 0.45, 8)))


def _rows(room: Room, place: Mapping[SeatId, Point]) -> tuple[DrawnRow, ...]:
    """Name each row of chairs at its left end."""
    first: dict[str, Seat] = {}
    for seat in room.seats:
        if seat.row and seat.id not in room.table_by_seat and (seat.row not in first or seat.x_m < first[seat.row].x_m):
            first[seat.row] = seat
    return tuple(DrawnRow(row, round(place[seat.id][0]) - CHAIR_R - 10, round(place[seat.id][1])) for row, seat in first.items())
