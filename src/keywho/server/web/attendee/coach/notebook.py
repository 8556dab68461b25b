"""My notebook: what is in it; take it as a file, bring one, join what this browser has, throw it away. /coach/en/notebook, and /p/TOKEN/coach/notebook."""

from django.http import HttpRequest, HttpResponse

from keywho.adapters.notebook_json import NoNotebook, notebook_from_json, notebook_to_json
from keywho.coach.notebook import Notebook
from keywho.coach.pitch.answers import Answers
from keywho.coach.words import words_in
from keywho.core.errors import KeywhoError
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths

FILE_NAME = "keywho-coach.json"


class NothingChosen(KeywhoError):
    """Somebody brings a notebook, and no file came along, or one that is none."""

    code = "nothing-chosen"


def notebook(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show what is in it, and what can be done with it."""
    mine = coached.notebook
    has_answers = bool(mine.answers != Answers())
    return coached.page(request, "notebook.html", "frame", notebook=mine, has_answers=has_answers, marks=len(mine.marks))


def as_file(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Give it as a file, which `keywho coach --notebook` and every other home of a notebook read."""
    return HttpResponse(
        notebook_to_json(coached.notebook), content_type="application/json", headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    )


def bring(pressed: Pressed) -> Done:
    """Take in a notebook that came as a file: added to this one, or in its place."""
    _ = words_in(pressed.coached.language, "frame").gettext
    content = pressed.files.get("file", b"")
    if not content:
        raise NothingChosen(_("No file was chosen. Nothing was changed."))
    brought = _read(content, pressed)
    if pressed.given.get("how") == "instead":
        return Done(brought, _("This is your notebook now."), "good")
    return Done(pressed.notebook.joined(brought), _("Both notebooks are one now."), "good")


def join(pressed: Pressed) -> Done:
    """Take in what this browser has."""
    brought = _read(pressed.given.get("content", ""), pressed)
    return Done(pressed.notebook.joined(brought), words_in(pressed.coached.language, "frame").gettext("Both notebooks are one now."), "good")


def _read(content: bytes | str, pressed: Pressed) -> Notebook:
    """Read what was brought; what is wrong with it is said in their language."""
    try:
        return notebook_from_json(content)
    except NoNotebook:
        _ = words_in(pressed.coached.language, "frame").gettext
        raise NothingChosen(
            _("This is no notebook of the coach. Nothing was changed. Maybe choose the file that the coach wrote: {name}.").format(name=FILE_NAME)
        ) from None


def throw_away(pressed: Pressed) -> Done:
    """Begin with an empty one."""
    return Done(Notebook(), words_in(pressed.coached.language, "frame").gettext("Your notebook is empty."))


urlpatterns = [
    *coach_paths("notebook", notebook, "notebook", presses={"bring": bring, "join": join, "throw": throw_away}),
    *coach_paths("notebook/file", as_file, "notebook-file"),
]
