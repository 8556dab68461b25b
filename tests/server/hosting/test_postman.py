"""A real `keywho serve` sends what waits, also what waited while it was down; and the command that tries the settings."""

import sqlite3
from contextlib import closing
from pathlib import Path

from server.hosting.running import serving, wait_until
from server.hosting.test_worker import said
from server.post_office import Act, post_office, taking_turns

POST = """
import sys
from keywho.server.conf.start import start_django
start_django()
from datetime import UTC, datetime
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post
from keywho.server.store import models as records
now = datetime.now(UTC)
event, _ = records.Event.objects.get_or_create(code="POST1", defaults={"name": "Job club", "epoch": "1", "key": "k", "projector_key": "p"})
for no in range(int(sys.argv[1])):
    ada = records.Attendee.objects.create(event=event, public_id=f"a{records.Attendee.objects.count()}", name="Ada")
    records.AfterChoices.objects.create(who=ada, mail=f"ada{ada.pk}@example.org", mail_agreed_at=now, mail_verified_at=now)
    post(ada.pk, Letter("interview", "Ben asks you", "Hello"), now)
"""


def states(home: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{home}/keywho.sqlite3?mode=ro", uri=True)) as database:
        return [state for (state,) in database.execute("select state from store_mail order by id")]


def test_a_server_sends_and_goes_on_sending_after_it_was_killed(tmp_path: Path) -> None:
    with post_office() as office:
        environ = {"KEYWHO_SMTP_URL": office.url, "KEYWHO_MAIL_FROM": "keywho@club.example", "KEYWHO_LOG_LEVEL": "warning"}
        with serving(tmp_path, **environ) as server:
            said(POST, "2", KEYWHO_HOME=str(tmp_path), **environ)
            wait_until(lambda: len(office.came) == 2, "two mails")
            wait_until(lambda: states(tmp_path) == ["sent"] * 2, "two mails that are recorded as sent")
            server.process.kill()
        said(POST, "1", KEYWHO_HOME=str(tmp_path), **environ)
        assert states(tmp_path) == ["sent", "sent", "waiting"]
        with serving(tmp_path, **environ) as server:
            wait_until(lambda: len(office.came) == 3, "the third mail")
            wait_until(lambda: states(tmp_path) == ["sent"] * 3, "its record")
            assert server.interrupt() < 5
        assert len({mail["Message-ID"] for mail in office.mails}) == 3
        assert "example.org" not in server.text


def test_a_test_mail_says_whether_the_settings_are_good(tmp_path: Path) -> None:
    with post_office(taking_turns(Act.TAKE, Act.REFUSE_RECIPIENT)) as office:
        environ = {"KEYWHO_HOME": str(tmp_path), "KEYWHO_SMTP_URL": office.url, "KEYWHO_MAIL_FROM": "keywho@club.example"}
        program = "import sys; sys.argv = ['keywho', 'mail', 'test', 'ada@example.org']; from keywho.cli.main import main; main(standalone_mode=False)"
        taken = " ".join(said(program, **environ))
        assert taken.startswith("127.0.0.1 took the mail for ada@example.org (250 Taken).")
        assert office.mails[0]["Subject"] == "A test mail of keywho"
        assert not (tmp_path / "keywho.sqlite3").exists()
