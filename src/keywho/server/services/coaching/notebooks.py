"""Notebooks of people of an evening: opened and written in."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from keywho.adapters.notebook_json import notebook_from_json, notebook_to_json
from keywho.coach.notebook import Notebook
from keywho.server.store import models as records


def notebook_of(person_pk: int) -> Notebook:
    """Open somebody's notebook. Whoever lets their history follow them finds what they wrote at an earlier evening, until they write something new."""
    record = records.Notebook.objects.filter(who_id=person_pk).first() or _earlier(person_pk)
    return notebook_from_json(record.content) if record is not None else Notebook()


def change(person_pk: int, write: Callable[[Notebook], Notebook], now: datetime) -> Notebook:
    """Write in somebody's notebook, in one step: two devices do not overwrite each other. Whatever `write` raises leaves it as it was."""
    with transaction.atomic():
        records.Attendee.objects.select_for_update().get(pk=person_pk)
        before = notebook_of(person_pk)
        after = write(before)
        if after != before:
            content = notebook_to_json(after)
            notebook_from_json(content)  # what can't be read again is not kept
            records.Notebook.objects.update_or_create(who_id=person_pk, defaults={"content": content.decode(), "changed_at": now})
    return after


def _earlier(person_pk: int) -> records.Notebook | None:
    regular = records.Attendee.objects.filter(pk=person_pk).values_list("regular_id", flat=True).first()
    return records.Notebook.objects.filter(who__regular_id=regular).order_by("-changed_at").first() if regular is not None else None
