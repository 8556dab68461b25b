"""The planner as a whole: repeatable, interruptible, and good on the evenings it was made for."""

import gzip
import math
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from keywho.core.benefit import Benefit
from keywho.core.layouts import round_tables, rows
from keywho.core.problem import Problem
from keywho.core.room import Room
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.result import Result
from keywho.planning.stopping import MaxGap, MaxMoves, MaxSeconds, Progress, StoppingRule
from small_evenings import crowd, evening, groups_of, ids, two

INSTANCES = Path(__file__).resolve().parents[3] / "shared" / "bench" / "instances"
needs_instances = pytest.mark.skipif(not INSTANCES.is_dir(), reason="the benchmark instances (../shared/bench/instances) are not here")

MIXED = [Round.neighbour(), Round.nearby(3.0), Round.table(6), Round.table(4)]


def good(problem: Problem, stop: StoppingRule, seed: int = 0) -> Result:
    """Plan an evening; no rule is broken."""
    result = plan(problem, stop=stop, seed=seed)
    verdict = check(problem, result.programme)
    assert [violation.sentence for violation in verdict.violations] == []
    assert verdict.score.points == pytest.approx(result.score.points)
    assert result.score.points <= result.bound.points + 1e-6
    return result


def many_wishes(count: int) -> dict[tuple[int, int], float]:
    """Give twelve useful people to each, worth 1 to 9 points: more than an evening has time for."""
    chance = np.random.default_rng(0)
    return {(i, int(j)): float(chance.integers(1, 10)) for i in range(count) for j in chance.choice(count, 12, replace=False) if i != j}


def mixed_evening() -> Problem:
    return evening(30, MIXED, many_wishes(30), room=rows(5, 6))


def partners(problem: Problem, result: Result) -> Counter[int]:
    met = {pair for groups in groups_of(problem, result.programme) for group in groups for pair in combinations(group, 2)}
    return Counter(who for pair in met for who in pair)


def test_the_same_seed_and_moves_give_the_same_programme() -> None:
    first, second, other = (plan(mixed_evening(), stop=MaxMoves(30_000), seed=seed) for seed in (4, 4, 5))
    assert (first.programme, first.score, first.work, first.unmet) == (second.programme, second.score, second.work, second.unmet)
    assert other.programme != first.programme


def test_gap_rule_stops_within_its_gap() -> None:
    result = plan(evening(40, [Round.table(5)] * 4, many_wishes(40)), stop=MaxGap(0.3, 60.0))
    assert result.stopped_by == "rule"
    assert 0.0 < result.gap <= 0.3
    assert result.seconds < 30


def test_a_proven_programme_is_called_optimal_and_stops_at_once() -> None:
    result = good(evening(12, [Round.nearby(None)] * 4, {(0, 5): 3.0, (7, 2): 9.0}), MaxSeconds(60))
    assert (result.stopped_by, result.gap) == ("optimal", 0.0)
    assert result.seconds < 10


def watched(problem: Problem, interrupt_at: int | None) -> tuple[Result, list[Progress]]:
    seen: list[Progress] = []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        if interrupt_at is not None and len(seen) > interrupt_at:
            raise KeyboardInterrupt

    return plan(problem, stop=MaxMoves(5_000), progress=watch), seen


def test_progress_never_falls_and_history_is_what_was_reported() -> None:
    result, seen = watched(mixed_evening(), None)
    scores = [progress.score for progress in seen if math.isfinite(progress.score)]
    assert scores == sorted(scores)
    assert len(seen) > 5
    assert [progress.work for progress in seen] == sorted(progress.work for progress in seen)
    for before, after in pairwise(result.history):
        assert before.score <= after.score
        assert before.bound >= after.bound
        assert before.seconds <= after.seconds
    assert result.history[-1].score == scores[-1]


def test_an_interrupt_at_any_report_leaves_a_valid_programme() -> None:
    problem = mixed_evening()
    _, seen = watched(problem, None)
    scores = []
    for at in range(len(seen)):
        result, _ = watched(problem, at)
        assert check(problem, result.programme).ok, f"interrupted at report {at + 1}"
        assert result.stopped_by == "interrupt"
        assert math.isfinite(result.bound.points)
        scores.append(result.score.points)
    assert scores[-1] >= scores[0]


def test_no_time_at_all_gives_a_valid_programme_too() -> None:
    assert len(good(mixed_evening(), MaxSeconds(0.0)).programme.meetings) > 0


@pytest.mark.parametrize("room", [None, rows(2, 3), round_tables(2, 4)])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_nobody_one_and_two_people_have_an_evening_too(count: int, room: Room | None) -> None:
    result = good(evening(count, [Round.table(4), Round.neighbour(), Round.nearby(None)], room=room), MaxMoves(1000))
    assert len(result.programme.meetings) == (3 if count == 2 else 0)
    assert len(result.programme.byes) == (3 if count == 1 else 0)


def test_nineteen_at_six_tables_of_three_sit_out_once_at_most() -> None:
    problem = evening(19, [Round.table(3)] * 6, room=round_tables(6, 3))
    byes = Counter(bye.attendee for bye in good(problem, MaxMoves(200_000)).programme.byes)
    assert (len(byes), max(byes.values())) == (6, 1)


def test_eighteen_in_threes_meet_nobody_twice_in_eight_rounds() -> None:
    result = good(evening(18, [Round.table(3)] * 8, room=round_tables(6, 3)), MaxMoves(1_000_000))
    assert (result.score.byes, result.score.repeats) == (0, 0)


def test_ninety_in_fives_meet_forty_each_in_ten_rounds() -> None:
    problem = evening(90, [Round.table(5)] * 10)
    assert set(partners(problem, good(problem, MaxMoves(3_000_000))).values()) == {40}


@pytest.mark.parametrize(("groups", "size", "rounds"), [(8, 4, 7), (10, 4, 9)])
def test_social_golfers_meet_nobody_twice(groups: int, size: int, rounds: int) -> None:
    problem = evening(groups * size, [Round.table(size)] * rounds, anyone=0.5, weights=Weights(useful=(), repeat=10.0))
    assert good(problem, MaxMoves(1_000_000)).score.repeats == 0


@pytest.mark.parametrize("room", [rows(6, 10), round_tables(10, 6)])
def test_seventy_people_in_sixty_chairs_sit_out_once_at_most(room: Room) -> None:
    problem = evening(70, [Round.neighbour(), *[Round.nearby(3.0)] * 3, Round.table(6)], room=room)
    byes = Counter(bye.attendee for bye in good(problem, MaxMoves(100_000)).programme.byes)
    assert (byes.total(), max(byes.values())) == (50, 1)


@pytest.mark.parametrize("room", [None, rows(2, 5)])
def test_where_nobody_may_meet_everybody_has_byes(room: Room | None) -> None:
    never = frozenset(two(i, j) for i, j in combinations(range(9), 2))
    result = good(evening(9, [Round.neighbour(), Round.nearby(None), Round.table(4)], room=room, must_not_meet=never), MaxMoves(20_000))
    assert result.programme.meetings == ()
    assert len(result.programme.byes) == 27


@pytest.mark.parametrize("points", [None, {(i, (i * 8 + 3) % 21): 5.0 for i in range(21) if (i * 7 + 3) % 21}])
def test_odd_pair_rounds_have_one_trio_each_and_no_bye(points: dict[tuple[int, int], float] | None) -> None:
    result = good(evening(21, [Round.nearby(None)] * 5, points, anyone=1.0), MaxMoves(20_000))
    trios = Counter(meeting.round_no for meeting in result.programme.meetings if len(meeting.attendees) == 3)
    assert trios == dict.fromkeys(range(1, 6), 1)
    assert (result.score.byes, result.score.repeats) == (0, 0)


def test_trios_of_an_odd_evening_keep_within_reach() -> None:
    result = good(evening(21, [Round.neighbour(), *[Round.nearby(1.3)] * 4], room=rows(3, 8)), MaxMoves(20_000))
    assert sum(len(meeting.attendees) == 3 for meeting in result.programme.meetings) >= 2
    assert result.score.byes <= 3


def test_those_who_prefer_groups_are_never_one_to_one_where_trios_can_be() -> None:
    shy = frozenset(ids(0, 5))
    result = good(evening(24, [Round.nearby(None)] * 3, prefers_groups=shy), MaxMoves(20_000))
    assert all(len(meeting.attendees) == 3 for who in shy for meeting in result.programme.by_attendee[who])
    assert result.unmet == ()


def test_two_must_meets_of_one_round_exclude_each_other_and_one_is_named() -> None:
    result = good(evening(6, [Round.nearby(None)], must_meet=frozenset({two(0, 1), two(0, 2)})), MaxMoves(1000))
    assert len(result.unmet) == 1
    wish = result.unmet[0]
    assert wish.code == "must-meet"
    assert wish.names in (ids(0, 1), ids(0, 2))
    assert all(f"Person {int(who[1:])}" in wish.sentence for who in wish.names)


def test_must_meets_that_fit_are_all_held_at_tables() -> None:
    together = frozenset({two(0, 7), two(7, 14), two(3, 19), two(4, 11)})
    result = good(evening(20, [Round.table(4)] * 2, must_meet=together), MaxMoves(100_000))
    assert result.unmet == ()


def test_uniform_pair_rounds_repeat_nobody_while_there_is_somebody_new() -> None:
    result = good(evening(10, [Round.nearby(None)] * 9), MaxMoves(1000))
    assert (result.stopped_by, result.score.repeats, result.score.benefit) == ("optimal", 0, 90.0)


def instance(name: str) -> tuple[list[int], Benefit]:
    with gzip.open(INSTANCES / name, "rt") as lines:
        head = [int(word) for word in next(lines).split()]
        edges = np.loadtxt(lines, dtype=np.int64, ndmin=2)
    return head, Benefit(edges[:, 0].astype(np.int32), edges[:, 1].astype(np.int32), edges[:, 2].astype(np.float64))


@needs_instances
def test_eight_pair_rounds_of_a_thousand_people_are_proven_optimal() -> None:
    (count, _), benefit = instance("pairs/sparse20_n1000_s1.txt.gz")
    problem = Problem(crowd(count), (Round.nearby(None),) * 8, benefit=benefit, weights=Weights(useful=()))
    result = good(problem, MaxSeconds(120))
    assert (result.gap, result.stopped_by) == (0.0, "optimal")


@needs_instances
def test_six_table_rounds_of_two_hundred_people_are_as_good_as_ever() -> None:
    (count, size, rounds, price, _), benefit = instance("tables/sparse20_n200_k8_r6.txt.gz")
    problem = Problem(crowd(count), (Round.table(size),) * rounds, benefit=benefit, weights=Weights(useful=(), repeat=float(price)))
    assert good(problem, MaxMoves(10_000_000)).score.points >= 0.985 * 9458  # what 10 million moves gave on 23 November 2026
