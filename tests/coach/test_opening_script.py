"""The script that starts a room: it comes along in three languages, is two minutes long, and can be said in that time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.coach.opening import (
    LONGEST_LINE,
    LONGEST_SPEECH,
    LONGEST_TITLE,
    MOST_LINES,
    MOST_SLIDES,
    Opening,
    Slide,
    checked,
    moved,
    opening_from_toml,
    opening_to_toml,
    usual_opening,
    with_new,
    without,
)
from keywho.coach.sets import NotInShape
from keywho.coach.speaking.estimate import seconds_of
from keywho.coach.words import LANGUAGES
from keywho.core.errors import BadInput

FINE = Slide("Hello", 15, "Good evening.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_that_comes_along_is_two_minutes_and_can_be_said_in_them(language: str) -> None:
    opening = usual_opening(language)
    assert opening == checked(opening, language)
    assert opening.seconds == 120
    assert [slide.title for slide in opening.slides if seconds_of(slide.spoken, language).seconds > slide.seconds] == []
    assert [slide.seconds for slide in opening.slides if slide.room_talks] == [30]


def test_each_language_has_a_script_of_its_own_with_the_same_slides() -> None:
    scripts = [usual_opening(language) for language in LANGUAGES]
    assert len({script.slides[0].say for script in scripts}) == len(LANGUAGES)
    assert len({tuple((slide.room_talks, len(slide.wall)) for slide in script.slides) for script in scripts}) == 1


def test_hints_are_told_apart_and_not_said() -> None:
    slide = Slide("Hello", 15, "Good evening. (Say your name.) Welcome.\n\n(Wait.)")
    assert slide.spoken == "Good evening. Welcome."
    assert slide.script == ((("Good evening.", False), ("Say your name.", True), ("Welcome.", False)), (("Wait.", True),))


TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)


@given(
    st.lists(st.builds(Slide, TEXT.map(lambda text: "T" + text), st.integers(3, 900), TEXT, st.lists(TEXT, max_size=4).map(tuple), st.booleans()), min_size=1)
)
def test_a_script_is_read_back_as_it_was_written(slides: list[Slide]) -> None:
    fine = checked(Opening(tuple(slides[:MOST_SLIDES])), "en")
    assert opening_from_toml(opening_to_toml(fine).encode(), "en") == fine


@pytest.mark.parametrize(
    ("slide", "why"),
    [
        (Slide("  ", 15), "Slide 2: it has no large words. Maybe two or three."),
        (Slide("x" * (LONGEST_TITLE + 1), 15), "Slide 2: 49 letters are too many to be large; 48 fit. Maybe move some to the lines below."),
        (Slide("Hello", 15, wall=("a",) * (MOST_LINES + 1)), "Slide 2: 5 lines are too many for the last row; 4 fit. Maybe say the rest instead."),
        (Slide("Hello", 15, wall=("y" * (LONGEST_LINE + 1),)), f"Slide 2: “{'y' * 49}” is too long for one line; 48 letters fit."),
        (Slide("Hello", 15, "z" * (LONGEST_SPEECH + 1)), "Slide 2: 1501 letters are too many to say on one slide; 1500 fit. Maybe make two slides of it."),
        (Slide("Hello", 0), "Slide 2: 0 seconds are not possible. Maybe 15."),
    ],
    ids=["no title", "long title", "many lines", "long line", "long speech", "no time"],
)
def test_what_nobody_could_read_or_say_is_refused_by_the_number_of_the_slide(slide: Slide, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked(Opening((FINE, slide)), "en")
    assert str(refused.value) == why


@pytest.mark.parametrize("count", [0, MOST_SLIDES + 1])
def test_a_script_has_some_slides_and_not_too_many(count: int) -> None:
    with pytest.raises(BadInput, match="slide"):
        checked(Opening((FINE,) * count), "en")


def test_a_file_of_another_shape_is_refused() -> None:
    with pytest.raises(NotInShape, match=r"opening\.toml"):
        opening_from_toml(b'[[slides]]\ntitle = "Hello"\n', "en")


def test_slides_are_added_removed_and_moved() -> None:
    one, two, three = (Slide(title, 15) for title in ("1", "2", "3"))
    assert without((one, two, three), 2) == (one, three)
    assert moved((one, two, three), 1, 1) == (two, one, three)
    assert moved((one, two, three), 1, -1) == (one, two, three)
    assert moved((one, two, three), 3, 1) == (one, two, three)
    assert moved((one, two, three), 7, 1) == (one, two, three)
    assert [slide.title for slide in with_new((one,), "es")] == ["1", "Nueva diapositiva"]
