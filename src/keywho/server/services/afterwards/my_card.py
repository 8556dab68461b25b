"""Somebody's own contact card: how they can be reached, and what of it they give by default."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from keywho.core.errors import BadInput
from keywho.followup.card import SEEN_ANYWAY, Card, CardField, fields_of, fields_text
from keywho.server.store import models as records

LONGEST_MAIL, LONGEST_PHONE, LONGEST_LINK = 200, 60, 300
MAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+")
PHONE = re.compile(r"\+?[0-9 ()/.\-]+(?:(?:x|ext\.?|#)\s*[0-9]+)?", re.IGNORECASE)
LINK = re.compile(r"(?:https?://)?[^\s/@:<>\"]+\.[^\s/@:<>\".]{2,}(?:[/?#:][^\s<>\"]*)?", re.IGNORECASE)


class NotReachable(BadInput):
    """What somebody wrote is no way to reach them; `field` says which."""

    code = "not-reachable"

    def __init__(self, field: CardField, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody can be reached, and which fields of their card they give where they chose nothing else. `is_saved` says that they said so themselves."""

    mail: str = ""
    phone: str = ""
    link: str = ""
    shares: frozenset[CardField] = SEEN_ANYWAY
    is_saved: bool = True


def reach_of(attendee: records.Attendee) -> Reach:
    """Give how somebody can be reached; nothing but what whoever meets them sees anyway, as long as they have not said more."""
    card: records.ContactCard | None = getattr(attendee, "card", None)
    if card is None:
        return Reach(shares=SEEN_ANYWAY | ({CardField.COMPANY} if attendee.shares_company else frozenset()), is_saved=False)
    return Reach(card.mail, card.phone, card.link, fields_of(card.shares))


def save_reach(attendee: records.Attendee, reach: Reach, now: datetime) -> None:
    """Keep how somebody can be reached.

    Raises
    ------
    NotReachable
        Something is no mail address, no phone number or no link, or is too long.
    """
    mail, phone, link = (" ".join(text.split()) for text in (reach.mail, reach.phone, reach.link))
    if mail and (len(mail) > LONGEST_MAIL or not MAIL.fullmatch(mail)):
        raise NotReachable(CardField.MAIL, "This is not a mail address that works. Maybe a letter is missing, as in ada@example.org.")
    if phone and (len(phone) > LONGEST_PHONE or not PHONE.fullmatch(phone) or sum(letter.isdigit() for letter in phone) < 3):
        raise NotReachable(CardField.PHONE, "This is not a phone number that can be dialled. Maybe write it as +44 20 7946 0018.")
    if link and (len(link) > LONGEST_LINK or not LINK.fullmatch(link)):
        raise NotReachable(CardField.LINK, "This is not the address of a page. Maybe write it as www.example.org/ada.")
    whole = link if not link or link.lower().startswith("http") else f"https://{link}"
    values = {"mail": mail, "phone": phone, "link": whole, "shares": fields_text(reach.shares), "changed_at": now}
    records.ContactCard.objects.update_or_create(who_id=attendee.pk, defaults=values)


def choose_zone(person_pk: int, zone: str) -> None:
    """Show somebody times in a zone of theirs; in that of the evening, where it is empty.

    Raises
    ------
    BadInput
        There is no such zone.
    """
    if zone and zone not in available_timezones():
        raise BadInput("This time zone is not known. Maybe choose one from the list, such as Europe/London.")
    records.AfterChoices.objects.update_or_create(who_id=person_pk, defaults={"timezone": zone})


def chosen_zone(person_pk: int) -> str:
    """Give the time zone that somebody chose; empty where that of the evening counts."""
    return records.AfterChoices.objects.filter(who_id=person_pk).values_list("timezone", flat=True).first() or ""


def card_of(attendee: records.Attendee) -> Card:
    """Give the whole card of somebody: of it only what they give leaves this server (`Card.only`)."""
    reach = reach_of(attendee)
    return Card(
        attendee.name,
        attendee.shown_name,
        attendee.role,
        attendee.company,
        tuple(filter(None, (reach.mail,))),
        tuple(filter(None, (reach.phone,))),
        tuple(filter(None, (reach.link,))),
        attendee.place,
        attendee.seeks,
        attendee.offers,
        uid=uid_of(attendee),
    )


def uid_of(attendee: records.Attendee) -> str:
    """Name somebody's card: always the same, so that address books do not keep it twice; it tells nothing about them (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'keywho {attendee.event_id} {attendee.public_id} {attendee.created_at.isoformat()}')}"
