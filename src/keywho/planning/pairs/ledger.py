"""Who met whom so far, and what one more meeting would be worth: the marginal view of the objective."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import FORBIDDEN, Floats, Groups, Instance, pairs_of
from keywho.planning.objective import byes_by_attendee, useful_meetings


class Ledger:
    """The meetings of an evening without some of its rounds."""

    def __init__(self, instance: Instance, groups_by_round: Sequence[Groups], without: Collection[int] = (), unplanned: Collection[int] = ()) -> None:
        """Take the groups of all rounds but those in `without`; idle people of rounds that are still `unplanned` have no bye there yet."""
        self.instance = instance
        kept = [groups if no not in without else [] for no, groups in enumerate(groups_by_round)]
        pairs = pairs_of([group for groups in kept for group in groups])
        self.met = np.unique(pairs[:, 0].astype(np.int64) * instance.count + pairs[:, 1])
        self._useful = useful_meetings(instance, (self.met // max(1, instance.count)).astype(np.int32), (self.met % max(1, instance.count)).astype(np.int32))
        everybody = [np.flatnonzero(present).tolist() for present in instance.present]
        self._byes = byes_by_attendee(instance, [[everybody[no]] if no in without or no in unplanned else groups for no, groups in enumerate(kept)])

    def have_met(self, one: NDArray[np.integer], other: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Say which pairs have met."""
        keys = np.minimum(one, other).astype(np.int64) * self.instance.count + np.maximum(one, other)
        at = np.searchsorted(self.met, keys)
        at[at == len(self.met)] = 0
        return self.met[at] == keys if len(self.met) else np.zeros(len(keys), np.bool_)

    def worth(self, one: NDArray[np.integer], other: NDArray[np.integer]) -> Floats:
        """Give what one more meeting of each pair is worth, useful steps included; byes are not."""
        instance = self.instance
        first = instance.first.at(one, other, instance.anyone)
        if len(instance.useful_sum) > 1:
            first = first + self._step(one) * (instance.useful.at(one, other, 0.0) > 0) + self._step(other) * (instance.useful.at(other, one, 0.0) > 0)
        return np.where(self.have_met(one, other), np.where(first < FORBIDDEN / 2, FORBIDDEN, -instance.repeat), first)

    def bye_price(self) -> Floats:
        """Give what one more bye of each attendee costs."""
        weights = self.instance.problem.weights
        return weights.bye + weights.bye_again * self._byes.astype(np.float64)

    def group_worth(self, group: Sequence[int]) -> float:
        """Give what a meeting of a group is worth (useful steps as if each pair met alone)."""
        pairs = pairs_of([group])
        return float(self.worth(pairs[:, 0], pairs[:, 1]).sum())

    def _step(self, who: NDArray[np.integer]) -> Floats:
        sums = self.instance.useful_sum
        now = np.minimum(self._useful[who], len(sums) - 1)
        step: Floats = sums[np.minimum(now + 1, len(sums) - 1)] - sums[now]
        return step
