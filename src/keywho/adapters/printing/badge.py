"""Name badges: the first name to be read from across the room, all else smaller."""

from collections.abc import Sequence
from dataclasses import dataclass

from keywho.adapters.legible import is_shaped, isolated, legible, starts_right_to_left
from keywho.adapters.printing.lines import MM_PER_PT, Style
from keywho.adapters.printing.sheet import Sheet
from keywho.adapters.qr import Modules, qr_modules

WIDTH_MM, HEIGHT_MM = 90.0, 60.0
"""Of one face: the usual plastic holder, and eight on A4 and on letter paper."""

ACROSS, DOWN = 2, 4
PADDING_MM = 4.0
CODE_MM = 19.0
GAP_MM = 3.0
MARK_MM = 6.0
"""Length of the marks to cut along."""

TITLE = Style(8, grey=70)
FIRST_SIZES_PT = (*range(64, 14, -2), 14, 12, 10)
ONE_LINE_PT = 30
"""Letters of this size are large enough; a first name is not broken to be larger."""

REST_SIZES_PT = (20, 18, 16, 14, 12, 11, 10, 9)
LINE_SIZES_PT = (11, 10, 9, 8.5)
COMPANY = Style(9.5, grey=50)
SHORT_CODE = Style(8.5, bold=True)
HINT = Style(11, grey=70)


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on one badge; whatever is empty is left out.

    `line` is a sentence of their own ("I seek a ward that hires nurses"). `qr_text` is the personal link behind the code,
    and `code` the short form of it that can be typed. A badge without any name has a line to write on.
    """

    name_first: str
    name_rest: str = ""
    line: str = ""
    qr_text: str = ""
    code: str = ""
    company: str = ""

    @classmethod
    def named(cls, name: str, *, line: str = "", qr_text: str = "", code: str = "", company: str = "") -> "Badge":
        """Make the badge of a whole name; what stands before the first blank is the first name.

        >>> Badge.named("Ann van der Berg").name_rest
        'van der Berg'
        """
        first, _, rest = legible(name).partition(" ")
        return cls(first, rest, line, qr_text, code, company)


Coded = tuple[Badge, Modules | None]


def with_code(badge: Badge) -> Coded:
    """Give a badge together with its QR code."""
    return badge, qr_modules(badge.qr_text) if badge.qr_text else None


def print_badges(sheet: Sheet, badges: Sequence[Coded], title: str, *, double_sided: bool) -> None:
    """Print all badges, eight faces on a page; the two faces of a badge stand side by side, with the fold between them."""
    faces = 2 if double_sided else 1
    on_a_page = ACROSS * DOWN // faces
    left_mm, top_mm = (sheet.width_mm - ACROSS * WIDTH_MM) / 2, (sheet.height_mm - DOWN * HEIGHT_MM) / 2
    for start in range(0, len(badges), on_a_page):
        sheet.new_page(footer=False)
        _marks(sheet, left_mm, top_mm, folded=double_sided)
        for at, (badge, modules) in enumerate(badges[start : start + on_a_page]):
            face = _Face(sheet, badge, modules, title)
            for side in range(faces):
                down, across = divmod(at * faces + side, ACROSS)
                face.print(left_mm + across * WIDTH_MM, top_mm + down * HEIGHT_MM)


def _marks(sheet: Sheet, left_mm: float, top_mm: float, *, folded: bool) -> None:
    """Draw where to cut, outside and between the badges, and where to fold."""
    right_mm, bottom_mm = left_mm + ACROSS * WIDTH_MM, top_mm + DOWN * HEIGHT_MM
    for no in range(DOWN + 1):
        y_mm = top_mm + no * HEIGHT_MM
        sheet.rule(left_mm - MARK_MM, y_mm, right_mm + MARK_MM, y_mm, grey=170, width_mm=0.15, dashed=True)
    for no in range(ACROSS + 1):
        x_mm = left_mm + no * WIDTH_MM
        is_fold = folded and no == 1
        sheet.rule(x_mm, top_mm - MARK_MM, x_mm, bottom_mm + MARK_MM, grey=200 if is_fold else 170, width_mm=0.15, dashed=not is_fold)
    words = "Cut along the dashed lines, fold along the middle: both sides show the name." if folded else "Cut along the dashed lines."
    sheet.line(left_mm, top_mm - MARK_MM - 5, words, TITLE)


@dataclass(frozen=True, slots=True)
class _Face:
    """One side of a badge; both sides are the same."""

    sheet: Sheet
    badge: Badge
    modules: Modules | None
    title: str

    def print(self, x_mm: float, y_mm: float) -> None:
        """Print it with its upper left corner at a point."""
        left_mm, top_mm, width_mm = x_mm + PADDING_MM, y_mm + PADDING_MM, WIDTH_MM - 2 * PADDING_MM
        bottom_mm = y_mm + HEIGHT_MM - PADDING_MM
        if self.title:
            self.sheet.line(left_mm, top_mm - 0.5, self.sheet.shortened(self.title, TITLE, width_mm), TITLE)
        if self.modules:
            self._print_code(left_mm + width_mm - CODE_MM, bottom_mm)
        name_mm = top_mm + TITLE.line_mm
        below_mm = self._print_small(left_mm, bottom_mm, width_mm - (CODE_MM + GAP_MM if self.modules else 0))
        self._print_first(left_mm, name_mm, width_mm, below_mm - name_mm - 1)

    def _print_code(self, x_mm: float, bottom_mm: float) -> None:
        assert self.modules
        code = legible(self.badge.code)
        under_mm = SHORT_CODE.line_mm if code else 0.0
        self.sheet.code(x_mm, bottom_mm + 1 - under_mm - CODE_MM, CODE_MM, self.modules)
        if code:
            text = self.sheet.shortened(code, SHORT_CODE, CODE_MM + 2)
            self.sheet.centred(x_mm + CODE_MM / 2, bottom_mm + 1 - under_mm + 0.4, text, SHORT_CODE)

    def _print_small(self, left_mm: float, bottom_mm: float, width_mm: float) -> float:
        """Print the rest of the name, their line and the company beside the code; give where they begin."""
        blocks: list[tuple[Style, list[str]]] = []
        rest, line, company = _names(self.badge)[1], legible(self.badge.line), legible(self.badge.company)
        if rest:
            blocks.append(self.sheet.boxed(isolated(rest), REST_SIZES_PT, width_mm, 2 * Style(16).line_mm))
        if company:
            blocks.append((COMPANY, [self.sheet.shortened(isolated(company), COMPANY, width_mm)]))
        if line:
            blocks.append(self.sheet.boxed(isolated(line), LINE_SIZES_PT, width_mm, 2 * Style(11).line_mm))
        height_mm = sum(len(lines) * style.line_mm for style, lines in blocks) + 0.8 * max(0, len(blocks) - 1)
        top_mm = y_mm = bottom_mm + 1.5 - max(height_mm, CODE_MM + SHORT_CODE.line_mm + 2 if self.modules else 0.0)
        for style, lines in blocks:
            y_mm = self._print_lines(left_mm, y_mm, width_mm, lines, style) + 0.8
        return top_mm

    def _print_first(self, left_mm: float, top_mm: float, width_mm: float, height_mm: float) -> None:
        first = _names(self.badge)[0]
        if not first:
            self.sheet.line(left_mm, top_mm + 1, "My name is", HINT)
            self.sheet.rule(left_mm, top_mm + height_mm - 3, left_mm + width_mm, top_mm + height_mm - 3, grey=120)
            return
        air_mm = 0.0
        style, lines = self.sheet.boxed(isolated(first), FIRST_SIZES_PT, width_mm, height_mm, bold=True, whole_pt=18)
        if len(lines) > 1:
            large = next((Style(size, True) for size in FIRST_SIZES_PT if self.sheet.measure_mm(isolated(first), Style(size, True)) <= width_mm), style)
            style, lines = (large, [isolated(first)]) if large.size_pt >= ONE_LINE_PT else (style, lines)
        if any(map(is_shaped, first)):  # scripts with signs high above and far below the letters
            air_mm = 0.2 * style.size_pt * MM_PER_PT
            if len(lines) * style.line_mm + air_mm > height_mm:
                style = style.scaled((height_mm - air_mm) / (len(lines) * style.line_mm))
        spare_mm = height_mm - len(lines) * style.line_mm - air_mm
        self._print_lines(left_mm, top_mm + air_mm + max(0.0, spare_mm) / 2, width_mm, lines, style)

    def _print_lines(self, left_mm: float, y_mm: float, width_mm: float, lines: Sequence[str], style: Style) -> float:
        """Print lines below each other, from the side on which their script begins."""
        for text in lines:
            x_mm = left_mm + width_mm - self.sheet.measure_mm(text, style) if starts_right_to_left(text) else left_mm
            y_mm = self.sheet.line(x_mm, y_mm, text, style)
        return y_mm


def _names(badge: Badge) -> tuple[str, str]:
    """Give the large and the smaller name; who has only one is called by it."""
    first, rest = legible(badge.name_first), legible(badge.name_rest)
    return (first, rest) if first else (rest, "")
