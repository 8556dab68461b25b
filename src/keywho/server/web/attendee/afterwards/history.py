"""History that follows somebody from evening to evening: choosing it, its link, ending it; and the page that the link opens, /again/KEY."""

import time
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.adapters.qr import qr_svg
from keywho.core.errors import KeywhoError
from keywho.server.services import history
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.joining import find_event
from keywho.server.services.personal_links import Opened
from keywho.server.store import models as records
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.pages import go_to, isolated, refuse_strangers, show, words_for
from keywho.server.web.attendee.personal import words_of_page
from keywho.server.web.attendee.returning import remembered
from keywho.server.web.attendee.words import in_language, page_words, when_in_words
from keywho.server.web.attendee.words.history import HISTORY, HistoryWords

_of_person = Limit(20)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def history_page(request: HttpRequest, found: Opened) -> HttpResponse:
    """Say what it does and whether it follows them; take in what they choose."""
    words = in_language(HISTORY, found.evening.language)
    if request.method == "POST":
        refuse_strangers(request)
        sentence, kind = _chosen(request, found, words)
        return go_to(f"/p/{found.page_token}/history", sentence, kind)
    regular, verified = history.history_of(found.person.pk), history.verified_mail(found.person.pk)
    link = f"{address_for_phones(request)}/again/{regular.key}" if regular else ""
    shown: dict[str, Any] = {
        "wh": words,
        "regular": regular,
        "verified": verified,
        "link": link,
        "qr": qr_svg(link, title=words.link_title) if link else "",
        "mail_on": words.mail_on.format(mail=isolated(regular.mail)) if regular and regular.mail else "",
        "mail_off": words.mail_off.format(mail=isolated(verified)),
    }
    return after_page(request, found, "me", "attendee/afterwards/history.html", **shown)


def _chosen(request: HttpRequest, found: Opened, words: HistoryWords) -> tuple[str, str]:
    """Do what was pressed; gives a sentence and its kind."""
    person = found.person.pk
    if not _of_person.admits(person, time.monotonic()):
        return words_of_page(found).too_many_taps, "warn"
    try:
        match request.POST.get("press", ""):
            case "follow":
                history.follow(person, now())
                return words.started, "good"
            case "by-mail":
                history.follow_by_mail(person, True, now())
                return words.mail_follows, "good"
            case "not-by-mail":
                history.follow_by_mail(person, False, now())
                return words.mail_stopped, "good"
            case "stop":
                history.stop_following(person)
                return words.stopped, "good"
    except history.NotVerified:
        return words.mail_first, "warn"
    return "", "note"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Lead somebody with their link to the evening that they come to next; on a phone that has joined one already, take their history there."""
    regular = history.history_with(key)
    if regular is None:
        words = in_language(HISTORY, words_for(request).language)
        return show(request, "attendee/again.html", words_for(request), status=410, wh=words, is_over=True)
    code = request.GET.get("code", "")
    if code and (event := find_event(code)) is not None:
        return redirect(f"/j/{event.code}?{urlencode({'again': key})}")
    joined = [page for page in remembered(request) if not page.by_badge and not page.evening.state.closed and history.history_of(page.person.pk) != regular]
    if request.method == "POST":
        return _bring_along(request, key, joined)
    last = history.last_evening(regular)
    page = page_words(last.language) if last is not None else words_for(request)
    words = in_language(HISTORY, page.language)
    coming = [(event, when_in_words(event.local_start, page) if event.local_start else "") for event in history.evenings_to_come(key, now())]
    pages = [(one, words.again_joined.format(event=isolated(one.evening.name))) for one in joined]
    return show(request, "attendee/again.html", page, wh=words, key=key, coming=coming, joined=pages, typed=code)


def _bring_along(request: HttpRequest, key: str, joined: list[Opened]) -> HttpResponse:
    mine = next((page for page in joined if page.page_token == request.POST.get("page")), None)
    try:
        refuse_strangers(request)
    except KeywhoError:
        mine = None
    if mine is None:
        return go_to(f"/again/{key}")
    words = in_language(HISTORY, mine.evening.language)
    is_known = history.recognize(mine.person.pk, key, now())
    return go_to(f"/p/{mine.page_token}", words.recognized if is_known else words.not_recognized, "good" if is_known else "warn")


def recognized_at_the_door(event: records.Event, who: str, key: str) -> str:
    """Recognize somebody who has joined with the link of their history; gives a sentence about it, or none where they came without."""
    if not key:
        return ""
    words = in_language(HISTORY, event.language)
    return words.recognized if history.recognize_who(event.pk, who, key, now()) else words.not_recognized


urlpatterns = [
    path("p/<str:token>/history", history_page, name="history"),
    path("again/<str:key>", again, name="again"),
]
