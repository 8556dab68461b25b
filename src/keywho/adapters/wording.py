"""The plain words for an evening: where to go, what to do, with whom and why. The cards and the report say the same."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from keywho.adapters.legible import isolated, legible
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind

BYE = "Take a breath: nobody is waiting for you this round."
BYE_BEFORE_A_MEETING = f"{BYE} You are first in line next time."
AWAY = "You told us that you are away in this round."
UNKNOWN = "Please ask at the desk where to go."

YOU_SEEK = "You look for “"
"""How the reasons of our own lists begin."""

ICEBREAKERS = (
    "Somebody new: ask what brought them here tonight.",
    "Somebody new: ask what they hope to find, and tell them what you seek.",
    "Somebody new: ask whom they would like to meet; maybe you know them.",
    "Somebody new: ask what they could talk about for hours.",
    "Somebody new: ask what went well for them this month.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a round, as it stands on the furniture: the row, table or circle, and the chair. Both are empty without a room."""

    name: str = ""
    seat: str = ""

    @property
    def text(self) -> str:
        """The place in one line: "Row C, seat 4"; empty without a room."""
        seat = f"seat {self.seat}" if len(self.seat) <= 3 else self.seat
        return ", ".join(part for part in (self.name, seat if self.seat else "") if part)

    @property
    def short(self) -> str:
        """The place for narrow columns: "Row C · 4", "Circle 2 · C 4"."""
        return " · ".join(part for part in (self.name, self.seat.removeprefix("Row ")) if part)


@dataclass(frozen=True)
class Wording:
    """The words for one programme of one problem."""

    problem: Problem
    programme: Programme

    def name(self, who: AttendeeId) -> str:
        """Give the name of an attendee in a form that can be shown; the id where there is none."""
        attendee = self.problem.attendee_by_id.get(who)
        return (legible(attendee.name) if attendee else "") or legible(who) or "Somebody"

    def place(self, meeting: Meeting, who: AttendeeId) -> Place:
        """Say where an attendee of a meeting sits or stands."""
        table = self.table_name(meeting)
        seat = meeting.seat_of(who)
        return self.place_of_seat(seat, table) if seat else Place(table)

    def place_of_seat(self, seat: SeatId, table: str = "") -> Place:
        """Name a chair; with `table`, as a chair of that table or circle."""
        chair = self.problem.room.seat_by_id.get(seat) if self.problem.room else None
        if chair is None or not chair.label:
            return Place(table or (_row_name(chair.row) if chair else ""), seat)
        row = _row_name(chair.row)
        stands_here = not table or row == table or self._own_table(seat) == table
        return Place(table or row, chair.label if stands_here else " ".join(part for part in (row, chair.label) if part))

    def home(self, who: AttendeeId) -> Place:
        """Name the chair that somebody takes on arrival; empty without a room."""
        seat = self.programme.home_seats.get(who)
        return self.place_of_seat(seat, self._own_table(seat)) if seat else Place()

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

    def what_to_do(self, meeting: Meeting, who: AttendeeId) -> str:
        """Say in a few words what to do: "Turn to your neighbour", "Go to Table 7, seat 2"."""
        place = self.place(meeting, who)
        kind = self.kind(meeting.round_no)
        if kind is RoundKind.NEIGHBOUR:
            return "Turn to your neighbour" if len(meeting.attendees) == 2 else "Turn to your neighbours"
        if not place.text:
            return "Find each other"
        if kind is RoundKind.HOSTS and who in self.problem.wishes.hosting.tables:
            return f"Your guests come to you: {place.text}"
        seat = meeting.seat_of(who)
        if seat and seat == self.seat_before(who, meeting.round_no):
            return f"Stay {'in' if place.name.startswith('Row ') else 'at'} {place.text}"
        return f"Go to {place.text}"

    def with_whom(self, meeting: Meeting, who: AttendeeId) -> str:
        """List the names of those whom somebody meets."""
        return listed([isolated(self.name(other)) for other in meeting.others(who)])

    def reasons(self, meeting: Meeting, who: AttendeeId) -> Iterator[str]:
        """Give the reasons why somebody meets these people: first who is useful to them, then to whom they are useful.

        A reason speaks to the one who seeks ("You look for ..."); to the one who is sought it is told as the other's ("Ben looks for ...; you offer ...").
        """
        index, reasons = self.problem.index, self.problem.benefit.reasons
        others = meeting.others(who)
        for other in others:
            if reason := reasons.get((index[who], index[other])):
                yield legible(reason)
        for other in others:
            if reason := reasons.get((index[other], index[who])):
                yield self._told_to_the_sought(legible(reason), who, other)

    def _told_to_the_sought(self, reason: str, who: AttendeeId, seeker: AttendeeId) -> str:
        """Turn "You look for “a ward”; Ann offers “one”" into "Ben looks for “a ward”; you offer “one”"; another wording is quoted as it stands on the seeker's card."""
        name, own = isolated(self.name(seeker)), " ".join(self.name(who).split())
        for theirs, yours in (("offers", "offer"), ("is with", "are with"), ("is", "are")):
            if reason.startswith(YOU_SEEK) and f"”; {own} {theirs} “" in reason:
                told = reason.replace(f"”; {own} {theirs} “", f"”; you {yours} “", 1)
                return f"{name} looks for “{told.removeprefix(YOU_SEEK)}"
        return f"On the card of {name}: {reason}"

    def why(self, meeting: Meeting, who: AttendeeId) -> str:
        """Say why these people meet: one reason of ours, or a friendly line."""
        return next(self.reasons(meeting, who), "") or ICEBREAKERS[(self.problem.index[who] + meeting.round_no) % len(ICEBREAKERS)]

    def bye(self, who: AttendeeId, no: int) -> str:
        """Give the kind words for a bye; they promise the next round only where a meeting follows in it."""
        follows = any(meeting.round_no == no + 1 for meeting in self.programme.by_attendee.get(who, ()))
        return BYE_BEFORE_A_MEETING if follows else BYE

    def kind(self, no: int) -> RoundKind:
        """Give the kind of a round."""
        return self.problem.round(no).kind

    def seat_before(self, who: AttendeeId, no: int) -> SeatId | None:
        """Give the chair on which somebody sits when a round begins: that of their last meeting, else the home chair."""
        seats = [meeting.seat_of(who) for meeting in self.programme.by_attendee.get(who, ()) if meeting.round_no < no]
        return next((seat for seat in reversed(seats) if seat), self.programme.home_seats.get(who))

    @cached_property
    def byes(self) -> frozenset[tuple[AttendeeId, RoundNo]]:
        """Who has a bye in which round."""
        return frozenset((bye.attendee, bye.round_no) for bye in self.programme.byes)

    def by_name(self) -> list[Attendee]:
        """Give the attendees as a list on the wall has them: by name, without regard to case and accents."""
        return sorted(self.problem.attendees, key=lambda attendee: (sort_key(self.name(attendee.id)), attendee.id))

    def _at_tables(self, no: int) -> bool:
        return self.kind(no) in (RoundKind.TABLE, RoundKind.HOSTS)

    def _own_table(self, seat: SeatId) -> str:
        table = self.problem.room.table_by_seat.get(seat) if self.problem.room else None
        return table.name if table else ""

    @cached_property
    def _table_names(self) -> dict[int, dict[TableId, str]]:
        """The names of the tables in each round; circles of different rounds may differ."""
        room = self.problem.room
        if room is None:
            return {}
        own = {table.id: table.name for table in room.tables}
        names: dict[int, dict[TableId, str]] = {}
        for no in self.problem.round_nos:
            circles = {table.id: table.name for table in self.problem.tables(no)} if self._at_tables(no) and not own else {}
            names[no] = own | circles
        return names

    @cached_property
    def _group_nos(self) -> dict[Meeting, int]:
        return {meeting: no for meetings in self.programme.by_round.values() for no, meeting in enumerate(meetings, 1)}


def listed(names: Sequence[str]) -> str:
    """Join names as people do: "Ann", "Ann and Ben", "Ann, Ben and Cy"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def sort_key(name: str) -> tuple[str, str]:
    """Order names as a person looks for them: case and accents do not count, unless all else is equal."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split()), name


def round_starts(problem: Problem, starts_at: datetime | None) -> list[str]:
    """Give the time at which each round begins ("19:05"); empty texts where the start is unknown."""
    if starts_at is None:
        return [""] * len(problem.rounds)
    starts, at = [], starts_at
    for round_ in problem.rounds:
        starts.append(f"{at:%H:%M}")
        at += timedelta(minutes=round_.minutes + round_.break_minutes)
    return starts


def _row_name(row: str) -> str:
    """Give the name of a row as people say it: "C" and "12" become "Row C" and "Row 12"."""
    return f"Row {row}" if row and len(row) <= 2 else row
