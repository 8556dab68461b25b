"""History follows those who choose it: two evenings, planned by the planner and judged by the independent checker."""

from datetime import timedelta

import pytest

from keywho.core.ids import AttendeeId, Pair, pair_of
from keywho.core.programme import Programme
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from keywho.server.services import attending, history, past_meetings, running
from keywho.server.services.events import Particulars, copy_event
from keywho.server.services.plannable import CannotPlan, Plannable, plannable
from keywho.server.services.registrations import Written, register
from keywho.server.services.rights.erase import erase_again
from keywho.server.services.tidying import tidy
from keywho.server.store import models as records
from keywho.server.store import save
from server.an_evening import Stage, planned_stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 12
NEXT_WEEK = timedelta(days=7)


def to_plan(stage: Stage) -> Plannable:
    """Give what is planned when somebody presses "Plan"."""
    past_meetings.bring_past_up_to_date(stage.pk, stage.now)
    return plannable(stage.pk)


def person(stage: Stage, who: str) -> records.Attendee:
    return records.Attendee.objects.get(event=stage.pk, public_id=who)


def met(programme: Programme) -> set[Pair]:
    return {pair for meeting in programme.meetings for pair in meeting.pairs()}


@pytest.fixture
def first() -> Stage:
    """An evening that is over, of whose twelve people all but the last let history follow them."""
    stage = planned_stage(PEOPLE, "neighbour,nearby*2", rows=2, code="FIRST")
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    for no in range(PEOPLE - 1):
        history.follow(person(stage, f"a{no}").pk, stage.now)
    while stage.evening().state.round_no != 3:
        stage.next()
        stage.later(600)
    return stage


def ended(stage: Stage) -> Stage:
    while not stage.evening().state.closed:
        stage.next()
    return stage


def next_evening(first: Stage, rounds: str = "neighbour,nearby*2", known: int = PEOPLE - 1, code: str = "SECND") -> Stage:
    """The same people a week later; the first of them come with the link of their history."""
    stage = set_stage(PEOPLE, rounds, rows=2, code=code)
    records.Event.objects.filter(pk=stage.pk).update(starts_at=first.now + NEXT_WEEK)
    stage.now = first.now + NEXT_WEEK
    for no in range(known):
        recognized(first, stage, no)
    return stage


def recognized(first: Stage, stage: Stage, no: int) -> None:
    key = person(first, f"a{no}").regular.key
    assert history.recognize(person(stage, f"a{no}").pk, key, stage.now)


def planned(stage: Stage) -> tuple[Plannable, Programme]:
    """Plan the evening; the checker, which shares no code with the planner, has to agree."""
    ready = to_plan(stage)
    result = plan(ready.problem, stop=MaxMoves(20_000), seed=1)
    assert check(ready.problem, result.programme).ok
    version = save.version(stage.pk, ready.problem, result, ready.show, origin="test", made_by=stage.organizer)
    running.publish(stage.pk, version.no, by="organizer 1", now=stage.now)
    return ready, result.programme


def test_nobody_meets_again_whom_they_have_met(first: Stage) -> None:
    before = met(ended(first).evening().state.programme)
    ready, programme = planned(next_evening(first))
    with_history = {pair for pair in before if "a11" not in pair}
    assert len(with_history) > 10
    assert ready.problem.wishes.acquainted == with_history
    assert not met(programme) & with_history
    assert check(ready.problem, programme).score.repeats == 0


def test_without_history_the_evening_knows_nothing_of_the_one_before(first: Stage) -> None:
    ended(first)
    ready, _ = planned(next_evening(first, known=1))
    assert not ready.problem.wishes.acquainted and not ready.problem.wishes.must_not_meet


def test_two_who_both_said_yes_may_meet_again_and_one_yes_alone_brings_nobody_together(first: Stage) -> None:
    pairs = sorted(pair for pair in met(first.evening().state.programme) if "a11" not in pair)
    both, one_sided, declined = pairs[0], pairs[1], pairs[2]
    for who, about, wanted in ((*both, True), (*reversed(both), True), (*one_sided, True), (*declined, False), (*reversed(declined), True)):
        attending.keep_in_touch(first.pk, who, about, wanted, now=first.now)
    ended(first)
    stage = next_evening(first)
    acquainted = to_plan(stage).problem.wishes.acquainted
    assert both not in acquainted and {one_sided, declined} <= acquainted
    records.Wish.objects.create(event=stage.event, kind="must-meet", one=person(stage, both[0]), other=person(stage, both[1]))
    ready, programme = planned(stage)
    assert both in met(programme) and check(ready.problem, programme).score.repeats == 0


def test_answers_that_come_days_later_count(first: Stage) -> None:
    one, other = min(pair for pair in met(first.evening().state.programme) if "a11" not in pair)
    ended(first)
    assert past_meetings.write_down_past(records.Event.objects.get(pk=first.pk), first.now) > 10
    for who, about in ((one, other), (other, one)):
        attending.keep_in_touch(first.pk, who, about, True, now=first.now + timedelta(days=3))
    stage = next_evening(first)
    assert (one, other) not in to_plan(stage).problem.wishes.acquainted
    assert past_meetings.write_down_past(records.Event.objects.get(pk=first.pk), first.now) == 0, "nothing is new"


@pytest.mark.parametrize("why", ["parted", "reported", "wished by the organizers"])
def test_two_who_are_kept_apart_stay_apart_whatever_else_is_wished(first: Stage, why: str) -> None:
    one, other = min(pair for pair in met(first.evening().state.programme) if "a11" not in pair)
    if why == "parted":
        attending.never_again(first.pk, one, other, now=first.now)
    elif why == "reported":
        records.Report.objects.create(event=first.event, who=person(first, one), about=person(first, other), kind="harassed", at=first.now)
    else:
        records.Wish.objects.create(event=first.event, kind="must-not-meet", one=person(first, one), other=person(first, other))
    for who, about in ((one, other), (other, one)):
        attending.keep_in_touch(first.pk, who, about, True, now=first.now)
    ended(first)
    stage = next_evening(first, "neighbour*6,table:6")
    records.Wish.objects.create(event=stage.event, kind="must-meet", one=person(stage, one), other=person(stage, other))
    ready, programme = planned(stage)
    assert (one, other) not in met(programme)
    assert ready.problem.wishes.must_not_meet == {(one, other)}
    assert not records.Wish.objects.filter(event=stage.pk, kind="must-not-meet").exists(), "no page of the desk lists it"


def test_somebody_who_comes_during_the_evening_meets_nobody_again(first: Stage) -> None:
    """Eleven are planned for; one more joins in the middle of the evening and is recognized."""
    apart = min(pair for pair in met(first.evening().state.programme) if "a0" in pair and "a11" not in pair)
    attending.never_again(first.pk, *apart, now=first.now)
    before = met(ended(first).evening().state.programme)
    stage = next_evening(first, "neighbour*4")
    records.Attendee.objects.filter(event=stage.pk, public_id="a0").update(status="cancelled")
    save.people_changed(stage.pk)
    planned(stage)
    here = [who for who in stage.ids() if who != "a0"]
    running.arrived(stage.pk, here, by="organizer 1", now=stage.now)
    stage.to_round(1)
    records.Attendee.objects.filter(event=stage.pk, public_id="a0").update(status="registered")
    save.people_changed(stage.pk)
    attending.here(stage.pk, AttendeeId("a0"), now=stage.later(200))
    loaded = stage.evening()
    programme, problem = loaded.state.programme, loaded.problem(2)
    theirs = {pair for pair in met(programme) if "a0" in pair}
    assert theirs and not theirs & before
    assert problem.wishes.acquainted >= {pair for pair in before if "a0" in pair and "a11" not in pair} - {apart}
    assert problem.forbidden_in(2) == {apart} and check(problem, programme).ok


def test_somebody_recognized_after_the_programme_is_out_is_kept_apart_from_the_next_round_on(first: Stage) -> None:
    pairs = sorted(pair for pair in met(first.evening().state.programme) if "a11" not in pair)
    attending.never_again(first.pk, *pairs[0], now=first.now)
    ended(first)
    stage = next_evening(first, "table:12,table:6*2", known=0)
    planned(stage)
    one, other = pairs[0]
    assert any({one, other} <= {*meeting.attendees} for meeting in stage.evening().state.programme.meetings)
    for no in range(PEOPLE - 1):
        recognized(first, stage, no)
    loaded = stage.evening()
    assert pair_of(one, other) in loaded.state.parted
    assert not any({one, other} <= {*meeting.attendees} for meeting in loaded.state.programme.meetings)
    assert {fact.by for fact in records.Fact.objects.filter(event=stage.pk, kind="PairParted")} == {"keywho"}, "nobody's own log tells it"


def test_stopping_erases_the_history_and_what_hung_on_it(first: Stage) -> None:
    ended(first)
    tidy(first.now + timedelta(days=1))
    mine = person(first, "a0").regular
    about_me = [past for past in records.PastMeeting.objects.all() if mine.pk in (past.one_id, past.other_id)]
    others = records.PastMeeting.objects.count() - len(about_me)
    assert about_me and others
    assert history.stop_following(person(first, "a0").pk) and not history.stop_following(person(first, "a0").pk)
    assert person(first, "a0").regular is None and records.PastMeeting.objects.count() == others
    records.Regular.objects.create(key=mine.key, made_at=first.now, seen_at=first.now)
    kept = records.Regular.objects.count()
    assert (erase_again(now=first.now), records.Regular.objects.count()) == (1, kept - 1), "no backup brings it back"


def test_history_outlives_the_profiles_and_ends_two_years_after_the_last_evening(first: Stage) -> None:
    keys = [person(first, f"a{no}").regular.key for no in range(3)]
    ended(first)
    assert tidy(first.now + timedelta(days=91)) == PEOPLE
    assert records.Regular.objects.count() == PEOPLE - 1 and records.PastMeeting.objects.count() > 10
    stage = set_stage(PEOPLE, code="LATER")
    later = first.now + timedelta(days=400)
    records.Event.objects.filter(pk=stage.pk).update(starts_at=later)
    assert all(history.recognize(person(stage, f"a{no}").pk, key, later) for no, key in enumerate(keys[:2]))
    tidy(first.now + timedelta(days=731))
    assert {regular.key for regular in records.Regular.objects.all()} == set(keys[:2])
    assert records.PastMeeting.objects.exclude(one__key__in=keys[:2]).count() == 0


def test_a_verified_address_is_recognized_and_one_that_is_not_is_not(first: Stage) -> None:
    with pytest.raises(history.NotVerified):
        history.follow_by_mail(person(first, "a0").pk, True, first.now)
    verified = {"mail": "Ada@Example.org", "mail_agreed_at": first.now, "mail_verified_at": first.now}
    records.AfterChoices.objects.create(who=person(first, "a0"), **verified)
    regular = history.follow_by_mail(person(first, "a0").pk, True, first.now)
    ended(first)
    stage = next_evening(first, known=0)
    choices = records.AfterChoices.objects.create(who=person(stage, "a0"), mail="ada@example.org", mail_agreed_at=stage.now)
    assert not history.recognize_by_mail(person(stage, "a0").pk, stage.now)
    records.AfterChoices.objects.filter(pk=choices.pk).update(mail_verified_at=stage.now)
    assert history.recognize_by_mail(person(stage, "a0").pk, stage.now)
    assert (person(stage, "a0").regular, person(stage, "a0").regular.seen_at) == (regular, stage.now)
    assert history.follow_by_mail(person(stage, "a0").pk, False, stage.now).mail == ""


def test_two_histories_of_one_person_become_one(first: Stage) -> None:
    """Somebody began anew at the second evening, and proves the address of the first only then."""
    regular = person(first, "a0").regular
    records.Regular.objects.filter(pk=regular.pk).update(mail="ada@example.org", mail_verified_at=first.now)
    apart = min(pair for pair in met(first.evening().state.programme) if "a0" in pair and "a11" not in pair)
    attending.never_again(first.pk, *apart, now=first.now)
    ended(first)
    stage = next_evening(first, known=0)
    for no in range(1, PEOPLE - 1):
        recognized(first, stage, no)
    history.follow(person(stage, "a0").pk, stage.now)
    _, programme = planned(stage)
    records.Event.objects.filter(pk=stage.pk).update(starts_at=first.now)
    past_meetings.write_down_past(records.Event.objects.get(pk=stage.pk), stage.now)
    records.AfterChoices.objects.create(who=person(stage, "a0"), mail="ada@example.org", mail_agreed_at=stage.now, mail_verified_at=stage.now)
    assert history.recognize_by_mail(person(stage, "a0").pk, stage.now)
    assert records.Regular.objects.count() == PEOPLE - 1
    assert person(stage, "a0").regular == regular
    third = next_evening(first, code="THIRD")
    wishes = to_plan(third).problem.wishes
    assert wishes.must_not_meet == {apart}
    mine = {pair for pair in met(programme) | met(first.evening().state.programme) if "a0" in pair and "a11" not in pair} - {apart}
    begun = {pair for pair in mine if pair in met(first.evening().state.programme)}
    assert begun <= wishes.acquainted


def test_a_link_is_good_for_one_person_of_an_evening_and_a_copied_list_carries_no_history(first: Stage) -> None:
    ended(first)
    stage = next_evening(first)
    newcomer = register(stage.pk, Written("Somebody else"), source="desk")
    assert not history.recognize(newcomer.pk, person(first, "a0").regular.key, stage.now)
    assert not history.recognize(newcomer.pk, "", stage.now) and not history.recognize(newcomer.pk, "no such key", stage.now)
    copy = copy_event(first.event, Particulars("Again"), first.organizer, with_people=True)
    assert copy.attendees.count() == PEOPLE and not copy.attendees.exclude(regular=None).exists()
    key = person(first, "a0").regular.key
    assert [event.code for event in history.evenings_to_come(key, first.now)] == [copy.code]


def test_an_impossible_wish_tells_the_desk_nothing_of_the_past(first: Stage) -> None:
    one, other = min(pair for pair in met(first.evening().state.programme) if "a11" not in pair)
    attending.never_again(first.pk, one, other, now=first.now)
    ended(first)
    stage = next_evening(first)
    for kind in ("must-meet", "request"):
        records.Wish.objects.create(event=stage.event, kind=kind, one=person(stage, one), other=person(stage, other))
    try:
        assert not to_plan(stage).remarks
    except CannotPlan as refused:
        pytest.fail(str(refused))
