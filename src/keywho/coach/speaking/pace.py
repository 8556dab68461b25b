"""At what pace somebody speaks: as is usual, or as their own tries show."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keywho.coach.notebook import Try  # the notebook knows the pitch, and the pitch how long it takes

COUNTED = 5
"""So many of the last tries are looked at: somebody's pace changes as they rehearse."""

_FASTEST, _SLOWEST = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Somebody's pace.

    Attributes
    ----------
    factor : how long they take, against a usual pace: 1.1 is a tenth slower.
    tries : from how many of their tries it comes; 0 is the usual pace.
    """

    factor: float = 1.0
    tries: int = 0

    @staticmethod
    def of(tries: "Iterable[Try]") -> "Pace":
        """Read the pace from somebody's tries, the newest last.

        Tries without a text do not count, nor those that took less than half or more than twice of what was expected: the text was not said as it stands.
        """
        ratios = [one.seconds / one.expected_s for one in tries if one.expected_s > 0 and one.seconds > 0]
        credible = [ratio for ratio in ratios if _FASTEST <= ratio <= _SLOWEST][-COUNTED:]
        return Pace(exp(median(log(ratio) for ratio in credible)), len(credible)) if credible else Pace()


USUAL = Pace()
"""The usual pace, which nobody's tries have changed yet."""
