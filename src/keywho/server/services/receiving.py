"""Mails that came in: answers of calendars, mails of ours that came back, wishes for no more. Each counts once, and what a stranger claims changes nothing."""

import hashlib
import logging
from datetime import datetime

from django.db import IntegrityError, transaction

from keywho.adapters.calendar.reading import CalendarMessage, read_messages
from keywho.adapters.mail.read import Kind, ReadMail, read_mail
from keywho.core.errors import KeywhoError
from keywho.followup.mails import MailState
from keywho.server.services.afterwards.interviews import answer_from_mail
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.services.post.agreeing import stop
from keywho.server.services.post.route import who_answers
from keywho.server.services.post.sending import does_not_arrive
from keywho.server.store import models as records

log = logging.getLogger("keywho.server")

AGAIN = "again"
"""What becomes of a mail that was taken in before."""

ANSWERS = ("REPLY", "COUNTER")


def receive(raw: bytes, now: datetime) -> str:
    """Take a mail in; gives in a word what came of it. The same mail counts once, whichever way it comes."""
    mail = read_mail(raw)
    try:
        with transaction.atomic():
            line = records.MailReceived.objects.create(digest=_digest(mail, raw), at=now, came_of_it="")
            line.came_of_it = _came_of(mail, now)
            line.save(update_fields=["came_of_it"])
    except IntegrityError:
        return AGAIN
    log.info("A mail came in: %s.", line.came_of_it)
    return line.came_of_it


def _came_of(mail: ReadMail, now: datetime) -> str:
    match mail.kind:
        case Kind.CALENDAR:
            return _answered(mail, now)
        case Kind.BOUNCE:
            return _came_back(mail, now)
        case Kind.STOP:
            return "stopped" if stop(mail.stop_token, now) else "stranger"
        case Kind.AUTOMATIC:
            return "automatic"
        case Kind.UNKNOWN:
            return "unknown"


def _answered(mail: ReadMail, now: datetime) -> str:
    """Take in what a calendar answers, if it is from whoever was invited."""
    for content in mail.calendars:
        try:
            found = [one for one in read_messages(content) if one.method in ANSWERS]
        except KeywhoError:
            continue
        for answer in found:
            person_pk = _whose(mail, answer.uid)
            if person_pk is None:
                return "stranger"
            return _told(_on_their_clock(answer, content, person_pk), person_pk, now)
    return "no answer"


def _on_their_clock(answer: CalendarMessage, content: bytes, person_pk: int) -> CalendarMessage:
    """Read a time that names no zone on the clock of whoever proposes it, as their calendar showed it to them (RFC 5545, 3.3.5)."""
    if answer.starts_at is not None:
        return answer
    again = read_messages(content, zone_of(person_pk).key)
    return next((one for one in again if (one.uid, one.method) == (answer.uid, answer.method)), answer)


def _told(answer: CalendarMessage, person_pk: int, now: datetime) -> str:
    said = "COUNTER" if answer.method == "COUNTER" else answer.partstat.value
    try:
        with transaction.atomic():
            after = answer_from_mail(answer.uid, person_pk, said, answer.starts_at, now=now, sequence=answer.sequence)
    except KeywhoError as refused:
        return f"{said.lower()}, not taken ({refused.code})"[:60]
    return f"{said.lower()}: {after}"[:60]


def _whose(mail: ReadMail, uid: str) -> int | None:
    """Find whose answer it is: by the address it came to, which only they know; else by the verified address that it says it is from."""
    for address in mail.recipients:
        who_pk = who_answers(address, uid)
        if who_pk is not None:
            return who_pk
    interview = records.Interview.objects.filter(uid=uid).first()
    if interview is None or not mail.sender:
        return None
    two = records.AfterChoices.objects.filter(who_id__in=(interview.asker_id, interview.asked_id), mail__iexact=mail.sender)
    known = list(two.exclude(mail_verified_at=None).values_list("who_id", flat=True))
    return known[0] if len(known) == 1 else None


def _came_back(mail: ReadMail, now: datetime) -> str:
    """Take in that a mail of ours could not be delivered. Nobody else knows the Message-ID, so whoever names it had the mail in hand."""
    ours = records.Mail.objects.filter(message_id=mail.about_id).first() if mail.about_id else None
    if ours is None:
        return "stranger"
    if not mail.is_final:
        return "delayed"
    if records.Mail.objects.filter(pk=ours.pk, state=MailState.SENT).update(state=MailState.BOUNCED, answer=mail.reason, settled_at=now):
        does_not_arrive(ours, mail.reason)
    return "bounced"


def _digest(mail: ReadMail, raw: bytes) -> str:
    """Name a mail by what it says; a mail server adds lines on the way, which differ from one way to another."""
    if not mail.message_id:
        return hashlib.sha256(raw).hexdigest()
    whole = hashlib.sha256(f"{mail.message_id}\0{mail.kind}\0{mail.about_id}\0{mail.stop_token}\0".encode("utf-8", "replace"))
    for content in mail.calendars:
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()
