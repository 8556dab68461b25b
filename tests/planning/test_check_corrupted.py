"""A good programme, corrupted in one of many ways, is never good."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from verdicts import codes, wishing

from keywho.core.errors import FaultyProblem
from keywho.core.ids import RoundNo, SeatId, pair_of
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.check import check
from strategies import problems_and_programmes

Evening = tuple[Problem, Programme]
Corruption = Callable[[st.DataObject, Problem, Programme], tuple[str, Evening] | None]


def one_of(data: st.DataObject, choices: list[Meeting]) -> Meeting | None:
    return data.draw(st.sampled_from(choices)) if choices else None


def replaced(plan: Programme, old: Meeting, new: Meeting) -> Programme:
    return replace(plan, meetings=tuple(new if held is old else held for held in plan.meetings))


def drop_a_bye(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    if not plan.byes:
        return None
    gone = data.draw(st.sampled_from(plan.byes))
    return "left-out", (problem, replace(plan, byes=tuple(kept for kept in plan.byes if kept != gone)))


def drop_a_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    gone = one_of(data, [*plan.meetings])
    return ("left-out", (problem, replace(plan, meetings=tuple(kept for kept in plan.meetings if kept is not gone)))) if gone else None


def put_somebody_into_a_second_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    found = [(one, other) for one in plan.meetings for other in plan.meetings if one is not other and one.round_no == other.round_no]
    if not found:
        return None
    one, other = data.draw(st.sampled_from(found))
    return "two-meetings", (problem, replaced(plan, one, replace(one, attendees=(other.attendees[0], *one.attendees[1:]))))


def add_a_bye_to_a_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [*plan.meetings])
    return ("meeting-and-bye", (problem, replace(plan, byes=(*plan.byes, Bye(held.round_no, held.attendees[-1]))))) if held else None


def send_somebody_home(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if not problem.wishes.pinned])
    if held is None:
        return None
    gone = {**problem.wishes.absent, held.attendees[0]: frozenset(RoundNo(no) for no in problem.round_nos)}
    return "absent-meeting", (wishing(problem, absent=gone, must_meet=frozenset()), plan)


def forbid_two_who_meet(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if not problem.wishes.pinned])
    return ("forbidden-pair", (wishing(problem, must_meet=frozenset(), must_not_meet=frozenset(held.pairs())), plan)) if held else None


def take_a_taken_seat(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats])
    return ("seat-taken", (problem, replaced(plan, held, replace(held, seats=(held.seats[1], *held.seats[1:]))))) if held else None


def forget_a_seat(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats])
    return ("seat-count", (problem, replaced(plan, held, replace(held, seats=held.seats[:-1])))) if held else None


def invent_a_chair(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats])
    return ("unknown-seat", (problem, replaced(plan, held, replace(held, seats=(*held.seats[:-1], SeatId("a cushion")))))) if held else None


def forget_the_table(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats and not problem.round(held.round_no).of_pairs])
    return ("unknown-table", (problem, replaced(plan, held, replace(held, table=None)))) if held else None


def overfill_a_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    largest = max(round_.largest for round_ in problem.rounds)
    held = one_of(data, [held for held in plan.meetings if len(problem.attendees) > largest])
    return ("too-large", (problem, replaced(plan, held, replace(held, attendees=tuple(problem.index)[: largest + 1])))) if held else None


def make_it_a_meeting_of_one(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [*plan.meetings])
    return ("too-small", (problem, replaced(plan, held, replace(held, attendees=held.attendees[:1], seats=held.seats[:1])))) if held else None


def pin_a_bye(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    idle = [
        pair
        for one in plan.byes
        for two in plan.byes
        if one.round_no == two.round_no
        for pair in [pair_of(one.attendee, two.attendee)]
        if pair[0] < pair[1] and pair not in problem.forbidden and not problem.pinned_in(one.round_no)
    ]
    if not idle:
        return None
    pair = data.draw(st.sampled_from(idle))
    no = next(one.round_no for one in plan.byes if one.attendee == pair[0] and Bye(one.round_no, pair[1]) in plan.byes)
    if problem.pinned_in(no):
        return None
    try:
        return "pinned-lost", (wishing(problem, pinned=(*problem.wishes.pinned, Meeting(no, pair))), plan)
    except FaultyProblem:  # two hosts, or two who did not ask for each other
        return None


def swap_home_chairs(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    given_homes = {**problem.wishes.home_seats, **problem.wishes.fixed_seats}
    if not given_homes or len(plan.home_seats) < 2:
        return None
    one = data.draw(st.sampled_from(sorted(given_homes)))
    other = data.draw(st.sampled_from(sorted(set(plan.home_seats) - {one})))
    homes = {**plan.home_seats, one: plan.home_seats[other], other: plan.home_seats[one]}
    return "home-moved", (problem, replace(plan, home_seats=homes))


def ask_for_somebody_else(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if problem.round(held.round_no).kind is RoundKind.REQUESTS])
    if held is None:
        return None
    others = tuple(asked for asked in problem.wishes.requests if pair_of(*asked) not in held.pairs())
    if not others:
        return None
    try:
        return "not-requested", (wishing(problem, requests=others, must_meet=frozenset(), pinned=()), plan)
    except FaultyProblem:
        return None


CORRUPTIONS: list[Corruption] = [
    drop_a_bye,
    drop_a_meeting,
    put_somebody_into_a_second_meeting,
    add_a_bye_to_a_meeting,
    send_somebody_home,
    forbid_two_who_meet,
    take_a_taken_seat,
    forget_a_seat,
    invent_a_chair,
    forget_the_table,
    overfill_a_meeting,
    make_it_a_meeting_of_one,
    pin_a_bye,
    swap_home_chairs,
    ask_for_somebody_else,
]


@pytest.mark.parametrize("corrupt", CORRUPTIONS, ids=lambda corrupt: corrupt.__name__)
@given(evening=problems_and_programmes(max_people=9, max_rounds=3), data=st.data())
@settings(max_examples=40)
def test_corrupted_programme_is_found_out(corrupt: Corruption, evening: Evening, data: st.DataObject) -> None:
    corrupted = corrupt(data, *evening)
    if corrupted:
        code, broken = corrupted
        assert code in codes(check(*broken))
