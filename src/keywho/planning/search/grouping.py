"""Grouping once: one table round, everybody at one table, and the sum of worths inside tables as large as it gets.

This is the maximally diverse grouping problem with given sizes. See docs/algorithms/grouping.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import FORBIDDEN, Groups
from keywho.planning.search import grouping_kernels as kernels
from keywho.planning.search.pace import Budget
from keywho.planning.search.table_search import TableSearch

PACE = 1.6e9
"""Swaps looked at in a second of a usual machine; turns seconds into moves."""

CHUNK_S = 0.1
"""Usual length of one call of the kernel, so that Ctrl-C and the progress line are answered."""

LEAST_EACH = 200
"""Moves for each person below which cooling down is not worth while."""

NOISE = 1 << 14
"""Ready logarithms beyond one for each person: 64 KiB, what a core keeps close by."""

STEPS = 60
"""Least number of steps of one cooling."""

PILOT = 0.06
"""Share of the moves for the quick cooling that finds the temperatures."""

LONG_ENOUGH = 60_000
"""Moves of a cooling for each pair of people: longer ones win less than another one does."""

HOT, COLD = 0.9, 0.999
"""Share of what the quick cooling won over groups by lot that it had won at the first and at the last temperature of the long ones."""

Watch = Callable[[Callable[[], Groups], float, int], float]
"""Given a way to the best groups so far, their points and the moves made; gives the share of the time that is used up."""


@dataclass
class _Running:
    """A grouping under way: the kernel's arrays, the best so far, and the moves spent."""

    state: kernels.Grouping
    moves: int
    watch: Watch
    here: float = 0.0
    best: float = -np.inf
    kept: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, np.uint32))
    made: int = 0
    used: float = 0.0
    led_by_clock: bool = False

    def __post_init__(self) -> None:
        self.kept = self.state.group.copy()
        self.here = self.best = kernels.refill(self.state)

    def groups(self) -> Groups:
        """Give the best groups so far."""
        return [np.flatnonzero(self.kept == g).tolist() for g in range(len(self.state.gains))]

    @property
    def share(self) -> float:
        """How much of the moves or of the time is spent, 0 to 1."""
        return min(1.0, max(self.used, self.made / max(1, self.moves)))

    def cool(self, hot: float, cold: float, until: float) -> list[tuple[float, float]]:
        """Cool down until that share of everything is spent. Returns temperature and points after each step."""
        began, steps = self.share, []
        brings = np.zeros(len(self.state.gains), np.float32)
        chunk = max(1, min(int(PACE * CHUNK_S), int(self.moves * (until - began) / STEPS)))
        heat = hot
        while self.share < until:
            moves = min(chunk, max(1, int(self.moves * until) - self.made))
            ahead = max(self.used, (self.made + moves) / self.moves) - began
            now, heat = heat, hot * (cold / hot) ** min(1.0, ahead / (until - began))
            _, self.best, made = kernels.anneal_rows(self.state, moves, now, heat, self.here, self.best, self.kept, brings)
            self.here = kernels.refill(self.state)
            self.made += made
            self.led_by_clock |= self.used > self.share
            self.used = self.watch(self.groups, self.best, self.made)
            steps.append((heat, self.here))
        return steps


@dataclass(frozen=True, slots=True)
class Grouped:
    """The best groups found, as the search counts them."""

    groups: Groups
    moves: int
    led_by_clock: bool


def fits(search: TableSearch, moves: float) -> bool:
    """Say whether a search is a grouping: one table round with a plain sum of worths, a table for everybody, and enough moves to cool down."""
    state, instance = search.state, search.instance
    plain = len(search.rounds) == 1 and len(instance.useful_sum) == 1 and state.met.shape[0] > 0 and not instance.is_flat
    return plain and bool(state.pool[0] < 0) and bool((state.value < 0).all()) and moves >= LEAST_EACH * instance.count


def improve(search: TableSearch, budget: Budget, here: float, target: float, watch: Callable[[float, int], float]) -> float:
    """Let a search of which `fits` is true take the best groups found, whatever ends it. Returns their points.

    `here` are its points now; `target` ends it; `watch` is told points and moves and gives the share of the time that is used up.
    """
    start = search.evening()[search.rounds[0]]
    people = np.sort(np.array([who for group in start for who in group], np.int64))
    worth = _worth_in_round(search)[np.ix_(people, people)]
    places = [np.searchsorted(people, group).tolist() for group in start]
    apart = here - _inside(worth, places)
    moves = budget.moves if budget.moves is not None else int(budget.seconds * PACE)
    best = start

    def told(groups: Callable[[], Groups], points: float, made: int) -> float:
        nonlocal best
        if points + apart > here + 1e-9:
            best = [people[group].tolist() for group in groups()]
        return 1.0 if points + apart >= target else watch(max(here, points + apart), made)

    try:
        found = group_once(worth, places, moves, int(search.state.dice[0] >> 1), locked=np.flatnonzero(search.state.locked[0][people]).tolist(), watch=told)
        search.led_by_clock |= found.led_by_clock
    finally:
        search.take(0, best)
    return search.points()


def _worth_in_round(search: TableSearch) -> NDArray[np.float32]:
    """Give what each two bring who meet in the round, who may meet in others, too; forbidden meetings cost more than anything brings."""
    state = search.state
    elsewhere = state.met.astype(np.int32)
    for group in search.evening()[search.rounds[0]]:
        elsewhere[np.ix_(group, group)] -= 1
    worth = np.where(elsewhere > 0, -state.repeat, state.worth.astype(np.float64))
    np.fill_diagonal(worth, 0.0)
    most = float(np.abs(worth[worth > FORBIDDEN / 2]).max(initial=1.0))
    return np.maximum(worth, -4.0 * most * float(np.diff(state.start[0]).max())).astype(np.float32)


def _inside(worth: NDArray[np.float32], groups: Sequence[Sequence[int]]) -> float:
    return float(sum(worth[np.ix_(group, group)].sum(dtype=np.float64) for group in groups)) / 2


def group_once(
    worth: NDArray[np.float32], groups: Sequence[Sequence[int]], moves: int, seed: int, *, locked: Sequence[int] = (), watch: Watch | None = None
) -> Grouped:
    """Group everybody once so that the worths inside groups sum up to as much as can be found.

    Parameters
    ----------
    worth : people x people, symmetric, diagonal 0, below 1e15; what two are worth to each other in one group.
    groups : a start that has everybody in exactly one group; its sizes are kept, and it is returned where nothing better is found.
    moves : swaps to look at; upkeep counts, so that the time is close to `moves / PACE` whatever the temperature. Equal moves and seed give equal groups.
    seed : whole number from 0 up.
    locked : people who stay in the group in which they are.
    watch : called after each chunk of moves with the best groups so far, their points and the moves made; gives the share of the time that is used up.
    """
    running = _Running(state_of(worth, groups, seed, locked), moves, watch or (lambda groups, points, made: 0.0))
    if moves > 0 and len(groups) > 1 and len(locked) < len(worth):
        scale = _scale(worth, groups)
        quick = running.cool(scale, scale / 1000, PILOT)
        hot, cold = _temperatures(quick, _by_lot(worth, groups))
        coolings = max(2, round(moves / (LONG_ENOUGH * len(worth) ** 2)))
        for until in np.linspace(PILOT, 1.0, coolings + 1)[1:].tolist():
            running.cool(hot, cold, until)
    return Grouped(running.groups(), running.made, running.led_by_clock)


def _scale(worth: NDArray[np.float32], groups: Sequence[Sequence[int]]) -> float:
    """Give a temperature at which nearly everything moves: how much the gains of swaps differ by lot."""
    count = len(worth)
    mean = float(worth.sum(dtype=np.float64)) / max(1, count * (count - 1))
    spread = float(np.square(worth, dtype=np.float64).sum()) / max(1, count * (count - 1)) - mean * mean
    return max(float(np.sqrt(max(0.0, spread) * 2 * count / len(groups))), 1e-6)


def _by_lot(worth: NDArray[np.float32], groups: Sequence[Sequence[int]]) -> float:
    """Give what groups drawn by lot are worth on average."""
    count = len(worth)
    pairs = sum(len(group) * (len(group) - 1) for group in groups)
    return float(worth.sum(dtype=np.float64)) / 2 * pairs / max(1, count * (count - 1))


def _temperatures(steps: Sequence[tuple[float, float]], by_lot: float) -> tuple[float, float]:
    """Find the temperatures between which a quick cooling won most of what is hard to win."""
    heats = np.array([heat for heat, _ in steps])
    won = np.maximum.accumulate(np.array([points for _, points in steps])) - by_lot
    hot = heats[int(np.argmax(won >= HOT * won[-1]))]
    cold = heats[int(np.argmax(won >= COLD * won[-1]))]
    return float(hot), float(min(cold, hot / 2))


def state_of(worth: NDArray[np.float32], groups: Sequence[Sequence[int]], seed: int, locked: Sequence[int]) -> kernels.Grouping:
    """Give the kernels' arrays of some groups; gains are filled in by `refill`."""
    chance = np.random.default_rng([seed, 6])
    count = len(worth)
    member = np.array([who for group in groups for who in group], np.int32)
    start = np.cumsum([0, *map(len, groups)]).astype(np.int32)
    slot, group = np.empty(count, np.int32), np.empty(count, np.uint32)
    slot[member] = np.arange(count)
    group[member] = np.repeat(np.arange(len(groups)), np.diff(start))
    still = np.zeros(count, np.bool_)
    still[list(locked)] = True
    return kernels.Grouping(
        np.ascontiguousarray(worth, np.float32),
        np.zeros((len(groups), count), np.float32),
        np.zeros(count, np.float32),
        group,
        member,
        slot,
        start,
        still,
        np.log(1.0 - chance.random(NOISE + count)).astype(np.float32),
        chance.integers(1, 2**63, 1).astype(np.uint64),
    )
