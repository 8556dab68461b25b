"""A bound, added up a second time from its prices and docs/objective.md; none of the code that found the prices is used."""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from keywho.core.problem import Problem
from keywho.core.proof import OddSet, Proof
from keywho.core.rounds import RoundKind
from keywho.planning.check.score import pair_points

ROUNDING = 1e-6
"""Points that sums of prices may be off by."""

MOST_TRIOS_LISTED = 1_000_000
"""Trios of three pairs with something to gain up to which they are counted one by one."""


def proven(problem: Problem, proof: Proof) -> float:
    """Add up what some prices prove of an evening of pairs: no programme has more points.

    Infinite where they prove nothing: rounds that are not of pairs, must-meets, prices below 0 or for other people than those of the problem.
    """
    if not _speaks_of(problem, proof):
        return math.inf
    room = _Room(problem)
    pairs = _Pairs.of(problem, room)
    end = np.array(proof.person)
    for odd in proof.odd_sets:
        end[list(odd.members)] += odd.price
    points = _people(problem, proof, room) + float(np.maximum(0.0, pairs.above_prices(proof)).sum())
    points += proof.meeting * room.most_meetings
    points += sum(odd.price * ((int(room.most[list(odd.members)].sum()) + len(odd.leaving)) // 2) for odd in proof.odd_sets)
    points += _trios(problem, proof, room, pairs, end)
    if pairs.is_whole and problem.weights.trio == round(problem.weights.trio):
        points = math.floor(points + ROUNDING)
    return points + 2 * problem.benefit.anyone * room.most_meetings - room.least_price


class _Room:
    """How many meetings an evening of pairs has room for, and what it costs whatever is planned."""

    def __init__(self, problem: Problem) -> None:
        """Count them."""
        self.problem = problem
        people = [attendee.id for attendee in problem.attendees]
        self.there = np.array([[problem.is_present(who, no) for who in people] for no in problem.round_nos], np.bool_).reshape(-1, len(people))
        self.most = np.minimum(self.there.sum(axis=0), max(len(people) - 1, 0))
        self.trio_rounds = [no for no in problem.round_nos if problem.most_trios(no)]
        self.trios = sum(problem.most_trios(no) for no in self.trio_rounds)
        self.most_meetings = min(int((self.there.sum(axis=1) // 2).sum()) + 2 * self.trios, len(people) * (len(people) - 1) // 2)

    @cached_property
    def with_trio(self) -> NDArray[np.bool_]:
        """Who is there in each round that may have a trio."""
        return self.there[[no - 1 for no in self.trio_rounds]]

    @cached_property
    def odd(self) -> list[int]:
        """The rounds that have a trio or a bye, because the number of people is odd."""
        return [no for no, there in zip(self.problem.round_nos, self.there, strict=True) if there.sum() % 2]

    @property
    def least_price(self) -> float:
        """What a trio or a bye of each odd round costs."""
        weights = self.problem.weights
        trio = 0.0 if self.problem.wishes.prefers_groups else weights.trio
        return sum(min(weights.bye, trio) if self.problem.most_trios(no) and self.there[no - 1].sum() > 1 else weights.bye for no in self.odd)


@dataclass(frozen=True)
class _Pairs:
    """The pairs whose meeting is worth more than that of anyone with anyone, and can come about."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    worth: NDArray[np.float64]
    useful_to_low: NDArray[np.bool_]
    useful_to_high: NDArray[np.bool_]
    useful_steps: tuple[float, ...]

    @classmethod
    def of(cls, problem: Problem, room: _Room) -> "_Pairs":
        """Find them."""
        low, high, worth, to_low, to_high = pair_points(problem)
        never = {tuple(sorted((problem.index[one], problem.index[other]))) for one, other in problem.forbidden}
        both = (room.there[:, low] & room.there[:, high]).any(axis=0)
        may = both & np.array([pair not in never for pair in zip(low.tolist(), high.tolist(), strict=True)], np.bool_)
        if not problem.weights.useful:
            to_low, to_high = np.zeros_like(to_low), np.zeros_like(to_high)
        keep = may & ((worth > 0) | to_low | to_high)
        return cls(low[keep], high[keep], worth[keep], to_low[keep], to_high[keep], tuple(problem.weights.useful))

    @property
    def is_whole(self) -> bool:
        """Say whether all points are whole numbers, so that no whole set of meetings has a fraction of one."""
        points = np.concatenate([self.worth, np.array(self.useful_steps)])
        return bool((points == np.round(points)).all())

    def above_prices(self, proof: Proof) -> NDArray[np.float64]:
        """Give what each pair is worth above the prices."""
        person, useful = np.array(proof.person), np.array(proof.useful)
        left: NDArray[np.float64] = self.worth - person[self.low] - person[self.high] - proof.meeting
        left = left + useful[self.low] * self.useful_to_low + useful[self.high] * self.useful_to_high
        left += np.array([proof.sides.get(pair, 0.0) for pair in self.listed])
        for odd in proof.odd_sets:
            left -= odd.price * self._covered(odd)
        return left

    @property
    def listed(self) -> list[tuple[int, int]]:
        """The pairs, one by one."""
        return list(zip(self.low.tolist(), self.high.tolist(), strict=True))

    def _covered(self, odd: OddSet) -> NDArray[np.bool_]:
        members, leaving = set(odd.members), set(odd.leaving)
        return np.array([(one in members and other in members) or (one, other) in leaving for one, other in self.listed], np.bool_)


def _speaks_of(problem: Problem, proof: Proof) -> bool:
    """Say whether the prices are prices, for the people of an evening of which they can prove something."""
    people = len(problem.attendees)
    only_pairs = all(round_.kind in (RoundKind.NEIGHBOUR, RoundKind.NEARBY) for round_ in problem.rounds)
    prices = [*proof.person, *proof.useful, proof.meeting, proof.trio, proof.free_trio, *proof.sides.values()]
    prices += [odd.price for odd in proof.odd_sets] + [crowd.price for crowd in proof.crowds]
    places = [place for odd in proof.odd_sets for place in (*odd.members, *(end for pair in odd.leaving for end in pair))]
    return (
        only_pairs
        and not problem.wishes.must_meet
        and len(proof.person) == len(proof.useful) == people
        and all(0 <= price < math.inf for price in prices)
        and all(0 <= place < people for place in places)
        and all(len(set(odd.members)) == len(odd.members) and len(set(odd.leaving)) == len(odd.leaving) for odd in proof.odd_sets)
    )


def _people(problem: Problem, proof: Proof, room: _Room) -> float:
    """Give what the meetings and the useful meetings of all people are worth at the prices."""
    steps = np.array(problem.weights.useful).reshape(1, -1)
    above = np.maximum(0.0, steps - np.array(proof.useful)[:, None])
    return float(np.array(proof.person) @ room.most) + float(above.sum())


def _trios(problem: Problem, proof: Proof, room: _Room, pairs: _Pairs, end: NDArray[np.float64]) -> float:
    """Give what trios can add: a place for one more meeting to one of three, or to all three who all have something to gain."""
    if not room.trios:
        return 0.0
    free = len([no for no in room.odd if no in room.trio_rounds])
    price = 0.0 if problem.wishes.prefers_groups else problem.weights.trio
    trio = proof.trio + proof.free_trio
    points = proof.trio * room.trios + proof.free_trio * free + max(0.0, proof.free_trio - price) * room.trios
    lone = trio if proof.counts_trios else trio / 3
    points += float(np.maximum(0.0, end - lone) @ np.minimum(room.with_trio.sum(axis=0), room.trios))
    if not proof.counts_trios:
        return points
    if proof.crowds and max(problem.most_trios(no) for no in room.trio_rounds) > 1:
        return math.inf
    points += sum(crowd.price * len(set(crowd.rounds)) for crowd in proof.crowds)
    neighbours = [set[int]() for _ in end]
    for one, other in pairs.listed:
        neighbours[one].add(other)
    counted = 0
    for one, other in pairs.listed:
        for third in neighbours[one] & neighbours[other]:
            counted += 1
            if counted > MOST_TRIOS_LISTED:
                return math.inf
            three = (one, other, third)
            rounds = {no for no, there in zip(room.trio_rounds, room.with_trio, strict=True) if there[list(three)].all()}
            if rounds:
                worth = float(end[list(three)].sum()) - trio - sum(proof.sides.get(side, 0.0) for side in combinations(three, 2))
                worth -= sum(crowd.price for crowd in proof.crowds if rounds <= set(crowd.rounds))
                points += max(0.0, worth)
    return points
