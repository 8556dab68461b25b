"""The words of the attendees' pages: whole in every language."""

import re
from dataclasses import asdict
from datetime import datetime

import pytest

from keywho.live.words import LANGUAGES
from keywho.server.web.attendee.words import PAGE_LANGUAGES, page_words, preferred, when_in_words

ENGLISH = asdict(PAGE_LANGUAGES["en"])


def test_pages_speak_the_languages_that_cards_speak():
    assert set(PAGE_LANGUAGES) == set(LANGUAGES)


@pytest.mark.parametrize("language", sorted(PAGE_LANGUAGES))
def test_each_sentence_is_there_and_asks_for_the_same_names(language: str):
    words = asdict(PAGE_LANGUAGES[language])
    assert [name for name, text in words.items() if not text] == []
    assert {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in words.items() if isinstance(text, str)} == {
        name: set(re.findall(r"\{(\w+)\}", text)) for name, text in ENGLISH.items() if isinstance(text, str)
    }
    assert (len(words["weekdays"]), len(words["months"])) == (7, 12)


def test_a_language_nobody_wrote_yet_is_english():
    assert page_words("fr").language == "en"
    assert [preferred(asked) for asked in ("", "fr", "es-MX,en", "xx,de;q=0.1", "*")] == ["en", "en", "es", "de", "en"]


def test_a_day_is_said_as_people_say_it():
    at = datetime(2026, 3, 12, 18, 30)
    assert [when_in_words(at, page_words(language)) for language in ("en", "de", "es")] == [
        "Thursday, 12 March, 18:30",
        "Donnerstag, 12. März, 18:30 Uhr",
        "jueves 12 de marzo, 18:30",
    ]
