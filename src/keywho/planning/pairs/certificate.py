"""What proves a bound: one price a person and a few more numbers, from which anybody can add the bound up again.

The prices are dual values of the linear programme. By weak duality (Gale, Kuhn and Tucker 1951) ANY prices that are not negative give a valid bound;
so nothing has to be believed about how they were found.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from keywho.planning.instance import Floats, Ints


@dataclass(frozen=True, slots=True)
class Blossom:
    """People S and edges F that leave S: the edges inside S, and F, are together at most half of (room of S + F), rounded down.

    Attributes
    ----------
    members : places of S, sorted.
    leaving : rows of two places, smaller first: F.
    price : dual value, not negative.
    """

    members: Ints
    leaving: Ints
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """Trios that can sit in no other rounds than these, each of which may have one: together they are at most as many as the rounds.

    Attributes
    ----------
    trios : places of those trios among the triangles.
    rounds : how many rounds.
    price : dual value, not negative.
    """

    trios: NDArray[np.int64]
    rounds: int
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class Certificate:
    """Prices, in points, none of them negative.

    Attributes
    ----------
    person : of one more meeting of each attendee.
    useful : of one more useful meeting of each attendee.
    meeting : of one more meeting in all.
    trio, free_trio : of one more trio, of one more trio that costs nothing.
    lone_end : how many of the three ends that a trio adds one person takes up who is alone in gaining one: three, or one where trios were not looked into.
    sides, side_price : for each trio in which everybody gains an edge, its three edges (places in the question), and what it pays for each
        of them: an edge serves one trio at most, and only if it is taken. The same price wherever an edge is a side.
    blossoms : the odd sets.
    crowds : trios that want the same few rounds.
    """

    person: Floats
    useful: Floats
    meeting: float = 0.0
    trio: float = 0.0
    free_trio: float = 0.0
    lone_end: float = 3.0
    sides: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 3), np.int64))
    side_price: Floats = field(default_factory=lambda: np.zeros((0, 3)))
    blossoms: tuple[Blossom, ...] = field(default=())
    crowds: tuple[Crowd, ...] = field(default=())


def blossom_price(blossoms: tuple[Blossom, ...], one: NDArray[np.integer], other: NDArray[np.integer], count: int) -> Floats:
    """Give what the odd sets add to the price of each edge."""
    added = np.zeros(len(one))
    for blossom in blossoms:
        added += blossom.price * covers(blossom, one, other, count)
    return added


def covers(blossom: Blossom, one: NDArray[np.integer], other: NDArray[np.integer], count: int) -> NDArray[np.bool_]:
    """Say which edges an odd set counts: those inside it, and those listed as leaving it."""
    inside = np.zeros(count, np.bool_)
    inside[blossom.members] = True
    counted: NDArray[np.bool_] = inside[one] & inside[other]
    if len(blossom.leaving):
        inside[blossom.leaving.ravel()] = True
        near = np.flatnonzero(inside[one] & inside[other])
        keys = np.minimum(one[near], other[near]).astype(np.int64) * count + np.maximum(one[near], other[near])
        counted[near] |= np.isin(keys, blossom.leaving[:, 0].astype(np.int64) * count + blossom.leaving[:, 1])
    return counted


def members_price(blossoms: tuple[Blossom, ...], count: int) -> Floats:
    """Give what the odd sets add to the worth of one more end of each attendee."""
    added = np.zeros(count)
    for blossom in blossoms:
        added[blossom.members] += blossom.price
    return added


def blossom_room(blossom: Blossom, most: NDArray[np.int64]) -> int:
    """Give how many edges an odd set takes at most."""
    return int(most[blossom.members].sum() + len(blossom.leaving)) // 2
