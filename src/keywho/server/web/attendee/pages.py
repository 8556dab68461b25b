"""What all pages of attendees have in common: the words of their language, sentences that come along a redirect, and headers that keep them private."""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from keywho.adapters.legible import FSI, PDI
from keywho.core.errors import KeywhoError
from keywho.server.web.attendee.words import PageWords, page_words, preferred

SAID = signing.Signer(salt="keywho.said")
LONGEST_SAID = 2_000


class Strange(KeywhoError):
    """Another site tried to press a button here."""

    code = "strange"


def show(request: HttpRequest, template: str, words: PageWords, *, status: int = 200, **context: Any) -> HttpResponse:
    """Lay out a page in a language. No search engine keeps it, and no cache."""
    ready = {
        "w": words,
        "language": words.language,
        "yes": words.yes,
        "no": words.no,
        "text": words.noscript,
        "trying": words.trying,
        "connected": words.connected,
        **context,
    }
    response = render(request, template, ready, status=status)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def words_for(request: HttpRequest) -> PageWords:
    """Give the words of the language that a browser asks for: where no evening is known yet."""
    return page_words(preferred(request.headers.get("Accept-Language", "")))


def go_to(path: str, sentence: str = "", kind: str = "note") -> HttpResponseRedirect:
    """Go on to a page, which says a sentence. It is signed, so that nobody can put words into our mouth, and needs no cookie."""
    and_said = f"{'&' if '?' in path else '?'}said={quote(SAID.sign_object([kind, sentence]))}" if sentence else ""
    response = HttpResponseRedirect(path + and_said)
    response.status_code = 303
    return response


def said(request: HttpRequest) -> dict[str, str] | None:
    """Give the sentence that came along, and its kind; None where there is none."""
    try:
        kind, sentence = SAID.unsign_object(request.GET.get("said", "")[:LONGEST_SAID])
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return {"kind": str(kind), "text": str(sentence)}


def isolated(name: str) -> str:
    """Give a name that keeps its own direction within a sentence."""
    return f"{FSI}{name}{PDI}"


def refuse_strangers(request: HttpRequest) -> None:
    """Refuse what another site sends in somebody's name. These pages have no cookie that proves anything, so the browser's own word has to do:
    `Sec-Fetch-Site`, and `Origin` where a page comes over plain HTTP, for which browsers say nothing else.

    Raises
    ------
    Strange
        The browser says that it comes from elsewhere.
    """
    origin = urlsplit(request.headers.get("Origin", "")).netloc if "Origin" in request.headers else request.get_host()
    ours = {request.get_host(), urlsplit(str(settings.PUBLIC_URL)).netloc} - {""}
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none") or origin not in ours:
        raise Strange("This came from another site. Nothing was changed. Maybe open the page itself, and press again.")
