"""What follows when people come, go, or are not there: the facts, and the sentence for whoever pressed."""

from collections.abc import Callable
from datetime import datetime

from keywho.core.changes import Change, Departure, SitOut
from keywho.core.ids import AttendeeId, RoundNo
from keywho.live.facts import Arrived, AttendeeLeft, Fact, Missed
from keywho.live.state import Presence
from keywho.server.services.acting import Decision
from keywho.server.services.evenings import Evening
from keywho.server.services.mending import arrivals, first_possible_round, mended
from keywho.server.services.problem_now import absent_by_wish


def arrival(evening: Evening, people: tuple[AttendeeId, ...], now: datetime) -> Decision:
    """Decide what follows when people come."""
    state = evening.state
    new = tuple(who for who in people if state.presence_of(who) is not Presence.HERE)
    names = ", ".join(evening.called(evening.person(who).attendee.id) for who in new)
    if not new:
        return Decision((), "They are marked as here already." if len(people) > 1 else "Already marked as here.")
    if evening.published is None:
        return Decision((Arrived(now, new),), f"{names}: here.")
    first = first_possible_round(evening, now)
    if first is None:
        return Decision(
            (Arrived(now, new, RoundNo(len(state.round_nos) + 1)),), f"{names}: here. No round is left to meet in, but the mingling is open to everybody."
        )
    problem = evening.problem(state.first_open_round(now) or first)
    known = problem.index
    lacking = [who for who in new if who not in known or any(no >= first and no not in state.sitting_out.get(who, ()) for no in state.away.get(who, ()))]
    rests: list[Change] = [SitOut(who, no) for who in lacking for no in _rests(evening, who, first) if no not in problem.wishes.dropped]
    repair = mended(evening, [*arrivals(evening, lacking, first, problem), *rests], now)
    return Decision((Arrived(now, new, first), *repair.facts), f"{names}: here.")


def _rests(evening: Evening, who: AttendeeId, first: RoundNo) -> list[RoundNo]:
    """Give the rounds from one on in which somebody who comes will not be there all the same: by a wish of before, or of this evening."""
    assert evening.published is not None
    wished = absent_by_wish(evening.published, evening.state, who) | evening.state.sitting_out.get(who, frozenset())
    return sorted(no for no in wished if no >= first)


def departure(evening: Evening, who: AttendeeId, now: datetime) -> Decision:
    """Decide what follows when somebody goes home."""
    if evening.state.presence_of(who) is Presence.LEFT:
        return Decision((), f"{evening.called(who)} has left already.")
    return Decision(
        _without(evening, who, now, lambda first: AttendeeLeft(now, who, first)), f"{evening.called(who)} has left; everybody else has been looked after."
    )


def absence(evening: Evening, who: AttendeeId, now: datetime) -> Decision:
    """Decide what follows when somebody is not there."""
    if evening.state.presence_of(who) in (Presence.MISSING, Presence.LEFT):
        return Decision((), f"{evening.called(who)} is counted as missing already.")
    return Decision(_without(evening, who, now, lambda first: Missed(now, (who,), first)), f"{evening.called(who)} is counted as missing until they come.")


def _without(evening: Evening, who: AttendeeId, now: datetime, fact: Callable[[RoundNo], Fact]) -> tuple[Fact, ...]:
    first = evening.state.first_open_round(now)
    if first is None:
        return (fact(RoundNo(len(evening.state.round_nos) + 1)),)
    in_programme = any(attendee.id == who for attendee in evening.attendees)
    return (fact(first), *(mended(evening, [Departure(who, first)], now).facts if in_programme else ()))
