"""When somebody has no time, for themselves alone: taken from a calendar file of theirs, and used to propose times that fit. Nobody else ever sees it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from keywho.adapters.calendar.busy import Busy, busy_times, joined
from keywho.followup.interview import AHEAD, InterviewState
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.store import models as records

LOOKED_AT = timedelta(days=60)
TOO_SHORT_A_GAP = timedelta(minutes=15)
"""Between two appointments nobody has a talk in less than this."""

MOST_TIMES = 6
FIRST_IN = timedelta(hours=24)
"""How long before a proposed time the other one should have to answer."""

STARTS, ENDS, STEP = time(9), time(19), timedelta(minutes=30)
LIKED = ((time(10), time(17)), (time(9), time(12, 30)))
"""When most people find a few minutes, on every other day by turns, so that there is something to choose from: one before noon, one after."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody's time: how many stretches, and until when; None where no calendar was read or all of it is over."""

    stretches: int
    until: datetime


def take_in(person_pk: int, content: bytes, now: datetime) -> int:
    """Read a calendar of somebody's, and keep when they are busy in the next 60 days instead of what was known before; gives how many stretches.

    Raises
    ------
    BadInput
        It is no calendar, too large, or takes too long to read.
    """
    end = now + LOOKED_AT
    found = _without_gaps(busy_times(content, now, end, zone_of(person_pk).key))
    with transaction.atomic():
        forget_busy(person_pk)
        records.BusyTime.objects.bulk_create(records.BusyTime(who_id=person_pk, starts_at=one.starts_at, ends_at=one.ends_at) for one in found)
    return len(found)


def forget_busy(person_pk: int) -> None:
    """Forget when somebody is busy."""
    records.BusyTime.objects.filter(who_id=person_pk).delete()


def known_busy(person_pk: int, now: datetime) -> Known | None:
    """Say what is known of somebody's time to come."""
    ends = list(records.BusyTime.objects.filter(who_id=person_pk, ends_at__gt=now).values_list("ends_at", flat=True))
    return Known(len(ends), max(ends)) if ends else None


def busy_of(person_pk: int, begin: datetime, end: datetime) -> tuple[Busy, ...]:
    """Give when somebody is busy between two moments: from their calendar, and with the talks that they have agreed on."""
    known = records.BusyTime.objects.filter(who_id=person_pk, starts_at__lt=end, ends_at__gt=begin)
    mine = Q(asker_id=person_pk) | Q(asked_id=person_pk)
    talks = records.Interview.objects.filter(mine, state=InterviewState.ACCEPTED.value, starts_at__gt=begin - timedelta(hours=2), starts_at__lt=end)
    times = talks.exclude(starts_at=None).values_list("starts_at", "minutes")
    agreed = [Busy(starts_at, starts_at + timedelta(minutes=minutes)) for starts_at, minutes in times if starts_at is not None]
    return joined([*(Busy(one.starts_at, one.ends_at) for one in known), *agreed])


def fits(person_pk: int, starts_at: datetime, minutes: int) -> bool:
    """Say whether somebody has time then, as far as is known."""
    ends_at = starts_at + timedelta(minutes=minutes)
    return _is_free(busy_of(person_pk, starts_at, ends_at), starts_at, ends_at)


def free_times(person_pk: int, minutes: int, now: datetime, most: int = MOST_TIMES) -> tuple[datetime, ...]:
    """Propose times that fit somebody: on weekdays from 9 to 19 on their clock, from tomorrow on, one or two a day, so that there is something to choose from."""
    zone = zone_of(person_pk)
    end = now + min(AHEAD, LOOKED_AT)
    busy = busy_of(person_pk, now, end)
    found: list[datetime] = []
    day = (now + FIRST_IN).astimezone(zone).date()
    while len(found) < most and datetime.combine(day, ENDS, zone) < end:
        if day.weekday() < 5:
            found += _of_day([at for at in _starts(datetime.combine(day, STARTS, zone), minutes, zone) if at >= now + FIRST_IN], minutes, busy)
        day += timedelta(days=1)
    return tuple(sorted(found[:most]))


def _of_day(starts: Sequence[datetime], minutes: int, busy: Sequence[Busy]) -> Iterator[datetime]:
    """Give the free times of a day nearest to those that people like: one before noon and one after, where there is one."""
    free = [at for at in starts if _is_free(busy, at, at + timedelta(minutes=minutes))]
    halves = ([at for at in free if at.hour < 12], [at for at in free if at.hour >= 12])
    for half, liked in zip(halves, LIKED[free[0].toordinal() % 2] if free else LIKED[0], strict=True):
        if half:
            yield min((abs(_minute(at.time()) - _minute(liked)), at) for at in half)[1].astimezone(UTC)


def _starts(at: datetime, minutes: int, zone: ZoneInfo) -> Iterator[datetime]:
    last = datetime.combine(at.date(), ENDS, zone) - timedelta(minutes=minutes)
    while at <= last:
        yield at
        at += STEP


def _is_free(busy: Sequence[Busy], starts_at: datetime, ends_at: datetime) -> bool:
    return not any(one.starts_at < ends_at and one.ends_at > starts_at for one in busy)


def _without_gaps(stretches: Sequence[Busy]) -> tuple[Busy, ...]:
    """Close gaps that are too short for a talk: fewer stretches say less about somebody's day."""
    found = joined(Busy(one.starts_at, one.ends_at + TOO_SHORT_A_GAP) for one in stretches)
    return tuple(Busy(one.starts_at, one.ends_at - TOO_SHORT_A_GAP) for one in found)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
