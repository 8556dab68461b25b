"""Starters: one round, or a few, that are moved on by a step, round after round (Handbook VI.55)."""

from itertools import chain, islice

import numpy as np

from keywho.planning.designs.design import Design, Rounds
from keywho.planning.designs.fields import Numbers
from keywho.planning.designs.known_starters import Starter


def from_starter(starter: Starter) -> Design:
    """Move the base rounds on by a step, round after round, and add the rounds that are moved into themselves."""

    def build(rounds: int) -> Rounds:
        place, column = np.arange(starter.groups)[:, None], np.arange(starter.size)[None, :]
        moved = (_moved(base, turn, starter.ring) for base in starter.bases for turn in range(starter.ring))
        still = (column * starter.ring + (place + column * turn) % starter.ring for turn in range(starter.extra))
        return np.array(list(islice(chain(moved, still), rounds)), np.int64)

    return Design("starter", starter.groups, starter.size, starter.most, build)


def _moved(base: Numbers, turn: int, ring: int) -> Numbers:
    """Move everybody on by `turn` in their own ring of people; those past the last whole ring stay."""
    moving = base.size // ring * ring
    return np.where(base < moving, base // ring * ring + (base % ring + turn) % ring, base)
