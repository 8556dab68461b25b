"""The demo evening can be played at once."""

import pytest

from keywho.planning.check import check
from keywho.server.services import running
from keywho.server.services.demo import make_demo
from keywho.server.services.evenings import evening, now
from keywho.server.services.events import DEMO_CODE, adopt_unowned
from keywho.server.store import load
from keywho.server.store import models as records

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_demo_is_planned_published_and_right():
    make_demo()
    event = records.Event.objects.get(code=DEMO_CODE)
    loaded, exchange = evening(event.pk), load.version(event.pk, 1)
    assert (len(loaded.people.registered), len(loaded.attendees), loaded.state.version) == (60, 60, 1)
    assert [round_.kind.value for round_ in exchange.problem.rounds] == ["neighbour", "nearby", "nearby", "nearby", "table"]
    assert exchange.programme is not None
    assert check(exchange.problem, exchange.programme).violations == ()
    assert exchange.programme.byes == ()


def test_the_demo_can_be_played_to_its_end():
    make_demo()
    pk = records.Event.objects.get(code=DEMO_CODE).pk
    while not evening(pk).state.closed:
        assert running.go_on(pk, evening(pk).state.clock.cue_no, by="organizer 1", now=now()).changed
    assert len(evening(pk).state.rounds_begun) == 5


def test_a_second_start_finds_the_demo_as_it_was_left():
    first = make_demo()
    pk = records.Event.objects.get(code=DEMO_CODE).pk
    running.go_on(pk, 0, by="organizer 1", now=now())
    assert make_demo() == first
    assert (records.Event.objects.count(), evening(pk).state.clock.cue_no) == (1, 1)


def test_a_demo_that_was_cut_short_is_finished_at_the_next_start():
    make_demo()
    event = records.Event.objects.get(code=DEMO_CODE)
    event.facts.all().delete()
    event.programme_versions.all().delete()
    make_demo()
    assert event.facts.count() == 1


def test_the_first_account_gets_the_demo_and_the_second_does_not():
    make_demo()
    event = records.Event.objects.get(code=DEMO_CODE)
    ada = records.Organizer.objects.sign_up(email="ada@example.org", name="Ada", password="three plain words")
    adopt_unowned(ada)
    ben = records.Organizer.objects.sign_up(email="ben@example.org", name="Ben", password="three plain words")
    adopt_unowned(ben)
    assert list(event.organizers.all()) == [ada]


def test_all_accounts_organize_a_demo_that_is_made_later():
    for name in ("ada", "ben"):
        records.Organizer.objects.sign_up(email=f"{name}@example.org", name=name, password="three plain words")
    make_demo()
    assert records.Event.objects.get(code=DEMO_CODE).organizers.count() == 2
