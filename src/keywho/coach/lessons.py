"""Lessons of two minutes, each with one thing to do. What counts is what was done, not what was read."""

import re
from dataclasses import dataclass
from functools import cache

from keywho.coach.sets import names_in, read_set

LESSON = "lesson:"
TIED = re.compile(r"(rung|page|evening|desk):[a-z-]+")
"""To what a task is tied: a rung of the ladder, a page of the coach, a page of one's own after an evening, a page of the organizers."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson.

    Attributes
    ----------
    key : names it in notebooks and addresses; the file is named by its number and this.
    title : in a few words.
    for_whom : whom it is for, in one line.
    paragraphs : what it says.
    task : the one thing to do.
    tied_to : where the task is done: "rung:say-your-name", "page:pitch", "evening:contacts" or "desk:opening".
    sources : what it rests on, as one would cite it.
    """

    key: str
    title: str
    for_whom: str
    paragraphs: tuple[str, ...]
    task: str
    tied_to: str
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what nobody could follow."""
        if not TIED.fullmatch(self.tied_to):
            raise ValueError(f"tied_to is “{self.tied_to}”, and should be like “rung:say-your-name”, “page:pitch”, “evening:contacts” or “desk:opening”")

    @property
    def mark(self) -> str:
        """Its key among the marks of a notebook: its task was done."""
        return LESSON + self.key

    @property
    def place(self) -> tuple[str, str]:
        """Where the task is done: ("rung", "say-your-name")."""
        kind, _, name = self.tied_to.partition(":")
        return kind, name


@cache
def lessons_in(language: str) -> tuple[Lesson, ...]:
    """Give all lessons, in order; those that a language does not have yet in English."""
    return tuple(read_set(language, name, Lesson) for name in names_in("en", "lessons"))


def lesson_in(language: str, key: str) -> Lesson | None:
    """Give a lesson by its key."""
    return next((one for one in lessons_in(language) if one.key == key), None)
