"""The relaxation against every b-matching of small graphs, and against a maximum-weight matching."""

from dataclasses import replace
from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.planning.pairs.relaxation import Relaxed, solve, whole, worth_of


@st.composite
def questions(draw: st.DrawFn, *, most_people: int = 6, most_edges: int = 10, most: int = 3, whole_worth: bool = False) -> Relaxed:
    count = draw(st.integers(2, most_people))
    edges = draw(st.lists(st.sampled_from(list(combinations(range(count), 2))), unique=True, min_size=1, max_size=most_edges))
    ends = np.array(edges, np.int32)
    numbers = st.integers(1, 12).map(float) if whole_worth else st.sampled_from([0.25, 1.0, 1.5, 3.0, 7.5])
    one_way = st.lists(st.booleans(), min_size=len(edges), max_size=len(edges))
    return Relaxed(
        ends[:, 0],
        ends[:, 1],
        np.array(draw(st.lists(numbers, min_size=len(edges), max_size=len(edges)))),
        np.array(draw(st.lists(st.integers(0 if most > 1 else 1, most), min_size=count, max_size=count))),
        np.array(draw(one_way)),
        np.array(draw(one_way)),
        draw(st.sampled_from([(), (), (2.0, 1.0), (6.0, 3.0, 1.0)])),
    )


def is_b_matching(question: Relaxed, taken: np.ndarray) -> bool:
    ends = np.concatenate([question.one[taken], question.other[taken]])
    return bool((np.bincount(ends, minlength=len(question.most)) <= question.most).all())


def best_b_matching(question: Relaxed) -> float:
    choices = (np.array(choice) for choice in product([False, True], repeat=len(question.one)))
    return max(worth_of(question, choice.astype(float)) for choice in choices if is_b_matching(question, choice))


@given(questions(), st.integers(0, 20))
@settings(max_examples=60)
def test_no_b_matching_is_worth_more_than_the_relaxation(question: Relaxed, cuts: int) -> None:
    assert solve(question, cuts=cuts).points >= best_b_matching(question) - 1e-6


@given(questions())
@settings(max_examples=60)
def test_whole_edges_are_the_best_b_matching(question: Relaxed) -> None:
    answer = whole(question, solve(question))
    best = best_b_matching(question)
    assert set(answer.share.tolist()) <= {0.0, 1.0}
    assert is_b_matching(question, answer.share > 0.5)
    assert worth_of(question, answer.share) == pytest.approx(best)
    assert answer.points >= best - 1e-6


@given(questions(most_people=24, most_edges=90, most=1, whole_worth=True))
@settings(max_examples=40)
def test_with_one_edge_each_it_is_a_maximum_weight_matching(question: Relaxed) -> None:
    question = replace(question, useful=(), most=np.ones_like(question.most))
    graph = nx.Graph()
    for one, other, worth in zip(question.one.tolist(), question.other.tolist(), question.worth.tolist(), strict=True):
        graph.add_edge(one, other, weight=int(worth))
    best = sum(graph.edges[pair]["weight"] for pair in nx.max_weight_matching(graph))
    relaxation = solve(question)
    answer = whole(question, relaxation)
    assert best <= relaxation.points + 1e-6
    assert is_b_matching(question, answer.share > 0.5)
    assert worth_of(question, answer.share) == pytest.approx(best)


def triangle(**more: object) -> Relaxed:
    ends = np.array([[0, 1], [0, 2], [1, 2]], np.int32)
    one = Relaxed(ends[:, 0], ends[:, 1], np.array([2.5, 2.5, 2.5]), np.ones(3, np.int64), np.zeros(3, np.bool_), np.zeros(3, np.bool_))
    return replace(one, **more)  # type: ignore[arg-type]


def test_blossom_cut_closes_the_odd_circle() -> None:
    assert solve(triangle(), cuts=0).points == pytest.approx(3.75)
    assert solve(triangle()).points == pytest.approx(2.5)


def test_a_trio_gives_each_of_its_three_one_more_edge_and_costs_its_price() -> None:
    assert solve(triangle(trios=1, free_trios=0, trio_price=2.0)).points == pytest.approx(7.5 - 2.0)
    assert solve(triangle(trios=1, free_trios=1, trio_price=4.0)).points == pytest.approx(7.5)
    assert solve(triangle(trios=1, trio_price=100.0)).points >= 2.5


def test_fillers_use_what_the_edges_leave() -> None:
    """Two more for everybody: the triangle, and three ends of edges that are not listed."""
    wide = triangle(most=np.full(3, 3), filler=0.5)
    assert solve(wide).points == pytest.approx(7.5 + 3 * 0.5)
    assert solve(replace(wide, most_pairs=3)).points == pytest.approx(7.5)
    assert solve(replace(wide, most_pairs=4)).points == pytest.approx(7.5 + 2 * 0.5)


def test_nobody_is_worth_nothing() -> None:
    none = np.zeros(0, np.int32)
    assert solve(Relaxed(none, none, np.zeros(0), np.zeros(0, np.int64), none.astype(bool), none.astype(bool))).points == 0.0
