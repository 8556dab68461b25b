"""Planning as a job, on a real database."""

import json
import threading

import pytest

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.core.meeting import Meeting
from keywho.planning.check import check
from keywho.server.services import planning, ports, running
from keywho.server.services.planning import CannotPlan, Kept, ask_to_stop, order_plan, problem_of, run_planning_job
from keywho.server.store import load, save
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The orders that went to the queue."""
    found: list[int] = []
    monkeypatch.setattr(ports, "enqueue_planning", found.append)
    return found


def planned(stage: Stage, seconds: float = 1.0, **words: object) -> records.PlanningJob:
    order = order_plan(stage.pk, seconds, 1, stage.organizer, **words)  # type: ignore[arg-type]
    run_planning_job(order.job_pk)
    return records.PlanningJob.objects.get(pk=order.job_pk)


def wish(stage: Stage, kind: records.WishKind, one: str, other: str | None = None, detail: str = "") -> None:
    by_id = {person.public_id: person for person in stage.event.attendees.all()}
    records.Wish.objects.create(event=stage.event, kind=kind, one=by_id[one], other=by_id[other] if other else None, detail=detail)
    save.people_changed(stage.pk)


def test_a_job_becomes_a_version_that_keeps_all_rules(ordered: list[int]) -> None:
    stage = set_stage()
    job = planned(stage)
    assert (job.state, ordered) == ("done", [job.pk])
    assert job.version is not None and job.version.no == 1
    assert job.sentence.startswith("Version 1 is ready: ")
    exchange = load.version(stage.pk, 1)
    assert exchange.programme is not None
    assert check(problem_of(stage.pk), exchange.programme).ok
    assert [cue.round_no for cue in load.run_of_show(job.version.run_of_show) if cue.round_no] == [1, 2, 3, 4]


def test_a_version_holds_no_names() -> None:
    stage = set_stage(6, "requests*1")
    wish(stage, records.WishKind.REQUEST, "a0", "a1")
    wish(stage, records.WishKind.REQUEST, "a0", "a2")
    planned(stage)
    text = repr(load.version(stage.pk, 1))
    assert "a0" in text and "Person" not in text


def test_the_record_tells_how_far_the_search_is() -> None:
    job = planned(set_stage(24, "table:4*3", rows=4))
    stand = json.loads(job.progress)
    assert stand["score"] > 0 and stand["bound"] >= stand["score"] and 0 <= stand["gap"] < 1
    assert stand["stage"] and job.heartbeat_at is not None
    assert stand["moments"][-1][1] <= stand["bound"]


def test_what_is_stopped_keeps_the_best_so_far() -> None:
    stage = set_stage(24, "neighbour,table:4*3", rows=4)
    order = order_plan(stage.pk, 30, 1, stage.organizer)
    threading.Timer(1.0, lambda: ask_to_stop(stage.pk, order.job_pk)).start()
    run_planning_job(order.job_pk)
    job = records.PlanningJob.objects.get(pk=order.job_pk)
    assert (job.state, job.version.no if job.version else 0) == ("cancelled", 1)
    assert job.ended_at is not None and job.started_at is not None and (job.ended_at - job.started_at).total_seconds() < 20
    assert "best so far" in job.sentence
    assert ask_to_stop(stage.pk, order.job_pk) == "The planner has ended already."


def test_what_is_stopped_before_it_began_is_never_begun() -> None:
    stage = set_stage()
    order = order_plan(stage.pk, 5, 1, None)
    ask_to_stop(stage.pk, order.job_pk)
    run_planning_job(order.job_pk)
    assert records.PlanningJob.objects.get(pk=order.job_pk).state == "cancelled"
    assert not records.ProgrammeVersion.objects.exists()


def test_two_presses_make_one_job(ordered: list[int]) -> None:
    stage = set_stage()
    first, second = order_plan(stage.pk, 5, 1, stage.organizer), order_plan(stage.pk, 60, 2, None)
    assert (second.job_pk, first.is_new, second.is_new, len(ordered)) == (first.job_pk, True, False, 1)


def test_a_job_is_done_once_however_often_it_is_ordered() -> None:
    stage = set_stage()
    job = planned(stage)
    run_planning_job(job.pk)
    assert records.ProgrammeVersion.objects.count() == 1


def test_a_job_that_was_cut_off_again_and_again_is_given_up() -> None:
    stage = set_stage()
    order = order_plan(stage.pk, 1, 1, None)
    records.PlanningJob.objects.update(tries=planning.MOST_TRIES)
    run_planning_job(order.job_pk)
    job = records.PlanningJob.objects.get(pk=order.job_pk)
    assert job.state == "failed" and job.sentence.startswith("The planner was cut off 3 times.")


def test_all_that_is_in_the_way_is_said_with_the_page_that_mends_it() -> None:
    empty = set_stage(0, "neighbour", chairs=2)
    records.Event.objects.filter(pk=empty.pk).update(rounds="[]")
    with pytest.raises(CannotPlan) as refused:
        order_plan(empty.pk, 5, 1, None)
    assert [trouble.page for trouble in refused.value.troubles] == ["people", "rounds"]
    stage = set_stage(6, "hosts:2", code="TEST2")
    with pytest.raises(CannotPlan) as refused:
        problem_of(stage.pk)
    assert [(trouble.sentence, trouble.page) for trouble in refused.value.troubles] == [
        ("Round 1 is a hosts round, but nobody is a host. Maybe name the hosts under Wishes, or make it a round at tables.", "wishes")
    ]
    pair = set_stage(6, "nearby", code="TEST3")
    wish(pair, records.WishKind.MUST_MEET, "a0", "a1")
    wish(pair, records.WishKind.MUST_NOT_MEET, "a0", "a1")
    with pytest.raises(CannotPlan, match="Person 0 and Person 1 must meet and must not meet"):
        problem_of(pair.pk)


def test_chairs_that_people_took_are_their_homes_as_far_as_they_fit() -> None:
    stage = set_stage(6, "neighbour", rows=2, chairs=4)
    people = {person.public_id: person for person in stage.event.attendees.all()}
    for who, seat, stays in (("a0", "A2", False), ("a1", "A2", False), ("a2", "Z9", False), ("a3", "B1", True)):
        people[who].home_seat, people[who].cannot_move = seat, stays
        people[who].save()
    save.people_changed(stage.pk)
    wishes = problem_of(stage.pk).wishes
    assert (dict(wishes.home_seats), dict(wishes.fixed_seats)) == ({"a0": "A2"}, {"a3": "B1"})
    job = planned(stage)
    programme = load.version(stage.pk, 1).programme
    assert job.state == "done" and programme is not None
    assert (programme.home_seats[AttendeeId("a0")], programme.home_seats[AttendeeId("a3")]) == ("A2", "B1")


def test_the_rest_is_planned_around_kept_meetings() -> None:
    stage = set_stage(12, "neighbour,nearby*2,table:4")
    planned(stage)
    before = load.version(stage.pk, 1).programme
    assert before is not None
    chosen = [before.by_round[RoundNo(1)][0], before.by_round[RoundNo(2)][1], before.by_round[RoundNo(4)][0]]
    job = planned(stage, kept=[Kept(1, meeting.round_no, meeting.attendees) for meeting in chosen])
    assert (job.state, job.sentence[:10]) == ("done", "Version 2 ")
    after = load.version(stage.pk, 2)
    assert after.programme is not None and job.version is not None
    groups = {(meeting.round_no, frozenset(meeting.attendees)) for meeting in after.programme.meetings}
    assert {(meeting.round_no, frozenset(meeting.attendees)) for meeting in chosen} <= groups
    assert {frozenset(meeting.attendees) for meeting in after.problem.wishes.pinned} == {frozenset(meeting.attendees) for meeting in chosen}
    assert job.version.origin == "Planned in 1 s around 3 kept meetings of version 1"


def test_a_kept_meeting_that_cannot_be_held_is_refused_at_once() -> None:
    stage = set_stage(12, "nearby*2")
    planned(stage)
    wish(stage, records.WishKind.ABSENT, "a0", detail="2")
    with pytest.raises(CannotPlan, match="Person 0 is pinned in round 2, but is not there"):
        order_plan(stage.pk, 1, 1, None, kept=[Kept(1, 2, ("a0", "a1"))])


def test_while_the_evening_runs_only_the_rounds_to_come_are_planned() -> None:
    stage = planned_stage()
    ids = stage.ids()
    running.arrived(stage.pk, ids[:10], by="organizer 1", now=stage.now)
    stage.to_round(2)
    held = stage.evening().state.programme
    apart = next(meeting for meeting in held.by_round[RoundNo(3)]).attendees[:2]
    wish(stage, records.WishKind.MUST_NOT_MEET, *apart)
    job = planned(stage)
    assert job.state == "done", job.sentence
    exchange = load.version(stage.pk, 2)
    programme = exchange.programme
    assert programme is not None
    assert [programme.by_round[RoundNo(no)] for no in (1, 2)] == [held.by_round[RoundNo(no)] for no in (1, 2)]
    later = {pair for no in (3, 4) for meeting in programme.by_round[RoundNo(no)] for pair in meeting.pairs()}
    assert pair_of(*apart) not in later
    assert not {who for no in (3, 4) for meeting in programme.by_round[RoundNo(no)] for who in meeting.attendees} & set(ids[10:])
    with pytest.raises(BadInput, match="A round is under way"):
        running.publish(stage.pk, 2, by="organizer 1", now=stage.later(40))
    running.end_early(stage.pk, stage.evening().state.clock.cue_no, by="organizer 1", now=stage.later(40))
    running.publish(stage.pk, 2, by="organizer 1", now=stage.later(1))
    now = stage.evening()
    assert (now.state.version, now.state.round_no) == (2, 2)
    assert check(now.problem(3), now.state.programme).ok
    stage.to_round(3)
    assert set(stage.evening().state.programme.by_round[RoundNo(3)]) == set(programme.by_round[RoundNo(3)])


def test_a_version_that_was_planned_before_a_round_was_held_is_not_published_after_it() -> None:
    stage = planned_stage()
    planned(stage)
    running.no_show(stage.pk, stage.ids()[0], by="organizer 1", now=stage.now)
    stage.to_round(1)
    running.end_early(stage.pk, stage.evening().state.clock.cue_no, by="organizer 1", now=stage.later(40))
    with pytest.raises(BadInput, match="Round 1 was held otherwise than version 2 has it"):
        running.publish(stage.pk, 2, by="organizer 1", now=stage.later(1))


def test_nobody_is_sent_to_a_broken_chair_when_the_rest_is_planned_anew() -> None:
    stage = planned_stage(12, "nearby*3", rows=3, chairs=6)
    stage.to_round(1)
    broken = next(iter(stage.evening().state.programme.by_round[RoundNo(1)])).seats[0]
    running.furniture_lost(stage.pk, [broken], [], by="organizer 1", now=stage.later(1))
    job = planned(stage)
    assert job.state == "done", job.sentence
    programme = load.version(stage.pk, 2).programme
    assert programme is not None
    assert broken not in {seat for no in (2, 3) for meeting in programme.by_round[RoundNo(no)] for seat in meeting.seats}


def test_a_worker_that_lost_its_job_to_another_one_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = set_stage()
    order = order_plan(stage.pk, 1, 1, None)
    check_first = planning.check

    def meanwhile(problem: object, programme: object) -> object:
        records.PlanningJob.objects.update(tries=2)
        return check_first(problem, programme)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "check", meanwhile)
    run_planning_job(order.job_pk)
    assert not records.ProgrammeVersion.objects.exists()
    assert records.PlanningJob.objects.get(pk=order.job_pk).state == "running"


def test_a_kept_meeting_knows_its_people() -> None:
    assert Kept(3, 2, ("a", "b")).meeting == Meeting(RoundNo(2), (AttendeeId("a"), AttendeeId("b")))
