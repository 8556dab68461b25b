"""What other calendars send back, and 163 calendars of all kinds: never a crash, nothing lost, nothing taken for something else."""

import contextlib
import time
import warnings
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, vDDDTypes
from icalendar.timezone import tzp

from adapters.calendar.invited import all_messages, invited
from keywho.adapters.calendar.busy import busy_times
from keywho.adapters.calendar.invitation import PartStat
from keywho.adapters.calendar.messages import counter, reply, request
from keywho.adapters.calendar.reading import CalendarMessage, read_message, read_messages
from keywho.core.errors import BadInput

CALENDARS = Path(__file__).parents[4] / "shared" / "data" / "icalendar"
FILES = sorted(CALENDARS.rglob("*.ics"))
BEGIN = datetime(2026, 11, 27, tzinfo=UTC)
UNDERSTOOD = Path(__file__).with_name("understood.txt")
"""What is understood of each of the 163: how many events, of which some say when, and what a calendar program would take for busy in those 60 days."""


def message(*lines: str, method: str = "REPLY", head: str = "") -> bytes:
    plain = ("UID:5f3a@keywho.example.org", "DTSTAMP:20270301T093000Z", "ORGANIZER:mailto:talks@keywho.example.org")
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", *([head] if head else []), "BEGIN:VEVENT", *plain, *lines, "END:VEVENT", "END:VCALENDAR", ""]
    ).encode()


GOOGLE_REPLY = message(
    "DTSTART:20270328T090000Z", "DTEND:20270328T092000Z", "SEQUENCE:1", "CREATED:19000101T120000Z", "STATUS:CONFIRMED", "TRANSP:OPAQUE",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ben;X-NUM-GUESTS=0;X-RESPONSE-COMMENT=\"Until then, Ada\":mailto:Ben@Example.com",
    head="PRODID:-//Google Inc//Google Calendar 70.9054//EN",
)  # fmt: skip
OUTLOOK_COUNTER = message(
    "ATTENDEE;PARTSTAT=TENTATIVE;CN=Ben:MAILTO:ben@example.com", "COMMENT;LANGUAGE=de-DE:Geht es auch später?\\n", "SUMMARY;LANGUAGE=de-DE:Neue Zeit: Talk",
    "DTSTART;TZID=W. Europe Standard Time:20270328T160000", "DTEND;TZID=W. Europe Standard Time:20270328T163000", "SEQUENCE:1",
    "X-MS-OLK-ORIGINALSTART;TZID=W. Europe Standard Time:20270328T110000",
    method="COUNTER",
    head="BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE",
)  # fmt: skip
APPLE_REPLY = message(
    "DTSTART;TZID=America/New_York:20270314T100000", "DURATION:PT30M", "SEQUENCE:2", 'ATTENDEE;CN="Ben";PARTSTAT=DECLINED;EMAIL=ben@example.com:urn:uuid:1234',
    head="PRODID:-//Apple Inc.//macOS 15.1//EN",
)  # fmt: skip
CUSTOM_COUNTER = message(
    "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ben@example.com", "DTSTART;TZID=Customized Time Zone:20270801T100000", "DTEND;TZID=Customized Time Zone:20270801T102000",
    method="COUNTER",
    head="BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE",
)  # fmt: skip
UID = "5f3a@keywho.example.org"
READ = {
    "google-accepts": (
        GOOGLE_REPLY,
        CalendarMessage("REPLY", UID, 1, "ben@example.com", PartStat.ACCEPTED, datetime(2027, 3, 28, 9, tzinfo=UTC), 20, "Until then, Ada"),
    ),
    "outlook-proposes": (
        OUTLOOK_COUNTER,
        CalendarMessage("COUNTER", UID, 1, "ben@example.com", PartStat.TENTATIVE, datetime(2027, 3, 28, 14, tzinfo=UTC), 30, "Geht es auch später?"),
    ),
    "apple-declines": (APPLE_REPLY, CalendarMessage("REPLY", UID, 2, "ben@example.com", PartStat.DECLINED, datetime(2027, 3, 14, 14, tzinfo=UTC), 30, "")),
    "own-zone": (CUSTOM_COUNTER, CalendarMessage("COUNTER", UID, 0, "ben@example.com", PartStat.TENTATIVE, datetime(2027, 8, 1, 4, 30, tzinfo=UTC), 20, "")),
    "windows-name-alone": (
        message("ATTENDEE:mailto:ben@example.com", "DTSTART;TZID=Pacific SA Standard Time:20270701T100000", method="COUNTER"),
        CalendarMessage("COUNTER", UID, 0, "ben@example.com", PartStat.NEEDS_ACTION, datetime(2027, 7, 1, 14, tzinfo=UTC), 0, ""),
    ),
    "floating-in-a-named-calendar": (
        message("ATTENDEE:mailto:ben@example.com", "DTSTART:20270701T100000", method="COUNTER", head="X-WR-TIMEZONE:Europe/Madrid"),
        CalendarMessage("COUNTER", UID, 0, "ben@example.com", PartStat.NEEDS_ACTION, datetime(2027, 7, 1, 8, tzinfo=UTC), 0, ""),
    ),
    "floating-of-nowhere": (
        message("ATTENDEE:mailto:ben@example.com", "DTSTART:20270701T100000", method="COUNTER"),
        CalendarMessage("COUNTER", UID, 0, "ben@example.com", PartStat.NEEDS_ACTION, None, 0, ""),
    ),
    "whole-day": (
        message("ATTENDEE;PARTSTAT=X-MAYBE:mailto:ben@example.com", "DTSTART;VALUE=DATE:20270701", method="COUNTER"),
        CalendarMessage("COUNTER", UID, 0, "ben@example.com", PartStat.NEEDS_ACTION, None, 0, ""),
    ),
    "small-letters-and-no-dates": (
        b"begin:vcalendar\nversion:2.0\nmethod:reply\nbegin:vevent\nuid:x\nattendee;partstat=accepted:mailto:ben@example.com\nend:vevent\nend:vcalendar\n",
        CalendarMessage("REPLY", "x", 0, "ben@example.com", PartStat.ACCEPTED, None, 0, ""),
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_others_send_back_is_understood(name: str):
    content, meant = READ[name]
    assert read_message(content) == meant


def test_our_own_messages_are_understood():
    invitation = invited(sequence=3)
    moved = datetime(2027, 4, 2, 15, 30, tzinfo=UTC)
    assert read_message(counter(invitation, moved, "Later, please.")) == CalendarMessage(
        "COUNTER", invitation.uid, 3, "ben@example.com", PartStat.TENTATIVE, moved, 20, "Later, please."
    )
    assert {name: read_message(content).method for name, content in all_messages(invitation).items()} == {
        "request": "REQUEST", "cancel": "CANCEL", "decline_counter": "DECLINECOUNTER", "accepted": "REPLY", "declined": "REPLY", "tentative": "REPLY",
        "counter": "COUNTER", "file": "PUBLISH", "feed": "PUBLISH",
    }  # fmt: skip


def test_of_several_events_the_one_that_somebody_answers_is_taken():
    both = (
        request(invited()).replace(b"END:VCALENDAR\r\n", b"").replace(b"ATTENDEE", b"X-WAS")
        + reply(invited(uid="b"), PartStat.DECLINED).partition(b"END:VTIMEZONE\r\n")[2]
    )
    assert [one.uid for one in read_messages(both)] == ["5f3a@keywho.example.org", "b"]
    assert (read_message(both).uid, read_message(both).partstat) == ("b", PartStat.DECLINED)


def test_a_floating_time_is_that_of_the_interview():
    assert read_message(message("DTSTART:20270701T100000"), "America/Santiago").starts_at == datetime(2027, 7, 1, 14, tzinfo=UTC)


def test_a_zone_of_one_message_does_not_tell_the_time_of_another():
    """The library keeps zones that it met; somebody's "Customized Time Zone" must not be everybody's."""
    other = CUSTOM_COUNTER.replace(b"+0530", b"-0300")
    assert [read_message(one).starts_at for one in (CUSTOM_COUNTER, other, CUSTOM_COUNTER)] == [
        datetime(2027, 8, 1, 4, 30, tzinfo=UTC), datetime(2027, 8, 1, 13, tzinfo=UTC), datetime(2027, 8, 1, 4, 30, tzinfo=UTC)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Hello",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCARD\r\nEND:VCARD\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\n" * 50_000,
        b"BEGIN:" + b"A" * 2_000_000,
    ],
    ids=["nothing", "words", "bytes", "half", "card", "crossed", "nested", "large"],
)
def test_what_is_no_calendar_gets_a_sentence(content: bytes):
    with pytest.raises(BadInput, match=r"^[A-Z].+\.$"):
        read_message(content)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda words: message(words, words)))
@settings(max_examples=60)
def test_nothing_crashes_the_reader(content: bytes):
    with contextlib.suppress(BadInput):
        assert all(one.starts_at is None or one.starts_at.utcoffset() == timedelta(0) for one in read_messages(content))


@pytest.mark.skipif(not FILES, reason="../shared/data/icalendar is not here")
class TestAllCalendars:
    """The 163 calendars that the library icalendar is tested with."""

    def test_they_are_all_here(self):
        assert len(FILES) == 163

    @pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(CALENDARS)))
    def test_each_event_is_what_the_library_reads_or_there_is_a_sentence(self, file: Path):
        content = file.read_bytes()
        wanted = by_library(content)
        began = time.process_time()
        try:
            found = read_messages(content)
        except BadInput as refused:
            assert str(refused).endswith(".")
            assert wanted is None
            return
        assert time.process_time() - began < 3
        assert [(one.uid, one.method) for one in found] == [(uid, method) for uid, method, _ in wanted or ()]
        for one, (_, _, starts) in zip(found, wanted or (), strict=True):
            if isinstance(starts, datetime) and starts.tzinfo is not None:
                assert one.starts_at == starts.astimezone(UTC)
            elif isinstance(starts, date) and not isinstance(starts, datetime):
                assert one.starts_at is None

    def test_as_much_is_understood_as_before(self):
        assert "\n".join(map(understood, FILES)) + "\n" == UNDERSTOOD.read_text(encoding="utf-8")

    @pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(CALENDARS)))
    def test_busy_times_of_each_are_in_order_and_in_the_time_asked_for(self, file: Path):
        for begin in (datetime(2005, 1, 1, tzinfo=UTC), BEGIN):
            end = begin + timedelta(days=60)
            try:
                found = busy_times(file.read_bytes(), begin, end, "Europe/Madrid")
            except BadInput as refused:
                assert str(refused).endswith(".")
                continue
            assert all(begin <= one.starts_at < one.ends_at <= end for one in found)
            assert all(one.ends_at < other.starts_at for one, other in pairwise(found))


def understood(file: Path) -> str:
    """What is understood of a file, on a line."""
    content, name = file.read_bytes(), file.relative_to(CALENDARS)
    try:
        found = read_messages(content)
    except BadInput as refused:
        return f"{name}: {refused}"
    begin = min((one.starts_at for one in found if one.starts_at), default=BEGIN) - timedelta(days=1)
    busy = busy_times(content, begin, begin + timedelta(days=60), "Europe/Madrid")
    hours = sum((one.ends_at - one.starts_at for one in busy), timedelta(0)) / timedelta(hours=1)
    return (
        f"{name}: {len(found)} events, {sum(one.starts_at is not None for one in found)} with a time; from {begin:%Y-%m-%d} busy {len(busy)} times, {hours:g} h"
    )


def by_library(content: bytes) -> list[tuple[str, str, object]] | None:
    """What the library says about each event: uid, method, start; None where it finds no calendar."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tzp.use_default()  # the library would tell the time of one file by the zones of another
        try:
            components = Calendar.from_ical(content, multiple=True)
        except Exception:
            return None
        if not components and b"BEGIN:" not in content:
            return None
        return [
            (
                str(first(event.get("UID"))).strip(),
                str(component.get("METHOD") or "PUBLISH").upper(),
                starts.dt if isinstance(starts := first(event.get("DTSTART")), vDDDTypes) else None,
            )
            for component in components
            for event in component.walk("VEVENT")
        ]


def first(written: object) -> object:
    return (written[0] if isinstance(written, list) else written) or ""


if __name__ == "__main__":  # python tests/adapters/calendar/test_calendar_reading.py, with tests/ on the path: look at the difference before it is kept
    UNDERSTOOD.write_text("\n".join(map(understood, FILES)) + "\n", encoding="utf-8")
