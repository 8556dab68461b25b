"""Table rounds: how people are cut into tables, and a good start by a design, by greedy growing, or by lot."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import SeatId
from keywho.core.rounds import RoundKind
from keywho.planning.chairs.seating import table_capacities
from keywho.planning.designs.constructions import conflict_free_rounds
from keywho.planning.instance import Groups, Instance
from keywho.planning.objective import byes_by_attendee
from keywho.planning.search.state import DENSE_UP_TO, Seating
from keywho.planning.search.table_search import TableSearch

LONG = 3
"""An evening is long where people meet at least the LONGth part of all others; only then a design may beat tables grown by worth."""


def group_sizes(people: int, capacities: NDArray[np.integer] | None, size: int, needed: Sequence[int] = ()) -> NDArray[np.int64]:
    """Cut people into groups as even as the tables allow.

    Without tables (`capacities` None) as few groups of at most `size` as possible. With tables, as few tables as hold all, the
    `needed` ones first, then the largest. Tables that stay empty have 0; who finds no chair is not in the sum. No group is of one person.
    """
    if capacities is None:
        count = -(-people // size)
        capacities = np.full(count, size)
    capacities = np.asarray(capacities, np.int64)
    order = sorted(range(len(capacities)), key=lambda table: (table not in needed, -capacities[table], table))
    enough = np.searchsorted(np.cumsum(capacities[order]), people) + 1
    used = [table for at, table in enumerate(order) if at < enough or table in needed]
    sizes = np.zeros(len(capacities), np.int64)
    if used:
        held = capacities[used]
        level = next((level for level in range(int(held.max()) + 1) if np.minimum(held, level).sum() >= people), int(held.max()))
        sizes[used] = np.minimum(held, level)
        for table in reversed(used):  # an even cut: take back one each from the last tables until it fits
            if sizes.sum() <= people:
                break
            sizes[table] -= sizes[table] == level
    for table in np.flatnonzero(sizes == 1).tolist():
        donors = [other for other in used if sizes[other] > 2]
        sizes[table] = 0
        if donors and capacities[table] >= 2:
            sizes[max(donors, key=lambda other: sizes[other])] -= 1
            sizes[table] = 2
    return sizes


def start_tables(instance: Instance, rounds: Sequence[int], groups_by_round: Sequence[Groups], pinned: Sequence[Groups], seed: int) -> TableSearch:
    """Give a search over the table rounds with a good start: a design where all are alike, else the best of greedy growing, a design, and tables by lot.

    `groups_by_round` holds the other rounds; those of the table rounds are made here around the `pinned` groups.
    """
    chance = np.random.default_rng([seed, 5])
    problem = instance.problem
    current = [list(groups) for groups in groups_by_round]
    seatings = []
    bound_to_table = False
    for no in rounds:
        people = int(instance.present[no].sum())
        capacities = table_capacities(problem, no + 1) if problem.room else None
        seating, groups = _bound_people(instance, no, people, capacities, pinned[no])
        bound_to_table |= bool(seating.stays)
        seatings.append(seating)
        current[no] = groups
    byes = byes_by_attendee(instance, [current[no] if no not in rounds else _all_of(instance, no) for no in range(len(current))])
    for no, seating in zip(rounds, seatings, strict=True):
        _fill_by_lot(instance, no, seating, current[no], byes, chance)
    designed = None if bound_to_table else _by_design(instance, rounds, seatings, current)
    if instance.is_flat or bound_to_table:
        return TableSearch(instance, rounds, seatings, designed or current, seed)
    grown = TableSearch(instance, rounds, seatings, current, seed)
    grown.grow(chance)
    if instance.count > DENSE_UP_TO:  # among so many, tables by lot never win
        return grown
    others = [TableSearch(instance, rounds, seatings, start, seed) for start in (current, designed) if start is not None]
    return max([grown, *others], key=TableSearch.points)


def _by_design(instance: Instance, rounds: Sequence[int], seatings: Sequence[Seating], current: Sequence[Groups]) -> list[Groups] | None:
    """Give a start in which as many table rounds as a design has are without a repeat; None where there is no design, or where it is of no use.

    It helps where all are worth the same, and where the evening is so long that people have met a good part of the others at its end.
    """
    sizes = seatings[0].sizes[seatings[0].sizes > 0]
    alike = all(np.array_equal(seating.sizes, seatings[0].sizes) for seating in seatings) and sizes.sum() == instance.count
    if not alike or not instance.present[rounds].all() or not len(sizes):
        return None
    if not instance.is_flat and LONG * len(rounds) * (int(sizes.max()) - 1) < instance.count - 1:
        return None
    design = conflict_free_rounds(sizes.tolist(), len(rounds))
    if design is None:
        return None
    start = [list(groups) for groups in current]
    tables = np.flatnonzero(seatings[0].sizes > 0)
    for no, groups in zip(rounds, design, strict=False):
        start[no] = [[] for _ in seatings[0].sizes]
        for table, group in zip(tables, groups, strict=True):
            start[no][table] = [int(who) for who in group]
    return start


def _bound_people(instance: Instance, no: int, people: int, capacities: NDArray[np.integer] | None, pinned: Groups) -> tuple[Seating, Groups]:
    """Cut a round into tables and put those who can't choose theirs: pinned groups, and people with a fixed seat."""
    problem = instance.problem
    table_of_seat = {seat: at for at, table in enumerate(problem.tables(no + 1)) for seat in table.seats}
    pinned_people = {who for group in pinned for who in group}
    still = {
        problem.index[who]: table_of_seat[seat]
        for who, seat in problem.wishes.fixed_seats.items()
        if seat in table_of_seat and problem.is_present(who, no + 1) and problem.index[who] not in pinned_people
    }
    open_ = None if capacities is None else np.asarray(capacities, np.int64).copy()
    held: dict[int, list[int]] = {}
    own_table = _tables_of_pinned(instance, no, table_of_seat)
    for group in sorted(pinned, key=lambda group: (frozenset(group) not in own_table, -len(group))):
        table = len(held)
        if open_ is not None:
            own = own_table.get(frozenset(group))
            fitting = [at for at in np.flatnonzero(open_ >= len(group)).tolist() if at not in held and at not in own_table.values()]
            fitting.sort(key=lambda at: (at in still.values(), open_[at]))
            table = own if own is not None else fitting[0] if fitting else len(open_) - 1
            open_[table] = 0
        held[int(table)] = list(group)
    rest = people - sum(map(len, held.values()))
    sizes = group_sizes(rest, open_, problem.rounds[no].size, sorted(set(still.values())))
    if open_ is None:
        sizes = np.concatenate([[len(group) for group in held.values()], sizes]).astype(np.int64)
    groups: Groups = [[] for _ in sizes]
    for table, members in held.items():
        sizes[table] = len(members)
        groups[table] = members
    for who, table in still.items():
        if len(groups[table]) < sizes[table]:
            groups[table].append(who)
    stays = {who: table for table, members in enumerate(groups) for who in members}
    return Seating(sizes, stays), groups


def _tables_of_pinned(instance: Instance, no: int, table_of_seat: Mapping[SeatId, int]) -> dict[frozenset[int], int]:
    """Give the tables of pinned groups that have one: by their chairs, by the table named, or by somebody who can't move."""
    problem = instance.problem
    number = {table.id: at for at, table in enumerate(problem.tables(no + 1))}
    found: dict[frozenset[int], int] = {}
    for meeting in problem.wishes.pinned:
        if meeting.round_no == no + 1:
            seats = [*meeting.seats, *(problem.wishes.fixed_seats[who] for who in meeting.attendees if who in problem.wishes.fixed_seats)]
            tables = [table_of_seat[seat] for seat in seats if seat in table_of_seat] + [number[table] for table in [meeting.table] if table in number]
            if tables:
                found[frozenset(problem.index[who] for who in meeting.attendees)] = tables[0]
    return found


def part_forbidden(instance: Instance, no: int, groups: Groups) -> Groups:
    """Take people out of groups with a forbidden pair, and in table rounds give them a free chair elsewhere where there is one."""
    if not instance.forbidden:
        return groups
    apart: dict[int, set[int]] = {}
    for i, j in instance.forbidden:
        apart.setdefault(i, set()).add(j)
        apart.setdefault(j, set()).add(i)
    problem = instance.problem
    kept = {frozenset(problem.index[who] for who in group) for group in problem.pinned_in(no + 1)}
    pinned = {who for group in kept for who in group}
    hosts = problem.wishes.hosting.tables if problem.rounds[no].kind is RoundKind.HOSTS else {}
    still = {problem.index[who] for who in (*problem.wishes.fixed_seats, *hosts)} | pinned
    groups, out = [list(group) for group in groups], []
    for group in (group for group in groups if frozenset(group) not in kept):  # two who parted may have met in a round that is over
        while clashes := {who: len(apart.get(who, set()).intersection(group)) for who in group if apart.get(who, set()).intersection(group)}:
            worst = max(clashes, key=lambda who: (who not in still, clashes[who], who))
            group.remove(worst)
            out.append(worst)
    if hosts:
        return [group for group in groups if len(group) > 1]
    most = table_capacities(problem, no + 1) if problem.room else np.full(len(groups), problem.rounds[no].size)
    for group in groups:
        if len(group) == 1 and group[0] not in still:
            out.append(group.pop())
    for who in list(out):
        fitting = [
            at
            for at, group in enumerate(groups)
            if 1 < len(group) < most[at] and not apart.get(who, set()).intersection(group) and not pinned.intersection(group)
        ]
        if fitting and who not in still:
            groups[min(fitting, key=lambda at: len(groups[at]))].append(who)
            out.remove(who)
    return [group if len(group) > 1 else [] for group in groups]


def _all_of(instance: Instance, no: int) -> Groups:
    return [np.flatnonzero(instance.present[no]).tolist()]


def _fill_by_lot(instance: Instance, no: int, seating: Seating, groups: Groups, byes: NDArray[np.int64], chance: np.random.Generator) -> None:
    """Fill the tables of a round by lot; those with most byes so far find a chair first. Counts the new byes."""
    seated = {who for group in groups for who in group}
    waiting = [who for who in chance.permutation(np.flatnonzero(instance.present[no])).tolist() if who not in seated]
    waiting.sort(key=byes.tolist().__getitem__)
    for group, size in zip(groups, seating.sizes.tolist(), strict=False):
        while len(group) < size and waiting:
            group.append(waiting.pop())
    byes[waiting] += 1
