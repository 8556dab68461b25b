"""Choosing mails on the phone, and the links that stand in mails."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from keywho.adapters.mail.smtp import SmtpServer
from keywho.core.ids import AttendeeId
from keywho.followup.mails import MailState
from keywho.server.services.evenings import now
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post
from keywho.server.services.post.sending import send_waiting
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards.mails import _of_person
from server.agreed import agreed
from server.an_evening import Stage, set_stage
from server.post_office import Office, post_office
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)
HELLO = Letter("interview", "Ben asks you", "Hello Ada")


@pytest.fixture
def office() -> Iterator[Office]:
    with post_office() as found:
        yield found


@pytest.fixture
def stage(settings: Any, office: Office) -> Stage:
    _of_person.forget()
    settings.SMTP_URL, settings.MAIL_FROM, settings.PHONES_URL = office.url, "keywho@club.example", "https://club.example"
    return set_stage(people=4)


@pytest.fixture
def here(stage: Stage) -> str:
    return f"/p/{stage.token(AttendeeId('a0'))}/mails"


def send(office: Office) -> None:
    send_waiting(SmtpServer.of(office.url), now)


def pressed(client: Client, here: str, **fields: str) -> str:
    return words(client.post(here, fields, follow=True))  # type: ignore[arg-type]


def links(mail: Any) -> list[str]:
    return re.findall(r"https://club\.example(/mail/\S+)", mail.get_body(("plain",)).get_content())


def choices() -> records.AfterChoices:
    return records.AfterChoices.objects.get()


def test_an_address_is_asked_whether_it_is_theirs_and_gets_nothing_before(client: Client, here: str, office: Office) -> None:
    assert "Yes, mail me" in words(client.get(here))
    assert "A mail is on its way." in pressed(client, here, press="agree", address=" Ada@Example.org ", often="weekly")
    assert not post(choices().who_id, HELLO, now())
    send(office)
    (mail,) = office.mails
    assert (mail["To"], mail["Subject"], mail["List-Unsubscribe"]) == ("Person 0 <Ada@example.org>", "Is this your address? Job club", None)
    (link,) = links(mail)
    assert "/p/" not in str(mail.get_body())  # whoever reads it is not known yet, and gets no page of anybody
    assert "Is this your address?" in words(client.get(link))
    assert choices().mail_verified_at is None  # looking at a link says nothing
    for _ in range(2):
        assert "The address is yours" in words(client.post(link))
    assert (choices().mail, choices().mails, choices().mail_verified_at is not None) == ("Ada@example.org", "weekly", True)
    assert post(choices().who_id, HELLO, now())
    assert "Mails go to Ada@example.org." in words(client.get(here))


def test_at_most_three_mails_an_hour_ask_about_an_address(client: Client, stage: Stage, here: str) -> None:
    for no in range(3):
        assert "on its way" in pressed(client, here, press="agree", address=f"ada{no}@example.org")
    assert "asked three times" in pressed(client, here, press="again")
    assert "asked three times" in pressed(client, here, press="agree", address="ada9@example.org")
    assert choices().mail == "ada2@example.org"
    records.Mail.objects.update(address="ben@example.org", who_id=records.Attendee.objects.get(public_id="a1").pk)
    assert "asked three times" in pressed(
        client, here, press="agree", address="BEN@example.org"
    )  # nobody floods somebody else's address through several people
    assert list(records.Mail.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "withdrawn", "waiting"]


@pytest.mark.parametrize("typed", ["", "ada", "ada@", "a b@example.org", "ada@example.org\r\nBcc: x@example.org", "@example.org", "ada@-.org"])
def test_what_is_no_address_is_said_kindly(client: Client, here: str, typed: str) -> None:
    assert "This is no mail address" in pressed(client, here, press="agree", address=typed)
    assert not records.Mail.objects.exists()


def test_one_press_of_a_mail_program_stops_mails(client: Client, stage: Stage, here: str, office: Office) -> None:
    ada = agreed(stage)
    post(ada.pk, HELLO, now())
    send(office)
    (mail,) = office.mails
    link = next(link for link in links(mail) if "/stop/" in link)
    post(ada.pk, HELLO, now())
    assert "No more mails?" in words(client.get(link))
    assert post(ada.pk, HELLO, now())  # looking stops nothing
    for _ in range(2):
        response = Client(enforce_csrf_checks=True).post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert (response.status_code, "No more mails" in words(response)) == (200, True)
    assert not post(ada.pk, HELLO, now())
    send(office)
    assert len(office.came) == 1
    assert set(records.Mail.objects.values_list("state", flat=True)) == {MailState.SENT, MailState.WITHDRAWN}
    assert "You have stopped mails to person0@example.org." in words(client.get(here))
    assert "Saved." in pressed(client, here, press="again")
    assert post(ada.pk, HELLO, now())


def test_an_old_link_does_not_stop_mails_to_another_address(client: Client, stage: Stage, office: Office) -> None:
    ada = agreed(stage)
    post(ada.pk, HELLO, now())
    send(office)
    link = next(link for link in links(office.mails[0]) if "/stop/" in link)
    agreed(stage, mail="new@example.org")
    assert "None will come to this address any more" in words(client.post(link))
    assert post(ada.pk, HELLO, now())
    ada.delete()
    assert "None will come to this address any more" in words(client.post(link))


@pytest.mark.parametrize("kind", ["stop", "verify"])
def test_a_wrong_token_gets_a_plain_sentence(client: Client, stage: Stage, kind: str) -> None:
    for token in ("x", "1.0000~abc", "1.0000~" + "A" * 43):
        for response in (client.get(f"/mail/{kind}/{token}"), client.post(f"/mail/{kind}/{token}")):
            assert (response.status_code, "This link is not good any more" in words(response)) == (410, True)


def test_a_refused_address_is_said_on_the_page(client: Client, stage: Stage, here: str) -> None:
    agreed(stage, mail_trouble="550 No such mailbox")
    said = words(client.get(here))
    assert "The mail server for person0@example.org says: “550 No such mailbox”." in said
    assert "on its way" in pressed(client, here, press="agree", address="person0@example.org")  # it is asked again
    assert (choices().mail_trouble, choices().mail_verified_at) == ("", None)


def test_how_often_is_changed_and_an_address_taken_out(client: Client, stage: Stage, here: str) -> None:
    ada = agreed(stage)
    assert "Saved." in pressed(client, here, press="often", often="never")
    assert (choices().mails, post(ada.pk, HELLO, now())) == ("never", False)
    assert "Your address is taken out." in pressed(client, here, press="take-out")
    assert (choices().mail, choices().mail_agreed_at) == ("", None)


def test_without_a_mail_server_the_page_says_so(client: Client, here: str, settings: Any) -> None:
    settings.SMTP_URL = ""
    assert "This server sends no mails" in words(client.get(here))
    pressed(client, here, press="agree", address="ada@example.org")
    assert not records.Mail.objects.exists()


def test_another_site_presses_nothing(client: Client, here: str) -> None:
    client.post(here, {"press": "agree", "address": "ada@example.org"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not records.AfterChoices.objects.exists()


@pytest.mark.parametrize("language", ["de", "es"])
def test_mails_and_their_pages_speak_the_language_of_the_evening(client: Client, stage: Stage, here: str, office: Office, language: str) -> None:
    stage.event.language = language
    stage.event.save()
    ada = agreed(stage)
    post(ada.pk, HELLO, now())
    send(office)
    text = str(office.mails[0].get_body(("plain",)))
    assert {"de": "Keine Mails mehr:", "es": "No m=C3=A1s correos:"}[language] in text
    assert {"de": "Mails gehen an", "es": "Los correos van a"}[language] in words(client.get(here))
