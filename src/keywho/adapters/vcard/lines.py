"""Content lines of vCards: unfolded and taken apart on reading, escaped and folded on writing (RFC 6350, 3.2 to 3.4; RFC 2426, 5; vCard 2.1)."""

import quopri
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_LINE = 75
"""In octets, the line end not counted."""

_BEGINS = re.compile(rb"[A-Za-z0-9_.\-]+[;:]")
_QUOTED_PRINTABLE = re.compile(rb"^[^:]*[;=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_BASE64 = re.compile(rb"^[^:]*[;=](?:BASE64|B)[;:]", re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([^=:;"]+)(?:=((?:"[^"]*"|[^;:"])*))?')
_ESCAPED = re.compile(r"\\([nN\\,;:\"])")
_ESCAPED_2_1 = re.compile(r"\\(;)")
_TOKEN = re.compile(r"[A-Za-z0-9\-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A content line. `parameters` are by upper-case name; in 2.1 a bare word is a TYPE. `value` is as it stands there, but decoded; `raw` the whole line."""

    group: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str
    raw: str
    is_2_1: bool = False

    def parameter(self, name: str) -> list[str]:
        """Give the values of a parameter, those in quotes and lists taken apart."""
        found = [value for key, value in self.parameters if key == name]
        return [part.strip() for value in found for part in value.replace('"', "").split(",") if part.strip()]

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value, is_2_1=self.is_2_1)

    def parts(self, separator: str = ";") -> list[str]:
        """Give the parts of a value that has some."""
        return [unescaped(part, is_2_1=self.is_2_1).strip() for part in split(self.value, separator)]


def unfolded(content: bytes) -> list[list[bytes]]:
    """Give the logical lines of a file, each as the physical lines that it is made of; the later ones begin with their blank, if they have one.

    Continued are lines before a blank, before a soft line break of quoted-printable, and where the next is nothing that could begin a line.
    """
    lines: list[list[bytes]] = []
    is_soft = False
    for line in re.split(rb"\r\n|\n|\r", content):
        if not lines or not (is_soft or line[:1] in (b" ", b"\t") or (line.strip() and not _BEGINS.match(line))):
            if not line.strip():
                continue
            lines.append([line])
        else:
            lines[-1].append(b"\0" + line if is_soft else line)  # marked: nothing of it is a fold
        is_soft = line.endswith(b"=") and bool(_QUOTED_PRINTABLE.match(lines[-1][0]))
    return lines


def line_of(physical: Sequence[bytes], *, is_2_1: bool) -> Line | None:
    """Take a content line apart; None for what is none.

    vCard 2.1 folds before a blank that belongs to the text, later versions before one that does not.
    """
    first = physical[0].lstrip(b"\xef\xbb\xbf \t")
    keeps_blank = is_2_1 and not _BASE64.match(first)
    rest = [line[1:] if line[:1] == b"\0" else line if keeps_blank else line[1:] if line[:1] in (b" ", b"\t") else line for line in physical[1:]]
    if _QUOTED_PRINTABLE.match(first):
        pieces = [first, *rest]
        whole = b"".join(piece.removesuffix(b"=") if piece is not pieces[-1] else piece for piece in pieces)
    else:
        whole = b"".join((first, *rest))
    head, value = _head_and_value(whole)
    if head is None:
        return None
    name, parameters = head
    group, _, bare = name.rpartition(".")
    line = Line(group, bare.strip().upper(), parameters, "", _decoded(whole, ""), is_2_1)
    charset = next(iter(line.parameter("CHARSET")), "")
    if "QUOTED-PRINTABLE" in (word.upper() for word in (*line.parameter("ENCODING"), *line.parameter("TYPE"))):
        value = quopri.decodestring(value)
    return Line(line.group, line.name, parameters, _decoded(value, charset).replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), line.raw, is_2_1)


def _head_and_value(whole: bytes) -> tuple[tuple[str, tuple[tuple[str, str], ...]] | None, bytes]:
    """Part a line at the first colon outside quotes."""
    text = whole.decode("latin-1")  # a letter for each byte
    name_end = re.match(r"[^;:]*", text)
    at = name_end.end() if name_end else 0
    name = text[:at]
    parameters: list[tuple[str, str]] = []
    while at < len(text) and text[at] == ";":
        found = _PARAMETER.match(text, at)
        if found is None:
            colon = text.find(":", at)
            at = colon if colon >= 0 else len(text)
            break
        key, value = found[1].strip(), found[2]
        said = _decoded((key if value is None else value).encode("latin-1"), "")
        parameters.append(("TYPE" if value is None else key.upper(), said))
        at = found.end()
        if at < len(text) and text[at] not in ";:":  # a quote that is never closed
            colon = text.find(":", at)
            at = colon if colon >= 0 else len(text)
    if not name.strip() or at >= len(text) or text[at] != ":":
        return None, b""
    return (name.strip(), tuple(parameters)), whole[at + 1 :]


def _decoded(octets: bytes, charset: str) -> str:
    """Give the text of some octets: in the charset that is named, in UTF-8, or, where it is neither, as Windows wrote it."""
    for encoding in filter(None, (charset, "utf-8", "cp1252")):
        try:
            return octets.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return octets.decode("latin-1")


def unescaped(text: str, *, is_2_1: bool = False) -> str:
    """Take backslashes off; what is no escape stays as it is. vCard 2.1 knows only that of a semicolon."""
    return (_ESCAPED_2_1 if is_2_1 else _ESCAPED).sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def split(text: str, separator: str) -> list[str]:
    """Part a text at separators without a backslash before them."""
    parts, at, begin = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == separator:
            parts.append(text[begin:at])
            begin = at + 1
        at += 1
    return [*parts, text[begin:]]


def cleaned(text: str) -> str:
    """Give a text as vCards can hold it: without controls and halves of characters, lines ended in one way."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    return "".join(letter for letter in plain if letter in "\n\t" or (letter >= " " and letter != "\x7f" and not "\x80" <= letter <= "\x9f"))


def escaped(text: str) -> str:
    """Put backslashes before what would part values, and write line breaks as `\\n`."""
    return re.sub(r"([\\,;])", r"\\\1", cleaned(text)).replace("\n", "\\n")


def folded(lines: Iterable[str]) -> bytes:
    """Give lines as they stand in a file: at most 75 octets each, no character broken in two, CRLF at the end."""
    out = bytearray()
    for line in lines:
        width = 0
        for letter in line:
            octets = letter.encode()
            if width + len(octets) > LONGEST_LINE:
                out += b"\r\n "
                width = 1
            out += octets
            width += len(octets)
        out += b"\r\n"
    return bytes(out)


def is_token(text: str) -> bool:
    """Say whether a word can stand in a parameter without quotes."""
    return _TOKEN.fullmatch(text) is not None
