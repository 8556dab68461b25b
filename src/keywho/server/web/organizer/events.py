"""All evenings of an organizer: the list, and making a new one."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from keywho.core.errors import BadInput
from keywho.server.services.evenings import now
from keywho.server.services.events import create_event, evenings_of
from keywho.server.store import models as records
from keywho.server.web.organizer.access import organizer_of
from keywho.server.web.organizer.particulars import NameForm, ParticularsForm, WhenForm, start_words

LONGEST_EVENING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Card:
    """An evening as it lies on the desk."""

    event: records.Event
    when: str


@login_required
@require_GET
def desk_home(request: HttpRequest) -> HttpResponse:
    """Show my evenings, those to come first."""
    over = now() - LONGEST_EVENING
    cards = [Card(event, start_words(event)) for event in evenings_of(organizer_of(request))]
    past = [card for card in cards if card.event.starts_at is not None and card.event.starts_at < over]
    coming = sorted((card for card in cards if card not in past), key=lambda card: (card.event.starts_at is None, card.event.starts_at or over, card.event.pk))
    return render(request, "organizer/events.html", {"coming": coming, "past": past})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an evening in two small steps: what it is called and where it is; when it is, and in which language."""
    if request.method == "GET":
        return _ask(request, NameForm())
    if "language" not in request.POST:
        named = NameForm(request.POST)
        if not named.is_valid():
            return _ask(request, named, status=422)
        return _ask(request, WhenForm(), named)
    whole = ParticularsForm(request.POST)
    if not whole.is_valid():
        named = NameForm(request.POST)
        return _ask(request, WhenForm(request.POST), named, status=422) if named.is_valid() else _ask(request, named, status=422)
    try:
        event = create_event(whole.particulars(), organizer_of(request))
    except BadInput as refused:
        messages.error(request, str(refused))
        return redirect("/desk/new")
    messages.success(request, f"“{event.name}” is there, with the code {event.code}. Next comes the room, then the rounds and the people.")
    return redirect(f"/desk/{event.code}/room")


def _ask(request: HttpRequest, form: NameForm | WhenForm, named: NameForm | None = None, *, status: int = 200) -> HttpResponse:
    return render(request, "organizer/events_new.html", {"form": form, "named": named}, status=status)


urlpatterns = [path("desk/", desk_home, name="desk"), path("desk/new", new, name="new-event")]
