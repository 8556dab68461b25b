"""The printed evening: a card for each attendee, a sign for each table, and a chart for the wall. It works when nothing else does."""

from collections.abc import Collection
from datetime import datetime

from keywho.adapters.legible import legible
from keywho.adapters.printing.card import card_of, cards_on_a_page, print_cards
from keywho.adapters.printing.lines import Style
from keywho.adapters.printing.sheet import MARGIN_MM, Sheet, to_file
from keywho.adapters.printing.sign import print_signs
from keywho.adapters.printing.wall_chart import print_wall_chart
from keywho.adapters.wording import Wording, round_starts
from keywho.coach.icebreakers import Icebreakers, icebreakers_of
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.core.problem import Problem
from keywho.core.programme import Programme

PARTS = ("cards", "signs", "chart")
"""What can be printed of an evening."""

NOTHING = Style(28, bold=True)
NOTHING_HINT = Style(15)


def cards_pdf(
    problem: Problem,
    programme: Programme,
    *,
    title: str = "",
    starts_at: datetime | None = None,
    paper: str = "a4",
    made_at: datetime | None = None,
    only: Collection[AttendeeId] | None = None,
    parts: Collection[str] | None = None,
    icebreakers: Icebreakers | None = None,
) -> bytes:
    """Print the cards (by name), the signs of tables and circles, and the wall chart as one PDF.

    Parameters
    ----------
    title : name of the evening; it stands on every card and page.
    starts_at : when the first round begins; the cards then say at what time each round begins.
    paper : "a4" or "letter".
    made_at : creation date of the document; else `starts_at`. Equal arguments give equal files.
    only : whose cards are printed; else everybody's. Signs and chart are then printed only if `parts` asks for them.
    parts : which of "cards", "signs" and "chart"; else all.
    icebreakers : the first sentences of the evening, as its phones show them; else the English ones that come along.
    """
    wording = Wording(problem, programme, icebreakers or icebreakers_of("en"))
    people = _whose(wording, only)
    chosen = _checked(parts) if parts is not None else PARTS if only is None else ("cards",)
    sheet = Sheet(legible(title) or "Your evening", paper=paper, made_at=made_at or starts_at)
    if not problem.attendees:
        _print_nothing(sheet, "Nobody has registered yet.", "When the first people are on the list, their cards are printed here.")
        return sheet.content()
    starts = round_starts(problem, starts_at)
    if "cards" in chosen:
        print_cards(sheet, (card_of(wording, who, starts) for who in people), cards_on_a_page(wording))
    if "signs" in chosen:
        print_signs(sheet, wording, starts)
    if "chart" in chosen:
        print_wall_chart(sheet, wording, starts)
    if not sheet.pages:
        _print_nothing(sheet, "Nothing to print.", "Signs stand on tables and circles, and this programme has none; or nobody was chosen.")
    return sheet.content()


write_cards = to_file(cards_pdf)


def _checked(parts: Collection[str]) -> Collection[str]:
    if unknown := sorted(set(parts) - set(PARTS)):
        raise BadInput(f"There is no part “{unknown[0]}” to print. Maybe one of: {', '.join(PARTS)}.")
    return parts


def _whose(wording: Wording, only: Collection[AttendeeId] | None) -> list[AttendeeId]:
    """Give whose cards are printed, by name."""
    if only is not None and (unknown := sorted(set(only) - set(wording.problem.attendee_by_id))):
        raise BadInput(f"No attendee has the id “{unknown[0]}”, so no card can be printed. Maybe they were taken off the list.")
    return [attendee.id for attendee in wording.by_name() if only is None or attendee.id in only]


def _print_nothing(sheet: Sheet, heading: str, hint: str) -> None:
    sheet.new_page()
    width_mm = sheet.width_mm - 2 * MARGIN_MM
    top_mm = sheet.lines(MARGIN_MM, 60, sheet.wrapped(heading, NOTHING, width_mm), NOTHING) + 4
    sheet.lines(MARGIN_MM, top_mm, sheet.wrapped(hint, NOTHING_HINT, width_mm), NOTHING_HINT)
