"""A vocabulary made from titles: which words there are, what they mean, which titles lead to which occupation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.vocabulary.features import feature_rows
from keywho.benefit.vocabulary.learning import Matrix, Training, learn
from keywho.benefit.vocabulary.tokens import bare_words, written_out
from keywho.benefit.vocabulary.vocabulary import Concept, Vocabulary

LANGUAGE_BITS = {"en": 1, "de": 2, "es": 4}
LEAST_SEEN = 2
LANGUAGE_SHARE = 0.2
"""A word is of a language in which at least this share of its titles is: some English titles are German."""
LEVELS = 15
"""Steps on each side of 0: with 127 the file is half as large again and not better."""


@dataclass(frozen=True, slots=True)
class Title:
    """What something of an occupation is called. `count` is what it counts in learning: 1 a title, less for a tool or a piece of a description, more for what is seen so often.

    Only those that count in full are `looked up`: they are words for the spelling, and titles that lead to their occupation.
    """

    text: str
    concept: str
    language: str = "en"
    count: float = 1.0


def vocabulary_of(titles: Sequence[Title], concepts: Sequence[Concept], training: Training | None = None) -> Vocabulary:
    """Make a vocabulary; the same titles in the same order give the same one.

    Raises
    ------
    KeyError
        A title is of a concept that is not among the concepts.
    """
    place = {concept.id: at for at, concept in enumerate(concepts)}
    written = [written_out(bare_words(title.text)) for title in titles]
    full = [at for at, title in enumerate(titles) if title.count >= 1.0 and written[at]]
    counted = Counter(word for at in full for word in set(written[at]))
    by_language = Counter((word, titles[at].language) for at in full for word in set(written[at]))
    languages = {word: sum(bit for language, bit in LANGUAGE_BITS.items() if by_language[word, language] >= LANGUAGE_SHARE * counted[word]) for word in counted}
    rest = Counter(word for at, title in enumerate(titles) if title.count < 1.0 for word in set(written[at]))
    words = tuple(sorted({word for word, count in counted.items() if count >= LEAST_SEEN} | {word for word, count in rest.items() if count >= 2 * LEAST_SEEN}))
    known = {word: at for at, word in enumerate(words)}
    counts = np.array([counted[word] or rest[word] for word in words], np.int32)
    shown = [[known[word] for word in dict.fromkeys(written[at]) if word in known] for at in full]
    bare = Vocabulary(
        words,
        counts,
        np.array([languages.get(word, 1) for word in words], np.uint8),
        np.zeros((0, 0), np.int8),
        np.zeros((0, 1), np.float32),
        tuple(concepts),
        np.zeros((0, 0), np.float32),
        np.cumsum([0, *map(len, shown)]).astype(np.int32),
        np.array([word for row in shown for word in row], np.int32),
        np.array([place[titles[at].concept] for at in full], np.int32),
    )
    repeated = np.repeat(np.arange(len(titles)), [max(1, int(title.count)) for title in titles])
    rows = feature_rows([bare.weighed(row) for row in written], known)[repeated]
    of_concept = np.array([place[title.concept] for title in titles])[repeated]
    groups = {group: at for at, group in enumerate(dict.fromkeys(concept.group for concept in concepts))}
    of_group = np.array([groups[concept.group] for concept in concepts])[of_concept]
    used = training or Training()
    shares = np.array([min(1.0, title.count) for title in titles], np.float32)[repeated]
    vectors, (meant, _) = learn(rows, shares, [(of_concept, 1.0), (of_group, used.group_share)], used)
    small, scales = _in_bytes(vectors)
    return Vocabulary(words, counts, bare.word_languages, small, scales, bare.concepts, meant, bare.title_starts, bare.title_words, bare.title_concepts)


def _in_bytes(vectors: Matrix) -> tuple[NDArray[np.int8], Matrix]:
    """Give vectors as int8 with one scale a row."""
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) / LEVELS
    return np.round(vectors / scales).astype(np.int8), scales.astype(np.float32)
