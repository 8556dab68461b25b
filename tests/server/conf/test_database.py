import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from keywho.server.conf import gate
from keywho.server.conf.database import CONNECTIONS, database_of, sqlite_at
from server.machines import PostgreSQL

LOOK = """
from keywho.server.conf.start import start_django
start_django()
from keywho.server.hosting.database import migrate
print(migrate() > 0, migrate())
from keywho.server.store import models as records
records.Organizer.objects.sign_up(email="Ada@Example.org", name="Ada", password="four words put together")
print(records.Organizer.objects.get().email)
"""


def looked(**environ: str) -> list[str]:
    known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
    return subprocess.run([sys.executable, "-c", LOOK], env=known | environ, check=True, capture_output=True, text=True).stdout.split()


@pytest.mark.django_db
def test_the_sqlite_file_loses_nothing_and_lets_readers_read() -> None:
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys", "busy_timeout")}
    assert found == {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}


def test_a_new_sqlite_file_writes_ahead_and_begins_with_the_right_to_write(tmp_path: Path) -> None:
    assert looked(KEYWHO_HOME=str(tmp_path)) == ["True", "0", "ada@example.org"]
    assert (tmp_path / "keywho.sqlite3").read_bytes()[18:20] == b"\x02\x02"  # the file format's words for write-ahead logging
    assert sqlite_at(tmp_path)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_serves_as_well(postgresql: PostgreSQL, tmp_path: Path) -> None:
    url = postgresql.make_database("settings")
    assert looked(KEYWHO_HOME=str(tmp_path), KEYWHO_DATABASE_URL=url) == ["True", "0", "ada@example.org"]
    assert not (tmp_path / "keywho.sqlite3").exists()


def test_the_parts_of_an_address_are_understood() -> None:
    found = database_of("postgres://ada:p%40ss@db.example:5433/evenings?sslmode=require", Path("/home"))
    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "evenings",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert found["OPTIONS"]["sslmode"] == "require"
    assert database_of("sqlite:///other.sqlite3", Path("/home"))["NAME"] == Path("/home/other.sqlite3")
    assert database_of("sqlite:////else/where.sqlite3", Path("/home"))["NAME"] == Path("/else/where.sqlite3")
    assert database_of("", Path("/home"))["NAME"] == Path("/home/keywho.sqlite3")


def test_no_page_waits_for_a_connection_that_a_waiting_page_holds() -> None:
    assert CONNECTIONS > gate.AT_ONCE + 8
