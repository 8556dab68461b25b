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

HEARS = {
    **HEADERS,
    "Content-Security-Policy": CONTENT_POLICY.replace("media-src 'self'", "media-src 'self' blob:"),
    "Permissions-Policy": HEADERS["Permissions-Policy"].replace("microphone=()", "microphone=(self)"),
}
"""For the pages that may open the microphone, and play what they recorded themselves. No sound may be sent: a page still connects to nothing but us, and we take none."""

HEARING = frozenset({"coach-rehearsal", "my-coach-rehearsal"})
"""The names of these pages' addresses."""

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
    https = {"Strict-Transport-Security": f"max-age={ONE_YEAR_S}"} if settings.HTTPS_ONLY else {}

    def headed(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        hears = request.resolver_match is not None and request.resolver_match.url_name in HEARING
        for name, text in ((HEARS if hears else HEADERS) | https).items():
            response.setdefault(name, text)
        response.setdefault("Cache-Control", "no-store, private")
        return response

    return headed
