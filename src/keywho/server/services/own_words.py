"""The words of the town: what an organizer adds to the vocabulary, kept as it was typed."""

from django.db import transaction

from keywho.benefit.own_words import LONGEST_TEXT, ReadWords, read_own_words
from keywho.core.errors import BadInput
from keywho.server.services.registrations import people_changed
from keywho.server.store import models as records


def change_own_words(event_pk: int, text: str) -> ReadWords:
    """Keep what was typed, and give what was understood of it; what people are worth to each other is found anew.

    Raises
    ------
    BadInput
        The text is too long.
    """
    lines = "\n".join(line.rstrip() for line in text.replace("\0", "").splitlines()).strip()
    if len(lines) > LONGEST_TEXT:
        raise BadInput(f"The words of this town have {len(lines):,} letters; {LONGEST_TEXT:,} fit. Maybe leave out what is in every dictionary.")
    with transaction.atomic():
        records.Event.objects.filter(pk=event_pk).update(own_words=lines)
        people_changed(event_pk)
    return read_own_words(lines)
