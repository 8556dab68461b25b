"""All languages say the same things."""

import re
from dataclasses import asdict

import pytest

from keywho.coach.icebreakers import Depth, icebreakers_of
from keywho.live.words import LANGUAGES, words_of
from keywho.live.words.answers import answers_of


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_sentence_has_the_same_gaps_in_every_language(language: str) -> None:
    for of in (words_of, answers_of):
        english, other = asdict(of("en")), asdict(of(language))
        gaps = {name: sorted(re.findall(r"\{\w+\}", text)) for name, text in english.items()}
        assert {name: sorted(re.findall(r"\{\w+\}", text)) for name, text in other.items()} == gaps
        assert [name for name, text in other.items() if text == english[name] and len(text) > 12] == []
        assert all(other.values())


def test_there_are_as_many_icebreakers_in_every_language() -> None:
    english = [[(one.between, len(one.then)) for one in icebreakers_of("en").of(depth)] for depth in Depth]
    for language in LANGUAGES:
        assert [[(one.between, len(one.then)) for one in icebreakers_of(language).of(depth)] for depth in Depth] == english


def test_an_unknown_language_is_english() -> None:
    assert words_of("tlh") is words_of("en")
    assert answers_of("tlh") is answers_of("en")
