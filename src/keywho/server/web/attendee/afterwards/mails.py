"""Mails as their reader chooses them: /p/TOKEN/mails; and the links that stand in mails: this address is mine, and no more mails (RFC 8058)."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.core.errors import BadInput
from keywho.followup.mails import HowOften
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.history import recognize_by_mail
from keywho.server.services.personal_links import Opened
from keywho.server.services.post import agreeing
from keywho.server.services.post.route import sends_mail
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.pages import go_to, refuse_strangers, show, words_for
from keywho.server.web.attendee.words import in_language, page_words
from keywho.server.web.attendee.words.mails import MAILS, MailWords

MOST_IN_A_MINUTE = 20
_of_person = Limit(MOST_IN_A_MINUTE)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def mails(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show where somebody's mails go, and take in what they choose."""
    words = in_language(MAILS, found.evening.language)
    choices = agreeing.choices_now(found.person.pk)
    if request.method == "POST":
        refuse_strangers(request)
        sentence, kind = _chosen(request, found, choices, words)
        return go_to(f"/p/{found.page_token}/mails", sentence, kind)
    often = [(value.value, label) for value, label in zip(HowOften, words.how_often, strict=True)]
    shown: dict[str, Any] = {
        "state": _state(choices),
        "often": often,
        "chosen": choices.mails,
        "address": choices.mail or agreeing.likely_address(found.person.pk),
        "reason": choices.mail_trouble,
    }
    texts = {name: getattr(words, name).format(address=choices.mail, reason=choices.mail_trouble) for name in ("asked", "go_to", "stopped", "trouble")}
    return after_page(request, found, "me", "attendee/afterwards/mails.html", wl=words, texts=texts, sends=sends_mail(), **shown)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever reads a mail whether its address is theirs, and take in that it is. A program that only looks at links says nothing."""
    choices = agreeing.verifiable(token)
    words, language = _words(request, choices)
    if choices is None:
        return _plain(request, language, words.not_good_title, words.not_good, status=410)
    if request.method != "POST":
        return _plain(request, language, words.verify_title, words.verify.format(event=choices.who.event.name), words.verify_button)
    verified = agreeing.verify(token, now())
    if verified is None:
        return _plain(request, language, words.not_good_title, words.not_good, status=410)
    recognize_by_mail(verified.who_id, now())
    return _plain(request, language, words.verified_title, words.verified)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether mails are to stop; a press, or the mail program's own one, stops them. Once more does no harm."""
    choices = agreeing.stoppable(token)
    words, language = _words(request, choices)
    if request.method == "POST":
        if not agreeing.stop(token, now()):
            return _plain(request, language, words.not_good_title, words.not_good, status=410)
        return _plain(request, language, words.stopped_title, words.stopped_text)
    if choices is None:
        is_ours = agreeing.is_stop_token(token)
        title, text = (words.stopped_title, words.stopped_text) if is_ours else (words.not_good_title, words.not_good)
        return _plain(request, language, title, text, status=200 if is_ours else 410)
    return _plain(request, language, words.stop_title, words.stop.format(event=choices.who.event.name), words.stop_button)


def _chosen(request: HttpRequest, found: Opened, choices: records.AfterChoices, words: MailWords) -> tuple[str, str]:
    """Do what was pressed; gives a sentence and its kind."""
    if not _of_person.admits(found.person.pk, time.monotonic()):
        return words.too_fast, "warn"
    press, often = request.POST.get("press", ""), _often(request)
    try:
        match press:
            case "agree":
                typed = request.POST.get("address", "")[:300]
                asked = agreeing.agree(found.person.pk, typed, often, now())
                return (words.said_asked if asked else words.said_agreed), "good"
            case "again" if choices.mail:
                asked = agreeing.agree(found.person.pk, choices.mail, HowOften(choices.mails), now())
                return (words.said_asked if asked else words.said_agreed), "good"
            case "often" if choices.mail:
                agreeing.choose_how_often(found.person.pk, often, now())
                return words.said_agreed, "good"
            case "take-out":
                agreeing.forget_address(found.person.pk, now())
                return words.said_taken_out, "good"
    except agreeing.TooManyAsked:
        return words.too_many, "warn"
    except BadInput:
        return words.bad_address, "warn"
    return "", "note"


def _often(request: HttpRequest) -> HowOften:
    said = request.POST.get("often", "")
    return HowOften(said) if said in set(HowOften) else HowOften.DAILY


def _state(choices: records.AfterChoices) -> str:
    """Say where somebody stands with mails."""
    if not choices.mail or choices.mail_agreed_at is None:
        return "none"
    if choices.mail_trouble:
        return "trouble"
    if choices.mail_stopped_at is not None:
        return "stopped"
    return "asked" if choices.mail_verified_at is None else "on"


def _words(request: HttpRequest, choices: records.AfterChoices | None) -> tuple[MailWords, str]:
    language = choices.who.event.language if choices is not None else words_for(request).language
    return in_language(MAILS, language), language


def _plain(request: HttpRequest, language: str, title: str, text: str, button: str = "", *, status: int = 200) -> HttpResponse:
    return show(request, "attendee/mail_asks.html", page_words(language), status=status, title=title, sentence=text, button=button)


urlpatterns = [
    path("p/<str:token>/mails", mails, name="mails"),
    path("mail/verify/<str:token>", verify, name="mail-verify"),
    path("mail/stop/<str:token>", stop, name="mail-stop"),
]
