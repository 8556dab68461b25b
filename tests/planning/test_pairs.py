"""Pair rounds: one round matched exactly, trios, chairs, and many people."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.layouts import rows
from keywho.core.problem import Problem
from keywho.core.rounds import Round, RoundKind
from keywho.planning.chairs.places import Chairs
from keywho.planning.engine import pinned_groups
from keywho.planning.instance import compile_problem
from keywho.planning.objective import score_groups
from keywho.planning.pairs.planner import PairPlanner
from simple_planner import simple_programme
from small_evenings import best_programme, evening, groups_of, ids, two
from strategies import problems


def planner_of(problem: Problem, home: list[int] | None = None, seed: int = 0) -> PairPlanner:
    instance = compile_problem(problem)
    chairs = Chairs.of(problem.room) if problem.room else None
    homes = np.array(home if home is not None else [-1] * instance.count, np.int32)
    return PairPlanner(instance, chairs, homes, pinned_groups(instance), np.random.default_rng(seed))


@st.composite
def one_round(draw: st.DrawFn) -> Problem:
    count = draw(st.sampled_from([2, 4, 6]))
    both = [(i, j) for i in range(count) for j in range(count) if i != j]
    points = draw(st.dictionaries(st.sampled_from(both), st.integers(0, 30).map(float), max_size=2 * count))
    some = st.frozensets(st.sampled_from([two(i, j) for i, j in combinations(range(count), 2)]), max_size=4)
    return evening(count, [Round.nearby(None)], points, anyone=1.0, must_not_meet=draw(some), acquainted=draw(some))


@given(one_round())
@settings(max_examples=60)
def test_one_round_of_pairs_is_matched_exactly(problem: Problem) -> None:
    best = best_programme(problem)
    groups = planner_of(problem).match_again(0, [[]])
    assert best is not None
    assert score_groups(compile_problem(problem), [groups]).points == pytest.approx(best.points), best.groups


@given(problems(kinds=(RoundKind.NEARBY, RoundKind.TABLE), with_room=False), st.integers(0, 99))
@settings(max_examples=50)
def test_matching_a_round_of_pairs_again_never_makes_the_evening_worse(problem: Problem, seed: int) -> None:
    """Even rounds only: where trios are possible the matching is made for pairs first."""
    current = groups_of(problem, simple_programme(problem, seed))
    planner = planner_of(problem, seed=seed)
    for no, round_ in enumerate(problem.rounds):
        if round_.kind is RoundKind.NEARBY and problem.most_trios(no + 1) == 0:
            again = [*current[:no], planner.match_again(no, current), *current[no + 1 :]]
            assert score_groups(planner.instance, again).points >= score_groups(planner.instance, current).points - 0.01
            current = again


def test_candidates_of_a_neighbour_round_sit_side_by_side() -> None:
    planner = planner_of(evening(5, [Round.neighbour()], room=rows(2, 3)), [3, 4, 0, 1, -1])
    one, other = planner.candidates(0) or ([], [])
    assert sorted(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (2, 3)]


def test_candidates_of_a_nearby_round_are_within_reach_and_those_who_stand_may_meet_anybody() -> None:
    planner = planner_of(evening(4, [Round.nearby(1.3)], room=rows(1, 6)), [0, 2, 5, -1])
    one, other = planner.candidates(0) or ([], [])
    assert sorted(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (0, 3), (1, 3), (2, 3)]


def test_anybody_can_meet_anybody_without_a_reach() -> None:
    assert planner_of(evening(4, [Round.nearby(None)], room=rows(1, 6))).candidates(0) is None


@given(st.integers(1, 10).map(lambda half: 2 * half + 1))
@settings(max_examples=10)
def test_the_odd_one_joins_a_pair(count: int) -> None:
    groups = planner_of(evening(count, [Round.nearby(None)])).match_again(0, [[]])
    assert sorted(map(len, groups)) == [2] * (count // 2 - 1) + [3]
    assert sorted(who for group in groups for who in group) == list(range(count))


def test_those_who_prefer_groups_are_in_a_trio() -> None:
    groups = planner_of(evening(12, [Round.nearby(None)], prefers_groups=frozenset(ids(0, 5)))).match_again(0, [[]])
    assert sorted(map(len, groups)) == [2, 2, 2, 3, 3]
    assert all(len(group) == 3 for group in groups if 0 in group or 5 in group)


def test_pairs_without_two_chairs_side_by_side_are_left_out() -> None:
    """Two rows of three: one pair a row, or one trio a row."""
    groups = planner_of(evening(6, [Round.nearby(None)], room=rows(2, 3))).match_again(0, [[]])
    assert len(groups) == 2


def test_rounds_of_many_are_filled_with_people_who_are_new_to_each_other() -> None:
    problem = evening(600, [Round.nearby(None)] * 3, {(i, (i + 7) % 600): 4.0 for i in range(0, 600, 3)})
    planner, current = planner_of(problem), [[], [], []]
    for no, groups in enumerate(planner.start([0, 1, 2], current)):
        current[no] = groups
    for no in range(3):
        current[no] = planner.complete(no, current)
    worth = score_groups(planner.instance, current)
    assert (worth.byes, worth.repeats) == (0, 0)
    assert {(min(i, (i + 7) % 600), max(i, (i + 7) % 600)) for i in range(0, 600, 3)} <= {tuple(sorted(group)) for groups in current for group in groups}
