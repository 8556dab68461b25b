"""The question of the b-matching: edges with their worth, and how many of them each attendee can have."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import Floats, Ints
from keywho.planning.pairs.certificate import Certificate

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The question: edges with their worth, and how many each attendee can have.

    Attributes
    ----------
    one, other, worth : the edges.
    most : most edges of each attendee.
    useful_one, useful_other : whether the edge is useful to its first, to its second end.
    useful : extra worth of an attendee's first, second ... useful edge (not rising).
    filler : what each end of an edge that is not listed is worth; 0 where such edges bring nothing.
    most_pairs : most edges in all, fillers included; None for no such limit.
    trios : how many trios there may be at most; each gives its three people one more edge.
    most_in_trios : most trios of each attendee; None for any number.
    free_trios, trio_price : so many trios cost nothing here, each further one `trio_price`.
    trio_rounds : rounds that may have a trio x attendees: who is there; None where everybody always is.
    """

    one: Ints
    other: Ints
    worth: Floats
    most: NDArray[np.int64]
    useful_one: NDArray[np.bool_]
    useful_other: NDArray[np.bool_]
    useful: tuple[float, ...] = ()
    filler: float = 0.0
    most_pairs: float | None = None
    trios: int = 0
    free_trios: int = 0
    trio_price: float = 0.0
    most_in_trios: NDArray[np.int64] | None = None
    trio_rounds: NDArray[np.bool_] | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A solved relaxation.

    Attributes
    ----------
    points : no b-matching is worth more.
    share : how much of each edge it takes, 0 to 1.
    certificate : the prices that prove `points`; None for nobody.
    listed : places of the edges that were looked at; the prices show that no other is worth taking.
    trios : how much it takes of each trio it looked at, rows of three places in `triangles`.
    """

    points: float
    share: Floats
    certificate: Certificate | None = None
    listed: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    ends: Floats = field(default_factory=lambda: np.zeros(0))
    trios: Floats = field(default_factory=lambda: np.zeros(0))
    triangles: Ints = field(default_factory=lambda: np.zeros((0, 3), np.int32))

    @property
    def is_integral(self) -> bool:
        """Say whether it is a b-matching itself, and so an optimal one."""
        return bool(((self.share < TOLERANCE) | (self.share > 1 - TOLERANCE)).all())


def worth_of(question: Relaxed, share: Floats) -> float:
    """Give what whole edges are worth: their own worth and the useful steps; fillers and trios aside."""
    taken = share > 0.5
    steps = np.concatenate([[0.0], np.cumsum(question.useful)])
    useful = np.bincount(question.one[taken & question.useful_one], minlength=len(question.most))
    useful = useful + np.bincount(question.other[taken & question.useful_other], minlength=len(question.most))
    return float(question.worth[taken].sum() + steps[np.minimum(useful, len(steps) - 1)].sum())
