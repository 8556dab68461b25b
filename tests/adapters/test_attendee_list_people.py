"""Rows become people: who is left out and why, who is in the list twice, what the unnamed are called."""

from pathlib import Path

import pytest
from lists_at_hand import left_out, names, read

from keywho.adapters.attendee_list import AttendeeList, ColumnUse, summary_lines
from keywho.core.errors import BadInput
from keywho.core.ids import RoundNo
from keywho.core.people import Profile


def ids(found: AttendeeList) -> list[str]:
    return [attendee.id for attendee in found.attendees]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("Cancelled", "cancelled"),
        ("canceled (paid fee)", "cancelled"),
        ("storniert", "cancelled"),
        ("Declined", "declined"),
        ("Not Attending", "declined"),
        ("No", "declined"),
        ("Waitlist", "waitlisted"),
        ("Warteliste", "waitlisted"),
        ("Lista de espera", "waitlisted"),
        ("Liste d’attente", "waitlisted"),
        ("Deleted", "deleted"),
        ("Refunded", "refunded"),
        ("expired", "expired"),
        ("pending_approval", "not approved yet"),
        ("invited", "invited, no answer yet"),
    ],
)
def test_who_is_not_coming_is_left_out_with_the_reason(tmp_path: Path, status: str, reason: str) -> None:
    found = read(tmp_path, f"Name,Status\nAda,Yes\nBen,{status}\nCyd,approved\n")
    assert (names(found), ids(found), left_out(found)) == (["Ada", "Cyd"], ["a1", "a3"], [(3, "Ben", reason)])


def test_an_open_answer_is_kept_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,RSVP\nAda,Yes\nBen,Maybe\n")
    assert (names(found), found.remarks) == (["Ada", "Ben"], ("“RSVP” is open for Ben; kept.",))


@pytest.mark.parametrize("headers", ["Vorname,Nachname", "Vorname,Name", "Nombre,Apellidos", "Prénom,Nom", "First Name,Surname", "given_name,family_name"])
def test_given_and_family_name_make_the_name(tmp_path: Path, headers: str) -> None:
    assert names(read(tmp_path, f"{headers}\nAda,Lovelace\nZoë,Ó Brien\n")) == ["Ada Lovelace", "Zoë Ó Brien"]


@pytest.mark.parametrize(
    "headers",
    [
        "Name;Who are you looking for?;What can you offer?;Job title;Company",
        "Name;Wen suchst du?;Was bietest du?;Beruf;Firma",
        "Nombre;¿A quién buscas?;¿Qué ofreces?;Puesto;Empresa",
        "Nom;Qui cherchez-vous ?;Que proposez-vous ?;Fonction;Entreprise",
    ],
)
def test_profiles_are_found_in_four_languages(tmp_path: Path, headers: str) -> None:
    found = read(tmp_path, f"{headers}\nAda;a ward;SQL;Nurse;Møre & Søn\n")
    assert found.attendees[0].profile == Profile("a ward", "SQL", "Nurse", "Møre & Søn")


def test_a_mapping_goes_before_the_headers(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Role,Motto\nAda,Nurse,Onward\n", {"role": "seeks", "Motto": "offers"})
    assert found.attendees[0].profile == Profile(seeks="Nurse", offers="Onward")
    assert found.columns == (ColumnUse("Name", "name"), ColumnUse("Role", "seeks"), ColumnUse("Motto", "offers"))


def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no column “Motto”\. Its columns are “Name”, “Role”\. Maybe"):
        read(tmp_path, "Name,Role\nAda,Nurse\n", {"Motto": "seeks"})
    with pytest.raises(BadInput, match=r"“motto”, which is no field\. Maybe one of: name, given name"):
        read(tmp_path, "Name,Role\nAda,Nurse\n", {"Role": "motto"})


def test_a_column_with_a_few_answers_becomes_a_trait(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Situation,Motto\nAda,Laid off,Onward\nBen,Laid off,Upward\nCyd,Employed,\n")
    assert [attendee.traits for attendee in found.attendees] == [{"Situation": "Laid off"}, {"Situation": "Laid off"}, {"Situation": "Employed"}]


def test_several_tickets_of_an_order_are_several_people(tmp_path: Path) -> None:
    text = "Order #,Attendee name,Email,Attendee Status\n7,Ada Lovelace,ada@x.org,Attending\n7,Ben,ada@x.org,Attending\n7,,ada@x.org,Attending\n"
    found = read(tmp_path, text)
    assert (names(found), ids(found)) == (["Ada Lovelace", "Ben", "Ticket 3 of Ada Lovelace"], ["7-1", "7-2", "7-3"])


def test_a_buyer_takes_the_first_ticket_that_has_no_name(tmp_path: Path) -> None:
    text = "Order code,Checked in,Attendee name,Email,Invoice address name\nK1,,,ada@x.org,Ada\nK1,,,ada@x.org,Ada\nK2,,,bo@x.org,\n"
    assert names(read(tmp_path, text)) == ["Ada", "Ticket 2 of Ada", "bo"]


def test_a_row_for_several_tickets_gives_as_many_people(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Email,Quantity\nAda,ada@x.org,3\nBen,ben@x.org,1\n")
    assert names(found) == ["Ada", "Ticket 2 of Ada", "Ticket 3 of Ada", "Ben"]


def test_the_same_name_and_mail_is_one_person(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Email\nAda  Lovelace,ada@x.org\nBen,ben@x.org\nada lovelace,ADA@x.org\n")
    assert (names(found), left_out(found)) == (["Ada  Lovelace", "Ben"], [(4, "ada lovelace", "the same person as row 2 (same name and mail address)")])


def test_the_same_name_with_another_mail_is_kept_and_asked_about(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Email\nAda,ada@x.org\nAda,ada@y.org\n")
    assert names(found) == ["Ada", "Ada"]
    assert found.questions == (
        "“Ada” stands in rows 2, 3 with different mail addresses. One person, or 2? All are kept; if it is one, take the other rows out.",
    )
    assert summary_lines(found)[-1].startswith("Please decide: “Ada” stands in rows 2, 3")


def test_guests_are_counted_named_or_merely_announced(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Guests\nAda,+2\nBen,yes\nCyd,0\nDee,Eve Miller\nFay,\n")
    assert names(found) == ["Ada", "Guest 1 of Ada", "Guest 2 of Ada", "Ben", "Guest of Ben", "Cyd", "Dee", "Eve Miller", "Fay"]
    assert ids(found)[:3] == ["a1", "a1-guest-1", "a1-guest-2"]


def test_a_bad_cell_is_named_by_file_row_and_column(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"list\.csv, row 3, column “Guests”: Ben can't bring 700 guests"):
        read(tmp_path, "Name,Guests\nAda,1\nBen,700\n")


def test_nobody_is_lost_for_want_of_a_name(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Email,Looking for\n\x01\x02,,a ward\n ,bo@x.org,\n,,\nCy\x07d,,\n")
    assert names(found) == ["Attendee 1", "bo", "Cyd"]
    assert left_out(found) == [(4, "", "empty")]
    assert found.remarks == (
        "2 rows have no name; called “Attendee 1” (row 2), “bo” (row 3).",
        "Control characters were taken out of “Attendee 1” (row 2), “Cyd” (row 5).",
    )


def test_rows_of_another_length_are_kept_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Role,Company\nAda,Nurse\nBen,Cook,Inn,x\nCyd,Cook,Inn\n")
    assert names(found) == ["Ada", "Ben", "Cyd"]
    assert found.remarks == (
        "1 row has fewer cells than the header, which has 3: row 2 (2). What is missing is taken as empty.",
        "1 row has more cells than the header, which has 3: row 3 (“x” belongs to no column). Maybe a separator inside a name stands without quotation marks.",
    )


def test_ids_stay_when_others_cancel_or_join(tmp_path: Path) -> None:
    before = read(tmp_path, "Name,Status\nAda,\nBen,\nCyd,\n")
    after = read(tmp_path, "Name,Status\nAda,\nBen,cancelled\nCyd,\nDee,\n")
    assert dict(zip(names(before), ids(before), strict=True)) == {"Ada": "a1", "Ben": "a2", "Cyd": "a3"}
    assert dict(zip(names(after), ids(after), strict=True)) == {"Ada": "a1", "Cyd": "a3", "Dee": "a4"}


def test_companies_to_hide_from_may_have_commas(tmp_path: Path) -> None:
    found = read(tmp_path, 'Name,Company,Hide from\nAda,,"Engines, Ltd; Inn"\nBen,"Engines, Ltd","Acme, Inn"\n')
    assert [attendee.hides_from for attendee in found.attendees] == [{"Engines, Ltd", "Inn"}, {"Acme", "Inn"}]
    assert found.attendees[0].is_hidden_from(found.attendees[1])


def test_seats_become_home_seats_and_nobody_sits_on_anothers(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Seat ID\nAda,A1\nBen,\nCyd,A1\n")
    assert (found.home_seats, found.remarks) == ({"a1": "A1"}, ("Ada and Cyd (row 4) have the same seat A1; Ada keeps it.",))


def test_wishes_are_read_from_columns(tmp_path: Path) -> None:
    text = (
        "Name;Host;Table;Absent rounds;Prefers groups;Must meet;Must not meet;Knows;Requests;Fixed seat;Seat\n"
        "Ada;yes;3;1,3-4;yes;Ben;;;;yes;A1\n"
        "Ben;;;;no;;Cyd, Dee;Ada;Ada;;\n"
        "Cyd;Table 2;;;;;;;;B2;\n"
        "Dee;no;;;;;;;;;\n"
    )
    wishes = read(tmp_path, text).wishes
    assert wishes.hosting.tables == {"a1": "table3", "a3": "table2"}
    assert wishes.absent == {"a1": {RoundNo(1), RoundNo(3), RoundNo(4)}}
    assert wishes.prefers_groups == {"a1"}
    assert wishes.must_meet == {("a1", "a2")}
    assert wishes.must_not_meet == {("a2", "a3"), ("a2", "a4")}
    assert wishes.acquainted == {("a1", "a2")}
    assert wishes.requests == (("a2", "a1"),)
    assert wishes.fixed_seats == {"a1": "A1", "a3": "B2"}


def test_a_wish_about_a_stranger_is_an_error_and_about_somebody_left_out_a_remark(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"list\.csv, row 2, column “Must not meet”: “Bem” is not in the list"):
        read(tmp_path, "Name,Must not meet\nAda,Bem\nBen,\n")
    with pytest.raises(BadInput, match=r"“Ben” stands for 2 people \(a2, a3\)"):
        read(tmp_path, "Name,Must not meet\nAda,Ben\nBen,\nBen,\n")
    found = read(tmp_path, "Name,Must not meet,Status\nAda,Ben,\nBen,,cancelled\n")
    assert found.wishes.must_not_meet == frozenset()
    assert found.remarks == ("list.csv, row 2, column “Must not meet” names Ben, who is left out of the list; the wish is not needed.",)


def test_a_header_without_rows_is_a_list_of_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, "Name,Company\n").attendees == ()
