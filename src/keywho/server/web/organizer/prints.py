"""The page on which an evening is printed, at any time: /desk/CODE/print."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from keywho.core.errors import KeywhoError
from keywho.server.services import prints
from keywho.server.services.desk_people import PersonLine, found, line_of
from keywho.server.services.evenings import Evening, evening, now
from keywho.server.store import models as records
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.numbers import number, numbers
from keywho.server.web.organizer.desk import desk, page

MOST_CHOSEN = 200


@desk
@require_GET
def print_page(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show what can be printed."""
    loaded = evening(event.pk)
    stand = prints.stand_of(loaded)
    has_tables = bool(stand.problem and any(stand.problem.round(no).kind in ("table", "hosts") for no in stand.problem.round_nos))
    shown: dict[str, Any] = {
        "stand": stand,
        "rounds": stand.problem.round_nos if stand.problem else (),
        "round_now": prints.round_now(loaded, now()),
        "has_tables": has_tables,
        "people": len(loaded.people.registered),
        "host": address_for_phones(request),
        "has_room": bool(event.room_plan),
    }
    return page(request, event, "print", "organizer/prints.html", paper=_paper(request), **shown, **_choice(request, loaded))


@desk
@require_GET
def print_people(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Give those who are chosen, and those whose names were searched for."""
    return page(request, event, "print", "organizer/_prints_people.html", **_choice(request, evening(event.pk)))


def _choice(request: HttpRequest, loaded: Evening) -> dict[str, Any]:
    chosen = _who(request)
    kept = [line_of(loaded, loaded.people.by_pk[pk].attendee.id, None) for pk in sorted(chosen) if pk in loaded.people.by_pk]
    text = request.GET.get("q", "").strip()
    lines = found(loaded, text, None)
    others: list[PersonLine] = [line for line in lines.people if line.pk not in chosen]
    return {"chosen": kept, "others": others, "more": lines.more, "q": text}


@desk
@require_GET
def print_file(request: HttpRequest, event: records.Event, what: str) -> HttpResponse:
    """Give one of the files; what can't be printed is said on the page."""
    order = prints.Order(
        what,
        _paper(request),
        address_for_phones(request),
        _who(request),
        number(request.GET.get("round", "")) or 0,
        "seeks" in request.GET,
        request.GET.get("sides") != "one",
    )
    try:
        content = prints.printed(event, order, now=now())
    except KeywhoError as refused:
        messages.error(request, str(refused))
        return redirect(f"/desk/{event.code}/print")
    disposition = content_disposition_header(False, f"{_file_name(event.name)} - {what}.pdf") or "inline"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _paper(request: HttpRequest) -> str:
    return request.GET.get("paper", prints.PAPERS[0])


def _who(request: HttpRequest) -> frozenset[int]:
    return frozenset(numbers(request.GET.getlist("who")[:MOST_CHOSEN]))


def _file_name(name: str) -> str:
    """Leave out what file systems do not like."""
    return " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).split()) or "Evening"


urlpatterns = [
    path("print", print_page, name="print"),
    path("print/people", print_people, name="print-people"),
    path("print/<slug:what>.pdf", print_file, name="print-file"),
]
"""Below /desk/CODE/."""
