"""Erase means erase, down to the bytes; and what is handed out tells nothing that others keep to themselves."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from keywho.core.ids import AttendeeId
from keywho.server.services import attending, running, tidying
from keywho.server.services.evenings import evening
from keywho.server.services.rights.export import everything_about
from keywho.server.store import load
from keywho.server.store import models as records
from server.an_evening import SEVEN, Stage, planned_stage
from server.services.test_on_real_databases import run_on

pytestmark = pytest.mark.django_db(transaction=True)

HERE = Path(__file__).parent


@pytest.fixture
def stage() -> Stage:
    """An evening in its first round."""
    stage = planned_stage(12)
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    return stage


def test_no_byte_is_left_in_the_file(tmp_path: Path):
    run_on(f"sqlite:///{tmp_path / 'erased.sqlite3'}", str(HERE / "erased_bytes.py"))


def test_one_of_three_hundred_is_found_nowhere_and_everyone_else_is_whole(tmp_path: Path):
    run_on(f"sqlite:///{tmp_path / 'evening.sqlite3'}", str(HERE / "erased_of_300.py"))


def both(stage: Stage) -> tuple[AttendeeId, AttendeeId]:
    who = stage.ids()[0]
    return who, stage.evening().state.programme.meeting_of(who, 1).others(who)[0]


def exports(stage: Stage, who: AttendeeId) -> str:
    """Give what a person gets on their phone, and what the desk hands them."""
    answer = Client().get(f"/p/{stage.token(who)}/export")
    assert answer.status_code == 200
    return answer.content.decode() + json.dumps(everything_about(records.Attendee.objects.get(event=stage.pk, public_id=who)))


def test_what_others_keep_to_themselves_is_in_no_export(stage: Stage):
    one, other = both(stage)
    attending.never_again(stage.pk, one, other, now=stage.later(30))
    attending.keep_in_touch(stage.pk, one, other, False, now=stage.now)
    attending.write_note(stage.pk, one, other, "Zaphodia's note", now=stage.now)
    first, second = (records.Attendee.objects.get(event=stage.pk, public_id=who) for who in (one, other))
    for kind in ("must-not-meet", "request", "must-meet", "acquainted"):
        records.Wish.objects.create(event=stage.event, kind=kind, one=first, other=second)
    records.Wish.objects.create(event=stage.event, kind="must-not-meet", one=second, other=first)
    records.Report.objects.create(event=stage.event, who=first, about=second, kind="harassed", text="Zaphodia's report", at=stage.now)
    after = exports(stage, other)
    for hint in ("PairParted", "must-not-meet", "request", "acquainted", "Zaphodia", f"attendee {one}", "harassed", '"wanted"'):
        assert hint not in after, hint
    assert "PairParted" in exports(stage, one), "what somebody did themselves is theirs to see"


def test_when_its_time_is_over_an_evening_keeps_nothing_of_its_people(stage: Stage):
    records.Attendee.objects.filter(event=stage.pk).update(traits=json.dumps({"Situation": "laid off"}))
    records.Event.objects.filter(pk=stage.pk).update(people_version=50)
    version = records.ProgrammeVersion.objects.get(event=stage.pk)
    problem = load.version(stage.pk, 1).problem
    assert version.content and problem.attendees
    records.PlanningJob.objects.create(event=stage.event, state="failed", sentence="Person 3 can't sit there.")
    assert tidying.tidy(SEVEN + timedelta(days=89)) == 0
    assert tidying.tidy(SEVEN + timedelta(days=91)) == 12
    assert records.PlanningJob.objects.get(event=stage.pk).sentence == ""
    assert not any(one.traits or one.name for one in load.version(stage.pk, 1).problem.attendees)
    assert evening(stage.pk).people.registered == ()


def test_an_evening_without_a_day_is_over_when_nothing_happens_for_so_long(stage: Stage):
    records.Event.objects.filter(pk=stage.pk).update(starts_at=None, created_at=SEVEN - timedelta(days=300))
    records.Attendee.objects.filter(event=stage.pk).update(created_at=SEVEN - timedelta(days=200))
    assert tidying.tidy(SEVEN + timedelta(days=80)) == 0
    assert tidying.tidy(SEVEN + timedelta(days=91)) == 12


def test_traits_are_taken_out_of_all_versions():
    stage = planned_stage(12)
    problem = load.version(stage.pk, 1).problem
    from dataclasses import replace

    from keywho.planning.engine import plan
    from keywho.planning.stopping import MaxMoves
    from keywho.server.store import save

    marked = replace(problem, attendees=tuple(replace(one, traits={"Situation": "laid off"}) for one in problem.attendees))
    save.version(stage.pk, marked, plan(marked, stop=MaxMoves(100), seed=1), (), origin="test", made_by=None)
    tidying.tidy(SEVEN + timedelta(days=91))
    assert not any(one.traits for one in load.version(stage.pk, 2).problem.attendees)
