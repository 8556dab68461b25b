"""Read wishes from a file: JSON in the shape of the exchange format, or CSV with the columns kind, one, other. People stand there by id or by name."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from keywho.adapters.exchange import wire
from keywho.cli.people import NameBook
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId, TableId, pair_of
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee
from keywho.core.wishes import Hosting, Wishes

KINDS = ("must-meet", "must-not-meet", "acquainted", "request", "absent", "fixed-seat", "home-seat", "prefers-groups", "host")


def read_wishes(path: Path, attendees: Sequence[Attendee]) -> Wishes:
    """Read the wishes about these attendees from a JSON or CSV file.

    Raises
    ------
    BadInput
        It names the file, the line and what is wrong there.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"The wishes {path} can't be read: {error.strerror or error}. Maybe a misspelt name, or it lies in another folder.") from error
    names = NameBook(attendees)
    return _from_json(path, content, names) if content.lstrip()[:1] == b"{" else _from_csv(path, content, names)


def joined(*asked: Wishes) -> Wishes:
    """Join wishes; where several give one person a chair, a table or limits, the last counts."""
    absent: dict[AttendeeId, frozenset[RoundNo]] = {}
    for who, nos in (away for wishes in asked for away in wishes.absent.items()):
        absent[who] = absent.get(who, frozenset()) | nos
    limits = [wishes.hosting for wishes in asked if replace(wishes.hosting, tables={}) != Hosting()]
    return Wishes(
        absent=absent,
        must_meet=frozenset(pair for wishes in asked for pair in wishes.must_meet),
        must_not_meet=frozenset(pair for wishes in asked for pair in wishes.must_not_meet),
        acquainted=frozenset(pair for wishes in asked for pair in wishes.acquainted),
        requests=tuple(dict.fromkeys(pair for wishes in asked for pair in wishes.requests)),
        pinned=tuple(dict.fromkeys(meeting for wishes in asked for meeting in wishes.pinned)),
        fixed_seats={who: seat for wishes in asked for who, seat in wishes.fixed_seats.items()},
        home_seats={who: seat for wishes in asked for who, seat in wishes.home_seats.items()},
        prefers_groups=frozenset(who for wishes in asked for who in wishes.prefers_groups),
        hosting=replace((limits or [Hosting()])[-1], tables={who: table for wishes in asked for who, table in wishes.hosting.tables.items()}),
    )


def _from_json(path: Path, content: bytes, names: NameBook) -> Wishes:
    try:
        asked = msgspec.json.decode(content, type=wire.Wishes)
    except msgspec.MsgspecError as error:
        raise BadInput(f"{path}: {error}. Maybe look at the wishes of an exchange file, or run: keywho schema.") from error

    def found(typed: str) -> AttendeeId:
        return _found(str(path), names, typed)

    def pairs(listed: Sequence[tuple[str, str]]) -> frozenset[Pair]:
        return frozenset(pair_of(found(one), found(other)) for one, other in listed)

    return Wishes(
        absent={found(who): frozenset(map(RoundNo, nos)) for who, nos in asked.absent.items()},
        must_meet=pairs(asked.must_meet),
        must_not_meet=pairs(asked.must_not_meet),
        acquainted=pairs(asked.acquainted),
        requests=tuple((found(asker), found(whom)) for asker, whom in asked.requests),
        pinned=tuple(
            Meeting(RoundNo(meeting.round_no), tuple(map(found, meeting.attendees)), tuple(map(SeatId, meeting.seats)), _table(meeting.table))
            for meeting in asked.pinned
        ),
        fixed_seats={found(who): SeatId(seat) for who, seat in asked.fixed_seats.items()},
        home_seats={found(who): SeatId(seat) for who, seat in asked.home_seats.items()},
        prefers_groups=frozenset(map(found, asked.prefers_groups)),
        hosting=Hosting(
            {found(who): _table(table) for who, table in asked.hosting.tables.items()},
            asked.hosting.guest_least,
            asked.hosting.guest_most,
            asked.hosting.host_least,
            asked.hosting.host_most,
        ),
    )


def _from_csv(path: Path, content: bytes, names: NameBook) -> Wishes:
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path} is not CSV in UTF-8: {error}. Maybe save it again as “CSV UTF-8”.") from error
    asked: list[Wishes] = []
    for no, line in enumerate(lines, 1):
        kind, one, other = ([cell.strip() for cell in line] + ["", "", ""])[:3]
        if not "".join(line).strip() or kind.casefold() == "kind":
            continue
        asked.append(_wish_of(f"{path}, line {no}", names, kind.casefold().replace("_", "-").replace(" ", "-"), one, other))
    return joined(*asked)


def _wish_of(where: str, names: NameBook, kind: str, one: str, other: str) -> Wishes:
    """Give the wish of one line."""
    if kind not in KINDS:
        raise BadInput(f"{where}: “{kind}” is no kind of wish. Maybe one of {', '.join(KINDS)}.")
    if not other and kind not in ("prefers-groups", "host"):
        raise BadInput(f"{where}: “{kind}” needs something in the third column.")
    who = _found(where, names, one)
    match kind:
        case "request":
            return Wishes(requests=((who, _found(where, names, other)),))
        case "absent":
            if not other.isdecimal():
                raise BadInput(f"{where}: absent needs the number of a round, and “{other}” is none. Maybe write 1.")
            return Wishes(absent={who: frozenset([RoundNo(int(other))])})
        case "fixed-seat":
            return Wishes(fixed_seats={who: SeatId(other)})
        case "home-seat":
            return Wishes(home_seats={who: SeatId(other)})
        case "prefers-groups":
            return Wishes(prefers_groups=frozenset([who]))
        case "host":
            return Wishes(hosting=Hosting({who: TableId(other) if other else None}))
    pair = frozenset([pair_of(who, _found(where, names, other))])
    match kind:
        case "must-meet":
            return Wishes(must_meet=pair)
        case "must-not-meet":
            return Wishes(must_not_meet=pair)
        case _:
            return Wishes(acquainted=pair)


def _table(typed: str | None) -> TableId | None:
    return TableId(typed) if typed else None


def _found(where: str, names: NameBook, typed: str) -> AttendeeId:
    try:
        return names.find(typed)
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from error
