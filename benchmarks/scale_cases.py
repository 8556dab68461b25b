"""How time and memory grow from 1,000 to 100,000 people."""

from functools import partial

import numpy as np
from cases import Case, Figures, Lines, Section
from making import pair_evening, table_evening
from measuring import one_run, planned, warmed

from keywho.planning.stopping import MaxMoves, MaxSeconds

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
MOVES = 50
"""Moves a person and round: an amount of search that grows with the evening."""


def grown(kind: str, count: int) -> Figures:
    """Plan one evening of a size: pairs as far as they go, tables with a fixed number of moves a person and round."""
    warmed(pair_evening("sparse", 200, 7) if kind == "pairs" else table_evening("sparse", 2_400, 7, rounds=2))
    problem = pair_evening("sparse", count, 5) if kind == "pairs" else table_evening("sparse", count, 5)
    run = planned(problem, MaxSeconds(120.0) if kind == "pairs" else MaxMoves(MOVES * count * len(problem.rounds)))
    return {"people": count, **one_run(problem, run)}


def exponents(lines: Lines) -> Lines:
    """Fit CPU seconds = c * people ** exponent to each kind, by least squares of the logarithms."""
    found: dict[str, Figures] = {}
    for kind in ("pairs", "tables"):
        measured = [
            (figures["people"], figures["CPU s"], figures["above imports MB"])
            for name, figures in lines.items()
            if name.startswith(kind) and "CPU s" in figures
        ]
        if len(measured) > 1:
            people, cpu_s, megabytes = np.log(np.maximum(np.array(measured, float), 1e-3)).T
            found[f"{kind}: exponent"] = {
                "exponent of time": round(float(np.polyfit(people, cpu_s, 1)[0]), 3),
                "exponent of memory": round(float(np.polyfit(people, megabytes, 1)[0]), 3),
            }
    return found


SCALE = Section(
    "scale",
    "How it grows",
    f"sparse20 evenings made by `benchmarks/making.py`: eight pair rounds to the end, and six rounds of tables of eight with {MOVES} moves a person and round. The last lines are the exponents fitted to all sizes "
    "(CPU seconds = c · people^exponent). `above imports` leaves out what Python and the libraries take before any work; it includes the evening itself.\n\n![growth](benchmarks/growth.svg)",
    tuple(
        Case(f"{kind} {count:,}", partial(grown, kind, count), 900, quick=count <= 10_000, usual_s=count / 400)
        for kind in ("pairs", "tables")
        for count in SIZES
    ),
    main="CPU s",
    rising=False,
    added=exponents,
)
