"""The score, computed a second time from docs/objective.md."""

from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import AttendeeId, Pair
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.core.score import Score

Keys = NDArray[np.int64]
"""Pairs of places in the list of attendees as one number each: smaller place times number of people plus larger place."""


class PairPoints(NamedTuple):
    """Pairs of places, the smaller first, what their first meeting is worth, and whether it is useful to the one and to the other."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    worth: NDArray[np.float64]
    useful_to_low: NDArray[np.bool_]
    useful_to_high: NDArray[np.bool_]


def score_of(problem: Problem, programme: Programme) -> Score:
    """Count the points of a programme, part by part."""
    weights = problem.weights
    meetings = [(meeting, people) for meeting in programme.meetings if (people := _known(problem, meeting))]
    pairs, rounds_together = _pairs_met(problem, meetings)
    acquainted = np.isin(pairs, _keys_of(problem, problem.wishes.acquainted))
    benefit, useful = _benefit_and_useful(problem, pairs[~acquainted])
    benefit -= _one_sided(problem, pairs[~acquainted])
    bye_price, byes = _byes(problem, programme)
    repeats = int(np.maximum(rounds_together + acquainted - 1, 0).sum())
    trios = sum(_is_unwanted_trio(problem, meeting, people) for meeting, people in meetings)
    walk_m = _walk_m(problem, programme)
    missed = np.isin(_keys_of(problem, problem.wishes.must_meet), pairs, invert=True)
    return Score(
        benefit=benefit,
        useful=useful,
        bye_price=bye_price,
        repeat_price=weights.repeat * repeats,
        trio_price=weights.trio * trios,
        walk_price=weights.walk_per_metre * walk_m,
        imbalance_price=weights.imbalance * _above_fair_share(problem, meetings),
        one_to_one_price=weights.one_to_one * _one_to_ones(problem, meetings),
        must_meet_price=weights.must_meet * int(missed.sum()),
        idle_gap_price=_idle_gap_price(problem, meetings),
        host_short_price=weights.host_short * _host_shortfall(problem, meetings),
        byes=byes,
        repeats=repeats,
        trios=trios,
        walk_m=walk_m,
    )


Held = list[tuple[Meeting, list[int]]]
"""Meetings of rounds that exist, each with the places of those of its people who are in the list."""


def _known(problem: Problem, meeting: Meeting) -> list[int]:
    """Give the places of a meeting's people in the list; nothing for a round that does not exist."""
    if not 1 <= meeting.round_no <= len(problem.rounds):
        return []
    index = problem.index
    return sorted({index[who] for who in meeting.attendees if who in index})


def _keys_of(problem: Problem, pairs: frozenset[Pair]) -> Keys:
    index, count = problem.index, len(problem.attendees)
    ends = (sorted((index[one], index[other])) for one, other in pairs)
    return np.fromiter((low * count + high for low, high in ends), np.int64, len(pairs))


def _pairs_met(problem: Problem, meetings: Held) -> tuple[Keys, NDArray[np.int64]]:
    """Give each pair that meets, once, and in how many rounds."""
    by_size: dict[int, list[list[int]]] = defaultdict(list)
    rounds: dict[int, list[int]] = defaultdict(list)
    for meeting, people in meetings:
        by_size[len(people)].append(people)
        rounds[len(people)].append(meeting.round_no)
    count, span = len(problem.attendees), len(problem.rounds) + 1
    found = [np.zeros(0, np.int64)]
    for size, groups in by_size.items():
        places, nos = np.array(groups, np.int64), np.array(rounds[size], np.int64)
        found += [(places[:, low] * count + places[:, high]) * span + nos for low, high in combinations(range(size), 2)]
    in_rounds = np.unique(np.concatenate(found))  # two in two meetings of one round (a broken rule) count once
    return np.unique(in_rounds // span, return_counts=True)


def _benefit_and_useful(problem: Problem, new_pairs: Keys) -> tuple[float, float]:
    """Give the benefit of all who newly met, and the extra worth of each person's first useful meetings."""
    count, weights, benefit = max(len(problem.attendees), 1), problem.weights, problem.benefit
    entries, points = _entries(problem)
    low, high = np.divmod(new_pairs, count)
    there_and_back = np.concatenate([new_pairs, high * count + low])
    held = np.isin(entries, there_and_back)
    useful_meetings = np.bincount(entries[held & (points > 0)] // count, minlength=1)
    worth_of = np.concatenate([[0.0], np.cumsum(np.asarray(weights.useful, np.float64))])
    useful = worth_of[np.minimum(useful_meetings, len(weights.useful))].sum()
    return float(points[held].sum() + benefit.anyone * len(there_and_back)), float(useful)


def _entries(problem: Problem) -> tuple[Keys, NDArray[np.float64]]:
    """Give b(seeker, sought) with requests, each entry once; keys are seeker times number of people plus sought."""
    count, benefit, index = max(len(problem.attendees), 1), problem.benefit, problem.index
    asked = np.array([index[asker] * count + index[wanted] for asker, wanted in sorted(set(problem.wishes.requests))], np.int64)
    keys = np.concatenate([benefit.seeker.astype(np.int64) * count + benefit.sought, asked])
    worth = np.concatenate([np.asarray(benefit.points, np.float64), np.full(len(asked), problem.weights.request)])
    entries, at = np.unique(keys, return_inverse=True)
    points: NDArray[np.float64] = np.bincount(at, worth, len(entries)).astype(np.float64)
    return entries, points


def pair_points(problem: Problem) -> PairPoints:
    """Give what the first meeting of two is worth beyond that of anyone with anyone, for all pairs with an entry who are new to each other."""
    count = max(len(problem.attendees), 1)
    entries, points = _entries(problem)
    seeker, sought = np.divmod(entries, count)
    pairs, at = np.unique(np.minimum(seeker, sought) * count + np.maximum(seeker, sought), return_inverse=True)
    worth = np.bincount(at, points, len(pairs)) - _one_sided_of_each(problem, pairs)
    to_low, to_high = (np.bincount(at, (points > 0) & chosen, len(pairs)) > 0 for chosen in (seeker < sought, seeker > sought))
    new = ~np.isin(pairs, _keys_of(problem, problem.wishes.acquainted))
    low, high = np.divmod(pairs[new], count)
    return PairPoints(low, high, worth[new], to_low[new], to_high[new])


def _one_sided(problem: Problem, new_pairs: Keys) -> float:
    """Give what does not count of the benefit because only one of two has it: a share of the difference of b(i, j) and b(j, i), requests left aside."""
    return float(_one_sided_of_each(problem, new_pairs).sum())


def _one_sided_of_each(problem: Problem, new_pairs: Keys) -> NDArray[np.float64]:
    share, benefit, count = problem.weights.both_ways, problem.benefit, max(len(problem.attendees), 1)
    if share == 0 or not len(benefit.points):
        return np.zeros(len(new_pairs))
    ends = np.sort(np.stack([benefit.seeker, benefit.sought], axis=1).astype(np.int64), axis=1)
    signed = np.where(benefit.seeker < benefit.sought, 1.0, -1.0) * benefit.points
    pairs, at = np.unique(ends[:, 0] * count + ends[:, 1], return_inverse=True)
    differences = np.abs(np.bincount(at, signed, len(pairs)))
    place = np.searchsorted(pairs, new_pairs).clip(max=len(pairs) - 1)
    return np.where(pairs[place] == new_pairs, share * differences[place], 0.0)


def _byes(problem: Problem, programme: Programme) -> tuple[float, int]:
    """Give the price of all charged byes, and their number."""
    charged = {no for no in problem.round_nos if problem.round(no).kind is not RoundKind.REQUESTS}
    had = Counter(who for no, who in {(bye.round_no, bye.attendee) for bye in programme.byes} if no in charged and who in problem.index)
    weights = problem.weights
    return sum(weights.bye * k + weights.bye_again * k * (k - 1) / 2 for k in had.values()), had.total()


def _is_unwanted_trio(problem: Problem, meeting: Meeting, people: list[int]) -> bool:
    return len(people) == 3 and _is_side_by_side(problem, meeting) and not problem.wishes.prefers_groups.intersection(meeting.attendees)


def _is_side_by_side(problem: Problem, meeting: Meeting) -> bool:
    return problem.round(meeting.round_no).kind in (RoundKind.NEIGHBOUR, RoundKind.NEARBY)


def _walk_m(problem: Problem, programme: Programme) -> float:
    """Add up the metres from chair to chair of everybody."""
    if problem.room is None:
        return 0.0
    seats = problem.room.seat_by_id
    walked: dict[AttendeeId, list[tuple[int, float, float]]] = {}
    for who, home in programme.home_seats.items():
        if who in problem.index and home in seats:
            walked[who] = [(0, seats[home].x_m, seats[home].y_m)]
    for meeting in sorted(programme.meetings, key=lambda meeting: meeting.round_no):
        if not 1 <= meeting.round_no <= len(problem.rounds):
            continue
        for who, chair in zip(meeting.attendees, meeting.seats, strict=False):
            if who in problem.index and chair in seats:
                stops = walked.setdefault(who, [])
                if not stops or stops[-1][0] != meeting.round_no:  # on two chairs in one round (a broken rule): the first
                    stops.append((meeting.round_no, seats[chair].x_m, seats[chair].y_m))
    steps = np.array([(x2 - x1, y2 - y1) for stops in walked.values() for (_, x1, y1), (_, x2, y2) in pairwise(stops)], np.float64).reshape(-1, 2)
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def _above_fair_share(problem: Problem, meetings: Held) -> int:
    """Count the people above the fair share of their trait at tables that should be mixed."""
    above = 0
    for no in problem.round_nos:
        round_ = problem.round(no)
        if round_.kind is not RoundKind.TABLE or not round_.balance:
            continue
        values = [attendee.traits.get(round_.balance, "") for attendee in problem.attendees]
        present = [problem.index[who] for who in problem.present(no)]
        in_round = Counter(values[who] for who in present)
        for meeting, people in meetings:
            if meeting.round_no == no and present:
                for value, sitting in Counter(values[who] for who in people).items():
                    above += max(0, sitting - -(-len(people) * in_round[value] // len(present)))
    return above


def _one_to_ones(problem: Problem, meetings: Held) -> int:
    """Count who prefers groups and is in a meeting of two."""
    shy = problem.wishes.prefers_groups
    if not shy:
        return 0
    return sum(len(shy.intersection(meeting.attendees)) for meeting, people in meetings if len(people) == 2 and _is_side_by_side(problem, meeting))


def _idle_gap_price(problem: Problem, meetings: Held) -> float:
    """Price the runs of requests rounds in which somebody waits between two of their meetings: a person's second one costs `idle_again` more, and so on."""
    rounds = [no for no in problem.round_nos if problem.round(no).kind is RoundKind.REQUESTS]
    if len(rounds) < 3:
        return 0.0
    busy: dict[AttendeeId, set[int]] = defaultdict(set)
    for meeting, people in meetings:
        if meeting.round_no in rounds:
            for who in people:
                busy[problem.attendees[who].id].add(meeting.round_no)
    price = 0.0
    for person, nos in busy.items():
        between = [no for no in rounds if min(nos) <= no <= max(nos)]
        idle = [no not in nos and problem.is_present(person, no) for no in between]
        runs = sum(now and not before for before, now in pairwise(idle))
        price += sum(problem.weights.idle_gap + problem.weights.idle_again * earlier for earlier in range(runs))
    return price


def _host_shortfall(problem: Problem, meetings: Held) -> int:
    """Count the meetings that guests and hosts lack of the asked minimum."""
    hosting = problem.wishes.hosting
    rounds = {no for no in problem.round_nos if problem.round(no).kind is RoundKind.HOSTS}
    met: dict[AttendeeId, set[AttendeeId]] = defaultdict(set)
    for meeting, people in meetings:
        if meeting.round_no in rounds:
            here = [problem.attendees[who].id for who in people]
            for host in (who for who in here if who in hosting.tables):
                for guest in (who for who in here if who not in hosting.tables):
                    met[host].add(guest)
                    met[guest].add(host)
    short = 0
    for who in {who for no in rounds for who in problem.present(no)}:
        least = hosting.host_least if who in hosting.tables else hosting.guest_least
        short += max(0, least - len(met[who]))
    return short
