"""What to do now: /p/TOKEN/next. Each step has one main button; it can be put off, done with, or stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from keywho.core.errors import BadInput
from keywho.followup.reminders import Due, Known, ReminderId, ReminderKind, coming, due
from keywho.followup.words.reminders import note_for, words_of_reminders
from keywho.server.services.afterwards import exchange, interviews, reminders
from keywho.server.services.afterwards.exchange import Contact
from keywho.server.services.afterwards.preparing import called, preparation
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.pages import go_to, isolated, refuse_strangers
from keywho.server.web.attendee.personal import words_of_page
from keywho.server.web.attendee.words import in_language, when_in_words
from keywho.server.web.attendee.words.next_steps import NEXT, NextWords

ICONS = {
    ReminderKind.THANKS: "heart-handshake",
    ReminderKind.ASK: "coffee",
    ReminderKind.EVENING_BEFORE: "notebook-pen",
    ReminderKind.PREPARE: "notebook-pen",
    ReminderKind.HELD: "sparkles",
    ReminderKind.KEEP_WARM: "leaf",
}
LATER = {"tomorrow": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is shown: which reminder, what to do, why, the main button, and whether a note goes with it as well."""

    which: str
    kind: str
    icon: str
    line: str
    hint: str
    when: str
    href: str
    button: str
    has_also_note: bool
    can_wait: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reminders, and whether it is off."""

    value: str
    words: str
    is_off: bool


def next_words(found: Opened) -> NextWords:
    """Give the words in the language of somebody's evening."""
    return in_language(NEXT, found.evening.language)


@require_safe
@afterwards
def steps(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what to do now, and what is to come."""
    at, words = now(), next_words(found)
    exchange.exchange_due(found.evening.pk, at, found.person.pk)
    known = reminders.known_of([found.person.pk], at)[found.person.pk]
    shown: dict[str, Any] = {
        "steps": [_step(one, found, words, known) for one in due(known, at)],
        "coming": [_step(one, found, words, known) for one in coming(known, at)],
        "kinds": [Kind(kind.value, words.kinds[kind], kind in known.off) for kind in ReminderKind],
        "all_off": known.all_off,
        "waiting": [(talk.key, words.waits.format(name=isolated(talk.called))) for talk in interviews.interviews_of(found.person.pk, at) if talk.is_my_turn],
        "today": at.astimezone(known.zone).date(),
    }
    return after_page(request, found, "next", "attendee/afterwards/next_steps.html", wn=words, **shown)


def _step(one: Due, found: Opened, words: NextWords, known: Known) -> Step:
    said = words_of_reminders(found.evening.language)
    page = words_of_page(found)
    local = next((talk.starts_at.astimezone(known.zone) for talk in known.talks if talk.pk == one.id.interview), None)
    line = said.lines[one.kind].format(
        name=isolated(called(found.evening, one.id.about)), time=f"{when_in_words(local, page)} ({local.tzname()})" if local else ""
    )
    which = reminders.text_of(one.id)
    when = when_in_words(one.due_at.astimezone(known.zone), page)
    return Step(
        which, one.kind.value, ICONS[one.kind], line, said.hints[one.kind], when, _main(one.id, which, found), words.buttons[one.kind],
        one.kind in (ReminderKind.ASK, ReminderKind.HELD), not one.kind.has_fixed_hour,
    )  # fmt: skip


def _main(which: ReminderId, text: str, found: Opened) -> str:
    """Give where the main button of a reminder leads."""
    home = f"/p/{found.page_token}"
    if which.kind is ReminderKind.ASK:
        return f"{home}/contacts/{which.about}/ask"
    if which.kind is ReminderKind.HELD:
        return f"{home}/contacts/{which.about}/outcome"
    return f"{home}/next/{text}"


@require_safe
@afterwards
def one_step(request: HttpRequest, found: Opened, which: str) -> HttpResponse:
    """Show the note that goes with a reminder, ready to edit; before a talk their card, the own note and the three questions."""
    at = now()
    asked = reminders.which_of(which)
    now_due, to_come = reminders.reminders_of(found.person.pk, at)
    one = next((one for one in (*now_due, *to_come) if one.id == asked), None)
    if one is None:
        return go_to(f"/p/{found.page_token}/next", next_words(found).said_done)
    return _preparation(request, found, one) if one.kind.has_fixed_hour else _note(request, found, one, at)


def _preparation(request: HttpRequest, found: Opened, one: Due) -> HttpResponse:
    said = words_of_reminders(found.evening.language)
    known = reminders.known_of([found.person.pk], now())[found.person.pk]
    talk = next(talk for talk in known.talks if talk.pk == one.id.interview)
    local = talk.starts_at.astimezone(known.zone)
    contacts = exchange.contacts_of(found.evening.pk, found.person.pk, now())
    card = next((contact.card for contact in contacts if contact.pk == talk.with_pk), None)
    shown: dict[str, Any] = {
        "mails": card.mails if card else (),
        "phones": [(phone, _digits(phone)) for phone in card.phones] if card else [],
        "prepared": preparation(found.evening, found.person.pk, talk.pk, talk.with_pk, said),
        "name": called(found.evening, talk.with_pk),
        "when": f"{when_in_words(local, words_of_page(found))} ({local.tzname()})",
        "which": reminders.text_of(one.id),
    }
    return after_page(request, found, "next", "attendee/afterwards/next_preparation.html", wn=next_words(found), wr=said, **shown)


def _note(request: HttpRequest, found: Opened, one: Due, at: datetime) -> HttpResponse:
    said = words_of_reminders(found.evening.language)
    contacts = exchange.contacts_of(found.evening.pk, found.person.pk, at)
    contact = next((contact for contact in contacts if contact.pk == one.id.about), None)  # a talk in office hours needs no contact
    name = contact.called if contact else called(found.evening, one.id.about)
    kept = reminders.words_kept(found.person.pk).get(one.id)
    text = kept or note_for(one.kind, said, name=name, me=found.called, event=found.evening.name, seeks=contact.card.seeks if contact else "")
    shown: dict[str, Any] = {
        "which": reminders.text_of(one.id),
        "title": next_words(found).note_title.format(name=isolated(name)),
        "note": text,
        "ways": ()
        if contact is None
        else _ways(contact, said.thanks_subject if one.kind in (ReminderKind.THANKS, ReminderKind.HELD) else found.evening.name, text),
        "my_note": contact.note if contact else "",
        "my_note_words": said.my_note,
    }
    return after_page(request, found, "next", "attendee/afterwards/next_note.html", wn=next_words(found), **shown)


@dataclass(frozen=True, slots=True)
class Sending:
    """One way to send a note: by mail or as a text message, the address as it is shown, and the link that opens it (RFC 6068, RFC 5724)."""

    is_mail: bool
    address: str
    href: str


def _ways(contact: Contact, subject: str, text: str) -> Sequence[Sending]:
    mails = [Sending(True, mail, f"mailto:{quote(mail, safe='@')}?subject={quote(subject)}&body={quote(_lines(text))}") for mail in contact.card.mails]
    phones = [Sending(False, phone, f"sms:{quote(_digits(phone), safe='+')}?&body={quote(text)}") for phone in contact.card.phones]
    return (*mails, *phones)


def _lines(text: str) -> str:
    """Give a text with the line ends of mails."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


@csrf_exempt
@require_POST
@afterwards
def answer(request: HttpRequest, found: Opened, which: str) -> HttpResponse:
    """Take in what somebody answers to a reminder: done, later, never again, or other words."""
    refuse_strangers(request)
    words, at, me = next_words(found), now(), found.person.pk
    home = f"/p/{found.page_token}/next"
    asked = reminders.which_of(which)
    match request.POST.get("press", ""):
        case "done":
            reminders.done(me, asked, at)
            return go_to(home, words.said_done, "good")
        case "stop":
            reminders.stop(me, asked, at)
            return go_to(home, words.said_stopped)
        case "stop-kind":
            reminders.choose_kind(me, asked.kind.value, wanted=False)
            return go_to(home, words.said_kind)
        case "words":
            reminders.keep_words(me, asked, request.POST.get("text", ""), at)
            return go_to(f"{home}/{which}", words.said_saved, "good")
        case press:
            return _later(found, asked, press, request, at)


def _later(found: Opened, asked: ReminderId, press: str, request: HttpRequest, at: datetime) -> HttpResponse:
    words, me, home = next_words(found), found.person.pk, f"/p/{found.page_token}/next"
    try:
        if press in LATER:
            until = reminders.put_off_days(me, asked, LATER[press], at)
        else:
            day, hour = date.fromisoformat(request.POST.get("day", "")), time.fromisoformat(request.POST.get("hour", "") or "08:00")
            until = reminders.put_off_to(me, asked, day, hour.replace(tzinfo=None), at)
    except (ValueError, OverflowError):
        return go_to(home, words.no_such_day, "warn")
    except BadInput:
        return go_to(home, words.too_late, "warn")
    local = until.astimezone(reminders.zone_of(me))
    return go_to(home, words.said_later.format(when=when_in_words(local, words_of_page(found))), "good")


@csrf_exempt
@require_POST
@afterwards
def choose(request: HttpRequest, found: Opened) -> HttpResponse:
    """Switch a kind of reminders, or all of them, off or on."""
    refuse_strangers(request)
    wanted = request.POST.get("wanted") == "1"
    reminders.choose_kind(found.person.pk, request.POST.get("kind", ""), wanted)
    words = next_words(found)
    return go_to(f"/p/{found.page_token}/next", words.said_on if wanted else words.said_kind)


urlpatterns = [
    path("p/<str:token>/next", steps, name="next-steps"),
    path("p/<str:token>/next/choose", choose, name="next-choose"),
    path("p/<str:token>/next/<str:which>", one_step, name="next-step"),
    path("p/<str:token>/next/<str:which>/answer", answer, name="next-answer"),
]
