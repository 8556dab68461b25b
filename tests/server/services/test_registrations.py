"""Registrations, and what lists do to them."""

import pytest

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.live.state import Presence
from keywho.server.services import ports
from keywho.server.services.demo import example_list, make_demo
from keywho.server.services.evenings import evening, now
from keywho.server.services.events import DEMO_CODE, Particulars, create_event
from keywho.server.services.list_import import compare, take_in
from keywho.server.services.registrations import Written, cancel, change, new_id, register, restore
from keywho.server.store import models as records

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event() -> records.Event:
    return create_event(Particulars("Job club"), None)


def test_everybody_who_is_registered_is_in_the_evening_at_once(event: records.Event):
    assert evening(event.pk).people.registered == ()
    ben = register(event.pk, Written("Ben", called="Benny"), source="desk")
    assert [one.face.called for one in evening(event.pk).people.registered] == ["Benny"]
    change(ben, Written("Ben", called="Benjamin"))
    assert [one.face.called for one in evening(event.pk).people.registered] == ["Benjamin"]


def test_the_screens_are_told_after_the_commit(event: records.Event, monkeypatch: pytest.MonkeyPatch):
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(ports, "publish", lambda pk: told.append((pk, records.Attendee.objects.filter(event_id=pk).count())))
    register(event.pk, Written("Ben"), source="desk")
    assert told == [(event.pk, 1)]


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\x00\x07"])
def test_a_name_that_nobody_can_see_is_refused(event: records.Event, name: str):
    with pytest.raises(BadInput, match="The name is missing"):
        register(event.pk, Written(name), source="desk")


def test_texts_have_an_end(event: records.Event):
    with pytest.raises(BadInput, match="What they seek has 2,001 letters; 2,000 fit"):
        register(event.pk, Written("Ben", seeks="x" * 2001), source="desk")


def test_names_of_any_script_are_kept_whole(event: records.Event):
    names = ["شيماء المصري", "Łukasz Żółć", "王小明", "किरण", "می‌خواهم", "O'Brien-Ó"]
    for name in names:
        register(event.pk, Written(name), source="desk")
    assert list(event.attendees.values_list("name", flat=True)) == names


def test_control_signs_are_taken_out(event: records.Event):
    ben = register(event.pk, Written("Be\x1bn\x00", seeks="a\r\nb\x07  \r\n"), source="desk")
    assert (ben.name, ben.seeks) == ("Be n", "a\nb")


def test_ids_say_nothing_and_differ():
    ids = {new_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert {len(one) for one in ids} == {10}


def test_nobody_waits_for_somebody_who_cancels_and_they_can_come_after_all():
    make_demo()
    event = records.Event.objects.get(code=DEMO_CODE)
    person = event.attendees.first()
    who = AttendeeId(person.public_id)
    cancel(person, by="organizer 1", now=now())
    loaded = evening(event.pk)
    assert (loaded.state.presence_of(who), loaded.state.programme.by_attendee.get(who, ())) == (Presence.MISSING, ())
    restore(person)
    assert who in evening(event.pk).people.by_id


def test_the_example_list_is_the_same_as_before_when_it_comes_twice(event: records.Event):
    take_in(event.pk, example_list())
    comparison = compare(event.pk, example_list())
    assert (len(comparison.new), len(comparison.changed), comparison.same, len(comparison.gone)) == (0, 0, 60, 0)


def test_a_list_is_taken_in_whole_or_not_at_all(event: records.Event, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("keywho.server.services.list_import.MOST_PEOPLE", 59)
    with pytest.raises(BadInput, match="That would be 60 people; 59 fit"):
        take_in(event.pk, example_list())
    assert event.attendees.count() == 0
