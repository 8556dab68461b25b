"""What is pressed on the personal page. Each press says which round it is about, takes effect at once, and is answered with a sentence.

A script gets the sentence as JSON; without scripts the page comes again and says it.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from keywho.core.errors import BadInput, KeywhoError
from keywho.core.ids import AttendeeId, RoundNo
from keywho.live.clock_view import cue_title
from keywho.live.phone_view import met
from keywho.server.services import attending
from keywho.server.services.acting import Done
from keywho.server.services.afterwards.exchange import exchange_due
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.joining import are_doors_open, consent
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.card_now import day_of
from keywho.server.web.attendee.pages import go_to, isolated
from keywho.server.web.attendee.personal import personal, wants_json, words_of_page
from keywho.server.web.attendee.words import PageWords
from keywho.server.web.numbers import number

MOST_IN_A_MINUTE = 60
MOST_CHOICES = 6
_of_person = Limit(MOST_IN_A_MINUTE)


@dataclass(frozen=True, slots=True)
class Tap:
    """One press: whose, what came along, when, and the words to answer in."""

    found: Opened
    given: Mapping[str, str]
    at: datetime
    words: PageWords

    @property
    def event_pk(self) -> int:
        """The event."""
        return self.found.evening.pk

    @property
    def who(self) -> AttendeeId:
        """Whoever pressed."""
        return self.found.who

    def text(self, name: str, most: int = 80) -> str:
        """Give something that came along."""
        return self.given.get(name, "")[:most].strip()

    def other(self, name: str = "about") -> AttendeeId:
        """Give the person that a press is about."""
        return AttendeeId(self.text(name))

    @property
    def round_no(self) -> RoundNo:
        """The round that the page showed; 0 for none."""
        return RoundNo(number(self.text("round")) or 0)

    def check_owner(self) -> None:
        """Refuse what only the owner of a page does, where the page was opened with a badge.

        Raises
        ------
        BadInput
            It was.
        """
        if self.found.by_badge:
            raise BadInput(self.words.badge_private)

    def check_round(self) -> None:
        """Refuse what an old page says about a round that is over.

        Raises
        ------
        BadInput
            The evening has gone on since the page was drawn.
        """
        loaded = self.found.evening
        if self.round_no != (loaded.state.round_no or 0):
            title = cue_title(loaded.state.cue, loaded.state, loaded.scene.words) if loaded.state.cue else loaded.scene.words.welcome
            raise BadInput(self.words.page_too_old.format(title=title))


@dataclass(frozen=True, slots=True)
class Told:
    """The answer; `choices` are people to choose from where a name is not enough, by id."""

    sentence: str
    choices: tuple[tuple[AttendeeId, str], ...] = ()


def here(tap: Tap) -> Told:
    """ "I am here"."""
    event = tap.found.event()
    day = day_of(event, tap.words)
    if day is not None and not are_doors_open(event, tap.found.evening, tap.at):
        return Told(f"{day.see_you}.")
    return _told(attending.here(tap.event_pk, tap.who, now=tap.at))


def leave(tap: Tap) -> Told:
    """ "I must leave"."""
    return _told(attending.leave(tap.event_pk, tap.who, now=tap.at))


def not_here(tap: Tap) -> Told:
    """ "My partner is not here"."""
    tap.check_round()
    return _told(attending.partner_not_here(tap.event_pk, tap.who, tap.other(), tap.round_no, now=tap.at))


def other_partner(tap: Tap) -> Told:
    """ "I am someone else's partner": by name, since nobody gets a list of everybody; where several are called so, they are given to choose from."""
    tap.check_round()
    chosen = tap.other()
    if not chosen:
        alike = _called(tap, tap.text("name"))
        if not alike:
            raise BadInput(tap.words.nobody_called.format(name=isolated(tap.text("name"))))
        if len(alike) > 1:
            return Told(tap.words.which_one, tuple(alike[:MOST_CHOICES]))
        chosen = alike[0][0]
    return _told(attending.with_somebody_else(tap.event_pk, tap.who, chosen, tap.round_no, now=tap.at))


def sit_out(tap: Tap) -> Told:
    """ "Let me sit this one out"."""
    tap.check_round()
    return _told(attending.sit_out(tap.event_pk, tap.who, now=tap.at))


def come_back(tap: Tap) -> Told:
    """ "I am in again"."""
    tap.check_round()
    return _told(attending.come_back(tap.event_pk, tap.who, now=tap.at))


def groups(tap: Tap) -> Told:
    """ "I would rather be three", or not any more."""
    return _told(attending.prefer_groups(tap.event_pk, tap.who, tap.text("wanted") == "1", now=tap.at))


def never(tap: Tap) -> Told:
    """ "Not this person again": about somebody one has met or is to meet now."""
    loaded = tap.found.evening
    if tap.other() not in {one.id for one in met(loaded.state, tap.who, loaded.scene)}:
        raise BadInput(tap.words.do_never_none)
    return _told(attending.never_again(tap.event_pk, tap.who, tap.other(), now=tap.at))


def help_(tap: Tap) -> Told:
    """ "Help"."""
    return _told(attending.ask_for_help(tap.event_pk, tap.who, tap.text("help"), tap.text("text", attending.LONGEST_NOTE), now=tap.at))


def seat(tap: Tap) -> Told:
    """ "I sit here"."""
    return _told(attending.take_seat(tap.event_pk, tap.who, tap.text("seat"), now=tap.at))


def keep(tap: Tap) -> Told:
    """Keep in touch or not."""
    tap.check_owner()
    wanted = tap.text("wanted") == "1"
    attending.keep_in_touch(tap.event_pk, tap.who, tap.other(), wanted, now=tap.at)
    exchange_due(tap.event_pk, tap.at, tap.found.person.pk)
    return Told(tap.words.kept_yes if wanted else tap.words.kept_no)


def note(tap: Tap) -> Told:
    """Write a private note."""
    tap.check_owner()
    attending.write_note(tap.event_pk, tap.who, tap.other(), tap.text("text", attending.LONGEST_NOTE), now=tap.at)
    return Told(tap.words.note_saved)


TAPS: Mapping[str, Callable[[Tap], Told]] = {
    "here": here,
    "leave": leave,
    "not-here": not_here,
    "other": other_partner,
    "sit-out": sit_out,
    "come-back": come_back,
    "groups": groups,
    "never": never,
    "help": help_,
    "seat": seat,
    "keep": keep,
    "note": note,
}
"""All presses, by the last part of their address."""


@csrf_exempt
@require_POST
@personal
def tapped(request: HttpRequest, found: Opened, action: str) -> HttpResponse:
    """Do what was pressed."""
    words = words_of_page(found)
    tap = Tap(found, request.POST.dict(), now(), words)
    press = TAPS.get(action)
    if press is None:
        return _answer(request, found, Told(words.not_sent), 404)
    if not _of_person.admits(found.person.pk, time.monotonic()):
        return _answer(request, found, Told(words.too_many_taps), 429)
    consent(tap.event_pk, found.person.pk, now=tap.at)
    try:
        return _answer(request, found, press(tap), 200, back=request.POST.get("back", ""))
    except KeywhoError as refused:
        return _answer(request, found, Told(str(refused)), 409, back="chair" if action == "seat" else "")


def _answer(request: HttpRequest, found: Opened, told: Told, status: int, *, back: str = "") -> HttpResponse:
    ok = status == 200
    if wants_json(request):
        choices = [{"id": who, "called": called} for who, called in told.choices]
        return JsonResponse({"ok": ok, "sentence": told.sentence, "choices": choices}, status=status)
    place = f"/{back}" if back in ("more", "chair") else ""
    names = f" {', '.join(called for _, called in told.choices)}" if told.choices else ""
    return go_to(f"/p/{found.page_token}{place}", f"{told.sentence}{names}", "note" if ok else "warn")


def _told(done: Done) -> Told:
    return Told(done.sentence)


def _called(tap: Tap, typed: str) -> list[tuple[AttendeeId, str]]:
    """Find who in the round is called so: exactly, else by the beginning of the name."""
    wanted = " ".join(typed.casefold().split())
    if len(wanted) < 2:
        return []
    loaded = tap.found.evening
    meetings = loaded.state.programme.by_round.get(tap.round_no, ())
    in_round = {who for meeting in meetings for who in meeting.attendees}
    in_round |= {bye.attendee for bye in loaded.state.programme.byes if bye.round_no == tap.round_no}
    names = [(who, loaded.called(who)) for who in sorted(in_round - {tap.who}) if who in loaded.people.by_id]
    full = {who: loaded.people.by_id[who].attendee.name.casefold() for who, _ in names}
    exact = [(who, called) for who, called in names if wanted in (called.casefold(), full[who])]
    return exact or [(who, called) for who, called in names if called.casefold().startswith(wanted)]


urlpatterns = [path("p/<str:token>/do/<str:action>", tapped, name="phone-tap")]
