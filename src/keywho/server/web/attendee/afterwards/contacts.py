"""Contacts: /p/TOKEN/contacts, one of them, and what people who are none yet would be given.

About people who are no contacts a page says only what its owner answered. Nothing on it depends on what the other answered.
"""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.followup.card import CardField, fields_of
from keywho.server.services import attending
from keywho.server.services.afterwards.exchange import (
    Answered,
    Contact,
    answered_by,
    cannot_reach,
    choose_fields,
    contact,
    contacts_of,
    exchange_due,
    give_more,
    give_to_all,
    is_time,
)
from keywho.server.services.afterwards.my_card import reach_of
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.personal_links import Opened
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards import contact_files
from keywho.server.web.attendee.afterwards.contact_files import contact_words, day_in_words
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.chairs import chair_in_words
from keywho.server.web.attendee.pages import go_to, isolated, refuse_strangers
from keywho.server.web.attendee.personal import words_of_page
from keywho.server.web.attendee.words.contacts import ContactWords
from keywho.server.web.numbers import number

MOST_IN_A_MINUTE = 60
_of_person = Limit(MOST_IN_A_MINUTE)
AGREED, OPEN, HELD = ("accepted",), ("asked", "countered"), ("held",)


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact in the list: `href` leads to the next step, which `next` names."""

    pk: int
    called: str
    about: str
    where: str
    note: str
    next: str
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that can be given, and whether it is."""

    value: str
    label: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom one has met and who is no contact yet: what the page's owner answered, and would give."""

    pk: int
    id: AttendeeId
    called: str
    where: str
    wanted: bool | None
    gives: str
    title: str
    choices: tuple[Choice, ...]
    is_own_choice: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a contact gave, and where a tap on it leads."""

    label: str
    text: str
    href: str = ""


@require_safe
@afterwards
def contacts(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show all contacts of somebody, and those whom they met besides."""
    at, words, event = now(), contact_words(found), found.event()
    known = contacts_of(found.evening.pk, found.person.pk, at)
    people = answered_by(found.evening.pk, found.person.pk)
    reach = reach_of(found.attendee())
    gives_ways = any(
        (reach.mail and CardField.MAIL in reach.shares, reach.phone and CardField.PHONE in reach.shares, reach.link and CardField.LINK in reach.shares)
    )
    unreached = len(cannot_reach(known)) if gives_ways else 0
    until = (event.local_start or event.created_at.astimezone(event.zone)) + timedelta(days=event.erase_after_days)
    return after_page(
        request,
        found,
        "contacts",
        "attendee/afterwards/contacts.html",
        wc=words,
        contacts=[_listed(found, event, one, words) for one in known],
        people=[_person(found, one, words) for one in people],
        not_yet=not is_time(found.evening, event.starts_at, at),
        asks_reach=not reach.is_saved,
        unreached=words.reach_all_text.format(count=unreached) if unreached else "",
        until=words.until.format(day=day_in_words(found, until)),
    )


@require_safe
@afterwards
def one(request: HttpRequest, found: Opened, pk: int) -> HttpResponse:
    """Show one contact."""
    words, event = contact_words(found), found.event()
    try:
        known = contact(found.evening.pk, found.person.pk, pk, now())
    except BadInput:
        return go_to(f"/p/{found.page_token}/contacts", words.none_of_yours, "warn")
    name = isolated(known.called)
    return after_page(
        request,
        found,
        "contacts",
        "attendee/afterwards/contact.html",
        wc=words,
        contact=known,
        listed=_listed(found, event, known, words),
        facts=_facts(known, words),
        cannot_reach="" if any((known.card.mail, known.card.phone, known.card.link)) else words.gave_nothing.format(name=name),
        gave=_named(known.given, words),
        more=[Choice(field.value, getattr(words, field.value), False) for field in CardField if field not in known.given],
    )


@csrf_exempt
@require_POST
@afterwards
def note(request: HttpRequest, found: Opened, pk: int) -> HttpResponse:
    """Keep a note about a contact; an empty one is taken away."""
    refuse_strangers(request)
    words, home = contact_words(found), f"/p/{found.page_token}/contacts"
    try:
        known = contact(found.evening.pk, found.person.pk, pk, now())
    except BadInput:
        return go_to(home, words.none_of_yours, "warn")
    attending.write_note(found.evening.pk, found.who, known.who, request.POST.get("text", ""), now=now())
    return go_to(f"{home}/{pk}", words_of_page(found).note_saved, "good")


@csrf_exempt
@require_POST
@afterwards
def more(request: HttpRequest, found: Opened, pk: int) -> HttpResponse:
    """Give a contact more than before."""
    refuse_strangers(request)
    words, home = contact_words(found), f"/p/{found.page_token}/contacts"
    try:
        give_more(found.evening.pk, found.person.pk, pk, _chosen(request), now())
    except BadInput:
        return go_to(home, words.none_of_yours, "warn")
    return go_to(f"{home}/{pk}", words.said_more, "good")


@csrf_exempt
@require_POST
@afterwards
def give_all(request: HttpRequest, found: Opened) -> HttpResponse:
    """Give what stands on the own card to all contacts who can't reach its owner yet."""
    refuse_strangers(request)
    give_to_all(found.evening.pk, found.person.pk, now())
    return go_to(f"/p/{found.page_token}/contacts", contact_words(found).said_more, "good")


@csrf_exempt
@require_POST
@afterwards
def answer(request: HttpRequest, found: Opened) -> HttpResponse:
    """Answer about somebody whom one has met, now or once more: keep in touch or not."""
    refuse_strangers(request)
    home, page = f"/p/{found.page_token}/contacts", words_of_page(found)
    if not _of_person.admits(found.person.pk, time.monotonic()):
        return go_to(home, page.too_many_taps, "warn")
    wanted, at = request.POST.get("wanted") == "1", now()
    attending.keep_in_touch(found.evening.pk, found.who, AttendeeId(request.POST.get("about", "")[:80]), wanted, now=at)
    exchange_due(found.evening.pk, at, found.person.pk)
    return go_to(home, page.kept_yes if wanted else page.kept_no)


@csrf_exempt
@require_POST
@afterwards
def fields(request: HttpRequest, found: Opened) -> HttpResponse:
    """Choose what one person would be given."""
    refuse_strangers(request)
    words, home = contact_words(found), f"/p/{found.page_token}/contacts"
    chosen = None if request.POST.get("press") == "usual" else _chosen(request)
    try:
        choose_fields(found.evening.pk, found.person.pk, number(request.POST.get("about", "")) or 0, chosen, now())
    except BadInput:
        return go_to(home, words.too_late, "warn")
    return go_to(home, words.said_fields, "good")


def choices_of(words: ContactWords, given: Iterable[CardField]) -> tuple[Choice, ...]:
    """Give all fields with their names, and which of them are given."""
    chosen = {*given}
    return tuple(Choice(field.value, getattr(words, field.value), field in chosen) for field in CardField)


def _chosen(request: HttpRequest) -> frozenset[CardField]:
    return fields_of(",".join(request.POST.getlist("fields")[:20]))


def _named(given: Iterable[CardField], words: ContactWords) -> str:
    chosen = {*given}
    return ", ".join(getattr(words, field.value) for field in CardField if field in chosen) or words.gives_nothing


def _listed(found: Opened, event: records.Event, known: Contact, words: ContactWords) -> Listed:
    page = f"/p/{found.page_token}/contacts/{known.pk}"
    talks = f"/p/{found.page_token}/interviews"
    step, href = next(
        (
            (said, where)
            for states, said, where in ((AGREED, words.next_agreed, talks), (OPEN, words.next_open, talks), (HELD, words.next_held, f"{page}/outcome"))
            if known.interview in states
        ),
        (words.next_ask, f"{page}/ask"),
    )
    about = " · ".join(part for part in (known.card.role, known.card.company) if part)
    chair = chair_in_words(found.evening, event, known.seat) if known.seat else ""
    return Listed(known.pk, known.called, about, _where(words, known.round_no, chair), known.note, step, href)


def _where(words: ContactWords, no: int | None, chair: str = "") -> str:
    where = ", ".join(part for part in (words.round.format(no=no) if no else "", chair) if part)
    return words.met.format(where=where) if where else ""


def _person(found: Opened, known: Answered, words: ContactWords) -> Person:
    title = words.choose_for.format(name=isolated(known.called))
    gives = words.gives.format(fields=_named(known.gives, words))
    return Person(
        known.pk, known.who, known.called, _where(words, known.round_no), known.wanted, gives, title, choices_of(words, known.gives), known.is_own_choice
    )


def _facts(known: Contact, words: ContactWords) -> list[Fact]:
    card = known.card
    name = [Fact(words.name, card.name)] if CardField.NAME in known.gives and card.name != known.called else []
    return [
        *name,
        *(Fact(words.phone, phone, f"tel:{re.sub(r'[^0-9+]', '', phone)}") for phone in card.phones),
        *(Fact(words.mail, mail, f"mailto:{mail}") for mail in card.mails),
        *(Fact(words.link, link, link if link.lower().startswith(("https://", "http://")) else "") for link in card.links),
        *(Fact(label, text) for label, text in ((words.place, card.place), (words.their_seeks, card.seeks), (words.their_offers, card.offers)) if text),
    ]


urlpatterns = [
    path("p/<str:token>/contacts", contacts, name="contacts"),
    path("p/<str:token>/contacts/answer", answer, name="contacts-answer"),
    path("p/<str:token>/contacts/give-all", give_all, name="contacts-give-all"),
    path("p/<str:token>/contacts/fields", fields, name="contacts-fields"),
    path("p/<str:token>/contacts/<int:pk>", one, name="contact"),
    path("p/<str:token>/contacts/<int:pk>/note", note, name="contact-note"),
    path("p/<str:token>/contacts/<int:pk>/more", more, name="contact-more"),
    *contact_files.urlpatterns,
]
