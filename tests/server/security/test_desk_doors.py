"""The desk opens for organizers of the evening alone, changes nothing by looking, and obeys no other site."""

import hashlib

import pytest
from django.apps import apps
from django.test import Client

from keywho.server.services import running
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.services.personal_links import badge_token
from keywho.server.store import models as records
from keywho.server.web.organizer import account
from keywho.server.web.organizer.run_presses import PRESSES
from server.an_evening import Stage, planned_stage
from server.security.walking import addresses

pytestmark = pytest.mark.django_db(transaction=True)

EVERYBODYS = {
    "landing",
    "join",
    "join-listed",
    "sign-in",
    "first",
    "gallery",
    "wall",
    "speaker",
    "speaker-now",
    "speaker-show",
    "speaker-undo",
    "badge",
    "sign-out",
    "mail-verify",
    "mail-stop",
    "inbox",
    "notice",
    "again",
    "calendar-feed",
}
FILES = ("cards", "badges", "signs", "chart", "round", "stickers", "poster")


@pytest.fixture
def stage() -> Stage:
    """A running evening with a job, a report and a wish."""
    stage = planned_stage(12)
    running.arrived(stage.pk, stage.ids()[:8], by=f"organizer {stage.organizer.pk}", now=stage.now)
    stage.to_round(1)
    first, second = stage.event.attendees.all()[:2]
    records.PlanningJob.objects.create(event=stage.event, state="done")
    records.Report.objects.create(event=stage.event, who=first, kind="other", text="something", at=stage.now)
    records.Wish.objects.create(event=stage.event, kind="must-meet", one=first, other=second)
    return stage


def desk_paths(stage: Stage) -> list[tuple[str, str]]:
    """Give all addresses below /desk/ and of accounts, with real numbers in them."""
    pk = stage.event.attendees.first().pk
    words = {
        "code": stage.event.code,
        "no": 1,
        "round_no": 1,
        "pk": pk,
        "organizer_pk": stage.organizer.pk,
        "job_pk": records.PlanningJob.objects.get().pk,
        "token": "x",
        "action": "here",
        "press": "here",
    }
    found = [pair for pair in addresses({**words, "name": "next", "what": "cards"}) if pair[1].startswith(("/desk", "/account"))]
    found += [("press", f"/desk/{stage.event.code}/run/{name}") for name in PRESSES]
    found += [("file", f"/desk/{stage.event.code}/print/{what}.pdf") for what in FILES]
    assert len(found) > 60 and not any("<" in path for _, path in found)
    return found


def fingerprint() -> str:
    """Give what changes when any record changes; when somebody signed in last does not count."""
    found = hashlib.sha256()
    for model in apps.get_app_config("store").get_models():
        for row in model.objects.order_by("pk").values():
            row.pop("last_login", None)
            found.update(repr([bytes(value) if isinstance(value, memoryview) else value for value in row.values()]).encode())
    return found.hexdigest()


def stranger() -> records.Organizer:
    return records.Organizer.objects.create(email="eve@example.org", name="Eve")


def signed_in(organizer: records.Organizer, **how: bool) -> Client:
    client = Client(**how)
    client.force_login(organizer)
    return client


def test_whoever_is_signed_out_is_led_to_the_sign_in(stage: Stage):
    before = fingerprint()
    for method in ("get", "post"):
        for name, path in desk_paths(stage):
            answer = getattr(Client(), method)(path)
            assert answer.status_code in (302, 405), (method, name, path, answer.status_code)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/sign-in?next=/"), path
    assert fingerprint() == before


def test_an_organizer_of_another_evening_finds_nothing_here(stage: Stage):
    planned_stage(4, "neighbour", rows=1, code="OTHER").event.organizers.set([eve := stranger()])
    client = signed_in(eve)
    before = fingerprint()
    for method in ("get", "post"):
        for name, path in desk_paths(stage):
            if stage.event.code not in path:
                continue
            answer = getattr(client, method)(path, {"name": stage.event.name, "from_cue_no": "3"})
            assert answer.status_code in (404, 405), (method, name, path, answer.status_code)
            assert "Person" not in answer.content.decode(errors="replace") and "Job club" not in answer.content.decode(errors="replace")
    assert fingerprint() == before


def test_numbers_of_another_evening_open_nothing_on_ones_own_desk(stage: Stage):
    """The code is mine; the person, the wish and the job are of somebody else."""
    mine = planned_stage(4, "neighbour", rows=1, code="OTHER")
    mine.event.organizers.set([eve := stranger()])
    client = signed_in(eve)
    stage.event.attendees.update(name="Theirs", called="Theirs")
    before = fingerprint()
    theirs = stage.event.attendees.first().pk
    wish, job = records.Wish.objects.filter(event=stage.pk).get().pk, records.PlanningJob.objects.get(event=stage.pk).pk
    for path in (
        *(f"people/{theirs}{part}" for part in ("", "/export", "/new-link", "/cancel", "/restore", "/erase")),
        *(f"run/person/{theirs}{part}" for part in ("", "/with", "/here", "/left", "/missing", "/tell", "/new-link")),
        f"wishes/{wish}/remove",
        f"wishes/chair/{theirs}",
        f"programme/job/{job}",
        f"programme/job/{job}/stop",
        f"programme/1/person/{theirs}",
    ):
        for method in ("get", "post"):
            answer = getattr(client, method)(f"/desk/OTHER/{path}", {"mark": "quiet", "text": "x"})
            assert answer.status_code in (200, 302, 404, 405, 422), (method, path, answer.status_code)
            assert "something" not in answer.content.decode() and "Theirs" not in answer.content.decode(), path
    assert fingerprint() == before


def test_no_press_without_the_word_that_only_our_pages_have(stage: Stage):
    client = signed_in(stage.organizer, enforce_csrf_checks=True)
    before = fingerprint()
    for name, path in [*desk_paths(stage), ("sign-out", "/sign-out"), ("sign-in", "/sign-in")]:
        answer = client.post(path, {"name": stage.event.name})
        assert answer.status_code in (403, 405), (name, path, answer.status_code)
    assert client.get("/desk/").status_code == 200, "still signed in"
    assert fingerprint() == before


def test_looking_changes_nothing(stage: Stage):
    client = signed_in(stage.organizer)
    paths = [path for _, path in desk_paths(stage)]
    loaded = stage.evening()
    one = loaded.people.registered[0]
    phone, badge = stage.token(one.attendee.id), badge_token(loaded, one)
    wall = token_of(Link(LinkKind.PROJECTOR, stage.pk), loaded.projector_key)
    others = ["/", "/?code=TEST1", "/j/TEST1", "/j/test1?seat=A1", f"/b/{badge}", f"/x/{wall}", "/sign-in", "/sign-out", "/first/x"]
    others += [f"/p/{phone}{part}" for part in ("", "/more", "/chair", "/room", "/qr.svg", "/profile", "/export", "/erase", "/do/leave")]
    before = fingerprint()
    seen = 0
    for method in ("get", "head"):
        for path in [*paths, *others]:
            answer = getattr(client, method)(path, headers={"HX-Request": "true"} if path.endswith("/now") else {})
            assert answer.status_code in (200, 302, 303, 404, 405, 410), (path, answer.status_code)
            seen += answer.status_code == 200
    assert seen > 60
    assert fingerprint() == before


def test_only_known_pages_are_open_to_everybody():
    """A new page has to be thought about: it is below /desk/, a person's own, or in the list above."""
    words = dict.fromkeys(("code", "no", "pk", "round_no", "organizer_pk", "job_pk", "token", "action", "press", "name", "what", "language", "key"), 1)
    for name, path in addresses(words):
        assert name in EVERYBODYS or path.startswith(("/desk/", "/account", "/p/", "/coach")), (name, path)


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example", "\thttps://evil.example", "/\t/evil.example"],
)
def test_after_signing_in_one_stays_here(stage: Stage, wanted: str):
    account._of_address.forget()
    stage.organizer.set_password("three words together")
    stage.organizer.save()
    client = Client()
    for answer in (
        client.post("/sign-in", {"email": "ada@example.org", "password": "three words together", "next": wanted}),
        client.get("/sign-in", {"next": wanted}),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/desk/")


@pytest.mark.parametrize("came_from", ["https://evil.example/desk", "//evil.example", "http://testserver.evil.example/"])
def test_a_refusal_leads_back_to_a_page_of_ours(stage: Stage, came_from: str):
    client = signed_in(stage.organizer)
    answer = client.post(f"/desk/{stage.event.code}/run/next", {"from_cue_no": "nonsense"}, headers={"Referer": came_from})
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/{stage.event.code}/")
    answer = client.post(
        f"/desk/{stage.event.code}/run/next", {"from_cue_no": "nonsense"}, headers={"Referer": f"http://testserver/desk/{stage.event.code}/run?q=x"}
    )
    assert answer["Location"].endswith(f"/desk/{stage.event.code}/run?q=x")
