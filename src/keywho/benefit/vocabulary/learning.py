"""Meanings learned from titles alone: words and letter groups are placed so that the titles of one occupation come together.

The model is a bag of features with one vector each; a title is their weighted mean, and a softmax over occupations (and, weaker, over their groups) by
cosine is trained with AdaGrad. It is StarSpace / fastText's supervised model (Wu et al. 2018, Joulin et al. 2017), small enough to be trained in a minute
with numpy. Dropping a third of the features in each step keeps it from learning titles by heart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Training:
    """How long and how carefully is learned."""

    epochs: int = 6
    width: int = 128
    temperature: float = 0.08
    rate: float = 0.15
    dropped: float = 0.3
    group_share: float = 0.5
    batch: int = 512
    seed: int = 0


def learn(
    rows: sparse.csr_array, counts: NDArray[np.float32], labels: Sequence[tuple[NDArray[np.int64], float]], training: Training
) -> tuple[Matrix, tuple[Matrix, ...]]:
    """Learn a vector for each feature, and one for each class of each labelling.

    Parameters
    ----------
    rows : one text a row, as `feature_rows` writes them.
    counts : what each text counts.
    labels : for each labelling its class of each text (-1: none) and what it counts.

    Returns
    -------
    The feature vectors (features, width), and the class vectors of each labelling, all float32; the latter of length one.
    """
    chance = np.random.default_rng(training.seed)
    features = chance.normal(0, 0.1, (rows.shape[1], training.width)).astype(np.float32)
    classes = [chance.normal(0, 0.1, (int(labelling.max()) + 1, training.width)).astype(np.float32) for labelling, _ in labels]
    seen_features = np.full((rows.shape[1], 1), 1e-6, np.float32)
    seen_classes = [np.full((len(vectors), 1), 1e-6, np.float32) for vectors in classes]
    for epoch in range(training.epochs):
        order = chance.permutation(rows.shape[0])
        rate = training.rate * (1 - epoch / training.epochs)
        for start in range(0, len(order), training.batch):
            chosen = order[start : start + training.batch]
            batch = rows[chosen].tocsr()
            batch.data = batch.data * (chance.random(batch.nnz) > training.dropped)
            text, length = _unit(batch @ features)
            pull = np.zeros_like(text)
            for (labelling, share), vectors, seen in zip(labels, classes, seen_classes, strict=True):
                pull += _class_step(text, labelling[chosen], vectors, seen, counts[chosen] * share, training.temperature, rate)
            towards = (pull - text * (pull * text).sum(axis=1, keepdims=True)) / length
            touched = np.unique(batch.indices)
            step = batch[:, touched].T @ towards
            seen_features[touched] += (step**2).mean(axis=1, keepdims=True)
            features[touched] -= rate * step / np.sqrt(seen_features[touched])
    return features, tuple(_unit(vectors)[0] for vectors in classes)


def _class_step(text: Matrix, labels: NDArray[np.int64], vectors: Matrix, seen: Matrix, counts: Matrix, temperature: float, rate: float) -> Matrix:
    """Move the class vectors one step, and give the pull on the texts."""
    target, length = _unit(vectors)
    worth = text @ target.T / temperature
    worth -= worth.max(axis=1, keepdims=True)
    wrong = np.exp(worth)
    wrong /= wrong.sum(axis=1, keepdims=True)
    known = labels >= 0
    wrong[np.arange(len(labels))[known], labels[known]] -= 1.0
    wrong[~known] = 0.0
    wrong *= counts[:, None] / temperature
    step = wrong.T @ text
    step = (step - target * (step * target).sum(axis=1, keepdims=True)) / length
    seen += (step**2).mean(axis=1, keepdims=True)
    vectors -= rate * step / np.sqrt(seen)
    pull: Matrix = wrong @ target
    return pull


def _unit(vectors: Matrix) -> tuple[Matrix, Matrix]:
    length = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-8
    return (vectors / length).astype(np.float32), length.astype(np.float32)
