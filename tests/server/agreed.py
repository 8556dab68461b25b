"""Somebody who agreed to mails, for tests."""

from datetime import datetime

from keywho.server.store import models as records
from server.an_evening import SEVEN, Stage


def agreed(stage: Stage, no: int = 0, *, how_often: str = "at-once", verified: bool = True, at: datetime = SEVEN, **more: object) -> records.Attendee:
    """Let a person of an evening have agreed to mails at an address that is verified."""
    person = records.Attendee.objects.get(event_id=stage.pk, public_id=f"a{no}")
    choices = {"mail": f"person{no}@example.org", "mail_agreed_at": at, "mail_verified_at": at if verified else None, "mails": how_often} | more
    records.AfterChoices.objects.update_or_create(who=person, defaults=choices)
    return person
