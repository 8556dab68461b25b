"""The desk's page of mails: three states, and nothing of what mails say."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from keywho.adapters.mail.smtp import SmtpServer
from keywho.server.services.evenings import now
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post
from keywho.server.services.post.sending import send_waiting
from keywho.server.store import models as records
from server.agreed import agreed
from server.an_evening import Stage, set_stage
from server.post_office import Act, post_office, taking_turns
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/desk/TEST1/mails"
HELLO = Letter("interview", "A secret subject", "A secret text")


@pytest.fixture
def stage() -> Stage:
    return set_stage(people=4)


@pytest.fixture
def sends(settings: Any) -> Any:
    settings.SMTP_URL, settings.MAIL_FROM = "smtp://127.0.0.1:9", "keywho@club.example"
    return settings


def test_without_a_mail_server_it_says_how_to_set_one(desk: Client) -> None:
    said = words(desk.get(HERE))
    assert "This server sends no mails" in said
    assert "KEYWHO_SMTP_URL" in said
    assert "wait to be sent" not in said


def test_before_any_mail_it_is_ready(desk: Client, sends: Any) -> None:
    assert "Ready. No mail has been written yet." in words(desk.get(HERE))


def test_a_mail_server_that_is_away_is_said_with_since_when(desk: Client, stage: Stage, sends: Any) -> None:
    post(agreed(stage).pk, HELLO, now())
    send_waiting(SmtpServer.of("smtp://127.0.0.1:9"), now)
    said = words(desk.get(HERE))
    assert "Mails wait since" in said
    assert "127.0.0.1:9 can't be reached: Connection refused." in said


def test_whom_mails_do_not_reach_stands_there_without_addresses_and_texts(desk: Client, stage: Stage, sends: Any) -> None:
    with post_office(taking_turns(Act.TAKE, Act.REFUSE_RECIPIENT, Act.LATER_AFTER_DATA, Act.TAKE_AND_DROP)) as office:
        for no in range(4):
            post(agreed(stage, no).pk, HELLO, now())
        send_waiting(SmtpServer.of(office.url), now)
        page = desk.get(HERE)
        said = words(page)
        assert "1 mail did not get through." in said
        assert "wait to be sent 2 wait for the morning 0 went 1 did not get through 1" in said
        assert "Person 1 refused" in said
        assert "Person 2 is tried again" in said
        assert "1 time the line or this server was cut off" in said
        for secret in ("secret", "person1@example.org", "Person 0"):
            assert secret not in page.content.decode()
        again = records.Mail.objects.get(who__public_id="a1").pk
        assert "It goes again within seconds." in words(desk.post(f"{HERE}/{again}/again", follow=True))
        records.Mail.objects.update(not_before=now() - timedelta(seconds=1))
        send_waiting(SmtpServer.of(office.url), now)
        assert "All mails get through." in words(desk.get(HERE))
        assert "can't be tried again" in words(desk.post(f"{HERE}/{again}/again", follow=True, headers={"Referer": f"http://testserver{HERE}"}))


def test_the_mails_of_another_evening_are_not_tried_again(desk: Client, stage: Stage, sends: Any) -> None:
    other = set_stage(people=4, code="OTHER")
    post(agreed(other).pk, HELLO, now())
    pk = records.Mail.objects.get().pk
    records.Mail.objects.update(state="refused")
    assert "can't be tried again" in words(desk.post(f"{HERE}/{pk}/again", follow=True, headers={"Referer": f"http://testserver{HERE}"}))
    assert records.Mail.objects.get().state == "refused"
