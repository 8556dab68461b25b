"""The numbers behind the report, computed anew from problem and programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from keywho.core.ids import AttendeeId, Pair, SeatId
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """What one person gets out of the evening: points of benefit, how many different people, how many of them useful, and their byes."""

    place: int
    attendee: Attendee
    points: float
    met: int
    useful: int
    byes: tuple[int, ...]
    present: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's way to the chair of a round."""

    who: AttendeeId
    start: SeatId
    goal: SeatId
    metres: float


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One round: its meetings, who sits it out, and the walks that lead to it."""

    no: int
    meetings: tuple[Meeting, ...]
    byes: tuple[AttendeeId, ...]
    walks: tuple[Walk, ...]

    @property
    def people(self) -> int:
        """How many are in a meeting."""
        return sum(len(meeting.attendees) for meeting in self.meetings)

    @property
    def walked_m(self) -> float:
        """All metres walked to this round."""
        return sum(walk.metres for walk in self.walks)


@dataclass(frozen=True)
class Figures:
    """All numbers of one programme that the report shows."""

    problem: Problem
    programme: Programme

    @cached_property
    def rounds_by_pair(self) -> Mapping[Pair, tuple[int, ...]]:
        """The rounds in which each two meet."""
        found: dict[Pair, tuple[int, ...]] = {}
        for no, meetings in self.programme.by_round.items():
            for meeting in meetings:
                for pair in meeting.pairs():
                    found[pair] = (*found.get(pair, ()), no)
        return found

    @cached_property
    def requests(self) -> frozenset[tuple[AttendeeId, AttendeeId]]:
        """Who asked to meet whom."""
        return frozenset(self.problem.wishes.requests)

    @cached_property
    def pairs(self) -> NDArray[np.int64]:
        """Each two who meet, as places in the list; shape (pairs, 2)."""
        index = self.problem.index
        places = [(index[one], index[other]) for one, other in self.rounds_by_pair]
        return np.asarray(places, np.int64).reshape(-1, 2)

    @cached_property
    def rounds(self) -> tuple[RoundFigures, ...]:
        """Every round with its walks: from the previous chair, from the home chair at first."""
        room = self.problem.room
        chairs = dict(self.programme.home_seats)
        byes: dict[int, list[AttendeeId]] = {}
        for bye in self.programme.byes:
            byes.setdefault(bye.round_no, []).append(bye.attendee)
        found = []
        for no in self.problem.round_nos:
            meetings = self.programme.by_round.get(no, ())  # type: ignore[call-overload]  # RoundNo is an int
            walks: list[Walk] = []
            for meeting in meetings:
                for who, goal in zip(meeting.attendees, meeting.seats, strict=False):
                    start = chairs.get(who, goal)
                    if room and start != goal:
                        walks.append(Walk(who, start, goal, room.seat_by_id[start].walk_m(room.seat_by_id[goal])))
                    chairs[who] = goal
            found.append(RoundFigures(no, meetings, tuple(byes.get(no, ())), tuple(walks)))
        return tuple(found)

    @cached_property
    def people(self) -> tuple[PersonFigures, ...]:
        """What each attendee gets, in the order of the list. The points of all add up to the benefit and useful parts of the score (without `both_ways`)."""
        problem, count = self.problem, len(self.problem.attendees)
        met = np.bincount(self.pairs.ravel(), minlength=count)
        acquainted = np.asarray([pair in problem.wishes.acquainted for pair in self.rounds_by_pair], bool)
        new = self.pairs[~acquainted]
        seeker, sought = np.concatenate([new[:, 0], new[:, 1]]), np.concatenate([new[:, 1], new[:, 0]])
        entry = _entries(problem, seeker * count + sought)
        useful = np.bincount(seeker[entry > 0], minlength=count)
        steps = np.concatenate([[0.0], np.cumsum(problem.weights.useful)])
        points = np.bincount(seeker, entry + problem.benefit.anyone, minlength=count) + steps[np.minimum(useful, len(steps) - 1)]
        byes: dict[AttendeeId, list[int]] = {}
        for bye in self.programme.byes:
            byes.setdefault(bye.attendee, []).append(bye.round_no)
        rounds = frozenset(problem.round_nos)
        return tuple(
            PersonFigures(
                place,
                attendee,
                float(points[place]),
                int(met[place]),
                int(useful[place]),
                tuple(sorted(byes.get(attendee.id, ()))),
                not rounds <= problem.wishes.absent.get(attendee.id, frozenset()),
            )
            for place, attendee in enumerate(problem.attendees)
        )

    @cached_property
    def least(self) -> tuple[PersonFigures, ...]:
        """Everybody who comes, those who get least first."""
        return tuple(sorted((person for person in self.people if person.present), key=lambda person: (person.points, person.met, person.place)))

    @cached_property
    def circles(self) -> int:
        """Into how many separate circles the people fall, when those who meet know each other afterwards."""
        count = len(self.problem.attendees)
        ties = coo_array((np.ones(len(self.pairs)), (self.pairs[:, 0], self.pairs[:, 1])), shape=(count, count))
        return int(connected_components(ties, directed=False, return_labels=False)) if count else 0

    @cached_property
    def room_order(self) -> tuple[int, ...]:
        """Places in the list, ordered by home chair through the room; those without one come last."""
        room = self.problem.room
        chair_no = {seat.id: no for no, seat in enumerate(room.seats)} if room else {}
        last = len(chair_no)
        home = self.programme.home_seats
        numbers = [chair_no.get(home[attendee.id], last) if attendee.id in home else last for attendee in self.problem.attendees]
        return tuple(sorted(range(len(numbers)), key=lambda place: (numbers[place], place)))


def _entries(problem: Problem, wanted: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the benefit entries (requests included) of directed pairs coded as seeker * people + sought."""
    benefit, count = problem.benefit, len(problem.attendees)
    keys = benefit.seeker.astype(np.int64) * count + benefit.sought
    order = np.argsort(keys, kind="stable")
    asked = np.asarray(sorted({problem.index[asker] * count + problem.index[asked] for asker, asked in problem.wishes.requests}), np.int64)
    return _looked_up(keys[order], benefit.points[order], wanted) + _looked_up(asked, np.full(len(asked), problem.weights.request), wanted)


def _looked_up(keys: NDArray[np.int64], values: NDArray[np.float64], wanted: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the value of each wanted key from sorted keys, 0 where it is missing."""
    if len(keys) == 0:
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)
