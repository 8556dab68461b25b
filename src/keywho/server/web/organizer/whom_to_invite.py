"""How well the room can serve its people, and whom to invite: /desk/CODE/whom-to-invite, with the words of the town beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from keywho.benefit import supply_words
from keywho.benefit.own_words import ReadWords, read_own_words
from keywho.benefit.supply import HardToPlace, Sought, Why
from keywho.core.errors import BadInput
from keywho.server.services.own_words import change_own_words
from keywho.server.services.serving import Served, served
from keywho.server.store import models as records
from keywho.server.web.organizer.desk import desk, page

SHOWN = 12
"""So many lines of each list; how many more there are is said."""

WHY_TITLES = {
    Why.NOTHING: "Nothing written yet",
    Why.SEEKS_NOTHING: "What they seek is not written",
    Why.HIDES: "Kept apart from many",
    Why.LANGUAGE: "A language that nobody else speaks",
    Why.VAGUE: "Not clear enough",
    Why.NOBODY: "Nobody here offers it",
    Why.FAR: "Nothing fits well",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its sentence, the names behind it, and a sentence to send."""

    sentence: str
    names: str = ""
    invitation: str = ""
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """The first lines of a list, and how many there are in all."""

    lines: tuple[Line, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is hard to place."""

    pk: int
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class HardGroup:
    """Those who are hard to place for the same reason, and what would help."""

    title: str
    count: int
    advice: str
    people: tuple[Person, ...]
    says_more: bool

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.people)


@desk
@require_GET
def whom_to_invite(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show how well the room can serve its people; for a large room the page comes first, and asks for the rest."""
    is_part = bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")
    found = served(event, patient=is_part or "now" in request.GET)
    words = _words(found, event) if found is not None else {"served": None}
    if is_part:
        part = "organizer/_whom_to_invite.html" if found is not None else "organizer/_whom_to_invite_waiting.html"
        return render(request, part, {"event": event, "code": event.code, "again": True, **words})
    return page(request, event, "people", "organizer/whom_to_invite.html", **words)


@desk
@require_http_methods(["GET", "POST"])
def own_words(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show and change the words of the town. Lines that can't be understood stay on the page, and the rest counts at once."""
    if request.method == "GET":
        return _words_page(request, event, event.own_words, read_own_words(event.own_words))
    if "words" not in request.POST:
        raise BadInput("No words came along. Maybe load the page again.")
    text = request.POST["words"]
    try:
        read = change_own_words(event.pk, text)
    except BadInput as refused:
        return _words_page(request, event, text, ReadWords(read_own_words("").words), refusal=str(refused))
    if read.bad:
        return _words_page(request, event, text, read, is_saved=True)
    messages.success(request, f"Saved: {_counted(read)}. The numbers here are found with them.")
    return redirect(f"/desk/{event.code}/whom-to-invite")


def _words_page(request: HttpRequest, event: records.Event, text: str, read: ReadWords, *, refusal: str = "", is_saved: bool = False) -> HttpResponse:
    is_refused = bool(refusal) or is_saved
    return page(
        request,
        event,
        "people",
        "organizer/own_words.html",
        is_refused=is_refused,
        text=text,
        read=read,
        refusal=refusal,
        is_saved=is_saved,
        counted=_counted(read),
    )


def _counted(read: ReadWords) -> str:
    """Say how much was understood: "2 employers and 1 word"."""
    employers, same = len(read.words.employers), len(read.words.same)
    parts = [f"{count} {one if count == 1 else one + 's'}" for count, one in ((employers, "employer"), (same, "word")) if count]
    return " and ".join(parts) or "no words"


def _words(found: Served, event: records.Event) -> dict[str, Any]:
    """Give everything that the page says."""
    supply = found.supply

    def called(place: int) -> str:
        return found.people[place].attendee.name

    def sought(one: Sought, sentence: str) -> Line:
        return Line(sentence, supply_words.named(one.seekers, called), supply_words.invitation(one, event.name))

    of_several = [one for one in supply.missing if len(one.seekers) > 1]
    of_one = supply.missing[len(of_several) :]
    return {
        "served": supply,
        "headline": supply_words.headline(supply),
        "second_line": supply_words.second_line(supply),
        "share": round(100 * supply.served / supply.people) if supply.people else 0,
        "missing": _lines(of_several or of_one, lambda one: sought(one, supply_words.missing_sentence(one))),
        "of_one": _lines(of_one if of_several else (), lambda one: sought(one, supply_words.missing_sentence(one))),
        "scarce": _lines(supply.scarce, lambda one: sought(one, supply_words.scarce_sentence(one, called))),
        "hard": _hard_groups(found),
        "over_asked": _lines(
            supply.over_asked,
            lambda one: Line(supply_words.over_asked_sentence(one, supply.can_meet or 0, called), pk=found.people[one.who].pk),
        ),
        "untapped": _lines(
            supply.untapped,
            lambda one: Line(supply_words.untapped_sentence(one, called), supply_words.named(one.offered_by, called) if len(one.offered_by) > 1 else ""),
        ),
    }


def _lines(found: Sequence[Any], line: Callable[[Any], Line]) -> Lines:
    return Lines(tuple(line(one) for one in found[:SHOWN]), len(found))


def _hard_groups(found: Served) -> tuple[HardGroup, ...]:
    """Give those who are hard to place, by the reason."""
    by_why: dict[Why, list[HardToPlace]] = {}
    for one in found.supply.hard:
        by_why.setdefault(one.why, []).append(one)
    return tuple(
        HardGroup(WHY_TITLES[why], len(group), supply_words.what_helps(why), tuple(_person(one, found) for one in group[:SHOWN]), why not in PLAIN)
        for why, group in by_why.items()
    )


PLAIN = frozenset({Why.NOTHING, Why.SEEKS_NOTHING})
"""Reasons of which the title says everything."""


def _person(one: HardToPlace, found: Served) -> Person:
    who = found.people[one.who]
    return Person(who.pk, who.attendee.name, supply_words.hard_sentence(one))


urlpatterns = [
    path("whom-to-invite", whom_to_invite, name="whom-to-invite"),
    path("whom-to-invite/words", own_words, name="own-words"),
]
