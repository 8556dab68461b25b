"""Some people as the signals look at them: their readings, and every phrase of theirs once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.likeness import Phrases, Reader
from keywho.benefit.profile_reading import Reading, Segment, Side
from keywho.core.people import Help

FIRM, NOISE = 0.5, 0.2
DIGITS = 3
FIRM_STRENGTH = 0.6

Strengths = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of all people on one side: which phrase each is, whose, and which of that person's."""

    phrase: NDArray[np.int64]
    person: NDArray[np.int64]
    no: NDArray[np.int64]

    @classmethod
    def of(cls, people: Sequence[Sequence[Segment]], place_of: dict[str, int]) -> "Pieces":
        """List the pieces of people in order."""
        rows = [(place_of[one.subject], person, no) for person, segments in enumerate(people) for no, one in enumerate(segments)]
        table = np.array(rows, np.int64).reshape(len(rows), 3)
        return cls(table[:, 0], table[:, 1], table[:, 2])

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each person who has pieces begins."""
        return np.flatnonzero(np.diff(self.person, prepend=-1))

    def of_people(self, first: int, last: int) -> "Pieces":
        """Give those of the people from `first` to before `last`, who are numbered from 0 again."""
        low, high = np.searchsorted(self.person, [first, last])
        return Pieces(self.phrase[low:high], self.person[low:high] - first, self.no[low:high])


@dataclass(frozen=True, eq=False)
class Crowd:
    """People with their readings, in an order; the phrases of all their pieces, each once."""

    readings: tuple[Reading, ...]
    phrases: Phrases
    pieces: dict[Side, Pieces]
    roads: tuple[Pieces, Pieces]
    """Where each road begins, and where it leads; one that leads nowhere told is at the phrase -1."""

    @classmethod
    def of(cls, readings: Sequence[Reading], reader: Reader) -> "Crowd":
        """Read every phrase of some people once."""
        place_of: dict[str, int] = {}
        for reading in readings:
            for segments in reading.sides.values():
                for one in segments:
                    place_of.setdefault(one.subject, len(place_of))
            for start, to in reading.roads:
                for end in (start, to):
                    if end is not None:
                        place_of.setdefault(end.subject, len(place_of))
        pieces = {side: Pieces.of([reading.on(side) for reading in readings], place_of) for side in Side}
        starts = Pieces.of([[start for start, _ in reading.roads] for reading in readings], place_of)
        ends = np.array([place_of[to.subject] if to is not None else -1 for reading in readings for _, to in reading.roads], np.int64)
        return cls(tuple(readings), reader.read(tuple(place_of)), pieces, (starts, Pieces(ends, starts.person, starts.no)))

    def __len__(self) -> int:
        return len(self.readings)

    def some(self, first: int, last: int) -> "Crowd":
        """Give the people from `first` to before `last`, with their phrases alone."""
        pieces = {side: found.of_people(first, last) for side, found in self.pieces.items()}
        roads = tuple(found.of_people(first, last) for found in self.roads)
        used = np.unique(np.concatenate([np.concatenate([found.phrase for found in (*pieces.values(), *roads)]), np.zeros(0, np.int64)]))
        used = used[used >= 0]

        def moved(found: Pieces) -> Pieces:
            places = np.where(found.phrase >= 0, np.searchsorted(used, np.maximum(found.phrase, 0)), -1)
            return Pieces(places, found.person, found.no)

        return Crowd(
            self.readings[first:last], self.phrases.pick(used), {side: moved(found) for side, found in pieces.items()}, (moved(roads[0]), moved(roads[1]))
        )

    @cached_property
    def months(self) -> Strengths:
        """How long each searches; not a number where unknown."""
        return np.array([np.nan if one.months is None else one.months for one in self.readings], np.float32)

    @cached_property
    def breadth(self) -> Strengths:
        """How broad the knowledge of each is."""
        return np.array([one.breadth for one in self.readings], np.float32)

    @cached_property
    def undecided(self) -> NDArray[np.bool_]:
        """Who does not know yet what they look for."""
        return np.array([one.undecided for one in self.readings], bool)

    def helps(self, what: str) -> NDArray[np.bool_]:
        """Give who seeks or gives which kind of help, (people, kinds): `what` names the field of the reading."""
        return np.array([[kind in getattr(one, what) for kind in Help] for one in self.readings], bool).reshape(len(self), len(Help))

    @cached_property
    def languages(self) -> tuple[frozenset[str], ...]:
        """What each can talk in."""
        return tuple(one.languages for one in self.readings)


@dataclass(eq=False)
class Between:
    """Some seekers beside some others: how strongly a side of the one answers a side of the other, each pair looked at once."""

    seekers: Crowd
    others: Crowd
    reader: Reader
    _kept: dict[tuple[Side, Side], Strengths] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, int]:
        """How many seekers, how many others."""
        return len(self.seekers), len(self.others)

    @cached_property
    def alike(self) -> Strengths:
        """How alike each phrase of the seekers is to each of the others."""
        if not len(self.seekers.phrases) or not len(self.others.phrases):
            return np.zeros((len(self.seekers.phrases), len(self.others.phrases)), np.float32)
        return np.round(self.reader.alike(self.seekers.phrases, self.others.phrases), DIGITS)  # the same pair must be judged the same in any company

    def likeness(self, mine: Side, theirs: Side) -> Strengths:
        """Give for each seeker and other how alike the best pieces of these sides are, 0 to 1."""
        if (mine, theirs) not in self._kept:
            self._kept[mine, theirs] = self._best(self.seekers.pieces[mine], self.others.pieces[theirs])
        return self._kept[mine, theirs]

    def match(self, mine: Side, theirs: Side) -> Strengths:
        """Give for each seeker and other how strongly the best pieces of these sides match."""
        return strength_of(self.likeness(mine, theirs))

    def _best(self, mine: Pieces, theirs: Pieces) -> Strengths:
        found = np.zeros(self.shape, np.float32)
        if len(mine.phrase) and len(theirs.phrase):
            used, row = np.unique(mine.phrase, return_inverse=True)
            by_other = np.maximum.reduceat(self.alike[used][:, theirs.phrase], theirs.starts, axis=1)
            by_both = np.maximum.reduceat(by_other[row], mine.starts, axis=0)
            found[np.ix_(mine.person[mine.starts], theirs.person[theirs.starts])] = by_both
        return found

    def road(self) -> Strengths:
        """Give how strongly the best road of each other matches the one from the seeker's work, now or before, to what the seeker wants.

        Where it is not told where a road leads, what the other is now counts; for somebody undecided only where it begins counts.
        """
        starts, ends = self.others.roads
        found = np.zeros(self.shape, np.float32)
        if not len(starts.phrase):
            return found
        begins = np.maximum(*(self._rows(self.seekers.pieces[side], starts.phrase) for side in (Side.ROLE, Side.PAST)))
        leads = self._rows(self.seekers.pieces[Side.WANTS], np.maximum(ends.phrase, 0))
        leads = np.where(ends.phrase[None, :] >= 0, leads, self.likeness(Side.WANTS, Side.ROLE)[:, starts.person])
        leads = np.where(self.seekers.undecided[:, None], begins, leads)
        found[:, starts.person[starts.starts]] = np.maximum.reduceat(np.minimum(begins, leads), starts.starts, axis=1)
        return strength_of(found)

    def own_wish(self) -> Strengths:
        """Give for each seeker how alike what they are is to what they want."""
        found = np.zeros(len(self.seekers), np.float32)
        role, wants = self.seekers.pieces[Side.ROLE], self.seekers.pieces[Side.WANTS]
        if len(role.phrase) and len(wants.phrase):
            rows, row = np.unique(role.phrase, return_inverse=True)
            columns, column = np.unique(wants.phrase, return_inverse=True)
            alike = self.reader.alike(self.seekers.phrases.pick(rows), self.seekers.phrases.pick(columns))
            first, last = np.searchsorted(wants.person, role.person), np.searchsorted(wants.person, role.person, "right")
            for at, (low, high) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
                if low < high:
                    found[role.person[at]] = max(found[role.person[at]], alike[row[at], column[low:high]].max())
        return found

    def _rows(self, mine: Pieces, phrases: NDArray[np.int64]) -> Strengths:
        """Give for each seeker how alike their best piece is to each of some phrases of the others."""
        found = np.zeros((len(self.seekers), len(phrases)), np.float32)
        if len(mine.phrase):
            found[mine.person[mine.starts]] = np.maximum.reduceat(self.alike[np.ix_(mine.phrase, phrases)], mine.starts, axis=0)
        return found

    def best_pieces(self, mine: Side, theirs: Side) -> "Best":
        """Of one seeker and one other, give the texts of the two pieces that are most alike."""
        one, other = self.seekers.readings[0].on(mine), self.others.readings[0].on(theirs)
        if not one or not other:
            return Best("", "", -1.0)
        at = self.alike[np.ix_(self.seekers.pieces[mine].phrase, self.others.pieces[theirs].phrase)]
        row, column = np.unravel_index(int(np.argmax(at)), at.shape)
        return Best(one[int(row)].text, other[int(column)].text, float(at[row, column]))

    def best_road(self) -> "Best":
        """Of one seeker and one other, give where the road begins that is most alike the seeker's, and where it leads."""
        starts, _ = self.others.roads
        own = np.concatenate([self.seekers.pieces[side].phrase for side in (Side.ROLE, Side.PAST)])
        at = self.alike[np.ix_(own, starts.phrase)].max(axis=0)
        start, to = self.others.readings[0].roads[int(np.argmax(at))]
        now = next((role.text for role in self.others.readings[0].on(Side.ROLE)), "")
        return Best(start.text, to.text if to is not None else now, float(at.max()))


class Best(NamedTuple):
    """Two texts that belong together, and how alike what they are about is to something."""

    one: str
    other: str
    alike: float


def strength_of(likeness: Strengths) -> Strengths:
    """Turn likeness into strength of a match: noise is nothing, "perhaps" is little, "that is what I meant" is 0.6, the same thing is 1."""
    perhaps = np.clip((likeness - NOISE) / (FIRM - NOISE), 0.0, 1.0)
    meant = np.clip((likeness - FIRM) / (1.0 - FIRM), 0.0, 1.0)
    return np.asarray(FIRM_STRENGTH * perhaps**2 + (1.0 - FIRM_STRENGTH) * meant, np.float32)
