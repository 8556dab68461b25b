"""The planner: one face for a portfolio of methods.

The order is: home chairs; requests and hosts rounds, which bind most; pair rounds by matching; table rounds by growing or a design,
then the search; pair rounds matched again around the tables; chairs. At any moment the best programme so far is kept.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Bye
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.bounds import bound_of, solved_pairs
from keywho.planning.chairs.seating import seat_rounds
from keywho.planning.instance import Groups, Instance, Ints, compile_problem, is_pair_round
from keywho.planning.objective import score_compiled, score_groups
from keywho.planning.result import Bound, Result, Snapshot, Unmet
from keywho.planning.search import grouping
from keywho.planning.search.joint import joint_rounds, searched_together
from keywho.planning.search.pace import Budget
from keywho.planning.search.streams import cores, on_cores
from keywho.planning.search.table_search import TableSearch
from keywho.planning.search.tables import part_forbidden, start_tables
from keywho.planning.stopping import MaxSeconds, Progress, StoppingRule
from keywho.planning.unmet import unmet_wishes
from keywho.version import VERSION

if TYPE_CHECKING:
    from keywho.planning.pairs.planner import PairPlanner

BOUND_SHARE = 0.03
"""Share of the seconds for the ceiling of table rounds; the clock ends it at twice that."""

Watch = Callable[[Progress], None]

OVERHEAD_S = 30e-6
"""Seconds a person that a usual machine takes for all but the search itself: reading, a start, the chairs, the score."""


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
    return _Planning(problem, stop, seed, progress or (lambda _: None), max(1, streams)).run()


@dataclass
class _Stopped(Exception):
    """The stopping rule said so."""

    by: str


@dataclass
class _Planning:
    """One run of the planner: what is known so far, and the time spent."""

    problem: Problem
    stop: StoppingRule
    seed: int
    progress: Watch
    streams: int = 1
    began: float = field(default_factory=time.perf_counter)
    work: int = 0
    best: list[Groups] = field(default_factory=list)
    points: float = -np.inf
    bound: Bound = field(default_factory=lambda: Bound(float("inf"), "not computed yet"))
    history: list[Snapshot] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    stage: str = ""
    led_by_clock: bool = False

    def run(self) -> Result:
        """Run all stages, or as many as the stopping rule allows."""
        self._enter("read")
        instance = compile_problem(self.problem)
        stopped_by = "done"
        home = np.full(instance.count, -1, np.int32)
        self.best = [[list(group) for group in groups] for groups in pinned_groups(instance)]
        try:
            home = self._homes(instance)
            self._rounds(instance, home)
            stopped_by = "clock" if self.led_by_clock else "done"
        except KeyboardInterrupt:
            stopped_by = "interrupt"
        except _Stopped as stopped:
            stopped_by = stopped.by
        if self.bound.points - self.points < 1e-6 and stopped_by != "interrupt":
            stopped_by = "optimal"
        self._enter("chairs")
        return self._result(instance, home, stopped_by)

    def _homes(self, instance: Instance) -> Ints:
        if self.problem.room is None:
            return np.full(instance.count, -1, np.int32)
        self._enter("home chairs")
        from keywho.planning.chairs.homes import home_chairs
        from keywho.planning.chairs.places import Chairs

        moves = self.stop.work if self.stop.work is not None else int(100_000 * min(self.stop.seconds, 3600.0))
        return home_chairs(instance, Chairs.of(self.problem.room), np.random.default_rng([self.seed, 1]), moves=moves)

    def _rounds(self, instance: Instance, home: Ints) -> None:
        """Plan the rounds, kind by kind, then improve them around each other."""
        from keywho.planning.chairs.places import Chairs
        from keywho.planning.pairs.planner import PairPlanner

        chairs = Chairs.of(self.problem.room) if self.problem.room else None
        pinned = pinned_groups(instance)
        kinds = [round_.kind for round_ in self.problem.rounds]
        unplanned = {no for no, kind in enumerate(kinds) if is_pair_round(kind) or kind is RoundKind.TABLE}
        pairs = PairPlanner(instance, chairs, home, pinned, np.random.default_rng([self.seed, 2]), unplanned)
        current: list[Groups] = [list(groups) for groups in pinned]
        if RoundKind.REQUESTS in kinds:
            self._enter("requests")
            from keywho.planning.kinds import plan_requests

            plan_requests(instance, current, pinned, np.random.default_rng([self.seed, 3]), self._share_of_work(0.2))
        if RoundKind.HOSTS in kinds:
            self._enter("hosts")
            from keywho.planning.kinds import plan_hosts

            plan_hosts(instance, current, pinned, np.random.default_rng([self.seed, 4]))
            current = [part_forbidden(instance, no, groups) if kinds[no] is RoundKind.HOSTS else groups for no, groups in enumerate(current)]
        tables = [no for no, kind in enumerate(kinds) if kind is RoundKind.TABLE]
        pair_rounds = [no for no, kind in enumerate(kinds) if is_pair_round(kind)]
        self._enter("pairs")
        solved = solved_pairs(instance) if not instance.is_flat else None
        pairs = replace(pairs, solved=solved)
        for nos in _same_candidates(instance, pair_rounds):
            for no, groups in zip(nos, pairs.start(nos, current), strict=True):
                current[no] = groups
            for no in nos:
                current[no] = self._completed(instance, pairs, no, current)
                unplanned.discard(no)
        if not tables:
            self._offer(instance, current)
        self._enter("tables")
        search = None
        if tables:
            search = start_tables(instance, tables, current, pinned, self.seed)
            self._offer(instance, search.evening())
        self._enter("bound")
        most_s = BOUND_SHARE * self.stop.seconds
        until = time.perf_counter() + 2.0 * most_s
        self.bound = bound_of(instance, solved, seconds=most_s, enough=lambda: time.perf_counter() > until)
        self._tell()
        if joint_rounds(instance):
            self._enter("together")
            current = self._together(instance, pinned)
            if search is not None:
                search = TableSearch(instance, tables, search.seatings, current, self.seed)
        if search is not None:
            self._enter("search")
            self._search(instance, search)
            current = [list(groups) for groups in self.best]
            unplanned.clear()
        if pair_rounds and instance.count <= 400 and self.bound.points - self.points > 1e-6:
            self._enter("polish")
            self._polish(instance, pairs, pair_rounds, current)

    def _completed(self, instance: Instance, pairs: "PairPlanner", no: int, current: list[Groups]) -> Groups:
        """Pair up those who are left in a round; in a small one or within reach it is matched anew as well, and the better one taken."""
        anybody = pairs.candidates(no) is None
        if not anybody:
            return pairs.match_again(no, current)
        completed = pairs.complete(no, current)
        if instance.count > 400:
            return completed
        again = pairs.match_again(no, current)
        points = [score_groups(instance, [*current[:no], groups, *current[no + 1 :]]).points for groups in (completed, again)]
        return completed if points[0] > points[1] else again

    def _together(self, instance: Instance, pinned: Sequence[Groups]) -> list[Groups]:
        """Search pairs and tables of a small evening together; give the best evening."""
        most_moves = 2 * self.stop.work if self.stop.work is not None else int(100_000 * min(self.stop.seconds, 60.0))
        for evening in searched_together(instance, self.best, pinned, most_moves=most_moves, seed=self.seed, target=self.bound.points - 1e-6):
            self._offer(instance, evening)
        return [list(groups) for groups in self.best]

    def _search(self, instance: Instance, search: TableSearch) -> None:
        """Anneal the table rounds: a cold run that settles them, a short run for a first good programme, then a long one."""
        target = self.bound.points - 1e-6
        opened = time.perf_counter() - self.began
        kept, before = self.points, self.work

        def watch(points: float, made: int) -> float:
            self.work = before + made
            self.points = max(self.points, points)
            self._tell()
            return (time.perf_counter() - self.began - opened) / max(self.stop.seconds - opened, 1e-9)

        try:
            here = search.points()
            whole = self._budget(instance)
            once = grouping.fits(search, whole.moves_of(search.pace))
            if once:
                grouping.improve(search, whole, here, target, watch)
            running = on_cores(search, self.streams)
            for budget, settling, part in [] if once else search.runs(whole):
                before = self.work
                here, _ = running.anneal(budget, *search.temperatures(budget, settling=settling), here, target, watch, part=part)
                if here >= target:
                    break
        finally:
            self.points = kept
            self._keep(instance, search.evening())
            self.led_by_clock = search.led_by_clock
        self._tell()

    def _polish(self, instance: Instance, pairs: "PairPlanner", nos: Sequence[int], current: list[Groups]) -> None:
        """Match pair rounds again, one by one, while that helps."""
        for _ in range(4):
            before = self.points
            for no in nos:
                groups = pairs.match_again(no, current)
                trial = [*current[:no], groups, *current[no + 1 :]]
                if score_groups(instance, trial).points > self.points + 1e-9:
                    current = trial
                    self._offer(instance, current)
            if self.points < before + 1e-9:
                break

    def _share_of_work(self, share: float) -> int:
        return int(share * (self.stop.work if self.stop.work is not None else 400_000 * min(self.stop.seconds, 60.0)))

    def _budget(self, instance: Instance) -> Budget:
        """Give what the search may use: the rule's own number of moves, or what is left of its seconds beside reading and seating so many people."""
        if self.stop.work is not None:
            return Budget(max(0, self.stop.work - self.work))
        seconds = min(self.stop.seconds, 3600.0)
        return Budget(None, max(0.2 * seconds, 0.95 * seconds - OVERHEAD_S * instance.count))

    def _offer(self, instance: Instance, groups: Sequence[Groups]) -> None:
        """Keep a programme if it is the best so far, and report."""
        self._keep(instance, groups)
        self._tell()

    def _keep(self, instance: Instance, groups: Sequence[Groups]) -> None:
        """Keep a programme if it is the best so far; nobody sits at a table with somebody they must not meet."""
        kinds = [round_.kind for round_ in self.problem.rounds]
        groups = [part_forbidden(instance, no, round_) if kinds[no] in (RoundKind.TABLE, RoundKind.HOSTS) else round_ for no, round_ in enumerate(groups)]
        points = score_groups(instance, groups).points
        if points > self.points:
            self.points = points
            self.best = [[list(group) for group in round_] for round_ in groups]

    def _tell(self) -> None:
        """Report, and stop if the rule says so."""
        now = Progress(time.perf_counter() - self.began, self.work, self.points, self.bound.points, self.stage)
        if not self.history or self.history[-1].score < self.points or self.history[-1].bound != self.bound.points:
            self.history.append(Snapshot(now.seconds, now.score, now.bound))
        self.progress(now)
        if np.isfinite(self.points) and self.stage in ("search", "polish") and self.stop(now):
            raise _Stopped("clock" if now.seconds >= self.stop.seconds else "rule")

    def _enter(self, stage: str) -> None:
        now = time.perf_counter()
        spent = now - self.began - sum(self.stages.values())
        if self.stage:
            self.stages[self.stage] = self.stages.get(self.stage, 0.0) + spent
        else:
            self.stages["start"] = spent
        self.stage = stage

    def _result(self, instance: Instance, home: Ints, stopped_by: str) -> Result:
        if not np.isfinite(self.bound.points):
            self.bound = bound_of(instance)
        try:
            programme = seat(instance, self.best, home)
        except KeyboardInterrupt:
            stopped_by = "interrupt"
            programme = seat(instance, self.best, home, sweeps=0)
        worth = score_compiled(instance, programme)
        self._enter("")
        seconds = time.perf_counter() - self.began
        if stopped_by == "optimal" and self.bound.points - worth.points > 1e-6:  # all but the walking is proven
            stopped_by = "done"
        return Result(
            programme,
            worth,
            self.bound,
            seconds,
            self.seed,
            VERSION,
            self._unmet(programme),
            tuple(self.history),
            stopped_by,
            self.work,
            {name: spent for name, spent in self.stages.items() if name},
        )

    def _unmet(self, programme: Programme) -> tuple[Unmet, ...]:
        return unmet_wishes(self.problem, programme)


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


def _same_candidates(instance: Instance, nos: Sequence[int]) -> list[list[int]]:
    """Put pair rounds together in which the same people can meet: neighbour rounds first, then by reach, the widest last."""
    problem = instance.problem
    sets: dict[tuple[float, ...], list[int]] = {}
    for no in nos:
        round_ = problem.rounds[no]
        reach = float("inf") if not problem.measures_reach(no + 1) else 0.0 if round_.kind is RoundKind.NEIGHBOUR else round_.reach_m or 0.0
        sets.setdefault((reach,), []).append(no)
    return [sets[key] for key in sorted(sets)]
