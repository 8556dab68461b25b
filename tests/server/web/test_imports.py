"""A list is looked at before it is taken in."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from keywho.adapters.attendee_list import read_attendees
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Help, Profile, Seniority
from keywho.server.services import list_import
from keywho.server.services.evenings import now
from keywho.server.services.events import Particulars, create_event
from keywho.server.services.registrations import Written, change, register
from keywho.server.services.uploaded_list import MOST_BYTES
from keywho.server.store import load
from keywho.server.store import models as records
from server.web.pages import words

pytestmark = pytest.mark.django_db

LISTS = sorted(path for folder in ("ticketing", "pretix") for path in (Path(__file__).parents[2] / "fixtures" / "lists" / folder).glob("*") if path.is_file())


@pytest.fixture
def event(client: Client) -> records.Event:
    organizer = records.Organizer.objects.sign_up(email="ada@example.org", name="Ada", password="horse battery staple")
    client.force_login(organizer)
    return create_event(Particulars("Job club"), organizer)


def look(client: Client, event: records.Event, content: bytes | str, name: str = "list.csv", **more: str):
    raw = content.encode() if isinstance(content, str) else content
    return client.post(f"/desk/{event.code}/imports", {"file": SimpleUploadedFile(name, raw), **more})


def fields_of(page) -> dict[str, str]:
    """Read the form of the preview as a browser would send it."""
    text = page.content.decode()
    found = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)}
    for name, body in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', text, re.DOTALL):
        found[name] = re.search(r'value="([^"]*)" selected', body)[1]
    return found


def take_in(client: Client, event: records.Event, page, **more: str):
    return client.post(f"/desk/{event.code}/imports", {**fields_of(page), "take_in": "yes", **more}, follow=True)


def bring(client: Client, event: records.Event, content: str, **more: str):
    return take_in(client, event, look(client, event, content), **more)


def test_nothing_is_saved_before_the_list_is_taken_in(client: Client, event: records.Event):
    page = look(client, event, "Name,Email,Seeks\nBen,ben@example.org,a ward\nZoë,zoe@example.org,\n")
    assert not records.Attendee.objects.exists()
    assert "Nothing is saved yet" in words(page)
    done = take_in(client, event, page)
    assert "2 new, 0 changed, 0 as before" in words(done)
    assert list(event.attendees.values_list("name", "contact", "seeks")) == [("Ben", "ben@example.org", "a ward"), ("Zoë", "zoe@example.org", "")]


@pytest.mark.parametrize("file", LISTS, ids=lambda path: path.name)
def test_the_exports_of_ticketing_services_go_through(client: Client, event: records.Event, file: Path):
    page = look(client, event, file.read_bytes(), file.name)
    if page.status_code == 422:  # fees, vouchers: lists of something else; said in a sentence
        assert "Maybe" in words(page) or "Which column has the names?" in words(page)
        return
    people = int(re.search(r", (\d+) (?:person|people)", words(page))[1])
    assert page.status_code == 200
    done = take_in(client, event, page)
    assert event.attendees.count() == people, words(done)
    again = look(client, event, file.read_bytes(), file.name)
    assert re.findall(r"<dd>(\d+)</dd>", again.content.decode())[0] == "0"


def test_a_column_is_mapped_by_hand_and_stays_so(client: Client, event: records.Event):
    page = look(client, event, "Name,Why I come\nBen,a ward\nDee,a bank\n")
    form = fields_of(page)
    assert form["field-1"] == "ignored"
    mapped = client.post(f"/desk/{event.code}/imports", {**form, "field-1": "seeks", "again": "yes"})
    assert fields_of(mapped)["field-1"] == "seeks"
    take_in(client, event, mapped)
    assert list(event.attendees.values_list("seeks", flat=True)) == ["a ward", "a bank"]


def test_a_list_without_a_known_column_asks_which_one_has_the_names(client: Client, event: records.Event):
    page = look(client, event, "Wer,Was\nBen,a ward\nDee,a bank\n")
    assert (page.status_code, "--map" in words(page), "Which column has the names?" in words(page)) == (422, False, True)
    mapped = client.post(f"/desk/{event.code}/imports", {**fields_of(page), "field-0": "name", "field-1": "seeks"})
    assert mapped.status_code == 200
    take_in(client, event, mapped)
    assert list(event.attendees.values_list("name", "seeks")) == [("Ben", "a ward"), ("Dee", "a bank")]


def test_rows_left_out_are_shown_with_the_reason(client: Client, event: records.Event):
    page = words(look(client, event, "Name,Status\nBen,confirmed\nDee,cancelled\nEve,waitlisted\n"))
    assert "2 rows left out" in page
    assert "Take those on the waiting list, too" in page


def test_those_waiting_come_along_when_wanted(client: Client, event: records.Event):
    page = look(client, event, "Name,Status\nBen,confirmed\nEve,waitlisted\n")
    more = client.post(f"/desk/{event.code}/imports", {**fields_of(page), "waitlisted": "on"})
    take_in(client, event, more, waitlisted="on")
    assert event.attendees.count() == 2


def test_a_newer_list_shows_what_is_new_changed_and_gone_before_anything_is_saved(client: Client, event: records.Event):
    bring(client, event, "Name,Email,Seeks\nBen,ben@example.org,a ward\nDee,dee@example.org,a bank\nEve,eve@example.org,\n")
    page = look(client, event, "Name,Email,Seeks\nZoë,zoe@example.org,\nBen,ben@example.org,a clinic\nEve,eve@example.org,\n")
    assert re.findall(r"<dd>(\d+)</dd>", page.content.decode()) == ["1", "1", "1", "1"]
    assert "seeks: a ward a clinic" in words(page)
    assert event.attendees.get(name="Ben").seeks == "a ward"
    take_in(client, event, page)
    assert sorted(event.attendees.filter(status="registered").values_list("name", flat=True)) == ["Ben", "Dee", "Eve", "Zoë"]
    assert event.attendees.get(name="Ben").seeks == "a clinic"


def test_those_who_are_gone_are_cancelled_only_when_wanted(client: Client, event: records.Event):
    bring(client, event, "Name\nBen\nDee\n")
    bring(client, event, "Name\nBen\n", cancel_gone="on")
    assert list(event.attendees.order_by("name").values_list("name", "status")) == [("Ben", "registered"), ("Dee", "cancelled")]
    bring(client, event, "Name\nBen\nDee\n")
    assert event.attendees.get(name="Dee").status == "registered"


def test_what_people_wrote_on_their_phones_stays_and_gaps_are_filled(client: Client, event: records.Event):
    bring(client, event, "Name,Email,Seeks,Offers\nBen,ben@example.org,a ward,\n")
    ben = event.attendees.get()
    change(ben, Written("Ben", seeks="the sea", contact="ben@example.org"), source="phone", consented_at=now())
    done = bring(client, event, "Name,Email,Seeks,Offers\nBen,ben@example.org,a clinic,lifts\n")
    ben.refresh_from_db()
    assert (ben.seeks, ben.offers, event.attendees.count()) == ("the sea", "lifts", 1), words(done)


def test_row_numbers_of_another_list_are_other_people(client: Client, event: records.Event):
    bring(client, event, "Name,Seeks\nBen,a ward\nDee,a bank\n")
    bring(client, event, "Name,Seeks\nZoë,the sea\nBen,a ward\n")
    assert sorted(event.attendees.values_list("name", flat=True)) == ["Ben", "Dee", "Zoë"]
    assert len(set(event.attendees.values_list("public_id", flat=True))) == 3


def test_two_people_of_one_name_are_told_apart_by_their_mail(client: Client, event: records.Event):
    bring(client, event, "Name,Email\nBen,ben@example.org\n")
    bring(client, event, "Name,Email\nBen,other@example.org\nBen,ben@example.org\n")
    assert sorted(event.attendees.values_list("contact", flat=True)) == ["ben@example.org", "other@example.org"]


def test_somebody_added_by_hand_is_recognized(client: Client, event: records.Event):
    register(event.pk, Written("Ben"), source="desk")
    bring(client, event, "Name,Email,Seeks\nBen,ben@example.org,a ward\n")
    ben = event.attendees.get()
    assert (ben.contact, ben.seeks) == ("ben@example.org", "a ward")


def test_wishes_of_a_list_come_along_once(client: Client, event: records.Event):
    content = "Name,Must meet,Never with,Host,Absent rounds\nBen,Dee,Eve,yes,2\nDee,,,,\nEve,Dee,,,\n"
    bring(client, event, content)
    bring(client, event, content)
    found = sorted(event.wishes.values_list("kind", "one__name", "other__name", "detail"))
    assert [kind for kind, *_ in found] == ["absent", "host", "must-meet", "must-meet", "must-not-meet"]


HOSTILE = {
    "a formula": 'Name,Seeks\n"=HYPERLINK(""http://evil.example"",""x"")",=1+1\n',
    "markup": "Name,Seeks\n<script>alert(1)</script>,<img src=x onerror=alert(1)>\n",
    "controls": "Name,Seeks\nBen\x07\x1b[31m,a\x00b\n",
    "a name like a path": "Name\n../../etc/passwd\n",
    "half a character": b"Name,Seeks\nB\xff\xfen,\xed\xa0\x80\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_lists_are_harmless(client: Client, event: records.Event, content: bytes | str):
    page = look(client, event, content, "../../<script>.csv")
    text = page.content.decode()
    assert page.status_code in (200, 422)
    assert ("<script>alert" in text, "<img" in text, "<script>.csv" in text) == (False, False, False)
    if page.status_code == 200:
        people = client.get(take_in(client, event, page).request["PATH_INFO"]).content.decode()
        assert ("<script>alert" in people, "<img" in people) == (False, False)


@pytest.mark.parametrize("content", ["", "\n\n", "<!doctype html><html></html>", b"PK\x03\x04 not a workbook", b"\x89PNG\r\n\x1a\n\0\0\0"])
def test_what_is_no_list_is_refused_in_a_sentence(client: Client, event: records.Event, content: bytes | str):
    page = look(client, event, content)
    assert page.status_code in (200, 422)
    assert page.status_code == 200 or "Maybe" in words(page) or "The submitted file is empty" in words(page)
    assert not records.Attendee.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_a_sentence(client: Client, event: records.Event):
    page = look(client, event, b"Name\n" + b"x" * MOST_BYTES)
    assert (page.status_code, "is larger than 5 MB" in words(page)) == (422, True)


@pytest.mark.parametrize("packed", ["", "nonsense", "eJw=", "AAAA", "é"])
def test_a_page_that_arrives_in_pieces_is_refused(client: Client, event: records.Event, packed: str):
    page = client.post(f"/desk/{event.code}/imports", {"packed": packed, "take_in": "yes"})
    assert (page.status_code, "Maybe choose the file again." in words(page)) == (422, True)


def test_a_small_upload_can_not_unpack_to_a_large_one(client: Client, event: records.Event):
    import base64
    import zlib

    bomb = base64.b64encode(zlib.compress(b'"x"\n' + b"a" * (4 * MOST_BYTES))).decode()
    page = client.post(f"/desk/{event.code}/imports", {"packed": bomb})
    assert (page.status_code, "is larger than 5 MB" in words(page)) == (422, True)


def test_no_file_is_a_sentence_too(client: Client, event: records.Event):
    page = client.post(f"/desk/{event.code}/imports")
    assert (page.status_code, "No file came along." in words(page)) == (422, True)


def test_a_fuller_profile_comes_along_and_what_is_theirs_alone_is_not_shown(event: records.Event, tmp_path: Path):
    (tmp_path / "list.csv").write_text("Name,Email\nBen,ben@example.org\n")
    profile = Profile("a ward", role="Nurse", industry="health", place="Cork", languages=frozenset({"pl", "en"}), seniority=Seniority.LONG, months_searching=517,
                      seeks_help=frozenset({Help.ADVICE}), gives_help=frozenset({Help.JOB_LEAD, Help.INSIDER}))  # fmt: skip
    found = replace(read_attendees(tmp_path / "list.csv"), attendees=(Attendee(AttendeeId("a1"), "Ben", profile),))
    list_import.take_in(event.pk, found)
    assert load.people(event.pk)[0].attendee.profile == profile
    assert list_import.compare(event.pk, found).same == 1
    newer = replace(found, attendees=(Attendee(AttendeeId("a1"), "Ben", replace(profile, place="Galway", months_searching=518)),))
    assert list_import.compare(event.pk, newer).changed[0].fields == (("place", "Cork", "Galway"), ("how long they have been looking", "", "not shown here"))
    list_import.take_in(event.pk, newer)
    assert load.people(event.pk)[0].attendee.profile == replace(profile, place="Galway", months_searching=518)


def test_contact_cards_of_an_address_book_are_looked_at_and_taken_in(client: Client, event: records.Event):
    file = Path(__file__).parents[2] / "fixtures" / "vcard" / "gmail-single.vcf"
    page = look(client, event, file.read_bytes(), "book.vcf")
    assert "Of each contact card the name, the first mail address, title, company and town are taken" in words(page)
    assert not records.Attendee.objects.exists()
    take_in(client, event, page)
    assert list(records.Attendee.objects.values_list("name", "role", "company", "contact")) == [
        ("Greg Dartmouth", "TheJobTitle", "TheCompany", "gdartmouth@hotmail.com")
    ]
