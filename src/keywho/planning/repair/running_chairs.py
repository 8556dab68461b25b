"""The chairs of one round of a running evening: meetings that change find free chairs near their people, everybody else stays seated."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from keywho.core.ids import TableId
from keywho.core.meeting import Meeting
from keywho.core.rounds import RoundKind
from keywho.planning.chairs.places import paths_of_three
from keywho.planning.repair.running_evening import RunningEvening

Step = tuple[int, tuple[int, ...]]
"""A meeting by its number, and the people that it shall have; none end it."""

STAY_M = 100.0
"""Metres that somebody else may walk before one who stays in a meeting has to leave the chair."""


class Seats:
    """Who sits where in a round. Without a room there is always a place."""

    def __init__(self, evening: RunningEvening, no: int) -> None:
        """Begin with an empty room; `no` counts from 0."""
        self.evening, self.no = evening, no
        problem = evening.instance.problem
        self.round_ = problem.rounds[no]
        self.fixed = evening.fixed_in(no)
        self.keeper = {chair: who for who, chair in self.fixed.items()}
        self.seat_of: dict[int, int] = {}
        self.held: dict[int, int] = {}
        self.people: dict[int, tuple[int, ...]] = {}
        self.table_of: dict[int, TableId] = {}
        self.planned: dict[int, int] = {}
        self._stays: dict[int, int] = {}
        self.tables: dict[TableId, tuple[int, ...]] = {}
        if evening.chairs is not None and not self.round_.of_pairs:
            number = evening.chairs.number
            self.tables = {table.id: tuple(number[seat] for seat in table.seats if number[seat] not in evening.lost) for table in problem.tables(no + 1)}
        self.table_at = {chair: table for table, chairs in self.tables.items() for chair in chairs}

    def take(self, number: int, people: tuple[int, ...], meeting: Meeting) -> None:
        """Seat a meeting as it was planned; a chair that the room has no more counts as -1."""
        if self.evening.chairs is None:
            return
        chairs = [self.evening.chairs.number.get(seat, -1) for seat in meeting.seats]
        self._sit(number, people, tuple(chairs), meeting.table)
        self.planned |= dict(zip(people, chairs, strict=False))

    def stay(self) -> None:
        """Let everybody stay on the chair that they have now."""
        self.fixed = self.fixed | {who: chair for who, chair in self.seat_of.items() if chair >= 0}
        self.keeper = {chair: who for who, chair in self.fixed.items()}

    def unsound(self) -> set[int]:
        """Give the meetings of which somebody sits on a chair that is lost or another's own."""
        lost, keeper = self.evening.lost, self.keeper
        wrong = {who for who, chair in self.seat_of.items() if chair < 0 or chair in lost or keeper.get(chair, who) != who}
        return {number for number, people in self.people.items() if not wrong.isdisjoint(people)} if wrong else set()

    def sound(self, people: Sequence[int]) -> bool:
        """Say whether the people of a meeting sit as they should."""
        chairs = self.evening.chairs
        if chairs is None:
            return True
        places = [self.seat_of.get(who, -1) for who in people]
        if min(places) < 0 or not self.evening.lost.isdisjoint(places):
            return False
        if any(self.fixed.get(who, chair) != chair or self.keeper.get(chair, who) != who for who, chair in zip(people, places, strict=True)):
            return False
        if self.round_.kind is RoundKind.NEIGHBOUR and places != [self.evening.home[who] for who in people]:
            return False
        return chairs.hang_together(places) if self.round_.of_pairs else True

    def has_room_for(self, number: int, who: int) -> bool:
        """Say whether a chair is free at a meeting's table, or beside its chairs, for one more."""
        if self.evening.chairs is None or self.round_.kind is RoundKind.NEIGHBOUR:
            return True
        if not self.round_.of_pairs:
            return any(self._is_free(chair, (who,)) for chair in self.tables.get(self.table_of[number], ()))
        beside = self.evening.chairs.beside
        return any(self._is_free(side, (who,)) for one in self.people[number] for side in beside[self.seat_of[one]])

    def beside_free_chairs(self) -> Iterator[int]:
        """Give those who sit beside a free chair."""
        if self.evening.chairs is not None and self.round_.kind is not RoundKind.NEIGHBOUR:
            for chair, sides in enumerate(self.evening.chairs.beside):
                if self._is_free(chair, ()):
                    yield from (self.held[side] for side in sides if side in self.held)

    def metres_to(self, who: int, number: int) -> float:
        """Give how far a meeting is from where somebody would have sat; nothing for somebody who would have sat nowhere."""
        return min((self._metres(who, self.seat_of[mate]) for mate in self.people.get(number, ())), default=0.0)

    def settle(self, steps: Sequence[Step]) -> bool:
        """Give chairs to meetings that changed, all of them or none; who is in none of them any more leaves the chair."""
        if self.evening.chairs is None:
            return True
        before = [(number, self.people.get(number, ()), self.table_of.get(number)) for number, _ in steps]
        seats = {who: self.seat_of[who] for _, people, _ in before for who in people}
        for number, _ in steps:
            self._leave(number)
        for number, people in sorted(steps, key=lambda step: (not self.fixed.keys() & {*step[1]}, bool(step[1]) and not seats.keys() & {*step[1]})):
            old_table = next((table for other, _, table in before if other == number), None)
            self._stays = {who: seats[who] for other, stayed, _ in before if other == number for who in stayed}
            place = self._place(people, old_table) if people else None
            if place is not None:
                self._sit(number, people, *place)
            elif people:
                for done, _ in steps:
                    self._leave(done)
                for other, stayed, table in before:
                    if stayed:
                        self._sit(other, stayed, tuple(seats[who] for who in stayed), table)
                return False
        return True

    def sit(self, number: int, people: tuple[int, ...], chairs: tuple[int, ...]) -> bool:
        """Seat a new meeting on chairs side by side, if they are free for these people."""
        if any(not self._is_free(chair, people) or self.keeper.get(chair, who) != who for who, chair in zip(people, chairs, strict=True)):
            return False
        self._sit(number, people, chairs, None)
        return True

    def _sit(self, number: int, people: tuple[int, ...], chairs: tuple[int, ...], table: TableId | None) -> None:
        self.people[number] = people
        if table is not None:
            self.table_of[number] = table
        for who, chair in zip(people, chairs, strict=True):
            self.seat_of[who] = chair
            if chair >= 0:
                self.held[chair] = who

    def _leave(self, number: int) -> None:
        for who in self.people.pop(number, ()):
            chair = self.seat_of.pop(who)
            if self.held.get(chair) == who:
                del self.held[chair]
        self.table_of.pop(number, None)

    def _is_free(self, chair: int, people: Sequence[int]) -> bool:
        """Say whether one of these people may sit on a chair, as far as others are concerned."""
        return chair not in self.held and chair not in self.evening.lost and (chair not in self.keeper or self.keeper[chair] in people)

    def _place(self, people: tuple[int, ...], table: TableId | None) -> tuple[tuple[int, ...], TableId | None] | None:
        if not self.round_.of_pairs:
            return self._at_a_table(people, table)
        chairs = self._side_by_side(people)
        return (chairs, None) if chairs else None

    def _metres(self, who: int, chair: int) -> float:
        """Give how far a chair is from the one that somebody would have had, or from home; who stays in a meeting should keep the chair."""
        start = self.planned.get(who, -1)
        start = start if start >= 0 else self.evening.home[who]
        moved = STAY_M if self._stays.get(who, chair) != chair else 0.0
        return moved + (self.evening.distance_m(start, chair) if start >= 0 else 0.0)

    def _side_by_side(self, people: tuple[int, ...]) -> tuple[int, ...]:
        """Give free chairs that hang together, near where the people would have been; nothing when there are none."""
        if self.round_.kind is RoundKind.NEIGHBOUR:
            homes = tuple(self.evening.home[who] for who in people)
            return homes if all(home >= 0 and self._is_free(home, people) for home in homes) else ()
        fixed = [self.fixed[who] for who in people if who in self.fixed]
        anchors = fixed or [chair for who in people for chair in (self.planned.get(who, -1), self.evening.home[who]) if chair >= 0]
        best: tuple[float, tuple[int, ...]] | None = None
        for start in dict.fromkeys(anchors):
            for place in self._places_around(start, people):
                best = self._better(best, place, people)
        if best is None and not fixed:
            for start in self._free_by_distance(anchors[0] if anchors else 0):
                for place in self._places_around(start, people):
                    best = self._better(best, place, people)
                if best is not None:
                    break
        return best[1] if best else ()

    def _better(self, best: tuple[float, tuple[int, ...]] | None, place: Sequence[int], people: Sequence[int]) -> tuple[float, tuple[int, ...]] | None:
        for order in permutations(place):
            if all(self.fixed.get(who, chair) == chair and self.keeper.get(chair, who) == who for who, chair in zip(people, order, strict=True)):
                metres = sum([self._metres(who, chair) for who, chair in zip(people, order, strict=True)])
                if best is None or metres < best[0] - 1e-9:
                    best = metres, order
        return best

    def _places_around(self, start: int, people: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Give places of free chairs for two or three at a chair and beside it."""
        assert self.evening.chairs is not None
        beside = self.evening.chairs.beside
        near = [chair for chair in (start, *beside[start]) if self._is_free(chair, people)]
        if len(people) == 2:
            for one in near:
                yield from ((one, other) for other in beside[one] if self._is_free(other, people))
        else:
            around = {chair for one in (start, *beside[start]) for other in (one, *beside[one]) for chair in (other, *beside[other])}
            free = {chair for chair in around if self._is_free(chair, people)}
            for one in near:
                yield from paths_of_three(beside, free, [one])

    def _free_by_distance(self, start: int) -> list[int]:
        assert self.evening.chairs is not None
        return sorted((chair for chair in range(len(self.evening.chairs)) if self._is_free(chair, ())), key=lambda chair: self.evening.distance_m(start, chair))

    def _at_a_table(self, people: tuple[int, ...], now: TableId | None) -> tuple[tuple[int, ...], TableId | None] | None:
        """Give chairs at a table: the one they have if it can be, else a free one."""
        for table in self._tables_for(people, now):
            chairs = self._chairs_at(table, people)
            if chairs:
                for who in people:
                    if who in self.evening.hosts and self.round_.kind is RoundKind.HOSTS:
                        self.evening.kept_tables.setdefault(who, table)
                return chairs, table
        return None

    def _tables_for(self, people: tuple[int, ...], now: TableId | None) -> list[TableId]:
        taken = {*self.table_of.values()}
        bound = {self.table_at.get(self.fixed[who]) for who in people if who in self.fixed}
        if self.round_.kind is RoundKind.HOSTS:
            bound |= {self.evening.kept_tables[who] for who in people if who in self.evening.hosts and who in self.evening.kept_tables}
        if bound:
            return [table for table in bound if table is not None and table in self.tables and table not in taken] if len(bound) == 1 else []
        open_ = [table for table in self.tables if table not in taken]
        kept = {*self.evening.kept_tables.values()} if self.round_.kind is RoundKind.HOSTS else set()
        middle = {table: self._metres(people[0], self.tables[table][0]) if self.tables[table] else 0.0 for table in open_}
        return sorted(open_, key=lambda table: (table != now, table in kept, middle[table]))

    def _chairs_at(self, table: TableId, people: tuple[int, ...]) -> tuple[int, ...]:
        """Give chairs at one table: those that people have, their own for those who can't move, else the nearest free one."""
        free = [chair for chair in self.tables[table] if self._is_free(chair, people)]
        given = {who: self.fixed[who] for who in people if who in self.fixed}
        if not {*given.values()} <= {*free}:
            return ()
        open_ = {chair for chair in free if chair not in self.keeper}
        for who in people:
            if who not in given and self.planned.get(who, -1) in open_:
                given[who] = self.planned[who]
                open_.discard(given[who])
        for who in people:
            if who not in given:
                if not open_:
                    return ()
                given[who] = min(sorted(open_), key=lambda chair, who=who: self._metres(who, chair))  # type: ignore[misc]
                open_.discard(given[who])
        return tuple(given[who] for who in people)
