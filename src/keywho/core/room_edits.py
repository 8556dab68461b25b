"""How a room plan begins, and every edit of it.

An edit gives a new plan; what makes no sense is refused with a `BadInput`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.room import MOST_SEATS, Room
from keywho.core.room_picture import Mark
from keywho.core.room_plan import ONE_OF, Layout, RoomPlan, trimmed

T = TypeVar("T")


def plan_of_rows(rows: int, chairs: int, *, aisles: Iterable[int] = (), over_aisles: bool = False, front_back: bool = False) -> RoomPlan:
    """Begin with rows of chairs in front of a stage."""
    return RoomPlan(Layout.ROWS, _sizes(Layout.ROWS, rows, chairs), aisles=frozenset(aisles), over_aisles=over_aisles, front_back=front_back)


def plan_of_tables(tables: int, chairs: int) -> RoomPlan:
    """Begin with round tables."""
    return RoomPlan(Layout.TABLES, _sizes(Layout.TABLES, tables, chairs))


def plan_of_standing(places: int, people: int = 3) -> RoomPlan:
    """Begin with standing places."""
    return RoomPlan(Layout.STANDING, _sizes(Layout.STANDING, places, people))


def plan_of_room(room: Room) -> RoomPlan:
    """Begin with a room that was drawn elsewhere: an imported seating plan."""
    return RoomPlan(Layout.DRAWN, (), room)


def switched(plan: RoomPlan, seats: Iterable[SeatId], *, on: bool) -> RoomPlan:
    """Switch chairs on or off."""
    return replace(plan, off=_with(plan.off, seats, there=not on))


def reserved(plan: RoomPlan, seats: Iterable[SeatId], *, yes: bool = True) -> RoomPlan:
    """Keep chairs for people whom the organizer seats by hand, or give them free again."""
    return replace(plan, reserved=_with(plan.reserved, seats, there=yes))


def marked(plan: RoomPlan, mark: Mark, seats: Iterable[SeatId], *, yes: bool = True) -> RoomPlan:
    """Mark chairs, or take the mark away."""
    return replace(plan, marks={**plan.marks, mark: _with(plan.marks.get(mark, frozenset()), seats, there=yes)})


def with_aisle(plan: RoomPlan, after: int, *, yes: bool = True) -> RoomPlan:
    """Run an aisle after a chair (1: between the first and the second), or close it."""
    return replace(plan, aisles=_with(plan.aisles, [after], there=yes))


def talking(plan: RoomPlan, *, over_aisles: bool, front_back: bool) -> RoomPlan:
    """Say whether people talk over the aisle, and with those in front and behind."""
    return replace(plan, over_aisles=over_aisles, front_back=front_back)


def named(plan: RoomPlan, name: str) -> RoomPlan:
    """Name the room; an empty name gives it the one made of its numbers."""
    return replace(plan, name=trimmed(name))


def table_named(plan: RoomPlan, table: TableId, name: str) -> RoomPlan:
    """Name a table or standing place; an empty name gives it its number back."""
    others = {known: own for known, own in plan.table_names.items() if known != table}
    return replace(plan, table_names={**others, table: trimmed(name)} if trimmed(name) else others)


def resized(plan: RoomPlan, count: int, chairs: int) -> RoomPlan:
    """Set the number of rows (tables, standing places) and the chairs of each; what was decided about chairs that stay is kept."""
    return _sized(plan, _sizes(plan.layout, count, chairs))


def sized(plan: RoomPlan, no: int, chairs: int) -> RoomPlan:
    """Set the chairs of one row, table or standing place; `no` is counted from 1."""
    one = _one(plan.layout)
    if not 1 <= no <= len(plan.sizes):
        raise BadInput(f"There is no {one} {no}. Maybe a number from 1 to {len(plan.sizes)}.")
    return _sized(plan, (*plan.sizes[: no - 1], chairs, *plan.sizes[no:]))


def with_one_more(plan: RoomPlan) -> RoomPlan:
    """Add a row, table or standing place after the last, as large as that one."""
    _one(plan.layout)
    return _sized(plan, (*plan.sizes, plan.sizes[-1]))


def with_one_less(plan: RoomPlan) -> RoomPlan:
    """Take the last row, table or standing place away."""
    one = _one(plan.layout)
    if len(plan.sizes) == 1:
        raise BadInput(f"The room has only one {one} left. Maybe make it smaller, or choose another layout.")
    return _sized(plan, plan.sizes[:-1])


def without_edits(plan: RoomPlan) -> RoomPlan:
    """Give the room as it began, with its size and its name."""
    return RoomPlan(plan.layout, plan.sizes, plan.drawn, plan.name)


def _sizes(layout: Layout, count: int, chairs: int) -> tuple[int, ...]:
    """Give equal sizes; too many of them are refused before they are made."""
    _one(layout)
    if count < 1:
        raise BadInput(f"A room needs at least one {ONE_OF[layout]}. Maybe 6.")
    if count > MOST_SEATS or count * chairs > MOST_SEATS:
        raise BadInput(f"{count:,} × {chairs:,} are {count * chairs:,} chairs; a room takes at most {MOST_SEATS:,}.")
    return (chairs,) * count


def _sized(plan: RoomPlan, sizes: tuple[int, ...]) -> RoomPlan:
    """Change the sizes, and forget what was decided about chairs and tables that are gone."""
    new = RoomPlan(plan.layout, sizes, name=plan.name, over_aisles=plan.over_aisles, front_back=plan.front_back)
    seats, tables = frozenset(new.furniture.seat_by_id), {table.id for table in new.furniture.tables}
    return replace(
        new,
        aisles=frozenset(after for after in plan.aisles if after < max(sizes)),
        off=plan.off & seats,
        reserved=plan.reserved & seats,
        marks={mark: marked & seats for mark, marked in plan.marks.items()},
        table_names={table: name for table, name in plan.table_names.items() if table in tables},
    )


def _one(layout: Layout) -> str:
    """Give the word for a row or table of this layout; a drawn room has none that could be changed."""
    if layout is Layout.DRAWN:
        raise BadInput("An imported seating plan keeps its chairs. Maybe switch the unused ones off, or choose another layout.")
    return ONE_OF[layout]


def _with(there_now: frozenset[T], changed: Iterable[T], *, there: bool) -> frozenset[T]:
    return there_now | frozenset(changed) if there else there_now - frozenset(changed)
