"""Which meeting sits where, so that people walk little."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.rounds import RoundKind
from keywho.planning.chairs.pair_seating import seat_pairs
from keywho.planning.chairs.places import Chairs, PairRoom, pair_room
from keywho.planning.chairs.table_seating import Given, TablePlaces, host_tables, seat_at_tables
from keywho.planning.chairs.walking import Walk, before_and_after, metres_of, stops_of

__all__ = ["PairRoom", "Seated", "pair_room", "seat_rounds", "table_capacities"]

Groups = Sequence[Sequence[int]]
"""The groups of one round: places in `Problem.attendees`."""


@dataclass(frozen=True, slots=True)
class Seated:
    """The meetings with their chairs, and the groups (with their rounds) for which no place was found."""

    meetings: tuple[Meeting, ...]
    unseated: tuple[tuple[RoundNo, tuple[int, ...]], ...] = ()


def seat_rounds(problem: Problem, groups_by_round: Sequence[Groups], homes: NDArray[np.int32], *, sweeps: int | None = None) -> Seated:
    """Seat the groups of every round with little walking.

    The rounds are seated one after the other, each with the least metres from the chairs before. Then each is seated again between the
    chairs before and after, `sweeps` times; less often in large halls when `sweeps` is not given.

    Parameters
    ----------
    groups_by_round : a list of groups for each round of the problem; a group is a list of places in `problem.attendees`.
    homes : the place of each attendee's home chair in `problem.room.seats`, -1 for none.
    """
    if problem.room is None:
        return Seated(tuple(_meeting(problem, no, group) for no, groups in zip(problem.round_nos, groups_by_round, strict=True) for group in groups))
    hall = _Hall(problem, groups_by_round, np.asarray(homes, np.int32))
    if sweeps is None:
        sweeps = 3 if len(problem.attendees) <= 400 else 1
    placed = [hall.seat(at, stops_of(before_and_after(hall.chairs_by_round, hall.homes, at)[0])) for at in range(len(problem.rounds))]
    for _ in range(sweeps):
        metres = metres_of(hall.chairs.xy, hall.homes, hall.chairs_by_round)
        for at in range(len(problem.rounds)):
            placed[at] = hall.seat_better(at, placed[at])
        if metres_of(hall.chairs.xy, hall.homes, hall.chairs_by_round) > metres - 0.1:
            break
    meetings, unseated = [], []
    for no, groups, places in zip(problem.round_nos, groups_by_round, placed, strict=True):
        for group, place in zip(groups, places, strict=True):
            if place is None:
                unseated.append((RoundNo(no), tuple(group)))
            else:
                meetings.append(_meeting(problem, no, group, tuple(hall.chairs.ids[chair] for chair in place.chairs), place.table))
    return Seated(tuple(meetings), tuple(unseated))


def table_capacities(problem: Problem, no: int) -> NDArray[np.int32]:
    """Give the chairs that a round can use at each table of `problem.tables(no)`: no more than the round's size."""
    return np.array([min(table.capacity, problem.round(no).size) for table in problem.tables(no)], np.int32)


@dataclass(frozen=True, slots=True)
class _Place:
    """The chairs of a group, in the order of its people, and the table they stand at."""

    chairs: tuple[int, ...]
    table: TableId | None


class _Hall:
    """The room while it is being seated: who sits where in which round."""

    def __init__(self, problem: Problem, groups_by_round: Sequence[Groups], homes: NDArray[np.int32]) -> None:
        assert problem.room is not None
        self.problem, self.room, self.groups_by_round, self.homes = problem, problem.room, groups_by_round, homes
        self.chairs = Chairs.of(problem.room)
        self.chairs_by_round = np.full((len(problem.rounds), len(problem.attendees)), -1, np.int32)
        self.tables = {
            no: TablePlaces.of(problem.tables(no), self.chairs) for no in problem.round_nos if problem.round(no).kind in (RoundKind.TABLE, RoundKind.HOSTS)
        }
        self.given = [self._given(no, groups) for no, groups in zip(problem.round_nos, groups_by_round, strict=True)]
        own_tables = host_tables(problem, groups_by_round, self.tables, self.given, Walk(self.chairs.xy, stops_of(homes)))
        self.given = [replace(given, tables={**given.tables, **own}) for given, own in zip(self.given, own_tables, strict=True)]

    def _given(self, no: int, groups: Groups) -> Given:
        """Gather who can't move in a round, and the chairs and tables of its pinned meetings."""
        problem, number = self.problem, self.chairs.number
        fixed = {problem.index[who]: number[seat] for who, seat in problem.wishes.fixed_seats.items() if problem.is_present(who, no)}
        pinned = {frozenset(problem.index[who] for who in meeting.attendees): meeting for meeting in problem.wishes.pinned if meeting.round_no == no}
        held = {at: pinned[frozenset(group)] for at, group in enumerate(groups) if frozenset(group) in pinned} if pinned else {}
        chairs = {
            at: tuple(number[seat] for one in groups[at] if (seat := meeting.seat_of(problem.attendees[one].id)) is not None)
            for at, meeting in held.items()
            if meeting.seats
        }
        return Given(fixed, chairs, {at: meeting.table for at, meeting in held.items() if meeting.table is not None})

    def seat(self, at: int, stops: NDArray[np.int32]) -> list[_Place | None]:
        """Seat one round (0-based) between the stops, and remember who sits where."""
        problem, groups = self.problem, self.groups_by_round[at]
        walk = Walk(self.chairs.xy, stops)
        given = self.given[at]
        places: list[_Place | None]
        if at + 1 in self.tables:
            here = self.tables[at + 1]
            places = [_Place(chairs, here.ids[table]) if chairs else None for table, chairs in seat_at_tables(here, groups, given, walk)]
        elif problem.round(at + 1).kind is RoundKind.NEIGHBOUR:
            homes = [tuple(self.homes[list(group)].tolist()) for group in groups]
            places = [self._place(chairs) if min(chairs) >= 0 and self.chairs.hang_together(chairs) else None for chairs in homes]
        else:
            places = [self._place(chairs) if chairs else None for chairs in seat_pairs(self.chairs, groups, given.fixed, given.chairs, walk)]
        self._remember(at, places)
        return places

    def seat_better(self, at: int, old: list[_Place | None]) -> list[_Place | None]:
        """Seat a round again between the chairs before and after; keep the old places where that is no better."""
        if self.problem.round(at + 1).kind is RoundKind.NEIGHBOUR:
            return old
        stops = stops_of(*before_and_after(self.chairs_by_round, self.homes, at))
        metres = self._metres(at, stops)
        new = self.seat(at, stops)
        if sum(place is None for place in new) > sum(place is None for place in old) or self._metres(at, stops) >= metres - 1e-9:
            self._remember(at, old)
            return old
        return new

    def _metres(self, at: int, stops: NDArray[np.int32]) -> float:
        row = self.chairs_by_round[at]
        people = np.flatnonzero(row >= 0)
        return float(Walk(self.chairs.xy, stops).to_chairs(people, row[people]).sum())

    def _remember(self, at: int, places: Sequence[_Place | None]) -> None:
        self.chairs_by_round[at] = -1
        for group, place in zip(self.groups_by_round[at], places, strict=True):
            if place is not None:
                self.chairs_by_round[at, list(group)] = place.chairs

    def _place(self, chairs: tuple[int, ...]) -> _Place:
        tables = {self.room.table_by_seat.get(self.chairs.ids[chair]) for chair in chairs}
        table = tables.pop() if len(tables) == 1 else None
        return _Place(chairs, table.id if table else None)


def _meeting(problem: Problem, no: int, group: Sequence[int], seats: tuple[SeatId, ...] = (), table: TableId | None = None) -> Meeting:
    return Meeting(RoundNo(no), tuple(problem.attendees[person].id for person in group), seats, table)
