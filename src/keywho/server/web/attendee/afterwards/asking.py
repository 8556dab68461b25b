"""Asking a contact for an interview: /p/TOKEN/contacts/PK/ask."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.followup.interview import MINUTES, Side
from keywho.followup.refusals import Refused, Why
from keywho.server.services.afterwards import exchange, interviews
from keywho.server.services.afterwards.busy import free_times
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.services.coaching import questions as key_questions
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.afterwards.interview_forms import Asking
from keywho.server.web.attendee.pages import go_to, isolated, refuse_strangers
from keywho.server.web.attendee.words import in_language
from keywho.server.web.attendee.words.interviews import TALKS
from keywho.server.web.attendee.words.refusals import sentence

MOST_IN_A_MINUTE = 20
of_person = Limit(MOST_IN_A_MINUTE)
"""Counts the presses about talks of each person."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def ask(request: HttpRequest, found: Opened, pk: int) -> HttpResponse:
    """Show the form, or ask."""
    words, at, zone, me = in_language(TALKS, found.evening.language), now(), zone_of(found.person.pk), found.person.pk
    called = exchange.called_if_contact(found.evening.pk, me, pk, at)
    if called is None:
        return go_to(f"/p/{found.page_token}/contacts", sentence(Refused(Why.NO_CONTACT), found.evening.language, zone), "warn")
    if request.method != "POST" and (waiting := interviews.open_between(me, pk)) is not None:
        why = Why.ONE_OPEN if waiting.me is Side.ASKER else Why.THEY_ASK
        return go_to(f"/p/{found.page_token}/interviews/{waiting.key}", sentence(Refused(why), found.evening.language, zone))
    given: tuple[Any, ...] = (request.POST,) if request.method == "POST" else ()
    ready = key_questions.ready_for(me, pk)
    initial = {"questions": ready.questions, "purpose": ready.purpose} if ready.is_kept else {}
    form = Asking(words, found.evening.language, zone, at, free_times(me, max(MINUTES), at), *given, ready=ready.questions, initial=initial)
    trouble = ""
    if request.method == "POST":
        refuse_strangers(request)
        if not of_person.admits(me, time.monotonic()):
            trouble = words.too_fast
        elif form.is_valid():
            try:
                talk = interviews.ask(me, pk, form.terms(), form.times, now=at)
            except Refused as refused:
                trouble = sentence(refused, found.evening.language, zone)
            else:
                key_questions.used(me, pk, form.asked, at)
                return go_to(f"/p/{found.page_token}/interviews/{talk.key}", words.asked.format(name=isolated(called)), "good")
    shown = {"wt": words, "form": form, "pk": pk, "trouble": trouble, "title": words.ask_title.format(name=called)}
    shown["coach"] = f"/p/{found.page_token}/coach/questions/{pk}"
    texts = {"lead": words.ask_lead.format(name=called), "clock": words.your_clock.format(zone=zone.key)}
    return after_page(request, found, "contacts", "attendee/afterwards/ask.html", status=422 if trouble or form.errors else 200, **shown, **texts)
