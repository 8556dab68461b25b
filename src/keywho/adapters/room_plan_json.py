"""Room plans as JSON: what the desk sends and the event's record keeps, and how other files become a room plan.

What is written is read back exactly. Files that begin a plan: a room plan, a keywho room, the room of an exchange file, a pretix seating plan.
"""

from typing import Any

import msgspec

from keywho.adapters.exchange import wire
from keywho.adapters.exchange.plain_words import read_json, write_json
from keywho.adapters.exchange.rooms import room_from_wire, room_to_wire
from keywho.adapters.room_json import room_loads
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.room_edits import plan_of_room
from keywho.core.room_picture import BEHIND, ChairState, Mark, RoomPicture
from keywho.core.room_plan import Layout, RoomPlan

FORMAT = "keywho-room-plan"
MOST_BYTES = 16_000_000
"""A room of 20,000 drawn seats with long ids fits twice."""


class WirePlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A room plan as it stands in a file; the fields are those of `RoomPlan`."""

    format: str
    format_version: int
    layout: Layout
    sizes: list[int] = []
    drawn: wire.Room | None = None
    name: str = ""
    aisles: list[int] = []
    over_aisles: bool = False
    front_back: bool = False
    off: list[str] = []
    reserved: list[str] = []
    marks: dict[Mark, list[str]] = {}
    table_names: dict[str, str] = {}


class _Header(msgspec.Struct):
    """What tells a room plan from other files."""

    format: Any = None
    format_version: Any = None


class _WireChair(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    x: int
    y: int
    row: str = ""
    label: str = ""
    back: int | None = BEHIND
    state: ChairState = ChairState.ON
    marks: tuple[Mark, ...] = ()


def room_plan_dumps(plan: RoomPlan) -> bytes:
    """Give a room plan as JSON; `room_plan_loads` reads it back exactly.

    Raises
    ------
    BadInput
        A text has half a character in it, which no JSON can hold.
    """
    return write_json(
        WirePlan(
            FORMAT,
            1,
            plan.layout,
            list(plan.sizes),
            room_to_wire(plan.drawn) if plan.drawn is not None else None,
            plan.name,
            sorted(plan.aisles),
            plan.over_aisles,
            plan.front_back,
            sorted(plan.off),
            sorted(plan.reserved),
            {mark: sorted(seats) for mark, seats in plan.marks.items()},
            {str(table): name for table, name in plan.table_names.items()},
        )
    )


def room_plan_loads(content: bytes, source: str = "The room plan") -> RoomPlan:
    """Read a room plan. `source` is the name of the file, for errors.

    Raises
    ------
    BadInput
        It is too long, not JSON, not a room plan, of an unknown version, or it makes no sense as a room.
    """
    _check_length(content, source)
    header = read_json(content, _Header, source)
    if header.format != FORMAT:
        raise BadInput(f"{source} is not a room plan: it does not say “format”: “{FORMAT}”. Maybe import it as a seating plan.")
    if header.format_version != 1:
        raise BadInput(f"{source} has format_version {header.format_version!r}; this keywho reads 1. Maybe it was written by a newer keywho: upgrade.")
    return _plan(read_json(content, WirePlan, source), source)


def plan_from_file(content: bytes, source: str = "The seating plan") -> RoomPlan:
    """Begin a plan with a file: a room plan, a keywho room, the room of an exchange file, or a pretix seating plan.

    Raises
    ------
    BadInput
        The file is none of these, or a field in it is missing or wrong; names the place in it.
    """
    _check_length(content, source)
    if read_json(content, _Header, source).format == FORMAT:
        return room_plan_loads(content, source)
    return plan_of_room(room_loads(content, source))


def picture_dumps(picture: RoomPicture) -> bytes:
    """Give a drawing of a room for a browser: `room-picture.js` says how it is read."""
    return msgspec.json.encode(
        {
            "name": picture.name,
            "box": picture.box,
            "chair_r": picture.chair_r,
            "chairs": [_WireChair(chair.id, chair.x, chair.y, chair.row, chair.label, chair.back, chair.state, chair.marks) for chair in picture.chairs],
            "tables": picture.tables,
            "rows": picture.rows,
            "stage": picture.stage,
        }
    )


def _check_length(content: bytes, source: str) -> None:
    if len(content) > MOST_BYTES:
        raise BadInput(f"{source} has {len(content) / 1e6:,.0f} MB; a room takes at most {MOST_BYTES / 1e6:,.0f} MB. Maybe it is another file.")


def _plan(read: WirePlan, source: str) -> RoomPlan:
    """Turn what stood in the file into a plan, whose own checks speak for themselves."""
    drawn = room_from_wire(read.drawn, f"{source}: drawn") if read.drawn is not None else None
    return RoomPlan(
        read.layout,
        tuple(read.sizes),
        drawn,
        read.name,
        frozenset(read.aisles),
        read.over_aisles,
        read.front_back,
        _seats(read.off),
        _seats(read.reserved),
        {mark: _seats(seats) for mark, seats in read.marks.items()},
        {TableId(table): name for table, name in read.table_names.items()},
    )


def _seats(ids: list[str]) -> frozenset[SeatId]:
    return frozenset(SeatId(seat) for seat in ids)
