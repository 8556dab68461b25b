"""What the organizers see of the mails of their evening: how many wait, went or failed, and whom mails don't reach. What mails say, and where they go, is not theirs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.db.models import Q, Sum

from keywho.core.errors import BadInput
from keywho.followup.mails import MailState
from keywho.server.services.post.route import sends_mail
from keywho.server.store import models as records

ADDRESS = re.compile(r"[^\s<>;:,\"'()]+@[^\s<>;:,\"'()]+")
FAILED = (MailState.REFUSED, MailState.BOUNCED, MailState.GIVEN_UP)
SHOWN = 200
WORDS = {
    MailState.WAITING: "is tried again",
    MailState.REFUSED: "refused",
    MailState.BOUNCED: "came back",
    MailState.GIVEN_UP: "given up",
}


@dataclass(frozen=True, slots=True)
class FailedMail:
    """A mail that did not get through, or not yet; `next_at` is when it is tried next, `can_again` whether it can be now."""

    pk: int
    name: str
    words: str
    reason: str
    tries: int
    at: datetime
    next_at: datetime | None
    maybe_twice: int
    can_again: bool


@dataclass(frozen=True, slots=True)
class MailsOfEvening:
    """The mails of an evening. `maybe_twice` are those of which nobody can know whether they arrived once or twice."""

    sends: bool
    waiting: int
    gathered: int
    went: int
    failed: int
    maybe_twice: int
    oldest_at: datetime | None
    why_waiting: str
    lines: Sequence[FailedMail]

    @property
    def state(self) -> str:
        """Give in a word how it goes: off, good, waits or trouble."""
        if not self.sends:
            return "off"
        return "trouble" if self.failed else "waits" if self.why_waiting else "good"


def mails_of(event: records.Event, now: datetime) -> MailsOfEvening:
    """Give what an evening's organizers see of its mails."""
    mails = records.Mail.objects.filter(event=event)
    counts = Counter(mails.values_list("state", flat=True))
    waiting = mails.filter(state__in=(MailState.WAITING, MailState.SENDING))
    oldest = waiting.filter(tries=0, not_before__lte=now).order_by("made_at").first()
    not_through = mails.filter(Q(state__in=FAILED) | Q(state=MailState.WAITING, tries__gt=0)).select_related("who", "organizer").order_by("state", "-pk")
    return MailsOfEvening(
        sends_mail(),
        counts[MailState.WAITING] + counts[MailState.SENDING],
        counts[MailState.GATHERED],
        counts[MailState.SENT],
        sum(counts[state] for state in FAILED),
        mails.aggregate(Sum("maybe_twice"))["maybe_twice__sum"] or 0,
        oldest.made_at.astimezone(event.zone) if oldest else None,
        without_addresses(oldest.answer) if oldest else "",
        [_line(mail, event.zone) for mail in not_through[:SHOWN]],
    )


def try_again(event: records.Event, pk: int, now: datetime) -> str:
    """Let a mail that did not get through go once more; gives a sentence.

    Raises
    ------
    BadInput
        There is no such mail any more, or its text is gone.
    """
    mail = records.Mail.objects.filter(event=event, pk=pk).first()
    if mail is None or mail.state not in (*FAILED, MailState.WAITING) or not _has_text(mail):
        raise BadInput("This mail can't be tried again: it has gone meanwhile, or what it said is kept no longer.")
    records.AfterChoices.objects.filter(who_id=mail.who_id, mail=mail.address).update(mail_trouble="")
    records.Mail.objects.filter(pk=pk, state=mail.state).update(state=MailState.WAITING, not_before=now, settled_at=None, began_at=None)
    return "It goes again within seconds."


def without_addresses(text: str) -> str:
    """Give what a mail server said without the mail addresses in it."""
    return ADDRESS.sub("…", text)


def _line(mail: records.Mail, zone: tzinfo) -> FailedMail:
    name = mail.who.shown_name if mail.who else str(mail.organizer or "")
    next_at = mail.not_before.astimezone(zone) if mail.state == MailState.WAITING else None
    reason = without_addresses(mail.answer)
    at = (mail.settled_at or mail.made_at).astimezone(zone)
    return FailedMail(mail.pk, name, WORDS[MailState(mail.state)], reason, mail.tries, at, next_at, mail.maybe_twice, _has_text(mail))


def _has_text(mail: records.Mail) -> bool:
    return bool(mail.content) or records.Mail.objects.filter(who_id=mail.who_id, state=MailState.JOINED, answer=mail.message_id).exists()
