"""The problem of a running evening, derived from the published one and the state: never stored, so it can't disagree with the log."""

from collections.abc import Sequence
from dataclasses import replace

from keywho.core.benefit import Benefit
from keywho.core.errors import FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.wishes import Wishes
from keywho.live.state import LiveState
from keywho.planning.repair.changed_room import every_table, with_lost
from keywho.server.store.past import NO_PAST, Past


def furniture_of(published: Problem, state: LiveState, attendees: Sequence[Attendee]) -> Problem:
    """Give what the views need of the problem: rounds, room, hosts and names."""
    wishes = Wishes(hosting=published.wishes.hosting)
    return Problem(tuple(attendees), (*published.rounds, *state.added_rounds), published.room, wishes=wishes)


def problem_now(published: Problem, state: LiveState, attendees: Sequence[Attendee], benefit: Benefit, first: int, past: Past = NO_PAST) -> Problem:
    """Give the problem as it stands; rounds before `first` are pinned as they were held. The past of those who were not planned for counts from `first` on.

    A must-meet that can't be held any more is given up: people are told by the planner
    where that happens, and an evening must never stand still for it.
    """
    rounds = (*published.rounds, *state.added_rounds)
    old = published.wishes
    known = {attendee.id for attendee in attendees}
    dropped = frozenset(cue.round_no for cue in state.run_of_show if cue.round_no and cue.skipped)
    absent = {
        who: nos
        for who in known
        if (nos := frozenset(no for no in absent_by_wish(published, state, who) | state.away.get(who, frozenset()) if no <= len(rounds)))
    }
    groups = (old.prefers_groups - {who for who, wanted in state.groups.items() if not wanted}) | {who for who, wanted in state.groups.items() if wanted}
    history = tuple(meeting for meeting in state.programme.meetings if meeting.round_no < first)
    held = {(meeting.round_no, frozenset(meeting.attendees)) for meeting in state.programme.meetings}
    later = tuple(pin for pin in old.pinned if pin.round_no >= first and (pin.round_no, frozenset(pin.attendees)) in held)
    lost = lost_chairs(published, state)
    room = with_lost(published.room, lost) if published.room is not None else None
    now = state.programme.home_seats  # who has moved on has the new chair
    given = {who: now[who] for who in old.home_seats if who in now}
    fixed, homes = ({who: seat for who, seat in seats.items() if seat not in lost} for seats in (old.fixed_seats, given))
    apart = {pair: RoundNo(first) for pair in past.apart - old.must_not_meet if known.issuperset(pair)}
    wishes = replace(
        old,
        acquainted=old.acquainted | {pair for pair in past.acquainted if known.issuperset(pair)},
        fixed_seats=fixed,
        home_seats=homes,
        absent=absent,
        parted={**apart, **old.parted, **state.parted},
        dropped=dropped,
        prefers_groups=groups & known,
        pinned=(*history, *later),
    )
    for must_meet in (old.must_meet, _possible(old.must_meet, absent, first, len(rounds), state), frozenset()):
        try:
            return Problem(tuple(attendees), rounds, room, benefit, replace(wishes, must_meet=frozenset(must_meet)), published.weights)
        except FaultyProblem:
            if not must_meet:
                raise
    raise AssertionError("the last try has no must-meets and returns or raises")


def lost_chairs(published: Problem, state: LiveState) -> frozenset[SeatId]:
    """Give the chairs that broke this evening, those of broken tables and circles included."""
    if published.room is None:
        return frozenset()
    tables = every_table(published.room, (*published.rounds, *state.added_rounds)) if state.lost_tables else ()
    return state.lost_seats | {seat for table in tables if table.id in state.lost_tables for seat in table.seats}


def absent_by_wish(published: Problem, state: LiveState, who: AttendeeId) -> frozenset[RoundNo]:
    """Give the rounds in which somebody said beforehand not to be there; who is not there in the last one is in none that is added behind it."""
    last = len(published.rounds)
    away = published.wishes.absent.get(who, frozenset())
    return away | {RoundNo(last + no) for no in range(1, len(state.added_rounds) + 1)} if last in away else away


def _possible(
    pairs: "frozenset[tuple[AttendeeId, AttendeeId]]", absent: dict[AttendeeId, frozenset[RoundNo]], first: int, rounds: int, state: LiveState
) -> set[tuple[AttendeeId, AttendeeId]]:
    """Give the must-meets that were held, or whose people are both there in a round to come."""
    met = {pair for meeting in state.programme.meetings if meeting.round_no < first for pair in meeting.pairs()}
    later = range(first, rounds + 1)
    return {
        pair
        for pair in pairs
        if pair in met or (pair not in state.parted and any(all(RoundNo(no) not in absent.get(who, frozenset()) for who in pair) for no in later))
    }
