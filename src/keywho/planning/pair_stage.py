"""The stages of a run that match pair rounds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from keywho.core.rounds import RoundKind
from keywho.planning.instance import Groups, Instance
from keywho.planning.objective import score_groups
from keywho.planning.so_far import SoFar

if TYPE_CHECKING:
    from keywho.planning.pairs.planner import PairPlanner


def plan_pairs(instance: Instance, pairs: "PairPlanner", nos: Sequence[int], current: list[Groups], unplanned: set[int]) -> None:
    """Match the pair rounds around all others; the groups go into `current`, and the rounds out of `unplanned`."""
    for same in _same_candidates(instance, nos):
        for no, groups in zip(same, pairs.start(same, current), strict=True):
            current[no] = groups
        for no in same:
            current[no] = _completed(instance, pairs, no, current)
            unplanned.discard(no)


def polish_pairs(so_far: SoFar, instance: Instance, pairs: "PairPlanner", nos: Sequence[int], current: list[Groups]) -> None:
    """Match pair rounds again, one by one, while that helps."""
    for _ in range(4):
        before = so_far.points
        for no in nos:
            groups = pairs.match_again(no, current)
            trial = [*current[:no], groups, *current[no + 1 :]]
            if score_groups(instance, trial).points > so_far.points + 1e-9:
                current = trial
                so_far.offer(instance, current)
        if so_far.points < before + 1e-9:
            break


def _completed(instance: Instance, pairs: "PairPlanner", no: int, current: list[Groups]) -> Groups:
    """Pair up those who are left in a round; in a small one or within reach it is matched anew as well, and the better one taken."""
    anybody = pairs.candidates(no) is None
    if not anybody:
        return pairs.match_again(no, current)
    completed = pairs.complete(no, current)
    if instance.count > 400:
        return completed
    again = pairs.match_again(no, current)
    points = [score_groups(instance, [*current[:no], groups, *current[no + 1 :]]).points for groups in (completed, again)]
    return completed if points[0] > points[1] else again


def _same_candidates(instance: Instance, nos: Sequence[int]) -> list[list[int]]:
    """Put pair rounds together in which the same people can meet: neighbour rounds first, then by reach, the widest last."""
    problem = instance.problem
    sets: dict[tuple[float, ...], list[int]] = {}
    for no in nos:
        round_ = problem.rounds[no]
        reach = float("inf") if not problem.measures_reach(no + 1) else 0.0 if round_.kind is RoundKind.NEIGHBOUR else round_.reach_m or 0.0
        sets.setdefault((reach,), []).append(no)
    return [sets[key] for key in sorted(sets)]
