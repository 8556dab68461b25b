"""When mails go: how often somebody wants them, when they are tried again, and the states that each passes through."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

MORNING = time(8)
"""When mails that can wait go together, by the clock of whoever gets them."""

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(days=3)
"""A mail server that takes nothing for so long will not do so later (RFC 5321, 4.5.4.1, asks for four to five days; by then an evening is forgotten)."""


class HowOften(StrEnum):
    """How often somebody wants mails. What can't wait, such as a question of somebody, goes at once unless it is `NEVER`."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    """To be handed over."""
    GATHERED = "gathered"
    """Can wait, and goes together with others."""
    JOINED = "joined"
    """Is part of a mail that waits."""
    SENDING = "sending"
    """Being handed over; where that is cut off, nobody knows whether the other side took it."""
    SENT = "sent"
    REFUSED = "refused"
    BOUNCED = "bounced"
    GIVEN_UP = "given-up"
    WITHDRAWN = "withdrawn"


STILL_TO_GO = frozenset({MailState.WAITING, MailState.GATHERED, MailState.JOINED})
"""What can be withdrawn."""


def next_morning(how_often: HowOften, now: datetime, zone: tzinfo) -> datetime:
    """Give when mails that can wait go: now, tomorrow morning, or on Monday morning, by the clock of their reader."""
    if how_often not in (HowOften.DAILY, HowOften.WEEKLY):
        return now
    day = now.astimezone(zone).date()
    while (morning := datetime.combine(day, MORNING, zone).astimezone(UTC)) <= now or (how_often is HowOften.WEEKLY and day.weekday() != 0):
        day += timedelta(days=1)
    return morning


def pause_after(tries: int, mail_no: int) -> timedelta:
    """Give how long a mail rests after so many tries: each time twice as long, up to some hours, and each mail a little differently, so that they do not all come at once."""
    whole = min(FIRST_PAUSE * (1 << min(max(tries - 1, 0), 12)), LONGEST_PAUSE)
    scattered = (mail_no * 2_654_435_761 + tries * 40_503) % 1_000
    return whole * (0.75 + scattered / 2_000)


def is_too_late(made_at: datetime, now: datetime) -> bool:
    """Say whether a mail that was not taken is given up."""
    return now - made_at > GIVEN_UP_AFTER
