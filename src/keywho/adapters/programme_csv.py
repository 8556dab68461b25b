r"""The programme as a table for spreadsheets and programs: one line per attendee present and round.

The columns are `round_no,kind,place,seat,attendee_id,name,with`, in UTF-8 without a byte order mark, quoted as RFC 4180 says.
A bye has the kind `bye` and nothing in `place`, `seat` and `with`; who is absent in a round has no line for it.

Nothing in the file can be run as a formula. The rule to read it back is short:

- In the cells `place`, `seat`, `attendee_id`, `name` and `with`, one apostrophe was put before whatever a spreadsheet could take for a
  formula: where `=`, `+`, `-`, `@` (or their full-width forms) come first in the cell or after a `;`, `,`, tab or line break that could begin a new cell
  (blanks and apostrophes between do not count), and where a cell begins with a tab, a line break or a NUL. `plain` takes these apostrophes off again.
- `with` holds the ids of those whom the attendee meets, with a `;` between. A `;` that belongs to an id is written `\;`, and backslashes
  before it or at the end of an id are doubled. `ids_met` takes it apart.

Without a byte order mark, because programs would read it as part of the first column's name;
spreadsheets ask for the encoding when the file is imported (Excel: Data, From Text/CSV).
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from keywho.adapters.safe_write import write_safely
from keywho.adapters.wording import Wording
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.problem import Problem
from keywho.core.programme import Programme

HEADER = ("round_no", "kind", "place", "seat", "attendee_id", "name", "with")

_UNSEEN = r"(?:'|\s|[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])*"
_FORMULA = rf"{_UNSEEN}[=+\-@＝＋－＠﹢﹣﹦﹫−]"
_DANGER = rf"{_UNSEEN}[=+\-@＝＋－＠﹢﹣﹦﹫−\t\r\n\x00]"
_OPEN = re.compile(rf"\A(?={_DANGER})|(?<=[;,\t\r\n])(?={_FORMULA})")
_CLOSED = re.compile(rf"\A'(?={_DANGER})|(?<=[;,\t\r\n])'(?={_FORMULA})")


def harmless(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet could take for a formula."""
    return _OPEN.sub("'", text)


def plain(cell: str) -> str:
    """Give the text that `harmless` was given."""
    return _CLOSED.sub("", cell)


def joined(ids: tuple[AttendeeId, ...]) -> str:
    """Join ids by `;`."""
    return ";".join(re.sub(r"(\\*)(;|\Z)", lambda found: found[1] * 2 + (r"\;" if found[2] else ""), who) for who in ids)


def ids_met(cell: str) -> tuple[AttendeeId, ...]:
    """Give the ids in a `with` cell."""
    ids, who = [], ""
    for found in re.finditer(r"(.*?)(\\*)(;|\Z)", plain(cell), re.DOTALL):
        who += found[1] + found[2][: len(found[2]) // 2]
        if found[3] and len(found[2]) % 2:
            who += ";"
            continue
        ids.append(AttendeeId(who))
        who = ""
        if not found[3]:
            break
    return tuple(ids) if ids != [""] else ()


def programme_lines(problem: Problem, programme: Programme) -> Iterator[tuple[str, ...]]:
    """Give the lines below the header, by round and then in the order of the list."""
    wording = Wording(problem, programme)
    for no in problem.round_nos:
        met = {who: meeting for meeting in programme.by_round.get(RoundNo(no), ()) for who in meeting.attendees}
        for who in problem.present(no):
            name = harmless(problem.attendee_by_id[who].name)
            if who in met:
                place = wording.place(met[who], who) if problem.room else None
                where = (harmless(place.name), harmless(place.seat)) if place else ("", "")
                yield str(no), problem.round(no).kind.value, *where, harmless(who), name, harmless(joined(met[who].others(who)))
            else:
                yield str(no), "bye", "", "", harmless(who), name, ""


def write_programme_csv(path: Path | str, problem: Problem, programme: Programme) -> None:
    """Write the programme as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(programme_lines(problem, programme))
    write_safely(path, text.getvalue().encode("utf-8", errors="backslashreplace"))
