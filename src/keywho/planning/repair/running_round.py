"""One round of a running evening while it is being mended: its meetings, and who is left over."""

from collections.abc import Iterable, Sequence

from keywho.core.meeting import Meeting
from keywho.core.rounds import RoundKind
from keywho.planning.instance import is_pair_round
from keywho.planning.repair.running_chairs import Seats, Step
from keywho.planning.repair.running_evening import RunningEvening
from keywho.planning.repair.tally import Tally


class RunningRound:
    """The meetings of a round by number.

    Attributes
    ----------
    groups : the people of each meeting.
    planned : the people of each meeting in the programme before.
    pinned : meetings that stay as they are.
    talking : meetings of a round under way: whoever is in one stays there, on the same chair.
    idle : who is there and has no meeting.
    trios : meetings of three in a neighbour or nearby round.
    """

    def __init__(self, evening: RunningEvening, no: int, meetings: Sequence[Meeting], byes: frozenset[int]) -> None:
        """Take the meetings and byes of a round (0-based) as they were planned."""
        problem = evening.instance.problem
        self.evening, self.no, self.kind, self.size = evening, no, problem.rounds[no].kind, problem.rounds[no].size
        self.of_pairs = is_pair_round(self.kind)
        self.measured = evening.chairs is not None and problem.measures_reach(no + 1)
        self.most_trios = self.needed_trios = problem.needed_trios(no + 1)
        self.present: list[bool] = evening.instance.present[no].tolist()
        self.seats = Seats(evening, no)
        self.groups: dict[int, tuple[int, ...]] = {}
        for number, meeting in enumerate(meetings):
            people = tuple([problem.index[who] for who in meeting.attendees])
            self.groups[number] = people
            self.seats.take(number, people, meeting)
        self.planned = dict(self.groups)
        self.group_of = {who: number for number, people in self.groups.items() for who in people}
        self._byes = byes
        self._planned_of = dict(self.group_of)
        pinned = {frozenset(problem.index[who] for who in group) for group in problem.pinned_in(no + 1)}
        self.pinned = {number for number, people in self.groups.items() if frozenset(people) in pinned} if pinned else set()
        self.talking: frozenset[int] = frozenset()
        self.idle = {who for who, here in enumerate(self.present) if here and who not in self.group_of}
        self.trios = sum(len(people) == 3 for people in self.groups.values()) if self.of_pairs else 0
        self._next = len(meetings)
        self._regrouped: set[int] = set()

    def new_number(self) -> int:
        """Give a number that no meeting has or had."""
        self._next += 1
        return self._next - 1

    def had_bye(self, who: int) -> bool:
        """Say whether somebody had a bye in the programme before."""
        return who in self._byes

    def is_changed(self, who: int) -> bool:
        """Say whether somebody has other company than in the programme before."""
        now, before = self.group_of.get(who), self._planned_of.get(who)
        if now is None or before is None:
            return now is not before
        return {*self.groups[now]} != {*self.planned[before]}

    def is_new(self, number: int) -> bool:
        """Say whether a meeting has other people or chairs than it was planned with, or was not planned at all."""
        if number not in self._regrouped:
            return False
        people = self.groups[number]
        return people != self.planned.get(number) or any(self.seats.seat_of.get(who) != self.seats.planned.get(who) for who in people)

    def people_told(self) -> list[int]:
        """Give those who meet others, or sit on another chair, than was planned."""
        numbers = {number for number in self._regrouped if number in self.groups and self.is_new(number)} | (self.planned.keys() - self.groups.keys())
        people = {who for number in numbers for who in (*self.planned.get(number, ()), *self.groups.get(number, ()))}
        return sorted(who for who in people if self.is_changed(who) or self.seats.seat_of.get(who) != self.seats.planned.get(who))

    def release(self, touched: Iterable[int], tally: Tally | None = None) -> None:
        """Take out who is gone, and end the meetings that break a rule since the change; `touched` are all whom it concerns.

        A tally that counts these meetings already is told of it.
        """
        wrong = {self.group_of[who] for who in touched if who in self.group_of} | self.seats.unsound()
        if not any(self.present):  # the round is dropped
            wrong = {*self.groups}
        for number in sorted(wrong, key=lambda number: (number not in self.pinned, number)):
            before = self.groups[number]
            people = self._apart(tuple(who for who in before if self.present[who]))
            if not self.evening.may_meet(self.no, people):
                people = ()
            if people == before and self.seats.sound(people):
                continue
            if people != before:
                self.pinned.discard(number)
            if not self.seats.settle([(number, people)]):
                people = ()
                self.seats.settle([(number, people)])
            if tally is None:
                self._set([(number, people)])
            else:
                self.apply([(number, people)], tally)
        self.pinned &= self.groups.keys()
        self._allow_trios(self.pinned)

    def let_talk(self) -> None:
        """Leave everybody who is in a meeting where they are, for the round is under way."""
        self.talking = frozenset(self.groups)
        self.pinned = set()
        self.seats.stay()
        self._allow_trios(self.talking)

    def _allow_trios(self, kept: Iterable[int]) -> None:
        """Trios that stay are allowed, even if fewer would be needed now."""
        self.most_trios = max(self.needed_trios, sum(len(self.groups[number]) == 3 for number in kept)) if self.of_pairs else 0

    def _apart(self, people: tuple[int, ...]) -> tuple[int, ...]:
        """Take people out of a meeting until no two are left who must not meet; hosts stay as long as they can."""
        while clash := self.evening.clash(self.no, people):
            out = max(clash, key=lambda who: (who not in self.evening.hosts, who))
            people = tuple(who for who in people if who != out)
        return people

    def may_meet(self, people: Sequence[int], tally: Tally, joining: Iterable[int] = ()) -> bool:
        """Say whether people may meet here, chairs aside; the limits of hosts are looked at for those who join."""
        if not self.evening.may_meet(self.no, people):
            return False
        if self.kind is RoundKind.HOSTS:
            host = next(who for who in people if who in self.evening.hosts)
            return all(tally.within_limits(host, who) for who in (people if host in joining else joining) if who != host)
        return True

    def apply(self, steps: Sequence[Step], tally: Tally) -> float:
        """Regroup people, chairs aside, and give the points that this brings; whoever is in no meeting then has a bye."""
        points = 0.0
        before = [self.groups.get(number, ()) for number, _ in steps]
        for old, (_, people) in zip(before, steps, strict=True):
            points += (tally.group_price(self.no, old) if old else 0.0) - (tally.group_price(self.no, people) if people else 0.0)
            for at, one in enumerate(old):
                for other in old[at + 1 :]:
                    if one not in people or other not in people:
                        points += tally.part(self.no, one, other)
        for old, (_, people) in zip(before, steps, strict=True):
            for at, one in enumerate(people):
                for other in people[at + 1 :]:
                    if one not in old or other not in old:
                        points += tally.meet(self.no, one, other)
        met = {who for people in before for who in people}
        meets = {who for _, people in steps for who in people}
        for who in met - meets:
            points -= tally.next_bye(self.no, who)
            tally.add_byes(self.no, who, 1)
        for who in meets - met:
            points += tally.last_bye(self.no, who)
            tally.add_byes(self.no, who, -1)
        self._set(steps)
        return points

    def back(self, steps: Sequence[Step]) -> list[Step]:
        """Give the steps that take others back; ask before applying those."""
        return [(number, self.groups.get(number, ())) for number, _ in steps]

    def _set(self, steps: Sequence[Step]) -> None:
        involved: set[int] = set()
        self._regrouped.update(number for number, _ in steps)
        for number, _ in steps:
            old = self.groups.pop(number, ())
            self.trios -= self.of_pairs and len(old) == 3
            involved.update(old)
            for who in old:
                self.group_of.pop(who, None)
        for number, people in steps:
            if people:
                self.groups[number] = people
                self.trios += self.of_pairs and len(people) == 3
                involved.update(people)
                for who in people:
                    self.group_of[who] = number
        for who in involved:
            if self.present[who] and who not in self.group_of:
                self.idle.add(who)
            else:
                self.idle.discard(who)
