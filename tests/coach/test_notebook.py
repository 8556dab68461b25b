"""A notebook keeps what was written, joins with another, and has room for so much; and is the same when it was written out and read again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.adapters.notebook_json import NoNotebook, notebook_from_json, notebook_to_json
from keywho.coach.notebook import MOST_QUESTIONS, MOST_TRIES, MOST_VERSIONS, Kept, Notebook, Try, Version, Way
from keywho.coach.pitch.answers import Answers, Cut, Shape, Since
from keywho.coach.week import HowItWent, Week

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
VERSIONS = st.builds(Version, TEXTS, st.sampled_from(Cut), st.sampled_from(Shape), MOMENTS)
TRIES = st.builds(
    Try, MOMENTS, st.sampled_from(Way), st.sampled_from(Cut), st.floats(0.5, 300), st.floats(0, 300), st.floats(0, 300), st.integers(0, 50), st.floats(0, 30)
)
KEPT = st.builds(Kept, TEXTS, st.lists(TEXTS, max_size=3).map(tuple), MOMENTS)
MARKS = st.dictionaries(st.sampled_from(["rung:hello", "lesson:coffee", "rung:ask"]), MOMENTS)
ANSWERS = st.builds(Answers, st.sampled_from(Shape), st.sampled_from(Since), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.booleans())
PLAIN = st.builds(
    Notebook,
    ANSWERS,
    st.just(()),
    st.just(()),
    st.just(()),
    MARKS,
    st.frozensets(st.sampled_from(["rung:hello", "rung:ask"])),
    st.builds(
        Week,
        st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        st.none() | st.integers(0, 7),
        st.dictionaries(st.integers(1, 7), st.sampled_from(HowItWent)),
    ),
)


@st.composite
def notebooks(draw: st.DrawFn) -> Notebook:
    """A notebook in which somebody has written."""
    book = draw(PLAIN)
    for one in draw(st.lists(VERSIONS, max_size=4)):
        book = book.with_version(one)
    for one in draw(st.lists(TRIES, max_size=4)):
        book = book.with_try(one)
    for one in draw(st.lists(KEPT, max_size=4)):
        book = book.with_questions(one)
    return book


@given(notebooks())
def test_a_notebook_that_was_written_out_reads_the_same(book: Notebook):
    assert notebook_from_json(notebook_to_json(book)) == book


@given(notebooks(), notebooks())
def test_joining_two_notebooks_loses_nothing_and_twice_is_once(one: Notebook, other: Notebook):
    joined = one.joined(other)
    assert {(kept.text, kept.cut) for kept in joined.versions} == {(kept.text, kept.cut) for book in (one, other) for kept in book.versions}
    assert set(joined.tries) == {*one.tries, *other.tries}
    assert joined.marks.keys() == one.marks.keys() | other.marks.keys()
    assert joined.joined(other) == joined


def test_the_same_pitch_is_kept_once_and_the_newest_last():
    book = Notebook()
    for minute, text in enumerate(("one", "two", "one")):
        book = book.with_version(Version(text, Cut.THIRTY, Shape.STUDENT, NOON + timedelta(minutes=minute)))
    assert [kept.text for kept in book.versions] == ["two", "one"]


def test_the_oldest_goes_where_there_are_too_many():
    book = Notebook()
    for minute in range(150):
        at = NOON + timedelta(minutes=minute)
        book = (
            book.with_version(Version(str(minute), Cut.TEN, Shape.MENTOR, at))
            .with_try(Try(at, Way.CLOCK, Cut.TEN, 10.0))
            .with_questions(Kept(str(minute), ("?",), at))
        )
    assert (len(book.versions), len(book.tries), len(book.questions)) == (MOST_VERSIONS, MOST_TRIES, MOST_QUESTIONS)
    assert book.versions[-1].text == book.questions[-1].about == "149"
    assert notebook_from_json(notebook_to_json(book)) == book


def test_a_mark_taken_back_stays_away_until_it_is_made_again():
    book = Notebook().marked("rung:hello", NOON)
    assert book.marked("rung:hello", NOON + timedelta(days=1)).marks == {"rung:hello": NOON}, "the first time counts"
    assert book.unmarked("rung:hello") == Notebook()
    away = book.put_down("rung:hello")
    assert (away.marks, away.put_away) == ({}, {"rung:hello"})
    assert away.marked("rung:hello", NOON).put_away == frozenset()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "truncated"),
        ("[]", "Expected `object`"),
        ('{"versions": 3}', "$.versions"),
        ('{"tries": [{"at": "2026-11-27T12:00:00", "way": "clock", "cut": 30, "seconds": 3}]}', "time zone"),
        ('{"versions": [{"text": "a\\u0000b", "cut": 30, "shape": "student", "at": "2026-11-27T12:00:00Z"}]}', "nobody can read"),
        ('{"marks": {' + ", ".join(f'"{no}": "2026-11-27T12:00:00Z"' for no in range(300)) + "}}", "room"),
        ('{"week": {"went": {"8": "glad"}}}', "other days"),
        ("[" * 150_000, "Maybe"),
        (" " * 300_000, "200 KB"),
    ],
    ids=["empty", "list", "number", "no-zone", "nul", "too-many", "eighth-day", "deep", "long"],
)
def test_what_is_no_notebook_is_refused_with_a_sentence(content: str, why: str):
    with pytest.raises(NoNotebook, match="Nothing was changed") as refused:
        notebook_from_json(content)
    assert why in str(refused.value)
