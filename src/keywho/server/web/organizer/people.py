"""The people of an evening: /desk/CODE/people."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keywho.adapters.qr import qr_svg
from keywho.core.ids import AttendeeId
from keywho.core.languages import languages_in, name_of_language
from keywho.core.people import Help, Seniority
from keywho.core.room_picture import Mark
from keywho.server.services import registrations, wishes
from keywho.server.services.evenings import evening, now
from keywho.server.services.people_list import Group, names_like, people_page
from keywho.server.services.registrations import LONGEST, LONGEST_TEXT, Written, personal_token
from keywho.server.services.rights.erase import erase as erase_person
from keywho.server.services.rights.export import everything_about
from keywho.server.store import models as records
from keywho.server.store.profile_fields import column_of, help_column, helps_of, words_in
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.numbers import number
from keywho.server.web.organizer.desk import actor, desk, page

GROUP_WORDS = {
    Group.ALL: "All",
    Group.HERE: "Here",
    Group.EXPECTED: "Expected",
    Group.AWAY: "Missing or left",
    Group.WISHES: "With wishes",
    Group.CANCELLED: "Cancelled",
}
NEEDS = [(Mark.HEARING.value, "to hear well: the hearing side"), (Mark.STEP_FREE.value, "a chair without steps"), (Mark.QUIET.value, "the quiet area")]


def _text(label: str, name: str, help_text: str = "", *, area: int = 0, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": area}) if area else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=LONGEST.get(name, LONGEST_TEXT), help_text=help_text, required=required, widget=widget)


def _helps(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=[(kind.value, kind.value) for kind in Help], required=False, widget=forms.CheckboxSelectMultiple)


class PersonForm(forms.Form):
    """Everything that organizers know about a person. For how long they have been looking is theirs alone."""

    name = _text("Name", "name", required=True)
    called = _text("Called", "called", "How they want to be called in the room, if not by their first name.")
    seeks = _text("Seeks", "seeks", "Whom or what they look for: their key who.", area=2)
    offers = _text("Offers", "offers", "What they know, can give, or whom they can introduce.", area=2)
    role = _text("Role", "role")
    company = _text("Company", "company")
    industry = _text("Field", "industry", "Where they are or want to be, such as “health care”.")
    place = _text("Place", "place", "Where they live or want to work.")
    languages = _text("Languages", "languages", "What they can talk in, such as “English, Polish”. Left empty, nothing is concluded from it.")
    seniority = forms.ChoiceField(label="Experience", choices=[("", "not said"), *((one.value, one.value) for one in Seniority)], required=False)
    seeks_help = _helps("Help they look for")
    gives_help = _helps("Help they can give")
    shares_company = forms.BooleanField(label="Others may read the company", required=False)
    hides_from = _text("Hides from", "hides_from", "Companies whose people they don't want to meet; one a line. Nobody is told.", area=2)
    recognize = _text("What helps to recognize them", "recognize", "Such as “green scarf”.")
    pitch = _text("Pitch", "pitch", "Their 30 seconds; they see it on their phone when it is their turn.", area=3)
    contact = _text("Contact", "contact", "Mail or phone. Others get it only if both say yes after they met.")
    prefers_groups = forms.BooleanField(label="Would rather be three than one to one", required=False)
    cannot_move = forms.BooleanField(label="Cannot move from chair to chair", required=False, help_text="They keep one chair; the others come to them.")
    needs = forms.MultipleChoiceField(label="Needs", choices=NEEDS, required=False, widget=forms.CheckboxSelectMultiple)

    def written(self) -> Written:
        """Give what was written."""
        told: dict[str, Any] = self.cleaned_data
        helps = {name: help_column(Help(one) for one in told[name]) for name in ("seeks_help", "gives_help")}
        return Written(**told | helps | {"languages": column_of(languages_in(told["languages"])), "needs": " ".join(told["needs"])})

    @classmethod
    def of(cls, attendee: records.Attendee) -> "PersonForm":
        """Give the form with what stands now."""
        stands = {name: getattr(attendee, name) for name in cls.base_fields}
        stands |= {name: [kind.value for kind in helps_of(stands[name])] for name in ("seeks_help", "gives_help")}
        stands["languages"] = ", ".join(name_of_language(code) for code in words_in(attendee.languages))
        return cls(initial={**stands, "needs": [mark.value for mark in wishes.marks_needed(attendee)]})


@desk
@require_GET
def people(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show the list; for htmx only what a search or a group changes."""
    search, asked = request.GET.get("q", "")[:100], request.GET.get("group", "")
    group = Group(asked) if asked in set(Group) else Group.ALL
    found = people_page(event.pk, search, group, number(request.GET.get("page", "")) or 1)
    groups = [(one.value, GROUP_WORDS[one], found.counts[one.value]) for one in Group]
    words: dict[str, Any] = {"found": found, "groups": groups, "group": group.value, "search": search}
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        return render(request, "organizer/_people_list.html", {"event": event, "code": event.code, **words})
    join = f"{address_for_phones(request)}/j/{event.code}"
    return page(request, event, "people", "organizer/people.html", join=join, **words)


@desk
@require_GET
def names(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Propose names while somebody types."""
    typed = next((request.GET[name] for name in ("one", "other", "q") if name in request.GET), "")
    return render(request, "organizer/_people_names.html", {"names": names_like(event.pk, typed[:100])})


@desk
@require_POST
def sign_up(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Open or close the sign-up."""
    messages.success(request, registrations.open_sign_up(event.pk, is_open="open" in request.POST))
    return redirect(f"/desk/{event.code}/people")


@desk
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Add somebody by hand."""
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm()
    if form.is_bound and form.is_valid():
        made = registrations.register(event.pk, form.written(), source=registrations.DESK)
        messages.success(request, f"{made.shown_name} is on the list.")
        return redirect(f"/desk/{event.code}/people/{'new' if 'more' in request.POST else made.pk}")
    return page(request, event, "people", "organizer/people_new.html", is_refused=bool(form.errors), form=form)


@desk
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Show and change what is known about somebody."""
    attendee = _attendee(event, pk)
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm.of(attendee)
    if form.is_bound and form.is_valid():
        messages.success(request, registrations.change(attendee, form.written()))
        return redirect(f"/desk/{event.code}/people/{pk}")
    link = f"{address_for_phones(request)}/p/{personal_token(event, attendee)}"
    about = {
        "presence": evening(event.pk).state.presence_of(AttendeeId(attendee.public_id)).value,
        "link": link,
        "link_qr": qr_svg(link, title=f"QR code of the page of {attendee.shown_name}"),
        "wishes": len(wishes.about(attendee)),
        "reports": registrations.reports_about(attendee),
        "consented_at": attendee.consented_at.astimezone(event.zone) if attendee.consented_at else None,
        "created_at": attendee.created_at.astimezone(event.zone),
    }
    return page(request, event, "people", "organizer/people_person.html", is_refused=bool(form.errors), form=form, attendee=attendee, about=about)


@desk
@require_POST
def new_link(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Make a new personal link; the old one ends."""
    attendee = registrations.new_link(_attendee(event, pk))
    messages.success(request, f"{attendee.shown_name} has a new link. The old one opens nothing any more.")
    return redirect(f"/desk/{event.code}/people/{pk}?link#link")


@desk
@require_POST
def cancel(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    messages.success(request, registrations.cancel(_attendee(event, pk), by=actor(request), now=now()))
    return redirect(f"/desk/{event.code}/people/{pk}")


@desk
@require_POST
def restore(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Put somebody on the list again."""
    messages.success(request, registrations.restore(_attendee(event, pk)))
    return redirect(f"/desk/{event.code}/people/{pk}")


@desk
@require_POST
def erase(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Erase everything about somebody."""
    messages.success(request, erase_person(_attendee(event, pk), by=actor(request), now=now()))
    return redirect(f"/desk/{event.code}/people")


@desk
@require_GET
def export(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Give everything that is known about somebody, to hand it to them."""
    attendee = _attendee(event, pk)
    content = json.dumps(everything_about(attendee), ensure_ascii=False, indent=2)
    answer = HttpResponse(content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="keywho-{event.code}-{attendee.pk}.json"'
    return answer


def _attendee(event: records.Event, pk: int) -> records.Attendee:
    found = registrations.attendee_of(event, pk)
    if found is None:
        raise Http404("This person is not on the list. Maybe somebody erased them meanwhile.")
    return found


urlpatterns = [
    path("people", people, name="people"),
    path("people/names", names, name="people-names"),
    path("people/sign-up", sign_up, name="people-sign-up"),
    path("people/new", add, name="people-new"),
    path("people/<int:pk>", person, name="person"),
    path("people/<int:pk>/new-link", new_link, name="person-new-link"),
    path("people/<int:pk>/cancel", cancel, name="person-cancel"),
    path("people/<int:pk>/restore", restore, name="person-restore"),
    path("people/<int:pk>/erase", erase, name="person-erase"),
    path("people/<int:pk>/export", export, name="person-export"),
]
