"""The poster at the door: one code, three steps, read from a few metres away."""

from dataclasses import dataclass

from keywho.adapters.legible import isolated, legible
from keywho.adapters.printing.lines import ABOVE_CAPITALS, MM_PER_PT, Style
from keywho.adapters.printing.sheet import Sheet
from keywho.adapters.qr import Modules

MARGIN_MM = 18.0
TITLE_SIZES_PT = (*range(60, 22, -2), 20, 16, 12)
TITLE_MM = 46.0
CODE_SHARE = 0.32
"""Side of the QR code, as a share of the page's height."""

BY_HAND_SIZES_PT = (18, 16, 14, 12, 10, 8)
SHORT_CODE_SIZES_PT = (40, 34, 28, 24, 20, 16, 12)
STEP_SIZES_PT = (21, 20, 19, 18, 17)
CALM = Style(24, bold=True)
PAPER_SIZES_PT = (14, 13, 12, 11, 10)


@dataclass(frozen=True, slots=True)
class PosterWords:
    """What the poster says in one language."""

    steps: tuple[str, str, str]
    by_hand: str
    """Before the address that can be typed."""

    calm: str
    on_paper: str


WORDS = {
    "en": PosterWords(
        ("Point your camera here and tap the link.", "Write your name and what you look for.", "Take a chair: your phone says whom you meet."),
        "Or open {address} and type",
        "No app. No account.",
        "No phone? Come to the desk: everything is there on paper too.",
    ),
    "de": PosterWords(
        (
            "Halten Sie die Kamera hierher und tippen Sie auf den Link.",
            "Schreiben Sie Ihren Namen und was Sie suchen.",
            "Nehmen Sie Platz: Ihr Telefon sagt, wen Sie treffen.",
        ),
        "Oder öffnen Sie {address} und geben Sie ein:",
        "Keine App. Kein Konto.",
        "Kein Telefon? Kommen Sie an den Tisch: Alles gibt es auch auf Papier.",
    ),
    "es": PosterWords(
        (
            "Apunte aquí con la cámara y toque el enlace.",
            "Escriba su nombre y lo que busca.",
            "Tome asiento: su teléfono dice a quién va a conocer.",
        ),
        "O abra {address} y escriba",
        "Sin aplicación. Sin cuenta.",
        "¿Sin teléfono? Venga a la mesa: todo está también en papel.",
    ),
}


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the poster."""

    title: str
    modules: Modules
    code: str
    address: str


def print_poster(sheet: Sheet, poster: Poster, words: PosterWords) -> None:
    """Print the poster on one page."""
    sheet.new_page(footer=False)
    middle_mm, width_mm = sheet.width_mm / 2, sheet.width_mm - 2 * MARGIN_MM
    style, lines = sheet.boxed(isolated(legible(poster.title)), TITLE_SIZES_PT, width_mm, TITLE_MM, bold=True, whole_pt=20)
    y_mm = MARGIN_MM - 4 + (TITLE_MM - len(lines) * style.line_mm) / 2
    for line in lines:
        y_mm = sheet.centred(middle_mm, y_mm, line, style)
    side_mm = CODE_SHARE * sheet.height_mm
    code_mm = MARGIN_MM + TITLE_MM
    sheet.code(middle_mm - side_mm / 2, code_mm, side_mm, poster.modules)
    steps_mm = _print_by_hand(sheet, poster, words, code_mm + side_mm + 5, width_mm) + 3
    paper, (on_paper, *_) = sheet.boxed(words.on_paper, PAPER_SIZES_PT, width_mm, Style(PAPER_SIZES_PT[0]).line_mm)
    foot_mm = sheet.height_mm - MARGIN_MM + 4 - CALM.line_mm - paper.line_mm
    _print_steps(sheet, words, steps_mm, foot_mm - 5)
    sheet.centred(middle_mm, foot_mm, words.calm, CALM)
    sheet.centred(middle_mm, foot_mm + CALM.line_mm, on_paper, paper)


def _print_by_hand(sheet: Sheet, poster: Poster, words: PosterWords, top_mm: float, width_mm: float) -> float:
    """Print the address and the code for those who type; give where that ends."""
    middle_mm = sheet.width_mm / 2
    if poster.address:
        sentence = words.by_hand.format(address=legible(poster.address)) if poster.code else legible(poster.address)
        style, lines = sheet.boxed(sentence, BY_HAND_SIZES_PT, width_mm, 9)
        for line in lines:
            top_mm = sheet.centred(middle_mm, top_mm, line, style)
    if poster.code:
        style, (code, *_) = sheet.boxed(legible(poster.code), SHORT_CODE_SIZES_PT, width_mm, Style(40).line_mm, bold=True)
        top_mm = sheet.centred(middle_mm, top_mm, code, style)
    return top_mm


def _print_steps(sheet: Sheet, words: PosterWords, top_mm: float, bottom_mm: float) -> None:
    """Print the three steps, each with its number large beside it."""
    height_mm = (bottom_mm - top_mm) / len(words.steps)
    text_x_mm = MARGIN_MM + 14
    text_mm = sheet.width_mm - MARGIN_MM - text_x_mm
    style = _step_style(sheet, words, text_mm, height_mm)
    for no, step in enumerate(words.steps, 1):
        lines = sheet.wrapped(step, style, text_mm)
        y_mm = top_mm + (no - 1) * height_mm + (height_mm - len(lines) * style.line_mm) / 2
        number = Style(34, bold=True)
        capitals_mm = 0.73 * number.size_pt * MM_PER_PT
        number_mm = y_mm + len(lines) * style.line_mm / 2 - capitals_mm / 2 - ABOVE_CAPITALS * number.size_pt * MM_PER_PT
        sheet.line(MARGIN_MM, number_mm, str(no), number)
        sheet.lines(text_x_mm, y_mm, lines, style)


def _step_style(sheet: Sheet, words: PosterWords, width_mm: float, height_mm: float) -> Style:
    """Give the largest letters with which each step stands on one line, or else fits."""
    styles = [Style(size_pt) for size_pt in STEP_SIZES_PT]
    on_one_line = [style for style in styles if all(sheet.measure_mm(step, style) <= width_mm for step in words.steps)]
    fitting = [style for style in styles if all(len(sheet.wrapped(step, style, width_mm)) * style.line_mm <= height_mm for step in words.steps)]
    return next(iter([*on_one_line, *fitting, styles[-1]]))
