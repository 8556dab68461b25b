"""From groups of people to a programme with chairs."""

from collections.abc import Sequence

from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Bye
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.chairs.seating import seat_rounds
from keywho.planning.instance import Groups, Instance, Ints


def pinned_groups(instance: Instance) -> list[Groups]:
    """Give the pinned groups of each round."""
    index = instance.problem.index
    return [[sorted(index[who] for who in group) for group in instance.problem.pinned_in(no)] for no in instance.problem.round_nos]


def seat(instance: Instance, groups_by_round: Sequence[Groups], home: Ints, *, sweeps: int | None = None) -> Programme:
    """Turn groups into a programme with chairs; a group for which there are no chairs has byes, but never a pinned one."""
    problem = instance.problem
    groups_by_round = [[group for group in groups if len(group) > 1] for groups in groups_by_round]
    seated = seat_rounds(problem, groups_by_round, home, sweeps=sweeps)
    pinned = [{frozenset(group) for group in groups} for groups in pinned_groups(instance)]
    if any(frozenset(group) in pinned[no - 1] for no, group in seated.unseated):  # hosts' tables bind all hosts rounds to each other
        crowded = {no - 1 for no, _ in seated.unseated} | {no for no, round_ in enumerate(problem.rounds) if round_.kind is RoundKind.HOSTS}
        kept = [[group for group in groups if no not in crowded or frozenset(group) in pinned[no]] for no, groups in enumerate(groups_by_round)]
        seated = seat_rounds(problem, kept, home, sweeps=sweeps)
    meeting: dict[RoundNo, set[AttendeeId]] = {}
    for m in seated.meetings:
        meeting.setdefault(m.round_no, set()).update(m.attendees)
    nobody: set[AttendeeId] = set()
    byes = tuple(Bye(no, who) for no in map(RoundNo, problem.round_nos) for who in problem.present(no) if who not in meeting.get(no, nobody))
    chairs = problem.room.seats if problem.room else ()
    homes: dict[AttendeeId, SeatId] = {problem.attendees[who].id: chairs[chair].id for who, chair in enumerate(home.tolist()) if chair >= 0}
    return Programme(tuple(sorted(seated.meetings, key=lambda m: m.round_no)), byes, homes)
