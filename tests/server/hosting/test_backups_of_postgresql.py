"""PostgreSQL makes its own backups: keywho says so, and erases again after one was put back."""

import os
import subprocess
import sys
from pathlib import Path

from server.machines import PostgreSQL

FILL = """
from keywho.server.conf.start import start_django
start_django()
from keywho.server.hosting.database import migrate
migrate()
from keywho.server.services.evenings import now
from keywho.server.services.rights.erase import erase
from keywho.server.store import models as records
event = records.Event.objects.create(code="CLUB7", name="Job club", epoch="e", key="k", projector_key="p")
people = [records.Attendee.objects.create(event=event, public_id=f"p{no}", name=f"Person {no}") for no in range(3)]
erase(people[1], by="keywho", now=now())
records.Attendee.objects.create(event=event, public_id="p1", name="Person 1")  # pg_restore brought them back
"""
LOOK = """
from keywho.server.conf.start import start_django
start_django()
from keywho.server.store import models as records
print(*records.Attendee.objects.order_by("public_id").values_list("public_id", flat=True))
"""


def test_backups_are_left_to_pg_dump_and_who_was_erased_goes_again(postgresql: PostgreSQL, tmp_path: Path) -> None:
    known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
    environ = known | {"KEYWHO_HOME": str(tmp_path), "KEYWHO_DATABASE_URL": postgresql.make_database("backups")}

    def says(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *words], env=environ, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert says("-c", FILL).returncode == 0
    refused = says("-m", "keywho", "backup", "kept.zip")
    assert (refused.returncode, "pg_dump" in refused.stderr, "`erased`" in refused.stderr, (tmp_path / "kept.zip").exists()) == (2, True, True, False)
    assert says("-c", LOOK).stdout == "p0 p1 p2\n"
    assert says("-m", "keywho", "migrate").returncode == 0
    assert says("-c", LOOK).stdout == "p0 p2\n"
