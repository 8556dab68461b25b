"""Home chairs: who sits where on arrival, so that useful people sit beside each other or a few chairs away."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from keywho.core.rounds import RoundKind
from keywho.planning.chairs.places import Chairs, matching
from keywho.planning.instance import Instance, Ints

MOVES_PER_SEAT = 4000


def home_chairs(instance: Instance, chairs: Chairs, chance: np.random.Generator, *, moves: int) -> Ints:
    """Give the chair (by number) of each attendee, -1 for those who find none.

    Chairs that are given stay. The others are filled from the front so that people sit two by two, and people are exchanged by annealing
    up to `moves` times, while that brings more benefit within reach: beside each other for neighbour rounds, within `reach_m` for nearby rounds.
    """
    home = np.full(instance.count, -1, np.int32)
    problem = instance.problem
    for who, seat in {**problem.wishes.home_seats, **problem.wishes.fixed_seats}.items():
        home[problem.index[who]] = chairs.number[seat]
    given = home >= 0
    waiting = np.flatnonzero(~given)
    here_most = np.argsort(-instance.present[:, waiting].sum(axis=0), kind="stable") if len(instance.present) else np.arange(len(waiting))
    free = _chairs_in_order(chairs, set(home[given].tolist()), len(waiting))
    seated = waiting[np.sort(here_most[: len(free)])]
    home[seated] = free[: len(seated)]
    near = [(round_.reach_m or 0.0) for round_ in problem.rounds if round_.kind is RoundKind.NEARBY and round_.reach_m is not None]
    beside = sum(round_.kind is RoundKind.NEIGHBOUR for round_ in problem.rounds)
    apart = instance.first.values - instance.anyone
    good = np.abs(apart) > 1e-9
    if (near or beside) and good.any() and len(seated) > 1:
        indptr = np.zeros(instance.count + 1, np.int64)
        np.cumsum(np.bincount(instance.first.rows()[good], minlength=instance.count), out=indptr[1:])
        width = max((len(others) for others in chairs.beside), default=0)
        sides = np.full((len(chairs), max(1, width)), -1, np.int32)
        for chair, others in enumerate(chairs.beside):
            sides[chair, : len(others)] = others
        reach = float(np.mean(near)) if near else 0.0
        typical = float(np.mean(apart[apart > 1e-9])) if (apart > 1e-9).any() else 1.0
        worth = np.clip(apart[good], -4 * typical, 1e4)  # those who know each other, or must not meet, need not sit together
        _exchange_homes(
            home,
            np.where(given, -1, np.arange(instance.count))[~given & (home >= 0)].astype(np.int32),
            chairs.xy,
            sides,
            indptr,
            instance.first.indices[good],
            worth,
            float(len(near)),
            reach,
            float(min(beside, 2)) * 2.0,
            typical * 2.0,
            typical * 0.1,
            min(moves, MOVES_PER_SEAT * len(seated)),
            np.array([chance.integers(1, 2**63)], np.uint64),
        )
    return home


def _chairs_in_order(chairs: Chairs, taken: set[int], wanted: int) -> NDArray[np.int32]:
    """Give free chairs two by two from the front; an odd last one beside the others where there is such a chair."""
    free = [chair for chair in range(len(chairs)) if chair not in taken]
    mate = matching(chairs.beside, set(free))
    order: list[int] = []
    for chair in free:
        if chair in mate and chair < mate[chair]:
            order += [chair, mate[chair]]
    order += [chair for chair in free if chair not in mate]
    chosen = order[: min(wanted, len(order))]
    if wanted % 2 and wanted < len(order):
        held = {*chosen[:-1], *taken}
        beside = next((chair for chair in order[wanted - 1 :] if any(other in held for other in chairs.beside[chair])), None)
        if beside is not None:
            chosen[-1] = beside
    return np.array(sorted(chosen), np.int32)


@njit(cache=True, _nrt=False)
def _pull(i, chair, swapped, there, home, xy, sides, indptr, wanted, worth, near, reach, beside):
    """Benefit that person i has around a chair, person `swapped` thought to sit at `there`."""
    total = 0.0
    for at in range(indptr[i], indptr[i + 1]):
        k = wanted[at]
        other = there if k == swapped else home[k]
        if other < 0 or other == chair:
            continue
        dx, dy = xy[chair, 0] - xy[other, 0], xy[chair, 1] - xy[other, 1]
        if near > 0 and dx * dx + dy * dy <= (reach + 1e-6) ** 2:
            total += near * worth[at]
        if beside > 0 and dx * dx + dy * dy < 9.0:
            for side in range(sides.shape[1]):
                if sides[chair, side] == other:
                    total += beside * worth[at]
    return total


@njit(cache=True)
def _exchange_homes(home, movable, xy, sides, indptr, wanted, worth, near, reach, beside, hot, cold, moves, dice):
    """Exchange the chairs of two people while that brings benefit nearer (simulated annealing; in place)."""
    cooling = (cold / hot) ** (256.0 / max(256.0, moves))
    heat = hot
    seed = dice[0]
    for move in range(moves):
        if move & 255 == 255:
            heat *= cooling
        seed ^= seed >> np.uint64(12)
        seed ^= seed << np.uint64(25)
        seed ^= seed >> np.uint64(27)
        number = seed * np.uint64(2685821657736338717)
        i = movable[(number >> np.uint64(40)) % np.uint64(len(movable))]
        j = movable[((number >> np.uint64(16)) & np.uint64(0xFFFFFF)) % np.uint64(len(movable))]
        if i == j:
            continue
        a, b = home[i], home[j]
        gain = (
            _pull(i, b, j, a, home, xy, sides, indptr, wanted, worth, near, reach, beside)
            - _pull(i, a, -1, 0, home, xy, sides, indptr, wanted, worth, near, reach, beside)
            + _pull(j, a, i, b, home, xy, sides, indptr, wanted, worth, near, reach, beside)
            - _pull(j, b, -1, 0, home, xy, sides, indptr, wanted, worth, near, reach, beside)
        )
        if gain >= 0.0 or np.exp(gain / heat) * 65536.0 > np.float64(number & np.uint64(0xFFFF)):
            home[i], home[j] = b, a
    dice[0] = seed
