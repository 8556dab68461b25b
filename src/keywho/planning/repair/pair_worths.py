"""What two people are worth to each other, by rows, with newcomers added at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import Floats, Instance, Ints, both_ways

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class PairWorths:
    """Row i has the people `column[start[i]:start[i + 1]]`, sorted; see `Floor` for the rest."""

    start: NDArray[np.int64]
    column: Ints
    worth: Floats
    finds: Flags
    found: Flags
    acquainted: Flags

    @classmethod
    def of(cls, instance: Instance) -> "PairWorths":
        """Take the worths of first meetings of a compiled problem."""
        first = instance.first
        rows, columns = first.rows(), first.indices
        known = both_ways(instance.acquainted)
        keys = known[:, 0].astype(np.int64) * instance.count + known[:, 1]
        acquainted = np.isin(rows.astype(np.int64) * instance.count + columns, keys)
        finds, found = instance.useful.at(rows, columns, 0.0) > 0, instance.useful.at(columns, rows, 0.0) > 0
        return cls(first.indptr, columns, first.values, finds, found, acquainted)

    def parts(self) -> tuple[NDArray[Any], ...]:
        """Give all arrays."""
        return self.start, self.column, self.worth, self.finds, self.found, self.acquainted

    def row(self, who: int) -> Ints:
        """Give those whose worth to a person is known."""
        return self.column[self.start[who] : self.start[who + 1]]

    def with_newcomers(self, count: int, points: Mapping[tuple[int, int], float], anyone: float, share: float) -> "PairWorths":
        """Add people at the end of the list until there are `count`.

        `points` are b[seeker, sought], one of each two a newcomer; of what only one gains, `share` does not count (see `Weights.both_ways`).
        """
        before = len(self.start) - 1
        pairs = sorted({pair for one, other in points if points[one, other] > 0 for pair in ((one, other), (other, one))})
        rows, columns = (np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1))
        forth = np.array([points.get(pair, 0.0) for pair in pairs])
        back = np.array([points.get((other, one), 0.0) for one, other in pairs])
        worth = forth + back - share * np.abs(forth - back) + anyone
        at = np.where(rows < before, self.start[np.minimum(rows + 1, before)], len(self.column))
        start = np.concatenate([self.start, np.full(count - before, self.start[-1])])
        start[1:] += np.cumsum(np.bincount(rows, minlength=count))
        return PairWorths(
            start,
            _with(self.column, at, columns.astype(np.int32)),
            _with(self.worth, at, worth),
            _with(self.finds, at, forth > 0),
            _with(self.found, at, back > 0),
            _with(self.acquainted, at, np.zeros(len(at), np.bool_)),
        )


def _with(there: NDArray[Any], places: NDArray[np.int64], come: NDArray[Any]) -> NDArray[Any]:
    """Insert some values before the places of a long array, in rising order."""
    pieces, begin = [], 0
    for at, place in enumerate(places.tolist()):
        if place > begin:
            pieces.append(there[begin:place])
            begin = place
        pieces.append(come[at : at + 1])
    return np.concatenate([*pieces, there[begin:]])
