"""The wishes of an evening: /desk/CODE/wishes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from keywho.adapters.lists.fields import words_of
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId
from keywho.core.room_picture import Mark
from keywho.server.services import wishes
from keywho.server.services.registrations import attendee_of
from keywho.server.services.wishes import MARK_WORDS, Known, known_of
from keywho.server.store import models as records
from keywho.server.web.organizer.desk import desk, page

Kind = records.WishKind

KINDS = (
    (Kind.MUST_MEET, "must meet", "They meet in one of the rounds, whatever else."),
    (Kind.REQUEST, "asked to meet", "Counts in rounds of requests, and as a hint elsewhere."),
    (Kind.ACQUAINTED, "knows already", "They are brought together only if nobody else is left."),
    (Kind.MUST_NOT_MEET, "must not meet", "Never in one meeting. Nobody is told."),
    (Kind.ABSENT, "is away in a round", "No meeting then; no bye is counted."),
    (Kind.FIXED_SEAT, "keeps one chair", "They cannot move; the others come to them."),
    (Kind.HOST, "hosts a table", "In the rounds with hosts they stay, and guests come."),
)
WORDS = {kind: words for kind, words, _ in KINDS}
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A wish as it is listed."""

    pk: int
    kind: str
    words: str
    one: records.Attendee
    other: records.Attendee | None
    place: str


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody who needs a certain chair: which marks, and the chair they keep so far."""

    attendee: records.Attendee
    marks: tuple[tuple[str, str], ...]
    place: str


@desk
@require_GET
def show(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show all wishes, and who needs which chair."""
    return _shown(request, event)


def _shown(request: HttpRequest, event: records.Event, *, sentence: str = "") -> HttpResponse:
    known = known_of(event)
    search = request.GET.get("q", "")[:100]
    lines = [_line(wish, known) for wish in known.wishes]
    found = [line for line in lines if _fits(line, search)]
    groups = [(kind.value, words, [line for line in found if line.kind == kind]) for kind, words, _ in KINDS]
    return page(
        request,
        event,
        "wishes",
        "organizer/wishes.html",
        is_refused=bool(sentence),
        groups=[group for group in groups if group[2]],
        search=search,
        found=len(found),
        total=len(lines),
        needs=_needs(event, known),
        kinds=KINDS,
        typed=request.POST,
        rounds=range(1, known.rounds + 1),
        tables=[table.name for table in known.plan.furniture.tables] if known.plan else [],
        marked={mark.value: len(known.plan.seats_marked(mark)) if known.plan else 0 for mark in Mark},
        sentence=sentence,
        shown=SHOWN,
    )


@desk
@require_POST
def add(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Note a wish; what contradicts is refused, and what was typed stays."""
    try:
        messages.success(request, _added(request, event))
    except BadInput as refused:
        return _shown(request, event, sentence=str(refused))
    return redirect(f"/desk/{event.code}/wishes")


def _added(request: HttpRequest, event: records.Event) -> str:
    asked = request.POST.get("kind", "")
    if asked not in set(Kind):
        raise BadInput("It is not said what is wished. Maybe choose “must meet”.")
    kind = Kind(asked)
    one = wishes.person_named(event, request.POST.get("one", ""))
    if kind in wishes.OF_PAIRS:
        return wishes.add_wish(event, kind, one, wishes.person_named(event, request.POST.get("other", "")))
    detail = request.POST.get({Kind.ABSENT: "round", Kind.FIXED_SEAT: "chair", Kind.HOST: "table"}[kind], "")
    if kind == Kind.FIXED_SEAT and not detail.strip():
        return wishes.stay_anywhere(event, one, stays=True)
    return wishes.add_wish(event, kind, one, None, detail)


@desk
@require_POST
def remove(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Forget a wish."""
    messages.success(request, wishes.remove_wish(event, pk))
    return redirect(f"/desk/{event.code}/wishes")


@desk
@require_POST
def chair(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Give somebody a chair with the mark they need; or say that they move like everybody else."""
    one = attendee_of(event, pk)
    if one is None:
        raise BadInput("This person is not on the list any more. Maybe load the page again.")
    mark = request.POST.get("mark", "")
    if mark in set(Mark):
        messages.success(request, wishes.give_marked_chair(event, one, Mark(mark)))
    else:
        messages.success(request, wishes.stay_anywhere(event, one, stays=False))
    return redirect(f"/desk/{event.code}/wishes")


def _line(wish: records.Wish, known: Known) -> Line:
    return Line(wish.pk, wish.kind, WORDS[Kind(wish.kind)], wish.one, wish.other, _place(wish, known))


def _place(wish: records.Wish, known: Known) -> str:
    """Say which round, chair or table a wish is about."""
    if wish.kind == Kind.ABSENT:
        return f"round {wish.detail}" + ("" if int(wish.detail) <= known.rounds else " (not in the evening any more)")
    if wish.kind == Kind.FIXED_SEAT:
        return _chair_words(wish.detail, known)
    if wish.kind == Kind.HOST and wish.detail:
        tables = {table.id: table.name for table in known.plan.furniture.tables} if known.plan else {}
        return next((name for table_id, name in tables.items() if table_id == wish.detail), f"{wish.detail} (not in the room any more)")
    return ""


def _chair_words(seat_id: str, known: Known) -> str:
    seat = known.plan.furniture.seat_by_id.get(SeatId(seat_id)) if known.plan else None
    if seat is None or (known.plan and seat.id in known.plan.off):
        return f"chair {seat_id} (not in the room any more)"
    return f"{seat.row}, chair {seat.label}" if seat.row else f"chair {seat.label}"


def _needs(event: records.Event, known: Known) -> Sequence[Need]:
    """Give those who need a certain chair, or cannot move."""
    keeps = {wish.one_id: _chair_words(wish.detail, known) for wish in known.wishes if wish.kind == Kind.FIXED_SEAT}
    found = []
    for attendee in wishes.with_needs(event):
        marks = tuple((mark.value, MARK_WORDS[mark]) for mark in wishes.marks_needed(attendee))
        if marks or attendee.cannot_move:
            found.append(Need(attendee, marks, keeps.get(attendee.pk, "")))
    return found


def _fits(line: Line, search: str) -> bool:
    text = words_of(" ".join([line.one.name, line.one.called, line.other.name if line.other else "", line.other.called if line.other else "", line.place]))
    return all(word in text for word in words_of(search).split())


urlpatterns = [
    path("wishes", show, name="wishes"),
    path("wishes/add", add, name="wishes-add"),
    path("wishes/<int:pk>/remove", remove, name="wishes-remove"),
    path("wishes/chair/<int:pk>", chair, name="wishes-chair"),
]
