"""Home chairs for people who come late: beside somebody who is left alone, else beside or near those they are worth most to."""

from collections.abc import Mapping, Sequence

import numpy as np

from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.chairs.places import Chairs
from keywho.planning.instance import FORBIDDEN, Instance
from keywho.planning.repair.changed_room import lost_seats


def newcomer_homes(
    instance: Instance, homes: Mapping[AttendeeId, SeatId], newcomers: Sequence[AttendeeId], before: Programme, first: int
) -> dict[AttendeeId, SeatId]:
    """Give each newcomer a free home chair, while there are some; `first` is the first round to come, `before` the programme so far."""
    problem = instance.problem
    if problem.room is None or not newcomers:
        return {}
    chairs = Chairs.of(problem.room)
    coming = [round_ for no, round_ in enumerate(problem.rounds, 1) if no >= first and problem.measures_reach(no)]
    beside = sum(round_.kind is RoundKind.NEIGHBOUR for round_ in coming)
    reach_m = [round_.reach_m or 0.0 for round_ in coming if round_.kind is RoundKind.NEARBY]
    person_at = {chairs.number[seat]: problem.index[who] for who, seat in homes.items() if problem.is_present(who, len(problem.rounds))}
    alone = {problem.index[who] for who in _left_alone(problem, before, first).difference(newcomers)}
    lost = {chairs.number[seat] for seat in lost_seats(problem.room)}
    taken = {*homes.values()}
    free = [chair for chair, seat in enumerate(chairs.ids) if chair not in lost and seat not in taken]
    found: dict[AttendeeId, SeatId] = {}
    for who in newcomers[: len(free)]:
        me = problem.index[who]
        start, end = int(instance.first.indptr[me]), int(instance.first.indptr[me + 1])
        worth = dict(zip(instance.first.indices[start:end].tolist(), instance.first.values[start:end].tolist(), strict=True))
        value = np.zeros(len(free))
        if beside:
            sides = [[person_at[side] for side in chairs.beside[chair] if side in person_at] for chair in free]
            best = [max((worth.get(other, instance.anyone) for other in others), default=FORBIDDEN) for others in sides]
            value += beside * np.maximum(best, -1e3)
            company = [any(other in alone and worth.get(other, 0.0) > FORBIDDEN / 2 for other in others) for others in sides]
            value += problem.weights.bye * np.array(company)
        if reach_m and person_at:
            seats, people = np.array(list(person_at)), list(person_at.values())
            points = np.array([worth.get(other, instance.anyone) for other in people])
            known = np.argsort(-points, kind="stable")[:40]
            apart = np.hypot(*(chairs.xy[free][:, None, :] - chairs.xy[seats[known]][None, :, :]).transpose(2, 0, 1))
            for metres in reach_m:
                value += ((apart <= metres + 1e-4) * np.maximum(points[known], 0.0)).max(axis=1) - 1e-3 * apart.min(axis=1)
        elif person_at:
            middle = chairs.xy[list(person_at)].mean(axis=0)
            value -= 1e-3 * np.hypot(*(chairs.xy[free] - middle).T)
        chair = free.pop(int(np.argmax(value)))
        found[who] = chairs.ids[chair]
        person_at[chair] = me
        mate = next((person_at[side] for side in chairs.beside[chair] if person_at.get(side) in alone), None)
        alone = alone - {mate} if mate is not None else alone | {me}
    return found


def _left_alone(problem: Problem, before: Programme, first: int) -> set[AttendeeId]:
    """Give those whom nobody meets in the next neighbour round, as far as that is known."""
    no = next((no for no in problem.round_nos if no >= first and problem.round(no).kind is RoundKind.NEIGHBOUR and no not in problem.wishes.dropped), None)
    if no is None:
        return set()
    meetings = [[who for who in meeting.attendees if problem.is_present(who, no)] for meeting in before.by_round.get(RoundNo(no), ())]
    return {*problem.present(no)} - {who for people in meetings if len(people) > 1 for who in people}
