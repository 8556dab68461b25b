"""Compile and load the kernels of the planner before somebody waits for them."""

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keywho.core.problem import Problem

log = logging.getLogger("keywho.server")

MOVES = 500
PEOPLE = 12


def warm_kernels() -> None:
    """Plan and mend tiny evenings: in rows, at tables, and of pairs alone. The first repair of a real one then takes no longer than the second."""
    try:
        for problem in tiny_evenings():
            plan_and_mend(problem)
    except Exception:
        log.exception("The planner could not be warmed up.")


def tiny_evenings() -> "tuple[Problem, ...]":
    """Give an evening for each way in which repair goes."""
    from keywho.core.layouts import round_tables, rows
    from keywho.core.rounds import RoundKind
    from keywho.planning.tiny_evening import tiny_evening

    in_rows = tiny_evening((RoundKind.NEIGHBOUR, RoundKind.NEARBY), rows(2, 4))
    at_tables = tiny_evening((RoundKind.TABLE,), round_tables(2, 4))
    return in_rows, at_tables, _pairs()


def plan_and_mend(problem: "Problem") -> None:
    """Plan an evening; then somebody does not come, and somebody else leaves after the first round."""
    from keywho.core.changes import Departure, NoShow
    from keywho.core.ids import RoundNo
    from keywho.planning.engine import plan
    from keywho.planning.repair import repair
    from keywho.planning.stopping import MaxMoves

    programme = plan(problem, stop=MaxMoves(MOVES)).programme
    one, other = problem.attendees[0].id, problem.attendees[1].id
    repair(problem, programme, [NoShow(one)])
    if len(problem.rounds) > 1:
        repair(problem, programme, [Departure(other, RoundNo(2))], from_round=2)


def _pairs() -> "Problem":
    """Three rounds of pairs without a room: later rounds are dealt out anew, which has kernels of its own."""
    from keywho.core.benefit import Benefit
    from keywho.core.ids import AttendeeId
    from keywho.core.people import Attendee
    from keywho.core.problem import Problem
    from keywho.core.rounds import Round

    ids = [AttendeeId(str(no)) for no in range(PEOPLE)]
    useful = {(one, other): 1.0 + (7 * i + j) % 5 for i, one in enumerate(ids) for j, other in enumerate(ids) if i != j and (i + j) % 3}
    return Problem(tuple(Attendee(who, who) for who in ids), (Round.nearby(),) * 3, None, Benefit.of(ids, useful, anyone=1.0))
