"""Text to a sheet: which separator, which rows; and plain lines where it is no table."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import StringIO

from keywho.adapters.lists.sheet import Record, Sheet
from keywho.core.errors import BadInput

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
NO_SEPARATOR = "\ue000"  # a private character: cells are quoted as in CSV, but there is one a row
LONGEST_CELL = 10_000_000

HeaderScore = Callable[[Sequence[Record]], int]
"""Says how many headers are recognized in the best of these rows, 0 for none."""


def read_separated(text: str, name: str, header_score: HeaderScore) -> Sheet:
    """Read text as a table by the separator under which its headers can be recognized, else as lines."""
    hint = re.match(r"sep=(.)\r?\n", text)  # a line that Excel understands
    if hint:
        rest = Sheet(_records(text[hint.end() :], hint[1], name))
        return replace(rest, records=tuple(Record(record.row_no + 1, record.cells) for record in rest.records))
    start = text[:50_000]
    scores = {separator: header_score(tuple(_lenient(start, separator))[:30]) for separator in SEPARATORS}
    best = max(scores, key=scores.__getitem__)
    if scores[best] == 0:
        return _without_header(text, name)
    if list(scores.values()).count(scores[best]) > 1:  # the header is one column under any of them
        best = NO_SEPARATOR
    return Sheet(_records(text, best, name))


def _without_header(text: str, name: str) -> Sheet:
    """Read a file whose headers are not known: a table where every row has the same number of cells, else lines of text."""
    for separator in SEPARATORS:
        try:
            records = _records(text, separator, name)
        except BadInput:
            continue
        widths = {len(record.cells) for record in records if not record.is_empty}
        if not widths or (len(widths) == 1 and widths != {1}):
            return Sheet(records)
    return Sheet(_lines(text), is_lines=True)


def _lines(text: str) -> tuple[Record, ...]:
    """Give each line as a row of one cell; quoted as in CSV where the whole file is, and else exactly as it stands."""
    try:
        quoted = list(csv.reader(StringIO(text, newline=""), delimiter=NO_SEPARATOR, strict=True))
    except csv.Error:
        quoted = []
    lines = re.split(r"\r\n|\n|\r", text)
    if quoted and not any("\n" in cell or "\r" in cell for row in quoted for cell in row):
        return tuple(Record(no, tuple(row)) for no, row in enumerate(quoted, 1))
    return tuple(Record(no, (line,)) for no, line in enumerate(lines, 1))


def _records(text: str, separator: str, name: str) -> tuple[Record, ...]:
    """Read all rows. Quotes inside a cell are taken as they stand; a quote that is never closed is an error, as it would swallow people."""
    try:
        return tuple(_strict(text, separator))
    except csv.Error:
        rows = tuple(_lenient(text, separator))
    if _ends_in_quotes(text, separator):
        last = rows[-1]
        cell = next((place for place, cell in enumerate(last.cells, 1) if "\n" in cell or "\r" in cell), len(last.cells))
        raise BadInput(
            f"{name}, row {last.row_no}, column {cell}: a quotation mark opens a cell and is never closed, so the rest of the file would be one cell. "
            'Maybe remove it, or write it twice ("") inside a quoted cell.'
        )
    return rows


def _ends_in_quotes(text: str, separator: str) -> bool:
    """Say whether the text stops inside a quoted cell: then one more quotation mark and a line make no new row."""
    closed = sum(1 for _ in _lenient(text, separator))
    longer = sum(1 for _ in _lenient(text + "\nx\nx\n", separator))
    return longer == closed


def _strict(text: str, separator: str) -> Iterator[Record]:
    yield from _parsed(text, separator, strict=True)


def _lenient(text: str, separator: str) -> Iterator[Record]:
    yield from _parsed(text, separator, strict=False)


def _parsed(text: str, separator: str, *, strict: bool) -> Iterator[Record]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict))
    finally:
        csv.field_size_limit(before)
    for no, row in enumerate(rows, 1):
        yield Record(no, tuple(row))
