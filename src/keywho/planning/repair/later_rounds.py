"""All rounds after the next one taken together: people there get better partners in any of them, and the meetings are dealt out to rounds anew."""

import numpy as np
from numpy.typing import NDArray

from keywho.planning.pairs.colouring import ABSENT, FREE
from keywho.planning.repair.deal_kernels import deal
from keywho.planning.repair.floor_kernels import NOBODY, Floor, forget
from keywho.planning.repair.trail_kernels import Trails, better, fill, new_trails

TRIES, MOVES = 4, 150
"""Tries to bring loose meetings into rounds, and pushes in each, at most."""


class LaterRounds:
    """The rounds from `first` (from 0) on of an evening, which are changed in place."""

    def __init__(self, floor: Floor, first: int, seed: int) -> None:
        """Begin with an evening in which some slots may be empty."""
        self.floor, self.first, self.seed = floor, first, seed
        self.trails: Trails = new_trails(len(floor.mate))

    @property
    def empty_slots(self) -> int:
        """Count how often somebody is there and has nobody."""
        return int(self._empty().sum())

    def fill(self) -> float:
        """Let those with empty slots be taken, whichever round it is, save one for each odd round without a trio; gives the points."""
        empty, floor = self._empty(), self.floor
        is_odd = floor.there[self.first :].sum(axis=1) % 2 == 1
        wanted = (int(empty.sum()) - int((is_odd & (floor.third[self.first :, 0] == NOBODY)).sum())) // 2
        people = np.nonzero(empty)[0].astype(np.int32)
        return float(fill(floor, self.trails, self.first, people, wanted)) if len(people) else 0.0

    def better(self, people: NDArray[np.int64]) -> float:
        """Let closed trails through some people better the evening; gives the points."""
        return float(better(self.floor, self.trails, self.first, people.astype(np.int32)))

    def _empty(self) -> NDArray[np.bool_]:
        """Give, people x later rounds, where somebody is there and has nobody."""
        rounds = len(self.floor.there)
        there: NDArray[np.bool_] = self.floor.there[self.first :].T & (self.floor.mate[:, self.first : rounds] == NOBODY)
        return there

    def deal(self) -> int:
        """Bring both ends of each loose meeting into one round, and drop those for which there is none; gives how many."""
        floor, first, rounds = self.floor, self.first, len(self.floor.there)
        card = floor.mate[:, first:rounds].copy()
        for r in range(first, rounds):
            trio = floor.third[r][floor.third[r] >= 0]
            card[trio, r - first] = ABSENT
        card[~floor.there[first:].T] = ABSENT
        people, slots = np.nonzero(card >= 0)
        others = card[people, slots]
        is_loose = card[others, slots] != people
        card[people[is_loose], slots[is_loose]] = FREE
        pairs = np.stack([people, others], 1)[is_loose & (people < others)].astype(np.int32)
        if not len(pairs):
            return 0
        left = deal(card, pairs, TRIES, MOVES, self.seed)
        floor.mate[:, first:rounds] = np.where(card == ABSENT, floor.mate[:, first:rounds], card)
        for two in left.tolist():
            forget(floor, *two)
        return len(left)
