"""When the search may stop."""

import math
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running search stands: given to the stopping rule and to whoever watches.

    `work` counts evaluated moves, so that a rule that looks at work alone makes a run repeatable on any machine.
    """

    seconds: float
    work: int
    score: float
    bound: float
    stage: str = ""

    @property
    def gap(self) -> float:
        """How far the score may be from the best, as a share of the bound; 0 is proven optimal."""
        return gap_between(self.score, self.bound)


def gap_between(score: float, bound: float) -> float:
    """Give (bound - score) / bound; where prices outweigh benefit, as a share of the larger of the two, and of one point at least."""
    return max(0.0, bound - score) / max(abs(bound), abs(score), 1.0) if math.isfinite(bound) and math.isfinite(score) else math.inf


class StoppingRule(Protocol):
    """Says when the search may stop; `budget` tells it how much to set out to do."""

    def __call__(self, progress: Progress) -> bool: ...

    @property
    def seconds(self) -> float:
        """The most wall seconds to use; infinite for none."""

    @property
    def work(self) -> int | None:
        """The most moves to evaluate; None for what the seconds allow on a usual machine."""


@dataclass(frozen=True, slots=True)
class MaxSeconds:
    """Stop after so many seconds.

    The seconds are first turned into moves at the pace of a usual machine, so that the same problem, seconds, seed and number of
    streams give the same programme again; the clock itself only cuts a run on a slower machine (`Result.stopped_by` says so).
    """

    seconds: float
    work: int | None = None

    def __call__(self, progress: Progress) -> bool:
        return progress.seconds >= self.seconds


@dataclass(frozen=True, slots=True)
class MaxMoves:
    """Stop after so many evaluated moves: repeatable on any machine."""

    work: int
    seconds: float = float("inf")

    def __call__(self, progress: Progress) -> bool:
        return progress.work >= self.work


@dataclass(frozen=True, slots=True)
class MaxGap:
    """Stop when the programme is proven to be within `gap` of the best, or after `seconds`."""

    gap: float
    seconds: float = 60.0
    work: int | None = None

    def __call__(self, progress: Progress) -> bool:
        return progress.gap <= self.gap or progress.seconds >= self.seconds
