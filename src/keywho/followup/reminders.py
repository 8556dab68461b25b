"""What somebody is reminded of at a moment: a thank-you note, a first step, a talk to come, how a talk was, a contact to keep warm.

All of it follows from what is known and from what they answered; nothing is counted up, so looking often or once makes no difference.
Days begin in the person's own time zone, so a morning stays a morning when summer time begins or ends.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property, lru_cache

MORNING = time(8)
GATHERED_FROM = time(6)
"""Mails that can wait go in the morning; what belongs into them is gathered before."""

EVENING = time(18)
NIGHT_ENDS = time(4)
"""Whoever gives their contact after midnight is still at the evening: the morning after is the next one."""

DAYS_UNTIL_ASK = 3
DAYS_OF_THANKS = 14
DAYS_OF_HELD = 30
BEFORE = timedelta(hours=2)
STILL_WARM = timedelta(days=21)
MOST_MONTHS = 12
NEW_MAIL_AFTER = timedelta(hours=12)


class ReminderKind(StrEnum):
    """What one is reminded of."""

    THANKS = "thanks"
    ASK = "ask"
    EVENING_BEFORE = "evening-before"
    PREPARE = "prepare"
    HELD = "held"
    KEEP_WARM = "keep-warm"

    @property
    def has_fixed_hour(self) -> bool:
        """Whether it comes at its own hour; all others come together, once a day at most."""
        return self in (ReminderKind.EVENING_BEFORE, ReminderKind.PREPARE)


class ReminderState(StrEnum):
    """What somebody answered to a reminder."""

    WAITS = "waits"
    DONE = "done"
    PUT_OFF = "put-off"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ReminderId:
    """Which reminder: `about` whom, of which interview, and which of a row (the month of keep-warm, the minute at which an interview begins)."""

    kind: ReminderKind
    about: int
    interview: int | None = None
    turn: int = 0

    @property
    def series(self) -> tuple[ReminderKind, int, int | None]:
        """All that come again and again about the same."""
        return self.kind, self.about, self.interview


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact: since when, when one of the two reached out, and whether a talk of the two is still to come."""

    pk: int
    exchanged_at: datetime
    touched_at: tuple[datetime, ...] = ()
    has_talk_ahead: bool = False


@dataclass(frozen=True, slots=True)
class AgreedTalk:
    """An interview that both agreed to."""

    pk: int
    with_pk: int
    starts_at: datetime
    minutes: int
    i_asked: bool

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def turn(self) -> int:
        """The minute at which it begins: an interview that was moved is another one to remind of."""
        return int(self.starts_at.timestamp() // 60)


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered to one reminder; `due_at` is the moment that they put it off to, `mailed_at` when it was mailed."""

    state: ReminderState
    due_at: datetime
    mailed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """All that decides what one person is reminded of. `off` are kinds that they stopped, `all_off` says that they want none."""

    zone: tzinfo
    contacts: tuple[KnownContact, ...] = ()
    talks: tuple[AgreedTalk, ...] = ()
    answers: Mapping[ReminderId, Answered] | None = None
    off: frozenset[ReminderKind] = frozenset()
    all_off: bool = False

    def answer(self, which: ReminderId) -> Answered | None:
        """Give what was answered to a reminder."""
        return (self.answers or {}).get(which)


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder: due from a moment on, until it makes no sense any more."""

    id: ReminderId
    due_at: datetime
    until: datetime
    mailed_at: datetime | None = None

    @property
    def kind(self) -> ReminderKind:
        """What it reminds of."""
        return self.id.kind

    @property
    def is_to_be_mailed(self) -> bool:
        """Whether no mail has gone since it is due."""
        return self.mailed_at is None or self.mailed_at < self.due_at


@dataclass(frozen=True)
class _Answers:
    """The answers, by reminder and by series."""

    of: Mapping[ReminderId, Answered]

    @cached_property
    def stopped(self) -> frozenset[tuple[ReminderKind, int, int | None]]:
        return frozenset(which.series for which, answer in self.of.items() if answer.state is ReminderState.STOPPED)

    @cached_property
    def put_off(self) -> Mapping[tuple[ReminderKind, int, int | None], datetime]:
        latest: dict[tuple[ReminderKind, int, int | None], datetime] = {}
        for which, answer in self.of.items():
            if answer.state is ReminderState.PUT_OFF:
                latest[which.series] = max(answer.due_at, latest.get(which.series, answer.due_at))
        return latest

    def is_done(self, which: ReminderId) -> bool:
        answer = self.of.get(which)
        return answer is not None and answer.state is ReminderState.DONE


def due(known: Known, now: datetime) -> tuple[Due, ...]:
    """Give what is due now, what presses first: talks to come, then how talks were, then by time."""
    order = (ReminderKind.PREPARE, ReminderKind.EVENING_BEFORE, ReminderKind.HELD)
    found = [one for one in _all(known) if one.due_at <= now < one.until]
    return tuple(sorted(found, key=lambda one: (order.index(one.kind) if one.kind in order else len(order), one.due_at, one.id.about)))


def coming(known: Known, now: datetime, days: int = 7) -> tuple[Due, ...]:
    """Give what becomes due within some days, the soonest first."""
    end = now + timedelta(days=days)
    return tuple(sorted((one for one in _all(known) if now < one.due_at <= end and one.due_at < one.until), key=lambda one: (one.due_at, one.id.about)))


@dataclass(frozen=True, slots=True)
class ToMail:
    """What is to be mailed now: each of `urgent` in a mail of its own, all of `digest` in one. `digest_at` is the moment that the digest speaks of."""

    digest_at: datetime
    urgent: tuple[Due, ...] = ()
    digest: tuple[Due, ...] = ()


def to_mail(known: Known, now: datetime) -> ToMail:
    """Give what is to be mailed, each once. What has no fixed hour goes in one mail, gathered shortly before the morning or later, on a day that had none yet."""
    local = now.astimezone(known.zone)
    at = max(now, at_local(local.date(), MORNING, known.zone))
    mailed = [answer.mailed_at for which, answer in (known.answers or {}).items() if answer.mailed_at and not which.kind.has_fixed_hour]
    had_one = any(one.astimezone(known.zone).date() >= local.date() or now - one < NEW_MAIL_AFTER for one in mailed)
    urgent = tuple(one for one in due(replace(known, contacts=()), now) if one.kind.has_fixed_hour and one.is_to_be_mailed)
    if had_one or local.time() < GATHERED_FROM:
        return ToMail(at, urgent)
    return ToMail(at, urgent, tuple(one for one in due(known, at) if not one.kind.has_fixed_hour and one.is_to_be_mailed))


def morning_after(at: datetime, zone: tzinfo, days: int = 1) -> datetime:
    """Give the morning some days after a moment, on the clock of a zone.

    >>> from zoneinfo import ZoneInfo
    >>> morning_after(datetime(2026, 3, 28, 20, tzinfo=UTC), ZoneInfo("Europe/Berlin")).isoformat()
    '2026-03-29T06:00:00+00:00'
    """
    return at_local(_day_of(at, zone) + timedelta(days=days), MORNING, zone)


def at_local(day: date, hour: time, zone: tzinfo) -> datetime:
    """Give a moment from a day and an hour on the clock of a zone. An hour that the clock leaves out counts as the one after it."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _day_of(at: datetime, zone: tzinfo) -> date:
    local = at.astimezone(zone)
    return local.date() - timedelta(days=local.time() < NIGHT_ENDS)


def _months_after(at: datetime, zone: tzinfo, months: int) -> datetime:
    """Give the morning of the same day some months on, or of the last day of a shorter month."""
    return _month_after(_day_of(at, zone), zone, months)


@lru_cache(maxsize=1024)  # whoever came to one evening counts from the same day
def _month_after(day: date, zone: tzinfo, months: int) -> datetime:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return at_local(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])), MORNING, zone)


def _all(known: Known) -> Iterator[Due]:
    """Give all reminders that are neither done nor stopped, whenever they are due."""
    if known.all_off:
        return
    answers = _Answers(known.answers or {})
    for contact in known.contacts:
        yield from _allowed(_about_contact(contact, known, answers), known, answers)
    for talk in known.talks:
        yield from _allowed(_about_talk(talk, known), known, answers)


def _allowed(found: Iterable[Due], known: Known, answers: _Answers) -> Iterator[Due]:
    for one in found:
        if one.kind in known.off or one.id.series in answers.stopped or answers.is_done(one.id):
            continue
        answer = answers.of.get(one.id)
        due_at = answer.due_at if answer is not None and answer.state is ReminderState.PUT_OFF else one.due_at
        due_at = max(due_at, answers.put_off.get(one.id.series, due_at))
        yield Due(one.id, due_at, one.until, answer.mailed_at if answer else None)


def _about_contact(contact: KnownContact, known: Known, answers: _Answers) -> Iterator[Due]:
    """Thank, ask and keep warm follow one another: about one contact one of them at a time, and what was put off holds back what would follow."""
    thanks, ask = ReminderId(ReminderKind.THANKS, contact.pk), ReminderId(ReminderKind.ASK, contact.pk)
    first_month = _months_after(contact.exchanged_at, known.zone, 1)
    later = max((answers.put_off[one.series] for one in (thanks, ask) if one.series in answers.put_off), default=None)
    if not (contact.touched_at or contact.has_talk_ahead):
        third_day, last_day = (morning_after(contact.exchanged_at, known.zone, days) for days in (DAYS_UNTIL_ASK, DAYS_OF_THANKS))
        ask_at = max(third_day, later or third_day)
        thanks_until = ask_at if ReminderKind.ASK not in known.off else max(last_day, later + timedelta(days=1) if later else last_day)
        yield Due(thanks, morning_after(contact.exchanged_at, known.zone), min(thanks_until, first_month))
        if not answers.is_done(thanks):
            yield Due(ask, ask_at, first_month)
    if not contact.has_talk_ahead:
        yield from _keep_warm(contact, known.zone, later)


def _keep_warm(contact: KnownContact, zone: tzinfo, later: datetime | None) -> Iterator[Due]:
    for month in range(1, MOST_MONTHS + 1):
        begin, end = (_months_after(contact.exchanged_at, zone, no) for no in (month, month + 1))
        if not any(begin - STILL_WARM < touch < end for touch in contact.touched_at):
            yield Due(ReminderId(ReminderKind.KEEP_WARM, contact.pk, turn=month), max(begin, later or begin), end)


def _about_talk(talk: AgreedTalk, known: Known) -> Iterator[Due]:
    two_hours = talk.starts_at - BEFORE
    evening = at_local(talk.starts_at.astimezone(known.zone).date() - timedelta(days=1), EVENING, known.zone)
    yield Due(ReminderId(ReminderKind.EVENING_BEFORE, talk.with_pk, talk.pk, talk.turn), min(evening, two_hours), two_hours)
    yield Due(ReminderId(ReminderKind.PREPARE, talk.with_pk, talk.pk, talk.turn), two_hours, talk.starts_at)
    if talk.i_asked:
        morning = morning_after(talk.ends_at, known.zone)
        yield Due(ReminderId(ReminderKind.HELD, talk.with_pk, talk.pk, talk.turn), morning, morning + timedelta(days=DAYS_OF_HELD))


def kinds_of(text: str) -> tuple[frozenset[ReminderKind], bool]:
    """Read kinds that were stopped, parted by commas; the second says whether all were.

    >>> kinds_of("ask,all")
    (frozenset({<ReminderKind.ASK: 'ask'>}), True)
    """
    names = {part.strip() for part in text.split(",")}
    return frozenset(kind for kind in ReminderKind if kind.value in names), "all" in names


def kinds_text(off: Iterable[ReminderKind], all_off: bool) -> str:
    """Write kinds that were stopped; `kinds_of` reads them."""
    names: Sequence[str] = [kind.value for kind in ReminderKind if kind in set(off)]
    return ",".join([*names, *(["all"] if all_off else [])])
