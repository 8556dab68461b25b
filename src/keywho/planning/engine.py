"""The planner: one face for a portfolio of methods.

The order is: home chairs; requests and hosts rounds, which bind most; pair rounds by matching; table rounds by growing or a design,
then the search; pair rounds matched again around the tables; chairs. At any moment the best programme so far is kept.
"""

from dataclasses import dataclass, replace

import numpy as np

from keywho.core.problem import Problem
from keywho.core.rounds import RoundKind
from keywho.planning.bounds import bound_of, solved_pairs
from keywho.planning.instance import Groups, Instance, Ints, compile_problem, is_pair_round
from keywho.planning.objective import score_compiled
from keywho.planning.pair_stage import plan_pairs, polish_pairs
from keywho.planning.programmes import pinned_groups, seat
from keywho.planning.result import Result
from keywho.planning.search.joint import joint_rounds
from keywho.planning.search.streams import cores
from keywho.planning.search.table_search import TableSearch
from keywho.planning.search.tables import part_forbidden, start_tables
from keywho.planning.so_far import SoFar, Stopped, Watch
from keywho.planning.stopping import MaxSeconds, StoppingRule
from keywho.planning.table_stage import search_tables, search_together
from keywho.planning.unmet import unmet_wishes
from keywho.version import VERSION

BOUND_SHARE = 0.03
"""Share of the seconds for the ceiling of table rounds; the clock ends it at twice that."""


def plan(problem: Problem, *, stop: StoppingRule | None = None, seed: int = 0, progress: Watch | None = None, streams: int | None = None) -> Result:
    """Plan all rounds of an evening.

    The same problem, rule, seed and number of streams give the same programme, unless the clock had to cut the work (`Result.stopped_by` is "clock").

    Parameters
    ----------
    problem : what is known of the evening.
    stop : when to stop; five seconds if not given. `MaxMoves` is repeatable on any machine.
    seed : whole number from 0 up, for all choices made by chance.
    progress : called now and then with the score and bound so far. It may raise KeyboardInterrupt to stop.
    streams : how many cores the search over table rounds may use. If not given, all that this program may use, and one where the rule counts moves,
        so that such a rule is repeatable on any machine.

    Returns
    -------
    The best programme found, its score by part, an upper bound that no programme can pass, and the gap between them. On Ctrl-C
    the best programme so far, with `stopped_by` "interrupt".
    """
    stop = stop or MaxSeconds(5.0)
    if streams is None:
        streams = cores() if stop.work is None else 1
    return _Run(SoFar(problem, stop, progress or (lambda _: None)), seed, max(1, streams)).run()


@dataclass(frozen=True)
class _Run:
    """One run of the planner, stage by stage."""

    so_far: SoFar
    seed: int
    streams: int

    def run(self) -> Result:
        """Run all stages, or as many as the stopping rule allows."""
        so_far = self.so_far
        so_far.enter("read")
        instance = compile_problem(so_far.problem)
        stopped_by = "done"
        home = np.full(instance.count, -1, np.int32)
        so_far.best = [[list(group) for group in groups] for groups in pinned_groups(instance)]
        try:
            home = self._homes(instance)
            self._rounds(instance, home)
            stopped_by = "clock" if so_far.led_by_clock else "done"
        except KeyboardInterrupt:
            stopped_by = "interrupt"
        except Stopped as stopped:
            stopped_by = stopped.by
        if so_far.bound.points - so_far.points < 1e-6 and stopped_by != "interrupt":
            stopped_by = "optimal"
        so_far.enter("chairs")
        return self._result(instance, home, stopped_by)

    def _homes(self, instance: Instance) -> Ints:
        so_far = self.so_far
        if so_far.problem.room is None:
            return np.full(instance.count, -1, np.int32)
        so_far.enter("home chairs")
        from keywho.planning.chairs.homes import home_chairs
        from keywho.planning.chairs.places import Chairs

        moves = so_far.stop.work if so_far.stop.work is not None else int(100_000 * min(so_far.stop.seconds, 3600.0))
        return home_chairs(instance, Chairs.of(so_far.problem.room), np.random.default_rng([self.seed, 1]), moves=moves)

    def _rounds(self, instance: Instance, home: Ints) -> None:
        """Plan the rounds, kind by kind, then improve them around each other."""
        so_far = self.so_far
        from keywho.planning.chairs.places import Chairs
        from keywho.planning.pairs.planner import PairPlanner

        chairs = Chairs.of(so_far.problem.room) if so_far.problem.room else None
        pinned = pinned_groups(instance)
        kinds = [round_.kind for round_ in so_far.problem.rounds]
        unplanned = {no for no, kind in enumerate(kinds) if is_pair_round(kind) or kind is RoundKind.TABLE}
        pairs = PairPlanner(instance, chairs, home, pinned, np.random.default_rng([self.seed, 2]), unplanned)
        current: list[Groups] = [list(groups) for groups in pinned]
        if RoundKind.REQUESTS in kinds:
            so_far.enter("requests")
            from keywho.planning.kinds import plan_requests

            plan_requests(instance, current, pinned, np.random.default_rng([self.seed, 3]), so_far.share_of_work(0.2))
        if RoundKind.HOSTS in kinds:
            so_far.enter("hosts")
            from keywho.planning.kinds import plan_hosts

            plan_hosts(instance, current, pinned, np.random.default_rng([self.seed, 4]))
            current = [part_forbidden(instance, no, groups) if kinds[no] is RoundKind.HOSTS else groups for no, groups in enumerate(current)]
        tables = [no for no, kind in enumerate(kinds) if kind is RoundKind.TABLE]
        pair_rounds = [no for no, kind in enumerate(kinds) if is_pair_round(kind)]
        so_far.enter("pairs")
        solved = solved_pairs(instance) if not instance.is_flat else None
        pairs = replace(pairs, solved=solved)
        plan_pairs(instance, pairs, pair_rounds, current, unplanned)
        if not tables:
            so_far.offer(instance, current)
        so_far.enter("tables")
        search = None
        if tables:
            search = start_tables(instance, tables, current, pinned, self.seed)
            so_far.offer(instance, search.evening())
        so_far.enter("bound")
        most_s = BOUND_SHARE * so_far.stop.seconds
        until = so_far.seconds + 2.0 * most_s
        so_far.bound = bound_of(instance, solved, seconds=most_s, enough=lambda: so_far.seconds > until)
        so_far.tell()
        if joint_rounds(instance):
            so_far.enter("together")
            current = search_together(so_far, instance, pinned, self.seed)
            if search is not None:
                search = TableSearch(instance, tables, search.seatings, current, self.seed)
        if search is not None:
            so_far.enter("search")
            search_tables(so_far, instance, search, self.streams)
            current = [list(groups) for groups in so_far.best]
            unplanned.clear()
        if pair_rounds and instance.count <= 400 and so_far.bound.points - so_far.points > 1e-6:
            so_far.enter("polish")
            polish_pairs(so_far, instance, pairs, pair_rounds, current)

    def _result(self, instance: Instance, home: Ints, stopped_by: str) -> Result:
        so_far = self.so_far
        if not np.isfinite(so_far.bound.points):
            so_far.bound = bound_of(instance)
        try:
            programme = seat(instance, so_far.best, home)
        except KeyboardInterrupt:
            stopped_by = "interrupt"
            programme = seat(instance, so_far.best, home, sweeps=0)
        worth = score_compiled(instance, programme)
        so_far.enter("")
        seconds = so_far.seconds
        if stopped_by == "optimal" and so_far.bound.points - worth.points > 1e-6:  # all but the walking is proven
            stopped_by = "done"
        return Result(
            programme,
            worth,
            so_far.bound,
            seconds,
            self.seed,
            VERSION,
            unmet_wishes(so_far.problem, programme),
            tuple(so_far.history),
            stopped_by,
            so_far.work,
            {name: spent for name, spent in so_far.stages.items() if name},
        )
