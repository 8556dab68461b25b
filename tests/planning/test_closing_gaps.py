"""Whoever is left over between empty chairs moves on to another home chair: who does, who never does, and that nobody is left over for nothing."""

from dataclasses import replace
from random import Random

import pytest
from happenings import expect_promises, people, planned
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.changes import Departure, LateArrival, NoShow, SeatLost
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
from keywho.core.layouts import round_tables, rows
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.wishes import Wishes
from keywho.planning.repair import Repair, repair
from keywho.planning.repair.changed_room import lost_seats
from strategies import problems, programmes


def who(no: int) -> AttendeeId:
    return AttendeeId(f"a{no}")


def moved(before: Programme, repaired: Repair) -> dict[AttendeeId, SeatId]:
    """Give the new home chairs of those who are there and had another one."""
    after = repaired.result.programme.home_seats
    return {person: seat for person, seat in after.items() if before.home_seats.get(person, seat) != seat}


def byes_in(repaired: Repair, no: int) -> list[AttendeeId]:
    return [bye.attendee for bye in repaired.result.programme.byes if bye.round_no == no]


def seated(chairs: str, *meetings: tuple[int, ...], rounds: tuple[Round, ...] = (Round.neighbour(),), room: Room | None = None) -> tuple[Problem, Programme]:
    """Give an evening with its home chairs ("A1 A2 B1": those of a1, a2, a3), and the meetings of a first neighbour round."""
    homes = {who(no): SeatId(seat) for no, seat in enumerate(chairs.split(), 1)}
    problem = Problem(people(len(homes)), rounds, room or rows(3, 10), wishes=Wishes(home_seats=homes))
    held = tuple(Meeting(RoundNo(1), tuple(map(who, group)), tuple(homes[who(no)] for no in group)) for group in meetings)
    met = {person for meeting in held for person in meeting.attendees}
    return problem, Programme(held, tuple(Bye(RoundNo(1), person) for person in homes if person not in met), homes)


def test_of_two_who_sit_alone_one_moves_beside_the_other_and_nobody_else_hears_of_it() -> None:
    problem, programme = seated("A1 A2 A5 A6 B1 B2 C9 C10", (1, 2), (3, 4), (5, 6), (7, 8))
    repaired = repair(problem, programme, [NoShow(who(2)), NoShow(who(4))], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert byes_in(repaired, 1) == []
    assert moved(programme, repaired) in ({who(1): "A4"}, {who(3): "A2"})
    assert repaired.difference.changed.keys() == {who(1), who(2), who(3), who(4)}
    assert repaired.problem.wishes.home_seats == repaired.result.programme.home_seats, "whoever wished for a chair and moved has the new one"


def test_one_who_sits_alone_moves_to_the_nearest_two_and_they_stay_where_they_are() -> None:
    problem, programme = seated("A1 A2 A9 A10 C5 C6", (1, 2), (3, 4), (5, 6))
    repaired = repair(problem, programme, NoShow(who(3)), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert moved(programme, repaired) == {who(4): "C7"}
    assert [{*meeting.attendees} for meeting in repaired.result.programme.meetings] == [{who(1), who(2)}, {who(4), who(5), who(6)}]


def test_who_cannot_move_stays_and_the_other_comes() -> None:
    problem, programme = seated("A1 A2 A5 A6", (1, 2), (3, 4))
    wishes = Wishes(fixed_seats={who(1): SeatId("A1")}, home_seats=problem.wishes.home_seats)
    repaired = repair(replace(problem, wishes=wishes), programme, [NoShow(who(2)), NoShow(who(4))], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert moved(programme, repaired) == {who(3): "A2"}


def test_nobody_moves_to_somebody_whom_they_must_not_meet() -> None:
    problem, programme = seated("A1 A2 A5 A6 C9 C10", (1, 2), (3, 4), (5, 6))
    wishes = replace(problem.wishes, must_not_meet=frozenset({pair_of(who(1), who(3))}))
    repaired = repair(replace(problem, wishes=wishes), programme, [NoShow(who(no)) for no in (2, 4, 6)], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert len(byes_in(repaired, 1)) == 1
    assert len(repaired.result.programme.meetings) == 1


def test_a_chair_that_is_lost_is_nobodys_new_home() -> None:
    problem, programme = seated("A1 A2 A4 A5", (1, 2), (3, 4), room=rows(1, 5))
    gone = [NoShow(who(2)), NoShow(who(4))]
    assert set(moved(programme, repair(problem, programme, gone, deadline_s=60)).values()) <= {"A2", "A3"}
    repaired = repair(problem, programme, [*gone, SeatLost(SeatId("A2")), SeatLost(SeatId("A3"))], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert moved(programme, repaired) == {who(1): "A5"}


def test_a_newcomer_sits_down_beside_somebody_who_is_alone() -> None:
    problem, programme = seated("A1 A2 B5 B6 C9 C10", (1, 2), (3, 4), (5, 6))
    worth = {who(1): 9.0, who(2): 9.0}
    newcomer = LateArrival(Attendee(AttendeeId("eve"), "Eve Fox"), RoundNo(1), worth, worth)
    repaired = repair(problem, programme, [NoShow(who(6)), newcomer], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert moved(programme, repaired) == {}
    assert {*repaired.result.programme.by_attendee[AttendeeId("eve")][0].attendees} == {who(5), "eve"}
    assert repaired.result.programme.home_seats[AttendeeId("eve")] in {"C8", "C10"}


@pytest.mark.parametrize("earlier", [Round.neighbour(), Round.table(4)])
def test_who_met_from_a_home_chair_keeps_it(earlier: Round) -> None:
    problem = Problem(people(12), (earlier, Round.neighbour()), round_tables(3, 4))
    programme = planned(problem)
    mate = programme.meeting_of(who(1), RoundNo(2))
    other = next(meeting for meeting in programme.by_round[RoundNo(2)] if meeting is not mate)
    assert mate
    gone = [Departure(person, RoundNo(2)) for person in (*mate.others(who(1)), *other.attendees[1:])]
    repaired = repair(problem, programme, gone, from_round=2, deadline_s=60)
    expect_promises(programme, repaired, 2)
    if earlier.kind is RoundKind.NEIGHBOUR:
        assert moved(programme, repaired) == {}
    else:
        assert byes_in(repaired, 2) == []


def test_a_round_under_way_is_left_as_it_is() -> None:
    problem, programme = seated("A1 A2 A5 A6 C1 C2", (1, 2), (3, 4), (5, 6))
    repaired = repair(problem, programme, [Departure(who(2), RoundNo(1)), Departure(who(4), RoundNo(1))], under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert moved(programme, repaired) == {}
    assert byes_in(repaired, 1) == [who(1), who(3)]


def test_people_move_within_reach_and_tables_stay_as_they_were() -> None:
    homes = {who(1): SeatId("A1"), who(2): SeatId("A2"), who(3): SeatId("A9"), who(4): SeatId("A10")}
    problem = Problem(people(4), (Round.nearby(1.3), Round.table(4)), rows(1, 10), wishes=Wishes(home_seats=homes))
    programme = planned(problem)
    table = programme.by_round[RoundNo(2)]
    repaired = repair(problem, programme, [Departure(who(2), RoundNo(1)), Departure(who(4), RoundNo(1))], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert byes_in(repaired, 1) == []
    assert moved(programme, repaired) in ({who(1): "A7"}, {who(3): "A3"})
    stayed = repair(problem, programme, [Departure(who(2), RoundNo(2))], deadline_s=60)
    assert table[0].table == stayed.result.programme.by_round[RoundNo(2)][0].table == TableId("circle-4-1")
    assert moved(programme, stayed) == {}


@given(st.integers(3, 16), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_in_one_row_nobody_is_left_over(count: int, chance: Random) -> None:
    problem = Problem(people(count), (Round.neighbour(),), rows(1, count + chance.randint(0, 2)))
    programme = planned(problem)
    gone = chance.sample([person.id for person in problem.attendees], chance.randint(1, count - 2))
    repaired = repair(problem, programme, [NoShow(person) for person in gone], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert byes_in(repaired, 1) == []


@given(st.sampled_from([rows(2, 6), rows(3, 5, aisles=[2]), rows(4, 3, front_back=True), round_tables(3, 4), rows(6, 10, aisles=[4])]), st.data())
@settings(max_examples=60)
def test_a_bye_is_left_only_where_no_chair_is_free_beside_anybody(room: Room, data: st.DataObject) -> None:
    problem = Problem(people(len(room.seats)), (Round.neighbour(),), room)
    programme = planned(problem)
    gone = data.draw(st.sets(st.sampled_from([person.id for person in problem.attendees]), min_size=1, max_size=len(room.seats) - 2))
    repaired = repair(problem, programme, [NoShow(person) for person in sorted(gone)], deadline_s=60)
    expect_promises(programme, repaired, 1)
    homes = repaired.result.programme.home_seats
    left = byes_in(repaired, 1)
    beside = {seat for person, home in homes.items() if left and person != left[0] for seat in room.beside[home]}
    assert beside <= {*homes.values()}
    assert len(left) <= 1


@st.composite
def measured_evenings(draw: st.DrawFn) -> tuple[Problem, Programme]:
    """Draw evenings in which home chairs matter."""
    kinds = (RoundKind.NEIGHBOUR, RoundKind.NEIGHBOUR, RoundKind.NEARBY, RoundKind.TABLE)
    problem = draw(problems(kinds=kinds, max_rounds=4, with_room=True))
    return problem, draw(programmes(problem))


@given(measured_evenings(), st.data())
@settings(max_examples=150)
def test_many_stay_away_and_nobody_moves_who_must_not(drawn: tuple[Problem, Programme], data: st.DataObject) -> None:
    problem, programme = drawn
    ids = [person.id for person in problem.attendees]
    if not ids:
        return
    first, under_way = data.draw(st.integers(1, len(problem.rounds))), data.draw(st.booleans())
    gone = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    repaired = repair(problem, programme, [NoShow(person) for person in gone], from_round=first, under_way=under_way, deadline_s=60)
    expect_promises(programme, repaired, first)
    after, changed = repaired.result.programme, moved(programme, repaired)
    measured = [no for no in problem.round_nos if problem.measures_reach(no) and no < first + under_way]
    assert changed.keys().isdisjoint(problem.wishes.fixed_seats)
    assert changed.keys().isdisjoint(person for meeting in after.meetings if meeting.round_no in measured for person in meeting.attendees)
    assert lost_seats(repaired.problem.room).isdisjoint(changed.values())
    assert all(repaired.problem.wishes.home_seats.get(person, seat) == seat for person, seat in after.home_seats.items())


@given(st.sampled_from([rows(3, 5), rows(2, 8, aisles=[3]), round_tables(3, 5)]), st.integers(6, 15), st.integers(1, 2), st.data())
@settings(max_examples=60)
def test_there_are_never_more_byes_than_where_nobody_can_move(room: Room, count: int, rounds: int, data: st.DataObject) -> None:
    problem = Problem(people(count), (Round.neighbour(),) * rounds, room)
    programme = planned(problem)
    gone = data.draw(st.sets(st.sampled_from([person.id for person in problem.attendees]), min_size=1))
    still = replace(problem, wishes=Wishes(fixed_seats=programme.home_seats))
    byes = [len(repair(one, programme, [NoShow(person) for person in sorted(gone)], deadline_s=60).result.programme.byes) for one in (problem, still)]
    assert byes[0] <= byes[1]


def test_the_same_seed_moves_the_same_people() -> None:
    problem = Problem(people(60), (Round.neighbour(), Round.nearby(), Round.table(6)), rows(6, 10, aisles=[4]))
    programme = planned(problem)
    gone = [NoShow(who(no)) for no in range(1, 61, 3)]
    one, again = (repair(problem, programme, gone, deadline_s=60, seed=5).result.programme for _ in range(2))
    assert one == again
    assert one.byes == ()
