"""Stickers for chairs, and tents that stand on tables: where am I, and the code that opens this chair on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from keywho.adapters.legible import isolated, legible
from keywho.adapters.printing.lines import Style
from keywho.adapters.printing.sheet import MARGIN_MM, Sheet
from keywho.adapters.qr import Modules
from keywho.core.signposts import Place

ACROSS, DOWN = 2, 5
CODE_MM = 31.0
PADDING_MM = 5.0
TITLE = Style(8, grey=70)
HINT = Style(9.5, grey=50)
SHORT_CODE = Style(14, bold=True)
SHORT_CODE_SIZES_PT = (14, 12, 10.5, 9.5, 8.5, 7.5)
NAME_SIZES_PT = (*range(34, 12, -2), 11, 9)
CHAIR_SIZES_PT = (*range(46, 12, -2), 11, 9)

TENT_SIZES_PT = (*range(150, 30, -6), 28, 24, 20)
TENT_TITLE = Style(14, grey=70)
TENT_HINT = Style(16)
TENT_CODE_MM = 52.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Ten labels on a page: the upper left corner of the first one, their size, and the gap between the columns."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    gap_mm: float


GRIDS = {"a4": Grid(4.65, 6.0, 99.1, 57.0, 2.5), "letter": Grid(3.97, 12.7, 101.6, 50.8, 4.76)}
"""The usual sheets of ten labels; on plain paper they are cut along the lines."""


@dataclass(frozen=True, slots=True)
class Sticker:
    """What stands on a chair: its place, the code behind which the chair is, and the short form to type."""

    place: Place
    modules: Modules
    code: str


@dataclass(frozen=True, slots=True)
class Tent:
    """What stands on a table: its name, and a code where there is a link for it."""

    name: str
    modules: Modules | None = None


def print_stickers(sheet: Sheet, stickers: Sequence[Sticker], title: str, grid: Grid) -> None:
    """Print the stickers of all chairs, ten on a page, in their order."""
    for start in range(0, len(stickers), ACROSS * DOWN):
        sheet.new_page(footer=False)
        _cut_lines(sheet, grid)
        for at, sticker in enumerate(stickers[start : start + ACROSS * DOWN]):
            down, across = divmod(at, ACROSS)
            _print_sticker(sheet, sticker, title, grid, grid.left_mm + across * (grid.width_mm + grid.gap_mm), grid.top_mm + down * grid.height_mm)


def _cut_lines(sheet: Sheet, grid: Grid) -> None:
    right_mm, bottom_mm = grid.left_mm + 2 * grid.width_mm + grid.gap_mm, grid.top_mm + DOWN * grid.height_mm
    for no in range(DOWN + 1):
        y_mm = grid.top_mm + no * grid.height_mm
        sheet.rule(grid.left_mm, y_mm, right_mm, y_mm, grey=190, width_mm=0.15, dashed=True)
    middle_mm = grid.left_mm + grid.width_mm + grid.gap_mm / 2
    sheet.rule(middle_mm, grid.top_mm, middle_mm, bottom_mm, grey=190, width_mm=0.15, dashed=True)


def _print_sticker(sheet: Sheet, sticker: Sticker, title: str, grid: Grid, x_mm: float, y_mm: float) -> None:
    left_mm, width_mm = x_mm + PADDING_MM, grid.width_mm - 2 * PADDING_MM
    top_mm, foot_mm = y_mm + PADDING_MM, y_mm + grid.height_mm - PADDING_MM
    code_x_mm = left_mm + width_mm - CODE_MM
    code_y_mm = (top_mm + foot_mm - CODE_MM - SHORT_CODE.line_mm - 0.5) / 2
    sheet.code(code_x_mm, code_y_mm, CODE_MM, sticker.modules)
    style, (code, *_) = sheet.boxed(legible(sticker.code), SHORT_CODE_SIZES_PT, CODE_MM + 5, SHORT_CODE.line_mm, bold=True)
    sheet.centred(code_x_mm + CODE_MM / 2, code_y_mm + CODE_MM + 0.5, code, style)
    text_mm = width_mm - CODE_MM - 5
    sheet.line(left_mm, top_mm - 1, sheet.shortened(title, TITLE, text_mm), TITLE)
    sheet.line(left_mm, foot_mm + 1 - HINT.line_mm, sheet.shortened("Scan to sit here.", HINT, text_mm), HINT)
    _print_place(sheet, sticker.place, left_mm, top_mm + TITLE.line_mm, text_mm, foot_mm - HINT.line_mm - 1)


def _print_place(sheet: Sheet, place: Place, left_mm: float, top_mm: float, width_mm: float, bottom_mm: float) -> None:
    """Print the row or table, and the chair larger below it, in the middle between two heights."""
    name, chair = legible(place.name), legible(place.chair)
    height_mm, blocks = bottom_mm - top_mm, []
    if name:
        blocks.append(sheet.boxed(isolated(name), NAME_SIZES_PT, width_mm, height_mm * (0.5 if chair else 1), bold=True, whole_pt=16))
    if chair:
        chair = chair[0].upper() + chair[1:]
        blocks.append(sheet.boxed(isolated(chair), CHAIR_SIZES_PT, width_mm, height_mm * (0.5 if name else 1), bold=True, whole_pt=16))
    y_mm = top_mm + (height_mm - sum(len(lines) * style.line_mm for style, lines in blocks)) / 2
    for style, lines in blocks:
        y_mm = sheet.lines(left_mm, y_mm, lines, style)


def print_tents(sheet: Sheet, tents: Sequence[Tent], title: str) -> None:
    """Print a tent for each table: one page, folded in the middle, to be read from both sides."""
    for tent in tents:
        sheet.new_page(footer=False)
        middle_mm = sheet.height_mm / 2
        sheet.rule(0, middle_mm, sheet.width_mm, middle_mm, grey=170, width_mm=0.15)
        _print_panel(sheet, tent, title, middle_mm)
        with sheet.upside_down(sheet.width_mm / 2, middle_mm):
            _print_panel(sheet, tent, title, middle_mm)


def _print_panel(sheet: Sheet, tent: Tent, title: str, top_mm: float) -> None:
    """Print the lower half of the page."""
    margin_mm = 2 * MARGIN_MM
    width_mm, height_mm = sheet.width_mm - 2 * margin_mm, sheet.height_mm - top_mm - 2 * margin_mm
    top_mm += margin_mm
    sheet.line(margin_mm, top_mm, sheet.shortened(title, TENT_TITLE, width_mm), TENT_TITLE)
    if tent.modules:
        code_x_mm, code_y_mm = margin_mm + width_mm - TENT_CODE_MM, top_mm + height_mm - TENT_CODE_MM
        sheet.code(code_x_mm, code_y_mm, TENT_CODE_MM, tent.modules)
        hint = sheet.wrapped("Scan to take a chair at this table.", TENT_HINT, width_mm - TENT_CODE_MM - 10)
        sheet.lines(margin_mm, top_mm + height_mm - len(hint) * TENT_HINT.line_mm, hint, TENT_HINT)
    name_mm = top_mm + TENT_TITLE.line_mm + 4
    room_mm = height_mm - TENT_TITLE.line_mm - 4 - (TENT_CODE_MM + 6 if tent.modules else 0)
    style, lines = sheet.boxed(isolated(legible(tent.name)), TENT_SIZES_PT, width_mm, room_mm, bold=True, whole_pt=60)
    y_mm = name_mm + (room_mm - len(lines) * style.line_mm) / 2
    for line in lines:
        y_mm = sheet.centred(margin_mm + width_mm / 2, y_mm, line, style)
