"""Evenings in a few words, and every programme of a tiny one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId, Pair, RoundNo, pair_of
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import Weights
from keywho.core.wishes import Wishes

Groups = list[list[int]]
Floats = NDArray[np.float64]


def ids(*places: int) -> tuple[AttendeeId, ...]:
    """Give the ids of people by their places in the list."""
    return tuple(AttendeeId(f"a{place:04}") for place in places)


def two(one: int, other: int) -> Pair:
    """Give two people by their places."""
    return pair_of(*ids(one, other))


def crowd(count: int, situations: Sequence[str] = ()) -> tuple[Attendee, ...]:
    """Give so many people, with a situation each in turn if there are some."""
    traits = [{"situation": situations[no % len(situations)]} if situations else {} for no in range(count)]
    return tuple(Attendee(who, f"Person {no}", traits=traits[no]) for no, who in enumerate(ids(*range(count))))


def evening(
    count: int,
    rounds: Sequence[Round],
    points: Mapping[tuple[int, int], float] | None = None,
    *,
    anyone: float = 0.0,
    weights: Weights | None = None,
    room: Room | None = None,
    situations: Sequence[str] = (),
    **wishes: Any,
) -> Problem:
    """Give an evening of `count` people; `points` are {(who, useful to them): points} by place, or nothing for all alike."""
    people = crowd(count, situations)
    listed = Benefit.of(ids(*range(count)), {ids(i, j): worth for (i, j), worth in points.items()}, anyone=anyone) if points is not None else None  # type: ignore[misc]
    return Problem(people, tuple(rounds), room, listed or Benefit.uniform(anyone or 1.0), Wishes(**wishes), weights or Weights())


def groups_of(problem: Problem, programme: Programme) -> list[Groups]:
    """Give the meetings of each round by place."""
    return [[sorted(problem.index[who] for who in meeting.attendees) for meeting in programme.by_round.get(RoundNo(no), ())] for no in problem.round_nos]


def programme_of(problem: Problem, groups_by_round: Sequence[Sequence[Sequence[int]]]) -> Programme:
    """Give the programme of some groups, without chairs: everybody else who is there has a bye."""
    meetings = tuple(
        Meeting(RoundNo(no), tuple(problem.attendees[who].id for who in group))
        for no, groups in zip(problem.round_nos, groups_by_round, strict=True)
        for group in groups
    )
    held = {(meeting.round_no, who) for meeting in meetings for who in meeting.attendees}
    return Programme(meetings, tuple(Bye(RoundNo(no), who) for no in problem.round_nos for who in problem.present(no) if (no, who) not in held))


@dataclass(frozen=True)
class Best:
    """The best of all programmes of a tiny evening."""

    points: float
    groups: tuple[tuple[tuple[int, ...], ...], ...]
    seen: int


def best_programme(problem: Problem, *, even_tables: Mapping[int, Sequence[int]] | None = None, most: int = 150_000) -> Best | None:
    """Look at every programme of an evening of pair and table rounds (walking is free, nobody has a fixed seat); None where they are more than `most`.

    `even_tables` gives for some rounds the sizes that the groups must have.
    """
    best: Best | None = None
    seen = 0
    for homes in _homes(problem):
        ways = [list(_ways(problem, no, homes, (even_tables or {}).get(no))) for no in problem.round_nos]
        total = int(np.prod([float(len(way)) for way in ways]))
        seen += total
        if seen > most or not total:
            return None
        points = _points_of_all(problem, ways)
        at = int(points.argmax())
        if best is None or points[at] > best.points:
            chosen = np.unravel_index(at, [len(way) for way in ways])
            best = Best(float(points[at]), tuple(way[int(k)] for way, k in zip(ways, chosen, strict=True)), 0)
    assert best is not None
    return Best(best.points, best.groups, seen)


Homes = tuple[int, ...]


def _homes(problem: Problem) -> Iterator[Homes]:
    """Give every way to sit down (a chair for each, -1 for none), where that matters."""
    count = len(problem.attendees)
    if problem.room is None or not any(problem.measures_reach(no) for no in problem.round_nos):
        yield (-1,) * count
        return
    chairs = range(len(problem.room.seats))
    places = [*chairs, *[-1] * max(0, count - len(chairs))]
    number = {seat.id: chair for chair, seat in enumerate(problem.room.seats)}
    given = {problem.index[who]: number[seat] for who, seat in problem.wishes.home_seats.items()}
    yield from (homes for homes in dict.fromkeys(permutations(places, count)) if all(homes[who] == chair for who, chair in given.items()))


def _ways(problem: Problem, no: int, homes: Homes, sizes: Sequence[int] | None) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Give every way to hold one round."""
    round_, room = problem.round(no), problem.room
    forbidden = {tuple(sorted((problem.index[a], problem.index[b]))) for a, b in problem.forbidden}
    people = [problem.index[who] for who in problem.present(no)]
    seats = room.seats if room else ()

    def may_meet(group: tuple[int, ...]) -> bool:
        if any(pair in forbidden for pair in combinations(group, 2)):
            return False
        if room is None or not problem.measures_reach(no):
            return True
        if round_.kind is RoundKind.NEIGHBOUR:
            return all(homes[who] >= 0 for who in group) and _hang_together(room, [homes[who] for who in group])
        return all(
            seats[homes[one]].walk_m(seats[homes[other]]) <= (round_.reach_m or 0.0) + 1e-3
            for one, other in combinations(group, 2)
            if min(homes[one], homes[other]) >= 0
        )

    def split(rest: list[int]) -> Iterator[tuple[tuple[int, ...], ...]]:
        if not rest:
            yield ()
            return
        first, others = rest[0], rest[1:]
        yield from split(others)
        for size in range(2, round_.largest + 1):
            for more in combinations(others, size - 1):
                if may_meet((first, *more)):
                    for groups in split([who for who in others if who not in more]):
                        yield ((first, *more), *groups)

    for groups in split(people):
        lengths = sorted((len(group) for group in groups), reverse=True)
        if sizes is not None and lengths != sorted((size for size in sizes if size), reverse=True):
            continue
        if round_.of_pairs and lengths.count(3) > problem.most_trios(no):
            continue
        if room is not None and round_.kind is RoundKind.TABLE:
            capacities = sorted((table.capacity for table in problem.tables(no)), reverse=True)
            if len(lengths) > len(capacities) or any(length > capacity for length, capacity in zip(lengths, capacities, strict=False)):
                continue
        if room is not None and round_.kind is RoundKind.NEARBY and not _find_chairs(room, lengths, frozenset()):
            continue
        yield groups


def _hang_together(room: Room, chairs: Sequence[int]) -> bool:
    reached = [chairs[0]]
    for one in reached:
        reached += [other for other in chairs if other not in reached and room.are_adjacent(room.seats[one].id, room.seats[other].id)]
    return len(reached) == len(chairs)


def _find_chairs(room: Room, sizes: Sequence[int], taken: frozenset[int]) -> bool:
    if not sizes:
        return True
    free = [chair for chair in range(len(room.seats)) if chair not in taken]
    return any(_hang_together(room, chairs) and _find_chairs(room, sizes[1:], taken.union(chairs)) for chairs in combinations(free, sizes[0]))


def _points_of_all(problem: Problem, ways: Sequence[Sequence[tuple[tuple[int, ...], ...]]]) -> Floats:
    """Give the points of each choice of one way a round, as docs/objective.md defines them (walking aside), the last round's ways next to each other."""
    count, weights = len(problem.attendees), problem.weights
    pairs = list(combinations(range(count), 2))
    number = {pair: at for at, pair in enumerate(pairs)}
    met, byes, price = np.zeros((1, len(pairs)), int), np.zeros((1, count), int), np.zeros(1)
    for no, way in zip(problem.round_nos, ways, strict=True):
        met_here, byes_here = np.zeros((len(way), len(pairs)), int), np.zeros((len(way), count), int)
        byes_here[:, [problem.index[who] for who in problem.present(no)]] = 1
        for at, groups in enumerate(way):
            for group in groups:
                byes_here[at, list(group)] = 0
                met_here[at, [number[pair] for pair in combinations(sorted(group), 2)]] = 1
        met = (met[:, None] + met_here).reshape(-1, len(pairs))
        byes = (byes[:, None] + byes_here).reshape(-1, count)
        price = (price[:, None] + np.array([_own_price(problem, no, groups) for groups in way])).reshape(-1)
    useful_to = np.zeros((count, count))
    for i, j, worth in problem.benefit.entries():
        useful_to[i, j] += worth
    known = np.array([pair_of(problem.attendees[i].id, problem.attendees[j].id) in problem.wishes.acquainted for i, j in pairs], bool)
    must = np.array([pair_of(problem.attendees[i].id, problem.attendees[j].id) in problem.wishes.must_meet for i, j in pairs], bool)
    alike = weights.both_ways
    together = [(1 - alike) * (useful_to[i, j] + useful_to[j, i]) + alike * 2 * min(useful_to[i, j], useful_to[j, i]) for i, j in pairs]
    worth_of_pair = np.array(together) + 2 * problem.benefit.anyone
    new = (met > 0) & ~known
    points = new @ worth_of_pair if pairs else np.zeros(len(met))
    steps = np.concatenate([[0.0], np.cumsum(weights.useful)])
    for who in range(count):
        finds = [at for at, pair in enumerate(pairs) if who in pair and useful_to[who, sum(pair) - who] > 0]
        points += steps[np.minimum(new[:, finds].sum(axis=1), len(steps) - 1)]
    points -= weights.repeat * np.maximum(0, met + known - 1).sum(axis=1)
    points -= weights.must_meet * ((met == 0) & must).sum(axis=1)
    points -= (weights.bye * byes + weights.bye_again * byes * (byes - 1) / 2).sum(axis=1)
    return points - price


def _own_price(problem: Problem, no: int, groups: Sequence[Sequence[int]]) -> float:
    """Give the price of trios, talks one to one and imbalance in one round."""
    round_, weights = problem.round(no), problem.weights
    shy = {problem.index[who] for who in problem.wishes.prefers_groups}
    price = 0.0
    if round_.of_pairs:
        price += sum(weights.trio for group in groups if len(group) == 3 and shy.isdisjoint(group))
        price += sum(weights.one_to_one * len(shy.intersection(group)) for group in groups if len(group) == 2)
    elif round_.balance:
        values = [attendee.traits.get(round_.balance, "") for attendee in problem.attendees]
        present = [values[problem.index[who]] for who in problem.present(no)]
        for group in groups:
            here = [values[who] for who in group]
            price += sum(weights.imbalance * max(0, here.count(value) - -(-len(group) * present.count(value) // len(present))) for value in set(here))
    return price
