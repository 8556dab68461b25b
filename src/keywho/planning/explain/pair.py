"""Two people: why they meet, or why not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from keywho.core.ids import AttendeeId, RoundNo, SeatId, pair_of
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.check import Verdict, check
from keywho.planning.check.wording import Wording

MOST_TO_EXCHANGE = 2_400
"""People times rounds; above this, counting the score of each exchange would keep whoever asks waiting."""


@dataclass(frozen=True, slots=True)
class Worth:
    """How useful one person is to another: points of the entry and of anybody new, and why."""

    entry: float
    anyone: float
    reason: str


def worth_between(problem: Problem, seeker: AttendeeId, sought: AttendeeId) -> Worth:
    """Give b(seeker -> sought), requests included."""
    benefit, one, other = problem.benefit, problem.index[seeker], problem.index[sought]
    points = float(benefit.points[(benefit.seeker == one) & (benefit.sought == other)].sum())
    asked = (seeker, sought) in problem.wishes.requests
    return Worth(points + asked * problem.weights.request, benefit.anyone, benefit.reasons.get((one, other), ""))


def pair_worth(problem: Problem, one: AttendeeId, other: AttendeeId) -> float:
    """Give what two newly met bring each other: both directions, less the share that counts only as far as both gain alike."""
    forth, back = worth_between(problem, one, other), worth_between(problem, other, one)
    return forth.entry + forth.anyone + back.entry + back.anyone - problem.weights.both_ways * _difference(problem, one, other)


def _difference(problem: Problem, one: AttendeeId, other: AttendeeId) -> float:
    """Give by how much one of two gains more than the other, requests left aside."""
    asked = ((one, other) in problem.wishes.requests) - ((other, one) in problem.wishes.requests)
    return abs(worth_between(problem, one, other).entry - worth_between(problem, other, one).entry - asked * problem.weights.request)


def why_together(problem: Problem, one: AttendeeId, other: AttendeeId, together: Sequence[Meeting], wording: Wording) -> Iterator[str]:
    """Say where and when two people meet, and what speaks for it."""
    names = wording.people((one, other))
    for meeting in together:
        yield f"{names} meet in round {meeting.round_no} ({problem.round(meeting.round_no).kind}){_place(meeting, one, other, wording)}."
    pinned = [meeting.round_no for meeting in together if frozenset(meeting.attendees) in problem.pinned_in(meeting.round_no)]
    if pinned:
        yield f"The meeting in round {pinned[0]} is pinned: it was settled before."
    reasons = list(_what_speaks_for_it(problem, one, other, wording))
    yield from reasons
    acquainted = pair_of(one, other) in problem.wishes.acquainted
    if not (pinned or reasons or acquainted):
        yield "They are new to each other; nothing more speaks for this meeting, and nothing against it."
    repeats = len(together) + acquainted - 1
    if repeats > 0:
        again = "They know each other already" if acquainted else f"They meet {len(together)} times"
        yield f"{again}: that counts as {'a repeat' if repeats == 1 else f'{repeats} repeats'} and costs {_points(repeats * problem.weights.repeat)}."


def why_not(
    problem: Problem, programme: Programme, one: AttendeeId, other: AttendeeId, nos: Sequence[int], together: Sequence[Meeting], wording: Wording
) -> Iterator[str]:
    """Say why two people do not meet in these rounds, whom they meet instead, and what an exchange would cost."""
    names = wording.people((one, other))
    if any(pair_of(one, other) in problem.forbidden_in(no) for no in nos):  # one sentence for every cause: who hides from whom is nobody's business
        yield f"{names} are not brought together, by wish of the organizer or of one of them."
        return
    where = f"in round {nos[0]}" if len(nos) == 1 and len(problem.rounds) > 1 else "this evening"
    yield f"{names} do not meet {where}."
    for meeting in together:
        yield f"They meet in round {meeting.round_no} ({problem.round(meeting.round_no).kind}){_place(meeting, one, other, wording)}."
    both = [no for no in nos if problem.is_present(one, no) and problem.is_present(other, no)]
    if not both:
        yield f"They are never there at the same time{f' in round {nos[0]}' if len(nos) == 1 else ''}."
    before = check(problem, programme) if len(problem.attendees) * len(both) <= MOST_TO_EXCHANGE else None
    for no in both:
        obstacle = _obstacle(problem, programme, one, other, no, wording)
        yield f"Round {no}: {obstacle}" if obstacle else f"Round {no}: {_instead(problem, programme, one, other, no, wording)}"
        if before is not None and not obstacle and problem.round(no).kind is not RoundKind.NEIGHBOUR:
            yield from _price_of_exchange(problem, programme, one, other, no, before, wording)
    if not together:
        yield from _what_a_meeting_would_bring(problem, one, other, wording)


def _what_speaks_for_it(problem: Problem, one: AttendeeId, other: AttendeeId, wording: Wording) -> Iterator[str]:
    """Give the wishes for a meeting of two, and how useful each is to the other."""
    if pair_of(one, other) in problem.wishes.must_meet:
        yield "They must meet: the organizer asked for it."
    for seeker, sought in ((one, other), (other, one)):
        if (seeker, sought) in problem.wishes.requests:
            yield f"{wording.person(seeker)} asked to meet {wording.person(sought)}."
        worth = worth_between(problem, seeker, sought)
        if worth.entry > 0:
            reason = f": {worth.reason.rstrip('.')}" if worth.reason else ""
            yield f"{wording.person(sought)} is useful to {wording.person(seeker)}, {_points(worth.entry)}{reason}."
    less = problem.weights.both_ways * _difference(problem, one, other)
    if less > 0.05:
        yield f"Together that counts {_points(pair_worth(problem, one, other))}: what helps one of them more than the other counts less, by {_points(less)}."


def _what_a_meeting_would_bring(problem: Problem, one: AttendeeId, other: AttendeeId, wording: Wording) -> Iterator[str]:
    yield from _what_speaks_for_it(problem, one, other, wording)
    if pair_of(one, other) in problem.wishes.acquainted:
        yield f"They know each other already: a meeting would be a repeat and cost {_points(problem.weights.repeat)}."
    elif not worth_between(problem, one, other).entry and not worth_between(problem, other, one).entry:
        yield "Nothing that we know of them makes one especially useful to the other."


def _obstacle(problem: Problem, programme: Programme, one: AttendeeId, other: AttendeeId, no: int, wording: Wording) -> str:
    """Say what keeps two people apart in a round whatever the others do; empty for nothing."""
    round_ = problem.round(no)
    for who in (one, other):
        pinned = next((group for group in problem.pinned_in(no) if who in group), None)
        if pinned:
            return f"the meeting of {wording.people(sorted(pinned))} is pinned."
    if round_.kind is RoundKind.REQUESTS and pair_of(one, other) not in problem.requested:
        return "it holds requested meetings only, and neither asked for the other."
    if round_.kind is RoundKind.HOSTS:
        hosts = [who for who in (one, other) if who in problem.wishes.hosting.tables]
        if len(hosts) == 2:
            return "both are hosts and keep their own tables."
        if not hosts and round_.size == 2:
            return "neither is a host."
    if problem.measures_reach(no):
        return _too_far(problem, programme, one, other, no, wording)
    return ""


def _too_far(problem: Problem, programme: Programme, one: AttendeeId, other: AttendeeId, no: int, wording: Wording) -> str:
    for who in (one, other):
        if who not in programme.home_seats:
            return f"{wording.person(who)} has no home chair, and this round is for people who sit near each other."
    assert problem.room
    here, there = programme.home_seats[one], programme.home_seats[other]
    apart_m = _apart_m(problem, here, there)
    reach_m = problem.round(no).reach_m
    if problem.round(no).kind is RoundKind.NEIGHBOUR and not problem.room.are_adjacent(here, there):
        return f"nobody moves, and their home chairs ({wording.seat(here)} and {wording.seat(there)}) are not side by side."
    if reach_m is not None and apart_m > reach_m + 0.001:
        return f"their home chairs are {apart_m:.1f} m apart, and the round reaches {reach_m:g} m."
    return ""


def _apart_m(problem: Problem, here: SeatId, there: SeatId) -> float:
    assert problem.room
    seats = problem.room.seat_by_id
    return seats[here].walk_m(seats[there]) if here in seats and there in seats else float("inf")


def _instead(problem: Problem, programme: Programme, one: AttendeeId, other: AttendeeId, no: int, wording: Wording) -> str:
    """Say whom each of two meets in a round, and what that brings."""
    return f"{_company(problem, programme, one, no, wording)}; {_company(problem, programme, other, no, wording)}."


def _company(problem: Problem, programme: Programme, who: AttendeeId, no: int, wording: Wording) -> str:
    meeting = programme.meeting_of(who, RoundNo(no))
    if meeting is None:
        return f"{wording.person(who)} has a bye"
    others = [other for other in meeting.others(who) if other in problem.index]
    new = [other for other in others if pair_of(who, other) not in problem.wishes.acquainted]
    worth = sum(pair_worth(problem, who, other) for other in new)
    return f"{wording.person(who)} meets {wording.people(others)}, worth {_points(worth)}"


def _price_of_exchange(problem: Problem, programme: Programme, one: AttendeeId, other: AttendeeId, no: int, before: Verdict, wording: Wording) -> Iterator[str]:
    """Try each exchange of two people that brings these two together in a round, and say what the best of them costs."""
    best: tuple[float, AttendeeId, AttendeeId] | None = None
    for stays, comes in ((one, other), (other, one)):
        meeting = programme.meeting_of(stays, RoundNo(no))
        for goes in meeting.others(stays) if meeting else ():
            after = check(problem, _exchanged(programme, no, goes, comes))
            if len(after.violations) <= len(before.violations) and (best is None or after.score.points > best[0]):
                best = (after.score.points, comes, goes)
    if best is None and programme.meeting_of(one, RoundNo(no)) is None and programme.meeting_of(other, RoundNo(no)) is None:
        return
    if best is None:
        yield f"Round {no}: no exchange of two people brings them together without breaking another rule."
        return
    points, comes, goes = best
    change = points - before.score.points
    effect = "would change nothing in the score" if abs(change) < 0.05 else f"would {'cost' if change < 0 else 'gain'} {_points(abs(change))}"
    yield f"Round {no}: {wording.person(comes)} in the place of {wording.person(goes)} {effect}."


def _exchanged(programme: Programme, no: int, one: AttendeeId, other: AttendeeId) -> Programme:
    """Let two people take each other's place in a round."""
    swap = {one: other, other: one}
    return replace(
        programme,
        meetings=tuple(
            replace(meeting, attendees=tuple(swap.get(who, who) for who in meeting.attendees)) if meeting.round_no == no else meeting
            for meeting in programme.meetings
        ),
        byes=tuple(replace(bye, attendee=swap.get(bye.attendee, bye.attendee)) if bye.round_no == no else bye for bye in programme.byes),
    )


def _place(meeting: Meeting, one: AttendeeId, other: AttendeeId, wording: Wording) -> str:
    """Say where two sit, and who is with them."""
    with_whom = [who for who in meeting.attendees if who not in (one, other)]
    here, there = meeting.seat_of(one), meeting.seat_of(other)
    seats = f" on {wording.seat(here)} and {wording.seat(there)}" if here is not None and there is not None else ""
    return f"{seats}{f', together with {wording.people(with_whom)}' if with_whom else ''}"


def _points(points: float) -> str:
    rounded = float(np.round(points, 1))
    return "1 point" if rounded == 1 else f"{rounded:g} points"
