"""Invitations in a real CalDAV server: the right local time in two zones on both sides of a change of the clocks; moved, and called off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.calendar.caldav_server import CalendarAccount, calendar_account
from adapters.calendar.invited import invited
from adapters.calendar.judges import assert_icalendar, assert_lines, assert_strict, assert_vobject
from keywho.adapters.calendar.files import calendar_file
from keywho.adapters.calendar.messages import cancel, request, update

CLOCKS = {
    # zone of the organizer, local time there, zone of the reader, local time there
    "madrid-before": ("Europe/Madrid", "2027-03-27 18:00", "America/New_York", "2027-03-27 13:00"),
    "madrid-on-the-day": ("Europe/Madrid", "2027-03-28 18:00", "America/New_York", "2027-03-28 12:00"),
    "madrid-after": ("Europe/Madrid", "2027-03-29 18:00", "America/New_York", "2027-03-29 12:00"),
    "new-york-before": ("America/New_York", "2027-03-13 09:00", "Europe/Madrid", "2027-03-13 15:00"),
    "new-york-after": ("America/New_York", "2027-03-14 09:00", "Europe/Madrid", "2027-03-14 14:00"),
    "madrid-autumn-before": ("Europe/Madrid", "2027-10-30 10:00", "America/Santiago", "2027-10-30 05:00"),
    "madrid-autumn-after": ("Europe/Madrid", "2027-10-31 10:00", "America/Santiago", "2027-10-31 06:00"),
    "santiago-before-winter": ("America/Santiago", "2027-04-03 10:00", "Europe/Madrid", "2027-04-03 15:00"),
    "santiago-in-winter": ("America/Santiago", "2027-04-04 10:00", "Europe/Madrid", "2027-04-04 16:00"),
    "santiago-before-summer": ("America/Santiago", "2027-09-04 10:00", "Europe/Madrid", "2027-09-04 16:00"),
    "santiago-in-summer": ("America/Santiago", "2027-09-05 10:00", "Europe/Madrid", "2027-09-05 15:00"),
}


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarAccount]:
    with calendar_account(tmp_path_factory.mktemp("radicale")) as made:
        yield made


def at(zone: str, local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("name", CLOCKS)
def test_the_local_time_is_right_for_both(name: str, account: CalendarAccount):
    zone, local, other_zone, other_local = CLOCKS[name]
    invitation = invited(uid=f"{name}@example.org", zone=zone, starts_at=at(zone, local))
    assert_strict(request(invitation))
    account.put(request(invitation))
    assert account.shown(invitation.uid, zone) == local
    assert account.shown(invitation.uid, other_zone) == other_local
    starts = account.event(invitation.uid)["DTSTART"]
    assert (str(starts.params["TZID"]), f"{starts.dt:%Y-%m-%d %H:%M}") == (zone, local)
    assert account.uids_between(invitation.starts_at, invitation.ends_at) == [invitation.uid]
    assert invitation.uid not in account.uids_between(invitation.ends_at, invitation.ends_at + timedelta(hours=2))


def test_invited_moved_over_the_change_and_called_off(account: CalendarAccount):
    first = invited(uid="moved@example.org", starts_at=at("Europe/Madrid", "2027-03-25 17:00"))
    moved = replace(first, sequence=1, starts_at=at("Europe/Madrid", "2027-04-01 17:00"))
    off = replace(moved, sequence=2)
    for message in (request(first), update(moved), cancel(off)):
        assert_strict(message)
    account.put(request(first))
    assert account.shown(first.uid, "America/New_York") == "2027-03-25 12:00"
    account.put(update(moved))
    assert (account.shown(first.uid, "Europe/Madrid"), account.shown(first.uid, "America/New_York")) == ("2027-04-01 17:00", "2027-04-01 11:00")
    account.put(request(first))
    assert account.event(first.uid)["SEQUENCE"] == 1, "an older message took the place of a newer one"
    account.put(cancel(off))
    event = account.event(first.uid)
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 2)


def test_strange_names_and_words_come_back_as_they_are(account: CalendarAccount):
    strange = invited(
        uid="strange@example.org", summary="Talk with O'Neill, Jr.; 😀 שלום", description="One\nTwo, three; four \\ five", place="Café «Más», 2º; 1ª"
    )
    account.put(request(strange))
    event = account.event(strange.uid)
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"]), str(event["LOCATION"])) == (strange.summary, strange.description, strange.place)


def test_a_downloaded_file_can_be_put_in_too(account: CalendarAccount):
    one = invited(uid="file@example.org")
    account.put(calendar_file([one]))
    assert account.shown(one.uid, "Europe/Madrid") == "2027-03-28 11:00"


def test_what_the_server_gives_back_still_pleases_the_judges(account: CalendarAccount):
    account.put(request(invited(uid="again@example.org")))
    content = account.calendar.event_by_uid("again@example.org").data.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    for judge in (assert_lines, assert_icalendar, assert_vobject):
        judge(content)
