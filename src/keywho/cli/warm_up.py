"""Compile and load what a search needs before its clock starts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keywho.core.problem import Problem

PEOPLE, MOVES = 8, 2000


def warm_up(problem: "Problem") -> None:
    """Plan a tiny evening of the same kinds of rounds.

    The kernels are compiled when they are first used, which takes some seconds after an installation and a moment to load later.
    Done here it does not eat the seconds of the search, so that the first run finds the same programme as any other.
    """
    from keywho.planning.engine import plan
    from keywho.planning.stopping import MaxMoves

    if plan(tiny_evening(problem), stop=MaxMoves(MOVES)).stopped_by == "interrupt":
        raise KeyboardInterrupt  # the engine answered it with the best tiny evening, but it was meant for the whole command


def tiny_evening(problem: "Problem") -> "Problem":
    """Give eight people with the kinds of rounds of a problem, in a small room if it has one."""
    from keywho.core.benefit import Benefit
    from keywho.core.ids import AttendeeId
    from keywho.core.layouts import round_tables, rows
    from keywho.core.people import Attendee
    from keywho.core.problem import Problem
    from keywho.core.rounds import Round, RoundKind
    from keywho.core.wishes import Hosting, Wishes

    ids = [AttendeeId(str(no)) for no in range(PEOPLE)]
    smallest = {
        RoundKind.NEIGHBOUR: Round.neighbour(),
        RoundKind.NEARBY: Round.nearby(),
        RoundKind.TABLE: Round.table(4),
        RoundKind.HOSTS: Round.hosts(),
        RoundKind.REQUESTS: Round.requests(),
    }
    room = None if problem.room is None else round_tables(2, 4) if problem.room.tables else rows(2, 4)
    return Problem(
        tuple(Attendee(who, who) for who in ids),
        tuple(smallest[kind] for kind in dict.fromkeys(round_.kind for round_ in problem.rounds)),
        room,
        Benefit.of(ids, dict.fromkeys(zip(ids, ids[3:], strict=False), 1.0), anyone=1.0),
        Wishes(requests=((ids[0], ids[1]),), hosting=Hosting({ids[2]: None})),
    )
