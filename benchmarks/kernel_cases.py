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
from keywho.planning.search import gain_kernels
from keywho.planning.search.table_search import TableSearch
from keywho.planning.search.tables import start_tables

SOURCE = Path(__file__).with_name("cpp") / "swap.cpp"
MOVES = 8_000_000
HEAT, GUIDED = 0.5, 0.9
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
    found.guided = GUIDED
    rule = found.rule(np.inf, np.zeros(3, np.int64))
    return float(gain_kernels.anneal_with_gains(found.state, gains_of(found), rule, moves, HEAT, 0.0)[0])


def gains_of(found: TableSearch) -> NDArray[np.float64]:
    """Fill the gain matrix; its time counts for both kernels."""
    assert found.gains is not None
    gain_kernels.fill_gains(found.state, found.gains)
    return found.gains


def in_cpp(library: ctypes.CDLL, found: TableSearch, moves: int) -> float:
    """Run the C++ kernel on the arrays of a search."""
    state, gains = found.state, gains_of(found)
    rounds, count = state.group.shape
    wanted_indptr, wanted = np.ascontiguousarray(found.wanted_indptr, np.int64), np.ascontiguousarray(found.wanted, np.int32)
    losses, counts = np.zeros(1024), np.zeros(2, np.int64)

    def at(array: NDArray[np.generic], kind: type[np.generic]) -> ctypes.c_void_p:
        assert array.flags["C_CONTIGUOUS"] and array.dtype == kind
        return ctypes.c_void_p(array.ctypes.data)

    library.anneal.restype = ctypes.c_double
    number, real, small = ctypes.c_int64, ctypes.c_double, np.int32
    return float(
        library.anneal(
            number(rounds), number(count), number(state.start.shape[1]), number(gains.shape[1]),
            at(state.slot, small), at(state.group, small), at(state.member, small), at(state.start, small), at(state.pool, small),
            at(state.where, small), number(state.where.shape[1]), at(state.locked, np.bool_), at(state.met, np.uint8), at(state.worth, np.float32),
            real(state.repeat), real(state.bye_again), at(state.byes, small), at(gains, np.float64), at(state.dice, np.uint64),
            number(moves), real(HEAT), real(GUIDED), at(wanted_indptr, np.int64), at(wanted, small), real(0.0),
            at(losses, np.float64), number(len(losses)), at(counts, np.int64),
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
    "The dense swap kernel with its gain matrix (`search/gain_kernels.py`, tables of eight, six rounds, sparse20) and benchmarks/cpp/swap.cpp (g++ -O3 -march=native), on the same arrays with the same dice, by turns in one process: millions of moves proposed in a CPU second, "
    f"the best of {RUNS} runs of {MOVES / 1e6:.0f} million. [Decision 25](decisions/0025-kernels-against-cpp.md) says what follows.",
    (Case("swap, 200 people", lambda: compared(200), 300), Case("swap, 1,000 people", lambda: compared(1000), 300)),
    main="C++ is faster by",
    rising=False,
)
