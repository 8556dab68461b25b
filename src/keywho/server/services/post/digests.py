"""Letters that can wait: in the morning they become one mail for each person.

What they say stays with each of them until that mail is gone, so that what speaks of somebody who is erased is not in it.
A letter that is joined names the mail it goes in, by its Message-ID, as its `answer`.
"""

import json
from datetime import datetime

from django.db import transaction

from keywho.followup.mails import MailState
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import DIGEST, choices_of, may_mail, new_message_id, written
from keywho.server.services.post.signed import together
from keywho.server.store import models as records


def gather(now: datetime) -> int:
    """Join what has gathered for each person whose morning has come; gives how many mails these are."""
    due = records.Mail.objects.filter(state=MailState.GATHERED, not_before__lte=now).order_by("who_id").values_list("who_id", flat=True).distinct()
    return sum(_join(who_pk, now) for who_pk in list(due) if who_pk is not None)


def digest_of(mail: records.Mail) -> bytes:
    """Write the mail that holds somebody's joined letters, as many as are left; empty where none is."""
    joined = records.Mail.objects.filter(who_id=mail.who_id, state=MailState.JOINED, answer=mail.message_id).exclude(content=b"").order_by("pk")
    letters = [Letter(one.kind, **json.loads(bytes(one.content))) for one in joined]
    if not letters or mail.who is None:
        return b""
    return written(mail.who, mail.address, together(mail.who, letters), mail.message_id, mail.made_at)


def settle_joined(mail: records.Mail, now: datetime) -> None:
    """Record that the letters of a mail went with it. Where it was refused or given up they stay with it: it may be tried again."""
    joined = records.Mail.objects.filter(who_id=mail.who_id, state=MailState.JOINED, answer=mail.message_id)
    joined.update(state=MailState.SENT, settled_at=now, answer="")


def _join(who_pk: int, now: datetime) -> int:
    choices = choices_of(who_pk)
    if choices is None or not may_mail(who_pk):
        records.Mail.objects.filter(who_id=who_pk, state=MailState.GATHERED).update(state=MailState.WITHDRAWN, settled_at=now, content=b"")
        return 0
    message_id = new_message_id()
    with transaction.atomic():
        gathered = records.Mail.objects.filter(who_id=who_pk, state=MailState.GATHERED)
        if not gathered.update(state=MailState.JOINED, answer=message_id):
            return 0
        records.Mail.objects.create(
            message_id=message_id,
            kind=DIGEST,
            event_id=choices.who.event_id,
            who_id=who_pk,
            address=choices.mail,
            state=MailState.WAITING,
            made_at=now,
            not_before=now,
        )
    return 1
