"""The vocabulary as it is used: words with their weight and meaning, occupations with their names, and the titles that lead to them."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from keywho.benefit.vocabulary.everyday import everyday_words
from keywho.benefit.vocabulary.features import feature_rows
from keywho.benefit.vocabulary.spelling import Spelling
from keywho.benefit.vocabulary.tokens import LONGEST_TEXT, bare_words, is_filler, written_out

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")

UNKNOWN_WEIGHT = 0.7
LEAST_TELLING = 0.06
EVERYDAY_MARGIN = 1.2
NEAREST_TITLES = 100
SHARPNESS = 3
MOST_CONCEPTS = 40
TITLES_AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class Concept:
    """An occupation of O*NET or ESCO. `group` is its SOC minor or ISCO unit group; `labels` its names by language."""

    id: str
    group: str
    labels: Mapping[str, str]

    def label(self, language: str) -> str:
        """Give the name in a language, else the English one."""
        return self.labels.get(language) or self.labels.get("en", "")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All that is known of titles.

    Attributes
    ----------
    words : known words, plain and singular.
    word_counts : in how many titles each is, int32.
    word_languages : one bit a language (1 English, 2 German, 4 Spanish) in which each is known, uint8.
    vectors, scales : int8 (features, width) and float32 (features, 1); their product is what each word and letter group means.
    concepts, concept_vectors : the occupations, and what each means: float32 (concepts, width), of length one.
    title_starts, title_words, title_concepts : the titles as rows of word places, and the occupation of each.
    """

    words: tuple[str, ...]
    word_counts: NDArray[np.int32]
    word_languages: NDArray[np.uint8]
    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]
    concepts: tuple[Concept, ...]
    concept_vectors: NDArray[np.float32]
    title_starts: NDArray[np.int32]
    title_words: NDArray[np.int32]
    title_concepts: NDArray[np.int32]

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The place of each word."""
        return {word: place for place, word in enumerate(self.words)}

    @cached_property
    def spelling(self) -> Spelling:
        """Correction against the words of titles."""
        return Spelling(dict(zip(self.words, self.word_counts.tolist(), strict=True)))

    @cached_property
    def _rarity(self) -> NDArray[np.float32]:
        rare = np.log((len(self.title_concepts) + 1) / (1.0 + self.word_counts))
        return (rare / max(1.0, float(rare.max(initial=1.0)))).astype(np.float32)

    def understood(self, text: str) -> tuple[str, ...]:
        """Give the words of a text as they are understood: abbreviations written out, near misses corrected against the words of titles only."""
        return tuple(self.spelling.corrected(word) for word in written_out(bare_words(text)))

    def corrected_text(self, text: str) -> str:
        """Give a text with its near misses corrected and its abbreviations written out, everything else as it stands."""
        return _WORD.sub(lambda found: self._corrected(found.group()), text[:LONGEST_TEXT])

    def _corrected(self, word: str) -> str:
        bare = bare_words(word)
        if len(bare) != 1:
            return word
        full = written_out(bare)
        if full != bare:
            return " ".join(full)
        known = self.spelling.corrected(bare[0])
        return word if known == bare[0] else known

    def is_english(self, words: Sequence[str]) -> bool:
        """Say whether understood words are English: at least half of what their known words tell is in words that English titles use."""
        telling = [(weight, int(self.word_languages[self.place_of[word]]) & 1) for word, weight in self.weighed(words) if word in self.place_of]
        return bool(telling) and 2 * sum(weight for weight, english in telling if english) >= sum(weight for weight, _ in telling)

    def weighed(self, words: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """Give each different word its weight: rare ones much, fillers everyday ones and fillers next to nothing."""
        return tuple((word, self._rare(word) * self._telling(word)) for word in dict.fromkeys(words))

    def _rare(self, word: str) -> float:
        place = self.place_of.get(word)
        return UNKNOWN_WEIGHT if place is None else float(self._rarity[place])

    def _telling(self, word: str) -> float:
        """Say how far a word speaks of work: 1 for those as common in titles as in everyday language, next to nothing for fillers and small talk."""
        if is_filler(word):
            return LEAST_TELLING
        everyday = everyday_words().get(word)
        if everyday is None:
            return 1.0
        place = self.place_of.get(word)
        in_titles = math.log10(1e9 * (0.1 + (0 if place is None else int(self.word_counts[place]))) / max(1, len(self.title_words)))
        return max(LEAST_TELLING, 1.0 / (1.0 + math.pow(10.0, everyday - in_titles - EVERYDAY_MARGIN)))

    def rows(self, texts: Sequence[Sequence[str]]) -> sparse.csr_array:
        """Give understood texts as feature rows."""
        return feature_rows([self.weighed(words) for words in texts], self.place_of)

    def meanings(self, rows: sparse.csr_array) -> NDArray[np.float32]:
        """Give what feature rows mean: vectors of length one, (texts, width); of an empty text 0."""
        used, places = np.unique(rows.indices, return_inverse=True)
        few = sparse.csr_array((rows.data, places, rows.indptr), shape=(rows.shape[0], len(used)))
        found: NDArray[np.float32] = np.asarray(few @ (self.vectors[used] * self.scales[used]), np.float32)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-8)
        return found

    @cached_property
    def _titles(self) -> sparse.csc_array:
        """Titles as weighted rows of length one, words by columns first."""
        values = self._rarity[self.title_words]
        rows = sparse.csr_array((values, self.title_words, self.title_starts), shape=(len(self.title_concepts), len(self.words)))
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return sparse.csc_array(sparse.diags_array(1.0 / np.maximum(lengths, 1e-9)).astype(np.float32) @ rows)

    def concepts_of(self, texts: Sequence[Sequence[str]]) -> sparse.csr_array:
        """Give the occupations that understood texts speak of: sparse rows of length one, (texts, concepts).

        Each of the hundred most similar titles votes for its occupation with the cube of its similarity.
        """
        parts = [self._concepts(texts[start : start + TITLES_AT_ONCE]) for start in range(0, len(texts), TITLES_AT_ONCE)]
        return sparse.csr_array(sparse.vstack(parts)) if parts else sparse.csr_array((0, len(self.concepts)), dtype=np.float32)

    def _concepts(self, texts: Sequence[Sequence[str]]) -> sparse.csr_array:
        known = [[(self.place_of[word], weight) for word, weight in self.weighed(words) if word in self.place_of] for words in texts]
        starts = np.cumsum([0, *(len(words) for words in known)])
        asked = sparse.csr_array(
            (
                np.array([weight for words in known for _, weight in words], np.float32),
                np.array([place for words in known for place, _ in words], np.int32),
                starts,
            ),
            shape=(len(texts), len(self.words)),
        )
        lengths = np.sqrt(np.asarray(asked.multiply(asked).sum(axis=1)).ravel())
        near = sparse.csr_array(asked @ self._titles_by_word)
        concepts: list[NDArray[np.int64]] = []
        votes: list[NDArray[np.float32]] = []
        for at, length in enumerate(lengths):
            similar, titles = near.data[near.indptr[at] : near.indptr[at + 1]], near.indices[near.indptr[at] : near.indptr[at + 1]]
            if len(similar) > NEAREST_TITLES:
                nearest = np.argpartition(-similar, NEAREST_TITLES)[:NEAREST_TITLES]
                similar, titles = similar[nearest], titles[nearest]
            found, place = np.unique(self.title_concepts[titles], return_inverse=True)
            worth = np.bincount(place, (similar / max(float(length), 1e-9)) ** SHARPNESS, minlength=len(found)).astype(np.float32)
            if len(found) > MOST_CONCEPTS:
                best = np.sort(np.argpartition(-worth, MOST_CONCEPTS)[:MOST_CONCEPTS])
                found, worth = found[best], worth[best]
            concepts.append(found.astype(np.int64))
            votes.append(worth / max(float(np.linalg.norm(worth)), 1e-9))
        return sparse.csr_array(
            (np.concatenate([*votes, np.zeros(0, np.float32)]), np.concatenate([*concepts, np.zeros(0, np.int64)]), np.cumsum([0, *map(len, concepts)])),
            shape=(len(texts), len(self.concepts)),
        )

    @cached_property
    def _titles_by_word(self) -> sparse.csr_array:
        return sparse.csr_array(self._titles.T)
