"""What mails leave behind is taken out after a time."""

from datetime import datetime, timedelta

from keywho.followup.mails import STILL_TO_GO, MailState
from keywho.server.store import models as records

KEPT = timedelta(days=30)
LONGEST_WAIT = timedelta(days=14)
"""Letters that can wait are joined within a week, and their mail goes or is given up within days."""


def forget_old_mails(now: datetime) -> int:
    """Take out what mails say that were settled long ago, and that mails came in; gives how many lost their text."""
    records.MailReceived.objects.filter(at__lt=now - KEPT).delete()
    settled = records.Mail.objects.exclude(state__in=(*STILL_TO_GO, MailState.SENDING)).filter(settled_at__lt=now - KEPT)
    records.Mail.objects.filter(state=MailState.JOINED, made_at__lt=now - KEPT - LONGEST_WAIT).exclude(content=b"").update(content=b"")
    return settled.exclude(content=b"").update(content=b"")
