"""Text that strangers typed, made fit to be shown on a line: nothing invisible, nothing that turns the rest of the line around."""

import re
import unicodedata

MOST_MARKS = 4
"""Different marks above or below one letter; no spelling uses more, but some names are written to run over their neighbours."""

JOINERS = "\u200c\u200d"
FSI, PDI = "\u2068", "\u2069"
"""Around a text that keeps its own direction in a line."""

_SHOWN_FORMATS = frozenset([*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD])
_INVISIBLE = frozenset(
    [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)
_ORDINARY = re.compile(r"[!-~¡-¬®-\u02ff\u0370-\u0482\u048a-\u0590]+(?: [!-~¡-¬®-\u02ff\u0370-\u0482\u048a-\u0590]+)*")


def legible(text: str) -> str:
    """Give the text in one line without controls, invisible characters, direction overrides and heaps of marks.

    >>> legible("  Ann\\n\\u202eBen\\t")
    'Ann Ben'
    """
    if _ORDINARY.fullmatch(text):
        return text
    shown: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text):
        category, code = unicodedata.category(char), ord(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category == "Cc" or char.isspace():
            shown.append(" ")
        elif char in JOINERS:
            if shown and is_shaped(shown[-1]):
                shown.append(char)
        elif code in _INVISIBLE or (category == "Cf" and code not in _SHOWN_FORMATS):
            marks = 0
        elif marks == 0 or (marks <= MOST_MARKS and char not in shown[-1:]):
            shown.append(char)
    return " ".join("".join(shown).split()).strip(JOINERS)


def isolated(text: str) -> str:
    """Wrap a text that runs from right to left so that it leaves the order of the sentence around it alone."""
    return f"{FSI}{text}{PDI}" if runs_right_to_left(text) else text


def runs_right_to_left(text: str) -> bool:
    """Say whether some of it is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


def starts_right_to_left(text: str) -> bool:
    """Say whether its first letter is of a script that is written from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def is_shaped(char: str) -> bool:
    """Say whether a character changes its form or place with its neighbours, so that a shaping engine has to set it."""
    code = ord(char)
    if code < 0x300:
        return False
    return (
        0x0590 <= code < 0x1200
        or 0x1700 <= code < 0x1CC0
        or 0xA800 <= code < 0xAC00
        or 0xFB1D <= code < 0xFE00
        or 0xFE70 <= code < 0xFEFF
        or 0x10800 <= code < 0x12000
        or 0x1E800 <= code < 0x1F000
        or char in JOINERS
        or unicodedata.category(char)[0] == "M"
    )
