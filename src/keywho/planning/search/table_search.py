"""The running search over table rounds: annealed swaps, most of them invitations to the table of somebody wanted."""

from collections.abc import Callable, Sequence

import numpy as np

from keywho.planning.instance import FORBIDDEN, Groups, Instance, Ints, pairs_of
from keywho.planning.objective import score_groups
from keywho.planning.search import gain_kernels, kernels, row_kernels
from keywho.planning.search.growing import grow_tables
from keywho.planning.search.pace import Budget, Pace
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


GRACE = 0.05
"""Share of the time by which the clock may be ahead of the budget before it leads: up to there, the same seconds give the same programme."""


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

    def runs(self, whole: Budget) -> list[tuple[Budget, bool]]:
        """Cut a budget into a cold run that settles the evening (True), a short run for a first good programme, and a long one.

        With few moves for each person there is nothing but the cold run.
        """
        each = whole.moves_of(self.pace) / max(1, self.instance.count * len(self.rounds))
        if each < LEAST_EACH:
            return [(whole, True)]
        settling = Budget(min(self.settling_moves(), int(0.15 * whole.moves_of(self.pace))))
        return [(settling, True), (whole.part(0.08), False), (whole.part(0.9), False)]

    def temperatures(self, budget: Budget, *, settling: bool = False) -> tuple[float, float]:
        """Give the first and last temperature of a run: the more moves there are for each person and round, the hotter it may begin."""
        if settling:
            return 1e-6, 1e-6
        each = budget.moves_of(self.pace) / max(1, self.instance.count * len(self.rounds))
        hot = HOTTEST * float(np.clip(0.4 + 0.15 * np.log10(max(1.0, each)), 0.4, 1.2)) * self.settled_loss()
        return hot, COLDEST * hot

    def anneal(self, budget: Budget, hot: float, cold: float, here: float, target: float, watch: Callable[[float, int], float]) -> tuple[float, int]:
        """Run the search and keep the best programme seen between calls of the kernel. Returns (best points, moves made).

        `watch(points, moves)` is asked after each chunk and gives the share of its time that the run has used; the temperature falls with
        the budget or with the time, whichever is further, and the run ends at 1.
        """
        if self.gains is not None:
            gain_kernels.fill_gains(self.state, self.gains)
        else:
            row_kernels.fill_held(self.state, self.held)
        best, kept, made, used, share = here, self.state.member.copy(), 0, 0.0, 0.0
        counts = np.zeros(3, np.int64)
        rule = kernels.Rule(self.guided, self.wanted_indptr, self.wanted, target, self.losses, counts)
        try:
            while share < 1.0 and best < target:
                chunk = budget.chunk(self.pace, made, counts)
                heat = max(1e-9, hot * (cold / hot) ** share)
                if self.gains is not None:
                    here, done = gain_kernels.anneal_with_gains(self.state, self.gains, rule, chunk, heat, here)
                else:
                    here, done = row_kernels.anneal_by_rows(self.state, self.held, self.near, rule, chunk, heat, here)
                made += done
                if here > best + 1e-9:
                    best = here
                    self._best = kept = self.state.member.copy()
                used = watch(best, made)
                share = budget.share(self.pace, made, counts)
                if used >= min(1.0, share + GRACE):  # a machine that is slower than the usual one
                    self.led_by_clock, share = True, used
        finally:
            self._restore(kept)
            self._points = None
        return best, made

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
        self._restore(members)
        self._best, self._points = self.state.member.copy(), None

    def _groups(self, members: Ints) -> list[Groups]:
        found = list(self._evening)
        for at, (no, seating) in enumerate(zip(self.rounds, self.seatings, strict=True)):
            start, member = self.state.start[at], members[at]
            people, bounds = member.tolist(), start.tolist()
            found[no] = [people[bounds[g] : bounds[g + 1]] for g in range(len(seating.sizes))]
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
