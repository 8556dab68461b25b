"""The difference between two versions of a programme, as a fact can hold it: small, exact, and without names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keywho.core.ids import AttendeeId, SeatId
from keywho.core.meeting import Bye, Meeting
from keywho.core.programme import Programme


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """What to take out of a programme and what to put in.

    `homes` holds the home chairs that are other ones now; None for somebody who has none any more.
    """

    ended: tuple[Meeting, ...] = ()
    begun: tuple[Meeting, ...] = ()
    byes_ended: tuple[Bye, ...] = ()
    byes_begun: tuple[Bye, ...] = ()
    homes: Mapping[AttendeeId, SeatId | None] = field(default_factory=dict)

    @classmethod
    def between(cls, older: Programme, newer: Programme) -> "ProgrammeChange":
        """Give what turns one programme into another."""
        was, now = set(older.meetings), set(newer.meetings)
        free, free_now = set(older.byes), set(newer.byes)
        people = older.home_seats.keys() | newer.home_seats.keys()
        return cls(
            tuple(meeting for meeting in older.meetings if meeting not in now),
            tuple(meeting for meeting in newer.meetings if meeting not in was),
            tuple(bye for bye in older.byes if bye not in free_now),
            tuple(bye for bye in newer.byes if bye not in free),
            {who: newer.home_seats.get(who) for who in sorted(people) if older.home_seats.get(who) != newer.home_seats.get(who)},
        )

    def applied(self, programme: Programme) -> Programme:
        """Give the next version of a programme."""
        ended, byes_ended = set(self.ended), set(self.byes_ended)
        homes = {who: seat for who, seat in {**programme.home_seats, **self.homes}.items() if seat is not None}
        return Programme(
            (*(meeting for meeting in programme.meetings if meeting not in ended), *self.begun),
            (*(bye for bye in programme.byes if bye not in byes_ended), *self.byes_begun),
            homes,
            programme.version + 1,
        )

    def inverse(self) -> "ProgrammeChange":
        """Give what takes this change back; home chairs stay as they are now."""
        return ProgrammeChange(self.begun, self.ended, self.byes_begun, self.byes_ended)

    @property
    def people(self) -> frozenset[AttendeeId]:
        """Everybody whose meetings change."""
        meetings = {who for meeting in (*self.ended, *self.begun) for who in meeting.attendees}
        return frozenset(meetings | {bye.attendee for bye in (*self.byes_ended, *self.byes_begun)})

    def __bool__(self) -> bool:
        """Say whether anything changes."""
        return bool(self.ended or self.begun or self.byes_ended or self.byes_begun or self.homes)
