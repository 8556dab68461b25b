"""Tables, and the chairs at them, for meetings of table and hosts rounds."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import TableId
from keywho.core.problem import Problem
from keywho.core.room import Table
from keywho.core.rounds import RoundKind
from keywho.planning.chairs.places import Chairs
from keywho.planning.chairs.walking import Walk, share

Taken = tuple[int, ...]
NOWHERE: tuple[int, Taken] = (-1, ())
"""Stands for the table and chairs of a group that found none."""
NO_TABLE = TableId("")
"""Stands for the table of a host who can't have one."""


@dataclass(frozen=True, eq=False)
class TablePlaces:
    """The tables (or circles of chairs) of a round by number: their chairs, and where their middle is."""

    ids: tuple[TableId, ...]
    chairs: tuple[Taken, ...]
    middles: NDArray[np.float64]

    @classmethod
    def of(cls, tables: Sequence[Table], chairs: Chairs) -> "TablePlaces":
        """Number the tables in the order given."""
        numbers = tuple(tuple(chairs.number[seat] for seat in table.seats) for table in tables)
        middles = [chairs.xy[list(seats)].mean(axis=0) if seats else np.zeros(2) for seats in numbers]
        return cls(tuple(table.id for table in tables), numbers, np.array(middles, np.float64).reshape(-1, 2))

    @cached_property
    def number(self) -> Mapping[TableId, int]:
        """The number of each table."""
        return {table: no for no, table in enumerate(self.ids)}

    @cached_property
    def at_chair(self) -> Mapping[int, int]:
        """The table that each chair stands at."""
        return {chair: no for no, chairs in enumerate(self.chairs) for chair in chairs}

    def usable(self, fixed: Iterable[int]) -> NDArray[np.int64]:
        """Count the chairs of each table that nobody is fixed to."""
        kept = Counter(self.at_chair.get(chair, -1) for chair in fixed)
        return np.array([len(chairs) - kept[no] for no, chairs in enumerate(self.chairs)], np.int64)


@dataclass(frozen=True, slots=True)
class Given:
    """What is settled before a round is seated.

    `fixed` is the chair of each person who is present and can't move; nobody else sits on it. `chairs` and `tables` are those of
    groups (by number) that are pinned to them; a table that is no table of the round leaves the group without a place.
    """

    fixed: Mapping[int, int]
    chairs: Mapping[int, Taken]
    tables: Mapping[int, TableId]

    def wanted(self, here: TablePlaces, group: int, people: Sequence[int]) -> list[int]:
        """Give the tables that a group has to sit at, the most binding first; -1 for one that this round does not have."""
        pinned = [here.number.get(self.tables[group], -1)] if group in self.tables else []
        chairs = (*self.chairs.get(group, ()), *(self.fixed[one] for one in people if one in self.fixed))
        return pinned + [here.at_chair.get(chair, -1) for chair in chairs]


def seat_at_tables(here: TablePlaces, groups: Sequence[Sequence[int]], given: Given, walk: Walk) -> list[tuple[int, Taken]]:
    """Give each group a table with enough chairs, and its people chairs there, with little walking; NOWHERE when none is left."""
    table_of = np.full(len(groups), -1, np.int64)
    usable = here.usable(given.fixed.values())
    bound: set[int] = set()
    for group, people in enumerate(groups):
        wanted = set(given.wanted(here, group, people))
        if wanted:
            bound.add(group)
            table = wanted.pop()
            kept = sum(one in given.fixed for one in people)
            if not wanted and table >= 0 and table not in table_of and usable[table] + kept >= len(people):
                table_of[group] = table
    rest = np.array([group for group in range(len(groups)) if group not in bound], np.int64)
    open_ = np.setdiff1d(np.arange(len(here.ids)), table_of)
    if len(rest) and len(open_):
        rows = padded([groups[group] for group in rest])
        taken = share(walk, rows, here.middles[open_], _metres(walk, rows, (rows >= 0).sum(axis=1), here.middles[open_], usable[open_]))
        table_of[rest] = np.where(taken >= 0, open_[taken], -1)
        _make_room(table_of, rest, np.array([len(people) for people in groups]), np.setdiff1d(open_, table_of), usable)
    kept_chairs = frozenset(given.fixed.values())
    return [
        NOWHERE if table < 0 else (table, given.chairs.get(group) or _chairs_at(here.chairs[table], groups[group], given.fixed, kept_chairs, walk))
        for group, table in enumerate(table_of.tolist())
    ]


def _make_room(table_of: NDArray[np.int64], rest: NDArray[np.int64], sizes: NDArray[np.int64], open_: NDArray[np.int64], usable: NDArray[np.int64]) -> None:
    """Let smaller groups move to open smaller tables where a larger group found none."""
    for group in rest[table_of[rest] < 0].tolist():
        others = rest[(table_of[rest] >= 0) & (sizes[rest] < sizes[group])]
        for other in others[usable[table_of[others]] >= sizes[group]].tolist():
            small = open_[usable[open_] >= sizes[other]]
            if len(small):
                table_of[group], table_of[other] = table_of[other], small[0]
                open_ = open_[open_ != small[0]]
                break


def _metres(
    walk: Walk, rows: NDArray[np.int32], need: NDArray[np.int64], middles: NDArray[np.float64], usable: NDArray[np.int64]
) -> Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float64]]:
    """Price listed (group, table): the metres of the group's row of people to the table's middle, infinite where chairs are too few."""

    def metres(group: NDArray[np.int64], table: NDArray[np.int64]) -> NDArray[np.float64]:
        total = np.where(need[group] <= usable[table], 0.0, np.inf)
        for column in rows.T:
            people = column[group]
            total += np.where(people >= 0, walk.metres(people, middles[table]), 0.0)
        return total

    return metres


def _chairs_at(chairs: Taken, people: Sequence[int], fixed: Mapping[int, int], kept: frozenset[int], walk: Walk) -> Taken:
    """Seat people at a table with the least walking: those who can't move on their own chairs, the others on the free ones."""
    from scipy.optimize import linear_sum_assignment

    moving = [one for one in people if one not in fixed]
    free = np.array([chair for chair in chairs if chair not in kept], np.int64)
    _, column = linear_sum_assignment(walk.to_chairs(np.array(moving, np.int64)[:, None], free[None, :])) if moving else (None, [])
    seats = dict(zip(moving, free[column].tolist() if moving else [], strict=True))
    return tuple(fixed.get(one, seats.get(one, -1)) for one in people)


def padded(groups: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    """Write groups of several sizes as rows, -1 past their end."""
    rows = np.full((len(groups), max(map(len, groups))), -1, np.int32)
    for row, group in zip(rows, groups, strict=True):
        row[: len(group)] = group
    return rows


def host_tables(
    problem: Problem,
    groups_by_round: Sequence[Sequence[Sequence[int]]],
    tables: Mapping[int, TablePlaces],
    given: Sequence[Given],
    walk: Walk,
) -> list[dict[int, TableId]]:
    """Give each host a table for all hosts rounds, and with it a table to each group of those rounds (by number, for each round).

    Hosts with a table of their own, or bound to one by somebody who can't move or by a pinned meeting, come first; the others take
    tables near the homes of themselves and their guests. NO_TABLE stands for the table of a host who can't have one.
    """
    own: list[dict[int, TableId]] = [{} for _ in problem.rounds]
    hosting = {problem.index[who]: table for who, table in problem.wishes.hosting.tables.items()}
    rounds = [no for no in tables if problem.round(no).kind is RoundKind.HOSTS]
    keepers: dict[int, _Keeper] = {}
    for no in rounds:
        for group, people in enumerate(groups_by_round[no - 1]):
            for host in [one for one in people if one in hosting][:1]:
                keepers.setdefault(host, _Keeper([])).held.append((no - 1, group))
    if not keepers:
        return own
    here = tables[rounds[0]]  # all hosts rounds have the same tables
    usable = np.min([here.usable(given[no - 1].fixed.values()) for no in rounds], axis=0)
    _bind(here, keepers, hosting, groups_by_round, given)
    _share_tables(here, keepers, usable, groups_by_round, walk)
    for keeper in keepers.values():
        for at, group in keeper.held:
            own[at][group] = here.ids[keeper.table] if keeper.table >= 0 else NO_TABLE
    return own


@dataclass(slots=True)
class _Keeper:
    """A host while tables are given out: the (round, group) they hold, and the number of their table."""

    held: list[tuple[int, int]]
    table: int = -1

    def clashes(self, other: "_Keeper") -> bool:
        """Say whether both hold a group in the same round."""
        return not {at for at, _ in self.held}.isdisjoint(at for at, _ in other.held)


def _bind(
    here: TablePlaces,
    keepers: Mapping[int, _Keeper],
    hosting: Mapping[int, TableId | None],
    groups_by_round: Sequence[Sequence[Sequence[int]]],
    given: Sequence[Given],
) -> None:
    """Give tables to the hosts who are bound to one: theirs, else that of their own chair, of a pinned meeting or of a guest who can't move."""
    for host, keeper in keepers.items():
        asked = hosting[host]
        wanted = [] if asked is None else [here.number.get(asked, -1)]
        for at, group in keeper.held:
            wanted += [here.at_chair.get(given[at].fixed[host], -1)] if host in given[at].fixed else []
            wanted += given[at].wanted(here, group, groups_by_round[at][group])
        keeper.table = wanted[0] if wanted else -1


def _share_tables(
    here: TablePlaces, keepers: Mapping[int, _Keeper], usable: NDArray[np.int64], groups_by_round: Sequence[Sequence[Sequence[int]]], walk: Walk
) -> None:
    """Give tables to the hosts who have none yet; where tables are short, hosts of different rounds share one."""
    waiting = [keeper for keeper in keepers.values() if keeper.table < 0]
    open_ = np.setdiff1d(np.arange(len(here.ids)), [keeper.table for keeper in keepers.values()])
    if not waiting:
        return
    rows = padded([[one for at, group in keeper.held for one in groups_by_round[at][group]] for keeper in waiting])
    need = np.array([max(len(groups_by_round[at][group]) for at, group in keeper.held) for keeper in waiting])
    if len(open_):
        taken = share(walk, rows, here.middles[open_], _metres(walk, rows, need, here.middles[open_], usable[open_]))
        for keeper, table in zip(waiting, taken.tolist(), strict=True):
            keeper.table = int(open_[table]) if table >= 0 else -1
    every, metres = np.arange(len(here.ids)), _metres(walk, rows, need, here.middles, usable)
    users: dict[int, list[_Keeper]] = {}
    for keeper in keepers.values():
        users.setdefault(keeper.table, []).append(keeper)
    for no, keeper in enumerate(waiting):
        if keeper.table < 0:
            by_walk = metres(np.full(len(every), no), every)
            for table in np.argsort(by_walk, kind="stable").tolist():
                if np.isfinite(by_walk[table]) and not any(keeper.clashes(other) for other in users.get(table, ())):
                    keeper.table = table
                    users.setdefault(table, []).append(keeper)
                    break
