"""VTIMEZONE: right at every hour around an event, as others compute it, also where icalendar's own writer is an hour late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone

from adapters.calendar.invited import invited
from adapters.calendar.judges import local_time_by_libical
from keywho.adapters.calendar.messages import is_local, request
from keywho.adapters.calendar.zones import timezone_part, zone_of

ZONES = (
    "Europe/Madrid", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Moscow", "America/New_York", "America/Los_Angeles", "America/Santiago",
    "America/Sao_Paulo", "America/St_Johns", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Tehran", "Africa/Casablanca", "Africa/Cairo",
    "Pacific/Auckland", "Pacific/Chatham", "Asia/Jerusalem", "Asia/Tokyo", "Atlantic/Azores",
)  # fmt: skip
YEAR = datetime(2027, 1, 1, tzinfo=UTC)


def named_otherwise(name: str) -> Timezone:
    """The VTIMEZONE under a name that nobody knows, so that a reader has only what stands in it."""
    part = Timezone.from_ical(timezone_part(name, YEAR, YEAR + timedelta(days=364)).to_ical())
    part["TZID"] = "Keywho/Test"
    return part


@pytest.mark.parametrize("name", ZONES)
def test_every_hour_of_the_year_is_right(name: str):
    zone, read = ZoneInfo(name), named_otherwise(name).to_tz(lookup_tzid=False)
    for hour in range(365 * 24):
        local = (YEAR + timedelta(hours=hour, minutes=20)).astimezone(zone)
        if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
            assert local.replace(tzinfo=read).utcoffset() == local.utcoffset(), local


@pytest.mark.parametrize("name", ZONES)
def test_libical_finds_the_same_moment_around_each_change(name: str):
    zone = ZoneInfo(name)
    before, shown = YEAR.astimezone(zone).utcoffset(), 0
    for hour in range(365 * 24):
        at = YEAR + timedelta(hours=hour)
        offset = at.astimezone(zone).utcoffset()
        if offset != before or hour % 2000 == 0:
            for near in (at - timedelta(hours=4), at - timedelta(minutes=75), at + timedelta(minutes=75), at + timedelta(hours=4)):
                invitation = invited(starts_at=near, zone=name)
                content = request(invitation).replace(name.encode(), b"Keywho/Test")
                local, utc = local_time_by_libical(content)
                assert utc == f"{near:%Y%m%dT%H%M%SZ}"
                assert local == (f"{near.astimezone(zone):%Y%m%dT%H%M%S}" if is_local(invitation) else utc)
                shown += 1
        before = offset
    assert shown >= 20


def test_clocks_change_at_the_moment_they_do_and_not_an_hour_later():
    """RFC 5545, 3.6.5: the onset is in the time before the change. 2:00 in Madrid, not 3:00."""
    assert b"BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n" in timezone_part("Europe/Madrid", YEAR, YEAR).to_ical()


def test_a_rule_says_what_comes_every_year_and_nothing_else():
    assert timezone_part("America/New_York", YEAR, YEAR).to_ical().count(b"RRULE") == 2
    assert timezone_part("Africa/Casablanca", YEAR, YEAR).to_ical().count(b"RRULE") == 0
    assert timezone_part("Asia/Kolkata", YEAR, YEAR).to_ical().count(b"BEGIN:STANDARD") == 1


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Eastern Standard Time", "America/New_York"),
        ("/freeassociation.sourceforge.net/Europe/Madrid", "Europe/Madrid"),
        ("/citadel.org/20210210_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ('"Europe/Paris"', "Europe/Paris"),
    ],
    ids=["iana", "windows", "windows-paris", "windows-new-york", "evolution", "citadel", "quoted"],
)
def test_zones_are_known_by_all_their_names(name: str, meant: str):
    found = zone_of(name)
    assert found is not None
    assert found.key == meant


@pytest.mark.parametrize(
    "name", ["", "Customized Time Zone", "../../etc/passwd", "/etc/passwd", "Europe/../../x", "Mars/Phobos", "ü", "x" * 500, "\0", "Europe"]
)
def test_what_is_no_zone_is_none(name: str):
    assert zone_of(name) is None


def test_a_file_with_several_zones_brings_each():
    from keywho.adapters.calendar.files import calendar_file

    calendar = Calendar.from_ical(calendar_file([invited(), invited(uid="b", zone="America/New_York"), invited(uid="c", zone="")]))
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["America/New_York", "Europe/Madrid"]
