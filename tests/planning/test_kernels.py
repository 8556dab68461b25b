"""The fast kernels of the table search, each against its slow plain twin."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from keywho.core.problem import Problem
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import Weights
from keywho.planning.engine import pinned_groups
from keywho.planning.instance import FORBIDDEN, Groups, compile_problem
from keywho.planning.objective import byes_by_attendee, score_groups
from keywho.planning.search import gain_kernels, kernels, row_kernels, state, table_search
from keywho.planning.search.pace import Budget
from keywho.planning.search.table_search import TableSearch
from keywho.planning.search.tables import start_tables
from simple_planner import simple_programme
from small_evenings import evening, groups_of
from strategies import problems


def has_tables(problem: Problem) -> bool:
    return bool(problem.attendees) and any(round_.kind is RoundKind.TABLE for round_ in problem.rounds)


EVENINGS = problems(kinds=(RoundKind.TABLE, RoundKind.TABLE, RoundKind.NEARBY)).filter(has_tables)
seeds = st.integers(0, 2**16)


@contextmanager
def layout(dense: bool) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "DENSE_UP_TO", 2000 if dense else -1)
        yield


@contextmanager
def without_gains() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_search, "MOST_GAINS", -1)
        yield


def search_of(problem: Problem, seed: int, *, dense: bool = True) -> TableSearch:
    """Start a table search around the pair rounds of some valid programme."""
    instance = compile_problem(problem)
    rounds = [no for no, round_ in enumerate(problem.rounds) if round_.kind is RoundKind.TABLE]
    others = groups_of(problem, simple_programme(problem, seed))
    with layout(dense):
        return start_tables(instance, rounds, [[] if no in rounds else groups for no, groups in enumerate(others)], pinned_groups(instance), seed)


def without_forbidden(problem: Problem) -> Problem:
    people = tuple(replace(attendee, hides_from=frozenset()) for attendee in problem.attendees)
    return replace(problem, attendees=people, wishes=replace(problem.wishes, must_not_meet=frozenset(), parted={}))


def plain_points(search: TableSearch) -> float:
    """Give the points by the objective; forbidden pairs who meet are priced once."""
    evening = search.evening()
    met = {pair for groups in evening for group in groups for pair in combinations(sorted(group), 2)}
    return score_groups(search.instance, evening).points + FORBIDDEN * len(met & search.instance.forbidden)


def swaps(search: TableSearch, seed: int, most: int) -> Iterator[tuple[int, int, int]]:
    """Give random swaps of two people in different groups (the pool of byes is one) of a round."""
    chance = np.random.default_rng(seed)
    for _ in range(most):
        r, i, j = int(chance.integers(len(search.rounds))), *chance.integers(0, search.instance.count, 2).tolist()
        if search.state.group[r, i] >= 0 and search.state.group[r, j] >= 0 and search.state.group[r, i] != search.state.group[r, j]:
            yield r, i, j


@given(EVENINGS, seeds, st.booleans())
@settings(max_examples=60)
def test_gain_of_a_swap_is_the_difference_of_two_scores(problem: Problem, seed: int, dense: bool) -> None:
    search = search_of(problem, seed, dense=dense)
    assert (search.state.met.shape[0] > 0) == dense
    near = 1e-3 if not search.instance.forbidden else 1e5  # what a forbidden meeting is worth beside its ten million does not matter
    for r, i, j in swaps(search, seed, 12):
        pool = search.state.pool[r]
        event("with the pool of byes" if pool in (search.state.group[r, i], search.state.group[r, j]) else "between tables")
        before = plain_points(search)
        gain = kernels.swap_gain(search.state, r, i, j)
        kernels.swap(search.state, r, i, j)
        assert gain == pytest.approx(plain_points(search) - before, abs=near)


@pytest.mark.parametrize("dense", [True, False])
def test_gain_counts_useful_meetings_past_the_last_step_for_nothing(dense: bool) -> None:
    """Everybody is useful to half of the others, and only the first two useful meetings of a person are worth more."""
    points = {(i, j): 1.0 for i in range(20) for j in range(20) if (i + j) % 2}
    search = search_of(evening(20, [Round.table(5)] * 4, points, weights=Weights(useful=(6.0, 2.0))), 1, dense=dense)
    for swap in swaps(search, 2, 200):
        before = plain_points(search)
        gain = kernels.swap_gain(search.state, *swap)
        kernels.swap(search.state, *swap)
        assert gain == pytest.approx(plain_points(search) - before, abs=1e-3)
    assert search.state.useful.max() > 4


@given(EVENINGS, seeds, st.booleans())
@settings(max_examples=40)
def test_swaps_keep_every_count_as_a_recount_has_it(problem: Problem, seed: int, dense: bool) -> None:
    search = search_of(problem, seed, dense=dense)
    for swap in swaps(search, seed, 40):
        kernels.swap(search.state, *swap)
    assert_counted(search)


def assert_counted(search: TableSearch) -> None:
    state, instance, evening = search.state, search.instance, search.evening()
    times = np.zeros((instance.count, instance.count), int)
    for groups in evening:
        for group in groups:
            for i, j in combinations(group, 2):
                times[i, j] += 1
                times[j, i] += 1
    if state.met.shape[0]:
        assert np.array_equal(state.met, times)
    useful = np.zeros_like(times)
    useful[instance.useful.rows(), instance.useful.indices] = 1
    if len(state.useful_sum) > 1:  # without useful steps nobody counts them
        assert np.array_equal(state.useful, ((times > 0) & (useful > 0)).sum(axis=1))
    assert np.array_equal(state.byes, byes_by_attendee(instance, evening))
    for at, no in enumerate(search.rounds):
        people = np.flatnonzero(instance.present[no])
        assert sorted(state.member[at, : len(people)].tolist()) == people.tolist()
        assert np.array_equal(state.member[at, state.slot[at, people]], people)
        for who in people.tolist():
            group = state.group[at, who]
            assert state.start[at, group] <= state.slot[at, who] < state.start[at, group + 1]
            assert state.where[who, at] == (-1 - who if group == state.pool[at] else group)
        if instance.problem.rounds[no].balance:
            counted = np.zeros_like(state.of_value[at])
            np.add.at(counted, (state.group[at, people], state.value[at, people]), 1)
            tables = [group for group in range(len(counted)) if group != state.pool[at]]  # nobody balances those who have a bye
            assert np.array_equal(state.of_value[at, tables], counted[tables])


@given(EVENINGS, seeds, st.booleans())
@settings(max_examples=40)
def test_annealing_gives_the_exact_points_of_the_best_evening_it_saw(problem: Problem, seed: int, dense: bool) -> None:
    search = search_of(without_forbidden(problem), seed, dense=dense)
    with_gains = search.gains is not None
    event("with gains" if with_gains else "without gains")
    before = search.points()
    locked = [search.state.group[at][search.state.locked[at]].tolist() for at in range(len(search.rounds))]
    points, made = search.anneal(Budget(3000), 5.0, 0.5, before, np.inf, lambda points, moves: 0.0)
    assert made == 3000
    assert points >= before - 1e-6
    assert points == pytest.approx(search.points(), abs=0.05)
    assert search.best_evening() == search.evening() or points == pytest.approx(before)
    assert [search.state.group[at][search.state.locked[at]].tolist() for at in range(len(search.rounds))] == locked
    assert_counted(search)


def test_annealing_stops_at_the_target() -> None:
    search = search_of(evening(12, [Round.table(4)] * 3, anyone=1.0, weights=Weights(useful=())), 1)
    kernels.swap(search.state, 0, *(search.state.member[0, [0, 4]].tolist()))
    before = search.points()
    points, made = search.anneal(Budget(2_000_000), 1.0, 0.1, before, before, lambda points, moves: 0.0)
    assert (points, made) == (before, 0)


@st.composite
def crowds(draw: st.DrawFn) -> Problem:
    """Draw 6 to 30 people at tables, plain sum of benefits, some away, perhaps too few chairs."""
    problem = draw(problems(kinds=(RoundKind.TABLE,), max_rounds=4).filter(has_tables))
    return without_forbidden(replace(problem, weights=replace(problem.weights, useful=())))


def plain_gains(search: TableSearch) -> np.ndarray:
    """Give what each person's meetings with each group would be worth, by definition; the pool's are nothing."""
    state, instance = search.state, search.instance
    evening = search.evening()
    gains = np.zeros((len(search.rounds), state.start.shape[1] - 1, instance.count))
    for at, no in enumerate(search.rounds):
        elsewhere = {pair for other, groups in enumerate(evening) if other != no for group in groups for pair in combinations(sorted(group), 2)}
        for g, group in enumerate(evening[no]):
            for i in range(instance.count):
                for k in group:
                    if k != i:
                        again = (min(i, k), max(i, k)) in elsewhere
                        gains[at, g, i] += -instance.repeat if again else instance.first.at(np.array([i]), np.array([k]), instance.anyone)[0]
    return gains


def asked_for(search: TableSearch, gains: np.ndarray) -> np.ndarray:
    """Leave out the gains of people in rounds in which they are away: nobody asks for them."""
    return gains * search.instance.present[search.rounds][:, None, :]


@given(crowds(), seeds)
@settings(max_examples=25)
def test_gain_matrix_is_its_definition_and_stays_so_after_many_moves(problem: Problem, seed: int) -> None:
    search = search_of(problem, seed)
    assert search.gains is not None
    gain_kernels.fill_gains(search.state, search.gains)
    assert np.allclose(search.gains, plain_gains(search), atol=1e-3)
    before = plain_points(search)
    rule = rule_of(search)
    points, made = gain_kernels.anneal_with_gains(search.state, search.gains, rule, 2000, 1e9, before)  # so hot that every swap is accepted
    assert made == 2000
    assert rule.counts[0] == rule.counts[1]
    assert np.allclose(asked_for(search, search.gains), asked_for(search, plain_gains(search)), atol=0.05)
    assert points == pytest.approx(plain_points(search), abs=0.1)
    assert_counted(search)


def rule_of(search: TableSearch) -> kernels.Rule:
    return search.rule(np.inf, np.zeros(3, np.int64))


def plain_held(search: TableSearch) -> np.ndarray:
    """Give what each person's meetings in the own group are worth beside those of the other rounds, by definition."""
    evening, instance = search.evening(), search.instance
    held = np.zeros(search.state.group.shape)
    for at, no in enumerate(search.rounds):
        elsewhere = {pair for other, groups in enumerate(evening) if other != no for group in groups for pair in combinations(sorted(group), 2)}
        for group in evening[no]:
            for i, k in permutations(group, 2):
                again = (min(i, k), max(i, k)) in elsewhere
                held[at, i] += -instance.repeat if again else float(instance.first.at(np.array([i]), np.array([k]), instance.anyone)[0])
    return held


@given(crowds(), seeds, st.booleans())
@settings(max_examples=40)
def test_moves_by_rows_are_worth_what_the_objective_says_and_what_people_hold_is_kept(problem: Problem, seed: int, dense: bool) -> None:
    assert_rows_are_right(search_of(problem, seed, dense=dense))


def test_members_of_small_tables_are_looked_up_in_long_rows() -> None:
    points = {(i, j): float(1 + (i * j) % 7) for i in range(42) for j in range(42) if i != j}
    search = search_of(evening(42, [Round.table(3)] * 5, points, anyone=1.0, weights=Weights(useful=())), 1, dense=False)
    assert np.diff(search.state.indptr).min() > 3 * row_kernels.LONG_ROW
    assert_rows_are_right(search)


def assert_rows_are_right(search: TableSearch) -> None:
    """Make 1,500 moves, so hot that every swap is made, those that nobody would make among them."""
    held, near = np.zeros(search.state.group.shape), np.zeros(search.instance.count + 1)
    row_kernels.fill_held(search.state, held)
    assert np.allclose(held, plain_held(search), atol=1e-3)
    before = plain_points(search)
    rule = rule_of(search)
    points, made = row_kernels.anneal_by_rows(search.state, held, near, rule, 1500, 1e9, before)
    assert made == 1500
    assert rule.counts[0] == rule.counts[1]
    assert points == pytest.approx(plain_points(search), abs=0.1)
    assert np.allclose(held, plain_held(search), atol=1e-3)
    assert_counted(search)


@pytest.mark.parametrize("useful", [(), (6.0, 3.0)])
def test_each_layout_finds_the_circles_of_those_who_look_for_each_other(useful: tuple[float, ...]) -> None:
    """Four circles of five, of people who gain nothing elsewhere: the best round is known."""
    circles = [list(range(first, 20, 4)) for first in range(4)]
    points = {(i, j): 3.0 for circle in circles for i in circle for j in circle if i != j}
    problem = evening(20, [Round.table(5)], points, weights=Weights(useful=useful))
    for dense, gains in ((True, True), (True, False), (False, False)):
        with without_gains() if not gains else layout(dense):
            search = search_of(problem, 3, dense=dense)
        assert (search.gains is not None) == gains
        points_now, _ = search.anneal(Budget(60_000), 6.0, 0.5, search.points(), np.inf, lambda points, moves: 0.0)
        assert points_now == pytest.approx(search.points())
        assert sorted(sorted(group) for group in search.evening()[0]) == circles


def test_same_seed_and_moves_give_the_same_evening_and_other_seeds_others() -> None:
    points = {(i, (i * 5 + 2) % 24): float(1 + i % 4) for i in range(24)}
    problem = evening(24, [Round.table(6)] * 3, points)
    found = []
    for seed in (3, 3, 4):
        search = search_of(problem, seed)
        search.anneal(Budget(2000), 2.0, 0.5, search.points(), np.inf, lambda points, moves: 0.0)
        found.append(search.evening())
    assert found[0] == found[1] != found[2]


def test_a_budget_in_seconds_is_used_up_by_work_and_not_by_the_clock() -> None:
    search = search_of(evening(40, [Round.table(5)] * 4, {(i, (i * 7 + 3) % 40): 4.0 for i in range(40)}), 1)
    asked: list[int] = []
    _, made = search.anneal(Budget(None, 0.02), 2.0, 0.5, search.points(), np.inf, lambda points, moves: float(asked.append(moves) or 0.0))
    assert asked == sorted(asked)
    assert asked[-1] == made
    assert not search.led_by_clock
    assert search.pace.throw * made < 0.03
    assert len(asked) > 20


def test_the_clock_ends_a_run_that_it_overtakes() -> None:
    search = search_of(evening(40, [Round.table(5)] * 4, {(i, (i * 7 + 3) % 40): 4.0 for i in range(40)}), 1)
    _, made = search.anneal(Budget(10_000_000), 2.0, 0.5, search.points(), np.inf, lambda points, moves: 1.0)
    assert made < 1_000_000
    assert search.led_by_clock


@given(EVENINGS, seeds, st.booleans())
@settings(max_examples=30)
def test_grown_tables_hold_everybody_once(problem: Problem, seed: int, dense: bool) -> None:
    search = search_of(problem, seed, dense=dense)
    assume(not any(seating.stays for seating in search.seatings))
    sizes = [seating.sizes.tolist() for seating in search.seatings]
    search.grow(np.random.default_rng(seed))
    assert [[len(group) for group in search.evening()[no]] for no in search.rounds] == sizes
    assert_counted(search)


def test_growing_puts_people_together_who_look_for_each_other() -> None:
    circles: Groups = [[0, 5, 10, 15], [1, 6, 11, 16], [2, 7, 12, 17], [3, 8, 13, 18], [4, 9, 14, 19]]
    points = {(i, j): 3.0 for circle in circles for i in circle for j in circle if i != j}
    search = search_of(evening(20, [Round.table(4)], points), 0)
    search.grow(np.random.default_rng(1))
    assert sorted(sorted(group) for group in search.evening()[0]) == circles
