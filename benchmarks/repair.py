"""How fast and how gently a running evening is mended: no-shows, departures and newcomers, one after the other, and a third missing at once.

    python benchmarks/repair.py             1,000 and 10,000 people, sparse20, eight pair rounds
    python benchmarks/repair.py 1000        only 1,000

All rounds to come are mended each time. Milliseconds are CPU time of one core, the evening being warm (`Repairer.warm_up`, see its own column).
"lost" compares the points after the last change with planning the changed evening anew; "alone" are byes in rounds with an even number.
"""

import gc
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from cases import percent
from instances import FOLDER, pairs

from keywho.core.changes import Change, Departure, LateArrival, NoShow
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.repair import Repair, Repairer
from keywho.planning.stopping import MaxSeconds

CHANGES = 200
"""Changes through the evening, as many before each round."""

WARMING = 8
"""Changes that are not measured: the first calls load the kernels."""

HEAD = ("people", "what happens", "warm-up ms", "median ms", "p99 ms", "worst ms", "told next round, median", "worst", "alone", "lost", "violations")


@dataclass(frozen=True, slots=True)
class Mended:
    """What came out of a run of repairs, and the seconds that it took to begin."""

    warm_up_s: float
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


def warm(problem: Problem, programme: Programme) -> tuple[Repairer, float]:
    """Begin with a planned evening; gives the seconds, too."""
    began, repairer = time.process_time(), Repairer(problem, programme)
    repairer.warm_up()
    return repairer, time.process_time() - began


def mended(problem: Problem, programme: Programme, firsts: Sequence[int]) -> Mended:
    """Let people stay away or leave, and others come, by turns, one at a time; before each change, say which round is the next."""
    chance = np.random.default_rng(1)
    repairer, warm_up_s = warm(problem, programme)
    spent, told = [], []
    for no, first in enumerate(firsts):
        who = somebody(repairer.problem, first, chance)
        gone: Change = NoShow(who) if no % 4 else Departure(who, RoundNo(first))
        change = newcomer(repairer.problem, no, first, chance) if no % 2 else gone
        began = time.process_time()
        last = repairer.repair(change, from_round=first)
        spent.append(time.process_time() - began)
        told.append(last.changed_next_round)
    return Mended(warm_up_s, spent, told, last)


def third_missing(problem: Problem, programme: Programme) -> Mended:
    """Let a third stay away and a tenth walk in, all at once."""
    chance, count = np.random.default_rng(1), len(problem.attendees)
    away = chance.choice(count, count // 3, replace=False).tolist()
    happened: list[Change] = [NoShow(problem.attendees[who].id) for who in away]
    happened += [newcomer(problem, no, 1, chance) for no in range(count // 10)]
    repairer, warm_up_s = warm(problem, programme)
    began = time.process_time()
    last = repairer.repair(happened)
    return Mended(warm_up_s, [time.process_time() - began], [last.changed_next_round], last)


def alone(problem: Problem, programme: Programme) -> int:
    """Count the byes in rounds with an even number of people."""
    return sum(len(problem.present(bye.round_no)) % 2 == 0 for bye in programme.byes)


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
        f"{run.warm_up_s * 1000:.0f}",
        f"{np.median(milliseconds):.1f}",
        f"{np.percentile(milliseconds, 99):.1f}",
        f"{milliseconds.max():.1f}",
        f"{np.median(run.told):g}",
        f"{max(run.told)}",
        f"{alone(run.last.problem, after.programme)}",
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
        mended(problem, programme, [1] * WARMING)
        gc.collect()
        gc.freeze()  # compiled kernels are not looked through again, as in a server that has begun
        few = size // 25
        runs = {
            f"{few} changes before the evening": mended(problem, programme, [1] * few),
            f"{CHANGES} changes, {CHANGES // 8} before each round": mended(problem, programme, [1 + no * 8 // CHANGES for no in range(CHANGES)]),
            "a third missing, a tenth walking in": third_missing(problem, programme),
        }
        for what, run in runs.items():
            print("| " + " | ".join(line(size, what, run)) + " |", flush=True)


if __name__ == "__main__":
    main()
