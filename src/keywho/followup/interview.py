"""The informational interview, from the question to the talk: who may say what when.

One asks and proposes up to three times; the other takes one of them, proposes others, or declines kindly. What is agreed on can be moved by either:
the old time stands until the new one is taken. Nothing here knows a clock or a database.

`sequence` is that of calendars (RFC 5546, 2.1.4): it rises exactly when calendars that were told of the talk have to be told something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from keywho.followup.refusals import Refused, Why

MINUTES = (15, 20, 30)
MOST_TIMES = 3
MOST_QUESTIONS = 3
AHEAD = timedelta(days=366)
"""Times may be a year ahead; more is a slip in the year."""
TO_REOPEN = timedelta(hours=1)
LONGEST_PURPOSE, LONGEST_PLACE, LONGEST_QUESTION, LONGEST_WORDS = 300, 300, 200, 500


class Way(StrEnum):
    """How two talk."""

    PHONE = "phone"
    COFFEE = "coffee"
    VIDEO = "video"


class Side(StrEnum):
    """One of the two."""

    ASKER = "asker"
    ASKED = "asked"

    @property
    def other(self) -> "Side":
        """The other one."""
        return Side.ASKED if self is Side.ASKER else Side.ASKER


class InterviewState(StrEnum):
    """Where an interview stands. What is agreed on and has new times proposed is being moved, and stays accepted."""

    ASKED = "asked"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    HELD = "held"


OPEN = frozenset({InterviewState.ASKED, InterviewState.COUNTERED})
FINAL = frozenset({InterviewState.DECLINED, InterviewState.CANCELLED, InterviewState.HELD})


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked for: what for (one sentence), how long, how, where or by which number, and what the asker wants to know."""

    purpose: str
    minutes: int = 20
    way: Way = Way.PHONE
    place: str = ""
    questions: tuple[str, ...] = ()
    shares_questions: bool = False

    def checked(self) -> "Terms":
        """Give them without spaces around and questions left empty.

        Raises
        ------
        Refused
            The purpose is missing, something is too long, or the minutes are others than offered.
        """
        purpose, place = " ".join(self.purpose.split()), self.place.strip()
        questions = tuple(text for text in (" ".join(question.split()) for question in self.questions) if text)
        if not purpose:
            raise Refused(Why.NO_PURPOSE)
        if len(questions) > MOST_QUESTIONS:
            raise Refused(Why.TOO_MANY_QUESTIONS)
        if len(purpose) > LONGEST_PURPOSE or len(place) > LONGEST_PLACE:
            raise Refused(Why.TOO_LONG)
        if any(len(question) > LONGEST_QUESTION for question in questions):
            raise Refused(Why.TOO_LONG)
        if self.minutes not in MINUTES:
            raise Refused(Why.NOT_SO_LONG)
        return replace(self, purpose=purpose, place=place, questions=questions)


@dataclass(frozen=True, slots=True)
class InCalendars:
    """What a calendar shows of a talk."""

    starts_at: datetime
    minutes: int
    way: Way
    place: str


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview as it stands.

    Attributes
    ----------
    times : the times that can be taken now, earliest first, all of them proposed by `times_by`.
    starts_at : when they agreed to talk; it stands while new times are proposed.
    is_told : whether calendars were ever told of it.
    words : what was said with the last answer.
    """

    uid: str
    terms: Terms
    state: InterviewState
    times: tuple[datetime, ...]
    times_by: Side
    changed_at: datetime
    starts_at: datetime | None = None
    is_told: bool = False
    sequence: int = 0
    version: int = 1
    words: str = ""

    @property
    def ends_at(self) -> datetime | None:
        """When the talk is to end."""
        return self.starts_at + timedelta(minutes=self.terms.minutes) if self.starts_at else None

    @property
    def is_open(self) -> bool:
        """Whether no time was agreed on yet, and it may still be."""
        return self.state in OPEN

    @property
    def is_moving(self) -> bool:
        """Whether a time stands, and others are proposed."""
        return self.state is InterviewState.ACCEPTED and bool(self.times)

    @property
    def turn(self) -> Side | None:
        """Whose answer is awaited; None where nothing is open."""
        return self.times_by.other if self.is_open or self.is_moving else None

    def times_ahead(self, now: datetime) -> tuple[datetime, ...]:
        """Give the times that can be taken now."""
        return tuple(at for at in self.times if at > now) if self.turn else ()

    @property
    def shown(self) -> InCalendars | None:
        """What calendars are to show: the agreed time, or the one time that was asked for; None where nothing is."""
        starts_at = self.starts_at if self.state in (InterviewState.ACCEPTED, InterviewState.HELD) else None
        if self.state is InterviewState.ASKED and len(self.times) == 1:
            starts_at = self.times[0]
        return InCalendars(starts_at, self.terms.minutes, self.terms.way, self.terms.place) if starts_at else None


def ask(uid: str, terms: Terms, times: Sequence[datetime], *, now: datetime) -> Interview:
    """Ask somebody for an interview."""
    new = Interview(uid, terms.checked(), InterviewState.ASKED, _proposed(times, now), Side.ASKER, now)
    return replace(new, is_told=new.shown is not None)


def book(uid: str, terms: Terms, starts_at: datetime, *, now: datetime) -> Interview:
    """Take a part of somebody's office hours: they offered it, so it is agreed on at once."""
    if starts_at <= now:
        raise Refused(Why.TOO_SOON, starts_at)
    return Interview(uid, terms.checked(), InterviewState.ACCEPTED, (), Side.ASKED, now, starts_at, is_told=True)


def accept(known: Interview, by: Side, starts_at: datetime, *, version: int, now: datetime, place: str = "") -> Interview:
    """Take one of the times that the other one proposed; `place` may say where, if nobody has said it yet."""
    _check(known, version)
    _check_turn(known, by)
    if starts_at not in known.times:
        raise Refused(Why.NOT_PROPOSED, starts_at)
    if starts_at <= now:
        raise Refused(Why.TOO_SOON, starts_at)
    terms = replace(known.terms, place=place).checked() if place.strip() and not known.terms.place else known.terms
    return _changed(known, now, state=InterviewState.ACCEPTED, terms=terms, starts_at=starts_at, times=(), words="")


def counter(known: Interview, by: Side, times: Sequence[datetime], *, version: int, now: datetime, words: str = "") -> Interview:
    """Propose other times instead. Where all times that one proposed oneself are over, one may propose new ones too."""
    _check(known, version)
    if not known.is_open:
        raise Refused(Why.OVER)
    if known.times_ahead(now):
        _check_turn(known, by)
    return _changed(known, now, state=InterviewState.COUNTERED, times=_proposed(times, now), times_by=by, words=_said(words))


def move(known: Interview, by: Side, times: Sequence[datetime], *, version: int, now: datetime, words: str = "") -> Interview:
    """Propose other times for what is agreed on; what is agreed on stands until one of them is taken."""
    _check(known, version)
    if known.state is not InterviewState.ACCEPTED:
        raise Refused(Why.NOT_AGREED)
    proposed = _proposed(times, now)
    if known.starts_at in proposed:
        raise Refused(Why.SAME_TIMES, known.starts_at)
    return _changed(known, now, times=proposed, times_by=by, words=_said(words))


def stay(known: Interview, by: Side, *, version: int, now: datetime) -> Interview:
    """Leave the agreed time as it is: the proposals are taken back by whoever made them, or turned down by the other one."""
    _check(known, version)
    if not known.is_moving:
        raise Refused(Why.NOT_AGREED)
    return _changed(known, now, times=(), times_by=by, words="")


def change(known: Interview, by: Side, *, version: int, now: datetime, place: str | None = None, minutes: int | None = None) -> Interview:
    """Change where or how long they talk; either may, and the other one is told."""
    _check(known, version)
    if known.state in FINAL:
        raise Refused(Why.OVER)
    if not known.starts_at and by is not Side.ASKER:
        raise Refused(Why.NOT_YOURS)
    terms = replace(known.terms, place=known.terms.place if place is None else place, minutes=minutes or known.terms.minutes).checked()
    return known if terms == known.terms else _changed(known, now, terms=terms)


def decline(known: Interview, by: Side, *, version: int, now: datetime, words: str = "") -> Interview:
    """Say no to a request, kindly. Only the one who was asked can."""
    _check(known, version)
    if not known.is_open:
        raise Refused(Why.OVER)
    if by is not Side.ASKED:
        raise Refused(Why.NOT_YOURS)
    return _changed(known, now, state=InterviewState.DECLINED, words=_said(words))


def reopen(known: Interview, by: Side, *, version: int, now: datetime) -> Interview:
    """Take a no back, within an hour: what was proposed can be taken again."""
    _check(known, version)
    if known.state is not InterviewState.DECLINED:
        raise Refused(Why.OVER)
    if by is not Side.ASKED:
        raise Refused(Why.NOT_YOURS)
    if now - known.changed_at > TO_REOPEN:
        raise Refused(Why.TOO_LATE_TO_REOPEN)
    return _changed(known, now, state=InterviewState.COUNTERED, words="")


def cancel(known: Interview, by: Side, *, version: int, now: datetime, words: str = "") -> Interview:
    """Call off what is agreed on (either may), or take a request back (whoever asked)."""
    _check(known, version)
    if known.state in FINAL:
        raise Refused(Why.OVER)
    if known.is_open and by is not Side.ASKER:
        raise Refused(Why.NOT_YOURS)
    return _changed(known, now, state=InterviewState.CANCELLED, words=_said(words))


def hold(known: Interview, *, version: int, now: datetime) -> Interview:
    """Say that the talk has been; either may."""
    _check(known, version)
    if known.state is not InterviewState.ACCEPTED or known.starts_at is None:
        raise Refused(Why.NOT_AGREED)
    if known.starts_at > now:
        raise Refused(Why.NOT_YET_BEGUN)
    return _changed(known, now, state=InterviewState.HELD, times=())


def _check(known: Interview, version: int) -> None:
    if version != known.version:
        raise Refused(Why.STALE)


def _check_turn(known: Interview, by: Side) -> None:
    if known.turn is None:
        raise Refused(Why.OVER)
    if known.turn is not by:
        raise Refused(Why.NOT_YOURS)


def _proposed(times: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    if not times:
        raise Refused(Why.NO_TIMES)
    if len(times) > MOST_TIMES:
        raise Refused(Why.TOO_MANY_TIMES)
    for at in times:
        if at <= now:
            raise Refused(Why.TOO_SOON, at)
        if at > now + AHEAD:
            raise Refused(Why.TOO_FAR, at)
    if len(set(times)) < len(times):
        raise Refused(Why.SAME_TIMES)
    return tuple(sorted(times))


def _said(words: str) -> str:
    if len(words.strip()) > LONGEST_WORDS:
        raise Refused(Why.TOO_LONG)
    return words.strip()


def _changed(known: Interview, now: datetime, **changes: Any) -> Interview:
    """Give what comes after a change: one version on, and one sequence on where what calendars were told is true no more."""
    after = replace(known, changed_at=now, version=known.version + 1, **changes)
    ends = after.state in (InterviewState.DECLINED, InterviewState.CANCELLED)
    is_told_anew = known.is_told and (ends or (after.shown is not None and after.shown != known.shown))
    return replace(after, sequence=known.sequence + is_told_anew, is_told=known.is_told or after.shown is not None)
