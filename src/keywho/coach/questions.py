"""Three key questions for one talk: their path, my question, and who else to talk to. Built from both profiles and from what the talk is for.

Every question is open, short enough for a call of fifteen minutes, and none asks what the other's profile has said already.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import msgspec

from keywho.coach.icebreakers import GAP, icebreakers_of, reader_of
from keywho.coach.sets import read_set
from keywho.coach.topics import Ground, Topic, TopicReader
from keywho.coach.words import LANGUAGES
from keywho.core.people import Help, Profile, Seniority

MOST_LETTERS = 200
"""As long as a question of an interview may be."""


class Place(StrEnum):
    """Which of the three a question is."""

    PATH = "path"
    MINE = "mine"
    NEXT = "next"


class Purpose(StrEnum):
    """What a talk is for."""

    CHANGE = "change"
    WORK = "work"
    HIRING = "hiring"
    ADVICE = "advice"
    FEEDBACK = "feedback"
    COMPANION = "companion"


class Known(StrEnum):
    """What two profiles tell: a question may need it, or be answered by it."""

    TOPIC = "topic"
    ROLE = "role"
    PATH = "path"
    HIRES = "hires"
    SEARCHES = "searches"
    INTRODUCES = "introduces"
    FAR = "far"
    SAME_SEARCH = "same-search"


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, as it stands in the file.

    Attributes
    ----------
    say : the question; `{topic}` in it is a field of work.
    about : for which purposes it is; none: for all.
    needs : what has to be known of them.
    unless : what would answer it already, or make it out of place.
    """

    say: str
    about: tuple[Purpose, ...] = ()
    needs: tuple[Known, ...] = ()
    unless: tuple[Known, ...] = ()


class Templates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All questions of a language, the best first in each place; `words` tell a purpose from what somebody wrote, `roads` that somebody told their path."""

    path: tuple[Template, ...]
    mine: tuple[Template, ...]
    next: tuple[Template, ...]
    words: dict[Purpose, tuple[str, ...]]
    roads: tuple[str, ...]
    hires: tuple[str, ...]

    def of(self, place: Place) -> tuple[Template, ...]:
        """Give the questions of a place."""
        return {Place.PATH: self.path, Place.MINE: self.mine, Place.NEXT: self.next}[place]


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and which of the three it is."""

    place: Place
    text: str

    def __str__(self) -> str:
        return self.text


def three_questions(
    mine: Profile, theirs: Profile, purpose: str = "", language: str = "en", *, turn: Sequence[int] = (0, 0, 0), topics: Sequence[Topic] = ()
) -> tuple[Question, Question, Question]:
    """Build the three questions of one person for another, in a good order.

    Parameters
    ----------
    purpose : what the talk is for, in own words; empty: what my profile seeks.
    turn : for each of the three, the how manieth that fits: 0 the best, 1 the next.
    topics : fields of work; none: those that come along.
    """
    path, own, following = (choices(place, mine, theirs, purpose, language, topics=topics) for place in Place)
    return path[turn[0] % len(path)], own[turn[1] % len(own)], following[turn[2] % len(following)]


def choices(place: Place, mine: Profile, theirs: Profile, purpose: str = "", language: str = "en", *, topics: Sequence[Topic] = ()) -> tuple[Question, ...]:
    """Give all questions of a place that fit, the best first; there is always one."""
    templates, reader = templates_of(language), reader_of(tuple(topics) or icebreakers_of(language).topics)
    me, them = reader.ground_of(mine), reader.ground_of(theirs)
    topic = _topic(place, me, them, reader)
    known = frozenset(_known(mine, theirs, topic))
    aims = purposes(purpose, mine)
    fitting = [one for one in templates.of(place) if known.issuperset(one.needs) and known.isdisjoint(one.unless)]
    ranked = sorted(fitting, key=lambda one: _rank(one, aims))
    return tuple(Question(place, one.say.replace(GAP, topic)) for one in ranked)


def templates_of(language: str) -> Templates:
    """Give the questions of a language; English where there are none."""
    return read_set(language, "questions", Templates)


def purposes(text: str, mine: Profile) -> tuple[Purpose, ...]:
    """Tell what a talk is for from what somebody wrote, the surest first; where they wrote nothing, from the help that they seek."""
    found = _purposes_in(text)
    if found or text.strip():
        return found
    sought = {
        Help.INSIDER: Purpose.WORK, Help.ADVICE: Purpose.ADVICE, Help.JOB_LEAD: Purpose.HIRING, Help.INTRODUCTION: Purpose.HIRING, Help.COMPANION: Purpose.COMPANION,
    }  # fmt: skip
    return tuple(dict.fromkeys((*_purposes_in(mine.seeks), *(sought[one] for one in Help if one in mine.seeks_help))))


def _purposes_in(text: str) -> tuple[Purpose, ...]:
    """Find purposes by the words of all languages: people write as they like."""
    return tuple(purpose for purpose in Purpose if any(_says(text, templates_of(language).words.get(purpose, ())) for language in LANGUAGES))


def _rank(one: Template, aims: Sequence[Purpose]) -> tuple[int, int]:
    """Put what is for the purpose first, then what is for all, then the rest; of these, what knows more of them first."""
    fits = min((aims.index(aim) for aim in one.about if aim in aims), default=len(aims) if not one.about else len(aims) + 1)
    return fits, -len(one.needs)


def _topic(place: Place, me: Ground, them: Ground, reader: TopicReader) -> str:
    """Choose the field to name: what I seek and they know. Of their path any field of theirs may be asked; of what I want to know, none that I don't seek."""
    sought = me.seeks & them.knows
    found = sought or (them.knows if place is Place.PATH or not me.seeks else frozenset())
    return reader.topics[min(found)].name if found else ""


def _known(mine: Profile, theirs: Profile, topic: str) -> Iterator[Known]:
    """Say what the profiles tell. Roads and hiring are told in any of the languages."""
    told = f"{theirs.role}\n{theirs.offers}\n{theirs.seeks}"
    by_language = [templates_of(language) for language in LANGUAGES]
    if topic:
        yield Known.TOPIC
    if theirs.role.strip() or theirs.industry.strip():
        yield Known.ROLE
    if any(_says(told, one.roads) for one in by_language):
        yield Known.PATH
    if any(_says(told, one.hires) for one in by_language) or Help.JOB_LEAD in theirs.gives_help:
        yield Known.HIRES
    elif theirs.seeks_help & {Help.JOB_LEAD, Help.COMPANION}:
        yield Known.SEARCHES
        if mine.seeks_help & {Help.JOB_LEAD, Help.COMPANION}:
            yield Known.SAME_SEARCH
    if Help.INTRODUCTION in theirs.gives_help:
        yield Known.INTRODUCES
    if theirs.seniority in (Seniority.LONG, Seniority.LEADING):
        yield Known.FAR


def _says(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a text has one of the words."""
    return bool(words) and _pattern(words).search(text) is not None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
