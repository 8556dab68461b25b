"""Pair rounds: proven bounds, absences, odd numbers, other seeds, and 100,000 people."""

from collections.abc import Callable
from functools import partial

from cases import Case, Figures, Section
from instances import FOLDER, pairs
from making import pair_evening, with_absences
from measuring import one_run, planned, warmed
from peers import matchings, scipy_bound, with_cpsat, with_networkx, with_rustworkx

from keywho.core.problem import Problem
from keywho.planning.stopping import MaxSeconds

PEERS: dict[str, Callable[[Problem], Figures]] = {
    "networkx": lambda problem: matchings(problem, with_networkx),
    "rustworkx": lambda problem: matchings(problem, with_rustworkx),
    "CP-SAT": lambda problem: with_cpsat("pairs", problem, 30.0),
    "scipy milp": scipy_bound,
}
ALL = tuple(PEERS)
FAST = ("rustworkx", "scipy milp")


def pair_rounds(make: Callable[[], Problem], budget_s: float, peers: tuple[str, ...]) -> Figures:
    """Plan eight pair rounds once the kernels are loaded, then let the peers plan them."""
    warmed(pair_evening("sparse", 200, 7))
    problem = make()
    figures = {"people": len(problem.attendees), **one_run(problem, planned(problem, MaxSeconds(budget_s)))}
    return {**figures, **{name: PEERS[name](problem) for name in peers}}


def from_file(name: str) -> Problem:
    """Read one of the seven files."""
    return pairs(FOLDER / "pairs" / f"{name}_s1.txt.gz")


def made(kind: str, count: int, seed: int, away: float = 0.0) -> Problem:
    """Make an evening, with absences where asked for."""
    problem = pair_evening(kind, count, seed)
    return with_absences(problem, away, seed) if away else problem


def _file(name: str, peers: tuple[str, ...] = (), *, quick: bool = True, usual_s: float = 10) -> Case:
    return Case(name, partial(pair_rounds, partial(from_file, name), 60.0, peers), 900, quick=quick, usual_s=usual_s)


def _made(name: str, kind: str, count: int, seed: int, away: float = 0.0, *, peers: tuple[str, ...] = (), quick: bool = False, usual_s: float = 20) -> Case:
    return Case(name, partial(pair_rounds, partial(made, kind, count, seed, away), 120.0, peers), 900, quick=quick, usual_s=usual_s)


PAIRS = Section(
    "pairs",
    "Pair rounds",
    "Eight rounds of pairs, everybody with anybody, weighted; no room. `CPU s` is one run with the kernels loaded; gap 0 is **proven optimal**. The first seven are files of the "
    "shared notes; all others are made by `benchmarks/making.py`. Peers: `networkx` and `rustworkx` give the best matching of a round, and then of what is left; byes cost them nothing. "
    "`CP-SAT` has 30 s for all rounds together. `scipy milp` solves the b-matching alone: a second opinion on our bound, with no rounds made.",
    (
        _file("sparse20_n1000", ALL, usual_s=60),
        _file("sparse20_n3000", ALL, quick=False, usual_s=180),
        _file("sparse20_n10000", FAST, quick=False, usual_s=90),
        _file("fill_n1000", ("networkx", "rustworkx", "scipy milp"), quick=False, usual_s=120),
        _file("hub_n1000", ("networkx", "rustworkx", "scipy milp"), quick=False, usual_s=120),
        _file("hub_n10000", ("rustworkx",), quick=False, usual_s=150),
        _file("dense_n300", ("networkx", "rustworkx"), usual_s=60),
        Case("sparse20_n10000, quick", partial(pair_rounds, partial(from_file, "sparse20_n10000"), 60.0, ()), 300, full=False),
        Case("hub_n10000, quick", partial(pair_rounds, partial(from_file, "hub_n10000"), 60.0, ()), 300, full=False),
        _made("sparse20 60", "sparse", 60, 2, peers=ALL, quick=True, usual_s=40),
        _made("sparse20 1,000, seed 2", "sparse", 1000, 2, peers=FAST),
        _made("fill 3,000, seed 2", "fill", 3000, 2, peers=("rustworkx",)),
        _made("hub 3,000, seed 2", "hub", 3000, 2, peers=("rustworkx",)),
        _made("dense 200, seed 2", "dense", 200, 2, peers=("rustworkx",)),
        _made("sparse20 1,001", "sparse", 1001, 1, quick=True),
        _made("sparse20 10,001", "sparse", 10_001, 1),
        _made("sparse20 1,000, 5 % away", "sparse", 1000, 1, 0.05, quick=True),
        _made("sparse20 1,000, 15 % away", "sparse", 1000, 1, 0.15, quick=True),
        _made("sparse20 10,000, 5 % away", "sparse", 10_000, 1, 0.05, usual_s=60),
        _made("sparse20 10,000, 15 % away", "sparse", 10_000, 1, 0.15, usual_s=60),
        _made("hub 1,000, 15 % away", "hub", 1000, 2, 0.15),
        _made("sparse20 100,000", "sparse", 100_000, 1, usual_s=200),
    ),
)
