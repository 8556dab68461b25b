"""One repair of an open evening: who is gone leaves, and each round is matched again around those who are left over."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from keywho.core.benefit import Benefit
from keywho.core.changes import Change, LateArrival
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.programme import Difference, Programme
from keywho.planning.instance import FORBIDDEN, Floats, Ints
from keywho.planning.pairs.planner import best_matching
from keywho.planning.repair.changed_people import NOWHERE, Attendance, changed_attendance
from keywho.planning.repair.floor_kernels import NOBODY, Floor, bye_price, leave, part, regroup
from keywho.planning.repair.later_rounds import LaterRounds
from keywho.planning.repair.open_evening import OpenEvening, company_of
from keywho.planning.repair.price_kernels import settle
from keywho.planning.repair.rematch_kernels import DEPTH, mend_hole, pair_best, pair_up, split_pair

MANY = 10
"""People left over in a round from which they are matched at once."""

EVERYBODY_UP_TO = 2000
"""People up to which the whole round is then matched again; above, those who are left over are paired with each other, best first."""

MOST_RELIEF = 100.0
"""Points up to which byes of the past count in it."""

GOALS = 24
"""Others without a partner who are looked at for one of them."""

EASIER = 0.9
"""Share of the price of a new instruction in the next round that is asked where later rounds are free: most six are told then (median)."""

MOST_SLOTS = 100
"""Empty slots up to which later rounds are filled by trails; above, they are mended round by round."""

SHARE = 50
"""Changes after which all prices have been settled once more."""

SHORT = 2
"""Partners that change for the third of a trio of a later round, at most: trails have chosen somebody who joins gladly."""

NONE = np.zeros(0, np.int32)


class Rematching:
    """An evening while one call's changes are mended; the evening is changed in place."""

    def __init__(self, evening: OpenEvening, first: int, prices: tuple[float, float], free_later: bool = True, seed: int = 0) -> None:
        """Begin with the programme as it is known; `prices` are those of somebody told something new in round `first`, and in later ones.

        With `free_later`, those of later rounds are not asked for: these are taken together, and dealt out anew (see `LaterRounds`).
        """
        self.evening, self.first, self.free_later, self.seed = evening, first, free_later, seed
        evening.move_on(first)
        self.prices = np.full(len(evening.there), prices[1])
        self.prices[first - 1] = prices[0] * (EASIER if free_later else 1)

    def run(self, changes: Sequence[Change], ends: float) -> Difference:
        """Apply the changes and mend all rounds to come; gives who is told what anew."""
        evening = self.evening
        open_ = range(self.first - 1, len(evening.there))
        for r in open_:
            evening.byes[evening.left_over(r)] -= 1  # until it is known who has a bye now
        attendance = changed_attendance(evening.problem, evening.programme, changes, self.first)
        self._let_come_and_go(attendance, changes)
        before, thirds = evening.mate.copy(), evening.third.copy()
        floor = evening.floor(before, self.prices, self.first if self.free_later else None)
        for r in open_:
            self._release(floor, r)
        if self.free_later:
            self._settle(floor)
        for r in open_:
            if r == self.first and self.free_later:
                self._better_later(floor, before, ends)
            self._mend(floor, r, ends)
            evening.byes[evening.left_over(r)] += 1
        return self._written(before, thirds)

    def _let_come_and_go(self, attendance: Attendance, changes: Sequence[Change]) -> None:
        """Take over who is there, and add newcomers and what they are worth."""
        evening, problem = self.evening, self.evening.problem
        wishes = replace(problem.wishes, absent=attendance.absent, pinned=evening.history)
        before, count = len(problem.attendees), len(attendance.attendees)
        attendees, benefit = problem.attendees, problem.benefit
        if count > before:
            attendees = attendance.attendees
            benefit = self._with_newcomers(attendees, changes, before)
        away = problem.wishes.absent
        touched = [problem.index[who] for who in {*away, *attendance.absent} if who in problem.index and away.get(who) != attendance.absent.get(who)]
        evening.problem = problem.with_known(attendees, benefit, wishes)
        for who in (*touched, *range(before, count)):
            gone = attendance.absent.get(attendees[who].id, NOWHERE)
            evening.there[:, who] = [no not in gone for no in problem.round_nos]
        new_to = {int(other) for who in range(before, count) for other in evening.worths.row(who)}
        evening.look_at_best({*touched, *range(before, count), *new_to})
        self.touched = {*touched, *range(before, count), *new_to}

    def _with_newcomers(self, attendees: tuple[Attendee, ...], changes: Sequence[Change], before: int) -> Benefit:
        evening, count = self.evening, len(attendees)
        place = {**evening.problem.index, **{attendees[at].id: at for at in range(before, count)}}
        points: dict[tuple[int, int], float] = {}
        for change in changes:
            if isinstance(change, LateArrival):
                me = place[change.attendee.id]
                points |= {(me, place[other]): worth for other, worth in change.useful_to_them.items()}
                points |= {(place[other], me): worth for other, worth in change.useful_to_others.items()}
        weights, old = evening.problem.weights, evening.problem.benefit
        evening.worths = evening.worths.with_newcomers(count, points, 2 * old.anyone, weights.both_ways)
        new = count - before
        evening.mate = np.pad(evening.mate, ((0, new), (0, 0)), constant_values=NOBODY)
        evening.there = np.pad(evening.there, ((0, 0), (0, new)))
        evening.byes, evening.useful = np.pad(evening.byes, (0, new)), np.pad(evening.useful, (0, new))
        evening.best, evening.price = np.pad(evening.best, (0, new)), np.pad(evening.price, (0, new))
        pairs = np.array(list(points), np.int32).reshape(-1, 2)
        return Benefit(
            np.concatenate([old.seeker, pairs[:, 0]]),
            np.concatenate([old.sought, pairs[:, 1]]),
            np.concatenate([old.points, np.fromiter(points.values(), np.float64, len(points))]),
            old.anyone,
            old.reasons,
        )

    def _release(self, floor: Floor, r: int) -> None:
        """Take out who is gone; where somebody is left over, the third of a trio is, too."""
        evening = self.evening
        gone = np.flatnonzero((evening.mate[:, r] != NOBODY) & ~evening.there[r])
        third = int(evening.third[r, 0])
        if third >= 0 and (len(gone) or not evening.there[r, third] or len(evening.left_over(r))):
            leave(floor, r)
        for who in gone.tolist():
            if evening.mate[who, r] != NOBODY:
                part(floor, r, who)

    def _mend(self, floor: Floor, r: int, ends: float) -> None:
        """Find partners for all who are left over in a round; the odd one joins two."""
        evening = self.evening
        left = evening.left_over(r)
        if len(left) >= MANY:
            (self._match_all if len(evening.mate) <= EVERYBODY_UP_TO else self._pair_best)(floor, r, left)
            left = evening.left_over(r)
        alone: set[int] = set()
        while len(left) > 1:
            if time.perf_counter() > ends:
                pair_up(floor, r, left)
                break
            who, goals = int(left[0]), left[1 : GOALS + 1].astype(np.int32)
            if not self._met(floor, r, who, goals):
                alone.add(who)
            left = np.array([one for one in evening.left_over(r).tolist() if one not in alone], np.int64)
        is_odd = int(evening.there[r].sum()) % 2 == 1
        for who in evening.left_over(r).tolist():
            may_join = is_odd and evening.third[r, 0] < 0 and bool((evening.mate[:, r] >= 0).any())
            mend_hole(floor, r, who, NONE, may_join, True, FORBIDDEN / 8, SHORT if self.free_later and r >= self.first else DEPTH)

    def _settle(self, floor: Floor) -> None:
        """Bring the prices of those whose meetings changed, and of newcomers and those who could meet them, up to date; and a share of all others, in turn."""
        evening = self.evening
        settle(floor, self.first - 1, evening.price, np.array([*self.touched], np.int64)[::-1], 3)
        others = np.arange(evening.programme.version % SHARE, len(evening.price), SHARE)
        settle(floor, self.first - 1, evening.price, others, 1)

    def _better_later(self, floor: Floor, before: NDArray[np.int32], ends: float) -> None:
        """Let people of all later rounds together who have lost a meeting find the best ones, and those of the next round, whose meetings changed."""
        later = LaterRounds(floor, self.first, self.seed)
        if later.empty_slots > MOST_SLOTS or time.perf_counter() > ends:
            return
        self.prices[self.first :] = 0.0
        later.fill()
        later.better(np.flatnonzero(before[:, self.first - 1] != floor.mate[:, self.first - 1]))
        later.deal()
        settle(floor, self.first - 1, self.evening.price, np.flatnonzero(later.trails.moved), 2)

    def _match_all(self, floor: Floor, r: int, left: NDArray[np.int64]) -> None:
        """Match a round exactly as a whole, when many are left over; who keeps the partner is told nothing new."""
        evening = self.evening
        mates, held = np.full(len(evening.mate), NOBODY, np.int32), evening.mate[:, r]
        one, other, worth = self._wanted(evening.there[r])
        is_held = held[one] == other
        other_rounds = np.delete(evening.mate, r, axis=1)
        fresh = is_held | ~(other_rounds[one] == other[:, None]).any(axis=1)
        weights = evening.problem.weights
        relief = np.minimum(weights.bye + weights.bye_again * evening.byes, MOST_RELIEF)
        worth = worth + relief[one] + relief[other] + 2 * self.prices[r] * is_held
        for first, second in best_matching(one[fresh], other[fresh], worth[fresh]):
            mates[[first, second]] = second, first
        regroup(floor, r, mates)

    def _pair_best(self, floor: Floor, r: int, left: NDArray[np.int64]) -> None:
        """Let many who are left over in a large evening meet each other, best pairs first."""
        open_ = np.zeros(len(self.evening.mate), np.bool_)
        open_[left] = True
        one, other, worth = self._wanted(open_)
        order = np.argsort(-worth, kind="stable")
        pair_best(floor, r, one[order], other[order])

    def _wanted(self, open_: NDArray[np.bool_]) -> tuple[Ints, Ints, Floats]:
        """Give the pairs of some people who are worth something to each other."""
        worths = self.evening.worths
        rows = np.repeat(np.arange(len(open_), dtype=np.int32), np.diff(worths.start))
        keep = (rows < worths.column) & open_[rows] & open_[worths.column] & (worths.worth > 0)
        return rows[keep], worths.column[keep], worths.worth[keep]

    def _met(self, floor: Floor, r: int, who: int, goals: NDArray[np.int32]) -> bool:
        """Find a partner for one of several who are left over: somebody new, by splitting up a pair if need be, before a repeat."""
        relief = min(bye_price(floor, int(goal)) for goal in goals)
        repeat = self.evening.problem.weights.repeat
        if mend_hole(floor, r, who, goals, False, False, relief - repeat / 2, DEPTH) > FORBIDDEN / 2:
            return True
        if split_pair(floor, r, who, int(goals[0]), -repeat / 2) > FORBIDDEN / 2:
            return True
        return bool(mend_hole(floor, r, who, goals, False, False, -bye_price(floor, who), DEPTH) > FORBIDDEN / 2)

    def _written(self, before: NDArray[np.int32], thirds: NDArray[np.int32]) -> Difference:
        """Write the programme, and say who is told what anew."""
        evening, rounds = self.evening, len(thirds)
        ids = [attendee.id for attendee in evening.problem.attendees]
        is_told = before[:, :rounds] != evening.mate[:, :rounds]
        for r in range(self.first - 1, rounds):
            self._write_round(r, ids, is_told[:, r], before[:, r], thirds[r])
        byes = tuple(bye for bye in evening.programme.byes if bye.round_no < self.first)
        byes += tuple(Bye(no, ids[who]) for no, who in evening.byes_from(self.first))
        by_round = {RoundNo(r + 1): tuple(held.values()) for r, held in enumerate(evening.held)}
        older = evening.programme
        evening.programme = Programme.of_rounds(by_round, byes, dict(older.home_seats), older.version + 1)
        people = np.flatnonzero(is_told.any(axis=1))
        masks = is_told[people] @ (1 << np.arange(rounds))
        nos = {mask: tuple(RoundNo(r + 1) for r in range(rounds) if mask >> r & 1) for mask in np.unique(masks).tolist()}
        told = {ids[who]: nos[mask] for who, mask in zip(people.tolist(), masks.tolist(), strict=True)}
        return Difference(older.version, older.version + 1, {who: told[who] for who in sorted(told)})

    def _write_round(self, r: int, ids: list[AttendeeId], is_told: NDArray[np.bool_], before: NDArray[np.int32], third: NDArray[np.int32]) -> None:
        """Write the meetings of a round that changed; those who are, or were, three are told something new where the three are others."""
        evening, no, held = self.evening, RoundNo(r + 1), self.evening.held[r]
        now, trios = evening.mate[:, r], {*third.tolist(), *evening.third[r].tolist()} - {NOBODY}
        is_two = is_told.copy()
        is_two[list(trios)] = False
        old = {who: company_of(before, third, who) for who in trios}
        new = {who: evening.company(r, who) for who in trios}
        for who in trios:
            is_told[who] = old[who] != new[who]
            if is_told[who] and old[who]:
                held.pop(old[who][0], None)
        looked = np.flatnonzero(is_two)
        for who in looked[(before[looked] > looked) & (now[looked] < looked)].tolist():
            held.pop(who, None)  # it may have gone with a trio
        for who in trios:
            if is_told[who] and new[who]:
                held[new[who][0]] = Meeting(no, tuple([ids[one] for one in new[who]]))
        firsts = looked[now[looked] > looked]
        held.update({who: Meeting(no, (ids[who], ids[other])) for who, other in zip(firsts.tolist(), now[firsts].tolist(), strict=True)})
