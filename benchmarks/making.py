"""Evenings made by chance, equal in kind to those of the benchmark files, of any size and seed.

sparse   everyone picks 10 others, worth 1 to 10 (mean degree 20).
fill     as sparse, 100 points for any meeting at all, and 6 worthless fillers each: nobody sits out.
hub      as fill, but a tenth of the people receive 70 % of the picks (employers in a room of job seekers).
dense    every pair is worth 1 to 100.
topics   12 topics; a pair is worth what one wants and the other offers, both ways.
"""

from dataclasses import replace

import numpy as np
from instances import benefit_of, people

from keywho.core.ids import RoundNo
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.core.wishes import Wishes

PICKS, FILLERS, BONUS = 10, 6, 100
PLAIN = Weights(useful=())


def pair_evening(kind: str, count: int, seed: int, rounds: int = 8) -> Problem:
    """Make weighted pair rounds: the plain sum of worths, no room."""
    return Problem(people(count), (Round.nearby(None),) * rounds, benefit=benefit_of(edges(kind, count, seed)), weights=PLAIN)


def table_evening(kind: str, count: int, seed: int, *, size: int = 8, rounds: int = 6, repeat: float = 10.0) -> Problem:
    """Make weighted table rounds: the plain sum of worths, no room."""
    return Problem(people(count), (Round.table(size),) * rounds, benefit=benefit_of(edges(kind, count, seed)), weights=replace(PLAIN, repeat=repeat))


def with_absences(problem: Problem, share: float, seed: int) -> Problem:
    """Let so large a share of all person-rounds be absences, drawn by chance."""
    away = np.random.default_rng([len(problem.attendees), seed]).random((len(problem.attendees), len(problem.rounds))) < share
    absent = {
        attendee.id: frozenset(RoundNo(int(no) + 1) for no in np.flatnonzero(row)) for attendee, row in zip(problem.attendees, away, strict=True) if row.any()
    }
    return replace(problem, wishes=Wishes(absent=absent))


def edges(kind: str, count: int, seed: int) -> np.ndarray:
    """Give rows of (one, other, worth), each pair once."""
    chance = np.random.default_rng([count, seed, len(kind)])
    if kind == "dense":
        one, other = np.triu_indices(count, 1)
        return np.stack([one, other, chance.integers(1, 101, len(one))], axis=1)
    if kind == "topics":
        wants, offers = ((chance.random((count, 12)) < 0.12) * chance.integers(1, 6, (count, 12)) for _ in range(2))
        worth = np.triu(wants @ offers.T + offers @ wants.T, 1)
        one, other = np.nonzero(worth)
        return np.stack([one, other, worth[one, other]], axis=1)
    bonus = BONUS if kind in ("fill", "hub") else 0
    picked = _picks(chance, count, PICKS, max(1, count // 10) if kind == "hub" else 0, np.zeros(0, np.int64))
    worth = bonus + chance.integers(1, 11, len(picked))
    if bonus:
        fillers = _picks(chance, count, FILLERS, 0, picked)
        picked, worth = np.concatenate([picked, fillers]), np.concatenate([worth, np.full(len(fillers), bonus)])
    order = np.argsort(picked)
    return np.stack([picked[order] // count, picked[order] % count, worth[order]], axis=1)


def _picks(chance: np.random.Generator, count: int, each: int, hubs: int, taken: np.ndarray) -> np.ndarray:
    """Let everybody pick `each` others, no pair twice; pairs are numbers, smaller place times count plus the larger."""
    found = np.zeros(0, np.int64)
    lacks = np.full(count, each)
    for _ in range(50):
        who = np.repeat(np.arange(count), lacks)
        whom = chance.integers(0, count, len(who))
        if hubs:
            whom = np.where(chance.random(len(who)) < 0.7, chance.integers(0, hubs, len(who)), whom)
        keys = np.minimum(who, whom) * count + np.maximum(who, whom)
        good = (who != whom) & ~np.isin(keys, found) & ~np.isin(keys, taken)
        keys, first = np.unique(keys[good], return_index=True)
        found = np.concatenate([found, keys])
        lacks = lacks - np.bincount(who[good][first], minlength=count)
        if not lacks.any():
            break
    return found
