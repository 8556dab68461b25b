"""Bounds that are added up a second time, by the checker, from the prices that come with a result."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.adapters.exchange_json import dumps, loads
from keywho.core.ids import RoundNo, pair_of
from keywho.core.problem import Problem
from keywho.core.proof import Crowd, OddSet, Proof
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.bounds import bound
from keywho.planning.check.proof import proven
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from small_evenings import evening

WEIGHTS = (Weights(useful=()), Weights(useful=(6.0, 3.0, 1.0)), Weights(useful=(2.5,), both_ways=0.5, trio=1.5))


@st.composite
def pair_evenings(draw: st.DrawFn, most_people: int = 24) -> Problem:
    """Evenings of pairs: some people away, some who must not meet, some who know each other, requests, worth for anyone."""
    count, rounds = draw(st.integers(2, most_people)), draw(st.integers(1, 5))
    chance = np.random.default_rng(draw(st.integers(0, 10**6)))
    points = {
        (who, other): float(chance.integers(1, 11))
        for who in range(count)
        for other in chance.choice(count, min(6, count), replace=False).tolist()
        if who != other
    }
    problem = evening(count, [Round.nearby(None)] * rounds, points, anyone=draw(st.sampled_from([0.0, 0.5])), weights=draw(st.sampled_from(WEIGHTS)))
    ids = [attendee.id for attendee in problem.attendees]

    def some_pairs(share: float) -> frozenset[tuple[str, str]]:
        return frozenset(pair_of(one, other) for no, one in enumerate(ids) for other in ids[:no] if chance.random() < share)

    away = chance.random((count, rounds)) < draw(st.sampled_from([0.0, 0.0, 0.1, 0.3]))
    absent = {ids[who]: frozenset(RoundNo(no + 1) for no in np.flatnonzero(row).tolist()) for who, row in enumerate(away) if row.any()}
    requests = frozenset((ids[one], ids[other]) for one, other in chance.integers(0, count, (2, 2)).tolist() if one != other)
    wishes = replace(problem.wishes, absent=absent, must_not_meet=some_pairs(0.03), acquainted=some_pairs(0.05), requests=requests)
    return replace(problem, wishes=wishes)


@given(pair_evenings())
@settings(max_examples=60, deadline=None)
def test_the_checker_adds_up_what_the_planner_claims(problem: Problem) -> None:
    found = bound(problem)
    assert found.tight and found.proof
    result = plan(problem, stop=MaxMoves(500))
    added_up = proven(problem, found.proof)
    assert result.score.points <= added_up + 1e-6
    rounds, partners = (
        len(problem.rounds),
        len(problem.attendees) - 1 - max(len([p for p in problem.forbidden if who.id in p]) for who in problem.attendees),
    )
    if rounds <= partners:  # else the planner also counts repeats that nobody can avoid
        assert added_up == pytest.approx(found.points, abs=1e-4)


@given(pair_evenings(most_people=9), st.data())
@settings(max_examples=120, deadline=None)
def test_whatever_the_prices_no_programme_passes_what_they_prove(problem: Problem, data: st.DataObject) -> None:
    people = len(problem.attendees)
    price = st.floats(0, 12)
    places = st.integers(0, people - 1)
    pair = st.tuples(places, places).filter(lambda two: two[0] < two[1])
    proof = Proof(
        tuple(data.draw(st.lists(price, min_size=people, max_size=people))),
        tuple(data.draw(st.lists(price, min_size=people, max_size=people))),
        data.draw(price),
        data.draw(price),
        data.draw(price),
        data.draw(st.booleans()),
        data.draw(st.dictionaries(pair, price, max_size=4)) if people > 1 else {},
        tuple(
            OddSet(tuple(sorted(members)), tuple(leaving), data.draw(price))
            for members, leaving in data.draw(st.lists(st.tuples(st.sets(places, min_size=1), st.sets(pair, max_size=2)), max_size=2))
        ),
        tuple(Crowd(tuple(map(RoundNo, rounds)), data.draw(price)) for rounds in data.draw(st.lists(st.sets(st.integers(1, 5), min_size=1), max_size=2))),
    )
    result = plan(problem, stop=MaxMoves(500))
    assert result.score.points <= proven(problem, proof) + 1e-6


def picks(count: int, rounds: int, seed: int) -> Problem:
    chance = np.random.default_rng(seed)
    points = {(who, other): float(chance.integers(1, 11)) for who in range(count) for other in chance.choice(count, 10, replace=False).tolist() if who != other}
    return evening(count, [Round.nearby(None)] * rounds, points, anyone=0.0, weights=WEIGHTS[0])


@pytest.mark.parametrize(("count", "seed"), [(300, 1), (401, 3)])
def test_an_optimal_programme_comes_with_its_proof(count: int, seed: int) -> None:
    problem = picks(count, 8, seed)
    result = plan(problem, stop=MaxMoves(1000))
    assert result.bound.proof
    assert result.score.points == pytest.approx(proven(problem, result.bound.proof), abs=1e-6)


def test_a_file_holds_the_proof() -> None:
    problem = picks(41, 4, 3)
    result = plan(problem, stop=MaxMoves(1000))
    read = loads(dumps(problem, result.programme, result))
    assert read.result and read.result.bound.proof == result.bound.proof


def test_prices_that_are_none_prove_nothing() -> None:
    problem = picks(20, 3, 1)
    proof = bound(problem).proof
    assert proof
    for wrong in (
        replace(proof, person=(-1.0, *proof.person[1:])),
        replace(proof, trio=math.nan),
        replace(proof, useful=proof.useful[1:]),
        replace(proof, odd_sets=(OddSet((0, 0, 1), (), 1.0),)),
        replace(proof, odd_sets=(OddSet((0, 99), (), 1.0),)),
    ):
        assert proven(problem, wrong) == math.inf
    assert proven(replace(problem, rounds=(*problem.rounds, Round.table(4))), proof) == math.inf


def test_a_price_that_was_made_smaller_proves_no_less() -> None:
    problem = picks(40, 4, 2)
    found = bound(problem)
    assert found.proof
    cheaper = replace(found.proof, person=tuple(price / 2 for price in found.proof.person))
    assert proven(problem, cheaper) > found.points
