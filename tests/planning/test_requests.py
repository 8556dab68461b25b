"""Requests rounds against brute force and against their rules."""

from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from keywho.core.errors import BadInput
from keywho.planning.requests.request_kernels import gaps_of
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
    return Evening(pairs, worth, present, places, fixed, taken, draw(st.sampled_from([(), (6.0, 3.0)])), asker, draw(st.sampled_from([0.0, 2.0])))


def schedule(evening: Evening, work: int = 3000) -> NDArray[np.int32]:
    return schedule_requests(
        evening.present.shape[1],
        evening.pairs,
        evening.worth,
        evening.present,
        evening.places,
        idle_gap=evening.idle_gap,
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
    return float(evening.worth[held >= 0].sum()) + useful - evening.idle_gap * float(idle_gaps(busy, evening.present).sum())


@given(evenings())
@settings(max_examples=120)
def test_small_evenings_are_planned_as_well_as_by_trying_everything(evening: Evening) -> None:
    rounds = len(evening.present)
    every = (np.array(plan, np.int32) for plan in product(range(-1, rounds), repeat=len(evening.pairs)))
    best = max(found for plan in every if (found := points(evening, plan)) is not None)
    assert points(evening, schedule(evening)) == pytest.approx(best)


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
