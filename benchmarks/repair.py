"""How fast and how gently a running evening is mended: forty no-shows and newcomers, one after the other, and a third missing at once.

    python benchmarks/repair.py             1,000 and 10,000 people, sparse20, eight pair rounds
    python benchmarks/repair.py 1000        only 1,000

"lost" compares the points after the last change with planning the changed evening anew, all rounds still to come.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from cases import percent
from instances import FOLDER, pairs

from keywho.core.changes import Change, LateArrival, NoShow
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.repair import Repair, Repairer
from keywho.planning.stopping import MaxSeconds

CHANGES = 40
HEAD = ("people", "what happens", "median ms", "p99 ms", "told next round, median", "worst", "byes", "lost", "violations")


@dataclass(frozen=True, slots=True)
class Mended:
    """What came out of a run of repairs."""

    spent_s: list[float]
    told: list[int]
    last: Repair


def newcomer(problem: Problem, no: int, first: int, chance: np.random.Generator) -> LateArrival:
    """Invent somebody who is worth something to ten people, and ten others to them."""
    others = chance.choice([attendee.id for attendee in problem.attendees], 20, replace=False).tolist()
    worth = dict(zip(others, chance.integers(1, 11, 20).astype(float).tolist(), strict=True))
    mine, theirs = ({AttendeeId(who): worth[who] for who in half} for half in (others[:10], others[10:]))
    return LateArrival(Attendee(AttendeeId(f"new{no}"), f"Newcomer {no}"), RoundNo(first), mine, theirs)


def somebody(problem: Problem, first: int, chance: np.random.Generator) -> AttendeeId:
    """Choose one who is still there."""
    there = problem.present(first)
    return there[int(chance.integers(len(there)))]


def mended(problem: Problem, programme: Programme, firsts: Iterator[int]) -> Mended:
    """Let people stay away and come, by turns, one at a time."""
    chance, repairer = np.random.default_rng(1), Repairer(problem, programme)
    spent, told = [], []
    for no, first in enumerate(firsts):
        change: Change = newcomer(repairer.problem, no, first, chance) if no % 2 else NoShow(somebody(repairer.problem, first, chance))
        began = time.perf_counter()
        last = repairer.repair(change, from_round=first)
        spent.append(time.perf_counter() - began)
        told.append(last.changed_next_round)
    return Mended(spent, told, last)


def third_missing(problem: Problem, programme: Programme) -> Mended:
    """Let a third stay away and a tenth walk in, all at once."""
    chance, count = np.random.default_rng(1), len(problem.attendees)
    away = chance.choice(count, count // 3, replace=False).tolist()
    happened: list[Change] = [NoShow(problem.attendees[who].id) for who in away]
    happened += [newcomer(problem, no, 1, chance) for no in range(count // 10)]
    began = time.perf_counter()
    last = Repairer(problem, programme).repair(happened)
    return Mended([time.perf_counter() - began], [last.changed_next_round], last)


def line(people: int, what: str, run: Mended) -> tuple[str, ...]:
    """Write the figures of a run."""
    after = run.last.result
    lost = "-"
    if not run.last.problem.wishes.pinned:
        lost = percent(max(0.0, 1 - after.score.points / plan(replace(run.last.problem), stop=MaxSeconds(5)).score.points))
    verdict = check(run.last.problem, after.programme)
    milliseconds = np.array(run.spent_s) * 1000
    return (
        f"{people:,}",
        what,
        f"{np.median(milliseconds):.0f}",
        f"{np.percentile(milliseconds, 99):.0f}",
        f"{np.median(run.told):g}",
        f"{max(run.told)}",
        f"{after.score.byes}",
        lost,
        f"{len(verdict.violations)}",
    )


def main() -> None:
    """Measure the sizes that are asked for, and print a table."""
    sizes = [int(word) for word in sys.argv[1:]] or [1000, 10_000]
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    for size in sizes:
        problem = pairs(FOLDER / "pairs" / f"sparse20_n{size}_s1.txt.gz")
        programme = plan(problem, stop=MaxSeconds(5)).programme
        Repairer(problem, programme).repair(NoShow(problem.attendees[0].id))  # the first call reads modules
        runs = {
            f"{CHANGES} changes before the evening": mended(problem, programme, iter([1] * CHANGES)),
            f"{CHANGES} changes, {CHANGES // 8} before each round": mended(problem, programme, (1 + no * 8 // CHANGES for no in range(CHANGES))),
            "a third missing, a tenth walking in": third_missing(problem, programme),
        }
        for what, run in runs.items():
            print("| " + " | ".join(line(size, what, run)) + " |", flush=True)


if __name__ == "__main__":
    main()
