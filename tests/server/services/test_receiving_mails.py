"""Mails that come in: answers of calendars, mails that came back, wishes for no more; and what strangers try."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from adapters.mail.received import ANSWER, POSTFIX
from keywho.adapters.calendar.invitation import Invitation, PartStat
from keywho.adapters.calendar.messages import counter, reply
from keywho.adapters.mail.smtp import SmtpServer
from keywho.followup.interview import Terms
from keywho.followup.mails import MailState
from keywho.server.services.afterwards import interviews
from keywho.server.services.afterwards.invitations import invitation_to
from keywho.server.services.afterwards.talks import talk_of
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.overview import mails_of, try_again
from keywho.server.services.post.queue import may_mail, post
from keywho.server.services.post.route import address_of_replies, who_answers
from keywho.server.services.post.sending import send_waiting
from keywho.server.services.receiving import receive
from keywho.server.store import models as records
from server.agreed import agreed
from server.an_evening import SEVEN, Stage, set_stage
from server.post_office import Act, Office, post_office, taking_turns

pytestmark = pytest.mark.django_db(transaction=True)
HELLO = Letter("interview", "Ben asks you", "Hello Ada")
KEY = "a-long-enough-secret-of-the-hook"


@pytest.fixture
def office() -> Iterator[Office]:
    with post_office() as found:
        yield found


@pytest.fixture
def stage(settings: Any, office: Office) -> Stage:
    settings.SMTP_URL, settings.MAIL_FROM, settings.PHONES_URL = office.url, "keywho@club.example", "https://club.example"
    settings.MAIL_REPLIES, settings.MAIL_WEBHOOK_KEY = "answers+{}@club.example", KEY
    return set_stage(people=4)


@pytest.fixture
def talk(stage: Stage) -> records.Interview:
    """Person 0 has asked person 1 for a talk at a time in three days."""
    ada, ben = agreed(stage, 0), agreed(stage, 1)
    records.Exchange.objects.create(event=stage.event, one=ada, other=ben, at=stage.now)
    interviews.ask(ada.pk, ben.pk, Terms("How does one become an editor?"), [stage.now + timedelta(days=3)], now=stage.now)
    return records.Interview.objects.get()


def invitation(talk: records.Interview, now: datetime) -> Invitation:
    found = invitation_to(talk.asked, talk_of(talk, talk.asked_id), now)
    assert found is not None
    return found


def mailed(
    content: bytes, method: str = "REPLY", *, sender: str = "x@elsewhere.example", to: str = "answers@club.example", name: str = "<1@x.example>"
) -> bytes:
    text = ANSWER.format(sender=sender, to=to, name=name, method=method, calendar=base64.encodebytes(content).decode())
    return text.replace("\n", "\r\n").encode()


def states() -> list[str]:
    return list(records.Mail.objects.order_by("pk").values_list("state", flat=True))


def test_an_address_for_answers_says_whose_they_are_and_cannot_be_made_up(stage: Stage) -> None:
    address = address_of_replies("uid@club.example", 7)
    assert who_answers(address.upper(), "uid@club.example") == 7
    assert who_answers(address, "another@club.example") is None
    assert who_answers(address.replace("+7-", "+8-"), "uid@club.example") is None
    assert [who_answers(made_up, "uid@club.example") for made_up in ("answers@club.example", "answers+7-@club.example", "answers+²-x@club.example", "")] == [
        None
    ] * 4
    assert address_of_replies() == "answers@club.example"


@pytest.mark.parametrize("way", ["the address that only they know", "their verified address"])
def test_a_calendar_accepts(stage: Stage, talk: records.Interview, way: str) -> None:
    invited = invitation(talk, stage.now)
    by = {"to": invited.organizer.mail} if way.endswith("know") else {"sender": "Ben <PERSON1@example.org>"}
    raw = mailed(reply(invited, PartStat.ACCEPTED), **by)
    assert receive(raw, stage.now) == "accepted: accepted"
    talk.refresh_from_db()
    assert (talk.state, talk.starts_at) == ("accepted", stage.now + timedelta(days=3))
    assert receive(raw, stage.later(60)) == "again"
    assert receive(raw.replace(b"To: ", b"Received: by another way\r\nTo: "), stage.now) == "again"


def test_a_calendar_declines_or_proposes_another_time(stage: Stage, talk: records.Interview) -> None:
    invited = invitation(talk, stage.now)
    other = stage.now + timedelta(days=4)
    assert receive(mailed(counter(invited, other), "COUNTER", to=invited.organizer.mail), stage.now) == "counter: countered"
    assert [one.starts_at for one in talk.times.filter(is_open=True)] == [other]
    assert receive(mailed(reply(invited, PartStat.DECLINED), to=invited.organizer.mail, name="<2@x>"), stage.now).startswith("declined: ")


def test_a_time_without_a_zone_is_read_on_the_clock_of_who_proposes_it(stage: Stage, talk: records.Interview) -> None:
    records.AfterChoices.objects.filter(who=talk.asked).update(timezone="America/New_York")
    invited = invitation(talk, stage.now)
    other = stage.now + timedelta(days=4)
    local = other.astimezone(ZoneInfo("America/New_York"))
    floating = re.sub(rb"(DTSTART|DTEND)[^:\r\n]*:[0-9T]+Z?", lambda found: found[1] + b":" + f"{local:%Y%m%dT%H%M%S}".encode(), counter(invited, other))
    assert receive(mailed(floating, "COUNTER", to=invited.organizer.mail), stage.now) == "counter: countered"
    assert [one.starts_at for one in talk.times.filter(is_open=True)] == [other]


@pytest.mark.parametrize("sender", ["stranger@example.org", "person2@example.org", ""])
def test_a_stranger_answers_for_nobody(stage: Stage, talk: records.Interview, sender: str) -> None:
    agreed(stage, 2)
    raw = mailed(reply(invitation(talk, stage.now), PartStat.ACCEPTED), sender=sender)
    assert receive(raw, stage.now) == "stranger"
    talk.refresh_from_db()
    assert talk.state == "asked"


def test_an_address_that_is_not_verified_answers_for_nobody(stage: Stage, talk: records.Interview) -> None:
    records.AfterChoices.objects.update(mail_verified_at=None)
    assert receive(mailed(reply(invitation(talk, stage.now), PartStat.ACCEPTED), sender="person1@example.org"), stage.now) == "stranger"


def test_an_answer_about_another_interview_changes_nothing(stage: Stage, talk: records.Interview) -> None:
    invited = invitation(talk, stage.now)
    raw = mailed(reply(replace(invited, uid="other@club.example"), PartStat.ACCEPTED), to=invited.organizer.mail)
    assert receive(raw, stage.now) == "stranger"


def test_a_mail_that_came_back_stands_on_their_page_and_the_desk_and_can_be_tried_again(stage: Stage, office: Office) -> None:
    ada = agreed(stage)
    post(ada.pk, HELLO, stage.now)
    send_waiting(SmtpServer.of(office.url), lambda: stage.now)
    raw = POSTFIX.format(action="failed", status="5.1.1", name=office.mails[0]["Message-ID"]).encode()
    assert [receive(raw, stage.now), receive(raw, stage.now)] == ["bounced", "again"]
    assert records.AfterChoices.objects.get().mail_trouble == "550 5.1.1 <person0@example.org>: Recipient address rejected: User unknown"
    assert not may_mail(ada.pk)
    seen = mails_of(stage.event, stage.now)
    assert (seen.state, seen.failed, seen.went, [line.name for line in seen.lines]) == ("trouble", 1, 0, ["Person 0"])
    assert seen.lines[0].reason == "550 5.1.1 <…>: Recipient address rejected: User unknown"
    try_again(stage.event, seen.lines[0].pk, stage.now)
    send_waiting(SmtpServer.of(office.url), lambda: stage.now)
    assert (states(), len(office.came), mails_of(stage.event, stage.now).state) == ([MailState.SENT], 2, "good")


def test_a_mail_of_several_letters_can_be_tried_again_whole(stage: Stage, office: Office) -> None:
    ada = agreed(stage, how_often="daily")
    for text in ("first letter", "second letter"):
        post(ada.pk, Letter("reminder", text, text, is_urgent=False), stage.now)
    office.acts = taking_turns(Act.REFUSE_AFTER_DATA)
    stage.later(24 * 3600)
    send_waiting(SmtpServer.of(office.url), lambda: stage.now)
    (line,) = mails_of(stage.event, stage.now).lines
    assert (line.words, line.reason, line.can_again) == ("refused", "554 Not this one", True)
    try_again(stage.event, line.pk, stage.now)
    send_waiting(SmtpServer.of(office.url), lambda: stage.now)
    text = str(office.mails[0].get_body(("plain",)))
    assert "first letter" in text
    assert "second letter" in text


def test_a_delay_is_no_failure_and_a_made_up_one_changes_nothing(stage: Stage, office: Office) -> None:
    ada = agreed(stage)
    post(ada.pk, HELLO, stage.now)
    send_waiting(SmtpServer.of(office.url), lambda: stage.now)
    name = office.mails[0]["Message-ID"]
    assert receive(POSTFIX.format(action="delayed", status="4.4.1", name=name).encode(), stage.now) == "delayed"
    assert receive(POSTFIX.format(action="failed", status="5.1.1", name=f"<{'f' * 32}@club.example>").encode(), stage.now) == "stranger"
    assert (states(), may_mail(ada.pk)) == ([MailState.SENT], True)


def test_mails_stop_by_mail_too(stage: Stage, office: Office) -> None:
    ada = agreed(stage)
    post(ada.pk, HELLO, stage.now)
    send_waiting(SmtpServer.of(office.url), lambda: stage.now)
    mailto = str(office.mails[0]["List-Unsubscribe"]).split("<mailto:")[1].rstrip(">")
    to, _, subject = mailto.partition("?subject=")
    wish = f"From: whoever@example.org\nTo: {to}\nSubject: {subject.replace('%20', ' ').replace('%7E', '~')}\nMessage-ID: <9@x>\n\n".encode()
    assert to == "answers@club.example"
    assert receive(wish, stage.now) == "stopped"
    assert not may_mail(ada.pk)
    assert receive(wish.replace(b"stop ", b"stop x"), stage.now) == "stranger"


def test_the_hook_takes_mails_with_the_right_key_alone(stage: Stage, talk: records.Interview, client: Client, settings: Any) -> None:
    invited = invitation(talk, stage.now)
    raw = mailed(reply(invited, PartStat.ACCEPTED), to=invited.organizer.mail)

    def handed_in(key: str, body: bytes = raw) -> tuple[int, str]:
        response = client.post(f"/inbox/{key}", body, content_type="message/rfc822")
        return response.status_code, response.content.decode().strip()

    assert handed_in("wrong-key") == (404, "There is nothing here.")
    assert handed_in(KEY, b"  ") == (400, "There was no mail in it. Post it as the body, as it is.")
    assert handed_in(KEY, b"x" * (2 * 1024 * 1024 + 1))[0] == 413
    assert not records.MailReceived.objects.exists()
    assert [handed_in(KEY), handed_in(KEY)] == [(200, "accepted: accepted"), (200, "again")]
    assert client.get(f"/inbox/{KEY}").status_code == 405
    settings.MAIL_WEBHOOK_KEY = ""
    assert handed_in(KEY)[0] == 404
    assert [handed_in("guess")[0] for _ in range(25)][-1] == 429


def test_what_was_read_from_a_mail_is_no_name_and_no_word_of_it(stage: Stage, talk: records.Interview) -> None:
    invited = invitation(talk, SEVEN)
    receive(mailed(reply(invited, PartStat.ACCEPTED, "secret words"), to=invited.organizer.mail), stage.now)
    assert [set(vars(line)) - {"_state", "id"} for line in records.MailReceived.objects.all()] == [{"digest", "at", "came_of_it"}]


def test_an_invitation_that_was_put_off_does_not_come_behind_a_newer_one(stage: Stage, talk: records.Interview, office: Office) -> None:
    office.acts = taking_turns(Act.LATER_AT_RECIPIENT)
    send_waiting(SmtpServer.of(office.url), lambda: stage.now)
    interviews.accept(talk.asked_id, talk.uid.partition("@")[0], stage.now + timedelta(days=3), version=1, now=stage.now)
    for _ in range(3):
        send_waiting(SmtpServer.of(office.url), lambda: stage.later(600))
    assert sorted(records.Mail.objects.values_list("kind", "state")) == [
        ("interview-accepted", "sent"), ("interview-accepted", "sent"), ("interview-asked", "withdrawn"),
    ]  # fmt: skip
    assert len(office.came) == 2
