"""A crowd at the door: everybody is taken in, and organizers go first."""

import threading
import time

import pytest
from django.db import connection

from keywho.core.ids import AttendeeId
from keywho.planning.check import check
from keywho.server.services import attending
from keywho.server.services.turns import Turns
from keywho.server.store import models as records
from keywho.server.store import save
from server.an_evening import planned_stage


def test_organizers_go_first_and_all_others_in_order() -> None:
    turns, order = Turns(), list[str]()

    def wait(name: str, *, first: bool) -> None:
        with turns.turn(first=first):
            order.append(name)

    threads = []
    with turns.turn(first=False):
        for name in ("Ann", "Ben", "organizer", "Cyd"):
            threads.append(threading.Thread(target=wait, args=(name,), kwargs={"first": name == "organizer"}))
            threads[-1].start()
            time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert order == ["organizer", "Ann", "Ben", "Cyd"]


def test_a_thought_that_fails_gives_the_turn_on() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="no"), turns.turn(first=False):
        raise ValueError("no")
    with turns.turn(first=False):
        pass


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_the_door_is_taken_in() -> None:
    stage = planned_stage(people=30, rows=6, chairs=10)
    crowd = [AttendeeId(f"w{no}") for no in range(20)]
    records.Attendee.objects.bulk_create(records.Attendee(event=stage.event, public_id=who, name=f"Walk Up {who}", seeks="a ward") for who in crowd)
    save.people_changed(stage.pk)
    sentences: list[str] = []

    def come(who: AttendeeId) -> None:
        try:
            sentences.append(attending.here(stage.pk, who, now=stage.now).sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(who,)) for who in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = stage.evening()
    assert len(sentences) == 20
    assert set(now.state.newcomers) == set(crowd)
    assert check(now.problem(1), now.state.programme).ok
