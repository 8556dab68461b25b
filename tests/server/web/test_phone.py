"""The personal page and what is pressed on it; badges; links that are not good any more."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from keywho.core.ids import AttendeeId, pair_of
from keywho.live.state import Presence
from keywho.server.services import running
from keywho.server.services.evenings import now
from keywho.server.services.personal_links import badge_token
from keywho.server.services.registrations import new_link
from keywho.server.store import models as records
from keywho.server.web.attendee.taps import MOST_IN_A_MINUTE, _of_person
from server.an_evening import Stage, planned_stage, set_stage
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

A0, A1 = AttendeeId("a0"), AttendeeId("a1")
QUERIES = 5  # event, log, event again for its words, answers, notes


@pytest.fixture(autouse=True)
def no_floods():
    _of_person.forget()


@pytest.fixture
def stage() -> Stage:
    """Twelve people, all here; the evening has begun, and a round can."""
    stage = planned_stage(12)
    stage.now = now()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    return stage


def start_of(response) -> dict:
    return json.loads(unescape(re.search(r'id="phone" hidden data-start="([^"]*)"', response.content.decode())[1]))


def tap(stage: Stage, who: AttendeeId, action: str, **given: object) -> tuple[int, dict]:
    answer = Client().post(f"/p/{stage.token(who)}/do/{action}", given, headers={"Accept": "application/json"})
    return answer.status_code, answer.json()


def partner_of(stage: Stage, who: AttendeeId, no: int) -> AttendeeId:
    return stage.evening().state.programme.meeting_of(who, no).others(who)[0]


def forged(token: str) -> str:
    """Change one letter of the signature."""
    return f"{token[:24]}{'B' if token[24] == 'A' else 'A'}{token[25:]}"


def badge_of(stage: Stage, who: AttendeeId) -> str:
    loaded = stage.evening()
    return f"/b/{badge_token(loaded, loaded.people.by_id[who])}"


def test_the_card_is_there_without_scripts(client: Client, stage: Stage):
    stage.to_round(1)
    page = client.get(f"/p/{stage.token(A0)}")
    other = stage.evening().called(partner_of(stage, A0, 1))
    assert f"Meet <bdi>{other}</bdi>" in page.content.decode()
    assert "Turn to" in words(page) and "http-equiv=&quot;refresh" not in words(page) and '<meta http-equiv="refresh" content="20">' in page.content.decode()


def test_names_are_words_and_never_markup(client: Client, stage: Stage):
    records.Attendee.objects.update(called='<img src=x onerror="x">')
    records.Event.objects.update(people_version=99)
    stage.to_round(1)
    page = client.get(f"/p/{stage.token(A0)}").content.decode()
    assert "<img src=x" not in page and "<bdi>&lt;img src=x" in page


def test_a_page_is_kept_by_nobody_else(client: Client, stage: Stage):
    page = client.get(f"/p/{stage.token(A0)}")
    assert (page["Cache-Control"], page["X-Robots-Tag"], page["Referrer-Policy"]) == ("no-store, private", "noindex, nofollow", "same-origin")


def test_a_page_knows_nobody_but_those_whom_one_meets(client: Client, stage: Stage):
    for person in records.Attendee.objects.all():
        person.contact, person.pitch, person.company, person.called = (
            f"mail-{person.public_id}@x",
            f"pitch-{person.public_id}.",
            f"company-{person.public_id}.",
            f"called-{person.public_id}.",
        )
        person.save()
    records.Event.objects.update(people_version=99)
    stage.to_round(2)
    page = client.get(f"/p/{stage.token(A0)}").content.decode()
    met = {partner_of(stage, A0, no) for no in (1, 2)}
    assert set(re.findall(r"called-(\w+)\.", page)) == {A0, *met}
    assert set(re.findall(r"pitch-(\w+)\.", page)) == {A0}
    assert not re.search(r"mail-|company-", page)


@pytest.mark.parametrize("no", [1, 3])
def test_a_page_asks_the_database_little(client: Client, stage: Stage, no: int, django_assert_num_queries):
    stage.to_round(no)
    address = f"/p/{stage.token(A0)}"
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_before_the_day_the_page_says_see_you_and_takes_no_here(client: Client):
    stage = planned_stage(12)
    records.Event.objects.update(starts_at=timezone.now() + timezone.timedelta(days=2), timezone="Europe/Berlin")
    page = client.get(f"/p/{stage.token(A0)}")
    assert "See you on" in words(page)
    assert tap(stage, A0, "here")[1]["sentence"].startswith("See you on")
    assert stage.evening().state.presence_of(A0) is Presence.EXPECTED


def test_here_and_leave_take_effect_and_say_so():
    stage = planned_stage(12)
    records.Event.objects.update(starts_at=timezone.now())
    assert tap(stage, A0, "here")[0] == 200
    assert stage.evening().state.presence_of(A0) is Presence.HERE
    status, told = tap(stage, A0, "leave")
    assert (status, told["sentence"]) == (200, "Thank you for coming. Nobody will wait for you.")
    assert stage.evening().state.presence_of(A0) is Presence.LEFT


def test_a_partner_who_is_not_here_is_asked_and_the_other_gets_somebody_or_is_told(stage: Stage):
    stage.to_round(2)
    gone = partner_of(stage, A0, 2)
    status, told = tap(stage, A0, "not-here", about=gone, round=2)
    state = stage.evening().state
    assert status == 200 and told["sentence"]
    assert state.presence_of(gone) is Presence.MISSING
    assert gone not in (state.programme.meeting_of(A0, 2).others(A0) if state.programme.meeting_of(A0, 2) else ())


def test_a_page_from_an_hour_ago_changes_nothing_and_gets_a_sentence(stage: Stage):
    stage.to_round(1)
    partner = partner_of(stage, A0, 1)
    stage.to_round(2)
    no = stage.evening().no
    for action in ("not-here", "other", "sit-out", "come-back"):
        status, told = tap(stage, A0, action, about=partner, name="x", round=1)
        assert status == 409 and "Your page was older than the evening: now it is “Round 2 of 4”." in told["sentence"]
    assert stage.evening().no == no


def test_two_who_talk_already_stay_together_by_name(stage: Stage):
    stage.to_round(2)
    stranger = next(who for who in stage.ids() if who not in (A0, partner_of(stage, A0, 2)))
    status, told = tap(stage, A0, "other", name=stage.evening().called(stranger).upper(), round=2)
    assert status == 200 and told["sentence"].startswith("Good: you meet")
    assert stage.evening().state.programme.meeting_of(A0, 2).others(A0) == (stranger,)


def test_a_name_of_several_gives_a_choice_and_a_name_of_none_a_sentence(stage: Stage):
    stage.to_round(2)
    status, told = tap(stage, A0, "other", name="pers", round=2)
    assert status == 200 and told["sentence"] == "Which one is with you?" and len(told["choices"]) == 6
    assert tap(stage, A0, "other", name="Zoë", round=2)[0] == 409
    assert tap(stage, A0, "other", name="p", round=2)[0] == 409


def test_sitting_out_and_coming_back(stage: Stage):
    stage.to_round(1)
    assert tap(stage, A0, "sit-out", round=1)[0] == 200
    assert 1 in stage.evening().state.sitting_out[A0]
    assert tap(stage, A0, "come-back", round=1)[0] == 200
    assert not stage.evening().state.sitting_out.get(A0)


def test_rather_three_can_be_wished_and_taken_back(client: Client, stage: Stage):
    tap(stage, A0, "groups", wanted="1")
    assert start_of(client.get(f"/p/{stage.token(A0)}"))["wants_groups"] is True
    tap(stage, A0, "groups", wanted="0")
    assert start_of(client.get(f"/p/{stage.token(A0)}"))["wants_groups"] is False


def test_not_again_is_about_those_one_has_met_and_stays_secret(client: Client, stage: Stage):
    stage.to_round(1)
    partner = partner_of(stage, A0, 1)
    stranger = next(who for who in stage.ids() if who not in (A0, partner))
    assert tap(stage, A0, "never", about=stranger)[0] == 409
    before = client.get(f"/p/{stage.token(partner)}").content
    assert tap(stage, A0, "never", about=partner) == (
        200,
        {"ok": True, "sentence": "You will not be brought together again. Only you know this.", "choices": []},
    )
    assert pair_of(A0, partner) in stage.evening().state.parted
    assert (
        start_of(client.get(f"/p/{stage.token(partner)}"))["parts"]["card"]
        == json.loads(unescape(re.search(rb'data-start="([^"]*)"', before)[1].decode()))["parts"]["card"]
    )


def test_help_calls_the_organizers_and_keeps_what_is_written_for_them(stage: Stage):
    status, told = tap(stage, A0, "help", help="unwell", text="by the window")
    assert (status, told["sentence"]) == (200, "An organizer is on the way to you.")
    assert [(call.who, call.about) for call in stage.evening().state.calls] == [(A0, "unwell")]
    assert records.Report.objects.get().text == "by the window"


def test_answers_and_notes_are_ones_own(client: Client, stage: Stage):
    stage.to_round(1)
    partner = partner_of(stage, A0, 1)
    assert tap(stage, A0, "keep", about=partner, wanted="0") == (200, {"ok": True, "sentence": "Not now. Nobody is told", "choices": []})
    assert tap(stage, A0, "note", about=partner, text="knows plants")[0] == 200
    assert start_of(client.get(f"/p/{stage.token(A0)}"))["answers"] == {partner: {"wanted": False, "note": "knows plants"}}
    theirs = client.get(f"/p/{stage.token(partner)}")
    assert start_of(theirs)["answers"] == {} and "knows plants" not in theirs.content.decode()
    stranger = next(who for who in stage.ids() if who not in (A0, partner))
    assert tap(stage, A0, "keep", about=stranger, wanted="1")[0] == 409


def test_without_scripts_a_press_comes_back_with_its_sentence_and_needs_no_cookie(stage: Stage):
    stage.to_round(1)
    plain = Client()
    answer = plain.post(f"/p/{stage.token(A0)}/do/sit-out", {"round": 1})
    plain.cookies.clear()
    assert answer.status_code == 303
    assert "Take your time." in words(plain.get(answer["Location"]))


def test_nobody_can_put_words_into_our_mouth(client: Client, stage: Stage):
    page = client.get(f"/p/{stage.token(A0)}", {"said": '["good","You have won"]'})
    assert page.status_code == 200 and "You have won" not in words(page)


def test_a_finger_that_cannot_stop_is_asked_to_wait(stage: Stage):
    for _ in range(MOST_IN_A_MINUTE):
        tap(stage, A0, "groups", wanted="1")
    assert tap(stage, A0, "leave")[0] == 429
    assert stage.evening().state.presence_of(A0) is Presence.HERE
    assert tap(stage, A1, "leave")[0] == 200


@pytest.mark.parametrize("place", ["", "/more", "/chair", "/room", "/profile", "/qr.svg", "/export"])
def test_a_link_that_was_replaced_says_what_to_do(client: Client, stage: Stage, place: str):
    old = stage.token(A0)
    new_link(records.Attendee.objects.get(public_id="a0"))
    for token in (old, forged(stage.token(A1)), "nonsense", badge_of(stage, A1).removeprefix("/b/")):
        answer = client.get(f"/p/{token}{place}")
        assert answer.status_code == 403 and "Scan the code on your badge, or ask at the desk" in words(answer)
    assert client.get(f"/p/{stage.token(A0)}{place}").status_code in (200, 303)


def test_a_press_with_a_link_that_was_replaced_changes_nothing(stage: Stage):
    old = stage.token(A0)
    new_link(records.Attendee.objects.get(public_id="a0"))
    answer = Client().post(f"/p/{old}/do/leave", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["ok"]) == (403, False)
    assert stage.evening().state.presence_of(A0) is Presence.HERE


def test_the_chair_is_asked_before_a_programme_and_told_after_it(client: Client, stage: Stage):
    assert client.get(f"/p/{stage.token(A0)}/chair").status_code == 303
    early = set_stage(6, code="EARLY")
    assert "Where do you sit?" in words(client.get(f"/p/{early.token(A0)}/chair"))
    assert tap(early, A0, "seat", seat="zz")[0] == 409
    assert tap(early, A0, "seat", seat="b 1")[0] == 200
    assert tap(early, A1, "seat", seat="B1")[1]["sentence"].startswith("Somebody has taken this chair already")
    assert "Your chair: Row B, seat 1" in words(client.get(f"/p/{early.token(A0)}"))


def test_the_picture_of_the_room_has_nobody_in_it(client: Client, stage: Stage):
    picture = client.get(f"/p/{stage.token(A0)}/room").json()
    assert len(picture["chairs"]) == 12 and "Person" not in json.dumps(picture)


def test_a_badge_asks_and_then_opens_the_page_here_and_ends_it_elsewhere(client: Client, stage: Stage):
    old = stage.token(A0)
    address = badge_of(stage, A0)
    assert "is that you?" in words(client.get(address)) and stage.token(A0) == old
    answer = client.post(address)
    assert answer["Location"] == f"/p/{stage.token(A0)}" and stage.token(A0) != old
    assert Client().get(f"/p/{old}").status_code == 403
    assert client.get(address)["Location"] == f"/p/{stage.token(A0)}", "on this phone the badge leads straight to the page from now on"


def test_somebody_elses_badge_opens_nothing(client: Client, stage: Stage):
    client.get(f"/p/{stage.token(A1)}")
    before = stage.token(A0)
    for answer in (client.get(badge_of(stage, A0)), client.post(badge_of(stage, A0))):
        assert "badge" in words(answer) and f'href="/p/{stage.token(A1)}"' in answer.content.decode()
    assert stage.token(A0) == before
    assert Client().get(f"/b/{stage.token(A0)}").status_code == 403, "a personal link is no badge"


def test_a_profile_is_changed_and_shown_to_those_one_meets(client: Client, stage: Stage):
    stage.to_round(1)
    partner = partner_of(stage, A0, 1)
    page = client.get(f"/p/{stage.token(A0)}/profile")
    assert 'value="Person 0"' in page.content.decode()
    answer = client.post(f"/p/{stage.token(A0)}/profile", {"name": "Zoë Müller", "called": "Zoë", "company": "Acme", "shares_company": "on", "hearing": "on"})
    assert "Saved." in words(client.get(answer["Location"]))
    assert [(one["called"], one["company"]) for one in start_of(client.get(f"/p/{stage.token(partner)}"))["parts"]["card"]["partners"]] == [("Zoë", "Acme")]
    assert records.Attendee.objects.get(public_id="a0").needs == "hearing"
    assert client.post(f"/p/{stage.token(A0)}/profile", {"name": ""}).status_code == 422


def test_everything_about_somebody_can_be_taken_along(client: Client, stage: Stage):
    stage.to_round(1)
    tap(stage, A0, "note", about=partner_of(stage, A0, 1), text="knows plants")
    answer = client.get(f"/p/{stage.token(A0)}/export")
    assert "attachment" in answer["Content-Disposition"]
    assert (answer.json()["profile"]["name"], answer.json()["notes"][0]["text"]) == ("Person 0", "knows plants")


def test_erase_me_means_erase(client: Client, stage: Stage):
    token = stage.token(A0)
    answer = client.post(f"/p/{token}/erase")
    assert "You are erased" in words(answer) and answer["Clear-Site-Data"] == '"storage"'
    assert not records.Attendee.objects.filter(public_id="a0").exists()
    assert client.get(f"/p/{token}").status_code == 403
    assert client.get(f"/p/{token}/erase").status_code == 405, "a link that is only looked at erases nobody"


@pytest.mark.parametrize("language, sentence", [("de", "Was möchten Sie?"), ("es", "¿Qué desea?")])
def test_the_page_speaks_the_language_of_the_evening(client: Client, stage: Stage, language: str, sentence: str):
    records.Event.objects.update(language=language)
    page = client.get(f"/p/{stage.token(A0)}")
    assert f'<html lang="{language}"' in page.content.decode() and sentence in words(page)


def test_who_saves_a_profile_keeps_the_contact_that_its_form_does_not_ask_for(client: Client, stage: Stage):
    records.Attendee.objects.filter(public_id="a0").update(contact="zero@example.org")
    assert client.post(f"/p/{stage.token(A0)}/profile", {"name": "Zoë"}).status_code == 303
    assert records.Attendee.objects.get(public_id="a0").contact == "zero@example.org"
