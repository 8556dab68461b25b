"""A text as a sparse row of word and letter-group features: what the meanings are learned from, and what spelling noise hardly moves."""

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse

GROUP_BUCKETS = 1 << 15
SHORTEST_GROUP, LONGEST_GROUP = 3, 5


@lru_cache(maxsize=200_000)
def letter_groups(word: str) -> tuple[int, ...]:
    """Give the buckets of a word's groups of three to five letters, with its ends marked (as in fastText, Bojanowski et al. 2017)."""
    marked = f"<{word}>".encode()
    return tuple(
        zlib.crc32(marked[at : at + size]) % GROUP_BUCKETS for size in range(SHORTEST_GROUP, LONGEST_GROUP + 1) for at in range(max(1, len(marked) - size + 1))
    )


def feature_rows(texts: Sequence[Sequence[tuple[str, float]]], place_of: Mapping[str, int]) -> sparse.csr_array:
    """Write weighted words as rows over the known words, then the letter groups; each row sums to 1.

    Parameters
    ----------
    texts : the words of each text, each with its weight.
    place_of : column of each known word, 0 to len(place_of) - 1.
    """
    columns: list[int] = []
    values: list[float] = []
    starts = [0]
    for words in texts:
        begun = len(values)
        for word, weight in words:
            if word in place_of:
                columns.append(place_of[word])
                values.append(weight)
            groups = letter_groups(word)
            columns.extend(len(place_of) + bucket for bucket in groups)
            values.extend([weight / len(groups)] * len(groups))
        total = sum(values[begun:]) or 1.0
        values[begun:] = [value / total for value in values[begun:]]
        starts.append(len(values))
    rows = sparse.csr_array(
        (np.array(values, np.float32), np.array(columns, np.int32), np.array(starts, np.int32)), shape=(len(texts), len(place_of) + GROUP_BUCKETS)
    )
    rows.sum_duplicates()
    return rows
