"""Signed words in links of mails: this address is mine, and no more mails. They name an address by a hash, so that none stands in a link."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core import signing

from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.store import models as records

VERIFY_WITHIN_S = 2 * 24 * 3600
_STOP = "keywho.mail.stop"
_VERIFY = "keywho.mail.verify"


def stop_token(who_pk: int, address: str) -> str:
    """Make the token that stops mails to an address; it is good for ever."""
    return signing.Signer(salt=_STOP).sign(f"{who_pk}.{_short(address)}").replace(":", "~")


def verify_token(who_pk: int, address: str) -> str:
    """Make the token that proves that a mail arrived."""
    return signing.TimestampSigner(salt=_VERIFY).sign(f"{who_pk}.{_short(address)}").replace(":", "~")


def read_stop(token: str) -> tuple[int, str] | None:
    """Give whose mails a token stops, and the hash of the address; None where it is none of ours."""
    return _parts(lambda: signing.Signer(salt=_STOP).unsign(token.replace("~", ":")))


def read_verify(token: str) -> tuple[int, str] | None:
    """Give whose address a token proves, and its hash; None where it is none of ours or too old."""
    return _parts(lambda: signing.TimestampSigner(salt=_VERIFY).unsign(token.replace("~", ":"), max_age=VERIFY_WITHIN_S))


def is_of(hashed: str, address: str) -> bool:
    """Say whether a hash in a token is that of an address."""
    return bool(address) and hashed == _short(address)


def page_url(attendee: records.Attendee, page: str = "") -> str:
    """Give the address of one of somebody's personal pages, as it stands in mails."""
    event = attendee.event
    token = token_of(Link(LinkKind.PERSONAL, event.pk, attendee.pk, attendee.link_no), event.key)
    return f"{settings.PHONES_URL}/p/{token}" + (f"/{page}" if page else "")


def _short(address: str) -> str:
    return hashlib.sha256(address.strip().casefold().encode()).hexdigest()[:16]


def _parts(unsign: Callable[[], str]) -> tuple[int, str] | None:
    try:
        who, _, hashed = unsign().partition(".")
    except signing.BadSignature:
        return None
    return (int(who), hashed) if who.isascii() and who.isdecimal() else None
