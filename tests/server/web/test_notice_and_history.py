"""The privacy notice of an evening, and the pages about history that follows."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from keywho.core.ids import AttendeeId
from keywho.server.services import history, joining
from keywho.server.services.rights.notice import notice_of
from keywho.server.services.rights.notice_words import NOTICE
from keywho.server.store import models as records
from keywho.server.store.retention import RETENTION, Kept
from keywho.server.store.retention.groups import GROUPS, NOT_ABOUT_ATTENDEES, Group, kept_in
from server.an_evening import Stage, set_stage
from server.web.pages import signed_in, words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    """An evening that begins in half an hour."""
    joining._of_address.forget()
    stage = set_stage(4)
    records.Event.objects.filter(pk=stage.pk).update(starts_at=timezone.now() + timedelta(minutes=30))
    stage.event.refresh_from_db()
    return stage


def test_the_notice_speaks_of_every_kind_of_record_about_people() -> None:
    told = [name for names in GROUPS.values() for name in names]
    assert sorted([*told, *NOT_ABOUT_ATTENDEES]) == sorted(RETENTION)
    assert set(GROUPS) == set(Group)


@pytest.mark.parametrize("language", sorted(NOTICE))
def test_each_language_has_words_for_every_group_and_time(language: str) -> None:
    has = NOTICE[language]
    assert set(has.groups) == set(Group) and set(has.times) == set(Kept)
    for kept in Kept:
        is_of_evening = kept.time.ends_with_evening and (kept.time.days is None or kept.time.days > 90)
        assert ("{days}" in has.times[kept]) == is_of_evening, kept
        assert kept.time.days != 30 or "30" in has.times[kept]
    assert kept_in(Group.MAILS, RETENTION) == (Kept.MAIL_TEXT, Kept.MAIL_LINE, Kept.RECEIVED)


def test_the_notice_names_the_organizers_and_the_evenings_own_time(stage: Stage) -> None:
    records.Event.objects.filter(pk=stage.pk).update(erase_after_days=45)
    page = words(Client().get("/j/TEST1/privacy"))
    assert "For everybody who comes to “Job club”" in page
    assert "The organizers of this evening: Ada. Write to: ada@example.org." in page
    assert "at the latest 45 days after the evening" in page
    assert "Art. 6(1)(a)" in page and "Erase yourself" in page


def test_the_notice_speaks_of_mails_only_where_a_mail_server_is_set(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    without = words(Client().get("/j/TEST1/privacy?language=de"))
    assert "Es werden keine Mails verschickt" in without and "welche Mails dorthin gingen" not in without
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:2525")
    with_mails = words(Client().get("/j/TEST1/privacy?language=de"))
    assert "Mails gehen über den Mailserver der Veranstalter" in with_mails and "der Text einer Mail 30 Tage" in with_mails


def test_organizers_say_whom_to_write_to_and_copy_the_text(stage: Stage) -> None:
    desk = signed_in(stage)
    assert desk.post("/desk/TEST1/privacy", {"contact": "Write to Ben <b>\n in room 4."}).status_code == 302
    page = desk.get("/desk/TEST1/privacy?language=es").content.decode()
    assert "Write to Ben &lt;b&gt;\nin room 4." in page and "Quién responde" in page
    assert "ada@example.org" not in words(Client().get("/j/TEST1/privacy"))
    text = notice_of(records.Event.objects.get(pk=stage.pk), "en").as_text()
    assert "WHO IS RESPONSIBLE\nThe organizers of this evening: Ada.\nWrite to Ben <b>\nin room 4.\n\n" in text and "<p>" not in text
    assert Client().get("/desk/TEST1/privacy").status_code == 302, "strangers sign in first"


def test_whoever_joins_finds_the_whole_notice(stage: Stage) -> None:
    page = Client().get("/j/TEST1").content.decode()
    assert page.count('<a href="/j/TEST1/privacy">The whole notice</a>') == 2
    assert Client().get("/j/NOPE9/privacy").headers["Location"] == "/?code=NOPE9"


def page_of(stage: Stage, no: int = 0) -> str:
    return f"/p/{stage.token(AttendeeId(f'a{no}'))}/history"


def press(stage: Stage, what: str, no: int = 0) -> str:
    answer = Client().post(page_of(stage, no), {"press": what})
    assert answer.status_code == 303
    return words(Client().get(answer.headers["Location"]))


def test_history_follows_only_who_chooses_it_and_ends_when_they_say_so(stage: Stage) -> None:
    assert "Remember for my next evening" in words(Client().get(page_of(stage)))
    assert not records.Regular.objects.exists(), "reading makes nothing"
    assert "From now on your history follows you" in press(stage, "follow")
    regular = records.Regular.objects.get()
    assert f"/again/{regular.key}" in Client().get(page_of(stage)).content.decode()
    assert "If you give a mail address and prove that it is yours" in press(stage, "by-mail")
    assert "It is erased" in press(stage, "stop")
    assert not records.Regular.objects.exists()
    assert "This link leads nowhere any more" in words(Client().get(f"/again/{regular.key}"))


def test_the_page_tells_nobody_who_else_is_followed(stage: Stage) -> None:
    for no in (0, 1):
        history.follow(records.Attendee.objects.get(public_id=f"a{no}").pk, stage.now)
    page = words(Client().get(page_of(stage)))
    assert "Person 1" not in page
    alone = set_stage(4, code="ALONE")
    history.follow(alone.event.attendees.get(public_id="a0").pk, stage.now)
    key, other = (records.Attendee.objects.get(event=one.pk, public_id="a0").regular.key for one in (stage, alone))
    assert page.replace(key, other) == words(Client().get(page_of(alone))), "whether others are followed shows nowhere"


def test_the_link_leads_to_the_next_evening_and_whoever_joins_with_it_is_recognized(stage: Stage) -> None:
    history.follow(stage.event.attendees.get(public_id="a0").pk, stage.now)
    key = records.Regular.objects.get().key
    set_stage(1, rows=0, code="NEXT1")
    records.Event.objects.filter(code="NEXT1").update(starts_at=timezone.now() + timedelta(hours=1))
    phone = Client()
    listed = phone.get(f"/again/{key}").content.decode()
    assert f'href="/j/NEXT1?again={key}"' in listed and "/j/TEST1" not in listed
    assert phone.get(f"/again/{key}?code=next1").headers["Location"] == f"/j/NEXT1?again={key}"
    form = phone.get(f"/j/NEXT1?again={key}").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" (?:value="([^"]*)")?', form))
    assert hidden["again"] == key
    answer = phone.post("/j/NEXT1", {**hidden, "name": "Ada again", "consent": "on"})
    assert answer.status_code == 303
    assert records.Attendee.objects.get(name="Ada again").regular.key == key
    assert "We know you again" in words(phone.get(answer.headers["Location"]))


def test_a_phone_that_has_joined_already_brings_its_history_along_with_a_press(stage: Stage) -> None:
    history.follow(stage.event.attendees.get(public_id="a0").pk, stage.now)
    key = records.Regular.objects.get().key
    there = set_stage(3, code="NEXT1")
    phone, stranger = Client(), Client()
    token = there.token(AttendeeId("a1"))
    assert phone.get(f"/p/{token}").status_code == 200
    assert "You have joined" in words(phone.get(f"/again/{key}"))
    assert "You have joined" not in words(stranger.get(f"/again/{key}"))
    assert stranger.post(f"/again/{key}", {"page": token}).headers["Location"] == f"/again/{key}"
    assert phone.post(f"/again/{key}", {"page": token}, headers={"Sec-Fetch-Site": "cross-site"}).headers["Location"] == f"/again/{key}"
    assert not there.event.attendees.exclude(regular=None).exists()
    phone.post(f"/again/{key}", {"page": token})
    assert there.event.attendees.exclude(regular=None).get().public_id == "a1"


def test_everything_can_be_taken_along_from_the_page(stage: Stage) -> None:
    token = stage.token(AttendeeId("a0"))
    assert f'href="/p/{token}/export.zip"' in Client().get(f"/p/{token}/profile").content.decode()
    answer = Client().get(f"/p/{token}/export.zip")
    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:2]) == (200, "application/zip", b"PK")
