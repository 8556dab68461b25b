"""The courage ladder: /coach/en/ladder, /p/TOKEN/coach/ladder, and a page for each rung."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from keywho.coach.ladder import Ladder, Moment, Rung, Standing, ladder_in, next_rung, standings
from keywho.coach.lessons import lesson_in
from keywho.server.services.coaching.ladder import moments_of
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths


def happened_to(coached: Coached) -> frozenset[Moment]:
    """Give what happened in somebody's evenings and afterwards; nothing is known of everybody else."""
    return moments_of(coached.found.person.pk, coached.at, coached.notebook) if coached.found else frozenset()


def standings_of(coached: Coached) -> tuple[Standing, ...]:
    """Give each rung as it stands for who is coached."""
    return standings(ladder_in(coached.language), coached.notebook, happened_to(coached))


def ladder(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show all rungs, and what one may try next."""
    known = standings_of(coached)
    lit = sum(one.is_lit for one in known)
    return coached.page(request, "ladder.html", "ladder", tab="ladder", rungs=known, next_one=next_rung(known), lit=lit, all=len(known))


def rung(request: HttpRequest, coached: Coached, key: str) -> HttpResponse:
    """Show one rung: why it helps, how it is done, and what is smaller."""
    known, here = _found(coached, key)
    standing = next(one for one in standings_of(coached) if one.rung is here)
    below, above = known.beside(here)
    lesson = lesson_in(coached.language, here.lesson) if here.lesson else None
    shown: dict[str, Any] = {"standing": standing, "rung": here, "below": below, "above": above, "lesson": lesson, "all": len(known.rungs)}
    return coached.page(request, "ladder_rung.html", "ladder", tab="ladder", **shown)


def _found(coached: Coached, key: str) -> tuple[Ladder, Rung]:
    known = ladder_in(coached.language)
    found = known.rung(key)
    if found is None:
        raise Http404
    return known, found


def done(pressed: Pressed) -> Done:
    """Mark a rung as done."""
    _ = pressed.coached.words("ladder").gettext
    _known, here = _found(pressed.coached, str(pressed.address["key"]))
    return Done(pressed.notebook.marked(here.mark, pressed.coached.at), _("Done. Well dared."), "good")


def not_done(pressed: Pressed) -> Done:
    """Take a rung back, also one that the evening lit."""
    _ = pressed.coached.words("ladder").gettext
    _known, here = _found(pressed.coached, str(pressed.address["key"]))
    by_itself = next(one for one in standings_of(pressed.coached) if one.rung is here).by_itself
    notebook = pressed.notebook.put_down(here.mark) if by_itself else pressed.notebook.unmarked(here.mark)
    return Done(notebook, _("Taken back. Going down is fine."))


urlpatterns = [
    *coach_paths("ladder", ladder, "ladder"),
    *coach_paths("ladder/<slug:key>", rung, "rung", presses={"done": done, "not-done": not_done}),
]
