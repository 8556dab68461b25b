"""Opening a calendar that came from elsewhere: size, encoding, and the library that reads it."""

import threading
import warnings
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, vDDDTypes, vDuration
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.timezone import tzp

from keywho.adapters.calendar.zones import zone_of
from keywho.core.errors import BadInput

_one_at_a_time = threading.Lock()


def parsed(content: bytes, most_bytes: int) -> tuple[Calendar, ...]:
    """Give the calendars of a file; a lone event counts as a calendar with nothing else in it.

    The library keeps the time zones that a file brings along for the next one; they are forgotten before each file, so that nobody's zone tells other people's time.

    Raises
    ------
    BadInput
        It is too large, or there is no calendar in it.
    """
    if len(content) > most_bytes:
        raise BadInput(f"This calendar has {len(content):,} bytes; at most {most_bytes:,} are read. Maybe export only the next months.")
    if b"BEGIN:" not in content.upper():
        raise BadInput("There is no calendar in this. Maybe choose the .ics file that your calendar exports.")
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        tzp.use_default()
        components = Calendar.from_ical(content, multiple=True)
    return tuple(_in_calendar(one) for one in components)


def zone_in(calendar: Calendar) -> ZoneInfo | None:
    """Give the zone that a calendar means where it names none with a time: X-WR-TIMEZONE, else the only one it describes."""
    named = str(calendar.get("X-WR-TIMEZONE") or "")
    if named:
        return zone_of(named)
    described = [str(one.get("TZID") or "") for one in calendar.walk("VTIMEZONE")]
    return zone_of(described[0]) if len(described) == 1 else None


def moment(component: Component, name: str, floating: ZoneInfo | None) -> datetime | None:
    """Give a time of a component in UTC; None where it is a whole day, missing, broken, or a local time of nobody knows where."""
    written = _first(component, name)
    if written is None or not isinstance(written.dt, datetime):
        return None
    at = written.dt
    if at.tzinfo is None:
        zone = zone_of(str(written.params.get("TZID") or "")) or floating
        if zone is None:
            return None
        at = at.replace(tzinfo=zone)
    try:
        return at.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def day(component: Component, name: str) -> date | None:
    """Give a whole day of a component; None where it is a time, missing or broken."""
    written = _first(component, name)
    return written.dt if written is not None and isinstance(written.dt, date) and not isinstance(written.dt, datetime) else None


def length(component: Component) -> timedelta | None:
    """Give the DURATION of a component, if it has a good one."""
    written = component.get("DURATION")
    span = written.dt if isinstance(written, vDuration | vDDDTypes) else None
    return span if isinstance(span, timedelta) and span >= timedelta(0) else None


def _first(component: Component, name: str) -> vDDDTypes | None:
    """Give the first of the values of a time; what is broken raises as soon as it is looked at, and counts as missing."""
    written = component.get(name)
    first = written[0] if isinstance(written, list) else written
    return first if isinstance(first, vDDDTypes) else None


def _in_calendar(component: Component) -> Calendar:
    if isinstance(component, Calendar):
        return component
    calendar = Calendar()
    calendar.add_component(component)
    return calendar
