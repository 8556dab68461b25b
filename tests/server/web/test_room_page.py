"""The room page of the desk, over the real HTTP surface."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from keywho.adapters.room_plan_json import room_plan_dumps, room_plan_loads
from keywho.core import room_edits
from keywho.core.ids import SeatId
from keywho.core.room_edits import plan_of_rows, plan_of_tables
from keywho.core.room_plan import RoomPlan
from keywho.server.services.rooms import load_plan
from keywho.server.store import models as records
from server.an_evening import Stage, set_stage

pytestmark = pytest.mark.django_db

ROOM = "/desk/TEST1/room"
SEATING = Path(__file__).parents[2] / "fixtures" / "seating"


@pytest.fixture
def stage() -> Stage:
    return set_stage(12)


@pytest.fixture
def ada(stage: Stage) -> Client:
    client = Client()
    client.force_login(stage.organizer)
    return client


def wire(plan: RoomPlan) -> dict[str, Any]:
    return json.loads(room_plan_dumps(plan))


def save(client: Client, plan: Any, version: int) -> tuple[int, dict[str, Any]]:
    answer = client.post(ROOM, json.dumps({"version": version, "plan": plan}), content_type="application/json")
    return answer.status_code, answer.json()


def test_the_page_shows_what_is_saved(ada: Client):
    page = ada.get(ROOM)
    assert page.status_code == 200
    assert "<h1>The room</h1>" in page.content.decode()
    shown = ada.get(f"{ROOM}/plan").json()
    assert (shown["version"], shown["plan"], len(shown["picture"]["chairs"])) == (0, wire(plan_of_rows(3, 4)), 12)


def test_an_event_without_a_room_gets_a_proposal_with_a_chair_for_everybody(ada: Client, stage: Stage):
    records.Event.objects.update(room_plan="")
    records.Attendee.objects.bulk_create(records.Attendee(event=stage.event, public_id=f"b{no}", name=f"More {no}") for no in range(90))
    shown = ada.get(f"{ROOM}/plan").json()
    assert (shown["version"], shown["plan"]["sizes"]) == (0, [10] * 11)


def test_a_room_is_saved_and_its_version_goes_on(ada: Client, stage: Stage):
    plan = room_edits.switched(plan_of_tables(2, 4), [SeatId("table1-2")], on=False)
    assert save(ada, wire(plan), 0) == (200, {"sentence": "Saved: 7 chairs.", "version": 1, "homeless": []})
    kept = load_plan(stage.pk)
    assert (kept.plan, kept.version) == (plan, 1)


def test_a_second_organizer_does_not_overwrite_the_first(ada: Client, stage: Stage):
    assert save(ada, wire(plan_of_rows(1, 2)), 0)[0] == 200
    sentence = "Somebody else saved this room while you worked on it. Yours is not saved yet, and still on your screen."
    assert save(ada, wire(plan_of_rows(1, 3)), 0) == (409, {"sentence": sentence, "version": 1})
    assert load_plan(stage.pk).plan == plan_of_rows(1, 2)
    assert save(ada, wire(plan_of_rows(1, 3)), 1)[0] == 200


def test_those_whose_chair_is_gone_are_named(ada: Client, stage: Stage):
    for no, seat in enumerate(["A1", "A2", "A3", "A4", "B1", "B2"]):
        records.Attendee.objects.filter(event=stage.event, public_id=f"a{no}").update(home_seat=seat)
    records.Attendee.objects.filter(public_id="a5").update(status=records.AttendeeStatus.CANCELLED)
    plan = room_edits.reserved(room_edits.switched(plan_of_rows(3, 4), [SeatId("A1"), SeatId("B2")], on=False), [SeatId("A2")])
    status, answer = save(ada, wire(plan), 0)
    assert (status, answer["sentence"]) == (200, "Saved: 9 chairs. Person 0 had a chair that is not there now; they need another one.")
    _, answer = save(ada, wire(plan_of_rows(1, 1)), 1)
    assert answer["sentence"] == "Saved: 1 chair. Person 1, Person 2, Person 3 and 1 more had a chair that is not there now; they need another one."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The room did not arrive whole. Maybe save it again."),
        (b'{"version": 0}', "The room did not arrive whole. Maybe save it again."),
        (b'{"version": 0, "plan": {}}', "This room is not a room plan: it does not say “format”: “keywho-room-plan”. Maybe import it as a seating plan."),
        (b" " * 16_000_001, "The room is larger than 16 MB. Maybe it has names without end."),
    ],
)
def test_what_is_no_room_is_refused_and_nothing_is_saved(ada: Client, stage: Stage, content: bytes, sentence: str):
    answer = ada.post(ROOM, content, content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {"sentence": sentence})
    assert load_plan(stage.pk).version == 0


def test_an_edit_is_worked_out_and_not_saved(ada: Client, stage: Stage):
    asked = json.dumps({"plan": wire(plan_of_rows(2, 3)), "edit": {"edit": "aisle", "after": 1, "yes": True}})
    answer = ada.post(f"{ROOM}/edit", asked, content_type="application/json")
    assert room_plan_loads(json.dumps(answer.json()["plan"]).encode()) == plan_of_rows(2, 3, aisles=[1])
    assert [chair["x"] for chair in answer.json()["picture"]["chairs"][:3]] == [0, 80, 120]
    assert load_plan(stage.pk).version == 0


def test_a_seating_plan_is_imported(ada: Client):
    with (SEATING / "theatre_160.json").open("rb") as file:
        answer = ada.post(f"{ROOM}/import", {"file": file})
    assert (answer.status_code, answer.json()["plan"]["layout"], len(answer.json()["picture"]["chairs"])) == (200, "drawn", 160)


def test_another_file_is_refused_by_its_name(ada: Client):
    file = BytesIO(b"no room")
    file.name = "list.csv"
    answer = ada.post(f"{ROOM}/import", {"file": file})
    assert answer.status_code == 400
    assert answer.json()["sentence"].startswith("list.csv is not proper JSON")
    assert ada.post(f"{ROOM}/import").json() == {"sentence": "No file came along. Maybe choose it again."}


def test_nobody_else_sees_or_changes_the_room(stage: Stage):
    other = records.Organizer.objects.create(email="ben@example.org", name="Ben", password="three words together")
    ben = Client()
    assert ben.get(ROOM).status_code == 302
    assert ben.post(ROOM, "{}", content_type="application/json").status_code == 302
    ben.force_login(other)
    assert ben.get(ROOM).status_code == 404
    for path in ("", "/edit", "/import"):
        assert ben.post(ROOM + path, "{}", content_type="application/json").status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(stage.organizer)
    assert strict.post(ROOM, "{}", content_type="application/json").status_code == 403
