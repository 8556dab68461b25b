"""The door of the coach: ten minutes before the evening, in four steps, and all other parts. /coach leads to the language that the browser asks for."""

from dataclasses import dataclass
from gettext import NullTranslations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from keywho.coach.ladder import ladder_in, next_rung, standings
from keywho.coach.notebook import Notebook
from keywho.server.services.coaching.questions import about_whom
from keywho.server.web.attendee.coach.frame import Coached, coach_paths
from keywho.server.web.attendee.coach.ladder import happened_to
from keywho.server.web.attendee.words import preferred

LONGEST_BEGINNING = 60


@dataclass(frozen=True, slots=True)
class Ready:
    """One of the four steps before the evening: where it is done, how long it takes, and how far it is."""

    href: str
    title: str
    minutes: int
    says: str
    is_done: bool


@require_safe
def in_own_language(request: HttpRequest) -> HttpResponse:
    """Go on in the language that the browser asks for."""
    return redirect(f"/coach/{preferred(request.headers.get('Accept-Language', ''))}")


def home(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show the four steps, and all parts of the coach."""
    steps = steps_of(coached)
    return coached.page(request, "home.html", "frame", tab="home", steps=steps, next=next((one for one in steps if not one.is_done), None))


def steps_of(coached: Coached) -> tuple[Ready, ...]:
    """Give the four steps as they stand."""
    words = coached.words("frame")
    _, root, book = words.gettext, coached.root, coached.notebook
    known = standings(ladder_in(coached.language), book, happened_to(coached))
    lit, following = sum(one.is_lit for one in known), next_rung(known)
    return (
        Ready(f"{root}/pitch", _("Write your thirty seconds"), 4, _pitch_of(book) or _("From five short answers, in your own words."), bool(book.versions)),
        Ready(f"{root}/rehearsal", _("Say them aloud"), 3, _tries_of(book, words) or _("With the clock, twice."), bool(book.tries)),
        Ready(f"{root}/questions", _("Have three questions ready"), 2, _("For whoever you hope to meet."), _has_questions(coached)),
        Ready(
            f"{root}/ladder/{following.rung.key}" if following else f"{root}/ladder",
            _("Choose one small step"),
            1,
            following.rung.title if following else _("Every rung of the ladder is lit."),
            lit > 0,
        ),
    )


def _has_questions(coached: Coached) -> bool:
    """Say whether questions are kept: for somebody of the evening, or in the notebook."""
    return bool(coached.notebook.questions) or (coached.found is not None and bool(about_whom(coached.found.person.pk)))


def _pitch_of(book: Notebook) -> str:
    """Give the beginning of the newest pitch; nothing where there is none."""
    text = book.versions[-1].text if book.versions else ""
    return text if len(text) <= LONGEST_BEGINNING else text[:LONGEST_BEGINNING].rsplit(" ", 1)[0] + " ..."


def _tries_of(book: Notebook, words: NullTranslations) -> str:
    """Say how the rehearsals went; nothing where there was none."""
    if not book.tries:
        return ""
    tries = len(book.tries)
    return words.ngettext("{n} try. The last one took {seconds} seconds.", "{n} tries. The last one took {seconds} seconds.", tries).format(
        n=tries, seconds=round(book.tries[-1].seconds)
    )


urlpatterns = [path("coach", in_own_language, name="coach"), *coach_paths("", home, "home")]
