"""Agreeing to mails: an address, proof that it is theirs, how often, and stopping."""

from datetime import datetime, timedelta

from django.conf import settings

from keywho.adapters.mail.addresses import is_address, plain_address, same_address
from keywho.core.errors import BadInput
from keywho.followup.mails import HowOften, MailState
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post_to_address, withdraw
from keywho.server.services.post.route import sends_mail
from keywho.server.services.post.signed import VERIFY
from keywho.server.services.post.tokens import is_of, read_stop, read_verify, verify_token
from keywho.server.services.post.words import post_words
from keywho.server.store import models as records

MOST_IN_AN_HOUR = 3
"""So many mails that ask whether an address is right go to one person, and to one address."""


class TooManyAsked(BadInput):
    """Somebody asked for more mails that prove an address than go out in an hour."""

    code = "too-many-asked"


def choices_now(who_pk: int) -> records.AfterChoices:
    """Give somebody's choices, as they are without any being made where none was."""
    return records.AfterChoices.objects.filter(who_id=who_pk).first() or records.AfterChoices(who_id=who_pk)


def likely_address(who_pk: int) -> str:
    """Give the address that somebody has told already, for them to agree to; an empty text where there is none."""
    card = records.ContactCard.objects.filter(who_id=who_pk).values_list("mail", flat=True).first() or ""
    told = records.Attendee.objects.filter(pk=who_pk).values_list("contact", flat=True).first() or ""
    return next((address for address in (card, told.strip()) if address and is_address(address)), "")


def agree(who_pk: int, typed: str, how_often: HowOften, now: datetime) -> bool:
    """Take in that somebody wants mails at an address; True where a mail now asks whether it is theirs.

    Raises
    ------
    BadInput
        It is no address, or too many mails were asked for.
    """
    address = plain_address(typed)
    choices, _ = records.AfterChoices.objects.get_or_create(who_id=who_pk)
    is_known = same_address(choices.mail, address) and choices.mail_verified_at is not None and not choices.mail_trouble
    if not is_known and sends_mail():
        _check_not_too_many(who_pk, address, now)
    if not same_address(choices.mail, address):
        withdraw(now, who_pk=who_pk)
    choices.mail, choices.mails = address, how_often
    choices.mail_agreed_at, choices.mail_stopped_at, choices.mail_trouble = now, None, ""
    if not is_known:
        choices.mail_verified_at = None
    choices.save(update_fields=["mail", "mails", "mail_agreed_at", "mail_stopped_at", "mail_trouble", "mail_verified_at"])
    if is_known or not sends_mail():
        return False
    _ask(choices.who, address, now)
    return True


def choose_how_often(who_pk: int, how_often: HowOften, now: datetime) -> None:
    """Change how often somebody wants mails."""
    records.AfterChoices.objects.filter(who_id=who_pk).update(mails=how_often)
    if how_often is HowOften.NEVER:
        withdraw(now, who_pk=who_pk)


def stop_of(who_pk: int, now: datetime) -> None:
    """Send somebody no more mails, and take back those that wait."""
    records.AfterChoices.objects.filter(who_id=who_pk, mail_stopped_at=None).update(mail_stopped_at=now)
    withdraw(now, who_pk=who_pk)


def forget_address(who_pk: int, now: datetime) -> None:
    """Take an address out."""
    withdraw(now, who_pk=who_pk)
    records.AfterChoices.objects.filter(who_id=who_pk).update(mail="", mail_agreed_at=None, mail_verified_at=None, mail_stopped_at=None, mail_trouble="")


def verify(token: str, now: datetime) -> records.AfterChoices | None:
    """Take in that a mail arrived; None where the token is not good any more."""
    read = read_verify(token)
    choices = _choices_of(read)
    if choices is None or choices.mail_agreed_at is None:
        return None
    if choices.mail_verified_at is None:
        choices.mail_verified_at, choices.mail_trouble = now, ""
        choices.save(update_fields=["mail_verified_at", "mail_trouble"])
    return choices


def verifiable(token: str) -> records.AfterChoices | None:
    """Give whose address a token would prove; None where it is not good any more."""
    return _choices_of(read_verify(token))


def stoppable(token: str) -> records.AfterChoices | None:
    """Give whose mails a token would stop; None where there is nothing to stop."""
    return _choices_of(read_stop(token))


def is_stop_token(token: str) -> bool:
    """Say whether a token was made here."""
    return read_stop(token) is not None


def stop(token: str, now: datetime) -> bool:
    """Stop mails to the address that a token is about; False where it is none of ours. Where nobody has that address any more, there is nothing to stop."""
    read = read_stop(token)
    if read is None:
        return False
    choices = _choices_of(read)
    if choices is not None:
        stop_of(choices.who_id, now)
    return True


def _choices_of(read: tuple[int, str] | None) -> records.AfterChoices | None:
    found = records.AfterChoices.objects.filter(who_id=read[0]).select_related("who__event").first() if read else None
    return found if found is not None and read is not None and is_of(read[1], found.mail) else None


def _check_not_too_many(who_pk: int, address: str, now: datetime) -> None:
    lately = records.Mail.objects.filter(kind=VERIFY, made_at__gt=now - timedelta(hours=1))
    if max(lately.filter(who_id=who_pk).count(), lately.filter(address__iexact=address).count()) >= MOST_IN_AN_HOUR:
        raise TooManyAsked("Three mails were asked for within the hour. Maybe look among the spam, or try again later.")


def _ask(attendee: records.Attendee, address: str, now: datetime) -> None:
    """Mail the one question that goes to an address before it is known to be theirs; earlier ones that still wait are taken back."""
    records.Mail.objects.filter(who=attendee, kind=VERIFY, state=MailState.WAITING).update(state=MailState.WITHDRAWN, settled_at=now, content=b"")
    event = attendee.event
    words = post_words(event.language)
    url = f"{settings.PHONES_URL}/mail/verify/{verify_token(attendee.pk, address)}"
    post_to_address(attendee, address, Letter(VERIFY, words.verify_subject.format(event=event.name), words.verify.format(event=event.name, url=url)), now)
