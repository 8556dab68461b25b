"""Tables for designs that no formula gives. All were found by our own search and are verified by the tests.

They are written as text: numbers, groups or rows parted by a slash.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from keywho.planning.fields import Numbers


def numbers_of(text: str) -> Numbers:
    """Read rows of numbers, parted by slashes."""
    return np.array([[int(number) for number in row.split()] for row in text.split("/")], np.int64)


@dataclass(frozen=True)
class Starter:
    """Rounds of `groups` groups of `size` that can be moved on `ring` times without a repeat.

    People stand in rings of `ring`; those past the last whole ring stay where they are. `extra` further rounds, of one person from
    each ring, repeat no pair either (there are as many groups as places in a ring then): in round s, group t has the person
    t + c s of ring c.
    """

    groups: int
    size: int
    ring: int
    extra: int
    texts: tuple[str, ...]

    @cached_property
    def bases(self) -> tuple[Numbers, ...]:
        """The rounds to be moved on."""
        return tuple(numbers_of(text) for text in self.texts)

    @property
    def most(self) -> int:
        """How many rounds it gives."""
        return self.ring * len(self.texts) + self.extra


@dataclass(frozen=True)
class Shifts:
    """A table of elements of Z_a x Z_b in which two rows differ by another amount in every column; i + a j stands for (i, j)."""

    parts: tuple[int, int]
    text: str

    @cached_property
    def table(self) -> Numbers:
        """Rows x columns."""
        return numbers_of(self.text)

    @property
    def groups(self) -> int:
        """How many elements there are."""
        return self.parts[0] * self.parts[1]

    def add(self, one: Numbers, other: Numbers) -> Numbers:
        """Add elements, broadcast."""
        a, b = self.parts
        return np.asarray((one % a + other % a) % a + a * ((one // a + other // a) % b))


STARTERS: tuple[Starter, ...] = (
    Starter(6, 4, 7, 0, ("0 8 14 21 / 1 2 4 11 / 3 15 19 20 / 5 10 18 23 / 6 12 17 22 / 7 9 13 16",)),
    Starter(6, 5, 6, 0, ("0 2 11 15 16 / 1 8 9 25 27 / 3 7 14 19 28 / 4 5 18 22 26 / 6 10 12 20 21 / 13 17 23 24 29",)),
    Starter(8, 3, 11, 0, ("0 1 18 / 2 7 9 / 3 6 16 / 4 12 13 / 5 17 20 / 8 11 23 / 10 15 22 / 14 19 21",)),
    Starter(9, 4, 11, 0, ("0 1 3 16 / 2 7 24 25 / 4 8 15 23 / 5 19 32 34 / 6 12 27 33 / 9 17 18 21 / 10 20 30 35 / 11 13 22 29 / 14 26 28 31",)),
    Starter(10, 3, 14, 0, ("0 9 18 / 1 2 4 / 3 15 17 / 5 11 24 / 6 16 26 / 7 22 23 / 8 12 19 / 10 27 28 / 13 21 29 / 14 20 25",)),
    Starter(11, 3, 11, 5, ("0 5 9 / 1 2 11 / 3 24 32 / 4 27 31 / 6 12 13 / 7 10 15 / 8 22 28 / 14 17 19 / 16 20 26 / 18 23 25 / 21 29 30",)),
    Starter(12, 3, 17, 0, ("0 2 31 / 1 9 15 / 3 4 25 / 5 12 28 / 6 11 24 / 7 17 18 / 8 32 35 / 10 14 29 / 13 22 30 / 16 19 34 / 20 27 33 / 21 23 26",)),
    Starter(
        14,
        3,
        20,
        0,
        ("0 30 39 / 1 14 35 / 2 6 28 / 3 12 17 / 4 31 32 / 5 13 38 / 7 25 27 / 8 23 37 / 9 20 33 / 10 22 26 / 11 34 41 / 15 16 18 / 19 36 40 / 21 24 29",),
    ),
    Starter(
        16,
        3,
        23,
        0,
        (
            "0 14 45 / 1 17 20 / 2 4 10 / 3 32 38 / 5 25 30 / 6 36 44 / 7 23 39 / 8 27 46 / 9 21 22 / 11 16 37 / 12 29 40 / 13 24 26 / 15 33 42 / 18 28 41 / 19 43 47 / 31 34 35",
        ),
    ),
    Starter(
        20,
        3,
        29,
        0,
        (
            "0 35 40 / 1 23 27 / 2 22 29 / 3 18 24 / 4 34 55 / 5 15 39 / 6 17 48 / 7 36 46 / 8 9 25 / 10 12 38 / 11 52 56 / 13 50 51 / 14 19 33 / 16 31 49 / 20 37 43 / 21 41 59 / 26 44 47 / 28 53 58 / 30 42 57 / 32 45 54",
        ),
    ),
)
"""Starters by number of groups and size."""

SHIFTS: tuple[Shifts, ...] = (
    Shifts((10, 1), "0 0 0 0 0 0 0 0 0 / 0 3 9 7 5 1 2 6 8 / 0 4 5 6 2 9 7 8 1 / 0 7 1 5 4 6 8 3 9 / 0 8 7 9 1 4 3 5 2"),
    Shifts((10, 1), "0 0 0 0 0 0 0 0 / 0 5 7 4 6 1 2 9 / 0 3 6 1 8 5 7 2 / 0 6 5 9 3 7 4 8 / 0 2 8 6 1 9 5 3 / 0 8 3 5 4 6 9 1"),
    Shifts((10, 1), "0 0 0 0 0 0 0 / 0 9 1 6 8 5 7 / 0 1 6 7 5 8 3 / 0 3 7 4 1 2 6 / 0 6 4 8 9 1 2 / 0 7 3 5 4 9 8 / 0 2 5 1 7 6 9"),
    Shifts(
        (2, 6),
        "0 0 0 0 0 0 0 0 0 0 0 0 / 0 1 2 3 4 5 6 7 8 9 10 11 / 0 4 9 11 8 2 3 6 10 7 1 5 / 0 2 6 10 5 8 4 1 3 11 9 7 / 0 5 1 9 11 4 8 3 6 10 7 2 / 0 6 7 5 3 1 10 2 11 8 4 9",
    ),
    Shifts(
        (12, 1),
        "0 0 0 0 0 0 0 0 / 0 7 2 8 3 10 5 4 / 0 3 6 10 2 8 11 5 / 0 8 10 11 9 5 7 3 / 0 4 1 3 6 11 9 2 / 0 5 4 2 10 7 6 8 / 0 1 9 5 11 2 3 6 / 0 10 3 6 7 9 1 11",
    ),
    Shifts((14, 1), "0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 10 11 6 8 7 5 3 12 2 4 13 9 / 0 9 3 4 1 8 7 6 2 11 12 10 5 / 0 6 13 3 2 10 11 1 7 9 5 4 8"),
    Shifts(
        (14, 1), "0 0 0 0 0 0 0 0 0 0 0 0 / 0 9 7 11 6 8 12 1 4 13 3 5 / 0 13 10 9 12 2 3 11 1 8 5 4 / 0 1 6 4 10 3 9 2 12 11 13 8 / 0 10 9 2 4 5 8 7 13 3 6 12"
    ),
    Shifts(
        (14, 1), "0 0 0 0 0 0 0 0 0 0 / 0 3 11 10 1 12 7 2 5 9 / 0 5 8 11 4 7 12 6 1 3 / 0 13 9 4 8 2 10 3 11 6 / 0 9 10 6 3 5 4 7 8 13 / 0 10 3 8 11 9 1 5 7 4"
    ),
    Shifts(
        (14, 1),
        "0 0 0 0 0 0 0 0 / 0 6 9 2 1 8 4 5 / 0 11 4 5 12 2 3 7 / 0 2 10 7 13 12 1 11 / 0 7 13 11 9 4 2 10 / 0 5 2 8 3 6 12 9 / 0 3 5 9 10 11 6 4 / 0 8 12 6 11 7 9 2",
    ),
    Shifts(
        (15, 1),
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 / 0 3 14 9 5 12 11 6 1 4 13 7 10 2 8 / 0 5 10 13 11 4 8 1 14 7 6 12 9 3 2 / 0 12 7 1 10 8 13 9 5 2 4 6 11 14 3",
    ),
    Shifts(
        (15, 1),
        "0 0 0 0 0 0 0 0 0 0 / 0 4 11 9 13 1 7 10 3 5 / 0 3 14 5 8 7 12 4 1 13 / 0 11 13 7 9 5 8 1 6 4 / 0 13 1 6 14 3 5 9 10 11 / 0 1 6 8 7 9 3 13 5 10",
    ),
    Shifts(
        (15, 1),
        "0 0 0 0 0 0 0 0 0 / 0 13 12 14 7 1 11 4 2 / 0 6 2 3 13 14 7 1 5 / 0 5 7 4 10 3 9 12 13 / 0 12 9 2 1 7 4 11 3 / 0 7 11 5 2 13 3 8 10 / 0 3 10 13 9 4 6 5 8",
    ),
    Shifts(
        (15, 1),
        "0 0 0 0 0 0 0 0 / 0 3 4 11 6 2 14 8 / 0 2 5 9 1 6 7 10 / 0 13 6 3 11 14 10 1 / 0 10 2 4 3 13 1 11 / 0 7 1 10 4 3 9 14 / 0 8 3 6 9 10 12 5 / 0 12 10 1 2 4 11 3",
    ),
    Shifts(
        (18, 1),
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 15 5 9 16 7 14 3 10 2 6 13 12 8 / 0 7 12 14 1 8 4 5 16 11 10 6 9 3 / 0 8 14 4 17 5 3 15 7 6 16 9 2 10 / 0 3 13 11 5 2 15 7 8 14 9 12 4 1 / 0 5 4 3 2 10 16 13 1 17 7 11 8 14",
    ),
    Shifts(
        (18, 1),
        "0 0 0 0 0 0 0 0 0 0 / 0 13 8 12 5 15 10 16 7 6 / 0 9 15 4 2 8 14 6 16 12 / 0 16 13 8 12 3 11 2 17 15 / 0 3 10 6 16 14 1 5 8 9 / 0 12 11 14 13 6 8 10 4 7 / 0 8 17 16 6 5 2 1 14 4 / 0 17 7 13 1 9 3 4 12 14",
    ),
    Shifts(
        (2, 10),
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 2 14 3 7 16 4 10 17 8 9 11 12 15 13 5 / 0 9 10 7 16 2 6 11 15 13 3 1 5 12 8 17 / 0 14 1 6 5 15 8 3 16 11 19 7 9 17 2 12 / 0 10 3 15 2 1 11 13 7 6 18 5 14 8 17 16",
    ),
    Shifts(
        (2, 10),
        "0 0 0 0 0 0 0 0 0 0 0 0 0 / 0 13 2 9 8 18 3 15 4 1 5 11 14 / 0 18 16 5 19 10 1 2 17 7 8 15 9 / 0 5 12 8 17 13 18 3 6 15 10 9 19 / 0 16 4 7 5 11 12 9 10 2 17 19 1 / 0 6 11 3 13 15 5 12 16 19 4 1 10",
    ),
    Shifts(
        (2, 10),
        "0 0 0 0 0 0 0 0 0 0 0 / 0 1 19 2 18 11 17 16 5 9 4 / 0 5 7 12 10 9 14 11 19 18 6 / 0 8 2 6 13 17 18 3 4 11 15 / 0 11 18 15 2 7 3 14 8 17 13 / 0 18 17 19 14 12 6 8 10 15 9 / 0 3 6 5 9 4 16 15 11 12 17",
    ),
    Shifts(
        (2, 10),
        "0 0 0 0 0 0 0 0 0 0 / 0 13 10 12 6 4 18 11 8 2 / 0 17 9 3 11 19 1 5 18 10 / 0 16 2 5 14 3 15 13 4 17 / 0 6 3 19 10 12 8 17 11 14 / 0 3 4 15 12 2 19 16 17 6 / 0 9 7 2 17 13 4 12 1 3 / 0 12 13 10 8 9 7 6 14 1",
    ),
)
"""Tables of shifts by number of groups, each with as many rows and columns as were found together."""
