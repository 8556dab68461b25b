"""The thirty seconds: built from answers, looked at while they are written, kept in versions, shortened, and used at the evening. /coach/en/pitch, and /p/TOKEN/coach/pitch."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from keywho.coach.notebook import Notebook, Version
from keywho.coach.pitch.answers import Answers, Cut, Shape, Since
from keywho.coach.pitch.building import build, questions_of, shapes_in
from keywho.coach.pitch.comparing import Stretch, compared
from keywho.coach.pitch.shapes import layoff_in, since_in
from keywho.coach.pitch.shortening import shorten
from keywho.coach.speaking import Pace
from keywho.coach.words import words_in
from keywho.core.errors import BadInput, KeywhoError
from keywho.server.services.coaching import notebooks
from keywho.server.services.evenings import now
from keywho.server.services.joining import rewrite, written_by
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths
from keywho.server.web.attendee.coach.pitch_look import looked_at
from keywho.server.web.attendee.pages import go_to, refuse_strangers
from keywho.server.web.attendee.personal import not_with_badge, personal

LONGEST_PITCH = 1000
LONGEST_ANSWER = 400
LONGEST_NAME = 60
MOST_QUIET = 50
FIELDS = ("does", "proof", "gives", "seeks")


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the field: the text, its cut, and whether it is a suggestion that nobody has taken yet."""

    text: str
    cut: Cut
    is_suggested: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A version in the list: by which word it is found again, and whether it stands in the field, or is used this evening."""

    key: str
    version: Version
    is_open: bool
    is_used: bool


def pitch(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show the answers, the text with what is to be said about it, and the versions."""
    given = request.POST if request.method == "POST" else request.GET
    language, notebook = coached.language, coached.notebook
    answers = _answers(given, coached)
    draft = _draft(given, coached)
    used = coached.found.person.face.pitch if coached.found else ""
    return coached.page(
        request,
        "pitch.html",
        "pitch",
        tab="pitch",
        answers=answers,
        asked=[(one, getattr(answers, one.field)) for one in questions_of(answers.shape, language)],
        shapes=shapes_in(language),
        months=tuple(Since),
        says_months=bool(since_in(replace(answers, since=Since.SIX), language)),
        layoff=layoff_in(answers, language),
        opens_answers=not draft.text or "questions" in given or (given.get("press") == "make" and coached.told is not None and coached.told["kind"] == "warn"),
        draft=draft,
        cuts=tuple(Cut),
        most=LONGEST_PITCH,
        longest_answer=LONGEST_ANSWER,
        looked=looked_at(draft.text, draft.cut, coached, _quiet(given), answers.name),
        shorter=shorten(draft.text, draft.cut, language, Pace.of(notebook.tries)) if "shorten" in given else None,
        versions=[Shown(_key(one), one, one.text == draft.text and one.cut == draft.cut, one.text == used) for one in reversed(notebook.versions)],
        compared=_compared(given, notebook, draft),
    )


def look(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Give what is to be said about a text as it is written: a piece of the page, for its script."""
    if request.method != "POST":
        return go_to(f"{coached.root}/pitch")
    given = request.POST
    text, cut = _text(given), _cut(given.get("cut", ""))
    return coached.page(
        request, "pitch_looked.html", "pitch", looked=looked_at(text, cut, coached, _quiet(given), coached.notebook.answers.name), draft=Draft(text, cut)
    )


def make(pressed: Pressed) -> Done:
    """Make a pitch from the answers, and keep both."""
    _ = pressed.coached.words("pitch").gettext
    answers = _answers(pressed.given, pressed.coached)
    cut = _cut(pressed.given.get("cut", ""))
    if not any(getattr(answers, field) for field in FIELDS):
        raise BadInput(_("There is no answer yet. One is enough to begin with."))
    text = build(answers, cut, pressed.coached.language, Pace.of(pressed.notebook.tries))[:LONGEST_PITCH]
    kept = replace(pressed.notebook, answers=answers).with_version(Version(text, cut, answers.shape, pressed.coached.at))
    return Done(kept, _("Made from your words. Change it until it sounds like you."), "good", _pitch_at(cut, pressed.coached))


def keep(pressed: Pressed) -> Done:
    """Keep the text as a version."""
    _ = pressed.coached.words("pitch").gettext
    kept, version = _kept(pressed)
    return Done(kept, _("Kept. You find it below."), "good", _pitch_at(version.cut, pressed.coached))


def rehearse(pressed: Pressed) -> Done:
    """Keep the text, and go on to the rehearsal."""
    kept, version = _kept(pressed)
    return Done(kept, "", to=f"/rehearsal?cut={int(version.cut)}")


def throw_away(pressed: Pressed) -> Done:
    """Throw a version away."""
    _ = pressed.coached.words("pitch").gettext
    version = _version(pressed.notebook, pressed.given.get("version", ""))
    if version is None:
        raise BadInput(_("This version is not here any more."))
    return Done(pressed.notebook.without_version(version.at), _("Thrown away."))


@csrf_exempt
@require_POST
@personal
@not_with_badge
def use(request: HttpRequest, found: Opened) -> HttpResponse:
    """Let a text be what the phone shows when it is somebody's turn, and keep it as a version."""
    language = found.evening.language
    _ = words_in(language, "pitch").gettext
    text, cut, page = _text(request.POST), _cut(request.POST.get("cut", "")), f"/p/{found.page_token}/coach/pitch"
    if not text:
        return go_to(page, _("There is no text yet. Write or make one first."), "warn")
    try:
        refuse_strangers(request)
        rewrite(found.evening.pk, found.person.pk, replace(written_by(found.evening.pk, found.person.pk), pitch=text))
        at = now()
        notebooks.change(found.person.pk, lambda notebook: notebook.with_version(Version(text, cut, notebook.answers.shape, at)), at)
    except KeywhoError as refused:
        return go_to(page, str(refused), "warn")
    return go_to(f"{page}?cut={int(cut)}", _("This is your text now. Your card shows it when it is your turn."), "good")


def _kept(pressed: Pressed) -> tuple[Notebook, Version]:
    _ = pressed.coached.words("pitch").gettext
    text = _text(pressed.given)
    if not text:
        raise BadInput(_("There is no text yet. Write or make one first."))
    version = Version(text, _cut(pressed.given.get("cut", "")), pressed.notebook.answers.shape, pressed.coached.at)
    return replace(pressed.notebook, answers=_answers(pressed.given, pressed.coached)).with_version(version), version


def _answers(given: Mapping[str, str], coached: Coached) -> Answers:
    """Read the answers where some were given, else take them from the notebook; somebody of an evening need not write their name."""
    kept = coached.notebook.answers
    if "shape" not in given:
        return kept if kept.name or coached.found is None else replace(kept, name=coached.found.called)
    shape, since = given["shape"], given.get("since", "")
    return Answers(
        Shape(shape) if shape in set(Shape) else kept.shape,
        Since(int(since)) if since in {str(int(one)) for one in Since} else Since.NOT_SAID,
        _line(given.get("name", ""))[:LONGEST_NAME],
        **{field: _line(given.get(field, ""))[:LONGEST_ANSWER] for field in FIELDS},
        says_layoff=bool(given.get("says_layoff")),
    )


def _draft(given: Mapping[str, str], coached: Coached) -> Draft:
    """Give the text that stands in the field: as written, else the version asked for, else the newest one of the cut; where there is none for it, a suggestion."""
    taken = _version(coached.notebook, given.get("take", ""))
    if taken is not None:
        return Draft(taken.text, taken.cut)
    if given.get("shorter"):
        return Draft(given["shorter"][:LONGEST_PITCH], _cut(given.get("cut", "")))
    written, cut = _text(given) if given.get("press") != "make" else "", _cut(given.get("to") or given.get("cut", ""))
    if written and not ("to" in given and _is_at_hand(written, _cut(given.get("cut", "")), coached)):
        return Draft(written, cut)
    return _for_cut(cut, coached)


def _is_at_hand(written: str, cut: Cut, coached: Coached) -> bool:
    """Say whether a text can be had again: it is kept as a version, or is what is suggested for its cut."""
    return any(one.text == written for one in coached.notebook.versions) or written == _for_cut(cut, coached).text


def _for_cut(cut: Cut, coached: Coached) -> Draft:
    """Give the newest version of a cut; where there is none, a suggestion."""
    notebook, language = coached.notebook, coached.language
    newest = list(reversed(notebook.versions))
    of_cut = next((one for one in newest if one.cut == cut), None)
    if of_cut is not None:
        return Draft(of_cut.text, cut)
    pace = Pace.of(notebook.tries)
    if any(getattr(notebook.answers, field) for field in FIELDS):
        return Draft(build(notebook.answers, cut, language, pace)[:LONGEST_PITCH], cut, is_suggested=True)
    before = newest[0].text if newest else coached.found.person.face.pitch if coached.found else ""
    return Draft(shorten(before, cut, language, pace).text, cut, is_suggested=bool(before) and bool(newest))


def _compared(given: Mapping[str, str], notebook: Notebook, draft: Draft) -> tuple[Stretch, ...]:
    version = _version(notebook, given.get("compare", ""))
    return compared(version.text, draft.text) if version is not None else ()


def _version(notebook: Notebook, key: str) -> Version | None:
    return next((one for one in notebook.versions if _key(one) == key), None) if key else None


def _key(version: Version) -> str:
    return version.at.isoformat() if isinstance(version.at, datetime) else ""


def _quiet(given: Mapping[str, str]) -> list[str]:
    """Give the suggestions that were put away, unless all are to be seen again."""
    return given.getlist("quiet")[:MOST_QUIET] if isinstance(given, QueryDict) and "loud" not in given else []


def _text(given: Mapping[str, str]) -> str:
    return given.get("text", "").replace("\r\n", "\n").replace("\0", "").strip()[:LONGEST_PITCH]


def _line(written: str) -> str:
    return " ".join(written.replace("\0", "").split())


def _cut(written: str) -> Cut:
    return Cut(int(written)) if written in {str(int(one)) for one in Cut} else Cut.THIRTY


def _pitch_at(cut: Cut, coached: Coached) -> str:
    """Give the page with a cut, for somebody whose press leads to a new page; for all others the page is drawn at once."""
    return f"/pitch?cut={int(cut)}" if coached.found and cut is not Cut.THIRTY else ""


urlpatterns = [
    *coach_paths("pitch", pitch, "pitch", presses={"make": make, "keep": keep, "rehearse": rehearse, "throw-away": throw_away}),
    *coach_paths("pitch/look", look, "pitch-look"),
    path("p/<str:token>/coach/pitch/use", use, name="my-coach-pitch-use"),
]
