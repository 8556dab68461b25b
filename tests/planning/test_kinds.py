"""Requests and hosts rounds among others, as the engine plans them."""

import pytest

from keywho.core.layouts import round_tables, rows
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.wishes import Hosting
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from small_evenings import evening, groups_of, ids, two

HOSTS = Hosting(dict.fromkeys(ids(0, 1, 2)))


def held(problem: Problem, moves: int = 20_000) -> list[list[list[int]]]:
    result = plan(problem, stop=MaxMoves(moves))
    assert check(problem, result.programme).ok
    return groups_of(problem, result.programme)


@pytest.mark.parametrize("room", [None, rows(4, 6), round_tables(6, 4)])
def test_all_kinds_of_rounds_go_together(room: object) -> None:
    requests = tuple((*ids(i), *ids((i + 5) % 20)) for i in range(20))
    kinds = [Round.neighbour(), Round.requests(), Round.hosts(3), Round.table(4), Round.nearby(3.0), Round.requests(), Round.hosts(3)]
    problem = evening(20, kinds, {(i, (i + 3) % 20): 3.0 for i in range(20)}, room=room, requests=requests, hosting=HOSTS)  # type: ignore[arg-type]
    groups = held(problem)
    asked = {frozenset((i, (i + 5) % 20)) for i in range(20)}
    assert all(groups)
    assert all(frozenset(pair) in asked for no in (1, 5) for pair in groups[no])
    assert [sorted(set(group) & {0, 1, 2}) for no in (2, 6) for group in groups[no]] == [[0], [1], [2]] * 2


def test_requests_that_fit_are_all_held() -> None:
    requests = tuple((*ids(i), *ids((i + 1) % 8)) for i in range(8))
    groups = held(evening(8, [Round.requests()] * 2, requests=requests))
    assert {tuple(pair) for round_ in groups for pair in round_} == {tuple(sorted((i, (i + 1) % 8))) for i in range(8)}


def test_guests_meet_another_host_in_each_round() -> None:
    groups = held(evening(9, [Round.hosts(2)] * 3, hosting=HOSTS))
    met = [frozenset((host, guest)) for round_ in groups for group in round_ for host in group if host < 3 for guest in group if guest >= 3]
    assert len(met) == len(set(met)) == 18


def test_forbidden_requests_are_never_held_and_named() -> None:
    problem = evening(6, [Round.requests()] * 2, requests=((*ids(0), *ids(1)), (*ids(2), *ids(3))), must_not_meet=frozenset({two(0, 1)}))
    result = plan(problem, stop=MaxMoves(1000))
    assert check(problem, result.programme).ok
    assert {wish.names for wish in result.unmet} == {ids(0, 1)}
    assert [sorted(pair) for round_ in groups_of(problem, result.programme) for pair in round_].count([2, 3]) == 1


def test_pinned_requests_stay_and_the_rest_goes_around_them() -> None:
    from keywho.core.ids import RoundNo
    from keywho.core.meeting import Meeting

    pinned = (Meeting(RoundNo(2), ids(0, 1)),)
    groups = held(evening(4, [Round.requests()] * 2, requests=((*ids(0), *ids(1)), (*ids(1), *ids(2)), (*ids(0), *ids(3))), pinned=pinned))
    assert [sorted(map(tuple, round_)) for round_ in groups] == [[(0, 3), (1, 2)], [(0, 1)]]
