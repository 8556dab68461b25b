"""The planner against OR-Tools CP-SAT, which knows nothing of our methods and proves small evenings optimal (benchmarks/cpsat.py).

CP-SAT works in a process of its own: its library and that of HiGHS cannot both be loaded.
"""

import json
import pickle
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from small_evenings import evening, ids, two

pytest.importorskip("ortools", exc_type=ImportError)  # looked for, not loaded further

MODELS = Path(__file__).parents[2] / "benchmarks" / "cpsat.py"
NEARBY = Round.nearby(None)
LIMIT_S = 5.0


def drawn(count: int, rounds: list[Round], share: float, *, away: int = 0, apart: int = 0) -> Problem:
    """Draw an evening in which so large a share of all pairs is worth 1 to 9, some stay away in the first round, and some must not meet. Byes are free."""
    chance = np.random.default_rng([count, len(rounds), rounds[-1].size])
    pairs = list(combinations(range(count), 2))
    points = {pair: float(chance.integers(1, 10)) for pair in pairs if chance.random() < share}
    never = frozenset(two(*pairs[at]) for at in chance.choice(len(pairs), apart, replace=False))
    absent = {who: frozenset({1}) for who in ids(*range(away))}
    weights = Weights(useful=(), bye=20.0, bye_again=0.0, repeat=10.0)
    return evening(count, rounds, points, weights=weights, absent=absent, must_not_meet=never)


SMALL: Mapping[str, Problem] = {
    "12 people, four rounds of pairs": drawn(12, [NEARBY] * 4, 0.5),
    "16 people, three rounds of pairs": drawn(16, [NEARBY] * 3, 0.4),
    "20 people, five rounds of pairs": drawn(20, [NEARBY] * 5, 0.3),
    "14 people, four rounds of pairs, two away, three pairs apart": drawn(14, [NEARBY] * 4, 0.5, away=2, apart=3),
    "18 people, one round of tables of three": drawn(18, [Round.table(3)], 0.4),
    "16 people, one round of tables of four": drawn(16, [Round.table(4)], 0.5),
    "9 people, two rounds of tables of three": drawn(9, [Round.table(3)] * 2, 0.4),
    "9 people, three rounds of tables of three": drawn(9, [Round.table(3)] * 3, 0.4),
    "12 people, two rounds of tables of three": drawn(12, [Round.table(3)] * 2, 0.25),
    "12 people, pairs and tables of four": drawn(12, [NEARBY, Round.table(4)], 0.3),
    "12 people, two rounds of pairs and tables of three": drawn(12, [NEARBY, NEARBY, Round.table(3)], 0.3),
}
STATED_GAP: Mapping[str, float] = {"20 people, five rounds of pairs": 0.01, "12 people, two rounds of pairs and tables of three": 0.02}
"""Evenings whose optimum the planner is known to miss, and by what share at most."""


@pytest.fixture(scope="module")
def optima() -> Mapping[str, float]:
    """Ask CP-SAT for the optimum of each evening, in one process."""
    asked = pickle.dumps([("groups", (problem, LIMIT_S)) for problem in SMALL.values()])
    answers = json.loads(subprocess.run([sys.executable, str(MODELS)], input=asked, capture_output=True, check=True, timeout=120).stdout.splitlines()[-1])
    return {name: answer["score"] for name, answer in zip(SMALL, answers, strict=True) if answer["remark"] == "optimal"}


def test_nearly_all_of_these_evenings_are_solved_by_cpsat(optima: Mapping[str, float]) -> None:
    assert len(optima) >= len(SMALL) - 2, sorted(set(SMALL) - set(optima))


@pytest.mark.parametrize("name", SMALL)
def test_the_planner_reaches_what_cpsat_proves_optimal(name: str, optima: Mapping[str, float]) -> None:
    problem = SMALL[name]
    found = plan(problem, stop=MaxMoves(200_000), seed=1)
    assert check(problem, found.programme).ok
    if name in optima:
        assert found.bound.points >= optima[name] - 1e-6
        assert optima[name] - 1e-6 <= found.score.points + STATED_GAP.get(name, 0.0) * optima[name]
        assert found.score.points <= optima[name] + 1e-6, "CP-SAT's optimum is not passed"
