"""Mails from the queue to a real mail server."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from keywho.adapters.mail.smtp import SmtpServer
from keywho.followup.mails import MailState
from keywho.server.services.post.forgetting import forget_old_mails
from keywho.server.services.post.letters import CalendarPart, Letter
from keywho.server.services.post.queue import may_mail, post, post_to_organizers, withdraw
from keywho.server.services.post.sending import claim, put_back_cut_off, send_waiting
from keywho.server.store import models as records
from server.agreed import agreed
from server.an_evening import SEVEN, Stage, set_stage
from server.post_office import Act, Office, post_office, taking_turns

pytestmark = pytest.mark.django_db(transaction=True)
HELLO = Letter("interview", "Ben asks you", "Hello Ada,\n\nBen asks for 20 minutes.")
NEWS = Letter("reminder", "Three days", "Say thank you.", is_urgent=False)


@pytest.fixture
def office() -> Iterator[Office]:
    with post_office() as found:
        yield found


@pytest.fixture
def stage(settings: Any, office: Office) -> Stage:
    settings.SMTP_URL, settings.MAIL_FROM, settings.PHONES_URL = office.url, "keywho@club.example", "https://club.example"
    return set_stage(people=4)


@pytest.fixture
def send(stage: Stage, office: Office) -> Callable[[], tuple[int, int]]:
    def send() -> tuple[int, int]:
        done = send_waiting(SmtpServer.of(office.url), lambda: stage.now)
        return done.sent, done.failed

    return send


def said(mail: EmailMessage, side: str = "plain") -> str:
    part = mail.get_body((side,))
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n")


def states() -> list[str]:
    return list(records.Mail.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_arrives_signed_and_with_a_way_to_stop(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    ada = agreed(stage)
    assert post(ada.pk, HELLO, stage.now)
    assert send() == (1, 0)
    (mail,) = office.to("person0@example.org")
    record = records.Mail.objects.get()
    assert (record.state, record.tries, record.maybe_twice, record.answer) == (MailState.SENT, 1, 0, "250 Taken")
    assert mail["From"].addresses[0].addr_spec == "keywho@club.example"
    assert (mail["To"], mail["Subject"], mail["Message-ID"]) == ("Person 0 <person0@example.org>", "Ben asks you", record.message_id)
    assert (mail["Auto-Submitted"], mail["List-Unsubscribe-Post"], mail["List-Id"]) == (
        "auto-generated",
        "List-Unsubscribe=One-Click",
        '"Job club" <test1.club.example>',
    )
    text, html = said(mail, "plain"), said(mail, "html")
    assert text.startswith("Hello Ada,\n\nBen asks for 20 minutes.")
    stop = str(mail["List-Unsubscribe"]).split(",")[0].strip("<>")
    assert stop.startswith("https://club.example/mail/stop/")
    assert stop in text
    assert stop in html
    assert "src=" not in html


def test_an_invitation_stands_beside_text_and_html_and_hangs_on_as_a_file(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    content = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    post(agreed(stage).pk, Letter("interview", "A talk", "Do come.", calendar=CalendarPart("REQUEST", content)), stage.now)
    send()
    (mail,) = office.mails
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics",
    ]  # fmt: skip
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert (calendar.get_param("method"), calendar.get_content_charset(), calendar.get_payload(decode=True)) == ("REQUEST", "utf-8", content)
    assert next(mail.iter_attachments()).get_filename() == "invite.ics"


@pytest.mark.parametrize(
    "choices",
    [{"mail_agreed_at": None}, {"mail_verified_at": None}, {"mail_stopped_at": SEVEN}, {"mail_trouble": "550"}, {"mails": "never"}, {"mail": ""}],
    ids=["not agreed", "not verified", "stopped", "came back", "never", "no address"],
)
def test_nobody_gets_mails_who_does_not_want_them(stage: Stage, choices: dict[str, Any]) -> None:
    ada = agreed(stage)
    records.AfterChoices.objects.filter(who=ada).update(**choices)
    assert not post(ada.pk, HELLO, stage.now)
    assert not may_mail(ada.pk)
    assert not may_mail(ada.pk + 1)  # who never chose anything
    assert states() == []


def test_without_a_mail_server_nothing_waits(stage: Stage, settings: Any) -> None:
    settings.SMTP_URL = ""
    assert not post(agreed(stage).pk, HELLO, stage.now)
    assert post_to_organizers(stage.pk, HELLO, stage.now) == 0
    assert states() == []


def test_what_is_mailed_once_is_mailed_once(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    ada = agreed(stage)
    for _ in range(3):
        assert post(ada.pk, Letter("interview", "Once", "Hello", once="interview 7 asked"), stage.now)
        send()
    assert len(office.came) == 1


@pytest.mark.parametrize(
    ("act", "state", "maybe_twice"),
    [
        (Act.LATER_AT_RECIPIENT, MailState.WAITING, 0),
        (Act.LATER_AFTER_DATA, MailState.WAITING, 0),
        (Act.DROP_AT_SENDER, MailState.WAITING, 0),
        (Act.DROP_AT_DATA, MailState.WAITING, 1),  # it had the whole mail, and nobody knows what it did with it
        (Act.TAKE_AND_DROP, MailState.WAITING, 1),
        (Act.REFUSE_RECIPIENT, MailState.REFUSED, 0),
        (Act.REFUSE_AFTER_DATA, MailState.REFUSED, 0),
    ],
    ids=lambda value: value.value if isinstance(value, Act) else "",
)
def test_what_becomes_of_a_mail_that_is_not_taken(
    stage: Stage, office: Office, send: Callable[[], tuple[int, int]], act: Act, state: MailState, maybe_twice: int
) -> None:
    ada, ben = agreed(stage, 0), agreed(stage, 1)
    office.acts = taking_turns(act)
    post(ada.pk, HELLO, stage.now)
    post(ben.pk, HELLO, stage.now)
    assert send() == (1, 1)
    first = records.Mail.objects.order_by("pk")[0]
    assert (first.state, first.maybe_twice) == (state, maybe_twice)
    assert len(office.to("person1@example.org")) == 1  # the next one went all the same
    if state is MailState.WAITING:
        assert send() == (0, 0)  # not at once
        stage.later(120)
        assert send() == (1, 0)
        first.refresh_from_db()
        assert first.state == MailState.SENT
        assert {mail["Message-ID"] for mail in office.to("person0@example.org")} == {first.message_id}
    else:
        assert records.AfterChoices.objects.get(who=ada).mail_trouble == first.answer
        assert not post(ada.pk, HELLO, stage.now)


def test_who_is_refused_does_not_lose_the_connection_for_the_others(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    for no in range(4):
        post(agreed(stage, no).pk, HELLO, stage.now)
    office.acts = taking_turns(Act.REFUSE_RECIPIENT, Act.TAKE, Act.LATER_AFTER_DATA)
    assert send() == (2, 2)
    assert office.connections == 1


def test_after_three_days_a_mail_is_given_up_and_said_so(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    office.acts = lambda: Act.LATER_AT_RECIPIENT
    post(agreed(stage).pk, HELLO, stage.now)
    tries = 0
    while states() == [MailState.WAITING]:
        tries += send()[1]
        stage.later(1800)
    assert states() == [MailState.GIVEN_UP]
    assert stage.now - SEVEN < timedelta(days=3, hours=5)
    assert 20 < tries < 40


def test_a_mail_server_that_is_away_is_named_with_the_mails_that_wait(stage: Stage) -> None:
    post(agreed(stage).pk, HELLO, stage.now)
    with post_office() as closed:
        pass
    done = send_waiting(SmtpServer.of(closed.url), lambda: stage.now)
    assert done.trouble == f"127.0.0.1:{closed.port} can't be reached: Connection refused. Maybe the host or port is wrong."
    mail = records.Mail.objects.get()
    assert (mail.state, mail.tries, mail.answer) == (MailState.WAITING, 0, done.trouble)


def test_a_mail_whose_handing_over_was_cut_off_goes_again_and_is_counted(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    post(agreed(stage).pk, HELLO, stage.now)
    (pk,) = records.Mail.objects.values_list("pk", flat=True)
    assert claim(pk, stage.now) is not None
    assert claim(pk, stage.now) is None  # nobody else takes it
    assert (send(), put_back_cut_off(stage.now)) == ((0, 0), 0)
    assert put_back_cut_off(stage.later(901)) == 1
    assert send() == (1, 0)
    assert records.Mail.objects.get().maybe_twice == 1


def test_letters_that_can_wait_go_together_in_the_morning(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    stage.event.timezone = "Europe/Berlin"
    stage.event.save()
    ada, ben = agreed(stage, how_often="daily"), agreed(stage, 1)
    post(ada.pk, NEWS, stage.now)
    post(ada.pk, Letter("reminder", "About Ben", "Person 1 waits.", about_pk=ben.pk, is_urgent=False), stage.now)
    post(ada.pk, HELLO, stage.now)
    assert send() == (1, 0)
    stage.now = SEVEN.replace(day=27, hour=6, minute=59)  # a minute before eight in Berlin
    assert send() == (0, 0)
    stage.later(60)
    assert send() == (1, 0)
    urgent, digest = office.mails
    assert (urgent["Subject"], digest["Subject"]) == ("Ben asks you", "2 things from Job club")
    text = said(digest)
    assert text.startswith("Hello Person 0,")
    assert "* Three days\n\nSay thank you.\n\n* About Ben\n\nPerson 1 waits." in text
    assert sorted(states()) == ["sent"] * 4
    assert send() == (0, 0)


def test_a_digest_that_waits_says_nothing_of_who_is_erased_meanwhile(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    ada, ben = agreed(stage, how_often="weekly"), agreed(stage, 1)
    office.acts = taking_turns(Act.LATER_AFTER_DATA)
    post(ada.pk, NEWS, stage.now)
    post(ada.pk, Letter("reminder", "About Ben", "Person 1 waits.", about_pk=ben.pk, is_urgent=False), stage.now)
    stage.now = SEVEN.replace(day=30, hour=8)  # Monday
    assert send() == (0, 1)
    ben.delete()
    stage.later(120)
    assert send() == (1, 0)
    (mail,) = office.mails
    assert mail["Subject"] == "Three days"
    assert b"Person 1" not in office.came[0][1]


def test_mails_of_who_is_erased_are_gone_and_the_one_under_way_does_not_come_again(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    ada = agreed(stage)
    post(ada.pk, HELLO, stage.now)
    office.acts = lambda: (ada.delete(), Act.TAKE_AND_DROP)[1] if ada.pk else Act.TAKE
    under_way = claim(records.Mail.objects.get().pk, stage.now)
    assert under_way is not None
    ada.delete()
    put_back_cut_off(stage.later(3600))
    assert (send(), states(), office.came) == ((0, 0), [], [])


def test_mails_that_wait_can_be_taken_back(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    ada = agreed(stage, how_often="daily")
    for once in ("interview 7 asked 1", "interview 8 asked 1", "interview 7 asked 2"):
        post(ada.pk, Letter("interview", once, "Hello", once=once), stage.now)
    post(ada.pk, NEWS, stage.now)
    assert withdraw(stage.now, once_begins="interview 7 ") == 2
    assert send() == (1, 0)
    assert withdraw(stage.now, who_pk=ada.pk) == 1
    assert states() == ["withdrawn", "sent", "withdrawn", "withdrawn"]


def test_who_stopped_between_the_letter_and_the_postman_gets_nothing(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    ada = agreed(stage)
    post(ada.pk, HELLO, stage.now)
    records.AfterChoices.objects.filter(who=ada).update(mail_stopped_at=stage.now)
    assert send() == (0, 0)
    assert (states(), office.came) == ([MailState.WITHDRAWN], [])


def test_organizers_get_mails_until_one_is_refused(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    office.acts = taking_turns(Act.TAKE, Act.REFUSE_RECIPIENT)
    letter = Letter("report", "A report", "Somebody asks for help.")
    assert [post_to_organizers(stage.pk, letter, stage.now), *send()] == [1, 1, 0]
    assert [post_to_organizers(stage.pk, letter, stage.now), *send()] == [1, 0, 1]
    assert post_to_organizers(stage.pk, letter, stage.now) == 0
    assert office.mails[0]["To"].addresses[0].addr_spec == "ada@example.org"


def test_thirty_days_after_a_mail_its_text_is_gone_and_the_line_about_it_stays(stage: Stage, office: Office, send: Callable[[], tuple[int, int]]) -> None:
    ada, ben = agreed(stage), agreed(stage, 1, how_often="weekly")
    post(ada.pk, HELLO, stage.now)
    post(ben.pk, NEWS, stage.now)
    send()
    forget_old_mails(stage.now + timedelta(days=29))
    assert all(bytes(mail.content) for mail in records.Mail.objects.all())
    forget_old_mails(stage.now + timedelta(days=31))
    assert [(mail.state, bool(mail.content)) for mail in records.Mail.objects.order_by("pk")] == [(MailState.SENT, False), (MailState.GATHERED, True)]
    stage.later(6 * 24 * 3600)
    office.acts = lambda: Act.REFUSE_AFTER_DATA
    send()
    forget_old_mails(stage.now + timedelta(days=60))
    assert not any(bytes(mail.content) for mail in records.Mail.objects.all())
