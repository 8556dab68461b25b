"""Text to a sheet: which separator, which rows; and plain lines where it is no table."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import StringIO

from keywho.adapters.lists.sheet import Record, Sheet
from keywho.core.errors import BadInput

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
LONGEST_CELL = 2**31 - 1

HeaderScore = Callable[[Sequence[Record]], int]
"""Says how many headers are recognized in the best of these rows, 0 for none."""


def read_separated(text: str, name: str, header_score: HeaderScore) -> Sheet:
    """Read text as a table by the separator under which its headers can be recognized, else as lines."""
    hint = re.match(r"sep=(.)\r?\n", text)  # a line that Excel understands
    if hint:
        rest = _sheet(text[hint.end() :], hint[1], name)
        return replace(rest, records=tuple(Record(record.row_no + 1, record.cells) for record in rest.records))
    start = text[:50_000]
    scores = {separator: header_score(_parsed(start, separator)[0][:30]) for separator in SEPARATORS}
    best = max(scores, key=scores.__getitem__)
    if scores[best] == 0:
        return _without_header(text, name)
    if list(scores.values()).count(scores[best]) > 1:  # the header is one column under any of them
        best = _no_separator(text)
    return _sheet(text, best, name)


def _no_separator(text: str) -> str:
    """Give a character that does not stand in the text: cells are quoted as in CSV then, but there is one a row."""
    return next(letter for code in range(0xE000, 0x110000) if (letter := chr(code)) not in text)


def _without_header(text: str, name: str) -> Sheet:
    """Read a file whose headers are not known: a table where every row has the same number of cells, else lines of text."""
    for separator in SEPARATORS:
        try:
            sheet = _sheet(text, separator, name)
        except BadInput:
            continue
        widths = {len(record.cells) for record in sheet.records if not record.is_empty}
        if not widths or (len(widths) == 1 and widths != {1}):
            return sheet
    return Sheet(_lines(text), is_lines=True)


def _lines(text: str) -> tuple[Record, ...]:
    """Give each line as a row of one cell; quoted as in CSV where the whole file is, and else exactly as it stands."""
    quoted, is_regular = _parsed(text, _no_separator(text), strict=True)
    if is_regular and not any("\n" in cell or "\r" in cell for record in quoted for cell in record.cells):
        return quoted
    return tuple(Record(no, (line,)) for no, line in enumerate(re.split(r"\r\n|\n|\r", text), 1))


def _sheet(text: str, separator: str, name: str) -> Sheet:
    """Read all rows. A quote in an odd place is read as it stands, and said; one that is never closed is an error, as it would swallow people."""
    records, is_regular = _parsed(text, separator, strict=True)
    if is_regular:
        return Sheet(records)
    odd_row = len(records)
    records, _ = _parsed(text, separator)
    if len(_parsed(text + "\nx\nx\n", separator)[0]) == len(records):  # two more lines make no new row: the text stops inside a cell
        last = records[-1]
        cell = next((place for place, cell in enumerate(last.cells, 1) if "\n" in cell or "\r" in cell), len(last.cells))
        raise BadInput(
            f"{name}, row {last.row_no}, column {cell}: a quotation mark opens a cell and is never closed, so the rest of the file would be one cell. "
            'Maybe remove it, or write it twice ("") inside a quoted cell.'
        )
    cells = "”, “".join(cell.strip() for cell in records[odd_row].cells)
    return Sheet(records, remarks=(f"Row {odd_row + 1} has a quotation mark in an odd place; it was read as “{cells}”.",))


def _parsed(text: str, separator: str, *, strict: bool = False) -> tuple[tuple[Record, ...], bool]:
    """Give the rows up to the first that breaks the rules of CSV, and whether there was none; without `strict` no row breaks them."""
    before = csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict))
        is_regular = True
    except csv.Error:
        is_regular = False
    finally:
        csv.field_size_limit(before)
    return tuple(Record(no, tuple(row)) for no, row in enumerate(rows, 1)), is_regular
