"""Time zones as calendars want them: a VTIMEZONE (RFC 5545, 3.6.5) that is right for the time around an event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

LONGEST_NAME = 80
STEP = timedelta(days=5)
"""No zone changed its clocks there and back within less in this century."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """Clocks are put forward or back. `onset` is what they show at that moment, before they are touched."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def kind(self) -> tuple[timedelta, timedelta, str, bool]:
        return self.before, self.after, self.name, self.is_summer

    @property
    def day_of_month(self) -> str:
        """The day as a rule says it: the first Sunday, or the last."""
        is_last = (self.onset + timedelta(days=7)).month != self.onset.month
        return f"{-1 if is_last else (self.onset.day + 6) // 7}{DAYS[self.onset.weekday()]}"


def zone_of(name: str) -> ZoneInfo | None:
    """Look a zone up by its IANA name, its name in Windows, or a name that ends so; None where nobody knows it, and for UTC itself the zone UTC."""
    name = name.strip().strip('"').strip("/")
    if not name or len(name) > LONGEST_NAME or not name.isascii():
        return None
    name = WINDOWS_TO_OLSON.get(name, name)
    parts = name.split("/")
    for start in range(len(parts)):
        found = _zone("/".join(parts[start:]))
        if found is not None:
            return found
    return None


def timezone_part(name: str, first: datetime, last: datetime) -> Component:
    """Give the VTIMEZONE of a zone, right from the year before `first` to the year after `last`."""
    return _part(name, first.astimezone(UTC).year - 1, last.astimezone(UTC).year + 1)


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=64)
def _part(name: str, first_year: int, last_year: int) -> Component:
    zone = ZoneInfo(name)
    begin = datetime(first_year, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, begin, datetime(last_year + 1, 1, 1, tzinfo=UTC)))
    part = Timezone()
    part.add("tzid", name)
    kinds = [list(alike) for _, alike in groupby(sorted(changes, key=lambda one: (one.kind, one.onset)), key=lambda one: one.kind)]
    years = last_year - first_year + 1
    if not all(_is_rule(alike, years) for alike in kinds) or len(kinds) != 2:
        start = begin.astimezone(zone)
        offset = start.utcoffset() or timedelta(0)
        part.add_component(_observance([_Change(start.replace(tzinfo=None), offset, offset, start.tzname() or name, bool(start.dst()))], ""))
        for change in changes:
            part.add_component(_observance([change], ""))
        return part
    for alike in sorted(kinds, key=lambda one: one[0].onset):
        part.add_component(_observance(alike, f"FREQ=YEARLY;BYMONTH={alike[0].onset.month};BYDAY={alike[0].day_of_month}"))
    return part


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[_Change]:
    """Find each change of the clocks to the second."""
    at = begin
    while at < end:
        then = at + STEP
        if _shown(at, zone) != _shown(then, zone):
            low, high = at, then
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                low, high = (middle, high) if _shown(middle, zone) == _shown(at, zone) else (low, middle)
            before = _shown(low, zone)[0]
            after, is_summer, name = _shown(high, zone)
            yield _Change(high.astimezone(timezone(before)).replace(tzinfo=None), before, after, name, is_summer)
        at = then


def _shown(at: datetime, zone: ZoneInfo) -> tuple[timedelta, bool, str]:
    local = at.astimezone(zone)
    return local.utcoffset() or timedelta(0), bool(local.dst()), local.tzname() or ""


def _is_rule(alike: Sequence[_Change], years: int) -> bool:
    """Say whether changes of one kind come once a year, in the same month, on the same day of it, at the same time."""
    return len(alike) == years and len({(one.onset.month, one.day_of_month, one.onset.time()) for one in alike}) == 1


def _observance(alike: Sequence[_Change], rule: str) -> Component:
    first = alike[0]
    part: Component = TimezoneDaylight() if first.is_summer else TimezoneStandard()
    part.add("dtstart", first.onset)
    part.add("tzoffsetfrom", first.before)
    part.add("tzoffsetto", first.after)
    part.add("tzname", first.name)
    if rule:
        part.add("rrule", vRecur.from_ical(rule))
    return part
