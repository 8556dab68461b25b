"""Seven days of small steps towards strangers, and what one learns from them: fewer turn away than one thinks.

People who talked to strangers each day for a week expected to be turned away far more often than they were, and feared it less afterwards
(Sandstrom, Boothby & Cooney 2022, https://doi.org/10.1016/j.jesp.2022.104356). So one guesses first, and notes how each went.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from keywho.coach.notebook import Notebook
from keywho.coach.sets import read_set

DAYS = 7
PRACTICE = "practice:"
GUESS = "practice-guess:"


class HowItWent(StrEnum):
    """How the other took it."""

    GLAD = "glad"
    ALL_RIGHT = "all-right"
    TURNED_AWAY = "turned-away"


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


@dataclass(frozen=True, slots=True)
class Week:
    """A week as it stands. `went` says how each day went that was done, by its number; `guess` how many of seven they thought would turn away."""

    has_begun: bool
    went: dict[int, HowItWent | None]
    guess: int | None = None

    @property
    def next_day(self) -> int | None:
        """The first day that is not done; None where all are."""
        return next((no for no in range(1, DAYS + 1) if no not in self.went), None)

    @property
    def turned_away(self) -> int:
        """How many turned away."""
        return sum(how is HowItWent.TURNED_AWAY for how in self.went.values())


def practice_in(language: str) -> Practice:
    """Read the seven days in a language."""
    return read_set(language, "practice", Practice)


def week_of(notebook: Notebook) -> Week:
    """Read from a notebook how the week goes."""
    guesses = [int(key.removeprefix(GUESS)) for key in notebook.marks if key.startswith(GUESS) and key.removeprefix(GUESS).isdecimal()]
    went = {no: _how(notebook, no) for no in range(1, DAYS + 1) if f"{PRACTICE}{no}" in notebook.marks}
    return Week(notebook.practice_from is not None or bool(went), went, guesses[0] if guesses else None)


def begun(notebook: Notebook, today: date, guess: int | None, at: datetime) -> Notebook:
    """Begin the week, from day one; what an earlier week noted is taken away."""
    fresh = replace(stopped(notebook), practice_from=today)
    return fresh.marked(f"{GUESS}{guess}", at) if guess is not None and 0 <= guess <= DAYS else fresh


def stopped(notebook: Notebook) -> Notebook:
    """End the week and take away what it noted."""
    kept = {key: at for key, at in notebook.marks.items() if not key.startswith((PRACTICE, GUESS))}
    return replace(notebook, marks=kept, practice_from=None)


def day_done(notebook: Notebook, no: int, how: HowItWent | None, at: datetime) -> Notebook:
    """Note that a day is done, and how it went."""
    cleared = day_open(notebook, no).marked(f"{PRACTICE}{no}", at)
    return cleared.marked(f"{PRACTICE}{no}:{how.value}", at) if how is not None else cleared


def day_open(notebook: Notebook, no: int) -> Notebook:
    """Take back that a day is done."""
    mark = f"{PRACTICE}{no}"
    return replace(notebook, marks={key: at for key, at in notebook.marks.items() if key != mark and not key.startswith(mark + ":")})


def _how(notebook: Notebook, no: int) -> HowItWent | None:
    return next((how for how in HowItWent if f"{PRACTICE}{no}:{how.value}" in notebook.marks), None)
