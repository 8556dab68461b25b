"""Rounds without repeats, by construction: every design is looked at pair by pair."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.planning.designs.constructions import conflict_free_rounds, designs, flat_rounds, most_rounds
from keywho.planning.designs.fields import Field, ring_of
from keywho.planning.designs.known_arrays import ARRAYS, Array
from keywho.planning.designs.known_shifts import SHIFTS
from keywho.planning.designs.known_starters import STARTERS

BEST_KNOWN = Path(__file__).parents[1] / "fixtures/designs/best_known_weeks.json"
NOT_REACHED = {(17, 4): 20}
"""Cells of the table of best known rounds that no construction here reaches, with the rounds reached."""


def assert_flat(rounds: Sequence[Sequence[Sequence[int]]], sizes: Sequence[int]) -> None:
    """The definition: each round is a partition into groups of these sizes, and no pair is together twice."""
    met: Counter[tuple[int, int]] = Counter()
    for groups in rounds:
        assert [len(group) for group in groups] == list(sizes)
        assert sorted(one for group in groups for one in group) == list(range(sum(sizes)))
        met.update(pair for group in groups for pair in combinations(sorted(group), 2))
    assert max(met.values(), default=0) <= 1


@pytest.mark.parametrize("groups", range(1, 21))
def test_no_design_of_up_to_twenty_groups_of_twenty_brings_two_together_twice(groups: int) -> None:
    for size in range(2, 21):
        for design in designs(groups, size):
            rounds = design.build(design.most).tolist()
            assert len(rounds) == design.most, (design, groups, size)
            assert_flat(rounds, [size] * groups)
        assert flat_rounds([size] * groups, most_rounds(groups, size)) is not None
        assert flat_rounds([size] * groups, most_rounds(groups, size) + 1) is None


@pytest.mark.parametrize(
    ("groups", "size", "rounds"),
    [
        (8, 4, 7),
        (16, 6, 6),
        (20, 5, 8),
        (10, 4, 9),
        (7, 7, 8),
        (9, 9, 10),
        (13, 13, 14),
        (5, 3, 7),
        (3, 3, 4),
        (15, 8, 17),
        (16, 4, 21),
        (40, 8, 6),
        (100, 10, 8),
    ],
)
def test_known_evenings_without_repeats_are_reached(groups: int, size: int, rounds: int) -> None:
    found = flat_rounds([size] * groups, rounds)
    assert found is not None and len(found) == rounds
    assert_flat(found, [size] * groups)


@pytest.mark.parametrize("people", range(4, 40, 2))
def test_an_even_number_of_people_meets_everybody_in_pairs(people: int) -> None:
    found = flat_rounds([2] * (people // 2), people - 1)
    assert found is not None
    assert {pair for groups in found for pair in combinations_of(groups)} == set(combinations(range(people), 2))


def combinations_of(groups: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


@pytest.mark.parametrize("people", range(3, 40, 2))
def test_an_odd_number_of_people_meets_everybody_with_one_bye_each(people: int) -> None:
    found = flat_rounds([1] + [2] * (people // 2), people)
    assert found is not None
    assert_flat(found, [1] + [2] * (people // 2))
    assert sorted(groups[0][0] for groups in found) == list(range(people))


@given(st.integers(2, 14), st.integers(2, 8), st.data())
def test_sizes_that_differ_by_one_are_reached_by_leaving_people_out(groups: int, size: int, data: st.DataObject) -> None:
    short = data.draw(st.integers(1, groups - 1))
    rounds = data.draw(st.integers(1, max(1, most_rounds(groups, size))))
    sizes = data.draw(st.permutations([size - 1] * short + [size] * (groups - short)))
    found = flat_rounds(sizes, rounds)
    if found is not None:
        assert len(found) == rounds
        assert_flat(found, sizes)


def test_people_left_out_of_columns_cost_no_round() -> None:
    for short in range(1, 13):
        sizes = [5] * short + [6] * (13 - short)
        found = flat_rounds(sizes, 13)
        assert found is not None
        assert_flat(found, sizes)


def test_what_no_construction_reaches_is_none() -> None:
    assert flat_rounds([3, 3], 2) is None
    assert flat_rounds([4, 4, 2], 2) is None
    assert flat_rounds([], 1) is None
    assert flat_rounds([6] * 6, 10) is None


def test_one_round_takes_any_sizes() -> None:
    assert flat_rounds([2, 4, 3], 1) == [[[0, 1], [2, 3, 4, 5], [6, 7, 8]]]


@pytest.mark.parametrize("order", [2, 3, 4, 5, 7, 8, 9, 16, 25, 27])
def test_fields_keep_the_laws_of_arithmetic(order: int) -> None:
    field: Field = ring_of(order).fields[0]
    every = np.arange(order)
    plus, times = field.add(every[:, None], every[None, :]), field.times(every[:, None], every[None, :])
    assert (plus == plus.T).all() and (times == times.T).all()
    assert (np.sort(plus, axis=1) == every).all()
    assert (np.sort(times[1:, 1:], axis=1) == every[1:]).all()
    assert (times[0] == 0).all() and (times[1] == every).all()
    assert sorted(field.powers.tolist()) == list(range(1, order))
    for one, other, third in product(range(min(order, 9)), repeat=3):
        assert times[times[one, other], third] == times[one, times[other, third]]
        assert times[one, plus[other, third]] == plus[times[one, other], times[one, third]]


def test_stored_tables_are_what_they_say() -> None:
    for starter in STARTERS:
        assert starter.most == next(design.most for design in designs(starter.groups, starter.size) if design.source == "starter")
        for base in starter.bases:
            assert sorted(base.ravel().tolist()) == list(range(starter.groups * starter.size))
    for shifts in SHIFTS:
        every = np.arange(shifts.groups)
        differ = np.argmax(shifts.add(every[:, None], every[None, :])[None] == every[:, None, None], axis=1)  # differ[a, b] + b = a
        for one, other in combinations(range(len(shifts.table)), 2):
            assert len(set(differ[shifts.table[one], shifts.table[other]].tolist())) == shifts.table.shape[1]


def test_the_best_known_evenings_are_reached_but_for_one() -> None:
    best_known = {tuple(map(int, cell.split("-"))): weeks for cell, weeks in json.loads(BEST_KNOWN.read_text()).items()}
    cells = {(groups, size): weeks for (groups, size), weeks in best_known.items() if 3 <= groups <= 20 and 3 <= size <= 20}
    assert len(cells) == 199
    short = {}
    for (groups, size), weeks in cells.items():
        found = conflict_free_rounds([size] * groups, weeks)
        assert found is not None or weeks == 1
        if found is not None:
            assert_flat(found, [size] * groups)
            if len(found) < weeks:
                short[groups, size] = len(found)
    assert short == NOT_REACHED


def test_more_rounds_than_known_give_the_known_ones_as_a_start() -> None:
    found = conflict_free_rounds([4] * 8, 12)
    assert found is not None and len(found) == most_rounds(8, 4)
    assert_flat(found, [4] * 8)
    uneven = conflict_free_rounds([4] * 5 + [3] * 3, 12)
    assert uneven is not None and len(uneven) >= 5
    assert_flat(uneven, [4] * 5 + [3] * 3)
    assert conflict_free_rounds([4, 4, 2], 3) is None


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: str(array.order))
def test_stored_arrays_are_orthogonal(array: Array) -> None:
    rows, order = array.rows, array.order
    for one, other in combinations(range(rows.shape[1]), 2):
        assert sorted((rows[:, one] * order + rows[:, other]).tolist()) == list(range(order * order))
