"""Breaking a text into lines that fit."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from keywho.adapters.legible import FSI, PDI, isolated
from keywho.adapters.printing.lettering import Lettering

MM_PER_PT = 25.4 / 72
LEADING = 1.22
"""Height of a line, in letter sizes."""

BASELINE = 0.95
"""Where letters stand below the top of their line, in letter sizes."""

ABOVE_CAPITALS = 0.22
"""From the top of a line to the top of its capital letters, in letter sizes."""

_PIECES = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]|[^ \u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+| +")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: letter size in points, weight, and grey (0 is black)."""

    size_pt: float
    bold: bool = False
    grey: int = 0

    def scaled(self, scale: float) -> "Style":
        """Give the same style, larger or smaller."""
        return Style(self.size_pt * scale, self.bold, self.grey)

    @property
    def line_mm(self) -> float:
        """Height of a line."""
        return self.size_pt * LEADING * MM_PER_PT


def wrap(letters: Lettering, text: str, style: Style, width_mm: float) -> list[str]:
    """Break a text into lines no wider than `width_mm`: at blanks, between Chinese letters, and inside a word only where it is too long for a line."""
    limit = width_mm / (style.size_pt * MM_PER_PT)
    if letters.width_em(text, bold=style.bold) <= limit:
        return [text]
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _PIECES.findall(text):
        width = letters.width_em(piece, bold=style.bold)
        if used + width <= limit or (piece.isspace() and line):
            line, used = line + piece, used + width
            continue
        if line.strip():
            lines.append(line.strip())
        line, used = "", 0.0
        if piece.isspace():
            continue
        if width > limit:
            *torn, piece = _torn(letters, piece, style, limit)
            lines += torn
            width = letters.width_em(piece, bold=style.bold)
        line, used = piece, width
    return _isolated_by_line([*lines, line.strip()] if line.strip() else lines)


def _isolated_by_line(lines: list[str]) -> list[str]:
    """Where a name that runs from right to left is broken over lines, isolate each part of it."""
    is_open = False
    balanced = []
    for line in lines:
        begins_open, is_open = is_open, line.rfind(FSI) > line.rfind(PDI) or (is_open and PDI not in line)
        balanced.append(FSI * begins_open + line + PDI * is_open)
    return balanced


def shortened(letters: Lettering, text: str, style: Style, width_mm: float) -> str:
    """Give the text, or as much of its start as fits with an ellipsis."""
    limit = width_mm / (style.size_pt * MM_PER_PT)
    if letters.width_em(text, bold=style.bold) <= limit:
        return text
    return longest_start(text, lambda start: letters.width_em(start.rstrip() + "…", bold=style.bold) <= limit).rstrip() + "…"


def longest_start(text: str, fits: Callable[[str], bool]) -> str:
    """Give the longest start of a text that fits, whole letters with their marks; at least one letter, so that there is an end."""
    cuts = list(accumulate(map(len, whole_letters(text))))
    low, high = 0, len(cuts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[: cuts[middle]]) else (low, middle - 1)
    return text[: cuts[low]]


def whole_letters(text: str) -> list[str]:
    """Cut a text into letters, each with its marks."""
    letters: list[str] = []
    for char in text:
        if letters and _belongs_to_letter_before(char):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _torn(letters: Lettering, word: str, style: Style, limit: float) -> list[str]:
    """Break a word that is too long for a line."""
    parts, part, used = [], "", 0.0
    for letter in whole_letters(word):
        width = letters.width_em(letter, bold=style.bold)
        if part and used + width > limit:
            parts.append(part)
            part, used = "", 0.0
        part, used = part + letter, used + width
    parts.append(part)
    if all(letters.width_em(part, bold=style.bold) <= limit or len(whole_letters(part)) == 1 for part in parts):
        return parts
    head = longest_start(word, lambda start: letters.width_em(start, bold=style.bold) <= limit)  # joined letters can be wider than single ones
    return [head, *_torn(letters, word[len(head) :], style, limit)] if head != word else [word]


def _belongs_to_letter_before(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"


def fitted(letters: Lettering, text: str, styles: list[Style], width_mm: float, most_lines: int) -> tuple[Style, list[str]]:
    """Give the first style in which the text needs at most so many lines; with the last style it takes as many as it needs."""
    for style in styles[:-1]:
        lines = wrap(letters, text, style, width_mm)
        if len(lines) <= most_lines and not _cuts_words(text, lines):
            return style, lines
    return styles[-1], wrap(letters, text, styles[-1], width_mm)


def _cuts_words(text: str, lines: list[str]) -> bool:
    return len(lines) > 1 and not set(" ".join(lines).split()) <= set(text.split()) and text.isascii()


def boxed(
    letters: Lettering, text: str, sizes_pt: Sequence[float], width_mm: float, height_mm: float, *, bold: bool = False, whole_pt: float = 0
) -> tuple[Style, list[str]]:
    """Give the largest letters with which a text fits into a box: words whole, down to letters of `whole_pt`; else words torn; else cut with an ellipsis."""
    styles = [Style(size_pt, bold) for size_pt in sizes_pt]
    for may_tear in (False, True):
        for style in styles:
            lines = wrap(letters, text, style, width_mm)
            is_whole = len(lines) == 1 or _keeps_words(letters, text, style, width_mm)
            if len(lines) * style.line_mm <= height_mm and (may_tear or (is_whole and style.size_pt >= whole_pt)):
                return style, lines
    style = styles[-1]
    lines = wrap(letters, text, style, width_mm)
    return style, _cut(letters, text, lines[: max(1, int(height_mm / style.line_mm))], style, width_mm)


def _keeps_words(letters: Lettering, text: str, style: Style, width_mm: float) -> bool:
    limit = width_mm / (style.size_pt * MM_PER_PT)
    return all(letters.width_em(piece, bold=style.bold) <= limit for piece in _PIECES.findall(text))


def _cut(letters: Lettering, text: str, lines: list[str], style: Style, width_mm: float) -> list[str]:
    """Let the last of some lines go on as far as it is wide, with an ellipsis."""
    at = 0
    for line in lines[:-1]:
        at = text.index(line.strip(FSI + PDI), at) + len(line.strip(FSI + PDI))
    rest = text[at:].strip(f"{FSI}{PDI} ")
    return [*lines[:-1], isolated(shortened(letters, rest, style, width_mm))]
