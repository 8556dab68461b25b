"""Exchanges for edges without a round: what the kernel says it gained is what a plain count finds, and nobody is in two places."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.planning.pairs.colouring import ABSENT, FREE
from keywho.planning.pairs.exchange_kernels import exchange


def plain_worth(ends: np.ndarray, worth: np.ndarray, useful: np.ndarray, steps: np.ndarray, round_of: np.ndarray, count: int) -> float:
    """Count what the edges that have a round are worth: their own worth, then each person's first useful ones."""
    total, have = 0.0, [0] * count
    for edge, no in enumerate(round_of.tolist()):
        if no >= 0:
            total += float(worth[edge])
            for side in range(2):
                if useful[edge, side]:
                    have[int(ends[edge, side])] += 1
    return total + sum(float(steps[:many].sum()) for many in have)


@given(st.integers(4, 16), st.integers(2, 5), st.integers(0, 10**6), st.sampled_from([0.0, 0.2, 0.4]))
@settings(max_examples=40)
def test_exchanges_gain_what_a_plain_count_finds(count: int, rounds: int, seed: int, away: float) -> None:
    chance = np.random.default_rng(seed)
    one, other = np.triu_indices(count, 1)
    keep = chance.random(len(one)) < 0.6
    ends = np.stack([one[keep], other[keep]], 1).astype(np.int32)
    edges = len(ends)
    worth, useful = chance.integers(1, 11, edges).astype(np.float64), chance.random((edges, 2)) < 0.5
    steps = np.array([3.0, 1.0, 0.0])
    at = np.where(chance.random((count, rounds)) < away, ABSENT, FREE).astype(np.int32)
    round_of, fixed = np.full(edges, FREE, np.int32), np.zeros(edges, np.bool_)
    for edge in range(edges // 3):
        for no in range(rounds):
            if (at[ends[edge], no] == FREE).all():
                at[ends[edge], no], round_of[edge] = edge, no
                break
    both = np.concatenate([ends[:, 0], ends[:, 1]])
    order = np.argsort(both, kind="stable")
    first, incident = np.searchsorted(both[order], np.arange(count + 1)), (order % max(edges, 1)).astype(np.int32)
    before, absent = plain_worth(ends, worth, useful, steps, round_of, count), at == ABSENT
    gained = exchange(ends, worth, useful, steps, at, round_of, fixed, first, incident, 2000, 2.0, 0.1, np.inf, seed + 1)
    assert abs(before + gained - plain_worth(ends, worth, useful, steps, round_of, count)) < 1e-6
    expected = np.where(absent, ABSENT, FREE)
    for edge, no in enumerate(round_of.tolist()):
        if no >= 0:
            assert (expected[ends[edge], no] == FREE).all()
            expected[ends[edge], no] = edge
    assert (at == expected).all()
