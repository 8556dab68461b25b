"""A sheet: numbered rows of plain text, whatever file they came from."""

import re
from dataclasses import dataclass

PROTECTED = re.compile(r"'(?=[=+\-@|%])")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `row_no` is its number as a spreadsheet shows it, from 1; `cells` are exactly what was written."""

    row_no: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written in it."""
        return not any(cell.strip() for cell in self.cells)

    def raw(self, place: int) -> str:
        """Give a cell as it was written; nothing where the row is too short."""
        return self.cells[place] if place < len(self.cells) else ""

    def text(self, place: int) -> str:
        """Give a cell as it is meant: see `plain`."""
        return plain(self.raw(place))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of one sheet, its name in a workbook, and what had to be done to read it.

    `is_lines` says that it is no table: each row is one line of text.
    """

    records: tuple[Record, ...]
    name: str = ""
    remarks: tuple[str, ...] = ()
    is_lines: bool = False
    is_ragged: bool = True


def plain(cell: str) -> str:
    """Give a cell without what programs put around it.

    Taken away are white space at both ends, the apostrophe that protects a spreadsheet from = + - @ | % (pretix also writes a
    backslash before each | then), and control characters other than tabs and line ends. All else stays; nothing is executed.
    """
    text = CONTROLS.sub("", cell).strip()
    if PROTECTED.match(text):
        text = text[1:].replace("\\|", "|")
    return text
