"""A contact card: who somebody is, how they can be reached, and which parts of it they give."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class CardField(StrEnum):
    """A part of a card that is given or kept."""

    NAME = "name"
    ROLE = "role"
    COMPANY = "company"
    MAIL = "mail"
    PHONE = "phone"
    LINK = "link"
    PLACE = "place"
    SEEKS = "seeks"
    OFFERS = "offers"


SEEN_ANYWAY = frozenset({CardField.ROLE, CardField.SEEKS, CardField.OFFERS})
"""What whoever meets somebody reads on their phone in the room: given where nothing else was chosen."""


def fields_of(text: str) -> frozenset[CardField]:
    """Read fields that are written down, parted by commas; words that are none are passed over."""
    known = {field.value: field for field in CardField}
    return frozenset(known[word.strip()] for word in text.split(",") if word.strip() in known)


def fields_text(fields: Iterable[CardField]) -> str:
    """Write fields down, parted by commas, always in the same order."""
    wanted = {*fields}
    return ",".join(field.value for field in CardField if field in wanted)


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address, in the seven parts of RFC 6350 (6.3.1); `place` is the town."""

    box: str = ""
    more: str = ""
    street: str = ""
    place: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """All seven, in the order of the RFC."""
        return (self.box, self.more, self.street, self.place, self.region, self.postcode, self.country)

    @property
    def text(self) -> str:
        """The address in one line."""
        return ", ".join(part for part in (self.street, self.more, self.box, f"{self.postcode} {self.place}".strip(), self.region, self.country) if part)

    @property
    def is_only_place(self) -> bool:
        """Say whether nothing but the town is known."""
        return not any((self.box, self.more, self.street, self.region, self.postcode, self.country))


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in the five parts of RFC 6350 (6.2.2)."""

    family: str = ""
    given: str = ""
    middle: str = ""
    before: str = ""
    after: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """All five, in the order of the RFC."""
        return (self.family, self.given, self.middle, self.before, self.after)

    @property
    def text(self) -> str:
        """The whole name, as it is said."""
        return " ".join(part for part in (self.before, self.given, self.middle, self.family, self.after) if part)


@dataclass(frozen=True, slots=True)
class Card:
    """A full contact card.

    Attributes
    ----------
    name, called : the whole name; how they want to be called, where that differs.
    name_parts : the name in parts, where somebody wrote it so.
    company, units : where they work, and its parts from large to small.
    place, addresses : the town, and whole postal addresses.
    kinds : what is said about a mail, phone, link or address ("work, cell"), by that mail, phone, link or `Address.text`.
    uid : what names the card in address books.
    other : lines of a file that are none of the above, as they stood there, so that nothing is lost in silence.
    """

    name: str
    called: str = ""
    role: str = ""
    company: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    place: str = ""
    seeks: str = ""
    offers: str = ""
    note: str = ""
    uid: str = ""
    name_parts: NameParts | None = None
    units: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()

    @property
    def mail(self) -> str:
        """The first mail address; empty without one."""
        return next(iter(self.mails), "")

    @property
    def phone(self) -> str:
        """The first phone number; empty without one."""
        return next(iter(self.phones), "")

    @property
    def link(self) -> str:
        """The first link; empty without one."""
        return next(iter(self.links), "")

    def kind_of(self, value: str) -> str:
        """Say what is said about a mail, phone, link or address; empty where nothing is."""
        return next((kind for known, kind in self.kinds if known == value), "")

    def value(self, field: CardField) -> str:
        """Give what stands in a field, in one text."""
        return {
            CardField.NAME: self.name,
            CardField.ROLE: self.role,
            CardField.COMPANY: self.company,
            CardField.MAIL: self.mail,
            CardField.PHONE: self.phone,
            CardField.LINK: self.link,
            CardField.PLACE: self.place,
            CardField.SEEKS: self.seeks,
            CardField.OFFERS: self.offers,
        }[field]

    def only(self, fields: frozenset[CardField]) -> "Card":
        """Give a card with nothing but some of the fields; without the name it goes by what they are called."""
        has = {field: field in fields for field in CardField}
        is_named = has[CardField.NAME]
        return replace(
            self,
            name=self.name if is_named else self.called or self.name,
            name_parts=self.name_parts if is_named else None,
            role=self.role if has[CardField.ROLE] else "",
            company=self.company if has[CardField.COMPANY] else "",
            units=self.units if has[CardField.COMPANY] else (),
            mails=self.mails if has[CardField.MAIL] else (),
            phones=self.phones if has[CardField.PHONE] else (),
            links=self.links if has[CardField.LINK] else (),
            place=self.place if has[CardField.PLACE] else "",
            addresses=self.addresses if has[CardField.PLACE] else (),
            seeks=self.seeks if has[CardField.SEEKS] else "",
            offers=self.offers if has[CardField.OFFERS] else "",
            note="",
            kinds=(),
            other=(),
        )
