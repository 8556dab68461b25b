"""The signs that stand on the tables and circles: the name to be read from far, and who sits here in each round."""

from collections.abc import Sequence
from dataclasses import dataclass

from keywho.adapters.legible import isolated
from keywho.adapters.printing.lines import Style
from keywho.adapters.printing.sheet import MARGIN_MM, Sheet
from keywho.adapters.wording import Wording
from keywho.core.ids import TableId
from keywho.core.meeting import Meeting

BIG_SIZES_PT = (110, 90, 72, 60, 50, 40, 32, 24)
HEADING_PT, NAME_PT = 18.0, 16.0
SCALES = (1.8, 1.6, 1.4, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)


def print_signs(sheet: Sheet, wording: Wording, starts: Sequence[str]) -> None:
    """Print a sign for each table, circle or group, in the order of the room."""
    for name, meetings in tables_used(wording):
        _print_sign(sheet, wording, name, meetings, starts)


def tables_used(wording: Wording) -> list[tuple[str, list[Meeting]]]:
    """Give each table or circle that has meetings, with its meetings by round; rooms of rows and evenings of pairs have none."""
    room = wording.problem.room
    order = {table.id: no for no, table in enumerate(room.tables)} if room else {}
    found: dict[tuple[int, str, TableId | None], list[Meeting]] = {}
    for meeting in sorted(wording.programme.meetings, key=lambda meeting: meeting.round_no):
        name = wording.table_name(meeting)
        if name:
            place = order.get(meeting.table, len(order)) if meeting.table else 0
            found.setdefault((place, name, meeting.table), []).append(meeting)
    return [(key[1], found[key]) for key in sorted(found, key=lambda key: (key[0], _numbers_last(key[1]), key[2] or ""))]


def _numbers_last(name: str) -> tuple[str, int, str]:
    """Order "Circle 2" before "Circle 10"."""
    word, _, last = name.rpartition(" ")
    return (word, int(last), "") if last.isdecimal() else (name, 0, "")


def _print_sign(sheet: Sheet, wording: Wording, name: str, meetings: list[Meeting], starts: Sequence[str]) -> None:
    width_mm = sheet.width_mm - 2 * MARGIN_MM
    blocks = [(_heading(meeting, starts), _people(wording, meeting)) for meeting in meetings]
    first = True
    while blocks:
        sheet.new_page()
        styles = [Style(size, bold=True) for size in (BIG_SIZES_PT if first else BIG_SIZES_PT[5:])]
        style, lines = sheet.fitted(isolated(name), styles, width_mm, 2)
        top_mm = sheet.lines(MARGIN_MM, MARGIN_MM + 2, lines, style) + 4
        blocks = _print_blocks(sheet, blocks, top_mm, width_mm)
        first = False


@dataclass(frozen=True, slots=True)
class _Grid:
    """How the names of a round are set: how large, and in how many columns."""

    scale: float
    columns: int

    @property
    def heading(self) -> Style:
        return Style(HEADING_PT * self.scale, bold=True)

    @property
    def name(self) -> Style:
        return Style(NAME_PT * self.scale)

    def lines(self, sheet: Sheet, people: Sequence[str], width_mm: float) -> list[list[str]]:
        """Give the lines of each column."""
        size = max(1, -(-len(people) // self.columns))
        parts = [people[at : at + size] for at in range(0, len(people), size)]
        return [[line for person in part for line in sheet.wrapped(person, self.name, width_mm / self.columns - 6)] for part in parts]

    def height_mm(self, sheet: Sheet, people: Sequence[str], width_mm: float) -> float:
        """Height of one round."""
        return 1.5 + self.heading.line_mm + max(map(len, self.lines(sheet, people, width_mm)), default=0) * self.name.line_mm + 3


GRIDS = tuple(_Grid(scale, columns) for scale in SCALES for columns in (1, 2))
Block = tuple[str, list[str]]


def _grid(sheet: Sheet, blocks: list[Block], room_mm: float, width_mm: float) -> _Grid:
    """Give the largest letters with which all rounds fit and no name is broken; else the smallest."""
    for grid in GRIDS:
        if sum(grid.height_mm(sheet, people, width_mm) for _, people in blocks) <= room_mm:
            widest = max((sheet.measure_mm(person, grid.name) for _, people in blocks for person in people), default=0.0)
            if widest <= width_mm / grid.columns - 6:
                return grid
    return GRIDS[-1]


def _print_blocks(sheet: Sheet, blocks: list[Block], top_mm: float, width_mm: float) -> list[Block]:
    """Print as many rounds as fit; give the rest."""
    grid = _grid(sheet, blocks, sheet.foot_mm - top_mm, width_mm)
    for done, (heading, people) in enumerate(blocks):
        height_mm = grid.height_mm(sheet, people, width_mm)
        if top_mm + height_mm > sheet.foot_mm:
            if done:
                return blocks[done:]
            if len(people) > 1:  # one round that is longer than a page
                half = len(people) // 2
                return [*_print_blocks(sheet, [(heading, people[:half])], top_mm, width_mm), (heading, people[half:]), *blocks[1:]]
        sheet.rule(MARGIN_MM, top_mm, MARGIN_MM + width_mm, top_mm, grey=120)
        y_mm = sheet.line(MARGIN_MM, top_mm + 1.5, heading, grid.heading)
        for at, column in enumerate(grid.lines(sheet, people, width_mm)):
            sheet.lines(MARGIN_MM + at * width_mm / grid.columns, y_mm, column, grid.name)
        top_mm += height_mm
    return []


def _heading(meeting: Meeting, starts: Sequence[str]) -> str:
    time = starts[meeting.round_no - 1]
    return f"Round {meeting.round_no} · {time}" if time else f"Round {meeting.round_no}"


def _people(wording: Wording, meeting: Meeting) -> list[str]:
    people = []
    for who in meeting.attendees:
        name, seat = isolated(wording.name(who)), wording.place(meeting, who).seat
        people.append(" · ".join([name, seat.replace(" ", "\u00a0")]) if seat else name)
    return people
