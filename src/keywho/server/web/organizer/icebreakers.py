"""The first sentences of an evening, which its organizers can change, hide, add and translate: /desk/CODE/icebreakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keywho.coach.icebreaker_files import (
    LONGEST,
    LONGEST_FILE,
    MOST_FOLLOW_UPS,
    Fault,
    IcebreakersMoved,
    IcebreakersRefused,
    Place,
    added,
    changed,
    hidden,
    mark_of,
    moved,
    remarks,
    to_toml,
)  # fmt: skip
from keywho.coach.icebreakers import GAP, Depth, Icebreaker, Icebreakers
from keywho.coach.topics import Relation
from keywho.core.errors import BadInput
from keywho.server.services.coaching.icebreakers import bring_icebreakers, change_icebreakers, icebreakers_now, restore_icebreakers
from keywho.server.store import models as records
from keywho.server.web.numbers import number
from keywho.server.web.organizer.desk import desk, page

DEPTHS = {
    Depth.EASY: ("Easy", "For the first rounds: everybody can answer in one breath."),
    Depth.CURIOUS: ("Curious", "For the middle: what somebody likes and can do."),
    Depth.PERSONAL: ("Personal", "For the last rounds: something of oneself, never more than one wants to tell."),
}
RELATIONS = {
    None: "everybody",
    Relation.ONE_SEEKS: "one seeks the field, the other knows it",
    Relation.BOTH_KNOW: "both know the field",
    Relation.BOTH_SEEK: "both seek the field",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form for one sentence, as it was typed."""

    depth: str
    no: int | None
    say: str
    then: str
    between: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Typed":
        """Read what came along."""
        return cls(given.get("depth", ""), number(given.get("no", "")), given.get("say", ""), given.get("then", ""), given.get("between", ""))

    def sentence(self, *, is_hidden: bool = False) -> Icebreaker:
        """Give it as a sentence."""
        then = tuple(text for text in (" ".join(line.split()) for line in self.then.splitlines()) if text)
        between = Relation(self.between) if self.between in set(Relation) else None
        return Icebreaker(" ".join(self.say.split()), then, between, is_hidden)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is listed; `typed` is what its form shows."""

    one: Icebreaker
    for_whom: str
    typed: Typed

    @property
    def id(self) -> str:
        """What its fields are called by on the page."""
        return f"{self.typed.depth}-{self.typed.no}"


@desk
@require_GET
def show(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show all sentences."""
    return _page(request, event, icebreakers_now(event))


@desk
@require_POST
def change(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Add, change, hide, show or delete one sentence. What can't be used comes back as it was typed, with the reasons."""
    typed, pressed = Typed.of(request.POST), request.POST.get("press", "")
    told: list[str] = []

    def changing(known: Icebreakers) -> Icebreakers:
        after, sentence = _after(known, pressed, typed, request.POST.get("to", ""))
        told.append(sentence)
        return after

    try:
        change_icebreakers(event.pk, request.POST.get("mark", ""), changing)
    except (IcebreakersRefused, IcebreakersMoved) as refused:
        found = refused.faults if isinstance(refused, IcebreakersRefused) else (Fault(0, str(refused)),)
        return _page(request, event, icebreakers_now(event), faults=found, typed=typed, pressed=pressed)
    messages.success(request, told[0])
    return redirect(f"/desk/{event.code}/icebreakers#{typed.depth}")


def _after(known: Icebreakers, pressed: str, typed: Typed, to: str) -> tuple[Icebreakers, str]:
    if typed.depth not in set(Depth):
        raise BadInput("It is not said how personal the sentence is. Maybe load the page again.")
    depth = Depth(typed.depth)
    if pressed == "add":
        return added(known, depth, typed.sentence()), "Added. Phones may show it from now on."
    if typed.no is None or typed.no >= len(known.of(depth)):
        raise BadInput("This sentence is not in the list any more. Maybe load the page again.")
    place, before = Place(depth, typed.no), known.of(depth)[typed.no]
    if pressed == "change":
        return moved(known, place, Depth(to) if to in set(Depth) else depth, typed.sentence(is_hidden=before.hidden)), "Changed. Phones show it at once."
    if pressed in ("hide", "show"):
        is_hidden = pressed == "hide"
        return hidden(known, place, is_hidden=is_hidden), f"“{before.say}” is {'hidden: nobody is shown it' if is_hidden else 'shown again'}."
    if pressed == "delete":
        return changed(known, place, None), f"“{before.say}” is deleted."
    raise BadInput("It is not said what to do with the sentence. Maybe load the page again.")


@desk
@require_http_methods(["GET", "POST"])
def as_text(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show the whole file to edit, or take in what was typed or brought. Faults are named by their lines, and what was typed stays."""
    if request.method == "GET":
        return _text_page(request, event, _text_of(event))
    brought = request.FILES.get("file")
    content = brought.read(LONGEST_FILE * 4 + 1) if brought is not None else request.POST.get("text", "").encode()
    if not content.strip():
        return _text_page(request, event, _text_of(event), (Fault(0, "No file came along, or an empty one. Maybe choose it again."),))
    try:
        after = bring_icebreakers(event.pk, content)
    except IcebreakersRefused as refused:
        return _text_page(request, event, content.decode("utf-8", "replace")[: LONGEST_FILE * 2], refused.faults)
    messages.success(request, f"Taken in: {sum(len(after.of(depth)) for depth in Depth)} sentences. Phones show them at once.")
    return redirect(f"/desk/{event.code}/icebreakers")


@desk
@require_GET
def file(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Give the set as a file, to edit, to translate, or to take along to another evening."""
    response = HttpResponse(_text_of(event), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"icebreakers-{event.language}.toml")
    return response


@desk
@require_POST
def restore(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Go back to the sentences that come along."""
    restore_icebreakers(event.pk)
    messages.success(request, "The sentences are those that come along again.")
    return redirect(f"/desk/{event.code}/icebreakers")


def _text_of(event: records.Event) -> str:
    return event.icebreakers or to_toml(icebreakers_now(event))


def _text_page(request: HttpRequest, event: records.Event, text: str, faults: Sequence[Fault] = ()) -> HttpResponse:
    lines = sorted(faults, key=lambda fault: fault.line)
    return page(request, event, "rounds", "organizer/icebreakers_text.html", is_refused=bool(faults), text=text, faults=lines, rows=24)


def _page(
    request: HttpRequest, event: records.Event, known: Icebreakers, *, faults: Sequence[Fault] = (), typed: Typed | None = None, pressed: str = ""
) -> HttpResponse:
    groups = [(depth.value, *DEPTHS[depth], _lines(known, depth), sum(not one.hidden for one in known.of(depth))) for depth in Depth]
    shown: dict[str, Any] = {
        "groups": groups,
        "mark": mark_of(known),
        "is_own": bool(event.icebreakers),
        "faults": faults,
        "typed": typed,
        "pressed": pressed,
        "remarks": remarks(known),
        "topics": [topic.name for topic in known.topics],
        "relations": [(relation.value if relation else "", words) for relation, words in RELATIONS.items()],
        "gap": GAP,
        "longest": LONGEST,
        "most_follow_ups": MOST_FOLLOW_UPS,
    }
    return page(request, event, "rounds", "organizer/icebreakers.html", is_refused=bool(faults), **shown)


def _lines(known: Icebreakers, depth: Depth) -> list[Line]:
    return [
        Line(one, RELATIONS[one.between] if one.between else "", Typed(depth.value, no, one.say, "\n".join(one.then), one.between.value if one.between else ""))
        for no, one in enumerate(known.of(depth))
    ]


urlpatterns = [
    path("icebreakers", show, name="icebreakers"),
    path("icebreakers/change", change, name="icebreakers-change"),
    path("icebreakers/text", as_text, name="icebreakers-text"),
    path("icebreakers/file", file, name="icebreakers-file"),
    path("icebreakers/restore", restore, name="icebreakers-restore"),
]
