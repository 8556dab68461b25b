"""Reasons read well in three languages, are short, and quote what people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.judging import Fired
from keywho.benefit.reasons import no_strong_reason, reason
from keywho.benefit.signals import Kind
from keywho.core.people import Help

CASES = [
    (Fired(Kind.HIRES_FOR_IT, 1, 1, "A hospital ward", "hiring nurses"), "You look for a hospital ward. Ben hires “nurses”."),
    (Fired(Kind.HIRES_FOR_IT, 1, 1, "I am looking for wind energy", "Jobs in wind energy"), "You look for “wind energy”. Ben has jobs: “Jobs in wind energy”."),
    (Fired(Kind.HIRES_FOR_IT, 1, 1, "Nurse", "two openings in my team", is_own_work=True), "Your work is “Nurse”. Ben hires: “two openings in my team”."),
    (Fired(Kind.OFFERS_IT, 1, 1, "Suche Nachhilfe in Mathe", "maths lessons"), "You look for “Nachhilfe in Mathe”. Ben offers “maths lessons”."),
    (Fired(Kind.IS_THE_ROLE, 1, 1, "Busco enfermeras", "Ward nurse"), "You look for “enfermeras”. Ben knows this work: “Ward nurse”."),
    (Fired(Kind.IS_THE_ROLE, 1, 1, "to become a nurse", "Ward nurse"), "You want to become a nurse. Ben knows this work: “Ward nurse”."),
    (Fired(Kind.WORKS_THERE, 1, 1, "A job at Zeiss", "Carl Zeiss AG"), "You look for a job at Zeiss. Ben is with Carl Zeiss AG."),
    (Fired(Kind.SAME_ROAD, 1, 1, "a step into IT", "nurse", "IT"), "You look for a step into IT. Ben went this way: from “nurse” to “IT”."),
    (Fired(Kind.SAME_ROAD, 1, 1, "", "nurse"), "Ben left “nurse” behind, too."),
    (Fired(Kind.COMPANIONS, 1, 1, "Work in logistics", "work in logistics"), "You both look for work in logistics: compare notes."),
    (Fired(Kind.COMPANIONS, 1, 1, "logistics", "warehouses"), "You look for “logistics”, Ben for “warehouses”: compare notes."),
    (Fired(Kind.BROAD_KNOWLEDGE, 1, 1, "", "payroll", "gardening"), "Still open? Ben can tell you about “payroll” and “gardening”."),
    (Fired(Kind.RIGHT_HELP, 1, 1, help=Help.ADVICE), "You look for advice. Ben gives advice."),
]


@pytest.mark.parametrize(("fired", "sentence"), CASES)
def test_a_reason_in_english(fired: Fired, sentence: str) -> None:
    assert reason(fired, "Ben") == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Sie suchen „Pflege“. Ben stellt ein: „nurses“."),
        ("es", "Usted busca «Pflege». Ben contrata: «nurses»."),
        ("fr", "You look for “Pflege”. Ben hires “nurses”."),
    ],
)
def test_a_reason_in_the_language_of_the_phone_quotes_in_the_language_that_was_written(language: str, sentence: str) -> None:
    assert reason(Fired(Kind.HIRES_FOR_IT, 1, 1, "Suche Pflege", "hiring nurses"), "Ben", language) == sentence


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_where_nothing_speaks_for_two_there_is_a_friendly_sentence_and_a_question(language: str) -> None:
    said = no_strong_reason(language)
    assert said.endswith("?")
    assert len(said) <= 140
    assert said != no_strong_reason("en") or language == "en"


written = st.text(st.sampled_from(list('abc dé.,“"”({[}{0:?!\n李')), max_size=150)
helps = st.sampled_from(Help)


@given(
    st.sampled_from(Kind),
    written,
    written,
    written,
    helps,
    st.booleans(),
    st.sampled_from(["en", "de", "es"]),
    st.text(st.sampled_from("Ab é"), min_size=1, max_size=30),
)
def test_every_reason_is_one_short_line_whatever_was_written(
    kind: Kind, wanted: str, held: str, more: str, help_: Help, own: bool, language: str, name: str
) -> None:
    said = reason(Fired(kind, 1.0, 1.0, wanted, held, more, help_, is_own_work=own), name, language)
    assert said
    assert "\n" not in said
    assert len(said) <= 140
    opening, closing = {"en": "“”", "de": "„“", "es": "«»"}[language]
    assert said.count(opening) == said.count(closing)
