"""What all pages of an evening's desk have in common: the event, the steps, and refusals as sentences."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from keywho.core.errors import KeywhoError
from keywho.server.services.overview import counts_of
from keywho.server.store import models as records
from keywho.server.web.organizer.access import event_of

P = ParamSpec("P")
EventView = Callable[Concatenate[HttpRequest, records.Event, P], HttpResponse]


def desk(view: EventView[P]) -> Callable[..., HttpResponse]:
    """Hand the event with the code in the address to a view, if the one who asks organizes it.

    A refusal becomes a notice on the page that was asked for: for htmx the notice alone (status 422), else after going back.
    """

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        event = event_of(request, code)
        try:
            return view(request, event, *args, **kwargs)
        except KeywhoError as refused:
            if request.headers.get("HX-Request"):
                return render(request, "parts/notice.html", {"kind": "bad", "text": str(refused)}, status=422)
            messages.error(request, str(refused))
            home = f"/desk/{event.code}/"
            return redirect(_came_from(request) or home if request.method == "POST" else home)

    return opened


def _came_from(request: HttpRequest) -> str:
    """Give the page of ours that somebody was on; an empty text where it is none."""
    told = request.headers.get("Referer", "")
    return told if url_has_allowed_host_and_scheme(told, {request.get_host()}) else ""


def page(request: HttpRequest, event: records.Event, step: str, template: str, *, is_refused: bool = False, **words: Any) -> HttpResponse:
    """Lay out one page of an evening's desk; the numbers beside its steps are counted only where they are shown.

    `is_refused` says that the page comes again because something on it can't be taken (status 422).
    """
    counted = {"counts": SimpleLazyObject(lambda: counts_of(event))}
    status = 422 if is_refused else 200
    return render(request, template, {"event": event, "code": event.code, "step": step, **counted, **words}, status=status)


def actor(request: HttpRequest) -> str:
    """Say who acts, for the log."""
    return f"organizer {request.user.pk}"
