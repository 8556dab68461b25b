"""Three key questions: for somebody whom one has met, from both profiles; for anybody else, from a few words about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from keywho.coach.notebook import Kept
from keywho.coach.questions import MOST_LETTERS, Place, choices
from keywho.core.errors import BadInput
from keywho.core.people import Profile
from keywho.live.phone_view import met
from keywho.server.services.afterwards import exchange
from keywho.server.services.coaching import questions as service
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths

LONGEST_ABOUT, LONGEST_TEXT = 80, 300
Suggested = Mapping[Place, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One of the three questions on the page."""

    name: str
    label: str
    text: str
    has_others: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody whom one has met: the number of their record, how they are called, and whether questions for them are kept."""

    pk: int
    called: str
    is_kept: bool


def questions(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show those whom one has met, a form for everybody else, and what was kept."""
    given, found = request.POST, coached.found
    fills = "about" in given
    work, seeks, purpose = (given.get(name, "")[:LONGEST_TEXT] for name in ("work", "seeks", "purpose"))
    mine = Profile(seeks=seeks or coached.notebook.answers.seeks) if found is None else found.person.attendee.profile
    suggested = _suggested(mine, Profile(role=work, offers=work), purpose or seeks, coached.language)
    shown: dict[str, Any] = {
        "people": _people(found) if found is not None else (),
        "about": given.get("about", "")[:LONGEST_ABOUT],
        "work": work,
        "seeks": seeks if fills else coached.notebook.answers.seeks[:LONGEST_TEXT],
        "purpose": purpose,
        "fields": _fields(coached, suggested, given) if fills and _is_asked(given) else (),
        "kept": tuple(reversed(coached.notebook.questions)),
        "longest": MOST_LETTERS,
    }
    return coached.page(request, "questions.html", "questions", tab="home", **shown)


def questions_for_one(request: HttpRequest, coached: Coached, about: int) -> HttpResponse:
    """Show the three questions for somebody whom one has met."""
    found, given = coached.found, request.POST
    if found is None or not _may_ask(found, about, coached.at):
        raise Http404
    ready = service.ready_for(found.person.pk, about)
    purpose = given.get("purpose", ready.purpose)[:LONGEST_TEXT]
    suggested = service.suggestions(found.evening, found.person.pk, about, purpose)
    before = dict(zip_longest(NAMES.values(), ready.questions, fillvalue="")) if ready.is_kept and not given else given
    shown: dict[str, Any] = {
        "called": found.evening.called(found.evening.people.by_pk[about].attendee.id),
        "purpose": purpose,
        "is_kept": ready.is_kept,
        "fields": _fields(coached, suggested, before),
        "longest": MOST_LETTERS,
        "ask": f"/p/{found.page_token}/contacts/{about}/ask" if exchange.called_if_contact(found.evening.pk, found.person.pk, about, coached.at) else "",
    }
    return coached.page(request, "questions_one.html", "questions", tab="home", **shown)


NAMES = {Place.PATH: "question1", Place.MINE: "question2", Place.NEXT: "question3"}


def _is_asked(given: Mapping[str, str]) -> bool:
    return given.get("press", "") in ("", "keep")


def _suggested(mine: Profile, theirs: Profile, purpose: str, language: str) -> Suggested:
    return {place: tuple(one.text for one in choices(place, mine, theirs, purpose, language)) for place in Place}


def _fields(coached: Coached, suggested: Suggested, given: Mapping[str, str]) -> tuple[Field, ...]:
    """Give the three fields: as they were written, with another one where that was pressed, or built anew."""
    _ = coached.words("questions").gettext
    labels = {Place.PATH: _("Their path"), Place.MINE: _("My question"), Place.NEXT: _("Whom else to talk to")}
    return tuple(Field(NAMES[place], labels[place], _text(place, suggested[place], given)[:MOST_LETTERS], len(suggested[place]) > 1) for place in Place)


def _text(place: Place, suggested: Sequence[str], given: Mapping[str, str]) -> str:
    """Give a question: what was written, unless another one, or all anew, was asked for."""
    written, another = given.get(NAMES[place]), given.get("another", "")
    if written is None or another == "all":
        return suggested[0]
    if another != NAMES[place]:
        return written
    return suggested[(suggested.index(written) + 1) % len(suggested)] if written in suggested else suggested[0]


def _people(found: Opened) -> tuple[Line, ...]:
    """Give those whom somebody has met, as they may know of them."""
    loaded = found.evening
    kept = service.about_whom(found.person.pk)
    others = ((one, loaded.people.by_id.get(one.id)) for one in met(loaded.state, found.who, loaded.scene))
    return tuple(Line(person.pk, one.called, person.pk in kept) for one, person in others if person is not None)


def _may_ask(found: Opened, about: int, at: datetime) -> bool:
    """Say whether somebody has met another, or has their contact."""
    if about not in found.evening.people.by_pk:
        return False
    return about in {one.pk for one in _people(found)} or exchange.called_if_contact(found.evening.pk, found.person.pk, about, at) is not None


def _written(pressed: Pressed) -> tuple[str, ...]:
    texts = (" ".join(pressed.given.get(name, "").split()) for name in NAMES.values())
    kept = tuple(text for text in texts if text)
    _ = pressed.coached.words("questions").gettext
    if not kept:
        raise BadInput(_("There is no question to keep. Maybe write one."))
    if any(len(text) > MOST_LETTERS for text in kept):
        raise BadInput(_("A question has at most {n} letters. Shorter is easier to answer.").format(n=MOST_LETTERS))
    return kept


def keep(pressed: Pressed) -> Done:
    """Keep three questions in the notebook."""
    _ = pressed.coached.words("questions").gettext
    about = " ".join(pressed.given.get("about", "").split())[:LONGEST_ABOUT]
    if not about:
        raise BadInput(_("For whom are they? A name or two words are enough; they stay in your notebook."))
    return Done(pressed.notebook.with_questions(Kept(about, _written(pressed), pressed.coached.at)), _("Kept."), "good", "/questions")


def throw(pressed: Pressed) -> Done:
    """Throw kept questions away."""
    _ = pressed.coached.words("questions").gettext
    return Done(pressed.notebook.without_questions(pressed.given.get("about", "")), _("Thrown away."))


def keep_for_one(pressed: Pressed) -> Done:
    """Keep the questions for somebody whom one has met: they stand in the invitation, in the preparation and in the reminder."""
    found, about, _ = pressed.coached.found, int(pressed.address["about"]), pressed.coached.words("questions").gettext
    if found is None or not _may_ask(found, about, pressed.coached.at):
        raise Http404
    service.keep(found.person.pk, about, _written(pressed), pressed.given.get("purpose", "")[:LONGEST_TEXT], pressed.coached.at)
    return Done(pressed.notebook, _("Kept. They are ready when you ask for a talk, and stand in the reminder before it."), "good")


def throw_for_one(pressed: Pressed) -> Done:
    """Throw the kept questions for somebody away."""
    found, _ = pressed.coached.found, pressed.coached.words("questions").gettext
    if found is not None:
        service.throw_away(found.person.pk, int(pressed.address["about"]))
    return Done(pressed.notebook, _("Thrown away. Here are new ones."))


_FOR_ONE = coach_paths("questions/<int:about>", questions_for_one, "questions-one", presses={"keep": keep_for_one, "throw": throw_for_one})
urlpatterns = [*coach_paths("questions", questions, "questions", presses={"keep": keep, "throw": throw}), _FOR_ONE[1]]
