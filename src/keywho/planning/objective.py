"""Worth of a programme: the only place of the engine where benefit, byes and walking are weighed. The formula is docs/objective.md."""

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import AttendeeId, SeatId
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.core.score import Score
from keywho.planning.instance import Groups, Instance, compile_problem, is_pair_round, pairs_of


def score(problem: Problem, programme: Programme) -> Score:
    """Give the worth of a programme, by part."""
    return score_compiled(compile_problem(problem), programme)


def score_compiled(instance: Instance, programme: Programme) -> Score:
    """Give the worth of a programme of a problem that is compiled already."""
    problem = instance.problem
    groups = [[[problem.index[who] for who in meeting.attendees] for meeting in programme.by_round.get(no, ())] for no in problem.round_nos]  # type: ignore[call-overload]
    return score_groups(instance, groups, walked_m(problem, programme))


def score_groups(instance: Instance, groups_by_round: Sequence[Groups], walk_m: float = 0.0) -> Score:
    """Give the worth of meetings as lists of places, one list of groups a round; walking is known only after seating."""
    weights = instance.problem.weights
    pairs = pairs_of([group for groups in groups_by_round for group in groups])
    keys, counts = np.unique(pairs[:, 0].astype(np.int64) * max(instance.count, 1) + pairs[:, 1], return_counts=True)
    one, other = (keys // max(instance.count, 1)).astype(np.int32), (keys % max(instance.count, 1)).astype(np.int32)
    known = np.isin(keys, [i * instance.count + j for i, j in instance.acquainted])
    repeats = int((counts - 1 + known).sum())
    met = set(keys.tolist()) if instance.must_meet else set()
    byes = byes_by_attendee(instance, groups_by_round)
    trios, lone_pairs = _trios_and_lone_pairs(instance, groups_by_round)
    return Score(
        benefit=float((instance.benefit.at(one, other, 0.0) + instance.anyone)[~known].sum()),
        useful=_useful_points(instance, one, other),
        bye_price=float((weights.bye * byes + weights.bye_again * byes * (byes - 1) / 2).sum()),
        repeat_price=weights.repeat * repeats,
        trio_price=weights.trio * trios,
        walk_price=weights.walk_per_metre * walk_m,
        imbalance_price=weights.imbalance * sum(_imbalance(instance, no, groups) for no, groups in enumerate(groups_by_round)),
        one_to_one_price=weights.one_to_one * lone_pairs,
        must_meet_price=weights.must_meet * sum(i * instance.count + j not in met for i, j in instance.must_meet),
        idle_gap_price=sum(weights.idle_gap * gaps + weights.idle_again * gaps * (gaps - 1) / 2 for gaps in _idle_gaps(instance, groups_by_round)),
        host_short_price=weights.host_short * _host_shortage(instance, groups_by_round),
        byes=int(byes.sum()),
        repeats=repeats,
        trios=trios,
        walk_m=walk_m,
    )


def _useful_points(instance: Instance, one: NDArray[np.int32], other: NDArray[np.int32]) -> float:
    if len(instance.useful_sum) == 1:  # useful meetings are worth nothing beside their benefit: nobody needs to count them
        return 0.0
    return float(instance.useful_sum[np.minimum(useful_meetings(instance, one, other), len(instance.useful_sum) - 1)].sum())


def useful_meetings(instance: Instance, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int64]:
    """Count for each attendee the different people met who are useful to them; the pairs are distinct."""
    found = np.zeros(instance.count, np.int64)
    np.add.at(found, one, (instance.useful.at(one, other, 0.0) > 0).astype(np.int64))
    np.add.at(found, other, (instance.useful.at(other, one, 0.0) > 0).astype(np.int64))
    return found


def byes_by_attendee(instance: Instance, groups_by_round: Sequence[Groups]) -> NDArray[np.int64]:
    """Count the charged byes of each attendee: all but those of requests rounds."""
    byes = np.zeros(instance.count, np.int64)
    for no, groups in enumerate(groups_by_round):
        if instance.problem.rounds[no].kind is not RoundKind.REQUESTS:
            idle = instance.present[no].copy()
            idle[[who for group in groups for who in group]] = False
            byes += idle
    return byes


def fair_shares(instance: Instance, no: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Give each attendee's value of the round's balance trait as a number, and how many present people have each value."""
    trait = instance.problem.rounds[no].balance
    values: dict[str, int] = {}
    value_of = np.array([values.setdefault(attendee.traits.get(trait, ""), len(values)) for attendee in instance.problem.attendees], np.int32)
    return value_of, np.bincount(value_of[instance.present[no]], minlength=max(len(values), 1))


def _imbalance(instance: Instance, no: int, groups: Groups) -> int:
    round_ = instance.problem.rounds[no]
    if round_.kind is not RoundKind.TABLE or not round_.balance:
        return 0
    value_of, totals = fair_shares(instance, no)
    present = int(totals.sum())
    excess = 0
    for group in filter(None, groups):
        for value, here in enumerate(np.bincount(value_of[group], minlength=len(totals)).tolist()):
            excess += max(0, here - ceil(len(group) * int(totals[value]) / present))
    return excess


def _trios_and_lone_pairs(instance: Instance, groups_by_round: Sequence[Groups]) -> tuple[int, int]:
    shy = {instance.problem.index[who] for who in instance.problem.wishes.prefers_groups}
    trios = lone = 0
    for no, groups in enumerate(groups_by_round):
        if is_pair_round(instance.problem.rounds[no].kind):
            trios += sum(len(group) == 3 and shy.isdisjoint(group) for group in groups)
            lone += sum(len(shy.intersection(group)) for group in groups if len(group) == 2) if shy else 0
    return trios, lone


def _idle_gaps(instance: Instance, groups_by_round: Sequence[Groups]) -> list[int]:
    """Count the idle gaps of each person who has a meeting in a requests round."""
    nos = [no for no, round_ in enumerate(instance.problem.rounds) if round_.kind is RoundKind.REQUESTS]
    if not nos:
        return []
    busy = np.zeros((len(nos), instance.count), np.bool_)
    for at, no in enumerate(nos):
        busy[at, [who for group in groups_by_round[no] for who in group]] = True
    gaps = []
    for who in np.flatnonzero(busy.any(axis=0)):
        times = np.flatnonzero(busy[:, who])
        span = [(bool(busy[at, who]), bool(instance.present[nos[at], who])) for at in range(times[0], times[-1] + 1)]
        idle = [here and not meets for meets, here in span]
        gaps.append(sum(now and not before for before, now in zip([False, *idle], idle, strict=False)))
    return gaps


def _host_shortage(instance: Instance, groups_by_round: Sequence[Groups]) -> int:
    problem = instance.problem
    hosting = problem.wishes.hosting
    nos = [no for no, round_ in enumerate(problem.rounds) if round_.kind is RoundKind.HOSTS]
    if not nos or not (hosting.guest_least or hosting.host_least):
        return 0
    hosts = {problem.index[who] for who in hosting.tables}
    met: dict[int, set[int]] = {who: set() for who in np.flatnonzero(instance.present[nos].any(axis=0)).tolist()}
    for no in nos:
        for group in groups_by_round[no]:
            for who in group:
                met[who].update(other for other in group if (other in hosts) != (who in hosts))
    return sum(max(0, (hosting.host_least if who in hosts else hosting.guest_least) - len(others)) for who, others in met.items())


def walked_m(problem: Problem, programme: Programme) -> float:
    """Give all metres walked, each person straight from chair to chair, home first."""
    if problem.room is None:
        return 0.0
    seats = problem.room.seat_by_id
    here: dict[AttendeeId, SeatId] = dict(programme.home_seats)
    walked = 0.0
    for meetings in programme.by_round.values():
        for meeting in meetings:
            for who, seat in zip(meeting.attendees, meeting.seats, strict=False):
                before = here.get(who, seat)
                if before != seat:
                    walked += seats[before].walk_m(seats[seat])
                    here[who] = seat
                elif who not in here:
                    here[who] = seat
    return walked
