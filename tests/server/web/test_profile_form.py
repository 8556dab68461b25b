"""What somebody writes about themselves on the phone: kept whole, in their language, and nothing lost on a form that comes back."""

import re
from pathlib import Path

import pytest
from django.test import Client

from keywho.adapters.attendee_list import read_attendees
from keywho.benefit.said import is_undecided
from keywho.core.people import Help, Profile, Seniority
from keywho.server.services import joining
from keywho.server.store import load
from keywho.server.store import models as records
from keywho.server.web.attendee.profile_choices import languages_kept
from keywho.server.web.attendee.words import PAGE_LANGUAGES, page_words
from server.an_evening import Stage, planned_stage, set_stage
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

MORE = {
    "industry": "Food", "place": "Cork", "languages": ["de", "en"], "other_languages": "Swiss German, Japanese", "seniority": "long experience",
    "seeks_help": ["a job lead", "a companion in the same search"], "gives_help": ["advice"], "months_searching": "7",
}  # fmt: skip
TICKED = [("languages", "en"), ("languages", "de"), ("seniority", "long experience"), ("seeks_help", "a job lead"), ("gives_help", "advice")]


@pytest.fixture(autouse=True)
def no_floods():
    joining._of_address.forget()
    joining._of_event.forget()


@pytest.fixture
def stage() -> Stage:
    return set_stage(6)


def form_of(client: Client, **written: object) -> dict[str, object]:
    page = client.get("/j/TEST1").content.decode()
    return {**dict(re.findall(r'<input type="hidden" name="(\w+)" (?:value="([^"]*)")?', page)), "consent": "on", **written}


def is_ticked(page: str, name: str, value: str) -> bool:
    return bool(re.search(f'name="{name}" value="{value}"[^>]* checked', page))


def profile_of(name: str) -> Profile:
    event = records.Event.objects.get()
    return next(one.attendee.profile for one in load.people(event.pk) if one.attendee.name == name)


def test_all_that_is_said_is_kept_and_shown_again(client: Client, stage: Stage):
    answer = client.post("/j/TEST1", form_of(client, name="Zoë", role="Planner", **MORE))
    assert profile_of("Zoë") == Profile(
        role="Planner", industry="Food", place="Cork", languages=frozenset({"de", "en", "ja", "swiss german"}), seniority=Seniority.LONG,
        months_searching=7, seeks_help=frozenset({Help.JOB_LEAD, Help.COMPANION}), gives_help=frozenset({Help.ADVICE}),
    )  # fmt: skip
    page = client.get(answer["Location"].replace("/chair", "") + "/profile").content.decode()
    assert [one for one in TICKED if not is_ticked(page, *one)] == []
    assert all(f'value="{text}"' in page for text in ("Food", "Cork", "7", "日本語, swiss german"))
    assert not is_ticked(page, "languages", "es")


def test_nothing_is_asked_for_and_nothing_is_concluded(client: Client, stage: Stage):
    client.post("/j/TEST1", form_of(client, name="Zoë"))
    assert profile_of("Zoë") == Profile()


@pytest.mark.parametrize("months", ["many", "-1", "601", "6,5", "99999999999999999999"])
def test_a_form_that_comes_back_has_lost_nothing_and_is_open_where_to_look(client: Client, stage: Stage, months: str):
    answer = client.post("/j/TEST1", form_of(client, name="Zoë", **{**MORE, "months_searching": months}))
    page = answer.content.decode()
    assert answer.status_code == 422 and "A number of months from 0 to 600" in words(answer)
    assert [one for one in TICKED if not is_ticked(page, *one)] == []
    assert all(f'value="{text}"' in page for text in ("Food", "Cork", months, "Swiss German, Japanese"))
    assert [bool(opened) for opened in re.findall(r'<details class="more"( open)?>', page)] == [True, False]


@pytest.mark.parametrize("name", ["languages", "seniority", "seeks_help", "gives_help"])
def test_an_answer_that_does_not_stand_there_is_no_answer(client: Client, stage: Stage, name: str):
    answer = client.post("/j/TEST1", form_of(client, name="Zoë", **{name: "Klingon"}))
    assert answer.status_code == 422 and "Please choose among the answers" in words(answer)


@pytest.mark.parametrize("language", sorted(PAGE_LANGUAGES))
def test_not_knowing_yet_is_an_answer_in_each_language_and_understood(client: Client, stage: Stage, language: str):
    records.Event.objects.update(language=language)
    answer = client.post("/j/TEST1", form_of(client, name="Zoë", unsure="on"))
    assert profile_of("Zoë").seeks == page_words(language).unsure_words
    assert is_undecided(profile_of("Zoë").seeks)
    page = client.get(answer["Location"].replace("/chair", "") + "/profile").content.decode()
    assert re.search('name="unsure"[^>]* checked', page) and page_words(language).unsure_words not in re.search("<textarea.*?</textarea>", page, re.DOTALL)[0]


def test_who_does_write_something_is_taken_by_their_words(client: Client, stage: Stage):
    client.post("/j/TEST1", form_of(client, name="Zoë", unsure="on", seeks="something with plants"))
    assert profile_of("Zoë").seeks == "something with plants"


def test_no_page_of_anybody_else_tells_for_how_long_somebody_has_been_looking(client: Client):
    stage = planned_stage(6)
    records.Attendee.objects.filter(event=stage.pk).update(months_searching=517, seeks="a job as a nurse", offers="I hire nurses")
    records.Event.objects.filter(pk=stage.pk).update(people_version=99)
    stage.to_round(1)
    for who in stage.ids():
        for place in ("", "/more"):
            page = client.get(f"/p/{stage.token(who)}{place}").content.decode()
            assert not re.search(r"\b517\b(?!\")", re.sub(r"/(?:static|p)/[\w:./-]+", "", page))


def test_the_phone_and_a_list_read_the_same(tmp_path: Path):
    """The gate "a language that they share" must not part two people because one wrote on the phone and the other in a list."""
    written = "fluent in French"
    path = tmp_path / "list.csv"
    path.write_text(f"name,languages\nAna,{written}\n", encoding="utf-8")
    (ana,) = read_attendees(path).attendees
    assert ana.profile.languages == set(languages_kept([], written).split(", ")) == {"fr"}
