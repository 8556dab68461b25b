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
