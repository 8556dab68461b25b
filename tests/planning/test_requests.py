"""Requests rounds against brute force and against their rules."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from keywho.core.errors import BadInput
from keywho.planning.requests.gap_bound import Person, fewest_gaps, least_gaps
from keywho.planning.requests.gap_kernels import gaps_of
from keywho.planning.requests.scheduling import idle_gaps, schedule_requests


class Evening(NamedTuple):
    pairs: NDArray[np.int32]
    worth: NDArray[np.float64]
    present: NDArray[np.bool_]
    places: list[int | None]
    fixed: dict[int, int]
    taken: NDArray[np.bool_]
    useful: tuple[float, ...]
    asker: NDArray[np.int32]
    idle_gap: float
    idle_again: float = 0.0


@st.composite
def evenings(draw: st.DrawFn, people: int = 5, most_pairs: int = 5, most_rounds: int = 4) -> Evening:
    """A small evening of requests; pinned meetings stand where both are present."""
    count = draw(st.integers(2, people))
    rounds = draw(st.integers(1, most_rounds))
    every = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(every), unique=True, max_size=most_pairs))
    pairs = np.array(chosen, np.int32).reshape(-1, 2)
    cells = st.lists(st.integers(0, 4), min_size=rounds * count, max_size=rounds * count)
    present = np.array(draw(cells)).reshape(rounds, count) > 0
    taken = np.array(draw(cells)).reshape(rounds, count) == 0
    places: list[int | None] = draw(st.lists(st.sampled_from([None, 1, 2]), min_size=rounds, max_size=rounds))
    fixed = {}
    if len(pairs) and draw(st.booleans()):
        at = draw(st.integers(0, rounds - 1))
        if present[at, pairs[0]].all():
            fixed[0] = at
    worth = np.array(draw(st.lists(st.sampled_from([0.5, 10.0, 11.0, 20.0]), min_size=len(pairs), max_size=len(pairs))))
    side = np.array(draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs))), np.int32)
    asker = np.array([pair[k] for pair, k in zip(chosen, side, strict=True)], np.int32)
    return Evening(
        pairs,
        worth,
        present,
        places,
        fixed,
        taken,
        draw(st.sampled_from([(), (6.0, 3.0)])),
        asker,
        draw(st.sampled_from([0.0, 2.0])),
        draw(st.sampled_from([0.0, 1.5])),
    )


def schedule(evening: Evening, work: int = 3000) -> NDArray[np.int32]:
    return schedule_requests(
        evening.present.shape[1],
        evening.pairs,
        evening.worth,
        evening.present,
        evening.places,
        idle_gap=evening.idle_gap,
        idle_again=evening.idle_again,
        chance=np.random.default_rng(7),
        work=work,
        fixed=evening.fixed,
        taken=evening.taken,
        useful=evening.useful,
        asker=evening.asker,
    )


def points(evening: Evening, held: NDArray[np.int32]) -> float | None:
    """The worth of a plan by the definition; None where it breaks a rule."""
    busy = np.zeros_like(evening.present)
    for pair, round_ in enumerate(held.tolist()):
        pinned = pair in evening.fixed
        if pinned and round_ != evening.fixed[pair]:
            return None
        if round_ < 0:
            continue
        people = evening.pairs[pair]
        if busy[round_, people].any() or not evening.present[round_, people].all() or (evening.taken[round_, people].any() and not pinned):
            return None
        busy[round_, people] = True
    for round_, most in enumerate(evening.places):
        pinned_here = sum(at == round_ for at in evening.fixed.values())
        if most is not None and (held == round_).sum() > max(most, pinned_here):
            return None
    asked = np.bincount(evening.asker[held >= 0], minlength=1) if len(held) else np.zeros(1, int)
    useful = sum(sum(evening.useful[:times]) for times in asked.tolist())
    waits = idle_gaps(busy, evening.present)
    return float(evening.worth[held >= 0].sum()) + useful - float((evening.idle_gap * waits + evening.idle_again * waits * (waits - 1) / 2).sum())


def every_plan(evening: Evening) -> Iterator[NDArray[np.int32]]:
    return (np.array(plan, np.int32) for plan in product(range(-1, len(evening.present)), repeat=len(evening.pairs)))


def waits_of(evening: Evening, held: NDArray[np.int32]) -> NDArray[np.int64]:
    busy = np.zeros_like(evening.present)
    for pair in np.flatnonzero(held >= 0):
        busy[held[pair], evening.pairs[pair]] = True
    return idle_gaps(busy, evening.present)


def crowded_evening(seed: int) -> Evening:
    """A tiny evening with more requests than its few places hold."""
    chance = np.random.default_rng(seed)
    count, rounds = int(chance.integers(4, 7)), int(chance.integers(3, 5))
    every = list(combinations(range(count), 2))
    chance.shuffle(every)
    pairs = np.array(every[: int(chance.integers(4, 6))], np.int32)
    present, taken = chance.random((rounds, count)) < 0.8, chance.random((rounds, count)) < 0.2
    places: list[int | None] = [(None, 1, 2)[kind] for kind in chance.integers(0, 3, rounds).tolist()]
    worth = chance.choice([0.5, 10.0, 11.0, 20.0], len(pairs))
    asker = np.array([pair[side] for pair, side in zip(pairs, chance.integers(0, 2, len(pairs)), strict=True)], np.int32)
    return Evening(pairs, worth, present, places, {}, taken, ((), (6.0, 3.0))[int(chance.integers(2))], asker, float(chance.choice([0.0, 2.0])))


def larger_evening(seed: int) -> Evening:
    """Too many people to try everything, few enough to prove: ten of them, six rounds, some away, three places."""
    chance = np.random.default_rng(seed)
    pairs = np.array([pair for pair in combinations(range(10), 2) if chance.random() < 0.4], np.int32)
    present = chance.random((6, 10)) < 0.9
    worth = chance.choice([5.0, 10.0, 20.0], len(pairs))
    return Evening(pairs, worth, present, [3] * 6, {}, np.zeros_like(present), (), pairs[:, 0], 2.0, 1.0)


def by_constraint_programming(evening: Evening) -> float:
    """Give the points of the best plan, as CP-SAT proves it: in a process of its own, because OR-Tools and HiGHS cannot be loaded into one."""
    words = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in evening._asdict().items() if name not in ("fixed", "taken")}
    program = [sys.executable, str(Path(__file__).parent / "requests_by_cpsat.py")]
    return float(subprocess.run(program, input=json.dumps(words), capture_output=True, text=True, check=True).stdout)


@given(evenings())
@settings(max_examples=120)
def test_small_evenings_are_planned_as_well_as_by_trying_everything(evening: Evening) -> None:
    best = max(found for plan in every_plan(evening) if (found := points(evening, plan)) is not None)
    assert points(evening, schedule(evening)) == pytest.approx(best)


@given(st.integers(0, 10_000))
@settings(max_examples=40)
def test_evenings_with_more_requests_than_rounds_choose_the_best_of_them(seed: int) -> None:
    evening = crowded_evening(seed)
    best = max(found for plan in every_plan(evening) if (found := points(evening, plan)) is not None)
    assert points(evening, schedule(evening)) == pytest.approx(best)


@pytest.mark.parametrize("seed", [1445, 1542, 2330])
def test_a_cheap_meeting_gives_way_to_a_better_one_that_needs_its_round(seed: int) -> None:
    test_evenings_with_more_requests_than_rounds_choose_the_best_of_them.hypothesis.inner_test(seed)  # type: ignore[attr-defined]


@given(evenings(people=5, most_pairs=5))
@settings(max_examples=60)
def test_of_plans_with_equally_many_gaps_the_one_that_spreads_them_is_found(evening: Evening) -> None:
    evening = evening._replace(idle_gap=2.0, idle_again=0.0)
    worths = [(found, -int((waits_of(evening, plan) ** 2).sum())) for plan in every_plan(evening) if (found := points(evening, plan)) is not None]
    held = schedule(evening)
    best = max(points for points, _ in worths)
    assert points(evening, held) == pytest.approx(best)
    assert -int((waits_of(evening, held) ** 2).sum()) == max(even for points, even in worths if points > best - 1e-6)


@given(evenings(people=5, most_pairs=5, most_rounds=5), st.lists(st.integers(0, 3), min_size=5, max_size=5))
@settings(max_examples=80)
def test_no_plan_with_all_meetings_has_fewer_gaps_than_the_bound(evening: Evening, places: list[int]) -> None:
    evening = evening._replace(fixed={}, places=list(places[: len(evening.present)]), worth=np.full(len(evening.pairs), 100.0))
    free = evening.present & ~evening.taken
    may = np.array([[free[round_, pair].all() for round_ in range(len(free))] for pair in evening.pairs], bool).reshape(-1, len(free))
    people = [
        Person(may[(evening.pairs == who).any(axis=1)].any(axis=0), np.zeros(len(free), bool), evening.present[:, who], int((evening.pairs == who).sum()))
        for who in range(evening.present.shape[1])
    ]
    whole = [int(waits_of(evening, plan).sum()) for plan in every_plan(evening) if (plan >= 0).all() and points(evening, plan) is not None]
    if whole:
        assert least_gaps(people, np.array(evening.places)) <= min(whole)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.floats(0, 2)), min_size=1, max_size=8), st.integers(0, 8))
@settings(max_examples=150)
def test_the_cheapest_pattern_is_that_of_all_patterns(cells: list[tuple[bool, bool, float]], meetings: int) -> None:
    there, may = np.array([cell[0] for cell in cells]), np.array([cell[0] and cell[1] for cell in cells])
    prices = np.array([cell[2] for cell in cells])
    patterns = [np.array(busy) for busy in product([False, True], repeat=len(cells)) if sum(busy) == meetings and not (np.array(busy) & ~may).any()]
    costs = [idle_gaps(busy[:, None], there[:, None])[0] + prices[busy].sum() for busy in patterns]
    person = Person(may, np.zeros(len(cells), bool), there, meetings)
    assert fewest_gaps(person, prices) == pytest.approx(min(costs, default=np.inf))


def test_too_few_places_force_gaps_that_no_single_person_has_to_have() -> None:
    everywhere, nowhere = np.ones(5, bool), np.zeros(5, bool)
    people = [Person(everywhere, nowhere, everywhere, 4) for _ in range(6)]
    assert least_gaps(people, np.array([3, 3, 3, 3, 3])) == 0
    assert least_gaps(people, np.array([3, 3, 2, 3, 3])) == 2  # two of the six sit out in the middle


@pytest.mark.parametrize("seed", range(3))
def test_small_evenings_are_planned_as_well_as_by_constraint_programming(seed: int) -> None:
    if find_spec("ortools") is None:
        pytest.skip("OR-Tools is not installed")
    evening = larger_evening(seed)
    best = by_constraint_programming(evening)
    assert points(evening, schedule(evening, work=400_000)) == pytest.approx(best)


@given(evenings(people=12, most_pairs=40, most_rounds=8), st.sampled_from([0, 1, 300]))
@settings(max_examples=60)
def test_rules_hold_however_little_work_is_done(evening: Evening, work: int) -> None:
    assert points(evening, schedule(evening, work)) is not None


@given(evenings(people=4, most_pairs=3))
@settings(max_examples=15)
def test_heating_up_again_starts_from_a_sound_state(evening: Evening) -> None:
    found, longer = points(evening, schedule(evening)), points(evening, schedule(evening, work=400_000))
    assert found is not None
    assert longer is not None
    assert longer >= found


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=63))
def test_gaps_from_bits_equal_gaps_by_their_definition(cells: list[tuple[bool, bool]]) -> None:
    present = np.array([there for there, _ in cells])
    busy = present & np.array([meets for _, meets in cells])
    bits = np.int64(1) << np.arange(len(cells), dtype=np.int64)
    assert gaps_of(bits @ busy, bits @ present)[0] == idle_gaps(busy[:, None], present[:, None])[0]


def test_absence_ends_a_gap_and_is_none_itself() -> None:
    def row(text: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        return np.array([[sign == "x"] for sign in text]), np.array([[sign != " "] for sign in text])

    found = {text: int(idle_gaps(*row(text))[0]) for text in ("xx..", ".x.x.", "x..x", "x x", "x. .x", ". x .", "....")}
    assert found == {"xx..": 0, ".x.x.": 1, "x..x": 1, "x x": 0, "x. .x": 2, ". x .": 0, "....": 0}


def test_everybody_can_meet_everybody_in_the_fewest_rounds() -> None:
    pairs = np.array(list(combinations(range(8), 2)), np.int32)
    held = schedule_requests(8, pairs, np.ones(28), np.ones((7, 8), bool), [None] * 7, idle_gap=2.0, chance=np.random.default_rng(1), work=300_000)
    assert np.bincount(held).tolist() == [4] * 7


def test_a_first_useful_meeting_comes_before_somebody_elses_second() -> None:
    pairs = np.array([[0, 1], [0, 2], [3, 4]], np.int32)
    held = schedule_requests(
        5,
        pairs,
        np.array([10.0, 10.0, 9.0]),
        np.ones((2, 5), bool),
        [1, 1],
        idle_gap=1.0,
        chance=np.random.default_rng(0),
        work=500,
        useful=(6.0, 3.0),
        asker=np.array([0, 0, 3], np.int32),
    )
    assert held[2] >= 0
    assert (held >= 0).sum() == 2


def test_the_same_seed_gives_the_same_rounds() -> None:
    chance = np.random.default_rng(3)
    pairs = np.array([pair for pair in combinations(range(20), 2) if chance.random() < 0.4], np.int32)
    plans = [
        schedule_requests(20, pairs, np.ones(len(pairs)), np.ones((6, 20), bool), [8] * 6, idle_gap=2.0, chance=np.random.default_rng(5), work=20_000).tolist()
        for _ in range(2)
    ]
    assert plans[0] == plans[1]


def test_nobody_asked_gives_no_meetings() -> None:
    empty = np.zeros((0, 2), np.int32)
    assert len(schedule_requests(4, empty, np.zeros(0), np.ones((3, 4), bool), [None] * 3, idle_gap=2.0, chance=np.random.default_rng(0), work=100)) == 0


def test_too_many_rounds_are_refused_with_a_way_out() -> None:
    with pytest.raises(BadInput, match="Maybe"):
        schedule_requests(
            2, np.array([[0, 1]], np.int32), np.ones(1), np.ones((64, 2), bool), [None] * 64, idle_gap=2.0, chance=np.random.default_rng(0), work=100
        )
