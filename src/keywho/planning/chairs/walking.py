"""The metres that people walk, and who takes which place so that they are few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

_DENSE = 90_000
"""Up to so many (group, place) combinations are all weighed; above, only places near the people."""

_OUT_OF_THE_QUESTION = 1e7
"""Metres that stand for a place that a group can't have."""


@dataclass(frozen=True, eq=False)
class Walk:
    """Where each person comes from and where they go next.

    `stops[i]` holds the chairs that person i sits on before and after, -1 for none; `xy` the chairs' places.
    """

    xy: NDArray[np.float64]
    stops: NDArray[np.int32]

    def metres(self, people: NDArray[np.integer], points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the metres from each person's stops to points (last axis x, y); people and points are broadcast."""
        total = np.zeros(np.broadcast_shapes(people.shape, points.shape[:-1]))
        for side in range(self.stops.shape[1]):
            stop = self.stops[people, side]
            apart = points - self.xy[stop]
            total += np.where(stop >= 0, np.hypot(apart[..., 0], apart[..., 1]), 0.0)
        return total

    def to_chairs(self, people: NDArray[np.integer], chairs: NDArray[np.integer]) -> NDArray[np.float64]:
        """Give the metres from each person's stops to chairs; both are broadcast."""
        return self.metres(people, self.xy[chairs])

    def of_place(self, people: NDArray[np.integer], chairs: NDArray[np.integer]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Give the least metres of groups (last axis their people) on places (last axis their chairs), and the order in which they sit."""
        orders = np.array(list(permutations(range(chairs.shape[-1]))))
        by_seat = [[self.to_chairs(people[..., member], chairs[..., seat]) for seat in range(chairs.shape[-1])] for member in range(people.shape[-1])]
        least: NDArray[np.float64] | None = None
        for no, order in enumerate(orders):
            metres = sum((by_seat[member][seat] for member, seat in enumerate(order)), np.zeros(()))
            if least is None:
                least, taken = metres, np.zeros(metres.shape, np.int64)
            else:
                taken = np.where(metres < least, no, taken)
                least = np.minimum(least, metres)
        assert least is not None
        return least, orders[taken]


def share_places(walk: Walk, people: NDArray[np.integer], places: NDArray[np.integer]) -> NDArray[np.int64]:
    """Give each group (a row of people) one of the places (rows of as many chairs) so that all walk the least.

    Returns the chairs of each group in the order of its people; a row of -1 where there are fewer places than groups.
    """
    taken = share(walk, people, walk.xy[places].mean(axis=1), lambda group, place: walk.of_place(people[group], places[place])[0])
    seats = np.full(people.shape, -1, np.int64)
    found = np.flatnonzero(taken >= 0)
    if len(found):
        chosen = places[taken[found]]
        seats[found] = np.take_along_axis(chosen, walk.of_place(people[found], chosen)[1], axis=-1)
    return seats


def share(
    walk: Walk,
    people: NDArray[np.integer],
    middles: NDArray[np.float64],
    metres: Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float64]],
) -> NDArray[np.int64]:
    """Give each group a place (by number) with the least total metres; -1 where none is left.

    `people` has a row for each group, -1 past its end; `metres(group, place)` prices listed combinations, infinite for impossible ones.
    Large halls weigh only places near where the people come from and go to, and look farther for those who found none.
    """
    taken = np.full(len(people), -1, np.int64)
    waiting, open_ = np.arange(len(people)), np.arange(len(middles))
    near = 6
    while len(waiting) and len(open_):
        every = len(waiting) * len(open_) <= _DENSE or near >= len(open_)
        if every:
            group, place = np.divmod(np.arange(len(waiting) * len(open_)), len(open_))
        else:
            group, place = _near_places(walk, people[waiting], middles[open_], near)
        chosen = least_total(metres(waiting[group], open_[place]), group, place, len(waiting), len(open_))
        found = np.flatnonzero(chosen >= 0)
        taken[waiting[found]] = open_[chosen[found]]
        if every:
            break
        waiting, open_ = np.delete(waiting, found), np.delete(open_, chosen[found])
        near *= 4
    return taken


def _near_places(walk: Walk, people: NDArray[np.integer], middles: NDArray[np.float64], near: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """List (group, place) for the places nearest to every stop of a group's people and to the middle between them."""
    from scipy.spatial import KDTree

    tree = KDTree(middles)
    stops = np.where(people[..., None] >= 0, walk.stops[people], -1).reshape(len(people), -1)
    known = stops >= 0
    middle = (walk.xy[stops] * known[..., None]).sum(axis=1) / np.maximum(known.sum(axis=1), 1)[:, None]
    keys = []
    for points, ask in [(middle, np.ones(len(people), bool)), *((walk.xy[stops[:, at]], known[:, at]) for at in range(stops.shape[1]))]:
        groups = np.flatnonzero(ask)
        if len(groups):
            count = min(near, len(middles))
            _, found = tree.query(points[groups], k=count)
            keys.append((groups[:, None] * len(middles) + np.asarray(found).reshape(len(groups), count)).ravel())
    group, place = np.divmod(np.unique(np.concatenate(keys)), len(middles))
    return group, place


def least_total(metres: NDArray[np.float64], group: NDArray[np.integer], place: NDArray[np.integer], groups: int, places: int) -> NDArray[np.int64]:
    """Choose one of the listed (group, place) for as many groups as can be, with the least total; -1 for groups left without.

    Entries of infinite metres are ruled out.
    """
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    possible = np.isfinite(metres)
    metres, group, place = metres[possible], group[possible], place[possible]
    taken = np.full(groups, -1, np.int64)
    if groups * places <= _DENSE:
        table = np.full((groups, places), _OUT_OF_THE_QUESTION)
        table[group, place] = metres
        row, column = linear_sum_assignment(table)
        kept = table[row, column] < _OUT_OF_THE_QUESTION
        taken[row[kept]] = column[kept]
        return taken
    everybody = np.arange(groups)  # each group also has a place of its own, far away, so that the rest is always solved
    weights = np.concatenate([metres + 1.0, np.full(groups, _OUT_OF_THE_QUESTION)])  # a weight of 0 would mean no entry
    rows, columns = np.concatenate([group, everybody]), np.concatenate([place, places + everybody])
    row, column = min_weight_full_bipartite_matching(csr_array((weights, (rows, columns)), shape=(groups, places + groups)))
    taken[row] = np.where(column < places, column, -1)
    return taken


def before_and_after(chairs_by_round: NDArray[np.int32], homes: NDArray[np.int32], at: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Give the chairs that people sit on before and after a round (0-based row of `chairs_by_round`, -1 for no chair)."""
    before, after = homes.copy(), np.full(len(homes), -1, np.int32)
    for row in chairs_by_round[:at]:
        before = np.where(row >= 0, row, before)
    for row in chairs_by_round[:at:-1]:
        after = np.where(row >= 0, row, after)
    return before, after


def metres_of(xy: NDArray[np.float64], homes: NDArray[np.int32], chairs_by_round: NDArray[np.int32]) -> float:
    """Add up all metres walked: from the home chair straight from chair to chair; rounds without a chair are skipped."""
    total, at = 0.0, homes.copy()
    for row in chairs_by_round:
        moves = (row >= 0) & (at >= 0)
        total += float(np.hypot(*(xy[row[moves]] - xy[at[moves]]).T).sum())
        at = np.where(row >= 0, row, at)
    return total


def stops_of(before: NDArray[np.int32], after: NDArray[np.int32] | None = None) -> NDArray[np.int32]:
    """Put the chairs before and after side by side, as `Walk` takes them."""
    sides: Sequence[NDArray[np.int32]] = [before] if after is None else [before, after]
    return np.stack(sides, axis=1)
