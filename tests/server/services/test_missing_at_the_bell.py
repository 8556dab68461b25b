"""A third of the room has not come when the first round begins, in which neighbours meet: the others move on a few chairs, and their phones say where to."""

import re
from random import Random

import pytest

from keywho.core.ids import AttendeeId
from keywho.live.phone_view import card
from keywho.live.projector_view import board
from keywho.planning.check import check
from keywho.server.services import running
from server.an_evening import Stage, planned_stage
from server.fresh import emptied

pytestmark = pytest.mark.django_db(transaction=True)

COME = 39


def begun_without(seed: int) -> tuple[Stage, list[AttendeeId]]:
    """Begin the first round when some of sixty are there; gives the evening and those who are."""
    emptied()
    stage = planned_stage(60, "neighbour,nearby*2,table:6", rows=6, chairs=10)
    here = Random(seed).sample(stage.ids(), COME)
    running.arrived(stage.pk, here, by="organizer 1", now=stage.now)
    stage.next()
    stage.next()
    assert re.fullmatch(
        r"Round 1 of 4 has begun\. 21 who have not come are left out until they do\.( \d+ (person moves|people move) to another chair: .+)?", stage.next()
    )
    return stage, here


@pytest.mark.parametrize("seed", range(4))
def test_hardly_anybody_who_has_come_is_left_over_in_the_first_round(seed: int) -> None:
    stage, here = begun_without(seed)
    loaded = stage.evening()
    programme = loaded.state.programme
    problem = loaded.problem(1)
    assert check(problem, programme).violations == ()
    assert len([bye for bye in programme.byes if bye.round_no == 1]) <= 1
    assert {who for meeting in programme.by_round[1] for who in meeting.attendees} | {bye.attendee for bye in programme.byes if bye.round_no == 1} == {*here}


def test_who_has_another_chair_now_reads_where_to_go_and_all_others_stay() -> None:
    stage, here = begun_without(1)
    loaded = stage.evening()
    state, seats = loaded.state, loaded.scene.problem.room.seat_by_id
    moved = {who for who in here if state.moved_from.get(who, state.programme.home_seats[who]) != state.programme.home_seats[who]}
    assert 3 <= len(moved) <= 12
    for who in here:
        now, seat = card(state, who, loaded.scene), seats[state.programme.home_seats[who]]
        assert (now.kind, now.seat) == ("meet", seat.id)
        if who in moved:
            assert (now.where, now.from_seat) == (f"Go to {seat.row}, seat {seat.label}", state.moved_from[who])
        else:
            assert "Go to" not in now.where


def test_the_wall_names_those_who_move_and_the_desk_counts_them() -> None:
    stage, here = begun_without(1)
    loaded = stage.evening()
    state, seats = loaded.state, loaded.scene.problem.room.seat_by_id
    moved = sorted(who for who in here if state.moved_from.get(who, state.programme.home_seats[who]) != state.programme.home_seats[who])
    wall = board(state, loaded.scene)
    assert wall.headline == "Turn to your neighbour. These move first"
    chairs = [seats[state.programme.home_seats[who]] for who in moved]
    assert sorted(line.place for line in wall.places) == sorted(f"{chair.row} · {chair.label}" for chair in chairs)
    stage.to_round(2)
    assert board(stage.evening().state, stage.evening().scene).headline == "Where to go"


def test_where_nobody_moves_the_wall_says_to_turn_to_the_neighbour() -> None:
    emptied()
    stage = planned_stage(12, "neighbour", rows=2, chairs=6)
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    while stage.evening().state.next_cue.round_no != 1:
        stage.next()
    assert stage.next() == "Round 1 of 1 has begun."
    wall = board(stage.evening().state, stage.evening().scene)
    assert (wall.headline, wall.places) == ("Turn to your neighbour", ())


def test_the_evening_goes_on_and_whoever_comes_late_has_a_chair_of_their_own() -> None:
    stage, here = begun_without(2)
    late = [who for who in stage.ids() if who not in here][:6]
    running.arrived(stage.pk, late, by="organizer 1", now=stage.later(60))
    stage.next()
    running.left(stage.pk, here[0], by="organizer 1", now=stage.later(30))
    stage.to_round(2)
    loaded = stage.evening()
    programme = loaded.state.programme
    assert check(loaded.problem(2), programme).violations == ()
    assert {*late} <= programme.home_seats.keys()
    assert len({*programme.home_seats.values()}) == len(programme.home_seats)
    assert [bye for bye in programme.byes if bye.round_no > 1 and bye.attendee in late] == []
