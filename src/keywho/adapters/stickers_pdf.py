"""Stickers for the chairs and tents for the tables as a PDF, so that a phone knows where it sits."""

from collections.abc import Callable
from datetime import datetime

from keywho.adapters.legible import legible
from keywho.adapters.printing.sheet import Sheet, to_file
from keywho.adapters.printing.sticker import GRIDS, Sticker, Tent, print_stickers, print_tents
from keywho.adapters.qr import qr_modules
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.room import Room
from keywho.core.signposts import place_in, table_of


def chair_stickers_pdf(
    room: Room,
    link_of_seat: Callable[[SeatId], str],
    *,
    code_of_seat: Callable[[SeatId], str] = str,
    link_of_table: Callable[[TableId], str] | None = None,
    tents: bool = True,
    title: str = "",
    paper: str = "a4",
    made_at: datetime | None = None,
) -> bytes:
    """Print a sticker for each chair, ten on a page in the order of the room, and a tent for each table, one on a page.

    Stickers go on the usual sheets of ten labels (99.1 x 57 mm on A4, 4 x 2 inches on letter paper), or on plain paper that is cut and taped.
    A tent is folded in the middle and read from both sides.

    Parameters
    ----------
    link_of_seat : the link that a chair's code opens.
    code_of_seat : what is typed where no camera is; else the id of the seat.
    link_of_table : the link that a table's code opens; else tents have no code.
    tents : whether tents are printed.
    title : name of the evening; it stands small on each of them. Leave it out to use the stickers again.
    paper : "a4" or "letter".
    made_at : creation date of the document. Equal arguments give equal files.
    """
    if not room.seats:
        raise BadInput("The room has no chairs, so there are no stickers. Maybe draw the room first.")
    stickers = [Sticker(place_in(room, seat.id, table_of(room, seat.id)), qr_modules(link_of_seat(seat.id)), code_of_seat(seat.id)) for seat in room.seats]
    standing = [Tent(table.name or table.id, qr_modules(link_of_table(table.id)) if link_of_table else None) for table in room.tables if tents]
    sheet = Sheet(legible(title) or "Chairs and tables", paper=paper, made_at=made_at)
    print_stickers(sheet, stickers, legible(title), GRIDS[paper])
    print_tents(sheet, standing, legible(title))
    return sheet.content()


write_chair_stickers = to_file(chair_stickers_pdf)
