"""The page on which the order of the evening is put together: /desk/CODE/rounds."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from keywho.core.errors import BadInput, KeywhoError
from keywho.live.run_of_show import TURN_S, WALK_S, CueKind
from keywho.server.services import rounds as orders
from keywho.server.services.evenings import evening
from keywho.server.services.rounds import PRESETS, Entry, OrderMoved
from keywho.server.store import models as records
from keywho.server.web.organizer.desk import desk, page

MOST_BYTES = 200_000

PRESET_WORDS = {
    "Job club, 60 minutes": "One neighbour, three people a few chairs away, then a table of six. For rows of chairs in a library hall.",
    "Hiring evening with employers at tables": "Employers keep a table; up to three guests at a time visit them, six times. Name the hosts under Wishes.",
    "Conference breakfast": "Two tables of eight, then one meeting anywhere in the room. For round tables.",
}


class _Saving(msgspec.Struct, frozen=True):
    version: int
    entries: tuple[Entry, ...]


@require_http_methods(["GET", "POST"])
@desk
def rounds(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show the order of the evening, or save it."""
    if request.method == "POST":
        return _save(request, event)
    kept = orders.load_order(event.pk)
    content = {
        "entries": kept.entries,
        "version": kept.version,
        "chair_m": kept.chair_m,
        "begins": _begins(event),
        "turn_s": TURN_S,
        "walk_s": WALK_S,
        "presets": [{"name": name, "entries": entries} for name, entries in PRESETS.items()],
    }
    is_empty = all(entry.kind is not CueKind.ROUND for entry in kept.entries)
    return page(
        request,
        event,
        "rounds",
        "organizer/rounds.html",
        content=msgspec.json.decode(msgspec.json.encode(content)),
        traits=kept.traits,
        presets=list(PRESET_WORDS.items()),
        is_empty=is_empty,
        is_running=bool(evening(event.pk).state.clock.cue_no),
    )


def _begins(event: records.Event) -> int | None:
    """Give the minute of the day at which the evening begins, where it takes place; None where that is not set."""
    here = event.local_start
    return 60 * here.hour + here.minute if here else None


def _save(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Save what the page sends; the answer is a sentence for it."""
    try:
        saved = orders.save_order(event.pk, (asked := _asked(request)).entries, expected_version=asked.version)
    except OrderMoved as moved:
        return _json({"sentence": str(moved), "version": moved.version}, 409)
    except KeywhoError as refused:
        return _json({"sentence": str(refused)}, 400)
    return _json({"sentence": saved.sentence, "version": saved.version})


def _asked(request: HttpRequest) -> _Saving:
    content = request.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput("The list is longer than any evening. Maybe load the page again.")
    try:
        return msgspec.json.decode(content, type=_Saving)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadInput("A number is missing, or the list did not arrive whole. Maybe look at the minutes once more.") from None


def _json(answer: object, status: int = 200) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json", status=status)


urlpatterns = [path("rounds", rounds, name="rounds")]
"""Below /desk/CODE/."""
