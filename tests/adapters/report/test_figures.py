import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.report.made import crowd, sixty
from keywho.adapters.report.figures import Figures
from keywho.adapters.report.svg import ticks
from keywho.adapters.report.words import counted, grouped, initials, percent, pointed, visible
from keywho.core import layouts
from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.planning.check import check
from strategies import problems_and_programmes


@settings(max_examples=150)
@given(problems_and_programmes())
def test_what_all_people_get_adds_up_to_the_checked_score(evening: tuple[Problem, Programme]) -> None:
    problem, programme = evening
    figures = Figures(problem, programme)
    plain = replace(problem, weights=replace(problem.weights, both_ways=0.0))  # what people get is theirs, however both directions are weighed
    assert figures.people == Figures(plain, programme).people
    score = check(plain, programme).score
    assert sum(person.points for person in figures.people) == pytest.approx(score.benefit + score.useful)
    assert sum(round_.walked_m for round_ in figures.rounds) == pytest.approx(score.walk_m)
    assert sum(len(person.byes) for person in figures.people) == len(programme.byes)


def test_people_come_in_the_order_of_who_gets_least() -> None:
    figures = Figures(*sixty())
    points = [person.points for person in figures.least]
    assert points == sorted(points)
    assert {person.attendee.id for person in figures.least} == {attendee.id for attendee in figures.problem.attendees}


def test_a_walk_begins_at_the_home_chair_and_then_at_the_chair_before() -> None:
    one, other = AttendeeId("a1"), AttendeeId("a2")
    problem, _ = crowd(2, [Round.nearby(None)] * 3, layouts.rows(1, 5))
    seats = [("A1", "A2"), ("A4", "A5"), ("A4", "A5")]
    meetings = tuple(Meeting(RoundNo(no), (one, other), (SeatId(a), SeatId(b))) for no, (a, b) in enumerate(seats, 1))
    figures = Figures(problem, Programme(meetings, (), {one: SeatId("A1"), other: SeatId("A3")}))
    assert [[(walk.who, walk.start, walk.goal, round(walk.metres, 3)) for walk in round_.walks] for round_ in figures.rounds] == [
        [("a2", "A3", "A2", 0.6)],
        [("a1", "A1", "A4", 1.8), ("a2", "A2", "A5", 1.8)],
        [],
    ]


def test_separate_circles_of_people_are_counted() -> None:
    problem, _ = crowd(6, [Round.nearby(None)])
    pairs = [("a1", "a2"), ("a3", "a4")]
    programme = Programme(
        tuple(Meeting(RoundNo(1), (AttendeeId(one), AttendeeId(other))) for one, other in pairs),
        (Bye(RoundNo(1), AttendeeId("a5")), Bye(RoundNo(1), AttendeeId("a6"))),
    )
    assert Figures(problem, programme).circles == 4


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_axis_numbers_lie_inside_and_are_not_too_many(low: float, span: float) -> None:
    marks = ticks(low, low + span, 6)
    assert 1 <= len(marks) <= 8
    assert all(low - span * 1e-6 <= mark <= low + span * (1 + 1e-6) for mark in marks)
    steps = {round((later - earlier) / span, 6) for earlier, later in pairwise(marks)}
    assert len(steps) <= 1


def test_numbers_are_written_as_people_write_them() -> None:
    assert [grouped(0), grouped(-0.01), grouped(1234.56), grouped(-3), pointed(7), pointed(-0.04)] == ["0", "0", "1,234.6", "−3", "7.0", "0.0"]
    assert [percent(0), percent(1e-9), percent(0.0321), percent(1)] == ["0 percent", "less than 0.1 percent", "3.2 percent", "100 percent"]
    assert [counted(1, "bye", "byes"), counted(0, "bye", "byes")] == ["1 bye", "0 byes"]
    assert math.isfinite(len(percent(float("inf"))))


@given(st.text(max_size=30))
def test_any_name_has_short_initials_and_keeps_all_its_letters(name: str) -> None:
    assert len(initials(name)) <= 2
    assert len(visible(name)) == len(name)
    assert not any(ord(char) < 32 for char in visible(name))
