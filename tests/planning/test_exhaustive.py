"""The planner against every programme there is of tiny evenings, up to eight people: pairs, tables, mixed; odd numbers, absences, people who must not meet."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pytest

from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.search.tables import group_sizes
from keywho.planning.stopping import MaxMoves
from small_evenings import best_programme, evening, ids, programme_of, two

NEARBY = Round.nearby(None)
EACH = 20
"""Evenings of each kind."""

WEIGHTS = (Weights(), Weights(useful=()), Weights(useful=(), bye=4.0, bye_again=1.0, repeat=5.0, trio=2.0), Weights(both_ways=0.5))


def drawn(people: Sequence[int], rounds: Sequence[Round], no: int, *, away: bool, apart: bool) -> Problem:
    """Draw an evening: some are useful to some, in one direction or both; somebody may be away in the first round, two may have to stay apart."""
    chance = np.random.default_rng([no, len(rounds), *people])
    count = int(chance.choice(people))
    points = {(i, j): float(chance.integers(1, 30)) for i in range(count) for j in range(count) if i != j and chance.random() < 0.4}
    pairs = list(combinations(range(count), 2))
    never = frozenset(two(*pairs[at]) for at in chance.choice(len(pairs), 2, replace=False)) if apart else frozenset()
    absent = {ids(int(chance.integers(count)))[0]: frozenset({1})} if away else {}
    return evening(count, rounds, points, anyone=1.0, weights=WEIGHTS[no % len(WEIGHTS)], absent=absent, must_not_meet=never)


def sizes_of(problem: Problem) -> Mapping[int, Sequence[int]]:
    """Give the sizes of the groups of table rounds: as even as they can be, which is how rooms are set."""
    return {no: group_sizes(len(problem.present(no)), None, problem.round(no).size).tolist() for no in problem.round_nos if not problem.round(no).of_pairs}


KINDS: Mapping[str, Callable[[int], Problem]] = {
    "pairs, even": lambda no: drawn([4, 6], [NEARBY] * 2, no, away=False, apart=False),
    "pairs, odd": lambda no: drawn([3, 5], [NEARBY] * 2, no, away=False, apart=False),
    "pairs, three rounds of five": lambda no: drawn([5], [NEARBY] * 3, no, away=False, apart=False),
    "pairs, somebody away": lambda no: drawn([4, 5, 6], [NEARBY] * 2, no, away=True, apart=False),
    "pairs, some must not meet": lambda no: drawn([6], [NEARBY] * 2, no, away=False, apart=True),
    "pairs, one round of eight": lambda no: drawn([7, 8], [NEARBY], no, away=True, apart=True),
    "tables": lambda no: drawn([6, 7, 8], [Round.table(4)] * 2, no, away=False, apart=False),
    "tables of three, somebody away": lambda no: drawn([6, 7], [Round.table(3)] * 2, no, away=True, apart=False),
    "mixed": lambda no: drawn([6], [NEARBY, Round.table(3)], no, away=False, apart=False),
    "mixed, somebody away": lambda no: drawn([6, 7], [Round.table(4), NEARBY], no, away=True, apart=False),
}
NEARLY = {"pairs, odd": 1, "pairs, three rounds of five": 1, "mixed": 1, "mixed, somebody away": 1}
"""Evenings of a kind in which the best may be missed; none where a kind is not named."""


@pytest.mark.parametrize("kind", KINDS)
def test_no_programme_of_a_tiny_evening_is_better_than_the_planned_one(kind: str) -> None:
    missed = []
    for no in range(EACH):
        problem = KINDS[kind](no)
        best = best_programme(problem, even_tables=sizes_of(problem), most=600_000)
        assert best is not None
        found = plan(problem, stop=MaxMoves(4000), seed=1)
        verdict = check(problem, found.programme)
        assert verdict.ok
        assert check(problem, programme_of(problem, best.groups)).score.points == pytest.approx(best.points), "the twin and the checker count alike"
        assert found.bound.points >= best.points - 1e-6
        if verdict.score.points < best.points - 1e-6:
            missed.append((no, verdict.score.points, best.points, best.groups))
    assert len(missed) <= NEARLY.get(kind, 0), missed
