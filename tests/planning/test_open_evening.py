"""Evenings of pairs without a room, kept as arrays: one change after the other, the same as counted anew each time."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planning.happenings import expect_promises, people
from tests.simple_planner import simple_programme

from keywho.core.benefit import Benefit
from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, SitOut
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.core.wishes import Wishes
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.instance import FORBIDDEN
from keywho.planning.repair import Repairer, repair
from keywho.planning.repair.floor_kernels import NOBODY, Floor, bye_price, gain, join, loss, meet, part
from keywho.planning.repair.open_evening import OpenEvening, suits
from keywho.planning.repair.rematch_kernels import DEPTH, mend_hole
from keywho.planning.stopping import MaxMoves

WORTHS = st.integers(0, 9).map(float)


@st.composite
def evenings(draw: st.DrawFn, least: int = 1, most: int = 12) -> Problem:
    """Draw a small evening of pairs in which anybody can meet anybody."""
    count, rounds = draw(st.integers(least, most)), draw(st.integers(1, 4))
    who = [AttendeeId(f"a{no}") for no in range(1, count + 1)]
    twos = st.tuples(st.sampled_from(who), st.sampled_from(who)).filter(lambda two: two[0] != two[1])
    pairs = draw(st.dictionaries(twos, WORTHS, max_size=30)) if count > 1 else {}
    known = {pair_of(*two) for two in draw(st.lists(twos, max_size=2))} if count > 2 else set()
    never = {pair_of(*two) for two in draw(st.lists(twos, max_size=2))} if count > 2 else set()
    away = draw(st.dictionaries(st.sampled_from(who), st.frozensets(st.integers(1, rounds).map(RoundNo), min_size=1), max_size=2))
    weights = Weights(useful=draw(st.sampled_from([(), (6.0, 3.0, 1.0)])), both_ways=draw(st.sampled_from([0.0, 0.5])))
    wishes = Wishes(absent=away, acquainted=frozenset(known - never), must_not_meet=frozenset(never))
    benefit = Benefit.of(who, pairs, anyone=draw(st.sampled_from([0.0, 1.0])))
    return Problem(people(count), (Round.nearby(None),) * rounds, None, benefit, wishes, weights)


def some_change(draw: st.DrawFn, problem: Problem, first: int, no: int) -> Change:
    """Draw something that can happen to the people of an evening in round `first`."""
    ids = [attendee.id for attendee in problem.attendees]
    who = draw(st.sampled_from(ids))
    round_no = RoundNo(draw(st.integers(first, len(problem.rounds))))
    match draw(st.sampled_from(["no-show", "departure", "arrival", "rest", "return"])):
        case "no-show":
            return NoShow(who)
        case "departure":
            return Departure(who, round_no)
        case "rest":
            return SitOut(who, round_no) if problem.is_present(who, round_no) else Back(who, round_no)
        case "return":
            away = [one for one in ids if not problem.is_present(one, round_no)]
            if away:
                return LateArrival(problem.attendee_by_id[away[0]], RoundNo(first))
    mine = draw(st.dictionaries(st.sampled_from(ids), WORTHS, max_size=4))
    theirs = draw(st.dictionaries(st.sampled_from(ids), WORTHS, max_size=4))
    return LateArrival(Attendee(AttendeeId(f"new{no}"), f"Newcomer {no}"), round_no, mine, theirs)


def expect_same(warm: OpenEvening, cold: OpenEvening) -> None:
    """See that an evening after some changes is what it would be if it were counted anew."""
    rounds = len(warm.there)
    for who in range(len(warm.mate)):
        for r in range(rounds):
            assert warm.company(r, who) == cold.company(r, who)
            assert {*warm.mate[who, [r, rounds + r]].tolist(), who} == {*cold.mate[who, [r, rounds + r]].tolist(), who}
    for one, other in zip(
        (warm.there, warm.byes, warm.useful, warm.sums, warm.best, *warm.worths.parts()),
        (cold.there, cold.byes, cold.useful, cold.sums, cold.best, *cold.worths.parts()),
        strict=True,
    ):
        assert one == pytest.approx(other)
    assert [{*held.values()} for held in warm.held] == [{*held.values()} for held in cold.held]


@settings(max_examples=80)
@given(evenings(), st.data())
def test_an_evening_that_changes_again_and_again_is_what_it_would_be_if_counted_anew(problem: Problem, data: st.DataObject) -> None:
    """Every promise is kept, nobody is alone unless the number is odd, and the arrays agree with a fresh count."""
    repairer, first = Repairer(problem, simple_programme(problem, 0)), 1
    for no in range(data.draw(st.integers(1, 5))):
        first = data.draw(st.integers(first, len(problem.rounds)))
        change, before = some_change(data.draw, repairer.problem, first, no), repairer.programme
        try:
            repaired = repairer.repair(change, from_round=first)
        except BadInput:
            continue
        assert repairer.is_warm
        expect_promises(before, repaired, first)
        assert replace(repaired.problem) == repaired.problem  # validated again: nothing is wrong with it
        assert repairer.open_evening is not None
        expect_same(repairer.open_evening, OpenEvening.of(repaired.problem, repaired.result.programme))
        for later in range(first, len(problem.rounds) + 1):
            there = repaired.problem.present(RoundNo(later))
            byes = [bye.attendee for bye in repaired.result.programme.byes if bye.round_no == later]
            if not problem.wishes.must_not_meet:
                assert len(byes) <= len(there) % 2


@settings(max_examples=60)
@given(evenings(6, 10), st.data())
def test_several_changes_at_once_keep_every_promise(problem: Problem, data: st.DataObject) -> None:
    """Half of the people missing and some walking in, in one call."""
    programme = simple_programme(problem, 0)
    away = data.draw(st.sets(st.sampled_from([attendee.id for attendee in problem.attendees]), max_size=len(problem.attendees) // 2))
    come = [LateArrival(Attendee(AttendeeId(f"new{no}"), "Nia"), RoundNo(1), {problem.attendees[no].id: 5.0}, {}) for no in range(3)]
    expect_promises(programme, repair(problem, programme, [*map(NoShow, sorted(away)), *come]), 1)


def best_by_hand(floor: Floor, r: int, hole: int, goal: int, seen: frozenset[int], depth: int) -> float:
    """Try all alternating paths from a hole to a goal, the slow way; gives the best points."""
    best = gain(floor, hole, goal) + bye_price(floor, goal)
    for other in range(len(floor.mate)) if depth else ():
        mate = int(floor.mate[other, r])
        if mate != NOBODY and other not in seen and mate not in seen and gain(floor, hole, other) > 0:
            step = gain(floor, hole, other) - loss(floor, other, mate)
            best = max(best, step + best_by_hand(floor, r, mate, goal, seen | {other, mate}, depth - 1))
    return best


@settings(max_examples=60)
@given(evenings(4, 8), st.data())
def test_a_path_brings_what_it_says_and_no_short_path_by_hand_brings_more(problem: Problem, data: st.DataObject) -> None:
    """The plain twin tries all paths of two steps; the kernel finds the best of them and says exactly what it brings."""
    problem = replace(problem, wishes=Wishes(), weights=replace(problem.weights, useful=()))
    evening = OpenEvening.of(problem, simple_programme(problem, 0))
    rounds = len(problem.rounds)
    floor = evening.floor(evening.mate.copy(), np.zeros(rounds))
    r = data.draw(st.integers(0, rounds - 1))
    if evening.third[r, 0] != NOBODY or (evening.mate[:, r] == NOBODY).all():
        return
    who = int(np.flatnonzero(evening.mate[:, r] != NOBODY)[0])
    goal = int(evening.mate[who, r])
    part(floor, r, who)
    before = evening.score().points
    by_hand = best_by_hand(floor, r, who, goal, frozenset({who, goal}), 2)
    points = mend_hole(floor, r, who, np.array([goal], np.int32), False, False, FORBIDDEN / 8, DEPTH)
    evening_points = evening.score().points - before
    assert points - bye_price(floor, goal) == pytest.approx(evening_points)
    assert points >= by_hand - 1e-9


def test_a_third_and_its_two_are_counted_and_taken_back() -> None:
    """Whoever joins two meets both of them."""
    problem = Problem(people(3), (Round.nearby(None),), None, Benefit.uniform())
    evening = OpenEvening.of(problem, Programme())
    floor = evening.floor(evening.mate.copy(), np.zeros(1))
    meet(floor, 0, 0, 1)
    assert join(floor, 0, 2, 0) == 4.0 - 5.0
    assert evening.company(0, 2) == evening.company(0, 0) == (0, 1, 2)
    assert evening.score().benefit == 6.0


def test_a_hundred_changes_of_three_hundred_people_disturb_a_handful_each_and_leave_nobody_alone() -> None:
    """The evening goes on through all its rounds; each change is told to few."""
    chance, count = np.random.default_rng(4), 300
    seeker, sought = chance.integers(0, count, (2, 3000))
    keys = np.unique(seeker[seeker != sought] * count + sought[seeker != sought])
    benefit = Benefit((keys // count).astype(np.int32), (keys % count).astype(np.int32), chance.integers(1, 11, len(keys)).astype(float))
    problem = Problem(people(count), (Round.nearby(None),) * 6, None, benefit, Wishes(), Weights(useful=()))
    repairer, told = Repairer(problem, plan(problem, stop=MaxMoves(1)).programme), []
    for no in range(100):
        first = 1 + no * 6 // 100
        there = repairer.problem.present(RoundNo(first))
        ids = [there[at] for at in chance.choice(len(there), 12, replace=False)]
        arrival = LateArrival(Attendee(AttendeeId(f"new{no}"), "Nia"), RoundNo(first), dict.fromkeys(ids[:6], 6.0), dict.fromkeys(ids[6:], 3.0))
        repaired = repairer.repair(arrival if no % 2 else Departure(ids[0], RoundNo(first)), from_round=first)
        told.append(repaired.changed_next_round)
        assert repaired.result.score.byes == 0
    verdict = check(repaired.problem, repaired.result.programme)
    assert verdict.ok
    assert verdict.score.points == pytest.approx(repaired.result.score.points)
    assert np.median(told) <= 6


def test_evenings_with_a_room_or_binding_wishes_go_the_long_way() -> None:
    """Must-meets, groups and tables are not kept as arrays."""
    problem = Problem(people(6), (Round.nearby(None),), None, Benefit.uniform())
    assert suits(problem, Programme())
    assert not suits(replace(problem, rounds=(Round.table(3),)), Programme())
    assert not suits(replace(problem, wishes=Wishes(must_meet=frozenset({pair_of(AttendeeId("a1"), AttendeeId("a2"))}))), Programme())
    repairer = Repairer(problem, simple_programme(problem, 0))
    repairer.repair(NoShow(AttendeeId("a1")), under_way=True)
    assert not repairer.is_warm
