"""Whom somebody means who asks for their rights at the machine: by name, mail address or id."""

from django.db.models import Q

from keywho.core.errors import BadInput
from keywho.server.services.joining import find_event
from keywho.server.store import models as records

MOST_LISTED = 12


class Ambiguous(BadInput):
    """Several people fit."""

    code = "ambiguous"


def person_of(code: str, words: str) -> records.Attendee:
    """Find one person of an evening, cancelled or not: by the id, else by a mail address, else by the whole name or what they are called.

    Raises
    ------
    BadInput, Ambiguous
        There is no such evening or person, or there are several; these are named with their ids.
    """
    event = find_event(code)
    if event is None:
        known = ", ".join(records.Event.objects.order_by("-pk").values_list("code", flat=True)[:MOST_LISTED])
        raise BadInput(f"There is no evening with the code {code}. Maybe {f'one of: {known}' if known else 'KEYWHO_HOME names another folder'}.")
    everybody, wanted = records.Attendee.objects.filter(event=event), " ".join(words.split())
    mail = Q(contact__iexact=wanted) | Q(card__mail__iexact=wanted) | Q(after_choices__mail__iexact=wanted)
    for fits in (Q(public_id=wanted), mail, Q(name__iexact=wanted) | Q(called__iexact=wanted)):
        found = list(everybody.filter(fits).distinct()) if wanted else []
        if len(found) > 1:
            listed = ", ".join(f"{one.name} ({one.public_id}{f', {one.role}' if one.role else ''})" for one in found[:MOST_LISTED])
            raise Ambiguous(f"{len(found)} people fit “{wanted}”: {listed}. Maybe say the id in place of the name.")
        if found:
            return found[0]
    near = list(everybody.filter(name__icontains=wanted).values_list("name", "public_id")[:MOST_LISTED]) if len(wanted) > 1 else []
    hint = f"Maybe one of: {', '.join(f'{name} ({who})' for name, who in near)}." if near else "Maybe write the whole name, the mail address or the id."
    raise BadInput(f"Nobody of “{event.name}” is called “{wanted}”. {hint}")
