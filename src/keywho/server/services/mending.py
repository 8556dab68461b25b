"""The planner's repair, as facts: who is told what when somebody comes, goes, or is not found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from keywho.core.changes import Change, LateArrival
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.problem import Problem
from keywho.live.clock import Phase, PhaseKind, phases_of
from keywho.live.facts import ProgrammeMended
from keywho.live.mending import ProgrammeChange
from keywho.planning.repair import Repairer
from keywho.server.services.evenings import Evening

DEADLINE_S = 0.4


@dataclass(frozen=True, slots=True)
class Mended:
    """What a repair comes to: the fact (None where nothing changes), whose next instruction is another one, and who has another home chair."""

    fact: ProgrammeMended | None
    told: frozenset[AttendeeId] = frozenset()
    moved: frozenset[AttendeeId] = frozenset()

    @property
    def facts(self) -> tuple[ProgrammeMended, ...]:
        """The fact, if there is one."""
        return (self.fact,) if self.fact else ()


def mended(evening: Evening, changes: Sequence[Change], now: datetime, *, from_round: RoundNo | None = None) -> Mended:
    """Mend the rounds that can still change, from the one under way or a later one.

    A round under way is mended for those who have nobody; whoever is already talking is not disturbed.
    """
    first = from_round or evening.state.first_open_round(now)
    if evening.published is None or first is None or not changes:
        return Mended(None)
    under_way = evening.state.round_under_way(now) == first
    repairer = Repairer(evening.problem(first), evening.state.programme)
    repaired = repairer.repair(changes, from_round=first, under_way=under_way, deadline_s=DEADLINE_S)
    change = ProgrammeChange.between(evening.state.programme, repaired.result.programme)
    moved = frozenset(who for who, seat in change.homes.items() if seat and who in evening.state.programme.home_seats)
    return Mended(ProgrammeMended(now, change), change.people, moved) if change else Mended(None)


def first_possible_round(evening: Evening, now: datetime, *, least_s: float = 90.0) -> RoundNo | None:
    """Give the first round that somebody who comes now can take part in: the one under way, where there is still time for it, else the next."""
    state = evening.state
    under_way = state.round_under_way(now)
    if under_way is None:
        return state.first_open_round(now)
    ends = [phase.ends_at for phase in _meeting_phases(evening) if phase.ends_at is not None]
    at = state.clock.paused_at or now
    if ends and (max(ends) - at).total_seconds() >= least_s:
        return under_way
    return next((cue.round_no for cue in state.run_of_show[state.clock.cue_no :] if cue.round_no and not cue.skipped), None)


def _meeting_phases(evening: Evening) -> list[Phase]:
    cue = evening.state.cue
    return [phase for phase in phases_of(cue, evening.state.clock) if phase.kind is not PhaseKind.OVER] if cue else []


def arrivals(evening: Evening, people: Iterable[AttendeeId], first: RoundNo, problem: Problem) -> list[Change]:
    """Give the changes of people who come, with what newcomers are worth to those who are there."""
    found: list[Change] = []
    for who in people:
        mine, theirs = _worth(evening, who, problem)
        found.append(LateArrival(evening.person(who).attendee, first, mine, theirs))
    return found


def _worth(evening: Evening, who: AttendeeId, problem: Problem) -> tuple[dict[AttendeeId, float], dict[AttendeeId, float]]:
    """Give b[new, other] and b[other, new] for somebody who is not in the problem yet."""
    if who in problem.index or who not in evening.people.place:
        return {}, {}
    benefit, place = evening.people.benefit, evening.people.place[who]
    people = evening.people.registered

    def worth(one: NDArray[np.int32], other: NDArray[np.int32]) -> dict[AttendeeId, float]:
        of_theirs = one == place
        pairs = zip(other[of_theirs].tolist(), benefit.points[of_theirs].tolist(), strict=True)
        return {people[at].attendee.id: points for at, points in pairs if people[at].attendee.id in problem.index}

    return worth(benefit.seeker, benefit.sought), worth(benefit.sought, benefit.seeker)
