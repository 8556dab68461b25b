"""The nouns of the core to and from the exchange format, field by field and exact.

Sets are written in order, so that equal problems give equal files; mappings keep their order,
so that a problem from a file is planned just like the one in memory.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeVar

import msgspec
import numpy as np

from keywho.adapters.exchange import wire
from keywho.adapters.exchange.proofs import proof_from_wire, proof_to_wire
from keywho.adapters.exchange.rooms import room_from_wire, room_to_wire
from keywho.core.benefit import Benefit
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.core.score import Score, Weights
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.result import Bound, Result, Snapshot, Unmet

T = TypeVar("T")


def problem_to_wire(problem: Problem) -> wire.Problem:
    """Give a problem as it stands in a file."""
    return wire.Problem(
        [_attendee_to_wire(attendee) for attendee in problem.attendees],
        [wire.Round(**asdict(round_)) for round_ in problem.rounds],
        room_to_wire(problem.room) if problem.room else None,
        _benefit_to_wire(problem),
        _wishes_to_wire(problem.wishes),
        wire.Weights(**asdict(problem.weights)),
    )


def problem_from_wire(problem: wire.Problem, source: str) -> Problem:
    """Give the problem of a file; a problem that can't be planned raises FaultyProblem."""
    attendees = tuple(_attendee_from_wire(attendee) for attendee in problem.attendees)
    return Problem(
        attendees,
        tuple(_same(round_, Round) for round_ in problem.rounds),
        room_from_wire(problem.room, f"{source}: problem.room") if problem.room else None,
        _benefit_from_wire(problem.benefit, attendees, source),
        _wishes_from_wire(problem.wishes),
        _same(problem.weights, Weights),
    )


def programme_to_wire(programme: Programme) -> wire.Programme:
    """Give a programme as it stands in a file."""
    return wire.Programme(
        programme.version,
        [_meeting_to_wire(meeting) for meeting in programme.meetings],
        [wire.Bye(bye.round_no, bye.attendee) for bye in programme.byes],
        _by_id(programme.home_seats),
    )


def programme_from_wire(programme: wire.Programme) -> Programme:
    """Give the programme of a file."""
    return Programme(
        tuple(_meeting_from_wire(meeting) for meeting in programme.meetings),
        tuple(Bye(RoundNo(bye.round_no), AttendeeId(bye.attendee)) for bye in programme.byes),
        _seats_from_wire(programme.home_seats),
        programme.version,
    )


def result_to_wire(result: Result, problem: Problem) -> wire.Result:
    """Give a result as it stands in a file, beside its programme."""
    return wire.Result(
        wire.Score(points=_finite(result.score.points), **asdict(result.score)),
        _bound_to_wire(result.bound, problem),
        result.seconds,
        result.seed,
        result.version,
        _finite(result.gap),
        result.stopped_by,
        result.work,
        dict(result.seconds_by_stage),
        [wire.Unmet(unmet.code, list(unmet.names), unmet.sentence) for unmet in result.unmet],
        [wire.Snapshot(moment.seconds, _unbounded(moment.score), _unbounded(moment.bound)) for moment in result.history],
    )


def result_from_wire(result: wire.Result, problem: Problem, programme: Programme) -> Result:
    """Give the result of a file, with the programme that stands beside it."""
    parts = msgspec.structs.asdict(result.score)
    del parts["points"]
    return Result(
        programme,
        Score(**parts),
        _bound_from_wire(result.bound, problem),
        result.seconds,
        result.seed,
        result.version,
        tuple(Unmet(unmet.code, tuple(AttendeeId(who) for who in unmet.names), unmet.sentence) for unmet in result.unmet),
        tuple(Snapshot(moment.seconds, float(moment.score), float(moment.bound)) for moment in result.history),
        result.stopped_by,
        result.work,
        dict(result.seconds_by_stage),
    )


def _bound_to_wire(bound: Bound, problem: Problem) -> wire.Bound:
    proof = proof_to_wire(bound.proof, problem) if bound.proof else None
    return wire.Bound(_unbounded(bound.points), bound.method, bound.tight, proof)


def _bound_from_wire(bound: wire.Bound, problem: Problem) -> Bound:
    proof = proof_from_wire(bound.proof, problem) if bound.proof else None
    return Bound(float(bound.points), bound.method, bound.tight, proof)


def _same(struct: msgspec.Struct, noun: type[T]) -> T:
    """Give the noun whose fields are just those of the struct."""
    return noun(**msgspec.structs.asdict(struct))


def _by_id(mapping: Mapping[Any, T]) -> dict[str, T]:
    """Ids are distinct types in the core and plain text in a file."""
    return dict(mapping)


def _finite(number: float) -> float | None:
    """Give a figure for readers, where there is one."""
    return number if math.isfinite(number) else None


def _unbounded(points: float) -> wire.Unbounded:
    """JSON has no infinite numbers: write them as words that `float` can read."""
    if points == float("inf"):
        return "infinity"
    return "-infinity" if points == float("-inf") else points


def _attendee_to_wire(attendee: Attendee) -> wire.Attendee:
    return wire.Attendee(
        attendee.id,
        attendee.name,
        _profile_to_wire(attendee.profile),
        dict(attendee.traits),
        sorted(attendee.hides_from),
    )


def _profile_to_wire(profile: Profile) -> wire.Profile:
    """Give a profile without the months of searching, which nobody who reads a file has to know."""
    return wire.Profile(
        profile.seeks,
        profile.offers,
        profile.role,
        profile.company,
        profile.industry,
        profile.place,
        sorted(profile.languages),
        profile.seniority,
        sorted(profile.seeks_help),
        sorted(profile.gives_help),
    )


def _profile_from_wire(profile: wire.Profile) -> Profile:
    sets = {name: frozenset(getattr(profile, name)) for name in ("languages", "seeks_help", "gives_help")}
    return Profile(**{**msgspec.structs.asdict(profile), **sets})


def _attendee_from_wire(attendee: wire.Attendee) -> Attendee:
    return Attendee(AttendeeId(attendee.id), attendee.name, _profile_from_wire(attendee.profile), dict(attendee.traits), frozenset(attendee.hides_from))


def _benefit_to_wire(problem: Problem) -> wire.Benefit:
    benefit = problem.benefit
    ids = [attendee.id for attendee in problem.attendees]
    return wire.Benefit(
        benefit.anyone,
        [(ids[one], ids[other], points) for one, other, points in benefit.entries()],
        [(ids[one], ids[other], sentence) for (one, other), sentence in benefit.reasons.items()],
    )


def _benefit_from_wire(benefit: wire.Benefit, attendees: tuple[Attendee, ...], source: str) -> Benefit:
    order = [attendee.id for attendee in attendees]
    known = set[str](order)
    for part, rows in (("entries", benefit.entries), ("reasons", benefit.reasons)):
        for no, (one, other, _) in enumerate(rows):
            if one not in known or other not in known:
                stranger = one if one not in known else other
                raise BadInput(f"{source}: problem.benefit.{part}[{no}] names “{stranger}”, who is not in the list. Maybe a misspelt id.")
    place = {str(who): no for no, who in enumerate(order)}
    return Benefit(
        np.array([place[one] for one, _, _ in benefit.entries], np.int32),
        np.array([place[other] for _, other, _ in benefit.entries], np.int32),
        np.array([points for _, _, points in benefit.entries], np.float64),
        benefit.anyone,
        {(place[one], place[other]): sentence for one, other, sentence in benefit.reasons},
    )


def _wishes_to_wire(wishes: Wishes) -> wire.Wishes:
    hosting = wishes.hosting
    return wire.Wishes(
        {who: sorted(nos) for who, nos in wishes.absent.items()},
        sorted(wishes.must_meet),
        sorted(wishes.must_not_meet),
        sorted(wishes.acquainted),
        list(wishes.requests),
        [_meeting_to_wire(meeting) for meeting in wishes.pinned],
        _by_id(wishes.fixed_seats),
        _by_id(wishes.home_seats),
        sorted(wishes.prefers_groups),
        wire.Hosting(_by_id(hosting.tables), hosting.guest_least, hosting.guest_most, hosting.host_least, hosting.host_most),
        [(one, other, no) for (one, other), no in sorted(wishes.parted.items())],
        sorted(wishes.dropped),
    )


def _wishes_from_wire(wishes: wire.Wishes) -> Wishes:
    hosting = wishes.hosting
    return Wishes(
        {AttendeeId(who): frozenset(RoundNo(no) for no in nos) for who, nos in wishes.absent.items()},
        _pairs_from_wire(wishes.must_meet),
        _pairs_from_wire(wishes.must_not_meet),
        _pairs_from_wire(wishes.acquainted),
        tuple((AttendeeId(asker), AttendeeId(asked)) for asker, asked in wishes.requests),
        tuple(_meeting_from_wire(meeting) for meeting in wishes.pinned),
        _seats_from_wire(wishes.fixed_seats),
        _seats_from_wire(wishes.home_seats),
        frozenset(AttendeeId(who) for who in wishes.prefers_groups),
        Hosting(
            {AttendeeId(who): None if own is None else TableId(own) for who, own in hosting.tables.items()},
            hosting.guest_least,
            hosting.guest_most,
            hosting.host_least,
            hosting.host_most,
        ),
        {pair_of(AttendeeId(one), AttendeeId(other)): RoundNo(no) for one, other, no in wishes.parted},
        frozenset(RoundNo(no) for no in wishes.dropped),
    )


def _pairs_from_wire(pairs: list[wire.IdPair]) -> frozenset[tuple[AttendeeId, AttendeeId]]:
    return frozenset(pair_of(AttendeeId(one), AttendeeId(other)) for one, other in pairs)


def _seats_from_wire(seats: dict[str, str]) -> dict[AttendeeId, SeatId]:
    return {AttendeeId(who): SeatId(seat) for who, seat in seats.items()}


def _meeting_to_wire(meeting: Meeting) -> wire.Meeting:
    return wire.Meeting(meeting.round_no, list(meeting.attendees), list(meeting.seats), meeting.table)


def _meeting_from_wire(meeting: wire.Meeting) -> Meeting:
    return Meeting(
        RoundNo(meeting.round_no),
        tuple(AttendeeId(who) for who in meeting.attendees),
        tuple(SeatId(seat) for seat in meeting.seats),
        None if meeting.table is None else TableId(meeting.table),
    )
