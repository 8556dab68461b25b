"""How one case is measured: CPU and wall seconds, memory, several seeds, and the independent checker."""

import importlib
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cases import Figures, spread

from keywho.core.problem import Problem
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.result import Result
from keywho.planning.stopping import MaxMoves, StoppingRule

SEEDS = (1, 2, 3, 4, 5)
CURVE_POINTS = 40
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Timed:
    """What came out, and the CPU and wall seconds it took. CPU seconds are those of all threads of this process."""

    result: Result
    cpu_s: float
    wall_s: float


def timed(work: Callable[[], Answer]) -> tuple[Answer, float, float]:
    """Give what some work gives, its CPU seconds, and its wall seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return answer, time.process_time() - cpu, time.perf_counter() - wall


def planned(problem: Problem, stop: StoppingRule, seed: int = 1) -> Timed:
    """Plan an evening and take the time."""
    return Timed(*timed(lambda: plan(problem, stop=stop, seed=seed)))


def warmed(problem: Problem) -> None:
    """Load the kernels (from numba's cache, or by compiling them), so that their loading is not measured."""
    plan(problem, stop=MaxMoves(2000), seed=0)


def peak_mb() -> float:
    """Give the largest resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


_bare: list[float] = []


def note_bare_imports() -> None:
    """Load what the planner would load while it works, and note what that takes before any work."""
    for name in (
        "highspy",
        "numba",
        "rustworkx",
        "scipy.optimize",
        "scipy.sparse.csgraph",
        "keywho.planning.pairs.planner",
        "keywho.planning.requests.scheduling",
    ):
        importlib.import_module(name)
    _bare[:] = [peak_mb()]


def memory() -> Figures:
    """Give the memory so far. To be asked before a peer is run in the same process."""
    return {"peak MB": round(peak_mb()), "above imports MB": round(peak_mb() - (_bare or [0.0])[0])}


def violations(problem: Problem, result: Result) -> int:
    """Ask the independent checker; a score that it computes otherwise is a violation too."""
    seen = check(problem, result.programme)
    return len(seen.violations) + (abs(seen.score.points - result.score.points) > 1e-6 * max(1.0, abs(result.score.points)))


def one_run(problem: Problem, run: Timed) -> Figures:
    """Give the figures of one run."""
    return {
        "score": run.result.score.points,
        "bound": run.result.bound.points,
        "gap": run.result.gap,
        "CPU s": run.cpu_s,
        "wall s": run.wall_s,
        **memory(),
        "stopped by": run.result.stopped_by,
        "violations": violations(problem, run.result),
    }


def several_runs(problem: Problem, runs: Sequence[Timed]) -> Figures:
    """Give the figures of a run for each seed: median and worst."""
    worst, median, best = spread([run.result.score.points for run in runs])
    curve = max(runs, key=lambda run: -abs(run.result.score.points - median)).result.history
    return {
        "seeds": len(runs),
        "score": median,
        "worst": worst,
        "best": best,
        "ceiling": min(run.result.bound.points for run in runs),
        "gap": spread([run.result.gap for run in runs])[1],
        "repeats": max(run.result.score.repeats for run in runs),
        "CPU s": spread([run.cpu_s for run in runs])[1],
        "wall s": spread([run.wall_s for run in runs])[1],
        **memory(),
        "stopped by": ", ".join(sorted({run.result.stopped_by for run in runs})),
        "violations": sum(violations(problem, run.result) for run in runs),
        "_curve": _thinned([(round(at.seconds, 3), at.score) for at in curve if at.score > float("-inf")]),
    }


def _thinned(curve: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """Keep some forty points of a curve, the last one among them."""
    step = max(1, -(-len(curve) // CURVE_POINTS))
    return [*curve[:-1:step], *curve[-1:]]
