"""Rounds that are added to a running evening, or dropped."""

from dataclasses import replace

import pytest
from happenings import byes_in, expect_promises, people, planned, who

from keywho.core.changes import Back, Departure, RoundAdded, RoundDropped, SitOut
from keywho.core.errors import BadInput
from keywho.core.ids import RoundNo, pair_of
from keywho.core.layouts import round_tables, rows
from keywho.core.problem import Problem
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.repair import repair

ROOMS = pytest.mark.parametrize("room", [None, rows(4, 6), round_tables(8, 4)], ids=["no room", "rows", "tables"])


@ROOMS
@pytest.mark.parametrize("added", [Round.nearby(None), Round.table(4), Round.requests()], ids=lambda round_: str(round_.kind))
def test_an_added_round_is_planned_around_the_others(room: Room | None, added: Round) -> None:
    asked = tuple((who(no), who(no % 20 + 1)) for no in range(1, 21))
    problem = Problem(people(20), (Round.nearby(None),) * 3, room, wishes=Wishes(requests=asked))
    programme = planned(problem)
    repaired = repair(problem, programme, [RoundAdded(added), Departure(who(3), RoundNo(3))], from_round=3, deadline_s=60)
    expect_promises(programme, repaired, 3)
    assert len(repaired.problem.rounds) == 4
    assert not repaired.problem.is_present(who(3), 4)
    if added.kind is not RoundKind.REQUESTS:
        assert (byes_in(repaired, 4), repaired.result.score.repeats) == (set(), 0)
    else:
        assert len(repaired.result.programme.by_round[RoundNo(4)]) >= 7


def test_a_round_can_be_added_when_the_last_one_is_over_and_the_resting_come_back() -> None:
    problem = Problem(people(10), (Round.nearby(None),) * 2, wishes=Wishes(absent={who(1): frozenset({RoundNo(2)}), who(2): frozenset({RoundNo(2)})}))
    programme = planned(problem)
    repaired = repair(problem, programme, [RoundAdded(Round.nearby(None)), Back(who(1), RoundNo(3))], from_round=3, deadline_s=60)
    expect_promises(programme, repaired, 3)
    assert repaired.problem.wishes.absent == {who(1): {2}, who(2): {2, 3}}
    assert len(repaired.result.programme.by_round[RoundNo(3)]) == 4


@pytest.mark.parametrize("guests", [1, 3])
def test_hosts_keep_their_tables_in_an_added_round(guests: int) -> None:
    hosting = Hosting({who(no): None for no in range(1, 6)}, guest_most=3)
    problem = Problem(people(20), (Round.hosts(3),) * 2, rows(5, 8), wishes=Wishes(hosting=hosting))
    programme = planned(problem)
    repaired = repair(problem, programme, RoundAdded(Round.hosts(guests)), from_round=2, deadline_s=60)
    expect_promises(programme, repaired, 2)
    assert len(repaired.result.programme.by_round[RoundNo(3)]) == 5


def test_an_added_hosts_round_that_needs_other_circles_is_refused() -> None:
    problem = Problem(people(6), (Round.hosts(1),), rows(3, 4), wishes=Wishes(hosting=Hosting({who(1): None, who(2): None})))
    with pytest.raises(BadInput, match=r"A hosts round with 3 guests can't be added: the circles of chairs are for 1 guests\. Maybe add one with 1"):
        repair(problem, planned(problem), RoundAdded(Round.hosts(3)))


@ROOMS
def test_a_dropped_round_has_no_meetings_and_no_byes_and_its_must_meets_move(room: Room | None) -> None:
    problem = Problem(people(20), (Round.nearby(None), Round.nearby(None), Round.table(4)), room)
    programme = planned(problem)
    pairs = [meeting.attendees for meeting in programme.by_round[RoundNo(2)]][:3]
    asked = frozenset(pair_of(*pair[:2]) for pair in pairs)
    problem = replace(problem, wishes=Wishes(must_meet=asked, pinned=programme.by_round[RoundNo(2)][:1]))
    repaired = repair(problem, programme, RoundDropped(RoundNo(2)), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert repaired.problem.wishes.dropped == {2}
    assert RoundNo(2) not in repaired.result.programme.by_round and byes_in(repaired, 2) == set()
    assert asked <= {pair for meeting in repaired.result.programme.meetings for pair in meeting.pairs()}
    assert repaired.result.score.byes == 0
    assert repaired.problem.present(2) == ()


def test_must_meets_for_whom_there_is_no_other_round_are_named() -> None:
    pair = (who(1), who(2))
    problem = Problem(people(8), (Round.nearby(None),) * 2, wishes=Wishes(must_meet=frozenset({pair})))
    programme = planned(problem)
    held = next(meeting.round_no for meeting in programme.meetings if {*pair} <= {*meeting.attendees})
    repaired = repair(problem, programme, [RoundDropped(held), SitOut(who(2), RoundNo(3 - held))], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert [unmet.names for unmet in repaired.result.unmet] == [pair]


def test_the_round_under_way_can_be_dropped_and_another_be_added_after_it() -> None:
    problem = Problem(people(12), (Round.nearby(None),) * 3, rows(3, 5))
    programme = planned(problem)
    repaired = repair(problem, programme, [RoundDropped(RoundNo(2)), RoundDropped(RoundNo(3))], from_round=2, under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 2)
    assert {*repaired.result.programme.by_round} == {1}
    more = repair(repaired.problem, repaired.result.programme, RoundAdded(Round.nearby(None)), from_round=3, deadline_s=60)
    expect_promises(repaired.result.programme, more, 3)
    assert len(more.result.programme.by_round[RoundNo(4)]) == 6
