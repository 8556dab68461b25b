"""Whether two texts that look alike agree in what they mean: one word in common ("small restaurants", "company restaurant") is not enough to tell people."""

import numpy as np

from keywho.benefit.likeness import Matrix, Phrases

LEAST_DOUBTED, MOST_DOUBTED = 0.40, 0.46
"""What is left of a likeness, from `FIRM` to 1, that one view alone speaks for: it counts, but gives no reason."""

FIRM = 0.5
SHARED_WORD = 0.25
"""From this cosine of letters on two texts share a word."""

MEANT, MEANT_AT_LENGTH, MEANT_ALONE = 0.64, 0.54, 0.585
"""How near the meanings have to be where a word is shared, where a text is long, and where no occupation is shared."""

SENTENCE_SURE = 0.6
LONG = 4
PAIRS_AT_ONCE = 65_536


def agreed(alike: Matrix, one: Phrases, other: Phrases) -> Matrix:
    """Give the likeness with that of doubtful pairs lowered to `LEAST_DOUBTED` or a little more.

    A pair that shares a word but not the meaning is doubtful, so is a long text without a word in common, and a pair without a common occupation.
    A sentence model that is sure of it settles the doubt.
    """
    rows, columns = np.nonzero(alike >= FIRM)
    if not len(rows):
        return alike
    long = np.array([len(words) >= LONG for words in one.words], bool), np.array([len(text.split()) >= LONG for text in other.texts], bool)
    found = alike.copy()
    for start in range(0, len(rows), PAIRS_AT_ONCE):
        row, column = rows[start : start + PAIRS_AT_ONCE], columns[start : start + PAIRS_AT_ONCE]
        meaning = np.einsum("ij,ij->i", one.meanings[row], other.meanings[column])
        concepts, letters = (
            np.asarray(mine[row].multiply(theirs[column]).sum(axis=1)).ravel()
            for mine, theirs in ((one.concepts, other.concepts), (one.letters, other.letters))
        )
        least = np.where(letters >= SHARED_WORD, MEANT, np.where(long[0][row] | long[1][column], MEANT_AT_LENGTH, np.where(concepts < 0.01, MEANT_ALONE, 0.0)))
        doubtful = meaning < least
        if one.sentences.shape[1] and other.sentences.shape[1]:
            doubtful &= np.einsum("ij,ij->i", one.sentences[row], other.sentences[column]) < SENTENCE_SURE
        row, column = row[doubtful], column[doubtful]
        found[row, column] = LEAST_DOUBTED + (MOST_DOUBTED - LEAST_DOUBTED) * (alike[row, column] - FIRM) / (1.0 - FIRM)
    return found
