"""What organizers press, on a real database."""

import pytest

from keywho.core.ids import AttendeeId, pair_of
from keywho.live.state import Presence
from keywho.planning.check import check
from keywho.server.services import attending, running
from keywho.server.store import models as records
from keywho.server.store import save
from server.an_evening import planned_stage

pytestmark = pytest.mark.django_db(transaction=True)


def test_next_goes_through_the_whole_evening() -> None:
    stage = planned_stage()
    said = []
    while not stage.evening().state.closed:
        said.append(stage.next())
        stage.later(600)
    assert said == [f"{title} has begun." for title in ("Welcome", "A few words", *(f"Round {no} of 4" for no in range(1, 5)), "Free mingling", "Goodbye")]
    assert stage.next() == "The evening is at its end; there is nothing after it."


def test_a_second_press_of_the_same_next_does_nothing() -> None:
    stage = planned_stage()
    stage.next()
    first = running.go_on(stage.pk, 1, by="organizer 1", now=stage.now)
    second = running.go_on(stage.pk, 1, by="organizer 2", now=stage.later(5))
    assert (first.changed, second.changed) == (True, False)
    assert second.sentence == "A few words was already started 5 s ago. Nothing was done twice."
    assert stage.evening().state.clock.cue_no == 2


def test_those_who_have_not_come_are_left_out_when_a_round_begins() -> None:
    stage = planned_stage()
    ids = stage.ids()
    running.arrived(stage.pk, ids[:9], by="organizer 1", now=stage.now)
    stage.to_round(1)
    now = stage.evening()
    assert {who for who in ids if now.state.presence_of(who) is Presence.MISSING} == set(ids[9:])
    meeting = {who for meeting in now.state.programme.by_round[1] for who in meeting.attendees}
    assert meeting <= set(ids[:9])
    assert check(now.problem(1), now.state.programme).ok


def test_with_printed_cards_alone_everybody_is_taken_to_be_there() -> None:
    stage = planned_stage()
    stage.to_round(1)
    assert stage.evening().state.presence == {}


def test_undo_takes_the_last_step_back_as_if_it_had_not_been_made() -> None:
    stage = planned_stage()
    stage.to_round(1)
    before = stage.evening().state.clock
    stage.later(100)
    stage.next()
    steps = len(stage.evening().state.earlier)
    assert running.undo(stage.pk, steps, by="organizer 1", now=stage.later(3)).sentence == "Taken back."
    assert stage.evening().state.clock == before
    assert not running.undo(stage.pk, steps, by="organizer 2", now=stage.now).changed


def test_who_leaves_in_a_running_round_disturbs_nobody_who_is_talking() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(2)
    before = stage.evening().state.programme
    leaver = before.by_round[2][0].attendees[0]
    running.left(stage.pk, leaver, by="organizer 1", now=stage.later(45))
    now = stage.evening()
    held = set(now.state.programme.by_round[2])
    assert {meeting for meeting in before.by_round[2] if leaver not in meeting.attendees} <= held
    assert check(now.problem(2), now.state.programme).ok
    assert leaver not in {who for meeting in now.state.programme.meetings if meeting.round_no > 2 for who in meeting.attendees}


def test_a_missing_partner_is_asked_and_the_one_who_waits_is_told() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(2)
    meeting = stage.evening().state.programme.by_round[2][0]
    waiting, missing = meeting.attendees[:2]
    said = attending.partner_not_here(stage.pk, waiting, missing, meeting.round_no, now=stage.later(40))
    assert said.changed and said.sentence.startswith(("Take a breath", "Meet "))
    assert stage.evening().state.presence_of(missing) is Presence.MISSING
    again = attending.here(stage.pk, missing, now=stage.later(5))
    assert again.changed
    now = stage.evening()
    assert now.state.presence_of(missing) is Presence.HERE
    assert check(now.problem(2), now.state.programme).ok


def test_not_this_person_again_is_kept_from_the_next_round_on() -> None:
    stage = planned_stage(rounds="nearby:any*3")
    stage.to_round(1)
    now = stage.evening()
    later = now.state.programme.by_round[2][0]
    one, other = later.attendees[:2]
    attending.never_again(stage.pk, one, other, now=stage.now)
    now = stage.evening()
    assert all(other not in meeting.others(one) for meeting in now.state.programme.by_attendee[one] if meeting.round_no > 1)
    assert check(now.problem(1), now.state.programme).ok


def test_sitting_out_and_coming_back() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    who = stage.ids()[0]
    attending.sit_out(stage.pk, who, now=stage.now)
    assert stage.evening().state.programme.meeting_of(who, 1) is None
    attending.come_back(stage.pk, who, now=stage.now)
    now = stage.evening()
    assert now.state.programme.meeting_of(who, 1) is not None
    assert check(now.problem(1), now.state.programme).ok


def test_a_round_can_be_added_and_skipped() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    from keywho.core.rounds import Round

    running.add_round(stage.pk, Round.nearby(None), by="organizer 1", now=stage.later(30))
    now = stage.evening()
    assert len(now.state.programme.by_round[5]) == 6
    assert check(now.problem(1), now.state.programme).ok
    place = next(no for no, cue in enumerate(now.state.run_of_show, 1) if cue.round_no == 3)
    running.skip(stage.pk, place, by="organizer 1", now=stage.now)
    now = stage.evening()
    assert 3 not in now.state.programme.by_round
    assert check(now.problem(1), now.state.programme).ok


def test_who_comes_back_after_being_missing_is_no_newcomer() -> None:
    stage = planned_stage(rounds="nearby:any*3", rows=0)
    who = stage.ids()[5]
    running.no_show(stage.pk, who, by="organizer 1", now=stage.now)
    attending.here(stage.pk, who, now=stage.now)
    now = stage.evening()
    assert now.state.newcomers == () and len(now.state.programme.by_attendee[who]) == 3


def test_who_came_while_the_programme_was_made_is_in_it_when_it_is_published() -> None:
    stage = planned_stage(published=False)
    records.Attendee.objects.create(event=stage.event, public_id="late", name="Late Lena", seeks="a ward in a hospital")
    save.people_changed(stage.pk)
    attending.here(stage.pk, AttendeeId("late"), now=stage.now)
    running.publish(stage.pk, 1, by="organizer 1", now=stage.now)
    now = stage.evening()
    assert now.state.newcomers == ("late",)
    assert {meeting.round_no for meeting in now.state.programme.by_attendee[AttendeeId("late")]} | {
        bye.round_no for bye in now.state.programme.byes if bye.attendee == "late"
    } == {1, 2, 3, 4}
    assert check(now.problem(1), now.state.programme).ok


def test_a_chair_that_broke_is_remembered_by_every_later_repair() -> None:
    stage = planned_stage(people=10, rows=3, chairs=4, rounds="nearby:any*3")
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    broken = [stage.evening().state.programme.home_seats[who] for who in stage.ids()[:3]]
    for seat in broken[:2]:
        running.furniture_lost(stage.pk, [seat], [], by="organizer 1", now=stage.later(5))
    running.left(stage.pk, stage.ids()[9], by="organizer 1", now=stage.later(5))
    running.furniture_lost(stage.pk, broken[2:], [], by="organizer 1", now=stage.later(5))
    now = stage.evening()
    assert not {seat for meeting in now.state.programme.meetings for seat in meeting.seats} & set(broken)
    assert not set(now.state.programme.home_seats.values()) & set(broken)
    assert check(now.problem(1), now.state.programme).ok


def test_everybody_is_here_marks_them_and_begins_the_round_in_one_press() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids()[:3], by="organizer 1", now=stage.now)
    stage.next()
    stage.next()
    before = stage.evening().no
    running.go_on(stage.pk, 2, by="organizer 1", now=stage.now, everybody_is_here=True)
    now = stage.evening()
    assert now.state.here == {*stage.ids()} and now.state.round_no == 1
    assert list(records.Fact.objects.filter(no__gt=before).order_by("no").values_list("kind", flat=True)) == ["Arrived", "CueStarted"]


def test_two_who_parted_are_not_brought_together_by_any_later_repair() -> None:
    stage = planned_stage(people=4, rounds="nearby:any*3", rows=1)
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    one, other = stage.ids()[:2]
    attending.never_again(stage.pk, one, other, now=stage.now)
    for who in stage.ids()[2:]:
        running.left(stage.pk, who, by="organizer 1", now=stage.later(5))
    now = stage.evening()
    assert now.state.programme.meetings == ()
    assert pair_of(one, other) in now.problem(1).forbidden_in(1)
    assert {bye.attendee for bye in now.state.programme.byes} == {one, other}
