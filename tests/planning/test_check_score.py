"""The verifier's score: every row of the table in docs/objective.md on an evening counted by hand, and against a slow plain twin."""

import math
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
from keywho.core.layouts import rows
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import Score, Weights
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.check import check
from strategies import problems_and_programmes

ADA, BEN, EVA, DUNG = (AttendeeId(name) for name in ("ada", "ben", "eva", "dung"))
FOUR = tuple(Attendee(who, who.title()) for who in (ADA, BEN, EVA, DUNG))
ORDER = (ADA, BEN, EVA, DUNG)
NOTHING = Weights((), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def held(*rounds: str) -> Programme:
    """Build a programme: each round is "ada ben / eva dung", with those alone having a bye."""
    meetings, byes = [], []
    for no, text in enumerate(rounds, 1):
        for group in filter(None, (tuple(AttendeeId(who) for who in part.split()) for part in text.split("/"))):
            if len(group) == 1:
                byes.append(Bye(RoundNo(no), group[0]))
            else:
                meetings.append(Meeting(RoundNo(no), group))
    return Programme(tuple(meetings), tuple(byes))


def score(programme: Programme, *rounds: Round, benefit: Benefit | None = None, weights: Weights = NOTHING, wishes: Wishes | None = None) -> Score:
    verdict = check(Problem(FOUR, rounds, None, benefit or Benefit(), wishes or Wishes(), weights), programme)
    assert verdict.ok, verdict.violations
    return verdict.score


PAIRS, TABLE = Round.nearby(None), Round.table(4)


def test_benefit_counts_both_directions_once_a_pair() -> None:
    benefit = Benefit.of(ORDER, {(ADA, BEN): 3.0, (BEN, ADA): 4.0, (ADA, EVA): 50.0}, anyone=0.5)
    assert score(held("ada ben / eva dung", "ada ben / eva dung"), PAIRS, PAIRS, benefit=benefit) == Score(benefit=3 + 4 + 4 * 0.5, repeats=2)


def test_benefit_of_acquainted_is_not_counted_and_their_meeting_is_a_repeat() -> None:
    benefit = Benefit.of(ORDER, {(ADA, BEN): 3.0, (EVA, DUNG): 5.0})
    acquainted = Wishes(acquainted=frozenset({(ADA, BEN)}))
    weights = replace(NOTHING, repeat=7.0, useful=(2.0,))
    found = score(held("ada ben / eva dung", "ada ben / eva dung"), PAIRS, PAIRS, benefit=benefit, wishes=acquainted, weights=weights)
    assert found == Score(benefit=5.0, useful=2.0, repeat_price=7.0 * (2 + 1), repeats=3)


@pytest.mark.parametrize(("share", "points"), [(0.0, 7.0 + 50.0), (0.5, 3.5 + 3.0 + 25.0), (1.0, 6.0)])
def test_a_share_of_the_benefit_counts_only_as_far_as_both_gain_alike(share: float, points: float) -> None:
    benefit = Benefit.of(ORDER, {(ADA, BEN): 3.0, (BEN, ADA): 4.0, (EVA, DUNG): 50.0}, anyone=0.5)
    weights = replace(NOTHING, both_ways=share, useful=(2.0,))
    assert score(held("ada ben / eva dung"), PAIRS, benefit=benefit, weights=weights) == Score(benefit=points + 4 * 0.5, useful=3 * 2.0)


def test_what_a_request_adds_counts_in_full_whoever_else_asked() -> None:
    asked, weights = Wishes(requests=((ADA, BEN), (EVA, DUNG), (DUNG, EVA))), replace(NOTHING, request=20.0, both_ways=0.5)
    benefit = Benefit.of(ORDER, {(ADA, BEN): 2.0, (BEN, ADA): 6.0})
    assert score(held("ada ben / eva dung"), PAIRS, benefit=benefit, wishes=asked, weights=weights) == Score(benefit=(4.0 + 2.0) + 20.0 + 40.0)


def test_benefit_of_a_table_is_that_of_all_its_pairs() -> None:
    assert score(held("ada ben eva dung"), TABLE, benefit=Benefit.uniform(1.5)) == Score(benefit=12 * 1.5)


def test_held_request_is_worth_its_weight_once_and_makes_the_meeting_useful() -> None:
    asked = Wishes(requests=((ADA, BEN), (ADA, BEN), (BEN, ADA), (DUNG, ADA)))
    found = score(held("ada ben / eva dung"), PAIRS, wishes=asked, weights=replace(NOTHING, request=20.0, useful=(6.0, 3.0)))
    assert found == Score(benefit=40.0, useful=12.0)


def test_useful_meetings_are_worth_less_and_less_and_nothing_past_the_list() -> None:
    benefit = Benefit.of(ORDER, {(ADA, BEN): 1.0, (ADA, EVA): 1.0, (ADA, DUNG): 1.0, (BEN, ADA): 0.0, (EVA, DUNG): 1.0}, anyone=1.0)
    found = score(held("ada ben eva dung"), TABLE, benefit=benefit, weights=replace(NOTHING, useful=(6.0, 3.0)))
    assert found == Score(benefit=4 + 12, useful=(6 + 3 + 0) + 6)


def test_second_bye_of_one_person_costs_more_than_the_first_of_another() -> None:
    weights = replace(NOTHING, bye=20.0, bye_again=200.0)
    two_and_two = held("ada / ben / eva dung", "ada / ben / eva dung")
    assert score(two_and_two, PAIRS, PAIRS, weights=weights) == Score(bye_price=2 * (2 * 20 + 200), byes=4, repeats=1)
    one_each = held("ada / ben / eva dung", "ada ben / eva / dung")
    assert score(one_each, PAIRS, PAIRS, weights=weights) == Score(bye_price=4 * 20, byes=4)
    assert score(held(*["ada / ben / eva / dung"] * 3), *[PAIRS] * 3, weights=weights).bye_price == 4 * (3 * 20 + 3 * 200)


def test_bye_in_a_requests_round_is_free() -> None:
    asked = Wishes(requests=((ADA, BEN),))
    assert score(held("ada ben / eva / dung"), Round.requests(), wishes=asked, weights=replace(NOTHING, bye=20.0)) == Score()


def test_trio_costs_unless_somebody_in_it_prefers_groups() -> None:
    weights = replace(NOTHING, trio=5.0)
    absent = {DUNG: frozenset({RoundNo(1)})}
    assert score(held("ada ben eva"), PAIRS, weights=weights, wishes=Wishes(absent=absent)) == Score(trio_price=5.0, trios=1)
    assert score(held("ada ben eva"), PAIRS, weights=weights, wishes=Wishes(absent=absent, prefers_groups=frozenset({EVA}))) == Score()
    assert score(held("ada ben eva"), Round.table(3), weights=weights, wishes=Wishes(absent=absent)) == Score()


def test_walk_goes_straight_from_chair_to_chair_and_skips_rounds_without_one() -> None:
    room = rows(2, 4)  # chairs 0.6 m apart, rows 1 m
    plan = Programme(
        (
            Meeting(RoundNo(1), (ADA, BEN), (SeatId("A2"), SeatId("A1"))),
            Meeting(RoundNo(3), (ADA, EVA), (SeatId("B4"), SeatId("B3"))),
        ),
        (Bye(RoundNo(1), EVA), Bye(RoundNo(2), ADA), Bye(RoundNo(2), BEN), Bye(RoundNo(2), EVA), Bye(RoundNo(3), BEN)),
        {ADA: SeatId("A1"), BEN: SeatId("A2")},
    )
    wishes = Wishes(absent={DUNG: frozenset({RoundNo(1), RoundNo(2), RoundNo(3)})})
    verdict = check(Problem(FOUR, (PAIRS,) * 3, room, Benefit(), wishes, replace(NOTHING, walk_per_metre=2.0)), plan)
    walked = 0.6 + math.hypot(1.2, 1.0) + 0.6  # Ada twice, Ben once; Eva begins where she first sits
    assert verdict.ok
    assert verdict.score.walk_m == pytest.approx(walked)
    assert verdict.score.walk_price == pytest.approx(2 * walked)


def test_imbalance_counts_who_is_above_the_fair_share_of_those_present() -> None:
    situations = ("laid off", "laid off", "laid off", "hiring", "hiring", "")
    people = tuple(Attendee(AttendeeId(f"p{no}"), f"P{no}", traits={"situation": value} if value else {}) for no, value in enumerate(situations))
    problem = Problem(people, (Round.table(3, balance="situation"),), None, Benefit(), Wishes(), replace(NOTHING, imbalance=10.0))
    # three of six are laid off: two of three at a table are fair, the third is too many; hiring: one of three is fair
    assert check(problem, held("p0 p1 p2 / p3 p4 p5")).score == Score(imbalance_price=20.0)
    assert check(problem, held("p0 p1 p3 / p2 p4 p5")).score == Score()
    gone = replace(problem, wishes=Wishes(absent={AttendeeId("p4"): frozenset({RoundNo(1)})}))
    # five are there: ceil(3 * 3 / 5) = 2 laid off, ceil(2 * 1 / 5) = 1 hiring
    assert check(gone, held("p0 p1 p2 / p3 p5")).score == Score(imbalance_price=10.0)


def test_one_to_one_costs_for_each_who_prefers_groups_in_a_pair_round() -> None:
    shy = Wishes(prefers_groups=frozenset({ADA, BEN, EVA}))
    assert score(held("ada ben / eva dung"), PAIRS, wishes=shy, weights=replace(NOTHING, one_to_one=15.0)) == Score(one_to_one_price=45.0)
    assert score(held("ada ben / eva dung"), TABLE, wishes=shy, weights=replace(NOTHING, one_to_one=15.0)) == Score()


def test_must_meet_costs_where_it_is_missed() -> None:
    wishes = Wishes(must_meet=frozenset({(ADA, BEN), pair_of(ADA, EVA)}))
    assert score(held("ada ben / eva dung"), PAIRS, wishes=wishes, weights=replace(NOTHING, must_meet=1000.0)) == Score(must_meet_price=1000.0)


def test_idle_gap_is_each_run_of_idle_requests_rounds_between_two_meetings() -> None:
    wishes = Wishes(requests=((ADA, BEN), (ADA, EVA), (BEN, EVA)), absent={BEN: frozenset({RoundNo(3)})})
    idle = "ada / ben / eva / dung"
    rounds = [Round.requests()] * 5
    plan = held("ada ben / eva / dung", idle, "ada / eva / dung", idle, "ada eva / ben / dung")
    # Ada waits once (rounds 2 to 4), Eva and Ben have one meeting each
    assert score(plan, *rounds, wishes=wishes, weights=replace(NOTHING, idle_gap=2.0)) == Score(idle_gap_price=2.0)
    plan = held("ada ben / eva / dung", idle, "ada / eva / dung", idle, "ben eva / ada / dung")
    # Ben waits in round 2, is away in round 3, and waits again in round 4
    assert score(plan, *rounds, wishes=wishes, weights=replace(NOTHING, idle_gap=2.0)) == Score(idle_gap_price=4.0)
    # ... which costs more than somebody's first
    assert score(plan, *rounds, wishes=wishes, weights=replace(NOTHING, idle_gap=2.0, idle_again=1.5)) == Score(idle_gap_price=5.5)


def test_idle_gap_looks_at_requests_rounds_only() -> None:
    wishes = Wishes(requests=((ADA, BEN), (ADA, EVA)))
    plan = held("ada ben / eva / dung", "ada / ben / eva / dung", "ada eva / ben / dung")
    assert score(plan, Round.requests(), PAIRS, Round.requests(), wishes=wishes, weights=replace(NOTHING, idle_gap=2.0)) == Score(byes=4)


def test_host_short_counts_what_guests_and_hosts_lack_of_different_ones() -> None:
    hosting = Wishes(hosting=Hosting({ADA: None, BEN: None}, guest_least=2, host_least=2), absent={DUNG: frozenset({RoundNo(1), RoundNo(2)})})
    rounds = (Round.hosts(1), Round.hosts(1), PAIRS)
    # Eva meets Ada twice (one host short); Ada met one guest (one short), Ben none (two short); Dung came after the hosts rounds
    plan = held("ada eva / ben", "ada eva / ben", "ada dung / ben eva")
    assert score(plan, *rounds, wishes=hosting, weights=replace(NOTHING, host_short=9.0)) == Score(host_short_price=9.0 * 4, byes=2, repeats=1)


def test_score_of_a_broken_programme_leaves_out_what_the_problem_does_not_know() -> None:
    problem = Problem(FOUR, (PAIRS,), None, Benefit.uniform(1.0), Wishes(), NOTHING)
    plan = replace(held("ada ben / eva zoe / zoe"), byes=(Bye(RoundNo(1), AttendeeId("zoe")), Bye(RoundNo(7), ADA)))
    assert check(problem, replace(plan, meetings=(*plan.meetings, Meeting(RoundNo(2), (ADA, DUNG), (), TableId("x"))))).score == Score(benefit=2.0)


# --- the slow plain twin ---------------------------------------------------------------------------------------------------


def plain_score(problem: Problem, plan: Programme) -> dict[str, float]:
    """The parts that are counted with arrays, straight from their definitions."""
    ids = [attendee.id for attendee in problem.attendees]
    entry = {(ids[one], ids[other]): points for one, other, points in problem.benefit.entries()}
    written = dict(entry)
    for asked in set(problem.wishes.requests):
        entry[asked] = entry.get(asked, 0.0) + problem.weights.request
    together = {pair: sum(pair in set(meeting.pairs()) for meeting in plan.meetings) for pair in (pair_of(*two) for two in combinations(ids, 2))}
    known = problem.wishes.acquainted
    new = [pair for pair, times in together.items() if times and pair not in known]
    benefit = sum(entry.get(way, 0.0) + problem.benefit.anyone for one, other in new for way in ((one, other), (other, one)))
    benefit -= sum(problem.weights.both_ways * abs(written.get((one, other), 0.0) - written.get((other, one), 0.0)) for one, other in new)
    useful = sum(sum(problem.weights.useful[: sum(entry.get((who, other), 0) > 0 for other in ids if pair_of(who, other) in new)]) for who in ids)
    walk_m = 0.0
    for who in ids:
        stops = [plan.home_seats.get(who), *(meeting.seat_of(who) for meeting in plan.by_attendee.get(who, ()))]
        seats = [problem.room.seat_by_id[stop] for stop in stops if stop] if problem.room else []
        walk_m += sum(here.walk_m(there) for here, there in pairwise(seats))
    return {
        "benefit": benefit,
        "useful": useful,
        "repeats": sum(max(0, times + (pair in known) - 1) for pair, times in together.items()),
        "walk_m": walk_m,
        "byes": sum(problem.round(bye.round_no).kind is not RoundKind.REQUESTS for bye in plan.byes),
        "must_meet_price": problem.weights.must_meet * sum(not together[pair] for pair in problem.wishes.must_meet),
    }


@given(problems_and_programmes())
@settings(max_examples=150)
def test_score_equals_its_plain_definition(evening: tuple[Problem, Programme]) -> None:
    found = check(*evening).score
    plain = plain_score(*evening)
    assert {part: getattr(found, part) for part in plain} == pytest.approx(plain)
