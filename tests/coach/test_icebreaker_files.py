"""The organizers' file of first sentences: what is written is read again, and what can't stay is named with its line and its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.coach.icebreaker_files import (
    NAME,
    IcebreakersRefused,
    Place,
    added,
    changed,
    checked,
    faults,
    hidden,
    mark_of,
    moved,
    read_file,
    remarks,
    to_toml,
)  # fmt: skip
from keywho.coach.icebreakers import Depth, Icebreaker, Icebreakers, icebreakers_of
from keywho.coach.sets import parsed
from keywho.coach.topics import Relation, Topic
from keywho.coach.words import LANGUAGES

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
SENTENCES = st.builds(Icebreaker, TEXT, st.lists(TEXT, max_size=3).map(tuple), st.sampled_from([None, *Relation]), st.booleans())
GROUPS = st.lists(SENTENCES, max_size=3).map(tuple)
SETS = st.builds(Icebreakers, GROUPS, GROUPS, GROUPS, st.lists(st.builds(Topic, TEXT, st.lists(TEXT, max_size=2).map(tuple)), max_size=2).map(tuple))
SMALL = """\
[[easy]]
say = "What brought you here?"
then = ["What else?"]

[[curious]]
say = "What could you talk about for hours?"

[[curious]]
say = "What would you change in {topic}?"
between = "both-know"

[[personal]]
say = "Who helped you?"
"""


def refused(text: str, language: str = "en") -> list[tuple[int, str]]:
    with pytest.raises(IcebreakersRefused) as told:
        read_file(text.encode(), language)
    return [(fault.line, fault.why) for fault in told.value.faults]


@given(SETS)
def test_what_is_written_is_read_again(known: Icebreakers):
    assert parsed(to_toml(known).encode(), NAME, Icebreakers) == known


@given(SETS, SETS)
def test_a_mark_is_of_one_set(one: Icebreakers, other: Icebreakers):
    assert (mark_of(one) == mark_of(other)) == (one == other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_along_has_no_faults_and_can_be_brought_back(language: str):
    known = icebreakers_of(language)
    assert faults(known, language) == () and remarks(known) == ()
    assert read_file(to_toml(known).encode(), language) == known


@pytest.mark.parametrize(
    ("before", "after", "line", "why"),
    [
        ("What brought you here?", "How old are you?", 2, "touches age"),
        ("What brought you here?", "Whom do you work for?", 2, "asks for an employer"),
        ("What else?", "Are you married?", 3, "touches family"),
        ("What would you change in {topic}?", "What would you change in {field}?", 9, "gap other than {topic}"),
        ('between = "both-know"\n', "", 9, "names a field of work"),
        ('between = "both-know"', 'between = "both"', 8, "none of the words that may stand here"),
        ('say = "Who helped you?"', 'said = "Who helped you?"', 12, "“said” is not known here"),
        ('then = ["What else?"]', 'than = ["What else?"]', 1, "“than” is not known here"),
        ('then = ["What else?"]', "then = [1]", 1, "of the kind"),
        ('then = ["What else?"]', 'then = ["a?", "b?", "c?", "d?"]', 2, "3 are enough"),
        ("Who helped you?", "What brought you here?", 13, "stands there twice"),
        ("Who helped you?", "x" * 161, 13, "161 letters"),
        ('"Who helped you?"', '""', 12, "is empty"),
        ('"Who helped you?"', '"Who\\nhelped you?"', 13, "more than one line"),
        ('[[personal]]\nsay = "Who helped you?"\n', "", 0, "“personal” is missing"),
        ('say = "Who helped you?"', 'say = "Who helped you?"\nhidden = true', 0, "No sentence is left that is personal"),
        ('say = "Who helped you?"', "hidden = true", 12, "“say” is missing"),
        ('say = "Who helped you?"', 'say = "Who', 13, "can't be read"),
    ],
    ids=lambda value: str(value)[:24].replace("\n", " ") if isinstance(value, str) else str(value),
)
def test_what_cannot_stay_is_named_with_its_line(before: str, after: str, line: int, why: str):
    assert before in SMALL
    found = refused(SMALL.replace(before, after, 1))
    assert any(at == line and why in words for at, words in found), found


def test_a_field_of_work_is_looked_at_too():
    assert any("touches health" in why for _, why in refused(SMALL + '\n[[topics]]\nname = "health care"\nwords = ["nurse"]\n'))
    assert any("has no name" in why for _, why in refused(SMALL + '\n[[topics]]\nname = "photonics"\nwords = []\n'))
    own = read_file((SMALL + '\n[[topics]]\nname = "photonics"\nwords = ["laser*"]\n').encode(), "en")
    assert own.topics == (Topic("photonics", ("laser*",)),)


def test_words_count_in_the_language_of_the_set():
    text = SMALL.replace("What brought you here?", "What kind of people do you work well with?")
    assert read_file(text.encode(), "en")
    assert any("touches family" in why for _, why in refused(text, "de"))


@given(st.binary(max_size=60))
def test_nothing_brings_it_down(content: bytes):
    with pytest.raises(IcebreakersRefused) as told:
        read_file(content, "en")
    assert told.value.faults


def test_sentences_are_added_changed_moved_hidden_and_deleted():
    known = read_file(SMALL.encode(), "en")
    one = Icebreaker("What did you look forward to?")
    more = added(known, Depth.EASY, one)
    assert more.easy[-1] == one and len(more.easy) == 2
    first = Place(Depth.EASY, 0)
    assert changed(more, first, one).easy == (one, one)
    assert changed(more, first, None).easy == (one,)
    assert moved(more, Place(Depth.EASY, 1), Depth.PERSONAL, one).personal[-1] == one
    assert moved(more, Place(Depth.EASY, 1), Depth.PERSONAL, one).easy == known.easy
    gone = hidden(known, first, is_hidden=True)
    assert gone.easy[0].hidden and hidden(gone, first, is_hidden=False) == known
    with pytest.raises(IcebreakersRefused, match="No sentence is left that is easy"):
        checked(gone, "en")


def test_few_sentences_are_remarked():
    assert len(remarks(read_file(SMALL.encode(), "en"))) == 3
