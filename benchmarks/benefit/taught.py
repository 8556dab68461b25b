"""What the yeses of an evening are worth to its later rounds, in simulated rooms: `python -m benchmarks.benefit.taught`.

Nobody's real answers are at hand, so tastes are made up. Each person truly looks for one or two of twelve fields and has something of one or two;
what they wrote is a noisy picture of both. Whether somebody says yes depends on the truth, a little on a general liking that no profile shows, and on chance.
The noise is set so that profiles alone foretell the answers about as well as in published speed-dating choices (AUC near 0.61).
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.knobs import Learning
from keywho.benefit.learned import Tastes, sharpened
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.core.score import EVENING_WEIGHTS
from keywho.planning.check.score import score_of
from keywho.planning.engine import plan
from keywho.planning.figures import spread_of
from keywho.planning.stopping import MaxMoves

FIELDS, ENTRIES, ROUNDS, MOVES = 12, 8, 6, 4_000
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Room:
    """A made-up room: what profiles show, and how likely each says yes to each."""

    tastes: Tastes
    shown: Floats
    likely: Floats


def room(people: int, seed: int, *, noise: float = 0.8, liking: float = 0.6, strength: float = 3.0) -> Room:
    """Make a room. `noise` blurs what people wrote; `liking` is how far some are liked by all; `strength` is what the truth counts."""
    chance = np.random.default_rng(seed)
    held, sought = (_some_fields(people, chance) for _ in range(2))
    wrote_held, wrote_sought = (_unit(truth + noise * _some_fields(people, chance)) for truth in (held, sought))
    truth = strength * (sought @ held.T) + liking * chance.normal(size=people)[None, :] + 0.5 * chance.normal(size=people)[:, None]
    likely = 1.0 / (1.0 + np.exp(-(truth - 1.6)))
    return Room(Tastes(wrote_held.astype(np.float32), wrote_sought.astype(np.float32)), wrote_sought @ wrote_held.T, likely)


def _some_fields(people: int, chance: np.random.Generator) -> Floats:
    fields = np.zeros((people, FIELDS))
    for who in range(people):
        fields[who, chance.choice(FIELDS, chance.integers(1, 3), replace=False)] = 1.0
    return _unit(fields)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def benefit_of(shown: Floats, chance: np.random.Generator) -> Benefit:
    """Give the benefit that profiles show: the best entries of each, 0.5 to 10 points."""
    points = np.round(np.clip(10.0 * shown, 0.0, 10.0), 2)
    np.fill_diagonal(points, 0.0)
    points[points < 0.5] = 0.0
    best = np.argsort(-(points + 1e-6 * chance.random(points.shape)), axis=1)[:, :ENTRIES]
    seeker, sought = np.repeat(np.arange(len(points)), best.shape[1]), best.ravel()
    kept = points[seeker, sought] > 0
    return Benefit(seeker[kept].astype(np.int32), sought[kept].astype(np.int32), points[seeker, sought][kept], 1.0)


@dataclass(frozen=True)
class Evening:
    """What came of one evening: yeses and mutual yeses per meeting of the rounds after the second, AUC for those not met yet, Gini of attention."""

    yeses: float
    mutual: float
    auc: float
    gini: float


def held_evening(place: Room, learning: Learning, seed: int, *, answered: float = 1.0, wrong: float = 0.0) -> Evening:
    """Hold an evening round by round; before each round after the first its rest is planned again with what was answered."""
    chance = np.random.default_rng([seed, 7])
    count = len(place.likely)
    says_yes = chance.random(place.likely.shape) < place.likely
    heard, noisy = chance.random(place.likely.shape) < answered, chance.random(place.likely.shape) < wrong
    ids = [AttendeeId(f"p{no:04}") for no in range(count)]
    basis = benefit_of(place.shown, np.random.default_rng([seed, 8]))
    problem = Problem(tuple(Attendee(who, who) for who in ids), (Round.nearby(None),) * ROUNDS, None, basis, weights=EVENING_WEIGHTS)
    answers: dict[tuple[AttendeeId, AttendeeId], bool] = {}
    programme = Programme()
    later: list[tuple[int, int]] = []
    for no in range(1, ROUNDS + 1):
        if no == 1 or learning is not Learning.OFF:
            pinned = tuple(meeting for meeting in programme.meetings if meeting.round_no < no)
            taught = replace(problem, benefit=sharpened(basis, ids, place.tastes, answers, learning), wishes=replace(problem.wishes, pinned=pinned))
            found = plan(taught, stop=MaxMoves(MOVES), seed=seed)
            if no == 1 or found.score.points > score_of(taught, programme).points:  # as the desk does
                programme = found.programme
        for meeting in programme.by_round.get(no, ()):  # type: ignore[call-overload]
            for one, other in meeting.pairs():
                i, j = problem.index[one], problem.index[other]
                later += [(i, j)] if no > 2 else []
                for a, b in ((i, j), (j, i)):
                    if heard[a, b]:
                        answers[ids[a], ids[b]] = bool(says_yes[a, b] ^ noisy[a, b])
    final = sharpened(basis, ids, place.tastes, answers, learning)
    points, new = np.zeros((count, count)), ~np.eye(count, dtype=np.bool_)
    points[final.seeker, final.sought] = final.points
    for meeting in programme.meetings:
        for i, j in ((problem.index[one], problem.index[other]) for one, other in meeting.pairs()):
            new[i, j] = new[j, i] = False
    forth, back = (np.array([says_yes[pair] for pair in pairs]) for pairs in (later, [(j, i) for i, j in later]))
    wanted = np.bincount([j for pair in later for j in (pair[1], pair[0])], np.concatenate([forth, back]).astype(float), count)
    return Evening(float((forth.mean() + back.mean()) / 2), float((forth & back).mean()), auc(points[new], says_yes[new]), spread_of(wanted).gini)


def auc(points: Floats, yes: NDArray[np.bool_]) -> float:
    """Give the chance that a yes has more points than a no (half where they are equal)."""
    _, at, counts = np.unique(points, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[at]
    ups, downs = int(yes.sum()), int((~yes).sum())
    return float((rank[yes].sum() - ups * (ups + 1) / 2) / max(ups * downs, 1))


def main(seeds: int = 12, people: int = 60) -> None:
    """Print the table of docs/benefit.md."""
    cases: Sequence[tuple[str, dict[str, float]]] = (
        ("everybody answers", {}),
        ("two in five answer", {"answered": 0.4}),
        ("one answer in ten", {"answered": 0.1}),
        ("one answer in five is not meant", {"wrong": 0.2}),
        ("answers mean nothing", {"wrong": 0.5}),
        ("people know well what they look for", {"strength": 6.0}),
    )
    print("| case | learning | yeses | mutual yeses | AUC of those not met | Gini of yeses |\n|---|---|---:|---:|---:|---:|")
    for name, how in cases:
        rooms = [room(people, seed, strength=how.get("strength", 3.0)) for seed in range(seeds)]
        how = {part: value for part, value in how.items() if part != "strength"}
        plain = [held_evening(place, Learning.OFF, seed, **how) for seed, place in enumerate(rooms)]
        for learning in Learning:
            found = plain if learning is Learning.OFF else [held_evening(place, learning, seed, **how) for seed, place in enumerate(rooms)]
            figures = [np.array([getattr(one, part) for one in found]) for part in ("yeses", "mutual", "auc", "gini")]
            gained = np.array([one.yeses for one in found]) - np.array([one.yeses for one in plain])
            note = "" if learning is Learning.OFF else f" ({gained.mean():+.3f} ± {gained.std(ddof=1) / seeds**0.5:.3f})"
            print(f"| {name} | {learning} | {figures[0].mean():.3f}{note} | {' | '.join(f'{part.mean():.3f}' for part in figures[1:])} |", flush=True)


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:]))
