"""Lessons of two minutes: /coach/en/lessons and /p/TOKEN/coach/lessons, and a page for each. What counts is the task."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from keywho.coach.ladder import ladder_in
from keywho.coach.lessons import Lesson, lesson_in, lessons_in
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths


@dataclass(frozen=True, slots=True)
class Place:
    """Where the task of a lesson is done: what the link says, and its address."""

    words: str
    href: str


def lessons(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show all lessons, and of which the task is done."""
    shown = [(no, one, one.mark in coached.notebook.marks) for no, one in enumerate(lessons_in(coached.language), 1)]
    return coached.page(request, "lessons.html", "lessons", tab="lessons", lessons=shown, done=sum(is_done for _, _, is_done in shown))


def lesson(request: HttpRequest, coached: Coached, key: str) -> HttpResponse:
    """Show one lesson."""
    here = _found(coached, key)
    known = lessons_in(coached.language)
    no = known.index(here)
    after = known[no + 1] if no + 1 < len(known) else None
    shown: dict[str, Any] = {
        "lesson": here,
        "no": no + 1,
        "all": len(known),
        "after": after,
        "place": place_of(here, coached),
        "is_done": here.mark in coached.notebook.marks,
    }
    return coached.page(request, "lessons_one.html", "lessons", tab="lessons", **shown)


def place_of(lesson: Lesson, coached: Coached) -> Place | None:
    """Give where the task of a lesson is done; None where that needs an evening, and there is none."""
    _ = coached.words("lessons").gettext
    pages = {"pitch": _("My thirty seconds"), "questions": _("Three key questions"), "ladder": _("The courage ladder")}
    match lesson.place:
        case ("rung", key):
            rung = ladder_in(coached.language).rung(key)
            return Place(rung.title, f"{coached.root}/ladder/{key}") if rung else None
        case ("page", name):
            return Place(pages[name], f"{coached.root}/{name}") if name in pages else None
        case ("evening", name):
            return Place(_("My next steps"), f"/p/{coached.found.page_token}/{name}") if coached.found else None
        case ("desk", _name):
            return Place(_("To the desk of the organizers"), "/desk")
    return None


def _found(coached: Coached, key: str) -> Lesson:
    found = lesson_in(coached.language, key)
    if found is None:
        raise Http404
    return found


def done(pressed: Pressed) -> Done:
    """Mark the task of a lesson as done."""
    _ = pressed.coached.words("lessons").gettext
    here = _found(pressed.coached, str(pressed.address["key"]))
    return Done(pressed.notebook.marked(here.mark, pressed.coached.at), _("Done. Doing it is what counts."), "good")


def not_done(pressed: Pressed) -> Done:
    """Take back that the task is done."""
    _ = pressed.coached.words("lessons").gettext
    here = _found(pressed.coached, str(pressed.address["key"]))
    return Done(pressed.notebook.unmarked(here.mark), _("Taken back."))


urlpatterns = [
    *coach_paths("lessons", lessons, "lessons"),
    *coach_paths("lessons/<slug:key>", lesson, "lesson", presses={"done": done, "not-done": not_done}),
]
