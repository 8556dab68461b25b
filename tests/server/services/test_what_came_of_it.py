"""Outcomes, feedback and key whos: for their writers alone; organizers see sums of five people."""

from datetime import timedelta

import pytest

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.server.services.afterwards import named, outcomes
from keywho.server.services.afterwards.feedback import Said, feedback_of, gathered, give_feedback
from keywho.server.services.afterwards.progress import progress_of
from keywho.server.services.personal_links import opened
from keywho.server.store import models as records
from server.an_evening import Stage, set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return set_stage(8, "neighbour", rows=1)


def pks(stage: Stage) -> list[int]:
    return [one.pk for one in stage.evening().people.registered]


def test_what_was_noted_takes_the_place_of_what_was_noted_before(stage: Stage):
    ada, ben, *_ = pks(stage)
    outcomes.note_outcome(ada, ben, ["talked", "learned"], "They buy in May", stage.now)
    outcomes.note_outcome(ada, ben, ["learned", "nothing"], "", stage.now)
    assert outcomes.outcomes_about(ada, ben) == outcomes.OwnOutcomes(frozenset({"learned"}), "")
    assert outcomes.outcomes_about(ben, ada).kinds == frozenset()
    for wrong in ([], ["pizza"], ["talked", "pizza"]):
        with pytest.raises(BadInput):
            outcomes.note_outcome(ada, ben, wrong, "", stage.now)


def test_a_talk_of_which_something_came_has_been(stage: Stage):
    ada, ben, *_ = pks(stage)
    talk = records.Interview.objects.create(
        event_id=stage.pk, uid="a@keywho.invalid", asker_id=ada, asked_id=ben, purpose="To learn", minutes=20, way="phone", timezone="UTC",
        state="accepted", starts_at=stage.now, made_at=stage.now, changed_at=stage.now,
    )  # fmt: skip
    outcomes.note_outcome(ada, ben, ["nothing"], "", stage.now + timedelta(days=1))
    talk.refresh_from_db()
    assert talk.state == "accepted"
    outcomes.note_outcome(ada, ben, ["learned"], "", stage.now + timedelta(days=1))
    talk.refresh_from_db()
    assert talk.state == "held"


def test_organizers_see_sums_of_five_people_and_not_of_four(stage: Stage):
    people = pks(stage)
    for one in people[1:5]:
        outcomes.note_outcome(one, people[0], ["talked"], "", stage.now)
    assert [one.people for one in outcomes.sums_of(stage.pk)] == [None] * 6
    outcomes.note_outcome(people[5], people[0], ["talked"], "", stage.now)
    five = [one.people for one in outcomes.sums_of(stage.pk)]
    assert five == [5, None, None, None, None, None]
    outcomes.note_outcome(people[6], people[0], ["talked"], "", stage.now)
    assert [one.people for one in outcomes.sums_of(stage.pk)] == five


def test_of_talks_organizers_see_how_many_people_asked_agreed_and_held_one(stage: Stage):
    people = pks(stage)
    for no, one in enumerate(people[:6]):
        records.Interview.objects.create(
            event_id=stage.pk, uid=f"{no}@keywho.invalid", asker_id=one, asked_id=people[7], purpose="To learn", minutes=20, way="phone", timezone="UTC",
            state="accepted", starts_at=stage.now, made_at=stage.now, changed_at=stage.now,
        )  # fmt: skip
    assert [one.people for one in outcomes.interviews_of_event(stage.pk)] == [5, 5, None]
    records.Interview.objects.update(state="held")
    assert [one.people for one in outcomes.interviews_of_event(stage.pk)] == [5, 5, 5]
    records.Interview.objects.filter(uid="0@keywho.invalid").update(state="declined")
    assert [one.people for one in outcomes.interviews_of_event(stage.pk)] == [5, None, None]


def test_feedback_is_changed_and_shown_in_groups_of_five_without_names(stage: Stage):
    people = pks(stage)
    for no, one in enumerate(people[:4]):
        give_feedback(stage.pk, one, Said({"felt_welcome": 5, "comes_again": 1 + no}, f"words {no}"), stage.now)
    assert (gathered(stage.pk).means[1].mean, gathered(stage.pk).words) == (None, ())
    give_feedback(stage.pk, people[4], Said({"felt_welcome": 1, "comes_again": None}, "words 4"), stage.now)
    give_feedback(stage.pk, people[0], Said({"felt_welcome": 4, "comes_again": 2}, "words 0, changed"), stage.now)
    five = gathered(stage.pk)
    assert [(one.mean, one.people) for one in five.means] == [(None, 0), (4.0, 5), (None, 0)]
    assert sorted(five.words) == ["words 0, changed", "words 1", "words 2", "words 3", "words 4"]
    give_feedback(stage.pk, people[5], Said({"felt_welcome": 1}, "the sixth"), stage.now)
    assert gathered(stage.pk) == five
    assert feedback_of(people[0]) == Said({"met_the_right": None, "felt_welcome": 4, "comes_again": 2}, "words 0, changed")
    with pytest.raises(BadInput):
        give_feedback(stage.pk, people[0], Said({"felt_welcome": 6}), stage.now)


def test_whom_somebody_named_becomes_a_key_who_once(stage: Stage):
    ada, ben, *_ = pks(stage)
    for _ in range(2):
        named.name_key_who(ada, "  Maria   Sol ", ben, stage.now)
    named.name_key_who(ada, "   ", ben, stage.now)
    one = named.named_of(stage.evening(), ada)[0]
    assert (one.words, one.by, one.is_reached) == ("Maria Sol", "Person 1", False)
    named.reach(ben, one.pk, True, stage.now)
    named.take_away(ben, one.pk)
    assert [one.is_reached for one in named.named_of(stage.evening(), ada)] == [False]
    named.reach(ada, one.pk, True, stage.now)
    assert [one.is_reached for one in named.named_of(stage.evening(), ada)] == [True]
    named.take_away(ada, one.pk)
    assert named.named_of(stage.evening(), ada) == []


def test_a_list_of_key_whos_has_an_end(stage: Stage):
    ada = pks(stage)[0]
    for no in range(named.MOST_NAMED):
        named.name_key_who(ada, f"somebody {no}", None, stage.now)
    with pytest.raises(BadInput):
        named.name_key_who(ada, "one more", None, stage.now)


def test_progress_is_the_same_whether_others_said_no_or_nothing(stage: Stage):
    ada, ben, cyd, *_ = pks(stage)
    for other in (ben, cyd):
        records.KeepInTouch.objects.create(who_id=ada, about_id=other, wanted=True, at=stage.now)
    mine = progress_of(opened(stage.token(AttendeeId("a0"))))
    records.KeepInTouch.objects.create(who_id=ben, about_id=ada, wanted=False, at=stage.now)
    records.Interview.objects.create(
        event_id=stage.pk, uid="w@keywho.invalid", asker_id=ben, asked_id=ada, purpose="x", minutes=20, way="phone", timezone="UTC",
        state="asked", made_at=stage.now, changed_at=stage.now, is_withheld=True,
    )  # fmt: skip
    assert progress_of(opened(stage.token(AttendeeId("a0")))) == mine
    assert (mine.yeses, mine.contacts, mine.been_asked) == (2, 0, 0)
