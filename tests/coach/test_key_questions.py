"""Three key questions: open, short, in a good order, for the purpose, and none that the profile answers already."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.coach.icebreakers import GAP, icebreakers_of, reader_of
from keywho.coach.questions import MOST_LETTERS, Known, Place, Purpose, choices, purposes, templates_of, three_questions
from keywho.coach.touchy import touches
from keywho.coach.words import LANGUAGES
from keywho.core.people import Help, Profile, Seniority

CLOSED = {
    "en": re.compile(r"^(?:do|does|did|are|is|was|were|can|could|will|would|have|has|had|should|may)\b", re.IGNORECASE),
    "de": re.compile(r"^(?:haben|sind|ist|war|können|könnten|wollen|würden|möchten|dürfen|darf|kennen|gibt|soll)\b", re.IGNORECASE),
    "es": re.compile(r"^¿?(?:es|son|está|tiene|ha|puede|podría|quiere|conoce|hay|le gusta)\b", re.IGNORECASE),
}
ASKS = {
    "en": re.compile(r"\b(?:what|whom?|how|which|where)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:was|wer|wen|wem|wie|welche[rsnm]?|wo|worauf)\b", re.IGNORECASE),
    "es": re.compile(r"(?:qué|quién|cómo|cuál|dónde)\b", re.IGNORECASE),
}
TEXTS = st.sampled_from(
    [
        "", "warehouse manager", "former teacher, now in software", "Personalreferentin", "contable", "we hire nurses", "two openings in logistics", "advice on marketing",
        "change into accounting", "moved from retail to sales", "early retirement after an illness", "Was a chef until 34, then coding bootcamp, now developer", "…", "{topic}", "%s \\ {0}",
    ]
)  # fmt: skip
PROFILES = st.builds(
    Profile,
    seeks=TEXTS,
    offers=TEXTS,
    role=TEXTS,
    industry=TEXTS,
    seniority=st.sampled_from([None, *Seniority]),
    months_searching=st.sampled_from([None, 3]),
    seeks_help=st.frozensets(st.sampled_from(list(Help))),
    gives_help=st.frozensets(st.sampled_from(list(Help))),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_open_short_and_touches_nothing(language: str):
    templates = templates_of(language)
    longest = max((topic.name for topic in icebreakers_of(language).topics), key=len)
    for place in Place:
        assert any(not (one.needs or one.unless) for one in templates.of(place)), f"{place} has none for everybody"
        for one in templates.of(place):
            said = one.say.replace(GAP, longest)
            assert not CLOSED[language].match(said) and ASKS[language].search(said) and said.endswith("?"), said
            assert len(said.split()) <= 24 and len(said) <= MOST_LETTERS, said
            assert touches(said, language) == (), said
            assert (GAP in one.say) == (Known.TOPIC in one.needs), one.say


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_language_asks_the_same(language: str):
    for place in Place:
        own, english = templates_of(language).of(place), templates_of("en").of(place)
        assert [(one.about, one.needs, one.unless) for one in own] == [(one.about, one.needs, one.unless) for one in english]
    assert set(templates_of(language).words) == set(Purpose)


@given(mine=PROFILES, theirs=PROFILES, purpose=TEXTS, language=st.sampled_from(sorted(LANGUAGES)), turn=st.tuples(*[st.integers(0, 30)] * 3))
def test_three_in_order_none_twice_and_none_that_is_answered(mine: Profile, theirs: Profile, purpose: str, language: str, turn: tuple[int, int, int]):
    asked = three_questions(mine, theirs, purpose, language, turn=turn)
    assert [one.place for one in asked] == list(Place)
    assert len({one.text for one in asked}) == 3
    reader = reader_of(icebreakers_of(language).topics)
    names = {topic.name for topic in reader.topics}
    said_path = any(
        words.casefold() in f" {theirs.role} {theirs.offers} {theirs.seeks} ".casefold() for words in ("former teacher", "moved from", "was a chef")
    )
    for place in Place:
        fitting = choices(place, mine, theirs, purpose, language)
        assert len({one.text for one in fitting}) == len(fitting)
        for question in fitting:
            assert GAP not in question.text and len(question.text) <= MOST_LETTERS
            template = next(one for one in templates_of(language).of(place) if re.fullmatch(re.escape(one.say).replace(re.escape(GAP), ".+"), question.text))
            if GAP in template.say:
                said = question.text.removeprefix(template.say.partition(GAP)[0]).removesuffix(template.say.partition(GAP)[2])
                assert said in names
                assert said in {reader.topics[no].name for no in reader.ground_of(theirs).knows}
            if said_path:
                assert Known.PATH not in template.unless


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How to change my field", Purpose.CHANGE),
        ("feedback on my pitch", Purpose.FEEDBACK),
        ("how hiring works at libraries", Purpose.HIRING),
        ("Rat für meinen nächsten Schritt", Purpose.ADVICE),
        ("cómo es el día a día", Purpose.WORK),
        ("compare notes every week", Purpose.COMPANION),
    ],
)
def test_purposes_are_told_from_own_words(text: str, expected: Purpose):
    assert purposes(text, Profile())[0] is expected


def test_without_a_purpose_the_profile_says_what_is_sought():
    assert purposes("", Profile(seeks_help=frozenset({Help.INSIDER}))) == (Purpose.WORK,)
    assert purposes("", Profile(seeks="change into nursing"))[0] is Purpose.CHANGE
    assert purposes("something else", Profile(seeks="change into nursing")) == ()


def test_who_hires_is_asked_what_they_look_for_and_who_searches_what_works():
    me = Profile(seeks="a job in logistics")
    hires = three_questions(me, Profile(role="Warehouse manager", offers="we hire three planners"), "how hiring works")
    assert hires[1].text.startswith("What do you look for")
    searches = Profile(seeks_help=frozenset({Help.JOB_LEAD}))
    assert "search" in three_questions(me, searches)[0].text


def test_a_field_that_i_do_not_seek_is_asked_about_their_path_alone():
    asked = three_questions(Profile(seeks="marketing"), Profile(role="Accountant"), "advice")
    assert "accounting" in asked[0].text and "accounting" not in asked[1].text + asked[2].text


def test_other_questions_come_round_again():
    first = three_questions(Profile(), Profile())
    count = len(choices(Place.PATH, Profile(), Profile()))
    assert three_questions(Profile(), Profile(), turn=(count, 0, 0)) == first
    assert three_questions(Profile(), Profile(), turn=(1, 0, 0))[0] != first[0]
