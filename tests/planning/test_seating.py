"""Meetings find places that keep the rules, and people walk little."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.layouts import round_tables, rows, standing
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.chairs.places import Chairs, matching
from keywho.planning.chairs.seating import Seated, pair_room, seat_rounds, table_capacities
from keywho.planning.check import check
from strategies import problems_and_programmes, rooms


def people(count: int) -> tuple[Attendee, ...]:
    return tuple(Attendee(AttendeeId(f"p{no}"), f"Person {no}") for no in range(count))


def in_the_hall(room: Room, rounds: Sequence[Round], count: int, wishes: Wishes | None = None) -> Problem:
    return Problem(people(count), tuple(rounds), room, wishes=wishes or Wishes())


def homes_of(problem: Problem, programme: Programme) -> np.ndarray:
    number = {seat.id: no for no, seat in enumerate(problem.room.seats)} if problem.room else {}
    return np.array([number.get(programme.home_seats.get(attendee.id, SeatId("")), -1) for attendee in problem.attendees], np.int32)


def groups_of(problem: Problem, programme: Programme) -> list[list[list[int]]]:
    return [[[problem.index[who] for who in meeting.attendees] for meeting in programme.by_round.get(RoundNo(no), ())] for no in problem.round_nos]


def in_order(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int32)


@settings(max_examples=300)
@given(problems_and_programmes())
def test_seated_groups_keep_every_rule_of_the_independent_checker(drawn: tuple[Problem, Programme]) -> None:
    problem, programme = drawn
    pinned = {(meeting.round_no, frozenset(meeting.attendees)) for meeting in problem.wishes.pinned}
    groups = groups_of(problem, programme)

    seated = seat_rounds(problem, groups, homes_of(problem, programme))

    left = [(no, frozenset(problem.attendees[one].id for one in group)) for no, group in seated.unseated]
    byes = tuple(Bye(no, who) for no, group in left for who in sorted(group))
    held = {(meeting.round_no, frozenset(meeting.attendees)) for meeting in seated.meetings}
    assert len(held) + len(left) == len(programme.meetings)
    violations = check(problem, replace(programme, meetings=seated.meetings, byes=programme.byes + byes)).violations
    lost_pins = [violation for violation in violations if pinned & set(left) and violation.code.startswith("pinned")]
    assert [violation for violation in violations if violation not in lost_pins] == []


@given(rooms(), st.integers(0, 2**20))
def test_matchings_of_chairs_are_maximum(room: Room, seed: int) -> None:
    chairs = Chairs.of(room)
    rng = np.random.default_rng(seed)
    free = frozenset(np.flatnonzero(rng.random(len(chairs)) < 0.8).tolist())
    liked = [(one, other) for one in range(len(chairs)) for other in chairs.beside[one] if rng.random() < 0.2]

    mate = matching(chairs.beside, free, liked=liked)

    assert all(mate[mate[one]] == one and mate[one] in chairs.beside[one] and {one, mate[one]} <= free for one in mate)
    assert len(mate) == 2 * most_dominoes(chairs.beside, free)


@given(st.integers(3, 9), st.integers(0, 2**20))
def test_matchings_are_maximum_in_rooms_of_any_shape(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    touches = np.triu(rng.random((count, count)) < 0.35, 1)
    beside = [np.flatnonzero(touches[one] | touches[:, one]).tolist() for one in range(count)]
    everything = frozenset(range(count))
    assert len(matching(beside, everything)) == 2 * most_dominoes(beside, everything)
    first = rng.permutation(count)[:2].tolist()
    if first[1] not in beside[first[0]]:
        assert (set(first) <= matching(beside, everything, first=first).keys()) == can_both_be_covered(beside, *first)


def can_both_be_covered(beside: Sequence[Sequence[int]], one: int, other: int) -> bool:
    return any(here != there for here in beside[one] for there in beside[other])


def most_dominoes(beside: Sequence[Sequence[int]], free: frozenset[int]) -> int:
    """The definition: try every mate of the first chair, and leaving it alone."""
    if not free:
        return 0
    one = min(free)
    rest = free - {one}
    mates = [other for other in beside[one] if other in rest]
    if len(mates) == 1 and sum(other in rest for other in beside[mates[0]]) == 0:
        return 1 + most_dominoes(beside, rest - {mates[0]})
    best = most_dominoes(beside, rest)
    return max([best, *(1 + most_dominoes(beside, rest - {other}) for other in mates)])


@settings(max_examples=150)
@given(rooms(), st.data())
def test_whatever_fits_can_be_seated(room: Room, data: st.DataObject) -> None:
    chairs = len(room.seats)
    trios = data.draw(st.integers(0, chairs // 3))
    pairs = data.draw(st.integers(0, (chairs - 3 * trios) // 2))
    count = 2 * pairs + 3 * trios
    problem = in_the_hall(room, [Round.nearby(None)], max(count, 2))
    order = data.draw(st.permutations(range(count)))
    groups = [list(order[2 * at : 2 * at + 2]) for at in range(pairs)] + [list(order[2 * pairs + 3 * at :][:3]) for at in range(trios)]
    homes = np.array([*data.draw(st.permutations(range(chairs)))[:count], *[-1] * 2][: max(count, 2)], np.int32)

    seated = seat_rounds(problem, [groups], homes)

    assert len(seated.meetings) + len(seated.unseated) == pairs + trios
    if pair_room(problem, 1).fits(pairs, trios):
        assert seated.unseated == ()


def test_pair_room_is_exact_in_rows_of_five_chairs() -> None:
    here = pair_room(in_the_hall(rows(6, 5), [Round.nearby()], 30), 1)
    assert [here.most_pairs(trios) for trios in range(8)] == [12, 11, 10, 9, 8, 7, 6, -1]
    assert here.most_people(30) == (6, 6)
    assert here.most_people(30, most_trios=0) == (12, 0)
    assert here.most_people(25) == (11, 1)
    assert here.most_people(24) == (12, 0)


@pytest.mark.parametrize("length", range(1, 14))
def test_pair_room_is_exact_in_one_row_and_at_one_table(length: int) -> None:
    for room in [rows(1, length), *([round_tables(1, length)] if length > 2 else [])]:
        here = pair_room(in_the_hall(room, [Round.nearby()], 2), 1)
        assert [here.fits(pairs, trios) for pairs in range(8) for trios in range(6)] == [
            2 * pairs + 3 * trios <= length for pairs in range(8) for trios in range(6)
        ]


def test_chairs_of_those_who_cannot_move_are_counted_as_pairs() -> None:
    wishes = Wishes(fixed_seats={AttendeeId("p0"): SeatId("A2"), AttendeeId("p1"): SeatId("A3")})
    here = pair_room(in_the_hall(rows(1, 4), [Round.nearby()], 4, wishes), 1)
    assert (here.fits(2), here.fits(3)) == (True, False)


@pytest.mark.parametrize("room", [rows(6, 10), rows(6, 10, front_back=True), round_tables(10, 6), rows(6, 11, aisles=[6], front_back=True)])
def test_a_full_room_is_tiled_completely(room: Room) -> None:
    count = len(room.seats)
    order = np.random.default_rng(3).permutation(count).tolist()
    problem = in_the_hall(room, [Round.nearby(None)] * 2, count)
    pairs = [order[at : at + 2] for at in range(0, count, 2)]
    assert seat_rounds(problem, [pairs, pairs], in_order(count)).unseated == ()


def test_nobody_walks_who_sits_beside_the_partner_already() -> None:
    problem = in_the_hall(rows(3, 6), [Round.nearby()], 10)
    homes = np.array([0, 1, 2, 3, 7, 8, 9, 10, 13, 14], np.int32)
    groups = [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]
    seats = {who: seat for meeting in seat_rounds(problem, [groups], homes).meetings for who, seat in zip(meeting.attendees, meeting.seats, strict=True)}
    assert seats == {f"p{no}": problem.room.seats[home].id for no, home in enumerate(homes.tolist())}  # type: ignore[union-attr]


def test_people_of_a_full_room_walk_far_less_than_with_places_by_chance() -> None:
    rng = np.random.default_rng(5)
    problem = in_the_hall(rows(6, 10), [Round.nearby(3.0)], 60)
    seats = problem.room.seats  # type: ignore[union-attr]
    waiting, pairs = rng.permutation(60).tolist(), []
    while waiting:
        one = waiting.pop()
        other = min(waiting, key=lambda two: abs(seats[one].walk_m(seats[two]) - 2.0))
        waiting.remove(other)
        pairs.append([one, other])

    seated = seat_rounds(problem, [pairs], in_order(60))

    walked = metres(problem, seated)
    by_chance = [
        replace(meeting, seats=other.seats) for meeting, other in zip(seated.meetings, rng.permutation(np.array(seated.meetings, object)), strict=True)
    ]
    assert walked < 60 * 1.2
    assert walked < metres(problem, Seated(tuple(by_chance))) / 2


def metres(problem: Problem, seated: Seated) -> float:
    room = problem.room
    assert room is not None
    here = {attendee.id: seat for attendee, seat in zip(problem.attendees, room.seats, strict=False)}
    total = 0.0
    for meeting in seated.meetings:
        for who, seat in zip(meeting.attendees, meeting.seats, strict=True):
            total += here[who].walk_m(room.seat_by_id[seat])
            here[who] = room.seat_by_id[seat]
    return total


def test_the_others_come_to_somebody_who_cannot_move() -> None:
    wishes = Wishes(fixed_seats={AttendeeId("p5"): SeatId("B3")})
    problem = in_the_hall(rows(2, 5), [Round.nearby(None), Round.nearby(9.0), Round.table(5)], 10, wishes)
    homes = np.array([0, 1, 2, 3, 4, 7, 5, 6, 8, 9], np.int32)
    groups = [[[0, 5], [1, 2], [3, 4]], [[6, 5, 9], [0, 1], [7, 8]], [[5, 0, 2, 4, 6], [1, 3, 7, 8, 9]]]

    seated = seat_rounds(problem, groups, homes)

    assert seated.unseated == ()
    assert {meeting.seat_of(AttendeeId("p5")) for meeting in seated.meetings if "p5" in meeting.attendees} == {"B3"}
    assert_rules(problem, seated, homes)


def assert_rules(problem: Problem, seated: Seated, homes: np.ndarray) -> None:
    room = problem.room
    assert room is not None
    places = {attendee.id: room.seats[home].id for attendee, home in zip(problem.attendees, homes.tolist(), strict=True) if home >= 0}
    busy = {(meeting.round_no, who) for meeting in seated.meetings for who in meeting.attendees}
    byes = [Bye(RoundNo(no), who) for no in problem.round_nos for who in problem.present(no) if (no, who) not in busy]
    assert check(problem, Programme(seated.meetings, tuple(byes), places)).violations == ()


def test_hosts_keep_one_table_and_those_with_a_table_keep_theirs() -> None:
    hosting = Hosting({AttendeeId("p0"): None, AttendeeId("p1"): TableId("table3"), AttendeeId("p2"): None})
    problem = in_the_hall(round_tables(4, 6), [Round.hosts(2), Round.hosts(3), Round.hosts(2)], 12, Wishes(hosting=hosting))
    groups = [[[0, 3, 4], [1, 5, 6], [2, 7, 8]], [[0, 9, 10, 11], [1, 3, 4]], [[2, 3, 9], [1, 10, 11]]]

    seated = seat_rounds(problem, groups, in_order(12))

    assert seated.unseated == ()
    assert {meeting.table for meeting in seated.meetings if "p1" in meeting.attendees} == {"table3"}
    assert_rules(problem, seated, in_order(12))


def test_small_groups_leave_the_large_tables_to_large_groups() -> None:
    room = round_tables(3, 6)
    small = replace(room, tables=(replace(room.tables[0], seats=room.tables[0].seats[:3]), *room.tables[1:]))
    problem = in_the_hall(small, [Round.table(6)], 15)
    seated = seat_rounds(problem, [[[0, 1, 2], [3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13, 14]]], in_order(15)[::-1].copy())
    assert seated.unseated == ()
    assert table_capacities(problem, 1).tolist() == [3, 6, 6]


def test_groups_without_a_place_are_named() -> None:
    problem = in_the_hall(standing(1, 3), [Round.nearby(None), Round.neighbour()], 5)
    seated = seat_rounds(problem, [[[0, 1], [2, 3]], [[0, 1], [2, 3]]], np.array([0, 1, 2, -1, -1], np.int32))
    assert len(seated.meetings) == 2
    assert seated.unseated == ((1, (2, 3)), (2, (2, 3)))


def test_pinned_meetings_keep_the_chairs_given() -> None:
    pinned = Meeting(RoundNo(1), (AttendeeId("p0"), AttendeeId("p7")), (SeatId("B5"), SeatId("B4")))
    problem = in_the_hall(rows(2, 5), [Round.nearby(None)], 8, Wishes(pinned=(pinned,)))
    seated = seat_rounds(problem, [[[1, 2], [7, 0], [3, 4], [5, 6]]], in_order(8))
    assert seated.meetings[1].seat_of(AttendeeId("p0")) == "B5"
    assert seated.meetings[1].seat_of(AttendeeId("p7")) == "B4"
    assert seated.unseated == ()


def test_without_a_room_meetings_have_no_chairs() -> None:
    problem = Problem(people(5), (Round.nearby(), Round.table(3)))
    seated = seat_rounds(problem, [[[0, 1], [2, 3, 4]], [[4, 0, 2]]], np.full(5, -1, np.int32))
    assert seated == Seated(
        (
            Meeting(RoundNo(1), (AttendeeId("p0"), AttendeeId("p1"))),
            Meeting(RoundNo(1), (AttendeeId("p2"), AttendeeId("p3"), AttendeeId("p4"))),
            Meeting(RoundNo(2), (AttendeeId("p4"), AttendeeId("p0"), AttendeeId("p2"))),
        )
    )


def test_a_hall_of_a_thousand_is_seated_by_the_places_nearby() -> None:
    room = rows(25, 40, aisles=[20])
    problem = in_the_hall(room, [Round.nearby(None), Round.table(5), Round.nearby(None)], 1000)
    order = np.random.default_rng(1).permutation(1000).tolist()
    pairs, tables = [order[at : at + 2] for at in range(0, 1000, 2)], [order[at : at + 5] for at in range(0, 1000, 5)]
    seated = seat_rounds(problem, [pairs, tables, [[*pair] for pair in zip(order[:500], order[500:], strict=True)]], in_order(1000), sweeps=0)
    assert seated.unseated == ()
    assert_rules(problem, seated, in_order(1000))
