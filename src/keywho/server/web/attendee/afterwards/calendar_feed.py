"""Talks in one's own calendar: the private feed /calendar/SECRET.ics, the page that explains it, one talk as a file; and when somebody has no time."""

import time
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from keywho.adapters.calendar.busy import MOST_BYTES
from keywho.adapters.qr import qr_svg
from keywho.core.errors import BadInput
from keywho.server.services.afterwards import busy, calendar_of
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.personal_links import Opened
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.pages import go_to, refuse_strangers
from keywho.server.web.attendee.personal import words_of_page
from keywho.server.web.attendee.words import in_language, when_in_words
from keywho.server.web.attendee.words.calendar import CALENDAR, CalendarWords

MOST_IN_A_MINUTE = 10
SUGGESTIONS = 4
CALENDAR_TYPE = "text/calendar; charset=utf-8"
_of_person = Limit(MOST_IN_A_MINUTE)
_of_feed = Limit(MOST_IN_A_MINUTE * 6)


@require_safe
def private_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Give somebody's talks to their calendar. A wrong address and an old one look alike, and no cookie is set."""
    found = calendar_of.feed_of(key, {language: words.feed_name for language, words in CALENDAR.items()})
    if found is None:
        return _private(HttpResponse("There is no calendar here.\n", status=404, content_type="text/plain; charset=utf-8"))
    if not _of_feed.admits(key, time.monotonic()):
        return _private(HttpResponse("Please ask less often.\n", status=429, headers={"Retry-After": "60"}, content_type="text/plain; charset=utf-8"))
    tag = f'"{found.tag}"'
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    if tag in known or "*" in known:
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(found.content, content_type=CALENDAR_TYPE, headers={"Content-Disposition": 'inline; filename="talks.ics"'})
    response["ETag"] = tag
    return _private(response)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def my_calendar(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show the address of somebody's feed and how to use it, or make a new one."""
    words = _words(found)
    if request.method == "POST":
        refuse_strangers(request)
        if not _of_person.admits(found.person.pk, time.monotonic()):
            return go_to(f"/p/{found.page_token}/calendar", words.too_fast, "warn")
        calendar_of.new_feed_key(found.person.pk)
        return go_to(f"/p/{found.page_token}/calendar", words.new_address_made, "good")
    address = f"{address_for_phones(request)}/calendar/{calendar_of.feed_key(found.person.pk)}.ics"
    webcal = f"webcal://{address.partition('://')[2]}"
    code = qr_svg(webcal, title=words.code)
    return after_page(
        request, found, "interviews", "attendee/afterwards/calendar.html", wc=words, address=address, webcal=webcal, code=code, is_near=not settings.PUBLIC_URL
    )


@require_safe
@afterwards
def one_talk(request: HttpRequest, found: Opened, key: str) -> HttpResponse:
    """Give one talk as a file for any calendar."""
    try:
        content = calendar_of.file_of(found.attendee(), key)
    except BadInput:  # moved or called off since the page was drawn: the list says what stands
        return go_to(f"/p/{found.page_token}/interviews")
    response = HttpResponse(content, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = 'attachment; filename="talk.ics"'
    return _private(response)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def my_busy_times(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what is known of somebody's time and what fits them, or take in a file of their calendar."""
    words, at = _words(found), now()
    if request.method == "POST":
        refuse_strangers(request)
        sentence, kind = _taken_in(request, found, words, at)
        return go_to(f"/p/{found.page_token}/busy", sentence, kind)
    known, zone = busy.known_busy(found.person.pk, at), zone_of(found.person.pk)
    page_words = words_of_page(found)

    def said(moment: datetime) -> str:
        return when_in_words(moment.astimezone(zone), page_words)

    told = (
        words.none_known if known is None else (words.known_one if known.stretches == 1 else words.known).format(count=known.stretches, until=said(known.until))
    )
    fitting = [said(moment) for moment in busy.free_times(found.person.pk, 20, at, SUGGESTIONS)]
    hint = words.fitting_hint.format(zone=zone.key.replace("_", " "))
    return after_page(request, found, "interviews", "attendee/afterwards/busy.html", wc=words, known=known, told=told, fitting=fitting, fitting_hint=hint)


def _taken_in(request: HttpRequest, found: Opened, words: CalendarWords, at: datetime) -> tuple[str, str]:
    """Do what was pressed; gives a sentence and its kind."""
    if not _of_person.admits(found.person.pk, time.monotonic()):
        return words.too_fast, "warn"
    if request.POST.get("press") == "forget":
        busy.forget_busy(found.person.pk)
        return words.forgotten, "good"
    chosen = request.FILES.get("file")
    if chosen is None or isinstance(chosen, list) or not chosen.size:
        return words.no_file, "warn"
    if chosen.size > MOST_BYTES:
        return words.too_large, "warn"
    try:
        stretches = busy.take_in(found.person.pk, chosen.read(), at)
    except BadInput:
        return words.not_read, "warn"
    return (words.was_read if stretches else words.nothing_busy), "good"


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _words(found: Opened) -> CalendarWords:
    return in_language(CALENDAR, found.evening.language)


urlpatterns = [
    path("calendar/<str:key>.ics", private_feed, name="calendar-feed"),
    path("p/<str:token>/calendar", my_calendar, name="calendar"),
    path("p/<str:token>/interviews/<slug:key>.ics", one_talk, name="calendar-talk"),
    path("p/<str:token>/busy", my_busy_times, name="busy"),
]
