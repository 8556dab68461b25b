"""Contacts to take along: vCards for address books, a table, and JSON."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from keywho.adapters.contacts_csv import contacts_csv
from keywho.adapters.vcard import write_all
from keywho.core.errors import BadInput
from keywho.followup.card import Card, CardField
from keywho.server.services.afterwards.exchange import Contact, contact, contacts_of
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import Opened
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards.frame import afterwards
from keywho.server.web.attendee.pages import go_to
from keywho.server.web.attendee.personal import words_of_page
from keywho.server.web.attendee.words import in_language
from keywho.server.web.attendee.words.contacts import CONTACTS, ContactWords

VCARD = "text/vcard; charset=utf-8"


def contact_words(found: Opened) -> ContactWords:
    """Give the words in the language of somebody's evening."""
    return in_language(CONTACTS, found.evening.language)


def day_in_words(found: Opened, at: datetime) -> str:
    """Say a day: "26 November 2026"."""
    return contact_words(found).day.format(day=at.day, month=words_of_page(found).months[at.month - 1], year=at.year)


def for_address_book(found: Opened, event: records.Event, known: Contact) -> Card:
    """Give the card of a contact with all that an address book should remember: where we met, what they seek and offer, my note."""
    words = contact_words(found)
    met_at = event.local_start or known.exchanged_at.astimezone(event.zone)
    lines = (
        words.met_line.format(event=found.evening.name, day=day_in_words(found, met_at)),
        words.seeks_line.format(text=known.card.seeks) if known.card.seeks else "",
        words.offers_line.format(text=known.card.offers) if known.card.offers else "",
        words.note_line.format(text=known.note) if known.note else "",
    )
    return replace(known.card, note="\n".join(line for line in lines if line))


@require_safe
@afterwards
def all_contacts(request: HttpRequest, found: Opened, kind: str) -> HttpResponse:
    """Give all contacts of somebody in one file: "vcf" or "old.vcf" for address books, "csv", or "json"."""
    event = found.event()
    known = contacts_of(found.evening.pk, found.person.pk, now())
    name = f"keywho-{found.evening.code.lower()}"
    if kind in ("vcf", "old.vcf"):
        return _file(_vcards(found, event, known, is_old=kind == "old.vcf"), VCARD, f"{name}.vcf")
    cards = [for_address_book(found, event, one) for one in known]
    if kind == "csv":
        return _file(contacts_csv(cards), "text/csv; charset=utf-8", f"{name}.csv")
    written = [
        {**{field.value: card.value(field) for field in CardField}, "note": one.note, "round": one.round_no, "exchanged_at": one.exchanged_at.isoformat()}
        for one, card in zip(known, cards, strict=True)
    ]
    content = json.dumps({"evening": found.evening.name, "contacts": written}, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    return _file(content, "application/json; charset=utf-8", f"{name}.json")


@require_safe
@afterwards
def one_contact(request: HttpRequest, found: Opened, pk: int, kind: str) -> HttpResponse:
    """Give one contact as a file for address books."""
    try:
        known = contact(found.evening.pk, found.person.pk, pk, now())
    except BadInput:
        return go_to(f"/p/{found.page_token}/contacts", contact_words(found).none_of_yours, "warn")
    name = re.sub(r"[^A-Za-z0-9]+", "-", known.called).strip("-").lower() or "contact"
    return _file(_vcards(found, found.event(), [known], is_old=kind == "old.vcf"), VCARD, f"{name}.vcf")


def _vcards(found: Opened, event: records.Event, known: Sequence[Contact], *, is_old: bool) -> bytes:
    changed_at = max((one.exchanged_at for one in known), default=None)
    return write_all((for_address_book(found, event, one) for one in known), "3.0" if is_old else "4.0", revised_at=changed_at)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


urlpatterns = [
    *[
        path(f"p/<str:token>/contacts.{kind}", all_contacts, {"kind": kind}, name=f"contacts-{kind.replace('.', '-')}")
        for kind in ("vcf", "old.vcf", "csv", "json")
    ],
    *[path(f"p/<str:token>/contacts/<int:pk>.{kind}", one_contact, {"kind": kind}, name=f"contact-{kind.replace('.', '-')}") for kind in ("vcf", "old.vcf")],
]
