"""Contact cards to a sheet: an address book's export (.vcf) as a list of people."""

from collections.abc import Iterable

from keywho.adapters.lists.sheet import Record, Sheet
from keywho.adapters.vcard import is_vcard, read
from keywho.followup.card import Card

__all__ = ["is_vcard", "sheet_of_cards"]

HEADER = ("vCard name", "Email", "Role", "Company", "Place", "I seek", "I offer")


def sheet_of_cards(content: bytes, name: str) -> Sheet:
    """Read contact cards as a sheet with one row a card; the first card is row 1.

    Raises
    ------
    BadInput
        There is no whole card in it.
    """
    rows = [tuple(_cells(card)) for card in read(content, name)]
    filled = [place for place, header in enumerate(HEADER) if not place or any(row[place] for row in rows)]
    records = (Record(no, tuple(row[place] for place in filled)) for no, row in enumerate([HEADER, *rows]))
    remark = "Of each contact card the name, the first mail address, title, company and town are taken; numbers, pictures and notes are left in the file."
    return Sheet(tuple(records), remarks=(remark,))


def _cells(card: Card) -> Iterable[str]:
    for text in (card.name or card.called, card.mail, card.role, card.company, card.place, card.seeks, card.offers):
        yield " ".join(text.split())
