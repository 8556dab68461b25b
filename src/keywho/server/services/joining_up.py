"""Two who already talk to each other stay together, whatever was planned; and swaps by hand."""

from dataclasses import replace
from datetime import datetime

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.core.meeting import Bye, Meeting
from keywho.core.programme import Programme
from keywho.live.facts import Fact, ProgrammeMended
from keywho.live.mending import ProgrammeChange
from keywho.server.services.acting import Decision
from keywho.server.services.evenings import Evening


def together(evening: Evening, who: AttendeeId, other: AttendeeId, round_no: RoundNo, now: datetime) -> Decision:
    """Let two have their meeting in a round; those who were to meet them meet each other, where they may."""
    programme, problem = evening.state.programme, evening.problem(round_no)
    if who == other or other not in evening.people.by_id:
        raise BadInput("Maybe choose the person who is with you.")
    if pair_of(who, other) in problem.forbidden_in(round_no):
        raise BadInput("This can't be changed here. Maybe ask an organizer.")
    mine, theirs = programme.meeting_of(who, round_no), programme.meeting_of(other, round_no)
    if mine is not None and mine is theirs:
        return Decision((), f"You two are planned together: {evening.called(other)}.")
    if any(meeting is not None and len(meeting.attendees) > 3 for meeting in (mine, theirs)):
        raise BadInput("At tables, please stay where you are for this round.")
    waiting = [one for meeting in (mine, theirs) if meeting for one in meeting.attendees if one not in (who, other)]
    ended = tuple(meeting for meeting in (mine, theirs) if meeting)
    place = theirs or mine
    begun = [Meeting(round_no, (who, other), place.seats[:2] if place else (), place.table if place else None)] if place else [Meeting(round_no, (who, other))]
    free = (mine if place is theirs else None) or None
    if 2 <= len(waiting) <= 3 and not any(pair_of(a, b) in problem.forbidden_in(round_no) for a in waiting for b in waiting if a < b):
        seats = tuple((free.seats if free else ())[: len(waiting)])
        begun.append(Meeting(round_no, tuple(waiting), seats if len(seats) == len(waiting) else (), free.table if free else None))
        waiting = []
    byes_ended = tuple(bye for bye in programme.byes if bye.round_no == round_no and bye.attendee in (who, other))
    change = ProgrammeChange(ended, tuple(begun), byes_ended, tuple(Bye(round_no, one) for one in waiting))
    facts: tuple[Fact, ...] = (ProgrammeMended(now, change),)
    return Decision(facts, f"Good: you meet {evening.called(other)}.")


def swapped(programme: Programme, one: AttendeeId, other: AttendeeId, rounds: frozenset[RoundNo]) -> Programme:
    """Give the programme in which two have changed places in some rounds."""
    exchange = {one: other, other: one}

    def turned(meeting: Meeting) -> Meeting:
        if meeting.round_no not in rounds or {one, other} <= set(meeting.attendees) or not {one, other} & set(meeting.attendees):
            return meeting
        return replace(meeting, attendees=tuple(exchange.get(who, who) for who in meeting.attendees))

    byes = tuple(Bye(bye.round_no, exchange.get(bye.attendee, bye.attendee)) if bye.round_no in rounds else bye for bye in programme.byes)
    return replace(programme, meetings=tuple(turned(meeting) for meeting in programme.meetings), byes=byes, version=programme.version + 1)
