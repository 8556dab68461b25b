"""Compile and load the kernels of the planner before somebody waits for them."""

import logging
from dataclasses import replace

log = logging.getLogger("keywho.server")

PEOPLE, MOVES = 8, 500


def warm_kernels() -> None:
    """Plan and mend a tiny evening; the first repair of a real one then takes no longer than the second."""
    from keywho.core.benefit import Benefit
    from keywho.core.changes import NoShow
    from keywho.core.ids import AttendeeId
    from keywho.core.layouts import round_tables, rows
    from keywho.core.people import Attendee
    from keywho.core.problem import Problem
    from keywho.core.rounds import Round
    from keywho.planning.engine import plan
    from keywho.planning.repair import repair
    from keywho.planning.stopping import MaxMoves

    try:
        ids = [AttendeeId(str(no)) for no in range(PEOPLE)]
        benefit = Benefit.of(ids, dict.fromkeys(zip(ids, ids[3:], strict=False), 1.0), anyone=1.0)
        evening = Problem(tuple(Attendee(who, who) for who in ids), (Round.neighbour(), Round.nearby()), rows(2, 4), benefit)
        for problem in (evening, replace(evening, rounds=(Round.table(4), Round.table(4)), room=round_tables(2, 4))):
            programme = plan(problem, stop=MaxMoves(MOVES)).programme
            repair(problem, programme, [NoShow(ids[0])])
    except Exception:
        log.exception("The planner could not be warmed up.")
