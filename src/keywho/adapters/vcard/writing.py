"""Cards to vCards: 4.0 (RFC 6350), and 3.0 (RFC 2426) for phones that know nothing newer. Both in UTF-8."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

from keywho.adapters.vcard.lines import cleaned, escaped, folded, is_token
from keywho.followup.card import Address, Card, NameParts

Version = Literal["4.0", "3.0"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "da", "dos", "das", "du", "del", "della", "di", "la", "le", "ter", "zu", "zur", "bin", "ibn", "al", "el"]
)


def write(card: Card, version: Version = "4.0", *, revised_at: datetime | None = None) -> bytes:
    """Give a card as a vCard. Lines that were only kept from a file (`other`) are not written."""
    return folded(_lines(card, version, revised_at))


def write_all(cards: Iterable[Card], version: Version = "4.0", *, revised_at: datetime | None = None) -> bytes:
    """Give several cards in one file, which address books take in at once."""
    return b"".join(write(card, version, revised_at=revised_at) for card in cards)


def as_uri(link: str) -> str:
    """Give a link as it may stand in a card: with a scheme, and without anything that could begin a new line or be taken for an escape."""
    tidy = cleaned(link).strip().replace("\\", "%5C").replace("\n", "%0A").replace("\t", "%09").replace(" ", "%20")
    return tidy if not tidy or _SCHEME.match(tidy) else f"https://{tidy}"


def parts_of(name: str) -> NameParts:
    """Guess the parts of a name that was written in one piece: the last word is the family name, with the particles before it."""
    words = name.split()
    at = max(len(words) - 1, 1)
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return NameParts(" ".join(words[at:]), " ".join(words[:at]))


def _lines(card: Card, version: Version, revised_at: datetime | None) -> Iterator[str]:
    name = cleaned(card.name) or card.mail or card.company or "?"
    yield from ("BEGIN:VCARD", f"VERSION:{version}", f"FN:{escaped(name)}", f"N:{_joined((card.name_parts or parts_of(cleaned(card.name))).parts)}")
    if card.called and card.called != card.name:
        yield f"NICKNAME:{escaped(card.called)}"
    if card.company:
        yield f"ORG:{_joined((card.company, *card.units))}"
    if card.role:
        yield f"TITLE:{escaped(card.role)}"
    labels = _Labels(card)
    for phone in card.phones:
        yield from labels.lines("TEL", phone, escaped(phone))
    for mail in card.mails:
        yield from labels.lines("EMAIL", mail, escaped(mail))
    for link in card.links:
        yield from labels.lines("URL", link, as_uri(link))
    for address in _addresses(card):
        yield from labels.lines("ADR", address.text, _joined(address.parts))
    for property_name, text in (("X-KEYWHO-SEEKS", card.seeks), ("X-KEYWHO-OFFERS", card.offers), ("NOTE", card.note)):
        if text:
            yield f"{property_name}:{escaped(text)}"
    if card.uid:
        uid = escaped(card.uid)
        yield f"UID:{cleaned(card.uid)}" if _SCHEME.match(card.uid) and uid == card.uid else f"UID{';VALUE=text' if version == '4.0' else ''}:{uid}"
    if revised_at is not None:
        at = revised_at.astimezone(UTC)
        yield f"REV:{at:%Y%m%dT%H%M%SZ}" if version == "4.0" else f"REV:{at:%Y-%m-%dT%H:%M:%SZ}"
    yield "END:VCARD"


class _Labels:
    """Writes what is said about a value: words that standards know as TYPE, others as address books of phones do, in a line of the same group."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.count = 0

    def lines(self, property_name: str, key: str, value: str) -> Iterator[str]:
        """Give the line of a value, and that of its label."""
        kinds = [kind for kind in self.card.kind_of(key).split(", ") if kind]
        types, labels = [kind for kind in kinds if is_token(kind)], [kind for kind in kinds if not is_token(kind)]
        about = f";TYPE={','.join(types)}" if types else ""
        if not labels:
            yield f"{property_name}{about}:{value}"
            return
        self.count += 1
        yield f"item{self.count}.{property_name}{about}:{value}"
        yield f"item{self.count}.X-ABLabel:{escaped(', '.join(labels))}"


def _addresses(card: Card) -> tuple[Address, ...]:
    """Give the addresses to write: the town alone first, where no address tells it."""
    is_told = bool(card.addresses) and card.addresses[0].place == card.place
    return card.addresses if is_told or not card.place else (Address(place=card.place), *card.addresses)


def _joined(parts: Iterable[str]) -> str:
    return ";".join(escaped(part) for part in parts)
