"""The desk of a running evening: /desk/CODE/run.

Every press is a form with what the presser saw. With htmx the answer is the desk as it stands, laid over the page; without, the page is loaded again.
"""

import json
import zoneinfo
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from keywho.adapters.qr import qr_svg
from keywho.core.ids import RoundNo
from keywho.live.state import Presence
from keywho.server.services import joining_up, running
from keywho.server.services.at_the_desk import projector_path
from keywho.server.services.desk_day import today
from keywho.server.services.desk_log import log_entries
from keywho.server.services.desk_people import found, person_view, round_that_counts
from keywho.server.services.desk_view import run_view
from keywho.server.services.evenings import Evening, evening, now
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.services.personal_links import personal_token
from keywho.server.services.registrations import attendee_of, new_link
from keywho.server.services.teaching import teaching_of
from keywho.server.store import models as records
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.numbers import numbers
from keywho.server.web.organizer.desk import actor, desk, page
from keywho.server.web.organizer.run_presses import PRESSES, number_in, who_of


@desk
@require_GET
def run(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show the desk of the evening."""
    loaded = evening(event.pk)
    stream = f"/live/desk/{token_of(Link(LinkKind.DESK, event.pk, request.user.pk or 0, today()), loaded.key)}"
    wall = projector_path(loaded)
    links = {"wall": f"{address_for_phones(request)}{wall}", "wall_here": wall, "join": f"{address_for_phones(request)}/j/{event.code}"}
    q = request.GET.get("q", "").strip()
    lines = found(loaded, q, round_that_counts(loaded, now()))
    shown = _shown(event, loaded)
    return page(request, event, "run", "organizer/run.html", stream=stream, links=links, asks="ask" in request.GET, q=q, found=lines, **shown)


@desk
@require_GET
def run_now(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Give what of the desk changes while the evening runs."""
    return page(request, event, "run", "organizer/_run_now.html", **_shown(event, evening(event.pk)))


def _shown(event: records.Event, loaded: Evening) -> dict[str, Any]:
    at = now()
    return {"run": run_view(loaded, event.zone, at, event.starts_at), "log": log_entries(loaded, event.zone), "teaching": teaching_of(loaded, at)}


@desk
@require_GET
def run_found(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Give the people whose names were searched for."""
    loaded, text = evening(event.pk), request.GET.get("q", "")
    lines = found(loaded, text, round_that_counts(loaded, now()))
    return page(request, event, "run", "organizer/_run_found.html", found=lines, q=text.strip())


@desk
@require_GET
def person(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Show somebody: where they are, whom they meet, and what can be done; with `?link` the code of their personal link."""
    return _person(request, event, pk, shows_link="link" in request.GET)


def _person(request: HttpRequest, event: records.Event, pk: int, said: str = "", *, shows_link: bool = False) -> HttpResponse:
    loaded = evening(event.pk)
    view = person_view(loaded, pk, now())
    if view is None:
        raise Http404("Nobody on the list has this number. Maybe they were taken off it meanwhile.")
    link = f"{address_for_phones(request)}/p/{personal_token(loaded, loaded.people.by_pk[pk])}" if shows_link else ""
    code = qr_svg(link, title=f"Personal link of {view.line.called}") if link else ""
    template = "organizer/_run_person.html" if request.headers.get("HX-Request") else "organizer/run_person.html"
    return page(request, event, "run", template, person=view, said=said, link=link, qr=code, presence=Presence, language="en")


@desk
@require_GET
def swap_found(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Give those with whom somebody could change places."""
    loaded = evening(event.pk)
    one = loaded.people.by_pk.get(pk)
    lines = found(loaded, request.GET.get("with", ""), round_that_counts(loaded, now()), without=one.attendee.id if one else None)
    return page(request, event, "run", "organizer/_run_swap_found.html", found=lines, q=request.GET.get("with", "").strip(), pk=pk)


@desk
@require_POST
def person_press(request: HttpRequest, event: records.Event, pk: int, press: str) -> HttpResponse:
    """Do something about somebody, and show them as they stand then."""
    who = who_of(evening(event.pk), pk)
    by, at, shows_link = actor(request), now(), False
    match press:
        case "here":
            said = running.arrived(event.pk, [who], by=by, now=at).sentence
        case "left":
            said = running.left(event.pk, who, by=by, now=at).sentence
        case "not-there":
            said = running.no_show(event.pk, who, by=by, now=at).sentence
        case "tell":
            said = running.announce(event.pk, request.POST.get("text", ""), by=by, now=at, to=who).sentence
        case "swap":
            other = who_of(evening(event.pk), number_in(request, "other"))
            rounds = [RoundNo(no) for no in numbers(request.POST.get("rounds", "").split(","))]
            said = joining_up.swap(event.pk, who, other, rounds, by=by, now=at).sentence
        case "new-link":
            attendee = attendee_of(event, pk)
            if attendee is None:
                raise Http404("This person is not on the list any more.")
            new_link(attendee)
            said, shows_link = "This is a new link. The old one opens nothing any more.", True
        case _:
            raise Http404("There is nothing like that to press.")
    if request.headers.get("HX-Request") or shows_link:
        return _person(request, event, pk, said, shows_link=shows_link)
    messages.success(request, said)
    return redirect(f"/desk/{event.code}/run/person/{pk}")


# ---- presses about the whole room


@desk
@require_POST
def press(request: HttpRequest, event: records.Event, name: str) -> HttpResponse:
    """Do what a button of the desk says."""
    if name not in PRESSES:
        raise Http404("There is nothing like that to press.")
    if name == "next" and _has_to_ask(request, event):
        return _answer(request, event, {"ask": {}}) if request.headers.get("HX-Request") else redirect(f"/desk/{event.code}/run?ask")
    pressed = PRESSES[name](request, event)
    if request.headers.get("HX-Request"):
        shows = {"person": {"address": f"/desk/{event.code}/run/person/{pressed.pk}?link"}} if pressed.pk else {}
        return _answer(request, event, {"toast": {"text": pressed.sentence, "kind": "good" if pressed.changed else "note"}, **shows})
    messages.success(request, pressed.sentence)
    return redirect(f"/desk/{event.code}/run" + (f"/person/{pressed.pk}?link" if pressed.pk else ""))


def _answer(request: HttpRequest, event: records.Event, triggers: Mapping[str, object]) -> HttpResponse:
    """Give the desk as it stands, and have the page's scripts do something."""
    answer = page(request, event, "run", "organizer/_run_now.html", **_shown(event, evening(event.pk)))
    answer["HX-Trigger"] = json.dumps(triggers)
    return answer


def _has_to_ask(request: HttpRequest, event: records.Event) -> bool:
    """Say whether "next" has to ask first what is to become of those who have not come; a page with scripts asks by itself."""
    if "missing" in request.POST:
        return False
    loaded = evening(event.pk)
    view = run_view(loaded, zoneinfo.ZoneInfo("UTC"), now()).now
    return view.cue_no == number_in(request, "from_cue_no") and view.next is not None and view.next.not_come > 0


urlpatterns = [
    path("run", run, name="run"),
    path("run/now", run_now, name="run-now"),
    path("run/found", run_found, name="run-found"),
    path("run/person/<int:pk>", person, name="run-person"),
    path("run/person/<int:pk>/with", swap_found, name="run-swap-found"),
    path("run/person/<int:pk>/<slug:press>", person_press, name="run-person-press"),
    path("run/<slug:name>", press, name="run-press"),
]
"""Below /desk/CODE/."""
