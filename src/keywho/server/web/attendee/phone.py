"""The personal page: /p/TOKEN. It is drawn once with what is true, and then follows the live stream by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from keywho.adapters.qr import qr_svg
from keywho.core.ids import AttendeeId
from keywho.live.phone_view import met
from keywho.server.services.attending import HELP_ABOUT
from keywho.server.services.evenings import now
from keywho.server.services.own_answers import Answer, answers_of
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee import badge, profile, taps
from keywho.server.web.attendee.card_now import as_json, card_now
from keywho.server.web.attendee.chairs import NO_PICTURE, chair_in_words, picture_of
from keywho.server.web.attendee.pages import go_to, isolated, said, show
from keywho.server.web.attendee.personal import personal, words_of_page
from keywho.server.web.attendee.words import PageWords

FOR_THE_SCRIPT = (
    "my_turn",
    "my_turn_more",
    "their_turn",
    "their_turn_more",
    "then_me",
    "then_them",
    "then_talk",
    "then_part",
    "first_me",
    "first_them",
    "until_next",
    "paused",
    "chair_mine",
    "stage",
    "room_picture",
    "keep_title",
    "keep_many",
    "meet_many",
    "note_label",
    "note_saved",
    "kept_yes",
    "kept_no",
    "met_in",
    "do_not_here_confirm",
    "do_never_confirm",
    "do_never_button",
    "not_here",
    "yes",
    "about",
    "sound_on",
    "sound_off",
    "dismiss",
    "sent_later",
    "not_sent",
    "which_one",
    "do_groups",
    "do_groups_off",
    "chair_take",
    "chair_choose",
)
"""The words that the script of the page needs."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody one has met, and what one answered about them."""

    id: AttendeeId
    called: str
    round_no: int
    answer: Answer


@require_safe
@personal
def phone(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show somebody's card of the moment."""
    return _page(request, found, "attendee/phone.html")


@require_safe
@personal
def more(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show everything that one can do, for phones without scripts."""
    return _page(request, found, "attendee/more.html")


@require_safe
@personal
def chair(request: HttpRequest, found: Opened) -> HttpResponse:
    """Ask where somebody sits, before there is a programme."""
    words = words_of_page(found)
    event = found.event()
    state = found.evening.state
    if state.version or not event.room_plan:
        return go_to(f"/p/{found.page_token}")
    mine = state.seats_taken.get(found.who, "")
    taken = [seat for who, seat in state.seats_taken.items() if who != found.who]
    start = {"words": _words(words, found), "taken": taken, "mine": mine, "room": f"/p/{found.page_token}/room"}
    told: dict[str, Any] = {"mine": words.chair_mine.format(chair=chair_in_words(found.evening, event, mine)) if mine else "", "start": as_json(start)}
    return show(request, "attendee/chair.html", words, event=event, token=found.page_token, said=said(request), **told)


@gzip_page
@require_safe
@personal
def room(request: HttpRequest, found: Opened) -> HttpResponse:
    """Give the drawing of the room, without anybody in it."""
    event = found.event()
    response = HttpResponse(picture_of(event, found.evening) or NO_PICTURE, content_type="application/json")
    response["Cache-Control"] = "private, max-age=60"
    return response


@require_safe
@personal
def qr(request: HttpRequest, found: Opened) -> HttpResponse:
    """Give the link of this page as a code for another phone."""
    address = f"{settings.PUBLIC_URL or request.build_absolute_uri('/').rstrip('/')}/p/{found.page_token}"
    return HttpResponse(qr_svg(address, title=words_of_page(found).qr_title), content_type="image/svg+xml")


def _page(request: HttpRequest, found: Opened, template: str) -> HttpResponse:
    words, at = words_of_page(found), now()
    event = found.event()
    first = card_now(found, event, words, at)
    answers = {} if found.by_badge else answers_of(found.person.pk)
    token = found.page_token
    start = {
        "token": token,
        "me": found.who,
        "name": found.called,
        "parts": first.parts,
        "answers": answers,
        "day": first.day,
        "wants_groups": _wants_groups(found),
        "chairs": bool(event.room_plan or (found.evening.published and found.evening.published.room)),
        "words": _words(words, found),
    }
    context: dict[str, Any] = {
        "event": event,
        "token": token,
        "me": found,
        "first": first,
        "card": first.card,
        "clock": first.parts["clock"],
        "notes": first.parts["notes"],
        "round_no": found.evening.state.round_no or 0,
        "people": _people(found, answers),
        "pitch": found.person.face.pitch,
        "seeks": found.person.face.seeks,
        "offers": found.person.face.offers,
        "wants_groups": _wants_groups(found),
        "asks_chair": bool(event.room_plan) and not found.evening.state.version,
        "help": [(about, getattr(words, f"help_{about}")) for about in HELP_ABOUT],
        "keep_title": words.keep_title.format(name=isolated(first.one.called)) if first.one else "",
        "said": said(request),
        "start": as_json(start),
    }
    return show(request, template, words, **context)


def _words(words: PageWords, found: Opened) -> dict[str, str]:
    return {**{name: getattr(words, name) for name in FOR_THE_SCRIPT}, "seat": found.evening.scene.words.seat, "soon": found.evening.scene.words.soon}


def _wants_groups(found: Opened) -> bool:
    return found.evening.state.groups.get(found.who, found.person.prefers_groups)


def _people(found: Opened, answers: Mapping[AttendeeId, Answer]) -> list[Known]:
    """Give those whom somebody has met, with their own answers about them."""
    met_now = met(found.evening.state, found.who, found.evening.scene)
    return [Known(one.id, one.called, one.round_no, answers.get(one.id, Answer())) for one in met_now]


urlpatterns = [
    path("p/<str:token>", phone, name="phone"),
    path("p/<str:token>/more", more, name="phone-more"),
    path("p/<str:token>/chair", chair, name="phone-chair"),
    path("p/<str:token>/room", room, name="phone-room"),
    path("p/<str:token>/qr.svg", qr, name="phone-qr"),
    *taps.urlpatterns,
    *profile.urlpatterns,
    *badge.urlpatterns,
]
