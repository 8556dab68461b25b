"""A free text is read thing by thing, and what says nothing is no thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.things import MOST_THINGS, says_something, things_in, topic_of


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("A first step into accounting; somebody who hires payroll clerks", ("accounting", "payroll clerks")),
        ("nurses, ward managers\nNurses", ("nurses", "ward managers")),
        ("I am looking for a job in logistics. Or maybe sales!", ("logistics", "sales")),
        ("Krankenschwester oder Altenpfleger", ("Krankenschwester", "Altenpfleger")),
        ("a new job", ()),
        ("I don't know yet", ()),
        ("weiß ich noch nicht", ()),
        ("no sé", ()),
        ("", ()),
        (" ,;. ", ()),
    ],
)
def test_a_text_is_read_thing_by_thing(text: str, things: tuple[str, ...]):
    assert things_in(text) == things


@pytest.mark.parametrize(
    ("thing", "topic"),
    [
        ("A first step into wind energy", "wind energy"),
        ("somebody who hires payroll clerks", "payroll clerks"),
        ("logistics", "logistics"),
        ("A mentor", "a mentor"),
        ("jemand wie eine Krankenschwester", "eine Krankenschwester"),
        ("busco trabajo de enfermera", "enfermera"),
        ("housing advice", "housing advice"),
    ],
)
def test_a_topic_is_what_is_left_without_the_words_before_it(thing: str, topic: str):
    assert topic_of(thing) == topic


@given(st.text(max_size=300))
def test_things_of_any_text_say_something_and_are_few(text: str):
    things = things_in(text)
    assert len(things) <= MOST_THINGS
    assert all(says_something(thing) and topic_of(thing) == thing for thing in things)
