"""Gaps between home chairs are closed: whoever is left over moves a few chairs on, and keeps the new home chair for the rest of the evening.

People who don't come leave others alone between empty chairs, and where home chairs limit who can meet, those have a bye. Here they move beside
somebody else who is left over, or beside two who meet. Who with whom is a matching of greatest worth; nobody who has company is moved.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from keywho.core.rounds import RoundKind
from keywho.planning.pairs.planner import best_matching
from keywho.planning.repair.chains import ALL_UP_TO, TRIES, WORTHWHILE, Placing
from keywho.planning.repair.running_chairs import Step
from keywho.planning.repair.running_round import RunningRound

PER_METRE = 1.0
"""Points that one metre to a new home chair has to bring: it is walked with coat and bag, so more than on the way to a meeting."""

OWN_CHOICE = 2.0
"""Points that it has to bring when somebody leaves a home chair that they took or were given."""

NEAREST_ALONE, NEAREST = 8, 24
"""Others who are left over, and people who meet, who are looked at for each one who is left over: the nearest."""


_Stake = tuple[float, list[int], float]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to have company: the points, the meetings that begin or change, and who moves to which chair."""

    points: float
    steps: tuple[Step, ...]
    moves: tuple[tuple[int, int], ...]


class Gaps:
    """The gaps of one round that has not begun.

    `later` are the rounds after it, `bound` people who can't have another home chair, `standing` people who have not sat down yet: they go anywhere.
    """

    def __init__(self, placing: Placing, later: Sequence[RunningRound], bound: Collection[int], standing: Collection[int]) -> None:
        self.placing, self.round, self.tally, self.no = placing, placing.round, placing.tally, placing.no
        self.evening = self.round.evening
        assert self.evening.chairs is not None
        self.chairs, self.home = self.evening.chairs, self.evening.home
        problem = self.evening.instance.problem
        self.reach_m = (problem.rounds[self.no].reach_m or 0.0) if self.round.kind is RoundKind.NEARBY else None
        self.later = [round_ for round_ in later if round_.measured]
        self.standing = standing
        self.chosen = {problem.index[who] for who in problem.wishes.home_seats}
        self.movable = self.round.idle.difference(bound)
        self.free = set(range(len(self.chairs))).difference(self.home, self.evening.lost, self.round.seats.keeper)
        self.here = np.array([who for who, present in enumerate(self.round.present) if present and self.home[who] >= 0], np.int64)
        self.within = cache(self._within)
        self.moved: set[int] = set()
        self._stakes: dict[int, tuple[_Stake, ...]] = {}

    def close(self) -> set[int]:
        """Find company for as many as can be, and give those who now have another home chair."""
        if self.movable and self.free:
            self._pair_up()
            for who in sorted(self.round.idle, key=lambda who: (-self.tally.last_bye(self.no, who), who)):
                if who in self.round.idle and not self._take_best(self._ways(who, NEAREST)) and len(self.round.idle) <= ALL_UP_TO:
                    self._take_best(self._ways(who, len(self.here)))
        return self.moved

    def _pair_up(self) -> None:
        """Let those who are left over meet each other, where that is worth more than that both join others."""
        idle = sorted(self.round.idle)
        alone = {who: max((way.points for way in self._joining(who, NEAREST)), default=0.0) for who in idle}
        gains: dict[tuple[int, int], float] = {}
        for who in idle:
            for other in self._nearest(who, idle, NEAREST_ALONE):
                best = max((way.points for way in self._meeting(who, other)), default=0.0)
                gain = best - max(alone[who], 0.0) - max(alone[other], 0.0)
                if gain > WORTHWHILE:
                    gains[min(who, other), max(who, other)] = gain
        if gains:
            pairs = np.array(list(gains), np.int32)
            matched = best_matching(pairs[:, 0], pairs[:, 1], np.array(list(gains.values())))
            for one, other in sorted(matched, key=lambda pair: (-gains[pair[0], pair[1]], pair)):
                self._take_best(self._meeting(one, other))

    def _take_best(self, ways: Iterator[_Way]) -> bool:
        worthwhile = sorted((way for way in ways if way.points > WORTHWHILE), key=lambda way: (-way.points, way.moves, way.steps))
        return any(self._take(way) for way in worthwhile[:TRIES])

    def _take(self, way: _Way) -> bool:
        """Move and meet, or leave all as it was."""
        before = [(who, self.home[who]) for who, _ in way.moves]
        for who, chair in way.moves:
            self._move(who, chair)
        if all(not people or self.evening.may_meet(self.no, people) for _, people in way.steps) and self.placing.take(way.steps):
            self.moved.update(who for who, _ in way.moves)
            return True
        for who, chair in before:
            self._move(who, chair)
        return False

    def _move(self, who: int, chair: int) -> None:
        old = self.home[who]
        self.evening.move(who, chair)
        self._stakes.clear()
        self.free.discard(chair)
        if old >= 0 and old not in self.evening.lost:
            self.free.add(old)

    def _ways(self, who: int, among: int) -> Iterator[_Way]:
        """Give each way for one who is left over to have company, among so many who are near."""
        for other in self._nearest(who, sorted(self.round.idle), max(NEAREST_ALONE, among - NEAREST)):
            yield from self._meeting(who, other)
        yield from self._joining(who, among)

    def _meeting(self, who: int, other: int) -> Iterator[_Way]:
        """Give the ways in which two who are left over meet: one comes to the other, or both go where two chairs are free."""
        if self.evening.clash(self.no, (who, other)) is not None:
            return
        points = self._relief(who) + self._relief(other) + self.tally.worth(who, other) - self.tally.group_price(self.no, (who, other))
        steps: tuple[Step, ...] = ((self.round.new_number(), (who, other)),)
        found = False
        for comes, stays in ((who, other), (other, who)):
            chair = self._chair_beside(comes, (stays,))
            if chair is not None:
                found = True
                yield self._way(points, steps, comes, chair)
        if not found and who in self.movable and other in self.movable:
            places = [(one, two) for one in self.free for two in self._around(one) if two in self.free and one != two]
            if places:
                one, two = min(places, key=lambda place: (self._price(who, place[0]) + self._price(other, place[1]), place))
                yield _Way(points - self._price(who, one) - self._price(other, two), steps, ((who, one), (other, two)))

    def _joining(self, who: int, among: int) -> Iterator[_Way]:
        """Give the ways in which somebody joins two who meet, or meets one of three."""
        round_, tally, no = self.round, self.tally, self.no
        numbers = dict.fromkeys(round_.group_of.get(other) for other in self._nearest(who, self.here, among))
        for number in numbers:
            if number is None or not self.placing.may_change(number):
                continue
            people = round_.groups[number]
            points = self._relief(who) + tally.group_price(no, people) - self.placing.disturbing(people)
            if len(people) == 2 and round_.trios < round_.most_trios and self.evening.clash(no, (*people, who)) is None:
                chair = self._chair_beside(who, people)
                if chair is not None:
                    larger = (*people, who)
                    yield self._way(points + tally.worth_with(who, people) - tally.group_price(no, larger), ((number, larger),), who, chair)
            for other in people if len(people) == 3 else ():
                rest = tuple(mate for mate in people if mate != other)
                chair = self._chair_beside(who, (other,)) if self.evening.may_meet(no, rest) and self.evening.clash(no, (who, other)) is None else None
                if chair is not None:
                    steps = ((number, rest), (round_.new_number(), (who, other)))
                    more = tally.worth(who, other) - tally.loss_with(other, people) - sum(tally.group_price(no, pair) for _, pair in steps)
                    yield self._way(points + more, steps, who, chair)

    def _way(self, points: float, steps: tuple[Step, ...], who: int, chair: int) -> _Way:
        return _Way(points - self._price(who, chair), steps, ((who, chair),) if chair != self.home[who] else ())

    def _relief(self, who: int) -> float:
        return self.tally.last_bye(self.no, who) - self.placing.disturbance * (not self.round.is_changed(who))

    def _chair_beside(self, who: int, people: Sequence[int]) -> int | None:
        """Give the home chair from which somebody could meet some people: the own one, or a free one that costs least. None where there is none."""
        homes = [self.home[other] for other in people if self.home[other] >= 0]
        if not homes or not self.evening.lost.isdisjoint(homes):
            return None
        around = [self._around(home) for home in homes]
        possible = set[int]().union(*around) if self.reach_m is None else set(around[0]).intersection(*around[1:])
        if self.home[who] in possible:
            return self.home[who]
        chairs = possible & self.free if who in self.movable else set()
        return min(chairs, key=lambda chair: (self._price(who, chair), chair), default=None)

    def _around(self, chair: int) -> Collection[int]:
        """Give the home chairs from which somebody could meet the one at home on a chair."""
        return self.chairs.beside[chair] if self.reach_m is None else self.within(chair)

    def _within(self, chair: int) -> frozenset[int]:
        apart = np.hypot(*(self.chairs.xy - self.chairs.xy[chair]).T)
        return frozenset(np.flatnonzero(apart <= (self.reach_m or 0.0) + 1e-4).tolist())

    def _price(self, who: int, chair: int) -> float:
        """Give what it costs that somebody moves: the way, and the meetings of later rounds that can't be held from there."""
        home = self.home[who]
        if chair == home:
            return 0.0
        if who not in self._stakes:
            self._stakes[who] = tuple(self._at_stake(who))
        price = OWN_CHOICE * (who in self.chosen)
        if home >= 0 and who not in self.standing:
            price += PER_METRE * self.evening.distance_m(home, chair)
        for reach_m, homes, lost in self._stakes[who]:
            if any(self.evening.distance_m(chair, other) > reach_m for other in homes):
                price += lost
        return price

    def _at_stake(self, who: int) -> Iterator[_Stake]:
        """Give the meetings of later rounds for which home chairs matter: their reach, the others' home chairs, and the price if they end."""
        for round_ in self.later:
            people = round_.groups.get(round_.group_of.get(who, -1), ())
            homes = [self.home[other] for other in people if other != who and self.home[other] >= 0]
            if homes and round_.kind is RoundKind.NEIGHBOUR:
                yield 0.0, homes, self.tally.weights.bye / 2 * len(people)  # beside each other there is often nobody else
            elif homes:
                yield (self.evening.instance.problem.rounds[round_.no].reach_m or 0.0) + 1e-4, homes, self.placing.disturbance * len(people)

    def _nearest(self, who: int, others: Sequence[int] | NDArray[np.int64], count: int) -> list[int]:
        """Give the nearest of some people, by their home chairs; for somebody without one the first in the list."""
        everybody = np.asarray(others, np.int64)
        everybody = everybody[everybody != who]
        if self.home[who] >= 0:
            apart = np.hypot(*(self.evening.home_xy[everybody] - self.evening.home_xy[who]).T)
            everybody = everybody[np.argsort(apart, kind="stable")]  # those without a home chair come last
        found: list[int] = everybody[:count].tolist()
        return found
