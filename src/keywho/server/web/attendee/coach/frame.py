"""The frame of all pages of the coach. The same views serve somebody of an evening, whose notebook lies in a record of theirs,
and everybody else, whose notebook stays in their browser: it comes along with each press, and the server keeps nothing of it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from gettext import NullTranslations
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.adapters.notebook_json import LONGEST_BYTES, NoNotebook, notebook_from_json, notebook_to_json
from keywho.coach.notebook import Notebook
from keywho.coach.words import LANGUAGES, words_in
from keywho.core.errors import KeywhoError
from keywho.server.services.coaching import notebooks
from keywho.server.services.evenings import now
from keywho.server.services.flood import Limit
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.frame import Tab
from keywho.server.web.attendee.pages import go_to, refuse_strangers, said, show
from keywho.server.web.attendee.personal import not_with_badge, personal
from keywho.server.web.attendee.words import page_words

MOST_IN_A_MINUTE = 120
_of_person, _of_address = Limit(MOST_IN_A_MINUTE), Limit(MOST_IN_A_MINUTE * 10)
"""An address may be that of a whole room behind one router."""


class TooFast(KeywhoError):
    """More presses in a minute than hands can do."""

    code = "too-fast"


class Unreadable(KeywhoError):
    """The notebook of a browser can't be read."""

    code = "unreadable-notebook"


@dataclass(frozen=True, slots=True)
class Coached:
    """Who is coached: somebody of an evening (`found`), or anybody. `root` is the address below which all pages of theirs are, `told` what the page says about the last press;
    `is_unreadable` says that what their browser carries along is no notebook."""

    language: str
    root: str
    at: datetime
    notebook: Notebook = field(default_factory=Notebook)
    found: Opened | None = None
    told: Mapping[str, str] | None = None
    is_unreadable: bool = False

    def words(self, part: str) -> NullTranslations:
        """Give the words of a part of the coach in their language."""
        return words_in(self.language, part)

    def page(self, request: HttpRequest, template: str, part: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """Lay out a page of a part of the coach. In templates `{% say "..." %}` says a sentence of that part or of the frame; `coach` is this."""
        frame = words_in(self.language, "frame")
        shown: dict[str, Any] = {
            "coach": self,
            "part": part,
            "catalogue": words_in(self.language, part),
            "frame": frame,
            "root": self.root,
            "tabs": tabs_of(self, frame),
            "said": self.told or said(request),
            "token": self.found.page_token if self.found else "",
            "event_name": self.found.evening.name if self.found else "",
            "notebook_json": "" if self.found else notebook_to_json(self.notebook).decode(),
            "languages": () if self.found else _in_other_languages(request, self.language),
        }
        return show(request, f"coach/{template}", page_words(self.language), status=status, **{**shown, **context})


@dataclass(frozen=True, slots=True)
class Done:
    """What a press leads to: the notebook as it is now, a sentence about it, and the page to go on to (below the root; empty: the same page)."""

    notebook: Notebook
    sentence: str = ""
    kind: str = "note"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press: who is coached, what came along, the parts of the address, and files that came along, each no longer than a notebook may be and one byte more."""

    coached: Coached
    given: Mapping[str, str]
    address: Mapping[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def notebook(self) -> Notebook:
        """The notebook as it is."""
        return self.coached.notebook


Show = Callable[..., HttpResponse]
"""Draws a page: (request, coached, **parts of the address). After a press that was refused, request.POST has what was written."""
Press = Callable[[Pressed], Done]


def coach_paths(part: str, view: Show, name: str, presses: Mapping[str, Press] | None = None) -> list[URLPattern]:
    """Give the two addresses of a page: `coach-NAME` for everybody, `my-coach-NAME` for somebody of an evening.

    A form on the page says in `press` which of the presses it is; a press gets the notebook and gives what it is then. A press that raises a `KeywhoError` changes nothing:
    the page is drawn again with the sentence, and the view finds what was written in `request.POST`.
    """
    known = dict(presses or {})
    below = f"/{part}" if part else ""
    return [
        path(f"coach/<str:language>{below}", _for_everybody(view, known), name=f"coach-{name}"),
        path(f"p/<str:token>/coach{below}", _for_person(view, known), name=f"my-coach-{name}"),
    ]


def _for_person(view: Show, presses: Mapping[str, Press]) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @personal
    @not_with_badge
    def of_person(request: HttpRequest, found: Opened, /, **address: Any) -> HttpResponse:
        coached = Coached(_spoken(found.evening.language), f"/p/{found.page_token}/coach", now(), notebooks.notebook_of(found.person.pk), found)
        if request.method != "POST":
            return view(request, coached, **address)
        try:
            _admit(request, coached, found.person.pk)
            done: list[Done] = []

            def write(notebook: Notebook) -> Notebook:
                done.append(_press(request, replace(coached, notebook=notebook), presses, address))
                return done[-1].notebook

            notebook = notebooks.change(found.person.pk, write, coached.at)
        except KeywhoError as refused:
            return _refused(request, view, coached, address, refused)
        if request.POST.get("press", "") == "":  # a look: nothing is kept, and the page answers at once
            return view(request, replace(coached, notebook=notebook), **address)
        return go_to(coached.root + done[-1].to if done[-1].to else request.path, done[-1].sentence, done[-1].kind)

    return of_person


def _for_everybody(view: Show, presses: Mapping[str, Press]) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    def of_anybody(request: HttpRequest, language: str, **address: Any) -> HttpResponse:
        if language not in LANGUAGES:
            raise Http404
        coached = Coached(language, f"/coach/{language}", now())
        if request.method != "POST":
            return view(request, coached, **address)
        try:
            _admit(request, coached, request.META.get("REMOTE_ADDR", ""))
            coached = replace(coached, notebook=_carried(request, coached))
            done = _press(request, coached, presses, address)
            notebook_from_json(notebook_to_json(done.notebook))  # what could not be read again is refused
        except KeywhoError as refused:
            coached = replace(coached, is_unreadable=isinstance(refused, Unreadable))
            return _refused(request, view, coached, address, refused)
        told = {"kind": done.kind, "text": done.sentence} if done.sentence else None
        response = view(request, replace(coached, notebook=done.notebook, told=told), **address)
        if done.to:
            response["Coach-To"] = coached.root + done.to
        return response

    return of_anybody


def _carried(request: HttpRequest, coached: Coached) -> Notebook:
    """Read the notebook that a browser carries along. One that can't be read can only be thrown away."""
    kept = request.POST.get("notebook", "")
    try:
        return notebook_from_json(kept) if kept else Notebook()
    except NoNotebook:
        if request.POST.get("press") == "throw":
            return Notebook()
        _ = coached.words("frame").gettext
        raise Unreadable(_("What this browser has kept can't be read any more. Maybe throw it away under “My notebook”, and begin anew.")) from None


def _press(request: HttpRequest, coached: Coached, presses: Mapping[str, Press], address: Mapping[str, Any]) -> Done:
    press = presses.get(request.POST.get("press", ""))
    return press(Pressed(coached, request.POST, address, _files(request))) if press is not None else Done(coached.notebook)


def _files(request: HttpRequest) -> dict[str, bytes]:
    found = {}
    for name, one in request.FILES.items():
        if isinstance(one, UploadedFile):
            one.seek(0)  # a press may be asked twice
            found[name] = one.read(LONGEST_BYTES + 1)
    return found


def _admit(request: HttpRequest, coached: Coached, who: int | str) -> None:
    """Refuse other sites, and floods."""
    refuse_strangers(request)
    if not (_of_person if isinstance(who, int) else _of_address).admits(who, time.monotonic()):
        raise TooFast(page_words(coached.language).too_many_taps)


def _refused(request: HttpRequest, view: Show, coached: Coached, address: Mapping[str, Any], refused: KeywhoError) -> HttpResponse:
    response = view(request, replace(coached, told={"kind": "warn", "text": str(refused)}), **address)
    response.status_code = 429 if isinstance(refused, TooFast) else 422
    return response


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else "en"


def tabs_of(coached: Coached, frame: NullTranslations) -> tuple[Tab, ...]:
    """Give the tabs at the bottom."""
    _, root = frame.gettext, coached.root
    return (
        Tab("home", root, "sparkles", _("Coach")),
        Tab("pitch", f"{root}/pitch", "mic", _("Pitch")),
        Tab("ladder", f"{root}/ladder", "footprints", _("Ladder")),
        Tab("lessons", f"{root}/lessons", "notebook-pen", _("Lessons")),
    )


def _in_other_languages(request: HttpRequest, language: str) -> tuple[tuple[str, str, str], ...]:
    """Give the addresses of the same page in the other languages: (code, address, name)."""
    rest = request.path.removeprefix(f"/coach/{language}")
    return tuple((code, f"/coach/{code}{rest}", name) for code, name in LANGUAGES.items() if code != language)
