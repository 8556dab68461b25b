"""A database that the version before has filled keeps all that is in it, and gets what is new."""

import os
import subprocess
import sys
from pathlib import Path

from server.machines import PostgreSQL

FILL_AND_GO_ON = """
from keywho.server.conf.start import start_django
start_django()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

call_command("migrate", "store", "0001", verbosity=0)
before = MigrationExecutor(connection).loader.project_state([("store", "0001_beginning")]).apps
event = before.get_model("store", "Event").objects.create(code="ABCDE", name="Job club", epoch="e", key="k", projector_key="p", people_version=7)
Attendee = before.get_model("store", "Attendee")
Attendee.objects.bulk_create([Attendee(event=event, public_id=f"p{no}", name=f"Ana {no}", seeks="a ward", role="Nurse") for no in range(500)])
connection.close()

from keywho.server.hosting.database import migrate
print(migrate() > 0, migrate())
from keywho.server.store import load, models as records
event = records.Event.objects.get()
print(event.name, event.people_version, event.leaning, event.sharing, event.learning, repr(event.own_words), sep="|")
people = load.people(event.pk)
print(len(people), people[0].attendee.name, people[499].attendee.profile, sep="|")
"""

FOUND = [
    "True 0",
    "Job club|7|a mix|gently|a little|''",
    "500|Ana 0|Profile(seeks='a ward', offers='', role='Nurse', company='', industry='', place='', languages=frozenset(), seniority=None, "
    "months_searching=None, seeks_help=frozenset(), gives_help=frozenset())",
]


def gone_on(**environ: str) -> list[str]:
    known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
    return subprocess.run([sys.executable, "-c", FILL_AND_GO_ON], env=known | environ, check=True, capture_output=True, text=True).stdout.splitlines()


def test_a_filled_sqlite_file_goes_on(tmp_path: Path) -> None:
    assert gone_on(KEYWHO_HOME=str(tmp_path)) == FOUND


def test_a_filled_postgresql_database_goes_on(postgresql: PostgreSQL, tmp_path: Path) -> None:
    assert gone_on(KEYWHO_HOME=str(tmp_path), KEYWHO_DATABASE_URL=postgresql.make_database("filled")) == FOUND
