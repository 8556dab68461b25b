"""A list that somebody chose in the browser, while it is looked at: nothing of it is kept on the server until it is taken in.

It travels in the page, packed; so it survives a restart, and is gone when the page is closed.
"""

import base64
import binascii
import json
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from keywho.adapters.attendee_list import AttendeeList, first_row, read_attendees
from keywho.core.errors import BadInput

MOST_MB = 5
MOST_BYTES = MOST_MB * 1_000_000
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class UploadedList:
    """A file as it came: its name and its bytes.

    Raises
    ------
    BadInput
        It is larger than a list of people can be.
    """

    name: str
    content: bytes

    def __post_init__(self) -> None:
        if len(self.content) > MOST_BYTES:
            raise BadInput(
                f"{self.shown_name} is larger than {MOST_MB} MB, which is a lot for a list of people. Maybe it is another file, or has pictures in it."
            )

    @property
    def shown_name(self) -> str:
        """The name as it can stand in a sentence and in a folder."""
        plain = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else " " for letter in self.name)
        return " ".join(plain.split()).lstrip(". ")[-LONGEST_NAME:] or "list"

    def packed(self) -> str:
        """Give it as a text for a hidden field."""
        return base64.b64encode(zlib.compress(json.dumps(self.name).encode() + b"\n" + self.content)).decode()

    @classmethod
    def unpacked(cls, text: str) -> "UploadedList":
        """Read what `packed` gave.

        Raises
        ------
        BadInput
            It is not that.
        """
        try:
            unpacking = zlib.decompressobj()
            plain = unpacking.decompress(base64.b64decode(text, validate=True), MOST_BYTES + 10_000)
            name, _, content = plain.partition(b"\n")
            return cls(str(json.loads(name)), content)
        except (binascii.Error, zlib.error, ValueError):
            raise BadInput("The list did not arrive whole. Maybe choose the file again.") from None

    def read(self, mapping: Mapping[str, str], *, keep_waitlisted: bool) -> AttendeeList:
        """Read it as a list of attendees.

        Raises
        ------
        BadInput
            It is none, or the mapping does not fit.
        """
        with self._file() as file:
            return read_attendees(file, mapping, keep_waitlisted=keep_waitlisted)

    def first_row(self) -> tuple[str, ...]:
        """Give the cells of its first row.

        Raises
        ------
        BadInput
            It is no list at all.
        """
        with self._file() as file:
            return first_row(file)

    @contextmanager
    def _file(self) -> Iterator[Path]:
        """Lay it down as a file for as long as it is read."""
        with tempfile.TemporaryDirectory(prefix="keywho-list-") as folder:
            file = Path(folder) / self.shown_name
            file.write_bytes(self.content)
            yield file
