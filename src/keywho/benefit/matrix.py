"""Who is useful to whom in a room: profiles in, a sparse benefit out, with reasons that can be traced; one more person costs a moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.crowd import Between, Crowd
from keywho.benefit.judging import Fired, Judge, Learned, Ties
from keywho.benefit.knobs import Knobs
from keywho.benefit.likeness import Reader, plain_reader
from keywho.benefit.lists import MOST_ENTRIES, Lists, Numbers, tie_of
from keywho.benefit.profile_reading import read_profile
from keywho.benefit.reasons import reason, reason_to_help
from keywho.benefit.sharing import shared_out
from keywho.benefit.signals import Weights
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee

AS_USUAL = Knobs()
ANYONE = 1.0
PAIRS_AT_ONCE = 400_000
MOST_SEEKERS_AT_ONCE = 256
LARGEST_LATER_CROWD = 512
MANY_GONE = 256


@dataclass(frozen=True, eq=False)
class RoomBenefit:
    """The benefit of a room, with what is needed to change it person by person. Make it with `of`.

    People keep a number, in `crowds` one after the other, while the list around them changes; `number_of` has those who are there.
    Of people who are gone nothing is left but their number.
    """

    attendees: tuple[Attendee, ...]
    judge: Judge
    crowds: tuple[Crowd, ...]
    number_of: Mapping[AttendeeId, int]
    ties: Numbers
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
        return cls((), judge, (), {}, np.zeros(0, np.int64), Lists.empty(0), language).changed(attendees)

    def with_learned(self, learned: Learned) -> "RoomBenefit":
        """Give the same room with other points that were learned this evening, by (seeker, sought)."""
        return replace(self, judge=replace(self.judge, learned=learned))

    def changed(self, attendees: Sequence[Attendee]) -> "RoomBenefit":
        """Give the benefit of another list: only people who are new, changed or gone are read and compared; the rest stays as it is."""
        before = {one.id: one for one in self.attendees}
        new = [one for one in attendees if one.id not in before or (before[one.id] is not one and before[one.id].profile != one.profile)]
        gone = before.keys() - {one.id for one in attendees} | {one.id for one in new if one.id in before}
        if not new and not gone:
            return replace(self, attendees=tuple(attendees))
        lists = self.lists.with_room_for(len(new))
        ties = np.concatenate([self.ties, np.array([tie_of(one.id) for one in new], np.int64)])
        number_of = {who: no for who, no in self.number_of.items() if who not in gone}
        alive = np.zeros(len(ties), bool)
        alive[list(number_of.values())] = True
        short = lists.forget(alive)
        crowds = _without(self.crowds, np.array(sorted(self.number_of[who] for who in gone), np.int64))
        if new:
            crowds = _joined((*crowds, Crowd.of([read_profile(one.profile) for one in new], self.judge.reader)), self.judge.reader)
            number_of |= {one.id: len(self.ties) + no for no, one in enumerate(new)}
            alive[len(self.ties) :] = True
        room = replace(self, attendees=tuple(attendees), crowds=crowds, number_of=number_of, ties=ties, lists=lists)
        room._compare(short, alive, len(self.ties))
        return room._closed_up(alive) if (~alive).sum() > max(MANY_GONE, alive.sum() // 2) else room

    def _compare(self, short: Numbers, alive: NDArray[np.bool_], old: int) -> None:
        """Fill the lists: those of new people and those that became `short` anew, all others with the new people alone."""
        anew = np.zeros(len(alive), bool)
        anew[short], anew[old:] = True, True
        self.lists.clear(anew)
        for seekers, here in self._numbered():
            self._fill(seekers, here, np.flatnonzero(anew[here] & alive[here]), alive, 0)
            if len(alive) > old:
                self._fill(seekers, here, np.flatnonzero(~anew[here] & alive[here]), alive, old)
            seekers.make_ready()

    def _fill(self, seekers: Crowd, numbers: Numbers, wanted: Numbers, alive: NDArray[np.bool_], since: int) -> None:
        """Compare the wanted ones of a crowd, by their places in it, with everybody who came with or after number `since`."""
        for others, here in self._numbered():
            if here[-1] < since:
                continue
            if here[0] < since:  # joined with some who came before
                others, here = others.some(np.flatnonzero(here >= since)), here[here >= since]
            at_once = max(1, PAIRS_AT_ONCE // len(others)) if len(others) > 1 else len(seekers)
            at_once = min(at_once, MOST_SEEKERS_AT_ONCE) if len(others) > MOST_SEEKERS_AT_ONCE else at_once
            for start in range(0, len(wanted), at_once):
                chosen = wanted[start : start + at_once]
                some = seekers.as_seekers if 2 * len(chosen) > len(seekers) else seekers.as_seekers.some(chosen)
                points, told = self.judge.judged(Between(some, others, self.judge.reader))
                if len(some) != len(chosen):
                    points, told = points[chosen], told[chosen]
                points[:, ~alive[here]] = 0
                points[numbers[chosen][:, None] == here[None, :]] = 0
                touched = points.any(axis=1)
                if touched.any():
                    self.lists.write(numbers[chosen][touched], here, points[touched], told[touched], self.ties)

    def _numbered(self) -> Iterator[tuple[Crowd, Numbers]]:
        """Give each crowd with the numbers of its people."""
        first = 0
        for crowd in self.crowds:
            yield crowd, np.arange(first, first + len(crowd))
            first += len(crowd)

    def _closed_up(self, alive: NDArray[np.bool_]) -> "RoomBenefit":
        """Give the same room without the numbers of those who are gone."""
        new_number = np.where(alive, np.cumsum(alive) - 1, -1)
        crowds = tuple(crowd.some(np.flatnonzero(alive[here])) for crowd, here in self._numbered() if alive[here].any())
        mine = self.lists.sought[alive]
        lists = Lists(
            np.where(mine >= 0, new_number[np.maximum(mine, 0)], -1).astype(np.int32),
            self.lists.hundredths[alive],
            self.lists.told[alive],
            self.lists.whole[alive],
        )
        number_of = {who: int(new_number[no]) for who, no in self.number_of.items()}
        return replace(self, crowds=crowds, number_of=number_of, ties=self.ties[alive], lists=lists)

    @cached_property
    def benefit(self) -> Benefit:
        """The benefit by the order of the list, with reasons that are worded when they are asked for."""
        number = np.array([self.number_of[one.id] for one in self.attendees], np.int64)
        place_of = np.full(len(self.ties) + 1, -1, np.int64)  # the last one is that of nobody
        place_of[number] = np.arange(len(number))
        sought = place_of[self.lists.sought[number, :MOST_ENTRIES]]
        order = np.argsort(np.where(sought >= 0, sought, len(number)), axis=1)
        sought = np.take_along_axis(sought, order, axis=1)
        seeker, at = np.nonzero(sought >= 0)
        sought, at = sought[seeker, at], order[seeker, at]
        points = self.lists.hundredths[number[seeker], at] / 100.0
        told = self.lists.told[number[seeker], at]
        points = shared_out(seeker, sought, points, len(number), self.judge.sharing)
        seeker, sought, points, told = self.judge.with_known([one.id for one in self.attendees], seeker, sought, points, told)
        if not len(points):
            return Benefit.uniform(ANYONE)
        return Benefit(seeker.astype(np.int32), sought.astype(np.int32), points, ANYONE, Reasons(self, seeker[told], sought[told]))

    def evidence(self, one: AttendeeId, other: AttendeeId) -> tuple[Fired, ...]:
        """Give the signals that fired for a seeker beside somebody, the strongest first, each with the two pieces that it is about."""
        return self.evidence_for(one, [other])[0]

    def evidence_for(self, one: AttendeeId, others: Sequence[AttendeeId]) -> list[tuple[Fired, ...]]:
        """Give for a seeker beside each of some others the signals that fired."""
        known = [other for other in others if other in self.number_of and other != one]
        if one not in self.number_of or not known:
            return [()] * len(others)
        found: dict[AttendeeId, tuple[Fired, ...]] = {}
        where = np.array([self.number_of[other] for other in known], np.int64)
        for crowd, here in self._numbered():
            mine = np.flatnonzero((where >= here[0]) & (where <= here[-1]))
            mine = mine[np.argsort(where[mine])]
            if len(mine):
                between = Between(self._alone(one), crowd.some(np.unique(where[mine] - here[0])), self.judge.reader)
                ids = list(dict.fromkeys(known[at] for at in mine.tolist()))
                found |= dict(zip(ids, self.judge.evidence(between, one, ids), strict=True))
        return [found.get(other, ()) for other in others]

    def why(self, one: AttendeeId, other: AttendeeId, language: str = "") -> str:
        """Say to somebody in one or two short sentences why another is useful to them; empty where there is no strong reason."""
        return self.whys(one, [other], language)[0]

    def why_to_help(self, one: AttendeeId, other: AttendeeId, language: str = "") -> str:
        """Say to somebody in two short sentences for what another may need them; empty where nothing strong speaks for it."""
        told = next((fired for fired in self.evidence(other, one) if fired.is_told), None)
        return reason_to_help(told, self._name_of[other], language or self.language) if told else ""

    def whys(self, one: AttendeeId, others: Sequence[AttendeeId], language: str = "") -> list[str]:
        """Say the same about several others: cheaper than one by one."""
        told = [next((fired for fired in found if fired.is_told), None) for found in self.evidence_for(one, others)]
        return [reason(fired, self._name_of[other], language or self.language) if fired else "" for fired, other in zip(told, others, strict=True)]

    @cached_property
    def _name_of(self) -> Mapping[AttendeeId, str]:
        return {one.id: one.name for one in self.attendees}

    def _alone(self, who: AttendeeId) -> Crowd:
        number = self.number_of[who]
        crowd, here = next((crowd, here) for crowd, here in self._numbered() if number <= here[-1])
        return crowd.as_seekers.some(np.array([number - here[0]]))


class Reasons(Mapping[tuple[int, int], str]):
    """Why entries are useful, by (seeker, sought) place, in that order; the sentences of a seeker are made when one of them is asked for."""

    def __init__(self, room: RoomBenefit, seeker: Numbers, sought: Numbers) -> None:
        self._room = room
        self._starts = np.searchsorted(seeker, np.arange(len(room.attendees) + 1))
        self._sought = sought
        self._last: tuple[int, Mapping[int, str]] = (-1, {})

    def __getitem__(self, pair: tuple[int, int]) -> str:
        if pair not in self:
            raise KeyError(pair)
        seeker, sentences = self._last
        if seeker != pair[0]:
            sentences = self._sentences(pair[0])
            self._last = (pair[0], sentences)
        return sentences[pair[1]]

    def _sentences(self, seeker: int) -> Mapping[int, str]:
        people, others = self._room.attendees, self._of(seeker)
        return dict(zip(others, self._room.whys(people[seeker].id, [people[other].id for other in others]), strict=True))

    def _of(self, seeker: int) -> list[int]:
        return self._sought[self._starts[seeker] : self._starts[seeker + 1]].tolist() if 0 <= seeker < len(self._starts) - 1 else []

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and len(pair) == 2 and pair[1] in self._of(pair[0])

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((seeker, other) for seeker in range(len(self._starts) - 1) for other in self._of(seeker))

    def __len__(self) -> int:
        return len(self._sought)


def benefit_from_profiles(
    attendees: Sequence[Attendee], *, reader: Reader | None = None, knobs: Knobs = AS_USUAL, learned: Learned | None = None, language: str = "en"
) -> Benefit:
    """Say how useful people are to each other, from what they wrote: see `RoomBenefit.of`.

    At most the best 30 entries of each seeker are kept, with 0.5 to 10 points. Meeting anybody new is worth 1 point;
    where nothing matches, everybody is worth the same to everybody.
    """
    return RoomBenefit.of(attendees, reader=reader, knobs=knobs, learned=learned, language=language).benefit


def _without(crowds: tuple[Crowd, ...], gone: Numbers) -> tuple[Crowd, ...]:
    """Forget those who are gone: nothing of what they wrote is left."""
    found, first = [], 0
    for crowd in crowds:
        mine = gone[(gone >= first) & (gone < first + len(crowd))] - first
        found.append(crowd.without(mine) if len(mine) else crowd)
        first += len(crowd)
    return tuple(found)


def _joined(crowds: tuple[Crowd, ...], reader: Reader) -> tuple[Crowd, ...]:
    """Join small crowds at the end, so that there are never many."""
    while len(crowds) > 1 and len(crowds[-2]) <= 16 * len(crowds[-1]) and len(crowds[-2]) + len(crowds[-1]) <= LARGEST_LATER_CROWD:
        crowds = (*crowds[:-2], Crowd.of((*crowds[-2].readings, *crowds[-1].readings), reader))
    return crowds
