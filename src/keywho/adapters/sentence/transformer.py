"""The forward pass of MiniLM in numpy: word pieces in, one vector of length one for each text out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

LAYERS, HEADS, WIDTH = 6, 12, 384
MOST_PIECES = 256
"""What the model was trained with; longer texts are cut."""
TINY = np.float32(1e-12)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A linear step: x @ weight + bias."""

    weight: Matrix
    bias: Matrix

    def __call__(self, x: Matrix) -> Matrix:
        found: Matrix = x @ self.weight
        found += self.bias
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """A row brought to mean 0 and spread 1, then stretched and shifted."""

    weight: Matrix
    bias: Matrix

    def __call__(self, x: Matrix) -> Matrix:
        found: Matrix = x - x.mean(axis=1, keepdims=True)
        found /= np.sqrt(np.einsum("ij,ij->i", found, found)[:, None] / np.float32(x.shape[1]) + TINY)
        found *= self.weight
        found += self.bias
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One layer: attention, then two linear steps, each added to what came in."""

    asked: Line
    mixed: Line
    mixed_norm: Norm
    wide: Line
    narrow: Line
    narrow_norm: Norm

    def __call__(self, x: Matrix, runs: Sequence[tuple[slice, int]]) -> Matrix:
        asked = self.asked(x)
        seen = np.empty_like(x)
        for rows, length in runs:
            seen[rows] = attention(asked[rows], length)
        x = self.mixed_norm(x + self.mixed(seen))
        wide = self.wide(x)
        bend(wide)
        return self.narrow_norm(x + self.narrow(wide))


def bend(x: Matrix) -> None:
    """Bend numbers in place as the model was trained to (GELU). By tanh, which numpy has thirty times faster than erf; off by 3e-5 at most."""
    for start in range(0, len(x), 64):  # what fits into the near memory of a core
        part = x[start : start + 64]
        square = np.minimum(part * part, np.float32(16))
        inner = np.float32(-3.58888853e-4) * square
        inner += np.float32(3.70511990e-2)
        inner *= square
        inner += np.float32(7.97457649e-1)
        inner *= part
        np.tanh(inner, out=inner)
        inner += np.float32(1)
        inner *= np.float32(0.5)
        part *= inner


def attention(asked: Matrix, length: int) -> Matrix:
    """Let the pieces of each text look at each other; all texts have this length, so that none is padded."""
    texts = len(asked) // length
    query, key, value = asked.reshape(texts, length, 3, HEADS, WIDTH // HEADS).transpose(2, 0, 3, 1, 4)
    weight = query @ key.swapaxes(2, 3)
    weight -= weight.max(axis=3, keepdims=True)
    np.exp(weight, out=weight)
    weight /= weight.sum(axis=3, keepdims=True)
    found: Matrix = (weight @ value).transpose(0, 2, 1, 3).reshape(len(asked), WIDTH)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Transformer:
    """The model, ready to run. The table of word pieces stays in eighths of its size; rows are written out when they are needed."""

    pieces: NDArray[np.int8]
    piece_scales: Matrix
    places: Matrix
    first_norm: Norm
    layers: tuple[Layer, ...]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Transformer":
        """Build it from the arrays of a model file; see `model_file`."""

        def line(name: str) -> Line:
            return Line(_float(arrays[f"{name}.weight"]), _float(arrays[f"{name}.bias"]))

        def norm(name: str) -> Norm:
            return Norm(_float(arrays[f"{name}.weight"]), _float(arrays[f"{name}.bias"]))

        layers = tuple(
            Layer(line(f"{at}.asked"), line(f"{at}.mixed"), norm(f"{at}.mixed_norm"), line(f"{at}.wide"), line(f"{at}.narrow"), norm(f"{at}.narrow_norm"))
            for at in range(LAYERS)
        )
        return cls(np.asarray(arrays["pieces"], np.int8), _float(arrays["piece_scales"]), _float(arrays["places"]), norm("first_norm"), layers)

    def vectors(self, texts: Sequence[Sequence[int]]) -> Matrix:
        """Give one vector for each text; best with texts of few lengths, those of one length side by side."""
        lengths = np.array([len(text) for text in texts], np.int64)
        starts = np.cumsum(lengths) - lengths
        pieces = np.concatenate([np.asarray(text, np.int64) for text in texts])
        place = np.arange(len(pieces)) - np.repeat(starts, lengths)
        x: Matrix = self.first_norm(self.pieces[pieces] * self.piece_scales[pieces, None] + self.places[place])
        runs = _runs(lengths)
        for layer in self.layers:
            x = layer(x, runs)
        total: Matrix = np.add.reduceat(x, starts, axis=0)
        total /= np.linalg.norm(total, axis=1, keepdims=True)  # the mean points the same way
        return total


def _runs(lengths: NDArray[np.int64]) -> list[tuple[slice, int]]:
    """Give the rows of each run of texts with the same length."""
    cuts = [0, *(np.flatnonzero(np.diff(lengths)) + 1).tolist(), len(lengths)]
    ends = [0, *np.cumsum(lengths).tolist()]
    return [(slice(ends[one], ends[other]), int(lengths[one])) for one, other in pairwise(cuts)]


def _float(array: NDArray[np.generic]) -> Matrix:
    return np.ascontiguousarray(array, np.float32)
