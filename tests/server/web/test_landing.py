"""The front door: codes typed by people."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from keywho.server.services.evenings import evening
from keywho.server.services.events import Particulars, create_event
from keywho.server.services.flood import MOST_KEYS, Limit
from keywho.server.services.joining import find_event
from keywho.server.services.personal_links import personal_token
from keywho.server.services.registrations import Written, register
from keywho.server.store import models as records

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> records.Event:
    return create_event(Particulars("Job club", starts_at=timezone.now() + timedelta(minutes=10)), None, code="B8ZKQ")


def test_the_door_asks_for_a_code_in_the_language_of_the_browser(client: Client):
    assert "Code of the evening" in client.get("/").content.decode()
    assert "Code des Abends" in client.get("/", headers={"Accept-Language": "de-AT,en;q=0.5"}).content.decode()


@pytest.mark.parametrize("typed", ["B8ZKQ", "b8zkq", " b8-zk q ", "88ZKQ", "B82KQ", "BBzkq"])
def test_a_code_is_found_however_it_is_typed(client: Client, event: records.Event, typed: str):
    answer = client.get("/", {"code": typed})
    assert (answer.status_code, answer["Location"]) == (302, "/j/B8ZKQ")


def test_a_code_that_could_be_two_evenings_is_none_of_them(event: records.Event):
    create_event(Particulars("Another"), None, code="BBZKQ")
    assert find_event("88ZKQ") is None
    assert find_event("BBZKQ") is not None


def test_a_code_of_no_evening_is_said_and_kept_in_the_field(client: Client, event: records.Event):
    answer = client.get("/", {"code": '<b>"X'})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "No evening here has the code" in page and "<b>&quot;X" not in page and 'value="&lt;b&gt;&quot;X"' in page
    assert "The code is missing" in client.get("/", {"code": "  "}).content.decode()


def test_an_unknown_code_in_the_address_leads_to_the_door(client: Client):
    answer = client.get("/j/NOSUCH", follow=True)
    assert answer.redirect_chain == [("/?code=NOSUCH", 302)] and answer.status_code == 404


def test_a_phone_that_comes_back_finds_its_page(client: Client, event: records.Event):
    person = register(event.pk, Written("Ben Ito", called="Ben"), source="desk")
    loaded = evening(event.pk)
    token = personal_token(loaded, loaded.people.by_pk[person.pk])
    assert "Back to my page" not in client.get("/").content.decode()
    client.get(f"/p/{token}")
    page = client.get("/").content.decode()
    assert f'href="/p/{token}"' in page and "Ben" in page
    records.Attendee.objects.filter(pk=person.pk).delete()
    loaded = evening(event.pk)
    records.Event.objects.update(people_version=loaded.people.version + 1)
    assert "Back to my page" not in client.get("/").content.decode()


def test_the_cookie_is_for_the_server_alone(client: Client, event: records.Event):
    person = register(event.pk, Written("Ben Ito"), source="desk")
    loaded = evening(event.pk)
    token = personal_token(loaded, loaded.people.by_pk[person.pk])
    client.get(f"/p/{token}")
    cookie = client.cookies["keywho_pages"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["path"]) == (token, True, "Lax", "/")


def test_a_limit_lets_so_many_in_and_forgets_after_a_minute():
    limit = Limit(3)
    assert [limit.admits("a", at) for at in (0.0, 1.0, 2.0, 3.0, 59.9)] == [True, True, True, False, False]
    assert limit.admits("b", 3.0)
    assert [limit.admits("a", at) for at in (60.1, 60.2, 61.1)] == [True, False, True]


def test_a_limit_holds_only_so_many_strangers():
    limit = Limit(1)
    for no in range(MOST_KEYS + 10):
        limit.admits(no, no / 1000)
    assert len(limit._times) <= MOST_KEYS
