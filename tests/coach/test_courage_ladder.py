"""The courage ladder: twelve rungs in each language, lit by what happens and by their owner, and taken back without a word."""

from datetime import UTC, datetime

import pytest

from keywho.coach.ladder import Moment, ladder_in, lit_rungs, moments_in, next_rung, standings
from keywho.coach.lessons import lesson_in
from keywho.coach.notebook import Notebook, Try, Way
from keywho.coach.pitch.answers import Cut
from keywho.coach.words import LANGUAGES

NOW = datetime(2026, 11, 26, 19, tzinfo=UTC)
LADDER = ladder_in("en")
SMALLEST, LARGEST = LADDER.rungs[0], LADDER.rungs[-1]
REHEARSED = Notebook().with_try(Try(NOW, Way.CLOCK, Cut.THIRTY, 31.0))


def test_there_are_twelve_rungs_from_a_name_to_being_asked():
    assert len(LADDER.rungs) == len({rung.key for rung in LADDER.rungs}) == 12
    assert (SMALLEST.key, LARGEST.key) == ("say-your-name", "be-asked")


def test_each_moment_lights_a_rung_and_each_rung_can_be_lit():
    assert {moment for rung in LADDER.rungs for moment in rung.lit_by} == set(Moment)
    assert all(rung.lit_by for rung in LADDER.rungs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ladder_is_the_same_in_every_language(language: str):
    assert [(rung.key, rung.lit_by, rung.lesson) for rung in ladder_in(language).rungs] == [(rung.key, rung.lit_by, rung.lesson) for rung in LADDER.rungs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rung_says_all_that_a_rung_says(language: str):
    for rung in ladder_in(language).rungs:
        assert all((rung.title, rung.why, rung.smaller, rung.lit_when, lesson_in(language, rung.lesson))), rung.key
        assert 2 <= len(rung.how) <= 4, rung.key


def test_nothing_is_lit_at_first_and_the_smallest_rung_is_next():
    known = standings(LADDER, Notebook())
    assert not any(one.is_lit for one in known)
    assert next_rung(known) == known[0]


def test_what_happened_lights_a_rung_and_its_owner_lights_another():
    known = standings(LADDER, Notebook().marked(LARGEST.mark, NOW), {Moment.MET})
    assert [(one.rung.key, one.by_itself) for one in known if one.is_lit] == [("say-your-name", True), ("be-asked", False)]


def test_a_rehearsal_lights_its_rung_without_an_evening():
    assert moments_in(REHEARSED) == {Moment.REHEARSED}
    assert lit_rungs(LADDER, REHEARSED) == {"rehearse-aloud"}


def test_a_rung_that_was_taken_back_stays_dark_whatever_happens_until_its_owner_lights_it():
    back = Notebook().put_down(SMALLEST.mark)
    assert lit_rungs(LADDER, back, {Moment.MET}) == frozenset()
    assert lit_rungs(LADDER, back.marked(SMALLEST.mark, NOW), {Moment.MET}) == {"say-your-name"}


def test_rungs_may_be_climbed_in_any_order():
    known = standings(LADDER, Notebook().marked(LADDER.rungs[4].mark, NOW))
    assert next_rung(known) == known[0]


def test_when_all_are_lit_none_is_next():
    assert next_rung(standings(LADDER, Notebook(), set(Moment) - {Moment.REHEARSED})) is not None
    assert next_rung(standings(LADDER, Notebook(), set(Moment))) is None


def test_each_rung_knows_the_one_below_and_the_one_above():
    assert LADDER.beside(SMALLEST) == (None, LADDER.rungs[1])
    assert LADDER.beside(LARGEST) == (LADDER.rungs[-2], None)
