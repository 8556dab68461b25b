"""What a run of the planner knows so far: the best programme, its bound, and the time and work spent."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from keywho.core.problem import Problem
from keywho.core.rounds import RoundKind
from keywho.planning.instance import Groups, Instance
from keywho.planning.objective import score_groups
from keywho.planning.result import Bound, Snapshot
from keywho.planning.search.tables import part_forbidden
from keywho.planning.stopping import Progress, StoppingRule

Watch = Callable[[Progress], None]


@dataclass
class Stopped(Exception):
    """The stopping rule said so."""

    by: str


@dataclass
class SoFar:
    """One run of the planner: what is known so far, and the time spent.

    Attributes
    ----------
    work : moves made. best, points : the best groups of each round, and what they are worth. stages : seconds of each.
    """

    problem: Problem
    stop: StoppingRule
    progress: Watch
    began: float = field(default_factory=time.perf_counter)
    work: int = 0
    best: list[Groups] = field(default_factory=list)
    points: float = -np.inf
    bound: Bound = field(default_factory=lambda: Bound(float("inf"), "not computed yet"))
    history: list[Snapshot] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    stage: str = ""
    led_by_clock: bool = False

    @property
    def seconds(self) -> float:
        """How long the run has taken so far."""
        return time.perf_counter() - self.began

    @property
    def target(self) -> float:
        """Points at which nothing is left to find."""
        return self.bound.points - 1e-6

    def share_of_work(self, share: float) -> int:
        """Give a share of the moves that the rule allows."""
        return int(share * (self.stop.work if self.stop.work is not None else 400_000 * min(self.stop.seconds, 60.0)))

    def offer(self, instance: Instance, groups: Sequence[Groups]) -> None:
        """Keep a programme if it is the best so far, and report."""
        self.keep(instance, groups)
        self.tell()

    def keep(self, instance: Instance, groups: Sequence[Groups]) -> None:
        """Keep a programme if it is the best so far; nobody sits at a table with somebody they must not meet."""
        kinds = [round_.kind for round_ in self.problem.rounds]
        groups = [part_forbidden(instance, no, round_) if kinds[no] in (RoundKind.TABLE, RoundKind.HOSTS) else round_ for no, round_ in enumerate(groups)]
        points = score_groups(instance, groups).points
        if points > self.points:
            self.points = points
            self.best = [[list(group) for group in round_] for round_ in groups]

    def tell(self) -> None:
        """Report, and stop if the rule says so."""
        now = Progress(self.seconds, self.work, self.points, self.bound.points, self.stage)
        if not self.history or self.history[-1].score < self.points or self.history[-1].bound != self.bound.points:
            self.history.append(Snapshot(now.seconds, now.score, now.bound))
        self.progress(now)
        if np.isfinite(self.points) and self.stage in ("search", "polish") and self.stop(now):
            raise Stopped("clock" if now.seconds >= self.stop.seconds else "rule")

    def enter(self, stage: str) -> None:
        """Begin a stage; the time until now was that of the stage before."""
        spent = self.seconds - sum(self.stages.values())
        if self.stage:
            self.stages[self.stage] = self.stages.get(self.stage, 0.0) + spent
        else:
            self.stages["start"] = spent
        self.stage = stage
