"""The running search over table rounds: annealed swaps, with moves biased towards wanted people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import FORBIDDEN, Groups, Instance, Ints, pairs_of
from keywho.planning.objective import byes_by_attendee, fair_shares, score_groups, useful_meetings
from keywho.planning.search import gain_kernels, kernels
from keywho.planning.search.growing import grow_tables

DENSE_UP_TO = 2000
"""People up to which first meetings and met counts are held as matrices."""

PACE = 130e6
"""Looks at a pair that the search takes in a second of a usual machine; turns seconds into moves."""

GAINS_PACE = 30e6
"""Moves a second with the gain matrix."""

MOST_GAINS = 12_000_000
"""Entries up to which the gain matrix is held."""

CHUNK_S = 0.15
"""Usual length of one call of the kernel, so that Ctrl-C and the progress line are answered."""


@dataclass(frozen=True, slots=True)
class Seating:
    """How one table round is cut: sizes of the groups by table, and who stays at which table (fixed seats, hosts, pinned)."""

    sizes: NDArray[np.int64]
    stays: dict[int, int]


class TableSearch:
    """A running search over the table rounds of an evening; the meetings of all other rounds stay as they are."""

    def __init__(
        self,
        instance: Instance,
        rounds: Sequence[int],
        seatings: Sequence[Seating],
        groups_by_round: Sequence[Groups],
        seed: int,
    ) -> None:
        """Take the evening; `groups_by_round[no]` of a table round in `rounds` is its start, aligned with the tables of its seating.

        People of a table round who are present and in no group start in the pool of byes.
        """
        self.instance, self.rounds, self.seatings = instance, list(rounds), list(seatings)
        self._evening = list(groups_by_round)
        self.led_by_clock = False
        self.state = _state(instance, self.rounds, seatings, groups_by_round, seed)
        self.scale = self._temperature_scale()
        self._best = self.state.member.copy()
        self.wanted_indptr, self.wanted = _wanted(instance)
        sizes = np.concatenate([seating.sizes[seating.sizes > 0] for seating in seatings] or [np.zeros(0, np.int64)])
        cells = len(self.rounds) * (self.state.start.shape[1] - 1) * instance.count
        plain_sum = len(instance.useful_sum) == 1 and instance.count <= DENSE_UP_TO
        self.gains = np.zeros((len(self.rounds), self.state.start.shape[1] - 1, instance.count)) if plain_sum and cells <= MOST_GAINS else None
        self.pace = GAINS_PACE if self.gains is not None else PACE / max(4.0, 4.0 * float((sizes**2).sum() / max(1, sizes.sum())))
        if instance.count > DENSE_UP_TO:
            self.pace /= 8

    def grow(self, chance: np.random.Generator) -> None:
        """Fill all tables anew, greedily; only where nobody is bound to a table."""
        order = np.stack([chance.permutation(self.instance.count) for _ in self.rounds]).astype(np.int32)
        grow_tables(self.state, order, np.arange(len(self.rounds)))
        for at in range(len(self.rounds)):
            self.state.where[:, at] = np.where(self.state.group[at] == self.state.pool[at], -1, self.state.group[at])
        _recount(self.instance, self.state, self.evening())

    def _temperature_scale(self) -> float:
        """Give the scale of temperatures: what a wanted meeting is worth, or where all are alike what a repeat costs."""
        values = self.instance.first.values
        wanted = values[(values > self.instance.anyone + 1e-9) & (values < 500.0)]
        if len(wanted):
            return float(wanted.mean())
        return self.instance.anyone + self.instance.repeat or 1.0

    def points(self) -> float:
        """Give the points of the evening as the search counts them: forbidden pairs at one table are priced."""
        evening = self.evening()
        clashes = 0
        if self.instance.forbidden:
            problem = self.instance.problem
            kept = [{frozenset(problem.index[who] for who in group) for group in problem.pinned_in(no + 1)} for no in range(len(evening))]
            pairs = pairs_of([group for no in self.rounds for group in evening[no] if frozenset(group) not in kept[no]])
            clashes = sum((i, j) in self.instance.forbidden for i, j in pairs.tolist())
        return score_groups(self.instance, evening).points + FORBIDDEN * clashes

    def temperatures(self, moves: int) -> tuple[float, float]:
        """Give the first and last temperature of a run: the more moves there are for each person and round, the hotter it may begin.

        The factors were found on the sparse benchmark evenings, where twice as hot lost two percent; evenings of topics like it somewhat hotter.
        """
        each = moves / max(1, self.instance.count * len(self.rounds))
        hot = max(0.08, 0.1 * np.log10(max(1.0, each)) - 0.15)
        return hot * self.scale, 0.5 * hot * self.scale

    def anneal(self, moves: int, hot: float, cold: float, here: float, target: float, watch: Callable[[float, int], float]) -> tuple[float, int]:
        """Run the search and keep the best programme seen between chunks.

        `watch(points, moves)` is asked after each chunk and gives the share of its time that the run has used; the temperature falls with
        the moves or with the time, whichever is further, and the run ends at 1.
        """
        guided = 0.5 if len(self.wanted) else 0.0
        if self.gains is not None:
            gain_kernels.fill_gains(self.state, self.gains)
        chunk = max(2000, min(int(self.pace * CHUNK_S), moves // 20 + 1))
        best, kept, made, used = here, self.state.member.copy(), 0, 0.0
        try:
            while made < moves and used < 1.0 and best < target:
                next_made = min(moves, made + chunk)
                self.led_by_clock |= used > next_made / moves
                heat = [hot * (cold / hot) ** min(1.0, max(used, done / moves)) for done in (made, next_made)]
                rule = (next_made - made, *heat, guided, self.wanted_indptr, self.wanted, here, target)
                if self.gains is not None:
                    here, done = gain_kernels.anneal_with_gains(self.state, self.gains, *rule)
                else:
                    here, done = kernels.anneal(self.state, *rule)
                made += done
                if here > best + 1e-9:
                    best = here
                    self._best = kept = self.state.member.copy()
                used = watch(best, made)
        finally:
            self._restore(kept)
        return best, made

    def evening(self) -> list[Groups]:
        """Give the groups of all rounds; those of the table rounds are aligned with the tables (an empty table is an empty list)."""
        return self._groups(self.state.member)

    def best_evening(self) -> list[Groups]:
        """Give the best groups seen by a running search."""
        return self._groups(self._best)

    def _groups(self, members: Ints) -> list[Groups]:
        found = list(self._evening)
        for at, (no, seating) in enumerate(zip(self.rounds, self.seatings, strict=True)):
            start, member = self.state.start[at], members[at]
            found[no] = [member[start[g] : start[g + 1]].tolist() for g in range(len(seating.sizes))]
        return found

    def _restore(self, member: Ints) -> None:
        state = self.state
        for at in range(len(self.rounds)):
            for group in range(state.start.shape[1] - 1):
                for slot in range(state.start[at, group], state.start[at, group + 1]):
                    who, now = member[at, slot], state.member[at, slot]
                    if who == now:
                        continue
                    if state.group[at, who] == group:
                        state.member[at, state.slot[at, who]], state.slot[at, now] = now, state.slot[at, who]
                        state.member[at, slot], state.slot[at, who] = who, slot
                    else:
                        kernels.swap(state, at, who, now)


def _state(instance: Instance, rounds: list[int], seatings: Sequence[Seating], groups_by_round: Sequence[Groups], seed: int) -> kernels.State:
    count, dense = instance.count, instance.count <= DENSE_UP_TO
    widest = max((len(seating.sizes) for seating in seatings), default=0) + 1
    member = np.full((len(rounds), max(count, 1)), -1, np.int32)
    slot, group = member.copy(), member.copy()
    start = np.zeros((len(rounds), widest + 1), np.int32)
    pool = np.full(len(rounds), -1, np.int32)
    locked = np.zeros((len(rounds), max(count, 1)), np.bool_)
    value = np.full((len(rounds), max(count, 1)), -1, np.int32)
    shares = [fair_shares(instance, no) for no in rounds]
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
    where = np.full((count, len(instance.problem.rounds)), -1, np.int32)
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
    _recount(instance, state, list(groups_by_round))
    return state


def _recount(instance: Instance, state: kernels.State, groups_by_round: Sequence[Groups]) -> None:
    """Count meetings, useful meetings and byes again from all groups of the evening."""
    pairs = pairs_of([group for groups in groups_by_round for group in groups])
    if state.met.shape[0]:
        state.met[:] = 0
        np.add.at(state.met, (pairs[:, 0], pairs[:, 1]), 1)
        np.add.at(state.met, (pairs[:, 1], pairs[:, 0]), 1)
    distinct = np.unique(pairs, axis=0)
    state.useful[:] = useful_meetings(instance, distinct[:, 0], distinct[:, 1])
    state.byes[:] = byes_by_attendee(instance, groups_by_round)
    state.of_value[:] = 0
    for at, who in zip(*np.nonzero(state.value >= 0), strict=True):
        state.of_value[at, state.group[at, who], state.value[at, who]] += 1


def _wanted(instance: Instance) -> tuple[NDArray[np.int64], Ints]:
    """Give for each person those whom a first meeting is worth more than meeting anyone."""
    good = instance.first.values > instance.anyone + 1e-9
    indptr = np.zeros(instance.count + 1, np.int64)
    np.cumsum(np.bincount(instance.first.rows()[good], minlength=instance.count), out=indptr[1:])
    return indptr, instance.first.indices[good]
