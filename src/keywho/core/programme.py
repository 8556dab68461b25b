"""All meetings of all rounds: one version of the evening."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Bye, Meeting


@dataclass(frozen=True)
class Programme:
    """Every meeting and every bye, and the chair that each attendee takes on arrival.

    `home_seats` is empty where the problem has no room. Those who found no chair (more people than chairs) are not in it.
    """

    meetings: tuple[Meeting, ...] = ()
    byes: tuple[Bye, ...] = ()
    home_seats: Mapping[AttendeeId, SeatId] = field(default_factory=dict)
    version: int = 1

    @classmethod
    def of_rounds(cls, by_round: Mapping[RoundNo, tuple[Meeting, ...]], byes: tuple[Bye, ...], homes: Mapping[AttendeeId, SeatId], version: int) -> "Programme":
        """Put the meetings of rounds together, in the order of the rounds."""
        programme = cls(tuple(chain.from_iterable(by_round.values())), byes, homes, version)
        programme.__dict__["by_round"] = {no: meetings for no, meetings in by_round.items() if meetings}
        return programme

    @cached_property
    def by_attendee(self) -> Mapping[AttendeeId, tuple[Meeting, ...]]:
        """The meetings of each attendee, in the order of the rounds."""
        found: dict[AttendeeId, list[Meeting]] = {}
        for meeting in sorted(self.meetings, key=lambda meeting: meeting.round_no):
            for who in meeting.attendees:
                found.setdefault(who, []).append(meeting)
        return {who: tuple(meetings) for who, meetings in found.items()}

    @cached_property
    def by_round(self) -> Mapping[RoundNo, tuple[Meeting, ...]]:
        """The meetings of each round that has some."""
        found: dict[RoundNo, list[Meeting]] = {}
        for meeting in self.meetings:
            found.setdefault(meeting.round_no, []).append(meeting)
        return {no: tuple(found[no]) for no in sorted(found)}

    def meeting_of(self, who: AttendeeId, round_no: RoundNo) -> Meeting | None:
        """Give the meeting of an attendee in a round; None for a bye or an absence."""
        return next((meeting for meeting in self.by_attendee.get(who, ()) if meeting.round_no == round_no), None)

    def difference(self, newer: "Programme") -> "Difference":
        """Say who gets a new instruction, and in which rounds, when `newer` replaces this programme."""
        people = {*self.by_attendee, *newer.by_attendee, *(bye.attendee for bye in (*self.byes, *newer.byes))}
        rounds = {*self.by_round, *newer.by_round, *(bye.round_no for bye in (*self.byes, *newer.byes))}
        changed: dict[AttendeeId, tuple[RoundNo, ...]] = {}
        for who in sorted(people):
            nos = tuple(no for no in sorted(rounds) if self._instruction(who, no) != newer._instruction(who, no))
            if nos:
                changed[who] = nos
        return Difference(self.version, newer.version, changed)

    def _instruction(self, who: AttendeeId, no: RoundNo) -> tuple[frozenset[AttendeeId], SeatId | None]:
        meeting = self.meeting_of(who, no)
        return (frozenset(meeting.others(who)), meeting.seat_of(who)) if meeting else (frozenset(), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """Who gets a new instruction between two versions, and in which rounds."""

    older: int
    newer: int
    changed: Mapping[AttendeeId, tuple[RoundNo, ...]]

    @property
    def people(self) -> int:
        """How many attendees are told something new."""
        return len(self.changed)
