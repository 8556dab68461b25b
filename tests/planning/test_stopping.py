"""When the search may stop, and how far from perfect it then says to be."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.planning.stopping import MaxGap, MaxMoves, MaxSeconds, Progress, gap_between


@pytest.mark.parametrize(
    ("rule", "seconds", "work", "score", "stops"),
    [
        (MaxSeconds(5), 4.9, 10**9, 1.0, False),
        (MaxSeconds(5), 5.0, 0, 1.0, True),
        (MaxMoves(100), 1e9, 99, 1.0, False),
        (MaxMoves(100), 0.0, 100, 1.0, True),
        (MaxGap(0.1), 0.0, 0, 89.0, False),
        (MaxGap(0.1), 0.0, 0, 90.0, True),
        (MaxGap(0.1, 2.0), 2.0, 0, 0.0, True),
    ],
)
def test_rules_stop_when_they_say(rule: MaxSeconds | MaxMoves | MaxGap, seconds: float, work: int, score: float, stops: bool) -> None:
    assert rule(Progress(seconds, work, score, 100.0)) is stops


def test_rules_say_how_much_to_set_out_for() -> None:
    assert (MaxMoves(7).work, MaxMoves(7).seconds) == (7, math.inf)
    assert (MaxSeconds(3).work, MaxSeconds(3).seconds) == (None, 3)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_gap_is_nothing_at_the_bound_and_never_more_than_the_whole_and_back(bound: float, below: float) -> None:
    assert gap_between(bound, bound) == 0.0
    assert 0.0 <= gap_between(bound - below, bound) <= 2.0


def test_gap_is_unknown_before_there_is_a_score_or_a_bound() -> None:
    assert gap_between(-math.inf, 10.0) == gap_between(5.0, math.inf) == math.inf
    assert Progress(0.0, 0, 75.0, 100.0).gap == pytest.approx(0.25)
