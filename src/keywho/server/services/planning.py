"""Planning as a job: ordered at the desk, done by a worker, watched while it runs, and kept as a version of the programme."""

import json
import logging
import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

import msgspec
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from keywho.core.changes import SeatLost
from keywho.core.errors import BadInput, KeywhoError
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.repair import repair
from keywho.planning.result import Result
from keywho.planning.search.streams import cores
from keywho.planning.stopping import MaxSeconds
from keywho.server.services import evenings, ports
from keywho.server.services.lessons import with_lessons
from keywho.server.services.past_meetings import bring_past_up_to_date
from keywho.server.services.plannable import CannotPlan, Plannable, Trouble, plannable
from keywho.server.services.watching import NoLongerOurs, Watch
from keywho.server.store import load, save
from keywho.server.store import models as records

__all__ = ["CannotPlan", "Kept", "Order", "Trouble", "ask_to_stop", "order_plan", "problem_of", "run_planning_job"]

log = logging.getLogger("keywho.worker")

LEAST_SECONDS, MOST_SECONDS = 1.0, 600.0
MOST_TRIES = 3
NAMED_RULES = 3
REPAIR_S = 5.0
OURS = "The planner stopped, and the fault is ours; nothing was changed. Maybe plan again; if it happens again, please report it."
BUSY = (records.JobState.QUEUED, records.JobState.RUNNING)


class Kept(msgspec.Struct, frozen=True):
    """A meeting that the rest is planned around; `version` is the one it was seen in."""

    version: int
    round_no: int
    people: tuple[str, ...]

    @property
    def meeting(self) -> Meeting:
        """The meeting without its chairs, which the planner finds."""
        return Meeting(RoundNo(self.round_no), tuple(AttendeeId(who) for who in self.people))


@dataclass(frozen=True, slots=True)
class Order:
    """What came of pressing "Plan": the job, and a sentence for whoever pressed. `is_new` is False where one was on its way already."""

    job_pk: int
    sentence: str
    is_new: bool = True


def problem_of(event_pk: int) -> Problem:
    """Give the problem of an event as it stands: people, room, rounds, wishes, chairs that were taken, and who is useful to whom.

    Raises
    ------
    CannotPlan
        It can't be planned as it is; says everything that is in the way, and the page that mends it.
    """
    bring_past_up_to_date(event_pk, evenings.now())
    return plannable(event_pk).problem


def order_plan(event_pk: int, seconds: float, seed: int, by: records.Organizer | None, *, kept: Sequence[Kept] = ()) -> Order:
    """Have a worker plan an event. Only one job of an event runs at a time: whoever presses second watches the first one.

    Raises
    ------
    CannotPlan
        It can't be planned as it is.
    BadInput
        The seconds make no sense.
    """
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise BadInput(f"The planner can search for {LEAST_SECONDS:g} to {MOST_SECONDS:g} seconds, not for {seconds:g}. Maybe 20.")
    _pinned(event_pk, kept)
    with transaction.atomic():
        records.Event.objects.select_for_update().get(pk=event_pk)
        busy = records.PlanningJob.objects.filter(event_id=event_pk, state__in=BUSY).first()
        if busy is not None:
            return Order(busy.pk, "The planner is at work already; here is how far it is.", is_new=False)
        pins = msgspec.json.encode(list(kept)).decode()
        job = records.PlanningJob.objects.create(event_id=event_pk, seconds=seconds, seed=seed, asked_by=by, pins=pins)
        transaction.on_commit(partial(_enqueue, job.pk))
    return Order(job.pk, "The planner begins.")


def ask_to_stop(event_pk: int, job_pk: int) -> str:
    """Ask a job to end; what it found so far is kept as a version."""
    asked = records.PlanningJob.objects.filter(pk=job_pk, event_id=event_pk, state__in=BUSY).update(cancel_asked=True)
    return "The planner ends and keeps the best so far." if asked else "The planner has ended already."


def newest_job(event_pk: int) -> records.PlanningJob | None:
    """Give the job that was ordered last."""
    return records.PlanningJob.objects.filter(event_id=event_pk).first()


def job_of(event_pk: int, job_pk: int) -> records.PlanningJob | None:
    """Give a job of an event, with the version that came of it."""
    return records.PlanningJob.objects.filter(event_id=event_pk, pk=job_pk).select_related("version").first()


def next_seed(event_pk: int) -> int:
    """Give a seed that no job of this event had: planning once more is another try."""
    return records.PlanningJob.objects.filter(event_id=event_pk).count() + 1


def run_planning_job(job_pk: int) -> None:
    """Do a job, in the worker. Whatever happens, its record says so in the end."""
    job = _begun(job_pk)
    if job is None:
        return
    try:
        with Watch(job.pk, job.tries) as watch:
            _finish(job, *_searched(job, watch))
    except NoLongerOurs:
        log.warning("Planning job %d was taken over by another worker, or its evening was deleted.", job_pk)
    except KeywhoError as refused:
        _failed(job, str(refused))
    except Exception:
        log.exception("Planning job %d failed.", job_pk)
        _failed(job, OURS)
    ports.publish(job.event_id)


def _enqueue(job_pk: int) -> None:
    ports.enqueue_planning(job_pk)


def _begun(job_pk: int) -> records.PlanningJob | None:
    """Take a job; None where another worker has it, or nothing is left to do."""
    waiting = records.PlanningJob.objects.filter(pk=job_pk, state=records.JobState.QUEUED)
    now = timezone.now()
    if not waiting.update(state=records.JobState.RUNNING, started_at=now, heartbeat_at=now, tries=F("tries") + 1, progress="{}"):
        return None
    job = records.PlanningJob.objects.select_related("event", "asked_by").get(pk=job_pk)
    if job.cancel_asked:
        _end(job, records.JobState.CANCELLED, "Stopped before the planner began.")
        return None
    if job.tries > MOST_TRIES:
        _end(
            job,
            records.JobState.FAILED,
            f"The planner was cut off {MOST_TRIES} times. Maybe this machine needs a rest, or the evening is too large for its memory.",
        )
        return None
    return job


def _pinned(event_pk: int, kept: Sequence[Kept]) -> Plannable:
    """Give what is to be planned around some meetings."""
    bring_past_up_to_date(event_pk, evenings.now())
    ready = plannable(event_pk)
    for no in dict.fromkeys(one.version for one in kept):
        programme = load.version(event_pk, no).programme
        ready = ready.pinning([one.meeting for one in kept if one.version == no], programme.home_seats if programme else {})
    return ready


def _searched(job: records.PlanningJob, watch: Watch) -> tuple[Plannable, Result]:
    """Search, put what was held before it, and mend for chairs that are broken."""
    kept = msgspec.json.decode(job.pins, type=list[Kept])
    ready = taught(_pinned(job.event_id, kept), evenings.evening(job.event_id))
    streams = max(1, cores() - 1)  # one core is left for the phones
    result = plan(ready.problem, stop=MaxSeconds(job.seconds), seed=job.seed, progress=watch, streams=streams)
    if not ready.is_running:
        return ready, result
    ready, programme = mended_for_lost_chairs(ready, ready.with_held(result.programme))
    return ready, replace(result, programme=programme)


def taught(ready: Plannable, evening: evenings.Evening) -> Plannable:
    """Give what is left to be planned of a running evening with what people answered so far."""
    return replace(ready, problem=with_lessons(evening, ready.problem)) if ready.is_running else ready


def mended_for_lost_chairs(ready: Plannable, programme: Programme) -> tuple[Plannable, Programme]:
    """Give a programme without the chairs that broke this evening, and what was planned without the home chairs that are others now."""
    if not ready.lost_seats:
        return ready, programme
    lost = [SeatLost(seat) for seat in sorted(ready.lost_seats)]
    programme = repair(ready.problem, programme, lost, from_round=ready.first, deadline_s=REPAIR_S).result.programme
    stay = {who: seat for who, seat in ready.problem.wishes.home_seats.items() if programme.home_seats.get(who) == seat}
    return replace(ready, problem=replace(ready.problem, wishes=replace(ready.problem.wishes, home_seats=stay))), programme


def _finish(job: records.PlanningJob, ready: Plannable, result: Result) -> None:
    """Check what was found with fresh eyes, and keep it."""
    stopped = result.stopped_by == "interrupt"
    if stopped and not any(meeting.round_no >= ready.first for meeting in result.programme.meetings if not _is_pinned(meeting, ready.problem)):
        _end(job, records.JobState.CANCELLED, "Stopped before there was a first programme; nothing was kept.")
        return
    verdict = check(ready.problem, result.programme)
    if not verdict.ok:
        rules = [violation.sentence for violation in verdict.violations]
        log.error("Planning job %d broke rules: %s", job.pk, ", ".join(sorted({violation.code for violation in verdict.violations})))
        raise BadInput(f"No programme was found that keeps all rules. {' '.join(rules[:NAMED_RULES])} Maybe release a kept meeting or a wish.")
    result = replace(result, score=verdict.score, bound=replace(result.bound, points=max(result.bound.points, verdict.score.points)))
    state = records.JobState.CANCELLED if stopped else records.JobState.DONE
    with transaction.atomic():
        _end(job, state, "")
        bare = replace(result, unmet=())  # their sentences name people; they are found again when the version is looked at
        version = save.version(job.event_id, ready.to_keep, bare, ready.show, origin=_origin(job, ready), made_by=job.asked_by)
        said = f"Version {version.no} is {'the best so far' if stopped else 'ready'}: {_worth(result)}"
        records.PlanningJob.objects.filter(pk=job.pk).update(version=version, sentence=said)


def _is_pinned(meeting: Meeting, problem: Problem) -> bool:
    return frozenset(meeting.attendees) in problem.pinned_in(meeting.round_no)


def _worth(result: Result) -> str:
    gap = f"{100 * result.gap:.1f}\u00a0% below what nobody can pass" if math.isfinite(result.gap) else "no bound was computed"
    return f"{result.score.points:,.0f} points, {gap}."


def _origin(job: records.PlanningJob, ready: Plannable) -> str:
    kept = json.loads(job.pins)
    parts = [f"Planned in {job.seconds:g} s"]
    if ready.is_running:
        parts.append(f"from round {ready.first} on")
    if kept:
        parts.append(f"around {len(kept)} kept meeting{'' if len(kept) == 1 else 's'} of version {kept[0]['version']}")
    return " ".join(parts)


def _failed(job: records.PlanningJob, sentence: str) -> None:
    with suppress(NoLongerOurs):
        _end(job, records.JobState.FAILED, sentence)


def _end(job: records.PlanningJob, state: records.JobState, sentence: str) -> None:
    """Write down how a job ended, unless another worker has it now."""
    mine = records.PlanningJob.objects.filter(pk=job.pk, state=records.JobState.RUNNING, tries=job.tries)
    if not mine.update(state=state, ended_at=timezone.now(), sentence=sentence):
        raise NoLongerOurs
