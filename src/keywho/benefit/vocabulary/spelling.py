"""A spelling correction against the words of titles only: "nurs" is a nurse, and a name is left alone."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from keywho.benefit.vocabulary.everyday import everyday_words
from keywho.benefit.vocabulary.tokens import is_filler

SHORTEST = 4
SHORTEST_TWICE_WRONG = 8
LEAST_SEEN = 3
LEAST_SEEN_AT_ALL = 4
COMMON_SLIP = 2.5
"""How much likelier the common slips are, as a logarithm: "payrol" is payroll, though more titles say patrol."""
TIMES_AS_OFTEN = 900
"""Titles have slips too ("enginer"): a word of three titles or fewer gives way to one that is that much more frequent."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Spelling:
    """Corrects words that no title holds: one slip in words of four letters and more, two in words of eight and more (optimal string alignment)."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._corrected: dict[str, str] = {}

    def corrected(self, word: str) -> str:
        """Give the known word that was meant, or the word itself."""
        count = self._counts.get(word, 0)
        if count >= LEAST_SEEN_AT_ALL or word in everyday_words() or is_filler(word) or len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
            return word
        if word not in self._corrected:
            if len(self._corrected) > 100_000:
                self._corrected.clear()
            nearest = self._nearest(word)
            self._corrected[word] = nearest if self._counts.get(nearest, 0) >= TIMES_AS_OFTEN * count else word
        return self._corrected[word]

    def _nearest(self, word: str) -> str:
        once = [other for other in _one_slip(word) if self._counts.get(other, 0) >= LEAST_SEEN and len(other) >= SHORTEST]
        if once:
            return max(once, key=lambda other: (other[0] == word[0], math.log(self._counts[other]) + COMMON_SLIP * _is_common_slip(word, other), other))
        if len(word) < SHORTEST_TWICE_WRONG:
            return word
        near = [
            other
            for size in range(len(word) - 2, len(word) + 3)
            for other, *_ in process.extract(word, self._by_start[word[0], size], scorer=OSA.distance, score_cutoff=2, limit=5)
        ]
        return max(near, key=lambda other: (self._counts[other], other), default=word)

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], list[str]]:
        """Words that are frequent enough, by first letter and length."""
        found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word, count in self._counts.items():
            if count >= LEAST_SEEN:
                found[word[0], len(word)].append(word)
        return found


def _is_common_slip(word: str, meant: str) -> bool:
    """Say whether a letter was doubled, not doubled, or changed over with the next: the slips that people make most."""
    return sorted(word) == sorted(meant) or _single(word) == _single(meant)


def _single(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _one_slip(word: str) -> set[str]:
    """Give all words that are one slip away: a letter too few, too many, wrong, or two changed over."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return (
        {left + right[1:] for left, right in parts if right}
        | {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
        | {left + letter + right[1:] for left, right in parts if right for letter in _LETTERS}
        | {left + letter + right for left, right in parts for letter in _LETTERS}
    )
