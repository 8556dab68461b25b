"""Leaving out what lies years ago before a large calendar is read: ten years of appointments are many, the next two months are few."""

import re
from datetime import date, timedelta

SMALL = 200_000
"""Fewer bytes are read as they are."""

MOST_DAYS = timedelta(days=60)
"""What has no end is taken to last so long at most."""

_EVENT = re.compile(rb"^BEGIN:VEVENT[ \t]*\r?$.*?^END:VEVENT[ \t]*\r?\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_REPEATS = re.compile(rb"^(?:RRULE|RDATE|RECURRENCE-ID|EXDATE)[;:]", re.MULTILINE | re.IGNORECASE)
_TIMES = re.compile(rb"^(DTSTART|DTEND)(?:;[^\r\n:]*)?:(\d{4})(\d\d)(\d\d)", re.MULTILINE | re.IGNORECASE)


def only_near(content: bytes, first: date, last: date, small: int = SMALL) -> bytes:
    """Give a calendar without those events that surely lie outside of two days. What repeats, or is written in an unusual way, stays."""
    if len(content) < small:
        return content
    return _EVENT.sub(lambda event: b"" if _is_far(event[0], first, last) else event[0], content)


def _is_far(event: bytes, first: date, last: date) -> bool:
    if _REPEATS.search(event):
        return False
    times: dict[bytes, date] = {}
    for name, year, month, day in _TIMES.findall(event):
        try:
            times[name.upper()] = date(int(year), int(month), int(day))
        except ValueError:
            return False
    starts = times.get(b"DTSTART")
    if starts is None:
        return False
    return starts > last or times.get(b"DTEND", starts + MOST_DAYS) < first
