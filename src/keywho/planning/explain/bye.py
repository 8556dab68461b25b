"""One person and a bye: why they sit a round out."""

from collections.abc import Iterator

from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.check.wording import Wording


def why_bye(problem: Problem, programme: Programme, who: AttendeeId, no: int, wording: Wording) -> list[str]:
    """Say that somebody has a bye, what causes it, and how many they have."""
    name = wording.person(who)
    found = next(_causes(problem, programme, who, no, wording), f"everybody whom {name} could meet is needed elsewhere.")
    return [f"Round {no} ({problem.round(no).kind}): {name} has a bye; {found}", _how_many(programme, who, wording)]


def _causes(problem: Problem, programme: Programme, who: AttendeeId, no: int, wording: Wording) -> Iterator[str]:
    """Give the causes that apply, the strictest first."""
    name, present, round_ = wording.person(who), problem.present(no), problem.round(no)
    if len(present) == 1:
        yield "nobody else is there."
    if problem.measures_reach(no) and who not in programme.home_seats:
        yield f"the room has {_counted(len(problem.room.seats) if problem.room else 0, 'chair')}, and {name} found none."
    if round_.kind is RoundKind.REQUESTS:
        yield from _without_a_request(problem, who, no, name)
    if round_.kind is RoundKind.HOSTS:
        yield from _without_a_host(problem, programme, who, no, name)
    possible = [other for other in present if other != who and _could_meet(problem, programme, who, other, no)]
    if not possible:
        near = " near enough" if problem.measures_reach(no) else ""
        yield f"nobody who is there{near} can be brought together with {name}."
    if problem.room and len(present) > len(problem.room.seats):
        yield f"{_counted(len(present), 'person', 'people')} are there for {_counted(len(problem.room.seats), 'chair')}."
    idle = [other for other in possible if programme.meeting_of(other, RoundNo(no)) is None]
    if idle:
        yield f"so has {wording.people(idle)}: a meeting of theirs was given up for something worth more, or had no place."
    if len(present) % 2 and round_.of_pairs:
        yield f"{len(present)} people are there, an odd number, so one is left over."


def _without_a_request(problem: Problem, who: AttendeeId, no: int, name: str) -> Iterator[str]:
    wanted = [other for pair in problem.requested if who in pair for other in pair if other != who]
    if not wanted:
        yield f"the round holds requested meetings only; {name} asked for nobody, and nobody asked for {name}."
    elif not any(problem.is_present(other, no) for other in wanted):
        yield f"of those whom {name} asked for, or who asked for {name}, nobody is there."


def _without_a_host(problem: Problem, programme: Programme, who: AttendeeId, no: int, name: str) -> Iterator[str]:
    hosting, hosts, size = problem.wishes.hosting, problem.hosts_present(no), problem.round(no).size
    met = {
        other
        for meeting in programme.by_attendee.get(who, ())
        if problem.round(meeting.round_no).kind is RoundKind.HOSTS
        for other in meeting.others(who)
        if (other in hosting.tables) != (who in hosting.tables)
    }
    most = hosting.host_most if who in hosting.tables else hosting.guest_most
    if most is not None and len(met) >= most:
        yield f"{name} has the most {'guests' if who in hosting.tables else 'hosts'} that were allowed, {most}."
    guests = len(problem.present(no)) - len(hosts)
    if not hosts:
        yield "no host is there."
    elif who not in hosting.tables and guests > len(hosts) * (size - 1):
        yield f"{_counted(guests, 'guest')} are there, and {_counted(len(hosts), 'host')} can take {len(hosts) * (size - 1)}."
    elif who in hosting.tables and guests < len(hosts):
        yield f"there are more hosts than guests, {len(hosts)} to {guests}."


def _could_meet(problem: Problem, programme: Programme, one: AttendeeId, other: AttendeeId, no: int) -> bool:
    """Say whether two could be in one meeting of a round, looking at these two alone."""
    round_, hosts = problem.round(no), problem.wishes.hosting.tables
    if pair_of(one, other) in problem.forbidden_in(no):
        return False
    if round_.kind is RoundKind.REQUESTS:
        return pair_of(one, other) in problem.requested
    if round_.kind is RoundKind.HOSTS:
        return (one in hosts) != (other in hosts)
    if problem.room is None or not problem.measures_reach(no):
        return True
    seats = problem.room.seat_by_id
    here, there = seats.get(programme.home_seats.get(one)), seats.get(programme.home_seats.get(other))  # type: ignore[arg-type]
    if here is None or there is None:
        return False
    if round_.reach_m is None:
        return problem.room.are_adjacent(here.id, there.id)
    return here.walk_m(there) <= round_.reach_m + 0.001


def _how_many(programme: Programme, who: AttendeeId, wording: Wording) -> str:
    count = sum(bye.attendee == who for bye in programme.byes)
    return f"It is the only bye of {wording.person(who)}." if count <= 1 else f"It is one of {count} byes of {wording.person(who)}."


def _counted(count: int, word: str, words: str = "") -> str:
    return f"{count} {word}" if count == 1 else f"{count} {words or word + 's'}"
