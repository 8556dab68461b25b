"""The page of the pitch: with an evening and without; a look keeps nothing, versions come back, and what is used stands on the card."""

from html import unescape

import pytest
from django.test import Client

from keywho.adapters.notebook_json import notebook_from_json, notebook_to_json
from keywho.coach.notebook import Notebook
from keywho.coach.pitch.answers import Cut, Shape
from keywho.server.services.coaching.notebooks import notebook_of
from keywho.server.services.personal_links import badge_token
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db
ROOM = "/coach/en/pitch"
ANSWERS = {
    "shape": "job-seeker",
    "since": "3",
    "says_layoff": "1",
    "name": "Ana",
    "does": "I keep the books of small shops",
    "proof": "Last year I found four thousand that a bakery had paid twice",
    "gives": "I can show you how to sort a shoe box of receipts",
    "seeks": "somebody who runs a bakery",
}
MADE = (
    "Hello, I'm Ana. I keep the books of small shops. I was laid off three months ago, and I'm looking ahead. Last year I found four thousand that a bakery had paid twice. "
    "I can show you how to sort a shoe box of receipts. I'd like to meet somebody who runs a bakery."
)
WEAK = "I'm Ana, and I am just a bookkeeper. I basically leverage synergies."


@pytest.fixture
def stage() -> Stage:
    """A small evening."""
    return planned_stage(people=4, rounds="neighbour", rows=1)


def mine(stage: Stage) -> str:
    """The page of somebody of the evening."""
    return f"/p/{stage.token(stage.ids()[0])}/coach/pitch"


def person(stage: Stage) -> records.Attendee:
    """Who they are."""
    return records.Attendee.objects.get(public_id=stage.ids()[0], event_id=stage.pk)


def kept(stage: Stage) -> Notebook:
    """Their notebook."""
    return notebook_of(person(stage).pk)


def carried(page: str) -> Notebook:
    """The notebook that a page brings home."""
    return notebook_from_json(unescape(page.split('data-notebook="')[1].split('"')[0]))


def field(page: str) -> str:
    """What stands in the text's field."""
    return unescape(page.split('id="text"')[1].split(">", 1)[1].split("</textarea>")[0])


def test_a_stranger_makes_a_pitch_and_takes_it_home_while_the_server_asks_no_database(browser: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = browser.post(ROOM, {"press": "make", "cut": "30", **ANSWERS}).content.decode()
    assert field(page) == MADE
    notebook = carried(page)
    assert (notebook.answers.name, notebook.answers.shape, [one.text for one in notebook.versions]) == ("Ana", Shape.JOB_SEEKER, [MADE])
    again = browser.post(ROOM, {"press": "open", "notebook": notebook_to_json(notebook).decode()}).content.decode()
    assert field(again) == MADE


def test_somebody_of_the_evening_makes_it_and_finds_it_again(browser: Client, stage: Stage):
    answer = browser.post(mine(stage), {"press": "make", "cut": "10", **ANSWERS})
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{mine(stage)}?cut=10")
    assert [(one.cut, one.text) for one in kept(stage).versions] == [
        (Cut.TEN, "Hello, I'm Ana. I keep the books of small shops. I'd like to meet somebody who runs a bakery.")
    ]
    assert field(browser.get(mine(stage), {"cut": "10"}).content.decode()).startswith("Hello, I'm Ana. I keep")


def test_answers_that_are_all_empty_are_refused_and_the_name_stays(browser: Client, stage: Stage):
    answer = browser.post(mine(stage), {"press": "make", "cut": "30", "shape": "mentor", "name": "Ana"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no answer yet" in page
    assert 'value="Ana"' in page
    assert 'value="mentor" selected' in page
    assert kept(stage).is_empty


def test_the_questions_change_with_the_shape_and_nothing_is_lost_or_kept(browser: Client, stage: Stage):
    page = browser.post(mine(stage), {"questions": "1", "text": "Half a sentence", **ANSWERS, "shape": "employer"}).content.decode()
    assert "Whom are you looking for?" in page
    assert "says_layoff" not in page, "who looks for people says no months"
    assert ANSWERS["proof"] in page
    assert field(page) == "Half a sentence"
    assert kept(stage).is_empty


def test_a_look_says_what_was_found_and_keeps_nothing(browser: Client, stage: Stage):
    for path in (ROOM, mine(stage)):
        page = browser.post(f"{path}/look", {"text": WEAK, "cut": "30"}).content.decode()
        for words in ("It makes you small", "leverage</q> → use", "Filler", "No ask was heard", "No example was heard"):
            assert words in page
        assert "<html" not in page and 'id="pitch-time"' in page and 'id="pitch-look"' in page
        assert browser.get(f"{path}/look").status_code == 303
    assert kept(stage).is_empty


def test_a_suggestion_that_is_put_away_stays_away_until_it_is_asked_for(browser: Client):
    given = {"text": WEAK, "cut": "30", "quiet": ["jargon", "filler"]}
    page = browser.post(f"{ROOM}/look", given).content.decode()
    assert "leverage</q>" not in page and "Filler" not in page
    assert "It makes you small" in page
    assert "Show 2 again" in page
    assert "leverage</q>" in browser.post(f"{ROOM}/look", {**given, "loud": "1"}).content.decode()


def test_what_somebody_types_is_never_markup(browser: Client):
    page = browser.post(
        f"{ROOM}/look", {"text": "I leverage <script>alert(1)</script> & basically <b>more</b>", "cut": "30", "quiet": '"><img>'}
    ).content.decode()
    assert "<script>" not in page and "<b>more" not in page and "<img" not in page
    assert "&lt;script&gt;" in page


def test_versions_are_taken_again_compared_and_thrown_away(browser: Client, stage: Stage):
    path = mine(stage)
    browser.post(path, {"press": "keep", "text": "I bake bread.", "cut": "30"})
    browser.post(path, {"press": "keep", "text": "I bake good bread.", "cut": "30"})
    first, second = kept(stage).versions
    assert field(browser.get(path).content.decode()) == "I bake good bread."
    assert field(browser.post(path, {"take": first.at.isoformat(), "text": "I bake good bread."}).content.decode()) == "I bake bread."
    page = browser.post(path, {"compare": first.at.isoformat(), "text": "I bake good bread.", "cut": "30"}).content.decode()
    assert "I bake <ins>good </ins>bread." in page
    browser.post(path, {"press": "throw-away", "version": second.at.isoformat()})
    assert kept(stage).versions == (first,)
    answer = browser.post(path, {"press": "throw-away", "version": second.at.isoformat()})
    assert (answer.status_code, "not here any more" in answer.content.decode()) == (422, True)


def test_another_cut_shows_its_own_version_or_a_suggestion_and_never_eats_what_is_not_kept(browser: Client, stage: Stage):
    path = mine(stage)
    browser.post(path, {"press": "make", "cut": "30", **ANSWERS})
    page = browser.post(path, {"to": "10", "text": MADE, "cut": "30"}).content.decode()
    assert "A suggestion for 10 seconds" in page
    assert field(page) == "Hello, I'm Ana. I keep the books of small shops. I'd like to meet somebody who runs a bakery."
    typed = browser.post(path, {"to": "10", "text": f"{MADE} And I sing.", "cut": "30"}).content.decode()
    assert field(typed) == f"{MADE} And I sing."
    assert len(kept(stage).versions) == 1


def test_a_text_that_is_too_long_can_be_shortened_and_the_shorter_one_is_only_a_suggestion(browser: Client, stage: Stage):
    long = f"{MADE} " + "On Sundays I walk to the lake and count the boats that lie there in the sun. " * 4
    page = browser.post(mine(stage), {"shorten": "1", "text": long, "cut": "30"}).content.decode()
    assert "This would fit" in page
    assert field(page) == long.strip()
    shorter = unescape(page.split('name="shorter" value="')[1].split('"')[0])
    assert shorter.count("lake") < 4 and shorter.startswith(MADE)
    assert field(browser.post(mine(stage), {"shorter": shorter, "text": long, "cut": "30"}).content.decode()) == shorter
    assert kept(stage).is_empty


def test_what_is_used_stands_on_the_card_and_is_kept_as_a_version(browser: Client, stage: Stage):
    answer = browser.post(f"{mine(stage)}/use", {"text": f"{MADE}\r\nThank you.", "cut": "30"})
    assert answer.status_code == 303
    assert person(stage).pitch == f"{MADE}\nThank you."
    assert [one.text for one in kept(stage).versions] == [f"{MADE}\nThank you."]
    assert unescape(browser.get(mine(stage).removesuffix("/coach/pitch")).content.decode()).count(MADE) >= 1
    assert "this evening" in browser.get(mine(stage)).content.decode()


@pytest.mark.parametrize(
    ("text", "headers"), [pytest.param("  ", {}, id="nothing"), pytest.param("Mine now.", {"Sec-Fetch-Site": "cross-site"}, id="another site")]
)
def test_nothing_and_another_site_change_no_card(browser: Client, stage: Stage, text: str, headers: dict[str, str]):
    before = person(stage).pitch
    assert browser.post(f"{mine(stage)}/use", {"text": text, "cut": "30"}, headers=headers).status_code == 303
    assert person(stage).pitch == before
    assert kept(stage).is_empty


def test_who_photographed_a_badge_neither_reads_nor_uses_a_pitch(browser: Client, stage: Stage):
    browser.post(mine(stage), {"press": "keep", "text": "I bake bread.", "cut": "30"})
    token = badge_token(stage.event, person(stage))
    path = f"/p/{token}/coach/pitch"
    assert b"I bake bread" not in browser.get(path, follow=True).content
    browser.post(f"{path}/use", {"text": "I steal bread.", "cut": "30"})
    assert person(stage).pitch != "I steal bread."


def test_the_rehearsal_gets_the_text_as_it_stands(browser: Client, stage: Stage):
    answer = browser.post(mine(stage), {"press": "rehearse", "text": "I bake good bread.", "cut": "10"})
    assert answer["Location"].split("&")[0] == f"/p/{stage.token(stage.ids()[0])}/coach/rehearsal?cut=10"
    assert b"I bake good bread." in browser.get(answer["Location"]).content


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_page_speaks_the_language_of_its_address(browser: Client, language: str):
    page = browser.post(f"/coach/{language}/pitch", {"text": "Hallo", "cut": "30"}).content.decode()
    assert f'<html lang="{language}"' in page
    for english in ("My thirty seconds", "Keep this version", "Who are you", "No ask was heard"):
        assert english not in page


@pytest.mark.parametrize(
    "given",
    [
        {"cut": "11"},
        {"to": "x"},
        {"since": "99", "shape": "wizard"},
        {"take": "yesterday"},
        {"compare": "\0"},
        {"text": "\0" * 9},
        {"text": "x" * 5000},
        {"quiet": "z" * 9000},
    ],
)
def test_strange_answers_do_no_harm(browser: Client, stage: Stage, given: dict[str, str]):
    for path in (ROOM, mine(stage), f"{ROOM}/look"):
        assert browser.post(path, given).status_code == 200
        assert browser.get(path, given).status_code in (200, 303)


def test_a_person_who_has_written_nothing_finds_their_own_name(browser: Client, stage: Stage):
    name = person(stage).shown_name
    assert f'name="name" value="{name}"' in browser.get(mine(stage)).content.decode()
