"""What an evening teaches: the yeses and noes to those whom people met sharpen whom they meet next, within bounds.

A person's own answers say what they like: people who are like those with a yes gain, people who are like those with a no lose, for this person alone.
A yes to somebody also speaks for them to others who look for the same; a no never speaks to anybody else, so nobody is sought less
because somebody said no. Nothing is kept: all of it is found anew from the answers of the evening, and no reason is ever made of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from keywho.benefit.knobs import Learning
from keywho.benefit.likeness import Reader
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Profile

Answers = Mapping[tuple[AttendeeId, AttendeeId], bool]
"""Keep in touch or not, by (who answered, about whom). Whoever has not answered is not in it."""

Rows = NDArray[np.float32]

MOST_POINTS = 10.0
DOUBT = 1.0
"""So many likenesses are added to those on which a lesson rests: one answer alone teaches half of what many teach."""

PRIOR_ANSWERS = 2.0
"""So many answers with the room's share of yeses are added to each person's own: who says yes to all, or no, has told little."""

CHANCE_LIKENESS = 0.35
"""Rows that are no more alike than this are alike by chance; without it everybody would be a little like everybody, and who is liked by many would be sought by all."""

BOLDNESS = 2.0
FIRM = 0.5
MOST_NEW = 3
"""So many entries at most begin for each person, and only where the lesson is firm."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far an evening may change an entry: by a share of its points, and by so many points more where a yes speaks for it; a new entry has no more than these."""

    share: float
    most_added: float


LIMITS: Mapping[Learning, Limits] = {
    Learning.OFF: Limits(0.0, 0.0),
    Learning.A_LITTLE: Limits(0.2, 1.0),
    Learning.MORE: Limits(0.5, 2.0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Tastes:
    """What people are and offer, and what they look for, as rows of length one (or 0, where nothing is known), in the order of the list."""

    held: Rows
    sought: Rows

    @classmethod
    def of(cls, attendees: Sequence[Attendee], reader: Reader) -> "Tastes":
        """Read the profiles."""
        return cls(
            reader.read([_held(one.profile) for one in attendees]).meanings.astype(np.float32),
            reader.read([one.profile.seeks for one in attendees]).meanings.astype(np.float32),
        )


def sharpened(benefit: Benefit, people: Sequence[AttendeeId], tastes: Tastes, answers: Answers, learning: Learning) -> Benefit:
    """Give the benefit as the evening has taught it.

    Each entry keeps between 1 − share and 1 + share of its points, plus `most_added` at most (see `LIMITS`), within 10 points in all. Where two have
    no entry and the lesson is firm, one begins, with `most_added` at most. None ends, and the reasons are those of the profiles.
    """
    limits, place = LIMITS[learning], {who: at for at, who in enumerate(people)}
    known = {(place[who], place[about]): wanted for (who, about), wanted in answers.items() if who in place and about in place and who != about}
    if not limits.share or not known:
        return benefit
    lessons = _Lessons(tastes, known)
    entries_of = _places_by(benefit.seeker)
    points = benefit.points.astype(np.float64)
    begun: list[tuple[int, int, float]] = []
    for seeker in range(len(people)):
        lesson = lessons.of(seeker)
        entries = entries_of.get(seeker, np.zeros(0, np.int64))
        sought, before = benefit.sought[entries], benefit.points[entries]
        after = before * (1.0 + limits.share * lesson[sought]) + limits.most_added * np.maximum(lesson[sought], 0.0)
        points[entries] = np.where(before > 0, np.round(np.minimum(after, np.maximum(before, MOST_POINTS)), 2), before)
        lesson[sought] = lesson[seeker] = 0.0
        firm = np.flatnonzero(lesson >= FIRM)
        for other in firm[np.argsort(-lesson[firm], kind="stable")][:MOST_NEW].tolist():
            begun.append((seeker, other, round(limits.most_added * float(lesson[other]), 2)))
    return replace(
        benefit,
        seeker=np.concatenate([benefit.seeker, np.array([one for one, _, _ in begun], np.int32)]),
        sought=np.concatenate([benefit.sought, np.array([other for _, other, _ in begun], np.int32)]),
        points=np.concatenate([points, np.array([worth for _, _, worth in begun], np.float64)]),
    )


def limits_in_words(learning: Learning) -> str:
    """Say to the organizer how far an evening may change what people wrote."""
    limits = LIMITS[learning]
    if not limits.share:
        return "What people answer this evening changes nothing."
    share = {0.2: "a fifth", 0.5: "half"}[limits.share]
    added = "a tenth" if limits.most_added == 1.0 else "a fifth"
    return (
        f"How useful somebody seems to be changes by {share} at most, and by {added} of a perfect fit more where a yes speaks for them; "
        f"somebody in whom the profiles see no use begins with {added} at most. "
        "A no counts only for the person who said it. Nobody is shown an answer, and nothing is kept for another evening."
    )


class _Lessons:
    """What the answers say to each person about everybody: -1 to 1, 0 where they say nothing."""

    def __init__(self, tastes: Tastes, known: Mapping[tuple[int, int], bool]) -> None:
        self._tastes = tastes
        self._usual = sum(known.values()) / len(known)
        self._of: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        for (who, about), wanted in sorted(known.items()):
            self._of[who].append((about, wanted))
        yeses = np.array([pair for pair, wanted in sorted(known.items()) if wanted], np.int64).reshape(-1, 2)
        self._likers, at = np.unique(yeses[:, 0], return_inverse=True)
        self._sought_by_likers = tastes.sought[self._likers]
        self._liked_by = sparse.csr_array((np.ones(len(yeses)), (yeses[:, 1], at)), shape=(len(tastes.held), len(self._likers)))

    def of(self, who: int) -> NDArray[np.float64]:
        """Put together what somebody's own answers say and what the yeses of others say to them."""
        return np.asarray(np.clip(BOLDNESS * (self._own(who) + self._of_others(who)), -1.0, 1.0), np.float64)

    def _own(self, who: int) -> NDArray[np.float64]:
        """Say how somebody's own answers speak about people who are like those they met."""
        theirs = self._of.get(who)
        if not theirs:
            return np.zeros(len(self._tastes.held))
        met, said = np.array([about for about, _ in theirs]), np.array([float(wanted) for _, wanted in theirs])
        surprise = said - (said.sum() + PRIOR_ANSWERS * self._usual) / (len(said) + PRIOR_ANSWERS)
        near = _alike(self._tastes.held @ self._tastes.held[met].T)
        return np.asarray((near @ surprise) / (near.sum(axis=1) + DOUBT))

    def _of_others(self, who: int) -> NDArray[np.float64]:
        """Say how the yeses of others who look for the same speak for people; a no of theirs says nothing."""
        near = _alike(self._sought_by_likers @ self._tastes.sought[who])
        near[self._likers == who] = 0.0
        spoken = self._liked_by @ near
        return np.asarray(spoken * (1.0 - self._usual) / (spoken + DOUBT))


def _alike(cosines: Rows) -> NDArray[np.float64]:
    """Give what is more than chance of some cosines, 0 to 1."""
    return np.asarray(np.maximum(0.0, cosines - CHANCE_LIKENESS) / (1.0 - CHANCE_LIKENESS), np.float64)


def _places_by(people: NDArray[np.int32]) -> dict[int, NDArray[np.int64]]:
    """Give the places of the entries of each person."""
    order = np.argsort(people, kind="stable")
    who, begins = np.unique(people[order], return_index=True)
    if not len(who):
        return {}
    return dict(zip(who.tolist(), np.split(order, begins[1:]), strict=True))


def _held(profile: Profile) -> str:
    return ". ".join(part for part in (profile.role, profile.offers, profile.industry) if part.strip())
