"""Seven days of small steps as they go: a guess first, then how each day went. There is no row of days to keep up; the next step waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

DAYS = 7


class HowItWent(StrEnum):
    """How the other took it; NOT_SAID where only that it was done is noted."""

    GLAD = "glad"
    ALL_RIGHT = "all-right"
    TURNED_AWAY = "turned-away"
    NOT_SAID = "not-said"


@dataclass(frozen=True, slots=True)
class Week:
    """A week as it stands.

    Attributes
    ----------
    begun_on : the day of the first step; None before it.
    guess : how many of the seven they thought would turn away; None where they did not guess.
    went : how each day went that was done, by its number, from 1.
    """

    begun_on: date | None = None
    guess: int | None = None
    went: Mapping[int, HowItWent] = field(default_factory=dict)

    @classmethod
    def begun(cls, today: date, guess: int | None) -> "Week":
        """Begin from day one."""
        return cls(today, guess if guess is not None and 0 <= guess <= DAYS else None)

    def with_day(self, no: int, how: HowItWent, today: date) -> "Week":
        """Note that a day is done; the week begins with it if it had not."""
        return replace(self, begun_on=self.begun_on or today, went={**self.went, no: how})

    def without_day(self, no: int) -> "Week":
        """Take back that a day is done."""
        return replace(self, went={one: how for one, how in self.went.items() if one != no})

    @property
    def has_begun(self) -> bool:
        """Whether the first day was begun."""
        return self.begun_on is not None

    @property
    def next_day(self) -> int | None:
        """The first day that is not done; None where all are."""
        return next((no for no in range(1, DAYS + 1) if no not in self.went), None)

    @property
    def turned_away(self) -> int:
        """How many turned away."""
        return sum(how is HowItWent.TURNED_AWAY for how in self.went.values())
