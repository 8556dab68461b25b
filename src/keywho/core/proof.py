"""Prices that prove how good any programme of an evening of pairs can be at most. Anybody can add them up; see docs/algorithms/checker.md.

People are their places in the list of attendees, pairs two places with the smaller one first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keywho.core.ids import RoundNo


@dataclass(frozen=True, slots=True)
class OddSet:
    """People S and pairs F that leave S: the pairs inside S, and those of F, are together at most half of the room of S and F, rounded down (Edmonds 1965)."""

    members: tuple[int, ...]
    leaving: tuple[tuple[int, int], ...]
    price: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """Rounds with one trio each: trios whose three people are all there in no other round with a trio are at most as many as these."""

    rounds: tuple[RoundNo, ...]
    price: float


@dataclass(frozen=True, slots=True)
class Proof:
    """Prices, in points, none below 0. Whatever they are, what they add up to is passed by no programme (weak duality; Gale, Kuhn and Tucker 1951).

    Attributes
    ----------
    person, useful : of one more meeting, of one more useful meeting of each attendee.
    meeting : of one more meeting of two, whoever they are.
    trio, free_trio : of one more trio, of one more trio beyond those that an odd number makes.
    counts_trios : whether trios of three who all gain a meeting of two are counted one by one. Whoever gains one alone then takes a whole trio, else a third.
    sides : of each pair's part in such a trio: a pair is a side of one trio at most, and only if it meets.
    """

    person: tuple[float, ...]
    useful: tuple[float, ...]
    meeting: float = 0.0
    trio: float = 0.0
    free_trio: float = 0.0
    counts_trios: bool = True
    sides: Mapping[tuple[int, int], float] = field(default_factory=dict)
    odd_sets: tuple[OddSet, ...] = ()
    crowds: tuple[Crowd, ...] = ()
