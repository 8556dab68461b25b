"""My evenings, and making a new one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from keywho.server.services.events import LETTERS, Particulars, create_event
from keywho.server.store import models as records
from server.web.pages import words

pytestmark = pytest.mark.django_db

QUERIES = 3  # the session, the organizer, the evenings with their counts


def test_an_empty_desk_leads_to_the_first_evening(client: Client, ada: records.Organizer):
    page = client.get("/desk/")
    assert "No evening yet" in words(page)
    assert 'href="/desk/new"' in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_lists_evenings_with_few_questions_to_the_database(client: Client, ada: records.Organizer, count: int, django_assert_num_queries):
    for no in range(count):
        create_event(Particulars(f"Evening {no}"), ada)
    with django_assert_num_queries(QUERIES):
        page = words(client.get("/desk/"))
    assert [f"Evening {no}" in page for no in range(4)] == [no < count for no in range(4)]


def test_evenings_to_come_are_first_the_next_one_at_the_top_and_past_ones_below(client: Client, ada: records.Organizer):
    for name, days in (("Last month", -30), ("Next month", 30), ("Tomorrow", 1)):
        create_event(Particulars(name, starts_at=timezone.now() + timedelta(days=days)), ada)
    create_event(Particulars("Some day"), ada)
    page = words(client.get("/desk/"))
    places = [page.index(name) for name in ("Tomorrow", "Next month", "Some day", "Past", "Last month")]
    assert places == sorted(places)


def test_nobody_sees_the_evenings_of_others(client: Client, ada: records.Organizer):
    ben = records.Organizer.objects.sign_up(email="ben@example.org", name="Ben", password="horse battery staple")
    theirs = create_event(Particulars("Secret evening"), ben)
    assert "Secret evening" not in words(client.get("/desk/"))
    assert [client.get(f"/desk/{theirs.code}/{page}").status_code for page in ("", "evening", "copy", "delete")] == [404] * 4


def test_an_evening_is_made_in_two_steps(client: Client, ada: records.Organizer):
    second = client.post("/desk/new", {"name": "Job club", "place": "Library"})
    assert "When is “Job club”?" in words(second)
    assert not records.Event.objects.exists()
    form = {"name": "Job club", "place": "Library", "day": "2026-03-12", "time": "18:30", "timezone": "Europe/Berlin", "language": "de"}
    made = client.post("/desk/new", form)
    event = records.Event.objects.get()
    assert made["Location"] == f"/desk/{event.code}/room"
    assert (event.name, event.place, event.timezone, event.language) == ("Job club", "Library", "Europe/Berlin", "de")
    assert event.starts_at == datetime(2026, 3, 12, 18, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert (list(event.organizers.all()), len(event.code), set(event.code) <= set(LETTERS)) == ([ada], 5, True)
    assert len({event.key, event.projector_key, event.epoch}) == 3


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": "  "}, "This field is required."),
        ({"name": "Job club", "time": "18:30", "timezone": "UTC", "language": "en"}, "A time without a day."),
        ({"name": "Job club", "day": "2026-03-12", "timezone": "UTC", "language": "en"}, "A day without a time."),
        ({"name": "Job club", "day": "soon", "time": "18:30", "timezone": "UTC", "language": "en"}, "Enter a valid date."),
        ({"name": "Job club", "timezone": "Mars/Crater", "language": "en"}, "is not one of the available choices."),
        ({"name": "Job club", "timezone": "UTC", "language": "tlh"}, "is not one of the available choices."),
    ],
)
def test_what_can_not_be_an_evening_is_refused(client: Client, ada: records.Organizer, form: dict[str, str], sentence: str):
    answer = client.post("/desk/new", form)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not records.Event.objects.exists()
