"""Whether a pitch is as long as it may be."""

from keywho.coach.pitch.answers import Cut
from keywho.coach.speaking import USUAL, Pace, seconds_of

SPARE, LEAST_SPARE_S = 0.25, 2.0
"""A pitch may be longer than its cut by this share of it, and by so many seconds in any case: nobody listens with a clock."""

SHORT = 0.45
"""Below this share of its cut a pitch leaves time for more."""


def fits(text: str, cut: Cut, language: str, pace: Pace = USUAL) -> bool:
    """Say whether a text is said within a cut, or hardly later."""
    return not is_too_long(seconds_of(text, language, pace).seconds, cut)


def is_too_long(seconds: float, cut: Cut) -> bool:
    """Say whether so many seconds are clearly more than a cut."""
    return seconds > cut + max(cut * SPARE, LEAST_SPARE_S)


def is_short(seconds: float, cut: Cut) -> bool:
    """Say whether so many seconds are clearly less than a cut."""
    return seconds < cut * SHORT
