"""A text as words: without case, accents, plural and small words, abbreviations written out."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from keywho.benefit.vocabulary.abbreviations import ABBREVIATIONS
from keywho.benefit.vocabulary.fillers import FILLERS, STOP_WORDS

LONGEST_TEXT = 4000
MOST_WORDS = 200
_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_IT = re.compile(r"\bI\.?T\b\.?")  # in small letters it is a small word
_HOUR = re.compile(r"\b\d{1,2}([:.]\d\d)?\s?[ap]\.?m\b\.?", re.IGNORECASE)  # 11 pm is no project manager
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")


def plain(text: str) -> str:
    """Give a text in small letters without accents; at most the first 4,000 signs are read."""
    small = text[:LONGEST_TEXT].casefold()
    if small.isascii():
        return small
    spread = unicodedata.normalize("NFKD", small)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def bare_words(text: str) -> tuple[str, ...]:
    """Give the words of a text in their order, singular, without small words; Chinese and Japanese by pairs of signs."""
    return _bare_words(plain(_HOUR.sub(" ", _IT.sub("ICT", text[:LONGEST_TEXT]))))


@lru_cache(maxsize=50_000)
def _bare_words(text: str) -> tuple[str, ...]:
    found: list[str] = []
    has_cjk = not text.isascii() and _CJK.search(text) is not None
    for word in _WORD.findall(text.replace("'s ", " ").replace("’s ", " ")):
        if has_cjk and _CJK.search(word):
            found += [pair for run in _CJK.findall(word) for pair in ([run[at : at + 2] for at in range(len(run) - 1)] or [run])]
        elif word not in STOP_WORDS and (len(word) > 1 or word in "cr") and not word.isdigit():
            found.append(singular(word))
    return tuple(found[:MOST_WORDS])


def written_out(words: Sequence[str]) -> tuple[str, ...]:
    """Give words with abbreviations written out: ("sr", "swe") -> ("senior", "software", "engineer")."""
    return tuple(full for word in words for full in ABBREVIATIONS.get(word, (word,)))


def is_filler(word: str) -> bool:
    """Say whether a word tells nothing about the work itself: job, looking, hiring, years."""
    return word in _fillers()


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(singular(plain(word)) for word in FILLERS)


def singular(word: str) -> str:
    """Take a light plural off: companies -> company, nurses -> nurse; glass and SAS stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
