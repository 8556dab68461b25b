"""Several workers send the same queue. Threads need a database that is not only in memory: test_on_real_databases.py runs this file."""

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from keywho.adapters.mail.smtp import SmtpServer
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post
from keywho.server.services.post.sending import send_waiting
from keywho.server.store import models as records
from server.agreed import agreed
from server.an_evening import set_stage
from server.post_office import Office, post_office

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SENDERS = 24, 4


def send_at_once(office: Office, now: Any) -> None:
    start, failed = threading.Barrier(SENDERS), list[BaseException]()

    def send() -> None:
        try:
            start.wait(20)
            send_waiting(SmtpServer.of(office.url), lambda: now)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []


def test_no_mail_is_sent_by_two_of_them(settings: Any) -> None:
    stage = set_stage(people=PEOPLE)
    with post_office() as office:
        settings.SMTP_URL, settings.MAIL_FROM = office.url, "keywho@club.example"
        for no in range(PEOPLE):
            person = agreed(stage, no, how_often="daily")
            for text in ("first", "second"):
                post(person.pk, Letter("interview", text, text), stage.now)
                post(person.pk, Letter("reminder", text, text, is_urgent=False), stage.now)
        send_at_once(office, stage.now)
        assert Counter(mail["Message-ID"] for mail in office.mails).most_common(1)[0][1] == 1
        assert (len(office.came), office.connections > 1) == (2 * PEOPLE, True)
        send_at_once(office, stage.now + timedelta(days=1))
        assert Counter(mail["Subject"] for mail in office.mails) == {"first": PEOPLE, "second": PEOPLE, "2 things from Job club": PEOPLE}
    assert set(records.Mail.objects.values_list("state", "maybe_twice")) == {("sent", 0)}
