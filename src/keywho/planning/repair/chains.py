"""A place for somebody who is left over: the best chain of replacements in one round.

Whoever is left over joins a meeting, or meets another one who is left over; or takes somebody's place, who then looks for a place in turn.
A chain of replacements is an alternating path of the matching (Berge 1957); it is searched with a beam, weighed with the whole objective
less a small price for each person who gets a new instruction, and taken when it is worth more than the bye.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from itertools import islice
from operator import itemgetter

import numpy as np

from keywho.core.rounds import RoundKind
from keywho.planning.repair.running_chairs import Step
from keywho.planning.repair.running_round import RunningRound
from keywho.planning.repair.tally import Tally

ALL_UP_TO = 24
"""Meetings of a round up to which each is looked at; above, those of wanted people and some by chance."""

WORTHWHILE = 1e-6
"""Points below which nothing is changed."""

TRIES = 6
"""Chains that are tried for chairs, the best first: so many with a new meeting, and so many without."""

Chain = tuple[float, tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How far to look: replacements one after the other, and how many beginnings of chains are kept at each."""

    depth: int = 3
    width: int = 6


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A chain so far: its points, and who is without a place at its end."""

    points: float
    loose: int
    steps: tuple[Step, ...] = ()


class Placing:
    """Finds places in one round; `disturbance` is the price of a person with a new instruction.

    `owed` are people who may join two who are talking: they had a bye before, or lost a partner.
    """

    def __init__(self, round_: RunningRound, tally: Tally, disturbance: float, chance: np.random.Generator, owed: Collection[int] = ()) -> None:
        self.round, self.tally, self.disturbance, self.chance, self.owed = round_, tally, disturbance, chance, owed
        self.no = round_.no

    def place(self, who: int, effort: Effort) -> bool:
        """Find a place for somebody who is left over, and say whether there was one that is better than the bye."""
        chains: list[Chain] = []
        beginnings = [_Beginning(0.0, who)]
        in_a_hurry = self.round.of_pairs and not effort.depth and len(self.round.idle) > ALL_UP_TO  # many others wait: they meet each other
        for depth in range(effort.depth + 1):
            longer: list[tuple[float, _Beginning]] = []
            for beginning in beginnings:
                back = self.round.back(beginning.steps)
                points = self._apply(beginning.steps)
                if beginning.steps:
                    chains.append((points, beginning.steps))
                used = {number for number, _ in beginning.steps}
                near = [] if in_a_hurry else [number for number in self._near(beginning.loose) if number not in used and self.may_change(number)]
                open_ = [*near, *(number for number in self._talking_near(beginning.loose) if number not in used)]
                chains += [(points + more, (*beginning.steps, *steps)) for more, steps in self._ends(beginning.loose, near, open_)]
                if depth < effort.depth:
                    for more, loose, step in self._replacements(beginning.loose, near):
                        longer.append((points + more, _Beginning(points + more, loose, (*beginning.steps, step))))
                self.round.apply(back, self.tally)
            beginnings = [beginning for _, beginning in nlargest(effort.width, longer, key=itemgetter(0))]
        return self.take_best(chains)

    def may_change(self, number: int) -> bool:
        """Say whether a meeting may lose somebody: it is neither pinned nor under way."""
        return number not in self.round.pinned and number not in self.round.talking

    def weigh(self, steps: tuple[Step, ...]) -> float:
        """Give the points that some steps would bring, less the price of those who are disturbed anew."""
        back = self.round.back(steps)
        points = self._apply(steps)
        self.round.apply(back, self.tally)
        return points

    def take_best(self, chains: Sequence[Chain]) -> bool:
        """Hold the best chain that has chairs; new meetings are given up after some tries, for often there is no place for any."""
        tries = {True: TRIES, False: TRIES}
        for _, steps in sorted((chain for chain in chains if chain[0] > WORTHWHILE), key=itemgetter(0), reverse=True):
            is_new = any(number not in self.round.groups for number, _ in steps)
            if tries[is_new]:
                if self.take(steps):
                    return True
                tries[is_new] -= 1
        return False

    def pull_out_of_trio(self) -> bool:
        """Take somebody out of a trio that the round has too many, where it costs least. No when there is none."""
        trios = [number for number, people in self.round.groups.items() if len(people) == 3 and self.may_change(number)]
        ways = [
            (self.tally.loss_with(who, self.round.groups[number]), number, tuple(other for other in self.round.groups[number] if other != who))
            for number in trios
            for who in self.round.groups[number]
        ]
        for _, number, rest in sorted(ways):
            if self._commit(((number, rest),)):
                return True
        if trios:
            self._commit(((trios[0], ()),))
        return bool(trios)

    def _apply(self, steps: tuple[Step, ...]) -> float:
        """Regroup, and give the points less the price of those who are disturbed anew."""
        involved = {who for number, people in steps for who in (*people, *self.round.groups.get(number, ()))}
        before = sum(map(self.round.is_changed, involved))
        points = self.round.apply(steps, self.tally)
        return points - self.disturbance * (sum(map(self.round.is_changed, involved)) - before)

    def take(self, steps: tuple[Step, ...]) -> bool:
        """Hold a chain if it is worth it now, and has chairs."""
        back = self.round.back(steps)
        if self._apply(steps) > WORTHWHILE and self.round.seats.settle(steps):
            return True
        self.round.apply(back, self.tally)
        return False

    def _commit(self, steps: tuple[Step, ...]) -> bool:
        """Hold a step that has to be, if it has chairs."""
        if not self.round.seats.settle(steps):
            return False
        self.round.apply(steps, self.tally)
        return True

    def _ends(self, who: int, near: list[int], open_: list[int]) -> Iterator[Chain]:
        """Give each way to end a chain with a place for `who`, and the points that it brings more than the bye.

        `near` are meetings that may change, `open_` those that may take one more.
        """
        round_, tally, no = self.round, self.tally, self.no
        relief = tally.last_bye(no, who) - self.disturbance * (not round_.is_changed(who))
        for other in self._left_over(who):
            if round_.may_meet((who, other), tally, (who, other)):
                points = relief + tally.last_bye(no, other) - self.disturbance * (not round_.is_changed(other))
                yield points + tally.worth(who, other) - tally.group_price(no, (who, other)), ((round_.new_number(), (who, other)),)
        joined = False
        for number in open_:
            people = round_.groups[number]
            if round_.of_pairs and (len(people) != 2 or round_.trios >= round_.most_trios):
                continue
            larger = (*people, who)
            if round_.may_meet(larger, tally, (who,)) and round_.seats.has_room_for(number, who):
                joined = True
                points = relief + tally.worth_with(who, people) + tally.group_price(no, people) - tally.group_price(no, larger)
                yield points - self.disturbing(people), ((number, larger),)
        if round_.kind is RoundKind.TABLE and joined:
            return
        for number in near:
            people = round_.groups[number]
            for other in people if len(people) > 2 else ():
                rest = tuple(mate for mate in people if mate != other)
                if round_.may_meet((who, other), tally, (who, other)) and round_.may_meet(rest, tally):
                    points = relief + tally.worth(who, other) - tally.loss_with(other, people) + tally.group_price(no, people)
                    points -= tally.group_price(no, rest) + tally.group_price(no, (who, other)) + self.disturbing(people)
                    yield points, ((number, rest), (round_.new_number(), (who, other)))

    def _left_over(self, who: int) -> list[int]:
        """Give others who are left over; of many, those within reach, or those who are wanted and some by chance."""
        round_, idle = self.round, self.round.idle
        if len(idle) <= ALL_UP_TO:
            return sorted(idle - {who})
        if round_.measured and round_.evening.home[who] >= 0:
            return sorted(idle.intersection(round_.evening.near(self.no, who)) - {who})[:ALL_UP_TO]
        waiting = list(idle)
        some = (waiting[at] for at in self.chance.integers(0, len(waiting), ALL_UP_TO))
        return [other for other in dict.fromkeys((*(other for other in self.tally.wanted(who) if other in idle), *some)) if other != who]

    def _replacements(self, who: int, near: list[int]) -> Iterator[tuple[float, int, Step]]:
        """Give each way to take somebody's place: the points, who then has a bye, and the step."""
        round_, tally, no = self.round, self.tally, self.no
        relief = tally.last_bye(no, who) - self.disturbance * (not round_.is_changed(who))
        for number in near:
            people = round_.groups[number]
            price = relief + tally.group_price(no, people) - self.disturbing(people)
            for at, out in enumerate(people):
                changed = (*people[:at], who, *people[at + 1 :])
                if round_.may_meet(changed, tally, (who,)):
                    points = price + tally.worth_with(who, [mate for mate in people if mate != out]) - tally.loss_with(out, people)
                    yield points - tally.next_bye(no, out) - tally.group_price(no, changed), out, (number, changed)

    def disturbing(self, people: tuple[int, ...]) -> float:
        """Give the price of people who would be told something new now."""
        return self.disturbance * sum(not self.round.is_changed(who) for who in people)

    def _near(self, who: int) -> list[int]:
        """Give the meetings in which somebody could have a place that is worth looking at."""
        round_, evening = self.round, self.round.evening
        if len(round_.groups) <= ALL_UP_TO:
            return list(round_.groups)
        if round_.kind is RoundKind.REQUESTS:
            return self._of(evening.requested.get(who, ()))
        if round_.measured and (round_.kind is RoundKind.NEIGHBOUR or evening.home[who] >= 0):
            standing = evening.standing if round_.kind is RoundKind.NEARBY else []
            if len(standing) > ALL_UP_TO:
                standing = self.chance.choice(standing, ALL_UP_TO, replace=False).tolist()
            return self._of([*evening.near(self.no, who), *standing])
        if round_.kind is RoundKind.HOSTS and who not in evening.hosts:
            return list(round_.groups)
        some = self.chance.integers(0, evening.instance.count, 8).tolist()
        numbers: dict[int, float] = {}
        for other in _wanted(self.tally, who):
            number = round_.group_of.get(other)
            if number is not None:
                numbers[number] = numbers.get(number, 0.0) + self.tally.worth(who, other)
        best = nlargest(ALL_UP_TO - 8, numbers, key=numbers.__getitem__)
        if round_.kind is RoundKind.TABLE:
            open_ = [number for number, people in round_.groups.items() if len(people) < round_.size]
            best += nlargest(ALL_UP_TO, open_, key=lambda number: numbers.get(number, 0.0) - len(round_.groups[number]) * 1e-3)
        if round_.of_pairs and round_.trios < round_.most_trios:
            best += self._of(islice(round_.seats.beside_free_chairs(), ALL_UP_TO))
        return list(dict.fromkeys((*best, *self._of(some))))

    def _talking_near(self, who: int) -> list[int]:
        """Give the meetings under way that somebody may join, the nearest where they can sit anywhere.

        A table is open to everybody; two who talk are joined by a third only if that one is owed a meeting.
        """
        round_, seats = self.round, self.round.seats
        if not round_.talking or (round_.of_pairs and (who not in self.owed or round_.trios >= round_.most_trios)):
            return []
        anywhere = round_.of_pairs and not round_.measured and round_.evening.chairs is not None
        numbers = self._of(seats.beside_free_chairs()) if anywhere else self._near(who)
        found = [number for number in numbers if number in round_.talking]
        return nsmallest(ALL_UP_TO, found, key=lambda number: seats.metres_to(who, number)) if anywhere else found

    def pairs_near(self, who: int) -> list[int]:
        """Give the pairs that may change among the meetings that are worth looking at for somebody."""
        return [number for number in self._near(who) if len(self.round.groups[number]) == 2 and self.may_change(number)]

    def _of(self, people: Iterable[int]) -> list[int]:
        found = (self.round.group_of.get(other) for other in people)
        return list(dict.fromkeys(number for number in found if number is not None))


def _wanted(tally: Tally, who: int) -> list[int]:
    """Give those who are worth more to a person than anybody."""
    return [other for other, points in tally.wanted(who).items() if points > tally.instance.anyone]
