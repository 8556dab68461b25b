"""The whole privacy notice of an evening, for everybody who has its code: /j/CODE/privacy."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from keywho.server.services.joining import find_event
from keywho.server.services.rights.notice import notice_of
from keywho.server.services.rights.notice_words import NOTICE
from keywho.server.web.attendee.pages import show
from keywho.server.web.attendee.words import page_words


@require_safe
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """Show it, in the language of the evening or another one."""
    event = find_event(code)
    if event is None:
        return redirect(f"/?code={quote(code[:40])}")
    found = notice_of(event, request.GET.get("language", ""))
    languages = [(language, words.name) for language, words in NOTICE.items()]
    return show(request, "attendee/notice.html", page_words(found.language), event=event, notice=found, languages=languages)


urlpatterns = [path("j/<str:code>/privacy", notice, name="notice")]
