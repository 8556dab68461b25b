"""How good programmes are: against proven bounds, prototypes, peers' figures and the best known designs."""

import json
import time
from dataclasses import replace
from functools import partial
from statistics import median

import numpy as np
from cases import SHARED, Case, Figures, Section, percent, points, seconds, verdict
from evenings import evening
from instances import FOLDER, golfers, pairs, tables

from keywho.core.problem import Problem
from keywho.planning.check import check
from keywho.planning.designs.constructions import designs, most_rounds
from keywho.planning.engine import plan
from keywho.planning.result import Result
from keywho.planning.search import tables as table_planning
from keywho.planning.stopping import MaxMoves, MaxSeconds

PROTOTYPE_PAIRS = {
    "sparse20_n1000": (32614, "1.1"),
    "sparse20_n3000": (97150, "0.5"),
    "sparse20_n10000": (323874, "2.5"),
    "fill_n1000": (432471, "0.3"),
    "hub_n1000": (421238, "1.3"),
    "hub_n10000": (4208634, "17-35"),
    "dense_n300": (118567, "2.0"),
}
"""Best figure of the shared notes (proven optimal) and its wall seconds."""

PAIRS_TARGETS = {"sparse20_n1000": 3.0, "sparse20_n10000": 15.0}

PROTOTYPE_TABLES = {
    "sparse20_n200": (9821, "60 s"),
    "topics_n200": (37033, "20 s"),
    "dense_n200": (310001, "60 s"),
    "sparse20_n1000": (44611, "60 s"),
    "sparse20_n10000": (402617, "120 s"),
}
TABLES_SECONDS = {"sparse20_n200": 20, "topics_n200": 20, "dense_n200": 20, "sparse20_n1000": 30, "sparse20_n10000": 30}
TABLES_TARGETS = {"sparse20_n200": 9600}

PROTOTYPE_GOLFERS = {
    (8, 4, 7): "0 in 0.001-0.011 s",
    (10, 4, 9): "0 in 0.12-0.36 s",
    (16, 6, 6): "0 in 0.004 s",
    (20, 5, 8): "0 in 0.003 s",
    (40, 8, 6): "0 in 0.001-0.005 s",
    (100, 10, 8): "0 in 0.30 s",
    (18, 5, 10): "33-34 of 40 partners (random search)",
    (6, 3, 8): "-",
}
GOLFER_TARGETS = {(8, 4, 7), (10, 4, 9), (16, 6, 6), (20, 5, 8)}
SEARCH_ALONE_S = 10.0


def violations(problem: Problem, result: Result) -> int:
    """Ask the independent checker; a score that it computes otherwise is a violation too."""
    seen = check(problem, result.programme)
    return len(seen.violations) + (abs(seen.score.points - result.score.points) > 1e-6 * max(1.0, abs(result.score.points)))


# ------------------------------------------------------------------ pairs


def pair_rounds(name: str) -> Figures:
    """Plan eight pair rounds twice: the first run in a process loads the kernels."""
    problem = pairs(FOLDER / "pairs" / f"{name}_s1.txt.gz")
    spent = []
    for _ in range(2):
        began = time.perf_counter()
        result = plan(problem, stop=MaxSeconds(15), seed=1)
        spent.append(time.perf_counter() - began)
    known, known_seconds = PROTOTYPE_PAIRS[name]
    target = PAIRS_TARGETS.get(name)
    return {
        "rounds": len(problem.rounds),
        "score": points(result.score.points),
        "bound": points(result.bound.points),
        "gap": percent(result.gap),
        "seconds": seconds(spent[1]),
        "first run": seconds(spent[0]),
        "reference": f"{known:,} in {known_seconds} s",
        "ratio": f"{result.score.points / known:.5f}",
        "violations": violations(problem, result),
        "asked for": verdict(f"gap 0 in {target:.0f} s", result.gap == 0 and spent[1] <= target) if target else "",
    }


# ------------------------------------------------------------------ tables


def table_rounds(name: str, seeds: int) -> Figures:
    """Plan six rounds of tables of eight."""
    problem = tables(FOLDER / "tables" / f"{name}_k8_r6.txt.gz")
    plan(problem, stop=MaxMoves(20_000), seed=0)
    found = []
    spent = 0.0
    for seed in range(1, seeds + 1):
        began = time.perf_counter()
        found.append(plan(problem, stop=MaxSeconds(TABLES_SECONDS[name]), seed=seed))
        spent = max(spent, time.perf_counter() - began)
    scores = sorted(result.score.points for result in found)
    known, known_seconds = PROTOTYPE_TABLES[name]
    target = TABLES_TARGETS.get(name)
    return {
        "rounds": len(problem.rounds),
        "seeds": seeds,
        "median score": points(median(scores)),
        "worst": points(scores[0]),
        "ceiling": points(found[0].bound.points),
        "gap to it": percent(max(result.gap for result in found)),
        "repeats": max(result.score.repeats for result in found),
        "seconds": seconds(spent),
        "stopped by": ", ".join(sorted({result.stopped_by for result in found})),
        "reference": f"{known:,} in {known_seconds}",
        "ratio": f"{median(scores) / known:.4f}",
        "violations": sum(violations(problem, result) for result in found),
        "asked for": verdict(f"{target:,} in {TABLES_SECONDS[name]} s", scores[0] >= target) if target else "",
    }


# ------------------------------------------------------------------ groups that never repeat


def golfer_rounds(groups: int, size: int, rounds: int) -> Figures:
    """Plan the social golfer problem: as it comes, and by the search alone."""
    problem = golfers(groups, size, rounds)
    spent = []
    for _ in range(2):
        began = time.perf_counter()
        result = plan(problem, stop=MaxSeconds(SEARCH_ALONE_S), seed=1)
        spent.append(time.perf_counter() - began)
    table_planning.flat_rounds = lambda *_: None  # type: ignore[assignment]  # no design for the search alone
    began = time.perf_counter()
    alone = plan(problem, stop=MaxSeconds(SEARCH_ALONE_S), seed=1)
    spent_alone = time.perf_counter() - began
    partners = partners_of(problem, result)
    return {
        "people": groups * size,
        "repeats": result.score.repeats,
        "seconds": seconds(spent[1]),
        "first run": seconds(spent[0]),
        "fewest partners": f"{partners.min()} of {rounds * (size - 1)}",
        "search alone: repeats": alone.score.repeats,
        "its seconds": seconds(spent_alone),
        "its fewest partners": int(partners_of(problem, alone).min()),
        "reference": PROTOTYPE_GOLFERS[groups, size, rounds],
        "violations": violations(problem, result) + violations(problem, alone),
        "asked for": verdict("0 in 1 s", result.score.repeats == 0 and spent[1] <= 1) if (groups, size, rounds) in GOLFER_TARGETS else "",
    }


def partners_of(problem: Problem, result: Result) -> np.ndarray:
    """Count the different people whom each attendee meets."""
    met: list[set[str]] = [set() for _ in problem.attendees]
    for meeting in result.programme.meetings:
        for who in meeting.attendees:
            met[problem.index[who]].update(meeting.attendees)
    return np.array([len(others - {problem.attendees[at].id}) for at, others in enumerate(met)])


def best_known_cells() -> Figures:
    """Build a design for each cell of the table of best known rounds, and verify that no pair is together twice."""
    known = json.loads((SHARED / "instances" / "social_golfer" / "best_known_weeks.json").read_text(encoding="utf-8"))
    cells = {tuple(map(int, name.split("-"))): rounds for name, rounds in known.items()}
    cells = {cell: rounds for cell, rounds in cells.items() if min(cell) >= 3 and max(cell) <= 20}
    began = time.perf_counter()
    short, broken = [], []
    for (groups, size), rounds in sorted(cells.items()):
        reached = most_rounds(groups, size)
        if reached < rounds:
            short.append(f"{groups}-{size}: {reached} of {rounds}")
        if repeated_pairs(designs(groups, size)[0].build(min(reached, rounds))):
            broken.append(f"{groups}-{size}")
    return {
        "cells": len(cells),
        "reached": len(cells) - len(short),
        "reference": "188 (best peer's constructions)",
        "designs with a repeat": ", ".join(broken) or "none",
        "seconds": seconds(time.perf_counter() - began),
        "not reached": "; ".join(short),
    }


def repeated_pairs(held: np.ndarray) -> int:
    """Count the pairs that are together more than once."""
    one, other = np.triu_indices(held.shape[2], 1)
    people = np.sort(np.stack([held[:, :, one].ravel(), held[:, :, other].ravel()]), axis=0)
    return people.shape[1] - len(np.unique(people[0] * held.max(initial=0) * 2 + people[1]))


# ------------------------------------------------------------------ who gets least


def fairness(people: int, steps: bool) -> Figures:
    """Plan an example evening with the diminishing worth of useful meetings, or for the plain sum."""
    problem = evening(people)
    if not steps:
        problem = replace(problem, weights=replace(problem.weights, useful=()))
    plan(problem, stop=MaxMoves(2000))
    found = [plan(problem, stop=MaxSeconds(5), seed=seed) for seed in (1, 2, 3)]
    gains = np.array([benefit_of_each(problem, result) for result in found])
    useful = np.array([useful_of_each(problem, result) for result in found])

    def mean(figures: np.ndarray) -> str:
        return f"{figures.mean():,.1f}"

    return {
        "sum of benefit": mean(gains.sum(axis=1)),
        "least benefit": mean(gains.min(axis=1)),
        "tenth percentile": mean(np.percentile(gains, 10, axis=1)),
        "median": mean(np.median(gains, axis=1)),
        "most": mean(gains.max(axis=1)),
        "people without a useful meeting": mean((useful == 0).sum(axis=1)),
        "of whom nobody on the list is useful to": len(problem.attendees) - len(np.unique(problem.benefit.seeker[problem.benefit.points > 0])),
        "with fewer than three": mean((useful < 3).sum(axis=1)),
        "violations": sum(violations(problem, result) for result in found),
    }


def benefit_of_each(problem: Problem, result: Result) -> np.ndarray:
    """Add up what each attendee has from those whom they met, each counted once."""
    worth = {(a, b): points_ for a, b, points_ in problem.benefit.entries()}
    gains = np.zeros(len(problem.attendees))
    for a, b in meetings_of_two(problem, result):
        gains[a] += worth.get((a, b), 0.0) + problem.benefit.anyone
    return gains


def useful_of_each(problem: Problem, result: Result) -> np.ndarray:
    """Count the useful people whom each attendee met."""
    worth = {(a, b) for a, b, points_ in problem.benefit.entries() if points_ > 0}
    found = np.zeros(len(problem.attendees), np.int64)
    for a, b in meetings_of_two(problem, result):
        found[a] += (a, b) in worth
    return found


def meetings_of_two(problem: Problem, result: Result) -> set[tuple[int, int]]:
    """Give each ordered pair that meets, once."""
    places = [[problem.index[who] for who in meeting.attendees] for meeting in result.programme.meetings]
    return {(a, b) for group in places for a in group for b in group if a != b}


PAIRS = Section(
    "pairs",
    "Pair rounds",
    "Eight rounds of pairs, everybody with anybody, weighted; no room. `seconds` is the second run in one process, `first run` the first "
    "(numba's kernels are loaded from its cache, or compiled). The reference is our own prototype, proven optimal, on a machine of the same kind.",
    tuple(Case(name, partial(pair_rounds, name), 240) for name in PROTOTYPE_PAIRS),
)
TABLES = Section(
    "tables",
    "Table rounds",
    "Six rounds of tables of eight, weighted; no room. The ceiling is a b-matching of all meetings: no programme passes it, and none is near it. "
    "The shared notes have lower ceilings by semidefinite programming for two of them, 45,155 for topics_n200 and 366,216 for dense_n200. "
    "The reference is the notes' annealing prototype.",
    tuple(
        case
        for name, budget in TABLES_SECONDS.items()
        for case in (
            Case(name, partial(table_rounds, name, 1), 90 + 2 * budget),
            Case(f"{name}, three seeds", partial(table_rounds, name, 3), 120 + 4 * budget, quick=False),
        )
        if case.quick or "n200" in name
    ),
)
GOLFERS = Section(
    "golfers",
    "Groups without a repeat",
    "Tables-people a table-rounds; everybody is worth the same to everybody, so the only question is who meets twice (the social golfer problem). "
    f"The planner takes a design where it has one. `search alone` is the same planner with designs switched off, at most {SEARCH_ALONE_S:.0f} s, one seed.",
    tuple(Case("-".join(map(str, shape)), partial(golfer_rounds, *shape), 90) for shape in PROTOTYPE_GOLFERS),
)
DESIGNS = Section(
    "designs",
    "Best known designs",
    "Cells (tables-people a table, 3 to 20) of the table of most rounds known without a repeat: how many our constructions reach. "
    "Each design is built, and verified pair by pair.",
    (Case("best known", best_known_cells, 180),),
)
FAIRNESS = Section(
    "fairness",
    "Who gets least",
    "Benefit of single people on the example evenings (`neighbour,nearby*3,table:6`, 5 s): with the diminishing worth of useful meetings, which is the "
    "default, and for the plain sum. Means of three seeds.",
    tuple(
        Case(f"{people} people, {words}", partial(fairness, people, steps), 90)
        for people in (60, 300)
        for words, steps in (("default", True), ("plain sum", False))
    ),
)
