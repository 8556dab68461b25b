"""Mails are put here, in the database, and taken from here by `sending`. Nobody gets any who did not agree, and nothing waits where no mail server is set."""

import json
import logging
import secrets
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from keywho.adapters.mail.as_html import as_html
from keywho.adapters.mail.compose import Mailbox, NewMail, Stopping, compose
from keywho.followup.mails import STILL_TO_GO, HowOften, MailState, next_morning
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.route import address_from, address_of_replies, own_host, sends_mail
from keywho.server.services.post.signed import VERIFY, signed
from keywho.server.services.post.tokens import stop_token
from keywho.server.services.post.words import post_words
from keywho.server.store import models as records

log = logging.getLogger("keywho.worker")

DIGEST = "digest"
"""The kind of mails that hold several letters."""


def may_mail(who_pk: int) -> bool:
    """Say whether somebody gets mails: agreed, verified, not stopped, and nothing came back."""
    return sends_mail() and choices_of(who_pk) is not None


def post(who_pk: int, letter: Letter, now: datetime) -> bool:
    """Put a letter in the queue; False where that person gets no mails. What may be mailed once only and was is not put there again.

    It is in the queue as soon as the transaction around it is committed.
    """
    choices = choices_of(who_pk) if sends_mail() else None
    if choices is None:
        return False
    often = HowOften(choices.mails)
    attendee = choices.who
    if letter.is_urgent or letter.calendar is not None or often is HowOften.AT_ONCE:
        _put(attendee, choices.mail, letter, MailState.WAITING, now, now)
    else:
        _put(attendee, choices.mail, letter, MailState.GATHERED, now, next_morning(often, now, zone_of(choices)))
    return True


def post_to_address(attendee: records.Attendee, address: str, letter: Letter, now: datetime) -> None:
    """Put a letter in the queue for an address that is not verified yet: only that which asks whether it is theirs."""
    _put(attendee, address, letter, MailState.WAITING, now, now)


def post_to_organizers(event_pk: int, letter: Letter, now: datetime) -> int:
    """Put a letter in the queue for each organizer of an evening whose address takes mails; gives how many these are."""
    if not sends_mail():
        return 0
    event = records.Event.objects.get(pk=event_pk)
    count = 0
    for organizer in event.organizers.filter(is_active=True).order_by("pk"):
        failed = records.Mail.objects.filter(organizer=organizer, address=organizer.email, state__in=(MailState.REFUSED, MailState.BOUNCED))
        if failed.exists():
            continue
        message_id = new_message_id()
        mail = NewMail(
            message_id,
            now,
            Mailbox(address_from(), post_words(event.language).via.format(event=event.name)),
            Mailbox(organizer.email, organizer.name),
            letter.subject,
            letter.text,
            letter.html or as_html(letter.text, event.language, letter.subject),
            event.language,
            reply_to=address_of_replies(),
            calendar=letter.calendar,
        )
        once = f"{letter.once} to organizer {organizer.pk}" if letter.once else None
        count += _keep(letter, once, message_id, organizer.email, compose(mail), MailState.WAITING, now, now, event=event, organizer=organizer)
    return count


def withdraw(
    now: datetime,
    *,
    who_pk: int | None = None,
    about_pk: int | None = None,
    kind: str = "",
    once_begins: str = "",
    event_pk: int | None = None,
    only_tried: bool = False,
) -> int:
    """Take back mails that still wait: all that fit what is named. Gives how many these were.

    `only_tried` are those that were put off before, and could so come behind what is written after them.
    """
    wanted = Q(state__in=STILL_TO_GO)
    for name, value in (("who_id", who_pk), ("about_id", about_pk), ("event_id", event_pk), ("kind", kind or None), ("once__startswith", once_begins or None)):
        if value is not None:
            wanted &= Q(**{name: value})
    if only_tried:
        wanted &= Q(tries__gt=0)
    return records.Mail.objects.filter(wanted).update(state=MailState.WITHDRAWN, settled_at=now, content=b"", answer="")


def zone_of(choices: records.AfterChoices) -> ZoneInfo:
    """Give the time zone of somebody: their own, or the evening's."""
    for name in (choices.timezone, choices.who.event.timezone):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def new_message_id() -> str:
    """Name a mail, for good (RFC 5322, 3.6.4)."""
    return f"<{secrets.token_hex(16)}@{own_host()}>"


def written(attendee: records.Attendee, address: str, letter: Letter, message_id: str, now: datetime, reply_to: str = "") -> bytes:
    """Write a letter to an attendee as the mail that it will be, with how to stop mails."""
    event = attendee.event
    words = post_words(event.language)
    page = signed(attendee, address, letter)
    mail = NewMail(
        message_id,
        now,
        Mailbox(address_from(), words.via.format(event=event.name)),
        Mailbox(address, attendee.called or attendee.name),
        letter.subject,
        page.text,
        page.html,
        event.language,
        reply_to=reply_to or address_of_replies(),
        calendar=letter.calendar,
        stopping=_stopping(attendee, address) if letter.kind != VERIFY else None,
    )
    return compose(mail)


def _put(attendee: records.Attendee, address: str, letter: Letter, state: MailState, now: datetime, not_before: datetime) -> None:
    message_id = new_message_id()
    if state is MailState.GATHERED:
        content = json.dumps({"subject": letter.subject, "text": letter.text, "html": letter.html}, ensure_ascii=False).encode("utf-8", "replace")
    else:
        content = written(attendee, address, letter, message_id, now)
    _keep(letter, letter.once, message_id, address, content, state, now, not_before, event=attendee.event, who=attendee)


def _keep(
    letter: Letter, once: str | None, message_id: str, address: str, content: bytes, state: MailState, now: datetime, not_before: datetime, **whose: object
) -> bool:
    try:
        with transaction.atomic():
            records.Mail.objects.create(
                message_id=message_id,
                once=once,
                kind=letter.kind,
                address=address,
                content=content,
                about_id=letter.about_pk,
                state=state,
                made_at=now,
                not_before=not_before,
                **whose,
            )
    except IntegrityError:
        if once and records.Mail.objects.filter(once=once).exists():
            return False  # it was put there before
        raise
    return True


def choices_of(who_pk: int) -> records.AfterChoices | None:
    """Give the choices of somebody who gets mails; None for everybody else."""
    found = records.AfterChoices.objects.filter(who_id=who_pk).select_related("who__event").first()
    if found is None or not found.mail or found.mail_agreed_at is None or found.mail_verified_at is None:
        return None
    return None if found.mail_stopped_at is not None or found.mail_trouble or found.mails == HowOften.NEVER else found


def _stopping(attendee: records.Attendee, address: str) -> Stopping:
    token = stop_token(attendee.pk, address)
    mailto = f"mailto:{address_of_replies()}?subject={quote(f'stop {token}')}"
    host = own_host()
    return Stopping(f"{settings.PHONES_URL}/mail/stop/{token}", mailto, f"{attendee.event.code.lower()}.{host}", attendee.event.name)
