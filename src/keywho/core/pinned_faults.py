"""All that can be wrong with pinned meetings."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from keywho.core.errors import Fault
from keywho.core.ids import AttendeeId, SeatId
from keywho.core.meeting import Meeting
from keywho.core.rounds import RoundKind

if TYPE_CHECKING:
    from keywho.core.problem import Problem


def pinned_faults(problem: "Problem") -> Iterator[Fault]:
    """Give every fault of the pinned meetings of a problem whose names and rounds are known."""
    taken: set[tuple[int, AttendeeId]] = set()
    sitting: dict[tuple[int, SeatId], AttendeeId] = {}
    for meeting in problem.wishes.pinned:
        if meeting.round_no not in problem.round_nos:
            names = problem.names_of(meeting.attendees)
            yield Fault("pinned-round", f"{names} are pinned in round {meeting.round_no}, but the evening has {len(problem.rounds)} rounds.", meeting.attendees)
    for no in problem.round_nos:
        meetings = problem.pinned_by_round.get(no, ())
        for meeting in () if _plainly_sound(problem, no, meetings) else meetings:
            names = problem.names_of(meeting.attendees)
            yield from _pinned_people_faults(problem, meeting, names, taken)
            yield from _pinned_company_faults(problem, meeting, names)
            yield from _pinned_seat_faults(problem, meeting, names, sitting)


def _plainly_sound(problem: "Problem", no: int, meetings: Sequence[Meeting]) -> bool:
    """Say whether nothing can be wrong with the pinned meetings of a round, at one glance: a long evening has thousands of them that are over."""
    people = list(chain.from_iterable(meeting.attendees for meeting in meetings))
    seats = list(chain.from_iterable(meeting.seats for meeting in meetings))
    return (
        problem.round(no).kind not in (RoundKind.HOSTS, RoundKind.REQUESTS)
        and {len(meeting.attendees) for meeting in meetings} <= {*range(2, problem.round(no).largest + 1)}
        and len({*people}) == len(people)
        and {*problem.present(no)}.issuperset(people)
        and not problem.forbidden_in(no)
        and all(len(meeting.seats) in (0, len(meeting.attendees)) for meeting in meetings)
        and len({*seats}) == len(seats)
        and not problem.wishes.fixed_seats
    )


def _pinned_people_faults(problem: "Problem", meeting: Meeting, names: str, taken: set[tuple[int, AttendeeId]]) -> Iterator[Fault]:
    no = meeting.round_no
    if not 2 <= len(meeting.attendees) <= problem.round(no).largest:
        yield Fault("pinned-size", f"{len(meeting.attendees)} people are pinned together in round {no}: {names}.", meeting.attendees)
    for who in meeting.attendees:
        if (no, who) in taken:
            yield Fault("pinned-twice", f"{problem.name_of(who)} is pinned twice in round {no}. Maybe release one meeting.", [who])
        taken.add((no, who))
        if not problem.is_present(who, no):
            yield Fault("pinned-absent", f"{problem.name_of(who)} is pinned in round {no}, but is not there. Maybe release the meeting.", [who])
    for pair in meeting.pairs():
        if pair in problem.forbidden_in(no):
            yield Fault("pinned-forbidden", f"{names} are pinned together, but two of them must not meet. Maybe release the meeting.", pair)


def _pinned_company_faults(problem: "Problem", meeting: Meeting, names: str) -> Iterator[Fault]:
    no, hosts = meeting.round_no, problem.wishes.hosting.tables
    kind = problem.round(no).kind
    here = [who for who in meeting.attendees if who in hosts]
    if kind is RoundKind.HOSTS and len(here) != 1:
        found = f"{problem.names_of(here)} are hosts" if here else "none of them is a host"
        yield Fault("pinned-host", f"{names} are pinned in the hosts round {no}, but {found}. Maybe release the meeting.", meeting.attendees)
    if kind is RoundKind.REQUESTS and any(one != other and (one, other) not in problem.requested for one, other in meeting.pairs()):
        sentence = f"{names} are pinned in the requests round {no}, but neither asked to meet the other. Maybe add a request."
        yield Fault("pinned-request", sentence, meeting.attendees)


def _pinned_seat_faults(problem: "Problem", meeting: Meeting, names: str, sitting: dict[tuple[int, SeatId], AttendeeId]) -> Iterator[Fault]:
    no = meeting.round_no
    if not meeting.seats:
        return
    if len(meeting.seats) != len(meeting.attendees):
        sentence = (
            f"{names} are pinned in round {no} on {len(meeting.seats)} seats, but are {len(meeting.attendees)} people. Maybe leave the seats to the planner."
        )
        yield Fault("pinned-seats", sentence, meeting.attendees)
        return
    for who, seat in zip(meeting.attendees, meeting.seats, strict=True):
        other = sitting.setdefault((no, seat), who)
        if other != who:
            both = f"{problem.name_of(other)} and {problem.name_of(who)}"
            yield Fault("pinned-seat-taken", f"{both} are pinned on the seat {seat} in round {no}. Maybe give one another chair.", [other, who, seat])
        own = problem.wishes.fixed_seats.get(who, seat)
        if own != seat:
            sentence = f"{problem.name_of(who)} is pinned on the seat {seat} in round {no}, but can't leave {own}. Maybe pin the meeting without seats."
            yield Fault("pinned-fixed-seat", sentence, [who, seat])
