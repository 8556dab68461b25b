"""One of three hundred is erased after the evening: nothing of them is found anywhere, and everyone else's data is whole.

Run on a database in a file (test_erasing.py does).
"""

import io
import json
import logging
import time
import zlib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from keywho.core.ids import AttendeeId
from keywho.server.conf.calm_log import CalmLines
from keywho.server.services import running
from keywho.server.services.registrations import Written, change
from keywho.server.services.rights.erase import NAMED_SOMEBODY, erase
from keywho.server.services.rights.traces import LEFT, text_of_mail
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage
from server.one_of_each import one_of_each

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, TARGET = 300, 150
NAME, MAIL, PHONE = "Zaphodia Beeblebrox", "zaphodia@heartofgold.example", "+49 170 5550142"
HINTS = ("zaphodia", "beeblebrox", "heartofgold", "heart of gold", "5550142", "555 01 42", "improbab", "magrathea")
Row = tuple[str, int]


@pytest.fixture
def stage() -> Stage:
    """An evening of three hundred that is over, with a record of every kind for each of them."""
    stage = planned_stage(PEOPLE, "neighbour,nearby", rows=15)
    target = stage.event.attendees.get(public_id=f"a{TARGET}")
    change(
        target,
        Written(
            NAME, called="Zaphodia", company="Heart of Gold Ltd", contact=MAIL, seeks="a way to Magrathea", recognize="improbable scarf", pitch="improbability"
        ),
    )
    running.announce(stage.pk, f"Would {NAME.upper()} come to the desk? Call {PHONE}. The rest may sit.", by="organizer 1", now=stage.now)
    running.announce(stage.pk, "Your improbability drive is ready", by="organizer 1", now=stage.now, to=AttendeeId(target.public_id))
    while not stage.evening().state.closed:
        stage.next()
    with transaction.atomic():
        people = list(stage.event.attendees.all())
        for no, person in enumerate(people):
            word = "Zaphodia improbability" if no == TARGET else f"Word{no}x"
            one_of_each(person, people[(no + 1) % PEOPLE], stage.organizer, stage.now, word)
        write_about_them(stage, people)
    return stage


def write_about_them(stage: Stage, people: list[records.Attendee]) -> None:
    """Let others write about them, in all that goes with them, and in what doesn't."""
    target, friend, stranger = people[TARGET], people[TARGET - 1], people[7]
    records.ContactCard.objects.filter(who=target).update(mail=MAIL, phone=PHONE)
    records.AfterChoices.objects.filter(who=target).update(mail=MAIL)
    for model, column in (
        (records.PrivateNote, "text"),
        (records.Reminder, "text"),
        (records.Outcome, "text"),
        (records.Interview, "purpose"),
        (records.Report, "text"),
    ):
        who = "asker" if model is records.Interview else "who"
        model.objects.filter(**{who: friend}).update(**{column: "Zaphodia was improbable"})
    records.Mail.objects.filter(who=friend).update(content=mail("Zaphodia said yes", "to meet at Magrathea"))
    records.MailReceived.objects.filter(digest__contains="Zaphodia").update(digest="a hash of a mail", came_of_it="accepted")
    records.Wish.objects.create(event=stage.event, kind="must-meet", one=friend, other=target)
    records.Report.objects.filter(who=stranger).update(
        done=f"26 November, Ada: I spoke with {NAME} and with both.", text="It was not zaphodia beeblebrox, but call +49(170)555 01 42"
    )
    records.Feedback.objects.filter(who=stranger).update(words=f"Above all {NAME}.")
    records.PlanningJob.objects.create(event=stage.event, state="failed", sentence=f"{NAME} can't sit there.")
    for no, state in enumerate(("waiting", "gathered", "sent", "sent")):
        waits = state in ("waiting", "gathered")
        records.Mail.objects.create(
            event=stage.event,
            who=people[20 + no],
            message_id=f"<digest {no}>",
            kind="digest",
            address="b@example.org",
            content=mail("Three things", f"Ben proposes Monday.\n{'Zaphodia' if no % 2 else MAIL} proposes Tuesday.")
            if state != "gathered"
            else b'{"text": "Zaphodia wrote"}',
            state=state,
            not_before=stage.now,
            made_at=stage.now,
            settled_at=None if waits else stage.now,
        )


def mail(subject: str, text: str) -> bytes:
    """Write a mail in which nothing can be read as it is: the subject is encoded, the text is base64, and a calendar with folded lines is beside it."""
    message = EmailMessage()
    message["Subject"] = f"{subject} – ätsch"
    message["From"] = "keywho@example.org"
    message.set_content(text, cte="base64")
    message.add_alternative(f"BEGIN:VEVENT\r\nSUMMARY:{subject[:4]}\r\n {subject[4:]}\r\nEND:VEVENT\r\n".encode(), maintype="text", subtype="calendar")
    return message.as_bytes()


def snapshot() -> dict[Row, dict[str, Any]]:
    """Give all records as they are."""
    found = {}
    for model in apps.get_app_config("store").get_models():
        for values in model._default_manager.values():
            if model is records.Fact:
                values["body"] = json.dumps(json.loads(values["body"]))  # it may be written with other spaces
            plain = {name: bytes(value) if isinstance(value, memoryview) else value for name, value in values.items()}
            found[model.__name__, values["id"]] = plain
    return found


def gone_with(before: dict[Row, dict[str, Any]], roots: set[Row]) -> set[Row]:
    """Give all records that belong to others which go: the definition, by the models' own links."""
    gone = set(roots)
    while True:
        more = {row for row in before if row not in gone and any(at in gone for at, cascades in links_of(before, row) if cascades)}
        if not more:
            return gone
        gone |= more


def links_of(before: dict[Row, dict[str, Any]], row: Row) -> list[tuple[Row, bool]]:
    model = apps.get_model("store", row[0])
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    cascading = [(field, field.remote_field.on_delete is models.CASCADE) for field in fields]
    return [((field.related_model.__name__, before[row][field.attname]), cascades) for field, cascades in cascading if isinstance(field.related_model, type)]


def expected(before: dict[Row, dict[str, Any]], stage: Stage) -> dict[Row, dict[str, Any]]:
    """Give what has to be there afterwards: everything of everybody else, with the words about them taken out of what organizers wrote or read."""
    target = records.Attendee.objects.get(event=stage.pk, public_id=f"a{TARGET}")
    reports = {row for row, one in before.items() if row[0] == "Report" and one["who_id"] == target.pk}
    about = {row for row, one in before.items() if row[0] == "Report" and one["about_id"] == target.pk}
    named = {row for row, one in before.items() if row[0] == "Mail" and one["settled_at"] is None and one["kind"] == "digest"}
    gone = gone_with(before, {("Attendee", target.pk), ("Regular", target.regular_id or 0), *reports, *named})
    after = {row: dict(one) for row, one in before.items() if row not in gone}
    for row, one in after.items():
        for field in apps.get_model("store", row[0])._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type) and (field.related_model.__name__, one[field.attname]) in gone:
                one[field.attname] = None
        match row[0]:
            case "Event":
                one["people_version"] += 1
            case "PlanningJob":
                one["sentence"] = NAMED_SOMEBODY
            case "Report" if row in about:
                one["text"] = ""
            case "Report" | "Feedback":
                for column in ("text", "done", "words"):
                    if column in one:
                        one[column] = one[column].replace(NAME, LEFT).replace("zaphodia beeblebrox", LEFT).replace("+49(170)555 01 42", LEFT)
            case "Fact" if "drive" in one["body"] and one["kind"] == "Announced":
                one["body"] = one["body"].replace("Your improbability drive is ready", "")
            case "Fact" if one["kind"] == "Announced":
                one["body"] = one["body"].replace(NAME.upper(), "\\u2026").replace(PHONE, "\\u2026")
            case "Mail" if one["kind"] == "digest":
                one["content"] = b""
    return after


def everything_found() -> str:
    """Give all that can be found: bytes of the database, its log of changes and all files of the home folder, and what is packed in them, unpacked."""
    database = Path(connection.settings_dict["NAME"])
    files = [*database.parent.glob(f"{database.name}*"), *(path for path in Path(settings.KEYWHO_HOME).rglob("*") if path.is_file())]
    found = [path.read_bytes().decode("utf-8", "replace") for path in files]
    found += [zlib.decompress(bytes(content)).decode() for content in records.ProgrammeVersion.objects.values_list("content", flat=True)]
    found += [text_of_mail(bytes(content)) for content in records.Mail.objects.values_list("content", flat=True)]
    return "\n".join(found).casefold()


def test_nothing_is_found_of_them_and_everyone_else_is_whole(stage: Stage) -> None:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(CalmLines())
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    before = snapshot()
    found = everything_found()
    assert all(hint in found for hint in HINTS if hint != "555 01 42")
    assert {name for name, _ in before} >= {model.__name__ for model in apps.get_app_config("store").get_models()} - {"Organizer"}
    should_be = expected(before, stage)

    began = time.perf_counter()
    erase(stage.event.attendees.get(public_id=f"a{TARGET}"), by="attendee", now=stage.now)
    took_s = time.perf_counter() - began

    after = snapshot()
    assert after.keys() == should_be.keys(), after.keys() ^ should_be.keys()
    different = {row: (after[row], should_be[row]) for row in after if after[row] != should_be[row]}
    assert not different
    assert 25 < len(before) - len(after) < 80
    left = everything_found()
    assert {hint: left[max(0, left.find(hint) - 60) : left.find(hint) + 60] for hint in HINTS if hint in left} == {}
    assert not any(hint in log.getvalue().casefold() for hint in HINTS)
    assert took_s < 5
