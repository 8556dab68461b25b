"""The room as an organizer edits it: how it began, and all that was changed since (the edits are in `room_edits`).

Ids of chairs and tables stay the same under all edits, so that a chair somebody has taken is still theirs when another one is switched off.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from keywho.core import layouts
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.room import MOST_SEATS, Room, SeatPair, Table, seat_pair
from keywho.core.room_picture import Furnishing, Mark, RoomPicture, draw

LONGEST_NAME = 60
FARTHEST_M = 10_000.0

Marks = Mapping[Mark, frozenset[SeatId]]


class Layout(StrEnum):
    """How the room began. A drawn room came from a seating plan with all its seats."""

    ROWS = "rows"
    TABLES = "tables"
    STANDING = "standing"
    DRAWN = "drawn"


LEAST_CHAIRS = {Layout.ROWS: 1, Layout.TABLES: 2, Layout.STANDING: 2}
MOST_CHAIRS = {Layout.ROWS: 500, Layout.TABLES: 40, Layout.STANDING: 40}
ONE_OF = {Layout.ROWS: "row", Layout.TABLES: "table", Layout.STANDING: "standing place"}


@dataclass(frozen=True)
class RoomPlan:
    """A room and its edits.

    Attributes
    ----------
    layout : how it began.
    sizes : chairs of each row (from the stage), table or standing place; empty where the room was drawn.
    drawn : the seats of an imported seating plan, else None.
    name : what the room is called; empty for a name made of its numbers.
    aisles : rows only: the chairs after which an aisle runs.
    over_aisles, front_back : rows only: whether people talk over the aisle, and with those in front and behind.
    off : chairs that are not used this evening.
    reserved : chairs that only the organizer gives away.
    marks : the chairs of the hearing side, those without steps, and the quiet ones.
    table_names : tables and standing places with a name of their own.
    """

    layout: Layout
    sizes: tuple[int, ...] = ()
    drawn: Room | None = None
    name: str = ""
    aisles: frozenset[int] = frozenset()
    over_aisles: bool = False
    front_back: bool = False
    off: frozenset[SeatId] = frozenset()
    reserved: frozenset[SeatId] = frozenset()
    marks: Marks = field(default_factory=dict)
    table_names: Mapping[TableId, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a plan that makes no sense, whoever made it."""
        object.__setattr__(self, "marks", {mark: self.marks[mark] for mark in Mark if self.marks.get(mark)})
        for check in (_check_start, _check_options, _check_chairs, _check_names):
            check(self)

    @cached_property
    def furniture(self) -> Room:
        """Everything that stands there, chairs that are off included, with the organizer's names."""
        named = self._bare
        if not self.table_names:
            return replace(named, name=self.name or named.name)
        tables = tuple(replace(table, name=self.table_names.get(table.id, table.name)) for table in named.tables)
        row_of = {seat: table.name for table in tables if table.id in self.table_names for seat in table.seats}
        seats = tuple(replace(seat, row=row_of.get(seat.id, seat.row)) for seat in named.seats)
        return replace(named, seats=seats, tables=tables, name=self.name or named.name)

    @cached_property
    def _bare(self) -> Room:
        """The furniture before anything was named."""
        if self.drawn is not None:
            return self.drawn
        if self.layout is Layout.ROWS:
            return layouts.rows_of(self.sizes, aisles=self.aisles, over_aisles=self.over_aisles, front_back=self.front_back)
        return layouts.round_tables_of(self.sizes) if self.layout is Layout.TABLES else layouts.standing_of(self.sizes)

    @cached_property
    def in_use(self) -> tuple[SeatId, ...]:
        """The chairs that people can be sent to: neither off nor reserved."""
        return tuple(seat.id for seat in self.furniture.seats if seat.id not in self.off and seat.id not in self.reserved)

    def room(self, *, given: Collection[SeatId] = ()) -> Room:
        """Give the room for the planner: without the chairs that are off or reserved.

        `given` names reserved chairs that the organizer gave to somebody; those are in it.
        """
        whole = self.furniture
        kept = {*self.in_use, *(seat for seat in given if seat in self.reserved and seat not in self.off)}
        if len(kept) == len(whole.seats):
            return whole
        tables = tuple(replace(table, seats=tuple(seat for seat in table.seats if seat in kept)) for table in whole.tables)
        adjacent = {pair for pair in whole.adjacent if pair[0] in kept and pair[1] in kept}
        for table in whole.tables:
            adjacent |= set(_closed_gaps(whole, table, kept))
        seats = tuple(seat for seat in whole.seats if seat.id in kept)
        return Room(seats, tuple(table for table in tables if table.seats), frozenset(adjacent), whole.name, whole.chair_m)

    def seats_marked(self, mark: Mark) -> tuple[SeatId, ...]:
        """Give the chairs with a mark that are not off, in the order of the room; a reserved one may be among them."""
        marked = self.marks.get(mark, frozenset())
        return tuple(seat.id for seat in self.furniture.seats if seat.id in marked and seat.id not in self.off)

    def seats_of_row(self, row: str) -> tuple[SeatId, ...]:
        """Give the chairs of a row, table or standing place by its name ("Row B"), those that are off included."""
        found = tuple(seat.id for seat in self.furniture.seats if seat.row == row)
        if not found:
            raise BadInput(f"“{row}” is not in the room. Maybe {_some(dict.fromkeys(seat.row for seat in self.furniture.seats))}.")
        return found

    def picture(self) -> RoomPicture:
        """Draw the room with all its chairs, those that are off too."""
        return draw(self.furniture, Furnishing(self.off, self.reserved, self.marks), stage=self.layout is Layout.ROWS, standing=self.layout is Layout.STANDING)


def _closed_gaps(room: Room, table: Table, kept: Collection[SeatId]) -> Iterator[SeatPair]:
    """Give the pairs of chairs that get side by side at a table when the chairs between them are taken away: people close up."""
    ring = table.seats
    places = [place for place, seat in enumerate(ring) if seat in kept]
    if len(places) < 2:
        return
    for here, there in pairwise([*places, places[0] + len(ring)]):
        way = [ring[place % len(ring)] for place in range(here, there + 1)]
        if way[0] != way[-1] and all(room.are_adjacent(one, other) for one, other in pairwise(way)):
            yield seat_pair(way[0], way[-1])


def _check_start(plan: RoomPlan) -> None:
    """Refuse a room without chairs, or with far too many."""
    if plan.layout is Layout.DRAWN:
        if plan.drawn is None or plan.sizes:
            raise BadInput("A drawn room has its seats and no numbers of rows. Maybe import the seating plan again.")
        _check_drawn(plan.drawn)
        return
    one = ONE_OF[plan.layout]
    if plan.drawn is not None:
        raise BadInput(f"A room is made of {one}s or drawn seat by seat, not both. Maybe leave the seating plan out.")
    if not plan.sizes:
        raise BadInput(f"A room needs at least one {one}. Maybe 6.")
    least, most = LEAST_CHAIRS[plan.layout], MOST_CHAIRS[plan.layout]
    for no, chairs in enumerate(plan.sizes, 1):
        if not least <= chairs <= most:
            raise BadInput(f"The {one} number {no} has {chairs:,} chairs; a {one} takes {least} to {most}. Maybe {min(max(chairs, least), most)}.")
    if sum(plan.sizes) > MOST_SEATS:
        raise BadInput(f"The room has {sum(plan.sizes):,} chairs; a room takes at most {MOST_SEATS:,}.")


def _check_drawn(room: Room) -> None:
    if not 1 <= len(room.seats) <= MOST_SEATS:
        raise BadInput(f"The seating plan has {len(room.seats):,} chairs; a room takes 1 to {MOST_SEATS:,}.")
    for seat in room.seats:
        if not (abs(seat.x_m) <= FARTHEST_M and abs(seat.y_m) <= FARTHEST_M):
            raise BadInput(f"The seat “{seat.id}” lies farther than {FARTHEST_M / 1000:g} km away. Maybe its place is not in metres.")
    for kind, names in (("seat", [seat.id for seat in room.seats]), ("table", [table.id for table in room.tables])):
        name, times = Counter[str](names).most_common(1)[0] if names else ("", 0)
        if times > 1:
            raise BadInput(f"{times} {kind}s of the seating plan are called “{name}”. Maybe rename one of them.")
    unknown = {seat for table in room.tables for seat in table.seats} | {seat for pair in room.adjacent for seat in pair}
    _check_known(unknown, room.seat_by_id, "The seating plan")


def _check_options(plan: RoomPlan) -> None:
    """Refuse aisles outside the rows."""
    if plan.layout is not Layout.ROWS:
        if plan.aisles or plan.over_aisles or plan.front_back:
            raise BadInput("Only a room of rows has aisles and people in front and behind. Maybe leave them out.")
        return
    longest = max(plan.sizes)
    for after in sorted(plan.aisles):
        if not 1 <= after < longest:
            way_out = f"an aisle after a chair from 1 to {longest - 1}" if longest > 1 else "leave it out: the rows have one chair each"
            raise BadInput(f"No aisle can run after chair {after}. Maybe {way_out}.")


def _check_chairs(plan: RoomPlan) -> None:
    """Refuse unknown chairs, and a room in which nobody can sit."""
    known = plan._bare.seat_by_id
    for what, seats in (("Switched off", plan.off), ("Reserved", plan.reserved), *((f"Marked {mark}", plan.marks[mark]) for mark in plan.marks)):
        _check_known(seats, known, what)
    if len(plan.off | plan.reserved) == len(known):
        raise BadInput("No chair is left for anybody. Maybe switch some of them on again.")


def _check_known(seats: Iterable[SeatId], known: Collection[SeatId], what: str) -> None:
    if unknown := sorted(seat for seat in seats if seat not in known):
        raise BadInput(f"{what}: the room has no chair {_some(unknown)}. Maybe the room was made smaller meanwhile.")


def _check_names(plan: RoomPlan) -> None:
    """Refuse names that can't be read or told apart, and those of unknown tables."""
    tables = {table.id: table.name for table in plan._bare.tables}
    if unknown := sorted(table for table in plan.table_names if table not in tables):
        raise BadInput(f"The room has no table {_some(unknown)} that could be named. Maybe the room was made smaller meanwhile.")
    for name in (plan.name, *plan.table_names.values()):
        if len(name) > LONGEST_NAME:
            raise BadInput(f"“{name[:20]}…” has {len(name):,} letters; a name takes {LONGEST_NAME}. Maybe a shorter one.")
        if name != trimmed(name):
            raise BadInput(f"The name “{trimmed(name)}” has blanks at its ends, or signs that nobody can see. Maybe type it again.")
    if "" in plan.table_names.values():
        raise BadInput("A table has an empty name. Maybe leave it out, to call the table by its number.")
    if plan.table_names:
        times = Counter(plan.table_names.get(table, name).casefold() for table, name in tables.items())
        for name in plan.table_names.values():
            if times[name.casefold()] > 1:
                raise BadInput(f"Two tables can't both be called “{name}”: people would not find the right one. Maybe add a number.")


def trimmed(name: str) -> str:
    """Give a name with single blanks and without signs that nobody can see."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


def _some(names: Iterable[str]) -> str:
    """Name a few, and say that there are more."""
    listed = [f"“{name[:LONGEST_NAME]}”" for name in names]
    return ", ".join(listed[:3]) + (f" and {len(listed) - 3:,} more" if len(listed) > 3 else "")
