"""The promises of the planner on random evenings of all kinds: nothing is broken, the points are true, no bound is passed, a seed repeats."""

from dataclasses import asdict

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from keywho.core.problem import Problem
from keywho.planning.bounds import bound
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from simple_planner import simple_programme
from strategies import problems

SHORT = MaxMoves(2_000)
seeds = st.integers(0, 3)


@given(problems(), seeds)
@settings(max_examples=60)
def test_planned_programme_breaks_no_rule_and_its_score_is_true(problem: Problem, seed: int) -> None:
    result = plan(problem, stop=SHORT, seed=seed)
    verdict = check(problem, result.programme)
    event(f"{len(problem.attendees)} people")
    assert [str(violation) for violation in verdict.violations] == []
    assert asdict(result.score) == pytest.approx(asdict(verdict.score), abs=1e-6)


@given(problems(), seeds)
@settings(max_examples=60)
def test_no_programme_passes_the_bound(problem: Problem, seed: int) -> None:
    result = plan(problem, stop=SHORT, seed=seed)
    ceiling = bound(problem).points
    assert result.score.points <= result.bound.points + 1e-6
    assert result.score.points <= ceiling + 1e-6
    assert check(problem, simple_programme(problem, seed)).score.points <= ceiling + 1e-6


@given(problems(), seeds)
@settings(max_examples=25)
def test_same_seed_gives_the_same_programme(problem: Problem, seed: int) -> None:
    first, second = (plan(problem, stop=SHORT, seed=seed) for _ in range(2))
    assert first.programme == second.programme
    assert (first.score, first.bound, first.unmet, first.seed) == (second.score, second.bound, second.unmet, seed)


@given(problems(), seeds)
@settings(max_examples=40)
def test_missed_must_meets_are_reported_by_name(problem: Problem, seed: int) -> None:
    result = plan(problem, stop=SHORT, seed=seed)
    met = {pair for meeting in result.programme.meetings for pair in meeting.pairs()}
    for pair in problem.wishes.must_meet - met:
        assert any(set(pair) <= set(unmet.names) for unmet in result.unmet), f"{pair} must meet, do not, and nobody is told"
