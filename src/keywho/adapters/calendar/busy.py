"""When somebody has no time, from a calendar of theirs. What they do is read over and forgotten; times are all that comes out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Component, vBroken, vDDDTypes, vRecur

from keywho.adapters.calendar.bounded import within
from keywho.adapters.calendar.opening import day, length, moment, parsed, zone_in
from keywho.adapters.calendar.thinning import only_near
from keywho.adapters.calendar.values import mail_of
from keywho.adapters.calendar.zones import zone_of
from keywho.core.errors import BadInput

MOST_BYTES = 20_000_000
MOST_SECONDS = 15.0
MOST_REPEATS_A_DAY = 24
"""What repeats more often is no appointment, and is left out: it would leave no time at all, and no end to the counting."""

DAY = timedelta(days=1)
FREE = ("FREE",)


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch of time without time, in UTC."""

    starts_at: datetime
    ends_at: datetime


def busy_times(content: bytes, begin: datetime, end: datetime, zone: str) -> tuple[Busy, ...]:
    """Give when somebody is busy between two moments, in order; what touches or overlaps is one.

    Events that are cancelled, or shown as free (TRANSP:TRANSPARENT), do not count, nor do those that the owner has declined; tasks and journals neither. Whole days are those of the person's zone. VFREEBUSY is read too (RFC 5545, 3.6.4).

    Parameters
    ----------
    zone : where the person lives: for whole days, and for times that name no zone.

    Raises
    ------
    BadInput
        It is no calendar, too large, or takes too long.
    """
    return within(MOST_SECONDS, "This calendar", lambda: _busy(content, begin.astimezone(UTC), end.astimezone(UTC), zone))


def joined(stretches: Iterable[Busy]) -> tuple[Busy, ...]:
    """Give stretches in order, those that touch or overlap as one."""
    found: list[Busy] = []
    for one in sorted(stretches, key=lambda each: (each.starts_at, each.ends_at)):
        if found and one.starts_at <= found[-1].ends_at:
            found[-1] = Busy(found[-1].starts_at, max(found[-1].ends_at, one.ends_at))
        else:
            found.append(one)
    return tuple(found)


def _busy(content: bytes, begin: datetime, end: datetime, zone: str) -> tuple[Busy, ...]:
    if len(content) > MOST_BYTES:
        raise BadInput(f"This calendar has {len(content):,} bytes; at most {MOST_BYTES:,} are read. Maybe export only the next months.")
    home = zone_of(zone) or ZoneInfo("UTC")
    calendars = parsed(only_near(content, begin.date() - DAY, end.date() + DAY), MOST_BYTES)
    stretches = (one for calendar in calendars for one in (*_of_events(calendar, begin, end, home), *_of_free_busy(calendar, home)))
    return joined(Busy(max(one.starts_at, begin), min(one.ends_at, end)) for one in stretches if one.starts_at < end and one.ends_at > begin)


def _of_events(calendar: Calendar, begin: datetime, end: datetime, home: ZoneInfo) -> Iterator[Busy]:
    floating, owner = zone_in(calendar) or home, mail_of(f"mailto:{calendar.get('X-WR-CALNAME') or ''}")
    kept = [event for event in calendar.walk("VEVENT") if _is_countable(event, begin)]
    for event in _expanded(kept, begin - DAY, end + DAY):
        if str(event.get("TRANSP") or "").upper() == "TRANSPARENT" or str(event.get("STATUS") or "").upper() == "CANCELLED" or _has_declined(event, owner):
            continue
        stretch = _stretch(event, floating, home)
        if stretch is not None:
            yield stretch


def _has_declined(event: Component, owner: str) -> bool:
    """Say whether the owner of the calendar will not come. Google names a calendar by the address of its owner, and exports what they declined."""
    there = event.get("ATTENDEE")
    for one in (there if isinstance(there, list) else [there]) if owner else []:
        if mail_of(str(one)) == owner:
            return str(getattr(one, "params", {}).get("PARTSTAT") or "").upper() == "DECLINED"
    return False


def _expanded(events: Sequence[Component], begin: datetime, end: datetime) -> Sequence[Component]:
    """Give each time of events that repeat. Where the library stumbles over one, the others still count, and that one as if it did not repeat."""
    calendar = Calendar()
    calendar.subcomponents = list(events)
    try:
        return tuple(recurring_ical_events.of(calendar, skip_bad_series=True).between(begin, end))
    except Exception:
        if len(events) == 1:
            return events
    by_uid: dict[str, list[Component]] = {}
    for no, event in enumerate(events):
        by_uid.setdefault(str(event.get("UID") or no), []).append(event)
    parts = by_uid.values() if len(by_uid) > 1 else [[event] for event in events]
    return [one for part in parts for one in _expanded(part, begin, end)]


def _is_countable(event: Component, begin: datetime) -> bool:
    """Say whether it has a time, and repeats seldom enough; one that comes every hour without end is brought near, since all before is over."""
    first = event.get("DTSTART")
    if not isinstance(first, vDDDTypes) or not isinstance(first.dt, date):
        return False
    for name in [name for name, written in event.items() if isinstance(written, vBroken)]:
        del event[name]
    rules = _rules(event)
    if any(_word(one, "INTERVAL") == "0" for one in rules):  # forbidden, and for ever at its beginning: counts once
        del event["RRULE"]
        return True
    if any(_word(one, "FREQ") in ("SECONDLY", "MINUTELY") or _times_a_day(one) > MOST_REPEATS_A_DAY for one in rules):
        return False
    if len(rules) == 1 and isinstance(first.dt, datetime) and _word(rules[0], "FREQ") == "HOURLY" and not rules[0].get("COUNT"):
        first.dt = _nearer(first.dt, int(_word(rules[0], "INTERVAL") or 1), begin)
    return True


def _rules(event: Component) -> list[vRecur]:
    written = event.get("RRULE")
    return [one for one in (written if isinstance(written, list) else [written]) if isinstance(one, vRecur)]


def _word(rule: vRecur, name: str) -> str:
    """Give the first value of a part of a rule; empty where it is not there."""
    written = rule.get(name) or [""]
    return str(written[0] if isinstance(written, list) else written).upper()


def _times_a_day(rule: vRecur) -> int:
    parts = [len(rule.get(name) or [0]) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
    return parts[0] * parts[1] * parts[2]


def _nearer(starts: datetime, hours: int, begin: datetime) -> datetime:
    """Move the first of many hourly ones to a day before what is asked for, by whole steps of 24 repeats, so that it stays at its hour."""
    step = timedelta(hours=24 * max(1, hours))
    behind = begin.replace(tzinfo=None) - timedelta(days=3) - starts.replace(tzinfo=None)
    return starts + step * max(0, behind // step)


def _stretch(event: Component, floating: ZoneInfo, home: ZoneInfo) -> Busy | None:
    first = day(event, "DTSTART")
    if first is not None:
        last = day(event, "DTEND") or first + (length(event) or DAY)
        return _between(_midnight(first, home), _midnight(max(last, first + DAY), home))
    starts_at = moment(event, "DTSTART", floating)
    if starts_at is None:
        return None
    ends_at = moment(event, "DTEND", floating) or starts_at + (length(event) or timedelta(0))
    return _between(starts_at, ends_at)


def _of_free_busy(calendar: Calendar, home: ZoneInfo) -> Iterator[Busy]:
    floating = zone_in(calendar) or home
    for part in calendar.walk("VFREEBUSY"):
        lines = part.get("FREEBUSY") or []
        for line in lines if isinstance(lines, list) else [lines]:
            if isinstance(line, vBroken) or str(getattr(line, "params", {}).get("FBTYPE") or "BUSY").upper() in FREE:
                continue
            for period in getattr(line, "dts", [line]):
                starts, ends = getattr(period, "start", None), getattr(period, "end", None)
                if isinstance(starts, datetime) and isinstance(ends, datetime):
                    stretch = _between(_aware(starts, floating), _aware(ends, floating))
                    if stretch is not None:
                        yield stretch


def _between(starts_at: datetime, ends_at: datetime) -> Busy | None:
    return Busy(starts_at, ends_at) if ends_at > starts_at else None


def _midnight(on: date, home: ZoneInfo) -> datetime:
    return datetime.combine(on, time(0), home).astimezone(UTC)


def _aware(at: datetime, floating: ZoneInfo) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=floating)).astimezone(UTC)
