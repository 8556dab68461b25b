"""Whole numbers that come with a request."""

MOST_DIGITS = 9
"""More than any number of ours has; a longer one would cost time, and no column holds it."""


def number(text: str) -> int | None:
    """Read a number; None where it is none of ours. There are signs that only look like digits, and numbers without end."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def numbers(texts: list[str]) -> list[int]:
    """Read several; those that are none are left out."""
    return [found for text in texts if (found := number(text)) is not None]
