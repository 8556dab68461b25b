"""The smallest change that makes the rest of a running evening good: people who don't come, leave, come or rest, lost chairs, rounds more or less.

Rounds that are over stay as they were. In each round to come the meetings that can't be held end, and everybody who is left over is
brought into a meeting by the best chain of replacements (see `chains`); all others keep their company and their chairs.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from keywho.core.changes import Change
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.problem import Problem
from keywho.core.programme import Difference, Programme
from keywho.planning.bounds import bound_of, ceiling_of
from keywho.planning.instance import Instance, compile_problem, presence
from keywho.planning.objective import score_groups, walked_m
from keywho.planning.repair.changed_problem import changed_problem
from keywho.planning.repair.mended import mended_difference, mended_programme, with_pins_of
from keywho.planning.repair.mending import USUAL, Disturbance, Mending, Moment
from keywho.planning.repair.open_evening import OpenEvening, suits
from keywho.planning.repair.rematching import Rematching
from keywho.planning.result import Result, Snapshot
from keywho.planning.unmet import unmet_wishes
from keywho.version import VERSION

__all__ = ["Disturbance", "Repair", "Repairer", "repair"]

EXACT_BOUND_UP_TO = 150
"""People up to which the planner's own bound takes some hundredths of a second; above, a cheap ceiling is given."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended evening.

    Attributes
    ----------
    problem : the evening after the change: who is there, the furniture that is left, the rounds that are over (or under way) pinned as they were held.
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
    under_way: bool = False,
    owed: Collection[AttendeeId] = (),
    deadline_s: float = 0.5,
    seed: int = 0,
    disturbance: Disturbance = USUAL,
    later_rounds_free: bool = True,
) -> Repair:
    """Mend a running programme after one or several changes.

    Parameters
    ----------
    problem, programme : the evening as it was planned, or as the last repair left it.
    change : what happened; several changes are mended together, in their order.
    from_round : the first round that may change; rounds before it are over.
    under_way : `from_round` is being held right now. Whoever is in a meeting there that can go on keeps their company and chair. Those who are left over
        meet each other, sit down at a table with a free chair, or have a bye; only who is owed a meeting joins two who are talking.
    owed : people who are owed a meeting, beside those who had a bye: somebody whose partner left before, say.
    deadline_s : seconds after which nothing long is begun: whoever is still left over meets another such one, joins whom they can,
        or, where few are left over, takes the place of one who had no bye yet.
    seed : whole number from 0 up, for choices by chance.
    disturbance : price of a new instruction.
    later_rounds_free : see `Repairer`.

    Raises
    ------
    BadInput
        A change names somebody, a chair, a table or a round that the evening does not have, a round that is over, or changes nothing.
    """
    repairer = Repairer(problem, programme, later_rounds_free=later_rounds_free)
    return repairer.repair(change, from_round=from_round, under_way=under_way, owed=owed, deadline_s=deadline_s, seed=seed, disturbance=disturbance)


class Repairer:
    """A running evening that is mended again and again; it keeps what a next repair can use, for evenings of thousands.

    `open_evening` is the evening as arrays, where nothing but pairs matters and a repair has been made, or `warm_up` called.
    """

    def __init__(self, problem: Problem, programme: Programme, *, later_rounds_free: bool = True) -> None:
        """Take the evening as it was planned.

        With `later_rounds_free`, only the next round is kept as it is for all but a few: later rounds are taken together and may change for hundreds,
        which makes the evening nearly as good as one planned anew. Without it, few people are told something new in later rounds, too: for cards on paper.
        Meetings that are pinned stay in either case.
        """
        self.problem, self.programme, self.later_rounds_free = problem, programme, later_rounds_free
        self._instance: Instance | None = None
        self.open_evening: OpenEvening | None = None

    @property
    def is_warm(self) -> bool:
        """Say whether the next repair can be as quick as all others."""
        return self.open_evening is not None

    def warm_up(self) -> None:
        """Count now what the next repair needs, so that it is as quick as all others: where nothing but pairs matters (see `open_evening`)."""
        if self.open_evening is None and suits(self.problem, self.programme):
            self.open_evening = OpenEvening.of(self.problem, self.programme)

    def repair(
        self,
        change: Change | Sequence[Change],
        *,
        from_round: int = 1,
        under_way: bool = False,
        owed: Collection[AttendeeId] = (),
        deadline_s: float = 0.5,
        seed: int = 0,
        disturbance: Disturbance = USUAL,
    ) -> Repair:
        """Mend the evening and go on from there; see `repair`."""
        began = time.perf_counter()
        changes = list(change) if isinstance(change, Sequence) else [change]
        if not under_way:
            self.warm_up()
            if self.open_evening is not None and self.open_evening.allows(changes, from_round):
                return self._rematched(self.open_evening, changes, from_round, began, deadline_s, seed, disturbance)
        self.open_evening = None
        changed = changed_problem(self.problem, self.programme, changes, from_round)
        instance = self._compiled(changed.problem)
        mending = Mending(instance, changed, self.programme, Moment(from_round, under_way, owed), began + deadline_s, seed, disturbance)
        mending.run(changes)
        repaired = _repaired(mending, began)
        self.problem, self.programme, self._instance = repaired.problem, repaired.result.programme, instance
        return repaired

    def _rematched(
        self, evening: OpenEvening, changes: Sequence[Change], first: int, began: float, deadline_s: float, seed: int, disturbance: Disturbance
    ) -> Repair:
        """Mend an evening of pairs by matching again around those who are left over."""
        ends = began + deadline_s
        prices = (disturbance.next_round, disturbance.later)
        difference = Rematching(evening, first, prices, self.later_rounds_free, seed).run(changes, ends)
        self.problem, self.programme, self._instance = evening.problem, evening.programme, None
        worth = evening.score()
        bound = bound_of(compile_problem(evening.problem)) if len(evening.problem.attendees) <= EXACT_BOUND_UP_TO else evening.ceiling()
        seconds = time.perf_counter() - began
        stopped = "clock" if time.perf_counter() > ends else "done"
        result = Result(evening.programme, worth, bound, seconds, seed, VERSION, (), (Snapshot(seconds, worth.points, bound.points),), stopped)
        no = RoundNo(first)
        there = {who for who, nos in difference.changed.items() if no in nos and evening.problem.is_present(who, no)}
        return Repair(evening.problem, result, difference, len(there))

    def _compiled(self, problem: Problem) -> Instance:
        """Compile a problem, or take over what the last one has in common with it."""
        old, before = self._instance, self.problem
        same = old is not None and problem.attendees == before.attendees and problem.benefit is before.benefit
        if old is None or not same or problem.wishes.must_meet != before.wishes.must_meet or problem.wishes.parted != before.wishes.parted:
            return compile_problem(problem)
        return replace(old, problem=problem, present=presence(problem))


def _repaired(mending: Mending, began: float) -> Repair:
    """Put together what is known of a mended evening."""
    programme = mended_programme(mending)
    problem, released = with_pins_of(mending, programme)
    instance = replace(mending.instance, problem=problem)
    worth = score_groups(instance, mending.groups(), walked_m(problem, programme))
    bound = bound_of(instance) if instance.count <= EXACT_BOUND_UP_TO else ceiling_of(instance)
    seconds = time.perf_counter() - began
    result = Result(
        programme,
        worth,
        bound,
        seconds,
        mending.seed,
        VERSION,
        (*mending.changed.given_up, *released, *unmet_wishes(problem, programme)),
        (Snapshot(seconds, worth.points, bound.points),),
        "clock" if time.perf_counter() > mending.ends else "done",
    )
    difference, first = mended_difference(mending, programme), RoundNo(mending.first)
    there = {who for who, nos in difference.changed.items() if first in nos and problem.is_present(who, first)}
    return Repair(problem, result, difference, len(there))
