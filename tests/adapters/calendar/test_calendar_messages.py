"""Messages between calendars: every judge accepts each of them, whatever people are called, and nobody can write a line of their own."""

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from adapters.calendar.invited import MARCH, all_messages, invited
from adapters.calendar.judges import assert_icalendar, assert_libical, assert_lines, assert_strict, assert_vobject, local_time_by_libical
from keywho.adapters.calendar.files import calendar_file, feed
from keywho.adapters.calendar.invitation import PartStat, Party
from keywho.adapters.calendar.messages import cancel, counter, decline_counter, reply, request, update
from keywho.adapters.calendar.reading import read_message

JUDGES = {"lines": assert_lines, "icalendar": assert_icalendar, "vobject": assert_vobject, "libical": assert_libical}
SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "naughty" / "blns.txt"
OWN_HOSTILE = (
    "Ann\r\nATTENDEE:mailto:eve@example.org",
    "Ann\nEND:VEVENT\nEND:VCALENDAR",
    'Ann";ROLE=CHAIR:mailto:eve@example.org',
    "O'Neill, Jr.; \\ the \\n third",
    "=HYPERLINK(1)",
    "👩‍👩‍👧‍👦" * 40,
    "ש" * 300,
    "\u202eevil\u2066",
    "a" * 300,
    "\x00\x07\x1b[31m\x7f\x85\u2028X\u2029Y\ufeff",
    " leading and trailing ",
    "tab\tinside",
    "ẞ́̂̃̄" * 60,
    "^n ^' ^^ &quot;",
    "\ud800 alone",
    ":;,=\"'",
)
HOSTILE = list(dict.fromkeys([*OWN_HOSTILE, *(SAMPLES.read_text(encoding="utf-8").split("\n") if SAMPLES.exists() else ())]))


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("message", all_messages(invited()))
def test_every_judge_accepts(message: str, judge: str):
    JUDGES[judge](all_messages(invited(), "I am glad to.")[message])


@pytest.mark.parametrize(
    "zone", ["Europe/Madrid", "America/New_York", "America/Santiago", "Asia/Kolkata", "Africa/Casablanca", "Europe/Dublin", "UTC", "", "Nowhere/Land"]
)
def test_every_judge_accepts_every_kind_of_zone(zone: str):
    for content in all_messages(invited(zone=zone)).values():
        assert_strict(content)


def test_a_request_says_all_that_is_known():
    calendar = Calendar.from_ical(request(invited(sequence=3)))
    event = calendar.events[0]
    attendee, organizer = event["ATTENDEE"], event["ORGANIZER"]
    assert (str(calendar["METHOD"]), str(calendar["VERSION"]), event["SEQUENCE"], str(event["UID"])) == ("REQUEST", "2.0", 3, "5f3a@keywho.example.org")
    assert (str(organizer), organizer.params["CN"]) == ("mailto:talks@keywho.example.org", "Ada via keywho")
    assert str(attendee) == "mailto:ben@example.com"
    assert dict(attendee.params) == {"CN": "Ben", "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    assert event.decoded("DTSTART") == datetime(2027, 3, 28, 11, 0, tzinfo=ZoneInfo("Europe/Madrid"))
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=20)
    assert event.decoded("DTSTAMP") == MARCH
    assert (str(event["STATUS"]), str(event["CLASS"])) == ("CONFIRMED", "PRIVATE")
    assert "VALARM" not in request(invited()).decode()


def test_who_has_agreed_already_is_not_asked_again():
    attendee = Calendar.from_ical(request(invited(answered=PartStat.ACCEPTED))).events[0]["ATTENDEE"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("ACCEPTED", "FALSE")


def test_an_update_and_a_cancellation_are_about_the_same_event():
    moved = invited(sequence=1, starts_at=datetime(2027, 3, 29, 9, 0, tzinfo=UTC))
    assert read_message(update(moved)).uid == read_message(cancel(invited(sequence=2))).uid == read_message(request(invited())).uid
    assert read_message(update(moved)).sequence == 1
    assert str(Calendar.from_ical(cancel(invited(sequence=2))).events[0]["STATUS"]) == "CANCELLED"


def test_what_is_declined_is_named_by_its_uid_alone():
    event = Calendar.from_ical(decline_counter(invited(sequence=4), "That day is a holiday.")).events[0]
    assert sorted(event) == ["COMMENT", "DTSTAMP", "ORGANIZER", "UID"]


def test_files_and_feeds_name_no_attendee():
    for content in (calendar_file([invited()]), feed("Talks", [invited()], MARCH)):
        assert b"ben@example.com" not in content
        assert b"METHOD:PUBLISH" in content


def test_a_feed_has_the_same_bytes_until_something_changes():
    one, other = invited(), invited(uid="other", starts_at=MARCH + timedelta(days=3))
    assert feed("Talks", [one, other], MARCH) == feed("Talks", [other, one], MARCH)
    assert feed("Talks", [one], MARCH) != feed("Talks", [dataclasses.replace(one, place="Elsewhere")], MARCH)


def test_an_empty_feed_is_a_calendar_too():
    assert_strict(feed("Talks", [], MARCH))


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_comes_twice_is_said_in_utc(hour: int):
    """On 31 October 2027, 2:30 comes twice in Madrid; calendars do not agree on which of the two it means."""
    twice = invited(starts_at=datetime(2027, 10, 31, hour, 30, tzinfo=UTC))
    assert b"DTSTART:20271031T0%d3000Z" % hour in request(twice)
    assert read_message(request(twice)).starts_at == twice.starts_at
    assert local_time_by_libical(request(twice)) == (f"20271031T0{hour}3000Z", f"20271031T0{hour}3000Z")


def test_the_hours_around_it_are_local():
    for at, local in ((datetime(2027, 10, 30, 23, 30, tzinfo=UTC), "20271031T013000"), (datetime(2027, 10, 31, 2, 30, tzinfo=UTC), "20271031T033000")):
        assert local_time_by_libical(request(invited(starts_at=at))) == (local, f"{at:%Y%m%dT%H%M%SZ}")


@pytest.mark.parametrize("no", range(len(OWN_HOSTILE)))
def test_hostile_words_pass_every_judge(no: int):
    assert_hostile_is_harmless(OWN_HOSTILE[no])


def test_no_naughty_string_writes_a_line_of_its_own():
    assert len(HOSTILE) > len(OWN_HOSTILE) + 400, "the list of naughty strings is not here"
    for words in HOSTILE:
        assert_same_lines(words)
        for content in (counter(named(words), MARCH, words), feed(words, [named(words)], MARCH)):  # between them they have every property that people write
            assert_libical(content)


@given(st.text(max_size=400) | st.sampled_from(HOSTILE))
@settings(max_examples=80)
def test_no_words_at_all_write_a_line_of_their_own(words: str):
    assert_same_lines(words)


@given(st.text(max_size=60) | st.sampled_from(HOSTILE))
@settings(max_examples=40)
def test_any_words_pass_the_strictest_judge(words: str):
    for content in (request(named(words)), reply(named(words), PartStat.ACCEPTED, words)):
        assert_lines(content)
        assert_libical(content)


def named(words: str):
    return invited(
        summary=words, description=words, place=words, organizer=Party(words, "talks@example.org"), attendee=Party(words, "b@example.org"), url=words
    )


def assert_hostile_is_harmless(words: str) -> None:
    for content in all_messages(named(words), words).values():
        assert_strict(content)


def assert_same_lines(words: str) -> None:
    """The properties of an event are ours, however it is named; and its words come back but for what no calendar may hold."""
    for content in (request(named(words)), reply(named(words), PartStat.ACCEPTED, words)):
        assert_lines(content)
        calendar = Calendar.from_ical(content)
        assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
        event = calendar.events[0]
        wanted = {"UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "DTSTART", "DTEND", "SUMMARY", "ATTENDEE"}
        more = {"CREATED", "LAST-MODIFIED", "STATUS", "TRANSP", "CLASS", "DESCRIPTION", "LOCATION", "URL", "COMMENT"}
        assert wanted <= set(event) <= wanted | more
        assert str(event["ATTENDEE"]) == "mailto:b@example.org"
        assert set(event["ATTENDEE"].params) <= {"CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP"}
        kept = "".join(char for char in words if char.isprintable() and char not in "\ufeff\ufffe\uffff")
        shown = "".join(char for char in str(event["SUMMARY"]) if char.isprintable())
        assert shown == kept or (shown == "keywho" and not kept.strip())
