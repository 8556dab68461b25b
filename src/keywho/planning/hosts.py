"""Hosts rounds: hosts keep their table, guests come to them.

One round is an assignment of guests to chairs (maximum weight, exact), with prices for what the other rounds already gave: repeats, byes,
and what either side lacks of its minimum. The rounds are planned one after the other, then each again given the others, until nothing
improves. Guests at one table meet each other too: they are swapped between tables of the same round.
"""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Worth = tuple[NDArray[np.int64], Ints, Floats]

NO_HOST = -1
NEVER = -1e8  # worth of what may not be; anything below a tenth of it counts as such
PASSES = 8
SMALL, STARTS = 4_000, 6  # below so many guests x hosts x rounds there is time to begin anew


@dataclass(frozen=True, slots=True)
class Hosted:
    """The question: who hosts, who is there, and what meetings, byes and limits are worth.

    Attributes
    ----------
    hosts : their places in the list of people.
    present : rounds x people.
    at_once : guests that a host takes at once, by round.
    worth : first meetings, symmetric, by rows (indptr, indices, values); pairs that are not listed are worth `anyone`.
    forbidden, met : pairs (smaller place first) who never meet; who met already, so that any meeting is a repeat.
    byes : byes that each person has before these rounds.
    pinned : rounds x people: number of the host that a guest has to meet, -1 where the planner chooses.
    swaps : swaps to try in one round, for guests who sit together.
    """

    hosts: Ints
    present: NDArray[np.bool_]
    at_once: Ints
    worth: Worth
    forbidden: Set[tuple[int, int]]
    met: Set[tuple[int, int]]
    guest_most: int | None
    host_most: int | None
    guest_least: int
    host_least: int
    bye: float
    bye_again: float
    byes: Ints
    pinned: Ints
    anyone: float
    repeat: float
    host_short: float
    swaps: int


def schedule_hosts(
    count: int,
    hosts: Ints,
    present: NDArray[np.bool_],
    guests_at_once: Ints,
    worth: Worth,
    forbidden: Set[tuple[int, int]],
    met: Set[tuple[int, int]],
    *,
    chance: np.random.Generator,
    guest_most: int | None = None,
    host_most: int | None = None,
    guest_least: int = 0,
    host_least: int = 0,
    bye: float = 20.0,
    bye_again: float = 200.0,
    byes: Ints | None = None,
    pinned: Ints | None = None,
    anyone: float = 0.0,
    repeat: float = 30.0,
    host_short: float = 20.0,
    swaps: int = 20_000,
) -> Ints:
    """Give rounds x people: the number (in `hosts`) of the host whom each guest meets; a host with guests has their own; -1 for a bye or absence.

    The parameters are those of `Hosted`. Limits are never passed; minima and byes are priced.
    """
    question = Hosted(
        hosts=np.asarray(hosts, np.int32),
        present=present,
        at_once=np.asarray(guests_at_once, np.int32),
        worth=worth,
        forbidden=forbidden,
        met=met,
        guest_most=guest_most,
        host_most=host_most,
        guest_least=guest_least,
        host_least=host_least,
        bye=bye,
        bye_again=bye_again,
        byes=np.zeros(count, np.int32) if byes is None else byes,
        pinned=np.full(present.shape, NO_HOST, np.int32) if pinned is None else pinned,
        anyone=anyone,
        repeat=repeat,
        host_short=host_short,
        swaps=swaps,
    )
    starts = STARTS if count * len(hosts) * len(present) <= SMALL else 1
    plans = [_Plan(question, chance) for _ in range(starts)]
    return max(plans, key=_Plan.points).with_hosts()


@dataclass
class _Plan:
    """A plan that is being made, with what each round has to know about the others: meetings, byes, people at one table."""

    question: Hosted
    chance: np.random.Generator
    host_of: Ints = field(init=False)
    times: NDArray[np.int16] = field(init=False)
    byes: NDArray[np.int64] = field(init=False)
    together: Counter[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        question = self.question
        self.first = _first_worth(question)
        self.met = np.zeros(self.first.shape, np.bool_)
        self.number = {int(host): number for number, host in enumerate(question.hosts)}
        for one, other in question.met:
            for guest, host in ((one, other), (other, one)):
                if host in self.number:
                    self.met[guest, self.number[host]] = True
        self.rows: dict[int, dict[int, float]] = {}
        self.host_of = np.full(question.present.shape, NO_HOST, np.int32)
        self._clear()
        rounds = len(question.present)
        for at in self.chance.permutation(rounds).tolist():
            self.host_of[at] = self._round(at)
            self._count(at, 1)
        for _ in range(PASSES if rounds > 1 else 0):
            improved = [self._better(at) for at in self.chance.permutation(rounds).tolist()]
            if not any(improved):
                break

    def with_hosts(self) -> Ints:
        """Give the finished plan, hosts with guests included."""
        plan = self.host_of.copy()
        for at, row in enumerate(self.host_of):
            busy = np.unique(row[row >= 0])
            plan[at, self.question.hosts[busy]] = busy
        return plan

    def points(self) -> float:
        """What the whole plan is worth: each round given those before it."""
        self._clear()
        total = 0.0
        for at in range(len(self.host_of)):
            total += self._worth(at, self.host_of[at])
            self._count(at, 1)
        return total

    def _clear(self) -> None:
        self.times = np.zeros(self.first.shape, np.int16)
        self.byes = self.question.byes.astype(np.int64)
        self.together = Counter()

    def _count(self, at: int, sign: int) -> None:
        """Add a round to what the others know, or take it out."""
        row = self.host_of[at]
        guests = np.flatnonzero(row >= 0)
        self.times[guests, row[guests]] += sign
        self.byes[self._without(at, row)] += sign
        for table in self._tables(row):
            for pair in combinations(table, 2):
                self.together[pair] += sign

    def _without(self, at: int, row: Ints) -> NDArray[np.int64]:
        """Who has a bye: guests without a host and hosts without a guest."""
        idle = self.question.present[at] & (row < 0)
        idle[self.question.hosts[np.unique(row[row >= 0])]] = False
        return np.flatnonzero(idle)

    def _tables(self, row: Ints) -> list[list[int]]:
        """The guests of each host who has more than one, in ascending order."""
        seated = np.flatnonzero(row >= 0)
        order = seated[np.argsort(row[seated], kind="stable")]
        cuts = np.flatnonzero(np.diff(row[order])) + 1
        return [table.tolist() for table in np.split(order, cuts) if len(table) > 1]

    def _better(self, at: int) -> bool:
        """Plan one round again, given the others; keep it if it is worth more."""
        self._count(at, -1)
        before, again = self.host_of[at].copy(), self._round(at)
        gain = self._worth(at, again) - self._worth(at, before)
        self.host_of[at] = again if gain > 1e-6 else before
        self._count(at, 1)
        return gain > 1e-6

    def _is_new(self) -> NDArray[np.bool_]:
        """People x hosts: whether they have not met in the other hosts rounds."""
        is_new: NDArray[np.bool_] = self.times == 0
        return is_new

    def _prices(self) -> Floats:
        """People x hosts: what a meeting adds now, for the guest's side of the limits; NEVER where it may not be."""
        question, is_new = self.question, self._is_new()
        hosts_met = (~is_new).sum(axis=1)
        prices = np.where(self.met | ~is_new, -question.repeat, self.first)
        prices += question.host_short * (is_new & (hosts_met < question.guest_least)[:, None])
        if question.guest_most is not None:
            prices[is_new & (hosts_met >= question.guest_most)[:, None]] = NEVER
        prices[self.first <= NEVER / 10] = NEVER
        return prices

    def _bye_prices(self) -> Floats:
        """What one more bye costs each."""
        return np.asarray(self.question.bye + self.question.bye_again * self.byes, np.float64)

    def _worth(self, at: int, row: Ints) -> float:
        """What a round is worth, given the others."""
        question = self.question
        guests = np.flatnonzero(row >= 0)
        is_new = self._is_new()
        total = float(self._prices()[guests, row[guests]].sum() - self._bye_prices()[self._without(at, row)].sum())
        lacking = np.maximum(0, question.host_least - (~is_new).sum(axis=0))
        fresh = np.bincount(row[guests][is_new[guests, row[guests]]], minlength=len(question.hosts))
        total += question.host_short * float(np.minimum(lacking, fresh).sum())
        return total + sum(self._company(pair) for table in self._tables(row) for pair in combinations(table, 2))

    def _company(self, pair: tuple[int, int]) -> float:
        """What it is worth that two guests share a table."""
        one, other = pair if pair[0] < pair[1] else pair[::-1]
        if (one, other) in self.question.forbidden:
            return NEVER
        if self.together[one, other] or (one, other) in self.question.met:
            return -self.question.repeat
        if one not in self.rows:
            indptr, indices, values = self.question.worth
            part = slice(indptr[one], indptr[one + 1])
            self.rows[one] = dict(zip(indices[part].tolist(), values[part].tolist(), strict=True))
        return self.rows[one].get(other, self.question.anyone)

    def _round(self, at: int) -> Ints:
        """Plan one round given the others: an exact assignment to the hosts' chairs, then swaps between tables."""
        row: Ints = self.question.pinned[at].copy()
        row[self.question.hosts] = NO_HOST
        prices = self._prices()
        self._assign(at, row, prices)
        if self.question.at_once[at] > 1:
            self._swap(at, row, prices)
        return row

    def _assign(self, at: int, row: Ints, prices: Floats) -> None:
        """Bring free guests to free chairs. The k-th chair of a host knows that k-1 new guests came before."""
        from scipy.optimize import linear_sum_assignment  # slow to import

        question = self.question
        hosts, is_new = question.hosts, self._is_new()
        known = (~is_new).sum(axis=0)
        sitting = np.zeros(len(hosts), np.int64)
        for guest in np.flatnonzero(row >= 0):
            known[row[guest]] += is_new[guest, row[guest]]
            sitting[row[guest]] += 1
        open_hosts = np.flatnonzero(question.present[at, hosts])
        chairs = [(host, chair) for chair in range(int(question.at_once[at])) for host in open_hosts.tolist() if sitting[host] + chair < question.at_once[at]]
        free = question.present[at] & (row < 0)
        free[hosts] = False
        guests = self.chance.permutation(np.flatnonzero(free))
        if not len(guests) or not chairs:
            return
        host, chair = np.array(chairs).T
        is_first = (chair == 0) & (sitting[host] == 0)
        fresh = is_new[np.ix_(guests, host)]
        gain = prices[np.ix_(guests, host)]
        may = gain > NEVER / 10
        if question.host_most is not None:
            may &= ~fresh | (known[host] + chair < question.host_most)
        gain += question.host_short * (fresh & (known[host] + chair < question.host_least))
        gain += self._bye_prices()[guests][:, None] + is_first * self._bye_prices()[hosts[host]]
        may &= gain >= 0
        tie_break = 1e-7 * self.chance.random(gain.shape)
        at_guest, at_chair = linear_sum_assignment(np.where(may, gain + 1e-6 + tie_break, 0.0), maximize=True)
        seated = may[at_guest, at_chair]
        row[guests[at_guest[seated]]] = host[at_chair[seated]]

    def _swap(self, at: int, row: Ints, prices: Floats) -> None:
        """Swap guests between tables (or with a bye) while that is worth it; whoever still sits with a forbidden one takes a bye."""
        question, is_new = self.question, self._is_new()
        guests = np.flatnonzero(question.present[at] & (question.pinned[at] < 0))
        guests = guests[~np.isin(guests, question.hosts)]
        tables: list[set[int]] = [set(np.flatnonzero(row == number).tolist()) for number in range(len(question.hosts))]
        bye_prices = self._bye_prices()

        def alone(who: int, host: int) -> float:
            return float(-bye_prices[who] if host < 0 else prices[who, host])

        def company(who: int, host: int, *, instead_of: int) -> float:
            return 0.0 if host < 0 else sum(self._company((who, other)) for other in tables[host] if other not in (who, instead_of))

        def put(who: int, host: int) -> None:
            if row[who] >= 0:
                tables[row[who]].discard(who)
            row[who] = host
            if host >= 0:
                tables[host].add(who)

        def try_swap(one: int, other: int) -> None:
            a, b = int(row[one]), int(row[other])
            if a == b or (a >= 0 and is_new[one, a] != is_new[other, a]) or (b >= 0 and is_new[one, b] != is_new[other, b]):
                return  # a new guest for a known one would change what the host still lacks, or may take
            now = alone(one, a) + alone(other, b) + company(one, a, instead_of=-1) + company(other, b, instead_of=-1)
            then = alone(one, b) + alone(other, a) + company(one, b, instead_of=other) + company(other, a, instead_of=one)
            if then > now + 1e-9:
                put(one, b)
                put(other, a)

        def offends(who: int) -> bool:
            return row[who] >= 0 and company(who, int(row[who]), instead_of=-1) < NEVER / 10

        if len(guests) > 1 and len(guests) ** 2 <= question.swaps:
            for one, other in self.chance.permutation(np.array(list(combinations(guests.tolist(), 2)))).tolist():
                try_swap(one, other)
        elif len(guests) > 1:
            for one, other in self.chance.choice(guests, (question.swaps, 2)).tolist():
                try_swap(one, other)
        for who in guests.tolist():
            if offends(who):
                for other in self.chance.permutation(guests)[:200].tolist():
                    try_swap(who, other)
                if offends(who):
                    put(who, NO_HOST)


def _first_worth(question: Hosted) -> Floats:
    """People x hosts: what a first meeting is worth; NEVER for forbidden ones and between hosts."""
    indptr, indices, values = question.worth
    count = question.present.shape[1]
    first = np.full((count, len(question.hosts)), question.anyone)
    for number, host in enumerate(question.hosts.tolist()):
        part = slice(indptr[host], indptr[host + 1])
        first[indices[part], number] = values[part]
    number_of = {int(host): number for number, host in enumerate(question.hosts)}
    for one, other in question.forbidden:
        for guest, host in ((one, other), (other, one)):
            if host in number_of:
                first[guest, number_of[host]] = NEVER
    first[question.hosts] = NEVER
    return first
