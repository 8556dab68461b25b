"""Accounts of organizers: the link that makes the first one, and the link to a new password."""

import hashlib
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from keywho.core.errors import BadInput
from keywho.server.store import models as records

LINK_HOURS = 24
LONGEST_NAME = 120
SALT = "keywho.account"


@dataclass(frozen=True, slots=True)
class AccountLink:
    """What a good link is for: an account with this address, or with any where `email` is empty; `known` if there is one already."""

    email: str
    known: bool


def anyone_there() -> bool:
    """Say whether any organizer has an account."""
    return records.Organizer.objects.exists()


def rename(organizer: records.Organizer, name: str) -> str:
    """Write down what the others call somebody.

    Raises
    ------
    BadInput
        The name is missing.
    """
    if not name:
        raise BadInput("Your name is missing. Maybe write what the others call you.")
    records.Organizer.objects.filter(pk=organizer.pk).update(name=name[:LONGEST_NAME])
    return "Saved: your name."


def link_token(email: str = "") -> str:
    """Make the secret part of a link that is good once: for the first account, or for the one with this address."""
    address = email.strip().casefold()
    return signing.dumps([address, _stamp(address)], salt=SALT)


def read_link(token: str) -> AccountLink:
    """Say what a link is for.

    Raises
    ------
    BadInput
        It is not one of ours, too old, or was used.
    """
    try:
        address, stamp = signing.loads(token, salt=SALT, max_age=LINK_HOURS * 3600)
    except signing.SignatureExpired:
        raise BadInput(f"This link is older than {LINK_HOURS} hours. Maybe start keywho again, or say: keywho organizer EMAIL.") from None
    except (signing.BadSignature, ValueError, TypeError):
        raise BadInput("This link is not complete. Maybe a letter of it got lost; copy all of it.") from None
    if stamp != _stamp(address):
        raise BadInput("This link was used already. Maybe sign in; or say: keywho organizer EMAIL.")
    return AccountLink(address, known=bool(address) and records.Organizer.objects.filter(email=address).exists())


def use_link(token: str, *, email: str, name: str, password: str) -> records.Organizer:
    """Make the account that a link is for, or give it a new password. The link is used up by that.

    Raises
    ------
    BadInput
        The link is not good, or the address, name or password can't be taken.
    """
    with transaction.atomic():
        link = read_link(token)
        address = link.email or email.strip().casefold()
        known = records.Organizer.objects.filter(email=address).first()
        _look_at(address, password, known)
        if known is not None:
            known.set_password(password)
            known.save(update_fields=["password"])
            return known
        if not name.strip():
            raise BadInput("Your name is missing. Maybe write what the others call you.")
        try:
            with transaction.atomic():
                return records.Organizer.objects.sign_up(email=address, name=name.strip(), password=password)
        except IntegrityError:
            raise BadInput("Somebody with this mail address made an account a moment ago. Maybe sign in.") from None


def _look_at(address: str, password: str, known: records.Organizer | None) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput(f"{address or 'An empty text'} is no mail address. Maybe a letter is missing.") from None
    try:
        validate_password(password, known)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages) + " Maybe take three or four words that only you put together.") from None


def _stamp(address: str) -> str:
    """Give what changes when a link is used: the hash of the password, or that nobody was there."""
    if not address:
        return f"nobody:{'no' if anyone_there() else 'yes'}"
    password = records.Organizer.objects.filter(email=address).values_list("password", flat=True).first()
    return hashlib.sha256(f"{address}|{password}".encode()).hexdigest()[:20]
