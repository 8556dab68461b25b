"""Somebody's notebook: all that the coach keeps for them. It has three homes, a record of the server, a browser, a file, and is the same in each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from keywho.coach.pitch.answers import Answers, Cut, Shape
from keywho.coach.week import Week

MOST_VERSIONS = 30
MOST_TRIES = 100
MOST_QUESTIONS = 20
MOST_MARKS = 200
LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Version:
    """A pitch as it was kept: for which length, from which shape, and when."""

    text: str
    cut: Cut
    shape: Shape
    at: datetime


class Way(StrEnum):
    """How somebody rehearsed."""

    RECORDED = "recorded"
    TAPPED = "tapped"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Try:
    """One rehearsal, in figures alone: the sound never leaves the device.

    Attributes
    ----------
    seconds : from beginning to end.
    expected_s : how long the text was expected to take at a usual pace; 0 where nothing was typed.
    speaking_s, pauses, longest_pause_s : what a recording showed; 0 without one.
    """

    at: datetime
    way: Way
    cut: Cut
    seconds: float
    expected_s: float = 0.0
    speaking_s: float = 0.0
    pauses: int = 0
    longest_pause_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """Three questions that were kept for a talk; `about` is what their writer calls it."""

    about: str
    questions: tuple[str, ...]
    at: datetime


Dated = TypeVar("Dated", Version, Try, Kept)


@dataclass(frozen=True, slots=True)
class Notebook:
    """What somebody made with the coach, the oldest first.

    Attributes
    ----------
    answers : the answers of the pitch builder, as they stand.
    versions, tries, questions : what was kept.
    marks : what they say they have done, and when, by key: "rung:say-your-name", "lesson:hello".
    put_away : marks that the evening gave and they took back: going down is fine.
    week : the seven days of small steps.
    """

    answers: Answers = field(default_factory=Answers)
    versions: tuple[Version, ...] = ()
    tries: tuple[Try, ...] = ()
    questions: tuple[Kept, ...] = ()
    marks: Mapping[str, datetime] = field(default_factory=dict)
    put_away: frozenset[str] = frozenset()
    week: Week = field(default_factory=Week)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return self == Notebook()

    def with_version(self, version: Version) -> "Notebook":
        """Keep a version; one that is there already moves to the end, and the oldest goes when there are too many."""
        others = tuple(one for one in self.versions if (one.text, one.cut) != (version.text, version.cut))
        return replace(self, versions=(*others, version)[-MOST_VERSIONS:])

    def without_version(self, at: datetime) -> "Notebook":
        """Throw a version away."""
        return replace(self, versions=tuple(one for one in self.versions if one.at != at))

    def with_try(self, one: Try) -> "Notebook":
        """Add a rehearsal."""
        return replace(self, tries=(*self.tries, one)[-MOST_TRIES:])

    def without_tries(self) -> "Notebook":
        """Begin the rehearsals anew."""
        return replace(self, tries=())

    def with_questions(self, kept: Kept) -> "Notebook":
        """Keep questions; those for the same talk are replaced."""
        others = tuple(one for one in self.questions if one.about != kept.about)
        return replace(self, questions=(*others, kept)[-MOST_QUESTIONS:])

    def without_questions(self, about: str) -> "Notebook":
        """Throw the questions for a talk away."""
        return replace(self, questions=tuple(one for one in self.questions if one.about != about))

    def marked(self, key: str, at: datetime) -> "Notebook":
        """Mark something as done; the first time counts."""
        if len(self.marks) >= MOST_MARKS:
            return self
        return replace(self, marks={**self.marks, key: self.marks.get(key, at)}, put_away=self.put_away - {key})

    def unmarked(self, key: str) -> "Notebook":
        """Take a mark back."""
        return replace(self, marks={one: at for one, at in self.marks.items() if one != key})

    def put_down(self, key: str) -> "Notebook":
        """Take a mark back for good, so that what happens does not make it again."""
        return replace(self.unmarked(key), put_away=self.put_away | {key})

    def joined(self, other: "Notebook") -> "Notebook":
        """Give what is in this one and in another: the answers and the week of this one, if it has any."""
        versions = {(one.text, one.cut): one for one in _by_time((*other.versions, *self.versions))}
        questions = {one.about: one for one in _by_time((*other.questions, *self.questions))}
        return Notebook(
            self.answers if self.answers != Answers() else other.answers,
            _by_time(versions.values())[-MOST_VERSIONS:],
            _by_time(dict.fromkeys((*other.tries, *self.tries)))[-MOST_TRIES:],
            _by_time(questions.values())[-MOST_QUESTIONS:],
            dict(list({**other.marks, **self.marks}.items())[-MOST_MARKS:]),
            self.put_away | other.put_away,
            self.week if self.week.has_begun else other.week,
        )


def _by_time(those: Iterable[Dated]) -> tuple[Dated, ...]:
    return tuple(sorted(those, key=lambda one: one.at))
