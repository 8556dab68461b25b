"""Pairs in which everybody meets everybody, and the single round that any evening can have."""

import numpy as np

from keywho.planning.designs.design import Design, Rounds


def single_round(groups: int, size: int) -> Design:
    """Give the one round that is always there: people in the order of their numbers."""
    return Design("one round", groups, size, 1, lambda rounds: np.arange(groups * size).reshape(1, groups, size)[:rounds])


def round_robin(groups: int) -> Design:
    """Give pairs by the circle method (Kirkman 1847; Handbook VI.51): one stays, the others move on by a chair."""
    ring = 2 * groups - 1

    def build(rounds: int) -> Rounds:
        turn, step = np.arange(rounds)[:, None], np.arange(1, groups)[None, :]
        still = np.stack([np.full((rounds, 1), ring), turn], axis=-1)
        return np.concatenate([still, np.stack([(turn + step) % ring, (turn - step) % ring], axis=-1)], axis=1)

    return Design("round robin", groups, 2, ring, build)
