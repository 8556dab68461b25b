"""The coach's sentences in somebody's language, by gettext: the English sentence stands in the code, its translations in `locale/`.

Each part of the coach has a catalogue of its own, so that a file can be read in one sitting: `locale/es/ladder.po` holds the Spanish of the ladder.
`tools/words.py` gathers the sentences and compiles the catalogues.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""The languages that the coach speaks, each by its own name."""

PARTS = ("frame", "pitch", "rehearsal", "questions", "icebreakers", "ladder", "lessons", "opening", "terminal")
"""The parts of the coach, each with a catalogue."""


@cache
def words_in(language: str, part: str) -> NullTranslations:
    """Give the words of a part of the coach; English where a language has none.

    >>> words_in("en", "pitch").gettext("Hear it again")
    'Hear it again'
    """
    if part not in PARTS:
        raise KeyError(f"The coach has no part {part!r}. Its parts are {', '.join(PARTS)}.")
    file = files("keywho.coach") / "locale" / language / f"{part}.mo"
    if language not in LANGUAGES or not file.is_file():
        return NullTranslations()
    with file.open("rb") as catalogue:
        return GNUTranslations(catalogue)
