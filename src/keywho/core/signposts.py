"""What places are called on an evening: the row, table or circle and the chair of somebody in a round, as it stands on the furniture."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import RoundKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a round, as it stands on the furniture: the row, table or circle, and the chair. Both are empty without a room."""

    name: str = ""
    seat: str = ""

    @property
    def text(self) -> str:
        """The place in one line: "Row C, seat 4"; empty without a room."""
        return ", ".join(part for part in (self.name, self.chair) if part)

    @property
    def chair(self) -> str:
        """The chair alone: "seat 4"; a label that is more than a number stands for itself."""
        return f"seat {self.seat}" if 0 < len(self.seat) <= 3 else self.seat

    @property
    def short(self) -> str:
        """The place for narrow columns: "Row C · 4", "Circle 2 · C 4"."""
        return " · ".join(part for part in (self.name, self.seat.removeprefix("Row ")) if part)


@dataclass(frozen=True)
class Signposts:
    """The places of one programme of one problem."""

    problem: Problem
    programme: Programme

    def name(self, who: AttendeeId) -> str:
        """Give the name of an attendee, the id where there is none."""
        attendee = self.problem.attendee_by_id.get(who)
        return (attendee.name if attendee else "") or who

    def place(self, meeting: Meeting, who: AttendeeId) -> Place:
        """Say where an attendee of a meeting sits or stands."""
        table = self.table_name(meeting)
        seat = meeting.seat_of(who)
        return self.place_of_seat(seat, table) if seat else Place(table)

    def place_of_seat(self, seat: SeatId, table: str = "") -> Place:
        """Name a chair; with `table`, as a chair of that table or circle."""
        return place_in(self.problem.room, seat, table)

    def home(self, who: AttendeeId) -> Place:
        """Name the chair that somebody takes on arrival; empty without a room."""
        seat = self.programme.home_seats.get(who)
        return self.place_of_seat(seat, table_of(self.problem.room, seat)) if seat else Place()

    def table_name(self, meeting: Meeting) -> str:
        """Name the table or circle of a meeting; empty for chairs in rows.

        Without a room, groups are numbered and hosts give their name, so that a sign can tell people where to gather.
        """
        if meeting.table is not None:
            return self._table_names.get(meeting.round_no, {}).get(meeting.table, str(meeting.table))
        hosts = [who for who in meeting.attendees if who in self.problem.wishes.hosting.tables]
        if self.problem.room is None and self.kind(meeting.round_no) is RoundKind.HOSTS and hosts:
            return f"Table of {self.name(hosts[0])}"
        if self.problem.room is None and self._at_tables(meeting.round_no):
            return f"Group {self._group_nos[meeting]}"
        return ""

    def kind(self, no: int) -> RoundKind:
        """Give the kind of a round."""
        return self.problem.round(no).kind

    def seat_before(self, who: AttendeeId, no: int) -> SeatId | None:
        """Give the chair on which somebody sits when a round begins: that of their last meeting, else the home chair."""
        seats = [meeting.seat_of(who) for meeting in self.programme.by_attendee.get(who, ()) if meeting.round_no < no]
        return next((seat for seat in reversed(seats) if seat), self.programme.home_seats.get(who))

    def _at_tables(self, no: int) -> bool:
        return self.kind(no) in (RoundKind.TABLE, RoundKind.HOSTS)

    @cached_property
    def _table_names(self) -> Mapping[RoundNo, Mapping[TableId, str]]:
        """The names of the tables in each round; circles of different rounds may differ."""
        room = self.problem.room
        if room is None:
            return {}
        own = {table.id: table.name for table in room.tables}
        names: dict[RoundNo, dict[TableId, str]] = {}
        for no in self.problem.round_nos:
            circles = {table.id: table.name for table in self.problem.tables(no)} if self._at_tables(no) and not own else {}
            names[RoundNo(no)] = own | circles
        return names

    @cached_property
    def _group_nos(self) -> Mapping[Meeting, int]:
        return {meeting: no for meetings in self.programme.by_round.values() for no, meeting in enumerate(meetings, 1)}


def place_in(room: Room | None, seat: SeatId, table: str = "") -> Place:
    """Name a chair of a room as it stands on the furniture; with `table`, as a chair of that table or circle."""
    chair = room.seat_by_id.get(seat) if room else None
    if chair is None or not chair.label:
        return Place(table or (row_name(chair.row) if chair else ""), seat)
    row = row_name(chair.row)
    stands_here = not table or row == table or table_of(room, seat) == table
    return Place(table or row, chair.label if stands_here else " ".join(part for part in (row, chair.label) if part))


def table_of(room: Room | None, seat: SeatId) -> str:
    """Name the table at which a chair always stands; empty for chairs in rows."""
    table = room.table_by_seat.get(seat) if room else None
    return table.name if table else ""


def row_name(row: str) -> str:
    """Give the name of a row as people say it: "C" and "12" become "Row C" and "Row 12"."""
    return f"Row {row}" if row and len(row) <= 2 else row
