"""Presses of several people in the same moment. Threads need a database that is not only in memory: test_on_real_databases.py runs this file."""

import threading
from collections.abc import Callable
from datetime import UTC
from functools import partial

import pytest
from django.db import connections

from keywho.core.ids import AttendeeId
from keywho.live.facts import Arrived
from keywho.live.state import Presence
from keywho.planning.check import check
from keywho.server.services import attending, reports, running
from keywho.server.services.acting import Done
from keywho.server.services.afterwards.exchange import exchange_due
from keywho.server.store import load
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(presses: list[Callable[[], Done]]) -> list[Done]:
    """Press all of these in the same moment, each in a thread of its own; gives what each was told."""
    start, told, failed = threading.Barrier(len(presses)), dict[int, Done](), list[BaseException]()

    def press(no: int) -> None:
        try:
            start.wait(20)
            told[no] = presses[no]()
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(no,)) for no in range(len(presses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failed:
        raise failed[0]
    return [told[no] for no in range(len(presses))]


def kinds_in(stage: Stage) -> list[str]:
    """The log as the names of its facts; the numbers have no gap."""
    found = list(records.Fact.objects.filter(event_id=stage.pk).order_by("no").values_list("no", "kind"))
    assert [no for no, _ in found] == list(range(1, len(found) + 1))
    return [kind for _, kind in found]


def test_two_organizers_who_press_next_at_once_begin_one_round() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids()[:9], by="organizer 1", now=stage.now)
    while not stage.evening().state.closed:
        cue_no, now = stage.evening().state.clock.cue_no, stage.later(300)
        presses = [lambda by=f"organizer {no}", cue_no=cue_no, now=now: running.go_on(stage.pk, cue_no, by=by, now=now) for no in (1, 2)]
        told = at_once(presses)
        assert sorted(done.changed for done in told) == [False, True]
        assert stage.evening().state.clock.cue_no == cue_no + 1
        (second,) = [done.sentence for done in told if not done.changed]
        assert "was already started" in second
    assert kinds_in(stage).count("CueStarted") == len(stage.evening().state.run_of_show)
    assert kinds_in(stage).count("Missed") == 1


def test_eight_who_come_at_once_are_all_here() -> None:
    stage = planned_stage()
    stage.to_round(1)
    at_once([lambda who=who: attending.here(stage.pk, who, now=stage.now) for who in stage.ids()[:8]])
    assert stage.evening().state.here == {*stage.ids()[:8]}
    arrivals = [fact for _, fact in load.numbered_facts(stage.pk, 0) if isinstance(fact, Arrived)]
    assert sorted(who for fact in arrivals for who in fact.people) == sorted(stage.ids()[:8])


def test_both_of_a_pair_say_at_once_that_the_other_is_not_there() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(2)
    one, other = stage.evening().state.programme.by_round[2][0].attendees[:2]
    now = stage.later(20)
    told = at_once([lambda a=a, b=b: attending.partner_not_here(stage.pk, a, b, 2, now=now) for a, b in ((one, other), (other, one))])
    assert sorted(done.changed for done in told) == [False, True]
    state = stage.evening().state
    assert sorted(state.presence_of(who) is Presence.MISSING for who in (one, other)) == [False, True]
    assert check(stage.evening().problem(2), state.programme).ok


def test_undo_pause_and_next_at_once_leave_a_log_that_makes_sense() -> None:
    stage = planned_stage()
    stage.to_round(1)
    for _ in range(5):
        state, now = stage.evening().state, stage.later(40)
        steps, cue_no = len(state.earlier), state.clock.cue_no
        at_once(
            [
                lambda steps=steps, now=now: running.undo(stage.pk, steps, by="organizer 1", now=now),
                lambda now=now: running.pause(stage.pk, by="organizer 2", now=now),
                lambda cue_no=cue_no, now=now: running.go_on(stage.pk, cue_no, by="organizer 3", now=now),
                lambda cue_no=cue_no, steps=steps, now=now: running.add_time(stage.pk, 30, cue_no, by="organizer 4", now=now, from_steps=steps),
            ]
        )
        assert kinds_in(stage)
        assert abs(stage.evening().state.clock.cue_no - cue_no) <= 1


def test_organizers_who_write_about_one_report_at_once_all_keep_their_words() -> None:
    stage = planned_stage(4, "neighbour", rows=1)
    stage.to_round(1)
    attending.ask_for_help(stage.pk, stage.ids()[0], "harassed", "He does not stop", now=stage.now)
    report = records.Report.objects.get()

    def writes(no: int) -> Done:
        return Done(reports.note_done(stage.pk, report.pk, f"words {no}", stage.organizer, stage.now, UTC), 0)

    at_once([lambda no=no: writes(no) for no in range(6)])
    report.refresh_from_db()
    assert sorted(line.rpartition(": ")[2] for line in report.done.splitlines()) == [f"words {no}" for no in range(6)]


def test_all_who_say_yes_in_the_same_moment_after_the_evening_get_their_contacts_once() -> None:
    stage = planned_stage(8, "neighbour,nearby")
    while not stage.evening().state.closed:
        stage.next()
    programme = stage.evening().state.programme
    said = [(one, other) for meeting in programme.meetings[:2] for one in meeting.attendees[:2] for other in meeting.attendees[:2] if one != other]
    pk = {who: person.pk for who, person in stage.evening().people.by_id.items()}

    def say_yes(who: AttendeeId, about: AttendeeId) -> Done:
        attending.keep_in_touch(stage.pk, who, about, True, now=stage.now)
        exchange_due(stage.pk, stage.now, pk[who])
        return Done("", 0)

    at_once([partial(say_yes, who, about) for who, about in said])
    pairs = {tuple(sorted((pk[who], pk[about]))) for who, about in said}
    assert sorted(records.Exchange.objects.values_list("one_id", "other_id")) == sorted(pairs)
