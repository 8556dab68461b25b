"""A phone that comes back finds its page again: a cookie with the tokens of its pages, which no script can read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from keywho.server.services.personal_links import LinkNotGood, Opened, opened

COOKIE = "keywho_pages"
KEPT = 4
KEPT_S = 60 * 24 * 3600


def remembered(request: HttpRequest) -> list[Opened]:
    """Give whose pages this phone has, the newest first; links that are not good any more are left out."""
    found: list[Opened] = []
    for token in _tokens(request):
        try:
            page = opened(token)
        except LinkNotGood:
            continue
        if page.evening.pk not in {other.evening.pk for other in found}:
            found.append(page)
    return found


def page_of_event(request: HttpRequest, event_pk: int) -> Opened | None:
    """Give whose page of an evening this phone has."""
    return next((page for page in remembered(request) if page.evening.pk == event_pk), None)


def remember(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Keep a page on this phone."""
    tokens = [token, *(other for other in _tokens(request) if other != token)][:KEPT]
    if tokens == _tokens(request):
        return
    response.set_cookie(COOKIE, ".".join(tokens), max_age=KEPT_S, httponly=True, samesite="Lax", secure=settings.HTTPS_ONLY)


def forget_page(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Keep a page no longer."""
    response.set_cookie(
        COOKIE, ".".join(other for other in _tokens(request) if other != token), max_age=KEPT_S, httponly=True, samesite="Lax", secure=settings.HTTPS_ONLY
    )


def _tokens(request: HttpRequest) -> list[str]:
    return [token for token in request.COOKIES.get(COOKIE, "").split(".") if token][:KEPT]
