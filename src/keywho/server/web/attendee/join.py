"""Joining an evening: /j/CODE, from a poster, the wall, or the sticker on a chair (?seat=C4)."""

import time
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from keywho.core.errors import BadInput, KeywhoError
from keywho.server.services.evenings import evening, now
from keywho.server.services.joining import Joined, SignUpClosed, TooManyJoins, are_doors_open, arrive, check_flood, claim, find_event, join
from keywho.server.services.personal_links import Opened
from keywho.server.services.seats import is_seat
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards.history import recognized_at_the_door
from keywho.server.web.attendee.chairs import chair_in_words, has_chairs
from keywho.server.web.attendee.forms import Joining
from keywho.server.web.attendee.pages import go_to, isolated, refuse_strangers, said, show
from keywho.server.web.attendee.returning import page_of_event, remember
from keywho.server.web.attendee.words import page_words


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def join_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form, or take it in. A phone that has joined already is led back to its page."""
    event = find_event(code)
    if event is None:
        return redirect(f"/?code={quote(code[:40])}")
    if request.method == "POST":
        return _take_in(request, event)
    if code != event.code:
        return redirect(f"/j/{event.code}{'?' + request.META['QUERY_STRING'] if request.META.get('QUERY_STRING') else ''}")
    seat = request.GET.get("seat", "")[:80]
    seat = seat if seat and is_seat(event.pk, seat) else ""
    mine = page_of_event(request, event.pk)
    if mine is not None and "new" not in request.GET:
        return _known(request, event, mine, seat)
    if not event.sign_up_open or evening(event.pk).state.closed:
        return _closed(request, event)
    return _form(request, event, Joining.fresh(page_words(event.language), seat))


@csrf_exempt
@require_POST
def listed(request: HttpRequest, code: str) -> HttpResponse:
    """Let in who is on the list already."""
    event = find_event(code)
    if event is None:
        return redirect("/")
    name, mail = request.POST.get("name", "")[:200], request.POST.get("mail", "")[:200]
    try:
        refuse_strangers(request)
        check_flood(event, _address(request), time.monotonic())
        joined = claim(event, name, mail, now=now())
    except KeywhoError as refused:
        told: dict[str, Any] = {"trouble": str(refused), "listed_name": name, "listed_mail": mail, "listed_open": True}
        if event.sign_up_open:
            return _form(request, event, Joining.fresh(page_words(event.language), request.POST.get("seat", "")[:80]), status=_status(refused), **told)
        return _closed(request, event, status=_status(refused), **told)
    return _go_on(request, event, joined, request.POST.get("seat", "")[:80])


def _take_in(request: HttpRequest, event: records.Event) -> HttpResponse:
    form = Joining(page_words(event.language), request.POST)
    if not form.is_valid():
        return _form(request, event, form, status=422)
    try:
        refuse_strangers(request)
        check_flood(event, _address(request), time.monotonic())
        joined = join(event, form.written(), form.cleaned_data["key"], now=now())
    except SignUpClosed:
        return _closed(request, event, status=403)
    except KeywhoError as refused:
        return _form(request, event, form, status=_status(refused), trouble=str(refused))
    return _go_on(request, event, joined, form.cleaned_data["seat"])


def _go_on(request: HttpRequest, event: records.Event, joined: Joined, seat: str) -> HttpResponse:
    """Lead somebody who has joined to their page, or first to the room picture where their chair is to be told."""
    at = now()
    known = recognized_at_the_door(event, joined.who, again_key(request))
    sentence = arrive(event, joined, seat, now=at) or known
    loaded = evening(event.pk)
    asks_for_chair = not loaded.state.version and joined.who not in loaded.state.seats_taken and are_doors_open(event, loaded, at) and has_chairs(event)
    response = go_to(f"/p/{joined.token}{'/chair' if asks_for_chair else ''}", sentence)
    remember(request, response, joined.token)
    return response


def again_key(request: HttpRequest) -> str:
    """Give the secret of the history that somebody brings along; empty where they come without."""
    return (request.POST if request.method == "POST" else request.GET).get("again", "")[:40]


def _known(request: HttpRequest, event: records.Event, mine: Opened, seat: str) -> HttpResponse:
    """Lead a phone back to its page; where it scanned a chair, ask whether it sits there."""
    words = page_words(event.language)
    chair = chair_in_words(mine.evening, event, seat) if seat else ""
    told: dict[str, Any] = {
        "known_title": words.known_title.format(name=isolated(mine.called)),
        "known_text": words.known_text.format(event=isolated(event.name)),
        "scanned": words.is_this_my_chair.format(chair=chair),
    }
    return show(request, "attendee/known.html", words, event=event, mine=mine, seat=seat, chair=chair, **told)


def _form(request: HttpRequest, event: records.Event, form: Joining, *, status: int = 200, **told: object) -> HttpResponse:
    words = page_words(event.language)
    consent = words.consent_text.format(days=event.erase_after_days)
    return show(
        request, "attendee/join.html", words, status=status, event=event, form=form, consent=consent, again=again_key(request), said=said(request), **told
    )


def _closed(request: HttpRequest, event: records.Event, *, status: int = 200, **told: object) -> HttpResponse:
    words = page_words(event.language)
    is_over = evening(event.pk).state.closed
    consent = words.consent_text.format(days=event.erase_after_days)
    return show(request, "attendee/closed.html", words, status=status, event=event, is_over=is_over, consent=consent, again=again_key(request), **told)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _status(refused: KeywhoError) -> int:
    return 429 if isinstance(refused, TooManyJoins) else 422 if isinstance(refused, BadInput) else 403


urlpatterns = [
    path("j/<str:code>", join_page, name="join"),
    path("j/<str:code>/listed", listed, name="join-listed"),
]
