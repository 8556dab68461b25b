"""Excel workbooks to sheets of plain text."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from keywho.adapters.lists.decoding import SAVE_AS
from keywho.adapters.lists.sheet import Record, Sheet
from keywho.core.errors import BadInput

MOST_UNPACKED_BYTES = 150_000_000
MOST_CELLS, CELLS_OF_A_ROW = 2_000_000, 20
"""More than any list of people has, empty cells counted, and a row itself as some: a small file can be made to unpack to billions."""


def is_workbook(content: bytes) -> bool:
    """Say whether bytes begin like an .xlsx file (a zip archive)."""
    return content.startswith(b"PK\x03\x04")


def read_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Read all sheets of an .xlsx file. Formulas give the value that Excel last showed, never a new one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise BadInput(f"{name} unpacks to more than {MOST_UNPACKED_BYTES // 1_000_000} MB. Maybe save only the sheet with the people as CSV.")
            if "[Content_Types].xml" not in archive.namelist() or not any(part.startswith("xl/") for part in archive.namelist()):
                raise BadInput(f"{name} is a zip archive or another kind of document, not an Excel file. {SAVE_AS}")
        return tuple(_sheets(content))
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do on a damaged file
        raise BadInput(f"{name} can't be opened as an Excel file; it may be damaged or protected by a password. {SAVE_AS}") from error


def _sheets(content: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # an eighth of a second that lists of text need not wait for

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that a list of people does not need
        shown = load_workbook(BytesIO(content), read_only=True, data_only=True)
        written = load_workbook(BytesIO(content), read_only=True) if _has_formulas(content) else None
        for place, sheet in enumerate(shown.worksheets):
            rows = ([_text(value) for value in row] for row in _rows(sheet))
            if written:
                rows = ([*map(_shown, texts, row)] for texts, row in zip(rows, _rows(written.worksheets[place]), strict=True))
            records = (Record(no, tuple(texts)) for no, texts in enumerate(_bounded(rows), 1))
            yield Sheet(tuple(record for record in records if not record.is_empty), sheet.title, is_ragged=False)


def _rows(sheet: Any) -> Iterator[tuple[object, ...]]:
    sheet.reset_dimensions()  # some programs write wrong ones
    yield from sheet.iter_rows(values_only=True)


def _bounded(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    count = 0
    for texts in rows:
        count += len(texts) + CELLS_OF_A_ROW
        if count > MOST_CELLS:
            raise BadInput("A sheet of this workbook has more rows and cells than a list of people can have. Maybe save only the sheet with the people as CSV.")
        yield texts


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return any(re.search(rb"<(\w+:)?f[ />]", archive.read(part)) for part in archive.namelist() if part.startswith("xl/worksheets/"))


def _shown(text: str, written: object) -> str:
    """Give a cell's text; a formula that was never calculated gives its own, so that nobody's name is lost."""
    return text or ("" if written is None else str(getattr(written, "text", written)))


def _text(value: object) -> str:
    """Give a cell's value as Excel shows it without a format."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return value.isoformat()
        case _:
            return str(value)
