"""When somebody has no time: what counts, what does not, and that no calendar keeps the reader for ever."""

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.adapters.calendar import bounded
from keywho.adapters.calendar.busy import Busy, busy_times, joined
from keywho.adapters.calendar.thinning import SMALL, only_near
from keywho.core.errors import BadInput

BEGIN = datetime(2027, 3, 1, tzinfo=UTC)
END = BEGIN + timedelta(days=60)


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of events; each is its lines, parted by |."""
    written = [f"BEGIN:VEVENT\r\nUID:{no}\r\n{event.replace('|', chr(13) + chr(10))}\r\nEND:VEVENT\r\n" for no, event in enumerate(events)]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(written)}END:VCALENDAR\r\n".encode()


def busy(*events: str, head: str = "", zone: str = "Europe/Madrid") -> list[str]:
    """The busy times, as `day hour-hour` in UTC."""
    return [f"{one.starts_at:%m-%d %H:%M}-{one.ends_at:%m-%d %H:%M}" for one in busy_times(calendar(*events, head=head), BEGIN, END, zone)]


COUNTS = {
    "utc": ("DTSTART:20270302T090000Z|DTEND:20270302T100000Z", ["03-02 09:00-03-02 10:00"]),
    "local": ("DTSTART;TZID=America/New_York:20270315T090000|DTEND;TZID=America/New_York:20270315T093000", ["03-15 13:00-03-15 13:30"]),
    "windows": ("DTSTART;TZID=Pacific SA Standard Time:20270406T090000|DURATION:PT1H", ["04-06 13:00-04-06 14:00"]),
    "floating": ("DTSTART:20270329T090000|DURATION:PT1H", ["03-29 07:00-03-29 08:00"]),
    "whole-day": ("DTSTART;VALUE=DATE:20270302", ["03-01 23:00-03-02 23:00"]),
    "day-of-change": ("DTSTART;VALUE=DATE:20270328", ["03-27 23:00-03-28 22:00"]),
    "three-days": ("DTSTART;VALUE=DATE:20270302|DTEND;VALUE=DATE:20270305", ["03-01 23:00-03-04 23:00"]),
    "weekly-over-the-change": (
        "DTSTART;TZID=Europe/Madrid:20270322T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2",
        ["03-22 08:00-03-22 09:00", "03-29 07:00-03-29 08:00"],
    ),
    "but-one": (
        "DTSTART:20270302T090000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=3|EXDATE:20270303T090000Z",
        ["03-02 09:00-03-02 10:00", "03-04 09:00-03-04 10:00"],
    ),
    "since-2000": ("DTSTART:20000301T090000Z|DURATION:PT1H|RRULE:FREQ=YEARLY", ["03-01 09:00-03-01 10:00"]),
    "begun-before": ("DTSTART:20270220T090000Z|DTEND:20270301T100000Z", ["03-01 00:00-03-01 10:00"]),
    "out-of-office": ("DTSTART;VALUE=DATE:20270401|DTEND;VALUE=DATE:20280101", ["03-31 22:00-04-30 00:00"]),
    "tentative": ("DTSTART:20270302T090000Z|DURATION:PT1H|STATUS:TENTATIVE", ["03-02 09:00-03-02 10:00"]),
    "broken-end": ("DTSTART:20270302T090000Z|DTEND:nonsense", []),
    "broken-rule": ("DTSTART:20270302T090000Z|DURATION:PT1H|RRULE:FREQ=SOMETIMES", ["03-02 09:00-03-02 10:00"]),
    "rule-that-stands-still": ("DTSTART:20270302T090000Z|DURATION:PT1H|RRULE:FREQ=HOURLY;INTERVAL=0", ["03-02 09:00-03-02 10:00"]),
    "shown-as-free": ("DTSTART:20270302T090000Z|DURATION:PT1H|TRANSP:TRANSPARENT", []),
    "cancelled": ("DTSTART:20270302T090000Z|DURATION:PT1H|STATUS:CANCELLED", []),
    "no-length": ("DTSTART:20270302T090000Z", []),
    "backwards": ("DTSTART:20270302T090000Z|DTEND:20270302T080000Z", ["03-02 08:00-03-02 09:00"]),
    "over": ("DTSTART:20260302T090000Z|DURATION:PT1H", []),
    "far": ("DTSTART:20280302T090000Z|DURATION:PT1H", []),
    "no-start": ("DURATION:PT1H", []),
    "every-minute": ("DTSTART:20270301T000000Z|DURATION:PT1M|RRULE:FREQ=MINUTELY", []),
}


@pytest.mark.parametrize("name", COUNTS)
def test_what_counts(name: str):
    event, times = COUNTS[name]
    assert busy(event) == times


def test_a_calendar_may_name_the_zone_of_its_floating_times():
    assert busy("DTSTART:20270302T090000|DURATION:PT1H", head="X-WR-TIMEZONE:America/New_York\r\n") == ["03-02 14:00-03-02 15:00"]


def test_what_the_owner_has_declined_does_not_count():
    """Google exports it, and names the calendar by the address of its owner."""
    event = "DTSTART:20270302T090000Z|DURATION:PT1H|ATTENDEE;PARTSTAT={}:mailto:eve@example.org|ATTENDEE;PARTSTAT={}:mailto:Ben@example.org"
    for ben, eve, times in (("DECLINED", "ACCEPTED", []), ("ACCEPTED", "DECLINED", ["03-02 09:00-03-02 10:00"])):
        assert busy(event.format(eve, ben), head="X-WR-CALNAME:ben@example.org\r\n") == times
    assert busy(event.format("ACCEPTED", "DECLINED"), head="X-WR-CALNAME:Work\r\n") == ["03-02 09:00-03-02 10:00"]


def test_one_time_of_a_series_that_was_moved_counts_where_it_is_now():
    series = "UID:s|DTSTART:20270302T090000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2"
    moved = "UID:s|RECURRENCE-ID:20270303T090000Z|DTSTART:20270303T150000Z|DURATION:PT1H"
    content = calendar(series, moved).replace(b"UID:0\r\n", b"").replace(b"UID:1\r\n", b"")
    assert [one.starts_at.hour for one in busy_times(content, BEGIN, END, "UTC")] == [9, 15]


def test_free_busy_is_read():
    content = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\nUID:f\r\nFREEBUSY:20270302T090000Z/PT1H,20270303T090000Z/20270303T093000Z\r\n"
        b"FREEBUSY;FBTYPE=FREE:20270304T090000Z/PT1H\r\nFREEBUSY;FBTYPE=BUSY-TENTATIVE:20270305T090000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    )
    assert [f"{one.starts_at:%d %H:%M}-{one.ends_at:%H:%M}" for one in busy_times(content, BEGIN, END, "UTC")] == [
        "02 09:00-10:00",
        "03 09:00-09:30",
        "05 09:00-10:00",
    ]


def test_what_touches_or_overlaps_is_one():
    assert busy("DTSTART:20270302T090000Z|DURATION:PT1H", "DTSTART:20270302T100000Z|DURATION:PT1H", "DTSTART:20270302T093000Z|DURATION:PT10M") == [
        "03-02 09:00-03-02 11:00"
    ]


def test_a_broken_event_costs_no_other():
    assert busy("DTSTART:20270302T250000Z|DURATION:PT1H", "DTSTART:20270302T090000Z|DURATION:PT1H|RDATE:120000", "DTSTART:20270303T090000Z|DURATION:PT1H") == [
        "03-02 09:00-03-02 10:00",
        "03-03 09:00-03-03 10:00",
    ]


def test_an_hourly_rule_without_end_is_brought_near():
    began = time.process_time()
    found = busy_times(calendar("DTSTART:19700101T000000Z|DURATION:PT10M|RRULE:FREQ=HOURLY"), BEGIN, END, "UTC")
    assert len(found) == 60 * 24
    assert {(one.starts_at.minute, one.ends_at.minute) for one in found} == {(0, 10)}
    assert time.process_time() - began < 3


@pytest.mark.parametrize("interval", [1, 5, 7, 36])
def test_hours_stay_the_same_when_an_hourly_rule_is_brought_near(interval: int):
    near = f"DTSTART:20270101T000000Z|DURATION:PT10M|RRULE:FREQ=HOURLY;INTERVAL={interval}"
    exact = [BEGIN + timedelta(hours=hour) for hour in range(60 * 24) if (hour + 59 * 24) % interval == 0]
    assert [one.starts_at for one in busy_times(calendar(near), BEGIN, END, "UTC")] == exact


def test_ten_years_of_appointments_are_read_fast_and_none_of_the_next_is_lost():
    old = [f"DTSTART:20{no % 26:02}0{no % 9 + 1}01T090000Z|DTEND:20{no % 26:02}0{no % 9 + 1}01T093000Z|SUMMARY:Old" for no in range(20_000)]
    content = calendar(*old, "DTSTART:20270302T090000Z|DURATION:PT1H", "DTSTART;VALUE=DATE:20200101|RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1")
    assert len(content) > SMALL
    began = time.process_time()
    found = busy_times(content, BEGIN, END, "UTC")
    assert time.process_time() - began < 3
    assert [f"{one.starts_at:%m-%d}" for one in found] == ["03-02", "04-01"]


@given(st.lists(st.tuples(st.integers(-100, 160), st.integers(0, 90), st.booleans()), max_size=12))
@settings(max_examples=40)
def test_leaving_out_what_is_far_changes_nothing(drawn: list[tuple[int, int, bool]]):
    """Appointments drawn around the time asked for, whole days or hours: thinned or not, the same is busy."""
    events = []
    for start, length, is_day in drawn:
        begins, ends = BEGIN + timedelta(days=start), BEGIN + timedelta(days=start + length)
        form, kind = ("%Y%m%d", ";VALUE=DATE") if is_day else ("%Y%m%dT%H%M%SZ", "")
        events.append(f"DTSTART{kind}:{begins.strftime(form)}|DTEND{kind}:{ends.strftime(form)}")
    content = calendar(*events)
    thin = only_near(content, BEGIN.date() - timedelta(days=1), END.date() + timedelta(days=1), small=0)
    assert thin.count(b"BEGIN:VEVENT") == sum(start <= 61 and start + length >= -1 for start, length, _ in drawn)
    assert busy_times(thin, BEGIN, END, "UTC") == busy_times(content, BEGIN, END, "UTC")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=12))
def test_joined_stretches_cover_the_same_minutes(drawn: list[tuple[int, int]]):
    stretches = [Busy(BEGIN + timedelta(minutes=at), BEGIN + timedelta(minutes=at + length)) for at, length in drawn]

    def minutes(some) -> set[int]:
        return {no for one in some for no in range((one.starts_at - BEGIN) // timedelta(minutes=1), (one.ends_at - BEGIN) // timedelta(minutes=1))}

    found = joined(stretches)
    assert minutes(found) == minutes(stretches)
    assert all(one.ends_at < other.starts_at for one, other in pairwise(found))


def test_work_that_never_ends_is_stopped():
    def for_ever() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    began = time.monotonic()
    with pytest.raises(BadInput, match="takes too long to read"):
        bounded.within(0.2, "This calendar", for_ever)
    assert time.monotonic() - began < 5


def test_a_rule_that_never_comes_true_does_not_keep_the_reader(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("keywho.adapters.calendar.busy.MOST_SECONDS", 0.5)
    never = ["DTSTART:20000101T090000Z|DURATION:PT10M|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"] * 40
    with pytest.raises(BadInput, match="takes too long to read"):
        busy_times(calendar(*never), BEGIN, END, "UTC")


@pytest.mark.parametrize(
    "content", [b"", b"Hello", b"\0" * 100, b"BEGIN:VCALENDAR\r\n" * 20_000, b"x" * 20_000_001], ids=["nothing", "words", "zeros", "nested", "large"]
)
def test_what_is_no_calendar_gets_a_sentence_or_says_nothing(content: bytes):
    try:
        assert busy_times(content, BEGIN, END, "UTC") == ()
    except BadInput as refused:
        assert str(refused).endswith(".")
