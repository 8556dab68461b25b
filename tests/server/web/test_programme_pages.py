"""The programme pages of the desk."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keywho.adapters.exchange_json import loads
from keywho.core.ids import RoundNo
from keywho.server.services import planning, ports, programmes
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage, set_stage
from server.web.pages import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/desk/TEST1/programme"


@pytest.fixture(autouse=True)
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The orders that went to the queue."""
    found: list[int] = []
    monkeypatch.setattr(ports, "enqueue_planning", found.append)
    return found


@pytest.fixture
def stage() -> Stage:
    return planned_stage(12, "nearby:9*2,table:4")


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def two_in(stage: Stage, no: int) -> tuple[str, str]:
    first, second, *_ = stage.evening().state.programme.by_round[RoundNo(no)]
    version = programmes.seen(stage.pk, 1)
    return version.wording.person(first.attendees[0]), version.wording.person(second.attendees[0])


def test_planning_from_press_to_version(stage: Stage, desk: Client, ordered: list[int]) -> None:
    assert "Plan</button>" in text(desk, DESK)
    assert desk.post(f"{DESK}/plan", {"seconds": "5"}).url == DESK
    page = text(desk, DESK)
    assert "The planner is at work" in page and "It waits for the worker" in page and 'hx-trigger="every 1s"' in page
    records.PlanningJob.objects.update(seconds=1)
    planning.run_planning_job(ordered[0])
    answer = desk.get(f"{DESK}/job/{ordered[0]}", headers={"HX-Request": "true"})
    assert answer.headers["HX-Trigger"] == "versions"
    part = answer.content.decode()
    assert "Version 2 is ready" in part and "every 1s" not in part and "search-score" in part and "Plan</button>" in part
    assert "Version 2" in text(desk, f"{DESK}/versions")


def test_a_job_at_work_shows_how_far_it_is(stage: Stage, desk: Client) -> None:
    progress = {"stage": "search", "seconds": 2.0, "score": 1234.5, "bound": 1300.0, "gap": 0.05, "moments": [[0.1, 1000.0, None], [1.0, 1234.5, 1300.0]]}
    job = records.PlanningJob.objects.create(event=stage.event, state="running", seconds=10, progress=json.dumps(progress))
    part = text(desk, f"{DESK}/job/{job.pk}")
    for words in ("Searching for better", "1,234", "1,300", "5.0\u00a0%", "2 of 10 seconds", 'value="20"', "The score rose from 1,000 to 1,234 points"):
        assert words in part, words
    answer = desk.post(f"{DESK}/job/{job.pk}/stop", headers={"HX-Request": "true"}).content.decode()
    assert "Ending" in answer and "Stop and keep" not in answer
    assert desk.post(f"{DESK}/job/{job.pk}/stop").url == DESK
    job.refresh_from_db()
    assert job.cancel_asked


def test_what_is_in_the_way_leads_to_the_page_that_mends_it() -> None:
    stage = set_stage(6, "hosts:2")
    page = text(signed_in(stage), DESK)
    assert "Round 1 is a hosts round, but nobody is a host." in page and 'href="/desk/TEST1/wishes"' in page
    assert "Plan</button>" not in page and "No version yet" in page


def test_seconds_that_make_no_sense_are_refused(desk: Client, ordered: list[int]) -> None:
    for seconds in ("", "soon", "0", "100000", "nan"):
        desk.post(f"{DESK}/plan", {"seconds": seconds})
    assert not ordered and not records.PlanningJob.objects.exists()
    assert "The planner can search for 1 to 600 seconds" in text(desk, DESK)


def test_a_failed_job_says_why(stage: Stage, desk: Client) -> None:
    records.PlanningJob.objects.create(event=stage.event, state="failed", sentence="No programme was found that keeps all rules.")
    assert "No programme was found that keeps all rules." in text(desk, DESK)


def test_every_page_of_a_version_can_be_looked_at(stage: Stage, desk: Client) -> None:
    who = stage.event.attendees.get(public_id="a4")
    assert "Who gets least" in text(desk, f"{DESK}/1")
    assert "Where the points come from" in text(desk, f"{DESK}/1")
    assert "a few chairs away" in text(desk, f"{DESK}/1/round/1")
    assert "Person 7" in text(desk, f"{DESK}/1/people")
    found = text(desk, f"{DESK}/1/people?q=person+11")
    assert "Person 11" in found and "Person 7" not in found
    card = text(desk, f"{DESK}/1/person/{who.pk}")
    assert "What their phone will say" in card and "Meet Person" in card
    why = text(desk, f"{DESK}/1/why?one=Person+4&other=Person+5")
    assert "Person 4" in why and ("do not meet" in why or "meet in round" in why)
    assert "can be" in text(desk, f"{DESK}/1/why?one=Pers")
    assert '<option value="Person 11">' in text(desk, f"{DESK}/1/names?one=11")


def test_what_is_not_there_is_not_found(stage: Stage, desk: Client) -> None:
    for path in (f"{DESK}/1/round/9", f"{DESK}/1/person/999999", f"{DESK}/1/round/9/picture", f"{DESK}/job/999"):
        assert desk.get(path).status_code == 404, path
    assert desk.get(f"{DESK}/9").status_code == 302


def test_the_picture_of_a_round_says_who_sits_where(stage: Stage, desk: Client) -> None:
    drawn = json.loads(text(desk, f"{DESK}/1/round/1/picture"))
    assert len(drawn["picture"]["chairs"]) == 12 and len(drawn["meetings"]) == 6
    assert sorted(person["title"] for person in drawn["people"].values()) == sorted(f"Person {no}" for no in range(12))
    assert {seat for meeting in drawn["meetings"] for seat in meeting} == drawn["people"].keys()


def test_a_swap_by_hand_becomes_a_version_and_a_bad_one_a_sentence(stage: Stage, desk: Client) -> None:
    one, other = two_in(stage, 1)
    assert desk.post(f"{DESK}/1/round/1/swap", {"one": one, "other": other}).url == f"{DESK}/2/round/1"
    assert "have changed places in round 1: this is version 2." in text(desk, f"{DESK}/2/round/1")
    desk.post(f"{DESK}/1/round/1/swap", {"one": one, "other": one}, headers={"Referer": f"{DESK}/1/round/1"})
    assert "stands there twice" in text(desk, f"{DESK}/1/round/1")
    assert records.ProgrammeVersion.objects.count() == 2


def test_two_are_kept_apart_by_a_wish(stage: Stage, desk: Client) -> None:
    meeting = stage.evening().state.programme.by_round[RoundNo(1)][0]
    one, other = (programmes.seen(stage.pk, 1).wording.person(who) for who in meeting.attendees[:2])
    desk.post(f"{DESK}/1/round/1/apart", {"one": one, "other": other})
    assert {wish.kind for wish in records.Wish.objects.all()} == {"must-not-meet"}
    assert "In version 1 they still do: plan the rest again." in text(desk, f"{DESK}/1/round/1")


def test_the_rest_is_planned_around_what_is_kept(stage: Stage, desk: Client, ordered: list[int]) -> None:
    meeting = stage.evening().state.programme.by_round[RoundNo(2)][0]
    desk.post(f"{DESK}/1/round/2/keep", {"who": meeting.attendees})
    assert "You keep 1 meeting." in text(desk, f"{DESK}/1/round/2")
    desk.post(f"{DESK}/1/round/1/keep")
    assert "You keep 7 meetings." in text(desk, f"{DESK}/1/round/1")
    desk.post(f"{DESK}/1/round/1/keep", {"who": stage.evening().state.programme.by_round[RoundNo(1)][0].attendees, "release": "yes"})
    assert "Around the 6 meetings that you keep" in text(desk, DESK)
    desk.post(f"{DESK}/plan", {"seconds": "1", "around": "yes"})
    planning.run_planning_job(ordered[0])
    after = programmes.seen(stage.pk, 2).programme
    assert frozenset(meeting.attendees) in {frozenset(one.attendees) for one in after.by_round[RoundNo(2)]}
    desk.post(f"{DESK}/release")
    assert "that you keep" not in text(desk, DESK)


def test_a_meeting_that_is_not_in_the_version_can_not_be_kept(desk: Client) -> None:
    desk.post(f"{DESK}/1/round/2/keep", {"who": ["a0", "nobody"]})
    assert "This meeting is not in this version." in text(desk, DESK)


def test_publishing_and_comparing(stage: Stage, desk: Client) -> None:
    one, other = two_in(stage, 1)
    desk.post(f"{DESK}/1/round/1/swap", {"one": one, "other": other})
    page = text(desk, f"{DESK}/compare?version=1&version=2")
    assert "people get another instruction" in page and one in page
    assert desk.get(f"{DESK}/compare?version=1").url == DESK
    assert desk.post(f"{DESK}/2/publish").url == DESK
    assert "Version 2 is published" in text(desk, DESK)
    assert stage.evening().state.version == 2


def test_the_report_has_its_own_strict_policy(desk: Client) -> None:
    answer = desk.get(f"{DESK}/1/report")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    assert "Job club: version 1" in answer.content.decode()
    assert desk.get(f"{DESK}/1/report?download=yes").headers["Content-Disposition"] == 'attachment; filename="programme-TEST1-1-report.html"'


def test_the_files_are_read_back_as_they_were(stage: Stage, desk: Client) -> None:
    exchange = loads(desk.get(f"{DESK}/1/programme.json").content)
    version = programmes.seen(stage.pk, 1)
    assert exchange.programme == version.programme
    assert exchange.problem.attendees == version.problem.attendees
    assert exchange.problem.benefit.reasons
    lines = list(csv.reader(io.StringIO(desk.get(f"{DESK}/1/programme.csv").content.decode())))
    assert len(lines) == 1 + 3 * 12


def test_what_changed_since_publishing_is_said(stage: Stage, desk: Client) -> None:
    assert "Good to know" not in text(desk, DESK)
    records.Attendee.objects.create(event=stage.event, public_id="new", name="Newcomer")
    records.Attendee.objects.filter(public_id="a0").update(status="cancelled")
    records.Event.objects.filter(pk=stage.pk).update(people_version=99, rounds="[]")
    page = text(desk, DESK)
    for words in ("The rounds were changed since version 1", "1 person has joined since version 1", "1 person of version 1 cancelled"):
        assert words in page, words


def test_the_programme_is_for_organizers_of_this_evening(stage: Stage) -> None:
    other = Client()
    other.force_login(records.Organizer.objects.sign_up(email="eve@example.org", name="Eve", password="a long password"))
    paths = (
        "",
        "/1",
        "/1/round/1",
        "/1/round/1/picture",
        "/1/people",
        "/1/why",
        "/1/names?one=p",
        "/1/report",
        "/1/programme.json",
        "/1/programme.csv",
        "/versions",
    )
    for path in paths:
        assert other.get(DESK + path).status_code == 404, path
        assert Client().get(DESK + path).status_code == 302, path
    for path in ("/plan", "/1/publish", "/1/round/1/swap", "/1/round/1/keep", "/1/round/1/apart", "/release", "/job/1/stop"):
        assert other.post(DESK + path).status_code == 404, path
    assert stage.evening().state.version == 1


def queries(client: Client, path: str) -> int:
    text(client, path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        text(client, path)
    return len(captured)


@pytest.mark.parametrize("path", ["", "/1", "/1/round/1", "/1/people", "/compare?version=1&version=2"])
def test_pages_ask_the_database_no_more_for_more(path: str) -> None:
    small, large = planned_stage(6, "nearby:9*2"), planned_stage(24, "nearby:9*2", code="TEST2")
    counts = []
    for stage in (small, large):
        client = signed_in(stage)
        for _ in range(1 if stage is small else 3):
            one, other = (programmes.seen(stage.pk, 1).person_named(name) for name in two_in(stage, 1))
            programmes.swap(stage.pk, 1, 1, one, other, by=stage.organizer)
        counts.append(queries(client, f"/desk/{stage.event.code}/programme{path}"))
    assert counts[0] == counts[1] <= 16, counts
