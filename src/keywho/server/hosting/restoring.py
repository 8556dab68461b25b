"""Puts a backup back: everything as it was, but for those who were erased since."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from keywho.core.errors import BadInput
from keywho.followup.mails import STILL_TO_GO, MailState
from keywho.server.conf.environment import Environment
from keywho.server.hosting.database import migrate
from keywho.server.hosting.listening import listen
from keywho.server.services.links import new_epoch
from keywho.server.services.rights.backup import put_back
from keywho.server.services.rights.erase import erase_again
from keywho.server.store import models as records

HELD_BACK = "It waited when the backup was made, and may have gone since; so it is not sent."


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: how many evenings and people there are, who was erased again, and how many mails are not sent since they may have gone."""

    evenings: int
    people: int
    erased_again: int
    mails_held_back: int


def restore(environment: Environment, source: Path, now: datetime) -> Restored:
    """Put a backup back. keywho must be stopped.

    Raises
    ------
    BadInput
        keywho runs, or the backup can't be used; nothing was changed then.
    """
    try:
        listen(environment.address, environment.port).close()
    except BadInput as taken:
        raise BadInput(f"A backup is put back while keywho is stopped. {taken}") from taken
    put_back(source)
    migrate()
    with transaction.atomic():
        for event in records.Event.objects.all():
            records.Event.objects.filter(pk=event.pk).update(epoch=new_epoch())  # phones notice that the log is another one
        held = records.Mail.objects.filter(state__in=(*STILL_TO_GO, MailState.SENDING))
        held_back = held.update(state=MailState.GIVEN_UP, settled_at=now, answer=HELD_BACK, content=b"")
    again = erase_again(now=now)
    return Restored(records.Event.objects.count(), records.Attendee.objects.count(), again, held_back)
