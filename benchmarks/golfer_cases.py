"""Groups without a repeat: by search alone, by designs, and the whole table of best known rounds."""

import json
import time
from functools import partial

import numpy as np
from cases import SHARED, Case, Figures, Section, spread
from instances import golfers
from measuring import SEEDS, memory, planned, violations, warmed
from peers import with_cpsat

from keywho.planning.designs.constructions import designs, most_rounds
from keywho.planning.engine import plan
from keywho.planning.search import tables as table_planning
from keywho.planning.stopping import MaxSeconds

NOTES = {
    (8, 4, 7): "0 in 0.001-0.011 s",
    (8, 4, 8): "0 in 5-14 s",
    (8, 4, 10): "18 after 20 s",
    (10, 4, 9): "0 in 0.12-0.36 s",
    (16, 6, 6): "0 in 0.004 s",
    (20, 5, 8): "0 in 0.003 s",
    (40, 8, 6): "0 in 0.001-0.005 s",
    (100, 10, 8): "0 in 0.30 s",
    (18, 5, 10): "-",
    (6, 3, 8): "-",
}
"""What the notes' plain annealing needed."""

SEARCH_S = 20.0
CPSAT_S = {(8, 4, 7): 10.0, (8, 4, 8): 10.0, (10, 4, 9): 10.0, (6, 3, 8): 10.0}


def golfer_rounds(groups: int, size: int, rounds: int) -> Figures:
    """Plan the social golfer problem as it comes, then by the search alone with several seeds, then by CP-SAT."""
    problem = golfers(groups, size, rounds)
    warmed(golfers(groups, size, rounds))
    as_it_comes = planned(problem, MaxSeconds(SEARCH_S))
    table_planning.flat_rounds = lambda *_: None  # type: ignore[assignment]  # no design for the search alone
    plan(golfers(5, 3, 3), stop=MaxSeconds(0.2))
    alone = [planned(problem, MaxSeconds(SEARCH_S), seed) for seed in SEEDS]
    _, repeats, most = spread([run.result.score.repeats for run in alone])
    _, cpu_s, longest = spread([run.cpu_s for run in alone])
    figures = {
        "people": groups * size,
        "repeats": repeats,
        "repeats, worst": int(most),
        "CPU s": cpu_s,
        "worst CPU s": longest,
        "notes' annealing": NOTES[groups, size, rounds],
        "with designs: repeats": as_it_comes.result.score.repeats,
        "its CPU s": as_it_comes.cpu_s,
        **memory(),
        "violations": violations(problem, as_it_comes.result) + sum(violations(problem, run.result) for run in alone),
    }
    limit_s = CPSAT_S.get((groups, size, rounds))
    return {**figures, "CP-SAT": with_cpsat("golfers", groups, size, rounds, limit_s)} if limit_s else figures


def best_known_cells() -> Figures:
    """Build a design for each cell of the table of best known rounds, and verify that no pair is together twice."""
    known = json.loads((SHARED / "instances" / "social_golfer" / "best_known_weeks.json").read_text(encoding="utf-8"))
    cells = {tuple(map(int, name.split("-"))): rounds for name, rounds in known.items()}
    cells = {cell: rounds for cell, rounds in cells.items() if min(cell) >= 3 and max(cell) <= 20}
    short, broken, grid, longest = [], [], [], (0.0, "")
    began = time.process_time()
    for (groups, size), rounds in sorted(cells.items()):
        opened = time.process_time()
        reached = min(most_rounds(groups, size), rounds)
        held = designs(groups, size)[0].build(reached)
        longest = max(longest, (time.process_time() - opened, f"{groups}-{size}"))
        grid.append((groups, size, reached, rounds))
        if reached < rounds:
            short.append(f"{groups}-{size}: {reached} of {rounds}")
        if repeated_pairs(held):
            broken.append(f"{groups}-{size}")
    return {
        "cells": len(cells),
        "reached": len(cells) - len(short),
        "best peer's constructions (notes)": 188,
        "designs with a repeat": ", ".join(broken) or "none",
        "CPU s": time.process_time() - began,
        "longest s": longest[0],
        "longest cell": longest[1],
        **memory(),
        "not reached": "; ".join(short) or "none",
        "_grid": grid,
    }


def repeated_pairs(held: np.ndarray) -> int:
    """Count the pairs that are together more than once."""
    one, other = np.triu_indices(held.shape[2], 1)
    together = np.sort(np.stack([held[:, :, one].ravel(), held[:, :, other].ravel()]), axis=0)
    return together.shape[1] - len(np.unique(together[0] * held.max(initial=0) * 2 + together[1]))


GOLFERS = Section(
    "golfers",
    "Groups without a repeat, by search alone",
    "Tables-people a table-rounds; everybody is worth the same to everybody, so the only question is who meets twice (the social golfer problem). Designs are switched off, and the search has at most "
    f"{SEARCH_S:.0f} s; five seeds. `with designs` is what the planner does as it comes. CP-SAT has ten seconds.",
    tuple(
        Case(
            "-".join(map(str, shape)),
            partial(golfer_rounds, *shape),
            400,
            shape not in ((8, 4, 8), (8, 4, 10), (6, 3, 8)),
            usual_s=120 if shape[0] in (6, 8) else 20,
        )
        for shape in NOTES
    ),
    main="repeats",
    rising=False,
)
DESIGNS = Section(
    "designs",
    "Best known designs",
    "Cells (tables-people a table, 3 to 20) of the table of most rounds known without a repeat (Miller, Valkov and Abel 2026): how many our constructions reach. Each design is built, and verified pair by pair.",
    (Case("best known", best_known_cells, 180),),
    main="reached",
)
