"""Versions of the programme: looked at, changed by hand, compared, published, on a real database."""

from dataclasses import replace

import pytest

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo
from keywho.live.state import Presence
from keywho.planning.check import check
from keywho.server.services import planning, programmes, running
from keywho.server.services.cards import cards_of
from keywho.server.store import load, save
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    return planned_stage(12, "nearby:9*2,table:4")


def two_in(stage: Stage, no: int) -> tuple[AttendeeId, AttendeeId]:
    """Two who are in different meetings of a round."""
    first, second, *_ = stage.evening().state.programme.by_round[RoundNo(no)]
    return first.attendees[0], second.attendees[0]


def again(stage: Stage) -> int:
    """Plan another version."""
    order = planning.order_plan(stage.pk, 1, 7, stage.organizer)
    planning.run_planning_job(order.job_pk)
    job = records.PlanningJob.objects.get(pk=order.job_pk)
    assert job.version is not None, job.sentence
    return job.version.no


def test_a_version_is_seen_with_names_and_reasons(stage: Stage) -> None:
    version = programmes.seen(stage.pk, 1)
    assert [one.name for one in version.problem.attendees] == [f"Person {no}" for no in range(12)]
    sentences = version.why(AttendeeId("a0"))
    assert all("Person 0" in sentence for sentence in sentences)
    met = version.programme.by_attendee[AttendeeId("a0")][0].others(AttendeeId("a0"))[0]
    assert any("meet in round" in sentence for sentence in version.why(AttendeeId("a0"), met))
    with_reasons = programmes.with_reasons(version)
    index = version.problem.index
    assert with_reasons.problem.benefit.reasons
    for pair, reason in with_reasons.problem.benefit.reasons.items():
        one, other = (version.problem.attendees[place].id for place in pair)
        assert reason == version.people.why(one, other) and (index[one], index[other]) == pair


def test_a_version_is_kept_in_memory_until_people_change(stage: Stage) -> None:
    first = programmes.seen(stage.pk, 1)
    assert programmes.seen(stage.pk, 1) is first
    records.Attendee.objects.filter(public_id="a0").update(name="Anna")
    save.people_changed(stage.pk)
    assert programmes.seen(stage.pk, 1).wording.person(AttendeeId("a0")) == "Anna"


def test_who_cancelled_stays_in_the_version_without_a_name(stage: Stage) -> None:
    records.Attendee.objects.filter(public_id="a3").delete()
    save.people_changed(stage.pk)
    version = programmes.seen(stage.pk, 1)
    assert version.problem.attendee_by_id[AttendeeId("a3")].name == programmes.GONE
    assert version.figures.people[3].met > 0


def test_people_are_found_by_whole_name_or_by_a_part_that_fits_one(stage: Stage) -> None:
    version = programmes.seen(stage.pk, 1)
    assert version.person_named(" person  11 ") == "a11"
    assert version.person_named("11") == "a11"
    with pytest.raises(BadInput, match="“perso” can be 12 people: Person 0, Person 1"):
        version.person_named("perso")
    assert version.person_named("Person 1") == "a1"
    with pytest.raises(BadInput, match="Nobody in this version is called “Zoe”"):
        version.person_named("Zoe")
    with pytest.raises(BadInput, match="A name is missing"):
        version.person_named(" ")


def test_a_swap_is_a_new_version_that_keeps_all_rules(stage: Stage) -> None:
    one, other = two_in(stage, 1)
    no, sentence = programmes.swap(stage.pk, 1, 1, one, other, by=stage.organizer)
    before, after = programmes.seen(stage.pk, 1), programmes.seen(stage.pk, no)
    assert (no, sentence.endswith("have changed places in round 1: this is version 2.")) == (2, True)
    assert check(after.problem, after.programme).ok
    assert after.result.score == check(after.problem, after.programme).score
    assert after.result.bound.points >= after.result.score.points
    met = after.programme.meeting_of(one, RoundNo(1))
    theirs = before.programme.meeting_of(other, RoundNo(1))
    assert met is not None and theirs is not None
    assert set(met.attendees) - {one} == set(theirs.attendees) - {other}
    assert met.seat_of(one) == theirs.seat_of(other)
    assert stage.evening().state.version == 1
    assert records.ProgrammeVersion.objects.get(no=2).made_by == stage.organizer


def test_a_swap_that_breaks_a_rule_is_refused_in_words_and_not_kept() -> None:
    stage = planned_stage(12, "neighbour,table:4")
    with pytest.raises(BadInput, match=r"Not changed, because this breaks a rule\. Round 1: Person"):
        programmes.swap(stage.pk, 1, 1, *two_in(stage, 1), by=stage.organizer)
    assert records.ProgrammeVersion.objects.count() == 1


def test_a_swap_that_makes_no_sense_is_refused(stage: Stage) -> None:
    meeting = stage.evening().state.programme.by_round[RoundNo(1)][0]
    one, other = meeting.attendees[:2]
    for words, people, no in (("meet each other in round 1", (one, other), 1), ("stands there twice", (one, one), 1), ("no round 9", (one, other), 9)):
        with pytest.raises(BadInput, match=words):
            programmes.swap(stage.pk, 1, no, *people, by=stage.organizer)
    two = two_in(stage, 1)
    stage.to_round(1)
    with pytest.raises(BadInput, match="Round 1 has begun already"):
        programmes.swap(stage.pk, 1, 1, *two, by=stage.organizer)


def test_two_versions_are_compared_by_who_gets_a_new_instruction(stage: Stage) -> None:
    one, other = two_in(stage, 2)
    no, _ = programmes.swap(stage.pk, 1, 2, one, other, by=stage.organizer)
    found = programmes.compare(stage.pk, 1, no)
    assert set(found.by_round) == {2} and {one, other} <= found.changed.keys()
    with pytest.raises(BadInput, match="same version twice"):
        programmes.compare(stage.pk, 1, 1)


def test_publishing_marks_the_version(stage: Stage) -> None:
    no = again(stage)
    done = programmes.publish(stage.pk, no, by="organizer 1", now=stage.now)
    assert done.changed and stage.evening().state.version == no
    assert records.ProgrammeVersion.objects.get(no=no).published_at == stage.now
    assert not programmes.publish(stage.pk, no, by="organizer 1", now=stage.now).changed


def test_who_left_or_came_while_the_rest_was_planned_is_taken_care_of() -> None:
    stage = planned_stage(12, "nearby*2,table:4")
    ids = stage.ids()
    running.arrived(stage.pk, ids[:11], by="organizer 1", now=stage.now)
    stage.to_round(1)
    running.end_early(stage.pk, stage.evening().state.clock.cue_no, by="organizer 1", now=stage.later(40))
    no = again(stage)
    running.left(stage.pk, ids[0], by="organizer 1", now=stage.later(1))
    running.arrived(stage.pk, ids[11:], by="organizer 1", now=stage.later(1))
    programmes.publish(stage.pk, no, by="organizer 1", now=stage.later(1))
    now = stage.evening()
    assert now.state.presence_of(ids[0]) is Presence.LEFT and now.state.version == no
    later = {who for meeting in now.state.programme.meetings if meeting.round_no > 1 for who in meeting.attendees}
    assert ids[0] not in later and ids[11] in later
    assert check(now.problem(2), now.state.programme).ok


def test_the_cards_are_those_of_the_phone(stage: Stage) -> None:
    who = AttendeeId("a0")
    found = cards_of(stage.evening(), programmes.seen(stage.pk, 1), who)
    assert [one.no for one in found] == [1, 2, 3]
    met = [meeting.others(who) for meeting in stage.evening().state.programme.by_attendee[who]]
    assert [tuple(partner.id for partner in one.card.partners) for one in found] == met
    assert found[0].partners[0].label == programmes.seen(stage.pk, 1).wording.person(met[0][0])


def test_unmet_wishes_are_named(stage: Stage) -> None:
    version = programmes.seen(stage.pk, 1)
    apart = next(who for who in stage.ids()[1:] if not any(who in meeting.attendees for meeting in version.programme.by_attendee[AttendeeId("a0")]))
    exchange = load.version(stage.pk, 1)
    assert exchange.result is not None
    wishes = replace(exchange.problem.wishes, must_meet=frozenset({tuple(sorted((AttendeeId("a0"), apart)))}))
    save.version(stage.pk, replace(exchange.problem, wishes=wishes), replace(exchange.result, unmet=()), version.show, origin="test", made_by=None)
    assert [one.code for one in programmes.seen(stage.pk, 2).unmet] == ["must-meet"]
    assert "Person 0" in programmes.seen(stage.pk, 2).unmet[0].sentence
