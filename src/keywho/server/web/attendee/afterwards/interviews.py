"""Talks on the phone: all of them, /p/TOKEN/interviews, and one of them, /p/TOKEN/interviews/KEY, with all that can be pressed about it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.followup.interview import MINUTES, TO_REOPEN, InterviewState, Side
from keywho.followup.refusals import Refused, Why
from keywho.server.services.afterwards import interviews as service
from keywho.server.services.afterwards.busy import free_times
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.services.afterwards.talks import Talk
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.asking import ask, of_person
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards
from keywho.server.web.attendee.afterwards.interview_forms import Times, in_full, minutes_choices, read_time, short
from keywho.server.web.attendee.pages import go_to, isolated, refuse_strangers
from keywho.server.web.attendee.words import in_language
from keywho.server.web.attendee.words.interviews import TALKS, TalkWords
from keywho.server.web.attendee.words.refusals import sentence
from keywho.server.web.numbers import number

LIMITS = tuple(range(11))


@dataclass(frozen=True, slots=True)
class Line:
    """A talk in the list: who, what about it, and when."""

    key: str
    called: str
    says: str
    time: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press about a talk: whose, about which, what came along, when, and the words to answer in."""

    found: Opened
    key: str
    given: Mapping[str, str]
    at: datetime
    words: TalkWords

    @property
    def me(self) -> int:
        """Whoever pressed."""
        return self.found.person.pk

    @property
    def version(self) -> int:
        """The version that the page showed."""
        return number(self.given.get("version", "")) or 0

    @property
    def said(self) -> str:
        """The own words that came along, else the ready sentence that was chosen."""
        return (self.given.get("words", "").strip() or self.given.get("ready", ""))[:500]


def accept(press: Pressed) -> tuple[Talk, str]:
    """Take a time."""
    at = read_time(press.given.get("at", ""))
    talk = service.accept(press.me, press.key, at, version=press.version, now=press.at, place=press.given.get("place", "")[:300])
    return talk, press.words.did_accept.format(time=in_full(press.found.evening.language, talk.zone)(at))


def stay(press: Pressed) -> tuple[Talk, str]:
    """Leave the agreed time as it is."""
    return service.stay(press.me, press.key, version=press.version, now=press.at), press.words.did_stay


def decline(press: Pressed) -> tuple[Talk, str]:
    """Say no."""
    talk = service.decline(press.me, press.key, version=press.version, now=press.at, words=press.said)
    return talk, press.words.did_decline.format(name=isolated(talk.called))


def reopen(press: Pressed) -> tuple[Talk, str]:
    """Take a no back."""
    return service.reopen(press.me, press.key, version=press.version, now=press.at), press.words.did_reopen


def cancel(press: Pressed) -> tuple[Talk, str]:
    """Call it off, or take the request back."""
    was_open = service.interview_of(press.me, press.key).interview.is_open
    talk = service.cancel(press.me, press.key, version=press.version, now=press.at, words=press.said)
    return talk, press.words.did_withdraw if was_open else press.words.did_cancel.format(name=isolated(talk.called))


def change(press: Pressed) -> tuple[Talk, str]:
    """Change where or how long."""
    minutes, place = number(press.given.get("minutes", "")), press.given.get("place", "")[:300]
    talk = service.change(press.me, press.key, version=press.version, now=press.at, place=place, minutes=minutes)
    return talk, press.words.did_change.format(name=isolated(talk.called))


def held(press: Pressed) -> tuple[Talk, str]:
    """Say that the talk has been."""
    return service.mark_held(press.me, press.key, version=press.version, now=press.at), press.words.did_hold


PRESSES: Mapping[str, Callable[[Pressed], tuple[Talk, str]]] = {
    "accept": accept, "stay": stay, "decline": decline, "reopen": reopen, "cancel": cancel, "change": change, "held": held,
}  # fmt: skip
"""All presses but those that come with a form, by their name."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def interviews(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show all talks, or take in how many people may ask in a week."""
    words, at, me = in_language(TALKS, found.evening.language), now(), found.person.pk
    if request.method == "POST":
        refuse_strangers(request)
        most = number(request.POST.get("limit", ""))
        service.choose_weekly_limit(me, service.weekly_limit(me) if most is None else most)
        return go_to(f"/p/{found.page_token}/interviews", words.limit_saved, "good")
    talks = service.interviews_of(me, at)
    groups = {
        words.for_me: [talk for talk in talks if talk.is_my_turn or talk.has_begun(at)],
        words.agreed: [talk for talk in talks if talk.is_agreed and not talk.is_my_turn and not talk.has_begun(at)],
        words.waiting: [talk for talk in talks if talk.interview.is_open and not talk.is_my_turn],
        words.past: [talk for talk in talks if talk.is_settled],
    }
    shown = [(title, [_line(talk, words, found, at) for talk in group]) for title, group in groups.items() if group]
    limits = [(most, str(most) if most else words.limit_none) for most in LIMITS]
    clock = words.your_clock.format(zone=zone_of(me).key)
    context: dict[str, Any] = {"wt": words, "groups": shown, "limits": limits, "limit": service.weekly_limit(me), "clock": clock}
    return after_page(request, found, "interviews", "attendee/afterwards/interviews.html", **context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def interview(request: HttpRequest, found: Opened, key: str) -> HttpResponse:
    """Show one talk, or do what was pressed. A press on an old page changes nothing, and the page says how it stands now."""
    words, language, at, me = in_language(TALKS, found.evening.language), found.evening.language, now(), found.person.pk
    here = f"/p/{found.page_token}/interviews"
    try:
        service.interview_of(me, key)
        if request.method != "POST":
            return _page(request, found, key, None, at)
        refuse_strangers(request)
        if not of_person.admits(me, time.monotonic()):
            return go_to(f"{here}/{key}", words.too_fast, "warn")
        if request.POST.get("press") == "propose":
            return _proposed(request, found, key, at)
        press = PRESSES.get(request.POST.get("press", ""))
        if press is None:
            return go_to(f"{here}/{key}")
        _, told = press(Pressed(found, key, request.POST.dict(), at, words))
        return go_to(f"{here}/{key}", told, "good")
    except Refused as refused:
        if refused.why is Why.STALE:
            return go_to(f"{here}/{key}", *_meanwhile(service.interview_of(me, key), request.POST.dict(), words, at))
        return go_to(here if refused.why is Why.UNKNOWN else f"{here}/{key}", sentence(refused, language, zone_of(me)), "warn")


def _meanwhile(talk: Talk, given: Mapping[str, str], words: TalkWords, at: datetime) -> tuple[str, str]:
    """Say what has happened since an old page was drawn; where it is what was pressed (twice, for example), all is well."""
    known, full = talk.interview, in_full(talk.record.event.language, talk.zone)
    done = {"accept": InterviewState.ACCEPTED, "decline": InterviewState.DECLINED, "cancel": InterviewState.CANCELLED, "held": InterviewState.HELD}
    is_same_time = given.get("press") != "accept" or (known.starts_at is not None and known.starts_at.isoformat() == given.get("at"))
    starts = full(known.starts_at) if talk.is_agreed and known.starts_at else ""
    what = f"{_state(talk, words, at)}{f' ({starts})' if starts else ''}"
    is_done = done.get(given.get("press", "")) is known.state and is_same_time
    return (f"{what}.", "good") if is_done else (words.meanwhile.format(what=what), "warn")


def _proposed(request: HttpRequest, found: Opened, key: str, at: datetime) -> HttpResponse:
    words, me = in_language(TALKS, found.evening.language), found.person.pk
    form = _times(found, at, request.POST)
    if not form.is_valid():
        return _page(request, found, key, form, at)
    version = number(request.POST.get("version", "")) or 0
    talk = service.propose(me, key, form.times, version=version, now=at, words=form.cleaned_data["words"])
    return go_to(f"/p/{found.page_token}/interviews/{key}", words.did_propose.format(name=isolated(talk.called)), "good")


def _times(found: Opened, at: datetime, *given: Any) -> Times:
    me, language = found.person.pk, found.evening.language
    return Times(in_language(TALKS, language), language, zone_of(me), at, free_times(me, max(MINUTES), at), *given)


def _page(request: HttpRequest, found: Opened, key: str, form: Times | None, at: datetime) -> HttpResponse:
    words, language = in_language(TALKS, found.evening.language), found.evening.language
    talk = service.interview_of(found.person.pk, key)
    known, full = talk.interview, in_full(language, talk.zone)
    ahead = known.times_ahead(at)
    shown: dict[str, Any] = {
        "wt": words,
        "talk": talk,
        "known": known,
        "says": _state(talk, words, at),
        "starts": full(known.starts_at) if known.starts_at and not talk.is_settled else "",
        "times": [(one.isoformat(), short(one, talk.zone, language)) for one in ahead],
        "may_accept": talk.is_my_turn and bool(ahead),
        "may_propose": talk.is_agreed or (known.is_open and (talk.is_my_turn or not ahead)),
        "propose_words": words.move if talk.is_agreed else words.propose if talk.is_my_turn and ahead else words.propose_new,
        "may_decline": known.is_open and talk.me is Side.ASKED,
        "may_reopen": known.state is InterviewState.DECLINED and talk.me is Side.ASKED and at - known.changed_at <= TO_REOPEN,
        "has_begun": talk.has_begun(at),
        "by_me": known.times_by is talk.me,
        "said_by": words.you_said if _last_word(talk) is talk.me else words.they_said.format(name=talk.called),
        "way": words.ways[known.terms.way.value],
        "minutes": words.n_minutes.format(minutes=known.terms.minutes),
        "minutes_choices": [(value, label, int(value) == known.terms.minutes) for value, label in minutes_choices(words)],
        "may_ask_again": talk.is_settled and known.state is not InterviewState.HELD and talk.me is Side.ASKER,
        "form": form or _times(found, at),
        "clock": words.your_clock.format(zone=talk.zone.key),
        "questions_title": words.keeps_questions if talk.me is Side.ASKER and not known.terms.shares_questions else words.shares_questions,
    }
    return after_page(request, found, "interviews", "attendee/afterwards/interview.html", status=422 if form else 200, **shown)


def _last_word(talk: Talk) -> Side | None:
    """Say who wrote the words that stand with a talk, where that is known."""
    state = talk.interview.state
    if state is InterviewState.DECLINED:
        return Side.ASKED
    return None if state is InterviewState.CANCELLED else talk.interview.times_by


def _state(talk: Talk, words: TalkWords, at: datetime) -> str:
    """Say in few words where a talk stands."""
    known = talk.interview
    if known.is_moving:
        return words.would_move if talk.is_my_turn else words.you_move
    if known.is_open and not talk.is_my_turn:
        return words.waits_for.format(name=talk.called)
    if known.is_open:
        return words.asks_you.format(minutes=known.terms.minutes) if known.state is InterviewState.ASKED or talk.me is Side.ASKED else words.proposes
    return words.how_was_it if talk.has_begun(at) else words.states[known.state.value]


def _line(talk: Talk, words: TalkWords, found: Opened, at: datetime) -> Line:
    known = talk.interview
    is_dated = known.starts_at is not None and (talk.is_agreed or known.state is InterviewState.HELD)
    time_said = in_full(found.evening.language, talk.zone)(known.starts_at) if is_dated and known.starts_at else ""
    outcome = words.how_was_it if known.state is InterviewState.HELD else ""
    return Line(talk.key, talk.called, _state(talk, words, at), time_said, f"/p/{found.page_token}/contacts/{talk.other.pk}/outcome" if outcome else "")


urlpatterns = [
    path("p/<str:token>/interviews", interviews, name="interviews"),
    path("p/<str:token>/interviews/<slug:key>", interview, name="interview"),
    path("p/<str:token>/contacts/<int:pk>/ask", ask, name="interview-ask"),
]
