"""Joining: on an old phone, twice, too late, too often, and by those who are on the list already."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from keywho.core.ids import AttendeeId
from keywho.live.state import Presence
from keywho.server.services import joining, running
from keywho.server.services.evenings import evening, now
from keywho.server.services.registrations import Written, open_sign_up, register
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage, set_stage
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

STATIC = Path(__file__).parents[3] / "src/keywho/server/web/static"


@pytest.fixture(autouse=True)
def no_floods():
    joining._of_address.forget()
    joining._of_event.forget()


@pytest.fixture
def stage() -> Stage:
    """An evening that begins in half an hour; nothing is planned."""
    return begins(set_stage(6), minutes=30)


def begins(stage: Stage, **after: float) -> Stage:
    stage.event.starts_at = timezone.now() + timedelta(**after)
    stage.event.save()
    return stage


def filled(client: Client, stage: Stage, address: str = "", **written: object) -> dict[str, object]:
    """Give the form as it came, with something written into it."""
    page = client.get(address or f"/j/{stage.event.code}").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" (?:value="([^"]*)")?', page))
    return {**hidden, "consent": "on", **written}


def send(client: Client, stage: Stage, form: dict[str, object]):
    return client.post(f"/j/{stage.event.code}", form)


def test_the_form_says_who_sees_what_and_for_how_long(client: Client, stage: Stage):
    page = words(client.get("/j/TEST1"))
    assert "The people you meet see what you are called" in page
    assert "erased 90 days after the evening" in page and "“Erase me”" in page


def test_the_form_and_all_it_needs_is_small(client: Client, stage: Stage):
    page = client.get("/j/TEST1").content
    files = set(re.findall(rb'(?:href|src)="/static/[0-9a-f]+/([^"#]+)', page))
    assert len(files) > 6
    assert len(page) + sum(len(gzip.compress((STATIC / name.decode()).read_bytes(), 9)) for name in files) < 40_000


def test_joining_makes_a_person_who_is_here_and_leads_to_the_chairs(client: Client, stage: Stage):
    told = {"name": " Zoë  Müller\u202e ", "seeks": "plants", "offers": "ships", "company": "Acme", "quiet": "on", "hides_from": "Big Co, Other\nThird"}
    answer = send(client, stage, filled(client, stage, **told))
    zoe = records.Attendee.objects.get(name="Zoë Müller")
    assert answer.status_code == 303 and re.fullmatch(r"/p/[\w-]+/chair", answer["Location"])
    assert (zoe.called, zoe.seeks, zoe.offers, zoe.company, zoe.shares_company, zoe.needs) == ("Zoë", "plants", "ships", "Acme", False, "quiet")
    assert zoe.hides_from.splitlines() == ["Big Co", "Other", "Third"]
    assert zoe.consented_at is not None
    assert stage.evening().state.presence_of(AttendeeId(zoe.public_id)) is Presence.HERE
    assert "Where do you sit?" in words(client.get(answer["Location"]))


def test_a_name_and_a_yes_are_asked_for(client: Client, stage: Stage):
    form = filled(client, stage, name="  ", seeks="plants")
    form.pop("consent")
    answer = send(client, stage, form)
    assert answer.status_code == 422
    assert "Your name is missing" in words(answer) and "Please say yes to who sees what" in words(answer)
    assert "plants" in answer.content.decode() and records.Attendee.objects.count() == 6


def test_whoever_writes_a_sign_before_the_name_is_called_by_the_name(client: Client, stage: Stage):
    for name in ("\N{ROCKET} Zoë Brown", "\N{ROCKET}"):
        send(client, stage, filled(client, stage, name=name))
        client.cookies.clear()
    assert [one.called for one in records.Attendee.objects.filter(event=stage.event).order_by("pk")][-2:] == ["Zoë", "\N{ROCKET}"]


def test_what_is_too_long_is_said_in_letters(client: Client, stage: Stage):
    answer = send(client, stage, filled(client, stage, name="Z", called="x" * 41))
    assert answer.status_code == 422 and "40 letters fit" in words(answer)


def test_the_same_form_twice_is_one_person_with_what_was_written_last(client: Client, stage: Stage):
    form = filled(client, stage, name="Zoe", seeks="plants")
    first, second = send(client, stage, form), send(Client(), stage, {**form, "name": "Zoë", "seeks": "ships"})
    assert first["Location"] == second["Location"]
    assert list(records.Attendee.objects.filter(seeks__in=["plants", "ships"]).values_list("name", "seeks")) == [("Zoë", "ships")]


def test_two_forms_are_two_people_even_of_one_name(client: Client, stage: Stage):
    for _ in range(2):
        other = Client()
        send(other, stage, filled(other, stage, name="Ann Lee"))
    assert records.Attendee.objects.filter(name="Ann Lee").count() == 2


def test_a_form_without_its_secret_is_refused(client: Client, stage: Stage):
    answer = send(client, stage, {**filled(client, stage, name="Zoë"), "key": "x"})
    assert answer.status_code == 422 and "did not arrive whole" in words(answer)


def test_a_phone_that_has_joined_is_led_back_and_can_let_somebody_else_join(client: Client, stage: Stage):
    send(client, stage, filled(client, stage, name="Zoë"))
    page = client.get("/j/TEST1")
    assert "You are in" in words(page) and 'name="seeks"' not in page.content.decode()
    form = filled(client, stage, "/j/TEST1?new=1", name="Yusuf")
    send(client, stage, form)
    assert records.Attendee.objects.filter(name__in=["Zoë", "Yusuf"]).count() == 2


def test_the_sticker_of_a_chair_seats_whoever_joins_with_it(client: Client, stage: Stage):
    form = filled(client, stage, "/j/TEST1?seat=a2", name="Zoë")
    answer = send(client, stage, form)
    zoe = records.Attendee.objects.get(name="Zoë")
    assert stage.evening().state.seats_taken == {AttendeeId(zoe.public_id): "A2"}
    assert answer["Location"].startswith("/p/") and "/chair" not in answer["Location"]
    other = Client()
    answer = send(other, stage, filled(other, stage, "/j/TEST1?seat=A2", name="Yusuf"))
    assert "Somebody has taken this chair already" in words(other.get(answer["Location"]))
    assert stage.evening().state.presence_of(AttendeeId(records.Attendee.objects.get(name="Yusuf").public_id)) is Presence.HERE


def test_a_sticker_scanned_by_somebody_who_is_in_asks_first(client: Client, stage: Stage):
    send(client, stage, filled(client, stage, name="Zoë"))
    page = client.get("/j/TEST1?seat=B1")
    assert "You scanned Row B, seat 1." in words(page)
    assert not stage.evening().state.seats_taken
    client.post(re.search(r'action="(/p/[\w-]+/do/seat)"', page.content.decode())[1], {"seat": "B1"})
    assert list(stage.evening().state.seats_taken.values()) == ["B1"]


def test_days_before_nobody_is_taken_to_be_here(client: Client):
    stage = begins(set_stage(6), days=3)
    answer = send(client, stage, filled(client, stage, name="Zoë"))
    zoe = AttendeeId(records.Attendee.objects.get(name="Zoë").public_id)
    assert stage.evening().state.presence_of(zoe) is Presence.EXPECTED
    assert "See you on" in words(client.get(answer["Location"]))


def test_whoever_joins_a_running_evening_gets_somebody_to_meet(client: Client):
    stage = begins(planned_stage(12), minutes=-10)
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=now())
    stage.now = now()
    stage.to_round(1)
    answer = send(client, stage, filled(client, stage, name="Zoë"))
    zoe = AttendeeId(records.Attendee.objects.get(name="Zoë").public_id)
    assert "/chair" not in answer["Location"]
    state = stage.evening().state
    assert zoe in state.newcomers and state.programme.by_attendee[zoe]


def test_a_closed_sign_up_is_a_kind_page_and_takes_nobody(client: Client, stage: Stage):
    form = filled(client, stage, name="Zoë")
    open_sign_up(stage.pk, is_open=False)
    assert "Sign-up is closed" in words(client.get("/j/TEST1"))
    assert send(client, stage, form).status_code == 403
    assert not records.Attendee.objects.filter(name="Zoë").exists()


def test_who_joined_before_the_sign_up_closed_can_still_send_the_form_again(client: Client, stage: Stage):
    form = filled(client, stage, name="Zoë")
    first = send(client, stage, form)
    open_sign_up(stage.pk, is_open=False)
    assert send(Client(), stage, form)["Location"].split("/")[2] == first["Location"].split("/")[2]


def test_a_field_that_only_machines_fill_in_stops_them(client: Client, stage: Stage):
    answer = send(client, stage, filled(client, stage, name="Bot", trap="http://example.org"))
    assert answer.status_code == 422 and "One field has to stay empty" in words(answer)
    assert not records.Attendee.objects.filter(name="Bot").exists()


def test_another_site_cannot_make_somebody_join(client: Client, stage: Stage):
    answer = client.post("/j/TEST1", filled(client, stage, name="Zoë"), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and not records.Attendee.objects.filter(name="Zoë").exists()


def test_a_hall_joins_at_once_but_no_flood(stage: Stage):
    answers = []
    for no in range(joining.JOINS_OF_ONE_ADDRESS + 1):
        client = Client()
        form = {"key": f"{no:030}", "consent": "on", "name": f"P {no}", "seeks": "kept"}
        answers.append(send(client, stage, form))
    assert {answer.status_code for answer in answers[:-1]} == {303}
    assert answers[-1].status_code == 429
    assert "try again in a minute" in words(answers[-1]) and "kept" in answers[-1].content.decode()
    assert send(Client(REMOTE_ADDR="10.0.0.9"), stage, {"key": "z" * 30, "consent": "on", "name": "Elsewhere"}).status_code == 303


def claim(stage: Stage, **given: str):
    return Client().post("/j/TEST1/listed", given)


def test_somebody_on_the_list_gets_in_with_the_whole_name(stage: Stage):
    answer = claim(stage, name=" person  1 ")
    assert answer.status_code == 303
    assert records.Attendee.objects.filter(consented_at__isnull=False).values_list("name", flat=True).get() == "Person 1"
    assert stage.evening().state.presence_of(AttendeeId("a1")) is Presence.HERE


def test_where_an_address_is_known_it_has_to_be_this_one(stage: Stage):
    register(stage.pk, Written("Ann Lee", contact="Ann@Example.org"), source="desk")
    assert [claim(stage, name="Ann Lee", mail=mail).status_code for mail in ("", "ben@example.org", "ann@example.ORG")] == [422, 422, 303]


def test_every_refusal_sounds_the_same(stage: Stage):
    register(stage.pk, Written("Ann Lee", contact="ann@example.org"), source="desk")
    for _ in range(2):
        register(stage.pk, Written("Two Alike"), source="desk")
    claim(stage, name="Person 1")
    answers = [claim(stage, name=name) for name in ("Nobody Known", "Ann Lee", "Two Alike", "Person 1", "")]
    sentences = {re.search(r"We did not find[^.]*\.[^.]*\.", words(answer))[0] for answer in answers}
    assert len(sentences) == 1 and {answer.status_code for answer in answers} == {422}


def test_whoever_fills_in_the_form_under_a_listed_name_is_that_person(client: Client, stage: Stage):
    form = filled(client, stage, name="PERSON 2", seeks="ships")
    first, again = send(client, stage, form), send(Client(), stage, form)
    assert first["Location"] == again["Location"]
    person = records.Attendee.objects.get(public_id="a2")
    assert (person.seeks, records.Attendee.objects.count()) == ("ships", 6)
    assert person.offers != ""


def test_a_listed_name_with_an_address_is_nobody_elses_by_the_form_alone(client: Client, stage: Stage):
    register(stage.pk, Written("Ann Lee", contact="ann@example.org"), source="desk")
    send(client, stage, filled(client, stage, name="Ann Lee"))
    assert records.Attendee.objects.filter(name="Ann Lee").count() == 2


@pytest.mark.parametrize("language, title", [("de", "Wer was sieht"), ("es", "Quién ve qué")])
def test_the_form_speaks_the_language_of_the_evening(client: Client, stage: Stage, language: str, title: str):
    records.Event.objects.update(language=language)
    assert title in words(client.get("/j/TEST1"))
    assert evening(stage.pk).language == language
