"""Whether a pitch is as long as it may be."""

from keywho.coach.pitch.answers import Cut
from keywho.coach.speaking import USUAL, Pace, seconds_of

SPARE, LEAST_SPARE_S = 0.25, 2.0
"""A pitch is called too long when it is longer than its cut by this share of it, and by so many seconds at least: an estimate for a pace that is not known yet may be wrong by that much."""

BREATH_S = 1.0

SHORT = 0.45
"""Below this share of its cut a pitch leaves time for more."""


def fits(text: str, cut: Cut, language: str, pace: Pace = USUAL) -> bool:
    """Say whether a text is said within a cut, give or take a breath."""
    return seconds_of(text, language, pace).seconds <= cut + BREATH_S


def is_too_long(seconds: float, cut: Cut) -> bool:
    """Say whether so many seconds are clearly more than a cut."""
    return seconds > cut + max(cut * SPARE, LEAST_SPARE_S)


def is_short(seconds: float, cut: Cut) -> bool:
    """Say whether so many seconds are clearly less than a cut."""
    return seconds < cut * SHORT
