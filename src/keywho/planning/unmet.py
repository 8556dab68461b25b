"""Wishes that could not be fulfilled together with the others, by name."""

from collections import Counter
from collections.abc import Iterator

from keywho.core.ids import AttendeeId, Pair, pair_of
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.result import Unmet


def unmet_wishes(problem: Problem, programme: Programme) -> tuple[Unmet, ...]:
    """Give each must-meet, request, host minimum and wish for groups that the programme does not fulfil."""
    asked = problem.wishes.must_meet or problem.wishes.requests
    met = {pair for meeting in programme.meetings for pair in meeting.pairs()} if asked else set()
    return (*_must_meets(problem, met), *_requests(problem, met), *_host_minimums(problem, programme), *_groups(problem, programme))


def _name(problem: Problem, who: AttendeeId) -> str:
    return problem.attendee_by_id[who].name or who


def _must_meets(problem: Problem, met: set[Pair]) -> Iterator[Unmet]:
    for pair in sorted(problem.wishes.must_meet - met):
        one, other = (_name(problem, who) for who in pair)
        yield Unmet("must-meet", pair, f"{one} and {other} must meet, but do not. Maybe add a round, or pin their meeting.")


def _requests(problem: Problem, met: set[Pair]) -> Iterator[Unmet]:
    for asker, asked in sorted(set(problem.wishes.requests)):
        if pair_of(asker, asked) not in met:
            sentence = f"{_name(problem, asker)} asked to meet {_name(problem, asked)}, but there was no time for both. Maybe add a requests round."
            yield Unmet("request", (asker, asked), sentence)


def _host_minimums(problem: Problem, programme: Programme) -> Iterator[Unmet]:
    hosting = problem.wishes.hosting
    nos = [no for no in problem.round_nos if problem.round(no).kind is RoundKind.HOSTS]
    met: dict[AttendeeId, set[AttendeeId]] = {who: set() for no in nos for who in problem.present(no)}
    for meeting in programme.meetings:
        if meeting.round_no in nos:
            for who in meeting.attendees:
                met[who].update(other for other in meeting.others(who) if (other in hosting.tables) != (who in hosting.tables))
    for who, others in met.items():
        least, word = (hosting.host_least, "guests") if who in hosting.tables else (hosting.guest_least, "hosts")
        if len(others) < least:
            yield Unmet("host-minimum", (who,), f"{_name(problem, who)} meets {len(others)} of at least {least} {word}. Maybe add a hosts round.")


def _groups(problem: Problem, programme: Programme) -> Iterator[Unmet]:
    alone: Counter[AttendeeId] = Counter()
    for meeting in programme.meetings if problem.wishes.prefers_groups else ():
        if len(meeting.attendees) == 2 and problem.round(meeting.round_no).kind in (RoundKind.NEIGHBOUR, RoundKind.NEARBY):
            alone.update(who for who in meeting.attendees if who in problem.wishes.prefers_groups)
    for who, times in sorted(alone.items()):
        yield Unmet("prefers-groups", (who,), f"{_name(problem, who)} would rather be in a group, but meets one to one in {times} rounds.")
