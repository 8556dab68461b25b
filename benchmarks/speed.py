"""How long evenings with a room take, and the command's start."""

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from cases import ROOT, Case, Figures, Section
from evenings import ROOMS, ROUNDS, evening, invented_evening
from measuring import one_run, planned, warmed

from keywho.core.problem import Problem
from keywho.planning.stopping import MaxSeconds

# ------------------------------------------------------------------ evenings


def planned_evening(problem: Problem, budget_s: float) -> Figures:
    """Plan an evening once the kernels are loaded."""
    warmed(problem if len(problem.attendees) < 1000 else evening(60))
    run = planned(problem, MaxSeconds(budget_s))
    result = run.result
    return {
        "people": len(problem.attendees),
        "rounds": len(problem.rounds),
        **one_run(problem, run),
        "byes": result.score.byes,
        "trios": result.score.trios,
        "repeats": result.score.repeats,
        "metres a person and round": f"{result.score.walk_m / len(problem.attendees) / len(problem.rounds):.2f}",
        "first programme s": result.history[0].seconds if result.history else None,
    }


def example_evening(people: int) -> Figures:
    """Plan an example evening for five seconds."""
    return planned_evening(evening(people), 5)


def large_evening(rounds: str) -> Figures:
    """Plan 5,000 people for eight nearby rounds, each at most once."""
    return planned_evening(invented_evening(5000, "rows:50x100", rounds), 120)


# ------------------------------------------------------------------ the start of the command

WATCHED = """
import math, sys, time
from keywho.planning import engine
inner = engine.plan
def watched(problem, *, progress=None, **more):
    def watch(now):
        if len(problem.attendees) > 8 and math.isfinite(now.score) and not seen:
            seen.append(time.time())
        if progress:
            progress(now)
    return inner(problem, progress=watch, **more)
seen = []
engine.plan = watched
from keywho.cli.main import main
main(sys.argv[2:], standalone_mode=False)
print(seen[0] - float(sys.argv[1]))
"""


def start_of_the_command(starts: int = 4) -> Figures:
    """Start `keywho plan` again and again, the first time with an empty cache of kernels, and note when the first programme is there."""
    words = ["plan", str(ROOT / "examples" / "evening-60.csv"), "--room", ROOMS[60], "--rounds", ROUNDS, "--seed", "1", "--quiet"]
    first, whole = [], []
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        for _ in range(starts):
            began = time.time()
            said = subprocess.run(
                [sys.executable, "-c", WATCHED, str(began), *words, "--seconds", "0.5", "--no-files"],
                env=environment, capture_output=True, text=True, check=True, timeout=180,
            ).stdout  # fmt: skip
            first.append(float(said.splitlines()[-1]))
        for budget in ("0", "5"):
            began = time.time()
            command = [str(Path(sys.executable).with_name("keywho")), *words, "--seconds", budget, "--out", str(Path(cache) / "evening")]
            subprocess.run(command, env=environment, capture_output=True, check=True, timeout=180)
            whole.append(time.time() - began)
    return {
        "first start s": first[0],
        "second start s": first[1],
        "later starts, median s": sorted(first[1:])[len(first[1:]) // 2],
        "whole command with `--seconds 0`, all files written, s": whole[0],
        "with `--seconds 5`, s": whole[1],
    }


EVENINGS = Section(
    "evenings",
    "Evenings with a room",
    "The example lists (`neighbour,nearby*3,table:6`, 5 s; 60 people in 6 rows of 10, 300 in 15 rows of 20), and 5,000 invented people in 50 rows of 100 "
    "for eight nearby rounds (`nearby:any*8`, `nearby:3m*8`, 120 s at most). `first programme` is the time in the planner until there is something to keep; "
    "the bound of rounds limited by reach or at tables is a ceiling.",
    (
        Case("evening-60", partial(example_evening, 60), 90),
        Case("evening-300", partial(example_evening, 300), 90),
        Case("5,000 people, any reach", partial(large_evening, "nearby:any*8"), 600, quick=False, usual_s=40),
        Case("5,000 people, reach 3 m", partial(large_evening, "nearby:3m*8"), 600, quick=False, usual_s=60),
    ),
)
START = Section(
    "start",
    "Start of the command",
    "`keywho plan examples/evening-60.csv --room rows:6x10 --rounds neighbour,nearby*3,table:6` as a process, from its start to the first programme, "
    "with a cache of kernels that is empty at the first start; wall seconds of one core.",
    (Case("60 people", start_of_the_command, 400, usual_s=30),),
    main="second start s",
    rising=False,
)
