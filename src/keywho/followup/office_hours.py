"""Office hours: a stretch of time that somebody offers, cut into parts that others take."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from keywho.followup.interview import AHEAD, MINUTES
from keywho.followup.refusals import Refused, Why

LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, and how long each talk in it takes. Stretches and talks begin and end at moments; one may begin when another ends."""

    starts_at: datetime
    ends_at: datetime
    minutes: int

    def checked(self, now: datetime) -> "Stretch":
        """Give it, if it can be offered.

        Raises
        ------
        Refused
            It is over, too far ahead, too short for one talk, too long, or the minutes are others than offered.
        """
        if self.minutes not in MINUTES:
            raise Refused(Why.NOT_SO_LONG)
        if self.starts_at <= now:
            raise Refused(Why.TOO_SOON, self.starts_at)
        if self.starts_at > now + AHEAD:
            raise Refused(Why.TOO_FAR, self.starts_at)
        if not self.each <= self.ends_at - self.starts_at <= LONGEST:
            raise Refused(Why.STRETCH)
        return self

    @property
    def each(self) -> timedelta:
        """How long each talk takes."""
        return timedelta(minutes=self.minutes)

    @property
    def parts(self) -> tuple[datetime, ...]:
        """The moments at which its talks begin; what is left over at the end is nobody's."""
        return tuple(self.starts_at + no * self.each for no in range((self.ends_at - self.starts_at) // self.each))

    def free(self, busy: Collection[tuple[datetime, datetime]], now: datetime) -> tuple[datetime, ...]:
        """Give the parts that can be taken: ahead of now, and where nothing else is."""
        return tuple(at for at in self.parts if at > now and not any(begin < at + self.each and at < end for begin, end in busy))
