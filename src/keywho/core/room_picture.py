"""A room as a finished drawing: every place in whole centimetres, for the desk, the phones, the projector and paper."""

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from keywho.core.ids import SeatId, TableId
from keywho.core.room import Room, Seat

MARGIN_CM, ROW_NAME_CM, STAGE_CM, STAGE_GAP_CM = 60, 70, 50, 90


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
    """A chair in the drawing; `row` and `label` are what people read ("Table 3", "5")."""

    id: SeatId
    x: int
    y: int
    row: str
    label: str
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


def draw(room: Room, furnishing: Furnishing | None = None, *, stage: bool = False) -> RoomPicture:
    """Draw a room. `stage` puts one in front of the first row."""
    given = furnishing or Furnishing()
    chairs = tuple(DrawnChair(seat.id, *_at(seat), seat.row, seat.label, given.state(seat.id), given.marks_of(seat.id)) for seat in room.seats)
    chair_r = max(5, round(room.chair_m * 38))
    rows = _rows(room, chair_r)
    left, right = min((chair.x for chair in chairs), default=0), max((chair.x for chair in chairs), default=0)
    top, bottom = min((chair.y for chair in chairs), default=0), max((chair.y for chair in chairs), default=0)
    before = MARGIN_CM + (ROW_NAME_CM if rows else 0)
    above = MARGIN_CM + (STAGE_GAP_CM + STAGE_CM if stage else 0)
    front = Box(left + (right - left) // 4 - 30, top - STAGE_GAP_CM - STAGE_CM, (right - left) // 2 + 60, STAGE_CM) if stage else None
    box = Box(left - before, top - above, right - left + 2 * before, bottom - top + above + MARGIN_CM)
    return RoomPicture(room.name, box, chair_r, chairs, _tables(room), rows, front)


def _at(seat: Seat) -> tuple[int, int]:
    return round(seat.x_m * 100), round(seat.y_m * 100)


def _tables(room: Room) -> tuple[DrawnTable, ...]:
    drawn = []
    for table in room.tables:
        ring = [_at(room.seat_by_id[seat]) for seat in table.seats]
        if not ring:
            continue
        x, y = sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
        reach = sum(math.dist((x, y), chair) for chair in ring) / len(ring)
        drawn.append(DrawnTable(table.id, table.name, round(x), round(y), round(max(reach - 32, reach * 0.45, 12))))
    return tuple(drawn)


def _rows(room: Room, chair_r: int) -> tuple[DrawnRow, ...]:
    """Name each row of chairs at its left end."""
    first: dict[str, Seat] = {}
    for seat in room.seats:
        if seat.row and seat.id not in room.table_by_seat and (seat.row not in first or seat.x_m < first[seat.row].x_m):
            first[seat.row] = seat
    return tuple(DrawnRow(row, _at(seat)[0] - chair_r - 12, _at(seat)[1]) for row, seat in first.items())
