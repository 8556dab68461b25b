"""Employers by name: which company a wish names, with the other names that the organizer told."""

import re
from collections.abc import Sequence

from keywho.benefit.own_words import OwnWords
from keywho.benefit.vocabulary.tokens import bare_words
from keywho.benefit.weak_words import is_rank, says_nothing

MOST_WORDS = 4
_LEGAL = re.compile(
    r"(?:[\s,]+(?:gmbh(?: & co\.? kg)?|ag|se|kg|ohg|gbr|ug|e\.?\s?v|inc|llc|ltd|limited|plc|corp(?:oration)?|co|s\.?a|s\.?l|sarl|bv|group|holding)\.?)+$",
    re.IGNORECASE,
)


def name_key(name: str) -> str:
    """Give a company's name as it is looked for in a wish: its words without the legal form; empty where they could mean anything."""
    words = bare_words(_LEGAL.sub("", " ".join(name.split())))
    if not words or len(words) > MOST_WORDS or all(says_nothing(word) or is_rank(word) for word in words):
        return ""
    return " ".join(words)


def keys_of(company: str, own_words: OwnWords) -> frozenset[str]:
    """Give every key of a company: its own, and those of the names that the organizer told for it."""
    own = name_key(company)
    if not own:
        return frozenset()
    told = [names for names in own_words.employers if own in {name_key(name) for name in names}]
    return frozenset({own, *(key for names in told for name in names if (key := name_key(name)))})


def keys_named_in(texts: Sequence[str]) -> frozenset[str]:
    """Give every run of one to four words in some texts: one of them may be the name of a company."""
    return frozenset(run for text in texts for run in _runs(bare_words(text)))


def _runs(words: Sequence[str]) -> list[str]:
    return [" ".join(words[at : at + size]) for size in range(1, MOST_WORDS + 1) for at in range(len(words) - size + 1)]


def naming(texts: Sequence[str], keys: frozenset[str]) -> str:
    """Give the first text that names one of these companies; empty if none does."""
    return next((text for text in texts if keys & keys_named_in((text,))), "")
