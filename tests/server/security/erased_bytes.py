"""After erasing, the file of the database holds no byte of it. Run on a database in a file (test_erasing.py does)."""

import zlib
from pathlib import Path

import pytest
from django.db import connection

from keywho.core.ids import AttendeeId
from keywho.server.services import attending, running
from keywho.server.services.registrations import Written, change
from keywho.server.services.rights.erase import erase
from keywho.server.store import models as records
from server.an_evening import planned_stage

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Xylophonia"
FIELDS = (
    "called", "recognize", "seeks", "offers", "role", "company", "industry", "place", "languages", "seeks_help", "gives_help",
    "hides_from", "pitch", "contact", "needs",
)  # fmt: skip


def bytes_on_disk() -> bytes:
    """Give all that lies on the disk of the database, its log of changes included; packed programmes unpacked."""
    file = Path(connection.settings_dict["NAME"])
    kept = b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
    versions = records.ProgrammeVersion.objects.values_list("content", flat=True)
    return kept + b"".join(zlib.decompress(bytes(content)) for content in versions)


def test_no_byte_is_left():
    stage = planned_stage(12)
    person = stage.event.attendees.first()
    for round_of_changes in range(4):  # longer and shorter texts, so that the record moves and leaves old copies behind
        texts = {name: f"{SECRET} {name} " * (1 if name in ("needs", "called") else 2 + round_of_changes % 2) for name in FIELDS}
        change(
            person,
            Written(
                f"{SECRET} Beeblebrox", **{name: text[:60] for name, text in texts.items()} | dict.fromkeys(("seeks", "offers", "pitch"), f"{SECRET} " * 80)
            ),
        )
    who = AttendeeId(person.public_id)
    stage.to_round(1)
    partner = stage.evening().state.programme.meeting_of(who, 1).others(who)[0]
    for no in range(30):
        attending.write_note(stage.pk, partner, who, f"{SECRET} number {no} " * (no + 1), now=stage.now)
    attending.ask_for_help(stage.pk, who, "harassed", f"{SECRET} writes", now=stage.now)
    running.announce(stage.pk, f"{SECRET}, please", by="organizer 1", now=stage.now, to=who)
    records.PlanningJob.objects.create(event=stage.event, state="failed", sentence=f"{SECRET} Beeblebrox can't sit there.")
    assert bytes_on_disk().count(SECRET.encode()) > 20
    erase(person, by="organizer 1", now=stage.now)
    assert bytes_on_disk().count(SECRET.encode()) == 0
