"""The stages of a run that search table rounds."""

from collections.abc import Sequence

from keywho.planning.instance import Groups, Instance
from keywho.planning.search import grouping
from keywho.planning.search.joint import searched_together
from keywho.planning.search.pace import Budget
from keywho.planning.search.streams import on_cores
from keywho.planning.search.table_search import TableSearch
from keywho.planning.so_far import SoFar

OVERHEAD_S = 30e-6
"""Seconds a person that a usual machine takes for all but the search itself: reading, a start, the chairs, the score."""


def search_together(so_far: SoFar, instance: Instance, pinned: Sequence[Groups], seed: int) -> list[Groups]:
    """Search pairs and tables of a small evening together; give the best evening."""
    most_moves = 2 * so_far.stop.work if so_far.stop.work is not None else int(100_000 * min(so_far.stop.seconds, 60.0))
    for evening in searched_together(instance, so_far.best, pinned, most_moves=most_moves, seed=seed, target=so_far.target):
        so_far.offer(instance, evening)
    return [list(groups) for groups in so_far.best]


def search_tables(so_far: SoFar, instance: Instance, search: TableSearch, streams: int) -> None:
    """Anneal the table rounds: a cold run that settles them, a short run for a first good programme, then a long one."""
    target, opened = so_far.target, so_far.seconds
    kept, before = so_far.points, so_far.work

    def watch(points: float, made: int) -> float:
        so_far.work = before + made
        so_far.points = max(so_far.points, points)
        so_far.tell()
        return (so_far.seconds - opened) / max(so_far.stop.seconds - opened, 1e-9)

    try:
        here = search.points()
        whole = budget_of(so_far, instance)
        once = grouping.fits(search, whole.moves_of(search.pace))
        if once:
            grouping.improve(search, whole, here, target, watch)
        running = on_cores(search, streams)
        for budget, settling, part in [] if once else search.runs(whole):
            before = so_far.work
            here, _ = running.anneal(budget, *search.temperatures(budget, settling=settling), here, target, watch, part=part)
            if here >= target:
                break
    finally:
        so_far.points = kept
        so_far.keep(instance, search.evening())
        so_far.led_by_clock = search.led_by_clock
    so_far.tell()


def budget_of(so_far: SoFar, instance: Instance) -> Budget:
    """Give what the search may use: the rule's own number of moves, or what is left of its seconds beside reading and seating so many people."""
    if so_far.stop.work is not None:
        return Budget(max(0, so_far.stop.work - so_far.work))
    seconds = min(so_far.stop.seconds, 3600.0)
    return Budget(None, max(0.2 * seconds, 0.95 * seconds - OVERHEAD_S * instance.count))
