"""Setting lines of text in any script: which font has which letter, how wide a line is, and drawing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from fpdf.fonts import TTFFont

from keywho.adapters.legible import is_shaped, runs_right_to_left

FONTS = Path(__file__).parents[1] / "fonts"
SANS, SANS_BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
LAST_RESORTS = ("DroidSansFallback.ttf", "UnifontRest.otf", "UnifontUpperRest.otf")
INDIC = ("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala")
NOTO_BLOCKS = (
    *((0x0900 + no * 0x80, 0x097F + no * 0x80, name) for no, name in enumerate(INDIC)),
    (0xA8E0, 0xA8FF, "Devanagari"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x1000, 0x109F, "Myanmar"),
    (0xA9E0, 0xA9FF, "Myanmar"),
    (0xAA60, 0xAA7F, "Myanmar"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x2D80, 0x2DDF, "Ethiopic"),
    (0xAB00, 0xAB2F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
    (0x19E0, 0x19FF, "Khmer"),
)
_MM_PER_PT = 25.4 / 72
_PER_EM = 1000.0


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line in one font and one direction; `shaped` where letters change with their neighbours."""

    font: str
    text: str
    width_em: float
    shaped: bool = False
    right_to_left: bool = False


class Lettering:
    """The letters of one document. Fonts are opened when a text first needs them."""

    def __init__(self, pdf: FPDF) -> None:
        self._pdf = pdf
        self._words: dict[tuple[str, bool], float] = {}
        self._lines: dict[tuple[str, bool], tuple[Run, ...]] = {}
        self._sans = {False: self._font(SANS), True: self._font(SANS_BOLD)}

    def width_em(self, text: str, *, bold: bool = False) -> float:
        """Give the width of a text, for a letter size of 1."""
        key = (text, bold)
        width = self._words.get(key)
        if width is None:
            width = self._words[key] = sum(run.width_em for run in self._runs(text, bold))
        return width

    def draw(self, x_mm: float, baseline_mm: float, text: str, size_pt: float, *, bold: bool = False) -> None:
        """Draw one line with its baseline at a height; nothing is wrapped or cut."""
        for run in self._runs(text, bold):
            self._pdf.set_font(run.font, size=size_pt)
            if run.shaped:
                self._draw_shaped(run, x_mm, baseline_mm)
            else:
                self._pdf.text(x_mm, baseline_mm, run.text)
            x_mm += run.width_em * size_pt * _MM_PER_PT

    def _draw_shaped(self, run: Run, x_mm: float, baseline_mm: float) -> None:
        """Place each glyph where the shaping engine wants it. (`FPDF.cell` would cut Arabic words at their vowel signs.)"""
        pdf, face = self._pdf, self._face(run.font)
        pdf.text(x_mm, baseline_mm, "")  # makes the font known to the page
        x_pt, y_pt, unit = x_mm * pdf.k, (pdf.h - baseline_mm) * pdf.k, face.scale * pdf.font_size_pt / 1000
        colour = pdf.text_color.serialize().lower() if pdf.text_color else "0 g"
        marks = [f"q {colour} BT"]
        for glyph in face.shape_text(run.text, pdf.font_size_pt, _shaping(run.right_to_left)):
            if glyph["mapped_char"] is not None:
                at = f"1 0 0 1 {x_pt + glyph['x_offset'] * unit:.2f} {y_pt + glyph['y_offset'] * unit:.2f} Tm"
                marks.append(f"{at} ({face.escape_text(chr(glyph['mapped_char']))}) Tj")
            x_pt += glyph["x_advance"] * unit
        pdf._out(" ".join([*marks, "ET Q"]))

    def _runs(self, text: str, bold: bool) -> tuple[Run, ...]:
        key = (text, bold)
        runs = self._lines.get(key)
        if runs is None:
            if len(self._lines) > 20_000:  # a big evening has more lines than are worth keeping
                self._lines.clear()
            runs = self._lines[key] = tuple(self._new_runs(text, bold))
        return runs

    def _new_runs(self, text: str, bold: bool) -> Iterator[Run]:
        sans = SANS_BOLD if bold else SANS
        if text.isascii() or not any(is_shaped(char) or is_format(char) or ord(char) not in self._sans[bold] for char in text):
            yield self._run(sans, text, False, False)
            return
        shown = "".join(char if self._is_known(char, bold) else f"[U+{ord(char):04X}]" for char in text)
        for part, right_to_left in visual_order(shown):
            fonts = self._by_font(part, bold)
            for font, stretch in reversed(fonts) if right_to_left else fonts:
                yield self._run(font, stretch, right_to_left or any(map(is_shaped, stretch)), right_to_left)

    def _run(self, font: str, text: str, shaped: bool, right_to_left: bool) -> Run:
        _, width = self._face(font).get_text_width(text, _PER_EM, _shaping(right_to_left) if shaped else None)
        return Run(font, text, width / _PER_EM, shaped, right_to_left)

    def _by_font(self, text: str, bold: bool) -> list[tuple[str, str]]:
        """Cut a text where the font changes; marks and blanks stay with the letter before them if its font has them."""
        stretches: list[tuple[str, str]] = []
        for char in text:
            stays = stretches and (not char.isalnum()) and ord(char) in self._font(stretches[-1][0])
            font = stretches[-1][0] if stays else self._font_of(char, bold) or SANS
            if stretches and stretches[-1][0] == font:
                stretches[-1] = (font, stretches[-1][1] + char)
            else:
                stretches.append((font, char))
        return stretches

    def _is_known(self, char: str, bold: bool) -> bool:
        return is_format(char) or self._font_of(char, bold) is not None

    def _font_of(self, char: str, bold: bool) -> str | None:
        """Give the first font that has a character; None if there is none."""
        code = ord(char)
        noto = next((f"NotoSans{name}-Regular.ttf" for first, last, name in NOTO_BLOCKS if first <= code <= last), "")
        chain = (*([SANS_BOLD] if bold else []), SANS, *([noto] if noto else []), *LAST_RESORTS)
        return next((name for name in chain if code in self._font(name)), None)

    def _font(self, name: str) -> dict[int, str]:
        """Give the characters of a font."""
        return self._face(name).cmap

    def _face(self, name: str) -> TTFFont:
        """Give a font, opening it if need be."""
        if name.lower() not in self._pdf.fonts:
            self._pdf.add_font(name, "", FONTS / name)
        face = self._pdf.fonts[name.lower()]
        assert isinstance(face, TTFFont)
        return face


def _shaping(right_to_left: bool) -> dict[str, Any]:
    return {"features": {}, "fragment_direction": TextDirection.RTL if right_to_left else TextDirection.LTR}


def is_format(char: str) -> bool:
    """Say whether a character only steers others: a joiner or a direction isolate."""
    return "\u200c" <= char <= "\u200f" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


def visual_order(text: str) -> list[tuple[str, bool]]:
    """Cut a line into stretches of one direction, in the order in which they stand on paper from the left.

    The line itself runs from left to right, as our sentences do; a name that does not is isolated in it.
    """
    if not runs_right_to_left(text):
        return [("".join(char for char in text if not is_direction(char)), False)]
    characters = BidiParagraph(text, TextDirection.LTR, preserve_bn_chars=True).get_characters_with_embedding_level()
    levels = [(one.character, one.embedding_level) for one in sorted(characters, key=lambda one: one.character_index) if not is_direction(one.character)]
    runs = [(level, "".join(char for char, _ in group)) for level, group in groupby(levels, key=lambda pair: pair[1])]
    for depth in range(max((level for level, _ in runs), default=0), 0, -1):
        ordered: list[tuple[int, str]] = []
        for deep, group in groupby(runs, key=lambda run, depth=depth: run[0] >= depth):  # type: ignore[misc]
            stretch = list(group)
            ordered += reversed(stretch) if deep else stretch
        runs = ordered
    return [(part, level % 2 == 1) for level, part in runs]


def is_direction(char: str) -> bool:
    """Say whether a character is a direction mark, isolate or override: it has done its work once the order is known."""
    return is_format(char) and char not in "\u200c\u200d"
