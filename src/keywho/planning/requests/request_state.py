"""Which requested meeting is in which round, and all that a move's gain needs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FREE = NOT_HELD = -1
TRIES = 3  # chains tried against a round that a move would overfill


class State(NamedTuple):
    """Which meeting is in which round, and all that a move's gain needs. The kernels change it in place.

    A round of -1 is "not held"; it is the last row of `roster`, `load` and `places`.

    Attributes
    ----------
    one, other, worth : the meetings, by pair.
    asker : pairs x 2: to whom the meeting is useful, -1 for nobody.
    steps : worth of somebody's first, second ... useful meeting; the last entry is 0.
    can : pairs x rounds: whether the meeting may be put there. Never for pinned ones.
    pinned : pairs that stay where they are.
    there, busy : people: bits of the rounds in which each is present, has a meeting.
    counted : people: the bits that `gaps` was counted from.
    price : what a person's k gaps cost together, from k = 0; convex.
    wait : price of a round of a gap, in the search only.
    at : people x rounds: the pair that meets, or FREE.
    held : round of each pair.
    gaps, waits, have : people: idle gaps, rounds in them, useful meetings.
    roster, load, places : the pairs of each round, how many, and how many there may be.
    spot : place of each pair in its round's roster.
    move, goal, mark, extra : the pairs of the move that is being tried, their new rounds, which pairs are in it, and what it
        adds to the load of each round.
    ends : who is at the two ends of each chain of the move.
    """

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    worth: NDArray[np.float64]
    asker: NDArray[np.int32]
    steps: NDArray[np.float64]
    can: NDArray[np.bool_]
    pinned: NDArray[np.bool_]
    there: NDArray[np.int64]
    busy: NDArray[np.int64]
    counted: NDArray[np.int64]
    price: NDArray[np.float64]
    wait: float
    at: NDArray[np.int32]
    held: NDArray[np.int32]
    gaps: NDArray[np.int64]
    waits: NDArray[np.int64]
    have: NDArray[np.int64]
    roster: NDArray[np.int32]
    load: NDArray[np.int64]
    places: NDArray[np.int64]
    spot: NDArray[np.int32]
    move: NDArray[np.int32]
    goal: NDArray[np.int32]
    mark: NDArray[np.bool_]
    extra: NDArray[np.int64]
    ends: NDArray[np.int64]
