"""The frame of all pages and presses of one person: the link is the key, so nothing here needs a cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse

from keywho.server.services.personal_links import LinkNotGood, Opened, opened
from keywho.server.web.attendee.pages import go_to, show
from keywho.server.web.attendee.returning import remember
from keywho.server.web.attendee.words import PageWords, page_words

P = ParamSpec("P")
PersonalView = Callable[Concatenate[HttpRequest, Opened, P], HttpResponse]


def personal(view: PersonalView[P]) -> Callable[..., HttpResponse]:
    """Hand the person whose link this is to a view, and keep the link on this phone. A link that is not good any more gets a page that says what to do."""

    @wraps(view)
    def with_person(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            found = opened(token)
        except LinkNotGood as refused:
            if wants_json(request):
                return JsonResponse({"ok": False, "sentence": page_words(refused.language).gone_title}, status=403)
            return show(request, "attendee/gone.html", page_words(refused.language), status=403)
        response = view(request, found, *args, **kwargs)
        if response.status_code < 400 and not response.cookies:
            remember(request, response, token)
        return response

    return with_person


def not_with_badge(view: PersonalView[P]) -> PersonalView[P]:
    """Keep a view from pages that were opened with a badge: whoever photographed one reads and erases nothing that its person wrote."""

    @wraps(view)
    def of_owner(request: HttpRequest, found: Opened, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if found.by_badge:
            return go_to(f"/p/{found.page_token}", words_of_page(found).badge_private, "warn")
        return view(request, found, *args, **kwargs)

    return of_owner


def words_of_page(found: Opened) -> PageWords:
    """Give the words of an evening's language."""
    return page_words(found.evening.language)


def wants_json(request: HttpRequest) -> bool:
    """Say whether the page's script asks, and not the browser itself."""
    return "application/json" in request.headers.get("Accept", "")
