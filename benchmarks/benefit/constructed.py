"""A room of 1,000 in which it is known who is right for whom, because both write of the same occupation with different titles."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benefit import rankers, scoring, truth
from benefit.titles import Figures
from keywho.benefit.matrix import benefit_from_profiles
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Profile

OCCUPATIONS, OF_EACH = 100, 10
ALL_UNKNOWN = "all unknown"
BARE = ("{}",)
SEEKING = (
    "I'd love to talk to somebody who works as {}",
    "Looking for an introduction to {}, or anyone close to that",
    "Trying to get my foot in the door as {}",
    "Hoping to meet {} and hear what the job is really like",
    "I want to become {}, who can tell me how?",
)
OFFERING = (
    "15 years as {}, happy to share what I know",
    "I work as {} and can look over a CV",
    "Was {} until the spring, open to questions over a coffee",
    "{} in a mid-sized company, glad to give advice",
    "My day job: {}. I can show people around",
)
SEEKING_GERMAN = (
    "Ich würde gern mit jemandem sprechen, der als {} arbeitet",
    "Suche Kontakt zu {} oder etwas Ähnlichem",
    "Ich möchte den Einstieg als {} schaffen",
    "Wer kann mir erzählen, wie der Alltag als {} wirklich ist?",
    "Auf der Suche nach einer Stelle als {}",
)


@dataclass(frozen=True, slots=True)
class ConstructedRoom:
    """What each person seeks and offers, and the occupation of each."""

    seeks: tuple[str, ...]
    offers: tuple[str, ...]
    sought: tuple[int, ...]
    offered: tuple[int, ...]
    unseen: tuple[bool, ...]
    """Of whom the wish is written with a title that the vocabulary was not told."""

    def right(self) -> scoring.Marks:
        """Mark who is right for whom."""
        return np.array(self.sought)[:, None] == np.array(self.offered)[None, :]

    def attendees(self) -> list[Attendee]:
        """Give the people as the product takes them."""
        return [
            Attendee(AttendeeId(f"p{at}"), f"P{at}", Profile(seeks, offers)) for at, (seeks, offers) in enumerate(zip(self.seeks, self.offers, strict=True))
        ]


def constructed_room(wanted: truth.Titles, had: truth.Titles, seeking: Sequence[str], offering: Sequence[str], seed: int = truth.SEED) -> ConstructedRoom:
    """Make a room: each occupation is had by ten and sought by ten others, who write of it with titles that none of the ten uses.

    Half of the occupations are sought with titles that were held out of the vocabulary.
    """
    dice = random.Random(seed)
    left_out = truth.unseen()
    names = sorted(set(wanted) & set(had))
    dice.shuffle(names)
    chosen: list[tuple[list[str], list[str], bool]] = []
    for name in names:
        is_unseen = len(chosen) % 2 == 0
        asked = [title for title in wanted[name] if (title in left_out) == is_unseen]
        dice.shuffle(asked)
        asked = asked[: max(1, min(OF_EACH, len(wanted[name]) // 2))]
        folded = {title.casefold() for title in asked}
        told = [title for title in had[name] if title.casefold() not in folded]
        if len(asked) >= 2 and len(told) >= 4:
            chosen.append((asked, told, is_unseen))
        if len(chosen) == OCCUPATIONS:
            break
    people = [(at, (at + 1 + turn * 7) % len(chosen)) for at in range(len(chosen)) for turn in range(OF_EACH)]
    dice.shuffle(people)
    return ConstructedRoom(
        tuple(dice.choice(seeking).format(dice.choice(chosen[sought][0])) for _, sought in people),
        tuple(dice.choice(offering).format(dice.choice(chosen[own][1])) for own, _ in people),
        tuple(sought for _, sought in people),
        tuple(own for own, _ in people),
        tuple(chosen[sought][2] for _, sought in people),
    )


ROOMS: Mapping[str, tuple[Callable[[], ConstructedRoom], truth.Known]] = {
    "titles": (lambda: constructed_room(truth.onet_titles(), truth.onet_titles(), BARE, BARE), truth.WITHOUT_UNSEEN),
    "sentences": (lambda: constructed_room(truth.onet_titles(), truth.onet_titles(), SEEKING, OFFERING), truth.WITHOUT_UNSEEN),
    "titles, German to English": (lambda: constructed_room(truth.esco_titles("de"), truth.esco_titles("en"), BARE, BARE), truth.WITHOUT_UNSEEN),
    "sentences, German to English": (
        lambda: constructed_room(truth.esco_titles("de"), truth.esco_titles("en"), SEEKING_GERMAN, OFFERING),
        truth.WITHOUT_UNSEEN,
    ),
    "titles, Spanish to English": (lambda: constructed_room(truth.esco_titles("es"), truth.esco_titles("en"), BARE, BARE), truth.WITHOUT_UNSEEN),
    "all unknown: titles": (lambda: constructed_room(truth.esco_titles(), truth.esco_titles(), BARE, BARE), truth.only("onet")),
    "all unknown: sentences": (lambda: constructed_room(truth.esco_titles(), truth.esco_titles(), SEEKING, OFFERING), truth.only("onet")),
}
"""Rooms, and what the reader of each is told: most titles, or those of another source alone."""


def recall_figures(scores: scoring.Scores, room: ConstructedRoom, name: str) -> Figures:
    """Give the recall of the ten best of a room, and of those who seek with an unseen title."""
    scores = scores.copy()
    np.fill_diagonal(scores, -1.0)
    right = room.right()
    np.fill_diagonal(right, False)
    found = scoring.recall_of_best(scores, right)
    return {name: f"{found.mean():.3f}", f"{name}: unseen": "" if name.startswith(ALL_UNKNOWN) else f"{found[np.array(room.unseen)].mean():.3f}"}


def recall(name: str) -> Figures:
    """Measure one way in all rooms."""
    figures: dict[str, object] = {}
    for room_name, (make, known) in ROOMS.items():
        near = rankers.near(name, known) if not truth.missing() else None
        if near is None:
            return {"remark": truth.missing() or "not installed"}
        room = make()
        figures |= recall_figures(near(room.seeks, room.offers), room, room_name)
    return figures


WHOLE = {f"{rankers.BASE}: whole benefit": rankers.BASE, f"{rankers.EMBEDDING}: whole benefit": rankers.EMBEDDING}


def recall_of_benefit(name: str) -> Figures:
    """Measure the same with the points that the whole benefit gives, as a programme is planned with them."""
    figures: dict[str, object] = {}
    for room_name, (make, known) in ROOMS.items():
        reader = rankers.reader_of(WHOLE[name], known) if not truth.missing() else None
        if reader is None:
            return {"remark": truth.missing() or "not installed"}
        room = make()
        figures |= recall_figures(_points(benefit_from_profiles(room.attendees(), reader=reader), len(room.seeks)), room, room_name)
    return figures


def _points(benefit: Benefit, people: int) -> scoring.Scores:
    points = np.zeros((people, people), np.float32)
    points[benefit.seeker, benefit.sought] = benefit.points
    return points
