"""Three key questions on the phone: built from both profiles, kept, asked in the invitation, at hand before the talk; first sentences to practise with."""

import json
import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from keywho.adapters.notebook_json import notebook_from_json
from keywho.coach.icebreakers import icebreakers_of
from keywho.core.ids import AttendeeId
from keywho.followup.interview import Terms
from keywho.followup.words.reminders import words_of_reminders
from keywho.server.services.afterwards import interviews
from keywho.server.services.afterwards.preparing import preparation
from keywho.server.services.coaching.questions import built, questions_for, ready_for
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards import asking
from keywho.server.web.attendee.coach import frame
from server.an_evening import Stage, planned_stage, set_stage
from server.two_contacts import MORNING, ONE, exchange, person
from server.web.pages import words
from server.web.test_talk_pages import form

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_floods():
    for limit in (asking.of_person, frame._of_person, frame._of_address):
        limit.forget()


@pytest.fixture
def stage() -> Stage:
    stage = set_stage(4)
    exchange(stage, 0, 1)
    records.Attendee.objects.filter(event_id=stage.pk, public_id="a0").update(seeks="a start in logistics")
    records.Attendee.objects.filter(event_id=stage.pk, public_id="a1").update(role="Warehouse manager, was a teacher", offers="we hire planners")
    return stage


def mine(stage: Stage, path: str, no: int = 0) -> str:
    return f"/p/{stage.token(AttendeeId(f'a{no}'))}/{path}"


def fields(page: HttpResponse) -> list[str]:
    return re.findall(r'<textarea id="question\d"[^>]*>([^<]*)<', page.content.decode())


def press(client: Client, address: str, **given: str) -> HttpResponse:
    answer = client.post(address, given)
    return client.get(answer["Location"]) if answer.status_code == 303 else answer


def test_built_exchanged_for_others_and_kept(client: Client, stage: Stage):
    ben = person(stage, 1)
    address = mine(stage, f"coach/questions/{ben.pk}")
    first = fields(client.get(address))
    assert len(first) == 3 and first == list(questions_for(person(stage, 0).pk, ben.pk)) and "logistics" in first[0]
    given = {f"question{no}": text for no, text in enumerate(first, 1)}
    other = fields(press(client, address, another="question2", purpose="how hiring works", **given))
    assert other[0] == first[0] and other[1] != first[1] and other[2] == first[2]
    assert not records.KeyQuestions.objects.exists(), "looking keeps nothing"
    anew = fields(press(client, address, another="all", purpose="feedback on my pitch", **given))
    assert anew[1] != first[1]
    told = press(client, address, press="keep", purpose="how hiring works", question1="How did you begin?", question2="  What  surprised you? ", question3="")
    assert "They are ready when you ask for a talk" in words(told)
    assert fields(told) == ["How did you begin?", "What surprised you?", ""]
    assert ready_for(person(stage, 0).pk, ben.pk).questions == ("How did you begin?", "What surprised you?")
    thrown = press(client, address, press="throw")
    assert fields(thrown) == list(first) and not records.KeyQuestions.objects.exists()


def test_what_cannot_be_kept_stays_on_the_page_with_a_sentence(client: Client, stage: Stage):
    address = mine(stage, f"coach/questions/{person(stage, 1).pk}")
    empty = press(client, address, press="keep", question1="", question2=" ", question3="")
    assert empty.status_code == 422 and "Maybe write one" in words(empty)
    long = press(client, address, press="keep", question1="How " + "so " * 100 + "?", question2="What?", question3="")
    assert long.status_code == 422 and "at most 200 letters" in words(long) and "What?" in fields(long)
    assert not records.KeyQuestions.objects.exists()


def test_only_whom_one_has_met_or_has_the_contact_of_can_be_asked_about(client: Client, stage: Stage):
    assert client.get(mine(stage, f"coach/questions/{person(stage, 2).pk}")).status_code == 404
    assert client.post(mine(stage, f"coach/questions/{person(stage, 2).pk}"), {"press": "keep", "question1": "Why?"}).status_code == 404
    assert client.get(mine(stage, "coach/questions/999999")).status_code == 404
    assert client.get(f"/coach/en/questions/{person(stage, 1).pk}").status_code == 404


def test_kept_questions_are_ticked_in_the_invitation_and_noted_as_used(client: Client, stage: Stage):
    ada, ben = person(stage, 0), person(stage, 1)
    ask = mine(stage, f"contacts/{ben.pk}/ask")
    page = client.get(ask).content.decode()
    assert all(one in page for one in built(stage.evening(), ada.pk, ben.pk)) and f"coach/questions/{ben.pk}" in page
    press(
        client, mine(stage, f"coach/questions/{ben.pk}"), press="keep", purpose="How you hire", question1="What would you ask me?", question2="", question3=""
    )
    page = client.get(ask).content.decode()
    assert re.search(r'value="What would you ask me\?"[^>]* checked', page) and "How you hire</textarea>" in page
    answer = client.post(ask, form(questions=["What would you ask me?"]))
    assert answer.status_code == 303
    assert json.loads(records.Interview.objects.get().questions) == ["What would you ask me?"]
    assert records.KeyQuestions.objects.get().used_at is not None


def test_before_the_talk_the_kept_ones_are_at_hand_and_without_them_built_ones(client: Client, stage: Stage):
    ada, ben = person(stage, 0), person(stage, 1)
    talk = interviews.ask(ada.pk, ben.pk, Terms("advice on my next step"), (ONE,), now=MORNING)
    usual = words_of_reminders("en")

    def at_hand(who: int, other: int) -> tuple[str, ...]:
        return preparation(stage.evening(), who, talk.record.pk, other, usual).questions

    assert at_hand(ada.pk, ben.pk) == built(stage.evening(), ada.pk, ben.pk, "advice on my next step")
    press(client, mine(stage, f"coach/questions/{ben.pk}"), press="keep", question1="What would you do?")
    assert at_hand(ada.pk, ben.pk) == ("What would you do?",)
    assert at_hand(ben.pk, ada.pk) == (), "they are their writer's alone"


def test_people_one_has_met_are_listed(client: Client):
    stage = planned_stage(people=4, rounds="neighbour", rows=1)
    assert "Whom you have met" not in words(client.get(mine(stage, "coach/questions")))
    stage.to_round(1)
    page = words(client.get(mine(stage, "coach/questions")))
    met = next(other for meeting in stage.evening().state.programme.meetings for other in meeting.others(AttendeeId("a0")) if "a0" in meeting.attendees)
    assert "Whom you have met" in page and f"Person {met[1:]}" in page


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_everybody_builds_and_keeps_in_their_browser(client: Client, language: str):
    address = f"/coach/{language}/questions"
    assert client.get(address).status_code == 200
    about = {"about": "Ben", "work": "warehouse manager", "seeks": "logistics", "purpose": ""}
    asked = fields(client.post(address, {**about, "another": "all"}))
    assert len(asked) == 3 and all(text.endswith("?") for text in asked)
    kept = client.post(address, {**about, "press": "keep", **{f"question{no}": text for no, text in enumerate(asked, 1)}})
    found = re.search(r'data-notebook="([^"]*)"', kept.content.decode())
    assert found is not None
    notebook = notebook_from_json(unescape(found[1]))
    assert [(one.about, list(one.questions)) for one in notebook.questions] == [("Ben", [unescape(text) for text in asked])]
    gone = client.post(address, {"press": "throw", "about": "Ben", "notebook": unescape(found[1])})
    left = re.search(r'data-notebook="([^"]*)"', gone.content.decode())
    assert left is not None and notebook_from_json(unescape(left[1])).questions == ()
    assert client.post(address, {**about, "about": "", "press": "keep", "question1": "Why?"}).status_code == 422


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_first_sentences_to_practise_with_come_one_after_the_other(client: Client, language: str):
    pages = [words(client.get(f"/coach/{language}/icebreakers?no={no}")) for no in (0, 1)]
    known = icebreakers_of(language)
    for no, page in enumerate(pages):
        assert known.easy[no].say in page and known.personal[no].say in page and known.curious[no].then[0] in page
    assert client.get(f"/coach/{language}/icebreakers?no=x").status_code == 200


def test_of_an_evening_those_of_its_organizers_and_the_own_field(client: Client, stage: Stage):
    own = '[[easy]]\nsay = "What is in your bag?"\n[[curious]]\nsay = "How so?"\n[[curious]]\nsay = "Why {topic}?"\nbetween = "one-seeks"\n[[personal]]\nsay = "Who?"\n'
    records.Event.objects.filter(pk=stage.pk).update(icebreakers=own)
    assert "What is in your bag?" in words(client.get(mine(stage, "coach/icebreakers")))
    assert "Why logistics?" in words(client.get(mine(stage, "coach/icebreakers?no=1")))
