"""Every export that organizers bring is recognized, with the right people, columns and ids."""

from pathlib import Path

import pytest
from lists_at_hand import FOUR, LISTS, left_out, names, read

from keywho.adapters.attendee_list import read_attendees, summary_lines
from keywho.benefit.matrix import benefit_from_profiles
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.rounds import Round


@pytest.mark.parametrize(
    ("file", "format_", "people", "ids"),
    [
        ("luma_guests_api_id.csv", "Luma guests", FOUR[:2], ("gst-0", "gst-1")),
        ("luma_guests_guest_id.csv", "Luma guests", FOUR, ("gst-0", "gst-1", "gst-2", "gst-3")),
        ("eventbrite_us.csv", "Eventbrite attendees", FOUR[:3], ("18441583420", "18441583421", "18441583422")),
        ("eventbrite_uk.csv", "Eventbrite attendees", FOUR, ("11211912240-1", "11211912241-1", "11211912242-1", "11211912243-1")),
        ("meetup_event_attendees_utf16.tsv", "Meetup attendees", FOUR, ("a1", "a2", "a3", "a4")),
        ("hievents_attendees.csv", "Hi.Events attendees", FOUR, ("0", "1", "2", "3")),
        ("eventyay_openevent_attendees.csv", "Eventyay attendees", FOUR, ("O0-1", "O1-1", "O2-1", "O3-1")),
        ("google_form_us.csv", "Google Forms answers", FOUR, ("a1", "a2", "a3", "a4")),
        ("google_form_duplicate_email_header.csv", "Google Forms answers", FOUR, ("a1", "a2", "a3", "a4")),
        ("linkedin_Connections.csv", "LinkedIn connections", FOUR, ("a1", "a2", "a3", "a4")),
        ("excel_unicode_text_utf16le.txt", "a spreadsheet", FOUR[1:2], ("a1",)),
    ],
)
def test_an_export_gives_its_people(file: str, format_: str, people: tuple[str, ...], ids: tuple[str, ...]) -> None:
    found = read_attendees(LISTS / "ticketing" / file)
    assert (found.format, tuple(names(found)), tuple(attendee.id for attendee in found.attendees)) == (format_, people, ids)


def test_a_luma_export_gives_profiles_and_says_who_is_left_out() -> None:
    found = read_attendees(LISTS / "ticketing" / "luma_guests_api_id.csv")
    profile = Profile("A hiring manager in energy", "SQL, mentoring", "Robotics Engineer", "Analytical Engines, Ltd")
    assert found.attendees[0] == Attendee(found.attendees[0].id, "Ada Lovelace", profile)
    assert left_out(found) == [(4, "محمد عبد الله", "declined"), (5, "李 雷", "waitlisted")]


def test_the_waiting_list_can_be_kept() -> None:
    found = read_attendees(LISTS / "ticketing" / "luma_guests_api_id.csv", keep_waitlisted=True)
    assert names(found) == ["Ada Lovelace", "Zoë Ó Brien", "李 雷"]


def test_a_german_spreadsheet_is_read_without_any_setting() -> None:
    found = read_attendees(LISTS / "ticketing" / "excel_de_semicolon_cp1252.csv")
    assert [(attendee.name, attendee.profile) for attendee in found.attendees] == [("Zoë Größler", Profile("Käufer", company="Müller; Söhne"))]
    assert found.remarks == ("The file is in cp1252.",)


def test_guests_of_a_meetup_get_places_of_their_own() -> None:
    found = read_attendees(LISTS / "ticketing" / "meetup_event_attendees.xls.tsv")
    assert names(found) == ["Ada Lovelace", "Zoë Ó Brien", "Guest of Zoë Ó Brien", "محمد عبد الله", "李 雷", "Guest of 李 雷"]
    assert found.wishes.acquainted == {("user-12537911", "user-12537911-guest-1"), ("user-12537913", "user-12537913-guest-1")}
    assert found.remarks == ("2 people bring 1 guest each; added as “Guest of Zoë Ó Brien” and so on. They count as people who know each other.",)


@pytest.mark.parametrize("file", ["checkinlist.csv", "checkinlist_semicolon.csv", "checkinlist.xlsx"])
def test_a_pretix_check_in_list_is_the_same_people_in_every_file_format(file: str) -> None:
    found = read_attendees(LISTS / "pretix" / file)
    assert found.format == "pretix check-in list"
    assert found.attendees == read_attendees(LISTS / "pretix" / "checkinlist.csv").attendees
    assert len(found.attendees) == 41
    seeks = 'A hiring manager in energy;\nor "anyone", really'
    assert found.attendees[0] == Attendee(
        found.attendees[0].id,
        '=HYPERLINK("http://x","y")',
        Profile(seeks, "-2 years of SQL", company="Company 5"),
        {"Your situation": "Laid off 3-12 months"},
    )


@pytest.mark.parametrize("file", ["orderlist_positions.csv", "orderlist_positions_semicolon.csv", "orderlist.xlsx"])
def test_a_pretix_order_list_gives_the_people_of_its_positions(file: str) -> None:
    found = read_attendees(LISTS / "pretix" / file)
    assert found.format == "pretix order positions"
    assert (len(found.attendees), names(found)[:4], found.attendees[3].id) == (40, ["Ada Lovelace", "Zoë Ó Brien", "李雷", "محمد عبد الله"], "K0003X-1")


def test_neither_ticket_secrets_nor_mail_addresses_leave_the_list() -> None:
    for file in sorted((LISTS / "pretix").iterdir()):
        kept = repr(read_attendees(file))
        assert "@example.org" not in kept
        assert "s0000000000000000" not in kept


def test_orders_without_names_are_called_by_their_mail_address() -> None:
    found = read_attendees(LISTS / "pretix" / "orderlist_orders.csv")
    assert names(found)[:3] == ["a0", "a1", "a2"]
    assert len(found.attendees) == 40


def test_a_list_of_mail_addresses_becomes_people() -> None:
    found = read_attendees(LISTS / "pretix" / "mailaddrs.csv")
    assert (found.format, len(found.attendees), names(found)[:2]) == ("a list of mail addresses", 41, ["a14", "a0"])


def test_the_summary_says_what_was_understood() -> None:
    assert summary_lines(read_attendees(LISTS / "ticketing" / "luma_guests_api_id.csv")) == (
        "luma_guests_api_id.csv: Luma guests, 2 attendees",
        "“api_id” → id; “name” → name; “first_name” → given name; “last_name” → family name; “email” → email; “approval_status” → status; "
        "“What's your company?” → company; “What's your role?” → role; “Who are you looking for?” → seeks; “What can you offer?” → offers",
        "Not used: “phone_number”, “created_at”, “checked_in_at”, “custom_source”, “qr_code_url”, “amount”, “amount_tax”, “amount_discount” and 8 more",
        "1 row left out: declined (محمد عبد الله)",
        "1 row left out: waitlisted (李 雷)",
    )


def test_notes_in_a_linkedin_export_are_not_people(tmp_path: Path) -> None:
    found = read(
        tmp_path, 'First Name,Last Name,URL,Company,Connected On\nNotes:\n"When exporting your connections, some may be missing."\n\nAda,Lovelace,,X,1 May\n'
    )
    assert names(found) == ["Ada Lovelace"]
    assert [reason for _, _, reason in left_out(found)] == ["a note, not a person", "a note, not a person", "empty"]


@pytest.mark.parametrize("file", sorted({*LISTS.glob("ticketing/*.?sv"), *LISTS.glob("pretix/*")}), ids=lambda file: file.name)
def test_every_list_gives_a_problem_that_can_be_planned(file: Path) -> None:
    found = read_attendees(file)
    Problem(found.attendees, (Round.nearby(), Round.table(4)), benefit=benefit_from_profiles(found.attendees), wishes=found.wishes)
