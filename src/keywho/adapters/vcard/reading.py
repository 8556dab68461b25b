"""vCards to cards: 2.1, 3.0 and 4.0, as phones, mail programs and address books write them. What is not understood is kept as it stands."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from keywho.adapters.vcard.lines import Line, line_of, unfolded
from keywho.core.errors import BadInput
from keywho.followup.card import Address, Card, NameParts

_BEGIN, _END = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE), re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_VERSION = re.compile(rb"\s*VERSION\s*(?:;[^:]*)?:\s*([0-9.]+)\s*", re.IGNORECASE)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_SAYS_NOTHING = frozenset({"pref", "internet", "quoted-printable", "base64", "b", "8bit", "7bit"})
_OTHER_FILES = (
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"OggS", "a sound"),
    (b"PK\x03\x04", "a compressed file or a spreadsheet"),
    (b"<", "a page or an XML file"),
    (b"[", "a JSON file"),
    (b"{", "a JSON file"),
)
MOST_LINES = 500_000
MAYBE = "Maybe export the contact again, as vCard (.vcf)."


def is_vcard(content: bytes) -> bool:
    """Say whether a file begins as vCards do."""
    start = _as_utf8(content[:400])
    return re.match(rb"(?:\xef\xbb\xbf)?\s*BEGIN\s*:\s*VCARD", start, re.IGNORECASE) is not None


def read(content: bytes, name: str = "The file", *, most_lines: int = MOST_LINES) -> tuple[Card, ...]:
    """Give all cards of a file, in their order.

    Parameters
    ----------
    most_lines : what is longer is not read, so that a strange file does not keep the house busy.

    Raises
    ------
    BadInput
        It is something else than vCards, there is none in it, it is very long, or it was cut off.
    """
    octets = _as_utf8(content).replace(b"\0", b"")
    lines = unfolded(octets)
    if len(lines) > most_lines:
        raise BadInput(f"{name} has {len(lines):,} lines; {most_lines:,} are read. Maybe export fewer contacts at once.")
    bodies = list(_bodies(lines, name))
    if not bodies:
        start = octets.lstrip(b"\xef\xbb\xbf \t\r\n")
        what = next((what for begin, what in _OTHER_FILES if start[: len(begin)].upper() == begin.upper()), "")
        raise BadInput(f"{name} is {what}, not a contact card. {MAYBE}" if what else f"{name} has no contact card in it. {MAYBE}")
    return tuple(_card(body) for body in bodies)


def _as_utf8(content: bytes) -> bytes:
    """Give UTF-16 files as UTF-8; each line of others says for itself what it is in."""
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(
        content[:2], "utf-16-le" if content[1:2] == b"\0" else "utf-16-be" if content[:1] == b"\0" else ""
    )
    return content.decode(wide, "replace").encode("utf-8", "replace") if wide else content


@dataclass(slots=True)
class _Body:
    """The lines of a card, and those of a card within it (AGENT of 2.1), which are somebody else's."""

    lines: list[list[bytes]] = field(default_factory=list)
    within: list[list[bytes]] = field(default_factory=list)
    depth: int = 1

    @property
    def awaits_agent(self) -> bool:
        """Say whether the next card to begin lies within this one."""
        return self.depth > 1 or (bool(self.lines) and self.lines[-1][0].upper().startswith(b"AGENT"))


def _bodies(lines: Sequence[list[bytes]], name: str) -> Iterator[_Body]:
    """Give the lines of each card."""
    body: _Body | None = None
    for physical in lines:
        first = physical[0].lstrip(b"\xef\xbb\xbf")
        begins, ends = bool(_BEGIN.fullmatch(first)), bool(_END.fullmatch(first))
        if begins and body is not None and body.awaits_agent:
            body.depth += 1
            body.within.append(physical)
        elif begins:
            if body is not None:  # the one before was never ended
                yield body
            body = _Body()
        elif body is None:
            continue
        elif ends and body.depth == 1:
            yield body
            body = None
        elif body.depth > 1:
            body.depth -= ends
            body.within.append(physical)
        else:
            body.lines.append(physical)
    if body is not None:
        raise BadInput(f"{name} is cut off: the last card in it has no end. {MAYBE}")


@dataclass(slots=True)
class _Found:
    """What the lines of a card say so far."""

    texts: dict[str, str] = field(default_factory=dict)
    lists: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    parts: NameParts | None = None
    units: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    addresses: dict[Address, None] = field(default_factory=dict)
    kinds: dict[str, dict[str, None]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)

    def say_first(self, key: str, text: str, raw: str) -> None:
        """Keep the first text of a kind; others are kept as they stand there."""
        if key not in self.texts and text:
            self.texts[key] = text
        elif text and self.texts[key] != text:
            self.other.append(raw)

    def add(self, key: str, value: str, line: Line) -> None:
        """Keep one of several, once, with what is said about it."""
        if value:
            self.lists[key][value] = None
            self.tell(value, line)

    def tell(self, value: str, line: Line) -> None:
        """Keep what a line says about its value."""
        told = self.kinds.setdefault(value, {})
        told |= {kind: None for word in line.parameter("TYPE") if (kind := word.lower()) not in _SAYS_NOTHING}
        if line.group:
            self.groups[line.group.lower()] = value


def _card(body: _Body) -> Card:
    """Read one card."""
    version = next((said[1] for physical in body.lines if (said := _VERSION.fullmatch(physical[0]))), b"3.0")
    lines: list[Line] = []
    found = _Found()
    for physical in body.lines:
        line = line_of(physical, is_2_1=version.startswith(b"2"))
        if line is None:
            found.other.append(b"".join(physical).decode("utf-8", "replace"))
        else:
            lines.append(line)
    for line in lines:
        _PROPERTIES.get(line.name, _keep)(found, line)
    for line in lines:
        if line.name == "X-ABLABEL":
            _label(found, line)
    found.other += [b"".join(physical).decode("utf-8", "replace") for physical in body.within]
    return _made(found)


def _made(found: _Found) -> Card:
    texts, lists = found.texts, found.lists
    parts = found.parts if found.parts and found.parts.text else None
    place, addresses = "", list(found.addresses)
    if addresses:
        place = addresses[0].place
        if addresses[0].is_only_place:
            addresses = addresses[1:]
    return Card(
        texts.get("name") or (parts.text if parts else ""),
        texts.get("called", ""),
        texts.get("role", ""),
        texts.get("company", ""),
        tuple(lists["mail"]),
        tuple(lists["phone"]),
        tuple(lists["link"]),
        place,
        texts.get("seeks", ""),
        texts.get("offers", ""),
        "\n".join(found.notes),
        texts.get("uid", ""),
        parts,
        found.units,
        tuple(addresses),
        tuple((value, ", ".join(kinds)) for value, kinds in found.kinds.items() if kinds),
        tuple(found.other),
    )


def _name(found: _Found, line: Line) -> None:
    parts = [*line.parts(), "", "", "", "", ""]
    if found.parts is None:
        family, given, middle, before, *after = parts
        found.parts = NameParts(family, given, middle, before, ";".join(part for part in after if part))
    elif found.parts.parts != tuple(parts[:5]):
        found.other.append(line.raw)


def _nickname(found: _Found, line: Line) -> None:
    names = [name for name in line.parts(",") if name]
    found.say_first("called", names[0] if names else "", line.raw)
    if len(names) > 1:
        found.other.append(line.raw)


def _company(found: _Found, line: Line) -> None:
    company, *units = line.parts()
    is_first = "company" not in found.texts and bool(company or any(units))
    if is_first and not company:  # a department of nothing: the department it is
        company, *units = [unit for unit in units if unit]
    found.say_first("company", company, line.raw)
    if is_first:
        found.units = tuple(unit for unit in units if unit)


def _role(found: _Found, line: Line) -> None:
    """Take the title as what somebody is."""
    found.say_first("role", line.text.strip(), line.raw)


def _phone(found: _Found, line: Line) -> None:
    number = line.text.strip()
    if number.lower().startswith("tel:"):  # RFC 3966
        number, *more = unquote(number[4:]).split(";")
        extension = next((word.partition("=")[2] for word in more if word.lower().startswith("ext=")), "")
        number = f"{number} ext. {extension}" if extension else number
    found.add("phone", number, line)


def _mail(found: _Found, line: Line) -> None:
    found.add("mail", re.sub(r"^mailto:", "", line.text.strip(), flags=re.IGNORECASE), line)


def _link(found: _Found, line: Line) -> None:
    found.add("link", line.text.strip(), line)


def _address(found: _Found, line: Line) -> None:
    parts = [*line.parts(), *[""] * 7]
    box, more, street, place, region, postcode, *country = parts
    address = Address(box, more, street, place, region, postcode, ";".join(part for part in country if part))
    if any(address.parts):
        found.addresses[address] = None
        found.tell(address.text, line)


def _note(found: _Found, line: Line) -> None:
    if line.text.strip():
        found.notes.append(line.text)


def _label(found: _Found, line: Line) -> None:
    """Take what Apple and Google say about the line of the same group."""
    value = found.groups.get(line.group.lower())
    named = _APPLE_LABEL.fullmatch(line.text.strip())
    words = named[1] if named else line.text.strip()
    if value is None:
        found.other.append(line.raw)
    elif words:
        found.kinds[value][words] = None


def _keep(found: _Found, line: Line) -> None:
    if line.value.strip():
        found.other.append(line.raw)


def _pass_over(found: _Found, line: Line) -> None:
    """What says how the card is written says nothing about anybody."""


def _first(key: str) -> Callable[[_Found, Line], None]:
    return lambda found, line: found.say_first(key, line.text.strip(), line.raw)


_PROPERTIES: dict[str, Callable[[_Found, Line], None]] = {
    "VERSION": _pass_over,
    "X-ABLABEL": _pass_over,
    "FN": _first("name"),
    "N": _name,
    "NICKNAME": _nickname,
    "ORG": _company,
    "TITLE": _role,
    "TEL": _phone,
    "EMAIL": _mail,
    "URL": _link,
    "ADR": _address,
    "NOTE": _note,
    "UID": _first("uid"),
    "X-KEYWHO-SEEKS": _first("seeks"),
    "X-KEYWHO-OFFERS": _first("offers"),
}
