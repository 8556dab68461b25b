"""Columns with wishes: hosts, absent rounds, who must or must not meet whom, who knows whom."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from keywho.adapters.lists.fields import Field, words_of
from keywho.adapters.lists.headers import Columns
from keywho.adapters.lists.people import name_key
from keywho.adapters.lists.sheet import Record
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId, TableId, pair_of
from keywho.core.people import Attendee
from keywho.core.wishes import Hosting, Wishes

_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "si", "wahr", "vrai", "verdadero", "ok", "✓", "✔", "host", "gastgeber"}
_NO = {"", "no", "n", "false", "0", "nein", "non", "falsch", "faux", "falso", "none"}


@dataclass(frozen=True, slots=True)
class Known:
    """The people that a wish can name, by id and by name, and the names of those who are not coming."""

    ids_by_name: Mapping[str, tuple[AttendeeId, ...]]
    left_out: frozenset[str]

    @classmethod
    def of(cls, attendees: Iterable[Attendee], left_out: Iterable[str]) -> "Known":
        """Build it from the attendees and the names left out."""
        found: dict[str, dict[AttendeeId, None]] = defaultdict(dict)
        for attendee in attendees:
            found[name_key(attendee.name)][attendee.id] = None
            found[name_key(attendee.id)][attendee.id] = None
        return cls({name: tuple(ids) for name, ids in found.items()}, frozenset(map(name_key, left_out)))


def is_yes(text: str) -> bool:
    """Say whether a cell means yes."""
    return (words_of(text) or text) in _YES


def is_no(text: str) -> bool:
    """Say whether a cell means no; an empty one does."""
    return words_of(text) in _NO and text not in _YES


def wishes_of(rows: Sequence[tuple[AttendeeId, Record]], columns: Columns, known: Known, file: str) -> tuple[Wishes, tuple[str, ...]]:
    """Read all wishes of a list, and remarks about those that name somebody who is not coming.

    Raises
    ------
    BadInput
        A wish names somebody who is not in the list, or a cell can't be understood; it is named by row and column.
    """
    remarks: list[str] = []

    def pairs(field: Field) -> list[tuple[AttendeeId, AttendeeId]]:
        found = []
        for who, record in rows:
            for text in columns.texts(record, field):
                found += [(who, other) for other in _people(text, known, f"{file}, {columns.where(record, field)}", remarks) if other != who]
        return found

    def unordered(field: Field) -> frozenset[Pair]:
        return frozenset(pair_of(one, other) for one, other in pairs(field))

    wishes = Wishes(
        absent={who: rounds for who, record in rows if (rounds := _absent(record, columns, file))},
        must_meet=unordered(Field.MUST_MEET),
        must_not_meet=unordered(Field.MUST_NOT_MEET),
        acquainted=unordered(Field.KNOWS),
        requests=tuple(dict.fromkeys(pairs(Field.REQUESTS))),
        fixed_seats={who: seat for who, record in rows if (seat := _fixed_seat(record, columns, file))},
        prefers_groups=frozenset(who for who, record in rows if is_yes(columns.text(record, Field.GROUPS))),
        hosting=Hosting(dict(_hosts(rows, columns))),
    )
    return wishes, tuple(remarks)


def _people(text: str, known: Known, where: str, remarks: list[str]) -> Iterable[AttendeeId]:
    """Give the people named in a cell. They are separated by semicolons or lines, or by commas where no name has one."""
    for part in filter(None, map(str.strip, re.split(r"[;\n\r]", text))):
        whole = name_key(part) in known.ids_by_name or name_key(part) in known.left_out
        for name in [part] if whole else filter(None, map(str.strip, part.split(","))):
            found = known.ids_by_name.get(name_key(name), ())
            if len(found) > 1:
                raise BadInput(f"{where}: “{name}” stands for {len(found)} people ({', '.join(found)}). Maybe write the id instead of the name.")
            if not found and name_key(name) not in known.left_out:
                raise BadInput(f"{where}: “{name}” is not in the list. Maybe a misspelt name; it has to be written as in the column with the names.")
            if not found:
                remarks.append(f"{where} names {name}, who is left out of the list; the wish is not needed.")
            yield from found


def _absent(record: Record, columns: Columns, file: str) -> frozenset[RoundNo]:
    """Read "2", "1, 3" or "2-4" as rounds."""
    text = columns.text(record, Field.ABSENT)
    rounds: set[RoundNo] = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", text))):
        span = re.fullmatch(r"([1-9][0-9]{0,2})(?:-([1-9][0-9]{0,2}))?", part)
        if not span:
            raise BadInput(f"{file}, {columns.where(record, Field.ABSENT)}: “{text}” names no rounds. Maybe write 2, or 1,3, or 2-4.")
        rounds |= {RoundNo(no) for no in range(int(span[1]), int(span[2] or span[1]) + 1)}
    return frozenset(rounds)


def _fixed_seat(record: Record, columns: Columns, file: str) -> SeatId | None:
    text = columns.text(record, Field.FIXED_SEAT)
    if is_no(text):
        return None
    seat = columns.text(record, Field.SEAT) if is_yes(text) else text
    if not seat:
        raise BadInput(f"{file}, {columns.where(record, Field.FIXED_SEAT)}: “{text}” says that the chair is fixed, but not which. Maybe write its name.")
    return SeatId(seat)


def _hosts(rows: Iterable[tuple[AttendeeId, Record]], columns: Columns) -> Iterable[tuple[AttendeeId, TableId | None]]:
    """Give the hosts: "yes" hosts anywhere (or at the table of the column "table"), any other word is the table."""
    for who, record in rows:
        text = columns.text(record, Field.HOST)
        if Field.HOST in columns.places and not is_no(text):
            table = columns.text(record, Field.TABLE) if is_yes(text) else text
            yield who, _table(table) if table else None


def _table(text: str) -> TableId:
    """Read "3" and "Table 3" as the room's table3."""
    number = re.fullmatch(r"(?:table|tisch|mesa)?\s*([0-9]+)", text, re.IGNORECASE)
    return TableId(f"table{number[1]}") if number else TableId(text)
