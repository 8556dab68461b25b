"""The running search over table rounds: annealed swaps, most of them invitations to the table of somebody wanted."""

from collections.abc import Callable, Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import FORBIDDEN, Groups, Instance, Ints, pairs_of
from keywho.planning.objective import score_groups
from keywho.planning.search import gain_kernels, kernels, row_kernels
from keywho.planning.search.growing import grow_tables
from keywho.planning.search.pace import Budget, Pace, Spent
from keywho.planning.search.state import Seating, recount, state_of, wanted_by_each

MOST_GAINS = 12_000_000
"""Entries up to which the gain matrix is held."""

GUIDED = 0.9
"""Share of moves that are invitations, where anybody is wanted."""

HOTTEST, COLDEST = 0.07, 0.35
"""First temperature as a share of the median loss of an invitation in a settled evening, and the last as a share of the first."""

SETTLING = 40
"""Moves for each person and round of the short cold run that settles an evening before the temperature is measured."""

LEAST_EACH = 40
"""Moves for each person and round below which a run stays cold: it would not get back in time what it lost while hot."""


Watch = Callable[[float, int], float]
"""Given the best points and the moves made; gives the share of all time that is used."""


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
        self.state = state_of(instance, self.rounds, seatings, groups_by_round, seed)
        self._best = self.state.member.copy()
        self._points: float | None = None
        sizes = np.concatenate([seating.sizes[seating.sizes > 0] for seating in seatings] or [np.zeros(0, np.int64)])
        meetings = int(sum((seating.sizes.max(initial=1) - 1) for seating in seatings))
        self.wanted_indptr, self.wanted = wanted_by_each(instance, 2 * max(1, meetings))
        self.guided = GUIDED if len(self.wanted) else 0.0
        cells = len(self.rounds) * (self.state.start.shape[1] - 1) * instance.count
        with_gains = self.state.met.shape[0] > 0 and cells <= MOST_GAINS
        self.gains = np.zeros((len(self.rounds), self.state.start.shape[1] - 1, instance.count)) if with_gains else None
        self.held = np.zeros((0, 0) if with_gains else self.state.group.shape, np.float64)
        self.near = np.zeros(int(np.diff(self.state.start).max(initial=1)))
        self.losses = np.zeros(1024)
        mean = float((sizes**2).sum() / max(1, sizes.sum()))
        self.pace = Pace.of(
            instance.count,
            mean,
            len(instance.present),
            len(instance.first.indices) / max(1, instance.count),
            gains=with_gains,
            steps=len(instance.useful_sum) > 1,
        )

    def grow(self, chance: np.random.Generator) -> None:
        """Fill all tables anew, greedily; only where nobody is bound to a table."""
        order = np.stack([chance.permutation(self.instance.count) for _ in self.rounds]).astype(np.int32)
        grow_tables(self.state, order, np.arange(len(self.rounds)))
        for at in range(len(self.rounds)):
            self.state.where[:, at] = np.where(self.state.group[at] == self.state.pool[at], -1 - np.arange(self.instance.count), self.state.group[at])
        recount(self.instance, self.state, self.evening())
        self._best, self._points = self.state.member.copy(), None

    def points(self) -> float:
        """Give the points of the evening as the search counts them: forbidden pairs at one table are priced."""
        if self._points is None:
            self._points = self._counted()
        return self._points

    def _counted(self) -> float:
        evening = self.evening()
        clashes = 0
        if self.instance.forbidden:
            problem = self.instance.problem
            kept = [{frozenset(problem.index[who] for who in group) for group in problem.pinned_in(no + 1)} for no in range(len(evening))]
            pairs = pairs_of([group for no in self.rounds for group in evening[no] if frozenset(group) not in kept[no]])
            clashes = sum((i, j) in self.instance.forbidden for i, j in pairs.tolist())
        return score_groups(self.instance, evening).points + FORBIDDEN * clashes

    def settling_moves(self) -> int:
        """Give how many moves settle an evening."""
        return SETTLING * self.instance.count * max(1, len(self.rounds))

    def settled_loss(self) -> float:
        """Give the median loss of the last moves that lost: the unit of temperatures, whatever the points of an evening are."""
        lost = self.losses[self.losses > 0]
        return float(np.median(lost)) if len(lost) else 1.0

    def runs(self, whole: Budget) -> list[tuple[Budget, bool, float]]:
        """Cut a budget into a cold run that settles the evening (True), a short run for a first good programme, and a long one that has all the time left (1.0).

        With few moves for each person there is nothing but the cold run.
        """
        each = whole.moves_of(self.pace) / max(1, self.instance.count * len(self.rounds))
        if each < LEAST_EACH:
            return [(whole, True, 1.0)]
        settling = Budget(min(self.settling_moves(), int(0.15 * whole.moves_of(self.pace))))
        return [(settling, True, 0.0), (whole.part(0.08), False, 0.0), (whole.part(0.9), False, 1.0)]

    def temperatures(self, budget: Budget, *, settling: bool = False) -> tuple[float, float]:
        """Give the first and last temperature of a run: the more moves there are for each person and round, the hotter it may begin."""
        if settling:
            return 1e-6, 1e-6
        each = budget.moves_of(self.pace) / max(1, self.instance.count * len(self.rounds))
        hot = HOTTEST * float(np.clip(0.4 + 0.15 * np.log10(max(1.0, each)), 0.4, 1.2)) * self.settled_loss()
        return hot, COLDEST * hot

    def twin(self, seed: int) -> "TableSearch":
        """Give a search that is where this one is, and goes its own way by other dice; what does not change is shared."""
        other = copy(self)
        other.state = self.state._replace(**{name: getattr(self.state, name).copy() for name in kernels.CHANGING})
        other.state.dice[0] = np.random.default_rng([int(self.state.dice[0] >> np.uint64(1)), seed]).integers(1, 2**63)
        other.gains = None if self.gains is None else np.empty_like(self.gains)
        other.held, other.near, other.losses, other._best = self.held.copy(), self.near.copy(), self.losses.copy(), self._best.copy()
        return other

    @property
    def own_bytes(self) -> int:
        """How much memory a twin takes."""
        gains = 0 if self.gains is None else self.gains.nbytes
        return int(gains + self.held.nbytes + self._best.nbytes + sum(getattr(self.state, name).nbytes for name in kernels.CHANGING))

    def follow(self, other: "TableSearch") -> None:
        """Take the evening of a twin."""
        for name in kernels.CHANGING:
            if name != "dice":
                np.copyto(getattr(self.state, name), getattr(other.state, name))
        self._best, self._points = other._best.copy(), None

    def anneal(self, budget: Budget, hot: float, cold: float, here: float, target: float, watch: Watch, *, part: float = 0.0) -> tuple[float, int]:
        """Run the search and keep the best programme seen between calls of the kernel. Returns (best points, moves made).

        `watch(points, moves)` is asked after each chunk and gives the share of all time that is used; the run ends at 1. The temperature falls with the budget;
        where the run may take a `part` of the time that is left, it falls with the time as soon as that is clearly further.
        """
        self.fill()
        best, kept, spent = here, self.state.member.copy(), Spent(budget, self.pace, part)
        rule = self.rule(target, spent.counts)
        try:
            while spent.share < 1.0 and best < target:
                here, done = self.move(rule, spent.chunk(), spent.heat(hot, cold), here)
                spent.made += done
                if here > best + 1e-9:
                    best = here
                    self._best = kept = self.state.member.copy()
                spent.tell(watch(best, spent.made))
        finally:
            self.led_by_clock |= spent.led_by_clock
            self.settle_on(kept)
        return best, spent.made

    def rule(self, target: float, counts: NDArray[np.int64], rounds: NDArray[np.int64] | None = None) -> kernels.Rule:
        """Give the rule of moves in some of the table rounds, or in all of them."""
        rounds = np.arange(len(self.rounds)) if rounds is None else rounds
        return kernels.Rule(self.guided, self.wanted_indptr, self.wanted, rounds, target, self.losses, counts)

    def fill(self) -> None:
        """Compute from nothing what the kernels keep up to date."""
        if self.gains is not None:
            gain_kernels.fill_gains(self.state, self.gains)
        else:
            row_kernels.fill_held(self.state, self.held)

    def move(self, rule: kernels.Rule, moves: int, heat: float, here: float) -> tuple[float, int]:
        """Propose moves at one temperature. Returns (points, moves made)."""
        if self.gains is not None:
            points, made = gain_kernels.anneal_with_gains(self.state, self.gains, rule, moves, heat, here)
        else:
            points, made = row_kernels.anneal_by_rows(self.state, self.held, self.near, rule, moves, heat, here)
        return float(points), int(made)

    def seat_as(self, other: "TableSearch", rounds: NDArray[np.int64], counts: NDArray[np.int64]) -> float:
        """Seat everybody in some rounds as a twin has it. Returns the points won by it."""
        member = other.state.member
        if self.gains is not None:
            return float(gain_kernels.follow_with_gains(self.state, self.gains, member, rounds, counts))
        return float(row_kernels.follow_by_rows(self.state, self.held, member, rounds, counts))

    def settle_on(self, member: Ints) -> None:
        """Bring everybody back to an evening that was seen (rounds x slots)."""
        kernels.restore(self.state, member)
        self._best, self._points = member.copy(), None

    def evening(self) -> list[Groups]:
        """Give the groups of all rounds; those of the table rounds are aligned with the tables (an empty table is an empty list)."""
        return self._groups(self.state.member)

    def best_evening(self) -> list[Groups]:
        """Give the best groups seen by a running search."""
        return self._groups(self._best)

    def take(self, at: int, groups: Groups) -> None:
        """Put the people of the `at`-th table round into these groups, which have the sizes of its tables."""
        members = self.state.member.copy()
        flat = [who for group in groups for who in group]
        members[at, : len(flat)] = flat
        kernels.restore(self.state, members)
        self._best, self._points = self.state.member.copy(), None

    def _groups(self, members: Ints) -> list[Groups]:
        found = list(self._evening)
        for at, (no, seating) in enumerate(zip(self.rounds, self.seatings, strict=True)):
            start, member = self.state.start[at], members[at]
            people, bounds = member.tolist(), start.tolist()
            found[no] = [people[bounds[g] : bounds[g + 1]] for g in range(len(seating.sizes))]
        return found
