"""Meetings and people of a version in the words of the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from keywho.adapters.report.figures import PersonFigures
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Meeting
from keywho.core.rounds import RoundKind
from keywho.core.signposts import Signposts
from keywho.planning.check.wording import listed
from keywho.server.services.planning import Kept
from keywho.server.services.programmes import Seen


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person in a list: how they are called here, and the number of their record (None for who is gone)."""

    id: AttendeeId
    name: str
    pk: int | None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list of a round."""

    place: str
    people: tuple[Somebody, ...]
    is_kept: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list, and what they get."""

    person: Somebody
    figures: PersonFigures

    @property
    def byes(self) -> str:
        """The rounds that they sit out."""
        return ", ".join(map(str, self.figures.byes))


def somebody(version: Seen, who: AttendeeId) -> Somebody:
    """Give a person of a version."""
    known = version.people.by_id.get(who)
    return Somebody(who, version.wording.person(who), known.pk if known else None)


def meeting_lines(version: Seen, no: RoundNo, asked: str, kept: Sequence[Kept]) -> list[MeetingLine]:
    """Give the meetings of a round by their place; with `asked`, those of people whose name has it in it."""
    signposts = Signposts(version.problem, version.programme)
    chosen = {frozenset(one.people) for one in kept if one.round_no == no}
    found = []
    for meeting in sorted(version.programme.by_round.get(no, ()), key=_order_of(version, no)):
        people = tuple(somebody(version, who) for who in meeting.attendees)
        if not asked or any(asked.casefold() in person.name.casefold() for person in people):
            found.append(MeetingLine(_place(signposts, meeting), people, frozenset(meeting.attendees) in chosen))
    return found


def _order_of(version: Seen, no: RoundNo) -> Callable[[Meeting], tuple[int, int]]:
    """Order meetings as one walks through the room: by table, else by chair."""
    room = version.problem.room
    chairs = {seat.id: place for place, seat in enumerate(room.seats)} if room else {}
    at_tables = version.problem.round(no).kind in (RoundKind.TABLE, RoundKind.HOSTS)
    tables = {table.id: place for place, table in enumerate(version.problem.tables(no) if at_tables else room.tables if room else ())}

    def order(meeting: Meeting) -> tuple[int, int]:
        table = tables.get(meeting.table, 0) if meeting.table is not None else 0
        return table, min((chairs.get(seat, 0) for seat in meeting.seats), default=0)

    return order


def _place(signposts: Signposts, meeting: Meeting) -> str:
    """Name the table, or the chairs in a row: "Row C, 4 and 5"."""
    table = signposts.table_name(meeting)
    if table or not meeting.seats:
        return table
    places = [signposts.place_of_seat(seat) for seat in meeting.seats]
    if len({place.name for place in places}) == 1:
        return f"{places[0].name}, {listed(sorted((place.seat for place in places), key=lambda seat: (len(seat), seat)))}"
    return " and ".join(place.text for place in places)


def person_lines(version: Seen, people: Sequence[PersonFigures]) -> list[PersonLine]:
    """Give lines for people."""
    return [PersonLine(somebody(version, figures.attendee.id), figures) for figures in people]
