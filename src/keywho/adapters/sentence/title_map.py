"""The map that brings titles of one occupation nearer: learned from O*NET and ESCO by tools/title_map.py, kept in title_map.npz."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

TARGET = Path(__file__).parent / "title_map.npz"


@dataclass(frozen=True, slots=True, eq=False)
class TitleMap:
    """A shift and a linear map from the sentence model's vectors to narrower ones, in which what differs within an occupation counts little.

    Attributes
    ----------
    middle, turn : the mapped vector is (vector - middle) @ turn, brought to length one.
    occupations : the keys of the vocabulary's concepts, such as `onet:29-1141.00`.
    centres : one mapped vector of length one for each occupation: the middle of its titles.
    """

    middle: Matrix
    turn: Matrix
    occupations: tuple[str, ...]
    centres: Matrix

    def mapped(self, vectors: Matrix) -> Matrix:
        """Map vectors of the sentence model; zero stays zero."""
        turned = (vectors - self.middle) @ self.turn
        lengths = np.linalg.norm(turned, axis=1, keepdims=True)
        found: Matrix = (turned / np.maximum(lengths, 1e-9)).astype(np.float32)
        found[~vectors.any(axis=1)] = 0
        return found

    def side_by_side(self, vectors: Matrix, share: float) -> Matrix:
        """Give vectors of length one whose product is (1 - share) x the plain cosine + share x the mapped one."""
        return np.hstack([np.float32(np.sqrt(1 - share)) * vectors, np.float32(np.sqrt(share)) * self.mapped(vectors)])

    def to_bytes(self) -> bytes:
        """Give the content of the file: the map in half precision, the centres in whole numbers of a byte."""
        with io.BytesIO() as file:
            keys = np.frombuffer("\n".join(self.occupations).encode(), np.uint8)
            np.savez_compressed(
                file, allow_pickle=False, middle=self.middle, turn=self.turn.astype(np.float16), occupations=keys, centres=_whole_numbers(self.centres)
            )
            return file.getvalue()


@lru_cache(maxsize=1)
def stored_title_map() -> TitleMap:
    """Give the packaged map, read once."""
    with np.load(TARGET, allow_pickle=False) as arrays:
        centres = arrays["centres"].astype(np.float32)
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
        keys = tuple(arrays["occupations"].tobytes().decode().split("\n"))
        return TitleMap(arrays["middle"], arrays["turn"].astype(np.float32), keys, centres)


def with_titles(embed: Callable[[Sequence[str]], Matrix], share: float) -> Callable[[Sequence[str]], Matrix]:
    """Give an embedding whose cosine is the blend of the plain and the mapped one."""
    return lambda texts: stored_title_map().side_by_side(embed(texts), share)


def _whole_numbers(rows: Matrix) -> NDArray[np.int8]:
    """Give the direction of rows of length one, each stretched to use the whole range."""
    found: NDArray[np.int8] = np.round(rows / np.abs(rows).max(axis=1, keepdims=True) * 127).astype(np.int8)
    return found
