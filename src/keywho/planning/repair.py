"""The smallest change that makes the rest of a running evening good: no-shows, departures, late arrivals, lost chairs and tables.

Rounds that are over stay as they were. In each round to come the meetings that can't be held end, and everybody who is left over is
brought into a meeting by the best chain of replacements (see `chains`); all others keep their company and their chairs.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from keywho.core.changes import Change, Departure, LateArrival, NoShow, SeatLost, TableLost
from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Difference, Programme
from keywho.core.rounds import RoundKind
from keywho.planning.bounds import bound_of, ceiling_of
from keywho.planning.chains import ALL_UP_TO, Effort, Placing
from keywho.planning.changed_problem import Changed, changed_problem
from keywho.planning.instance import Groups, Instance, compile_problem
from keywho.planning.newcomer_homes import newcomer_homes
from keywho.planning.objective import score_groups, walked_m
from keywho.planning.result import Result, Snapshot, Unmet
from keywho.planning.running_evening import RunningEvening
from keywho.planning.running_round import RunningRound
from keywho.planning.tally import Tally
from keywho.planning.unmet import unmet_wishes
from keywho.version import VERSION

TOGETHER_FROM = 10
"""People left over in a pair round from which they are first matched with each other."""

EXACT_BOUND_UP_TO = 150
"""People up to which the planner's own bound takes some hundredths of a second; above, a cheap ceiling is given."""


@dataclass(frozen=True, slots=True)
class Disturbance:
    """Points that one person's new instruction has to bring: in the first repaired round, and in each later one."""

    next_round: float = 1.0
    later: float = 0.25


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended evening.

    Attributes
    ----------
    problem : the evening after the change: who is there, the furniture that is left, the rounds that are over pinned as they were held.
    result : the next version of the programme, with its score and a ceiling that no programme passes.
    difference : who gets a new instruction, and in which rounds.
    changed_next_round : how many people who are there get a new instruction in the first repaired round.
    """

    problem: Problem
    result: Result
    difference: Difference
    changed_next_round: int


def repair(
    problem: Problem,
    programme: Programme,
    change: Change | Sequence[Change],
    *,
    from_round: int = 1,
    deadline_s: float = 0.5,
    seed: int = 0,
    disturbance: Disturbance = Disturbance(),
) -> Repair:
    """Mend a running programme after one or several changes.

    Parameters
    ----------
    problem, programme : the evening as it was planned, or as the last repair left it.
    change : what happened; several changes are mended together.
    from_round : the first round that may change; rounds before it are over.
    deadline_s : seconds after which nothing long is begun: whoever is still left over meets another such one, joins whom they can,
        or, where few are left over, takes the place of one who had no bye yet.
    seed : whole number from 0 up, for choices by chance.
    disturbance : price of a new instruction.

    Raises
    ------
    BadInput
        A change names somebody, a chair, a table or a round that the evening does not have.
    """
    return Repairer(problem, programme).repair(change, from_round=from_round, deadline_s=deadline_s, seed=seed, disturbance=disturbance)


class Repairer:
    """A running evening that is mended again and again; it keeps what a next repair can use, for evenings of thousands."""

    def __init__(self, problem: Problem, programme: Programme) -> None:
        """Take the evening as it was planned."""
        self.problem, self.programme = problem, programme
        self._instance: Instance | None = None

    def repair(
        self,
        change: Change | Sequence[Change],
        *,
        from_round: int = 1,
        deadline_s: float = 0.5,
        seed: int = 0,
        disturbance: Disturbance = Disturbance(),
    ) -> Repair:
        """Mend the evening and go on from there; see `repair`."""
        began = time.perf_counter()
        changes = [change] if isinstance(change, NoShow | Departure | LateArrival | SeatLost | TableLost) else list(change)
        changed = changed_problem(self.problem, self.programme, changes, from_round)
        instance = self._compiled(changed.problem)
        mending = _Mending(instance, changed, self.programme, from_round, began + deadline_s, seed, disturbance)
        mending.run(changes)
        repaired = mending.repaired(began)
        self.problem, self.programme, self._instance = repaired.problem, repaired.result.programme, instance
        return repaired

    def _compiled(self, problem: Problem) -> Instance:
        """Compile a problem, or take over what the last one has in common with it."""
        old, before = self._instance, self.problem
        same = old is not None and problem.attendees == before.attendees and problem.benefit is before.benefit
        if old is None or not same or problem.wishes.must_meet != before.wishes.must_meet:
            return compile_problem(problem)
        present = np.ones_like(old.present)
        for who, rounds in problem.wishes.absent.items():
            present[[no - 1 for no in rounds if no <= len(problem.rounds)], problem.index[who]] = False
        return replace(old, problem=problem, present=present)


class _Mending:
    """One repair: the rounds to come while they are being mended."""

    def __init__(self, instance: Instance, changed: Changed, before: Programme, first: int, ends: float, seed: int, disturbance: Disturbance) -> None:
        self.instance, self.problem, self.changed, self.before = instance, changed.problem, changed, before
        self.first, self.ends, self.seed, self.disturbance = first, ends, seed, disturbance
        self.chance = np.random.default_rng([seed, 6])
        self.homes: dict[AttendeeId, SeatId] = dict(changed.homes)
        self.homes |= newcomer_homes(instance, changed.homes, changed.newcomers, first)
        self.evening = RunningEvening.of(instance, self.homes, changed.still)
        self.rounds = [
            RunningRound(self.evening, no - 1, before.by_round.get(RoundNo(no), ()), self._byes(no)) for no in range(first, len(self.problem.rounds) + 1)
        ]

    def run(self, changes: Sequence[Change]) -> None:
        """End the meetings that can't be held, then find places for all who are left over."""
        self._keep_tables()
        index = self.problem.index
        touched = {index[who] for who in self._touched(changes)}
        for round_ in self.rounds:
            round_.release(touched)
        self.tally = Tally(self.instance, self._groups())
        for round_ in self.rounds:
            self._count_left_over(round_, -1)
        for round_ in self.rounds:
            self._count_left_over(round_, 1)
            self._mend(round_)

    def _count_left_over(self, round_: RunningRound, times: int) -> None:
        """Count the byes of those whom the change left over; those of a later round are no byes yet, that round is still mended."""
        for who in round_.idle:
            if not round_.had_bye(who):
                self.tally.add_byes(round_.no, who, times)

    def _byes(self, no: int) -> frozenset[int]:
        """Give those who had a bye in a round as it was planned."""
        return frozenset(self.problem.index[bye.attendee] for bye in self.before.byes if bye.round_no == no)

    def _touched(self, changes: Sequence[Change]) -> set[AttendeeId]:
        """Give all whose presence or home chair is another now."""
        people = {change.who for change in changes if isinstance(change, NoShow | Departure)}
        people |= {change.attendee.id for change in changes if isinstance(change, LateArrival)}
        return people | self.changed.moved

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

    def _groups(self) -> list[Groups]:
        """Give the meetings of all rounds as places in the list."""
        index = self.problem.index
        over = [[[index[who] for who in meeting.attendees] for meeting in self.before.by_round.get(RoundNo(no), ())] for no in range(1, self.first)]
        return [*over, *([list(people) for people in round_.groups.values()] for round_ in self.rounds)]

    def _mend(self, round_: RunningRound) -> None:
        """Find places for all who are left over in a round."""
        price = self.disturbance.next_round if round_.no + 1 == self.first else self.disturbance.later
        placing = Placing(round_, self.tally, price, self.chance)
        while round_.of_pairs and round_.trios > round_.most_trios and placing.pull_out_of_trio():
            pass
        if round_.of_pairs and len(round_.idle) >= TOGETHER_FROM and time.perf_counter() < self.ends:
            self._match_together(round_)
        waiting = sorted(round_.idle, key=lambda who: (-self.tally.last_bye(round_.no, who), who))
        effort = Effort() if len(waiting) < TOGETHER_FROM else Effort(1, 2)
        overdue = Effort(1, 1) if len(waiting) <= ALL_UP_TO else Effort(0, 0)  # one replacement is soon found, and shares out the byes
        for who in waiting:
            if who in round_.idle:
                placing.place(who, effort if time.perf_counter() < self.ends else overdue)

    def _match_together(self, round_: RunningRound) -> None:
        """Match many who are left over with each other, all other meetings as they are."""
        from keywho.planning.pairs import PairPlanner
        from keywho.planning.places import Chairs

        groups = self._groups()
        kept = groups[round_.no]
        pinned = [kept if no == round_.no else [] for no in range(len(groups))]
        chairs = Chairs.of(self.problem.room) if self.problem.room else None
        planner = PairPlanner(self.instance, chairs, np.array(self.evening.home, np.int32), pinned, self.chance)
        for people in planner.match_again(round_.no, groups)[len(kept) :]:
            steps = ((round_.new_number(), tuple(int(who) for who in people)),)
            if round_.may_meet(steps[0][1], self.tally) and round_.seats.settle(steps):
                round_.apply(steps, self.tally)

    def repaired(self, began: float) -> Repair:
        """Put the new programme together."""
        problem, before = self.problem, self.before
        meetings = [meeting for no in range(1, self.first) for meeting in before.by_round.get(RoundNo(no), ())]
        byes = [bye for bye in before.byes if bye.round_no < self.first]
        for round_ in self.rounds:
            meetings += self._meetings(round_)
            byes += [Bye(RoundNo(round_.no + 1), problem.attendees[who].id) for who in sorted(round_.idle)]
        programme = Programme(tuple(meetings), tuple(byes), self.homes, before.version + 1)
        problem, released = _released(problem, programme)
        worth = score_groups(self.instance, self._groups(), walked_m(problem, programme))
        bound = bound_of(self.instance) if self.instance.count <= EXACT_BOUND_UP_TO else ceiling_of(self.instance)
        seconds = time.perf_counter() - began
        result = Result(
            programme,
            worth,
            bound,
            seconds,
            self.seed,
            VERSION,
            (*self.changed.given_up, *released, *unmet_wishes(problem, programme)),
            (Snapshot(seconds, worth.points, bound.points),),
            "clock" if time.perf_counter() > self.ends else "done",
        )
        difference = self._difference(programme)
        there = {who for who, nos in difference.changed.items() if RoundNo(self.first) in nos and problem.is_present(who, self.first)}
        return Repair(problem, result, difference, len(there))

    def _difference(self, programme: Programme) -> Difference:
        """Say the same as `Programme.difference`, looking only at meetings that changed."""
        found: dict[AttendeeId, list[RoundNo]] = {}
        for round_ in self.rounds:
            for who in round_.people_told():
                found.setdefault(self.problem.attendees[who].id, []).append(RoundNo(round_.no + 1))
        return Difference(self.before.version, programme.version, {who: tuple(found[who]) for who in sorted(found)})

    def _meetings(self, round_: RunningRound) -> list[Meeting]:
        """Give the meetings of a mended round; those that did not change are the ones that were planned."""
        chairs, room = self.evening.chairs, self.problem.room
        planned = self.before.by_round.get(RoundNo(round_.no + 1), ())
        found = []
        for number, people in round_.groups.items():
            if not round_.is_new(number):
                found.append(planned[number])
                continue
            ids = tuple([self.problem.attendees[who].id for who in people])
            if chairs is None or room is None:
                found.append(Meeting(RoundNo(round_.no + 1), ids))
                continue
            seats = tuple([chairs.ids[round_.seats.seat_of[who]] for who in people])
            at = {room.table_by_seat.get(seat) for seat in seats}
            shared = at.pop() if len(at) == 1 else None
            found.append(Meeting(RoundNo(round_.no + 1), ids, seats, round_.seats.table_of.get(number) or (shared.id if shared else None)))
        return found


def _released(problem: Problem, programme: Programme) -> tuple[Problem, tuple[Unmet, ...]]:
    """Release the pinned meetings for which there is no place any more, and name them."""
    held = {(meeting.round_no, frozenset(meeting.attendees)): meeting for meeting in programme.meetings}
    unmet, kept = [], []
    for pinned in problem.wishes.pinned:
        found = held.get((pinned.round_no, frozenset(pinned.attendees)))
        if found is not None and (not pinned.seats or all(found.seat_of(who) == pinned.seat_of(who) for who in pinned.attendees)):
            kept.append(pinned)
            continue
        names = " and ".join(problem.attendee_by_id[who].name or who for who in pinned.attendees)
        sentence = f"The meeting of {names} was pinned in round {pinned.round_no}, but has lost its place. Maybe they can meet in another round."
        unmet.append(Unmet("pinned", pinned.attendees, sentence))
        if found is not None:
            kept.append(replace(pinned, seats=(), table=None))
    if not unmet:
        return problem, ()
    return replace(problem, wishes=replace(problem.wishes, pinned=tuple(kept))), tuple(unmet)
