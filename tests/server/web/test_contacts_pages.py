"""The pages of contacts, of the own card, and about oneself."""

import json
import re
from datetime import timedelta

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from zxingcpp import read_barcodes

from keywho.adapters.vcard import read
from keywho.core.ids import AttendeeId
from keywho.followup.card import SEEN_ANYWAY, Card, CardField
from keywho.server.services import attending
from keywho.server.services.afterwards.exchange import exchange_due
from keywho.server.services.afterwards.my_card import Reach, card_of, reach_of, save_reach
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards.my_card import MOST_IN_CODE, code_text
from server.an_evening import Stage, planned_stage
from server.web.pages import words

pytestmark = pytest.mark.django_db

ALL = frozenset(CardField)


class Two:
    """Two who met in the first round: Ada, whose phone this is, and Ben. Both have a card, and the evening is over."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.client = Client()
        meeting = next(one for one in stage.evening().state.programme.meetings if one.round_no == 1)
        self.ada, self.ben = meeting.attendees[:2]
        for who, name, phone in ((self.ada, "Ada King", "+44 20 7946 0018"), (self.ben, "Ben Ode", "+44 20 7946 0099")):
            records.Attendee.objects.filter(pk=self.pk(who)).update(name=name, role="nurse", company="Ode & Co", place="Leeds")
            save_reach(records.Attendee.objects.get(pk=self.pk(who)), Reach(f"{name[:3].lower()}@example.org", phone, "example.org/x", ALL), stage.now)
        records.Event.objects.filter(pk=stage.pk).update(people_version=99)

    def pk(self, who: AttendeeId) -> int:
        return self.stage.evening().people.by_id[who].pk

    def page(self, path: str = "", who: AttendeeId | None = None) -> str:
        return f"/p/{self.stage.token(who or self.ada)}{path}"

    def says(self, who: AttendeeId, wanted: bool = True) -> None:
        about = self.ben if who == self.ada else self.ada
        attending.keep_in_touch(self.stage.pk, who, about, wanted, now=self.stage.now)

    def close(self) -> None:
        while not self.stage.evening().state.closed:
            self.stage.next()

    def are_contacts(self) -> None:
        self.says(self.ada)
        self.says(self.ben)
        self.close()
        exchange_due(self.stage.pk, self.stage.now)


@pytest.fixture
def two() -> Two:
    """The two, with the first round on."""
    stage = planned_stage(8, "neighbour,nearby")
    stage.to_round(1)
    return Two(stage)


def test_without_contacts_the_page_says_how_one_gets_some(two: Two):
    said = words(two.client.get(two.page("/contacts")))
    assert "No contacts yet" in said
    assert "These pages are here until 24 February 2027" in said
    records.Event.objects.filter(pk=two.stage.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    assert "Contacts are exchanged when the evening is over" in words(two.client.get(two.page("/contacts")))


def test_a_contact_is_listed_with_where_we_met_my_note_and_the_next_step(two: Two):
    two.are_contacts()
    attending.write_note(two.stage.pk, two.ada, two.ben, "Knows the ward in Leeds", now=two.stage.now)
    answered = two.client.get(two.page("/contacts"))
    assert re.search(r"Ben Ode nurse · Ode & Co Met in round 1, .*seat \d+ Knows the ward in Leeds Ask for a talk", words(answered))
    assert f'href="{two.page(f"/contacts/{two.pk(two.ben)}")}"' in answered.content.decode()


def test_a_contact_shows_what_was_given_and_keeps_a_note(two: Two):
    two.are_contacts()
    page = two.page(f"/contacts/{two.pk(two.ben)}")
    shown = two.client.get(page).content.decode()
    assert [
        part for part in ('href="tel:+442079460099"', 'href="mailto:ben@example.org"', 'href="https://example.org/x"', ">Leeds<") if part not in shown
    ] == []
    assert two.client.post(f"{page}/note", {"text": "Call on Monday"}).status_code == 303
    assert "Call on Monday" in two.client.get(page).content.decode()
    assert "Call on Monday" not in two.client.get(two.page(f"/contacts/{two.pk(two.ada)}", two.ben)).content.decode()


def test_a_link_that_is_no_page_is_shown_without_being_one(two: Two):
    two.are_contacts()
    records.ContactCard.objects.filter(who_id=two.pk(two.ben)).update(link="javascript:alert(1)")
    shown = two.client.get(two.page(f"/contacts/{two.pk(two.ben)}")).content.decode()
    assert "javascript:alert(1)" in shown
    assert 'href="javascript' not in shown


@pytest.mark.parametrize("kind", ["vcf", "old.vcf"])
def test_contacts_are_taken_along_as_vcards(two: Two, kind: str):
    two.are_contacts()
    attending.write_note(two.stage.pk, two.ada, two.ben, "Knows the ward", now=two.stage.now)
    for path in (f"/contacts.{kind}", f"/contacts/{two.pk(two.ben)}.{kind}"):
        answered = two.client.get(two.page(path))
        (card,) = read(answered.content)
        assert (card.name, card.mails, card.phones, card.place) == ("Ben Ode", ("ben@example.org",), ("+44 20 7946 0099",), "Leeds")
        assert card.note.startswith("Met at Job club, 26 November 2026\nSeeks: ")
        assert card.note.endswith("My note: Knows the ward")
        assert answered["Content-Type"] == "text/vcard; charset=utf-8"
        assert f"VERSION:{'3.0' if kind == 'old.vcf' else '4.0'}\r\n".encode() in answered.content


def test_contacts_are_taken_along_as_a_table_and_as_json(two: Two):
    two.are_contacts()
    table = two.client.get(two.page("/contacts.csv")).content.decode()
    assert table.splitlines()[0] == "name,role,company,mail,phone,link,place,seeks,offers,note"
    assert "Ben Ode,nurse,Ode & Co,ben@example.org,'+44 20 7946 0099,https://example.org/x,Leeds" in table
    (found,) = json.loads(two.client.get(two.page("/contacts.json")).content)["contacts"]
    assert (found["name"], found["phone"], found["round"]) == ("Ben Ode", "+44 20 7946 0099", 1)


def test_more_can_be_given_later(two: Two):
    save_reach(records.Attendee.objects.get(pk=two.pk(two.ada)), Reach("ada@example.org", shares=frozenset()), two.stage.now)
    two.are_contacts()
    theirs = two.page(f"/contacts/{two.pk(two.ada)}", two.ben)
    assert "gave nothing to be reached by" in words(two.client.get(theirs))
    assert two.client.post(two.page(f"/contacts/{two.pk(two.ben)}/more"), {"fields": ["mail"]}).status_code == 303
    assert 'href="mailto:ada@example.org"' in two.client.get(theirs).content.decode()


def test_who_fills_in_their_card_after_the_exchange_gives_it_to_all_who_could_not_reach_them(two: Two):
    records.ContactCard.objects.filter(who_id=two.pk(two.ada)).delete()
    two.are_contacts()
    assert "cannot reach you" not in words(two.client.get(two.page("/contacts")))
    two.client.post(two.page("/card"), {"mail": "ada@example.net", "shares": ["mail"]})
    assert "1 of your contacts got nothing from you to reach you by" in words(two.client.get(two.page("/contacts")))
    two.client.post(two.page("/contacts/give-all"))
    assert "cannot reach you" not in words(two.client.get(two.page("/contacts")))
    assert 'href="mailto:ada@example.net"' in two.client.get(two.page(f"/contacts/{two.pk(two.ada)}", two.ben)).content.decode()


def test_what_one_person_gets_is_chosen_until_the_exchange(two: Two):
    two.says(two.ada)
    two.client.post(two.page("/contacts/fields"), {"about": two.pk(two.ben), "fields": ["phone"], "press": "own"})
    assert "You give: Phone" in words(two.client.get(two.page("/contacts")))
    two.client.post(two.page("/contacts/fields"), {"about": two.pk(two.ben), "press": "usual"})
    assert "You give: Name, Work, Company" in words(two.client.get(two.page("/contacts")))
    two.are_contacts()
    said = two.client.post(two.page("/contacts/fields"), {"about": two.pk(two.ben), "fields": [], "press": "own"}, follow=True)
    assert "Your contacts are exchanged already" in words(said)


def test_an_answer_after_the_evening_counts_at_once(two: Two):
    two.says(two.ben)
    two.close()
    assert "No contacts yet" in words(two.client.get(two.page("/contacts")))
    two.client.post(two.page("/contacts/answer"), {"about": two.ben, "wanted": "1"})
    assert "Ask for a talk" in words(two.client.get(two.page("/contacts")))


def test_a_stranger_is_none_of_my_contacts_and_no_number_tells_more(two: Two):
    two.are_contacts()
    strangers = sorted({*two.stage.ids()} - {two.ada, two.ben})
    asked = [two.pk(strangers[0]), two.pk(two.ada), 999_999]
    for path in ("", ".vcf", ".old.vcf"):
        answers = [two.client.get(two.page(f"/contacts/{pk}{path}")) for pk in asked]
        assert {(answer.status_code, answer["Location"].split("?")[0]) for answer in answers} == {(303, two.page("/contacts"))}


def test_presses_of_another_site_do_nothing(two: Two):
    two.are_contacts()
    page = two.page(f"/contacts/{two.pk(two.ben)}")
    for path, typed in (
        (f"{page}/note", {"text": "evil"}),
        (two.page("/card"), {"mail": "evil@example.org"}),
        (two.page("/contacts/answer"), {"about": two.ben}),
    ):
        two.client.post(path, typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert not records.PrivateNote.objects.exists()
    assert not records.ContactCard.objects.filter(mail="evil@example.org").exists()
    assert not records.KeepInTouch.objects.filter(wanted=False).exists()


def test_pages_opened_with_a_badge_show_no_contacts(two: Two):
    two.are_contacts()
    person = two.stage.evening().people.by_id[two.ada]
    token = token_of(Link(LinkKind.BY_BADGE, two.stage.pk, person.pk, person.link_no), two.stage.event.key)
    for path in ("contacts", "contacts.vcf", f"contacts/{two.pk(two.ben)}", "card", "card/qr.svg", "me"):
        answered = two.client.get(f"/p/{token}/{path}")
        assert (answered.status_code, b"ben@example.org" in answered.content) == (303, False)


def test_my_card_is_saved_and_its_mistakes_are_said_where_they_are(two: Two):
    page = two.page("/card")
    wrong = two.client.post(page, {"mail": "ada at home", "phone": "", "link": "", "shares": ["mail"]})
    assert wrong.status_code == 422
    assert "This is not a mail address that works" in words(wrong)
    two.client.post(page, {"mail": "ada@example.net", "phone": "", "link": "www.example.net/ada", "shares": ["mail", "link", "shoe size"]})
    saved = reach_of(records.Attendee.objects.get(pk=two.pk(two.ada)))
    assert saved == Reach("ada@example.net", "", "https://www.example.net/ada", frozenset({CardField.MAIL, CardField.LINK}))
    assert "ada@example.net" in words(two.client.get(page)).split("What contacts see")[1]


def test_who_never_said_how_to_be_reached_gives_what_everybody_sees_anyway(two: Two):
    records.ContactCard.objects.all().delete()
    assert reach_of(records.Attendee.objects.get(pk=two.pk(two.ada))) == Reach(shares=SEEN_ANYWAY, is_saved=False)
    assert "How can they reach you?" in words(two.client.get(two.page("/contacts")))


def test_my_card_is_a_code_that_phones_read(two: Two):
    attendee = records.Attendee.objects.get(pk=two.pk(two.ada))
    text = code_text(card_of(attendee))
    (card,) = read(text.encode())
    assert (card.name, card.mails, card.phones, card.place) == ("Ada King", ("ada@example.org",), ("+44 20 7946 0018",), "Leeds")
    picture = two.client.get(two.page("/card/qr.svg")).content.decode()
    assert read_barcodes(drawn(picture))[0].text.strip() == text


def drawn(svg: str):
    """The picture of a code, four pixels a module."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    pixels = np.full((side, side), 255, np.uint8)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg.split("<path")[2]):
        pixels[int(y), int(x) : int(x) + int(length)] = 0
    return np.kron(pixels, np.ones((4, 4), np.uint8))


def test_a_very_full_card_still_makes_a_code(two: Two):
    full = Card(
        "Ada King", role="é" * 200, company="c" * 200, mails=("a" * 150 + "@example.org",), phones=("1" * 60,), links=("https://" + "x" * 290,), place="p" * 100
    )
    text = code_text(full)
    assert len(text.encode()) <= MOST_IN_CODE
    assert read(text.encode())[0].phones == ("1" * 60,)


def test_a_file_of_my_phone_is_shown_before_it_is_kept(two: Two):
    file = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada King\nTITLE:Head nurse\nTEL;TYPE=CELL:+44 20 1\nTEL:+44 20 2\nEMAIL:ada@new.example\nBDAY:1980-01-01\nEND:VCARD\n"
    before = reach_of(records.Attendee.objects.get(pk=two.pk(two.ada)))
    shown = two.client.post(two.page("/card/file"), {"file": SimpleUploadedFile("me.vcf", file)})
    said, html = words(shown), shown.content.decode()
    assert [part for part in ('value="ada@new.example"', 'value="+44 20 1"', "or +44 20 2", 'value="Head nurse"') if part not in html] == []
    assert "Not taken over: 1 more entries" in said
    assert reach_of(records.Attendee.objects.get(pk=two.pk(two.ada))) == before
    fields = dict(re.findall(r'<input id="card-\w+" name="(\w+)"[^>]*value="([^"]*)"', html))
    two.client.post(two.page("/card"), {**fields, "shares": re.findall(r'name="shares" value="(\w+)"', html)})
    after = records.Attendee.objects.get(pk=two.pk(two.ada))
    assert (after.role, after.company, reach_of(after).mail, reach_of(after).shares) == ("Head nurse", "Ode & Co", "ada@new.example", ALL)


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", b"BEGIN:VCARD\nFN:Ada"], ids=["empty", "picture", "calendar", "cut off"]
)
def test_a_file_that_is_no_card_is_said_to_be_none(two: Two, content: bytes):
    said = two.client.post(two.page("/card/file"), {"file": SimpleUploadedFile("me.vcf", content)}, follow=True)
    assert "no contact card" in words(said) or "No file was chosen" in words(said)


def test_the_page_about_me_leads_everywhere_and_keeps_a_time_zone(two: Two):
    html = two.client.get(two.page("/me")).content.decode()
    assert [name for name in ("card", "profile", "mails", "progress", "history") if f'href="{two.page("/" + name)}"' not in html] == []
    two.client.post(two.page("/me"), {"zone": "Europe/Berlin"})
    assert records.AfterChoices.objects.get(who_id=two.pk(two.ada)).timezone == "Europe/Berlin"
    assert "This time zone is not known" in words(two.client.post(two.page("/me"), {"zone": "Mars/Olympus"}, follow=True))


def test_the_list_asks_the_database_as_often_with_one_contact_as_with_three(two: Two):
    two.are_contacts()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            two.client.get(two.page("/contacts"))
        counts.append(len(asked))
        for other in sorted({*two.stage.ids()} - {two.ada, two.ben})[:2]:
            low, high = sorted((two.pk(two.ada), two.pk(other)))
            records.Exchange.objects.get_or_create(event=two.stage.event, one_id=low, other_id=high, defaults={"at": two.stage.now + timedelta(hours=1)})
    assert counts[0] == counts[1]
