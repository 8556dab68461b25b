"""When mails go, and when they are tried again."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.followup.mails import GIVEN_UP_AFTER, LONGEST_PAUSE, HowOften, is_too_late, next_morning, pause_after

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("how_often", "now", "zone", "wanted"),
    [
        (HowOften.AT_ONCE, datetime(2026, 11, 26, 19, tzinfo=UTC), BERLIN, datetime(2026, 11, 26, 19, tzinfo=UTC)),
        (HowOften.DAILY, datetime(2026, 11, 26, 19, tzinfo=UTC), BERLIN, datetime(2026, 11, 27, 7, tzinfo=UTC)),
        (HowOften.DAILY, datetime(2026, 11, 27, 6, 59, tzinfo=UTC), BERLIN, datetime(2026, 11, 27, 7, tzinfo=UTC)),
        (HowOften.DAILY, datetime(2026, 11, 27, 7, tzinfo=UTC), BERLIN, datetime(2026, 11, 28, 7, tzinfo=UTC)),
        (HowOften.DAILY, datetime(2026, 11, 27, 3, tzinfo=UTC), NEW_YORK, datetime(2026, 11, 27, 13, tzinfo=UTC)),
        (HowOften.DAILY, datetime(2026, 3, 28, 12, tzinfo=UTC), BERLIN, datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (HowOften.WEEKLY, datetime(2026, 11, 26, 19, tzinfo=UTC), BERLIN, datetime(2026, 11, 30, 7, tzinfo=UTC)),
        (HowOften.WEEKLY, datetime(2026, 11, 30, 6, tzinfo=UTC), BERLIN, datetime(2026, 11, 30, 7, tzinfo=UTC)),
        (HowOften.WEEKLY, datetime(2026, 11, 30, 8, tzinfo=UTC), BERLIN, datetime(2026, 12, 7, 7, tzinfo=UTC)),
    ],
    ids=["at once", "evening", "just before", "on the hour", "elsewhere", "summer time begins", "Thursday", "early on Monday", "late on Monday"],
)
def test_what_can_wait_goes_in_the_morning_of_its_reader(how_often: HowOften, now: datetime, zone: ZoneInfo, wanted: datetime) -> None:
    assert next_morning(how_often, now, zone) == wanted


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu"]),
)
def test_a_morning_is_ahead_and_not_far(now: datetime, name: str) -> None:
    daily, weekly = (next_morning(how_often, now, ZoneInfo(name)) for how_often in (HowOften.DAILY, HowOften.WEEKLY))
    assert now < daily <= now + timedelta(hours=25)
    assert daily <= weekly <= now + timedelta(days=7, hours=1)
    assert weekly.astimezone(ZoneInfo(name)).weekday() == 0


@given(st.integers(1, 60), st.integers(1, 10**9))
def test_pauses_grow_up_to_some_hours_and_differ_by_mail(tries: int, no: int) -> None:
    pause = pause_after(tries, no)
    assert timedelta(seconds=45) <= pause <= LONGEST_PAUSE * 1.25
    assert pause_after(tries + 2, no) > pause or pause >= LONGEST_PAUSE * 0.75
    assert len({pause_after(tries, other) for other in range(no, no + 50)}) > 40


def test_after_three_days_it_is_too_late() -> None:
    begun = datetime(2026, 11, 26, 19, tzinfo=UTC)
    assert not is_too_late(begun, begun + GIVEN_UP_AFTER)
    assert is_too_late(begun, begun + GIVEN_UP_AFTER + timedelta(seconds=1))
