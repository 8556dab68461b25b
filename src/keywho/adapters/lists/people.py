"""Rows to people: who comes, who is left out and why, how the unnamed are called, and who is in the list twice."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from keywho.adapters.lists.fields import PERSON_FIELDS, Field
from keywho.adapters.lists.headers import LONGEST_MAIL, MAIL, Columns
from keywho.adapters.lists.sheet import CONTROLS, Record, Sheet
from keywho.adapters.lists.standing import WAITLISTED, is_unsure, reason_gone

NAME_AND_MAIL = re.compile(rf"(?:(.*\S)\s*<)?({MAIL.pattern})>?")
LONGEST_NAME = 100

_ABOUT_A_PERSON = tuple(set(Field) - {Field.IGNORED, Field.STATUS, Field.TICKETS, Field.GUESTS, Field.ADD_ON, Field.POSITION})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that became nobody: its number in the file, the name in it (may be empty), and why."""

    row_no: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a row of the list. `no` counts the filled rows from 1; `ticket_no` counts the tickets of one order.

    `name` is empty until the unnamed are given one; `is_named` says that it was written in the list.
    """

    record: Record
    no: int
    name: str
    mail: str = ""
    order: str = ""
    ticket_no: int = 1
    buyer: str = ""
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """The people of a sheet, those left out, and what a person should know or decide."""

    people: tuple[Person, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def read_people(sheet: Sheet, columns: Columns, *, keep_waitlisted: bool) -> Reading:
    """Give everybody in a sheet who comes, in the order of the rows."""
    records = [record for record in sheet.records if record.row_no > columns.row_no]
    while records and records[-1].is_empty:
        records.pop()
    left_out: list[LeftOut] = []
    people: list[Person] = []
    tickets: Counter[str] = Counter()
    no = 0
    for record in records:
        if record.is_empty:
            left_out.append(LeftOut(record.row_no, "", "empty"))
            continue
        no += 1
        person = _person(record, columns, no, tickets)
        reason = _reason_left_out(record, columns, keep_waitlisted=keep_waitlisted)
        if reason:
            left_out.append(LeftOut(record.row_no, person.name or person.buyer, reason))
        else:
            people.append(person)
    named = _named(people)
    once, twice = _each_once(named)
    remarks = [*_remarks_on_rows(sheet, columns, records), *_remarks_on_names(people, named, columns), *_remarks_on_status(once, columns)]
    return Reading(once, tuple(sorted([*left_out, *twice], key=lambda left: left.row_no)), tuple(remarks), tuple(_questions(once)))


def name_key(name: str) -> str:
    """Give a name as two are compared: without case, repeated blanks and ways to write an accent."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def listed(texts: Iterable[str], most: int = 8) -> str:
    """Write some texts in a row, and how many more there are."""
    every = list(texts)
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")


def _person(record: Record, columns: Columns, no: int, tickets: Counter[str]) -> Person:
    name = columns.text(record, Field.NAME) or " ".join(text for field in (Field.GIVEN, Field.FAMILY) for text in columns.texts(record, field))
    mail = columns.text(record, Field.EMAIL)
    if len(name) < 2 * LONGEST_MAIL and (addressed := NAME_AND_MAIL.fullmatch(name)):  # as mail programs write it; an address is no name, and is not kept
        name, mail = addressed[1], mail or addressed[2]
    order = columns.text(record, Field.ORDER)
    tickets[order] += 1
    position = columns.text(record, Field.POSITION)
    return Person(
        record,
        no,
        name if name and _is_visible(name) else "",
        mail.casefold() if "@" in mail else "",  # some forms write "anonymous"
        order,
        int(position) if re.fullmatch(r"[0-9]{1,9}", position) else tickets[order],
        " ".join(columns.texts(record, Field.BUYER)),
    )


def _is_visible(name: str) -> bool:
    """Say whether anything of a name can be seen: not only blanks, controls and format marks."""
    return any(unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp") for letter in name)


def _reason_left_out(record: Record, columns: Columns, *, keep_waitlisted: bool) -> str:
    for place in columns.places.get(Field.STATUS, ()):
        reason = reason_gone(record.text(place))
        if reason and not (reason == WAITLISTED and keep_waitlisted):
            return reason
    if columns.text(record, Field.ADD_ON):
        return "an add-on to another ticket"
    written = [place for place in range(len(record.cells)) if record.raw(place).strip()]
    if columns.service.has_notes and written == [0]:
        return "a note, not a person"
    about = {place for field in _ABOUT_A_PERSON for place in columns.places.get(field, ())}
    if not about & set(written) and len(record.cells) <= len(columns.headers):
        return "no name and nothing about a person in it"
    return ""


def _named(people: Sequence[Person]) -> tuple[Person, ...]:
    """Give the unnamed a name: the buyer's, "Ticket 2 of Ada Lovelace", the first part of the mail address, or "Attendee 17"."""
    bought: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        bought[_purchase(person)].append(person)
    named: list[Person] = []
    for person in people:
        if person.name:
            named.append(person)
            continue
        together = bought[_purchase(person)] if _purchase(person) else [person]
        others = [other.name for other in together if other.name]
        buyer = person.buyer or next(iter(others), "") or person.mail.partition("@")[0]
        at = together.index(person)
        is_the_buyer = bool(buyer) and at == next(no for no, other in enumerate(together) if not other.name) and name_key(buyer) not in map(name_key, others)
        name = buyer if is_the_buyer else f"Ticket {at + 1} of {buyer}" if buyer else f"Attendee {person.no}"
        named.append(replace(person, name=name, is_named=False))
    return tuple(named)


def _purchase(person: Person) -> str:
    """What tickets that were bought together have in common: the order, or else the mail address."""
    return f"order {person.order}" if person.order else person.mail


def _each_once(people: Iterable[Person]) -> tuple[tuple[Person, ...], list[LeftOut]]:
    """Keep the first of those with the same name and the same mail address."""
    first: dict[tuple[str, str], Person] = {}
    once: list[Person] = []
    twice: list[LeftOut] = []
    for person in people:
        known = first.setdefault((name_key(person.name), person.mail), person) if person.mail else person
        if known is person:
            once.append(person)
        else:
            twice.append(LeftOut(person.record.row_no, person.name, f"the same person as row {known.record.row_no} (same name and mail address)"))
    return tuple(once), twice


def _questions(people: Sequence[Person]) -> Iterable[str]:
    alike: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.is_named:
            alike[name_key(person.name)].append(person)
    for same in alike.values():
        if len(same) > 1:
            how = " with different mail addresses" if all(person.mail for person in same) else ""
            rows = listed(str(person.record.row_no) for person in same)
            yield f"“{same[0].name}” stands in rows {rows}{how}. One person, or {len(same)}? All are kept; if it is one, take the other rows out."
    long = [str(person.record.row_no) for person in people if len(person.name) > LONGEST_NAME]
    if long:
        yield f"Row {listed(long)}: more than {LONGEST_NAME} letters are long for a name. Maybe this is another kind of text."
    for person in people:
        if person.is_named and len(person.name) <= LONGEST_NAME and re.search(r"\w\s*\+\s*[1-9]$", person.name):
            yield f"“{person.name}” (row {person.record.row_no}) reads as if somebody came along. Maybe give the number of guests its own column “Guests”."


def _remarks_on_rows(sheet: Sheet, columns: Columns, records: Iterable[Record]) -> Iterable[str]:
    if not sheet.is_ragged or not columns.row_no:
        return
    width = len(columns.headers)
    odd: Mapping[str, list[str]] = {"fewer": [], "more": []}
    for record in records:
        if not record.is_empty and len(record.cells) < width:
            odd["fewer"].append(f"{record.row_no} ({len(record.cells)})")
        elif extra := [cell.strip() for cell in record.cells[width:] if cell.strip()]:
            odd["more"].append(f"{record.row_no} (“{'”, “'.join(extra)}” belongs to no column)")
    for how, rows in odd.items():
        if rows:
            what = "Maybe a separator inside a name stands without quotation marks." if how == "more" else "What is missing is taken as empty."
            yield f"{_rows_have(len(rows))} {how} cells than the header, which has {width}: row {listed(rows)}. {what}"


def _rows_have(count: int) -> str:
    return "1 row has" if count == 1 else f"{count} rows have"


def _remarks_on_names(people: Sequence[Person], named: Sequence[Person], columns: Columns) -> Iterable[str]:
    unnamed = [after for before, after in zip(people, named, strict=True) if not before.name]
    if unnamed and set(columns.fields) & PERSON_FIELDS:
        yield f"{_rows_have(len(unnamed))} no name; called {listed(f'“{person.name}” (row {person.record.row_no})' for person in unnamed)}."
    elif unnamed:
        yield f"No names are written in it; people are called {listed((f'“{person.name}”' for person in unnamed), 3)}."
    places = [place for field in PERSON_FIELDS for place in columns.places.get(field, ())]
    odd = [person for person in named if any(CONTROLS.search(person.record.raw(place)) for place in places)]
    if odd:
        yield f"Control characters were taken out of {listed(f'“{person.name}” (row {person.record.row_no})' for person in odd)}."


def _remarks_on_status(people: Sequence[Person], columns: Columns) -> Iterable[str]:
    for place in columns.places.get(Field.STATUS, ()):
        unsure = [person.name for person in people if is_unsure(person.record.text(place))]
        if unsure:
            yield f"“{columns.headers[place]}” is open for {listed(unsure)}; kept."
