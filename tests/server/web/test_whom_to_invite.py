"""Whom to invite: what the desk says about who can help whom, and the words of the town that change it."""

import re

import pytest
from django.test import Client

from keywho.benefit.own_words import LONGEST_TEXT
from keywho.core.ids import AttendeeId
from keywho.core.rounds import Round
from keywho.server.services import serving
from keywho.server.services.evenings import evening
from keywho.server.services.registrations import Written, register
from keywho.server.services.wishes import add_wish
from keywho.server.store import models as records
from keywho.server.store import save
from server.web.pages import words

pytestmark = pytest.mark.django_db

QUERIES = 7  # session, organizer, event, evening, log, and the two numbers beside the steps


def add(event: records.Event, name: str, seeks: str = "", offers: str = "", **more) -> records.Attendee:
    return register(event.pk, Written(name, seeks=seeks, offers=offers, **more), source="desk")


def shown(client: Client, event: records.Event) -> str:
    return words(client.get(f"/desk/{event.code}/whom-to-invite"))


def seekers_of_logistics(event: records.Event) -> None:
    """Four who look for the same in other words, a nurse, and somebody who looks for one."""
    for name, seeks in (("Ana", "someone in logistics"), ("Ben", "Logistics"), ("Cyd", "a job in logistics"), ("Dan", "logistics")):
        add(event, name, seeks)
    add(event, "Eva", role="Nurse")
    add(event, "Fay", "a nurse")


def test_without_people_the_page_leads_to_them(client: Client, event: records.Event):
    assert "Nobody is on the list yet" in shown(client, event)


def test_people_and_evening_lead_there(client: Client, event: records.Event):
    add(event, "Ana")
    add(event, "Ben")
    for page in ("", "people"):
        assert f'href="/desk/{event.code}/whom-to-invite"' in client.get(f"/desk/{event.code}/{page}").content.decode()


def test_without_profiles_the_page_says_what_to_ask_for(client: Client, event: records.Event):
    add(event, "Ana")
    add(event, "Ben")
    assert "Nobody has written yet what they seek." in shown(client, event)


def test_the_key_who_that_is_not_there_is_named_with_a_sentence_to_send(client: Client, event: records.Event):
    seekers_of_logistics(event)
    page = client.get(f"/desk/{event.code}/whom-to-invite")
    said = words(page)
    assert "1 of 6 people has somebody here who can help them." in said
    assert "Four people look for “logistics”; nobody here offers it. Ana, Ben, Cyd and Dan" in said
    invitation = "Do you know somebody for “logistics”? Four people at Job club would like to meet them."
    assert f'data-copies="{invitation}"' in page.content.decode()
    assert invitation in said


def test_whoever_is_hard_to_place_is_one_press_from_their_profile(client: Client, event: records.Event):
    seekers_of_logistics(event)
    gus = add(event, "Gus")
    page = client.get(f"/desk/{event.code}/whom-to-invite").content.decode()
    assert re.search(rf'<a href="/desk/{event.code}/people/{gus.pk}"><bdi>Gus</bdi></a>', page)
    assert "Nothing written yet 1 Ask them for a job title and one thing they look for. Gus" in shown(client, event)


def test_long_lists_say_how_many_more_there_are(client: Client, event: records.Event):
    seekers_of_logistics(event)
    for no in range(30):
        add(event, f"P{no:02}")
    assert "P09, P10, P11 and 18 more" in shown(client, event).replace(" ,", ",")


def test_people_who_are_asked_by_many_are_named_once_the_rounds_are_known(client: Client, event: records.Event):
    for no in range(5):
        add(event, f"P{no}", "a nurse")
    add(event, "Eva", role="Nurse")
    assert "Asked by many" not in shown(client, event)
    records.Event.objects.filter(pk=event.pk).update(rounds=save.rounds([Round.neighbour(), Round.table(3)]))
    assert "Five people would gain from meeting Eva, who can meet three." in shown(client, event)


def test_two_who_must_not_meet_are_no_help_to_each_other(client: Client, event: records.Event):
    eva, fay = add(event, "Eva", "bees", role="Nurse"), add(event, "Fay", "a nurse")
    assert "1 of 2 people has" in shown(client, event)
    add_wish(event, records.WishKind.MUST_NOT_MEET, eva, fay)
    assert "Nobody here has somebody who could clearly help them yet." in shown(client, event)


def test_a_company_that_is_not_shared_answers_nobody(client: Client, event: records.Event):
    records.Event.objects.filter(pk=event.pk).update(own_words="employer: Bitwillow")
    add(event, "Ana", "somebody at Bitwillow")
    eva = add(event, "Eva", "bees", company="Bitwillow")
    assert "One person looks for “Bitwillow”; nobody here offers it." in shown(client, event)
    records.Attendee.objects.filter(pk=eva.pk).update(shares_company=True)
    save.people_changed(event.pk)
    assert "“Bitwillow”" not in shown(client, event)


def test_names_and_wishes_can_not_break_the_page(client: Client, event: records.Event):
    add(event, "<script>alert(1)</script>", '"><img src=x> plumber')
    add(event, "Ben", "<b>welder</b>")
    page = client.get(f"/desk/{event.code}/whom-to-invite").content.decode()
    assert ("<script>alert" in page, "<img src" in page, "<b>welder" in page) == (False, False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_little(client: Client, event: records.Event, count: int, django_assert_num_queries):
    for no in range(count):
        add(event, f"Person {no}", "logistics")
    shown(client, event)  # it is in memory from now on
    with django_assert_num_queries(QUERIES):
        said = shown(client, event)
    assert f"{('One person looks', 'Three people look')[count > 1]} for “logistics”" in said


def test_a_large_room_gets_the_page_first_and_then_what_it_says(client: Client, event: records.Event, monkeypatch: pytest.MonkeyPatch):
    seekers_of_logistics(event)
    monkeypatch.setattr(serving, "AT_ONCE", 3)
    first = client.get(f"/desk/{event.code}/whom-to-invite")
    assert ('hx-trigger="load"' in first.content.decode(), "logistics" in words(first)) == (True, False)
    part = client.get(f"/desk/{event.code}/whom-to-invite", HTTP_HX_REQUEST="true")
    assert ("<html" in part.content.decode(), "Four people look for “logistics”" in words(part)) == (False, True)
    assert "Four people look for “logistics”" in shown(client, event)


def test_nobody_waits_in_line_for_a_large_room_that_is_being_read(client: Client, event: records.Event, monkeypatch: pytest.MonkeyPatch):
    seekers_of_logistics(event)
    monkeypatch.setattr(serving, "AT_ONCE", 3)
    lock = serving.lock_of(event.pk)
    with lock:  # somebody else has asked for it
        part = client.get(f"/desk/{event.code}/whom-to-invite", HTTP_HX_REQUEST="true").content.decode()
    assert 'hx-trigger="load delay:2s"' in part
    part = client.get(f"/desk/{event.code}/whom-to-invite", HTTP_HX_REQUEST="true")
    assert "Four people look for “logistics”" in words(part)


def test_without_scripts_a_large_room_can_be_waited_for(client: Client, event: records.Event, monkeypatch: pytest.MonkeyPatch):
    seekers_of_logistics(event)
    monkeypatch.setattr(serving, "AT_ONCE", 3)
    assert f"/desk/{event.code}/whom-to-invite?now" in client.get(f"/desk/{event.code}/whom-to-invite").content.decode()
    assert "Four people look for “logistics”" in words(client.get(f"/desk/{event.code}/whom-to-invite?now"))


def test_a_change_to_a_profile_changes_the_page(client: Client, event: records.Event):
    seekers_of_logistics(event)
    assert "look for “logistics”; nobody here offers it" in shown(client, event)
    add(event, "Gus", offers="logistics")
    assert "look for “logistics”; only Gus comes near it" in shown(client, event)


# ---- words of the town


def test_words_of_the_town_change_who_can_help_whom_at_once(client: Client, event: records.Event):
    add(event, "Ana", "Zorbing")
    add(event, "Ben", offers="Quuxing")
    assert "Not clear enough 1" in shown(client, event)
    saved = client.post(f"/desk/{event.code}/whom-to-invite/words", {"words": "Zorbing = Quuxing"}, follow=True)
    assert saved.redirect_chain == [(f"/desk/{event.code}/whom-to-invite", 302)]
    assert "Saved: 1 word. The numbers here are found with them." in words(saved)
    assert "1 of 2 people has somebody here who can help them." in words(saved)
    ana, ben = (AttendeeId(one.public_id) for one in event.attendees.order_by("pk"))
    assert "Quuxing" in evening(event.pk).people.why(ana, ben)


def test_lines_that_are_not_understood_stay_on_the_page_and_the_rest_is_saved(client: Client, event: records.Event):
    typed = "Employers:\nCarl Zeiss AG = Zeiss\nfirmz: Schott\n"
    answer = client.post(f"/desk/{event.code}/whom-to-invite/words", {"words": typed})
    said = words(answer)
    assert answer.status_code == 422
    assert "Saved: 1 employer. 1 line was not understood. Line 3: “firmz:” is not known here. Maybe “employer:” or “same:”." in said
    assert "firmz: Schott" in answer.content.decode()
    event.refresh_from_db()
    assert event.own_words == typed.strip()
    assert "firmz: Schott" in client.get(f"/desk/{event.code}/whom-to-invite/words").content.decode()


def test_too_long_a_text_is_refused_and_stays(client: Client, event: records.Event):
    answer = client.post(f"/desk/{event.code}/whom-to-invite/words", {"words": "a = b\n" * LONGEST_TEXT})
    event.refresh_from_db()
    assert (answer.status_code, event.own_words) == (422, "")
    assert "Not saved. The words of this town have" in words(answer)


def test_words_can_be_taken_away_again(client: Client, event: records.Event):
    for text in ("a = b", ""):
        client.post(f"/desk/{event.code}/whom-to-invite/words", {"words": text})
    event.refresh_from_db()
    assert event.own_words == ""
