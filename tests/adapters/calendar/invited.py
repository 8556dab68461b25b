"""An invitation for tests, and all messages that can be made of one."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from keywho.adapters.calendar.files import calendar_file, feed
from keywho.adapters.calendar.invitation import Invitation, PartStat, Party
from keywho.adapters.calendar.messages import cancel, counter, decline_counter, reply, request

MARCH = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def invited(**changes: object) -> Invitation:
    """An invitation to Ben, from Ada, on a Sunday in March 2027; `changes` are attributes that differ."""
    plain: dict[str, object] = {
        "uid": "5f3a@keywho.example.org",
        "sequence": 0,
        "starts_at": datetime(2027, 3, 28, 9, 0, tzinfo=UTC),
        "minutes": 20,
        "summary": "Talk with Ada",
        "description": "How does one get from a hospital into research?\n\nby phone, 20 minutes",
        "place": "+34 600 000 000",
        "organizer": Party("Ada via keywho", "talks@keywho.example.org"),
        "attendee": Party("Ben", "ben@example.com"),
        "stamp": MARCH,
        "zone": "Europe/Madrid",
        "url": "https://keywho.example.org/p/abc/interviews/5f3a",
        "made_at": MARCH - timedelta(days=1),
    }
    return Invitation(**{**plain, **changes})  # type: ignore[arg-type]


def all_messages(invitation: Invitation, words: str = "") -> Mapping[str, bytes]:
    """Everything that keywho, or the calendar of somebody invited, writes about an invitation."""
    return {
        "request": request(invitation),
        "cancel": cancel(invitation),
        "decline_counter": decline_counter(invitation, words),
        "accepted": reply(invitation, PartStat.ACCEPTED, words),
        "declined": reply(invitation, PartStat.DECLINED, words),
        "tentative": reply(invitation, PartStat.TENTATIVE, words),
        "counter": counter(invitation, invitation.starts_at + timedelta(days=2), words),
        "file": calendar_file([invitation]),
        "feed": feed(invitation.summary, [invitation], invitation.stamp),
    }
