"""Edges into rounds: nobody twice in a round, nobody in a round they are away from, and regular graphs come out whole."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.planning.pairs.colouring import colour_edges

Edge = tuple[int, int]


def coloured(edges: list[Edge], present: np.ndarray, seed: int = 0) -> list[int]:
    ends = np.array(edges, np.int32).reshape(-1, 2)
    return colour_edges(ends[:, 0].copy(), ends[:, 1].copy(), present, np.random.default_rng(seed)).tolist()


def assert_proper(edges: list[Edge], round_of: list[int], present: np.ndarray) -> None:
    placed = [(r, who) for edge, r in zip(edges, round_of, strict=True) if r >= 0 for who in edge]
    assert len(set(placed)) == len(placed), "somebody has two meetings in a round"
    assert all(present[r, who] for r, who in placed)


@given(st.integers(2, 14), st.integers(1, 6), st.integers(0, 999), st.data())
@settings(max_examples=100)
def test_nobody_has_two_edges_in_a_round_or_one_while_away(count: int, rounds: int, seed: int, data: st.DataObject) -> None:
    edges = data.draw(st.lists(st.sampled_from(list(combinations(range(count), 2))), unique=True, max_size=3 * count))
    present = np.random.default_rng(seed).random((rounds, count)) < 0.8
    round_of = coloured(edges, present, seed)
    assert_proper(edges, round_of, present)
    held = {(r, who) for edge, r in zip(edges, round_of, strict=True) if r >= 0 for who in edge}
    for (one, other), r in zip(edges, round_of, strict=True):
        if r < 0:
            assert not any(present[q, one] and present[q, other] and not {(q, one), (q, other)} & held for q in range(rounds)), "a free round was missed"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 12, 30])
def test_complete_bipartite_graphs_fill_every_round(size: int) -> None:
    edges = list(product(range(size), range(size, 2 * size)))
    present = np.ones((size, 2 * size), np.bool_)
    round_of = coloured(edges, present)
    assert_proper(edges, round_of, present)
    assert np.bincount(round_of, minlength=size).tolist() == [size] * size


@given(st.integers(3, 20), st.integers(1, 3), st.integers(0, 99))
@settings(max_examples=40)
def test_even_circles_of_pairs_find_all_their_rounds(half: int, degree: int, seed: int) -> None:
    """Everybody meets the 1st, 3rd, 5th ... on their right and left: a regular graph with two sides."""
    count, steps = 4 * half, [2 * step + 1 for step in range(degree)]
    edges = [(who, (who + step) % count) for who in range(count) for step in steps]
    present = np.ones((2 * degree, count), np.bool_)
    round_of = coloured(edges, present, seed)
    assert_proper(edges, round_of, present)
    assert min(round_of) >= 0


@pytest.mark.parametrize("count", [4, 6, 8, 10])
def test_everybody_meets_everybody_with_a_round_to_spare(count: int) -> None:
    edges = list(combinations(range(count), 2))
    present = np.ones((count, count), np.bool_)
    round_of = coloured(edges, present)
    assert_proper(edges, round_of, present)
    assert min(round_of) >= 0


def test_an_edge_without_a_common_round_is_left_out() -> None:
    assert coloured([(0, 1)], np.array([[True, False], [False, True]])) == [-1]


def fewest_left(edges: list[Edge], present: np.ndarray, taken: frozenset[tuple[int, int]] = frozenset()) -> int:
    """Give how many edges find no round at least, by trying everything."""
    if not edges:
        return 0
    (one, other), rest = edges[0], edges[1:]
    best = 1 + fewest_left(rest, present, taken)
    for r in range(len(present)):
        if present[r, one] and present[r, other] and not {(r, one), (r, other)} & taken and best:
            best = min(best, fewest_left(rest, present, taken | {(r, one), (r, other)}))
    return best


@given(st.integers(4, 6), st.integers(2, 3), st.integers(0, 999), st.data())
@settings(max_examples=80)
def test_tiny_graphs_leave_as_few_edges_as_can_be(count: int, rounds: int, seed: int, data: st.DataObject) -> None:
    edges = data.draw(st.lists(st.sampled_from(list(combinations(range(count), 2))), unique=True, max_size=7))
    present = np.random.default_rng(seed).random((rounds, count)) < 0.8
    round_of = coloured(edges, present, seed)
    assert_proper(edges, round_of, present)
    assert round_of.count(-1) == fewest_left(edges, present)


@pytest.mark.parametrize("seed", range(3))
def test_an_evening_with_absences_finds_a_round_for_every_edge_that_has_one(seed: int) -> None:
    """The edges of six random rounds of those who are there, shuffled: all of them fit, and nearly all are placed."""
    chance = np.random.default_rng(seed)
    present = chance.random((6, 120)) < 0.9
    edges: set[Edge] = set()
    for there in present:
        for _ in range(50):
            pairs = chance.permutation(np.flatnonzero(there))[: 2 * (there.sum() // 2)].reshape(-1, 2)
            new = {(int(min(pair)), int(max(pair))) for pair in pairs}
            if not new & edges:
                edges |= new
                break
    round_of = coloured(sorted(edges), present, seed)
    assert_proper(sorted(edges), round_of, present)
    assert round_of.count(-1) <= 2


def dealt_before(count: int, away: float, seed: int) -> tuple[list[Edge], np.ndarray]:
    """A graph that has a colouring: everybody who is there meets somebody in each of eight rounds; its edges, and who is there."""
    chance = np.random.default_rng(seed)
    present, edges = np.ones((8, count), np.bool_), set[Edge]()
    for r in range(8):
        order = chance.permutation(count)
        gone = int(count * away) // 2 * 2
        present[r, order[:gone]] = False
        for one, other in order[gone:].reshape(-1, 2).tolist():
            edges.add((min(one, other), max(one, other)))
    return sorted(edges), present


def test_of_edges_that_find_no_round_those_worth_much_rather_do() -> None:
    lost = np.zeros(2)
    for seed in range(8):
        edges, present = dealt_before(500, 0.2, seed)
        ends, worth = np.array(edges, np.int32), np.random.default_rng(seed).integers(1, 21, len(edges)).astype(float)
        for at, told in enumerate((worth, np.zeros(len(edges)))):
            round_of = colour_edges(ends[:, 0].copy(), ends[:, 1].copy(), present, np.random.default_rng(seed), worth=told)
            assert_proper(edges, round_of.tolist(), present)
            lost[at] += worth[round_of < 0].sum()
    assert lost[0] < 0.8 * lost[1]


def test_many_who_are_away_in_a_large_evening_leave_few_edges_without_a_round() -> None:
    edges, present = dealt_before(4000, 0.15, 3)
    round_of = coloured(edges, present)
    assert_proper(edges, round_of, present)
    assert sum(r < 0 for r in round_of) < 0.004 * len(edges)
