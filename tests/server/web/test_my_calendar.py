"""Talks in one's own calendar: a private feed, one talk as a file; and times that fit, which nobody else sees."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

from adapters.calendar.judges import assert_strict
from keywho.core.ids import AttendeeId
from keywho.followup.interview import Terms
from keywho.server.services.afterwards import busy, interviews
from keywho.server.services.evenings import now
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards import calendar_feed
from server.an_evening import Stage, set_stage
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    calendar_feed._of_person.forget()
    calendar_feed._of_feed.forget()
    made = set_stage(people=4)
    records.Event.objects.update(timezone="Europe/Madrid")
    return Stage(records.Event.objects.get(), made.organizer)


class Two:
    """Two contacts of an evening, of whom the first asks the second."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.asker, self.asked, *_ = records.Attendee.objects.order_by("pk")
        records.Exchange.objects.create(event=stage.event, one=self.asker, other=self.asked, at=now())
        records.AfterChoices.objects.create(who=self.asker, mail="asker@example.org")

    @property
    def here(self) -> str:
        return f"/p/{self.stage.token(AttendeeId(self.asker.public_id))}"

    @property
    def there(self) -> str:
        return f"/p/{self.stage.token(AttendeeId(self.asked.public_id))}"

    def agree(self, starts_at: datetime) -> str:
        """Ask and accept; gives the key of the talk."""
        talk = interviews.ask(self.asker.pk, self.asked.pk, Terms("How is it there?", place="Café, 2º"), [starts_at], now=now())
        interviews.accept(self.asked.pk, talk.key, starts_at, version=1, now=now())
        return talk.key

    def cancel(self, key: str) -> None:
        interviews.cancel(self.asker.pk, key, version=2, now=now())


@pytest.fixture
def two(stage: Stage) -> Two:
    return Two(stage)


def tomorrow(hour: int) -> datetime:
    return (now() + timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0)


def feed_address(client: Client, here: str) -> str:
    found = re.search(r'value="http://testserver(/calendar/[\w-]{32}\.ics)"', client.get(f"{here}/calendar").content.decode())
    assert found is not None
    return found[1]


def ics(*events: str) -> SimpleUploadedFile:
    content = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        + "".join(f"BEGIN:VEVENT\r\nUID:{no}\r\n{one}\r\nEND:VEVENT\r\n" for no, one in enumerate(events))
        + "END:VCALENDAR\r\n"
    )
    return SimpleUploadedFile("mine.ics", content.encode(), "text/calendar")


def test_the_feed_shows_what_was_agreed_on_and_forgets_what_was_called_off(client: Client, two: Two):
    address = feed_address(client, two.here)
    assert not Calendar.from_ical(client.get(address).content).events
    starts_at = tomorrow(9)
    key = two.agree(starts_at)
    response = client.get(address)
    assert_strict(response.content)
    (event,) = Calendar.from_ical(response.content).events
    assert (event["DTSTART"].dt, event["DTSTART"].params["TZID"], str(event["LOCATION"])) == (starts_at, "Europe/Madrid", "Café, 2º")
    assert "Talks after Job club" in response.content.decode()
    two.cancel(key)
    assert not Calendar.from_ical(client.get(address).content).events


def test_the_feed_gives_away_no_link_no_address_and_no_cookie(client: Client, two: Two, settings: Any):
    settings.PHONES_URL = "https://club.example"
    address = feed_address(client, two.here)
    two.agree(tomorrow(9))
    response = Client().get(address)
    text = response.content.decode()
    assert "/p/" not in text
    assert "asker@example.org" not in text
    assert not response.cookies
    assert (response["Content-Type"], response["X-Robots-Tag"]) == ("text/calendar; charset=utf-8", "noindex, nofollow")
    assert response["Cache-Control"] == "private, no-cache"


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client, two: Two):
    address = feed_address(client, two.here)
    two.agree(tomorrow(9))
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": f'"other", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.head(address).status_code == 200
    two.cancel(records.Interview.objects.get().uid.partition("@")[0])
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_wrong_address_an_old_one_and_that_of_the_erased_look_alike(client: Client, two: Two):
    old = feed_address(client, two.here)
    assert "This is the new address." in words(client.post(f"{two.here}/calendar", follow=True))
    new = feed_address(client, two.here)
    assert new != old
    assert client.get(new).status_code == 200
    two.asker.delete()
    answers = [client.get(address) for address in (old, new, "/calendar/x.ics", f"/calendar/{'A' * 32}.ics", "/calendar/%00.ics")]
    assert {(one.status_code, one.content, tuple(sorted(one.headers.items()))) for one in answers} == {
        (404, b"There is no calendar here.\n", tuple(sorted(answers[0].headers.items())))
    }


def test_the_address_stays_until_a_new_one_is_wanted_and_no_other_site_can_change_it(client: Client, two: Two):
    first = feed_address(client, two.here)
    client.post(f"{two.here}/calendar", headers={"Sec-Fetch-Site": "cross-site"})
    assert feed_address(client, two.here) == first
    assert feed_address(client, two.there) != first


def test_one_talk_comes_as_a_file_for_each_of_the_two_and_nobody_else(client: Client, two: Two):
    key = two.agree(tomorrow(9))
    for page in (two.here, two.there):
        response = client.get(f"{page}/interviews/{key}.ics")
        assert_strict(response.content)
        assert response["Content-Disposition"] == 'attachment; filename="talk.ics"'
    stranger = f"/p/{two.stage.token(AttendeeId('a3'))}"
    assert client.get(f"{stranger}/interviews/{key}.ics").status_code == 303
    two.cancel(key)
    assert client.get(f"{two.here}/interviews/{key}.ics").status_code == 303


def test_times_of_a_calendar_are_kept_and_what_they_are_for_is_not(client: Client, two: Two):
    at = tomorrow(10)
    file = ics(f"SUMMARY:Dentist of Eve\r\nDTSTART:{at:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H")
    assert "Read. Times that do not fit are not proposed any more." in words(client.post(f"{two.here}/busy", {"file": file, "press": "read"}, follow=True))
    kept = records.BusyTime.objects.get()
    assert (kept.who_id, kept.starts_at, kept.ends_at) == (two.asker.pk, at, at + timedelta(hours=1))
    assert "Dentist" not in str(list(records.BusyTime.objects.values()))
    assert not busy.fits(two.asker.pk, at + timedelta(minutes=45), 20)
    assert busy.fits(two.asker.pk, at + timedelta(minutes=60), 20)
    assert busy.fits(two.asked.pk, at, 20)
    assert "One stretch without time is known" in words(client.get(f"{two.here}/busy"))


def test_a_new_file_takes_the_place_of_the_old_one_and_all_can_be_forgotten(client: Client, two: Two):
    at = tomorrow(10)
    client.post(f"{two.here}/busy", {"file": ics(*[f"DTSTART:{at + timedelta(days=no):%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H" for no in range(3)])})
    assert records.BusyTime.objects.count() == 3
    client.post(f"{two.here}/busy", {"file": ics(f"DTSTART:{at:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H")})
    assert records.BusyTime.objects.count() == 1
    client.post(f"{two.here}/busy", {"file": SimpleUploadedFile("broken.ics", b"nonsense")})
    assert records.BusyTime.objects.count() == 1, "a file that can't be read took away what was known"
    assert "Forgotten." in words(client.post(f"{two.here}/busy", {"press": "forget"}, follow=True))
    assert not records.BusyTime.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "choose a file first"),
        (b"Hello", "can't be read as a calendar"),
        (b"x" * 20_000_001, "too large"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "You are free"),
    ],
    ids=["nothing", "words", "large", "empty"],
)
def test_a_file_of_another_kind_is_answered_kindly(client: Client, two: Two, content: bytes, said: str):
    assert said in words(client.post(f"{two.here}/busy", {"file": SimpleUploadedFile("x.ics", content)}, follow=True))


def test_short_gaps_are_closed(two: Two):
    at = tomorrow(10)
    lines = [f"DTSTART:{at + timedelta(minutes=no * 40):%Y%m%dT%H%M%SZ}\r\nDURATION:PT30M" for no in range(4)]
    assert busy.take_in(two.asker.pk, ics(*lines).read(), now()) == 1


def test_proposed_times_are_on_weekdays_in_the_day_and_fit(two: Two):
    at, zone = now(), records.Event.objects.get().zone
    free = busy.free_times(two.asker.pk, 20, at)
    assert len(free) == busy.MOST_TIMES
    assert all(one > at + timedelta(hours=23) for one in free)
    local = [one.astimezone(zone) for one in free]
    assert all(one.weekday() < 5 and one.hour >= 9 and (one + timedelta(minutes=20)).hour < 19 for one in local)
    assert len({one.date() for one in local}) >= 3
    first_three = [f"DTSTART;VALUE=DATE:{one:%Y%m%d}" for one in sorted({one.date() for one in local})]
    busy.take_in(two.asker.pk, ics(*first_three).read(), at)
    later = busy.free_times(two.asker.pk, 20, at)
    assert len(later) == busy.MOST_TIMES
    assert not {one.astimezone(zone).date() for one in later} & {one.date() for one in local}
    assert all(busy.fits(two.asker.pk, one, 20) for one in later)


def test_an_agreed_talk_is_busy_too(two: Two):
    starts_at = busy.free_times(two.asker.pk, 20, now())[0]
    two.agree(starts_at)
    for who in (two.asker, two.asked):
        assert not busy.fits(who.pk, starts_at, 20)
        assert starts_at not in busy.free_times(who.pk, 20, now())


def test_who_has_no_free_hour_is_proposed_none(client: Client, two: Two):
    all_of_it = f"DTSTART:{now():%Y%m%dT%H%M%SZ}\r\nDURATION:P70D"
    client.post(f"{two.here}/busy", {"file": ics(all_of_it)})
    assert busy.free_times(two.asker.pk, 20, now()) == ()
    assert "Times that fit you" not in words(client.get(f"{two.here}/busy"))


@pytest.mark.parametrize(("language", "title"), [("en", "My calendar"), ("de", "Mein Kalender"), ("es", "Mi calendario")])
def test_the_pages_speak_the_language_of_the_evening(client: Client, two: Two, language: str, title: str):
    records.Event.objects.update(language=language)
    from keywho.server.services.evenings import forget

    forget(two.stage.pk)
    assert title in words(client.get(f"{two.here}/calendar"))
    assert client.get(f"{two.here}/busy").status_code == 200
