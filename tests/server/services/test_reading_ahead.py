"""A large room is read beside everything else: no card waits for it, and what is said is the same before and after."""

import pytest

from keywho.core.ids import AttendeeId
from keywho.server.services import choices, evenings
from keywho.server.services.registrations import Written, register
from keywho.server.store import models as records
from server.an_evening import set_stage

pytestmark = pytest.mark.django_db(transaction=True)

ANA, BEN = "I look for a hospital ward", "I hire nurses for a hospital ward"


def test_two_are_told_why_before_the_room_is_judged_and_the_same_afterwards(monkeypatch: pytest.MonkeyPatch):
    stage = set_stage(6)
    ana, ben = (register(stage.pk, Written(name, **said), source="desk") for name, said in (("Ana", {"seeks": ANA, "role": "Nurse"}), ("Ben", {"offers": BEN})))
    monkeypatch.setattr(evenings, "AT_ONCE", 3)
    monkeypatch.setattr(evenings.People, "read_ahead", lambda _: None)  # as long as the thread is at it
    people = evenings.evening(stage.pk).people
    one, other = AttendeeId(ana.public_id), AttendeeId(ben.public_id)
    before = people.why(one, other), people.why(one, AttendeeId("nobody"))
    assert people.judged.newest is None
    assert "Ben" in before[0] and before[1] == ""
    _ = people.benefit
    assert (people.why(one, other), people.why(one, AttendeeId("nobody"))) == before


def test_a_large_room_is_judged_without_being_asked_and_then_only_who_is_new(monkeypatch: pytest.MonkeyPatch):
    stage = set_stage(6)
    monkeypatch.setattr(evenings, "AT_ONCE", 3)
    evenings.forget(stage.pk)
    people = evenings.evening(stage.pk).people
    assert people.judged.is_read_ahead
    assert len(people.room_benefit.attendees) == 6
    register(stage.pk, Written("Ana", seeks=ANA), source="desk")
    after = evenings.evening(stage.pk).people
    assert after.judged is people.judged
    assert len(after.room_benefit.attendees) == 7


def test_what_the_organizers_choose_is_judged_anew():
    stage = set_stage(6)
    people = evenings.evening(stage.pk).people
    records.Event.objects.filter(pk=stage.pk).update(own_words="employer: Acme", people_version=people.version + 1)
    after = evenings.evening(stage.pk).people
    assert after.judged is not people.judged and after.choices.reader.own_words.employers == (("Acme",),)


def test_one_reader_is_kept_for_each_set_of_words_and_model(settings):
    assert choices.reader_with("employer: Acme") is choices.reader_with("employer: Acme")
    assert choices.reader_with("employer: Acme") is not choices.reader_with("")
    settings.EMBED = "off"
    assert choices.reader_with("").embed is None
