"""Whether this server sends mails, from which address, and where answers go."""

import base64
import hashlib
import hmac
from urllib.parse import urlsplit

from django.conf import settings

from keywho.adapters.mail.addresses import with_word, without_word, word_in

NO_HOST = "keywho.invalid"
"""Stands where the server knows no name of its own (RFC 6761)."""


def sends_mail() -> bool:
    """Say whether a mail server is set."""
    return bool(settings.SMTP_URL)


def own_host() -> str:
    """Give the host that names of mails and calendar entries are made with."""
    found: str = settings.MAIL_FROM.rpartition("@")[2] or urlsplit(settings.PUBLIC_URL).hostname or ""
    return found if "." in found and not found.replace(".", "").isdigit() else NO_HOST


def address_from() -> str:
    """Give the address that mails come from."""
    found: str = settings.MAIL_FROM
    return found or f"keywho@{own_host()}"


def address_of_replies(uid: str = "", who_pk: int | None = None) -> str:
    """Give the address that answers of one person about one interview go to; without those two, the one for everything else."""
    pattern = settings.MAIL_REPLIES or address_from()
    return with_word(pattern, f"{who_pk}-{_sign(uid, who_pk)}") if uid and who_pk is not None and "{}" in pattern else without_word(pattern)


def who_answers(address: str, uid: str) -> int | None:
    """Give whose answer about an interview comes to an address; None where the address does not say, or was made up."""
    told, _, signed = word_in(settings.MAIL_REPLIES, address).partition("-")
    if not (told.isascii() and told.isdecimal() and len(told) < 16) or not signed:
        return None
    return int(told) if hmac.compare_digest(signed, _sign(uid, int(told))) else None


def _sign(uid: str, who_pk: int) -> str:
    """Sign in letters that survive being written small: 80 bits."""
    key = hashlib.sha256(f"keywho answers\0{settings.SECRET_KEY}".encode()).digest()
    return base64.b32encode(hmac.digest(key, f"{who_pk} {uid}".encode(), "sha256")[:10]).decode().lower()
