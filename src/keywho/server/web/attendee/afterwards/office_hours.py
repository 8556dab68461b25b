"""Office hours on the phone: what I offer, /p/TOKEN/office-hours, and what others offer, /p/TOKEN/office-hours/book."""

import time
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.followup.interview import Way
from keywho.followup.refusals import Refused
from keywho.followup.words.interviews import interview_words, when
from keywho.server.services.afterwards import office_hours as service
from keywho.server.services.afterwards.office_hours import Offer
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.asking import of_person
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.afterwards.interview_forms import Booking, Offering, in_full, read_time, short
from keywho.server.web.attendee.pages import go_to, refuse_strangers
from keywho.server.web.attendee.words import in_language
from keywho.server.web.attendee.words.interviews import TALKS, TalkWords
from keywho.server.web.attendee.words.refusals import sentence
from keywho.server.web.numbers import number


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def office_hours(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what somebody offers and who has booked; take in a new stretch, or that one is offered no more."""
    words, language, at, me = in_language(TALKS, found.evening.language), found.evening.language, now(), found.person.pk
    zone, here, trouble = zone_of(me), f"/p/{found.page_token}/office-hours", ""
    given: tuple[Any, ...] = ()
    if request.method == "POST":
        refuse_strangers(request)
        if request.POST.get("press") == "close":
            try:
                service.close(me, number(request.POST.get("hours", "")) or 0, now=at)
            except Refused as refused:
                return go_to(here, sentence(refused, language, zone), "warn")
            return go_to(here, words.hours_closed, "good")
        given = (request.POST,)
    form = Offering(words, language, zone, at, *given)
    if given and not of_person.admits(me, time.monotonic()):
        trouble = words.too_fast
    elif given and form.is_valid() and form.stretch is not None:
        told = form.cleaned_data
        try:
            service.offer(me, form.stretch, Way(told["way"] or Way.PHONE), told["place"], told["says"], now=at)
            return go_to(here, words.hours_offered, "good")
        except Refused as refused:
            trouble = sentence(refused, language, zone)
    offers = [_shown(offer, words, language) for offer in service.my_hours(me, at)]
    context = {"wt": words, "form": form, "offers": offers, "trouble": trouble, "clock": words.your_clock.format(zone=zone.key)}
    status = 422 if trouble or form.errors else 200
    return after_page(request, found, "interviews", "attendee/afterwards/office_hours.html", status=status, **context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def book(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what others of this evening offer, or book a part of it."""
    words, language, at, me = in_language(TALKS, found.evening.language), found.evening.language, now(), found.person.pk
    zone = zone_of(me)
    offers = service.offered_to(me, at)
    chosen = number(request.POST.get("hours", "")) if request.method == "POST" else None
    trouble, answered = "", None
    if request.method == "POST":
        refuse_strangers(request)
        answered = Booking(words, language, zone, at, _free_of(offers, chosen), request.POST, prefix=str(chosen or 0))
        if not of_person.admits(me, time.monotonic()):
            trouble = words.too_fast
        elif answered.is_valid():
            told, starts_at = answered.cleaned_data, read_time(answered.cleaned_data["part"])
            try:
                talk = service.book(me, chosen or 0, starts_at, told["purpose"], now=at, questions=answered.asked, shares_questions=told["share"])
            except Refused as refused:
                trouble = sentence(refused, language, zone)
            else:
                return go_to(f"/p/{found.page_token}/interviews/{talk.key}", words.booked.format(time=in_full(language, zone)(starts_at)), "good")
    lines = []
    for offer in offers:
        is_chosen = offer.record.pk == chosen and answered is not None
        form = answered if is_chosen else Booking(words, language, zone, at, offer.free, prefix=str(offer.record.pk))
        lines.append({**_shown(offer, words, language), "form": form, "is_open": is_chosen})
    context = {"wt": words, "offers": lines, "trouble": trouble, "form": answered, "clock": words.your_clock.format(zone=zone.key)}
    status = 422 if trouble or (answered is not None and answered.errors) else 200
    return after_page(request, found, "interviews", "attendee/afterwards/book_hours.html", status=status, **context)


def _free_of(offers: Sequence[Offer], chosen: int | None) -> Sequence[Any]:
    return next((offer.free for offer in offers if offer.record.pk == chosen), ())


def _shown(offer: Offer, words: TalkWords, language: str) -> dict[str, Any]:
    """Give office hours as a page shows them."""
    hours = offer.record
    return {
        "hours": hours,
        "called": offer.called,
        "from_to": when(hours.starts_at, offer.zone, interview_words(language), hours.ends_at),
        "way": words.ways[hours.way],
        "minutes": words.n_minutes.format(minutes=hours.minutes),
        "free": words.n_free.format(count=len(offer.free)) if offer.free else words.is_closed if hours.closed_at else words.all_booked,
        "is_free": bool(offer.free),
        "bookings": [(talk, short(talk.interview.starts_at, offer.zone, language)) for talk in offer.bookings if talk.interview.starts_at],
    }


urlpatterns = [
    path("p/<str:token>/office-hours", office_hours, name="office-hours"),
    path("p/<str:token>/office-hours/book", book, name="office-hours-book"),
]
