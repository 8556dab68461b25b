"""The certificate of the coach: a PDF of one page that says what somebody did."""

from datetime import datetime

from keywho.adapters.legible import legible
from keywho.adapters.printing.lines import Style
from keywho.adapters.printing.sheet import Sheet, to_file
from keywho.coach.certificate import Certificate, Stretch

EDGE_MM = 14.0
SIDE_MM = 30.0
TOP_MM = 38.0
TITLE = Style(15, grey=60)
NAMES = [Style(size, bold=True) for size in (38, 34, 30, 26, 22, 18)]
OPENING = Style(16)
RUNGS = Style(14, bold=True)
HEADING = Style(13.5, bold=True)
LINE = Style(13.5)
SMALL = Style(9.5, grey=70)


def certificate_pdf(made: Certificate, *, paper: str = "a4", made_at: datetime | None = None) -> bytes:
    """Print a certificate on one page.

    Parameters
    ----------
    paper : "a4" or "letter".
    made_at : creation date of the document. Equal arguments give equal files.
    """
    sheet = Sheet(made.title, paper=paper, made_at=made_at, language=made.language)
    sheet.new_page(footer=False)
    _frame(sheet)
    middle, width = sheet.width_mm / 2, sheet.width_mm - 2 * SIDE_MM
    top = sheet.centred(middle, TOP_MM, made.title, TITLE) + 5
    if made.name:
        style, lines = sheet.fitted(legible(made.name), NAMES, width, 1)
        for line in lines:
            top = sheet.centred(middle, top, line, style)
    for line in sheet.wrapped(made.opening, OPENING, width):
        top = sheet.centred(middle, top + 2, line, OPENING)
    top = sheet.centred(middle, top + 9, made.rungs, RUNGS) + 8
    for stretch in made.stretches:
        top = _stretch(sheet, stretch, top, width) + 7
    closing = sheet.wrapped(made.closing, SMALL, width)
    top = max(top, sheet.height_mm - EDGE_MM - 10 - SMALL.line_mm * len(closing))
    for line in closing:
        top = sheet.centred(middle, top, line, SMALL)
    return sheet.content()


write_certificate = to_file(certificate_pdf)


def _frame(sheet: Sheet) -> None:
    """Draw two lines around the page."""
    for edge, width in ((EDGE_MM, 0.8), (EDGE_MM + 2, 0.25)):
        left, right, top, foot = edge, sheet.width_mm - edge, edge, sheet.height_mm - edge
        for x1, y1, x2, y2 in ((left, top, right, top), (left, foot, right, foot), (left, top, left, foot), (right, top, right, foot)):
            sheet.rule(x1, y1, x2, y2, width_mm=width)


def _stretch(sheet: Sheet, stretch: Stretch, top: float, width: float) -> float:
    """Print one half: its heading, the figures in a line or two, and the rungs below each other."""
    top = sheet.lines(SIDE_MM, top, sheet.wrapped(legible(stretch.title), HEADING, width), HEADING)
    sheet.rule(SIDE_MM, top + 0.6, SIDE_MM + width, top + 0.6, grey=150)
    top = sheet.lines(SIDE_MM, top + 2, sheet.wrapped(" · ".join(stretch.lines), LINE, width), LINE) + 1
    for rung in stretch.rungs:
        sheet.shade(SIDE_MM + 0.4, top + 1.7, 2.2, 2.2, grey=60)
        top = sheet.lines(SIDE_MM + 5, top, sheet.wrapped(rung, LINE, width - 5), LINE)
    return top
