"""Writes small lists for the tests of the import, and finds the real ones."""

from pathlib import Path

from keywho.adapters.attendee_list import AttendeeList, read_attendees

LISTS = Path(__file__).parent.parent / "fixtures" / "lists"
FOUR = ("Ada Lovelace", "Zoë Ó Brien", "محمد عبد الله", "李 雷")


def read(folder: Path, text: str, mapping: dict[str, str] | None = None, *, keep_waitlisted: bool = False) -> AttendeeList:
    """Read a list with this text."""
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return read_attendees(file, mapping, keep_waitlisted=keep_waitlisted)


def names(found: AttendeeList) -> list[str]:
    return [attendee.name for attendee in found.attendees]


def left_out(found: AttendeeList) -> list[tuple[int, str, str]]:
    return [(left.row_no, left.name, left.reason) for left in found.left_out]
