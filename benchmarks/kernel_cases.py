"""The dense swap kernel in numba against the same kernel in C++, in one process: same arrays, same dice, same moves."""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from cases import Case, Figures, Section
from making import table_evening
from measuring import timed
from numpy.typing import NDArray

from keywho.planning.engine import pinned_groups
from keywho.planning.instance import compile_problem
from keywho.planning.search import kernels
from keywho.planning.search.table_search import TableSearch
from keywho.planning.search.tables import start_tables

SOURCE = Path(__file__).with_name("cpp") / "swap.cpp"
MOVES = 8_000_000
HOT, COLD, GUIDED = 2.0, 1.0, 0.5
RUNS = 3


def search(people: int) -> TableSearch:
    """Give a search at its start: sparse evenings, six rounds of tables of eight, people without a chair in nobody's way."""
    problem = table_evening("sparse", people, 9)
    instance = compile_problem(problem)
    return start_tables(instance, range(len(problem.rounds)), pinned_groups(instance), pinned_groups(instance), 1)


def compiled(folder: str) -> ctypes.CDLL:
    """Compile the C++ kernel for this machine."""
    library = Path(folder) / "swap.so"
    subprocess.run(["g++", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(SOURCE)], check=True, capture_output=True, text=True)
    return ctypes.CDLL(str(library))


def in_numba(found: TableSearch, moves: int) -> float:
    """Run the planner's kernel."""
    return float(kernels.anneal(found.state, moves, HOT, COLD, GUIDED, found.wanted_indptr, found.wanted, 0.0, np.inf)[0])


def in_cpp(library: ctypes.CDLL, found: TableSearch, moves: int) -> float:
    """Run the C++ kernel on the arrays of a search."""
    state = found.state
    rounds, count = state.group.shape
    wanted_indptr, wanted = np.ascontiguousarray(found.wanted_indptr, np.int64), np.ascontiguousarray(found.wanted, np.int32)

    def at(array: NDArray[np.generic]) -> ctypes.c_void_p:
        assert array.flags["C_CONTIGUOUS"]
        return ctypes.c_void_p(array.ctypes.data)

    library.anneal.restype = ctypes.c_double
    number, real = ctypes.c_int64, ctypes.c_double
    return float(
        library.anneal(
            number(rounds), number(count), number(state.start.shape[1]), at(state.slot), at(state.group), at(state.member), at(state.start), at(state.pool),
            at(state.locked), at(state.met), at(state.worth), real(state.repeat), at(state.byes), real(state.bye_again), at(state.dice),
            number(moves), real(HOT), real(COLD), real(GUIDED), at(wanted_indptr), at(wanted), real(0.0),
        )
    )  # fmt: skip


def compared(people: int) -> Figures:
    """Take the moves a CPU second of both, by turns, the best of some runs; both have to end with the same tables."""
    in_numba(search(people), 1000)
    if shutil.which("g++") is None:
        found = search(people)
        return {"numba, million moves a CPU s": MOVES / timed(lambda: in_numba(found, MOVES))[1] / 1e6, "remark": "no g++ here"}
    fastest = {"numba": float("inf"), "C++": float("inf")}
    with tempfile.TemporaryDirectory() as folder:
        library = compiled(folder)
        for _ in range(RUNS):
            ours, theirs = search(people), search(people)
            won, spent, _ = timed(lambda ours=ours: in_numba(ours, MOVES))
            fastest["numba"] = min(fastest["numba"], spent)
            also_won, spent, _ = timed(lambda theirs=theirs: in_cpp(library, theirs, MOVES))
            fastest["C++"] = min(fastest["C++"], spent)
    same = np.array_equal(ours.state.member, theirs.state.member) and won == also_won
    return {
        "people": people,
        "numba, million moves a CPU s": MOVES / fastest["numba"] / 1e6,
        "C++, million moves a CPU s": MOVES / fastest["C++"] / 1e6,
        "C++ is faster by": round(fastest["numba"] / fastest["C++"], 3),
        "same tables at the end": "yes" if same else "NO",
    }


KERNELS = Section(
    "kernels",
    "Kernels in numba and in C++",
    "The dense swap kernel (`search/kernels.py`, tables of eight, six rounds, sparse20) and benchmarks/cpp/swap.cpp (g++ -O3 -march=native), on the same arrays with the same dice, by turns in one process: millions of moves proposed in a CPU second, "
    f"the best of {RUNS} runs of {MOVES / 1e6:.0f} million. [Decision 25](decisions/0025-kernels-against-cpp.md) says what follows.",
    (Case("swap, 200 people", lambda: compared(200), 300), Case("swap, 1,000 people", lambda: compared(1000), 300)),
    main="C++ is faster by",
    rising=False,
)
