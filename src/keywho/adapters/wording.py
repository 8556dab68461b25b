"""The plain words for an evening: where to go, what to do, with whom and why. The cards and the report say the same."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from keywho.adapters.legible import isolated, legible
from keywho.coach.icebreakers import Icebreakers, icebreaker, icebreakers_of, reader_of
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.rounds import RoundKind
from keywho.core.signposts import Place, Signposts

__all__ = ["Place", "Wording", "listed", "round_starts", "sort_key"]

BYE = "Take a breath: nobody is waiting for you this round."
BYE_BEFORE_A_MEETING = f"{BYE} You are first in line next time."
AWAY = "You told us that you are away in this round."
UNKNOWN = "Please ask at the desk where to go."

YOU_BOTH = "You both look for "
BEGINNINGS = (("You look for ", "looks for "), ("You want ", "wants "))
"""How the reasons of our own lists begin, said to somebody and of them."""

YOUR = re.compile(r"\byou(?:r|rs|rself)?\b")
"""What is the seeker's own: "a tutor for your son" is not turned round."""

YOURS = (
    ("offers", "offer"),
    ("hires", "hire"),
    ("has jobs:", "have jobs:"),
    ("knows this work:", "know this work:"),
    ("does", "do"),
    ("is with", "are with"),
    ("is in this field:", "are in this field:"),
    ("is a", "are a"),
    ("is an", "are an"),
    ("was a", "were a"),
    ("was an", "were an"),
)
"""How their second sentence goes on, said of somebody and to them."""


@dataclass(frozen=True)
class Wording(Signposts):
    """The words for one programme of one problem. `icebreakers` are the first sentences of the evening."""

    icebreakers: Icebreakers = field(default_factory=lambda: icebreakers_of("en"))

    def name(self, who: AttendeeId) -> str:
        """Give the name of an attendee in a form that can be shown; the id where there is none."""
        attendee = self.problem.attendee_by_id.get(who)
        return (legible(attendee.name) if attendee else "") or legible(who) or "Somebody"

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
        """Turn "You look for a ward. Ann offers “one”." into "Ben looks for a ward. You offer “one”."; another wording is quoted as it stands on the seeker's card."""
        name, own = isolated(self.name(seeker)), " ".join(self.name(who).split())
        if reason.startswith(YOU_BOTH):
            return reason
        for theirs, yours in YOURS:
            wish, found, held = reason.partition(f". {own} {theirs} ")
            if found and not YOUR.search(wish):
                for yours_begins, theirs_begins in BEGINNINGS:
                    if wish.startswith(yours_begins):
                        return f"{name} {theirs_begins}{wish.removeprefix(yours_begins)}. You {yours} {held}"
        return f"On the card of {name}: {reason}"

    def why(self, meeting: Meeting, who: AttendeeId) -> str:
        """Say why these people meet: one reason of ours, or the first sentence that their phones show them, too."""
        return next(self.reasons(meeting, who), "") or f"Somebody new: “{self.first_sentence(meeting)}”"

    def first_sentence(self, meeting: Meeting) -> str:
        """Give the first sentence of those who meet."""
        reader = reader_of(self.icebreakers.topics)
        first, *others = meeting.attendees
        grounds = [reader.ground_of(self.problem.attendee_by_id[who].profile) for who in meeting.attendees if who in self.problem.attendee_by_id]
        known = grounds if len(grounds) == len(meeting.attendees) else []
        return icebreaker(self.icebreakers, first, others, meeting.round_no, len(self.problem.rounds), known).sentence

    def bye(self, who: AttendeeId, no: int) -> str:
        """Give the kind words for a bye; they promise the next round only where a meeting follows in it."""
        follows = any(meeting.round_no == no + 1 for meeting in self.programme.by_attendee.get(who, ()))
        return BYE_BEFORE_A_MEETING if follows else BYE

    @cached_property
    def byes(self) -> frozenset[tuple[AttendeeId, RoundNo]]:
        """Who has a bye in which round."""
        return frozenset((bye.attendee, bye.round_no) for bye in self.programme.byes)

    def by_name(self) -> list[Attendee]:
        """Give the attendees as a list on the wall has them: by name, without regard to case and accents."""
        return sorted(self.problem.attendees, key=lambda attendee: (sort_key(self.name(attendee.id)), attendee.id))


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
