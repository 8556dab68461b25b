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
    (Fired(Kind.HIRES_FOR_IT, 1, 1, "Nurse", "two openings in my team", is_own_work=True), "Your work is “Nurse”. Ben has jobs: “two openings in my team”."),
    (Fired(Kind.OFFERS_IT, 1, 1, "Suche Nachhilfe in Mathe", "maths lessons"), "You look for “Nachhilfe in Mathe”. Ben offers “maths lessons”."),
    (Fired(Kind.IS_THE_ROLE, 1, 1, "Busco enfermeras", "Ward nurse"), "You look for “enfermeras”. Ben is a ward nurse."),
    (Fired(Kind.IS_THE_ROLE, 1, 1, "to become a nurse", "Ward nurse"), "You want to become a nurse. Ben is a ward nurse."),
    (Fired(Kind.WORKS_THERE, 1, 1, "A job at Zeiss", "Carl Zeiss AG"), "You look for a job at Zeiss. Ben is with Carl Zeiss AG."),
    (Fired(Kind.SAME_ROAD, 1, 1, "a step into IT", "nurse", "IT"), "You look for a step into IT. Ben went this way: from “nurse” to “IT”."),
    (Fired(Kind.SAME_ROAD, 1, 1, "", "nurse"), "Ben left “nurse” behind, too."),
    (Fired(Kind.COMPANIONS, 1, 1, "Work in logistics", "work in logistics"), "You both look for work in logistics: compare notes."),
    (Fired(Kind.COMPANIONS, 1, 1, "logistics", "warehouses"), "You look for “logistics”, Ben for “warehouses”: compare notes."),
    (Fired(Kind.BROAD_KNOWLEDGE, 1, 1, "", "payroll", "gardening"), "Still open? Ben does payroll. Ask about “gardening”."),
    (Fired(Kind.BROAD_KNOWLEDGE, 1, 1, "", "Librarian", "archives"), "Still open? Ben is a librarian. Ask about “archives”."),
    (Fired(Kind.BROAD_KNOWLEDGE, 1, 1, "", "Spanish", "gardens"), "Still open? Ben can tell you about “Spanish” and “gardens”."),
    (Fired(Kind.IS_THE_ROLE, 1, 1, "payroll clerk", "payroll"), "You look for “payroll clerk”. Ben does payroll."),
    (Fired(Kind.IS_THE_ROLE, 1, 1, "analysis", "ICU analyst"), "You look for “analysis”. Ben is an ICU analyst."),
    (Fired(Kind.IS_THE_ROLE, 1, 1, "social services", "Trabajadora social"), "You look for “social services”. Ben knows this work: “Trabajadora social”."),
    (Fired(Kind.WAS_IN_IT, 1, 1, "carpentry", "Carpenter"), "You look for “carpentry”. Ben was a carpenter before."),
    (Fired(Kind.OFFERS_IT, 1, 1, "a maths tutor for my son", "tutoring"), "You look for a maths tutor for your son. Ben offers “tutoring”."),
    (Fired(Kind.OFFERS_IT, 1, 1, "Who cuts films", "film editing"), "You look for somebody who cuts films. Ben offers “film editing”."),
    (Fired(Kind.WANTS_THE_JOB, 1, 1, "RNs", "to become a nurse"), "You look for “RNs”. Ben wants to become a nurse."),
    (Fired(Kind.WANTS_THE_JOB, 1, 1, "hiring nurses", "ward work"), "You look for “nurses”. Ben looks for “ward work”."),
    (Fired(Kind.WANTS_THE_JOB, 1, 1, "two openings in my team", "QA"), "You have jobs: “two openings in my team”. Ben looks for “QA”."),
    (Fired(Kind.WANTS_THE_JOB, 1, 1, "Hiring for four posts in energy", "wind"), "You have jobs: “four posts in energy”. Ben looks for “wind”."),
    (Fired(Kind.HIRES_FOR_IT, 1, 1, "wind", "Hiring for four posts in energy"), "You look for “wind”. Ben has jobs: “four posts in energy”."),
    (Fired(Kind.COMPANIONS, 1, 1, "school nurse", "to become a nurse"), "You look for “school nurse”. Ben wants to become a nurse. Compare notes."),
    (
        Fired(Kind.COMPANIONS, 1, 1, "a step into my field", "a job in my town"),
        "You look for a step into your field, Ben for “a job in my town”: compare notes.",
    ),
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


@pytest.mark.parametrize(
    ("kind", "wanted", "held", "language", "sentence"),
    [
        (Kind.IS_THE_ROLE, "Suche Controlling", "Bilanzbuchhalterin", "de", "Sie suchen „Controlling“. Ben ist Bilanzbuchhalterin."),
        (Kind.WAS_IN_IT, "Suche Tischlerei", "Tischler", "de", "Sie suchen „Tischlerei“. Ben war früher Tischler."),
        (Kind.IS_THE_ROLE, "servicios sociales", "Trabajadora social", "es", "Usted busca «servicios sociales». Ben es trabajadora social."),
        (Kind.WANTS_THE_JOB, "Pflegekräfte", "Stelle in der Pflege", "de", "Sie suchen „Pflegekräfte“. Ben sucht „Stelle in der Pflege“."),
        (Kind.WANTS_THE_JOB, "enfermeras", "trabajo de enfermera", "es", "Usted busca «enfermeras». Ben busca trabajo de enfermera."),
        (Kind.OFFERS_IT, "eine Nachhilfe für meinen Sohn", "Mathe", "de", "Sie suchen „eine Nachhilfe für meinen Sohn“. Ben bietet „Mathe“."),
    ],
)
def test_titles_and_wishes_stand_in_a_sentence_in_all_languages(kind: Kind, wanted: str, held: str, language: str, sentence: str) -> None:
    assert reason(Fired(kind, 1, 1, wanted, held), "Ben", language) == sentence


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
