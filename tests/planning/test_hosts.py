"""Hosts rounds against brute force, against their rules, and at the size of a fair."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from keywho.planning.hosts import schedule_hosts

Ints = NDArray[np.int32]
BYE, AGAIN, REPEAT, SHORT, ANYONE = 20.0, 200.0, 30.0, 20.0, 1.0


@dataclass(frozen=True)
class Fair:
    """Hosts are the first people of the list."""

    hosts: int
    guests: int
    present: NDArray[np.bool_]
    at_once: tuple[int, ...]
    worth: dict[tuple[int, int], float]
    forbidden: frozenset[tuple[int, int]] = frozenset()
    met: frozenset[tuple[int, int]] = frozenset()
    guest_most: int | None = None
    host_most: int | None = None
    guest_least: int = 0
    host_least: int = 0

    @property
    def count(self) -> int:
        return self.hosts + self.guests

    def plan(self, seed: int = 0, **more: Any) -> Ints:
        rows, columns, values = [], [], []
        for (i, j), points in sorted({**self.worth, **{(j, i): points for (i, j), points in self.worth.items()}}.items()):
            rows.append(i)
            columns.append(j)
            values.append(points)
        indptr = np.concatenate([[0], np.cumsum(np.bincount(np.array(rows, int), minlength=self.count))])
        return schedule_hosts(
            self.count,
            np.arange(self.hosts, dtype=np.int32),
            self.present,
            np.array(self.at_once, np.int32),
            (indptr, np.array(columns, np.int32), np.array(values)),
            self.forbidden,
            self.met,
            chance=np.random.default_rng(seed),
            guest_most=self.guest_most,
            host_most=self.host_most,
            guest_least=self.guest_least,
            host_least=self.host_least,
            bye=BYE,
            bye_again=AGAIN,
            anyone=ANYONE,
            repeat=REPEAT,
            host_short=SHORT,
            **more,
        )

    def points(self, host_of: Ints) -> float | None:
        """The worth by the definition in docs/objective.md; None where a hard rule is broken."""
        times: Counter[tuple[int, int]] = Counter()
        byes = np.zeros(self.count, int)
        for at, row in enumerate(host_of):
            for host in range(self.hosts):
                table = [who for who in range(self.hosts, self.count) if row[who] == host]
                if table and (not self.present[at, [host, *table]].all() or len(table) > self.at_once[at]):
                    return None
                if row[host] != (host if table else -1):
                    return None
                times.update(combinations([host, *table], 2))
                byes[host] += self.present[at, host] and not table
            byes[self.hosts :] += self.present[at, self.hosts :] & (row[self.hosts :] < 0)
        if any(pair in self.forbidden for pair in times):
            return None
        hosts_of = Counter(guest for host, guest in times if host < self.hosts)
        guests_of = Counter(host for host, _ in times if host < self.hosts)
        if any(m > self.guest_most for m in hosts_of.values() if self.guest_most is not None):
            return None
        if any(m > self.host_most for m in guests_of.values() if self.host_most is not None):
            return None
        short = sum(max(0, self.guest_least - hosts_of[who]) for who in range(self.hosts, self.count) if self.present[:, who].any())
        short += sum(max(0, self.host_least - guests_of[who]) for who in range(self.hosts) if self.present[:, who].any())
        benefit = sum(self.worth.get(pair, ANYONE) for pair in times if pair not in self.met)
        repeats = sum(c - 1 + (pair in self.met) for pair, c in times.items())
        bye_price = sum(BYE * k + AGAIN * k * (k - 1) / 2 for k in byes.tolist())
        return benefit - REPEAT * repeats - bye_price - SHORT * short


def flat(hosts: int, guests: int, rounds: int, at_once: int, **more: Any) -> Fair:
    return Fair(hosts, guests, np.ones((rounds, hosts + guests), np.bool_), (at_once,) * rounds, {}, **more)


@st.composite
def fairs(draw: st.DrawFn, most_rounds: int, most_hosts: int = 3, most_guests: int = 4, most_at_once: int = 2) -> Fair:
    hosts, guests, rounds = draw(st.integers(1, most_hosts)), draw(st.integers(1, most_guests)), draw(st.integers(1, most_rounds))
    count = hosts + guests
    cells = draw(st.lists(st.integers(0, 6), min_size=rounds * count, max_size=rounds * count))
    every = list(combinations(range(count), 2))
    some = st.lists(st.sampled_from(every), unique=True, max_size=3)
    worth = dict(zip(every, draw(st.lists(st.integers(0, 12).map(float), min_size=len(every), max_size=len(every))), strict=True))
    limit = st.sampled_from([None, None, 1, 2])
    return Fair(
        hosts,
        guests,
        np.array(cells).reshape(rounds, count) > 0,
        tuple(draw(st.lists(st.integers(1, most_at_once), min_size=rounds, max_size=rounds))),
        worth,
        frozenset(draw(some)),
        frozenset(draw(some)),
        draw(limit),
        draw(limit),
        draw(st.integers(0, 1)),
        draw(st.integers(0, 1)),
    )


def with_hosts(hosts: int, row: tuple[int, ...]) -> list[int]:
    return [host if host in row else -1 for host in range(hosts)] + list(row)


def best_points(fair: Fair) -> float:
    rows = [with_hosts(fair.hosts, row) for row in product(range(-1, fair.hosts), repeat=fair.guests)]
    return max(found for plan in product(rows, repeat=len(fair.present)) if (found := fair.points(np.array(plan))) is not None)


@given(fairs(most_rounds=1, most_at_once=1))
@settings(max_examples=80)
def test_one_round_of_single_guests_is_planned_as_well_as_by_trying_everything(fair: Fair) -> None:
    assert fair.points(fair.plan()) == pytest.approx(best_points(fair))


@given(fairs(most_rounds=2, most_hosts=2, most_guests=3, most_at_once=1))
@settings(max_examples=60)
def test_two_rounds_of_single_guests_come_near_to_trying_everything(fair: Fair) -> None:
    found = fair.points(fair.plan())
    assert found is not None
    assert found >= best_points(fair) - 25


@given(fairs(most_rounds=5, most_hosts=5, most_guests=14, most_at_once=5))
@settings(max_examples=80)
def test_no_rule_is_ever_broken(fair: Fair) -> None:
    assert fair.points(fair.plan()) is not None


@pytest.mark.parametrize(("hosts", "guests", "rounds", "at_once"), [(5, 10, 5, 2), (6, 12, 6, 1), (6, 6, 6, 1), (4, 12, 4, 3), (10, 100, 8, 4)])
def test_no_guest_meets_a_host_twice_where_that_can_be_avoided(hosts: int, guests: int, rounds: int, at_once: int) -> None:
    plan = flat(hosts, guests, rounds, at_once).plan()[:, hosts:]
    for guest in plan.T.tolist():
        met = [host for host in guest if host >= 0]
        assert len(met) == len(set(met))


@pytest.mark.parametrize(("hosts", "guests", "rounds", "at_once"), [(3, 10, 4, 2), (5, 9, 6, 1), (10, 100, 8, 4), (2, 30, 5, 3)])
def test_byes_are_spread_evenly_and_no_chair_stays_empty(hosts: int, guests: int, rounds: int, at_once: int) -> None:
    plan = flat(hosts, guests, rounds, at_once).plan()[:, hosts:]
    byes = (plan < 0).sum(axis=0)
    assert byes.max() - byes.min() <= 1
    assert byes.sum() == rounds * (guests - hosts * at_once)


def test_whoever_had_a_bye_before_comes_first() -> None:
    fair = flat(1, 3, 1, 1)
    plan = fair.plan(byes=np.array([0, 1, 0, 1], np.int32))
    assert plan[0, 2] == -1


def test_guests_at_a_table_are_mixed_by_what_they_are_worth_to_each_other() -> None:
    fair = Fair(2, 4, np.ones((1, 6), np.bool_), (2,), {(2, 5): 50.0, (3, 4): 50.0})
    plan = fair.plan()
    assert plan[0, 2] == plan[0, 5] != plan[0, 3] == plan[0, 4]


def test_guests_who_must_not_meet_never_share_a_table_and_take_a_bye_where_there_is_one_table() -> None:
    fair = flat(1, 2, 1, 2, forbidden=frozenset({(1, 2)}))
    assert sorted(fair.plan()[0].tolist()) == [-1, 0, 0]


def test_pinned_guests_stay_with_their_host() -> None:
    fair = flat(3, 6, 3, 2)
    pinned = np.full((3, 9), -1, np.int32)
    pinned[1, 4] = 2
    pinned[2, 4] = 2
    plan = fair.plan(pinned=pinned)
    assert (plan[1, 4], plan[2, 4]) == (2, 2)
    assert fair.points(plan) is not None


def test_a_guest_who_lacks_hosts_comes_before_one_with_more_benefit() -> None:
    fair = Fair(1, 2, np.array([[True, True, True], [True, True, False]]), (1, 1), {(0, 1): 5.0, (0, 2): 1.0}, guest_least=1)
    plan = fair.plan()
    assert plan[:, 1].tolist() == [-1, 0]
    assert plan[:, 2].tolist() == [0, -1]


def test_the_same_seed_gives_the_same_plan() -> None:
    fair = flat(5, 40, 4, 3)
    assert fair.plan(3).tolist() == fair.plan(3).tolist()


def test_a_fair_of_five_thousand_is_planned() -> None:
    plan = flat(200, 5000, 3, 1).plan()
    assert (np.sort(plan, axis=1)[:, -200:] >= 0).all()
    assert ((plan[:, 200:] >= 0).sum(axis=0) <= 1).all()


def test_a_host_who_lacks_guests_comes_before_one_with_more_benefit() -> None:
    fair = Fair(2, 2, np.array([[True, False, True, False], [True, True, False, True]]), (1, 1), {(0, 3): 5.0, (1, 3): 1.0}, host_least=1)
    assert fair.plan()[1].tolist() == [-1, 1, -1, 1]
