"""Between two rounds the rounds to come are planned anew with what people answered, and that can be taken back."""

import pytest

from keywho.benefit.knobs import Learning
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo
from keywho.live.facts import ProgrammeMended
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from keywho.server.services import attending, running
from keywho.server.services.evenings import forget
from keywho.server.services.lessons import answers_in, with_lessons
from keywho.server.services.plannable import plannable
from keywho.server.services.registrations import people_changed
from keywho.server.services.teaching import take_back, teaching_of, use_what_it_taught
from keywho.server.store import load, save
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db(transaction=True)


ROLES = ("Registered nurse", "Truck driver", "Software developer", "Pastry cook", "Primary school teacher", "Electrician")


def after_rounds(people: int = 40, learning: Learning = Learning.MORE, *, answer: bool = True, rows: int = 0, missing: int = 0) -> Stage:
    """Hold two of five rounds with people of whom only the work is known; half of them like one half of the occupations, half of them the other."""
    stage = planned_stage(people=people, rounds="nearby*5", rows=rows, published=False)
    for no, record in enumerate(records.Attendee.objects.filter(event=stage.event).order_by("pk")):
        records.Attendee.objects.filter(pk=record.pk).update(seeks="", offers="", role=ROLES[no % 6])
    records.Event.objects.filter(pk=stage.pk).update(learning=learning.value)
    people_changed(stage.pk)
    ready = plannable(stage.pk)
    version = save.version(stage.pk, ready.problem, plan(ready.problem, stop=MaxMoves(20_000)), ready.show, origin="test", made_by=None)
    running.publish(stage.pk, version.no, by="organizer 1", now=stage.now)
    running.arrived(stage.pk, stage.ids()[: people - missing], by="organizer 1", now=stage.now)
    for no in (1, 2) if answer else (1,):
        stage.to_round(no)
        if answer:
            answer_all(stage, no)
        over(stage)
    return stage


def answer_all(stage: Stage, no: int) -> None:
    for meeting in stage.evening().state.programme.by_round[RoundNo(no)]:
        for one, other in ((a, b) for a in meeting.attendees for b in meeting.others(a)):
            likes_first = stage.ids().index(one) < 20
            attending.keep_in_touch(stage.pk, one, other, (stage.ids().index(other) % 6 < 3) is likes_first, now=stage.now)


def over(stage: Stage) -> None:
    running.end_early(stage.pk, stage.evening().state.clock.cue_no, by="organizer 1", now=stage.later(60))


def use(stage: Stage) -> str:
    return use_what_it_taught(stage.pk, by="organizer 1", now=stage.later(5)).sentence


def test_the_rounds_to_come_are_better_for_what_was_answered_and_those_held_stay() -> None:
    stage = after_rounds()
    before = stage.evening().state.programme
    sentence = use(stage)
    after = stage.evening().state.programme
    problem = with_lessons(stage.evening(), stage.evening().problem(3))
    old, new = check(problem, before), check(problem, after)
    assert new.ok and new.score.points > old.score.points
    assert [after.by_round[RoundNo(no)] for no in (1, 2)] == [before.by_round[RoundNo(no)] for no in (1, 2)]
    assert after.home_seats == before.home_seats
    assert sentence.startswith("Other partners than before: ") and "of 40 in round" in sentence


def test_it_is_taken_back_as_if_it_had_not_been() -> None:
    stage = after_rounds()
    before = stage.evening().state.programme
    use(stage)
    shown = teaching_of(stage.evening(), stage.now)
    assert shown is not None and shown.take_back == stage.evening().no
    assert take_back(stage.pk, shown.take_back, by="organizer 1", now=stage.later(5)).sentence.startswith("Taken back: ")
    after = stage.evening().state.programme
    assert {*after.meetings} == {*before.meetings} and {*after.byes} == {*before.byes}


def test_it_is_taken_back_where_some_never_came_and_they_get_no_chair_by_it() -> None:
    stage = after_rounds(rows=5, missing=4)
    before = stage.evening().state.programme
    assert not before.home_seats.keys() & set(stage.ids()[-4:]), "whoever did not come has no chair before"
    use(stage)
    assert stage.evening().state.programme.home_seats == before.home_seats
    shown = teaching_of(stage.evening(), stage.now)
    assert shown is not None and shown.take_back == stage.evening().no


def test_it_is_not_taken_back_once_a_round_of_it_has_begun() -> None:
    stage = after_rounds()
    use(stage)
    no = stage.evening().no
    stage.to_round(3)
    over(stage)
    done = take_back(stage.pk, no, by="organizer 1", now=stage.later(5))
    assert not done.changed and done.sentence == "This change can't be taken back any more: the evening has gone on since."


def test_a_change_that_somebody_made_since_stays() -> None:
    stage = after_rounds()
    use(stage)
    no = stage.evening().no
    running.left(stage.pk, stage.ids()[3], by="organizer 1", now=stage.later(1))
    assert not take_back(stage.pk, no, by="organizer 1", now=stage.later(1)).changed


def test_the_log_holds_no_answer_and_a_restart_finds_the_same_programme() -> None:
    stage = after_rounds()
    use(stage)
    programme = stage.evening().state.programme
    fact = load.numbered_facts(stage.pk, stage.evening().no - 1)[-1][1]
    assert isinstance(fact, ProgrammeMended)
    forget(stage.pk)
    assert stage.evening().state.programme == programme


def test_what_those_who_left_answered_is_not_used() -> None:
    stage = after_rounds()
    gone = stage.ids()[0]
    assert any(gone in pair for pair in answers_in(stage.evening()))
    running.left(stage.pk, gone, by="organizer 1", now=stage.later(1))
    assert not any(gone in pair for pair in answers_in(stage.evening()))


def test_it_waits_until_five_people_have_answered() -> None:
    stage = after_rounds(answer=False)
    one = stage.ids()[0]
    (other,) = stage.evening().state.programme.by_attendee[one][0].others(one)
    attending.keep_in_touch(stage.pk, one, other, False, now=stage.now)
    with pytest.raises(BadInput, match="Fewer than 5 people"):
        use(stage)


def test_it_is_refused_while_a_round_is_under_way_and_where_nothing_is_learned() -> None:
    stage = after_rounds()
    stage.to_round(3)
    assert teaching_of(stage.evening(), stage.now) is None
    with pytest.raises(BadInput, match="A round is under way"):
        use(stage)
    over(stage)
    records.Event.objects.filter(pk=stage.pk).update(learning=Learning.OFF.value)
    people_changed(stage.pk)
    assert teaching_of(stage.evening(), stage.now) is None
    with pytest.raises(BadInput, match="nothing is learned"):
        use(stage)


def test_parted_people_are_not_brought_together_by_a_lesson() -> None:
    stage = after_rounds()
    one = stage.ids()[0]
    met = {other for meeting in stage.evening().state.programme.by_attendee[one] for other in meeting.others(one)}
    other = next(who for who in stage.ids() if who not in met and who != one)
    attending.never_again(stage.pk, one, AttendeeId(other), now=stage.later(1))
    use(stage)
    assert not any({one, other} <= {*meeting.attendees} for meeting in stage.evening().state.programme.meetings)
