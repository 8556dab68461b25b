"""The opening of an evening: the script, the form that changes it, and the page in the hand of whoever speaks. Below /desk/CODE/opening."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keywho.adapters.qr import qr_svg
from keywho.coach.opening import LONGEST_LINE, LONGEST_SPEECH, LONGEST_TITLE, MOST_SLIDES, Opening, Slide, moved, trouble_of, with_new, without
from keywho.core.errors import KeywhoError
from keywho.server.services.at_the_desk import projector_path
from keywho.server.services.coaching import opening as scripts
from keywho.server.services.evenings import evening, now
from keywho.server.store import models as records
from keywho.server.web import speaking
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.numbers import number
from keywho.server.web.organizer.desk import actor, desk, page

LIMITS = {"title": LONGEST_TITLE, "line": LONGEST_LINE, "say": LONGEST_SPEECH}


@desk
@require_GET
def overview(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show the script, slide by slide, with how long each is to take and took."""
    loaded, opening, at = evening(event.pk), scripts.opening_of(event), now()
    lines = scripts.lines_of(opening, event.language, loaded.state.clock, at)
    speak = scripts.speak_view(opening, event.language, loaded.state.clock, at)
    link = f"{address_for_phones(request)}{scripts.speaker_path(loaded)}"
    links: dict[str, Any] = {"wall": projector_path(loaded), "link": link, "qr": qr_svg(link, title=link)}
    return _page(request, event, "opening.html", lines=lines, speak=speak, is_own=bool(event.opening), **links)


@desk
@require_GET
def speak(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show whoever speaks their words, and how the time goes."""
    return speaking.whole(request, event, _place(request, event))


@desk
@require_GET
def speak_now(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Give what of it changes."""
    return speaking.part(request, event, _place(request, event))


@desk
@require_POST
def show(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Put a slide on the wall, or take the slides away."""
    return speaking.shown(request, event, _place(request, event))


@desk
@require_POST
def undo(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Put slides that were ended too early on the wall again."""
    return speaking.taken_back(request, event, _place(request, event))


def _place(request: HttpRequest, event: records.Event) -> speaking.Place:
    root = f"/desk/{event.code}/opening"
    return speaking.Place(f"{root}/speak", root, actor(request), root, f"/desk/{event.code}/run")


# ---- the script


@desk
@require_http_methods(["GET", "POST"])
def script(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Change the script in a plain form. What moves, adds or removes slides draws the form anew; nothing is kept before it is saved."""
    if request.method == "GET":
        return _form(request, event, scripts.opening_of(event).slides, scripts.mark_of(event))
    slides, seen = written(request.POST), request.POST.get("seen", "")
    press, _, place = request.POST.get("press", "save").partition("-")
    no = number(place) or 0
    match press:
        case "add":
            return _form(request, event, with_new(slides, event.language), seen, focus="title", focus_no=len(slides) + 1)
        case "remove":
            return _form(request, event, without(slides, no), seen, focus="title", focus_no=max(1, no - 1))
        case "up":
            return _form(request, event, moved(slides, no, -1), seen, focus="up" if no > 2 else "down", focus_no=max(1, no - 1))
        case "down":
            return _form(request, event, moved(slides, no, 1), seen, focus="down" if no < len(slides) - 1 else "up", focus_no=min(len(slides), no + 1))
    return _saved(request, event, slides, seen)


def _saved(request: HttpRequest, event: records.Event, slides: Sequence[Slide], seen: str) -> HttpResponse:
    try:
        messages.success(request, scripts.keep(event.pk, Opening(tuple(slides)), seen))
    except scripts.ScriptMoved as refused:
        event.refresh_from_db()
        return _form(request, event, slides, scripts.mark_of(event), refused=str(refused))
    except KeywhoError as refused:
        return _form(request, event, slides, seen, refused=str(refused))
    return HttpResponseRedirect(f"/desk/{event.code}/opening")


def written(given: Mapping[str, str]) -> tuple[Slide, ...]:
    """Read the slides of the form; seconds that are no number are 0, which the check refuses by name."""
    count = min(number(given.get("count", "")) or 0, MOST_SLIDES + 1)
    return tuple(
        Slide(
            given.get(f"title-{no}", ""),
            number(given.get(f"seconds-{no}", "")) or 0,
            given.get(f"say-{no}", ""),
            tuple(given.get(f"wall-{no}", "").splitlines()),
            f"talks-{no}" in given,
        )
        for no in range(1, count + 1)
    )


def _form(
    request: HttpRequest, event: records.Event, slides: Sequence[Slide], seen: str, *, focus: str = "", focus_no: int = 0, refused: str = ""
) -> HttpResponse:
    opening = Opening(tuple(slides))
    troubles = [trouble_of(slide, event.language) if refused else "" for slide in slides]
    lines = list(zip(scripts.lines_of(opening, event.language, scripts.UNSHOWN, now()), troubles, strict=True))
    shown = {
        "lines": lines,
        "seen": seen,
        "focus": focus,
        "focus_no": focus_no,
        "refused": refused,
        "is_unsaved": bool(focus),
        "limits": LIMITS,
        "opening": opening,
    }
    template = "_opening_form.html" if request.headers.get("HX-Request") else "opening_script.html"
    return _page(request, event, template, is_refused=bool(refused), can_add=len(slides) < MOST_SLIDES, is_own=bool(event.opening), **shown)


@desk
@require_POST
def restore(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Take the script that comes along again."""
    messages.success(request, scripts.restore(event.pk))
    return redirect(f"/desk/{event.code}/opening")


def _page(request: HttpRequest, event: records.Event, template: str, *, is_refused: bool = False, **shown: Any) -> HttpResponse:
    """Lay out a page in the language of the evening, which whoever speaks reads aloud."""
    return page(request, event, "run", f"coach/{template}", is_refused=is_refused, **speaking.in_words_of(event), **shown)


urlpatterns = [
    path("opening", overview, name="opening"),
    path("opening/speak", speak, name="opening-speak"),
    path("opening/now", speak_now, name="opening-now"),
    path("opening/show", show, name="opening-show"),
    path("opening/undo", undo, name="opening-undo"),
    path("opening/script", script, name="opening-script"),
    path("opening/restore", restore, name="opening-restore"),
]
"""Below /desk/CODE/."""
