"""How far somebody has come: /p/TOKEN/progress; and what came of a contact. For themselves alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keywho.core.errors import BadInput
from keywho.followup.outcomes import OutcomeKind
from keywho.followup.reminders import ReminderId, ReminderKind
from keywho.server.services.afterwards import exchange, named, outcomes, reminders
from keywho.server.services.afterwards.named import Named
from keywho.server.services.afterwards.preparing import called
from keywho.server.services.afterwards.progress import Progress, progress_of
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.pages import go_to, isolated, refuse_strangers
from keywho.server.web.attendee.words import in_language
from keywho.server.web.attendee.words.progress import PROGRESS, ProgressWords


def progress_words(found: Opened) -> ProgressWords:
    """Give the words in the language of somebody's evening."""
    return in_language(PROGRESS, found.evening.language)


@require_safe
@afterwards
def progress(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what somebody has done so far."""
    words, mine = progress_words(found), progress_of(found)
    numbers = (
        (mine.met, words.met),
        (mine.yeses, words.yeses),
        (mine.contacts, words.contacts),
        (mine.asked, words.asked),
        (mine.been_asked, words.been_asked),
        (mine.held, words.held),
    )
    came = [(words.outcomes[OutcomeKind(kind)], count) for kind, count in mine.outcomes.items() if kind != OutcomeKind.NOTHING]
    shown: dict[str, Any] = {"numbers": numbers, "cheer": _cheer(mine, words), "came": came, "named": [_line(one, words) for one in mine.named]}
    return after_page(request, found, "next", "attendee/afterwards/progress.html", wp=words, **shown)


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A key who as it is shown."""

    pk: int
    words: str
    said_by: str
    is_reached: bool


def _line(one: Named, words: ProgressWords) -> NamedLine:
    return NamedLine(one.pk, one.words, words.named_by.format(name=isolated(one.by)) if one.by else "", one.is_reached)


def _cheer(mine: Progress, words: ProgressWords) -> str:
    """Choose a small sentence about the furthest step so far."""
    steps = (True, mine.contacts > 0, mine.asked > 0, mine.held > 0)
    return [sentence for sentence, is_reached in zip(words.cheers, steps, strict=True) if is_reached][-1]


@csrf_exempt
@require_POST
@afterwards
def key_who(request: HttpRequest, found: Opened) -> HttpResponse:
    """Note a key who, say that one was reached, or take one away."""
    refuse_strangers(request)
    words, here = progress_words(found), f"/p/{found.page_token}/progress"
    pk = int(request.POST.get("pk", "0")[:15]) if request.POST.get("pk", "0").isdecimal() else 0
    match request.POST.get("press", ""):
        case "reached" | "not-reached" as press:
            named.reach(found.person.pk, pk, press == "reached", now())
            return go_to(here, words.said_reached if press == "reached" else words.said_saved, "good")
        case "away":
            named.take_away(found.person.pk, pk)
            return go_to(here, words.said_away)
        case _:
            return go_to(here, *_named(found, request.POST.get("words", ""), None))


def _named(found: Opened, said: str, by_pk: int | None) -> tuple[str, str]:
    words = progress_words(found)
    try:
        named.name_key_who(found.person.pk, said, by_pk, now())
    except BadInput:
        return words.too_many, "warn"
    return words.said_named, "good"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def outcome(request: HttpRequest, found: Opened, pk: int) -> HttpResponse:
    """Note what came of a contact, what was learned, and whom they named."""
    words, me, at = progress_words(found), found.person.pk, now()
    is_contact = not outcomes.has_talked_with(me, pk, at) or exchange.are_contacts(me, pk)
    name = exchange.contact(found.evening.pk, me, pk, at).called if is_contact else called(found.evening, pk)
    if request.method == "POST":
        refuse_strangers(request)
        return _noted(request, found, pk)
    own = outcomes.outcomes_about(me, pk)
    kinds = [(kind.value, words.outcomes[kind], kind.value in own.kinds) for kind in OutcomeKind]
    thanks = _held(found, pk, at)
    title = words.outcome_title.format(name=isolated(name))
    back = f"/p/{found.page_token}/contacts/{pk}" if is_contact else f"/p/{found.page_token}/interviews"
    shown: dict[str, Any] = {"title": title, "kinds": kinds, "own": own, "can_thank": thanks is not None, "back_to": back, "is_contact": is_contact}
    return after_page(request, found, "contacts" if is_contact else "interviews", "attendee/afterwards/outcome.html", wp=words, **shown)


def _held(found: Opened, pk: int, at: datetime) -> ReminderId | None:
    """Give the reminder that asks how a talk with somebody was; None where there is none."""
    return next((one.id for one in reminders.reminders_of(found.person.pk, at)[0] if one.id.about == pk and one.kind is ReminderKind.HELD), None)


def _noted(request: HttpRequest, found: Opened, pk: int) -> HttpResponse:
    words, home, me, at = progress_words(found), f"/p/{found.page_token}", found.person.pk, now()
    try:
        outcomes.note_outcome(me, pk, request.POST.getlist("kind"), request.POST.get("words", ""), at)
    except BadInput:
        return go_to(f"{home}/contacts/{pk}/outcome", words.nothing_chosen, "warn")
    who_else = request.POST.get("who_else", "").strip()
    sentence, kind = _named(found, who_else, pk) if who_else else (words.said_saved, "good")
    held = _held(found, pk, at)
    if request.POST.get("then") == "thank" and held is not None:
        return go_to(f"{home}/next/{reminders.text_of(held)}", sentence, kind)
    reminders.noted(me, pk, at)
    return go_to(f"{home}/progress" if who_else else f"{home}/next", sentence, kind)


urlpatterns = [
    path("p/<str:token>/progress", progress, name="progress"),
    path("p/<str:token>/progress/key-who", key_who, name="progress-key-who"),
    path("p/<str:token>/contacts/<int:pk>/outcome", outcome, name="contact-outcome"),
]
