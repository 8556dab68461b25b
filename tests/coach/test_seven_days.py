"""Seven days of small steps: a guess first, then what it really was; a missed day is not lost."""

from datetime import date, timedelta

import pytest

from keywho.coach.practice import practice_in
from keywho.coach.week import DAYS, HowItWent, Week
from keywho.coach.words import LANGUAGES

TODAY = date(2026, 11, 26)
FRESH = Week.begun(TODAY, 4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_seven_days_and_each_has_something_smaller(language: str):
    days = practice_in(language).days
    assert len(days) == DAYS
    assert all(day.title and day.task and day.why and day.smaller for day in days)


def test_a_week_begins_at_day_one_with_its_guess():
    assert not Week().has_begun
    assert (FRESH.has_begun, FRESH.next_day, FRESH.guess, FRESH.went) == (True, 1, 4, {})


@pytest.mark.parametrize("guess", [None, -1, 8], ids=["none", "below", "above"])
def test_without_a_guess_the_week_begins_all_the_same(guess: int | None):
    assert Week.begun(TODAY, guess) == Week(TODAY)


def test_days_may_be_done_in_any_order_and_the_first_open_one_is_next():
    week = FRESH.with_day(1, HowItWent.GLAD, TODAY).with_day(3, HowItWent.NOT_SAID, TODAY + timedelta(days=4))
    assert (week.went, week.next_day) == ({1: HowItWent.GLAD, 3: HowItWent.NOT_SAID}, 2)


def test_a_day_that_is_done_begins_the_week():
    assert Week().with_day(2, HowItWent.GLAD, TODAY) == Week(TODAY, None, {2: HowItWent.GLAD})


def test_after_seven_days_one_sees_how_many_turned_away():
    week = FRESH
    for no in range(1, DAYS + 1):
        week = week.with_day(no, HowItWent.TURNED_AWAY if no == 5 else HowItWent.ALL_RIGHT, TODAY + timedelta(days=no))
    assert (week.begun_on, week.next_day, week.turned_away, week.guess) == (TODAY, None, 1, 4)


def test_how_a_day_went_can_be_said_anew_and_taken_back():
    week = FRESH.with_day(1, HowItWent.TURNED_AWAY, TODAY).with_day(1, HowItWent.GLAD, TODAY)
    assert week.went == {1: HowItWent.GLAD}
    assert week.without_day(1) == FRESH
