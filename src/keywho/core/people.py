"""Who comes, and what they seek and offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from keywho.core.ids import AttendeeId


class Help(StrEnum):
    """What one person can do for another on the way to work."""

    JOB_LEAD = "a job lead"
    INTRODUCTION = "an introduction"
    ADVICE = "advice"
    INSIDER = "an insider's view"
    COMPANION = "a companion in the same search"


class Seniority(StrEnum):
    """How far somebody is in their field."""

    STARTING = "starting"
    SOME_YEARS = "some years"
    LONG = "long experience"
    LEADING = "leading people"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person wrote about themselves. Every field may be empty; nobody is asked for an employer.

    Attributes
    ----------
    seeks, offers : free words, as people write them.
    role : what they are or were, best as a job title.
    company : where they work; shown only where they share it.
    industry : the field they are in or want to be in.
    place : where they live or want to work.
    languages : what they can talk in, as ISO 639-1 codes ("en", "de"); a language without a code stands as it was written, in small letters.
        Empty: unknown, so nothing is concluded from it.
    seniority : how far they are in their field.
    months_searching : how long they have been looking; never required, never shown to anybody, in no reason.
    seeks_help, gives_help : what kind of help they look for, and can give.
    """

    seeks: str = ""
    offers: str = ""
    role: str = ""
    company: str = ""
    industry: str = ""
    place: str = ""
    languages: frozenset[str] = frozenset()
    seniority: Seniority | None = None
    months_searching: int | None = None
    seeks_help: frozenset[Help] = frozenset()
    gives_help: frozenset[Help] = frozenset()


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person in the room.

    `traits` are the organizer's own columns ("situation": "Laid off"), used to balance tables.
    `hides_from` names companies whose people this attendee must not be brought together with.
    """

    id: AttendeeId
    name: str
    profile: Profile = Profile()
    traits: Mapping[str, str] = field(default_factory=dict)
    hides_from: frozenset[str] = frozenset()

    def is_hidden_from(self, other: "Attendee") -> bool:
        """Say whether this attendee asked not to meet people of the other's company."""
        company = company_key(other.profile.company)
        return bool(company) and company in {company_key(name) for name in self.hides_from}


def company_key(name: str) -> str:
    """Give a company's name as it is compared: without case and repeated blanks."""
    return " ".join(name.casefold().split())
