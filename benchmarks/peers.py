"""What others make of the same evenings, in the same process: networkx, rustworkx and scipy; OR-Tools CP-SAT in a child of it.

Matching libraries know one round: the best matching, then the best of what is left. CP-SAT needs a child process (same core, same environment), because
its library and that of HiGHS have symbols of the same names and cannot both be loaded.
"""

import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from cases import Figures, peer
from cpsat import worth_of_pairs
from measuring import timed

from keywho.core.problem import Problem

Edges = Mapping[tuple[int, int], int]


# ------------------------------------------------------------------ matchings, a round at a time


def matchings(problem: Problem, best: Callable[[Edges], Sequence[tuple[int, int]]]) -> Figures:
    """Plan pair rounds one by one, each by the best matching of the pairs that are left. Byes cost such a plan nothing here."""
    left = worth_of_pairs(problem)

    def all_rounds() -> int:
        score = 0
        for _ in problem.rounds:
            score += sum(left.pop((min(a, b), max(a, b))) for a, b in best(left))
        return score

    score, cpu_s, _ = timed(all_rounds)
    return peer(score, cpu_s)


def with_networkx(edges: Edges) -> Sequence[tuple[int, int]]:
    """Match with networkx."""
    import networkx

    graph = networkx.Graph()
    graph.add_weighted_edges_from((a, b, worth) for (a, b), worth in edges.items())
    return list(networkx.max_weight_matching(graph))


def with_rustworkx(edges: Edges) -> Sequence[tuple[int, int]]:
    """Match with rustworkx."""
    import rustworkx

    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(1 + max(b for _, b in edges)))
    graph.add_edges_from([(a, b, worth) for (a, b), worth in edges.items()])
    return list(rustworkx.max_weight_matching(graph, weight_fn=int))


def scipy_bound(problem: Problem, limit_s: float = 60.0) -> Figures:
    """Give the heaviest b-matching by scipy's integer programme: a second opinion on the bound, without any rounds."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    worth = worth_of_pairs(problem)
    ends = np.array(list(worth))
    rows = csr_matrix((np.ones(2 * len(ends)), (ends.T.ravel(), np.tile(np.arange(len(ends)), 2))), shape=(len(problem.attendees), len(ends)))
    answer, cpu_s, _ = timed(
        lambda: milp(
            -np.array([*worth.values()], float),
            constraints=LinearConstraint(rows, ub=len(problem.rounds)),
            integrality=np.ones(len(ends)),
            bounds=Bounds(0, 1),
            options={"time_limit": limit_s, "mip_rel_gap": 0.0},
        )
    )
    return peer(round(-answer.fun) if answer.fun is not None else 0, cpu_s, "bound only" if answer.status == 0 else "bound only, stopped")


# ------------------------------------------------------------------ CP-SAT


def with_cpsat(question: str, *words: object) -> Figures:
    """Ask `cpsat.py` one of its questions in a child process."""
    asked = subprocess.run([sys.executable, str(Path(__file__).with_name("cpsat.py"))], input=pickle.dumps((question, words)), capture_output=True, check=False)
    if asked.returncode:
        complaint = asked.stderr.decode().strip().splitlines()
        return {"score": None, "CPU s": None, "remark": f"failed: {complaint[-1][:200] if complaint else asked.returncode}"}
    answer: Figures = json.loads(asked.stdout.splitlines()[-1])
    return answer
