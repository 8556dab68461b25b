"""Bytes to text: which encoding a list is in, and which files are no lists at all."""

import codecs
from dataclasses import dataclass

from keywho.core.errors import BadInput

SAVE_AS = "Maybe open it in a spreadsheet and save it as CSV or .xlsx."
_NO_LISTS = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel (.xls) or Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a rich text document"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and the encoding it was in."""

    text: str
    encoding: str


def decode(content: bytes, name: str) -> Decoded:
    """Read bytes as UTF-8, UTF-16 or cp1252, whichever they are; `name` is the file's, for the error.

    Raises
    ------
    BadInput
        The bytes are a document, a picture or something else that is not text.
    """
    for start, what in _NO_LISTS:
        if content.startswith(start):
            raise BadInput(f"{name} is {what}, not a list. {SAVE_AS}")
    if content.startswith(codecs.BOM_UTF8):
        return Decoded(_or_refuse(content[3:], "utf-8", name), "UTF-8")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_or_refuse(content, "utf-16", name), "UTF-16")
    wide = _utf16_without_mark(content)
    if wide:
        return Decoded(content.decode(wide), "UTF-16")
    try:
        text = content.decode("utf-8")
        encoding = "UTF-8"
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        encoding = "cp1252"
    if _is_binary(text, encoding):
        raise BadInput(f"{name} is not a text file. {SAVE_AS}")
    return Decoded(text, encoding)


def _or_refuse(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} begins like {encoding.upper()} text, but byte {error.start + 1} is not. Maybe it was cut off; export it again.") from error


def _utf16_without_mark(content: bytes) -> str:
    """Give the UTF-16 variant of bytes without a byte order mark, or nothing.

    In UTF-16 an ASCII letter or a line end has a zero byte on the same side each time; in other text zero bytes are rare.
    """
    if len(content) % 2 or b"\0" not in content:
        return ""
    best, best_count = "", 0
    for encoding, letters, zeros in (("utf-16-le", content[0::2], content[1::2]), ("utf-16-be", content[1::2], content[0::2])):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        ascii_count = sum(1 for letter, zero in zip(letters, zeros, strict=True) if zero == 0 and letter)
        line_ends = text.count("\n")
        count = ascii_count + 1000 * line_ends
        if (line_ends or ascii_count * 3 > len(text)) and "\0" not in text and count > best_count:
            best, best_count = encoding, count
    return best


def _is_binary(text: str, encoding: str) -> bool:
    """Say whether a text can't have been written by a person; lists in UTF-8 may hold odd characters, guessed ones hardly any."""
    nulls = text.count("\0")
    if encoding == "UTF-8":
        return nulls * 20 > len(text)
    strange = sum(1 for letter in text if letter < " " and letter not in "\t\r\n") + text.count("\ufffd")
    return nulls > 0 or (strange > 20 and strange * 20 > len(text))
