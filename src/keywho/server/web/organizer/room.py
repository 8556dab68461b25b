"""The page on which the room is drawn and edited: /desk/CODE/room."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keywho.adapters.room_edit_json import edit_loads
from keywho.adapters.room_plan_json import MOST_BYTES, picture_dumps, plan_from_file, room_plan_dumps, room_plan_loads
from keywho.core.errors import BadInput, KeywhoError
from keywho.core.room_plan import RoomPlan
from keywho.server.services.rooms import RoomMoved, load_plan, save_plan
from keywho.server.web.organizer.access import event_of
from keywho.server.web.organizer.desk import page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

WHOLE_ROOM = "This room"


class _Saving(msgspec.Struct, frozen=True):
    version: int
    plan: msgspec.Raw


def in_sentences(view: View[P]) -> View[P]:
    """Answer with the sentence of what was refused; the page shows it."""

    @wraps(view)
    def spoken(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RoomMoved as moved:
            return _json({"sentence": str(moved), "version": moved.version}, 409)
        except KeywhoError as refused:
            return _json({"sentence": str(refused)}, 400)

    return spoken


@login_required
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Show the room, or save it."""
    event = event_of(request, code)
    if request.method == "POST":
        return _save(request, event.pk)
    kept = load_plan(event.pk)
    return page(request, event, "room", "organizer/room.html", plan=kept.plan, form_cookie=settings.CSRF_COOKIE_NAME)


@login_required
@require_GET
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Give the saved room and its drawing."""
    kept = load_plan(event_of(request, code).pk)
    return _drawn(kept.plan, kept.version)


@login_required
@require_POST
@in_sentences
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Work out an edit of the furniture; nothing is saved."""
    event_of(request, code)
    before, asked = edit_loads(_body(request))
    return _drawn(asked.on(room_plan_loads(before, WHOLE_ROOM)))


@login_required
@require_POST
@in_sentences
def import_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a room with the file that was chosen; nothing is saved."""
    event_of(request, code)
    chosen = request.FILES.get("file")
    if chosen is None or isinstance(chosen, list):
        raise BadInput("No file came along. Maybe choose it again.")
    if (chosen.size or 0) > MOST_BYTES:
        raise BadInput(f"{chosen.name} is larger than {MOST_BYTES // 1_000_000} MB. Maybe it is another file.")
    return _drawn(plan_from_file(chosen.read(), chosen.name or "The seating plan"))


@in_sentences
def _save(request: HttpRequest, event_pk: int) -> HttpResponse:
    try:
        asked = msgspec.json.decode(_body(request), type=_Saving)
    except msgspec.DecodeError:
        raise BadInput("The room did not arrive whole. Maybe save it again.") from None
    saved = save_plan(event_pk, room_plan_loads(bytes(asked.plan), WHOLE_ROOM), expected_version=asked.version)
    return _json({"sentence": saved.sentence, "version": saved.version, "homeless": saved.homeless})


def _body(request: HttpRequest) -> bytes:
    """Read what the page sent, up to the size of the largest room."""
    content = request.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput(f"The room is larger than {MOST_BYTES // 1_000_000} MB. Maybe it has names without end.")
    return content


def _drawn(plan: RoomPlan, version: int | None = None) -> HttpResponse:
    parts = {"plan": msgspec.Raw(room_plan_dumps(plan)), "picture": msgspec.Raw(picture_dumps(plan.picture()))}
    return _json(parts if version is None else {**parts, "version": version})


def _json(answer: object, status: int = 200) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json", status=status)


urlpatterns = [
    path("room", room, name="room"),
    path("room/plan", plan, name="room-plan"),
    path("room/edit", edit, name="room-edit"),
    path("room/import", import_plan, name="room-import"),
]
"""Below /desk/CODE/."""
