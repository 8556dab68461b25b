"""Signing in, the first account, and a new password."""

from collections.abc import Iterator

import pytest
from django.test import Client

from keywho.server.services.accounts import link_token
from keywho.server.services.demo import make_demo
from keywho.server.store import models as records
from keywho.server.web.organizer import account
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "horse battery staple"


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    account._of_address.forget()
    account._of_place.forget()
    yield
    account._of_address.forget()
    account._of_place.forget()


@pytest.fixture
def ada() -> records.Organizer:
    return records.Organizer.objects.sign_up(email="ada@example.org", name="Ada", password=PASSWORD)


def test_the_first_link_makes_the_account_signs_in_and_gives_the_demo(client: Client):
    make_demo()
    link = f"/first/{link_token()}"
    assert "At least 10 letters" in words(client.get(link))
    answer = client.post(link, {"name": "Ada", "email": "Ada@Example.org", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert "Job club (demo)" in words(client.get("/desk/"))


def test_a_used_link_says_so(client: Client, ada: records.Organizer):
    token = link_token("ada@example.org")
    client.post(f"/first/{token}", {"password": "another long password"})
    answer = Client().get(f"/first/{token}")
    assert answer.status_code == 410
    assert "This link was used already." in words(answer)


def test_a_weak_password_is_refused_and_what_was_typed_stays(client: Client):
    answer = client.post(f"/first/{link_token()}", {"name": "Ada", "email": "ada@example.org", "password": "password123"})
    assert answer.status_code == 422
    assert "too common" in words(answer)
    assert 'value="ada@example.org"' in answer.content.decode()
    assert not records.Organizer.objects.exists()


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client, ada: records.Organizer):
    asked = client.get("/desk/new")
    assert asked["Location"] == "/sign-in?next=/desk/new"
    answer = client.post("/sign-in", {"email": "ADA@example.org", "password": PASSWORD, "next": "/desk/new"})
    assert answer["Location"] == "/desk/new"


@pytest.mark.parametrize("there", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"])
def test_signing_in_never_leads_elsewhere(client: Client, ada: records.Organizer, there: str):
    assert client.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD, "next": there})["Location"] == "/desk/"


def test_wrong_passwords_get_one_kind_sentence_whoever_is_meant(client: Client, ada: records.Organizer):
    answers = {words(client.post("/sign-in", {"email": email, "password": "wrong"})).replace(email, "") for email in ("ada@example.org", "bob@example.org")}
    assert len(answers) == 1
    assert account.WRONG in answers.pop()


def test_signs_that_a_database_refuses_are_no_way_to_break_it(client: Client, ada: records.Organizer):
    assert client.post("/sign-in", {"email": "a\0da@example.org\x07", "password": "\0"}).status_code == 422


def test_guessing_is_slowed_down_for_one_place_and_nobody_is_locked_out_elsewhere(client: Client, ada: records.Organizer):
    tries = [client.post("/sign-in", {"email": "ada@example.org", "password": f"guess {no}"}).status_code for no in range(account.TRIES_OF_ONE_ADDRESS + 1)]
    assert tries == [422] * account.TRIES_OF_ONE_ADDRESS + [429]
    assert client.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD}).status_code == 429
    assert client.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_signing_out_ends_the_session(client: Client, ada: records.Organizer):
    client.force_login(ada)
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert client.get("/desk/").status_code == 302


def test_a_new_password_needs_the_old_one_and_signs_other_devices_out(client: Client, ada: records.Organizer):
    other = Client()
    client.force_login(ada)
    other.force_login(ada)
    assert client.post("/account/password", {"old": "wrong", "password": "another long password"}).status_code == 422
    assert client.post("/account/password", {"old": PASSWORD, "password": "short"}).status_code == 422
    assert client.post("/account/password", {"old": PASSWORD, "password": "another long password"}).status_code == 302
    assert (client.get("/account").status_code, other.get("/account").status_code) == (200, 302)


def test_the_name_can_be_changed(client: Client, ada: records.Organizer):
    client.force_login(ada)
    client.post("/account", {"name": "Ada  Lovelace"})
    ada.refresh_from_db()
    assert ada.name == "Ada Lovelace"
