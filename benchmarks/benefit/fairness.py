"""Whether the benefit serves people equally: the same needs, written in different ways; how attention is spread; whether how long somebody has searched matters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np
from cases import Case
from numpy.typing import NDArray

from benefit import scoring
from benefit.synthetic import WAYS, SyntheticRoom, synthetic_room
from benefit.titles import Figures
from keywho.adapters.sentence_model import embedding as embedding_tier
from keywho.benefit.knobs import Knobs, Sharing
from keywho.benefit.likeness import Reader
from keywho.benefit.matrix import benefit_from_profiles
from keywho.core.benefit import Benefit
from keywho.core.people import Seniority

PEOPLE = 1_000
BEST = 5


@dataclass(frozen=True, slots=True)
class Served:
    """Of each person: whether somebody is useful to them for a strong reason, the mean points of their five best, the share of those five who are right,

    how often they are among the five best of others.
    """

    has_reason: NDArray[np.bool_]
    points: NDArray[np.float64]
    right: NDArray[np.float64]
    sought: NDArray[np.int64]


def served(benefit: Benefit, room: SyntheticRoom) -> Served:
    """Say how each person of a room is served; right are those who have the occupation that they seek."""
    people = len(room.attendees)
    points = np.zeros((people, people))
    points[benefit.seeker, benefit.sought] = benefit.points
    has_reason = np.zeros(people, bool)
    has_reason[[seeker for seeker, _ in benefit.reasons]] = True
    chance = np.random.default_rng(0).random(points.shape)
    best = np.lexsort((chance, -points), axis=1)[:, :BEST]  # among equals by chance, as nothing else puts them in order
    gained = np.take_along_axis(points, best, axis=1)
    is_right = (np.array(room.own)[best] == np.array(room.sought)[:, None]) & (gained > 0)
    return Served(has_reason, gained.mean(axis=1), is_right.mean(axis=1), np.bincount(best[gained > 0], minlength=people))


def groups_of(room: SyntheticRoom) -> Mapping[str, NDArray[np.bool_]]:
    """Give groups of people: by the way they write, whether they change their career, how far they are, how long they have searched."""
    own, sought, ways = np.array(room.own), np.array(room.sought), np.array(room.ways)
    told = ~np.isin(ways, ("“I don't know yet”", "nothing"))
    months = np.array([-1 if one.profile.months_searching is None else one.profile.months_searching for one in room.attendees])
    found = {f"writes: {way.name}": ways == way.name for way in WAYS}
    found |= {"changes career": told & (own != sought), "stays in the trade": told & (own == sought)}
    for level in (Seniority.STARTING, Seniority.LONG, Seniority.LEADING):
        found[level.value] = told & np.array([one.profile.seniority is level for one in room.attendees])
    found |= {"searches up to 3 months": told & (months >= 0) & (months <= 3), "6 months": told & (months == 6), "12 months and more": told & (months >= 12)}
    return found | {"did not say how long": told & (months < 0)}


@lru_cache(maxsize=4)
def _measured(sharing: Sharing, embedding: bool) -> tuple[SyntheticRoom, Served]:
    room = synthetic_room(PEOPLE)
    benefit = benefit_from_profiles(room.attendees, reader=Reader(embed=embedding_tier() if embedding else None), knobs=Knobs(sharing=sharing))
    return room, served(benefit, room)


def by_group() -> str:
    """Give a table of how each group is served, as Markdown."""
    room, found = _measured(Knobs().sharing, False)
    rows = [("", "people", "with a strong reason", "points of the five best", "right of the five best", "is among the five best of others", "Gini within")]
    for name, members in {"all": np.ones(PEOPLE, bool), **groups_of(room)}.items():
        if members.any():
            rows.append(
                (
                    name,
                    str(int(members.sum())),
                    f"{found.has_reason[members].mean():.0%}",
                    f"{found.points[members].mean():.1f}",
                    f"{found.right[members].mean():.2f}",
                    f"{found.sought[members].mean():.1f}",
                    f"{scoring.gini(found.sought[members].tolist()):.2f}",
                )
            )
    return _table(rows)


def exposure() -> str:
    """Give a table of how evenly attention is spread, by the knob, and what it costs, as Markdown."""
    rows = [("sharing", "Gini of being sought", "most sought by", "sought by nobody", "right of the five best", "points of the five best")]
    for sharing in Sharing:
        _, found = _measured(sharing, False)
        nobody = float((found.sought == 0).mean())
        rows.append(
            (
                sharing.value,
                f"{scoring.gini(found.sought.tolist()):.3f}",
                str(found.sought.max()),
                f"{nobody:.1%}",
                f"{found.right.mean():.3f}",
                f"{found.points.mean():.2f}",
            )
        )
    return _table(rows)


def months_of_searching() -> str:
    """Say how much the benefit changes when all say that they have searched for the same time: only companions are brought together by it, a little."""
    room = synthetic_room(PEOPLE)
    untold = tuple(replace(one, profile=replace(one.profile, months_searching=None)) for one in room.attendees)
    _, told = _measured(Knobs().sharing, False)
    without = served(benefit_from_profiles(untold), room)
    return (
        f"Where nobody says how long they have searched, the points of a person's five best change by {np.abs(told.points - without.points).mean():.2f} on average "
        f"(at most {np.abs(told.points - without.points).max():.2f}); {without.has_reason.mean():.1%} have a strong reason, with months {told.has_reason.mean():.1%}."
    )


def printed(*tables: Callable[[], str]) -> Figures:
    """Give tables as run.py takes them."""
    return {"program": "\n\n".join(table() for table in tables)}


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


CASES = (Case("fairness", partial(printed, by_group, exposure, months_of_searching), 300),)
