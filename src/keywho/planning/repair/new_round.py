"""The first meetings of a round that has none yet: the planner's own methods, with the meetings of all other rounds as they are."""

import time
from collections.abc import Mapping, Sequence

import numpy as np

from keywho.core.rounds import RoundKind
from keywho.planning.chairs.pair_seating import seat_pairs
from keywho.planning.chairs.places import Chairs
from keywho.planning.chairs.walking import Walk
from keywho.planning.instance import Groups, Instance
from keywho.planning.kinds import plan_hosts, plan_requests
from keywho.planning.search.pace import Budget
from keywho.planning.search.tables import part_forbidden, start_tables

REQUEST_MOVES = 20_000
"""Moves of the search for one requests round."""

TABLE_MOVES_EACH = 500
"""Moves of the search for one table round, for each person who is there."""


def first_meetings(instance: Instance, no: int, groups_by_round: Sequence[Groups], ends: float, seed: int) -> Groups:
    """Give meetings of a table, hosts or requests round (0-based) in which nobody meets yet; at table k of a table round meets group k.

    `ends` is the time of `perf_counter` at which the search stops.
    """
    current = [list(groups) for groups in groups_by_round]
    chance = np.random.default_rng([seed, 7])
    kind = instance.problem.rounds[no].kind
    if kind is RoundKind.TABLE:
        return part_forbidden(instance, no, _tables(instance, no, current, ends, seed))
    if kind is RoundKind.HOSTS:
        plan_hosts(instance, current, [*groups_by_round[:no], [], *groups_by_round[no + 1 :]], chance)
    elif kind is RoundKind.REQUESTS:
        plan_requests(instance, current, groups_by_round, chance, REQUEST_MOVES)
    return part_forbidden(instance, no, current[no]) if kind is RoundKind.HOSTS else current[no]


def _tables(instance: Instance, no: int, current: list[Groups], ends: float, seed: int) -> Groups:
    """Fill the tables of one round, and search while there is time."""
    search = start_tables(instance, [no], current, current, seed)
    began = time.perf_counter()
    allowed = ends - began
    moves = min(int(Budget(None, 0.65 * allowed).moves_of(search.pace)), TABLE_MOVES_EACH * int(instance.present[no].sum()))
    if moves > 0:
        search.anneal(Budget(moves), *search.temperatures(Budget(moves)), search.points(), np.inf, lambda points, made: (time.perf_counter() - began) / allowed)
    return search.best_evening()[no]


def first_places(chairs: Chairs, groups: Groups, fixed: Mapping[int, int], before: Sequence[int]) -> list[tuple[int, ...]]:
    """Give chairs side by side to the pairs and trios of a round in which nobody sits yet, near those of `before`; none where they do not suffice."""
    return [tuple(place) for place in seat_pairs(chairs, groups, fixed, {}, Walk(chairs.xy, np.array(before, np.int32).reshape(-1, 1)))]
