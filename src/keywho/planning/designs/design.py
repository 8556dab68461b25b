"""What a construction gives: rounds of equal groups, and how many there are of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rounds = NDArray[np.int64]
"""Rounds x groups x people."""


@dataclass(frozen=True)
class Design:
    """A way to hold up to `most` rounds of `groups` groups of `size` in which no two people are together twice.

    `build` gives the first so many rounds (1 to `most`), each a partition of 0 to groups * size - 1.
    """

    source: str
    groups: int
    size: int
    most: int
    build: Callable[[int], Rounds]
