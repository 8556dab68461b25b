"""What an invitation says: who asks whom, when, where, and what the other one has answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class PartStat(StrEnum):
    """What somebody answered to an invitation (RFC 5545, 3.2.12)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    DELEGATED = "DELEGATED"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an invitation: a name that is shown, and a mail address."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """One appointment as one person's calendar is to show it.

    `sequence` is higher for each version that a calendar has to take over (RFC 5545, 3.8.7.4). `starts_at` and `stamp` (when this was last changed) are aware.
    `zone` is the IANA name in which the time is written; where it is empty or unknown the time is written in UTC. `answered` is what the attendee has said
    so far. `is_cancelled` is for files and feeds; by mail it is `cancel` that says so.
    """

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    description: str
    place: str
    organizer: Party
    attendee: Party
    stamp: datetime
    zone: str
    url: str
    made_at: datetime
    answered: PartStat = PartStat.NEEDS_ACTION
    is_cancelled: bool = False

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)
