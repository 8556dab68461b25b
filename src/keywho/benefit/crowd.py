"""Some people as the signals look at them: their readings, and every phrase of theirs once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.agreement import agreed
from keywho.benefit.likeness import Phrases, Reader
from keywho.benefit.profile_reading import Reading, Segment, Side
from keywho.core.people import Help

FIRM, NOISE = 0.5, 0.2
DIGITS = 3
FEW_AT_ONCE = 32
FIRM_STRENGTH = 0.6
SEEKER_SIDES = (Side.WANTS, Side.WANTS_WORK, Side.WANTS_SELF, Side.WANTS_PLACE, Side.AVOIDS, Side.ROLE, Side.PAST, Side.FIELD, Side.HIRES)
NOBODY = Reading({})

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
        begins = np.ones(len(self.person), bool)
        begins[1:] = self.person[1:] != self.person[:-1]
        return np.flatnonzero(begins)

    def of_people(self, new_number: NDArray[np.int64]) -> "Pieces":
        """Give the pieces of those who get a new number, the others have -1; the order stays."""
        kept = new_number[self.person] >= 0
        return Pieces(self.phrase[kept], new_number[self.person[kept]], self.no[kept])


NO_PIECES = Pieces(*(np.zeros(0, np.int64) for _ in range(3)))


@dataclass(frozen=True, eq=False)
class Crowd:
    """People with their readings, in an order; the phrases of all their pieces, each once."""

    readings: tuple[Reading, ...]
    phrases: Phrases
    pieces: dict[Side, Pieces]
    roads: tuple[Pieces, Pieces]
    """Where each road begins, and where it leads; one that leads nowhere told is at the phrase -1."""
    own_wish: Strengths
    """How alike what each is is to what they want."""

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
        phrases = reader.read(tuple(place_of))
        own_wish = _own_wish(len(readings), phrases, pieces[Side.ROLE], pieces[Side.WANTS], reader)
        return cls(tuple(readings), phrases, pieces, (starts, Pieces(ends, starts.person, starts.no)), own_wish)

    def __len__(self) -> int:
        return len(self.readings)

    def some(self, people: NDArray[np.int64]) -> "Crowd":
        """Give some of the people, by their places in order, with their phrases alone."""
        number = np.full(len(self), -1, np.int64)
        number[people] = np.arange(len(people))
        return self._with(tuple(self.readings[at] for at in people.tolist()), number, tuple(self.pieces), self.own_wish[people])

    def without(self, gone: NDArray[np.int64]) -> "Crowd":
        """Give the same crowd with nothing left of those who are gone but their places."""
        number = np.arange(len(self))
        number[gone] = -1
        those = frozenset(gone.tolist())
        return self._with(tuple(NOBODY if at in those else one for at, one in enumerate(self.readings)), number, tuple(self.pieces), self.own_wish)

    @cached_property
    def as_seekers(self) -> "Crowd":
        """The same people with what counts of somebody who seeks: what they want and are, not what they give."""
        return self._with(self.readings, np.arange(len(self)), SEEKER_SIDES, self.own_wish)

    def _with(self, readings: tuple[Reading, ...], number: NDArray[np.int64], sides: Sequence[Side], own_wish: Strengths) -> "Crowd":
        pieces = {side: self.pieces[side].of_people(number) if side in sides else NO_PIECES for side in Side}
        roads = [found.of_people(number) for found in self.roads]
        used = np.unique(np.concatenate([found.phrase for found in (*pieces.values(), *roads)]))
        used = used[used >= 0]
        place = np.full(len(self.phrases) + 1, -1, np.int64)  # the last one is that of -1
        place[used] = np.arange(len(used))
        moved = {side: Pieces(place[found.phrase], found.person, found.no) for side, found in pieces.items()}
        starts, ends = (Pieces(place[found.phrase], found.person, found.no) for found in roads)
        phrases = self.phrases if len(used) == len(self.phrases) else self.phrases.pick(used)
        return Crowd(readings, phrases, moved, (starts, ends), own_wish)

    @cached_property
    def months(self) -> Strengths:
        """How long each searches; not a number where unknown."""
        return np.array([np.nan if one.months is None else one.months for one in self.readings], np.float32)

    def make_ready(self) -> None:
        """Find now what is found once for all people, so that the first one who comes later does not wait for it."""
        for crowd in (self, self.as_seekers):
            for name, found in vars(Crowd).items():
                if isinstance(found, cached_property) and name != "as_seekers":
                    getattr(crowd, name)

    @cached_property
    def breadth(self) -> Strengths:
        """How broad the knowledge of each is."""
        return np.array([one.breadth for one in self.readings], np.float32)

    @cached_property
    def undecided(self) -> NDArray[np.bool_]:
        """Who does not know yet what they look for."""
        return np.array([one.undecided for one in self.readings], bool)

    @cached_property
    def helps(self) -> Mapping[str, NDArray[np.bool_]]:
        """Who seeks or gives which kind of help, (people, kinds), by the field of the reading."""
        place, found = {kind: no for no, kind in enumerate(Help)}, {}
        for what in ("seeks_help", "gives_help", "ticked_seeks", "ticked_gives"):
            found[what] = np.zeros((len(self), len(Help)), bool)
            for at, one in enumerate(self.readings):
                for kind in getattr(one, what):
                    found[what][at, place[kind]] = True
        return found

    @cached_property
    def by_company(self) -> Mapping[str, NDArray[np.int64]]:
        """Who is with which company, by the key of its name."""
        found: dict[str, list[int]] = {}
        for at, one in enumerate(self.readings):
            if one.company_key:
                found.setdefault(one.company_key, []).append(at)
        return {key: np.array(places, np.int64) for key, places in found.items()}

    @cached_property
    def stays_in_work(self) -> NDArray[np.bool_]:
        """Who may look for work like the present one: they don't want to leave it, and ask for a job, for something near it, or say nothing but what they are.

        Who asks for nothing and is with a company, or hires, has work.
        """
        return np.array([not one.changes and _asks_for_work(one, float(near)) for one, near in zip(self.readings, self.own_wish, strict=True)], bool)

    @cached_property
    def hiring(self) -> NDArray[np.bool_]:
        """Who hires."""
        return np.array([bool(one.on(Side.HIRES)) for one in self.readings], bool)

    @cached_property
    def places(self) -> NDArray[np.str_]:
        """Where each is; empty for unknown."""
        return np.array([one.place for one in self.readings], np.str_)

    @cached_property
    def told_languages(self) -> NDArray[np.bool_]:
        """Who told what they can talk in."""
        return np.array([bool(one.languages) for one in self.readings], bool)

    @cached_property
    def speakers(self) -> Mapping[str, NDArray[np.bool_]]:
        """Who can talk in which language."""
        known = frozenset().union(*(one.languages for one in self.readings))
        return {language: np.array([language in one.languages for one in self.readings], bool) for language in sorted(known)}


@dataclass(eq=False)
class Between:
    """Some seekers beside some others: how strongly a side of the one answers a side of the other, each pair looked at once."""

    seekers: Crowd
    others: Crowd
    reader: Reader
    _kept: dict[tuple[Side, Side], Strengths] = field(default_factory=dict)
    _by_person: dict[Side, Strengths] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, int]:
        """How many seekers, how many others."""
        return len(self.seekers), len(self.others)

    @cached_property
    def alike(self) -> Strengths:
        """How alike each phrase of the seekers is to each of the others; rounded, for a pair must be judged the same in any company."""
        one, other = self.seekers.phrases, self.others.phrases
        if not len(one) or not len(other):
            return np.zeros((len(one), len(other)), np.float32)
        found = self.reader.alike(one, other) if len(one) >= len(other) else self.reader.alike(other, one).T  # the shorter side is cheaper on the right
        return np.round(agreed(found, one, other), DIGITS)

    def likeness(self, mine: Side, theirs: Side) -> Strengths:
        """Give for each seeker and other how alike the best pieces of these sides are, 0 to 1."""
        if (mine, theirs) not in self._kept:
            found = np.zeros(self.shape, np.float32)
            pieces = self.seekers.pieces[mine]
            if len(pieces.phrase) and len(self.others.pieces[theirs].phrase):
                found[pieces.person[pieces.starts]] = np.maximum.reduceat(self._to_people(theirs)[pieces.phrase], pieces.starts, axis=0)
            self._kept[mine, theirs] = found
        return self._kept[mine, theirs]

    def match(self, mine: Side, theirs: Side) -> Strengths:
        """Give for each seeker and other how strongly the best pieces of these sides match."""
        return strength_of(self.likeness(mine, theirs))

    def _to_people(self, theirs: Side) -> Strengths:
        """Give for each phrase of the seekers and each other how alike the best piece of a side is."""
        if theirs not in self._by_person:
            pieces = self.others.pieces[theirs]
            found = np.zeros((len(self.seekers.phrases), len(self.others)), np.float32)
            for no in range(int(pieces.no.max(initial=-1)) + 1):
                those = pieces.no == no
                person, alike = pieces.person[those], self.alike[:, pieces.phrase[those]]
                found[:, person] = np.maximum(found[:, person], alike) if no else alike
            self._by_person[theirs] = found
        return self._by_person[theirs]

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

    def _rows(self, mine: Pieces, phrases: NDArray[np.int64]) -> Strengths:
        """Give for each seeker how alike their best piece is to each of some phrases of the others."""
        found = np.zeros((len(self.seekers), len(phrases)), np.float32)
        if len(mine.phrase):
            found[mine.person[mine.starts]] = np.maximum.reduceat(self.alike[mine.phrase[:, None], phrases], mine.starts, axis=0)
        return found

    def best_pieces(self, mine: Side, theirs: Side, at: int) -> "Best":
        """Of the first seeker and the other at a place, give the texts of the two pieces that are most alike."""
        one, other = self.seekers.readings[0].on(mine), self.others.readings[at].on(theirs)
        if not one or not other:
            return Best("", "", -1.0)
        pieces = self.others.pieces[theirs]
        mine_to_theirs = self.alike[self.seekers.pieces[mine].phrase[: len(one), None], pieces.phrase[pieces.person == at]]
        row, column = divmod(int(mine_to_theirs.argmax()), len(other))
        return Best(one[row].text, other[column].text, float(mine_to_theirs[row, column]))

    def best_road(self, at: int) -> "Best":
        """Of the first seeker and the other at a place, give where the road begins that is most alike the seeker's, and where it leads."""
        starts, _ = self.others.roads
        own = np.concatenate([self.seekers.pieces[side].phrase[self.seekers.pieces[side].person == 0] for side in (Side.ROLE, Side.PAST)])
        near = self.alike[np.ix_(own, starts.phrase[starts.person == at])].max(axis=0)
        start, to = self.others.readings[at].roads[int(np.argmax(near))]
        now = next((role.text for role in self.others.readings[at].on(Side.ROLE)), "")
        return Best(start.text, to.text if to is not None else now, float(near.max()))


class Best(NamedTuple):
    """Two texts that belong together, and how alike what they are about is to something."""

    one: str
    other: str
    alike: float


def _asks_for_work(one: Reading, own_wish: float) -> bool:
    if one.undecided and one.seeks_texts:
        return False
    near = own_wish >= NOISE or not one.seeks_texts
    return Help.JOB_LEAD in one.seeks_help or (near and not (one.seeks_help or one.company_key or one.on(Side.HIRES)))


def _own_wish(people: int, phrases: Phrases, role: Pieces, wants: Pieces, reader: Reader) -> Strengths:
    """Give for each person how alike what they are is to what they want; a few people at a time."""
    found = np.zeros(people, np.float32)
    for start in range(0, people, FEW_AT_ONCE):
        mine, theirs = (np.flatnonzero((side.person >= start) & (side.person < start + FEW_AT_ONCE)) for side in (role, wants))
        if len(mine) and len(theirs):
            alike = np.round(reader.alike(phrases.pick(role.phrase[mine]), phrases.pick(wants.phrase[theirs])), DIGITS)
            alike[role.person[mine][:, None] != wants.person[theirs][None, :]] = 0.0
            np.maximum.at(found, role.person[mine], alike.max(axis=1))
    return found


def strength_of(likeness: Strengths) -> Strengths:
    """Turn likeness into strength of a match: noise is nothing, "perhaps" is little, "that is what I meant" is 0.6, the same thing is 1."""
    perhaps = np.clip((likeness - NOISE) / (FIRM - NOISE), 0.0, 1.0)
    meant = np.clip((likeness - FIRM) / (1.0 - FIRM), 0.0, 1.0)
    return np.asarray(FIRM_STRENGTH * perhaps**2 + (1.0 - FIRM_STRENGTH) * meant, np.float32)
