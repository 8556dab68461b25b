"""What does not change while the rounds of a running evening are mended: people, home chairs, usable furniture, and who may meet whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import AttendeeId, SeatId, TableId
from keywho.core.rounds import Round, RoundKind
from keywho.planning.chairs.places import Chairs
from keywho.planning.instance import Instance
from keywho.planning.repair.changed_room import lost_seats


@dataclass(frozen=True, eq=False)
class RunningEvening:
    """People and chairs by number, as the repair sees them.

    Attributes
    ----------
    chairs : the room; lost chairs stand alone in it. None without a room.
    home : chair of each attendee, -1 for none; people may move on while the rounds are mended.
    lost : chairs that nobody can sit on.
    still : chairs of people who can't move, beside those that the wishes name.
    kept_tables : the table that each host has held so far, or was given.
    """

    instance: Instance
    chairs: Chairs | None
    home: list[int]
    lost: frozenset[int]
    still: dict[int, int] = field(default_factory=dict)
    kept_tables: dict[int, TableId] = field(default_factory=dict)

    @classmethod
    def of(cls, instance: Instance, homes: Mapping[AttendeeId, SeatId], still: Mapping[AttendeeId, SeatId]) -> "RunningEvening":
        """Number home chairs, and leave lost chairs without a neighbour."""
        problem = instance.problem
        home = [-1] * instance.count
        if problem.room is None:
            return cls(instance, None, home, frozenset())
        chairs = Chairs.of(problem.room)
        lost = frozenset(chairs.number[seat] for seat in lost_seats(problem.room))
        if lost:
            beside = tuple(() if chair in lost else tuple(side for side in sides if side not in lost) for chair, sides in enumerate(chairs.beside))
            chairs = Chairs(chairs.ids, chairs.xy, beside)
        for who, seat in homes.items():
            if who in problem.index and seat in chairs.number:
                home[problem.index[who]] = chairs.number[seat]
        tables = {problem.index[who]: table for who, table in problem.wishes.hosting.tables.items() if table is not None}
        stay = {problem.index[who]: chairs.number[seat] for who, seat in still.items()}
        return cls(instance, chairs, home, lost, stay, tables)

    def move(self, who: int, chair: int) -> None:
        """Give somebody another home chair, or none (-1)."""
        self.home[who] = chair
        if self.chairs is not None:
            self.home_xy[who] = self.chairs.xy[chair] if chair >= 0 else np.nan
        for known in ("person_at_home", "standing"):
            self.__dict__.pop(known, None)

    @cached_property
    def xy(self) -> list[list[float]]:
        """The chairs' places as plain numbers."""
        return self.chairs.xy.tolist() if self.chairs else []

    @cached_property
    def home_xy(self) -> NDArray[np.float64]:
        """The place of each attendee's home chair; not a number for those without."""
        places = np.full((self.instance.count, 2), np.nan)
        if self.chairs is not None:
            home = np.array(self.home)
            places[home >= 0] = self.chairs.xy[home[home >= 0]]
        return places

    @cached_property
    def hosts(self) -> frozenset[int]:
        """Everybody who is a host."""
        return frozenset(self.instance.problem.index[who] for who in self.instance.problem.wishes.hosting.tables)

    @cached_property
    def requested(self) -> dict[int, frozenset[int]]:
        """Those whom each person may meet in a requests round."""
        found: dict[int, set[int]] = {}
        for pair in self.instance.problem.requested:
            one, other = (self.instance.problem.index[who] for who in pair)
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return {who: frozenset(others) for who, others in found.items()}

    def fixed_in(self, no: int) -> dict[int, int]:
        """Give the chair of each person who is there in a round (0-based) and can't move."""
        if self.chairs is None:
            return {}
        problem = self.instance.problem
        fixed = {problem.index[who]: self.chairs.number[seat] for who, seat in problem.wishes.fixed_seats.items()} | self.still
        return {who: chair for who, chair in fixed.items() if self.instance.present[no, who]}

    def distance_m(self, one: int, other: int) -> float:
        """Give the metres between two chairs."""
        (x, y), (u, v) = self.xy[one], self.xy[other]
        return float(((x - u) ** 2 + (y - v) ** 2) ** 0.5)

    def may_meet(self, no: int, people: Sequence[int]) -> bool:
        """Say whether these people may be one meeting of a round (0-based), chairs and the limits of hosts aside."""
        round_, largest, measured = self._rules[no]
        if not 2 <= len(people) <= largest or self.clash(no, people) is not None:
            return False
        if round_.kind is RoundKind.REQUESTS:
            return people[1] in self.requested.get(people[0], frozenset())
        if round_.kind is RoundKind.HOSTS:
            return sum(who in self.hosts for who in people) == 1
        if self.chairs is None or not measured:
            return True
        homes = [self.home[who] for who in people if self.home[who] >= 0]
        if round_.kind is RoundKind.NEIGHBOUR:
            return len(homes) == len(people) and self.lost.isdisjoint(homes) and self.chairs.hang_together(homes)
        return all(self.distance_m(here, there) <= (round_.reach_m or 0.0) + 1e-4 for here, there in combinations(homes, 2))

    @cached_property
    def _rules(self) -> list[tuple[Round, int, bool]]:
        """Each round with the most people of a meeting, and whether home chairs limit it: asked thousands of times."""
        problem = self.instance.problem
        return [(round_, round_.largest, problem.measures_reach(no)) for no, round_ in enumerate(problem.rounds, 1)]

    def clash(self, no: int, people: Sequence[int]) -> tuple[int, int] | None:
        """Give two of some people who must not meet in a round (0-based), if there are such."""
        forbidden = self.forbidden_by_round[no]
        return next((pair for pair in combinations(people, 2) if (min(pair), max(pair)) in forbidden), None) if forbidden else None

    @cached_property
    def forbidden_by_round(self) -> list[frozenset[tuple[int, int]]]:
        """The pairs who must not meet in each round; those who parted may still be in a meeting of a round before."""
        index, never = self.instance.problem.index, self.instance.forbidden - self.instance.parted
        parted = {(index[one], index[other]): first for (one, other), first in self.instance.problem.wishes.parted.items()}
        return [
            never | {(min(pair), max(pair)) for pair, first in parted.items() if first <= no} if parted else never for no in self.instance.problem.round_nos
        ]

    @cached_property
    def person_at_home(self) -> dict[int, int]:
        """Whose home each chair is."""
        return {chair: who for who, chair in enumerate(self.home) if chair >= 0}

    @cached_property
    def standing(self) -> list[int]:
        """Everybody without a home chair: they may join anybody in a nearby round."""
        return [who for who, chair in enumerate(self.home) if chair < 0]

    def near(self, no: int, who: int) -> list[int]:
        """Give those whose home chairs are near enough to somebody's own in a round (0-based), third people of a trio aside."""
        if self.home[who] < 0 or self.chairs is None:
            return []
        round_ = self.instance.problem.rounds[no]
        if round_.kind is RoundKind.NEIGHBOUR:
            return [self.person_at_home[side] for side in self.chairs.beside[self.home[who]] if side in self.person_at_home]
        apart = np.hypot(*(self.home_xy - self.home_xy[who]).T)
        found: list[int] = np.flatnonzero(apart <= (round_.reach_m or 0.0) + 1e-4).tolist()
        return found
