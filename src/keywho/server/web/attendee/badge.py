"""The code on a badge: /b/TOKEN opens its person's page on another phone, when the battery of the first one is empty."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.joining import open_with_badge
from keywho.server.services.links import LinkKind
from keywho.server.services.personal_links import LinkNotGood, Opened, opened
from keywho.server.web.attendee.pages import Strange, go_to, isolated, refuse_strangers, show
from keywho.server.web.attendee.returning import page_of_event, remember
from keywho.server.web.attendee.words import page_words

MOST_IN_A_MINUTE = 3
_of_person = Limit(MOST_IN_A_MINUTE)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def badge(request: HttpRequest, token: str) -> HttpResponse:
    """Ask "is that you?"; a yes opens the page on this phone, and ends the page on others, so that nobody shares it unseen. Refused to other sites."""
    try:
        found = opened(token, LinkKind.BADGE)
    except LinkNotGood as refused:
        return show(request, "attendee/gone.html", page_words(refused.language), status=403)
    mine = page_of_event(request, found.evening.pk)
    if mine is not None and mine.who == found.who:
        return go_to(f"/p/{mine.page_token}")
    if request.method == "POST" and mine is None:
        try:
            refuse_strangers(request)
        except Strange:
            return _ask(request, found, mine, status=403)
        words = page_words(found.evening.language)
        if not _of_person.admits(found.person.pk, time.monotonic()):
            return show(request, "attendee/badge.html", words, status=429, badge=found, somebody_else=None, title=found.called, badge_text=words.too_many_taps)
        personal = open_with_badge(found.evening.pk, found.person.pk, now=now())
        response = go_to(f"/p/{personal}", words.badge_private if opened(personal).by_badge else "")
        remember(request, response, personal)
        return response
    return _ask(request, found, mine)


def _ask(request: HttpRequest, found: Opened, mine: Opened | None, *, status: int = 200) -> HttpResponse:
    words = page_words(found.evening.language)
    name = isolated(found.called)
    event = found.event()
    is_new = found.attendee().consented_at is None
    told: dict[str, Any] = {
        "title": (words.badge_others if mine else words.badge_title).format(name=name),
        "badge_text": words.badge_text.format(event=isolated(found.evening.name)),
        "consent": words.consent_text.format(days=event.erase_after_days) if is_new else "",
    }
    return show(request, "attendee/badge.html", words, status=status, badge=found, somebody_else=mine, **told)


urlpatterns = [path("b/<str:token>", badge, name="badge")]
