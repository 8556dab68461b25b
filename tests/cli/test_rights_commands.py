"""Export, erase, backup and restore, on real files: each command is a program of its own."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cli.terminal import Answer, run

FILL = """
from keywho.server.conf.start import start_django
start_django()
from keywho.server.hosting.database import migrate
migrate()
from datetime import UTC, datetime
from keywho.server.store import models as records
at = datetime(2026, 11, 26, 19, tzinfo=UTC)
event = records.Event.objects.create(code="CLUB7", name="Job club", epoch="e", key="k", projector_key="p", starts_at=at)
names = ["Ada Lovelace", "Ben Franklin", "Zaphodia Xylo", "Ben Franklin"]
ada, ben, zaphodia, other = (records.Attendee.objects.create(event=event, public_id=f"p{no}", name=name, contact=f"mail{no}@example.org") for no, name in enumerate(names))
records.PrivateNote.objects.create(who=ada, about=ben, text="asks about turbines", at=at)
records.PrivateNote.objects.create(who=ada, about=zaphodia, text="Zaphodia likes jazz", at=at)
records.Mail.objects.create(event=event, who=ada, message_id="<1>", kind="x", address="a@b.c", content=b"Subject: hello", state="waiting", not_before=at, made_at=at)
"""


class Machine:
    """An installation in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
        self.environment = {**known, "KEYWHO_HOME": str(home), "KEYWHO_PORT": "48123", "KEYWHO_ADDRESS": "127.0.0.1"}

    def says(self, *words: object) -> Answer:
        """Run a command here."""
        return run(*words, environment=self.environment)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Ask the file of the database."""
        with sqlite3.connect(self.home / "keywho.sqlite3") as opened:
            found = opened.execute(query).fetchall()
        opened.close()
        return found

    def bytes_of_all_files(self) -> bytes:
        """Give all that lies in the folder."""
        return b"".join(path.read_bytes() for path in sorted(self.home.rglob("*")) if path.is_file())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with an evening of four."""
    home = tmp_path_factory.mktemp("rights") / "home"
    subprocess.run([sys.executable, "-c", FILL], env=Machine(home).environment, check=True, capture_output=True)
    return home


@pytest.fixture
def machine(filled: Path, tmp_path: Path) -> Machine:
    """A copy of it, to play with."""
    return Machine(Path(shutil.copytree(filled, tmp_path / "home")))


def test_who_was_erased_since_the_backup_stays_erased_and_others_are_whole(machine: Machine, tmp_path: Path) -> None:
    file = tmp_path / "kept.zip"
    assert machine.says("backup", file).code == 0
    assert file.stat().st_mode & 0o077 == 0
    before = machine.ask("SELECT * FROM store_attendee WHERE public_id != 'p2' ORDER BY id")
    epoch = machine.ask("SELECT epoch FROM store_event")
    erased = machine.says("erase", "club7", "mail2@example.org", "--yes")
    assert (erased.code, erased.out) == (0, "Everything about Zaphodia Xylo is erased.\n")
    assert b"Zaphodia" not in machine.bytes_of_all_files()
    machine.ask("DELETE FROM store_attendee WHERE public_id = 'p3'")

    restored = machine.says("restore", file, "--yes")
    assert restored.code == 0, restored.err
    assert "1 evening with 3 people" in restored.out and "Erased since then, and now again: 1." in restored.out
    assert "1 mails that waited then may have gone since" in restored.out
    assert b"Zaphodia" not in machine.bytes_of_all_files()
    assert machine.ask("SELECT * FROM store_attendee ORDER BY id") == before
    assert machine.ask("SELECT text FROM store_privatenote") == [("asks about turbines",)]
    assert machine.ask("SELECT state, content FROM store_mail") == [("given-up", b"")]
    assert machine.ask("SELECT epoch FROM store_event") != epoch, "phones notice"
    assert oct((machine.home / "keywho.sqlite3").stat().st_mode)[-3:] == "600"


def test_a_restored_copy_of_the_database_is_erased_again_at_the_next_start(machine: Machine, tmp_path: Path) -> None:
    """Somebody copied the file by hand, and put it back."""
    copy = (machine.home / "keywho.sqlite3").read_bytes()
    machine.says("erase", "CLUB7", "p2", "--yes")
    (machine.home / "keywho.sqlite3").write_bytes(copy)
    assert machine.ask("SELECT count(*) FROM store_attendee") == [(4,)]
    assert machine.says("migrate").code == 0
    assert machine.ask("SELECT public_id FROM store_attendee ORDER BY id") == [("p0",), ("p1",), ("p3",)]
    assert b"Zaphodia" not in machine.bytes_of_all_files()


def test_a_damaged_backup_changes_nothing(machine: Machine, tmp_path: Path) -> None:
    file, broken = tmp_path / "kept.zip", tmp_path / "broken.zip"
    machine.says("backup", file)
    again = machine.says("backup", file)
    assert (again.code, "is there already" in again.err) == (2, True)
    before = machine.bytes_of_all_files()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(broken, "w") as less:
        for name in whole.namelist():
            content = whole.read(name)
            less.writestr(name, content[: len(content) // 2] if name == "database.sqlite3" else content)
    assert "is damaged" in machine.says("restore", broken, "--yes").err
    broken.write_bytes(file.read_bytes()[:500])
    assert "no backup of keywho" in machine.says("restore", broken, "--yes").err
    assert machine.bytes_of_all_files() == before
    server = sqlite3.connect(machine.home / "keywho.sqlite3")
    server.execute("SELECT count(*) FROM store_attendee").fetchone()
    assert "something has the database open" in machine.says("restore", file, "--yes").err
    server.close()
    assert machine.ask("SELECT count(*) FROM store_attendee") == [(4,)]


def test_people_are_found_by_name_mail_or_id_and_several_of_a_name_are_listed(machine: Machine, tmp_path: Path) -> None:
    answer = machine.says("erase", "CLUB7", "ben franklin", "--yes")
    assert (answer.code, answer.err) == (
        2,
        "Error: 2 people fit “ben franklin”: Ben Franklin (p1), Ben Franklin (p3). Maybe say the id in place of the name.\n",
    )
    out = tmp_path / "ada.zip"
    assert machine.says("export", "CLUB7", "MAIL0@example.org", "--out", out).out == f"{out}: everything about Ada Lovelace.\n"
    with zipfile.ZipFile(out) as packed:
        found, page = json.loads(packed.read("everything.json")), packed.read("everything.html").decode()
    assert [note["text"] for note in found["notes"]] == ["asks about turbines", "Zaphodia likes jazz"]
    assert "asks about turbines" in page and page.startswith("<!doctype html>")
    assert "There is no evening with the code NOPE" in machine.says("export", "NOPE", "Ada").err
    assert "Maybe one of: Ada Lovelace (p0)." in machine.says("export", "CLUB7", "Lovel").err
