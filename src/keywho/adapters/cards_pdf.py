"""The printed evening: a card for each attendee, a sign for each table, and a chart for the wall. It works when nothing else does."""

from datetime import datetime
from pathlib import Path

from keywho.adapters.legible import legible
from keywho.adapters.printing.card import card_of, cards_on_a_page, print_cards
from keywho.adapters.printing.lines import Style
from keywho.adapters.printing.sheet import MARGIN_MM, Sheet
from keywho.adapters.printing.sign import print_signs
from keywho.adapters.printing.wall_chart import print_wall_chart
from keywho.adapters.wording import Wording, round_starts
from keywho.core.problem import Problem
from keywho.core.programme import Programme

NOBODY = Style(28, bold=True)
NOBODY_HINT = Style(15)


def write_cards(
    path: Path | str,
    problem: Problem,
    programme: Programme,
    *,
    title: str = "",
    starts_at: datetime | None = None,
    paper: str = "a4",
    made_at: datetime | None = None,
) -> None:
    """Write the cards (by name), the signs of tables and circles, and the wall chart as one PDF.

    Parameters
    ----------
    title : name of the evening; it stands on every card and page.
    starts_at : when the first round begins; the cards then say at what time each round begins.
    paper : "a4" or "letter".
    made_at : creation date of the document; else `starts_at`. Equal arguments give equal files.
    """
    sheet = Sheet(legible(title) or "Your evening", paper=paper, made_at=made_at or starts_at)
    if problem.attendees:
        wording = Wording(problem, programme)
        starts = round_starts(problem, starts_at)
        print_cards(sheet, (card_of(wording, attendee.id, starts) for attendee in wording.by_name()), cards_on_a_page(wording))
        print_signs(sheet, wording, starts)
        print_wall_chart(sheet, wording, starts)
    else:
        _print_nobody(sheet)
    sheet.save(path)


def _print_nobody(sheet: Sheet) -> None:
    sheet.new_page()
    width_mm = sheet.width_mm - 2 * MARGIN_MM
    top_mm = sheet.lines(MARGIN_MM, 60, sheet.wrapped("Nobody has registered yet.", NOBODY, width_mm), NOBODY) + 4
    hint = "When the first people are on the list, their cards are printed here."
    sheet.lines(MARGIN_MM, top_mm, sheet.wrapped(hint, NOBODY_HINT, width_mm), NOBODY_HINT)
