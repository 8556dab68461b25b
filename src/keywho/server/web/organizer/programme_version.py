"""One version of the programme, from all sides: /desk/CODE/programme/NO. It is changed by hand here, too."""

from typing import Any

import msgspec
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keywho.adapters.report.headline import lead, score_parts, trust
from keywho.adapters.report.words import initials, round_title
from keywho.adapters.room_plan_json import picture_dumps
from keywho.core.errors import BadInput
from keywho.core.ids import RoundNo
from keywho.core.room_picture import draw
from keywho.core.signposts import Signposts
from keywho.server.services import programmes, wishes
from keywho.server.services.cards import cards_of
from keywho.server.services.evenings import evening
from keywho.server.services.programmes import Seen
from keywho.server.services.registrations import attendee_of
from keywho.server.store import models as records
from keywho.server.web.organizer import programme_files
from keywho.server.web.organizer.access import organizer_of
from keywho.server.web.organizer.desk import desk, page
from keywho.server.web.organizer.kept_meetings import keep, kept_of, release
from keywho.server.web.organizer.programme_words import meeting_lines, person_lines

MEETINGS_SHOWN, PEOPLE_SHOWN, NAMES_SHOWN, LEAST_SHOWN, UNMET_SHOWN = 60, 50, 20, 10, 50


def _page(request: HttpRequest, event: records.Event, version: Seen, template: str, **words: Any) -> HttpResponse:
    state = evening(event.pk).state
    rounds = [(no, round_title(version.problem.round(no))) for no in version.problem.round_nos]
    about = programmes.versions(event.pk).get(pk=version.pk)
    kept = kept_of(request, event)
    given: dict[str, Any] = {"version": version, "about": about, "rounds": rounds, "is_published": state.version == version.no, "begun": state.rounds_begun}
    return page(request, event, "programme", template, **given, kept=kept, **words)


@require_GET
@desk
def overview(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """Show what a version is worth, who gets least, and which wishes are not met."""
    version = programmes.seen(event.pk, no)
    return _page(
        request,
        event,
        version,
        "organizer/programme_version.html",
        part="overview",
        lead=lead(version.problem, version.result),
        trust=trust(version.result),
        byes=len(version.programme.byes),
        parts=score_parts(version.figures, version.result),
        least=person_lines(version, version.least[:LEAST_SHOWN]),
        unmet=version.unmet[:UNMET_SHOWN],
        more_unmet=max(0, len(version.unmet) - UNMET_SHOWN),
    )


@require_GET
@desk
def one_round(request: HttpRequest, event: records.Event, no: int, round_no: int) -> HttpResponse:
    """Show a round as a picture and as a list."""
    version = programmes.seen(event.pk, no)
    if round_no not in version.problem.round_nos:
        raise Http404("There is no such round.")
    asked = request.GET.get("q", "").strip()
    found = meeting_lines(version, RoundNo(round_no), asked, kept_of(request, event))
    lines = Paginator(found, MEETINGS_SHOWN).get_page(request.GET.get("page"))
    byes = [version.wording.person(bye.attendee) for bye in version.programme.byes if bye.round_no == round_no]
    return _page(
        request,
        event,
        version,
        "organizer/programme_round.html",
        part=round_no,
        round_no=round_no,
        round=version.problem.round(round_no),
        lines=lines,
        byes=byes[:MEETINGS_SHOWN],
        more_byes=max(0, len(byes) - MEETINGS_SHOWN),
        asked=asked,
        one=request.GET.get("one", ""),
        other=request.GET.get("other", ""),
        has_room=version.problem.room is not None,
    )


@require_GET
@desk
def picture(request: HttpRequest, event: records.Event, no: int, round_no: int) -> HttpResponse:
    """Give the room in a round, for js/programme.js."""
    version = programmes.seen(event.pk, no)
    room = version.problem.room
    if room is None or round_no not in version.problem.round_nos:
        raise Http404("There is no picture of this round.")
    meetings = version.programme.by_round.get(RoundNo(round_no), ())
    name = version.wording.person
    people = {
        seat: {"text": initials(name(who)), "title": name(who)} for meeting in meetings for who, seat in zip(meeting.attendees, meeting.seats, strict=False)
    }
    drawn = msgspec.Raw(picture_dumps(draw(room, stage=not room.tables)))
    answer = {"picture": drawn, "people": people, "meetings": [meeting.seats for meeting in meetings if meeting.seats]}
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json")


@require_GET
@desk
def people(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """List everybody with what they get, those who get least first; or look for somebody."""
    version = programmes.seen(event.pk, no)
    asked = request.GET.get("q", "").strip()
    found = [one for one in version.figures.least if asked.casefold() in version.wording.person(one.attendee.id).casefold()]
    lines = Paginator(found, PEOPLE_SHOWN).get_page(request.GET.get("page"))
    shown = person_lines(version, list(lines))
    return _page(request, event, version, "organizer/programme_people.html", part="people", lines=lines, shown=shown, asked=asked)


@require_GET
@desk
def person(request: HttpRequest, event: records.Event, no: int, pk: int) -> HttpResponse:
    """Show one person's evening as they would see it on their phone, and why."""
    version = programmes.seen(event.pk, no)
    known = version.people.by_pk.get(pk)
    if known is None or known.attendee.id not in version.problem.index:
        raise Http404("This person is not in this version.")
    who = known.attendee.id
    figures = version.figures.people[version.problem.index[who]]
    return _page(
        request,
        event,
        version,
        "organizer/programme_person.html",
        part="people",
        who=who,
        name=version.wording.person(who),
        home=Signposts(version.problem, version.programme).home(who).text,
        cards=cards_of(evening(event.pk), version, who),
        figures=figures,
        sentences=version.why(who),
    )


@require_http_methods(["GET", "POST"])
@desk
def why(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """Say why two meet, or why they do not. A form that does other things, too, asks by POST."""
    version = programmes.seen(event.pk, no)
    texts = {field: (request.POST or request.GET).get(field, "") for field in ("one", "other")}
    if request.method == "POST":
        return redirect(f"{reverse('programme-why', args=[event.code, no])}?{urlencode(texts)}")
    if not any(texts.values()):
        return _page(request, event, version, "organizer/programme_why.html", part="why")
    try:
        one = version.person_named(texts["one"])
        other = version.person_named(texts["other"]) if texts["other"].strip() else None
        words = {"sentences": version.why(one, other), "names": [version.wording.person(who) for who in (one, other) if who]}
    except BadInput as refused:
        words = {"refused": str(refused)}
    return _page(request, event, version, "organizer/programme_why.html", part="why", **texts, **words)


@require_GET
@desk
def names(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """Give the names that fit what is being typed, as options."""
    version = programmes.seen(event.pk, no)
    asked = (request.GET.get("one") or request.GET.get("other") or "").strip().casefold()
    found = [version.wording.person(who) for label, who in version.by_label.items() if asked and asked in label][:NAMES_SHOWN]
    return render(request, "organizer/_programme_names.html", {"names": found})


@require_POST
@desk
def swap(request: HttpRequest, event: records.Event, no: int, round_no: int) -> HttpResponse:
    """Let two change places in a round: a new version."""
    version = programmes.seen(event.pk, no)
    one, other = (version.person_named(request.POST.get(field, "")) for field in ("one", "other"))
    by = organizer_of(request)
    made, sentence = programmes.swap(event.pk, no, round_no, one, other, by=by)
    messages.success(request, sentence)
    return redirect("programme-round", event.code, made, round_no)


@require_POST
@desk
def apart(request: HttpRequest, event: records.Event, no: int, round_no: int) -> HttpResponse:
    """Wish that two do not meet; the next plan takes care of it."""
    version = programmes.seen(event.pk, no)
    one, other = (version.person_named(request.POST.get(field, "")) for field in ("one", "other"))
    found = [attendee_of(event, version.people.by_id[who].pk) for who in (one, other) if who in version.people.by_id]
    if len(found) < 2 or found[0] is None or found[1] is None:
        raise BadInput("One of them is not on the list any more.")
    said = wishes.add_wish(event, records.WishKind.MUST_NOT_MEET, found[0], found[1])
    together = any(other in meeting.attendees for meeting in version.programme.by_attendee.get(one, ()))
    messages.success(request, f"{said} In version {no} they still do: plan the rest again." if together else said)
    return redirect("programme-round", event.code, no, round_no)


@require_POST
@desk
def keep_meetings(request: HttpRequest, event: records.Event, no: int, round_no: int) -> HttpResponse:
    """Keep a meeting, or all of a round, when the rest is planned anew; or release it."""
    version = programmes.seen(event.pk, no)
    chosen = frozenset(request.POST.getlist("who"))
    if "release" in request.POST:
        release(request, event, round_no, chosen)
    else:
        meetings = version.programme.by_round.get(RoundNo(round_no), ())
        found = [meeting for meeting in meetings if not chosen or frozenset(meeting.attendees) == chosen]
        if not found:
            raise BadInput("This meeting is not in this version. Maybe load the page again.")
        keep(request, event, no, found)
    where = reverse("programme-round", args=[event.code, no, round_no])
    asked = urlencode({name: request.POST[name] for name in ("q", "page") if request.POST.get(name)})
    return redirect(f"{where}{'?' + asked if asked else ''}#kept")


@require_POST
@desk
def release_all(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Release everything that was kept."""
    release(request, event)
    messages.info(request, "Nothing is kept any more: the whole evening can be planned anew.")
    return redirect("programme", event.code)


urlpatterns = [
    path("programme/release", release_all, name="programme-release"),
    path("programme/<int:no>", overview, name="programme-version"),
    path("programme/<int:no>/round/<int:round_no>", one_round, name="programme-round"),
    path("programme/<int:no>/round/<int:round_no>/picture", picture, name="programme-picture"),
    path("programme/<int:no>/round/<int:round_no>/swap", swap, name="programme-swap"),
    path("programme/<int:no>/round/<int:round_no>/apart", apart, name="programme-apart"),
    path("programme/<int:no>/round/<int:round_no>/keep", keep_meetings, name="programme-keep"),
    path("programme/<int:no>/people", people, name="programme-people"),
    path("programme/<int:no>/person/<int:pk>", person, name="programme-person"),
    path("programme/<int:no>/why", why, name="programme-why"),
    path("programme/<int:no>/names", names, name="programme-names"),
    *programme_files.urlpatterns,
]
"""Below /desk/CODE/."""
