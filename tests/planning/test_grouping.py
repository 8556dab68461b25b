"""Grouping once: the kernels against a plain twin, and the search against all groupings of a few people."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.search import grouping, grouping_kernels
from keywho.planning.search.grouping import group_once
from keywho.planning.stopping import MaxMoves
from small_evenings import evening, ids, two


def worths(seed: int, count: int, *, whole: bool = True) -> np.ndarray:
    chance = np.random.default_rng(seed)
    upper = np.triu(chance.integers(0, 30, (count, count)) if whole else chance.random((count, count)), 1)
    return (upper + upper.T).astype(np.float32)


def inside(worth: np.ndarray, groups: list[list[int]]) -> float:
    return sum(float(worth[i, j]) for group in groups for i, j in combinations(group, 2))


def cut(people: list[int], sizes: list[int]) -> list[list[int]]:
    ends = np.cumsum([0, *sizes]).tolist()
    return [people[first:last] for first, last in pairwise(ends)]


def all_groupings(people: list[int], sizes: list[int]) -> Iterator[list[list[int]]]:
    if not sizes:
        yield []
        return
    for group in combinations(people, sizes[0]):
        rest = [who for who in people if who not in group]
        for others in all_groupings(rest, sizes[1:]):
            yield [list(group), *others]


sizes_of_groups = st.lists(st.integers(0, 5), min_size=2, max_size=4).filter(lambda sizes: sum(sizes) > 2)


@given(sizes_of_groups, st.integers(0, 10**6), st.booleans(), st.data())
@settings(max_examples=40)
def test_gains_and_swaps_are_what_counting_says(sizes: list[int], seed: int, whole: bool, data: st.DataObject) -> None:
    count = sum(sizes)
    worth = worths(seed, count, whole=whole)
    groups = cut(np.random.default_rng(seed).permutation(count).tolist(), sizes)
    state = grouping.state_of(worth, groups, seed, locked=())
    assert grouping_kernels.refill(state) == pytest.approx(inside(worth, groups), rel=1e-5)
    for _ in range(6):
        i = data.draw(st.integers(0, count - 1))
        others = np.flatnonzero(state.group != state.group[i])
        if not len(others):
            return
        j = int(data.draw(st.sampled_from(others.tolist())))
        now = [np.flatnonzero(state.group == g).tolist() for g in range(len(sizes))]
        gain = grouping_kernels.swap_gain(state, i, j)
        grouping_kernels.exchange(state, i, j)
        after = [np.flatnonzero(state.group == g).tolist() for g in range(len(sizes))]
        assert list(map(len, after)) == sizes
        assert gain == pytest.approx(inside(worth, after) - inside(worth, now), abs=1e-3)
        for g, members in enumerate(after):
            assert sorted(state.member[state.start[g] : state.start[g + 1]].tolist()) == members
            assert np.allclose(state.gains[g], worth[:, members].sum(axis=1), atol=1e-3)
        assert np.allclose(state.own, state.gains[state.group, np.arange(count)])


@given(st.sampled_from([[3, 3], [4, 4], [3, 2, 2], [4, 3, 1], [3, 3, 3]]), st.integers(0, 10**6), st.booleans())
@settings(max_examples=30)
def test_no_grouping_of_a_few_people_is_better(sizes: list[int], seed: int, whole: bool) -> None:
    worth = worths(seed, sum(sizes), whole=whole)
    best = max(inside(worth, groups) for groups in all_groupings(list(range(sum(sizes))), sizes))
    found = group_once(worth, cut(list(range(sum(sizes))), sizes), 200_000, seed)
    assert list(map(len, found.groups)) == sizes
    assert inside(worth, found.groups) == pytest.approx(best, rel=1e-5)


@given(st.integers(0, 10**6), st.frozensets(st.integers(0, 11), max_size=12))
@settings(max_examples=20)
def test_the_locked_stay_and_nothing_gets_worse(seed: int, locked: frozenset[int]) -> None:
    worth, start = worths(seed, 12), cut(list(range(12)), [5, 4, 3])
    found = group_once(worth, start, 20_000, seed, locked=sorted(locked))
    for before, after in zip(start, found.groups, strict=True):
        assert len(before) == len(after)
        assert locked.intersection(before) == locked.intersection(after)
    assert inside(worth, found.groups) >= inside(worth, start)


def test_equal_moves_and_seed_give_equal_groups() -> None:
    worth, start = worths(3, 60), cut(list(range(60)), [10] * 6)
    one, other = (group_once(worth, start, 300_000, 7) for _ in range(2))
    assert one.groups == other.groups
    assert not one.led_by_clock


def test_moves_are_kept_to_and_the_watch_ends_it() -> None:
    worth, start = worths(4, 60), cut(list(range(60)), [10] * 6)
    assert group_once(worth, start, 300_000, 0).moves <= 1.05 * 300_000
    assert group_once(worth, start, 300_000, 0, watch=lambda groups, points, made: 1.0).moves < 30_000
    assert group_once(worth, start, 0, 0).groups == start


POINTS = {(i, j): float((7 * i + 13 * j) % 11) for i in range(24) for j in range(i)}


@pytest.mark.parametrize(
    "problem",
    [
        evening(24, [Round.table(4)], POINTS, weights=Weights(useful=())),
        evening(24, [Round.table(4)], POINTS, weights=Weights(useful=()), absent={ids(3)[0]: frozenset({1})}),
        evening(24, [Round.nearby(None), Round.table(4)], POINTS, weights=Weights(useful=())),
        evening(24, [Round.table(4)], POINTS, weights=Weights(useful=()), must_not_meet=frozenset({two(0, 11), two(3, 10)}), acquainted=frozenset({two(1, 2)})),
    ],
    ids=["plain", "somebody away", "after a round of pairs", "with wishes"],
)
def test_the_planner_groups_once_by_itself_and_keeps_the_rules(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    fits = grouping.fits
    monkeypatch.setattr(grouping, "fits", lambda *rule: asked.append(fits(*rule)) or asked[-1])
    result = plan(problem, stop=MaxMoves(200_000))
    assert asked == [True]
    verdict = check(problem, result.programme)
    assert verdict.ok
    assert result.score.points == pytest.approx(verdict.score.points)


def test_an_evening_that_is_no_grouping_is_searched_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "improve", lambda *rule: pytest.fail("is no grouping"))
    for problem in (evening(24, [Round.table(4)] * 2, POINTS, weights=Weights(useful=())), evening(24, [Round.table(4)], POINTS)):
        assert check(problem, plan(problem, stop=MaxMoves(20_000)).programme).ok
