"""Read the benchmark instances (see ../shared/bench/README.md) as problems."""

import gzip
from pathlib import Path

import numpy as np

from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights

FOLDER = Path(__file__).parents[2] / "shared" / "bench" / "instances"


def people(count: int) -> tuple[Attendee, ...]:
    """Give so many attendees without a profile."""
    return tuple(Attendee(AttendeeId(f"a{no}"), f"Attendee {no}") for no in range(1, count + 1))


def pairs(path: Path, rounds: int = 8) -> Problem:
    """Read weighted pair rounds: the plain sum of worths, no room."""
    (count, _), edges = _read(path)
    return Problem(people(count), (Round.nearby(None),) * rounds, benefit=benefit_of(edges), weights=Weights(useful=()))


def tables(path: Path) -> Problem:
    """Read weighted table rounds: the plain sum of worths, the file's price of a repeat, no room."""
    (count, size, rounds, price, _), edges = _read(path)
    return Problem(people(count), (Round.table(size),) * rounds, benefit=benefit_of(edges), weights=Weights(useful=(), repeat=price))


def golfers(groups: int, size: int, rounds: int) -> Problem:
    """Give the social golfer problem: any new pair is worth 1 point, a repeat costs 10."""
    return Problem(people(groups * size), (Round.table(size),) * rounds, benefit=Benefit.uniform(0.5), weights=Weights(useful=(), repeat=10.0))


def grouping(path: Path) -> Problem:
    """Read an instance of maximally diverse grouping (MDGPLIB) as one table round: every two at a table are worth their distance, all tables alike."""
    distances, groups = distances_of(path)
    one, other = np.triu_indices(len(distances), 1)
    worth = np.stack([one, other, distances[one, other]], 1)
    return Problem(people(len(distances)), (Round.table(len(distances) // groups),), benefit=benefit_of(worth), weights=Weights(useful=()))


def distances_of(path: Path) -> tuple[np.ndarray, int]:
    """Read the distances of such an instance, people x people, and the number of groups.

    The head is `N K ss lower upper ...`; in these files all groups have N / K members.
    """
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        count, groups, _, *limits = next(lines).split()
        if set(limits) != {str(int(count) // int(groups))}:
            raise SystemExit(f"{path.name}: groups of different sizes are not read.")
        one, other, distance = np.loadtxt(lines, ndmin=2).T
    distances = np.zeros((int(count), int(count)))
    distances[one.astype(int), other.astype(int)] = distances[other.astype(int), one.astype(int)] = distance
    return distances, int(groups)


def _read(path: Path) -> tuple[list[int], np.ndarray]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        head = [int(word) for word in next(lines).split()]
        return head, np.loadtxt(lines, dtype=np.int64, ndmin=2)


def benefit_of(edges: np.ndarray) -> Benefit:
    """Give the worth of pairs, rows of (one, other, worth), as a benefit of the first."""
    return Benefit(edges[:, 0].astype(np.int32), edges[:, 1].astype(np.int32), edges[:, 2].astype(np.float64))
