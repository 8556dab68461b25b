"""Everybody's evening, round by round, and why they meet whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from keywho.adapters.report.figures import Figures
from keywho.adapters.report.words import visible, whole_name
from keywho.adapters.wording import Wording, listed
from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee

REASONS_AT_MOST = 3
PAGE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One round of one person. Without company it is a bye or an absence, and `why` says which."""

    round_no: int
    place: str
    company: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Evening:
    """All rounds of one person; `anchor` is where the report's links lead."""

    anchor: str
    name: str
    about: str
    home: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some people's evenings, folded together so that a browser keeps up with thousands."""

    first: str
    last: str
    evenings: tuple[Evening, ...]


def pages(figures: Figures, wording: Wording) -> tuple[Page, ...]:
    """Give everybody's evening by name, about sixty people to a page."""
    evenings = [_evening(figures, wording, attendee) for attendee in wording.by_name()]
    cuts = [tuple(evenings[start : start + PAGE]) for start in range(0, len(evenings), PAGE)]
    return tuple(Page(cut[0].name, cut[-1].name, cut) for cut in cuts)


def anchor_of(place: int) -> str:
    """Give the place of a person in the document."""
    return f"p{place + 1}"


def _evening(figures: Figures, wording: Wording, attendee: Attendee) -> Evening:
    problem = wording.problem
    meetings = {meeting.round_no: meeting for meeting in wording.programme.by_attendee.get(attendee.id, ())}
    return Evening(
        anchor_of(problem.index[attendee.id]),
        whole_name(wording.problem, attendee.id),
        visible(", ".join(text for text in (attendee.profile.role, attendee.profile.company) if text)),
        visible(wording.home(attendee.id).text),
        tuple(_line(figures, wording, attendee.id, RoundNo(no), meetings.get(RoundNo(no))) for no in problem.round_nos),
    )


def _line(figures: Figures, wording: Wording, who: AttendeeId, no: RoundNo, meeting: Meeting | None) -> Line:
    if meeting:
        reasons = [visible(reason) for reason in _reasons(figures, wording, meeting, who)]
        more = len(reasons) - REASONS_AT_MOST
        why = " ".join([*reasons[:REASONS_AT_MOST], *([f"And {more} more {'reason' if more == 1 else 'reasons'}."] if more > 0 else [])])
        return Line(no, visible(wording.place(meeting, who).text), tuple(whole_name(wording.problem, other) for other in meeting.others(who)), why)
    if (who, no) in wording.byes:
        return Line(no, "", (), "Sits this round out (a bye).")
    return Line(no, "", (), "Not expected in this round." if not wording.problem.is_present(who, no) else "Has no place in this round.")


def _reasons(figures: Figures, wording: Wording, meeting: Meeting, who: AttendeeId) -> Iterator[str]:
    """Say why a person meets these people: wishes first, then benefit; at least one sentence."""
    wishes, found = wording.problem.wishes, False
    for other in meeting.others(who):
        name, pair = whole_name(wording.problem, other), pair_of(who, other)
        earlier = [no for no in figures.rounds_by_pair[pair] if no < meeting.round_no]
        told = [
            (pair in wishes.must_meet, f"You and {name} are to meet by the organizer's wish."),
            ((who, other) in figures.requests, f"You asked to meet {name}."),
            ((other, who) in figures.requests, f"{name} asked to meet you."),
            (pair in wishes.acquainted, f"You know {name} already."),
            (bool(earlier), f"You met {name} before, in round {listed([str(no) for no in earlier])}."),
        ]
        for holds, sentence in told:
            if holds:
                found = True
                yield sentence
    for reason in wording.reasons(meeting, who):
        found = True
        yield reason
    if not found:
        yield "Somebody new." if len(meeting.attendees) == 2 else "New people."
