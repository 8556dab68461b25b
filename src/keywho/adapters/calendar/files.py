"""Calendars to take along: a file to download, and a feed that calendars fetch again and again (RFC 7986)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import vText
from icalendar.prop import vDuration

from keywho.adapters.calendar.invitation import Invitation
from keywho.adapters.calendar.messages import add_zones, frame, published
from keywho.adapters.calendar.values import one_line

FETCH_AGAIN = timedelta(hours=1)


def calendar_file(invitations: Sequence[Invitation]) -> bytes:
    """Give a file that can be opened with any calendar."""
    return _calendar("", tuple(invitations), None)


def feed(name: str, invitations: Sequence[Invitation], stamp: datetime) -> bytes:
    """Give a feed: the same bytes as long as nothing has changed. `stamp` is when something last did."""
    return _calendar(name, tuple(invitations), stamp)


def _calendar(name: str, invitations: tuple[Invitation, ...], stamp: datetime | None) -> bytes:
    calendar = frame("PUBLISH")
    if stamp is not None:
        shown = one_line(name) or "keywho"
        calendar.add("name", vText(shown))
        calendar.add("x-wr-calname", vText(shown))
        calendar.add("last-modified", stamp.astimezone(UTC))
        again = vDuration(FETCH_AGAIN)
        again.params["VALUE"] = "DURATION"
        calendar.add("refresh-interval", again)
        calendar.add("x-published-ttl", vText("PT1H"))
    add_zones(calendar, invitations)
    for one in sorted(invitations, key=lambda each: (each.starts_at, each.uid)):
        calendar.add_component(published(one))
    written: bytes = calendar.to_ical()
    return written
