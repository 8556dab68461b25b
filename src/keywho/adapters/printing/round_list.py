"""One round as a list for the hand of the organizer: by name, who is where with whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from keywho.adapters.legible import isolated
from keywho.adapters.printing.lines import Style
from keywho.adapters.printing.sheet import MARGIN_MM, Sheet
from keywho.adapters.wording import Wording, listed
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.rounds import RoundKind

HEADING = Style(28, bold=True)
SUBHEADING = Style(15, grey=40)
PAUSE = Style(15)
SIZES_PT = (18, 17, 16, 15, 14, 13, 12)
"""The list is read standing, at arm's length: never smaller than 12 points."""

MOST_PAGES = 2
"""So many pages are turned quickly; only a larger evening takes more."""

PADDING_MM = 0.9
GAP_MM = 4.5
KINDS = {
    RoundKind.NEIGHBOUR: "turn to your neighbour",
    RoundKind.NEARBY: "pairs a few chairs apart",
    RoundKind.TABLE: "groups at tables",
    RoundKind.HOSTS: "hosts and their guests",
    RoundKind.REQUESTS: "who asked for each other",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the list says about one attendee: where and with whom, or a note instead."""

    name: str
    place: str = ""
    people: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the list is set: how large, and how wide its three columns are."""

    size_pt: float
    name_mm: float
    place_mm: float
    people_mm: float

    def cells(self, sheet: Sheet, line: Line) -> list[tuple[float, Style, list[str]]]:
        """Give what stands in each column, and where the column begins; a note stands across the last two."""
        name, plain = Style(self.size_pt, bold=True), Style(self.size_pt)
        cells = [(0.0, name, sheet.wrapped(line.name, name, self.name_mm - GAP_MM))]
        if line.note:
            return [*cells, (self.name_mm, Style(self.size_pt, grey=70), sheet.wrapped(line.note, plain, self.place_mm + self.people_mm))]
        if line.place:
            cells.append((self.name_mm, plain, sheet.wrapped(line.place, plain, self.place_mm - GAP_MM)))
        return [*cells, (self.name_mm + self.place_mm, plain, sheet.wrapped(line.people, plain, self.people_mm))]

    def height_mm(self, sheet: Sheet, line: Line) -> float:
        """Height of one attendee."""
        return max(len(lines) for _, _, lines in self.cells(sheet, line)) * Style(self.size_pt).line_mm + 2 * PADDING_MM

    def pages(self, sheet: Sheet, lines: Sequence[Line], first_mm: float, further_mm: float) -> list[Sequence[Line]]:
        """Share the list out over pages of which the first has less room."""
        pages: list[list[Line]] = [[]]
        room_mm = first_mm
        for line in lines:
            height_mm = self.height_mm(sheet, line)
            if pages[-1] and height_mm > room_mm:
                pages.append([])
                room_mm = further_mm
            pages[-1].append(line)
            room_mm -= height_mm
        return list(pages)


def round_lines(wording: Wording, no: RoundNo) -> list[Line]:
    """Write the list, by name."""
    return [_line(wording, attendee.id, no) for attendee in wording.by_name()]


def _line(wording: Wording, who: AttendeeId, no: RoundNo) -> Line:
    name = isolated(wording.name(who))
    meeting = next((meeting for meeting in wording.programme.by_attendee.get(who, ()) if meeting.round_no == no), None)
    if meeting is not None:
        return Line(name, wording.place(meeting, who).text, wording.with_whom(meeting, who))
    if not wording.problem.is_present(who, no):
        return Line(name, note="away in this round")
    if (who, no) in wording.byes:
        return Line(name, note="takes a breath this round")
    return Line(name, note="has no place yet: please find one")


def print_round_list(sheet: Sheet, wording: Wording, no: RoundNo, start: str) -> None:
    """Print the list in letters as large as few pages allow."""
    first_mm = sheet.foot_mm - _head_height_mm(sheet, wording, no)
    further_mm = sheet.foot_mm - MARGIN_MM - SUBHEADING.line_mm - 3
    lines = round_lines(wording, no)
    sets = [_columns(sheet, lines, size_pt) for size_pt in SIZES_PT]
    fewest = len(sets[-1].pages(sheet, lines, first_mm, further_mm))
    columns, pages = next((columns, pages) for columns in sets if len(pages := columns.pages(sheet, lines, first_mm, further_mm)) <= max(MOST_PAGES, fewest))
    for page, on_page in enumerate(pages):
        sheet.new_page()
        y_mm = _print_short_head(sheet, no, on_page[0].name) if page else _print_head(sheet, wording, no, start)
        for row, line in enumerate(on_page):
            y_mm = _print_line(sheet, line, columns, y_mm, shaded=row % 2 == 1)


def _columns(sheet: Sheet, lines: Sequence[Line], size_pt: float) -> Columns:
    """Give name and place the width that they need, up to a share of the page; the rest is for the others."""
    width_mm = sheet.width_mm - 2 * MARGIN_MM
    name_mm = max(sheet.measure_mm(line.name, Style(size_pt, bold=True)) for line in lines) + GAP_MM + 0.1  # a hair more, so that the widest one is not broken
    place_mm = max((sheet.measure_mm(line.place, Style(size_pt)) + GAP_MM + 0.1 for line in lines if line.place), default=0.0)
    name_mm, place_mm = min(name_mm, 0.36 * width_mm), min(place_mm, 0.3 * width_mm)
    return Columns(size_pt, name_mm, place_mm, width_mm - name_mm - place_mm)


def _print_line(sheet: Sheet, line: Line, columns: Columns, y_mm: float, *, shaded: bool) -> float:
    height_mm = columns.height_mm(sheet, line)
    if shaded:
        sheet.shade(MARGIN_MM - 1, y_mm, sheet.width_mm - 2 * MARGIN_MM + 2, min(height_mm, sheet.foot_mm - y_mm))
    for x_mm, style, texts in columns.cells(sheet, line):
        fitting = max(1, int((sheet.foot_mm - y_mm - PADDING_MM) / style.line_mm))  # only what fills a whole page is cut
        sheet.lines(MARGIN_MM + x_mm, y_mm + PADDING_MM, texts[:fitting], style)
    return y_mm + height_mm


def _pause_lines(sheet: Sheet, wording: Wording, no: RoundNo) -> list[str]:
    """Say who has a bye, and what helps them."""
    resting = [isolated(wording.name(attendee.id)) for attendee in wording.by_name() if (attendee.id, no) in wording.byes]
    if not resting:
        return []
    words = f"A pause for {listed(resting)}: a kind word from you helps."
    return sheet.wrapped(words, PAUSE, sheet.width_mm - 2 * MARGIN_MM)[:8]


def _head_height_mm(sheet: Sheet, wording: Wording, no: RoundNo) -> float:
    pause = _pause_lines(sheet, wording, no)
    return MARGIN_MM + HEADING.line_mm + SUBHEADING.line_mm + len(pause) * PAUSE.line_mm + (1 if pause else 0) + 4


def _print_head(sheet: Sheet, wording: Wording, no: RoundNo, start: str) -> float:
    meetings = [meeting for meeting in wording.programme.meetings if meeting.round_no == no]
    people = len({who for meeting in meetings for who in meeting.attendees})
    heading = " · ".join(part for part in (f"Round {no} of {len(wording.problem.rounds)}", start) if part)
    y_mm = sheet.line(MARGIN_MM, MARGIN_MM, heading, HEADING)
    kind = KINDS[wording.kind(no)]
    counted = f"{people} people in {len(meetings)} {'meeting' if len(meetings) == 1 else 'meetings'}" if meetings else "no meetings yet"
    minutes = wording.problem.round(no).minutes
    y_mm = sheet.line(MARGIN_MM, y_mm, f"{kind[0].upper()}{kind[1:]} · {minutes:g} min · {counted}", SUBHEADING)
    if pause := _pause_lines(sheet, wording, no):
        y_mm = sheet.lines(MARGIN_MM, y_mm + 1, pause, PAUSE)
    sheet.rule(MARGIN_MM, y_mm + 2, sheet.width_mm - MARGIN_MM, y_mm + 2, width_mm=0.5)
    return y_mm + 4


def _print_short_head(sheet: Sheet, no: RoundNo, name: str) -> float:
    """Print what the following pages need: which round, and with whom they begin."""
    text = sheet.shortened(f"Round {no}, from {name}", SUBHEADING, sheet.width_mm - 2 * MARGIN_MM)
    y_mm = sheet.line(MARGIN_MM, MARGIN_MM, text, SUBHEADING)
    sheet.rule(MARGIN_MM, y_mm + 1, sheet.width_mm - MARGIN_MM, y_mm + 1, width_mm=0.5)
    return y_mm + 3
