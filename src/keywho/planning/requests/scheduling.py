"""Requests rounds: which of the meetings that people asked for are held, and when, so that few people wait between two meetings.

The business-to-business meeting scheduling problem (Bofill et al. 2014, 2022), with a worth for each meeting. A relaxation chooses the
meetings (a b-matching), Kempe chains bring them into rounds (edge colouring), and an annealing over Kempe chains closes the idle gaps. It
ends early at the proven bound of `gap_bound`. Of schedules with equally many gaps it prefers the one that spreads them over more people.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from keywho.core.errors import BadInput
from keywho.planning.pairs import relaxation
from keywho.planning.requests.gap_bound import Person, least_gaps
from keywho.planning.requests.request_kernels import anneal, fill, pin
from keywho.planning.requests.request_state import FREE, NOT_HELD, TRIES, State

NOBODY = -1
MOST_ROUNDS = 63  # a person's rounds are the bits of one word
WAIT = 0.1  # what a round of a gap counts in the search, in gaps: short gaps are nearer to closing
HOT, COLD = 0.8, 0.12  # temperature in idle gaps, first and last
HOT_CHOICE = 0.3  # first temperature in meetings, of the legs that choose others
LEG = 25_000  # moves a pair of the first leg; each next one is twice as long, so that easy evenings end soon and hard ones cool slowly
SMALL_LEG = 500  # moves, below which a leg finds nothing
LONG = 2_000_000  # moves from which it pays to ask first how few gaps there must be
LEGS = 3  # at least, where not all meetings are held: some of them are for choosing others
EVEN = 0.02  # gaps that somebody's second gap costs more than another's first, in the search: it decides where there are equally many


def schedule_requests(
    count: int,
    pairs: NDArray[np.int32],
    worth: NDArray[np.float64],
    present: NDArray[np.bool_],
    places: Sequence[int | None],
    *,
    idle_gap: float,
    idle_again: float = 0.0,
    chance: np.random.Generator,
    work: int,
    fixed: Mapping[int, int] | None = None,
    taken: NDArray[np.bool_] | None = None,
    allowed: NDArray[np.bool_] | None = None,
    useful: tuple[float, ...] = (),
    asker: NDArray[np.int32] | None = None,
    met: NDArray[np.int32] | None = None,
) -> NDArray[np.int32]:
    """Give the round (0-based among the requests rounds) of each pair, or -1 when it is not held.

    Parameters
    ----------
    pairs, worth : who asked to meet, each pair once, and the points of holding it.
    present : rounds x people.
    places : most meetings at once in each round, pinned ones counted; None for no such limit.
    idle_gap : price of each run of rounds between two meetings of a person in which they are present and have none.
    idle_again : added for each gap that the same person already has. Where it is 0, too, equally many gaps are spread over more people.
    work : moves to try.
    fixed : round of each pinned pair; it stays there.
    taken : rounds x people: nothing new may be put there. Only pinned pairs count as meetings.
    allowed : pairs x rounds: where each pair may be put, beside presence.
    useful, asker : the k-th held meeting of an asker is worth `useful[k - 1]` more. One asker a pair, or two columns
        where both may have asked; -1 for nobody.
    met : useful meetings that each already has elsewhere.
    """
    if len(present) > MOST_ROUNDS:
        raise BadInput(f"An evening has at most {MOST_ROUNDS} requests rounds, not {len(present)}. Maybe plan each day as an event of its own.")
    if len(pairs) == 0:
        return np.zeros(0, np.int32)
    state = _state(count, pairs, worth, present, places, (idle_gap, idle_again), fixed or {}, taken, allowed, useful, asker, met)
    fill(state, _choice(state, useful), chance)
    least, choosing = -1.0, bool(state.load[-1])
    for leg, moves in enumerate(_legs(work, LEG * len(pairs), LEGS if choosing else 1)):
        if not choosing and least < 0 and work >= LONG:
            least = _least_price(state, fixed or {})
        hot, cold = _temperatures(state)
        if choosing and leg % LEGS != LEGS - 1:
            hot = max(hot, HOT_CHOICE * float(state.worth.mean()))
        anneal(state, moves, hot, cold, max(least, 0.0), state.held.copy(), chance)
        choosing = bool(state.load[-1])
    return state.held.copy()


def _legs(work: int, first: int, least: int) -> list[int]:
    """Part the moves into legs, each twice as long as the one before; where that makes fewer than `least` legs, into `least` equal ones."""
    legs, left, leg = list[int](), work, first
    while left >= 3 * leg:
        legs.append(leg)
        left -= leg
        leg *= 2
    legs.append(left)
    equal = min(least, work // SMALL_LEG)
    return legs if len(legs) >= equal else [work // equal] * equal


def _least_price(state: State, fixed: Mapping[int, int]) -> float:
    """Give what the gaps cost at least when all meetings are held, proven (`gap_bound`)."""
    if not state.price[1:].any() or not state.gaps.any():
        return 0.0
    rounds, count = state.can.shape[1], len(state.there)
    may, must = np.zeros((count, rounds), np.bool_), np.zeros((count, rounds), np.bool_)
    for person in (state.one, state.other):
        np.logical_or.at(may, person, state.can)
        for pair, round_ in fixed.items():
            must[person[pair], round_] = may[person[pair], round_] = True
    there = (state.there[:, None] >> np.arange(rounds)) & 1 > 0
    meetings = np.bincount(np.concatenate([state.one, state.other]), minlength=count)
    people = [Person(may[who], must[who], there[who], int(meetings[who])) for who in np.flatnonzero(meetings)]
    return least_gaps(people, np.maximum(state.places, state.load)[:-1]) * float(state.price[1])


def idle_gaps(busy: NDArray[np.bool_], present: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Count the idle gaps of each person: runs of rounds present without a meeting, between two meetings. Both arrays are rounds x people."""
    before = np.maximum.accumulate(busy, axis=0)
    after = np.maximum.accumulate(busy[::-1], axis=0)[::-1]
    idle = present & ~busy & before & after
    first = idle.copy()
    first[1:] &= ~idle[:-1]
    gaps: NDArray[np.int64] = first.sum(axis=0)
    return gaps


def _state(
    count: int,
    pairs: NDArray[np.int32],
    worth: NDArray[np.float64],
    present: NDArray[np.bool_],
    places: Sequence[int | None],
    prices: tuple[float, float],
    fixed: Mapping[int, int],
    taken: NDArray[np.bool_] | None,
    allowed: NDArray[np.bool_] | None,
    useful: tuple[float, ...],
    asker: NDArray[np.int32] | None,
    met: NDArray[np.int32] | None,
) -> State:
    """Build the state in which only the pinned pairs are held."""
    rounds, many = len(present), len(pairs)
    one, other = np.ascontiguousarray(pairs.reshape(-1, 2).T, np.int32)
    pinned = np.zeros(many, np.bool_)
    pinned[list(fixed)] = True
    closed = np.zeros((rounds, count), np.bool_) if taken is None else taken.copy()
    for pair, round_ in fixed.items():
        closed[round_, pairs[pair]] = True
    free = present & ~closed
    can = (free[:, one] & free[:, other]).T & ~pinned[:, None]
    askers = np.full((many, 2), NOBODY, np.int32)
    if asker is not None:
        askers[:, : asker.size // many] = asker.reshape(many, -1)
    idle_gap, idle_again = prices
    so_many = np.arange(rounds // 2 + 2, dtype=np.float64)
    bits = np.int64(1) << np.arange(rounds, dtype=np.int64)
    roster = np.zeros((rounds + 1, many), np.int32)
    roster[-1, :many] = np.arange(many)
    state = State(
        one=one,
        other=other,
        worth=np.ascontiguousarray(worth, np.float64),
        asker=askers,
        steps=np.array([*useful, 0.0]),
        can=np.ascontiguousarray(can if allowed is None else can & allowed),
        pinned=pinned,
        there=bits @ present,
        busy=np.zeros(count, np.int64),
        counted=np.zeros(count, np.int64),
        price=idle_gap * so_many + max(idle_again, EVEN * idle_gap) * so_many * (so_many - 1) / 2,
        wait=WAIT * idle_gap,
        at=np.full((count, rounds), FREE, np.int32),
        held=np.full(many, NOT_HELD, np.int32),
        gaps=np.zeros(count, np.int64),
        waits=np.zeros(count, np.int64),
        have=np.zeros(count, np.int64) if met is None else met.astype(np.int64),
        roster=roster,
        load=np.array([*[0] * rounds, many], np.int64),
        places=np.array([*(many if most is None else most for most in places), many], np.int64),
        spot=np.arange(many, dtype=np.int32),
        move=np.zeros(many + 1, np.int32),
        goal=np.zeros(many + 1, np.int32),
        mark=np.zeros(many + 1, np.bool_),
        extra=np.zeros(rounds + 1, np.int64),
        ends=np.zeros(2 * TRIES + 2, np.int64),
    )
    if fixed:
        pin(state, np.array(list(fixed)), np.array(list(fixed.values())))
    return state


def _choice(state: State, useful: tuple[float, ...]) -> NDArray[np.int64]:
    """Give the pairs in the order in which they should find a round: those of the best b-matching first, the most constrained of them at the start."""
    ways = state.can.sum(axis=1)
    order = np.flatnonzero(ways)
    one, other = state.one[order], state.other[order]
    room = state.places[:-1] - state.load[:-1]
    most = np.zeros((len(state.there), state.can.shape[1]), np.bool_)
    for person in (one, other):
        np.logical_or.at(most, person, state.can[order])
    asked = np.bincount(np.concatenate([one, other]), minlength=len(most))
    share = np.ones(len(order))
    if (asked > most.sum(axis=1)).any() or len(order) > room.sum():
        question = relaxation.Relaxed(
            one,
            other,
            state.worth[order],
            most.sum(axis=1),
            (state.asker[order] == one[:, None]).any(axis=1),
            (state.asker[order] == other[:, None]).any(axis=1),
            useful,
            most_pairs=float(room.sum()),
        )
        share = relaxation.solve(question, cuts=5).share
    return order[np.lexsort((-state.worth[order], ways[order], -share.round(3)))]


def _temperatures(state: State) -> tuple[float, float]:
    """Give the first and the last temperature: in idle gaps, or in shares of a meeting where gaps are free."""
    unit = float(state.price[1]) or 0.2 * float(state.worth.mean()) or 1.0
    return HOT * unit, COLD * unit
