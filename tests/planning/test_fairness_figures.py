"""How evenly a programme serves its people, on evenings counted by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.core.ids import RoundNo
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.planning.figures import NOT_SAID, Spread, band_of, fairness, spread_of
from small_evenings import evening, ids


def in_pairs(*pairs: tuple[int, int]) -> Programme:
    return Programme(tuple(Meeting(RoundNo(1), ids(*pair)) for pair in pairs))


def test_attention_useful_people_and_one_way_help_are_counted() -> None:
    problem = evening(6, [Round.nearby(None)], {(0, 1): 5.0, (2, 3): 4.0, (3, 2): 4.0, (0, 5): 9.0})
    found = fairness(problem, in_pairs((0, 1), (2, 3), (4, 5)))
    assert found.attention == Spread(0.5, 0.0, 0.0, 0.5)
    assert found.useful.mean == 0.5
    assert found.one_way == 0.5


def test_attention_is_uneven_where_one_has_all_of_it() -> None:
    problem = evening(4, [Round.table(4)], {(0, 3): 1.0, (1, 3): 1.0, (2, 3): 1.0})
    assert fairness(problem, Programme((Meeting(RoundNo(1), ids(0, 1, 2, 3)),))).attention == Spread(0.75, 0.0, 0.0, 0.75)


def of_months(problem: Problem, months: list[int | None], traits: list[str]) -> Problem:
    people = [
        replace(one, profile=Profile(months_searching=month), traits={"Situation": trait})
        for one, month, trait in zip(problem.attendees, months, traits, strict=True)
    ]
    return replace(problem, attendees=tuple(people))


def test_groups_of_fewer_than_five_are_not_told_apart() -> None:
    pairs = [(no, no + 1) for no in range(0, 14, 2)]
    problem = evening(14, [Round.nearby(None)], dict.fromkeys(pairs, 5.0))
    problem = of_months(problem, [*[1] * 5, *[14] * 5, 4, 4, 7, None], ["hires"] * 6 + ["laid off"] * 6 + ["changes"] * 2)
    found = fairness(problem, in_pairs(*pairs), trait="Situation")
    assert found.useful_by_group == {"hires": 0.5, "laid off": 0.5}, "two who change are fewer than five"
    assert found.useful_by_search == {"under 3 months": 0.6, "a year or more": 0.4}
    mixed = of_months(problem, [*[1] * 5, *[14] * 4, 4, 4, 7, None, None], ["hires"] * 14)
    assert set(fairness(mixed, in_pairs(*pairs)).useful_by_search) == {"under 3 months", "others"}
    assert fairness(mixed, in_pairs(*pairs)).useful_by_group == {}


@pytest.mark.parametrize(
    ("months", "band"), [(None, NOT_SAID), (0, "under 3 months"), (3, "3 to 5 months"), (11, "6 to 11 months"), (12, "a year or more"), (60, "a year or more")]
)
def test_lengths_of_search_are_told_in_bands(months: int | None, band: str) -> None:
    assert band_of(Attendee(ids(0)[0], "", Profile(months_searching=months))) == band


def test_an_evening_without_people_or_meetings_has_no_figures_to_divide_by() -> None:
    assert fairness(evening(0, [Round.nearby(None)]), Programme()).attention == Spread(0.0, 0.0, 0.0, 0.0)
    assert fairness(evening(3, [Round.nearby(None)]), Programme()).one_way == 0.0


@given(st.lists(st.integers(0, 20), min_size=1, max_size=12))
def test_gini_equals_its_plain_definition(values: list[int]) -> None:
    total = sum(values)
    plain = sum(abs(a - b) for a in values for b in values) / (2 * len(values) * total) if total else 0.0
    assert spread_of(np.array(values, np.float64)).gini == pytest.approx(plain)
