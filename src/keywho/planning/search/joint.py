"""Small evenings: pair rounds and table rounds searched together.

Matching plans the pairs of an evening for themselves, and the table search plans tables around them. Each is good at its own; where both compete for the same few
people, what they find together can be far from the best. A pair is a table of two, so all rounds without a reach go into one annealed search, from several
starts, each from the best so far. Without a room a start also chooses for odd rounds between a trio and a bye.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from keywho.core.rounds import RoundKind
from keywho.planning.instance import Groups, Instance, is_pair_round
from keywho.planning.search.pace import Budget
from keywho.planning.search.state import Seating
from keywho.planning.search.table_search import TableSearch
from keywho.planning.search.tables import part_forbidden

MOST_PEOPLE = 64
EACH = 1500
"""Moves for each person and round of one start."""

STARTS = 8
GUIDED = 0.3
"""Share of invitations: small evenings are searched evenly."""


def joint_rounds(instance: Instance) -> list[int]:
    """Give the rounds of a small evening that can be searched together: tables, and pairs in which anybody can meet anybody."""
    problem = instance.problem
    only_tables = all(round_.kind is RoundKind.TABLE for round_ in problem.rounds)
    if not 2 < instance.count <= MOST_PEOPLE or problem.wishes.fixed_seats or problem.wishes.prefers_groups or (only_tables and instance.is_flat):
        return []
    return [
        no
        for no, round_ in enumerate(problem.rounds)
        if instance.present[no].sum() > 2 and (round_.kind is RoundKind.TABLE or (is_pair_round(round_.kind) and not problem.measures_reach(no + 1)))
    ]


def searched_together(
    instance: Instance, evening: Sequence[Groups], pinned: Sequence[Groups], *, most_moves: int, seed: int, target: float
) -> Iterator[list[Groups]]:
    """Give evenings that may be better, each found from the best so far; pinned groups stay, and so do the tables' sizes.

    `most_moves` limits each of the starts; `target` is a bound, at which nothing is left to find.
    """
    rounds, chance = joint_rounds(instance), np.random.default_rng([seed, 8])
    best_evening, best = [list(groups) for groups in evening], -np.inf
    budget = Budget(max(1, min(EACH * instance.count * len(rounds), most_moves)))
    for start in range(STARTS if rounds else 0):
        current = list(best_evening)
        for no in rounds:
            if start and instance.problem.room is None and instance.problem.rounds[no].kind is not RoundKind.TABLE:
                current[no] = _paired_anew(instance, no, current[no], pinned[no], chance)
        search = TableSearch(instance, rounds, [_seating(current[no], pinned[no]) for no in rounds], current, seed + start)
        search.guided = min(search.guided, GUIDED)
        here = search.points()
        settled, _ = search.anneal(Budget(budget.moves // 20 + 1 if budget.moves else 1), 1e-6, 1e-6, here, target, _without_a_clock)
        hot = (0.6 + 0.2 * start) * search.settled_loss()
        found, _ = search.anneal(budget, hot, 0.05 * hot, settled, target, _without_a_clock)
        best = max(best, here) if start == 0 else best
        if found > best + 1e-9:
            best, best_evening = found, search.evening()
            yield [part_forbidden(instance, no, groups) if no in rounds else groups for no, groups in enumerate(best_evening)]
        if best >= target:
            return


def _without_a_clock(points: float, moves: int) -> float:
    """Let a search use its moves, whatever the time."""
    return 0.0


def _seating(groups: Groups, pinned: Groups) -> Seating:
    """Keep the sizes of a round as they are; who is in a pinned group stays there."""
    kept = {frozenset(group) for group in pinned}
    stays = {who: at for at, group in enumerate(groups) if frozenset(group) in kept for who in group}
    return Seating(np.array([len(group) for group in groups], np.int64), stays)


def _paired_anew(instance: Instance, no: int, groups: Groups, pinned: Groups, chance: np.random.Generator) -> Groups:
    """Pair up whoever has a bye; the odd one has a bye, or joins a pair where trios may be."""
    kept = {frozenset(group) for group in pinned}
    held = [list(group) for group in groups if frozenset(group) in kept]
    loose = [group for group in groups if len(group) > 1 and frozenset(group) not in kept]
    pairs = [group[:2] for group in loose]
    seated = {who for group in [*held, *pairs] for who in group}
    rest = [who for who in np.flatnonzero(instance.present[no]).tolist() if who not in seated]
    pairs += [rest[at : at + 2] for at in range(0, len(rest) - 1, 2)]
    trios = instance.problem.most_trios(no + 1) - sum(len(group) == 3 for group in held)
    if len(rest) % 2 and trios > 0 and pairs and chance.random() < 0.5:
        pairs[int(chance.integers(len(pairs)))].append(rest[-1])
    return [*held, *pairs]
