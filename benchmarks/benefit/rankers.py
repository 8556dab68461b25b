"""Ways to say how near texts are to others: plain ones to compare with, and the reader's."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse

from benefit.scoring import Scores
from benefit.truth import Known
from keywho.benefit.likeness import Reader

Near = Callable[[Sequence[str], Sequence[str]], Scores]
"""Gives of (asked, known) texts how near each asked one is to each known one: (asked, known)."""

BM25_K, BM25_B = 1.2, 0.75
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Give the words of a text in small letters."""
    return _WORD.findall(text.casefold())


def letter_groups(text: str) -> list[str]:
    """Give the groups of three to five letters of each word, with its edges."""
    return [f" {word} "[at : at + size] for word in words_of(text) for size in (3, 4, 5) for at in range(len(word) + 3 - size)]


def exact(asked: Sequence[str], known: Sequence[str]) -> Scores:
    """Give the share of all words of both that both have (Jaccard)."""
    one, other, _ = _counted(asked, known, words_of)
    one.data[:], other.data[:] = 1, 1
    both = _dense(one @ other.T)
    return both / np.maximum(one.sum(axis=1)[:, None] + other.sum(axis=1)[None, :] - both, 1e-9)


def fuzzy(asked: Sequence[str], known: Sequence[str]) -> Scores:
    """Give RapidFuzz's token_set_ratio."""
    small = [[text.casefold() for text in texts] for texts in (asked, known)]
    return np.asarray(process.cdist(*small, scorer=fuzz.token_set_ratio, dtype=np.float32, workers=1))


def tf_idf(asked: Sequence[str], known: Sequence[str], parts: Callable[[str], list[str]] = words_of) -> Scores:
    """Give the cosine of weighted words: each by 1 + log of how often, times log of how rare it is among the known texts."""
    one, other, seen = _counted(asked, known, parts)
    rare = (np.log((1 + len(known)) / (1 + seen)) + 1).astype(np.float32)
    for rows in (one, other):
        rows.data = (1 + np.log(rows.data)) * rare[rows.indices]
        rows.data /= np.repeat(np.maximum(np.sqrt(np.asarray((rows * rows).sum(axis=1)).ravel()), 1e-9), np.diff(rows.indptr))
    return _dense(one @ other.T)


letter_cosine: Near = partial(tf_idf, parts=letter_groups)


def bm25(asked: Sequence[str], known: Sequence[str]) -> Scores:
    """Give BM25 (Robertson): what the words of the asked text are worth in each known one."""
    one, other, seen = _counted(asked, known, words_of)
    rare = np.log(1 + (len(known) - seen + 0.5) / (seen + 0.5)).astype(np.float32)
    length = np.asarray(other.sum(axis=1)).ravel()
    allowed = np.repeat(BM25_K * (1 - BM25_B + BM25_B * length / max(float(length.mean()), 1e-9)), np.diff(other.indptr))
    other.data = rare[other.indices] * other.data * (BM25_K + 1) / (other.data + allowed)
    one.data[:] = 1
    return _dense(one @ other.T)


def by_reader(reader: Reader) -> Near:
    """Give the odds of the reader's `alike`: the same order, never 0, and exact to more digits where it is nearly 1."""
    return lambda asked, known: np.exp(reader.nearness(reader.read(asked), reader.read(known)))


PLAIN: dict[str, Near] = {
    "exact words": exact,
    "fuzzy ratio": fuzzy,
    "TF-IDF": tf_idf,
    "BM25": bm25,
    "letter groups": letter_cosine,
}
BASE, EMBEDDING = "keywho, base tier", "keywho, embedding tier"
NAMES = (*PLAIN, BASE, EMBEDDING)


def near(name: str, known: Known) -> Near | None:
    """Give a way by its name; none for the embedding tier where its model is not installed."""
    if name in PLAIN:
        return PLAIN[name]
    reader = reader_of(name, known)
    return by_reader(reader) if reader else None


def reader_of(name: str, known: Known) -> Reader | None:
    """Give the reader of a tier, which knows no more than is told; none where its model is not installed."""
    embed = known.embedding() if name == EMBEDDING else None
    return None if name == EMBEDDING and embed is None else Reader(vocabulary=known.vocabulary(), embed=embed)


def _counted(
    asked: Sequence[str], known: Sequence[str], parts: Callable[[str], list[str]]
) -> tuple[sparse.csr_array, sparse.csr_array, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    """Give both as rows of counts, and in how many known texts each part is."""
    place: dict[str, int] = {}
    counts = [[Counter(place.setdefault(part, len(place)) for part in parts(text)) for text in texts] for texts in (known, asked)]
    rows = [
        sparse.csr_array(
            (
                np.array([count for row in side for count in row.values()], np.float32),
                np.array([at for row in side for at in row], np.int32),
                np.cumsum([0, *map(len, side)]),
            ),
            shape=(len(side), max(1, len(place))),
        )
        for side in counts
    ]
    return rows[1], rows[0], np.bincount(rows[0].indices, minlength=max(1, len(place))).astype(np.float32)


def _dense(rows: sparse.sparray) -> Scores:
    return np.asarray(rows.toarray(), np.float32)
