"""Results made by hand, scored by the independent checker."""

from collections.abc import Sequence

import numpy as np

from adapters.evenings import evening, people
from keywho.core import layouts
from keywho.core.benefit import Benefit
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round
from keywho.planning.check import check
from keywho.planning.result import Bound, Result, Snapshot, Unmet

MIXED = (Round.neighbour(), Round.nearby(None), Round.table(5), Round.nearby(None))


def result_of(problem: Problem, programme: Programme, *, above: float = 10.0, tight: bool = True, unmet: tuple[Unmet, ...] = ()) -> Result:
    score = check(problem, programme).score
    bound = Bound(score.points + above, "the best partners of each", tight)
    history = (
        Snapshot(0.1, score.points - 20, score.points + 40),
        Snapshot(0.5, score.points - 5, score.points + 20),
        Snapshot(1.0, score.points, bound.points),
    )
    return Result(programme, score, bound, 1.25, 7, "9.8.7", unmet, history, "rule")


def crowd(count: int, rounds: Sequence[Round] = MIXED, room: Room | None = None) -> tuple[Problem, Programme]:
    """Give so many people; each is useful to the next three of the list."""
    problem, programme = evening([f"Person {no:04}" for no in range(1, count + 1)], rounds, room)
    seeker = np.repeat(np.arange(count, dtype=np.int32), 3)
    sought = ((seeker + np.tile([1, 2, 3], count)) % max(count, 1)).astype(np.int32)
    benefit = Benefit(seeker, sought, np.full(len(seeker), 4.0), 1.0) if count > 3 else Benefit.uniform()
    return Problem(problem.attendees, problem.rounds, room, benefit), programme


def sixty() -> tuple[Problem, Programme]:
    return crowd(60, room=layouts.rows(6, 10))


__all__ = ["MIXED", "crowd", "evening", "people", "result_of", "sixty"]
