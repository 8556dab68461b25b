"""Compile and load what a search needs before its clock starts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keywho.core.problem import Problem

MOVES = 2000


def warm_up(problem: "Problem") -> None:
    """Plan a tiny evening of the same kinds of rounds.

    The kernels are compiled when they are first used, which takes some seconds after an installation and a moment to load later.
    Done here it does not eat the seconds of the search, so that the first run finds the same programme as any other.
    """
    from keywho.planning.engine import plan
    from keywho.planning.stopping import MaxMoves
    from keywho.planning.tiny_evening import tiny_evening

    tiny = tiny_evening(tuple(round_.kind for round_ in problem.rounds), problem.room)
    if plan(tiny, stop=MaxMoves(MOVES)).stopped_by == "interrupt":
        raise KeyboardInterrupt  # the engine answered it with the best tiny evening, but it was meant for the whole command
