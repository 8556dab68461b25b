"""Who is useful to whom in a room: profiles in, a sparse benefit out, with reasons that can be traced; one more person costs a moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.crowd import Between, Crowd
from keywho.benefit.judging import Fired, Judge, Learned, Ties
from keywho.benefit.knobs import Knobs
from keywho.benefit.likeness import Reader, plain_reader
from keywho.benefit.profile_reading import read_profile
from keywho.benefit.reasons import reason
from keywho.benefit.sharing import shared_out
from keywho.benefit.signals import Weights
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee

AS_USUAL = Knobs()
MOST_ENTRIES = 30
ANYONE = 1.0
SEEKERS_AT_ONCE = 256
MOST_LATER_CROWDS = 16
FEW = 64

_TIE_BITS = 44


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """The best entries of each seeker, the best first: whom (-1: nobody), hundredths of points, and whether there is a strong reason."""

    sought: NDArray[np.int32]
    hundredths: NDArray[np.int32]
    told: NDArray[np.bool_]

    @classmethod
    def empty(cls, people: int) -> "Lists":
        """Nobody is useful to anybody yet."""
        shape = (people, MOST_ENTRIES)
        return cls(np.full(shape, -1, np.int32), np.zeros(shape, np.int32), np.zeros(shape, bool))

    def copy(self) -> "Lists":
        """Give lists that can be written in."""
        return Lists(self.sought.copy(), self.hundredths.copy(), self.told.copy())

    def with_room_for(self, people: int) -> "Lists":
        """Give lists that can be written in, with so many more people at the end."""
        more = Lists.empty(people)
        return Lists(
            *(np.concatenate([mine, theirs]) for mine, theirs in ((self.sought, more.sought), (self.hundredths, more.hundredths), (self.told, more.told)))
        )

    def write(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64], hundredths: NDArray[np.int32], told: NDArray[np.bool_], ties: NDArray[np.int64]
    ) -> None:
        """Add candidates to the lists of some seekers and keep the best: (rows, columns) of points, 0 for none.

        Among equals those come first who follow the seeker in a ring by `ties`: equals are sought equally often, whatever the order of the list.
        """
        sought = np.concatenate([self.sought[rows], np.broadcast_to(columns, hundredths.shape).astype(np.int32)], axis=1)
        points = np.concatenate([self.hundredths[rows], hundredths], axis=1)
        reasons = np.concatenate([self.told[rows], told], axis=1)
        behind = (ties[sought] - ties[rows][:, None]) % (1 << _TIE_BITS)
        order = ((2_000 - points.astype(np.int64)) << _TIE_BITS) | behind
        if order.shape[1] > 2 * MOST_ENTRIES:
            few = np.argpartition(order, MOST_ENTRIES - 1, axis=1)[:, :MOST_ENTRIES]
            best = np.take_along_axis(few, np.argsort(np.take_along_axis(order, few, axis=1), axis=1), axis=1)
        else:
            best = np.argsort(order, axis=1)[:, :MOST_ENTRIES]
        kept = np.take_along_axis(points, best, axis=1)
        self.sought[rows] = np.where(kept > 0, np.take_along_axis(sought, best, axis=1), -1)
        self.hundredths[rows] = kept
        self.told[rows] = np.take_along_axis(reasons, best, axis=1) & (kept > 0)


@dataclass(frozen=True, eq=False)
class RoomBenefit:
    """The benefit of a room, with what is needed to change it person by person. Make it with `of`.

    People keep a fixed number, in `crowds` one after the other, while the list around them changes; `number_of` has those who are there.
    """

    attendees: tuple[Attendee, ...]
    judge: Judge
    crowds: tuple[Crowd, ...]
    number_of: Mapping[AttendeeId, int]
    ties: NDArray[np.int64]
    lists: Lists
    language: str = "en"

    @classmethod
    def of(
        cls,
        attendees: Sequence[Attendee],
        *,
        reader: Reader | None = None,
        knobs: Knobs = AS_USUAL,
        learned: Learned | None = None,
        ties: Ties | None = None,
        language: str = "en",
    ) -> "RoomBenefit":
        """Judge everybody beside everybody.

        Parameters
        ----------
        reader : what says how alike two texts are; `plain_reader()` if none is given.
        knobs : the organizer's choices.
        learned : points that this evening's yeses add or take, by (seeker, sought).
        ties : how sure it is that somebody can introduce a seeker to whom they seek, by (seeker, sought); only from ties that all agreed to.
        language : of the reasons in `benefit`: "en", "de" or "es".
        """
        judge = Judge(reader or plain_reader(), Weights().leaning(knobs.leaning), knobs.sharing, learned or {}, ties or {})
        nobody = cls((), judge, (), {}, np.zeros(0, np.int64), Lists.empty(0), language)
        return nobody.changed(attendees)

    def changed(self, attendees: Sequence[Attendee]) -> "RoomBenefit":
        """Give the benefit of another list: only people who are new, changed or gone are read and compared; the rest stays as it is."""
        before = {one.id: one for one in self.attendees}
        new = [one for one in attendees if one.id not in before or before[one.id].profile != one.profile]
        gone = before.keys() - {one.id for one in attendees} | {one.id for one in new if one.id in before}
        if len(gone) > len(before) // 4 and len(gone) > FEW:
            return RoomBenefit((), self.judge, (), {}, np.zeros(0, np.int64), Lists.empty(0), self.language).changed(attendees)
        lists = self.lists.with_room_for(len(new))
        ties = np.concatenate([self.ties, np.array([_tie(one.id) for one in new], np.int64)])
        number_of = {who: no for who, no in self.number_of.items() if who not in gone}
        alive = np.zeros(len(ties), bool)
        alive[list(number_of.values())] = True
        short = _without(lists, alive)
        crowds = self.crowds
        if new:
            crowds = (*_fewer(self.crowds, self.judge.reader), Crowd.of([read_profile(one.profile) for one in new], self.judge.reader))
            begins = len(self.ties)
            number_of |= {one.id: begins + no for no, one in enumerate(new)}
            alive[begins:] = True
        room = replace(self, attendees=tuple(attendees), crowds=crowds, number_of=number_of, ties=ties, lists=lists)
        room._compare(short, alive, len(self.ties))
        return room

    def _compare(self, short: NDArray[np.int64], alive: NDArray[np.bool_], old: int) -> None:
        """Fill the lists: those of new people and of those whose list became `short` anew, all others with the new people alone."""
        anew = np.zeros(len(alive), bool)
        anew[short], anew[old:] = True, True
        self.lists.sought[anew], self.lists.hundredths[anew], self.lists.told[anew] = -1, 0, False
        first = 0
        for seekers in self.crowds:
            here = np.arange(first, first + len(seekers))
            first += len(seekers)
            self._fill(seekers, here, anew[here] & alive[here], alive, 0)
            if len(alive) > old:
                self._fill(seekers, here, ~anew[here] & alive[here], alive, old)

    def _fill(self, seekers: Crowd, numbers: NDArray[np.int64], wanted: NDArray[np.bool_], alive: NDArray[np.bool_], since: int) -> None:
        """Compare the wanted ones of a crowd with everybody who came with or after number `since`."""
        if not wanted.any():
            return
        at_once = SEEKERS_AT_ONCE if since == 0 else max(SEEKERS_AT_ONCE, len(numbers))
        for block, chosen in _blocks(wanted, at_once):
            some = seekers.some(block.start, block.stop) if block.stop - block.start < len(seekers) else seekers
            begins = 0
            for others in self.crowds:
                here = np.arange(begins, begins + len(others))
                begins += len(others)
                if begins <= since:
                    continue
                rows = numbers[block][chosen]
                points, told = self.judge.judged(Between(some, others, self.judge.reader))
                points, told = points[chosen], told[chosen]
                points[:, ~alive[here]] = 0
                points[rows[:, None] == here[None, :]] = 0
                touched = points.any(axis=1)
                if touched.any():
                    self.lists.write(rows[touched], here, points[touched], told[touched], self.ties)

    @cached_property
    def benefit(self) -> Benefit:
        """The benefit by the order of the list, with reasons that are worded when they are asked for."""
        number = np.array([self.number_of[one.id] for one in self.attendees], np.int64)
        place_of = np.full(len(self.ties), -1, np.int64)
        place_of[number] = np.arange(len(number))
        mine = self.lists.sought[number]
        seeker, at = np.nonzero(mine >= 0)
        sought = place_of[mine[seeker, at]]
        order = np.lexsort((sought, seeker))
        seeker, at, sought = seeker[order], at[order], sought[order]
        points = self.lists.hundredths[number][seeker, at] / 100.0
        told = self.lists.told[number][seeker, at]
        points = shared_out(seeker, sought, points, len(number), self.judge.sharing)
        seeker, sought, points, told = self.judge.with_known([one.id for one in self.attendees], seeker, sought, points, told)
        if not len(points):
            return Benefit.uniform(ANYONE)
        reasons = Reasons(self, zip(seeker[told].tolist(), sought[told].tolist(), strict=True))
        return Benefit(seeker.astype(np.int32), sought.astype(np.int32), points, ANYONE, reasons)

    def evidence(self, one: AttendeeId, other: AttendeeId) -> tuple[Fired, ...]:
        """Give the signals that fired for a seeker beside somebody, the strongest first, each with the two pieces that it is about."""
        if one not in self.number_of or other not in self.number_of or one == other:
            return ()
        return self.judge.evidence(Between(self._alone(one), self._alone(other), self.judge.reader), (one, other))

    def why(self, one: AttendeeId, other: AttendeeId, language: str = "") -> str:
        """Say to somebody in one or two short sentences why another is useful to them; empty where there is no strong reason."""
        told = next((fired for fired in self.evidence(one, other) if fired.is_told), None)
        if told is None:
            return ""
        return reason(told, self._name_of[other], language or self.language)

    @cached_property
    def _name_of(self) -> Mapping[AttendeeId, str]:
        return {one.id: one.name for one in self.attendees}

    def _alone(self, who: AttendeeId) -> Crowd:
        number = self.number_of[who]
        for crowd in self.crowds:
            if number < len(crowd):
                return crowd.some(number, number + 1)
            number -= len(crowd)
        raise KeyError(who)


class Reasons(Mapping[tuple[int, int], str]):
    """Why entries are useful, by (seeker, sought) place; a sentence is made when it is asked for."""

    def __init__(self, room: RoomBenefit, pairs: Iterator[tuple[int, int]]) -> None:
        self._room = room
        self._pairs = dict.fromkeys(pairs)

    def __getitem__(self, pair: tuple[int, int]) -> str:
        if pair not in self._pairs:
            raise KeyError(pair)
        one, other = (self._room.attendees[place].id for place in pair)
        return self._room.why(one, other)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)


def benefit_from_profiles(
    attendees: Sequence[Attendee], *, reader: Reader | None = None, knobs: Knobs = AS_USUAL, learned: Learned | None = None, language: str = "en"
) -> Benefit:
    """Say how useful people are to each other, from what they wrote: see `RoomBenefit.of`.

    At most the best 30 entries of each seeker are kept, with 0.5 to 10 points. Meeting anybody new is worth 1 point;
    where nothing matches, everybody is worth the same to everybody.
    """
    return RoomBenefit.of(attendees, reader=reader, knobs=knobs, learned=learned, language=language).benefit


def _without(lists: Lists, alive: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Take those who are gone out of all lists; give the seekers whose full list became short: they may know of others."""
    listed = lists.sought >= 0
    dead = listed & ~alive[np.maximum(lists.sought, 0)]
    rows = np.flatnonzero(dead.any(axis=1) & alive)
    full = listed[rows].all(axis=1)
    for row in rows[~full].tolist():
        kept = np.flatnonzero(~dead[row])
        for column, nothing in ((lists.sought, -1), (lists.hundredths, 0), (lists.told, False)):
            values = column[row, kept].copy()
            column[row] = nothing
            column[row, : len(values)] = values
    return rows[full]


def _fewer(crowds: tuple[Crowd, ...], reader: Reader) -> tuple[Crowd, ...]:
    """Join the small crowds at the end once there are many of them."""
    small = 0
    while small < len(crowds) and len(crowds[-1 - small]) < FEW:
        small += 1
    if small < MOST_LATER_CROWDS:
        return crowds
    return (*crowds[:-small], Crowd.of([reading for crowd in crowds[-small:] for reading in crowd.readings], reader))


def _blocks(wanted: NDArray[np.bool_], at_once: int) -> Iterator[tuple[slice, NDArray[np.int64]]]:
    """Cut a crowd into blocks; give each with the places in it that are wanted. Few wanted ones are looked at one by one."""
    if wanted.sum() <= FEW and len(wanted) > FEW and at_once == SEEKERS_AT_ONCE:
        for at in np.flatnonzero(wanted).tolist():
            yield slice(at, at + 1), np.zeros(1, np.int64)
        return
    for start in range(0, len(wanted), at_once):
        chosen = np.flatnonzero(wanted[start : start + at_once])
        if len(chosen):
            yield slice(start, min(start + at_once, len(wanted))), chosen


@lru_cache(maxsize=65_536)
def _tie(who: AttendeeId) -> int:
    return int.from_bytes(blake2b(who.encode(), digest_size=8).digest()) % (1 << _TIE_BITS)
