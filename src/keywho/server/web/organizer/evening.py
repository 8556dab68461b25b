"""One evening: how far it is, its links, its organizers; changed, copied, deleted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keywho.adapters.qr import qr_svg
from keywho.core.errors import BadInput
from keywho.server.services import events
from keywho.server.services.evenings import now
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.services.overview import overview
from keywho.server.store import models as records
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.organizer.access import organizer_of
from keywho.server.web.organizer.desk import desk, page
from keywho.server.web.organizer.particulars import ChangeForm, ParticularsForm, start_words


@desk
@require_GET
def home(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show what is done and what comes next, with the links to give out."""
    return _home(request, event)


def _home(request: HttpRequest, event: records.Event, *, invited: events.Invited | None = None) -> HttpResponse:
    seen = overview(event, now())
    base = address_for_phones(request)
    join = f"{base}/j/{event.code}"
    wall = f"/x/{token_of(Link(LinkKind.PROJECTOR, event.pk), event.projector_key)}"
    links = {
        "join": join,
        "join_qr": qr_svg(join, title=f"QR code of {join}"),
        "wall_here": wall,
        "wall": f"{base}{wall}",
        "wall_qr": qr_svg(f"{base}{wall}", title="QR code of the projector"),
    }
    invitation = f"{base}/first/{invited.token}" if invited and invited.token else ""
    return page(
        request,
        event,
        "evening",
        "organizer/evening.html",
        seen=seen,
        counts=seen.counts,
        links=links,
        when=start_words(event),
        organizers=list(event.organizers.order_by("pk")),
        invited=invited,
        invitation=invitation,
    )


@desk
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Change name, place, time, language, the words for those who join, and what counts when people are brought together."""
    form = ChangeForm(request.POST) if request.method == "POST" else ChangeForm.of(event)
    if request.method == "POST" and form.is_valid():
        messages.success(request, events.change_event(event.pk, form.particulars(), form.cleaned_data["words"], form.knobs(event)))
        return redirect(f"/desk/{event.code}/")
    return page(request, event, "evening", "organizer/evening_change.html", is_refused=bool(form.errors), form=form)


@desk
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Make another evening like this one."""
    form = ParticularsForm(request.POST) if request.method == "POST" else ParticularsForm.of(event)
    if request.method == "POST" and form.is_valid():
        organizer = organizer_of(request)
        made = events.copy_event(event, form.particulars(), organizer, with_people="people" in request.POST)
        messages.success(request, f"“{made.name}” is there, with the code {made.code}: room and rounds are as in “{event.name}”.")
        return redirect(f"/desk/{made.code}/")
    if request.method == "GET":
        form.initial.update({"day": None, "time": form.initial.get("time")})
    return page(request, event, "evening", "organizer/evening_copy.html", is_refused=bool(form.errors), form=form)


@desk
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Delete the evening, after its name was typed."""
    if request.method == "POST":
        try:
            messages.success(request, events.delete_event(event, request.POST.get("name", "")))
        except BadInput as refused:
            messages.error(request, str(refused))
            return redirect(f"/desk/{event.code}/delete")
        return redirect("/desk/")
    return page(request, event, "evening", "organizer/evening_delete.html", people=event.attendees.count())


@desk
@require_POST
def new_links(request: HttpRequest, event: records.Event) -> HttpResponse:
    """End all links that were given out."""
    messages.success(request, events.end_old_links(event.pk))
    return redirect(f"/desk/{event.code}/")


@desk
@require_POST
def add_organizer(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Let somebody else organize the evening; the link to hand over is shown once, on the page that answers."""
    me = organizer_of(request)
    return _home(request, event, invited=events.add_organizer(event, request.POST.get("email", ""), request.POST.get("name", ""), by=me))


@desk
@require_POST
def remove_organizer(request: HttpRequest, event: records.Event, organizer_pk: int) -> HttpResponse:
    """Take somebody out of the organizers."""
    messages.success(request, events.remove_organizer(event, organizer_pk))
    return redirect("/desk/" if organizer_pk == request.user.pk else f"/desk/{event.code}/")


urlpatterns = [
    path("", home, name="evening-home"),
    path("evening", change, name="evening"),
    path("copy", copy, name="evening-copy"),
    path("delete", delete, name="evening-delete"),
    path("new-links", new_links, name="evening-new-links"),
    path("organizers", add_organizer, name="organizers"),
    path("organizers/<int:organizer_pk>/remove", remove_organizer, name="organizer-remove"),
]
