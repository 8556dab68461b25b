"""A problem as arrays: what the engine computes on. Attendees are places in `Problem.attendees`, rounds count from 0 here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import Pair
from keywho.core.problem import Problem
from keywho.core.rounds import RoundKind

FORBIDDEN = -1e7
"""What meeting a forbidden pair would be worth: so little that no search ever buys it."""

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Groups = list[list[int]]
"""The meetings of one round, as lists of attendees' places; whoever is in none has a bye or is absent."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse square matrix by rows: row i has the columns `indices[indptr[i]:indptr[i+1]]`, sorted, with their values."""

    indptr: NDArray[np.int64]
    indices: Ints
    values: Floats

    @classmethod
    def of(cls, count: int, rows: NDArray[np.integer], columns: NDArray[np.integer], values: NDArray[np.floating]) -> "Sparse":
        """Build it from triples; values of the same place are added up."""
        keys = rows.astype(np.int64) * max(count, 1) + columns
        distinct, inverse = np.unique(keys, return_inverse=True)
        sums = np.zeros(len(distinct), np.float64)
        np.add.at(sums, inverse, values)
        indptr = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(distinct // max(count, 1), minlength=count), out=indptr[1:])
        return cls(indptr, (distinct % max(count, 1)).astype(np.int32), sums)

    def rows(self) -> Ints:
        """Give the row of each entry."""
        return np.repeat(np.arange(len(self.indptr) - 1, dtype=np.int32), np.diff(self.indptr))

    def at(self, rows: NDArray[np.integer], columns: NDArray[np.integer], default: float) -> Floats:
        """Look up entries; `default` where there is none."""
        count = len(self.indptr) - 1
        keys = self.rows().astype(np.int64) * count + self.indices
        wanted = rows.astype(np.int64) * count + columns
        found = np.searchsorted(keys, wanted)
        hit = found < len(keys)
        hit[hit] = keys[found[hit]] == wanted[hit]
        values = np.full(len(wanted), default)
        values[hit] = self.values[found[hit]]
        return values


@dataclass(frozen=True, slots=True)
class Instance:
    """A problem as arrays.

    Attributes
    ----------
    first : symmetric; what the first meeting of a pair is worth: benefit of both directions (see `pair_worth`) and must-meet price, a repeat's price for the acquainted,
        `FORBIDDEN` for forbidden pairs. Pairs that are not in it are worth `anyone`.
    useful : directed; 1 where the column's attendee is useful to the row's (an entry above 0, not acquainted).
    benefit : symmetric; benefit of both directions of pairs that are not acquainted, without `anyone`: what the bound is made of.
    gains : `useful_sum[m]` is what m useful meetings of one person are worth together; the last entry holds for all larger m.
    present : rounds x attendees.
    forbidden : pairs who never meet; the parted among them may have met in a round that is over, but no search brings them together again.
    parted : pairs who only have to stay apart from some round on.
    """

    problem: Problem
    count: int
    first: Sparse
    useful: Sparse
    benefit: Sparse
    anyone: float
    repeat: float
    useful_sum: Floats
    present: NDArray[np.bool_]
    must_meet: frozenset[tuple[int, int]]
    forbidden: frozenset[tuple[int, int]]
    acquainted: frozenset[tuple[int, int]]
    parted: frozenset[tuple[int, int]] = frozenset()

    @property
    def is_flat(self) -> bool:
        """Say whether no two people are worth more to each other than any other two."""
        return len(self.first.indices) == 0


def compile_problem(problem: Problem) -> Instance:
    """Turn a problem into arrays."""
    count = len(problem.attendees)
    weights = problem.weights
    directed = _directed(problem)
    anyone = 2 * problem.benefit.anyone
    must_meet, never, acquainted = (_places(problem, pairs) for pairs in (problem.wishes.must_meet, problem.forbidden, problem.wishes.acquainted))
    parted = _places(problem, problem.wishes.parted) - never
    forbidden = never | parted
    known = both_ways(acquainted)
    new_to_each_other = absent_from(count, known, directed.rows(), directed.indices) & (directed.values > 0)
    rows, columns = directed.rows()[new_to_each_other], directed.indices[new_to_each_other]
    benefit = _pair_worth(problem, rows, columns, directed.values[new_to_each_other])
    first = _first_meetings(count, benefit, anyone, weights.repeat, weights.must_meet, must_meet, forbidden, acquainted)
    return Instance(
        problem,
        count,
        first,
        Sparse.of(count, rows, columns, np.ones(len(rows))),
        benefit,
        anyone,
        weights.repeat,
        np.concatenate([[0.0], np.cumsum(weights.useful)]),
        presence(problem),
        must_meet,
        forbidden,
        acquainted,
        parted,
    )


def _directed(problem: Problem) -> Sparse:
    """Give b[a, b], requests included."""
    seeker, sought, points = problem.benefit.seeker, problem.benefit.sought, problem.benefit.points
    if problem.wishes.requests:
        asked = np.array([(problem.index[a], problem.index[b]) for a, b in sorted(set(problem.wishes.requests))], np.int32)
        seeker, sought = np.concatenate([seeker, asked[:, 0]]), np.concatenate([sought, asked[:, 1]])
        points = np.concatenate([points, np.full(len(asked), problem.weights.request)])
    return Sparse.of(len(problem.attendees), seeker, sought, points)


def _pair_worth(problem: Problem, rows: Ints, columns: Ints, values: Floats) -> Sparse:
    """Put both directions of each pair together: their sum, a share of which counts only as far as both gain alike.

    What a request adds is counted in full, whether or not the other asked too.
    """
    count, share = len(problem.attendees), problem.weights.both_ways
    if share:
        entries = Sparse.of(count, problem.benefit.seeker, problem.benefit.sought, problem.benefit.points)
        forth, back = entries.at(rows, columns, 0.0), entries.at(columns, rows, 0.0)
        values = values - share * (forth - np.minimum(forth, back))
    return Sparse.of(count, np.concatenate([rows, columns]), np.concatenate([columns, rows]), np.concatenate([values, values]))


def presence(problem: Problem) -> NDArray[np.bool_]:
    """Say who is there in which round: rounds x attendees."""
    present = np.ones((len(problem.rounds), len(problem.attendees)), np.bool_)
    for who, rounds in problem.wishes.absent.items():
        present[[no - 1 for no in rounds if 1 <= no <= len(problem.rounds)], problem.index[who]] = False
    present[[no - 1 for no in problem.wishes.dropped]] = False
    return present


def _first_meetings(
    count: int,
    benefit: Sparse,
    anyone: float,
    repeat: float,
    must_price: float,
    must_meet: frozenset[tuple[int, int]],
    forbidden: frozenset[tuple[int, int]],
    acquainted: frozenset[tuple[int, int]],
) -> Sparse:
    worth = dict.fromkeys(acquainted, -repeat)
    for pair in must_meet:
        if pair in worth:
            worth[pair] += must_price
    special = dict.fromkeys(must_meet - acquainted, must_price)
    rows, columns, values = benefit.rows(), benefit.indices, benefit.values + anyone
    extra = both_ways(frozenset(special))
    in_benefit = ~absent_from(count, np.stack([rows, columns], 1), extra[:, 0], extra[:, 1])
    must = np.array([special[min(i, j), max(i, j)] for i, j in extra.tolist()]) + np.where(in_benefit, 0.0, anyone)
    known = both_ways(acquainted)
    acquainted_worth = np.array([worth[min(i, j), max(i, j)] for i, j in known.tolist()])
    never = both_ways(forbidden)
    return Sparse.of(
        count,
        np.concatenate([rows, extra[:, 0], known[:, 0], never[:, 0]]),
        np.concatenate([columns, extra[:, 1], known[:, 1], never[:, 1]]),
        np.concatenate([values, must, acquainted_worth, np.full(len(never), FORBIDDEN)]),
    )


def _places(problem: Problem, pairs: Iterable[Pair]) -> frozenset[tuple[int, int]]:
    found = ((problem.index[one], problem.index[other]) for one, other in pairs)
    return frozenset((min(i, j), max(i, j)) for i, j in found)


def both_ways(pairs: frozenset[tuple[int, int]]) -> Ints:
    """Give pairs of places as an array, each in both orders."""
    listed = np.array(sorted(pairs), np.int32).reshape(-1, 2)
    return np.concatenate([listed, listed[:, ::-1]])


def absent_from(count: int, pairs: NDArray[np.integer], rows: NDArray[np.integer], columns: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say which places of a matrix are not among some pairs."""
    keys = pairs[:, 0].astype(np.int64) * count + pairs[:, 1]
    return ~np.isin(rows.astype(np.int64) * count + columns, keys)


def pairs_of(groups: Sequence[Sequence[int]]) -> Ints:
    """Give each two who meet in some groups, as an array of (smaller, larger) place."""
    by_size: dict[int, list[Sequence[int]]] = {}
    for group in groups:
        by_size.setdefault(len(group), []).append(group)
    found = [np.zeros((0, 2), np.int32)]
    for size, members in by_size.items():
        people = np.sort(np.array(members, np.int32).reshape(len(members), size), axis=1)
        upper = np.triu_indices(size, 1)
        found.append(np.stack([people[:, upper[0]].ravel(), people[:, upper[1]].ravel()], 1))
    return np.concatenate(found)


def is_pair_round(kind: RoundKind) -> bool:
    """Say whether a round is planned by matching: neighbour or nearby."""
    return kind in (RoundKind.NEIGHBOUR, RoundKind.NEARBY)
