"""The pages of ladder, seven days, lessons and certificate: for everybody with a notebook that comes along, for somebody of an evening with a record."""

import json
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from keywho.coach.ladder import ladder_in
from keywho.coach.lessons import lessons_in
from keywho.coach.notebook import Notebook
from keywho.core.ids import AttendeeId
from keywho.server.services import running
from keywho.server.services.coaching.notebooks import notebook_of
from keywho.server.store import models as records
from keywho.server.web.attendee.coach import frame
from server.an_evening import Stage, planned_stage, set_stage
from server.two_contacts import person
from server.web.pages import words

pytestmark = pytest.mark.django_db
PUBLIC = "/coach/en"


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    frame._of_person.forget()
    frame._of_address.forget()


@pytest.fixture
def stage() -> Stage:
    return set_stage(2, rows=1)


def root(stage: Stage) -> str:
    return f"/p/{stage.token(AttendeeId('a0'))}/coach"


def press(client: Client, path: str, press: str, **more: str) -> HttpResponse:
    """Press on a page of somebody, and give the page that follows."""
    answer = client.post(path, {"press": press, **more})
    assert answer.status_code == 303, words(answer)
    return client.get(answer["Location"])


def marks(answer: HttpResponse) -> set[str]:
    """The marks of the notebook that a page for everybody gives back."""
    found = re.search(r'data-notebook="([^"]*)"', answer.content.decode())
    assert found is not None
    return set(json.loads(found[1].replace("&quot;", '"'))["marks"])


@pytest.mark.parametrize("path", ["ladder", "ladder/say-your-name", "practice", "lessons", "lessons/coffee", "certificate"])
@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_each_page_is_there_for_everybody_in_each_language(client: Client, language: str, path: str):
    answer = client.get(f"/coach/{language}/{path}")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("path", ["ladder/fly", "lessons/selling"])
def test_what_does_not_exist_is_not_there(client: Client, stage: Stage, path: str):
    assert client.get(f"{PUBLIC}/{path}").status_code == 404
    assert client.post(f"{PUBLIC}/{path}", {"press": "done"}).status_code == 404
    assert client.post(f"{root(stage)}/{path}", {"press": "done"}).status_code == 404


def test_the_ladder_leads_to_each_rung_and_to_the_smallest_first(client: Client):
    page = client.get(f"{PUBLIC}/ladder")
    assert all(f"{PUBLIC}/ladder/{rung.key}" in page.content.decode() for rung in ladder_in("en").rungs)
    assert "Maybe next Say your name to the person beside you" in words(page)


def test_a_rung_is_done_and_taken_back_in_a_record_of_ones_own(client: Client, stage: Stage):
    path = f"{root(stage)}/ladder/ask-for-a-talk"
    assert "You did this" in words(press(client, path, "done"))
    assert set(notebook_of(person(stage, 0).pk).marks) == {"rung:ask-for-a-talk"}
    assert notebook_of(person(stage, 1).pk) == Notebook()
    assert "Going down is fine" in words(press(client, path, "not-done"))
    assert not notebook_of(person(stage, 0).pk).marks


def test_everybodys_notebook_comes_along_and_nothing_stays_here(client: Client):
    answer = client.post(f"{PUBLIC}/ladder/say-your-name", {"press": "done", "notebook": '{"marks": {"lesson:hello": "2026-11-26T19:00:00Z"}}'})
    assert marks(answer) == {"rung:say-your-name", "lesson:hello"}
    assert not records.Notebook.objects.exists()


def test_what_happened_stands_on_the_ladder_and_can_be_taken_back(client: Client):
    stage = planned_stage(4, "neighbour", rows=1)
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    while stage.evening().state.round_no == 1:
        stage.next()
    ladder, rung = f"{root(stage)}/ladder", f"{root(stage)}/ladder/say-your-name"
    assert "Say your name to the person beside you It happened" in words(client.get(ladder))
    press(client, rung, "not-done")
    assert "It happened" not in words(client.get(ladder))


def test_the_week_goes_from_a_guess_to_what_it_really_was(client: Client, stage: Stage):
    path = f"{root(stage)}/practice"
    assert "of seven people whom you talk to, how many will turn away?" in words(client.get(path))
    assert "Day 1 of 7" in words(press(client, path, "begin", guess="4"))
    for no in range(1, 8):
        page = press(client, path, "done", day=str(no), went="turned-away" if no == 3 else "glad")
    assert "One of them turned away. You had guessed 4." in words(page)
    assert "Day 3 of 7" in words(press(client, path, "not-done", day="3"))
    assert "Day 3 of 7" in words(press(client, path, "begin", guess="7")), "a page that was open elsewhere takes nothing away"
    assert "how many will turn away?" in words(press(client, path, "stop"))
    assert notebook_of(person(stage, 0).pk) == Notebook()


@pytest.mark.parametrize("given", [{"day": "8", "went": "glad"}, {"day": "x"}, {}], ids=["no such day", "no number", "nothing"])
def test_a_day_that_does_not_exist_changes_nothing(client: Client, stage: Stage, given: dict[str, str]):
    client.post(f"{root(stage)}/practice", {"press": "done", **given})
    assert notebook_of(person(stage, 0).pk) == Notebook()


def test_each_lesson_leads_on_and_its_task_somewhere(client: Client, stage: Stage):
    for lesson in lessons_in("en"):
        page = client.get(f"{root(stage)}/lessons/{lesson.key}").content.decode()
        kind, name = lesson.place
        there = {
            "rung": f"{root(stage)}/ladder/{name}",
            "page": f"{root(stage)}/{name}",
            "evening": f"{root(stage).removesuffix('/coach')}/{name}",
            "desk": "/desk",
        }
        assert f'href="{there[kind]}"' in page, lesson.key


def test_a_task_that_needs_an_evening_has_no_link_without_one(client: Client):
    assert "My next steps" not in words(client.get(f"{PUBLIC}/lessons/follow-up"))


def test_the_task_of_a_lesson_is_marked_and_counts(client: Client, stage: Stage):
    assert "You did this" in words(press(client, f"{root(stage)}/lessons/hello", "done"))
    assert "Hello" in words(client.get(f"{root(stage)}/lessons"))
    assert "1 task of the lessons done" in words(client.get(f"{root(stage)}/certificate"))
    press(client, f"{root(stage)}/lessons/hello", "not-done")
    assert "Nothing stands in it yet" in words(client.get(f"{root(stage)}/certificate"))


def test_the_certificate_is_a_page_and_a_pdf_with_the_name_as_it_was_written(client: Client, stage: Stage):
    press(client, f"{root(stage)}/ladder/be-asked", "done")
    path = f"{root(stage)}/certificate"
    assert "Person 0" in words(client.get(path))
    assert "Noted by Ana N." in words(client.post(path, {"name": "Ana N."}))
    pdf = client.post(path, {"name": "Ana N.", "as": "pdf", "paper": "letter"})
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in pdf["Cache-Control"]


def test_everybodys_certificate_comes_from_the_notebook_that_comes_along(client: Client):
    notebook = '{"marks": {"rung:be-asked": "2026-11-26T19:00:00Z"}, "answers": {"name": "Mei"}}'
    page = client.post(f"{PUBLIC}/certificate", {"press": "open", "notebook": notebook})
    assert "Mei has practised how to meet people, by doing it. 1 of 12 rungs" in words(page)
    assert client.post(f"{PUBLIC}/certificate", {"as": "pdf", "name": "Mei", "notebook": notebook})["Content-Type"] == "application/pdf"
    assert client.post(f"{PUBLIC}/certificate", {"as": "pdf"})["Content-Type"].startswith("text/html")
