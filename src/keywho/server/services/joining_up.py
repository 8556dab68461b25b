"""Two who already talk to each other stay together, whatever was planned; and swaps by hand."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.core.meeting import Bye, Meeting
from keywho.core.programme import Programme
from keywho.live.facts import Fact, ProgrammeMended
from keywho.live.mending import ProgrammeChange
from keywho.live.words.answers import answers_of
from keywho.planning.check import check
from keywho.server.services.acting import Decision, Done, act
from keywho.server.services.evenings import Evening


def together(evening: Evening, who: AttendeeId, other: AttendeeId, round_no: RoundNo, now: datetime) -> Decision:
    """Let two have their meeting in a round; those who were to meet them meet each other, where they may."""
    programme, problem, words = evening.state.programme, evening.problem(round_no), answers_of(evening.language)
    if who == other or other not in evening.people.by_id:
        raise BadInput(words.choose_who_is_with_you)
    if pair_of(who, other) in problem.forbidden_in(round_no):
        raise BadInput(words.ask_an_organizer)
    mine, theirs = programme.meeting_of(who, round_no), programme.meeting_of(other, round_no)
    if mine is not None and mine is theirs:
        return Decision((), words.planned_together.format(name=evening.called(other)))
    if any(meeting is not None and len(meeting.attendees) > 3 for meeting in (mine, theirs)):
        raise BadInput(words.stay_at_tables)
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
    return Decision(facts, words.you_meet.format(name=evening.called(other)))


def swapped(programme: Programme, one: AttendeeId, other: AttendeeId, rounds: frozenset[RoundNo]) -> Programme:
    """Give the programme in which two have changed places in some rounds."""
    exchange = {one: other, other: one}

    def turned(meeting: Meeting) -> Meeting:
        if meeting.round_no not in rounds or {one, other} <= set(meeting.attendees) or not {one, other} & set(meeting.attendees):
            return meeting
        return replace(meeting, attendees=tuple(exchange.get(who, who) for who in meeting.attendees))

    byes = tuple(Bye(bye.round_no, exchange.get(bye.attendee, bye.attendee)) if bye.round_no in rounds else bye for bye in programme.byes)
    return replace(programme, meetings=tuple(turned(meeting) for meeting in programme.meetings), byes=byes, version=programme.version + 1)


def swap(event_pk: int, one: AttendeeId, other: AttendeeId, rounds: Collection[RoundNo], *, by: str, now: datetime) -> Done:
    """Let two people change places in some rounds that can still change: one of them, or the rest of the evening.

    Raises
    ------
    BadInput
        It would break a rule, such as two who must not meet; the sentence names it.
    """
    return act(event_pk, lambda evening: _swap(evening, one, other, frozenset(rounds), now), by=by)


def _swap(evening: Evening, one: AttendeeId, other: AttendeeId, rounds: frozenset[RoundNo], now: datetime) -> Decision:
    names = f"{evening.person(one).face.called} and {evening.person(other).face.called}"
    first = evening.state.first_open_round(now)
    if one == other:
        raise BadInput("These two are the same person. Maybe choose somebody else.")
    if first is None or not rounds or min(rounds) < first:
        raise BadInput("This round can't be changed any more. Maybe load the page again.")
    programme = evening.state.programme
    newer = swapped(programme, one, other, rounds)
    change = ProgrammeChange.between(programme, newer)
    if not change:
        return Decision((), f"{names} are together or free in these rounds, so there is nothing to swap.")
    problem = evening.problem(first)
    verdict = check(problem, newer)
    before = () if verdict.ok else check(problem, programme).violations
    broken = next((violation for violation in verdict.violations if violation not in before), None)
    if broken is not None:
        raise BadInput(f"{names} can't change places: {broken.sentence} Maybe choose somebody else.")
    where = f"in round {min(rounds)}" if len(rounds) == 1 else f"in {len(rounds)} rounds"
    return Decision((ProgrammeMended(now, change),), f"{names} change places {where}; whoever meets them is told.")
