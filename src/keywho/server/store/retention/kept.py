"""How long something is kept: the nouns of the rules of retention."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Time:
    """When something goes: `days` after the moment in the column `since`, or as soon as the evening's time is over, or (neither) with what it belongs to."""

    words: str
    ends_with_evening: bool = False
    days: int | None = None
    since: str = ""


class Kept(Enum):
    """All times there are."""

    WITH_PERSON = Time("until the person erases it or is erased, and at the latest when the evening's time is over", ends_with_evening=True)
    WITH_EVENT = Time("until the organizers delete the evening; it says nothing about anybody without the profiles")
    WITH_ACCOUNT = Time("until the organizer's account is deleted")
    MAIL_TEXT = Time("until 30 days after it was handed over or given up, and no longer than the line about it", days=30, since="settled_at")
    MAIL_LINE = Time(
        "until whoever it is to or about is erased, and at the latest when the evening's time is over, or a year after it was written",
        ends_with_evening=True,
        days=365,
        since="made_at",
    )
    OWN_TIME = Time(
        "until a day after it is over, and at the latest until the person erases it or is erased, or the evening's time is over",
        ends_with_evening=True,
        days=1,
        since="ends_at",
    )
    RECEIVED = Time("30 days", days=30, since="at")
    HISTORY = Time("until the person ends it, and at the latest two years after the last evening they came to", days=730, since="seen_at")
    WITH_HISTORY = Time("as long as the histories of both")

    @property
    def time(self) -> Time:
        """When it goes."""
        return self.value


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a column is there, and when it goes."""

    why: str
    kept: Kept


Rules = dict[str, Rule]
"""The rules of one kind of record, by column."""


def rules(kept: Kept, **why: str) -> Rules:
    """Give rules for columns that are kept for the same time."""
    return {column: Rule(text, kept) for column, text in why.items()}
