"""The proof of a bound, added up again in plain Python; and evenings of many people that are planned to it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.ids import RoundNo
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.bounds import relaxed_evening
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.instance import compile_problem
from keywho.planning.pairs.question import Relaxed
from keywho.planning.pairs.relaxation import solve
from keywho.planning.pairs.triangles import triangles_of
from keywho.planning.stopping import MaxMoves
from small_evenings import evening


def picks(count: int, rounds: int, seed: int, weights: Weights | None = None) -> Problem:
    """Everybody picks ten others, worth 1 to 10."""
    chance = np.random.default_rng(seed)
    points = {}
    for who in range(count):
        for other in chance.choice(count, 10, replace=False).tolist():
            if other != who:
                points[who, other] = float(chance.integers(1, 11))
    return evening(count, [Round.nearby(None)] * rounds, points, anyone=0.0, weights=weights or Weights(useful=()))


def added_up(question: Relaxed) -> float:
    """Give what the prices of the solved question prove, edge by edge and person by person. Without fillers."""
    solved = solve(question)
    proof = solved.certificate
    assert proof is not None
    assert min(proof.person.min(), proof.useful.min(), proof.meeting, proof.trio, proof.free_trio, proof.side_price.min(initial=0.0)) >= 0
    total = sum(float(proof.person[who]) * int(question.most[who]) for who in range(len(question.most)))
    total += sum(max(0.0, step - float(proof.useful[who])) for step in question.useful for who in range(len(question.most)))
    total += proof.trio * question.trios + proof.free_trio * question.free_trios + max(0.0, proof.free_trio - question.trio_price) * question.trios
    end = [float(price) for price in proof.person]
    for blossom in proof.blossoms:
        total += blossom.price * ((int(question.most[blossom.members].sum()) + len(blossom.leaving)) // 2)
        for who in blossom.members.tolist():
            end[who] += blossom.price
    paid = [0.0] * len(question.one)
    for sides, prices in zip(proof.sides.tolist(), proof.side_price.tolist(), strict=True):
        for edge, price in zip(sides, prices, strict=True):
            paid[edge] = price
    for edge, (one, other) in enumerate(zip(question.one.tolist(), question.other.tolist(), strict=True)):
        worth = float(question.worth[edge]) + paid[edge] - float(proof.person[one]) - float(proof.person[other])
        worth += float(proof.useful[one]) * bool(question.useful_one[edge]) + float(proof.useful[other]) * bool(question.useful_other[edge])
        for blossom in proof.blossoms:
            members, leaving = set(blossom.members.tolist()), {tuple(sorted(pair)) for pair in blossom.leaving.tolist()}
            if {one, other} <= members or (min(one, other), max(one, other)) in leaving:
                worth -= blossom.price
        total += max(0.0, worth)
    if question.trios:
        each = [question.trios] * len(end) if question.most_in_trios is None else np.minimum(question.most_in_trios, question.trios).tolist()
        total += sum(max(0.0, price - proof.lone_end / 3 * (proof.trio + proof.free_trio)) * most for price, most in zip(end, each, strict=True))
        crowd_price = [0.0] * len(solved.triangles)
        for crowd in proof.crowds:
            rounds = {no for at in crowd.trios.tolist() for no in sitting_rounds(question, solved.triangles[at].tolist())}
            assert len(rounds) <= crowd.rounds
            total += crowd.price * crowd.rounds
            for at in crowd.trios.tolist():
                crowd_price[at] += crowd.price
        for trio, prices, crowded in zip(solved.triangles.tolist(), proof.side_price.tolist(), crowd_price, strict=True):
            total += max(0.0, sum(end[who] for who in trio) - proof.trio - proof.free_trio - sum(prices) - crowded)
    return total


def sitting_rounds(question: Relaxed, trio: list[int]) -> list[int]:
    """Give the rounds that may have a trio in which all three are there."""
    assert question.trio_rounds is not None
    return [no for no, there in enumerate(question.trio_rounds.tolist()) if all(there[who] for who in trio)]


@given(st.integers(12, 40), st.integers(1, 4), st.integers(0, 10**6), st.booleans())
@settings(max_examples=25)
def test_prices_prove_the_bound_when_anybody_adds_them_up(count: int, rounds: int, seed: int, diminishing: bool) -> None:
    problem = picks(count, rounds, seed, Weights(useful=(6.0, 3.0, 1.0)) if diminishing else None)
    question = relaxed_evening(compile_problem(problem))
    points = solve(question).points
    assert added_up(question) < points + 1 - 1e-9  # whole worths: the proof may be rounded down
    assert points <= added_up(question) + 1e-6


@given(st.integers(12, 40), st.integers(1, 5), st.integers(0, 10**6), st.sampled_from([0.05, 0.2, 0.5]))
@settings(max_examples=25)
def test_prices_prove_the_bound_with_people_away_and_every_trio_has_a_round(count: int, rounds: int, seed: int, share: float) -> None:
    problem = with_people_away(picks(count, rounds, seed), share, seed)
    question = relaxed_evening(compile_problem(problem))
    solved = solve(question)
    assert solved.points <= added_up(question) + 1e-6
    assert added_up(question) < solved.points + 1 - 1e-9
    for trio in solved.triangles.tolist() if question.trio_rounds is not None else ():
        assert sitting_rounds(question, trio)
    result = plan(problem, stop=MaxMoves(2000))
    assert check(problem, result.programme).ok
    assert result.score.points <= result.bound.points + 1e-6


def with_people_away(problem: Problem, share: float, seed: int) -> Problem:
    """Let so large a share of all person-rounds be absences."""
    away = np.random.default_rng(seed).random((len(problem.attendees), len(problem.rounds))) < share
    absent = {
        person.id: frozenset(RoundNo(no + 1) for no in np.flatnonzero(row).tolist()) for person, row in zip(problem.attendees, away, strict=True) if row.any()
    }
    return replace(problem, wishes=replace(problem.wishes, absent=absent))


def test_evenings_with_people_away_are_proven_optimal() -> None:
    problem = with_people_away(picks(600, 8, 2), 0.03, 2)
    result = plan(problem, stop=MaxMoves(1000))
    assert check(problem, result.programme).ok
    assert result.gap < 2e-4


@given(st.integers(3, 14), st.integers(0, 40), st.integers(0, 10**6))
@settings(max_examples=60)
def test_triangles_are_those_of_the_plain_search(count: int, edges: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    ends = np.unique(np.sort(chance.integers(0, count, (edges, 2)), axis=1), axis=0)
    ends = ends[ends[:, 0] != ends[:, 1]].astype(np.int32)
    joined = {(int(a), int(b)) for a, b in ends}
    plain = sorted((a, b, c) for a in range(count) for b in range(a + 1, count) for c in range(b + 1, count) if {(a, b), (a, c), (b, c)} <= joined)
    found = triangles_of(ends[:, 0], ends[:, 1], count, 1000)
    assert found is not None
    assert sorted(map(tuple, found.tolist())) == plain


@pytest.mark.parametrize(("count", "seed"), [(300, 1), (401, 3), (501, 4)])
def test_evenings_of_many_are_proven_optimal_with_an_odd_number_too(count: int, seed: int) -> None:
    result = plan(picks(count, 8, seed), stop=MaxMoves(1000))
    assert check(picks(count, 8, seed), result.programme).ok
    assert result.gap < 1e-9
    assert result.score.trios == 8 * (count % 2)


def test_rounds_planned_beside_pinned_ones_repeat_nobody() -> None:
    problem = picks(420, 4, 5)
    first = plan(problem, stop=MaxMoves(1000))
    kept = tuple(meeting for meeting in first.programme.meetings if meeting.round_no < 4)
    again = plan(replace(problem, wishes=replace(problem.wishes, pinned=kept)), stop=MaxMoves(1000))
    assert (again.score.repeats, again.score.byes) == (0, 0)
    assert again.score.points == pytest.approx(first.score.points, rel=0.01)
