"""How few idle gaps an evening of requests must have when every meeting is held: a proven bound, from availability and places alone.

Each person's rounds with a meeting form a pattern: so many meetings as they have, only where one of them may be. A pattern costs its gaps.
Patterns are paths through a small graph (round, meetings so far, waiting or not), and rounds with too few places price the meetings in them.
Who meets whom is left out. For any prices from 0 up, the cheapest pattern of each person, less what the places are worth at these prices,
passes no schedule (Lagrange); HiGHS finds good prices from the linear programme over all paths, and the bound is added up from them here.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST_STEPS = 60_000
"""Steps of all people's graphs up to which the linear programme is solved; past it the places are left out."""


class Person(NamedTuple):
    """What one person's pattern must keep to, a cell a round.

    Attributes
    ----------
    may, must : whether a meeting may be, must be there.
    there : whether the person is present; where not, a gap ends.
    meetings : how many meetings there are.
    """

    may: NDArray[np.bool_]
    must: NDArray[np.bool_]
    there: NDArray[np.bool_]
    meetings: int


class Step(NamedTuple):
    """One round of a pattern: from one node (meetings so far, waiting) to the next."""

    round_: int
    before: tuple[int, bool]
    after: tuple[int, bool]
    gap: int
    meets: int


def steps_of(person: Person) -> Iterator[Step]:
    """Give the steps of all patterns of one person, round by round. A gap counts when it begins: another meeting follows for certain."""
    rounds = len(person.may)
    for round_ in range(rounds):
        for had in range(min(round_, person.meetings) + 1):
            if person.meetings - had > rounds - round_:
                continue
            for waiting in (False, True):
                if waiting and not 0 < had < person.meetings:
                    continue
                if not person.must[round_]:
                    waits = bool(person.there[round_]) and 0 < had < person.meetings
                    yield Step(round_, (had, waiting), (had, waits), int(waits and not waiting), 0)
                if person.may[round_] and had < person.meetings:
                    yield Step(round_, (had, waiting), (had + 1, False), 0, 1)


def fewest_gaps(person: Person, prices: NDArray[np.float64]) -> float:
    """Give the least of gaps plus the prices of the rounds with a meeting, over one person's patterns; infinite where there is none."""
    best = {(0, False): 0.0}
    now, then = 0, dict[tuple[int, bool], float]()
    for step in steps_of(person):
        if step.round_ != now:
            best, then, now = then, {}, step.round_
        cost = best.get(step.before, np.inf) + step.gap + step.meets * prices[step.round_]
        if cost < then.get(step.after, np.inf):
            then[step.after] = cost
    return then.get((person.meetings, False), np.inf)


def least_gaps(people: Sequence[Person], places: NDArray[np.int64]) -> int:
    """Give a number of idle gaps that no schedule with all meetings passes; `places` are the most meetings at once in each round."""
    waiting = [person for person in people if person.meetings > 1]
    nothing = np.zeros(len(places))
    found = sum(fewest_gaps(person, nothing) for person in waiting)
    present = np.sum([person.may for person in people], axis=0)
    if np.isfinite(found) and (present > 2 * places).any():
        everybody = [person for person in people if person.meetings]
        prices = _prices(everybody, places)
        priced = sum(fewest_gaps(person, prices) for person in everybody) - 2 * float(prices @ places)
        found = max(found, priced)
    return int(np.ceil(found - 1e-6)) if np.isfinite(found) else 0


def _prices(people: Sequence[Person], places: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give good prices of the rounds, none below 0, from the linear programme over all people's patterns."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    rounds, nodes = len(places), dict[tuple[int, int, int, bool], int]()
    leaves, enters, meets, cost = list[int](), list[int](), list[int](), list[float]()
    demand = dict[int, float]()
    for no, person in enumerate(people):
        demand[nodes.setdefault((no, 0, 0, False), len(nodes))] = -1.0
        demand[nodes.setdefault((no, rounds, person.meetings, False), len(nodes))] = 1.0
        for step in steps_of(person):
            leaves.append(nodes.setdefault((no, step.round_, *step.before), len(nodes)))
            enters.append(nodes.setdefault((no, step.round_ + 1, *step.after), len(nodes)))
            meets.append(step.round_ if step.meets else -1)
            cost.append(float(step.gap))
        if len(cost) > MOST_STEPS:
            return np.zeros(rounds)
    many, columns, meeting = len(cost), np.arange(len(cost)), np.flatnonzero(np.array(meets) >= 0)
    signs = np.repeat([-1.0, 1.0], many)
    flow = csr_array((signs, (np.concatenate([leaves, enters]), np.concatenate([columns, columns]))), shape=(len(nodes), many))
    ends = csr_array((np.ones(len(meeting)), (np.array(meets)[meeting], meeting)), shape=(rounds, many))
    balance = np.array([demand.get(node, 0.0) for node in range(len(nodes))])
    answer = linprog(cost, A_ub=ends, b_ub=2.0 * places, A_eq=flow, b_eq=balance, method="highs")
    if answer.status != 0:
        return np.zeros(rounds)
    prices: NDArray[np.float64] = np.maximum(0.0, -np.asarray(answer.ineqlin.marginals, np.float64))
    return prices
