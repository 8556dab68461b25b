"""Seven days of small steps: a guess first, then what it really was; a missed day is not lost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from keywho.coach.notebook import Notebook
from keywho.coach.practice import DAYS, HowItWent, begun, day_done, day_open, practice_in, stopped, week_of
from keywho.coach.words import LANGUAGES

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
TODAY = date(2026, 11, 26)
FRESH = begun(Notebook(), TODAY, 4, NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_seven_days_and_each_has_something_smaller(language: str):
    days = practice_in(language).days
    assert len(days) == DAYS
    assert all(day.title and day.task and day.why and day.smaller for day in days)


def test_a_week_begins_at_day_one_with_its_guess():
    assert not week_of(Notebook()).has_begun
    week = week_of(FRESH)
    assert (week.has_begun, week.next_day, week.guess, dict(week.went)) == (True, 1, 4, {})


@pytest.mark.parametrize("guess", [None, -1, 8], ids=["none", "below", "above"])
def test_without_a_guess_the_week_begins_all_the_same(guess: int | None):
    week = week_of(begun(Notebook(), TODAY, guess, NOW))
    assert (week.has_begun, week.guess) == (True, None)


def test_days_may_be_done_in_any_order_and_the_first_open_one_is_next():
    notebook = day_done(day_done(FRESH, 1, HowItWent.GLAD, NOW), 3, None, NOW + timedelta(days=4))
    week = week_of(notebook)
    assert (week.went, week.next_day) == ({1: HowItWent.GLAD, 3: None}, 2)


def test_after_seven_days_one_sees_how_many_turned_away():
    notebook = FRESH
    for no in range(1, DAYS + 1):
        notebook = day_done(notebook, no, HowItWent.TURNED_AWAY if no == 5 else HowItWent.ALL_RIGHT, NOW + timedelta(days=no))
    week = week_of(notebook)
    assert (week.next_day, week.turned_away, week.guess) == (None, 1, 4)


def test_how_a_day_went_can_be_said_anew_and_taken_back():
    notebook = day_done(day_done(FRESH, 1, HowItWent.TURNED_AWAY, NOW), 1, HowItWent.GLAD, NOW)
    assert week_of(notebook).went == {1: HowItWent.GLAD}
    assert day_open(notebook, 1) == FRESH


def test_a_week_that_is_put_away_leaves_nothing_but_the_rest_of_the_notebook():
    other = Notebook().marked("rung:say-your-name", NOW)
    notebook = day_done(begun(other, TODAY, 2, NOW), 1, HowItWent.GLAD, NOW)
    assert stopped(notebook) == other


def test_a_new_week_forgets_the_old_one():
    again = begun(day_done(FRESH, 1, HowItWent.GLAD, NOW), TODAY + timedelta(days=30), 1, NOW)
    assert (week_of(again).went, week_of(again).guess) == ({}, 1)
