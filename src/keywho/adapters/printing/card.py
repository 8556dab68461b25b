"""The cards: one for each attendee, all that they need if their phone, the projector or the power fails."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from keywho.adapters.legible import is_shaped, isolated
from keywho.adapters.printing.lines import ABOVE_CAPITALS, BASELINE, MM_PER_PT, Style
from keywho.adapters.printing.sheet import Sheet
from keywho.adapters.wording import AWAY, UNKNOWN, Wording
from keywho.core.ids import AttendeeId, RoundNo

TITLE = Style(9, grey=70)
NAME_SIZES_PT = (34, 30, 26, 23, 20, 17, 14, 11)
HOME = Style(13, bold=True)
NUMBER, SMALL_NUMBER = Style(20, bold=True), Style(16, bold=True)
TIME = Style(11.5)
ACTION = Style(13, bold=True)
PEOPLE = Style(13)
WHY = Style(10.5, grey=50)

SCALES = (1.25, 1.15, 1.08, 1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62)
MOST_NAME_LINES = 10
"""A name of more than about 400 letters is cut; it is no name."""

PADDING_MM = 6.5
GAP_MM = 1.6


@dataclass(frozen=True, slots=True)
class RoundWords:
    """What a card says about one round."""

    no: int
    starts: str
    action: str
    people: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one attendee's card; `continued` where an earlier card was full."""

    name: str
    home: str
    rounds: tuple[RoundWords, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a card on a page."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def is_wide(self) -> bool:
        """Say whether with whom and why fit beside the instruction."""
        return self.width_mm > 150


def card_of(wording: Wording, who: AttendeeId, starts: Sequence[str]) -> Card:
    """Write the card of one attendee."""
    meetings = {meeting.round_no: meeting for meeting in wording.programme.by_attendee.get(who, ())}
    rounds = []
    for no, time in zip(wording.problem.round_nos, starts, strict=True):
        meeting = meetings.get(RoundNo(no))
        if meeting is not None:
            people = f"with {wording.with_whom(meeting, who)}" if len(meeting.attendees) > 1 else ""
            action = _unbroken(wording.what_to_do(meeting, who), wording.place(meeting, who).text)
            rounds.append(RoundWords(no, time, action, people, wording.why(meeting, who)))
        elif not wording.problem.is_present(who, no):
            rounds.append(RoundWords(no, time, "", AWAY))
        else:
            rounds.append(RoundWords(no, time, "", wording.bye(who, no) if (who, no) in wording.byes else UNKNOWN))
    home = wording.home(who).text
    return Card(isolated(wording.name(who)), f"Your chair: {home}" if home else "", tuple(rounds))


def _unbroken(action: str, place: str) -> str:
    """Keep a place of usual length on one line: "Row A, seat 10" is read at a glance only when it is not torn apart."""
    return action.replace(place, place.replace(" ", "\u00a0")) if 0 < len(place) <= 18 else action


def cards_on_a_page(wording: Wording) -> int:
    """Give 4 for short evenings, 2 for most, 1 for long ones; a table round counts more, since it lists everybody."""
    load = sum(1 + max(0, round_.size - 3) / 6 for round_ in wording.problem.rounds)
    return 4 if load <= 4.5 else 2 if load <= 10 else 1


def print_cards(sheet: Sheet, cards: Iterator[Card], on_a_page: int) -> None:
    """Print all cards, several on a page with lines to cut along."""
    filled = 0
    slots: list[Slot] = []
    for card in cards:
        rest: Card | None = card
        while rest is not None:
            if filled == len(slots):
                sheet.new_page()
                slots, filled = _slots(sheet, on_a_page), 0
                _cut_lines(sheet, slots)
            rest = _print_card(sheet, rest, slots[filled])
            filled += 1


def _slots(sheet: Sheet, on_a_page: int) -> list[Slot]:
    across, down = {4: (2, 2), 2: (1, 2), 1: (1, 1)}[on_a_page]
    width, height = sheet.width_mm / across, sheet.foot_mm / down
    return [Slot(column * width, line * height, width, height) for line in range(down) for column in range(across)]


def _cut_lines(sheet: Sheet, slots: list[Slot]) -> None:
    for y_mm in sorted({slot.y_mm + slot.height_mm for slot in slots}):
        sheet.rule(0, y_mm, sheet.width_mm, y_mm, grey=140, dashed=True)
    for x_mm in sorted({slot.x_mm for slot in slots} - {0}):
        sheet.rule(x_mm, 0, x_mm, sheet.foot_mm, grey=140, dashed=True)


def _print_card(sheet: Sheet, card: Card, slot: Slot) -> Card | None:
    """Print as many rounds as fit; give the card for the rest."""
    x_mm, width_mm = slot.x_mm + PADDING_MM, slot.width_mm - 2 * PADDING_MM
    top_mm = _print_head(sheet, card, slot)
    end_mm = slot.y_mm + slot.height_mm - PADDING_MM + 2
    while card.rounds and _layouts(sheet, card.rounds[:1], slot, SCALES[-1])[0].height_mm > end_mm - top_mm and _can_be_halved(card.rounds[0]):
        card = replace(card, rounds=(*_halved(card.rounds[0]), *card.rounds[1:]))
    layouts: list[_Layout] = []
    for scale in SCALES:
        layouts = _layouts(sheet, card.rounds, slot, scale)
        is_torn = scale > 1 and any(layout.is_torn for layout in layouts)
        if not is_torn and sum(layout.height_mm for layout in layouts) <= end_mm - top_mm:
            break
    spare = max(0.0, end_mm - top_mm - sum(layout.height_mm for layout in layouts))
    air = min(spare / max(1, len(layouts)), 4.0)
    for done, layout in enumerate(layouts):
        if top_mm + layout.height_mm > end_mm + 0.01 and done:
            return replace(card, rounds=card.rounds[done:], continued=True)
        sheet.rule(x_mm, top_mm, x_mm + width_mm, top_mm, grey=120, width_mm=0.2)
        for text, style, dx_mm, dy_mm in layout.lines:
            sheet.line(x_mm + dx_mm, top_mm + dy_mm + air / 2, text, style)
        top_mm += layout.height_mm + air
    return None


def _can_be_halved(words: RoundWords) -> bool:
    return max(len(words.people), len(words.why)) > 1


def _halved(words: RoundWords) -> tuple[RoundWords, RoundWords]:
    """Cut a round that is too long for a card: twelve people with very long names."""
    if len(words.people) >= len(words.why):
        first, rest = _in_halves(words.people)
        return replace(words, people=first, why=""), replace(words, action="", people=rest)
    first, rest = _in_halves(words.why)
    return replace(words, why=first), replace(words, action="", people="", why=rest)


def _in_halves(text: str) -> tuple[str, str]:
    at = text.rfind(" ", 1, len(text) // 2) + 1 or len(text) // 2
    return text[:at].strip(), text[at:].strip()


def _print_head(sheet: Sheet, card: Card, slot: Slot) -> float:
    x_mm, width_mm = slot.x_mm + PADDING_MM, slot.width_mm - 2 * PADDING_MM
    top_mm = slot.y_mm + PADDING_MM - 1
    title = sheet.title + (" (continued)" if card.continued else "")
    top_mm = sheet.line(x_mm, top_mm, sheet.shortened(title, TITLE, width_mm), TITLE) + 0.5
    sizes = [Style(size, bold=True) for size in NAME_SIZES_PT]
    home_mm = sheet.measure_mm(card.home, HOME) + 6 if card.home else 0.0
    style, lines = sheet.fitted(card.name, sizes, width_mm, 1 if slot.is_wide else 2)
    if len(lines) > MOST_NAME_LINES:
        lines = [*lines[: MOST_NAME_LINES - 1], lines[MOST_NAME_LINES - 1][:-1] + "…"]
    top_mm += 0.2 * style.size_pt * MM_PER_PT * any(map(is_shaped, card.name))  # scripts with signs high above the letters
    beside = slot.is_wide and len(lines) == 1 and sheet.measure_mm(lines[0], style) + home_mm <= width_mm
    if beside and card.home:
        sheet.line(x_mm + width_mm - home_mm + 6, top_mm + _drop_mm(style, HOME), card.home, HOME)
    top_mm = sheet.lines(x_mm, top_mm, lines, style)
    if card.home and not beside:
        top_mm = sheet.lines(x_mm, top_mm, sheet.wrapped(card.home, HOME, width_mm), HOME)
    return top_mm + GAP_MM


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of one round and where they stand, from the upper left corner of its part of the card."""

    lines: tuple[tuple[str, Style, float, float], ...]
    height_mm: float
    is_torn: bool
    """Whether the instruction needs more than one line."""


def _layouts(sheet: Sheet, rounds: Sequence[RoundWords], slot: Slot, scale: float) -> list[_Layout]:
    width_mm = slot.width_mm - 2 * PADDING_MM
    action_mm = max((sheet.measure_mm(words.action, ACTION.scaled(scale)) for words in rounds), default=0.0) + 5 if slot.is_wide else 0.0
    return [_layout(sheet, words, min(action_mm, 0.32 * width_mm), width_mm, scale) for words in rounds]


def _layout(sheet: Sheet, words: RoundWords, action_mm: float, width_mm: float, scale: float) -> _Layout:
    """Set one round. With `action_mm` the instruction has a column of that width and the rest stands beside it; without, below."""
    wide = action_mm > 0
    number, time, action, people, why = (style.scaled(scale) for style in (SMALL_NUMBER if wide else NUMBER, TIME, ACTION, PEOPLE, WHY))
    number_mm, time_mm = max(7.0, sheet.measure_mm(f"{words.no} ", number)), sheet.measure_mm("00:00", time) + 4 if words.starts else 0.0
    top = GAP_MM if wide else GAP_MM - ABOVE_CAPITALS * (number.size_pt - action.size_pt) * MM_PER_PT  # tops of the letters in one line
    lines = [(str(words.no), number, 0.0, top)]
    left_end = top + number.line_mm
    if words.starts and wide:
        lines.append((words.starts, time, number_mm, GAP_MM + _drop_mm(number, time)))
    elif words.starts:
        lines.append((words.starts, time, 0.0, left_end))
        left_end += time.line_mm
    left_mm = number_mm + time_mm if wide else max(number_mm + 3, time_mm)
    right_mm = width_mm - left_mm
    start = GAP_MM + (_drop_mm(number, people) if wide else 0.0)
    is_torn = sheet.measure_mm(words.action, action) > right_mm
    if wide and words.action:
        split_mm = left_mm + action_mm
        action_end = _stack(sheet, lines, [(words.action, action)], left_mm, start, action_mm - 4)
        right_end = _stack(sheet, lines, [(words.people, people), (words.why, why)], split_mm, start, width_mm - split_mm)
        return _Layout(tuple(lines), max(left_end, action_end, right_end) + GAP_MM / 2, is_torn)
    end = _stack(sheet, lines, [(words.action, action), (words.people, people), (words.why, why)], left_mm, start, right_mm)
    return _Layout(tuple(lines), max(left_end, end) + GAP_MM, is_torn)


def _drop_mm(large: Style, small: Style) -> float:
    """How much lower a small line begins to stand on the same baseline as a large one."""
    return BASELINE * (large.size_pt - small.size_pt) * MM_PER_PT


def _stack(sheet: Sheet, lines: list[tuple[str, Style, float, float]], texts: list[tuple[str, Style]], dx_mm: float, dy_mm: float, width_mm: float) -> float:
    """Put texts below each other; give where they end."""
    for text, style in texts:
        for line in sheet.wrapped(text, style, width_mm):
            lines.append((line, style, dx_mm, dy_mm))
            dy_mm += style.line_mm
    return dy_mm
