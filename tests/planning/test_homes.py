"""Home chairs: given ones are kept, all are different, and useful people sit near each other."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.layouts import round_tables, rows
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.planning.chairs.homes import _pull, home_chairs
from keywho.planning.chairs.places import Chairs
from keywho.planning.instance import compile_problem
from small_evenings import evening, ids
from strategies import problems


def homes_of(problem: Problem, moves: int = 20_000, seed: int = 0) -> list[int]:
    assert problem.room is not None
    return home_chairs(compile_problem(problem), Chairs.of(problem.room), np.random.default_rng(seed), moves=moves).tolist()


@given(problems(with_room=True), st.integers(0, 99))
@settings(max_examples=60)
def test_given_chairs_are_kept_and_all_are_different(problem: Problem, seed: int) -> None:
    assert problem.room is not None
    home = homes_of(problem, 500, seed)
    taken = [chair for chair in home if chair >= 0]
    assert len(set(taken)) == len(taken) == min(len(problem.attendees), len(problem.room.seats))
    for who, seat in {**problem.wishes.home_seats, **problem.wishes.fixed_seats}.items():
        assert problem.room.seats[home[problem.index[who]]].id == seat


def test_those_who_are_there_longest_find_chairs() -> None:
    gone = {who: frozenset({1, 2}) for who in ids(0, 3)}
    home = homes_of(evening(6, [Round.neighbour()] * 2, room=rows(1, 4), absent=gone))
    assert [chair < 0 for chair in home] == [True, False, False, True, False, False]


def test_friends_to_be_sit_side_by_side_for_a_neighbour_round() -> None:
    """The list brings everybody far from the one they look for."""
    problem = evening(24, [Round.neighbour()], {(i, (i + 12) % 24): 5.0 for i in range(24)}, room=rows(4, 6))
    assert problem.room is not None
    home = homes_of(problem, 200_000)
    beside = sum(problem.room.are_adjacent(problem.room.seats[home[i]].id, problem.room.seats[home[i + 12]].id) for i in range(12))
    assert beside >= 11


def test_useful_people_sit_within_reach_for_nearby_rounds() -> None:
    problem = evening(30, [Round.nearby(1.3)], {(i, (i + 10) % 30): 5.0 for i in range(30)}, room=round_tables(5, 6))
    assert problem.room is not None
    home = homes_of(problem, 200_000)
    seats = [problem.room.seats[chair] for chair in home]
    assert sum(seats[i].walk_m(seats[(i + 10) % 30]) <= 1.3 for i in range(30)) >= 28


@given(st.integers(2, 12), st.integers(0, 999), st.sampled_from([0.0, 1.0, 2.0]), st.sampled_from([0.0, 2.0]))
@settings(max_examples=60)
def test_pull_is_the_worth_of_wanted_people_within_reach_and_beside(count: int, seed: int, near: float, beside: float) -> None:
    chance = np.random.default_rng(seed)
    chairs = Chairs.of(rows(3, 4, front_back=True))
    home = np.where(chance.random(count) < 0.9, chance.permutation(12)[:count], -1).astype(np.int32)
    wanted = [sorted(chance.choice(np.delete(np.arange(count), who), min(3, count - 1), replace=False).tolist()) for who in range(count)]
    worth = chance.integers(1, 9, (count, count)).astype(float)
    sides = np.full((12, 4), -1, np.int32)
    for chair, others in enumerate(chairs.beside):
        sides[chair, : len(others)] = others
    indptr = np.concatenate([[0], np.cumsum([len(others) for others in wanted])])
    listed = np.array([other for others in wanted for other in others], np.int32)
    points = np.array([worth[who, other] for who, others in enumerate(wanted) for other in others])
    i, chair, swapped, there = 0, int(chance.integers(12)), int(chance.integers(-1, count)), int(chance.integers(12))
    expected = 0.0
    for other in wanted[i]:
        seat = there if other == swapped else int(home[other])
        if seat >= 0 and seat != chair:
            expected += near * worth[i, other] * (np.hypot(*(chairs.xy[seat] - chairs.xy[chair])) <= 1.3)
            expected += beside * worth[i, other] * (seat in chairs.beside[chair])
    assert _pull(i, chair, swapped, there, home, chairs.xy, sides, indptr, listed, points, near, 1.3, beside) == expected
