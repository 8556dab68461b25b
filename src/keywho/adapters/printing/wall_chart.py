"""The wall chart: everybody by name, and where they are in each round, over as many pages as it takes."""

from collections.abc import Sequence

from keywho.adapters.legible import isolated
from keywho.adapters.printing.lines import Style
from keywho.adapters.printing.sheet import MARGIN_MM, Sheet
from keywho.adapters.wording import Wording
from keywho.core.ids import AttendeeId, RoundNo

HEADING = Style(20, bold=True)
RANGE = Style(14)
COLUMN = Style(12, bold=True)
NAME = Style(12, bold=True)
CELLS = (Style(11), Style(10), Style(9), Style(8))
ROW_MM = 7.4
NAME_MM = 62.0
ROUNDS_ACROSS = 8


def print_wall_chart(sheet: Sheet, wording: Wording, starts: Sequence[str]) -> None:
    """Print the chart, at most eight rounds side by side."""
    people = [attendee.id for attendee in wording.by_name()]
    nos = list(wording.problem.round_nos)
    blocks = [nos[at : at + ROUNDS_ACROSS] for at in range(0, len(nos), ROUNDS_ACROSS)] or [[]]
    for block in blocks:
        at = 0
        while at < len(people):
            sheet.new_page(landscape=True)
            top_mm = MARGIN_MM + HEADING.line_mm + 2 + COLUMN.line_mm + 2
            rows = max(1, int((sheet.foot_mm - top_mm) / ROW_MM))
            _print_page(sheet, wording, people[at : at + rows], block, starts)
            at += rows


def _print_page(sheet: Sheet, wording: Wording, people: list[AttendeeId], nos: list[int], starts: Sequence[str]) -> None:
    width_mm = sheet.width_mm - 2 * MARGIN_MM
    column_mm = (width_mm - NAME_MM) / max(1, len(nos))
    top_mm = sheet.line(MARGIN_MM, MARGIN_MM, "Where am I?", HEADING) + 2
    reach = " – ".join(isolated(sheet.shortened(wording.name(who), RANGE, 70)) for who in (people[0], people[-1]))
    sheet.line(sheet.width_mm - MARGIN_MM - sheet.measure_mm(reach, RANGE), MARGIN_MM + 2, reach, RANGE)
    for at, no in enumerate(nos):
        time = starts[no - 1]
        sheet.line(MARGIN_MM + NAME_MM + at * column_mm, top_mm, f"{no} · {time}" if time else f"Round {no}", COLUMN)
    top_mm += COLUMN.line_mm + 1
    sheet.rule(MARGIN_MM, top_mm, sheet.width_mm - MARGIN_MM, top_mm, width_mm=0.5)
    top_mm += 1
    for row, who in enumerate(people):
        if row % 2:
            sheet.shade(MARGIN_MM - 1, top_mm, width_mm + 2, ROW_MM)
        sheet.line(MARGIN_MM, top_mm + 1.1, sheet.shortened(isolated(wording.name(who)), NAME, NAME_MM - 3), NAME)
        for at, text in enumerate(_cells(wording, who, nos)):
            style = next((style for style in CELLS if sheet.measure_mm(text, style) <= column_mm - 2), CELLS[-1])
            sheet.line(MARGIN_MM + NAME_MM + at * column_mm, top_mm + 1.4, sheet.shortened(text, style, column_mm - 2), style)
        top_mm += ROW_MM


def _cells(wording: Wording, who: AttendeeId, nos: list[int]) -> list[str]:
    """Give where somebody is in each round; without a room, whom they meet."""
    meetings = {meeting.round_no: meeting for meeting in wording.programme.by_attendee.get(who, ())}
    cells = []
    for no in nos:
        meeting = meetings.get(RoundNo(no))
        if meeting is not None:
            cells.append(wording.place(meeting, who).short or wording.with_whom(meeting, who))
        elif not wording.problem.is_present(who, no):
            cells.append("away")
        else:
            cells.append("pause" if (who, no) in wording.byes else "ask us")
    return cells
