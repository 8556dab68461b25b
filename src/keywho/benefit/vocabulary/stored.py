"""The vocabulary that comes with the package, made by tools/vocabulary.py, and how one is written to a file."""

import io
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.vocabulary.vocabulary import Concept, Vocabulary

LANGUAGES = ("en", "de", "es")
_LINE, _FIELD = "\n", "\t"


@lru_cache(maxsize=1)
def stored_vocabulary() -> Vocabulary:
    """Load the vocabulary of the package, once a process."""
    return from_bytes(files(__package__).joinpath("vocabulary.npz").read_bytes())


def to_bytes(vocabulary: Vocabulary) -> bytes:
    """Write a vocabulary as a compressed npz file."""
    written = io.BytesIO()
    np.savez_compressed(
        written,
        words=_text(vocabulary.words),
        word_counts=vocabulary.word_counts,
        word_languages=vocabulary.word_languages,
        vectors=vocabulary.vectors,
        scales=vocabulary.scales.astype(np.float16),
        concepts=_text([_FIELD.join((one.id, one.group, *(one.labels.get(language, "") for language in LANGUAGES))) for one in vocabulary.concepts]),
        concept_vectors=np.round(vocabulary.concept_vectors * 127).astype(np.int8),
        title_lengths=np.diff(vocabulary.title_starts).astype(np.uint8),
        title_words=vocabulary.title_words.astype(np.uint16 if len(vocabulary.words) < 1 << 16 else np.int32),
        title_concepts=vocabulary.title_concepts.astype(np.uint16),
    )
    return written.getvalue()


def from_bytes(stored: bytes) -> Vocabulary:
    """Read what `to_bytes` wrote."""
    with np.load(io.BytesIO(stored), allow_pickle=False) as found:
        meant = found["concept_vectors"].astype(np.float32)
        return Vocabulary(
            tuple(_lines(found["words"])),
            found["word_counts"],
            found["word_languages"],
            found["vectors"],
            found["scales"].astype(np.float32),
            tuple(_concept(line) for line in _lines(found["concepts"])),
            meant / np.maximum(np.linalg.norm(meant, axis=1, keepdims=True), 1e-9),
            np.concatenate([[0], np.cumsum(found["title_lengths"], dtype=np.int32)]).astype(np.int32),
            found["title_words"].astype(np.int32),
            found["title_concepts"].astype(np.int32),
        )


def _concept(line: str) -> Concept:
    name, group, *labels = line.split(_FIELD)
    return Concept(name, group, {language: label for language, label in zip(LANGUAGES, labels, strict=True) if label})


def _text(lines: tuple[str, ...] | list[str]) -> NDArray[np.uint8]:
    return np.frombuffer(_LINE.join(lines).encode(), np.uint8)


def _lines(stored: NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode().split(_LINE)
