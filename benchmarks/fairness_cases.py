"""Who gets least: the diminishing worth of useful meetings against the plain sum."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from cases import Case, Figures, Section
from evenings import evening
from making import pair_evening, table_evening
from measuring import memory, planned, violations, warmed

from keywho.core.problem import Problem
from keywho.core.score import Weights
from keywho.planning.result import Result
from keywho.planning.stopping import MaxSeconds


def fairness(make: Callable[[], Problem], budget_s: float, seeds: int) -> Figures:
    """Plan an evening with the diminishing worth, which is the default, and for the plain sum; give means of the seeds."""
    fair = make()
    fair = replace(fair, weights=replace(fair.weights, useful=Weights().useful))
    plain = replace(fair, weights=replace(fair.weights, useful=()))
    warmed(fair)
    runs = {name: [planned(problem, MaxSeconds(budget_s), seed) for seed in range(1, seeds + 1)] for name, problem in (("plain", plain), ("fair", fair))}
    gains = {name: np.array([benefit_of_each(fair, run.result) for run in found]) for name, found in runs.items()}
    useful = {name: np.array([useful_of_each(fair, run.result) for run in found]) for name, found in runs.items()}

    def both(figure: Callable[[str], float]) -> str:
        return f"{figure('plain'):,.1f} → {figure('fair'):,.1f}"

    total = {name: float(each.sum(axis=1).mean()) for name, each in gains.items()}
    return {
        "people": len(fair.attendees),
        "least: plain → fair": both(lambda name: gains[name].min(axis=1).mean()),
        "tenth percentile": both(lambda name: np.percentile(gains[name], 10, axis=1).mean()),
        "median": both(lambda name: np.median(gains[name], axis=1).mean()),
        "without a useful meeting": both(lambda name: (useful[name] == 0).sum(axis=1).mean()),
        "with fewer than three": both(lambda name: (useful[name] < 3).sum(axis=1).mean()),
        "cost of the sum": (total["plain"] - total["fair"]) / total["plain"],
        "gap (fair)": float(np.median([run.result.gap for run in runs["fair"]])),
        "certified": "yes" if runs["fair"][0].result.bound.tight else "ceiling",
        "CPU s": float(np.median([run.cpu_s for run in runs["fair"]])),
        "plain CPU s": float(np.median([run.cpu_s for run in runs["plain"]])),
        **memory(),
        "violations": sum(violations(problem, run.result) for name, problem in (("plain", plain), ("fair", fair)) for run in runs[name]),
    }


def benefit_of_each(problem: Problem, result: Result) -> np.ndarray:
    """Add up what each attendee has from those whom they met, each counted once."""
    worth = {(a, b): points for a, b, points in problem.benefit.entries()}
    gains = np.zeros(len(problem.attendees))
    for a, b in meetings_of_two(problem, result):
        gains[a] += worth.get((a, b), 0.0) + problem.benefit.anyone
    return gains


def useful_of_each(problem: Problem, result: Result) -> np.ndarray:
    """Count the useful people whom each attendee met."""
    worth = {(a, b) for a, b, points in problem.benefit.entries() if points > 0}
    found = np.zeros(len(problem.attendees), np.int64)
    for a, b in meetings_of_two(problem, result):
        found[a] += (a, b) in worth
    return found


def meetings_of_two(problem: Problem, result: Result) -> set[tuple[int, int]]:
    """Give each ordered pair that meets, once."""
    places = [[problem.index[who] for who in meeting.attendees] for meeting in result.programme.meetings]
    return {(a, b) for group in places for a in group for b in group if a != b}


FAIRNESS = Section(
    "fairness",
    "Who gets least",
    "Benefit of single people with the diminishing worth of useful meetings (6, 3 and 1 points for a person's first three, the default) and for the plain sum, planned in the same seconds: what the least one, the tenth percentile and "
    "the median get, and by how much the sum of benefit is smaller for it (negative: larger). Means over the seeds. Made evenings have benefit in one direction, so that it is scarce.",
    (
        Case("evening-60, room and mixed rounds", partial(fairness, partial(evening, 60), 5.0, 3), 200, usual_s=35),
        Case("evening-300, room and mixed rounds", partial(fairness, partial(evening, 300), 5.0, 3), 300, usual_s=40),
        Case("hub 1,000, eight pair rounds", partial(fairness, partial(pair_evening, "hub", 1000, 3), 20.0, 1), 300, usual_s=30),
        Case("sparse20 1,000, eight pair rounds", partial(fairness, partial(pair_evening, "sparse", 1000, 3), 20.0, 1), 300, quick=False, usual_s=30),
        Case("sparse20 200, six table rounds", partial(fairness, partial(table_evening, "sparse", 200, 3), 10.0, 3), 300, quick=False, usual_s=70),
    ),
    main="cost of the sum",
    rising=False,
)
