"""Whatever is done too often or too large by one is refused or bounded, and the others don't feel it."""

import io
import threading
import tracemalloc
import zipfile

import pytest
from django.test import Client

from keywho.core.ids import AttendeeId
from keywho.server.services import attending, joining, reports
from keywho.server.services.flood import MOST_KEYS, Limit
from keywho.server.services.uploaded_list import MOST_BYTES
from keywho.server.store import models as records
from keywho.server.web.attendee.taps import MOST_IN_A_MINUTE, _of_person
from keywho.server.web.organizer import account
from server.an_evening import Stage, planned_stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_floods():
    for limit in (_of_person, joining._of_address, joining._of_event, account._of_address, account._of_place):
        limit.forget()


@pytest.fixture
def stage() -> Stage:
    return planned_stage(4, "neighbour", rows=1)


def test_many_cries_for_help_are_one_call_and_a_bounded_pile_of_words(stage: Stage):
    who = stage.ids()[0]
    before = stage.evening().no
    for no in range(reports.MOST_REPORTS + 20):
        attending.ask_for_help(stage.pk, who, "other", f"words {no} " + "x" * 9000, now=stage.now)
    kept = list(records.Report.objects.order_by("pk").values_list("text", flat=True))
    assert (len(kept), kept[-1].startswith(f"words {reports.MOST_REPORTS + 19} ")) == (reports.MOST_REPORTS, True)
    assert max(map(len, kept)) <= attending.LONGEST_NOTE
    assert stage.evening().no == before + 1
    attending.ask_for_help(stage.pk, who, "harassed", "", now=stage.now)
    assert [call.about for call in stage.evening().state.calls] == ["harassed"]


def test_one_phone_presses_a_bounded_number_of_times(stage: Stage):
    path = f"/p/{stage.token(stage.ids()[0])}/do/groups"
    statuses = [Client().post(path, {"wanted": "1"}, headers={"Accept": "application/json"}).status_code for _ in range(MOST_IN_A_MINUTE + 3)]
    assert statuses == [200] * MOST_IN_A_MINUTE + [429] * 3
    other = f"/p/{stage.token(stage.ids()[1])}/do/groups"
    assert Client().post(other, {"wanted": "1"}, headers={"Accept": "application/json"}).status_code == 200


def test_a_list_of_people_has_an_end(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(joining, "MOST_PEOPLE", 5)
    form = {"name": "Nobody", "consent": "on"}
    answers = [Client().post("/j/TEST1", {**form, "key": letter * 24}).status_code for letter in "abc"]
    assert answers == [303, 403, 403]
    assert records.Attendee.objects.filter(event=stage.pk).count() == 5


def test_passwords_are_not_guessed_at_leisure(stage: Stage):
    tried = [Client().post("/sign-in", {"email": "ada@example.org", "password": f"guess {no}"}).status_code for no in range(9)]
    assert tried == [422] * account.TRIES_OF_ONE_ADDRESS + [429] * 3
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").post("/sign-in", {"email": "ada@example.org", "password": "x"})
    assert elsewhere.status_code == 422, "a stranger can't lock an organizer out from elsewhere"


def test_known_and_unknown_addresses_get_the_same_answer(stage: Stage):
    stage.organizer.set_password("three words together")
    stage.organizer.save()
    known, unknown = (Client().post("/sign-in", {"email": email, "password": "x"}) for email in ("ada@example.org", "eve@example.org"))
    strip = lambda answer, email: answer.content.decode().replace(email, "").partition("<form")[0]  # noqa: E731
    assert (known.status_code, strip(known, "ada@example.org")) == (unknown.status_code, strip(unknown, "eve@example.org"))


def test_passwords_are_looked_at_one_or_two_at_a_time(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    inside, most, lock = 0, 0, threading.Lock()

    def slowly(*_: object, **__: object) -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        threading.Event().wait(0.02)
        with lock:
            inside -= 1

    monkeypatch.setattr(account, "authenticate", slowly)
    request = Client().get("/sign-in").wsgi_request
    threads = [threading.Thread(target=account._known, args=(request, "a@example.org")) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_counting_floods_takes_no_memory_without_end():
    limit = Limit(1)
    for no in range(MOST_KEYS + 10):
        assert limit.admits(no, 0.0)
    assert len(limit._times) <= MOST_KEYS


def packed(files: dict[str, bytes], megabytes_of_nothing: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet2.xml", "w") as sheet:
            for _ in range(megabytes_of_nothing):
                sheet.write(b"0" * 1_000_000)
    return kept.getvalue()


def sheet_of(inner: bytes, megabytes_of_nothing: int = 0) -> bytes:
    return packed(
        {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "xl/workbook.xml": b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
            "xl/worksheets/sheet1.xml": inner,
        },
        megabytes_of_nothing,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.xlsx", sheet_of(b"", 450)),
        (
            "laughs.xlsx",
            sheet_of(
                b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(b'<!ENTITY %c "%s">' % (98 + no, b"&%c;" % (97 + no) * 20) for no in range(8)) + b"]><l>&i;</l>"
            ),
        ),
        ("../../../etc/cron.d/evil.csv", b"\x00\xff\xfe" * 1000),
        ("large.csv", b"name\n" + b"x" * (MOST_BYTES + 1)),
        ("quotes.csv", b'name\n"' * 8_000),
        ("deep.json", b"[" * 500_000),
        ("", b""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_list_changes_nothing_and_takes_little(stage: Stage, name: str, content: bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = Client()
    client.force_login(stage.organizer)
    tracemalloc.start()
    answer = client.post("/desk/TEST1/imports", {"file": SimpleUploadedFile(name or "x", content)})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 422 or (name in ("quotes.csv", "deep.json") and answer.status_code == 200), "odd, and still a list that can be looked at"
    assert len(answer.content) < 100_000 + 4 * len(content)
    assert peak < 150_000_000 + 4 * len(content)
    assert records.Attendee.objects.filter(event=stage.pk).count() == 4


@pytest.mark.parametrize("text", ["", "%%%", "eJw=", "A" * 8_000_000])
def test_a_packed_list_that_was_bent_is_refused(stage: Stage, text: str):
    client = Client()
    client.force_login(stage.organizer)
    assert client.post("/desk/TEST1/imports", {"packed": text}).status_code == 422


def test_somebody_on_the_list_is_found_by_their_exact_words_alone():
    stage = set_stage(3)
    records.Attendee.objects.filter(event=stage.pk, public_id="a0").update(contact="zero@example.org")
    for name, mail in (("Person 0", ""), ("Person 0", "other@example.org"), ("Person", ""), ("%", ""), ("Person 9", "zero@example.org")):
        answer = Client().post("/j/TEST1/listed", {"name": name, "mail": mail})
        assert answer.status_code == 422
        assert mail == "zero@example.org" or "zero@" not in answer.content.decode()
    assert Client().post("/j/TEST1/listed", {"name": "Person 0", "mail": "zero@example.org"}).status_code == 303
    assert Client().post("/j/TEST1/listed", {"name": "Person 0", "mail": "zero@example.org"}).status_code == 422, "somebody is them already"
    assert records.Attendee.objects.get(event=stage.pk, public_id=AttendeeId("a0")).consented_at is not None
