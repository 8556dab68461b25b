"""What the phone and the projector say, in the language of the evening: short, kind, concrete."""

from keywho.live.words.english import ENGLISH
from keywho.live.words.german import GERMAN
from keywho.live.words.spanish import SPANISH
from keywho.live.words.words import Words

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}

_WORDS = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}

__all__ = ["LANGUAGES", "Words", "words_of"]


def words_of(language: str) -> Words:
    """Give the words of a language; English where there are none."""
    return _WORDS.get(language, ENGLISH)
