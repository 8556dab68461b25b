"""Attendee lists as ticketing services, spreadsheets and address books write them (CSV, TSV, XLSX, plain lines, vCard), to attendees.

>>> found = read_attendees("guests.csv", {"What brings you here?": "seeks"})  # doctest: +SKIP
>>> print(*summary_lines(found), sep="\\n")  # doctest: +SKIP
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from os import PathLike
from pathlib import Path

from keywho.adapters.lists.contact_cards import is_vcard, sheet_of_cards
from keywho.adapters.lists.decoding import decode
from keywho.adapters.lists.fields import Field
from keywho.adapters.lists.headers import Columns, ColumnUse, columns_of, header_score
from keywho.adapters.lists.people import LeftOut, Person, Reading, listed, read_people
from keywho.adapters.lists.profiles import profile_of, remarks_on_profiles
from keywho.adapters.lists.separated import read_separated
from keywho.adapters.lists.sheet import Sheet, plain
from keywho.adapters.lists.wish_columns import Known, is_no, is_yes, wishes_of
from keywho.adapters.lists.workbook import is_workbook, read_workbook
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, SeatId, pair_of
from keywho.core.people import Attendee, company_key
from keywho.core.wishes import Wishes

__all__ = ["AttendeeList", "ColumnUse", "LeftOut", "first_row", "read_attendees", "summary_lines"]

MOST_GUESTS = 20


@dataclass(frozen=True, slots=True)
class AttendeeList:
    """Who is coming, and how the list was understood.

    Attributes
    ----------
    attendees : everybody who comes, in the order of the rows; guests stand behind whoever brings them.
    format : "Luma guests", "pretix check-in list", "a spreadsheet" ...
    columns : what each column became.
    left_out : the rows that became nobody, and why.
    remarks : plain sentences about what was put right.
    questions : plain sentences about what a person should decide.
    home_seats : the chairs written in a seat column. They are not in `wishes`, as they may be of another room.
    wishes : what the columns host, table, absent rounds, prefers groups, must meet, must not meet, knows, requests and fixed seat say;
        guests know whoever brings them.
    mails : the mail addresses that tell people apart. The planner needs none of them, and they are never printed.
    file : name of the file.
    """

    attendees: tuple[Attendee, ...]
    format: str = ""
    columns: tuple[ColumnUse, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    home_seats: Mapping[AttendeeId, SeatId] = field(default_factory=dict)
    wishes: Wishes = field(default_factory=Wishes)
    file: str = ""
    mails: Mapping[AttendeeId, str] = field(default_factory=dict, repr=False)


def read_attendees(path: str | PathLike[str], mapping: Mapping[str, str] | None = None, *, keep_waitlisted: bool = False) -> AttendeeList:
    """Read a list of attendees from any known export, spreadsheet or list of names.

    Parameters
    ----------
    path : the file. Its contents count, not its ending.
    mapping : what columns mean, {"header": "field"}; it goes before what the headers say. The fields are those of `ColumnUse`.
    keep_waitlisted : read those on the waiting list as if they were coming.

    Raises
    ------
    BadInput
        The file is missing, empty or no list, no column has names, the mapping does not fit, or a cell can't be understood.
    """
    file = Path(path)
    wanted = {header.strip(): word for header, word in (mapping or {}).items()}
    sheets, remarks = _sheets(_content(file), file.name, wanted)
    sheet, columns, reading = _sheet_with_people(sheets, wanted, file.name, keep_waitlisted=keep_waitlisted)
    if len([other for other in sheets if other.records]) > 1:
        remarks.append(f"The workbook has {len(sheets)} sheets; “{sheet.name}” is the one with the people.")
    if columns.service.remark:
        remarks.append(columns.service.remark)
    return _attendee_list(columns, reading, [*remarks, *sheet.remarks, *reading.remarks], file.name)


def first_row(path: str | PathLike[str]) -> tuple[str, ...]:
    """Give the cells of a file's first filled row, for somebody who says what the columns mean; of a workbook, of its fullest sheet.

    Raises
    ------
    BadInput
        The file is missing, empty or no list.
    """
    file = Path(path)
    sheets, _ = _sheets(_content(file), file.name, {})
    fullest = max(sheets, key=lambda sheet: sum(not record.is_empty for record in sheet.records))
    row = next((record for record in fullest.records if not record.is_empty), None)
    return tuple(plain(cell) for cell in row.cells) if row else ()


def summary_lines(found: AttendeeList) -> tuple[str, ...]:
    """Say in a few lines how a list was understood: who, which columns, who is left out, what was put right, what is open."""
    count = len(found.attendees)
    lines = [f"{found.file}: {found.format}, {count} attendee{'' if count == 1 else 's'}"]
    used = [f"“{' '.join(column.header.split())}” → {column.field}" for column in found.columns if column.header and column.field != Field.IGNORED.value]
    unused = [f"“{' '.join(column.header.split())}”" for column in found.columns if column.header and column.field == Field.IGNORED.value]
    if used:
        lines.append("; ".join(used))
    if unused:
        lines.append(f"Not used: {listed(unused)}")
    by_reason = sorted(found.left_out, key=lambda left: (left.reason.split(" row ")[0], left.row_no))
    for reason, rows in groupby(by_reason, key=lambda left: left.reason.split(" row ")[0]):
        same = list(rows)
        who = [" ".join(left.name.split()) or f"row {left.row_no}" for left in same]
        if len(same) == 1:
            reason = same[0].reason
        elif reason != same[0].reason:
            reason = "the same person as an earlier row (same name and mail address)"
        lines.append(f"{len(same)} row{'' if len(same) == 1 else 's'} left out: {reason} ({listed(who)})")
    lines += [" ".join(remark.split()) for remark in found.remarks]
    return (*lines, *(f"Please decide: {' '.join(question.split())}" for question in found.questions))


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {file}. Maybe a misspelt name, or it lies in another folder.") from None
    except IsADirectoryError:
        raise BadInput(f"{file} is a folder. Maybe name the list in it.") from None
    except OSError as error:
        raise BadInput(f"{file} can't be read: {error.strerror or error}. Maybe it is open in another program.") from error
    if not content.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise BadInput(f"{file.name} is empty. Maybe the export failed; export the list again.")
    return content


def _sheets(content: bytes, name: str, mapping: Mapping[str, str]) -> tuple[tuple[Sheet, ...], list[str]]:
    if is_workbook(content):
        return read_workbook(content, name), []
    if is_vcard(content):
        return (sheet_of_cards(content, name),), []
    decoded = decode(content, name)
    if re.match(r"\s*<(!doctype|html|\?xml)", decoded.text[:200], re.IGNORECASE):
        raise BadInput(f"{name} is a web page or XML, not a list. Maybe open it in a spreadsheet and save it as CSV or .xlsx.")
    remarks = [] if decoded.encoding == "UTF-8" else [f"The file is in {decoded.encoding}."]
    return (read_separated(decoded.text, name, lambda records: header_score(records, mapping)),), remarks


def _sheet_with_people(sheets: Sequence[Sheet], mapping: Mapping[str, str], name: str, *, keep_waitlisted: bool) -> tuple[Sheet, Columns, Reading]:
    """Choose the sheet that names most people; with one sheet that is the one."""
    filled = [sheet for sheet in sheets if any(not record.is_empty for record in sheet.records)]
    if not filled:
        raise BadInput(f"{name} is empty. Maybe the export failed; export the list again.")
    found: list[tuple[Sheet, Columns, Reading]] = []
    refusals: list[BadInput] = []
    for sheet in filled:
        try:
            columns = columns_of(sheet, mapping, f"{name}, sheet “{sheet.name}”," if len(filled) > 1 else name)
        except BadInput as refusal:
            refusals.append(refusal)
        else:
            found.append((sheet, columns, read_people(sheet, columns, keep_waitlisted=keep_waitlisted)))
    if not found:
        raise refusals[0]
    return max(found, key=lambda one: (sum(person.is_named for person in one[2].people), len(one[2].people)))


def _attendee_list(columns: Columns, reading: Reading, remarks: list[str], file: str) -> AttendeeList:
    ids, about_ids = _ids(reading.people, columns)
    companies = {company_key(columns.text(person.record, Field.COMPANY)) for person in reading.people}
    attendees: list[Attendee] = []
    acquainted = set()
    brought: Counter[int] = Counter()
    alone = Counter(person.order or person.mail for person in reading.people)
    for person, who in zip(reading.people, ids, strict=True):
        attendees.append(_attendee(person, who, columns, companies))
        guests = _guests(person, who, columns, file)
        brought[len(guests)] += bool(guests)
        tickets = _more_tickets(person, who, columns) if alone[person.order or person.mail] == 1 else []
        if tickets:
            remarks.append(f"Row {person.record.row_no} is for {len(tickets) + 1} tickets; added {listed(f'“{one.name}”' for one in tickets)}.")
        attendees += [*guests, *tickets]
        acquainted |= {pair_of(who, guest.id) for guest in (*guests, *tickets)}
    for count, hosts in sorted(brought.items()):
        if hosts:
            example = next(one.name for one in attendees if re.search(r"-guest-1$", one.id))
            remarks.append(
                f"{hosts} {'person brings' if hosts == 1 else 'people bring'} {count} guest{'' if count == 1 else 's'}{'' if hosts == 1 else ' each'}; "
                f"added as “{example}”{' and so on' if hosts > 1 or count > 1 else ''}. They count as people who know each other."
            )
    rows = [(who, person.record) for person, who in zip(reading.people, ids, strict=True)]
    wishes, about_wishes = wishes_of(rows, columns, Known.of(attendees, (left.name for left in reading.left_out if left.name)), file)
    seats, about_seats = _home_seats(reading.people, ids, columns)
    about_profiles = remarks_on_profiles(((person.name, person.record) for person in reading.people), columns)
    return AttendeeList(
        tuple(attendees),
        columns.format,
        columns.uses(),
        reading.left_out,
        (*remarks, *about_profiles, *about_ids, *about_wishes, *about_seats),
        reading.questions,
        seats,
        replace(wishes, acquainted=wishes.acquainted | acquainted),
        file,
        {who: person.mail for person, who in zip(reading.people, ids, strict=True) if person.mail},
    )


def _attendee(person: Person, who: AttendeeId, columns: Columns, companies: set[str]) -> Attendee:
    places = sorted((*columns.places.get(Field.TRAIT, ()), *columns.also_traits))
    traits = {columns.headers[place]: text for place in places if (text := person.record.text(place))}
    hides: set[str] = set()
    for text in columns.texts(person.record, Field.HIDES_FROM):
        for part in filter(None, map(str.strip, re.split(r"[;\n\r]", text))):
            hides |= {part} if company_key(part) in companies else {name for piece in part.split(",") if (name := piece.strip())}
    return Attendee(who, person.name, profile_of(person.record, columns), traits, frozenset(hides))


def _ids(people: Sequence[Person], columns: Columns) -> tuple[list[AttendeeId], list[str]]:
    """Give ids that stay the same when the list is imported again: the service's own, order and ticket, or the number of the row.

    Rows are numbered with those left out, so that somebody who cancels does not rename everybody behind them.
    """
    written = [columns.text(person.record, Field.ID) for person in people]
    own = ["" if "@" in text else _slug(text) for text in written]
    ordered = [f"{_slug(person.order)}-{person.ticket_no}" if person.order else "" for person in people]
    for ids in (own, ordered):
        if all(ids) and len({one.casefold() for one in ids}) == len(ids):
            return [AttendeeId(one) for one in ids], []
    remarks = ["The ids in the list are not different for everybody; people are numbered a1, a2, ..."] if all(written) and written else []
    return [AttendeeId(f"a{person.no}") for person in people], remarks


def _slug(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-")[:40]


def _guests(person: Person, who: AttendeeId, columns: Columns, file: str) -> list[Attendee]:
    """Give the guests whom a person brings: so many (+2), one (yes), or one by name."""
    text = columns.text(person.record, Field.GUESTS)
    number = re.fullmatch(r"\+?\s*([0-9]{1,6})(?:\.0+)?(?:\s*(?:guests?|gäste|gast|people|personen))?", text, re.IGNORECASE)
    count = int(number[1]) if number else 0 if is_no(text) else 1
    if count > MOST_GUESTS:
        raise BadInput(
            f"{file}, {columns.where(person.record, Field.GUESTS)}: {person.name} can't bring {count} guests. Maybe the column means something else."
        )
    if count and not number and not is_yes(text):
        return [Attendee(AttendeeId(f"{who}-guest-1"), text)]
    return [Attendee(AttendeeId(f"{who}-guest-{no}"), f"Guest {no} of {person.name}" if count > 1 else f"Guest of {person.name}") for no in range(1, count + 1)]


def _more_tickets(person: Person, who: AttendeeId, columns: Columns) -> list[Attendee]:
    """Give the people behind a row that stands for several tickets."""
    number = re.fullmatch(r"([0-9]{1,2})(?:\.0+)?", columns.text(person.record, Field.TICKETS))
    return [
        Attendee(AttendeeId(f"{who}-ticket-{no}"), f"Ticket {no} of {person.name}") for no in range(2, min(int(number[1]), MOST_GUESTS) + 1 if number else 2)
    ]


def _home_seats(people: Iterable[Person], ids: Iterable[AttendeeId], columns: Columns) -> tuple[dict[AttendeeId, SeatId], list[str]]:
    taken: dict[SeatId, Person] = {}
    seats: dict[AttendeeId, SeatId] = {}
    remarks = []
    for person, who in zip(people, ids, strict=True):
        seat = SeatId(columns.text(person.record, Field.SEAT))
        if seat and taken.setdefault(seat, person) is person:
            seats[who] = seat
        elif seat:
            remarks.append(f"{taken[seat].name} and {person.name} (row {person.record.row_no}) have the same seat {seat}; {taken[seat].name} keeps it.")
    return seats, remarks
