"""The pages for when something went wrong, in plain words."""

import logging

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape

log = logging.getLogger("keywho.server")

TROUBLES: dict[int, tuple[str, str]] = {
    400: ("That did not arrive well", "The request was not one that keywho understands. Go back, load the page again, and try once more."),
    403: ("This is not open to you", "You may be signed out, or the link was meant for somebody else. Ask the organizer for yours."),
    404: ("Nothing is here", "The link may be old, or a letter of it got lost. Scan the QR code again, or ask the organizer."),
    500: ("That was our fault", "Something broke on our side; what was done before is kept. Load the page again. If it stays so, tell the organizer."),
}
STRANGE_HOST = (
    "keywho does not know this address",
    "It answers to its IP address and to the names it was told. Whoever runs it can add this one with the setting KEYWHO_ALLOWED_HOSTS.",
)
STALE_FORM = ("This page was open for too long", "Nothing was changed. Load the page again, then press once more; if it stays so, allow cookies for this site.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what can't be understood."""
    return trouble(request, 400, *(STRANGE_HOST if isinstance(exception, DisallowedHost) else TROUBLES[400]))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not allowed."""
    return trouble(request, 403, *TROUBLES[403])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer where nothing is."""
    return trouble(request, 404, *TROUBLES[404])


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer after an error that nobody foresaw."""
    return trouble(request, 500, *TROUBLES[500])


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without the token that only our own pages have."""
    return trouble(request, 403, *STALE_FORM)


def trouble(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    """Lay out an error page; where even that fails, a bare one, because a person waits for an answer."""
    try:
        page: str = render_to_string("errors/trouble.html", {"title": title, "words": words, "status": status})
    except Exception:
        log.exception("The error page could not be laid out.")
        page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><h1>{escape(title)}</h1><p>{escape(words)}</p></html>'
    return HttpResponse(page, status=status)
