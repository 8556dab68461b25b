"""The builder: somebody's own words in an order that carries, in three languages; nothing is added, nobody is asked for an employer, and what is too long is left out."""

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.coach.pitch.answers import Answers, Cut, Shape, Since
from keywho.coach.pitch.building import build, questions_of, shapes_in
from keywho.coach.pitch.comparing import Change, compared
from keywho.coach.pitch.findings import FindingKind
from keywho.coach.pitch.length import fits
from keywho.coach.pitch.looking import look
from keywho.coach.pitch.phrases import words_of
from keywho.coach.pitch.shapes import layoff_in, pitch_shapes, since_in
from keywho.coach.pitch.shortening import shorten, without
from keywho.coach.words import LANGUAGES

FIELDS = {one.name for one in fields(Answers)}
EMPLOYER = re.compile(r"(?i)\b(your|which|what) (employer|company)\b|\b(Ihr|welche\w*) (Arbeitgeber|Firma)\b|\bsu (empresa|empleador)\b")
WORDS = st.lists(st.sampled_from(["I", "bake", "bread", "for schools", "and like", "receipts,", "you", "are welcome.", "Then", "we sang?"]), max_size=12).map(
    " ".join
)


def examples(shape: Shape, language: str) -> Answers:
    """The examples that stand beside the questions, as answers."""
    return Answers(shape=shape, name="Ana", **{one.field: one.example for one in questions_of(shape, language)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", Shape)
def test_every_shape_asks_the_same_four_things_in_its_own_words_and_never_for_an_employer(language: str, shape: Shape):
    asked = questions_of(shape, language)
    assert [one.field for one in asked] == ["does", "proof", "gives", "seeks"]
    assert dict(shapes_in(language))[shape]
    for one in asked:
        assert one.field in FIELDS
        assert one.question.endswith("?")
        assert one.hint and one.example
        assert not EMPLOYER.search(f"{one.question} {one.hint}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", Shape)
def test_a_pitch_made_of_the_examples_has_all_that_it_needs_and_no_fault(language: str, shape: Shape):
    text = build(examples(shape, language), Cut.THIRTY, language)
    seen = look(text, language, name="Ana")
    assert seen.has_name and seen.has_proof and seen.has_give and seen.has_ask
    assert seen.kinds() <= {FindingKind.TOO_SHORT}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", Shape)
def test_all_words_of_a_pitch_are_the_persons_own_but_for_a_few_that_join_them(language: str, shape: Shape):
    answers = replace(examples(shape, language), since=Since.SIX)
    said = {word.casefold() for word in words_of(build(answers, Cut.SIXTY, language))}
    joining = f"{pitch_shapes(language).hello} {since_in(answers, language)}"
    own = {word.casefold() for word in words_of(" ".join([answers.name, answers.does, answers.proof, answers.gives, answers.seeks, joining]))}
    assert said <= own


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("since", Since)
def test_a_layoff_is_said_in_one_honest_sentence_and_by_those_alone_who_want_to(language: str, since: Since):
    answers = replace(examples(Shape.JOB_SEEKER, language), since=since)
    sentence = layoff_in(answers, language)
    assert sentence not in build(answers, Cut.SIXTY, language)
    text = build(replace(answers, says_layoff=True), Cut.SIXTY, language)
    assert sentence in text
    found = look(text, language).kinds()
    assert not found & {FindingKind.BLAMES, FindingKind.APOLOGY, FindingKind.MANY_ASKS, FindingKind.EMPTY_PRAISE}


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        pytest.param(Answers(), "", id="nothing"),
        pytest.param(Answers(name="Bo"), "Hello, I'm Bo.", id="a name"),
        pytest.param(Answers(name="My name is Bo."), "My name is Bo.", id="a name that is a sentence"),
        pytest.param(Answers(does="a cook in a school"), "I'm a cook in a school.", id="what somebody is"),
        pytest.param(Answers(does="bake for eleven schools;"), "I bake for eleven schools.", id="what somebody does"),
        pytest.param(Answers(does="planning shifts"), "My work is planning shifts.", id="a doing"),
        pytest.param(Answers(proof="cut the waiting time in half"), "I cut the waiting time in half.", id="a deed"),
        pytest.param(Answers(proof="last year we fed ninety people"), "Last year we fed ninety people.", id="a deed that is a sentence"),
        pytest.param(Answers(gives="help with forms"), "I can help with forms.", id="an offer"),
        pytest.param(Answers(gives="recipes"), "I can offer recipes.", id="a thing offered"),
        pytest.param(Answers(seeks="a midwife"), "I'd like to meet a midwife.", id="a person sought"),
        pytest.param(Answers(seeks="to talk with bakers"), "I'd like to talk with bakers.", id="a talk sought"),
        pytest.param(Answers(seeks="Do you know a midwife?"), "Do you know a midwife?", id="a question stays one"),
        pytest.param(
            Answers(seeks="a midwife", name="Bo", gives="ask me about bread"),
            "Hello, I'm Bo. Ask me about bread. I'd like to meet a midwife.",
            id="the ask comes last",
        ),
    ],
)
def test_an_answer_becomes_a_sentence_or_stays_the_one_that_it_is(answers: Answers, text: str):
    assert build(answers, Cut.THIRTY, "en") == text


def test_ten_seconds_hold_a_name_what_one_does_and_the_ask():
    text = build(examples(Shape.JOB_SEEKER, "en"), Cut.TEN, "en")
    assert text == "Hello, I'm Ana. I keep the books of small shops. I'd like to meet somebody who runs more than one bakery."
    assert fits(text, Cut.TEN, "en")


def test_thirty_seconds_leave_out_second_sentences_before_anything_else():
    long = replace(
        examples(Shape.JOB_SEEKER, "en"),
        does="I keep the books of small shops. I also count the money of three choirs, of a theatre and of the people who live in our street.",
    )
    long = replace(
        long, proof=f"{long.proof} Then I wrote to the owner, and he gave me a cake that was larger than my bicycle, which I carried home through the rain."
    )
    text = build(long, Cut.THIRTY, "en")
    assert fits(text, Cut.THIRTY, "en") and not fits(build(long, Cut.SIXTY, "en"), Cut.THIRTY, "en")
    assert "found four thousand" in text and "shoe box" in text and text.endswith("how they keep their books.")
    assert "bicycle" not in text


@settings(max_examples=60, deadline=None)
@given(does=WORDS, proof=WORDS, gives=WORDS, seeks=WORDS, cut=st.sampled_from(Cut))
def test_whatever_is_answered_can_be_said(does: str, proof: str, gives: str, seeks: str, cut: Cut):
    text = build(Answers(name="Ana", does=does, proof=proof, gives=gives, seeks=seeks), cut, "en")
    assert text.startswith("Hello, I'm Ana.")
    assert text[-1] in ".?!"
    assert "  " not in text and ".." not in text


TALE = (
    "Hello, I'm Ana. Basically, I keep books. My boss was an idiot who never listened. Last year I found four thousand that a bakery had paid twice. The sun shone on that day, "
    "and all the birds of the town were singing on the roof of the church while I counted. I can show you how to sort a shoe box of receipts. I'd like to meet somebody who runs a bakery. "
    "On Sundays I walk to the lake, and there I think about all the numbers of the week until it is dark."
)


def test_what_is_shortened_keeps_name_example_offer_and_ask_and_leaves_out_what_is_needed_least():
    shorter = shorten(TALE, Cut.THIRTY, "en")
    assert shorter.fits and fits(shorter.text, Cut.THIRTY, "en")
    for kept in ("I'm Ana", "four thousand", "shoe box", "somebody who runs a bakery"):
        assert kept in shorter.text
    for gone in ("Basically", "idiot", "lake"):
        assert gone not in shorter.text
    assert without(TALE, shorter.left_out) == shorter.text


def test_what_fits_is_left_as_it_is():
    short = "Hello, I'm Ana. I'd like to meet somebody who runs a bakery."
    assert shorten(short, Cut.THIRTY, "en") == type(shorten(short, Cut.THIRTY, "en"))(short, (), True)


def test_what_cannot_be_shortened_says_so():
    one = "I'd like to meet somebody who " + "bakes and " * 60 + "sings."
    shorter = shorten(one, Cut.TEN, "en")
    assert not shorter.fits
    assert shorter.text == one


@settings(max_examples=80, deadline=None)
@given(before=WORDS, after=WORDS)
def test_two_versions_can_be_read_out_of_their_difference(before: str, after: str):
    stretches = compared(before, after)
    assert "".join(one.words for one in stretches if one.change is not Change.CAME) == before
    assert "".join(one.words for one in stretches if one.change is not Change.WENT) == after
