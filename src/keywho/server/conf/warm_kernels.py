"""Compile and load the kernels of the planner before somebody waits for them."""

import logging

log = logging.getLogger("keywho.server")

MOVES = 500


def warm_kernels() -> None:
    """Plan and mend two tiny evenings, in rows and at tables; the first repair of a real one then takes no longer than the second."""
    from keywho.core.changes import NoShow
    from keywho.core.layouts import round_tables, rows
    from keywho.core.rounds import RoundKind
    from keywho.planning.engine import plan
    from keywho.planning.repair import repair
    from keywho.planning.stopping import MaxMoves
    from keywho.planning.tiny_evening import tiny_evening

    try:
        for kinds, room in (((RoundKind.NEIGHBOUR, RoundKind.NEARBY), rows(2, 4)), ((RoundKind.TABLE,), round_tables(2, 4))):
            problem = tiny_evening(kinds, room)
            programme = plan(problem, stop=MaxMoves(MOVES)).programme
            repair(problem, programme, [NoShow(problem.attendees[0].id)])
    except Exception:
        log.exception("The planner could not be warmed up.")
