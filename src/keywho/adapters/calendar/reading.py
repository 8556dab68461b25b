"""Reading what other calendars send: answers to invitations, and other times that they propose (RFC 5546)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from keywho.adapters.calendar.bounded import within
from keywho.adapters.calendar.invitation import PartStat
from keywho.adapters.calendar.opening import length, moment, parsed, zone_in
from keywho.adapters.calendar.values import mail_of, text
from keywho.adapters.calendar.zones import zone_of
from keywho.core.errors import BadInput

MOST_BYTES = 1_000_000
MOST_SECONDS = 5.0
LONGEST_COMMENT = 2_000
LONGEST_UID = 400


@dataclass(frozen=True, slots=True)
class CalendarMessage:
    """What one event of a message says. `starts_at` is in UTC; None where it is missing or can't be known. `minutes` is 0 where no length is given.

    `attendee` is the mail address of whoever answers, in small letters; empty where nobody does.
    """

    method: str
    uid: str
    sequence: int
    attendee: str
    partstat: PartStat
    starts_at: datetime | None
    minutes: int
    comment: str


def read_message(content: bytes, zone: str = "") -> CalendarMessage:
    """Give the first answer of a message, or its first event where nobody answers.

    Parameters
    ----------
    zone : the zone of times that are said to be local and of none in particular, such as that of the interview; without it they are not known.

    Raises
    ------
    BadInput
        It is no calendar, too large, or has no event.
    """
    found = read_messages(content, zone)
    if not found:
        raise BadInput("There is no event in this calendar message.")
    return next((one for one in found if one.attendee), found[0])


def read_messages(content: bytes, zone: str = "") -> tuple[CalendarMessage, ...]:
    """Give what each event of a message says, in their order.

    Raises
    ------
    BadInput
        It is no calendar, or too large.
    """
    return within(MOST_SECONDS, "This calendar message", lambda: tuple(_messages(content, zone_of(zone))))


def _messages(content: bytes, floating: ZoneInfo | None) -> Iterator[CalendarMessage]:
    for calendar in parsed(content, MOST_BYTES):
        for event in calendar.walk("VEVENT"):
            yield _message(calendar, event, zone_in(calendar) or floating)


def _message(calendar: Calendar, event: Component, floating: ZoneInfo | None) -> CalendarMessage:
    attendee = _attendee(event)
    parameters = getattr(attendee, "params", {})
    starts_at = moment(event, "DTSTART", floating)
    ends_at = moment(event, "DTEND", floating)
    span = ends_at - starts_at if starts_at and ends_at and ends_at >= starts_at else length(event)
    said = [str(one) for one in _all(event, "COMMENT")] or [str(parameters.get("X-RESPONSE-COMMENT") or "")]
    return CalendarMessage(
        method=_word(calendar.get("METHOD")) or "PUBLISH",
        uid=text(_text(event, "UID")).strip()[:LONGEST_UID],
        sequence=_number(event.get("SEQUENCE")),
        attendee=_mail(attendee),
        partstat=_partstat(parameters.get("PARTSTAT")),
        starts_at=starts_at,
        minutes=int(span.total_seconds() // 60) if span else 0,
        comment=text("\n".join(said)).strip()[:LONGEST_COMMENT],
    )


def _attendee(event: Component) -> object:
    """Find who answers: the only attendee, else the first who is not the organizer and has said something."""
    organizer = _mail(next(iter(_all(event, "ORGANIZER")), ""))
    there = _all(event, "ATTENDEE")
    others = [one for one in there if _mail(one) != organizer] or there
    has_said = [one for one in others if _partstat(getattr(one, "params", {}).get("PARTSTAT")) is not PartStat.NEEDS_ACTION]
    return next(iter([*has_said, *others]), "")


def _mail(address: object) -> str:
    """Give the address; some calendars name people by a number, and put the address beside it."""
    return mail_of(str(address)) or mail_of(f"mailto:{getattr(address, 'params', {}).get('EMAIL') or ''}")


def _partstat(written: object) -> PartStat:
    """Give the answer; one that nobody knows counts as none (RFC 5545, 3.2.12)."""
    word = _word(written)
    return PartStat(word) if word in set(PartStat) else PartStat.NEEDS_ACTION


def _all(event: Component, name: str) -> list[object]:
    written = event.get(name)
    return list(written) if isinstance(written, list) else [] if written is None else [written]


def _text(event: Component, name: str) -> str:
    return str(next(iter(_all(event, name)), ""))


def _word(written: object) -> str:
    return str((written[0] if isinstance(written, list) and written else written) or "").strip().upper()


def _number(written: object) -> int:
    try:
        return max(0, int(_word(written) or 0))
    except ValueError:
        return 0
