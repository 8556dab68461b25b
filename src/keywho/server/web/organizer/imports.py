"""Bringing a list: choose a file, look at how it is understood and what it would change, then take it in. /desk/CODE/imports."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods

from keywho.adapters.attendee_list import AttendeeList
from keywho.adapters.lists.fields import Field
from keywho.core.errors import BadInput
from keywho.server.services.evenings import now
from keywho.server.services.list_import import compare, take_in
from keywho.server.services.uploaded_list import MOST_BYTES, MOST_MB, UploadedList
from keywho.server.store import models as records
from keywho.server.web.organizer.desk import actor, desk, page

SHOWN = 200
SAMPLES = 3
_WORDS = (
    (Field.IGNORED, "not used"),
    (Field.NAME, "name"),
    (Field.GIVEN, "given name"),
    (Field.FAMILY, "family name"),
    (Field.EMAIL, "mail address"),
    (Field.SEEKS, "seeks"),
    (Field.OFFERS, "offers"),
    (Field.ROLE, "role"),
    (Field.COMPANY, "company"),
    (Field.TRAIT, "mixes tables (a trait)"),
    (Field.STATUS, "status (cancelled, waitlisted ...)"),
    (Field.GUESTS, "guests they bring"),
    (Field.TICKETS, "number of tickets"),
    (Field.ID, "id of the ticket"),
    (Field.ORDER, "order"),
    (Field.POSITION, "position in the order"),
    (Field.ADD_ON, "add-on to another ticket"),
    (Field.BUYER, "who bought it"),
    (Field.HIDES_FROM, "hides from companies"),
    (Field.SEAT, "chair"),
    (Field.FIXED_SEAT, "keeps a chair"),
    (Field.HOST, "host"),
    (Field.TABLE, "table of a host"),
    (Field.ABSENT, "absent rounds"),
    (Field.GROUPS, "would rather be three"),
    (Field.MUST_MEET, "must meet"),
    (Field.MUST_NOT_MEET, "must not meet"),
    (Field.KNOWS, "knows already"),
    (Field.REQUESTS, "asked to meet"),
)
FIELDS = tuple((field.value, words) for field, words in _WORDS)
"""What a column can become, and how the page says it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file in the preview: its header, what it is taken for, and whether somebody said so."""

    no: int
    header: str
    field: str
    is_mapped: bool


@desk
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Ask for a file; show what it means; take it in. Nothing is saved before the last step."""
    if request.method == "GET":
        return _ask(request, event)
    try:
        uploaded = _uploaded(request)
    except BadInput as refused:
        return _ask(request, event, sentence=str(refused))
    mapping = _mapping(request)
    keep_waitlisted = "waitlisted" in request.POST
    try:
        found = uploaded.read(mapping, keep_waitlisted=keep_waitlisted)
    except BadInput as refused:
        return _refused(request, event, uploaded, str(refused))
    if "take_in" in request.POST:
        messages.success(request, take_in(event.pk, found, cancel_gone="cancel_gone" in request.POST, by=actor(request), now=now()))
        return redirect(f"/desk/{event.code}/people")
    return _preview(request, event, uploaded, found, keep_waitlisted=keep_waitlisted)


def _ask(request: HttpRequest, event: records.Event, *, sentence: str = "") -> HttpResponse:
    return page(request, event, "people", "organizer/imports.html", is_refused=bool(sentence), sentence=sentence, most_mb=MOST_MB)


def _refused(request: HttpRequest, event: records.Event, uploaded: UploadedList, refusal: str) -> HttpResponse:
    """Say why a file is no list of people; where it has columns, ask what they mean."""
    try:
        headers = [header for header in uploaded.first_row() if header]
    except BadInput:
        headers = []
    if not headers:
        return _ask(request, event, sentence=refusal)
    mapping = _mapping(request)
    columns = [Column(no, header, mapping.get(header, Field.IGNORED.value), header in mapping) for no, header in enumerate(headers)]
    return page(
        request,
        event,
        "people",
        "organizer/imports_columns.html",
        is_refused=True,
        file=uploaded.shown_name,
        packed=uploaded.packed(),
        columns=columns,
        fields=FIELDS,
        sentence=refusal.partition(" Maybe say which one it is")[0],
    )


def _preview(request: HttpRequest, event: records.Event, uploaded: UploadedList, found: AttendeeList, *, keep_waitlisted: bool) -> HttpResponse:
    mapping = _mapping(request)
    columns = [Column(no, use.header, use.field, use.header in mapping) for no, use in enumerate(found.columns) if use.header]
    return page(
        request,
        event,
        "people",
        "organizer/imports_preview.html",
        file=uploaded.shown_name,
        packed=uploaded.packed(),
        found=found,
        columns=columns,
        fields=FIELDS,
        change=compare(event.pk, found),
        shown=SHOWN,
        waitlisted=keep_waitlisted,
        has_waitlisted=keep_waitlisted or any(left.reason == "waitlisted" for left in found.left_out),
    )


def _uploaded(request: HttpRequest) -> UploadedList:
    chosen = request.FILES.get("file")
    if chosen is None or isinstance(chosen, list):
        if "packed" not in request.POST:
            raise BadInput("No file came along. Maybe choose it again.")
        return UploadedList.unpacked(request.POST["packed"])
    if (chosen.size or 0) > MOST_BYTES:
        return UploadedList(chosen.name or "", b"\0" * (MOST_BYTES + 1))
    return UploadedList(chosen.name or "", chosen.read())


def _mapping(request: HttpRequest) -> Mapping[str, str]:
    """Give the columns whose meaning somebody changed: {header: field}."""
    changed: dict[str, str] = {}
    for key in request.POST:
        no = key.removeprefix("field-")
        if no != key and no.isdecimal():
            header, field = request.POST.get(f"header-{no}", ""), request.POST.get(key, "")
            if header and (field != request.POST.get(f"was-{no}") or f"mapped-{no}" in request.POST):
                changed[header] = field
    return changed


urlpatterns = [path("imports", imports, name="imports")]
