"""What the organizer adds to the vocabulary is read forgivingly, and written so that it is read as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.own_words import MOST_LINES, OwnWords, own_words_of, read_own_words, text_of_own_words
from keywho.core.errors import BadInput

TOWN = """
# what everybody here knows
Employers:
Carl Zeiss AG = Zeiss, Zeiss Jena
- Jenoptik
Acme, Inc. = Acme

The same here:
photonics = optics, lasers
same: RTW; return to work
employer: Stadtwerke Jena, SWJ
"""


def test_employers_and_words_are_read_under_headings_and_with_labels():
    assert own_words_of(TOWN) == OwnWords(
        employers=(("Carl Zeiss AG", "Zeiss", "Zeiss Jena"), ("Jenoptik",), ("Acme, Inc.", "Acme"), ("Stadtwerke Jena", "SWJ")),
        same=(("photonics", "optics", "lasers"), ("RTW", "return to work")),
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("photonics=optics", (("photonics", "optics"),)),
        ("  * photonics  =  optics , OPTICS,, “lasers” ", (("photonics", "optics", "lasers"),)),
        ("Same here\nphotonics, optics", (("photonics", "optics"),)),
        ("[Words]\nphotonics | optics", (("photonics", "optics"),)),
        ("photonics = optics\nlasers = Optics", (("photonics", "optics", "lasers"),)),
        ("a = b\nc = d\nb = c", (("a", "b", "c", "d"),)),
        ("\ufeffRTW = return to work", (("RTW", "return to work"),)),
        ("gleich: Kita, Kindergarten", (("Kita", "Kindergarten"),)),
        ("", ()),
    ],
)
def test_words_are_read_forgivingly(text: str, same: tuple[tuple[str, ...], ...]):
    assert own_words_of(text) == OwnWords(same=same)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("photonics", "Line 2: “photonics” stands alone. Maybe “photonics = another word for it”, or “employer: photonics” if it is one."),
        ("photonics =", "Line 2: “photonics” has nothing on the other side of the =. Maybe “photonics = another word for it”."),
        ("firmz: Zeiss", "Line 2: “firmz:” is not known here. Maybe “employer:” or “same:”."),
        ("= ,", "Line 2 names nothing. Maybe “photonics = optics, lasers”."),
        ("a = " + "x" * 81, f"Line 2: “{'x' * 40} ...” is longer than 80 letters. Maybe a shorter name, or a comma is missing."),
        (", ".join(f"w{no}" for no in range(21)), "Line 2 has 21 names; 20 can stand on one line. Maybe leave the rare ones out."),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_a_way_out_and_the_rest_is_kept(line: str, sentence: str):
    found = read_own_words(f"a1 = b1\n{line}\nc1 = d1")
    assert [bad.sentence for bad in found.bad] == [sentence]
    assert found.words == OwnWords(same=(("a1", "b1"), ("c1", "d1")))
    with pytest.raises(BadInput) as refused:
        own_words_of(f"a1 = b1\n{line}\nc1 = d1")
    assert str(refused.value) == f"One line of the own words was not understood:\n- {sentence}"


def test_too_many_lines_are_refused_once_and_the_first_are_kept():
    found = read_own_words("\n".join(f"a{no} = b{no}" for no in range(MOST_LINES + 50)))
    assert (len(found.words.same), [bad.no for bad in found.bad]) == (MOST_LINES, [MOST_LINES + 1])


def test_a_group_that_grew_over_many_lines_is_read_again_as_one():
    words = read_own_words("\n".join(f"hub = spoke {no}" for no in range(60))).words
    assert [len(names) for names in words.same] == [61]
    assert own_words_of(text_of_own_words(words)) == words


@given(st.lists(st.text(st.sampled_from("abAB cé#:=,;-\n.“x0Inc"), max_size=30), max_size=8).map("\n".join))
def test_what_was_understood_is_read_as_the_same_again(text: str):
    words = read_own_words(text).words
    assert own_words_of(text_of_own_words(words)) == words
    names = [name.casefold() for group in words.same for name in group]
    assert len(names) == len(set(names))


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_surprise(text: str):
    found = read_own_words(text)
    lines = text.splitlines()
    assert all(1 <= bad.no <= len(lines) and bad.sentence.startswith(f"Line {bad.no}") for bad in found.bad)
