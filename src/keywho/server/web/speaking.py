"""The page in the hand of whoever speaks: the words in large letters, the time, and what turns the slides. The same page at the desk and behind a speaker's link."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from keywho.coach.words import words_in
from keywho.core.errors import BadInput
from keywho.live.clock_view import cue_title
from keywho.server.services.at_the_desk import projector_path
from keywho.server.services.coaching import opening as scripts
from keywho.server.services.evenings import evening, now
from keywho.server.store import models as records
from keywho.server.web.numbers import number


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page is: its own address, the one below which its presses are, and who presses; `home` and `desk` are pages that only organizers are led to."""

    here: str
    root: str
    by: str
    home: str = ""
    desk: str = ""


def whole(request: HttpRequest, event: records.Event, place: Place) -> HttpResponse:
    """Give the page."""
    return render(request, "coach/opening_speak.html", _context(event, place))


def part(request: HttpRequest, event: records.Event, place: Place) -> HttpResponse:
    """Give what of it changes."""
    return render(request, "coach/_opening_now.html", _context(event, place))


def shown(request: HttpRequest, event: records.Event, place: Place) -> HttpResponse:
    """Put a slide on the wall, or take the slides away, and answer with the page as it stands."""
    done = scripts.show_slide(event, _number_in(request, "no"), _number_in(request, "from_no"), by=place.by, now=now())
    if request.headers.get("HX-Request"):
        answer = part(request, event, place)
        if not done.changed:
            answer["HX-Trigger"] = json.dumps({"toast": {"text": done.sentence, "kind": "note"}})
        return answer
    if not done.changed:
        messages.info(request, done.sentence)
    return redirect(place.here)


def taken_back(request: HttpRequest, event: records.Event, place: Place) -> HttpResponse:
    """Put slides that were ended too early on the wall again."""
    scripts.take_end_back(event.pk, _number_in(request, "steps"), by=place.by, now=now())
    return redirect(place.here)


def in_words_of(event: records.Event) -> dict[str, Any]:
    """Give what a page needs to speak the language of the evening."""
    words = {"catalogue": words_in(event.language, "opening"), "frame": words_in(event.language, "frame")}
    return {**words, **scripts.words_of_page(event.language), "spoken_in": event.language}


def _context(event: records.Event, place: Place) -> dict[str, Any]:
    loaded = evening(event.pk)
    state, upcoming = loaded.state, loaded.state.next_cue
    return {
        "event": event,
        "place": place,
        "stream": projector_path(loaded).replace("/x/", "/live/projector/"),
        "speak": scripts.speak_view(scripts.opening_of(event), event.language, state.clock, now()),
        "steps": len(state.earlier) if scripts.just_ended(state) else 0,
        "fact_no": loaded.no,
        "next_cue": cue_title(upcoming, state, loaded.scene.words) if upcoming else "",
        **in_words_of(event),
    }


def _number_in(request: HttpRequest, name: str) -> int:
    found = number(request.POST.get(name, ""))
    if found is None:
        raise BadInput("The press did not arrive whole. Maybe load the page again.")
    return found
