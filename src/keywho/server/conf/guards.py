"""What every request passes first: is the host one of ours; and what every page tells the browser to refuse."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase

from keywho.server.conf.errors import bad_request
from keywho.server.conf.hosts import is_ours

Answer = Callable[[HttpRequest], HttpResponseBase]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""Nothing foreign is loaded, nothing written into a page runs."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

ONE_YEAR_S = 365 * 24 * 3600


def only_our_hosts(get_response: Answer) -> Answer:
    """Refuse requests under names that are not ours; Django's own list can't say "any IP address"."""
    names: tuple[str, ...] = settings.HOST_NAMES

    def guarded(request: HttpRequest) -> HttpResponseBase:
        if not is_ours(request.get_host(), names):
            raise DisallowedHost("The host is none of ours. Maybe KEYWHO_ALLOWED_HOSTS lacks it.")
        return get_response(request)

    return guarded


class OnlyWhatCanBeKept:
    """Answer what a database can't keep, such as a NUL, as what it is: a request that makes no sense."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Give the page for it; what was begun is taken back with its transaction."""
        return bad_request(request, exception) if isinstance(exception, DataError) else None


def safe_headers(get_response: Answer) -> Answer:
    """Put the headers on every answer that make a browser refuse whatever we did not send."""
    headers = HEADERS | ({"Strict-Transport-Security": f"max-age={ONE_YEAR_S}"} if settings.HTTPS_ONLY else {})

    def headed(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, text in headers.items():
            response.setdefault(name, text)
        response.setdefault("Cache-Control", "no-store, private")
        return response

    return headed
