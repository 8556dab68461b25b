"""First sentences at the desk: changed, added, hidden, deleted, brought and restored; what hurts is refused with its reason, and every phone shows what was saved."""

import re
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from keywho.coach.icebreakers import Depth, icebreakers_of, reader_of
from keywho.core.ids import AttendeeId
from keywho.live.phone_view import Card, card
from keywho.server.services.coaching.icebreakers import icebreakers_now
from keywho.server.services.registrations import people_changed
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage
from server.web.pages import words

pytestmark = pytest.mark.django_db

OWN = '# ours\n[[easy]]\nsay = "What is in your bag?"\nthen = ["And why?"]\n\n[[curious]]\nsay = "How so?"\n\n[[personal]]\nsay = "Who?"\n'


@pytest.fixture
def stage() -> Stage:
    return planned_stage(people=4, rounds="neighbour,nearby*2", rows=1)


def here(stage: Stage, path: str = "") -> str:
    return f"/desk/{stage.event.code}/icebreakers{path}"


def change(desk: Client, stage: Stage, press: str, **given: str) -> HttpResponse:
    mark = re.search(r'name="mark" value="(\w+)"', desk.get(here(stage)).content.decode())
    assert mark is not None
    answer = desk.post(here(stage, "/change"), {"mark": mark[1], "depth": "easy", "press": press, **given})
    return desk.get(answer["Location"].partition("#")[0]) if answer.status_code == 302 else answer


def easy(stage: Stage) -> list[str]:
    stage.event.refresh_from_db()
    return [one.say for one in icebreakers_now(stage.event).easy if not one.hidden]


def shown(stage: Stage, who: str = "a0") -> Card:
    loaded = stage.evening()
    return card(loaded.state, AttendeeId(who), loaded.scene)


def test_the_page_shows_what_comes_along(desk: Client, stage: Stage):
    page = words(desk.get(here(stage)))
    assert all(one.say in page for depth in Depth for one in icebreakers_of("en").of(depth))
    assert "Use those that come along" not in page
    assert here(stage) in desk.get(f"/desk/{stage.event.code}/rounds").content.decode()


def test_a_sentence_is_added_changed_moved_hidden_and_deleted(desk: Client, stage: Stage):
    before = easy(stage)
    assert "Added" in words(change(desk, stage, "add", say="What is in  your bag?", then="And why?\n\n  What else? "))
    assert easy(stage) == [*before, "What is in your bag?"] and icebreakers_now(stage.event).easy[-1].then == ("And why?", "What else?")
    no = str(len(before))
    assert "Changed" in words(change(desk, stage, "change", no=no, say="What is in your pocket?", to="easy"))
    assert easy(stage)[-1] == "What is in your pocket?"
    assert "hidden" in words(change(desk, stage, "hide", no=no)) and easy(stage) == before
    assert "shown again" in words(change(desk, stage, "show", no=no)) and len(easy(stage)) == len(before) + 1
    change(desk, stage, "change", no=no, say="What is in your pocket?", to="personal")
    assert easy(stage) == before and icebreakers_now(stage.event).personal[-1].say == "What is in your pocket?"
    assert "is deleted" in words(change(desk, stage, "delete", no="0")) and easy(stage) == before[1:]
    assert "Use those that come along" in words(desk.get(here(stage)))
    desk.post(here(stage, "/restore"))
    assert easy(stage) == before and stage.event.icebreakers == ""


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"say": "How old are you?"}, "touches age"),
        ({"say": ""}, "is empty"),
        ({"say": "What about {topic}?"}, "names a field of work"),
        ({"say": "What brought you here tonight?"}, "stands there twice"),
    ],
    ids=["age", "empty", "no relation", "twice"],
)
def test_what_cannot_stay_comes_back_as_it_was_typed(desk: Client, stage: Stage, given: dict[str, str], why: str):
    answer = change(desk, stage, "add", then="A second line?", **given)
    assert answer.status_code == 422 and why in words(answer) and "A second line?" in answer.content.decode()
    stage.event.refresh_from_db()
    assert stage.event.icebreakers == ""


def test_two_organizers_do_not_overwrite_each_other(desk: Client, stage: Stage):
    old = re.search(r'name="mark" value="(\w+)"', desk.get(here(stage)).content.decode())
    assert old is not None
    change(desk, stage, "delete", no="0")
    answer = desk.post(here(stage, "/change"), {"mark": old[1], "depth": "easy", "no": "0", "press": "delete"})
    assert answer.status_code == 422 and "Somebody else has changed the sentences" in words(answer)
    assert len(easy(stage)) == len(icebreakers_of("en").easy) - 1


def test_a_file_is_taken_edited_brought_and_its_faults_are_named_by_line(desk: Client, stage: Stage):
    taken = desk.get(here(stage, "/file"))
    assert 'filename="icebreakers-en.toml"' in taken["Content-Disposition"]
    back = desk.post(here(stage, "/text"), {"file": SimpleUploadedFile("a.toml", taken.content)})
    assert back.status_code == 302 and easy(stage) == [one.say for one in icebreakers_of("en").easy]
    desk.post(here(stage, "/text"), {"text": OWN})
    assert easy(stage) == ["What is in your bag?"] and "# ours" in desk.get(here(stage, "/file")).content.decode()
    bad = OWN.replace("How so?", "Where were you born?")
    refused = desk.post(here(stage, "/text"), {"text": bad})
    assert (
        refused.status_code == 422 and "Line 7:" in words(refused) and "touches origin" in words(refused) and "Where were you born?" in refused.content.decode()
    )
    assert desk.post(here(stage, "/text"), {"text": "  "}).status_code == 422
    assert desk.post(here(stage, "/text"), {"file": SimpleUploadedFile("a.toml", b"\xff\xfe")}).status_code == 422
    assert easy(stage) == ["What is in your bag?"]


def test_strangers_see_nothing(client: Client, stage: Stage):
    for path in ("", "/text", "/file"):
        assert client.get(here(stage, path)).status_code == 302


def test_phones_show_one_sentence_a_meeting_and_what_was_saved_at_once(desk: Client, stage: Stage):
    stage.to_round(1)
    version = stage.evening().people.version
    pairs = [meeting.attendees for meeting in stage.evening().state.programme.meetings if meeting.round_no == 1]
    for one, other in pairs:
        assert shown(stage, one).icebreaker == shown(stage, other).icebreaker != ""
        assert shown(stage, one).follow_ups
    desk.post(here(stage, "/text"), {"text": OWN})
    assert (shown(stage).icebreaker, shown(stage).follow_ups) == ("What is in your bag?", ("And why?",))
    assert stage.evening().people.version == version + 1, "screens that come back notice"


def test_sentences_change_from_round_to_round_and_name_what_two_share(stage: Stage):
    records.Attendee.objects.filter(event_id=stage.pk).update(role="Librarian", seeks="", offers="")
    records.Event.objects.filter(pk=stage.pk).update(people_version=stage.evening().people.version + 1)
    said = []
    for no in (1, 2, 3):
        stage.to_round(no)
        said.append(shown(stage).icebreaker)
    assert all(one != other for one, other in pairwise(said))
    assert all("libraries and archives" in text for text in said if text)


def test_topics_are_read_anew_when_a_profile_changes_and_go_with_the_person(stage: Stage):
    one, other = AttendeeId("a0"), AttendeeId("a1")

    def write(**profile: str) -> None:
        records.Attendee.objects.filter(event_id=stage.pk, public_id=one).update(**profile)
        people_changed(stage.pk)

    def topics() -> set[str]:
        loaded = stage.evening()
        reader = reader_of(loaded.icebreakers.topics)
        return {reader.topics[no].name for no in loaded.people.ground_of(one, reader).all}

    write(role="Librarian", seeks="", offers="")
    assert topics() == {"libraries and archives"}
    people_changed(stage.pk)
    kept = stage.evening().people.grounds[one]
    assert topics() == {"libraries and archives"} and stage.evening().people.grounds[one] is kept, "nobody reads the same profile twice"
    write(role="Accountant")
    assert topics() == {"accounting"}
    stage.evening().scene.icebreaker(one, (other,), 1)
    records.Attendee.objects.filter(event_id=stage.pk, public_id=one).delete()
    people_changed(stage.pk)
    assert one not in stage.evening().people.grounds and other in stage.evening().people.grounds
