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

BOLDNESS = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How far an evening may change an entry: by a share of its points, and by so many points more where a yes speaks for it."""

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

    The entries are the same ones with the same reasons; each keeps between 1 − share and 1 + share of its points, plus `most_added` at most
    (see `LIMITS`), within 10 points in all. No entry begins and none ends: how many useful people somebody has is not learned.
    """
    lessons = taught(benefit, people, tastes, answers, learning)
    return replace(benefit, points=benefit.points + lessons) if lessons.any() else benefit


def taught(benefit: Benefit, people: Sequence[AttendeeId], tastes: Tastes, answers: Answers, learning: Learning) -> NDArray[np.float64]:
    """Give the points that each entry of a benefit gains or loses."""
    limits, place = LIMITS[learning], {who: at for at, who in enumerate(people)}
    known = {(place[who], place[about]): wanted for (who, about), wanted in answers.items() if who in place and about in place and who != about}
    points = benefit.points
    if not limits.share or not known or not len(points):
        return np.zeros(len(points))
    lesson = np.clip(BOLDNESS * (_own(benefit, tastes, known) + _of_others(benefit, tastes, known)), -1.0, 1.0)
    after = points * (1.0 + limits.share * lesson) + limits.most_added * np.maximum(lesson, 0.0) * (points > 0)
    return np.asarray(np.where(points > 0, np.round(np.minimum(after, np.maximum(points, MOST_POINTS)), 2) - points, 0.0))


def limits_in_words(learning: Learning) -> str:
    """Say to the organizer how far an evening may change what people wrote."""
    limits = LIMITS[learning]
    if not limits.share:
        return "What people answer this evening changes nothing."
    share = {0.2: "a fifth", 0.5: "half"}[limits.share]
    added = "a tenth" if limits.most_added == 1.0 else "a fifth"
    return (
        f"How useful somebody seems to be changes by {share} at most, and by {added} of a perfect fit more where a yes speaks for them. "
        "A no counts for the person who said it alone. Nobody is shown an answer, and nothing is kept for another evening."
    )


def _own(benefit: Benefit, tastes: Tastes, known: Mapping[tuple[int, int], bool]) -> NDArray[np.float64]:
    """Say for each entry how the seeker's own answers speak about people who are like the sought, -1 to 1."""
    by_seeker: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for (who, about), wanted in sorted(known.items()):
        by_seeker[who].append((about, wanted))
    usual = sum(known.values()) / len(known)
    entries_of = _places_by(benefit.seeker)
    found = np.zeros(len(benefit.points))
    for one, theirs in by_seeker.items():
        entries = entries_of.get(one)
        if entries is None:
            continue
        met, said = np.array([place for place, _ in theirs]), np.array([float(yes) for _, yes in theirs])
        surprise = said - (said.sum() + PRIOR_ANSWERS * usual) / (len(said) + PRIOR_ANSWERS)
        near = np.maximum(0.0, tastes.held[benefit.sought[entries]] @ tastes.held[met].T)
        found[entries] = (near @ surprise) / (near.sum(axis=1) + DOUBT)
    return found


def _of_others(benefit: Benefit, tastes: Tastes, known: Mapping[tuple[int, int], bool]) -> NDArray[np.float64]:
    """Say for each entry how the yeses of others who look for the same speak for the sought, 0 to 1."""
    liked_by: dict[int, list[int]] = defaultdict(list)
    for (who, about), wanted in sorted(known.items()):
        if wanted:
            liked_by[about].append(who)
    usual = sum(known.values()) / len(known)
    entries_of = _places_by(benefit.sought)
    found = np.zeros(len(benefit.points))
    for liked, by in liked_by.items():
        entries = entries_of.get(liked)
        if entries is None:
            continue
        likers, seekers = np.array(by), benefit.seeker[entries]
        near = np.maximum(0.0, tastes.sought[seekers] @ tastes.sought[likers].T)
        near[seekers[:, None] == likers[None, :]] = 0.0
        found[entries] = near.sum(axis=1) * (1.0 - usual) / (near.sum(axis=1) + DOUBT)
    return found


def _places_by(people: NDArray[np.int32]) -> dict[int, NDArray[np.int64]]:
    """Give the places of the entries of each person."""
    order = np.argsort(people, kind="stable")
    who, begins = np.unique(people[order], return_index=True)
    return dict(zip(who.tolist(), np.split(order, begins[1:]), strict=True))


def _held(profile: Profile) -> str:
    return ". ".join(part for part in (profile.role, profile.offers, profile.industry) if part.strip())
