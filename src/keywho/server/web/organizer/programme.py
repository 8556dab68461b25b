"""The programme of an evening: plan it, watch the planner, look at its versions, compare and publish them: /desk/CODE/programme."""

from typing import Any

import msgspec
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from keywho.core.errors import BadInput
from keywho.planning.stopping import gap_between
from keywho.server.services import planning, programmes
from keywho.server.services.evenings import evening, now
from keywho.server.services.plannable import CannotPlan, Trouble, plannable
from keywho.server.services.rounds import same_rounds
from keywho.server.services.watching import Stand
from keywho.server.store import models as records
from keywho.server.web.numbers import numbers
from keywho.server.web.organizer import programme_version
from keywho.server.web.organizer.access import organizer_of
from keywho.server.web.organizer.desk import actor, desk, page
from keywho.server.web.organizer.kept_meetings import kept_of
from keywho.server.web.organizer.search_picture import search_picture

SECONDS = (5, 20, 60)
VERSIONS_SHOWN = 30
LINES_SHOWN = 25


@require_GET
@desk
def programme(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show what can be planned, the planner at work, and all versions."""
    words = _desk_words(request, event, planning.newest_job(event.pk))
    remarks = [*(words["ready"].remarks if words["ready"] else ()), *_outdated(event)]
    return page(request, event, "programme", "organizer/programme.html", remarks=remarks, **words, **_versions_words(event))


def _desk_words(request: HttpRequest, event: records.Event, job: records.PlanningJob | None) -> dict[str, Any]:
    """Give how far the planner is; where it is not at work, what it could plan."""
    words = {"ready": None, "troubles": (), "seconds": SECONDS, "kept": kept_of(request, event), **_job_words(job)}
    if not words.get("is_busy"):
        try:
            words["ready"] = plannable(event.pk)
        except CannotPlan as refused:
            words["troubles"] = refused.troubles
    return words


def _outdated(event: records.Event) -> list[Trouble]:
    """Say what has changed since the published version was planned."""
    running = evening(event.pk)
    if running.published is None or running.state.clock.cue_no:
        return []
    found = []
    if not same_rounds(event, running.published.rounds):
        found.append(Trouble(f"The rounds were changed since version {running.state.version} was planned. Maybe plan again.", "rounds"))
    new = len(running.people.place.keys() - running.published.index.keys())
    if new:
        people = "person has" if new == 1 else "people have"
        found.append(
            Trouble(f"{new:,} {people} joined since version {running.state.version} was planned. Plan again, or they get meetings when they arrive.", "people")
        )
    gone = len(running.published.index.keys() - running.people.place.keys())
    if gone:
        people = "person" if gone == 1 else "people"
        found.append(Trouble(f"{gone:,} {people} of version {running.state.version} cancelled. Maybe plan again.", "people"))
    return found


@require_POST
@desk
def plan(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Order a plan; around the kept meetings, where that is asked for."""
    try:
        seconds = float(request.POST.get("seconds", ""))
    except ValueError:
        raise BadInput("How long to search is missing. Maybe choose 20 seconds.") from None
    kept = kept_of(request, event) if "around" in request.POST else ()
    order = planning.order_plan(event.pk, seconds, planning.next_seed(event.pk), organizer_of(request), kept=kept)
    if not order.is_new:
        messages.info(request, order.sentence)
    return redirect("programme", event.code)


@require_POST
@desk
def stop(request: HttpRequest, event: records.Event, job_pk: int) -> HttpResponse:
    """End a job and keep the best so far."""
    sentence = planning.ask_to_stop(event.pk, job_pk)
    if not request.headers.get("HX-Request"):
        messages.info(request, sentence)
        return redirect("programme", event.code)
    return _job_part(request, event, job_pk)


@require_GET
@desk
def job_now(request: HttpRequest, event: records.Event, job_pk: int) -> HttpResponse:
    """Give the part of the page about a job; once it has ended, the list of versions is told to look again."""
    return _job_part(request, event, job_pk)


def _job_part(request: HttpRequest, event: records.Event, job_pk: int) -> HttpResponse:
    job = planning.job_of(event.pk, job_pk)
    if job is None:
        raise Http404("There is no such job.")
    answer = render(request, "organizer/_programme_desk.html", {"event": event, "code": event.code, **_desk_words(request, event, job)})
    if job.state not in planning.BUSY:
        answer["HX-Trigger"] = "versions"
    return answer


@require_GET
@desk
def version_list(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Give the list of versions."""
    return render(request, "organizer/_programme_versions.html", {"event": event, "code": event.code, **_versions_words(event)})


def _job_words(job: records.PlanningJob | None) -> dict[str, Any]:
    if job is None:
        return {"job": None}
    stand = msgspec.json.decode(job.progress, type=Stand)
    share = 100 if job.state not in planning.BUSY else min(99, round(100 * stand.seconds / max(job.seconds, 1.0)))
    return {"job": job, "stand": stand, "share": share, "picture": search_picture(stand), "is_busy": job.state in planning.BUSY}


def _versions_words(event: records.Event) -> dict[str, Any]:
    state = evening(event.pk).state
    found = list(programmes.versions(event.pk)[: VERSIONS_SHOWN + 1])
    lines = [{"version": one, "gap": gap_between(one.points, one.bound), "at": one.made_at.astimezone(event.zone)} for one in found[:VERSIONS_SHOWN]]
    return {"versions": lines, "published_no": state.version, "is_mended": state.programme.version > 1, "more_versions": len(found) > VERSIONS_SHOWN}


@require_POST
@desk
def publish(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """Make a version the one that people see."""
    done = programmes.publish(event.pk, no, by=actor(request), now=now())
    messages.success(request, done.sentence)
    return redirect("programme", event.code)


@require_GET
@desk
def compare(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Put two versions side by side."""
    chosen = numbers(request.GET.getlist("version"))
    if len(chosen) != 2:
        messages.warning(request, "Choose two versions to compare.")
        return redirect("programme", event.code)
    found = programmes.compare(event.pk, *sorted(chosen))
    lines = Paginator(sorted(found.changed.items(), key=lambda pair: found.newer.wording.person(pair[0])), LINES_SHOWN).get_page(request.GET.get("page"))
    shown = [{"name": found.newer.wording.person(who), "changes": [_change(found, who, no) for no in nos]} for who, nos in lines]
    return page(
        request,
        event,
        "programme",
        "organizer/programme_compare.html",
        found=found,
        sides=(found.older, found.newer),
        parts=_score_lines(found),
        lines=lines,
        shown=shown,
    )


def _change(found: programmes.Comparison, who: Any, no: Any) -> dict[str, Any]:
    before, after = (side.programme.meeting_of(who, no) for side in (found.older, found.newer))
    names = [side.wording.people(meeting.others(who)) if meeting else "" for side, meeting in ((found.older, before), (found.newer, after))]
    return {"no": no, "before": names[0], "after": names[1], "is_place": bool(names[0]) and names[0] == names[1]}


def _score_lines(found: programmes.Comparison) -> list[dict[str, Any]]:
    """Give the figures of both versions, and which of them is better; more is not better for all."""
    one, other = found.older.result, found.newer.result
    lines = (
        ("Score, in points", one.score.points, other.score.points, 1),
        ("Nobody can pass", one.bound.points, other.bound.points, 0),
        ("Gap, in per cent", 100 * one.gap, 100 * other.gap, -1),
        ("Byes", one.score.byes, other.score.byes, -1),
        ("Repeats", one.score.repeats, other.score.repeats, -1),
        ("Groups of three", one.score.trios, other.score.trios, -1),
        ("Metres walked", one.score.walk_m, other.score.walk_m, -1),
        ("Wishes not met", len(found.older.unmet), len(found.newer.unmet), -1),
    )
    return [{"name": name, "older": before, "newer": after, "better": (after - before) * sign} for name, before, after, sign in lines]


urlpatterns = [
    path("programme", programme, name="programme"),
    path("programme/plan", plan, name="programme-plan"),
    path("programme/versions", version_list, name="programme-versions"),
    path("programme/compare", compare, name="programme-compare"),
    path("programme/job/<int:job_pk>", job_now, name="programme-job"),
    path("programme/job/<int:job_pk>/stop", stop, name="programme-stop"),
    path("programme/<int:no>/publish", publish, name="programme-publish"),
    *programme_version.urlpatterns,
]
"""Below /desk/CODE/."""
