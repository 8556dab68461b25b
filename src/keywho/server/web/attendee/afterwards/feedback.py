"""Feedback on the evening, /p/TOKEN/feedback; and a report of misbehaviour, /p/TOKEN/report, at any time."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.core.ids import AttendeeId
from keywho.live.phone_view import met
from keywho.server.services import attending, reports
from keywho.server.services.afterwards.feedback import QUESTIONS, Said, feedback_of, give_feedback
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.pages import go_to, refuse_strangers
from keywho.server.web.attendee.words import in_language
from keywho.server.web.attendee.words.feedback import FEEDBACK, FeedbackWords
from keywho.server.web.numbers import number


def feedback_words(found: Opened) -> FeedbackWords:
    """Give the words in the language of somebody's evening."""
    return in_language(FEEDBACK, found.evening.language)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def feedback(request: HttpRequest, found: Opened) -> HttpResponse:
    """Ask how the evening was; what was said before can be changed."""
    words = feedback_words(found)
    if request.method == "POST":
        refuse_strangers(request)
        answers: Mapping[str, int | None] = {question: number(request.POST.get(question, "")) for question in QUESTIONS}
        give_feedback(found.evening.pk, found.person.pk, Said(answers, request.POST.get("words", "")), now())
        return go_to(f"/p/{found.page_token}/next", words.said_thanks, "good")
    said = feedback_of(found.person.pk)
    questions = [(name, getattr(words, name), said.answers[name]) for name in QUESTIONS]
    return after_page(request, found, "next", "attendee/afterwards/feedback.html", wf=words, questions=questions, steps=range(1, 6), said_before=said.words)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def report(request: HttpRequest, found: Opened) -> HttpResponse:
    """Take in a report about somebody whom one has met, or about somebody else."""
    words, loaded = feedback_words(found), found.evening
    if request.method == "POST":
        refuse_strangers(request)
        whom = AttendeeId(request.POST.get("about", "")[:80]) or None
        text = request.POST.get("text", "")
        attending.ask_for_help(loaded.pk, found.who, reports.MISBEHAVIOUR, text, now=now(), whom=whom)
        return go_to(f"/p/{found.page_token}", words.said_sent, "good")
    people = met(loaded.state, found.who, loaded.scene)
    return after_page(request, found, "next", "attendee/afterwards/report.html", wf=words, people=people)


urlpatterns = [
    path("p/<str:token>/feedback", feedback, name="feedback"),
    path("p/<str:token>/report", report, name="report"),
]
