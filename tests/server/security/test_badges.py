"""A badge hangs on a chest, and anybody can photograph it. What they get with it, what they don't, and who is told."""

import json
import re
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from keywho.core.ids import AttendeeId
from keywho.server.services import attending, running
from keywho.server.services.desk_log import log_entries
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import badge_token
from keywho.server.store import models as records
from keywho.server.web.attendee.badge import MOST_IN_A_MINUTE, _of_person
from server.an_evening import Stage, planned_stage
from server.security.listening import Listening

pytestmark = pytest.mark.django_db(transaction=True)

NOTE, COMPANY, PITCH = "a very private note", "Former Employer Ltd", "what I say about myself"


@pytest.fixture
def stage() -> Stage:
    """An evening after its first round; the first person uses their phone since the beginning, and has written and answered."""
    _of_person.forget()
    stage = planned_stage(12)
    records.Attendee.objects.filter(event=stage.pk, public_id="a0").update(consented_at=now(), hides_from=COMPANY, contact="zero@example.org")
    records.Event.objects.filter(pk=stage.pk).update(people_version=9)
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    attending.write_note(stage.pk, AttendeeId("a0"), met_by(stage), NOTE, now=now())
    attending.keep_in_touch(stage.pk, AttendeeId("a0"), met_by(stage), True, now=now())
    return stage


def met_by(stage: Stage, who: str = "a0") -> AttendeeId:
    return stage.evening().state.programme.meeting_of(AttendeeId(who), 1).others(AttendeeId(who))[0]


def badge(stage: Stage, who: str = "a0") -> str:
    loaded = stage.evening()
    return f"/b/{badge_token(loaded, loaded.people.by_id[AttendeeId(who)])}"


def opened_with_badge(stage: Stage) -> tuple[Client, str]:
    """Give the phone of somebody who photographed the badge, and the path of the page it got."""
    phone = Client()
    answer = phone.post(badge(stage))
    assert answer.status_code == 303
    return phone, answer["Location"].partition("?")[0]


def test_a_photographed_badge_shows_the_card_and_nothing_written_before(stage: Stage):
    own = Client().get(f"/p/{stage.token(AttendeeId('a0'))}").content.decode()
    assert NOTE in own
    phone, page = opened_with_badge(stage)
    seen = [phone.get(f"{page}{part}", follow=True).content.decode() for part in ("", "/more", "/chair", "/profile", "/export")]
    assert all(NOTE not in text and COMPANY not in text and "zero@example.org" not in text for text in seen)
    start = json.loads(unescape(re.search(r'id="phone" hidden data-start="([^"]*)"', seen[0])[1]))
    assert (start["answers"], start["parts"]["card"]["kind"]) == ({}, "meet")


def test_it_can_neither_write_answer_erase_nor_change_the_profile(stage: Stage):
    phone, page = opened_with_badge(stage)
    for action, given in (("note", {"text": "overwritten"}), ("keep", {"wanted": "0"})):
        answer = phone.post(f"{page}/do/{action}", {"about": met_by(stage), **given}, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["ok"]) == (409, False)
    phone.post(f"{page}/profile", {"name": "Somebody else", "hides_from": ""})
    phone.post(f"{page}/erase")
    person = records.Attendee.objects.get(event=stage.pk, public_id="a0")
    assert (person.name, person.hides_from) == ("Person 0", COMPANY)
    assert records.PrivateNote.objects.get(who=person).text == NOTE
    assert records.KeepInTouch.objects.get(who=person).wanted is True


def test_the_evening_itself_goes_on_with_it(stage: Stage):
    phone, page = opened_with_badge(stage)
    assert phone.post(f"{page}/do/leave", headers={"Accept": "application/json"}).json()["ok"] is True
    with Listening() as listening:
        assert listening.open(page.replace("/p/", "/live/phone/"), stage.pk).status == 200


def test_the_older_phone_and_the_desk_are_told(stage: Stage):
    old = stage.token(AttendeeId("a0"))
    with Listening() as listening:
        stream = listening.open(f"/live/phone/{old}", stage.pk)
        opened_with_badge(stage)
        listening.wait()
        assert (stream.over, "event: gone" in stream.text) == (True, True)
    assert Client().get(f"/p/{old}").status_code == 403
    assert log_entries(stage.evening(), ZoneInfo("UTC"))[0].sentence == "The page of Person 0 was opened on another phone, with the badge."


def test_the_desk_gives_the_whole_page_back(stage: Stage):
    opened_with_badge(stage)
    assert NOTE in Client().get(f"/p/{stage.token(AttendeeId('a0'))}").content.decode()


def test_whoever_comes_with_a_printed_badge_and_never_used_a_phone_gets_the_whole_page(stage: Stage):
    page = Client().post(badge(stage, "a1"))["Location"]
    assert page == f"/p/{stage.token(AttendeeId('a1'))}"
    assert Client().get(f"{page}/profile").status_code == 200


def test_a_badge_opens_a_few_pages_in_a_minute_and_no_more(stage: Stage):
    answers = [Client().post(badge(stage)).status_code for _ in range(MOST_IN_A_MINUTE + 2)]
    assert answers == [303] * MOST_IN_A_MINUTE + [429] * 2


def test_looking_at_a_badge_changes_nothing_and_another_site_can_press_nothing(stage: Stage):
    before = stage.token(AttendeeId("a0"))
    Client().get(badge(stage))
    Client().head(badge(stage))
    for told in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        assert Client().post(badge(stage), headers=told).status_code == 403
    assert stage.token(AttendeeId("a0")) == before
