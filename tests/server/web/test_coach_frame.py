"""The frame of the coach's pages: one notebook in two homes, nothing kept of strangers, nothing lost by a press that is refused."""

import json
from dataclasses import replace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from keywho.adapters.notebook_json import notebook_from_json, notebook_to_json
from keywho.coach.notebook import Notebook
from keywho.core.errors import KeywhoError
from keywho.core.ids import AttendeeId
from keywho.server.services.coaching.notebooks import change, notebook_of
from keywho.server.services.personal_links import badge_token
from keywho.server.store import models as records
from keywho.server.web.attendee.coach import frame
from keywho.server.web.attendee.coach.frame import Coached, Done, Pressed, coach_paths
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db
ROOM = "/coach/en"


class TooBold(KeywhoError):
    """A press that is refused."""

    code = "too-bold"


def rungs(request: HttpRequest, coached: Coached, **_: object) -> HttpResponse:
    """A page that says what is marked."""
    marks = json.dumps({"marks": sorted(coached.notebook.marks), "told": coached.told, "written": request.POST.get("words", "")})
    return HttpResponse(marks)


def mark(pressed: Pressed) -> Done:
    """Mark a rung."""
    if pressed.given.get("rung") == "jump":
        raise TooBold("That is too much at once. Maybe begin with hello.")
    return Done(pressed.notebook.marked(f"rung:{pressed.given['rung']}", pressed.coached.at), "Well done.", to="/ladder")


EVERYBODYS, SOMEBODYS = (one.callback for one in coach_paths("rungs", rungs, "rungs", {"mark": mark}))


@pytest.fixture
def stage() -> Stage:
    """A small evening."""
    return planned_stage(people=4, rounds="neighbour", rows=1)


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Nobody has pressed anything yet."""
    frame._of_person.forget()
    frame._of_address.forget()


def asked(press: str = "", notebook: Notebook | str = "", **more: str) -> HttpRequest:
    """A press of somebody."""
    kept = notebook if isinstance(notebook, str) else notebook_to_json(notebook).decode()
    return RequestFactory(SERVER_NAME="127.0.0.1").post("/coach/en/rungs", {"press": press, "notebook": kept, **more})


def everybody(request: HttpRequest, language: str = "en") -> HttpResponse:
    """What a stranger is answered."""
    answer = EVERYBODYS(request, language=language)
    assert isinstance(answer, HttpResponse)
    return answer


def somebody(request: HttpRequest, stage: Stage, who: AttendeeId | None = None) -> HttpResponse:
    """What somebody of the evening is answered."""
    answer = SOMEBODYS(request, token=stage.token(who or stage.ids()[0]))
    assert isinstance(answer, HttpResponse)
    return answer


def test_what_a_stranger_writes_comes_back_and_is_kept_nowhere(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = everybody(asked("mark", Notebook(), rung="hello"))
    assert json.loads(answer.content) == {"marks": ["rung:hello"], "told": {"kind": "note", "text": "Well done."}, "written": ""}
    assert answer["Coach-To"] == "/coach/en/ladder"
    assert not records.Notebook.objects.exists()


def test_the_page_carries_the_notebook_home():
    client = Client(SERVER_NAME="127.0.0.1")
    book = Notebook().marked("rung:hello", frame.now())
    page = client.post(ROOM, {"press": "open", "notebook": notebook_to_json(book).decode()}).content.decode()
    carried = page.split('data-notebook="')[1].split('"')[0].replace("&quot;", '"').replace("&#x27;", "'")
    assert notebook_from_json(carried) == book


def test_somebodys_press_is_kept_and_leads_on(stage: Stage):
    answer = somebody(asked("mark", rung="hello"), stage)
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"/p/{stage.token(stage.ids()[0])}/coach/ladder?said=")
    pk = stage.evening().people.by_id[stage.ids()[0]].pk
    assert list(notebook_of(pk).marks) == ["rung:hello"]
    assert b"rung:hello" in SOMEBODYS(RequestFactory(SERVER_NAME="127.0.0.1").get("/"), token=stage.token(stage.ids()[0])).content
    assert b"rung:hello" not in SOMEBODYS(RequestFactory(SERVER_NAME="127.0.0.1").get("/"), token=stage.token(stage.ids()[1])).content


def test_a_press_that_is_refused_changes_nothing_and_gives_back_what_was_written(stage: Stage):
    somebody(asked("mark", rung="hello"), stage)
    for answer in (
        somebody(asked("mark", rung="jump", words="my words"), stage),
        everybody(asked("mark", Notebook().marked("rung:hello", frame.now()), rung="jump", words="my words")),
    ):
        told = {"kind": "warn", "text": "That is too much at once. Maybe begin with hello."}
        assert (answer.status_code, json.loads(answer.content)) == (422, {"marks": ["rung:hello"], "told": told, "written": "my words"})


def test_a_look_answers_at_once_and_keeps_nothing(stage: Stage):
    answer = somebody(asked("", words="as typed"), stage)
    assert (answer.status_code, json.loads(answer.content)["written"]) == (200, "as typed")
    assert not records.Notebook.objects.exists()


@pytest.mark.parametrize("notebook", ["{", "[]", '{"versions": [1]}', " " * 300_000], ids=["broken", "list", "shape", "long"])
def test_a_notebook_that_is_none_is_refused_with_a_sentence(notebook: str):
    answer = everybody(asked("mark", notebook, rung="hello"))
    assert answer.status_code == 422
    assert "can't be read any more" in json.loads(answer.content)["told"]["text"]


def test_a_notebook_that_can_not_be_read_can_be_thrown_away():
    client = Client(SERVER_NAME="127.0.0.1")
    page = client.post(f"{ROOM}/notebook", {"press": "open", "notebook": "{"})
    assert (page.status_code, 'value="throw"' in page.content.decode()) == (422, True)
    page = client.post(f"{ROOM}/notebook", {"press": "throw", "notebook": "{"})
    assert (page.status_code, "data-notebook=" in page.content.decode()) == (200, True)


def test_another_site_and_a_flood_are_refused(stage: Stage):
    foreign = asked("mark", rung="hello")
    foreign.META["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert somebody(foreign, stage).status_code == 422
    assert not records.Notebook.objects.exists()
    answers = [somebody(asked("mark", rung="hello"), stage).status_code for _ in range(frame.MOST_IN_A_MINUTE + 1)]
    assert (answers[:-1], answers[-1]) == ([303] * frame.MOST_IN_A_MINUTE, 429)


def test_a_badge_opens_no_notebook(stage: Stage):
    one = stage.evening().people.registered[0]
    client = Client(SERVER_NAME="127.0.0.1")
    records.Attendee.objects.filter(pk=one.pk).update(consented_at=frame.now())
    opened = client.post(f"/b/{badge_token(stage.evening(), one)}")["Location"].split("?")[0]
    assert opened.startswith("/p/")
    answer = client.get(f"{opened}/coach")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (303, opened)


def test_no_other_language_is_spoken():
    client = Client(SERVER_NAME="127.0.0.1")
    assert [client.get(f"/coach/{language}").status_code for language in ("en", "de", "es", "xx")] == [200, 200, 200, 404]
    assert client.get("/coach", headers={"Accept-Language": "es-MX,en;q=0.5"})["Location"] == "/coach/es"


def test_two_devices_do_not_overwrite_each_other(stage: Stage):
    pk, now = stage.evening().people.registered[0].pk, frame.now()
    change(pk, lambda book: book.marked("rung:hello", now), now)
    change(pk, lambda book: book.marked("rung:ask", now), now)
    assert list(notebook_of(pk).marks) == ["rung:hello", "rung:ask"]


def test_whoever_lets_history_follow_them_opens_the_earlier_notebook(stage: Stage):
    one, other, third = stage.evening().people.registered[:3]
    now = frame.now()
    change(one.pk, lambda book: book.marked("rung:hello", now), now)
    regular = records.Regular.objects.create(key="k", made_at=now, seen_at=now)
    records.Attendee.objects.filter(pk__in=[one.pk, other.pk]).update(regular=regular)
    assert list(notebook_of(other.pk).marks) == ["rung:hello"]
    change(other.pk, lambda book: replace(book, marks={}), now)
    assert (notebook_of(other.pk).marks, list(notebook_of(one.pk).marks)) == ({}, ["rung:hello"])
    assert notebook_of(third.pk).is_empty
