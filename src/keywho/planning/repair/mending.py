"""One repair: the rounds to come while they are being mended."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, Parted, PrefersGroups, SitOut
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.instance import Groups, Instance
from keywho.planning.repair.chains import ALL_UP_TO, Effort, Placing
from keywho.planning.repair.changed_problem import Changed
from keywho.planning.repair.closing_gaps import Gaps
from keywho.planning.repair.exchanges import bring_into_group, bring_together
from keywho.planning.repair.new_round import first_meetings, first_places
from keywho.planning.repair.newcomer_homes import newcomer_homes
from keywho.planning.repair.running_evening import RunningEvening
from keywho.planning.repair.running_round import RunningRound
from keywho.planning.repair.tally import Tally

TOGETHER_FROM = 10
"""People left over in a round from which they are first matched with each other."""


@dataclass(frozen=True, slots=True)
class Disturbance:
    """Points that one person's new instruction has to bring: in the first repaired round (and the one after a round under way), and in each later one."""

    next_round: float = 1.0
    later: float = 0.25


USUAL = Disturbance()
"""The usual price."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a repair happens.

    Attributes
    ----------
    first : the first round that may change.
    under_way : whether that round is being held right now.
    owed : people who may join two who are talking, though it would be their first bye.
    """

    first: int
    under_way: bool = False
    owed: Collection[AttendeeId] = ()


class Mending:
    """One repair: the rounds to come while they are being mended."""

    def __init__(self, instance: Instance, changed: Changed, before: Programme, moment: Moment, ends: float, seed: int, disturbance: Disturbance) -> None:
        """Take the evening after the changes; `ends` is the time of `perf_counter` after which nothing long is begun."""
        self.instance, self.problem, self.changed, self.before = instance, changed.problem, changed, before
        self.moment, self.first, self.ends, self.seed, self.disturbance = moment, moment.first, ends, seed, disturbance
        self.chance = np.random.default_rng([seed, 6])
        self.homes: dict[AttendeeId, SeatId] = dict(changed.homes)
        self.homes |= newcomer_homes(instance, changed.homes, changed.newcomers, before, self.first)
        self.evening = RunningEvening.of(instance, self.homes, changed.still)
        self.standing = frozenset(self.problem.index[who] for who in changed.newcomers)
        self.moved: set[int] = set()
        self.rounds = [self._round(no) for no in range(self.first, len(self.problem.rounds) + 1)]

    def _round(self, no: int) -> RunningRound:
        index = self.problem.index
        byes = frozenset(index[bye.attendee] for bye in self.before.byes if bye.round_no == no)
        return RunningRound(self.evening, no - 1, self.before.by_round.get(RoundNo(no), ()), byes)

    def run(self, changes: Sequence[Change]) -> None:
        """End the meetings that can't be held, then find places for all who are left over."""
        self._keep_tables()
        index = self.problem.index
        touched = {index[who] for who in self._touched(changes)}
        for round_ in self.rounds:
            round_.release(touched)
        if self.moment.under_way:
            self.rounds[0].let_talk()
        self.tally = Tally(self.instance, self.groups())
        self.placings = [self._placing(round_) for round_ in self.rounds]
        for round_ in self.rounds:
            self._count_left_over(round_, -1)
        for placing in self.placings:
            self._count_left_over(placing.round, 1)
            self._mend(placing)
            self._close_gaps(placing)
        self._hold_must_meets()
        for change in changes:
            if isinstance(change, PrefersGroups) and change.wants:
                for placing in self.placings:
                    if placing.round.of_pairs:
                        bring_into_group(placing, index[change.who])

    def _placing(self, round_: RunningRound) -> Placing:
        at = round_.no + 1 - self.first
        price = self.disturbance.next_round if at <= self.moment.under_way else self.disturbance.later
        return Placing(round_, self.tally, price, self.chance, self._owed() if at == 0 and self.moment.under_way else ())

    def _owed(self) -> frozenset[int]:
        """Give those who may join two who are talking: they had a bye before, or somebody says so."""
        charged = {no for no in range(1, self.first) if self.problem.round(no).kind is not RoundKind.REQUESTS}
        people = {*self.moment.owed, *(bye.attendee for bye in self.before.byes if bye.round_no in charged)}
        return frozenset(self.problem.index[who] for who in people if who in self.problem.index)

    def _count_left_over(self, round_: RunningRound, times: int) -> None:
        """Count the byes of those whom the change left over; those of a later round are no byes yet, that round is still mended."""
        for who in round_.idle:
            if not round_.had_bye(who):
                self.tally.add_byes(round_.no, who, times)

    def _touched(self, changes: Sequence[Change]) -> set[AttendeeId]:
        """Give all whose presence, company or home chair is another now."""
        people = set(self.changed.moved)
        for change in changes:
            match change:
                case NoShow(who) | Departure(who, _) | SitOut(who, _) | Back(who, _):
                    people.add(who)
                case LateArrival(attendee):
                    people.add(attendee.id)
                case Parted(one, other):
                    people |= {one, other}
        return people

    def _keep_tables(self) -> None:
        """Let each host keep the table of an earlier round, or the planned one where it can still be used."""
        problem = self.problem
        for no in (no for no in problem.round_nos if problem.round(no).kind is RoundKind.HOSTS):
            usable = {table.id for table in problem.tables(no)}
            for meeting in self.before.by_round.get(RoundNo(no), ()):
                for host in (who for who in meeting.attendees if who in problem.wishes.hosting.tables):
                    if meeting.table is not None and meeting.table in usable and (no < self.first or self._has_chairs(meeting)):
                        self.evening.kept_tables.setdefault(problem.index[host], meeting.table)

    def _has_chairs(self, meeting: Meeting) -> bool:
        chairs = self.evening.chairs
        return chairs is not None and any(chairs.number.get(seat, -1) not in {-1, *self.evening.lost} for seat in meeting.seats)

    def groups(self) -> list[Groups]:
        """Give the meetings of all rounds as places in the list."""
        index = self.problem.index
        over = [[[index[who] for who in meeting.attendees] for meeting in self.before.by_round.get(RoundNo(no), ())] for no in range(1, self.first)]
        return [*over, *([list(people) for people in round_.groups.values()] for round_ in self.rounds)]

    def _mend(self, placing: Placing) -> None:
        """Find places for all who are left over in a round."""
        round_ = placing.round
        while round_.of_pairs and round_.trios > round_.most_trios and placing.pull_out_of_trio():
            pass
        if len(round_.idle) >= TOGETHER_FROM and time.perf_counter() < self.ends:
            if not round_.groups:
                self._plan_first(round_)
            elif round_.of_pairs:
                for people in self._matched(round_):
                    self._begin(round_, people)
        self._place_waiting(placing)

    def _place_waiting(self, placing: Placing) -> None:
        """Find a place for each who is left over, most byes first."""
        round_ = placing.round
        waiting = sorted(round_.idle, key=lambda who: (-self.tally.last_bye(round_.no, who), who))
        effort = Effort() if len(waiting) < TOGETHER_FROM else Effort(1, 2)
        overdue = Effort(1, 1) if len(waiting) <= ALL_UP_TO else Effort(0, 0)  # one replacement is soon found, and shares out the byes
        for who in waiting:
            if who in round_.idle:
                placing.place(who, effort if time.perf_counter() < self.ends else overdue)
        if len(waiting) > ALL_UP_TO >= len(round_.idle):  # whoever was passed over in a hurry may join two who have met since
            for who in sorted(round_.idle):
                if who in round_.idle:
                    placing.place(who, overdue)

    def _close_gaps(self, placing: Placing) -> None:
        """Let those who are still left over move to other home chairs, where these limit who can meet, and mend the later rounds for it."""
        round_ = placing.round
        if not round_.measured or not round_.idle or round_.talking or (self.moment.under_way and round_ is self.rounds[0]):
            return
        if len(round_.idle) > ALL_UP_TO and time.perf_counter() > self.ends:
            return
        later = self.rounds[round_.no + 2 - self.first :]
        moved = Gaps(placing, later, self._bound(round_), self.standing).close()
        if not moved:
            return
        chairs, attendees = self.evening.chairs, self.problem.attendees
        assert chairs is not None
        self.homes |= {attendees[who].id: chairs.ids[self.evening.home[who]] for who in moved}
        self.moved |= moved
        for other in later:
            before = set(other.idle)
            other.release(moved, self.tally)
            for who in other.idle - before:
                self.tally.add_byes(other.no, who, -1)  # no byes yet: that round is still to be mended
        self._place_waiting(placing)

    def _bound(self, round_: RunningRound) -> set[int]:
        """Give those who keep their home chair: they can't move, or have met from it, or a pinned meeting to come is held from it."""
        problem = self.problem
        index = problem.index
        measured = [no for no in problem.round_nos if problem.measures_reach(no)]
        bound = {*self.evening.still, *(index[who] for who in problem.wishes.fixed_seats)}
        bound |= {index[who] for no in measured if no < self.first for meeting in self.before.by_round.get(RoundNo(no), ()) for who in meeting.attendees}
        for other in self.rounds:
            if other.measured:
                bound |= {*other.group_of} if other.no < round_.no else {who for number in other.pinned for who in other.groups[number]}
        return bound

    def _matched(self, round_: RunningRound) -> Groups:
        """Match many who are left over with each other, all other meetings as they are."""
        from keywho.planning.chairs.places import Chairs
        from keywho.planning.pairs.planner import PairPlanner

        groups = self.groups()
        kept = groups[round_.no]
        pinned = [kept if no == round_.no else [] for no in range(len(groups))]
        chairs = Chairs.of(self.problem.room) if self.problem.room else None
        planner = PairPlanner(self.instance, chairs, np.array(self.evening.home, np.int32), pinned, self.chance)
        return planner.match_again(round_.no, groups)[len(kept) :]

    def _plan_first(self, round_: RunningRound) -> None:
        """Plan a round that has no meeting yet."""
        groups = self._matched(round_) if round_.of_pairs else first_meetings(self.instance, round_.no, self.groups(), self.ends, self.seed)
        if self.evening.chairs is not None and round_.kind in (RoundKind.NEARBY, RoundKind.REQUESTS):
            places = first_places(self.evening.chairs, groups, round_.seats.fixed, self._chairs_before(round_))
            for people, chairs in zip(groups, places, strict=True):
                if chairs:
                    self._begin(round_, people, chairs=chairs)
            return
        tables = self.problem.tables(round_.no + 1) if round_.kind is RoundKind.TABLE else ()
        for at, people in enumerate(groups):
            if len(people) > 1:
                self._begin(round_, people, table=tables[at].id if tables else None)

    def _chairs_before(self, round_: RunningRound) -> list[int]:
        """Give the chair from which each person would come to a round: that of the round before, or the home chair."""
        at = round_.no - self.first
        before = self.rounds[at].seats.seat_of if at >= 0 else {}
        return [before.get(who, home) for who, home in enumerate(self.evening.home)]

    def _begin(self, round_: RunningRound, people: Sequence[int], *, table: TableId | None = None, chairs: Sequence[int] = ()) -> None:
        """Let people who are left over meet, on chairs or at a table if some are named, where the rules allow it and there are chairs."""
        number, group = round_.new_number(), tuple(int(who) for who in people)
        if not round_.may_meet(group, self.tally, group) or (round_.of_pairs and len(group) == 3 and round_.trios >= round_.most_trios):
            return
        if table is not None:
            round_.seats.table_of[number] = table
        if round_.seats.sit(number, group, tuple(chairs)) if chairs else round_.seats.settle([(number, group)]):
            round_.apply([(number, group)], self.tally)

    def _hold_must_meets(self) -> None:
        """Bring together those who must meet and have lost their meeting."""
        open_ = [placing for placing in self.placings if not placing.round.talking]
        for one, other in sorted(self.instance.must_meet):
            if not self.tally.have_met(one, other):
                placing = bring_together(open_, one, other)
                if placing is not None:
                    self._place_waiting(placing)
