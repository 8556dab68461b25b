"""The worth of an evening while single meetings change: who met whom how often, and what one meeting more or less is worth.

Exact in all parts of the objective but walking and the idle gaps of requests rounds.
"""

from collections import Counter
from collections.abc import Sequence
from math import ceil

import numpy as np

from keywho.core.rounds import RoundKind
from keywho.planning.instance import Groups, Instance, Sparse, is_pair_round, pairs_of
from keywho.planning.objective import byes_by_attendee, fair_shares, useful_meetings


class Tally:
    """Counts of a whole evening; meetings and byes are added and taken away one by one, each time with the points that this brings."""

    def __init__(self, instance: Instance, groups_by_round: Sequence[Groups]) -> None:
        """Count the meetings of all rounds; whoever is there and in no group has a bye."""
        self.instance = instance
        self.weights = instance.problem.weights
        count = max(1, instance.count)
        pairs = pairs_of([group for groups in groups_by_round for group in groups])
        keys, times = np.unique(pairs[:, 0].astype(np.int64) * count + pairs[:, 1], return_counts=True)
        one, other = (keys // count).astype(np.int32), (keys % count).astype(np.int32)
        self._count = count
        self._met: dict[int, int] = dict(zip(keys.tolist(), times.tolist(), strict=True))
        self._useful: list[int] = useful_meetings(instance, one, other).tolist()
        self._byes: list[int] = byes_by_attendee(instance, groups_by_round).tolist()
        self._steps: list[float] = [*np.diff(instance.useful_sum).tolist(), 0.0]
        self._worths: dict[int, dict[int, float]] = {}
        self._finds: dict[int, frozenset[int]] = {}
        self._shares: dict[int, tuple[list[int], list[int], int]] = {}
        self.shy = frozenset(instance.problem.index[who] for who in instance.problem.wishes.prefers_groups)
        self.hosts = frozenset(instance.problem.index[who] for who in instance.problem.wishes.hosting.tables)
        self._hosted: dict[int, Counter[int]] = {}
        for no, groups in enumerate(groups_by_round):
            if instance.problem.rounds[no].kind is RoundKind.HOSTS:
                for group in groups:
                    for at, person in enumerate(group):
                        for mate in group[at + 1 :]:
                            self._host(person, mate, 1)

    def wanted(self, who: int) -> dict[int, float]:
        """Give those whose first meeting with a person is not worth just what anybody's is."""
        if who not in self._worths:
            self._worths[who] = _row(self.instance.first, who)
        return self._worths[who]

    def have_met(self, one: int, other: int) -> bool:
        """Say whether two meet in some round."""
        return self._met.get(self._key(one, other), 0) > 0

    def worth(self, one: int, other: int) -> float:
        """Give what one more meeting of two brings."""
        if self._met.get(self._key(one, other), 0):
            return -self.weights.repeat
        wanted = self._worths.get(one)
        points = (self.wanted(one) if wanted is None else wanted).get(other, self.instance.anyone)
        if len(self._steps) > 1:
            points += (self._step(one) if other in self._useful_to(one) else 0.0) + (self._step(other) if one in self._useful_to(other) else 0.0)
        return points

    def loss(self, one: int, other: int) -> float:
        """Give what two who meet bring less when they meet once less."""
        if self._met[self._key(one, other)] > 1:
            return -self.weights.repeat
        points = self.wanted(one).get(other, self.instance.anyone)
        if len(self._steps) > 1:
            points += (self._step(one, -1) if other in self._useful_to(one) else 0.0) + (self._step(other, -1) if one in self._useful_to(other) else 0.0)
        return points

    def worth_with(self, who: int, others: Sequence[int]) -> float:
        """Give what one person's joining of others brings, each pair by itself."""
        return sum([self.worth(who, other) for other in others])

    def loss_with(self, who: int, others: Sequence[int]) -> float:
        """Give what is lost when a person leaves others, each pair by itself."""
        return sum([self.loss(who, other) for other in others if other != who])

    def meet(self, no: int, one: int, other: int) -> float:
        """Let two meet in a round (0-based); gives the points."""
        points = self.worth(one, other)
        key = self._key(one, other)
        times = self._met.get(key, 0)
        self._met[key] = times + 1
        if not times:
            self._count_useful(one, other, 1)
        if self.instance.problem.rounds[no].kind is RoundKind.HOSTS:
            points += self._host(one, other, 1)
        return points

    def part(self, no: int, one: int, other: int) -> float:
        """Take a meeting of two back; gives the points, usually below 0."""
        points = -self.loss(one, other)
        key = self._key(one, other)
        self._met[key] -= 1
        if not self._met[key]:
            self._count_useful(one, other, -1)
        if self.instance.problem.rounds[no].kind is RoundKind.HOSTS:
            points += self._host(one, other, -1)
        return points

    def next_bye(self, no: int, who: int) -> float:
        """Give the price of one more bye of a person."""
        charged = self.instance.problem.rounds[no].kind is not RoundKind.REQUESTS
        return self.weights.bye + self.weights.bye_again * self._byes[who] if charged else 0.0

    def last_bye(self, no: int, who: int) -> float:
        """Give the price that a person's bye costs now."""
        charged = self.instance.problem.rounds[no].kind is not RoundKind.REQUESTS
        return self.weights.bye + self.weights.bye_again * (self._byes[who] - 1) if charged else 0.0

    def add_byes(self, no: int, who: int, times: int) -> None:
        """Count a bye more (1) or less (-1)."""
        if self.instance.problem.rounds[no].kind is not RoundKind.REQUESTS:
            self._byes[who] += times

    def within_limits(self, host: int, guest: int) -> bool:
        """Say whether a guest may come to a host without either passing the most that they may have."""
        hosting = self.instance.problem.wishes.hosting
        for one, other, most in ((host, guest, hosting.host_most), (guest, host, hosting.guest_most)):
            met: Counter[int] = self._hosted.get(one, Counter())
            if most is not None and other not in met and len(met) >= most:
                return False
        return True

    def group_price(self, no: int, group: Sequence[int]) -> float:
        """Give what a meeting costs as such: a trio, a talk one to one for those who would rather not, a one-sided table."""
        round_ = self.instance.problem.rounds[no]
        if is_pair_round(round_.kind):
            if len(group) == 3:
                return self.weights.trio if self.shy.isdisjoint(group) else 0.0
            return self.weights.one_to_one * sum(who in self.shy for who in group) if self.shy and len(group) == 2 else 0.0
        if round_.kind is RoundKind.TABLE and round_.balance:
            if no not in self._shares:
                value_of, totals = fair_shares(self.instance, no)
                self._shares[no] = value_of.tolist(), totals.tolist(), int(totals.sum())
            values, of_value, present = self._shares[no]
            here = Counter(values[who] for who in group)
            return self.weights.imbalance * sum(max(0, number - ceil(len(group) * of_value[value] / max(1, present))) for value, number in here.items())
        return 0.0

    def _host(self, one: int, other: int, times: int) -> float:
        """Count a host's and a guest's meeting; gives the points of reached minimums."""
        if (one in self.hosts) == (other in self.hosts):
            return 0.0
        hosting, points = self.instance.problem.wishes.hosting, 0.0
        for who, mate in ((one, other), (other, one)):
            met = self._hosted.setdefault(who, Counter())
            before = len(met)
            met[mate] += times
            if not met[mate]:
                del met[mate]
            least = hosting.host_least if who in self.hosts else hosting.guest_least
            points += self.weights.host_short * (min(len(met), least) - min(before, least))
        return points

    def _key(self, one: int, other: int) -> int:
        return one * self._count + other if one < other else other * self._count + one

    def _useful_to(self, who: int) -> frozenset[int]:
        if who not in self._finds:
            useful = self.instance.useful
            self._finds[who] = frozenset(useful.indices[useful.indptr[who] : useful.indptr[who + 1]].tolist())
        return self._finds[who]

    def _step(self, who: int, back: int = 0) -> float:
        return self._steps[min(self._useful[who] + back, len(self._steps) - 1)]

    def _count_useful(self, one: int, other: int, times: int) -> None:
        if len(self._steps) > 1:
            self._useful[one] += times * (other in self._useful_to(one))
            self._useful[other] += times * (one in self._useful_to(other))


def _row(matrix: Sparse, who: int) -> dict[int, float]:
    start, end = int(matrix.indptr[who]), int(matrix.indptr[who + 1])
    return dict(zip(matrix.indices[start:end].tolist(), matrix.values[start:end].tolist(), strict=True))
