"""Contact cards of an address book as a list of people."""

from pathlib import Path

import pytest

from keywho.adapters.attendee_list import read_attendees, summary_lines
from keywho.core.errors import BadInput
from keywho.core.people import Attendee, Profile

CARDS = Path(__file__).parent.parent / "fixtures" / "vcard"


def test_name_title_company_mail_and_town_of_each_card_are_taken(tmp_path: Path):
    file = tmp_path / "book.vcf"
    file.write_bytes((CARDS / "gmail-single.vcf").read_bytes() + (CARDS / "outlook-2003.vcf").read_bytes())
    found = read_attendees(file)
    assert found.attendees == (
        Attendee("a1", "Greg Dartmouth", Profile(role="TheJobTitle", company="TheCompany")),
        Attendee("a2", "John Doe III", Profile(role="The Job Title", company="Company, The", place="Austin")),
    )
    assert found.mails == {"a1": "gdartmouth@hotmail.com", "a2": "jdoe@hotmail.com"}
    assert summary_lines(found) == (
        "book.vcf: contact cards (vCard), 2 attendees",
        "“vCard name” → name; “Email” → email; “Role” → role; “Company” → company; “Place” → place",
        "Of each contact card the name, the first mail address, title, company and town are taken; numbers, pictures and notes are left in the file.",
    )


def test_what_a_card_of_keywho_seeks_and_offers_comes_along_and_the_unnamed_go_by_their_mail(tmp_path: Path):
    file = tmp_path / "book.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:4.0\nEMAIL:ben@example.org\nX-KEYWHO-SEEKS:a job\\nin energy\nX-KEYWHO-OFFERS:tea\nEND:VCARD\n")
    (ben,) = read_attendees(file).attendees
    assert (ben.name, ben.profile.seeks, ben.profile.offers) == ("ben", "a job in energy", "tea")


def test_a_book_that_was_cut_off_is_refused(tmp_path: Path):
    file = tmp_path / "book.vcf"
    file.write_bytes((CARDS / "gmail-single.vcf").read_bytes()[:200])
    with pytest.raises(BadInput, match=r"^book\.vcf is cut off"):
        read_attendees(file)
