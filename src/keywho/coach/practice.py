"""Seven days of small steps towards strangers, and what one learns from them: fewer turn away than one thinks.

People who talked to strangers each day for a week expected to be turned away far more often than they were, and feared it less afterwards
(Sandstrom, Boothby & Cooney 2022, https://doi.org/10.1016/j.jesp.2022.104356). So one guesses first, and notes how each went.
"""

from dataclasses import dataclass

from keywho.coach.sets import read_set


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what to do, why, and something smaller for a hard day."""

    title: str
    task: str
    why: str
    smaller: str


@dataclass(frozen=True, slots=True)
class Practice:
    """The seven days."""

    days: tuple[Day, ...]


def practice_in(language: str) -> Practice:
    """Read the seven days in a language."""
    return read_set(language, "practice", Practice)
