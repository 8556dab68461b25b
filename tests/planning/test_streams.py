"""One search on several cores: twins, streams that go their own way, and dealt rounds."""

import numpy as np
import pytest
from hypothesis import given, settings
from test_kernels import assert_counted, crowds, plain_gains, plain_held, plain_points, search_of, seeds

from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.search import dealing, streams
from keywho.planning.search.dealing import DealtRounds
from keywho.planning.search.pace import Budget
from keywho.planning.search.streams import Streams, on_cores
from keywho.planning.search.table_search import TableSearch
from keywho.planning.stopping import MaxMoves
from small_evenings import evening

PLAIN = Weights(useful=())


def crowd(seed: int, *, dense: bool = True, rounds: int = 4) -> TableSearch:
    points = {(i, (i * 7 + step) % 70): float(1 + (i + step) % 9) for i in range(70) for step in (3, 11, 29)}
    return search_of(evening(70, [Round.table(5)] * rounds, points, weights=PLAIN), seed, dense=dense)


def no_clock(points: float, moves: int) -> float:
    return 0.0


@given(crowds(), seeds)
@settings(max_examples=25)
def test_who_seats_some_rounds_as_a_twin_has_them_counts_what_it_brings(problem: Problem, seed: int) -> None:
    for dense in (True, False):
        search = search_of(problem, seed, dense=dense)
        search.fill()
        twin = search.twin(1)
        twin.fill()
        twin.move(twin.rule(np.inf, np.zeros(3, np.int64)), 300, 1e9, 0.0)
        before = plain_points(search)
        rounds = np.flatnonzero(np.arange(len(search.rounds)) % 2 == seed % 2)
        gain = search.seat_as(twin, rounds, np.zeros(3, np.int64))
        assert np.array_equal(search.state.member[rounds], twin.state.member[rounds])
        assert gain == pytest.approx(plain_points(search) - before, abs=1e-3)
        assert_counted(search)
        if search.gains is not None:
            away = ~search.instance.present[search.rounds]
            assert np.allclose(np.where(away[:, None, :], 0, search.gains), np.where(away[:, None, :], 0, plain_gains(search)), atol=1e-2)
        else:
            assert np.allclose(search.held, plain_held(search), atol=1e-3)


def test_a_twin_leaves_the_other_alone() -> None:
    search = crowd(1)
    before = search.evening()
    twin = search.twin(1)
    twin.anneal(Budget(20_000), 3.0, 1.0, twin.points(), np.inf, no_clock)
    assert search.evening() == before != twin.evening()
    assert_counted(search)
    search.follow(twin)
    assert search.evening() == twin.evening()
    assert_counted(search)


@pytest.mark.parametrize("kind", [Streams, DealtRounds])
@pytest.mark.parametrize("dense", [True, False])
def test_several_cores_give_the_exact_points_of_an_evening_and_the_same_one_again(
    kind: type[Streams | DealtRounds], dense: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dealing, "LEAST_S", 1e-5)  # so few people would all move between two deals
    found = []
    for _ in range(2):
        search = crowd(2, dense=dense)
        before = search.points()
        told: list[int] = []
        points, made = kind(search, 3).anneal(Budget(60_000), 1.5, 0.3, before, np.inf, lambda points, moves, told=told: float(told.append(moves) or 0.0))
        assert before < points == pytest.approx(search.points())
        assert abs(made - 60_000) < 3_000
        assert told == sorted(told)
        assert_counted(search)
        found.append(search.evening())
    assert found[0] == found[1]


@pytest.mark.parametrize("kind", [Streams, DealtRounds])
def test_whoever_interrupts_finds_the_best_evening_so_far(kind: type[Streams | DealtRounds]) -> None:
    search = crowd(3)
    before, told = search.points(), []

    def interrupt(points: float, moves: int) -> float:
        told.append(points)
        if len(told) == 5:
            raise KeyboardInterrupt
        return 0.0

    with pytest.raises(KeyboardInterrupt):
        kind(search, 2).anneal(Budget(100_000_000), 3.0, 0.5, before, np.inf, interrupt)
    assert search.points() >= max(told) - 1e-6
    assert_counted(search)


@pytest.mark.parametrize("kind", [Streams, DealtRounds])
def test_the_clock_ends_all_of_them(kind: type[Streams | DealtRounds]) -> None:
    search = crowd(4)
    _, made = kind(search, 2).anneal(Budget(100_000_000_000), 3.0, 0.5, search.points(), np.inf, lambda points, moves: 1.0)
    assert made < 100_000_000
    assert search.led_by_clock


def test_large_evenings_deal_their_rounds_and_where_memory_is_short_there_are_fewer_twins(monkeypatch: pytest.MonkeyPatch) -> None:
    search = crowd(5)
    assert on_cores(search, 1) is search
    assert isinstance(on_cores(search, 4), Streams)
    monkeypatch.setattr(streams, "DEALT_FROM", 100)
    dealt = on_cores(search, 9)
    assert isinstance(dealt, DealtRounds)
    assert len(dealt.twins) == len(search.rounds)
    monkeypatch.setattr(streams, "MOST_BYTES", 2 * search.own_bytes)
    fewer = on_cores(search, 9)
    assert isinstance(fewer, DealtRounds) and len(fewer.twins) == 3
    monkeypatch.setattr(streams, "MOST_BYTES", search.own_bytes - 1)
    assert on_cores(search, 9) is search


@pytest.mark.parametrize("dealt_from", [0, 10**9])
def test_plans_of_several_streams_pass_the_checker_and_come_out_again(dealt_from: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "DEALT_FROM", dealt_from)
    problem = crowd(6).instance.problem
    plans = [plan(problem, stop=MaxMoves(80_000), seed=3, streams=count) for count in (2, 2, 1)]
    assert plans[0].programme == plans[1].programme != plans[2].programme
    for result in plans:
        assert not check(problem, result.programme).violations
        assert 0.9 * 80_000 < result.work < 1.1 * 80_000
