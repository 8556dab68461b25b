"""Contacts as a table for spreadsheets: one line per contact, in UTF-8, quoted as RFC 4180 says. Nothing in it can be run as a formula."""

import csv
import io
from collections.abc import Iterable

from keywho.adapters.programme_csv import harmless
from keywho.followup.card import Card, CardField

HEADER = (*(field.value for field in CardField), "note")


def contacts_csv(cards: Iterable[Card]) -> bytes:
    """Give a table of cards; several mails, numbers or links of one person stand in one cell, each on its own line."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(HEADER)
    for card in cards:
        several = {CardField.MAIL: card.mails, CardField.PHONE: card.phones, CardField.LINK: card.links}
        cells = ["\n".join(several[field]) if field in several else card.value(field) for field in CardField]
        lines.writerow([harmless(cell) for cell in (*cells, card.note)])
    return out.getvalue().encode("utf-8", "replace")
