"""Presses about talks of several people in the same moment. Threads need a database that is not only in memory: test_on_real_databases.py runs this file."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from keywho.core.ids import AttendeeId
from keywho.followup.interview import Way
from keywho.followup.office_hours import Stretch
from keywho.followup.refusals import Refused, Why
from keywho.server.services.acting import Done
from keywho.server.services.afterwards import interviews, office_hours
from keywho.server.store import models as records
from server.an_evening import Stage, set_stage
from server.services.presses_at_once import at_once
from server.two_contacts import MORNING, ONE, TERMS, TWO, asked, exchange, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    return set_stage(8)


def told(presses: list[Callable[[], object]]) -> list[str]:
    """Press all of these at once; gives the reason where one was refused, and "yes" where not."""

    def of(press: Callable[[], object]) -> Callable[[], Done]:
        def pressed() -> Done:
            try:
                press()
            except Refused as refused:
                return Done(refused.why.value, False)
            return Done("yes", True)

        return pressed

    return sorted(done.sentence for done in at_once([of(press) for press in presses]))


def test_of_many_who_book_a_part_at_once_one_gets_it(stage: Stage) -> None:
    hours = office_hours.offer(person(stage, 1).pk, Stretch(ONE, ONE + timedelta(hours=1), 20), Way.PHONE, "", "", now=MORNING)
    people = [person(stage, no).pk for no in (0, 2, 3, 4, 5, 6)]
    came = told([lambda pk=pk: office_hours.book(pk, hours.pk, ONE, "How do I begin?", now=MORNING) for pk in people])  # type: ignore[misc]
    assert came == [Why.TAKEN] * 5 + ["yes"]
    assert records.Interview.objects.get().starts_at == ONE


def test_of_two_answers_at_once_one_counts(stage: Stage) -> None:
    me, other = exchange(stage)
    talk = asked(me, other)
    came = told([
        lambda: interviews.accept(other.pk, talk.key, ONE, version=1, now=MORNING),
        lambda: interviews.decline(other.pk, talk.key, version=1, now=MORNING),
        lambda: interviews.cancel(me.pk, talk.key, version=1, now=MORNING),
    ])  # fmt: skip
    assert came == [Why.STALE, Why.STALE, "yes"] and records.Interview.objects.get().version == 2


def test_a_weekly_limit_holds_when_many_ask_at_once(stage: Stage) -> None:
    other = person(stage, 1)
    interviews.choose_weekly_limit(other.pk, 2)
    people = [person(stage, no) for no in (0, 2, 3, 4, 5, 6)]
    for who in people:
        exchange(stage, 1, int(AttendeeId(who.public_id)[1:]))
    came = told([lambda pk=who.pk: interviews.ask(pk, other.pk, TERMS, [ONE], now=MORNING) for who in people])  # type: ignore[misc]
    assert came == [Why.WEEK_IS_FULL] * 4 + ["yes", "yes"]


def test_asking_twice_at_once_asks_once(stage: Stage) -> None:
    me, other = exchange(stage)
    assert told([lambda: asked(me, other, ONE), lambda: asked(me, other, TWO)]) == [Why.ONE_OPEN, "yes"]
