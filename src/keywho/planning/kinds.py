"""Requests and hosts rounds, planned before the others: they bind people most."""

from collections.abc import Sequence

import numpy as np

from keywho.core.rounds import RoundKind
from keywho.planning.chairs.seating import pair_room
from keywho.planning.instance import FORBIDDEN, Groups, Instance, pairs_of


def plan_requests(instance: Instance, current: list[Groups], pinned: Sequence[Groups], chance: np.random.Generator, work: int) -> None:
    """Put requested meetings into the requests rounds; changes those rounds in `current`."""
    from keywho.planning.requests.scheduling import schedule_requests

    problem = instance.problem
    nos = [no for no, round_ in enumerate(problem.rounds) if round_.kind is RoundKind.REQUESTS]
    asked = np.array(sorted((problem.index[a], problem.index[b]) for a, b in problem.requested), np.int32).reshape(-1, 2)
    pairs = np.unique(np.sort(asked, axis=1), axis=0)
    worth = instance.first.at(pairs[:, 0], pairs[:, 1], instance.anyone)
    keep = worth > FORBIDDEN / 2
    if problem.room:
        still = {problem.index[who]: seat for who, seat in problem.wishes.fixed_seats.items()}
        for at, (i, j) in enumerate(pairs.tolist()):
            keep[at] &= i not in still or j not in still or problem.room.are_adjacent(still[i], still[j])
    pairs, worth = pairs[keep], worth[keep]
    keys = {(int(i), int(j)): at for at, (i, j) in enumerate(pairs.tolist())}
    fixed = {keys[min(group), max(group)]: at for at, no in enumerate(nos) for group in pinned[no] if (min(group), max(group)) in keys}
    taken = np.zeros((len(nos), instance.count), np.bool_)
    for at, no in enumerate(nos):
        taken[at, [who for group in pinned[no] for who in group]] = True
    places = [pair_room(problem, no + 1).most_pairs(0) if problem.room else None for no in nos]
    requests = set(problem.wishes.requests)
    askers = np.array(
        [[who if (problem.attendees[who].id, problem.attendees[other].id) in requests else -1 for who, other in ((i, j), (j, i))] for i, j in pairs.tolist()],
        np.int32,
    ).reshape(-1, 2)
    round_of = schedule_requests(
        instance.count,
        pairs,
        worth,
        instance.present[nos],
        places,
        idle_gap=problem.weights.idle_gap,
        idle_again=problem.weights.idle_again,
        chance=chance,
        work=work,
        fixed=fixed,
        taken=taken,
        useful=problem.weights.useful,
        asker=askers,
    )
    for at, no in enumerate(nos):
        held = [pair for pair in pairs[round_of == at].tolist() if pair not in pinned[no]]
        current[no] = [*pinned[no], *held]


def plan_hosts(instance: Instance, current: list[Groups], pinned: Sequence[Groups], chance: np.random.Generator) -> None:
    """Bring guests to hosts; changes the hosts rounds in `current`."""
    from keywho.planning.hosts import schedule_hosts

    problem, hosting, weights = instance.problem, instance.problem.wishes.hosting, instance.problem.weights
    nos = [no for no, round_ in enumerate(problem.rounds) if round_.kind is RoundKind.HOSTS]
    hosts = np.array(sorted(problem.index[who] for who in hosting.tables), np.int32)
    present = instance.present[nos].copy()
    for at, no in enumerate(nos):
        present[at, [who for group in pinned[no] for who in group]] = False
    before = [groups if no not in nos else pinned[no] for no, groups in enumerate(current)]
    met = {(int(i), int(j)) for i, j in pairs_of([group for groups in before for group in groups]).tolist()}
    host_of = schedule_hosts(
        instance.count,
        hosts,
        present,
        np.array([problem.rounds[no].size - 1 for no in nos], np.int32),
        (instance.first.indptr, instance.first.indices, instance.first.values),
        instance.forbidden,
        met,
        guest_most=hosting.guest_most,
        host_most=hosting.host_most,
        guest_least=hosting.guest_least,
        host_least=hosting.host_least,
        bye=weights.bye,
        bye_again=weights.bye_again,
        anyone=instance.anyone,
        repeat=instance.repeat,
        host_short=weights.host_short,
        chance=chance,
    )
    met_in_hosts_rounds: dict[int, set[int]] = {}
    everybody_a_host = set(hosts.tolist())
    for no in nos:
        for group in pinned[no]:
            _note_host_meeting(group, everybody_a_host, met_in_hosts_rounds)
    for at, no in enumerate(nos):
        held = []
        for number, host in enumerate(hosts.tolist()):
            group = [host]
            for guest in np.flatnonzero(host_of[at] == number).tolist():
                new = guest not in met_in_hosts_rounds.get(host, set())
                full = _is_full(host, hosting.host_most, met_in_hosts_rounds) or _is_full(guest, hosting.guest_most, met_in_hosts_rounds)
                if guest != host and not (new and full):  # pinned meetings count towards the limits too
                    group.append(guest)
                    _note_host_meeting([host, guest], everybody_a_host, met_in_hosts_rounds)
            held.append(sorted(group))
        current[no] = [*pinned[no], *(group for group in held if len(group) > 1)]


def _is_full(who: int, most: int | None, met: dict[int, set[int]]) -> bool:
    return most is not None and len(met.get(who, ())) >= most


def _note_host_meeting(group: Sequence[int], hosts: set[int], met: dict[int, set[int]]) -> None:
    for who in group:
        met.setdefault(who, set()).update(other for other in group if (other in hosts) != (who in hosts))
