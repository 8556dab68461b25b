"""The current round as a PDF list, for the hand of the organizer."""

from datetime import datetime

from keywho.adapters.legible import legible
from keywho.adapters.printing.round_list import print_round_list
from keywho.adapters.printing.sheet import Sheet, to_file
from keywho.adapters.wording import Wording, round_starts
from keywho.core.errors import BadInput
from keywho.core.ids import RoundNo
from keywho.core.problem import Problem
from keywho.core.programme import Programme


def round_list_pdf(
    problem: Problem,
    programme: Programme,
    round_no: int,
    *,
    title: str = "",
    starts_at: datetime | None = None,
    paper: str = "a4",
    made_at: datetime | None = None,
) -> bytes:
    """Print one round by name: who, where, with whom; and kindly, who has a bye.

    Parameters
    ----------
    round_no : which round; 1 is the first.
    title : name of the evening; it stands at the foot of each page.
    starts_at : when the first round begins; the list then says at what time this one does.
    paper : "a4" or "letter".
    made_at : creation date of the document; else `starts_at`. Equal arguments give equal files.
    """
    count = len(problem.rounds)
    if not 1 <= round_no <= count:
        raise BadInput(f"There is no round {round_no}; the evening has {count}. Maybe choose a number from 1 to {count}.")
    if not problem.attendees:
        raise BadInput("Nobody has registered yet, so there is no list. Maybe add people first.")
    sheet = Sheet(legible(title) or "Your evening", paper=paper, made_at=made_at or starts_at)
    print_round_list(sheet, Wording(problem, programme), RoundNo(round_no), round_starts(problem, starts_at)[round_no - 1])
    return sheet.content()


write_round_list = to_file(round_list_pdf)
