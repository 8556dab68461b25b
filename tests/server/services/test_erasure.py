"""Erase means erase: after it no record holds what somebody wrote, or what was written about them."""

import json
import time
import zlib

import pytest
from django.apps import apps

from keywho.benefit.likeness import readers
from keywho.benefit.vocabulary.tokens import _bare_words
from keywho.core.ids import AttendeeId
from keywho.server.services import attending, running
from keywho.server.services.demo import make_demo
from keywho.server.services.evenings import evening, now
from keywho.server.services.events import DEMO_CODE
from keywho.server.services.registrations import Written, change, people_changed
from keywho.server.services.rights.erase import erase
from keywho.server.services.rights.export import everything_about
from keywho.server.services.tidying import tidy
from keywho.server.store import load
from keywho.server.store import models as records

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Zaphodia"
"""Stands in everything that somebody wrote, or that was written about or to them."""


@pytest.fixture
def played() -> records.Event:
    """The demo after its first round, in which one person wrote and was written about everywhere."""
    make_demo()
    event = records.Event.objects.get(code=DEMO_CODE)
    person = event.attendees.first()
    texts = {name: f"{SECRET} {name}" for name in ("called", "recognize", "seeks", "offers", "role", "company", "hides_from", "pitch", "contact", "needs")}
    change(person, Written(f"{SECRET} Beeblebrox", **texts))
    records.Attendee.objects.filter(pk=person.pk).update(traits=json.dumps({"Situation": SECRET}))
    who = AttendeeId(person.public_id)
    for no in range(3):
        running.go_on(event.pk, no, by="organizer 1", now=now())
    partner = evening(event.pk).state.programme.by_attendee[who][0].others(who)[0]
    running.announce(event.pk, f"{SECRET}, please come to the desk", by="organizer 1", now=now(), to=who)
    attending.write_note(event.pk, who, partner, f"{SECRET} wrote this", now=now())
    attending.write_note(event.pk, partner, who, f"about {SECRET}", now=now())
    attending.keep_in_touch(event.pk, who, partner, True, now=now())
    attending.keep_in_touch(event.pk, partner, who, False, now=now())
    attending.ask_for_help(event.pk, who, "other", f"{SECRET} asks", now=now())
    other = records.Attendee.objects.get(event=event, public_id=partner)
    records.Report.objects.create(event=event, who=other, about=person, kind="harassed", text=f"{SECRET} was loud", at=now())
    records.Wish.objects.create(event=event, kind="must-meet", one=other, other=person)
    version = records.ProgrammeVersion.objects.get(event=event)
    content = json.loads(zlib.decompress(bytes(version.content)))
    next(one for one in content["problem"]["attendees"] if one["id"] == who)["traits"] = {"Situation": SECRET}
    version.content = zlib.compress(json.dumps(content).encode())
    version.save()
    return event


def everything_kept() -> str:
    """Give all text of all records."""
    found = []
    for model in apps.get_app_config("store").get_models():
        for values in model.objects.values_list():
            found += [zlib.decompress(bytes(value)).decode() if isinstance(value, bytes | memoryview) else str(value) for value in values]
    return "\n".join(found)


def test_no_record_knows_them_any_more(played: records.Event):
    person = played.attendees.first()
    assert everything_kept().count(SECRET) > 15
    erase(person, by="organizer 1", now=now())
    assert SECRET not in everything_kept()
    assert played.wishes.count() == 0
    assert (records.PrivateNote.objects.count(), records.KeepInTouch.objects.count()) == (0, 0)


def test_whoever_was_reported_does_not_undo_it_by_going(played: records.Event):
    erase(played.attendees.first(), by="organizer 1", now=now())
    assert list(records.Report.objects.values_list("kind", "about", "text")) == [("harassed", None, "")]


def test_the_evening_goes_on_without_them(played: records.Event):
    who = AttendeeId(played.attendees.first().public_id)
    erase(played.attendees.first(), by="organizer 1", now=now())
    loaded = evening(played.pk)
    later = [meeting for meeting in loaded.state.programme.by_attendee.get(who, ()) if meeting.round_no > 1]
    assert (later, who in loaded.people.by_id, len(loaded.people.registered)) == ([], False, 59)
    assert load.version(played.pk, 1).programme is not None
    for no in range(3, len(loaded.state.run_of_show)):
        running.go_on(played.pk, no, by="organizer 1", now=now())
    assert evening(played.pk).state.closed


def test_what_is_handed_out_has_everything_and_the_private_parts_only_for_them(played: records.Event):
    person = played.attendees.first()
    at_the_desk, for_them = everything_about(person), everything_about(person, for_them=True)
    text = json.dumps(at_the_desk, ensure_ascii=False)
    assert all(f"{SECRET} {name}" in text for name in ("called", "seeks", "pitch", "hides_from", "contact"))
    assert f"{SECRET}, please come to the desk" in text
    assert f"{SECRET} asks" in text
    assert (f"{SECRET} wrote this" in text, at_the_desk["only_on_their_phone"]) == (False, {"notes": 1, "answers": 1})
    assert f"{SECRET} wrote this" in json.dumps(for_them)
    assert f"about {SECRET}" not in json.dumps(for_them), "the note of somebody else is theirs alone"
    assert len(at_the_desk["evening_itself"]["meetings"]) == 5


def remembered() -> str:
    """Give all texts that readers remember in this process."""
    return " ".join(text for reader in readers() for text in reader._kept)


def test_what_readers_remember_goes_with_the_person(played):
    person = played.attendees.get(public_id=_whose(played))
    assert evening(played.pk).people.room_benefit
    assert SECRET in remembered() and _bare_words.cache_info().currsize
    erase(person, by="organizer 1", now=now())
    assert SECRET not in remembered() and not _bare_words.cache_info().currsize


def test_another_process_forgets_when_it_next_loads_the_evening(played):
    """What another process did is there in the database alone."""
    person = played.attendees.get(public_id=_whose(played))
    assert evening(played.pk).people.room_benefit
    records.Attendee.objects.filter(pk=person.pk).delete()
    people_changed(played.pk)
    assert SECRET in remembered()
    people = evening(played.pk).people
    assert SECRET not in remembered()
    latest = time.monotonic() + 30
    while people.judged.newest is None or people.judged.newest[0] != people.version:
        assert time.monotonic() < latest, "the list with the person is still judged"
        time.sleep(0.02)


def test_the_worker_forgets_once_a_day_whoever_erased(played):
    assert evening(played.pk).people.room_benefit and remembered()
    tidy(now())
    assert not remembered() and not _bare_words.cache_info().currsize


def _whose(event: records.Event) -> str:
    return str(event.attendees.get(name__contains=SECRET).public_id)
