"""Name badges as a PDF: eight faces on a page, to be cut and folded."""

from collections.abc import Iterable
from datetime import datetime

from keywho.adapters.legible import legible
from keywho.adapters.printing.badge import Badge, print_badges, with_code
from keywho.adapters.printing.sheet import Sheet, to_file
from keywho.core.errors import BadInput

__all__ = ["Badge", "badges_pdf", "write_badges"]


def badges_pdf(people: Iterable[Badge], *, title: str = "", paper: str = "a4", double_sided: bool = True, made_at: datetime | None = None) -> bytes:
    """Print a badge for each of these people, in their order.

    A badge is 90 x 60 mm, which fits the usual plastic holder. It is folded rather than printed on both sides of the paper: the two faces stand side by
    side, so that every printer does it, nothing is shifted, and no sheet has to be turned round.

    Parameters
    ----------
    title : name of the evening; it stands on each badge.
    paper : "a4" or "letter".
    double_sided : whether the name is to be seen from both sides (a badge on a lanyard turns round). Else eight people share a page instead of four.
    made_at : creation date of the document. Equal arguments give equal files.
    """
    badges = [with_code(badge) for badge in people]
    if not badges:
        raise BadInput("There is nobody to print a badge for. Maybe add people to the list first.")
    sheet = Sheet(legible(title) or "Name badges", paper=paper, made_at=made_at)
    print_badges(sheet, badges, legible(title), double_sided=double_sided)
    return sheet.content()


write_badges = to_file(badges_pdf)
