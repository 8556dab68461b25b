"""Sheets of paper: pages, lines, rules, codes and the footer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Concatenate, ParamSpec

from fpdf import FPDF

from keywho.adapters.printing.lettering import Lettering
from keywho.adapters.printing.lines import BASELINE, MM_PER_PT, Style, boxed, fitted, shortened, wrap
from keywho.adapters.qr import Modules, dark_runs
from keywho.adapters.safe_write import write_safely
from keywho.core.errors import BadInput

MARGIN_MM = 9.0
FOOTER_MM = 9.0
"""Height of the strip at the foot of each page."""

FOOTER = Style(8, grey=90)
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


class Sheet:
    """The document that is being printed. Everything on it goes through `line` and stays inside the page."""

    def __init__(self, title: str, *, paper: str = "a4", made_at: datetime | None = None, language: str = "en") -> None:
        if paper not in PAPERS:
            raise BadInput(f"There is no paper called “{paper}”. Maybe “a4” or “letter”.")
        self.title = title
        self._pdf = FPDF(unit="mm", format=PAPERS[paper])
        self._pdf.set_auto_page_break(False)
        self._pdf.c_margin = 0
        self._pdf.set_lang(language)
        self._pdf.set_title(title)
        self._pdf.set_creator("keywho")
        moment = made_at or datetime(2000, 1, 1, tzinfo=UTC)  # a fixed one: equal programmes give equal files
        self._pdf.set_creation_date(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        self.letters = Lettering(self._pdf)

    @property
    def width_mm(self) -> float:
        """Width of the present page."""
        return self._pdf.w

    @property
    def height_mm(self) -> float:
        """Height of the present page."""
        return self._pdf.h

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return self._pdf.page

    @property
    def foot_mm(self) -> float:
        """Where the footer begins; nothing else is printed below."""
        return self.height_mm - FOOTER_MM

    def new_page(self, *, landscape: bool = False, footer: bool = True) -> None:
        """Begin a page, with its footer unless the page is cut up or hung on a wall."""
        self._pdf.add_page(orientation="landscape" if landscape else "portrait")
        if not footer:
            return
        page_no = f"Page {self._pdf.page}"
        across = self.width_mm - 2 * MARGIN_MM
        self.line(MARGIN_MM, self.foot_mm + 1, shortened(self.letters, self.title, FOOTER, across - 30), FOOTER)
        self.line(self.width_mm - MARGIN_MM - self.measure_mm(page_no, FOOTER), self.foot_mm + 1, page_no, FOOTER)

    def measure_mm(self, text: str, style: Style) -> float:
        """Give the width of a line."""
        return self.letters.width_em(text, bold=style.bold) * style.size_pt * MM_PER_PT

    def line(self, x_mm: float, top_mm: float, text: str, style: Style) -> float:
        """Print one line whose letters hang below `top_mm`; give the height where the next line begins."""
        self._pdf.set_text_color(style.grey)
        self.letters.draw(x_mm, top_mm + BASELINE * style.size_pt * MM_PER_PT, text, style.size_pt, bold=style.bold)
        return top_mm + style.line_mm

    def centred(self, middle_mm: float, top_mm: float, text: str, style: Style) -> float:
        """Print one line around a middle."""
        return self.line(middle_mm - self.measure_mm(text, style) / 2, top_mm, text, style)

    def lines(self, x_mm: float, top_mm: float, texts: list[str], style: Style) -> float:
        """Print lines below each other."""
        for text in texts:
            top_mm = self.line(x_mm, top_mm, text, style)
        return top_mm

    def wrapped(self, text: str, style: Style, width_mm: float) -> list[str]:
        """Break a text into lines that fit; none for an empty text."""
        return wrap(self.letters, text, style, width_mm) if text else []

    def fitted(self, text: str, styles: list[Style], width_mm: float, most_lines: int) -> tuple[Style, list[str]]:
        """Give the largest of the styles in which a text needs few lines, and the lines."""
        return fitted(self.letters, text, styles, width_mm, most_lines)

    def boxed(
        self, text: str, sizes_pt: Sequence[float], width_mm: float, height_mm: float, *, bold: bool = False, whole_pt: float = 0
    ) -> tuple[Style, list[str]]:
        """Give the largest letters with which a text fits into a box, and its lines; words are torn rather than smaller than `whole_pt`."""
        return boxed(self.letters, text, sizes_pt, width_mm, height_mm, bold=bold, whole_pt=whole_pt)

    def shortened(self, text: str, style: Style, width_mm: float) -> str:
        """Give a text, cut with an ellipsis where it is too wide."""
        return shortened(self.letters, text, style, width_mm)

    def rule(self, x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float, *, grey: int = 0, width_mm: float = 0.25, dashed: bool = False) -> None:
        """Draw a straight line; dashed for cutting along it."""
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(width_mm)
        self._pdf.set_dash_pattern(2 if dashed else 0, 2 if dashed else 0)
        self._pdf.line(x1_mm, y1_mm, x2_mm, y2_mm)
        if dashed:
            self._pdf.set_dash_pattern()

    def shade(self, x_mm: float, y_mm: float, width_mm: float, height_mm: float, *, grey: int = 238) -> None:
        """Fill a rectangle with a light grey."""
        self._pdf.set_fill_color(grey)
        self._pdf.rect(x_mm, y_mm, width_mm, height_mm, style="F")

    def code(self, x_mm: float, y_mm: float, side_mm: float, modules: Modules) -> None:
        """Draw a QR code; the white around it is left to the caller. It is filled in one go, so that no hairlines run through it."""
        unit, k = side_mm / len(modules), self._pdf.k
        boxes = [
            f"{(x_mm + at * unit) * k:.3f} {(self.height_mm - y_mm - (line + 1) * unit) * k:.3f} {length * unit * k:.3f} {unit * k:.3f} re"
            for line, row in enumerate(modules)
            for at, length in dark_runs(row)
        ]
        self._pdf._out(" ".join(["q 0 g", *boxes, "f Q"]))

    @contextmanager
    def upside_down(self, x_mm: float, y_mm: float) -> Iterator[None]:
        """Turn all that is printed meanwhile by half a turn around a point."""
        with self._pdf.rotation(180, x_mm, y_mm):
            yield

    def content(self) -> bytes:
        """Give the finished document."""
        return bytes(self._pdf.output())


P = ParamSpec("P")


def to_file(print_: Callable[P, bytes]) -> Callable[Concatenate[Path | str, P], None]:
    """Make, of a function that prints to bytes, one that writes them to the file whose path comes first."""

    def write(path: Path | str, /, *args: P.args, **kwargs: P.kwargs) -> None:
        write_safely(path, print_(*args, **kwargs))

    write.__name__ = write.__qualname__ = f"write_{print_.__name__.removesuffix('_pdf')}"
    write.__module__ = print_.__module__
    write.__doc__ = f"Write a file; the path comes first.\n\n{print_.__doc__}"
    path = Parameter("path", Parameter.POSITIONAL_ONLY, annotation=Path | str)
    write.__signature__ = Signature([path, *signature(print_).parameters.values()])  # type: ignore[attr-defined]
    return write
