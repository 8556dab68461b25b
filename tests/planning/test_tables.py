"""How a table round is cut, who stays where, and who is parted."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.layouts import round_tables
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.engine import pinned_groups, plan
from keywho.planning.instance import compile_problem
from keywho.planning.objective import score_groups
from keywho.planning.search.tables import group_sizes, part_forbidden, start_tables
from keywho.planning.stopping import MaxMoves
from small_evenings import evening, groups_of, ids, two

capacities = st.lists(st.integers(2, 9), min_size=1, max_size=9)


@given(st.integers(2, 200), st.integers(3, 12))
def test_without_tables_groups_are_few_and_even(people: int, size: int) -> None:
    sizes = group_sizes(people, None, size)
    assert sizes.sum() == people
    assert len(sizes) == -(-people // size)
    assert sizes.max() <= size
    assert sizes.min() >= 2
    assert sizes.max() - sizes.min() <= 1


@given(st.integers(0, 90), capacities)
@settings(max_examples=300)
def test_with_tables_nobody_sits_alone_and_no_table_is_too_full(people: int, held: list[int]) -> None:
    sizes = group_sizes(people, np.array(held), 12)
    assert len(sizes) == len(held)
    assert all(size <= most for size, most in zip(sizes.tolist(), held, strict=True))
    assert 1 not in sizes
    lost = min(people, sum(held)) - sizes.sum()
    assert lost == 0 or (lost == 1 and (people == 1 or max(sizes, default=0) <= 2))


@given(st.integers(0, 90), capacities)
def test_with_tables_as_few_as_hold_all_are_used(people: int, held: list[int]) -> None:
    sizes = group_sizes(people, np.array(held), 12)
    largest_first = np.cumsum(sorted(held, reverse=True))
    assert np.count_nonzero(sizes) <= np.searchsorted(largest_first, min(people, sum(held))) + 1


@given(st.integers(6, 90), st.integers(3, 9), st.integers(1, 12))
def test_alike_tables_are_laid_evenly(people: int, chairs: int, tables: int) -> None:
    sizes = group_sizes(people, np.full(tables, chairs), chairs)
    used = sizes[sizes > 0]
    assert used.max() - used.min() <= 1


@given(st.integers(4, 40), st.lists(st.integers(2, 9), min_size=3, max_size=9), st.data())
def test_needed_tables_are_used_while_there_are_people_for_them(people: int, held: list[int], data: st.DataObject) -> None:
    needed = data.draw(st.lists(st.sampled_from(range(len(held))), unique=True, max_size=people // 2))
    sizes = group_sizes(people, np.array(held), 12, needed)
    assert all(sizes[table] >= 2 for table in needed)
    assert sizes.sum() == min(people, sum(held)) or people == sizes.sum() + 1


@pytest.mark.parametrize(
    ("people", "held", "expected"),
    [
        (19, [3] * 6, [3] * 6),
        (7, [6, 6], [4, 3]),
        (13, [6, 6, 6], [5, 4, 4]),
        (7, [6, 2], [5, 2]),
        (3, [2, 2], [2, 0]),
        (5, [4, 4], [3, 2]),
        (1, [4], [0]),
        (0, [4, 4], [0, 0]),
    ],
)
def test_sizes_of_a_few_rounds(people: int, held: list[int], expected: list[int]) -> None:
    assert group_sizes(people, np.array(held), 12).tolist() == expected


def test_those_with_a_bye_before_find_a_chair_first() -> None:
    problem = evening(9, [Round.table(4)] * 9, room=round_tables(2, 4))
    instance = compile_problem(problem)
    search = start_tables(instance, range(9), [[] for _ in range(9)], pinned_groups(instance), 0)
    byes = [set(range(9)) - {who for group in groups for who in group} for groups in search.evening()]
    assert set().union(*byes) == set(range(9))


def test_somebody_with_a_fixed_seat_stays_at_that_table() -> None:
    room = round_tables(3, 4)
    chair = room.tables[2].seats[1]
    problem = evening(10, [Round.table(4)] * 3, room=room, fixed_seats={ids(4)[0]: chair})
    programme = plan(problem, stop=MaxMoves(20_000)).programme
    assert [meeting.seat_of(ids(4)[0]) for meeting in programme.by_attendee[ids(4)[0]]] == [chair] * 3


@given(st.integers(2, 14), st.integers(3, 5), st.integers(0, 999))
@settings(max_examples=100)
def test_parting_leaves_no_forbidden_pair_and_nobody_alone(count: int, size: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    every = list(combinations(range(count), 2))
    never = frozenset(two(*every[at]) for at in chance.integers(0, len(every), 5))
    problem = evening(count, [Round.table(size)], must_not_meet=never)
    people = chance.permutation(count).tolist()
    groups = [people[at : at + size] for at in range(0, count, size)]
    parted = part_forbidden(compile_problem(problem), 0, groups)
    assert len(parted) == len(groups)
    seated = [who for group in parted for who in group]
    assert len(set(seated)) == len(seated)
    for group in parted:
        assert len(group) != 1
        assert len(group) <= size
        assert not {two(i, j) for i, j in combinations(group, 2)} & never


def test_parted_people_get_a_chair_elsewhere() -> None:
    problem = evening(8, [Round.table(5)], must_not_meet=frozenset({two(0, 1)}))
    assert part_forbidden(compile_problem(problem), 0, [[0, 1, 2, 3], [4, 5, 6, 7]]) == [[0, 2, 3], [4, 5, 6, 7, 1]]


def test_balance_mixes_the_tables_where_nothing_else_matters() -> None:
    problem = evening(16, [Round.table(4, balance="situation")], situations=["laid off"] * 8 + ["hiring"] * 8, room=round_tables(4, 4))
    result = plan(problem, stop=MaxMoves(50_000))
    assert [sum(who < 8 for who in group) for group in groups_of(problem, result.programme)[0]] == [2, 2, 2, 2]


def test_a_long_weighted_evening_starts_from_a_design_and_keeps_it_free_of_repeats() -> None:
    """Seven tables of seven, eight rounds: everybody meets everybody once, and only a design does that."""
    points = {(i, (i * 5 + step) % 49): float(1 + (i + step) % 7) for i in range(49) for step in (1, 9, 23) if (i * 5 + step) % 49 != i}
    problem = evening(49, [Round.table(7)] * 8, points, weights=Weights(useful=(), repeat=30.0))
    instance = compile_problem(problem)
    search = start_tables(instance, range(8), [[] for _ in range(8)], [[] for _ in range(8)], 1)
    assert score_groups(instance, search.evening()).repeats == 0
    short = compile_problem(evening(49, [Round.table(7)] * 2, points, weights=Weights(useful=(), repeat=30.0)))
    grown = start_tables(short, range(2), [[]] * 2, [[]] * 2, 1)
    assert score_groups(short, grown.evening()).benefit > score_groups(short, search.evening()[:2]).benefit


def test_more_rounds_than_a_design_has_start_from_as_many_as_it_has() -> None:
    problem = evening(49, [Round.table(7)] * 9, anyone=1.0, weights=Weights(useful=()))
    instance = compile_problem(problem)
    search = start_tables(instance, range(9), [[] for _ in range(9)], [[] for _ in range(9)], 1)
    assert score_groups(instance, search.evening()).repeats == 7 * 21  # a ninth round can't but repeat: every pair of it has met
