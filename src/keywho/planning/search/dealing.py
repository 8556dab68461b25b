"""A large evening searched on several cores: the rounds are dealt anew again and again, every core moves people in its own ones, and all then seat everybody as the others did.

Two who meet in a round of one core may meet in a round of another one at the same time. Moves between two deals are so few for each person that this hardly happens
in a large evening; the repeats that come of it are searched away like all others. In a small evening too much moves at once (see docs/algorithms/tables.md).
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from keywho.planning.search.pace import Budget, Spent
from keywho.planning.search.table_search import TableSearch, Watch

LEAST_S = 0.002
"""Least seconds of a core between two deals: handing them out takes a tenth of a millisecond."""


class DealtRounds:
    """Twins of one search that always come back to one evening. The same seed, budget and number of cores give the same programme."""

    def __init__(self, search: TableSearch, count: int) -> None:
        """Take the search, and say on how many cores it runs: no more than it has rounds."""
        self.search = search
        self.chance = np.random.default_rng([int(search.state.dice[0] >> np.uint64(1)), 7])
        self.twins = [search, *(search.twin(at) for at in range(1, min(count, len(search.rounds))))]

    def anneal(self, budget: Budget, hot: float, cold: float, here: float, target: float, watch: Watch, *, part: float = 0.0) -> tuple[float, int]:
        """Do what `TableSearch.anneal` does. A budget of moves is that of all cores, one of seconds that of each."""
        search, count = self.search, len(self.twins)
        own = Budget(None if budget.moves is None else max(1, budget.moves // count), budget.seconds)
        for twin in self.twins[1:]:
            twin.follow(search)
        for twin in self.twins:
            twin.fill()
        best, kept, spent, told = here, search.state.member.copy(), Spent(own, search.pace, part), 0
        counts = [spent.counts, *(np.zeros(3, np.int64) for _ in self.twins[1:])]
        try:
            with ThreadPoolExecutor(count) as pool:
                while spent.share < 1.0 and best < target:
                    here, moves = self._deal(pool, self._chunk(spent), spent.heat(hot, cold), here, target, counts)
                    spent.made += moves
                    if here > best + 1e-9:
                        best, kept = here, search.state.member.copy()
                    if spent.made >= told:
                        told = spent.made + spent.chunk()
                        spent.tell(watch(best, count * spent.made))
        finally:
            search.led_by_clock |= spent.led_by_clock
            search.settle_on(kept)
        return best, count * spent.made

    def _chunk(self, spent: Spent) -> int:
        """Give the moves of each core until the next deal: one for each person of all rounds, or as many as are worth handing out."""
        seats = self.search.instance.count * len(self.search.rounds)
        return min(spent.chunk(), max(seats // len(self.twins), int(LEAST_S / spent.each)))

    def _deal(self, pool: ThreadPoolExecutor, moves: int, heat: float, here: float, target: float, counts: list[NDArray[np.int64]]) -> tuple[float, int]:
        """Deal the rounds, let all cores move in theirs, and bring them together. Returns (points, moves made by each)."""
        count = len(self.twins)
        dealt = self.chance.permutation(len(self.search.rounds))
        hands = [np.sort(dealt[at::count]) for at in range(count)]

        def moved(at: int) -> tuple[float, int]:
            return self.twins[at].move(self.twins[at].rule(target, counts[at], hands[at]), moves, heat, here)

        def brought_together(at: int) -> float:
            return sum(self.twins[at].seat_as(self.twins[other], hands[other], counts[at]) for other in range(count) if other != at)

        found = list(pool.map(moved, range(count)))
        won = list(pool.map(brought_together, range(count)))
        return found[0][0] + won[0], found[0][1]
