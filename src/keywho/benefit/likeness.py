"""How far two short texts mean the same: "RN on a ward" and "Krankenschwester", between 0 and 1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from keywho.benefit.own_words import OwnWords
from keywho.benefit.vocabulary.stored import stored_vocabulary
from keywho.benefit.vocabulary.tokens import bare_words
from keywho.benefit.vocabulary.vocabulary import Vocabulary

Matrix = NDArray[np.float32]

Embed = Callable[[Sequence[str]], Matrix]
"""Sentences to vectors of length one, (texts, width): the optional second tier. The model lives in `keywho.adapters.sentence_model`."""

MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Blend:
    """What each view of two texts counts, and where the sum becomes "yes, that is what I meant".

    Attributes
    ----------
    meaning, concepts, letters, sentence : shares of the four cosines; they add up to 1.
    middle, width : the sum at which `alike` is one half, and how fast it turns there (a logistic curve).
    """

    meaning: float
    concepts: float
    letters: float
    sentence: float
    middle: float
    width: float

    def log_odds(self, meaning: Matrix, concepts: Matrix, letters: Matrix, sentence: Matrix | float) -> Matrix:
        """Give the log-odds that two texts mean the same, from the four cosines."""
        near: Matrix = self.meaning * meaning + self.concepts * concepts + self.letters * letters + self.sentence * sentence
        return (near - self.middle) / self.width


BASE = Blend(meaning=0.6, concepts=0.2, letters=0.2, sentence=0.0, middle=0.35, width=0.07)
EMBEDDED = Blend(meaning=0.3, concepts=0.28, letters=0.02, sentence=0.4, middle=0.35, width=0.065)


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Texts as the reader read them; `pick` gives some of them again without reading.

    Attributes
    ----------
    texts : as written.
    words : as understood: corrected, abbreviations written out.
    meanings : (texts, width) vectors of length one, or 0.
    concepts, letters : sparse rows of length one, or empty: occupations, and words with their letter groups.
    sentences : (texts, width) sentence vectors; width 0 without the second tier.
    """

    texts: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    meanings: Matrix
    concepts: sparse.csr_array
    letters: sparse.csr_array
    sentences: Matrix

    def __len__(self) -> int:
        return len(self.texts)

    def pick(self, places: Sequence[int] | NDArray[np.int64]) -> "Phrases":
        """Give the phrases at these places, in this order."""
        chosen = np.asarray(places, np.int64)
        return Phrases(
            tuple(self.texts[at] for at in chosen),
            tuple(self.words[at] for at in chosen),
            self.meanings[chosen],
            self.concepts[chosen],
            self.letters[chosen],
            self.sentences[chosen],
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """One text as it was read: sparse rows as (places, values)."""

    words: tuple[str, ...]
    meaning: Matrix
    concepts: tuple[NDArray[np.int32], Matrix]
    letters: tuple[NDArray[np.int32], Matrix]
    sentence: Matrix


class Reader:
    """Reads short texts and says how alike they are. Making one costs a moment (the vocabulary is loaded once a process): keep it."""

    def __init__(self, *, vocabulary: Vocabulary | None = None, own_words: OwnWords | None = None, embed: Embed | None = None) -> None:
        self.vocabulary = vocabulary or stored_vocabulary()
        self.own_words = own_words or OwnWords()
        self.embed = embed
        self._same = [tuple(bare_words(text) for text in group) for group in self.own_words.same]
        self._kept: dict[str, _Read] = {}
        with _READERS_LOCK:
            _READERS.add(self)

    def forget(self) -> None:
        """Drop the texts that were read."""
        self._kept = {}

    def understood(self, text: str) -> tuple[str, ...]:
        """Give the words of a text as they are understood: corrected, abbreviations written out, the organizer's words added."""
        words = self.vocabulary.understood(text)
        added = [word for group in self._same if any(_holds(words, same) for same in group) for same in group for word in same]
        return (*words, *added)

    def _sentences(self, texts: Sequence[str], words: Sequence[tuple[str, ...]]) -> Matrix:
        """Give the vectors of the sentence model, which reads corrected English; of a text in another language, and of all without a model, 0."""
        if self.embed is None or not texts:
            return np.zeros((len(texts), 0), np.float32)
        return self.embed([self.vocabulary.corrected_text(text) if self.vocabulary.is_english(known) else "" for text, known in zip(texts, words, strict=True)])

    def read(self, texts: Sequence[str]) -> Phrases:
        """Read texts; the same text is not read twice by one reader."""
        if len(self._kept) > MOST_KEPT:
            self._kept = {}
        kept = self._kept  # another thread may begin anew while this one reads
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        found = dict(zip(new, self._read(new), strict=True))
        kept.update(found)
        read = [found[text] if text in found else kept[text] for text in texts]
        return Phrases(
            tuple(texts),
            tuple(one.words for one in read),
            _stacked([one.meaning for one in read], self.vocabulary.vectors.shape[1]),
            _rows([one.concepts for one in read], len(self.vocabulary.concepts)),
            _rows([one.letters for one in read], self.vocabulary.vectors.shape[0]),
            _stacked([one.sentence for one in read], read[0].sentence.shape[0] if read else 0),
        )

    def _read(self, texts: Sequence[str]) -> list[_Read]:
        words = [self.understood(text) for text in texts]
        letters = self.vocabulary.rows(words)
        meanings = self.vocabulary.meanings(letters)
        concepts = self.vocabulary.concepts_of(words)
        sentences = self._sentences(texts, words)
        return [_Read(words[at], meanings[at], _row(concepts, at), _unit(*_row(letters, at)), sentences[at].astype(np.float32)) for at in range(len(texts))]

    def named(self, text: str, language: str = "en", most: int = 3) -> tuple[tuple[str, float], ...]:
        """Name the occupations and fields nearest to a text, best first, each with its cosine; for people who want to see how a text was understood."""
        meaning = self.read([text]).meanings[0]
        near = self.vocabulary.concept_vectors @ meaning
        best = np.argsort(-near, kind="stable")[:most] if meaning.any() else np.zeros(0, np.int64)
        return tuple((self.vocabulary.concepts[at].label(language), round(float(near[at]), 2)) for at in best)

    def alike(self, one: Phrases, other: Phrases) -> Matrix:
        """Say how alike each of one is to each of the other: (len(one), len(other)), 0 nothing in common, 1 the same thing.

        Above 0.5 a person would say "yes, that is what I meant"; below 0.2 is noise. Costs len(one) x len(other): call it in blocks.
        """
        found: Matrix = (1.0 / (1.0 + np.exp(-self.nearness(one, other)))).astype(np.float32)
        return found

    def nearness(self, one: Phrases, other: Phrases) -> Matrix:
        """Give the log-odds of `alike`, (len(one), len(other)): for putting texts in order, where `alike` is 1 or 0 to all its digits.

        The sentence model knows English: it counts between two texts that it has read, and the base tier stands alone between all others.
        """
        views = (
            one.meanings @ other.meanings.T,
            np.asarray((one.concepts @ other.concepts.T).todense(), np.float32),
            np.asarray((one.letters @ other.letters.T).todense(), np.float32),
        )
        near = BASE.log_odds(*views, 0.0)
        if self.embed is None:
            return near
        both = np.logical_and.outer(one.sentences.any(axis=1), other.sentences.any(axis=1))
        return np.where(both, EMBEDDED.log_odds(*views, one.sentences @ other.sentences.T), near)


_READERS: WeakSet[Reader] = WeakSet()
_READERS_LOCK = Lock()


def readers() -> list[Reader]:
    """Give all readers there are."""
    with _READERS_LOCK:
        return list(_READERS)


@lru_cache(maxsize=1)
def plain_reader() -> Reader:
    """Give the reader of the base tier without own words, made once."""
    return Reader()


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    """Say whether the words hold a run of words."""
    return bool(run) and any(tuple(words[at : at + len(run)]) == tuple(run) for at in range(len(words) - len(run) + 1))


def _row(rows: sparse.csr_array, at: int) -> tuple[NDArray[np.int32], Matrix]:
    part = slice(rows.indptr[at], rows.indptr[at + 1])
    return rows.indices[part].astype(np.int32), rows.data[part].astype(np.float32)


def _unit(places: NDArray[np.int32], values: Matrix) -> tuple[NDArray[np.int32], Matrix]:
    return places, (values / max(float(np.linalg.norm(values)), 1e-9)).astype(np.float32)


def _stacked(vectors: Sequence[Matrix], width: int) -> Matrix:
    return np.stack(vectors) if vectors else np.zeros((0, width), np.float32)


def _rows(parts: Sequence[tuple[NDArray[np.int32], Matrix]], width: int) -> sparse.csr_array:
    places = np.concatenate([np.zeros(0, np.int32), *(part[0] for part in parts)])
    values = np.concatenate([np.zeros(0, np.float32), *(part[1] for part in parts)])
    return sparse.csr_array((values, places, np.cumsum([0, *(len(part[0]) for part in parts)])), shape=(len(parts), width))
