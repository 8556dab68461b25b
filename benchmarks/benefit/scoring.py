"""How good an order is, how much of what is right is found, how evenly something is shared out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Marks = NDArray[np.bool_]


def rank_of_right(scores: Scores, right: Marks) -> NDArray[np.float64]:
    """Give of each row the rank, from 1, of the best right column; of columns with the same score it is the middle one's, so that ties earn nothing."""
    best = np.where(right, scores, -np.inf).max(axis=1, keepdims=True)
    better = (scores > best).sum(axis=1)
    level = (scores == best).sum(axis=1)
    among = ((scores == best) & right).sum(axis=1)
    ranks: NDArray[np.float64] = 1.0 + better + (level - among) / (1.0 + among)
    return ranks


def found_within(ranks: NDArray[np.float64], places: int) -> float:
    """Give the share of ranks within the first places."""
    return float((ranks <= places).mean())


def mean_reciprocal_rank(ranks: NDArray[np.float64]) -> float:
    """Give the mean of one over the rank."""
    return float((1.0 / ranks).mean())


def average_precision(scores: Scores, right: Marks) -> NDArray[np.float64]:
    """Give of each row the average precision; rows without anything right are left out. Ties stand in an order that has nothing to do with what is right."""
    shuffled = np.random.default_rng(0).permutation(scores.shape[1])
    found = []
    for row, marks in zip(scores[:, shuffled], right[:, shuffled], strict=True):
        if marks.any():
            hits = marks[np.argsort(-row, kind="stable")]
            found.append((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())
    return np.array(found)


def recall_of_best(scores: Scores, right: Marks, places: int = 10) -> NDArray[np.float64]:
    """Give of each row the share of what is right that is among the best; nothing with a score of 0 counts as found."""
    shuffled = np.random.default_rng(0).permutation(scores.shape[1])
    found = []
    for row, marks in zip(scores[:, shuffled], right[:, shuffled], strict=True):
        best = np.argsort(-row, kind="stable")[:places]
        found.append((marks[best] & (row[best] > 0)).sum() / max(1, min(places, marks.sum())))
    return np.array(found)


def best_by_group(scores: Scores, groups: NDArray[np.int64], count: int) -> Scores:
    """Give of each row the best score of each group of columns; a group without a column has 0."""
    best = np.zeros((scores.shape[0], count), np.float32)
    order = np.argsort(groups, kind="stable")
    named, starts = np.unique(groups[order], return_index=True)
    best[:, named] = np.maximum.reduceat(scores[:, order], starts, axis=1)
    return best


def gini(amounts: Sequence[float]) -> float:
    """Give how unevenly something is shared out: 0 all have the same, near 1 one has everything."""
    ordered = np.sort(np.asarray(amounts, float))
    if not len(ordered) or not ordered.sum():
        return 0.0
    return float((2 * np.arange(1, len(ordered) + 1) - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))
