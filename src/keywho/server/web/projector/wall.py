"""The wall: /x/<token>. Whoever has the link sees it, without signing in; it shows first names and places, and nothing else about anybody."""

from urllib.parse import urlsplit

import msgspec
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from keywho.adapters.qr import qr_svg
from keywho.live.channels import projector_parts
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.links import LinkKind, is_signed, unsigned
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.projector.wall_words import wall_words


@require_GET
def wall(request: HttpRequest, token: str) -> HttpResponse:
    """Show the wall of an evening."""
    loaded = _opened(token)
    words, own = loaded.scene.words, wall_words(loaded.language)
    join = f"{address_for_phones(request)}/j/{loaded.code}"
    told = {name: getattr(words, name) for name in ("paused", "breath", "next_up")} | msgspec.to_builtins(own)
    shown = {
        "language": words.language,
        "title": loaded.name,
        "code": loaded.code,
        "address": urlsplit(join).netloc,
        "or_type": words.or_type.format(address=urlsplit(join).netloc),
        "qr": qr_svg(join, title=join),
        "stream": f"/live/projector/{token}",
        "parts": msgspec.json.encode(projector_parts(loaded.state, loaded.scene)).decode(),
        "told": msgspec.json.encode(told).decode(),
        "words": own,
        "breath_more": words.breath_more,
    }
    answer = render(request, "projector/wall.html", shown)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _opened(token: str) -> Evening:
    """Give the evening that a link is for."""
    link = unsigned(token)
    try:
        loaded = evening(link.event_pk) if link is not None and link.kind is LinkKind.PROJECTOR else None
    except ObjectDoesNotExist:
        loaded = None
    if loaded is None or not is_signed(token, loaded.projector_key):
        raise Http404("This projector link is not good any more. Maybe copy the newest one from the desk.")
    return loaded


urlpatterns = [path("x/<str:token>", wall, name="wall")]
"""From the root."""
