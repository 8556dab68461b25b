"""The best entries of each seeker, kept so that somebody can come or go without looking at everybody anew."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import AttendeeId

MOST_ENTRIES = 30
IN_RESERVE = 14
WIDTH = MOST_ENTRIES + IN_RESERVE
TIE_BITS = 44
HIGHEST = 2_000

Numbers = NDArray[np.int64]


@lru_cache(maxsize=65_536)
def tie_of(who: AttendeeId) -> int:
    """Give the place of somebody in a ring in which everybody stands by chance, whatever the list."""
    return int.from_bytes(blake2b(who.encode(), digest_size=8).digest()) % (1 << TIE_BITS)


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """For each seeker the best entries, the best first, some more than are shown.

    Attributes
    ----------
    sought : whom, by number; -1 for nobody.
    hundredths : of points.
    told : whether there is a strong reason.
    whole : for each seeker, whether the list has everybody who is useful at all; else only the best are known.
    """

    sought: NDArray[np.int32]
    hundredths: NDArray[np.int32]
    told: NDArray[np.bool_]
    whole: NDArray[np.bool_]

    @classmethod
    def empty(cls, people: int) -> "Lists":
        """Nobody is useful to anybody yet."""
        shape = (people, WIDTH)
        return cls(np.full(shape, -1, np.int32), np.zeros(shape, np.int32), np.zeros(shape, bool), np.ones(people, bool))

    def with_room_for(self, people: int) -> "Lists":
        """Give lists that can be written in, with so many more people at the end."""
        more = Lists.empty(people)
        return Lists(
            np.concatenate([self.sought, more.sought]),
            np.concatenate([self.hundredths, more.hundredths]),
            np.concatenate([self.told, more.told]),
            np.concatenate([self.whole, more.whole]),
        )

    def clear(self, rows: NDArray[np.bool_]) -> None:
        """Begin the lists of some seekers anew."""
        self.sought[rows], self.hundredths[rows], self.told[rows], self.whole[rows] = -1, 0, False, True

    def write(self, rows: Numbers, columns: Numbers, hundredths: NDArray[np.int32], told: NDArray[np.bool_], ties: Numbers) -> None:
        """Add candidates to the lists of some seekers and keep the best: (rows, columns) of points, 0 for none.

        Among equals those come first who follow the seeker in the ring: equals are sought equally often, whatever the order of the list.
        """
        order_before = self._order(rows, self.sought[rows], self.hundredths[rows], ties)
        order_new = self._order(rows, np.broadcast_to(columns, hundredths.shape), hundredths, ties)
        known = (self.sought[rows] >= 0).sum(axis=1)
        last = order_before[np.arange(len(rows)), np.maximum(known - 1, 0)]
        beyond = (order_new > last[:, None]) & ~self.whole[rows][:, None]  # who is behind all that is known may be behind others that are not
        hundredths = np.where(beyond, 0, hundredths)
        few = min(WIDTH + 1, hundredths.shape[1])
        best = np.argpartition(np.where(beyond, np.iinfo(np.int64).max, order_new), few - 1, axis=1)[:, :few]
        order = np.concatenate([order_before, np.take_along_axis(order_new, best, axis=1)], axis=1)
        sought = np.concatenate([self.sought[rows], columns[best].astype(np.int32)], axis=1)
        points = np.concatenate([self.hundredths[rows], np.take_along_axis(hundredths, best, axis=1)], axis=1)
        reasons = np.concatenate([self.told[rows], np.take_along_axis(told, best, axis=1)], axis=1)
        place = np.argsort(np.where(points > 0, order, np.iinfo(np.int64).max), axis=1)[:, : WIDTH + 1]
        points = np.take_along_axis(points, place, axis=1)
        is_cut = points[:, WIDTH] > 0 if points.shape[1] > WIDTH else np.zeros(len(rows), bool)
        place, points = place[:, :WIDTH], points[:, :WIDTH]
        self.sought[rows] = np.where(points > 0, np.take_along_axis(sought, place, axis=1), -1)
        self.hundredths[rows] = points
        self.told[rows] = np.take_along_axis(reasons, place, axis=1) & (points > 0)
        self.whole[rows] &= ~is_cut

    def _order(self, rows: Numbers, sought: NDArray[np.int32] | Numbers, hundredths: NDArray[np.int32], ties: Numbers) -> Numbers:
        behind: Numbers = (ties[sought] - ties[rows][:, None]) % (1 << TIE_BITS)
        worse: Numbers = (HIGHEST - hundredths.astype(np.int64)) << TIE_BITS
        return worse + behind

    def forget(self, alive: NDArray[np.bool_]) -> Numbers:
        """Take those who are gone out of all lists; give the seekers of whom too few are known now."""
        listed = self.sought >= 0
        dead = listed & ~alive[np.maximum(self.sought, 0)]
        rows = np.flatnonzero(dead.any(axis=1) & alive)
        if len(rows):
            place = np.argsort(dead[rows] | ~listed[rows], axis=1, kind="stable")
            gone = np.take_along_axis(dead[rows] | ~listed[rows], place, axis=1)
            self.sought[rows] = np.where(gone, -1, np.take_along_axis(self.sought[rows], place, axis=1))
            self.hundredths[rows] = np.where(gone, 0, np.take_along_axis(self.hundredths[rows], place, axis=1))
            self.told[rows] = ~gone & np.take_along_axis(self.told[rows], place, axis=1)
        short: Numbers = rows[~self.whole[rows] & ((self.sought[rows] >= 0).sum(axis=1) < MOST_ENTRIES)]
        return short
