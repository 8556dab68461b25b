"""Who comes, and what they seek and offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keywho.core.ids import AttendeeId


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person wrote about themselves. Every field may be empty; nobody is asked for an employer."""

    seeks: str = ""
    offers: str = ""
    role: str = ""
    company: str = ""


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
