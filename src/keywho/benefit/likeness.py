"""How far two short texts mean the same: "RN on a ward" and "Krankenschwester", between 0 and 1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.own_words import OwnWords

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Sentences to vectors of length one, (texts, width): the optional second tier. The model lives in `keywho.adapters.sentence_model`."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Texts as the reader read them; `pick` gives some of them again without reading."""

    texts: tuple[str, ...]
    words: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.texts)

    def pick(self, places: Sequence[int] | NDArray[np.int64]) -> "Phrases":
        """Give the phrases at these places, in this order."""
        return Phrases(tuple(self.texts[at] for at in places), tuple(self.words[at] for at in places))


class Reader:
    """Reads short texts and says how alike they are. Making one costs a moment (the vocabulary is loaded once a process): keep it."""

    def __init__(self, *, own_words: OwnWords | None = None, embed: Embed | None = None) -> None:
        self.own_words = own_words or OwnWords()
        self.embed = embed

    def read(self, texts: Sequence[str]) -> Phrases:
        """Read texts once; the same text is never read twice by one reader."""
        return Phrases(tuple(texts), tuple(frozenset(text.casefold().split()) for text in texts))

    def alike(self, one: Phrases, other: Phrases) -> NDArray[np.float32]:
        """Say how alike each of one is to each of the other: (len(one), len(other)), 0 nothing in common, 1 the same thing.

        Above 0.5 a person would say "yes, that is what I meant"; below 0.2 is noise. Costs len(one) x len(other): call it in blocks.
        """
        return np.array([[len(a & b) / max(1, len(a | b)) for b in other.words] for a in one.words], np.float32).reshape(len(one), len(other))


@lru_cache(maxsize=1)
def plain_reader() -> Reader:
    """Give the reader of the base tier without own words, made once."""
    return Reader()
