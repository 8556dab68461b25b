"""A running evening of pair rounds without a room, kept as arrays between one change and the next.

Who meets whom, what each pair is worth and how often each had a bye is counted once; a change then costs what it touches, and a look along
each list. Evenings with a room, wishes to be held or other kinds of rounds are mended by `mending`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, SitOut
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Meeting
from keywho.core.people import company_key
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.score import Score
from keywho.planning.instance import Floats, compile_problem, is_pair_round
from keywho.planning.repair.floor_kernels import NOBODY, Floor, take_over
from keywho.planning.repair.pair_worths import PairWorths
from keywho.planning.repair.price_kernels import settle
from keywho.planning.result import Bound

SWEEPS = 10
"""Rounds of bargaining in which prices settle at the beginning."""

PEOPLE_CHANGES = NoShow | Departure | LateArrival | SitOut | Back


def suits(problem: Problem, programme: Programme) -> bool:
    """Say whether an evening can be kept as arrays: pair rounds alone, no room, and no wish that binds a meeting to come."""
    wishes = problem.wishes
    bound = wishes.must_meet or wishes.requests or wishes.prefers_groups or wishes.parted or wishes.dropped or wishes.hosting.tables
    if problem.room is not None or bound or not problem.attendees or not all(is_pair_round(round_.kind) for round_ in problem.rounds):
        return False
    return all(sum(len(meeting.attendees) == 3 for meeting in meetings) <= 1 for meetings in programme.by_round.values())


@dataclass(eq=False)
class OpenEvening:
    """People and rounds count from 0 here.

    Attributes
    ----------
    mate, third, there, byes, useful, sums : see `Floor`.
    best : what each person's evening is worth at most, a part of the ceiling.
    price : what a slot on each person's card is worth (see `price_kernels`).
    held : the meetings of each round by the first of their people in the list.
    history, first : the meetings of the rounds that are over, and the first round (from 1) that is not.
    hidden : companies that somebody hides from.
    """

    problem: Problem
    programme: Programme
    worths: PairWorths
    mate: NDArray[np.int32]
    third: NDArray[np.int32]
    there: NDArray[np.bool_]
    byes: NDArray[np.int64]
    useful: NDArray[np.int64]
    sums: Floats
    best: Floats
    price: Floats
    held: list[dict[int, Meeting]]
    hidden: frozenset[str]
    history: tuple[Meeting, ...] = ()
    first: int = 1

    @classmethod
    def of(cls, problem: Problem, programme: Programme) -> "OpenEvening":
        """Count an evening that `suits`."""
        instance = compile_problem(problem)
        rounds, count, index = len(problem.rounds), instance.count, problem.index
        mate, third = np.full((count, 2 * rounds), NOBODY, np.int32), np.full((rounds, 3), NOBODY, np.int32)
        held: list[dict[int, Meeting]] = [{} for _ in range(rounds)]
        for no, meetings in programme.by_round.items():
            for meeting in meetings:
                people = sorted([index[who] for who in meeting.attendees])
                held[no - 1][people[0]] = meeting
                one, other = people[:2]
                mate[one, no - 1], mate[other, no - 1] = other, one
                if len(people) == 3:
                    third[no - 1] = people[2], one, other
                    mate[people[2], [no - 1, rounds + no - 1]] = one, other
                    mate[[one, other], rounds + no - 1] = people[2]
        hidden = frozenset(company_key(name) for attendee in problem.attendees for name in attendee.hides_from)
        nobody = np.full((count, 2 * rounds), NOBODY, np.int32)
        byes, useful, best = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count)
        worths, there = PairWorths.of(instance), instance.present.copy()
        evening = cls(problem, programme, worths, nobody, third, there, byes, useful, np.zeros(2), best, np.zeros(count), held, hidden)
        floor = evening.floor(nobody, np.zeros(rounds))
        take_over(floor, mate)
        settle(floor, 0, evening.price, np.arange(count), SWEEPS)
        evening.look_at_best(range(count))
        return evening

    def floor(self, before: NDArray[np.int32], disturbance: NDArray[np.float64], lender: int | None = None) -> Floor:
        """Give the arrays to the kernels: `before` is who met whom in the programme that people know, `disturbance` the price of a change by round."""
        weights, worths = self.problem.weights, self.worths
        steps = np.array([*weights.useful, 0.0])
        prices = (self.problem.benefit.anyone * 2, weights.repeat, weights.bye, weights.bye_again, weights.trio)
        table = (worths.start, worths.column, worths.worth, worths.finds, worths.found, worths.acquainted)
        return Floor(
            *table,
            self.mate,
            self.third,
            self.there,
            before,
            self.byes,
            self.useful,
            self.sums,
            steps,
            disturbance,
            *prices,
            self.price,
            len(self.there) if lender is None else lender,
        )

    def score(self) -> Score:
        """Give the worth of the evening, by part."""
        weights, useful_sum = self.problem.weights, self._useful_sum
        trios = int((self.third[:, 0] >= 0).sum())
        return Score(
            benefit=float(self.sums[0]),
            useful=float(useful_sum[np.minimum(self.useful, len(useful_sum) - 1)].sum()),
            bye_price=float((weights.bye * self.byes + weights.bye_again * self.byes * (self.byes - 1) / 2).sum()),
            repeat_price=weights.repeat * int(self.sums[1]),
            trio_price=weights.trio * trios,
            byes=int(self.byes.sum()),
            repeats=int(self.sums[1]),
            trios=trios,
        )

    @property
    def _useful_sum(self) -> Floats:
        return np.concatenate([[0.0], np.cumsum(self.problem.weights.useful)])

    def look_at_best(self, people: Iterable[int]) -> None:
        """Count anew what some people's evening is worth at most: as many of their best partners as they have rounds, half of each."""
        useful_sum, anyone, worths = self._useful_sum, 2 * self.problem.benefit.anyone, self.worths
        rounds = self.there.sum(axis=0).tolist()
        for who in people:
            row = slice(worths.start[who], worths.start[who + 1])
            best = np.sort(np.maximum(worths.worth[row], anyone))[::-1][: rounds[who]]
            finds = min(rounds[who], int(worths.finds[row].sum()), len(useful_sum) - 1)
            self.best[who] = (best.sum() + anyone * (rounds[who] - len(best))) / 2 + useful_sum[finds]

    def ceiling(self) -> Bound:
        """Give a bound in no time: each round, everybody there meets one of those who are worth most to them; the third of a trio is counted apart."""
        weights, people = self.problem.weights, self.there.sum(axis=1)
        most = max(float(self.worths.worth.max(initial=0.0)), 2 * self.problem.benefit.anyone)
        first_useful = weights.useful[0] if weights.useful else 0.0
        odd = max(-weights.bye, 1.5 * most + 3 * first_useful - weights.trio) * int(((people % 2 == 1) & (people > 1)).sum())
        return Bound(float(self.best.sum()) + odd, "the best partners of each person, added up")

    def allows(self, changes: Sequence[Change], first: int) -> bool:
        """Say whether some changes can be mended here: people who come and go, nobody pinned in a round to come, no faulty benefit."""
        if first < self.first or any(meeting.round_no >= first for meeting in self.problem.wishes.pinned[len(self.history) :]):
            return False
        known = self.problem.attendee_by_id
        new = {change.attendee.id for change in changes if isinstance(change, LateArrival)} - known.keys()
        return all(isinstance(change, PEOPLE_CHANGES) and (not isinstance(change, LateArrival) or self._is_plain(change, new)) for change in changes)

    def _is_plain(self, arrival: LateArrival, new: set[AttendeeId]) -> bool:
        """Say whether somebody who comes neither hides nor is hidden from, and is worth something only to others of the list."""
        who, known = arrival.attendee, self.problem.attendee_by_id
        if who.id in known:
            return known[who.id] == who and not arrival.useful_to_them and not arrival.useful_to_others
        if who.hides_from or company_key(who.profile.company) in self.hidden:
            return False
        worths = (arrival.useful_to_them, arrival.useful_to_others)
        return all((other in known or other in new) and other != who.id and 0 <= points < inf for side in worths for other, points in side.items())

    def company(self, r: int, who: int) -> tuple[int, ...]:
        """Give all people of somebody's meeting in a round, in the order of the list; nobody for a bye."""
        return company_of(self.mate[:, r], self.third[r], who)

    def move_on(self, first: int) -> None:
        """Let the rounds before `first` be over."""
        if first != self.first:
            self.history = tuple(meeting for held in self.held[: first - 1] for meeting in held.values())
            self.first = first

    def byes_from(self, first: int) -> list[tuple[RoundNo, int]]:
        """Give who has a bye in the rounds from `first` on."""
        found = []
        for r in range(first - 1, len(self.there)):
            found += [(RoundNo(r + 1), who) for who in self.left_over(r).tolist()]
        return found

    def left_over(self, r: int) -> NDArray[np.int64]:
        """Give those who are there in a round and meet nobody."""
        return np.flatnonzero(self.there[r] & (self.mate[:, r] == NOBODY))


def company_of(mate: NDArray[np.int32], third: NDArray[np.int32], who: int) -> tuple[int, ...]:
    """Give all people of somebody's meeting, in the order of the list; nobody for a bye."""
    if third[0] >= 0 and who in third:
        return tuple(sorted(third.tolist()))
    return tuple(sorted((who, int(mate[who])))) if mate[who] >= 0 else ()
