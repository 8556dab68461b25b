"""A planner without ambition: it goes round by round and keeps every hard rule. For tests that need some valid programme, quickly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, permutations
from typing import TypeVar

import numpy as np

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Table
from keywho.core.rounds import RoundKind

MILLIMETRE = 1e-3
T = TypeVar("T")


class NoPlace(Exception):
    """The pinned meetings could not be placed together."""


def simple_programme(problem: Problem, seed: int = 0) -> Programme:
    """Give some valid programme: pinned meetings first, then whoever fits, and a bye for the rest."""
    evening = _Evening(problem, np.random.default_rng(seed))
    evening.sit_down()
    if not evening.hold_pinned([*problem.wishes.pinned]):
        raise NoPlace(f"no place for {problem.wishes.pinned}")
    for no in problem.round_nos:
        evening.fill(no)
    return evening.programme()


@dataclass
class _Evening:
    problem: Problem
    rng: np.random.Generator
    homes: dict[AttendeeId, SeatId] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)
    host_tables: dict[AttendeeId, TableId] = field(default_factory=dict)
    hosted: set[tuple[AttendeeId, AttendeeId]] = field(default_factory=set)
    """(host, guest) who met in a hosts round"""

    def sit_down(self) -> None:
        """Give everybody a home chair while there are chairs."""
        wishes = self.problem.wishes
        self.homes = {**wishes.home_seats, **wishes.fixed_seats}
        if self.problem.room:
            taken = set(self.homes.values())
            free = self._shuffled(seat.id for seat in self.problem.room.seats if seat.id not in taken)
            without = [attendee.id for attendee in self.problem.attendees if attendee.id not in self.homes]
            self.homes |= dict(zip(without, free, strict=False))

    def hold_pinned(self, rest: list[Meeting]) -> bool:
        """Place all pinned meetings, those with chairs first; try the next place where one does not work out."""
        if not rest:
            return True
        rest = sorted(rest, key=lambda meeting: not meeting.seats)
        wanted, later = rest[0], rest[1:]
        for place in self._places(wanted.round_no, wanted.attendees, wanted.seats):
            before = (dict(self.host_tables), set(self.hosted))
            self._hold(place)
            if self.hold_pinned(later):
                return True
            self.meetings.remove(place)
            self.host_tables, self.hosted = before
        return False

    def fill(self, no: int) -> None:
        """Let everybody who is still free in a round meet somebody, if that is easily done."""
        round_ = self.problem.round(no)
        for who in self._shuffled(self.problem.present(no)):
            if self._is_free(who, no) and self.rng.random() > 0.05:
                self._gather(who, no)
        if round_.largest == 3 and round_.of_pairs:
            for who in self._shuffled(self.problem.present(no)):
                if self._is_free(who, no):
                    self._join_a_pair(who, no)

    def programme(self) -> Programme:
        """Give what was planned, with a bye for everybody who is there and has no meeting."""
        byes = [Bye(RoundNo(no), who) for no in self.problem.round_nos for who in self.problem.present(no) if self._is_free(who, no)]
        return Programme(tuple(sorted(self.meetings, key=lambda meeting: meeting.round_no)), tuple(byes), dict(self.homes))

    def _gather(self, who: AttendeeId, no: int) -> None:
        """Hold a meeting of a free person with whomever they may meet."""
        round_ = self.problem.round(no)
        size = 2 if round_.of_pairs else int(self.rng.integers(2, round_.size + 1))
        group = [who]
        for other in self._shuffled(self.problem.present(no)):
            if len(group) < size and other not in group and self._is_free(other, no) and self._may_sit_with(other, group, no):
                if round_.of_pairs and next(self._places(no, (who, other)), None) is None:
                    continue
                group.append(other)
        for count in range(len(group), 1, -1):
            place = next(self._places(no, tuple(group[:count])), None)
            if place:
                self._hold(place)
                return

    def _join_a_pair(self, who: AttendeeId, no: int) -> None:
        here = [meeting for meeting in self.meetings if meeting.round_no == no]
        if sum(len(meeting.attendees) == 3 for meeting in here) >= self.problem.most_trios(no):
            return
        pinned = self.problem.pinned_in(no)
        for pair in self._shuffled(here):
            if len(pair.attendees) > 2 or frozenset(pair.attendees) in pinned or not self._may_sit_with(who, list(pair.attendees), no):
                continue
            self.meetings.remove(pair)
            trio = next(self._places(no, (*pair.attendees, who)), None)
            self._hold(trio or pair)
            if trio:
                return

    def _may_sit_with(self, who: AttendeeId, group: list[AttendeeId], no: int) -> bool:
        problem, kind, hosting = self.problem, self.problem.round(no).kind, self.problem.wishes.hosting
        if any(pair_of(who, other) in problem.forbidden_in(no) for other in group):
            return False
        if kind is RoundKind.REQUESTS:
            return all(pair_of(who, other) in problem.requested for other in group)
        if kind is RoundKind.HOSTS:
            people = [*group, who]
            hosts = [one for one in people if one in hosting.tables]
            return len(hosts) == 1 and self._is_within_limits(hosts[0], [one for one in people if one != hosts[0]])
        return True

    def _is_within_limits(self, host: AttendeeId, guests: list[AttendeeId]) -> bool:
        hosting = self.problem.wishes.hosting
        after = self.hosted | {(host, guest) for guest in guests}
        if hosting.host_most is not None and sum(one == host for one, _ in after) > hosting.host_most:
            return False
        return hosting.guest_most is None or all(sum(one == guest for _, one in after) <= hosting.guest_most for guest in guests)

    def _places(self, no: int, people: tuple[AttendeeId, ...], chairs: tuple[SeatId, ...] = ()) -> Iterator[Meeting]:
        """Give each way to seat these people in a round, or the one way with the given chairs."""
        round_ = self.problem.round(no)
        if not self._reaches(no, people):
            return
        if self.problem.room is None:
            yield Meeting(RoundNo(no), people)
        elif round_.of_pairs:
            for seats in self._chairs_side_by_side(no, people):
                if not chairs or seats == chairs:
                    at = {self.problem.room.table_by_seat.get(seat) for seat in seats}
                    table = at.pop() if len(at) == 1 else None
                    yield Meeting(RoundNo(no), people, seats, table.id if table else None)
        else:
            for table, seats in self._chairs_at_tables(no, people, chairs):
                yield Meeting(RoundNo(no), people, seats, table.id)

    def _reaches(self, no: int, people: tuple[AttendeeId, ...]) -> bool:
        if not self.problem.measures_reach(no):
            return True
        if any(who not in self.homes for who in people):
            return False
        reach_m = self.problem.round(no).reach_m
        assert self.problem.room
        home = self.problem.room.seat_by_id
        return reach_m is None or all(home[self.homes[one]].walk_m(home[self.homes[other]]) <= reach_m + MILLIMETRE for one, other in combinations(people, 2))

    def _chairs_side_by_side(self, no: int, people: tuple[AttendeeId, ...]) -> Iterator[tuple[SeatId, ...]]:
        room = self.problem.room
        assert room
        if self.problem.round(no).kind is RoundKind.NEIGHBOUR:
            chains: Iterable[tuple[SeatId, ...]] = [tuple(self.homes[who] for who in people)]
        elif len(people) == 2:
            chains = [(one, other) for one in room.beside for other in room.beside[one]]
        else:
            chains = [
                chain for middle, beside in room.beside.items() for left, right in permutations(beside, 2) for chain in permutations((left, middle, right))
            ]
        for chain in self._shuffled(dict.fromkeys(chains)):
            links = sum(room.are_adjacent(one, other) for one, other in combinations(chain, 2))
            if links >= len(people) - 1 and all(self._may_sit_on(who, seat, no) for who, seat in zip(people, chain, strict=True)):
                yield chain

    def _chairs_at_tables(self, no: int, people: tuple[AttendeeId, ...], chairs: tuple[SeatId, ...]) -> Iterator[tuple[Table, tuple[SeatId, ...]]]:
        wishes = self.problem.wishes
        used = {meeting.table for meeting in self.meetings if meeting.round_no == no}
        hosts = [who for who in people if who in wishes.hosting.tables] if self.problem.round(no).kind is RoundKind.HOSTS else []
        own = next((wishes.hosting.tables[host] or self.host_tables.get(host) for host in hosts), None)
        for table in self._shuffled(self.problem.tables(no)):
            if table.id in used or (own is not None and table.id != own):
                continue
            seats = chairs or self._take_chairs(no, people, table)
            if len(seats) == len(people) and all(seat in table.seats and self._may_sit_on(who, seat, no) for who, seat in zip(people, seats, strict=True)):
                yield table, seats

    def _take_chairs(self, no: int, people: tuple[AttendeeId, ...], table: Table) -> tuple[SeatId, ...]:
        """Give each of them a chair of the table, their own to those who cannot move; nothing where the chairs do not suffice."""
        fixed = self.problem.wishes.fixed_seats
        kept = {who: fixed[who] for who in people if who in fixed}
        movers = [who for who in people if who not in kept]
        free = [seat for seat in self._shuffled(table.seats) if all(self._may_sit_on(who, seat, no) for who in movers)]
        if len(free) < len(movers):
            return ()
        seat_of = kept | dict(zip(movers, free, strict=False))
        return tuple(seat_of[who] for who in people)

    def _may_sit_on(self, who: AttendeeId, seat: SeatId, no: int) -> bool:
        fixed = self.problem.wishes.fixed_seats
        if fixed.get(who, seat) != seat or any(seat == taken and who != one and self.problem.is_present(one, no) for one, taken in fixed.items()):
            return False
        return not any(seat in meeting.seats for meeting in self.meetings if meeting.round_no == no)

    def _hold(self, meeting: Meeting) -> None:
        self.meetings.append(meeting)
        if self.problem.round(meeting.round_no).kind is RoundKind.HOSTS:
            hosts = [who for who in meeting.attendees if who in self.problem.wishes.hosting.tables]
            for host in hosts:
                self.hosted |= {(host, guest) for guest in meeting.attendees if guest != host}
                if meeting.table is not None:
                    self.host_tables.setdefault(host, meeting.table)

    def _is_free(self, who: AttendeeId, no: int) -> bool:
        return not any(who in meeting.attendees for meeting in self.meetings if meeting.round_no == no)

    def _shuffled(self, things: Iterable[T]) -> list[T]:
        listed = list(things)
        return [listed[at] for at in self.rng.permutation(len(listed))]
