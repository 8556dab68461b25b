"""Sends what waits. Each mail is claimed (committed), handed over, and what became of it recorded (committed), in this order.

So what was accepted and recorded is never sent again, and nothing is lost. Between acceptance and record lies a moment in which this program or the line can die;
then nobody can know, the mail goes once more under the same Message-ID, and `maybe_twice` counts that before it goes.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from keywho.adapters.mail.smtp import Became, Connection, Handed, NoMailServer, SmtpServer
from keywho.followup.mails import GIVEN_UP_AFTER, MailState, is_too_late, pause_after
from keywho.server.services.post.digests import digest_of, gather, settle_joined
from keywho.server.services.post.queue import DIGEST, may_mail
from keywho.server.services.post.route import address_of_replies
from keywho.server.services.post.signed import VERIFY
from keywho.server.store import models as records

log = logging.getLogger("keywho.worker")

CUT_OFF_AFTER = timedelta(minutes=15)
"""No handing over takes so long (the time limits of `adapters.mail.smtp` together are shorter): whoever began it is gone."""

AT_ONE_LOOK = 50
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Round:
    """What one going over the queue came to."""

    sent: int = 0
    failed: int = 0
    trouble: str = ""


def put_back_cut_off(now: datetime, older_than: timedelta = CUT_OFF_AFTER) -> int:
    """Let mails whose handing over was cut off wait again, and count that they may arrive twice. Gives how many these are."""
    cut_off = records.Mail.objects.filter(state=MailState.SENDING, began_at__lte=now - older_than)
    cut_off.filter(made_at__lt=now - GIVEN_UP_AFTER).update(state=MailState.GIVEN_UP, settled_at=now, maybe_twice=F("maybe_twice") + 1)
    return cut_off.update(state=MailState.WAITING, began_at=None, not_before=now, maybe_twice=F("maybe_twice") + 1)


def send_waiting(server: SmtpServer, clock: Clock, is_ending: Callable[[], bool] = lambda: False) -> Round:
    """Hand over all mails whose time has come, over one connection. Several of these can run at once: no mail is claimed twice."""
    gather(clock())
    sent = failed = 0
    with Connection(server) as connection:
        for pk in _due(clock):
            if is_ending():
                break
            try:
                connection.open()
            except NoMailServer as error:
                _nobody_takes_them(str(error), clock())
                return Round(sent, failed, str(error))
            mail = claim(pk, clock())
            if mail is None:
                continue
            handed = _handed_over(connection, mail)
            record(mail, handed, clock())
            sent, failed = (sent + 1, failed) if handed.became is Became.ACCEPTED else (sent, failed + 1)
    return Round(sent, failed)


def _handed_over(connection: Connection, mail: records.Mail) -> Handed:
    """Hand a mail over; one that this program stumbles over keeps no other waiting."""
    try:
        return connection.hand_over(address_of_replies(), mail.address, bytes(mail.content))
    except Exception as error:
        log.exception("Mail %d could not be handed over.", mail.pk)
        connection.close()
        return Handed(Became.UNKNOWN, f"keywho stumbled over it ({type(error).__name__}).")


def claim(pk: int, now: datetime) -> records.Mail | None:
    """Take a mail for this sender alone, ready to be handed over; None where another was faster, it was taken back, or its reader wants none any more."""
    waiting = records.Mail.objects.filter(pk=pk, state=MailState.WAITING)
    if not waiting.update(state=MailState.SENDING, began_at=now, tries=F("tries") + 1):
        return None
    mail = records.Mail.objects.filter(pk=pk, state=MailState.SENDING, began_at=now).first()
    if mail is None:
        return None
    is_wanted = mail.who_id is None or mail.kind == VERIFY or may_mail(mail.who_id)
    if is_wanted and mail.kind == DIGEST:
        mail.content = digest_of(mail)
    if is_wanted and mail.content:
        return mail
    _mine(mail).update(state=MailState.WITHDRAWN, settled_at=now, content=b"")
    return None


def record(mail: records.Mail, handed: Handed, now: datetime) -> None:
    """Record what became of a mail that was handed over, all of it or nothing."""
    with transaction.atomic():
        _record(mail, handed, now)


def _record(mail: records.Mail, handed: Handed, now: datetime) -> None:
    match handed.became:
        case Became.ACCEPTED:
            taken = records.Mail.objects.filter(pk=mail.pk, state__in=(MailState.SENDING, MailState.WAITING))
            taken.update(state=MailState.SENT, settled_at=now, answer=handed.answer)
            if mail.kind == DIGEST:
                settle_joined(mail, now)
        case Became.REFUSED:
            _mine(mail).update(state=MailState.REFUSED, settled_at=now, answer=handed.answer)
            does_not_arrive(mail, handed.answer)
        case Became.LATER | Became.UNKNOWN:
            doubt = 1 if handed.became is Became.UNKNOWN else 0
            _mine(mail).update(maybe_twice=F("maybe_twice") + doubt, answer=handed.answer, **_after_no(mail, now))


def does_not_arrive(mail: records.Mail, reason: str) -> None:
    """Let somebody's page say that mails don't reach them; none goes there until they have looked after it."""
    if mail.who_id:
        records.AfterChoices.objects.filter(who_id=mail.who_id, mail=mail.address).update(mail_trouble=reason or "?")


def _after_no(mail: records.Mail, now: datetime) -> dict[str, object]:
    if is_too_late(mail.made_at, now):
        return {"state": MailState.GIVEN_UP, "settled_at": now}
    return {"state": MailState.WAITING, "began_at": None, "not_before": now + pause_after(mail.tries, mail.pk)}


def _mine(mail: records.Mail) -> QuerySet[records.Mail]:
    """Find a mail as long as this sender holds it."""
    return records.Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, began_at=mail.began_at)


def _due(clock: Clock) -> Iterator[int]:
    """Give the numbers of mails whose time has come, the longest waiting first, until there are none."""
    while True:
        now = clock()
        found = list(
            records.Mail.objects.filter(state=MailState.WAITING, not_before__lte=now).order_by("not_before", "pk").values_list("pk", flat=True)[:AT_ONE_LOOK]
        )
        if not found:
            return
        yield from found


def _nobody_takes_them(reason: str, now: datetime) -> None:
    """Say with the mails that wait why they do, and give up the oldest."""
    waiting = records.Mail.objects.filter(state=MailState.WAITING, not_before__lte=now)
    waiting.filter(made_at__lt=now - GIVEN_UP_AFTER).update(state=MailState.GIVEN_UP, settled_at=now, answer=reason[:300])
    waiting.exclude(answer=reason[:300]).update(answer=reason[:300])
