"""A speaker's link: /s/<token>. Whoever has it reads the words of the opening and turns its slides, for a day, without an account; it opens nothing else."""

import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from keywho.core.errors import KeywhoError
from keywho.server.services.coaching.opening import speakers_event
from keywho.server.services.flood import Limit
from keywho.server.store import models as records
from keywho.server.web import speaking

_presses = Limit(120)


class TooFast(KeywhoError):
    """More presses in a minute than a speech has slides."""

    code = "too-fast"


@require_GET
def speak(request: HttpRequest, token: str) -> HttpResponse:
    """Show the words, and how the time goes."""
    return _unlisted(speaking.whole(request, _event_of(token), _place(token)))


@require_GET
def speak_now(request: HttpRequest, token: str) -> HttpResponse:
    """Give what of it changes."""
    return speaking.part(request, _event_of(token), _place(token))


@require_POST
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Put a slide on the wall, or take the slides away."""
    event = _event_of(token)
    try:
        _admit(event)
        return speaking.shown(request, event, _place(token))
    except KeywhoError as refused:
        if request.headers.get("HX-Request"):
            return render(request, "parts/notice.html", {"kind": "bad", "text": str(refused)}, status=422)
        messages.error(request, str(refused))
        return redirect(_place(token).here)


@require_POST
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Put slides that were ended too early on the wall again."""
    event = _event_of(token)
    try:
        _admit(event)
        return speaking.taken_back(request, event, _place(token))
    except KeywhoError as refused:
        messages.error(request, str(refused))
        return redirect(_place(token).here)


def _event_of(token: str) -> records.Event:
    event = speakers_event(token)
    if event is None:
        raise Http404("This speaker's link is not good any more. Maybe scan the newest one at the desk, on the page of the opening.")
    return event


def _admit(event: records.Event) -> None:
    if not _presses.admits(event.pk, time.monotonic()):
        raise TooFast("These are many presses at once. Maybe wait a moment.")


def _place(token: str) -> speaking.Place:
    return speaking.Place(f"/s/{token}", f"/s/{token}", "speaker")


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex"
    return answer


urlpatterns = [
    path("s/<str:token>", speak, name="speaker"),
    path("s/<str:token>/now", speak_now, name="speaker-now"),
    path("s/<str:token>/show", show, name="speaker-show"),
    path("s/<str:token>/undo", undo, name="speaker-undo"),
]
"""From the root."""
