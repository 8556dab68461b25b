"""How much of its budget a search has used: by moves, or by the seconds that its work takes on a usual machine.

Seconds are never read from a clock here. They are computed from what was done, at the prices of a usual machine, so that the same seed and the same
seconds give the same programme on any machine that is not slower.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from keywho.planning.search.row_kernels import LONG_ROW

CHUNKS = 200
"""Calls of the kernel that a run is cut into, at the least: the temperature changes between them."""

LONGEST_S = 0.15
"""Most seconds of one call of the kernel, so that Ctrl-C and the progress line are answered."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that a usual machine takes for one move thrown, one swap weighed, and one swap made."""

    throw: float
    weigh: float
    make: float

    @classmethod
    def of(cls, people: int, size: float, rounds: int, row: float, *, gains: bool, steps: bool) -> "Pace":
        """Give the pace of a layout.

        `size` is the mean size of the table somebody sits at, `rounds` are all rounds of the evening, `row` is how many others somebody is worth something to.
        """
        walk = 1e-9 * size * (30.0 + 3.0 * rounds)
        if gains:
            return cls(16e-9, 1e-9 * size * (5.4 + 0.0106 * people) + (walk if steps else 0.0), 1e-9 * (450.0 + 2.2 * people + 6.0 * size * rounds))
        far = 1e-9 * max(1.0, people / 3000) ** 0.4  # what does not fit into the caches is waited for
        read = 1.6 * row if row <= LONG_ROW * size else 204.0
        return cls(14 * far, (103.0 + size * read) * far + (2.5 * walk if steps else 0.0), 120.0 * size * far)

    def seconds(self, made: int, counts: NDArray[np.int64]) -> float:
        """Give the seconds of so much work."""
        return float(self.throw * made + self.weigh * counts[0] + self.make * counts[1])


def each_of(pace: Pace, made: int, counts: NDArray[np.int64]) -> float:
    """Give the seconds of a move so far; what it usually takes, at the start."""
    return float(pace.seconds(made, counts) / made if made else pace.throw + 0.5 * pace.weigh + 0.02 * pace.make)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may use: so many moves, or, if that is None, so many seconds of a usual machine."""

    moves: int | None
    seconds: float = 0.0

    def moves_of(self, pace: Pace) -> float:
        """Give about how many moves that will be."""
        return float(self.moves) if self.moves is not None else self.seconds / each_of(pace, 0, np.zeros(3, np.int64))

    def part(self, share: float) -> "Budget":
        """Give a share of it."""
        return Budget(None if self.moves is None else max(1, int(share * self.moves)), share * self.seconds)

    def share(self, pace: Pace, made: int, counts: NDArray[np.int64]) -> float:
        """Give the share that is used up."""
        return made / max(1, self.moves) if self.moves is not None else pace.seconds(made, counts) / max(1e-9, self.seconds)

    def chunk(self, pace: Pace, made: int, counts: NDArray[np.int64]) -> int:
        """Give the moves of the next call of the kernel."""
        each = each_of(pace, made, counts)
        if self.moves is not None:
            return max(1, min(self.moves - made, max(500, self.moves // CHUNKS), int(LONGEST_S / each)))
        return max(500, int(min(LONGEST_S, self.seconds / CHUNKS) / each))


GRACE = 0.05
"""Share of the time by which the clock may be ahead of the budget before it leads: up to there, the same seconds give the same programme."""


@dataclass
class Spent:
    """How much of a run is used, by its budget, and by the clock where that is clearly ahead: on a machine slower than the usual one.

    Attributes
    ----------
    part : share of all time left that the run may take; with 0 the clock only ends it, when all time is used.
    counts : swaps weighed, swaps made, losses noted: the kernels add them up.
    made : moves made. share : 0 to 1, and more.
    """

    budget: Budget
    pace: Pace
    part: float = 0.0
    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(3, np.int64))
    made: int = 0
    share: float = 0.0
    led_by_clock: bool = False
    began: float = -1.0

    def heat(self, hot: float, cold: float) -> float:
        """Give the temperature now."""
        return float(max(1e-9, hot * (cold / hot) ** self.share))

    def chunk(self) -> int:
        """Give the moves of the next call of a kernel."""
        return self.budget.chunk(self.pace, self.made, self.counts)

    @property
    def each(self) -> float:
        """How many seconds a move takes."""
        return each_of(self.pace, self.made, self.counts)

    def tell(self, used: float) -> None:
        """Reckon anew after a call; `used` is the share of all time, of all runs, that is over."""
        self.began = used if self.began < 0 else self.began
        self.share = self.budget.share(self.pace, self.made, self.counts)
        of_part = (used - self.began) / max(1e-9, self.part * (1.0 - self.began)) if self.part else 0.0
        if used >= 1.0 or of_part > self.share + GRACE:
            self.led_by_clock, self.share = True, max(self.share, of_part, float(used >= 1.0))
