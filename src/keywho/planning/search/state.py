"""The state of a table search: the groups of an evening as the arrays that the kernels change."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import Groups, Instance, Ints, pairs_of
from keywho.planning.objective import byes_by_attendee, fair_shares, useful_meetings
from keywho.planning.search import kernels

DENSE_UP_TO = 2000
"""People up to which first meetings and met counts are held as matrices."""


@dataclass(frozen=True, slots=True)
class Seating:
    """How one table round is cut: sizes of the groups by table, and who stays at which table (fixed seats, hosts, pinned)."""

    sizes: NDArray[np.int64]
    stays: dict[int, int]


def state_of(instance: Instance, rounds: Sequence[int], seatings: Sequence[Seating], groups_by_round: Sequence[Groups], seed: int) -> kernels.State:
    """Give the state of some table rounds; the groups of other rounds are only looked at."""
    count, dense = instance.count, instance.count <= DENSE_UP_TO
    widest = max((len(seating.sizes) for seating in seatings), default=0) + 1
    member = np.full((len(rounds), max(count, 1)), -1, np.int32)
    slot, group = member.copy(), member.copy()
    start = np.zeros((len(rounds), widest + 1), np.int32)
    pool = np.full(len(rounds), -1, np.int32)
    locked = np.zeros((len(rounds), max(count, 1)), np.bool_)
    value = np.full((len(rounds), max(count, 1)), -1, np.int32)
    nobody = np.zeros(0, np.int32), np.zeros(1, np.int64)
    shares = [fair_shares(instance, no) if instance.problem.rounds[no].balance else nobody for no in rounds]
    values = max((len(totals) for _, totals in shares), default=1)
    of_value = np.zeros((len(rounds), widest, values), np.int32)
    fair = np.zeros((len(rounds), widest, values), np.int32)
    for at, (no, seating) in enumerate(zip(rounds, seatings, strict=True)):
        seated = {who for members in groups_by_round[no] for who in members}
        waiting = [who for who in np.flatnonzero(instance.present[no]).tolist() if who not in seated]
        members = [list(people) for people in groups_by_round[no]]
        members += [[] for _ in range(len(seating.sizes) - len(members))]
        if waiting:
            pool[at] = len(members)
            members.append(waiting)
        ends = np.cumsum([0, *(len(people) for people in members)])
        start[at] = ends[-1]
        start[at, : len(ends)] = ends
        flat = [who for people in members for who in people]
        member[at, : len(flat)] = flat
        slot[at, flat] = np.arange(len(flat))
        group[at, flat] = np.repeat(np.arange(len(members)), np.diff(ends))
        locked[at, list(seating.stays)] = True
        if instance.problem.rounds[no].balance:
            value_of, totals = shares[at]
            value[at, flat] = value_of[flat]
            present = max(1, int(totals.sum()))
            for g, people in enumerate(members[: len(seating.sizes)]):
                fair[at, g, : len(totals)] = -(-len(people) * totals // present)
    where = np.repeat(-1 - np.arange(count, dtype=np.int32)[:, None], len(instance.problem.rounds), axis=1)
    others = [no for no in range(len(instance.problem.rounds)) if no not in rounds]
    for column, no in enumerate([*rounds, *others]):
        for number, people in enumerate(groups_by_round[no]):
            where[people, column] = number
    worth, finds = np.zeros((0, 0), np.float32), np.zeros((0, 0), np.uint8)
    if dense:
        worth = np.full((count, count), instance.anyone, np.float32)
        worth[instance.first.rows(), instance.first.indices] = instance.first.values
        finds = np.zeros((count, count), np.uint8)
        finds[instance.useful.rows(), instance.useful.indices] = 1
    weights = instance.problem.weights
    state = kernels.State(
        slot,
        group,
        member,
        start,
        pool,
        locked,
        where,
        np.zeros((count, count) if dense else (0, 0), np.uint8),
        worth,
        instance.first.indptr,
        instance.first.indices,
        instance.first.values,
        instance.anyone,
        instance.repeat,
        finds,
        instance.useful.indptr,
        instance.useful.indices,
        np.zeros(count, np.int32),
        instance.useful_sum,
        np.zeros(count, np.int32),
        weights.bye,
        weights.bye_again,
        value,
        of_value,
        fair,
        weights.imbalance,
        np.array([np.random.default_rng(seed).integers(1, 2**63)], np.uint64),
    )
    recount(instance, state, list(groups_by_round))
    return state


def recount(instance: Instance, state: kernels.State, groups_by_round: Sequence[Groups]) -> None:
    """Count meetings, useful meetings and byes again from all groups of the evening."""
    if state.met.shape[0] or len(state.useful_sum) > 1:
        pairs = pairs_of([group for groups in groups_by_round for group in groups])
        if state.met.shape[0]:
            state.met[:] = 0
            np.add.at(state.met, (pairs[:, 0], pairs[:, 1]), 1)
            np.add.at(state.met, (pairs[:, 1], pairs[:, 0]), 1)
        if len(state.useful_sum) > 1:  # without useful steps nobody counts them
            distinct = np.unique(pairs, axis=0)
            state.useful[:] = useful_meetings(instance, distinct[:, 0], distinct[:, 1])
    state.byes[:] = byes_by_attendee(instance, groups_by_round)
    state.of_value[:] = 0
    for at, who in zip(*np.nonzero(state.value >= 0), strict=True):
        state.of_value[at, state.group[at, who], state.value[at, who]] += 1


def wanted_by_each(instance: Instance, most: int) -> tuple[NDArray[np.int64], Ints]:
    """Give for each person those whom a first meeting is worth more than meeting anyone: the `most` best of them, sorted by place."""
    good = np.flatnonzero(instance.first.values > instance.anyone + 1e-9)
    rows, values = instance.first.rows()[good], instance.first.values[good]
    if len(good) and np.bincount(rows).max() > most:
        order = np.lexsort((-values, rows))
        rank = np.arange(len(order)) - np.searchsorted(rows[order], rows[order])
        good = np.sort(good[order[rank < most]])
        rows = instance.first.rows()[good]
    indptr = np.zeros(instance.count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=instance.count), out=indptr[1:])
    return indptr, instance.first.indices[good]
