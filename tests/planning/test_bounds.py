"""The bound against every programme of tiny evenings, and the planner against the best of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from keywho.core.layouts import round_tables, rows
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning import bounds
from keywho.planning.bounds import bound
from keywho.planning.bounds.semidefinite import semidefinite_points
from keywho.planning.check import check
from keywho.planning.check.score import score_of
from keywho.planning.engine import plan
from keywho.planning.instance import compile_problem
from keywho.planning.search.tables import group_sizes
from keywho.planning.stopping import MaxMoves
from small_evenings import best_programme, evening, ids, programme_of, two

WEIGHTS = [
    replace(weights, walk_per_metre=0.0)
    for weights in (
        Weights(),
        Weights(useful=()),
        Weights(useful=(4.0, 4.0), bye=5.0, bye_again=7.0, repeat=3.0, trio=1.0, one_to_one=6.0, must_meet=50.0),
        Weights(both_ways=0.5),
        Weights(useful=(3.0, 1.0), both_ways=1.0),
    )
]
PAIRS = [Round.nearby(None), Round.neighbour(), Round.nearby(0.7)]
TABLES = [Round.table(3), Round.table(4), Round.table(3, balance="situation")]
ROOMS = [None, None, rows(1, 2), rows(1, 3), rows(1, 4), rows(2, 2), rows(2, 2, front_back=True), round_tables(1, 5), round_tables(2, 3)]


@st.composite
def tiny_evenings(
    draw: st.DrawFn,
    kinds: list[Round],
    *,
    counts: Sequence[int] = range(2, 7),
    with_rooms: bool = True,
    with_known: bool = True,
    with_shy: bool = True,
    with_absent: bool = True,
) -> Problem:
    count = draw(st.sampled_from(counts))
    held = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3 if count < 6 else 2))
    both = [(i, j) for i in range(count) for j in range(count) if i != j]
    points = draw(st.none() | st.dictionaries(st.sampled_from(both), st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0, 9.0, 40.0]), max_size=2 * count))
    some = st.frozensets(st.sampled_from([two(i, j) for i, j in combinations(range(count), 2)]), max_size=2 if with_known else 0)
    never = draw(some)
    return evening(
        count,
        held,
        points,
        anyone=draw(st.sampled_from([0.0, 1.0])),
        weights=draw(st.sampled_from(WEIGHTS)),
        room=draw(st.sampled_from(ROOMS)) if with_rooms else None,
        situations=draw(st.sampled_from([(), ("laid off", "hiring"), ("laid off", "laid off", "hiring")])),
        must_not_meet=never,
        acquainted=draw(some),
        prefers_groups=draw(st.frozensets(st.sampled_from(ids(*range(count))), max_size=2)) if with_shy and draw(st.booleans()) else frozenset(),
        absent=draw(st.dictionaries(st.sampled_from(ids(*range(count))), st.just(frozenset({1})), max_size=int(with_absent))),
    )


def the_best(problem: Problem, **more: object):
    best = best_programme(problem, **more)  # type: ignore[arg-type]
    assume(best is not None)
    assert best is not None
    assert score_of(problem, programme_of(problem, best.groups)).points == pytest.approx(best.points), "the enumeration counts wrong"
    event(f"{len(problem.attendees)} people, 10^{len(str(best.seen)) - 1} programmes")
    return best


@given(tiny_evenings(PAIRS + TABLES))
@settings(max_examples=80)
def test_no_programme_of_a_tiny_evening_passes_the_bound(problem: Problem) -> None:
    best = the_best(problem)
    assert best.points <= bound(problem).points + 1e-6, best.groups


@given(tiny_evenings(PAIRS + TABLES, counts=range(2, 6)))
@settings(max_examples=40)
def test_no_programme_of_a_tiny_evening_passes_the_sum_of_best_partners(problem: Problem) -> None:
    best = the_best(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "MOST_EDGES", -1)
        assert best.points <= bound(problem).points + 1e-6, best.groups


def even_sizes(problem: Problem) -> dict[int, list[int]]:
    """Give the sizes into which the planner cuts the table rounds."""
    cut = {}
    for no in problem.round_nos:
        size = problem.round(no).size
        capacities = np.array([min(table.capacity, size) for table in problem.tables(no)]) if problem.room else None
        if size > 2:
            cut[no] = group_sizes(len(problem.present(no)), capacities, size).tolist()
    return cut


@given(tiny_evenings(PAIRS[:1], counts=(2, 4, 4, 6), with_rooms=False, with_shy=False, with_absent=False))
@settings(max_examples=60)
def test_planner_finds_the_best_of_all_programmes_where_pair_rounds_are_even(problem: Problem) -> None:
    """With six people one evening in a hundred loses a little: the best meetings are put into rounds before the others are paired up."""
    best = the_best(problem)
    verdict = check(problem, plan(problem, stop=MaxMoves(4_000)).programme)
    assert verdict.ok
    lost = best.points - verdict.score.points
    one_meeting = 2 * max((worth for _, _, worth in problem.benefit.entries()), default=0.0) + 2 * sum(problem.weights.useful[:1])
    assert -1e-6 <= lost <= (one_meeting if len(problem.attendees) == 6 else 0.0) + 1e-6, best.groups


@given(tiny_evenings(PAIRS[:1], with_rooms=False, with_known=False, with_shy=False))
@settings(max_examples=40)
def test_planner_loses_at_most_a_bye_or_a_repeat_where_pair_rounds_are_odd(problem: Problem) -> None:
    """The odd one joins a pair only after the pairs are made, so the best trio may be missed."""
    odd = sum(len(problem.present(no)) % 2 for no in problem.round_nos)
    best = the_best(problem)
    lost = best.points - check(problem, plan(problem, stop=MaxMoves(4_000)).programme).score.points
    dearest = max((worth for _, _, worth in problem.benefit.entries()), default=0.0) + problem.weights.bye
    assert -1e-6 <= lost <= odd * dearest + 1e-6, best.groups


@st.composite
def mixed_tables(draw: st.DrawFn) -> Problem:
    """Four or six people at tables that are full, useful to each other by 0 to 5 points."""
    count, size = draw(st.sampled_from([(4, 4), (6, 3)]))
    both = [(i, j) for i in range(count) for j in range(count) if i != j]
    points = draw(st.dictionaries(st.sampled_from(both), st.integers(0, 5).map(float), max_size=2 * count))
    weights = Weights(useful=draw(st.sampled_from([(), (2.0, 1.0)])), repeat=3.0, imbalance=2.0, walk_per_metre=0.0)
    balance = draw(st.sampled_from(["", "situation"]))
    room = draw(st.sampled_from([None, round_tables(2, size)]))
    return evening(count, [Round.table(size, balance=balance)] * 2, points, anyone=1.0, weights=weights, situations=("hiring", "laid off"), room=room)


@given(mixed_tables(), st.integers(0, 3))
@settings(max_examples=30)
def test_search_finds_the_best_of_all_programmes_at_full_tables(problem: Problem, seed: int) -> None:
    best = the_best(problem, even_tables=even_sizes(problem))
    verdict = check(problem, plan(problem, stop=MaxMoves(100_000), seed=seed).programme)
    assert verdict.ok
    assert verdict.score.points == pytest.approx(best.points), best.groups


def test_bound_of_an_evening_without_wishes_says_that_it_can_be_reached() -> None:
    problem = evening(8, [Round.nearby(None)] * 3)
    assert (bound(problem).points, bound(problem).tight) == (24.0, True)


def test_bound_counts_the_byes_of_more_people_than_chairs() -> None:
    problem = evening(8, [Round.nearby(None)] * 2, room=rows(1, 6))
    assert bound(problem).points == pytest.approx(2 * 3 * 2 - 4 * problem.weights.bye)


FREE_WALK = WEIGHTS[0]
ALL_TEN = {(i, j): 10.0 for i in range(6) for j in range(6) if i != j}


@pytest.mark.parametrize(
    "problem",
    [
        evening(3, [Round.nearby(None)] * 3, room=rows(1, 2)),
        evening(5, [Round.nearby(None)] * 2, room=rows(1, 2)),
        evening(3, [Round.nearby(None)] * 3),
        evening(6, [Round.neighbour()], ALL_TEN, room=rows(2, 3), weights=FREE_WALK),
        evening(
            3, [Round.neighbour()], {(0, 2): 90.0}, room=rows(1, 3), weights=FREE_WALK, home_seats=dict(zip(ids(0, 1, 2), ("A1", "A2", "A3"), strict=True))
        ),
        evening(3, [Round.nearby(0.7)], {(0, 1): 90.0}, room=rows(1, 4), weights=FREE_WALK, home_seats=dict(zip(ids(0, 1), ("A1", "A2"), strict=True))),
    ],
    ids=["three share two chairs", "five share two chairs", "three rounds of three", "a trio in each row", "ends of a trio", "given homes within reach"],
)
def test_no_programme_passes_the_bound_where_chairs_and_trios_bind(problem: Problem) -> None:
    best = best_programme(problem)
    assert best is not None
    assert best.points <= bound(problem).points + 1e-6, best.groups


@pytest.mark.parametrize(("count", "rounds"), [(4, 2), (4, 3), (6, 2)])
def test_bound_is_reached_where_an_even_number_shares_two_chairs(count: int, rounds: int) -> None:
    problem = evening(count, [Round.nearby(None)] * rounds, room=rows(1, 2))
    best = best_programme(problem)
    assert best is not None
    assert bound(problem).points == pytest.approx(best.points)


def test_bound_of_nobody_is_nothing() -> None:
    assert bound(evening(0, [Round.table(4)])).points == 0.0


@given(tiny_evenings(TABLES + PAIRS[:1], counts=range(4, 7)), st.integers(0, 60))
@settings(max_examples=40)
def test_no_programme_of_a_tiny_evening_passes_the_semidefinite_bound_whenever_it_is_stopped(problem: Problem, steps: int) -> None:
    best = the_best(problem)
    instance = compile_problem(problem)
    assume(bounds.has_semidefinite(instance))
    points = semidefinite_points(instance, bounds.all_pairs(instance, bounds.relaxed_evening(instance)), steps=steps)
    price = bounds.least_price(instance) + problem.weights.must_meet * len(instance.must_meet)
    assert best.points <= points - price + 1e-6, best.groups


def test_semidefinite_bound_is_lower_where_everybody_wants_the_same_table() -> None:
    points = {(i, j): 10.0 for i in range(12) for j in range(12) if i != j and (i < 6) != (j < 6)}
    problem = evening(12, [Round.table(4)], points, weights=Weights(useful=()))
    found = bound(problem)
    assert "semidefinite" in found.method
    assert not found.tight
    assert found.points < 12 * 3 / 2 * 20.0 - 1.0
    assert found.points == pytest.approx(3 * 4 * 20.0, rel=0.02)


def test_ceiling_of_tables_for_which_there_is_no_time_is_looser_and_never_lower() -> None:
    instance = compile_problem(evening(24, [Round.table(4)] * 2, {(i, (i * i + 5) % 24): float(1 + i % 7) for i in range(24) if (i * i + 5) % 24 != i}))
    hasty, usual = bounds.bound_of(instance, seconds=0.0), bounds.bound_of(instance)
    assert "best partners" in hasty.method
    assert "best partners" not in usual.method
    assert usual.points <= hasty.points
