"""Two versions of a pitch beside each other: what went, and what came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    WENT = "went"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words, and what became of them."""

    change: Change
    words: str


def compared(before: str, after: str) -> tuple[Stretch, ...]:
    """Compare two texts word by word.

    >>> [(str(one.change), one.words) for one in compared("I bake bread.", "I bake good bread.")]
    [('same', 'I bake '), ('came', 'good '), ('same', 'bread.')]
    """
    return tuple(one for one in _stretches(_cut(before), _cut(after)) if one.words)


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    for _, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[from_old:to_old] == new[from_new:to_new]:
            yield Stretch(Change.SAME, "".join(old[from_old:to_old]))
        else:
            yield Stretch(Change.WENT, "".join(old[from_old:to_old]))
            yield Stretch(Change.CAME, "".join(new[from_new:to_new]))


def _cut(text: str) -> list[str]:
    """Cut a text into words, each with the gap behind it."""
    return re.findall(r"\S+\s*|\s+", text)
