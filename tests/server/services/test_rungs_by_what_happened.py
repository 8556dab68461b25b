"""Rungs light up by what happens in an evening and after it, never before it, and for their owner alone; the certificate counts the same."""

from datetime import timedelta

import pytest

from keywho.coach.certificate import Deeds
from keywho.coach.notebook import Notebook, Try, Version, Way
from keywho.coach.pitch.answers import Cut, Shape
from keywho.core.ids import AttendeeId
from keywho.followup.interview import Way as TalkWay
from keywho.followup.office_hours import Stretch
from keywho.followup.reminders import ReminderKind
from keywho.live.run_of_show import usual_run_of_show
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from keywho.server.services import attending, history, running
from keywho.server.services.afterwards import interviews, named, office_hours, reminders
from keywho.server.services.coaching import notebooks
from keywho.server.services.coaching.certificate import certificate_of, deeds_of
from keywho.server.services.coaching.ladder import lit
from keywho.server.services.planning import problem_of
from keywho.server.services.registrations import people_changed
from keywho.server.store import models as records
from keywho.server.store import save
from server.an_evening import SEVEN, Stage, planned_stage, set_stage
from server.two_contacts import MORNING, ONE, TERMS, asked, exchange, person

pytestmark = pytest.mark.django_db(transaction=True)

PITCH = Version("I'm Ana. I make wards run.", Cut.TEN, Shape.CHANGING, SEVEN)
LATER = ONE + timedelta(days=1)


def everybody_is_here(stage: Stage) -> None:
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)


def to_the_end_of(stage: Stage, no: int) -> None:
    """Hold a round, and let its time pass."""
    stage.to_round(no)
    stage.later(3600)


def test_an_evening_lights_the_rungs_of_its_rounds_when_they_are_over():
    stage = planned_stage(12, "neighbour,nearby,table:4")
    ana = person(stage, 0).pk
    everybody_is_here(stage)
    assert lit(ana, stage.now) == frozenset()
    stage.to_round(1)
    assert lit(ana, stage.now) == frozenset(), "a round that has only begun"
    to_the_end_of(stage, 1)
    assert lit(ana, stage.now) == {"say-your-name"}
    notebooks.change(ana, lambda notebook: notebook.with_version(PITCH), stage.now)
    assert lit(ana, stage.now) == {"say-your-name", "give-your-pitch"}
    to_the_end_of(stage, 2)
    assert lit(ana, stage.now) == {"say-your-name", "give-your-pitch", "cross-the-room"}
    to_the_end_of(stage, 3)
    assert lit(ana, stage.now) == {"say-your-name", "give-your-pitch", "cross-the-room", "speak-at-a-table"}
    deeds = deeds_of(ana, stage.now)
    assert deeds.evenings == 1
    assert deeds.met == len({other for one in stage.evening().state.programme.by_attendee["a0"] for other in one.others("a0")})


def test_a_pitch_in_the_profile_counts_as_one_in_the_notebook():
    stage = planned_stage(4, "neighbour", rows=1)
    everybody_is_here(stage)
    records.Attendee.objects.filter(event_id=stage.pk, public_id="a1").update(pitch="I'm Ben. I repair organs.")
    people_changed(stage.pk)
    to_the_end_of(stage, 1)
    assert [lit(person(stage, no).pk, stage.now) for no in (0, 1)] == [{"say-your-name"}, {"say-your-name", "give-your-pitch"}]


def test_who_did_not_come_has_met_nobody():
    stage = planned_stage(6, "neighbour,nearby", rows=1)
    running.arrived(stage.pk, [one for one in stage.ids() if one != "a0"], by="organizer 1", now=stage.now)
    running.no_show(stage.pk, AttendeeId("a0"), by="organizer 1", now=stage.now)
    to_the_end_of(stage, 2)
    assert lit(person(stage, 0).pk, stage.now) == frozenset()
    assert deeds_of(person(stage, 0).pk, stage.now) == Deeds()


def test_notes_and_yeses_light_a_rung_and_a_no_does_not():
    stage = planned_stage(4, "neighbour", rows=1)
    everybody_is_here(stage)
    to_the_end_of(stage, 1)
    ana = AttendeeId("a0")
    ben = stage.evening().state.programme.by_attendee[ana][0].others(ana)[0]
    pk = person(stage, 0).pk
    attending.keep_in_touch(stage.pk, ana, ben, False, now=stage.now)
    assert lit(pk, stage.now) == {"say-your-name"}
    attending.keep_in_touch(stage.pk, ana, ben, True, now=stage.now)
    attending.write_note(stage.pk, ana, ben, "organs, looks for an apprentice", now=stage.now)
    assert lit(pk, stage.now) == {"say-your-name", "say-yes-first", "remember-one-thing"}
    assert lit(stage.evening().person(ben).pk, stage.now) == {"say-your-name"}, "nobody learns of a yes"


def test_what_follows_an_evening_lights_the_upper_rungs():
    stage = set_stage(4)
    ana, ben = exchange(stage, 0, 1, at=SEVEN)
    thanks = next(one.id for one in reminders.reminders_of(ana.pk, MORNING)[0] if one.kind is ReminderKind.THANKS)
    reminders.done(ana.pk, thanks, MORNING)
    assert lit(ana.pk, MORNING) == {"thank-somebody"}
    talk = asked(ana, ben)
    assert lit(ana.pk, MORNING) == {"thank-somebody", "ask-for-a-talk"}
    assert lit(ben.pk, MORNING) == frozenset(), "a request waits for its answer"
    interviews.accept(ben.pk, talk.key, ONE, version=1, now=MORNING, place="Call me on 555-0100")
    assert lit(ben.pk, MORNING) == {"be-asked"}
    interviews.mark_held(ana.pk, talk.key, version=2, now=LATER)
    named.name_key_who(ana.pk, "Mei, who plans shifts", ben.pk, LATER)
    assert lit(ana.pk, LATER) == {"thank-somebody", "ask-for-a-talk", "have-the-talk"}
    named.reach(ana.pk, records.NamedKeyWho.objects.get(who=ana).pk, True, LATER)
    assert lit(ana.pk, LATER) == {"thank-somebody", "ask-for-a-talk", "have-the-talk", "follow-the-name"}
    assert lit(ben.pk, LATER) == {"be-asked", "have-the-talk"}
    assert (deeds_of(ana.pk, LATER), deeds_of(ben.pk, LATER)) == (Deeds(contacts=1, asked=1, talks=1), Deeds(contacts=1, talks=1, been_asked=1))


def test_a_request_that_was_withheld_lights_nothing_for_who_was_asked():
    stage = set_stage(4)
    ana, ben = exchange(stage, 0, 1)
    talk = asked(ana, ben, terms=TERMS)
    records.Interview.objects.filter(uid__startswith=talk.key).update(is_withheld=True, state="held")
    assert lit(ben.pk, LATER) == frozenset()
    assert deeds_of(ben.pk, LATER) == Deeds(contacts=1)


def test_office_hours_are_being_asked():
    stage = set_stage(4)
    office_hours.offer(person(stage, 0).pk, Stretch(ONE, ONE + timedelta(hours=1), 20), TalkWay.PHONE, "", "Shift planning", now=MORNING)
    assert lit(person(stage, 0).pk, MORNING) == {"be-asked"}


def test_a_host_is_asked_and_the_guests_walk_over():
    stage = set_stage(3, "hosts:1", rows=1)
    records.Wish.objects.create(event_id=stage.pk, kind=records.WishKind.HOST, one=person(stage, 0))
    people_changed(stage.pk)
    problem = problem_of(stage.pk)
    version = save.version(
        stage.pk, problem, plan(problem, stop=MaxMoves(500), seed=1), usual_run_of_show(problem.rounds), origin="test", made_by=stage.organizer
    )
    running.publish(stage.pk, version.no, by="organizer 1", now=stage.now)
    everybody_is_here(stage)
    to_the_end_of(stage, 1)
    host, *guests = (lit(person(stage, no).pk, stage.now) for no in range(3))
    assert host == {"say-your-name", "be-asked"}
    assert {"say-your-name", "cross-the-room"} in guests


def test_earlier_evenings_count_where_history_follows():
    first, second = planned_stage(4, "neighbour", rows=1), set_stage(4, code="TEST2")
    everybody_is_here(first)
    to_the_end_of(first, 1)
    then, now = person(first, 0), person(second, 2)
    assert lit(now.pk, first.now) == frozenset()
    regular = history.follow(then.pk, first.now)
    history.recognize(now.pk, regular.key, first.now)
    assert lit(now.pk, first.now) == {"say-your-name"}
    assert deeds_of(now.pk, first.now) == Deeds(evenings=1, met=1)


def test_going_down_is_fine_also_from_what_the_evening_lit():
    stage = planned_stage(4, "neighbour", rows=1)
    everybody_is_here(stage)
    to_the_end_of(stage, 1)
    ana = person(stage, 0).pk
    notebooks.change(ana, lambda notebook: notebook.put_down("rung:say-your-name"), stage.now)
    assert lit(ana, stage.now) == frozenset()
    notebooks.change(ana, lambda notebook: notebook.marked("rung:say-your-name", stage.now), stage.now)
    assert lit(ana, stage.now) == {"say-your-name"}


def test_the_certificate_parts_what_was_counted_from_what_was_noted():
    stage = planned_stage(4, "neighbour", rows=1)
    everybody_is_here(stage)
    to_the_end_of(stage, 1)
    ana = person(stage, 0).pk
    rehearsed = Notebook().with_try(Try(SEVEN, Way.CLOCK, Cut.THIRTY, 31.0)).marked("rung:be-asked", SEVEN).marked("lesson:hello", SEVEN)
    made = certificate_of(ana, "Ana Novak", rehearsed, "en", stage.now)
    counted, noted = made.stretches
    assert counted.lines == ("1 person met", "1 evening")
    assert counted.rungs == ("Say your name to the person beside you",)
    assert noted.title == "Noted by Ana Novak"
    assert noted.lines == ("1 time rehearsed", "1 task of the lessons done")
    assert noted.rungs == ("Say your thirty seconds aloud, alone", "Be the one who is asked")
    assert made.rungs == "3 of 12 rungs of the courage ladder"
    assert certificate_of(person(stage, 1).pk, "", Notebook(put_away=frozenset({"rung:say-your-name"})), "en", stage.now).stretches[0].rungs == ()
