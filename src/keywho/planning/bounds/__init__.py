"""An upper bound on the points of any programme of a problem.

Whatever the rounds are, nobody meets more people than they allow, and the meetings of an evening are a graph with that limit on each
person's edges. The heaviest such graph (see `relaxation`) and the cheapest byes bound every programme. For evenings of pair rounds the bound
is usually reached; for table rounds it is a ceiling, because who shares a table can't be chosen pair by pair.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from keywho.core.problem import Problem
from keywho.core.rounds import RoundKind
from keywho.planning.bounds.semidefinite import MOST_PEOPLE, MOST_S, semidefinite_points, steps_for
from keywho.planning.bounds.written_proof import written_proof
from keywho.planning.instance import FORBIDDEN, Instance, absent_from, both_ways, compile_problem, is_pair_round
from keywho.planning.pairs.relaxation import Relaxation, Relaxed, solve
from keywho.planning.result import Bound

MOST_EDGES = 5_000_000
"""Edges up to which the linear programme is solved; past it every person's best partners are added up. A fiftieth of it for evenings
whose bound is only a ceiling."""


EDGE_S = 1e-6
"""Seconds of a usual machine for each edge of the linear programme of a ceiling; where that is more than it may take, the best partners are added up."""


def bound(problem: Problem) -> Bound:
    """Give an upper bound on the points of any programme of the problem."""
    return bound_of(compile_problem(problem))


def solved_pairs(instance: Instance) -> tuple[Relaxed, Relaxation] | None:
    """Give the solved b-matching of an evening of pair rounds in which anybody can meet anybody: what bounds it, and what it is planned from.

    None for any other evening, and where there are too many edges.
    """
    if not instance.count or not len(instance.present) or not _only_pairs(instance):
        return None
    question = relaxed_evening(instance)
    return (question, solve(question)) if 0 < len(question.one) <= MOST_EDGES else None


def bound_of(
    instance: Instance, solved: tuple[Relaxed, Relaxation] | None = None, *, seconds: float = MOST_S, enough: Callable[[], bool] = lambda: False
) -> Bound:
    """Give the bound of a compiled problem: benefit of the best meetings that the limits allow, less the byes nobody can avoid.

    `solved` is the answer of `solved_pairs`, if it is known. A ceiling takes about `seconds`, the semidefinite one of tables ends when
    `enough` says so.
    """
    if not instance.count or not len(instance.present):
        return Bound(0.0, "nobody to meet", True)
    question = solved[0] if solved else relaxed_evening(instance)
    price = least_price(instance) + instance.problem.weights.must_meet * len(instance.must_meet)
    only_pairs = _only_pairs(instance)
    most = MOST_EDGES if only_pairs else min(MOST_EDGES // 50, seconds / EDGE_S)
    if len(question.one) > most:
        return ceiling_of(instance, question)
    method = "maximum-weight b-matching with blossom cuts" if only_pairs else "b-matching of all meetings (tables and home chairs need not reach it)"
    relaxation = solved[1] if solved else solve(question)
    if not only_pairs and has_semidefinite(instance) and (steps := steps_for(instance.count, seconds)):
        points = semidefinite_points(instance, all_pairs(instance, question), steps=steps, enough=enough)
        if points < relaxation.points:
            return Bound(points - price, "semidefinite relaxation of all meetings (a ceiling: tables need not reach it)")
    return Bound(relaxation.points - price, method, only_pairs, written_proof(instance.problem, question, relaxation) if only_pairs else None)


def _only_pairs(instance: Instance) -> bool:
    """Say whether all rounds are pair rounds in which anybody can meet anybody and all have a chair."""
    return all(
        is_pair_round(round_.kind) and not instance.problem.measures_reach(no + 1) and instance.present[no].sum() <= _chairs(instance, no)
        for no, round_ in enumerate(instance.problem.rounds)
    )


def ceiling_of(instance: Instance, question: Relaxed | None = None) -> Bound:
    """Give a looser bound in no time: everybody meets those who are worth most to them."""
    if not instance.count or not len(instance.present):
        return Bound(0.0, "nobody to meet", True)
    price = least_price(instance) + instance.problem.weights.must_meet * len(instance.must_meet)
    return Bound(_best_partners(question or relaxed_evening(instance)) - price, "the best partners of each person, added up")


def relaxed_evening(instance: Instance) -> Relaxed:
    """Give the question of the bound: how many each person can meet, and what each two are worth."""
    problem, weights = instance.problem, instance.problem.weights
    most = np.zeros(instance.count, np.int64)
    most_pairs = 0.0
    for no, round_ in enumerate(problem.rounds):
        people = int(instance.present[no].sum())
        most += np.where(instance.present[no], round_.size - 1, 0)
        most_pairs += _most_pairs(instance, no, people)
    most = np.minimum(most, instance.count - 1)
    most_pairs = min(most_pairs, instance.count * (instance.count - 1) / 2)
    pairwise = [no for no, round_ in enumerate(problem.rounds) if is_pair_round(round_.kind)]
    with_trio = [no for no in pairwise if problem.most_trios(no + 1)]
    trios = sum(problem.most_trios(no + 1) for no in with_trio)
    odd = sum(int(instance.present[no].sum()) % 2 for no in pairwise)
    shy = bool(problem.wishes.prefers_groups)
    rows, columns = instance.first.rows(), instance.first.indices
    never = both_ways(instance.forbidden - instance.parted)  # the parted may have met before
    apart = absent_from(instance.count, never, rows, columns)
    worth = instance.first.values  # what must be is worth its price; `bound_of` takes all of these prices off
    worth = np.where(worth < FORBIDDEN / 2, np.maximum(worth - FORBIDDEN, instance.anyone), worth)
    helps = (worth > 0) | _useful(instance, rows, columns) | _useful(instance, columns, rows)
    keep = (rows < columns) & apart & helps & _ever_together(instance, rows, columns)
    one, other, worth = rows[keep], columns[keep], worth[keep]
    return Relaxed(
        one,
        other,
        worth,
        most,
        _useful(instance, one, other),
        _useful(instance, other, one),
        weights.useful,
        instance.anyone / 2,
        most_pairs,
        trios,
        odd,
        0.0 if shy else weights.trio,
        instance.present[with_trio].sum(axis=0) if trios else None,
        instance.present[with_trio] if trios and not instance.present[with_trio].all() else None,
    )


def _useful(instance: Instance, seeker: NDArray[np.int32], sought: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say who is useful to whom; nobody, where that is worth nothing."""
    if len(instance.useful_sum) == 1:
        return np.zeros(len(seeker), np.bool_)
    return instance.useful.at(seeker, sought, 0.0) > 0


def has_semidefinite(instance: Instance) -> bool:
    """Say whether the semidefinite bound is for this evening: tables, few enough people, not all alike, and no repeats that nobody can avoid.

    Such repeats are in the least price already, and that bound weighs repeats itself.
    """
    rounds = instance.present.sum(axis=0)
    partners = np.full(instance.count, instance.count - 1, np.int64)
    np.subtract.at(partners, np.array(sorted(instance.forbidden - instance.parted), np.int64).reshape(-1), 1)
    tables = any(round_.kind is RoundKind.TABLE for round_ in instance.problem.rounds)
    return tables and not instance.is_flat and 3 < instance.count <= MOST_PEOPLE and bool((rounds <= partners).all())


def all_pairs(instance: Instance, question: Relaxed) -> Relaxed:
    """Give the question with each pair that can ever meet listed, whatever it is worth, and so without fillers."""
    one, other = (places.astype(np.int32) for places in np.triu_indices(instance.count, 1))
    never = both_ways(instance.forbidden - instance.parted)
    worth = instance.first.at(one, other, instance.anyone)
    worth = np.where(worth < FORBIDDEN / 2, np.maximum(worth - FORBIDDEN, instance.anyone), worth)
    keep = absent_from(instance.count, never, one, other) & _ever_together(instance, one, other)
    one, other, worth = one[keep], other[keep], worth[keep]
    finds, found = instance.useful.at(one, other, 0.0) > 0, instance.useful.at(other, one, 0.0) > 0
    return replace(question, one=one, other=other, worth=worth, useful_one=finds, useful_other=found, filler=0.0)


def least_price(instance: Instance) -> float:
    """Give a price that no programme can avoid: people beyond the chairs, the odd one of a pair round, more rounds than partners."""
    problem, weights = instance.problem, instance.problem.weights
    byes, odd_ones, odd_rounds = 0, 0.0, 0
    for no, round_ in enumerate(problem.rounds):
        people = int(instance.present[no].sum())
        if round_.kind is RoundKind.REQUESTS:
            continue
        chairs = _chairs(instance, no)
        beyond = max(0, people - chairs) if people > 1 else people
        byes += beyond
        if is_pair_round(round_.kind) and people % 2 and people > 1 and not beyond:
            trio = 0.0 if problem.wishes.prefers_groups else weights.trio
            odd_rounds += 1
            odd_ones += min(weights.bye, trio) if problem.most_trios(no + 1) else weights.bye
    partners = np.full(instance.count, instance.count - 1, np.int64)
    np.subtract.at(partners, np.array(sorted(instance.forbidden - instance.parted), np.int64).reshape(-1), 1)
    held = np.array([round_.kind is not RoundKind.REQUESTS for round_ in problem.rounds])
    if (partners <= 0).any():  # whoever may meet nobody has a bye in every round
        lonely = instance.present[held].sum(axis=0)[partners <= 0]
        return float((weights.bye * lonely + weights.bye_again * lonely * (lonely - 1) / 2).sum())
    beyond_partners = int(np.maximum(0, instance.present[held].sum(axis=0) - partners).sum()) - byes - odd_rounds
    repeats = max(0, beyond_partners) * min(weights.bye, weights.repeat / 2)
    each, rest = divmod(byes, instance.count)
    spread = weights.bye_again * ((instance.count - rest) * each * (each - 1) / 2 + rest * (each + 1) * each / 2)
    return weights.bye * byes + spread + odd_ones + repeats


def _chairs(instance: Instance, no: int) -> int:
    """Give how many people a round can take at most."""
    problem, round_ = instance.problem, instance.problem.rounds[no]
    if round_.kind is RoundKind.HOSTS:
        hosts = sum(1 for _ in problem.hosts_present(no + 1))
        return hosts * round_.size
    if problem.room is None:
        return instance.count
    if round_.kind is RoundKind.TABLE:
        return sum(min(table.capacity, round_.size) for table in problem.tables(no + 1))
    return len(problem.room.seats)


def _most_pairs(instance: Instance, no: int, people: int) -> float:
    """Give how many two can meet in a round at most, trios left out."""
    round_ = instance.problem.rounds[no]
    people = min(people, _chairs(instance, no))
    if round_.kind in (RoundKind.TABLE, RoundKind.HOSTS):
        capacities = sorted((min(table.capacity, round_.size) for table in instance.problem.tables(no + 1)), reverse=True) if instance.problem.room else []
        capacities = capacities or [round_.size] * (-(-people // round_.size))
        pairs = 0
        for capacity in capacities:
            here = min(capacity, people)
            pairs += here * (here - 1) // 2
            people -= here
        return float(pairs)
    return float(people // 2)


def _ever_together(instance: Instance, rows: NDArray[np.int32], columns: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say which pairs can be in one meeting at all: both present in a round whose kind allows it."""
    problem = instance.problem
    together = np.zeros(len(rows), np.bool_)
    requested = np.array([(problem.index[a], problem.index[b]) for a, b in problem.requested], np.int64).reshape(-1, 2)
    keys = requested.min(axis=1, initial=instance.count) * instance.count + requested.max(axis=1, initial=-1) if len(requested) else np.zeros(0, np.int64)
    asked = np.isin(np.minimum(rows, columns).astype(np.int64) * instance.count + np.maximum(rows, columns), keys)
    hosts = np.zeros(instance.count, np.bool_)
    hosts[[problem.index[who] for who in problem.wishes.hosting.tables]] = True
    for no, round_ in enumerate(problem.rounds):
        both = instance.present[no][rows] & instance.present[no][columns]
        if round_.kind is RoundKind.REQUESTS:
            both &= asked
        if round_.kind is RoundKind.HOSTS:
            both &= ~(hosts[rows] & hosts[columns]) if round_.size > 2 else hosts[rows] != hosts[columns]
        if problem.measures_reach(no + 1):
            both &= _homes_allow(instance, no, rows, columns)
        together |= both
    return together


def _homes_allow(instance: Instance, no: int, rows: NDArray[np.int32], columns: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Leave out pairs whose home chairs are given and too far apart even for a trio."""
    problem, round_ = instance.problem, instance.problem.rounds[no]
    assert problem.room is not None
    places = np.full((instance.count, 2), np.nan)
    for who, seat in {**problem.wishes.home_seats, **problem.wishes.fixed_seats}.items():
        places[problem.index[who]] = problem.room.seat_by_id[seat].x_m, problem.room.seat_by_id[seat].y_m
    apart = np.hypot(*(places[rows] - places[columns]).T)
    if round_.kind is RoundKind.NEIGHBOUR:
        seats = problem.room.seat_by_id
        reach = 2 * max((seats[one].walk_m(seats[other]) for one, other in problem.room.adjacent), default=0.0)
    else:
        reach = round_.reach_m or 0.0
    near: NDArray[np.bool_] = ~(apart > reach + 1e-3)
    return near


def _best_partners(question: Relaxed) -> float:
    """Add up half of each person's best edges: no programme gives anyone more.

    Each trio gives three people one more edge for a third of its price; the free trios are added back.
    """
    count = len(question.most)
    ends = np.concatenate([question.one, question.other])
    half = np.concatenate([question.worth, question.worth]) / 2
    order = np.lexsort((-half, ends))
    ends, half = ends[order], half[order]
    rank = np.arange(len(ends)) - np.searchsorted(ends, ends)
    priced = np.where(rank < question.most[ends], half, np.maximum(0.0, half - question.trio_price / 3))
    extra = np.zeros(count, np.int64) if question.most_in_trios is None else question.most_in_trios
    points = float(priced[rank < (question.most + extra)[ends]].sum())
    listed = np.bincount(ends, minlength=count)
    points += question.filler * float(np.maximum(0, question.most - listed).sum())
    points += max(0.0, question.filler - question.trio_price / 3) * float(np.maximum(0, question.most + extra - np.maximum(listed, question.most)).sum())
    return points + question.trio_price * question.free_trios + count * sum(question.useful)
