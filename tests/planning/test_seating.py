"""Meetings find places that keep the rules, and people walk little."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Bye
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round
from keywho.core.wishes import Wishes
from keywho.planning.check import check
from keywho.planning.seating import seat_rounds
from strategies import problems_and_programmes


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
