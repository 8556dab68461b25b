"""The promises of the repair: no rule is broken, the past stays, the difference is true, and few people are told something new."""

from collections import Counter
from dataclasses import replace

import pytest
from happenings import changes, expect_promises, people, planned
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from keywho.core.changes import Change, Departure, LateArrival, NoShow, SeatLost, TableLost
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.layouts import round_tables, rows
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round, RoundKind
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.repair import Repair, Repairer, repair
from keywho.planning.repair.changed_room import lost_seats
from keywho.planning.stopping import MaxMoves
from strategies import problems, problems_and_programmes


@given(problems_and_programmes(), st.data())
@settings(max_examples=150)
def test_repair_of_any_valid_evening_keeps_every_promise(drawn: tuple[Problem, Programme], data: st.DataObject) -> None:
    problem, programme = drawn
    first = data.draw(st.integers(1, len(problem.rounds)))
    for turn in range(data.draw(st.integers(1, 3))):
        happened = data.draw(changes(problem, first))
        event(f"turn {turn}")
        repaired = repair(problem, programme, happened, from_round=first, deadline_s=60)
        expect_promises(programme, repaired, first)
        problem, programme = repaired.problem, repaired.result.programme
        first = data.draw(st.integers(first, len(problem.rounds)))


@given(problems(max_people=12), st.data())
@settings(max_examples=40)
def test_repair_of_a_planned_evening_keeps_every_promise(problem: Problem, data: st.DataObject) -> None:
    programme = plan(problem, stop=MaxMoves(500)).programme
    assume(check(problem, programme).ok)
    first = data.draw(st.integers(1, len(problem.rounds)))
    expect_promises(programme, repair(problem, programme, data.draw(changes(problem, first)), from_round=first, deadline_s=60), first)


def byes_of(repaired: Repair) -> list[tuple[int, str]]:
    return sorted((bye.round_no, bye.attendee) for bye in repaired.result.programme.byes)


@pytest.mark.parametrize("room", [None, rows(6, 10), round_tables(15, 4)], ids=["no room", "rows", "tables"])
def test_one_no_show_of_sixty_disturbs_a_handful(room: object) -> None:
    problem = Problem(people(60), (Round.nearby(None),) * 4, room)  # type: ignore[arg-type]
    programme = planned(problem)
    repaired = repair(problem, programme, NoShow(AttendeeId("a7")), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert repaired.changed_next_round <= 6
    assert byes_of(repaired) == []
    assert repaired.result.score.trios == 4


def test_a_newcomer_takes_the_place_of_a_no_show_and_nobody_else_moves() -> None:
    problem = Problem(people(16), (Round.table(4),) * 3, round_tables(4, 4))
    programme = planned(problem)
    newcomer = Attendee(AttendeeId("eve"), "Eve Fox")
    repaired = repair(problem, programme, [NoShow(AttendeeId("a3")), LateArrival(newcomer, RoundNo(1))], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert byes_of(repaired) == []
    for no, meeting in enumerate(programme.by_attendee[AttendeeId("a3")], 1):
        mine = repaired.result.programme.meeting_of(AttendeeId("eve"), RoundNo(no))
        assert mine and mine.table == meeting.table and {*mine.attendees} == {*meeting.attendees, "eve"} - {"a3"}


def test_no_table_is_left_with_one_person() -> None:
    problem = Problem(people(12), (Round.table(4),) * 3, round_tables(4, 4))
    programme = planned(problem)
    table = programme.by_round[RoundNo(2)][0]
    gone = [Departure(who, RoundNo(2)) for who in table.attendees[1:]]
    repaired = repair(problem, programme, gone, from_round=2, deadline_s=60)
    expect_promises(programme, repaired, 2)
    left = repaired.result.programme.meeting_of(table.attendees[0], RoundNo(2))
    assert left and len(left.attendees) >= 2


def test_a_third_missing_and_a_tenth_walking_in_all_meet() -> None:
    problem = Problem(people(60), (Round.nearby(None), Round.nearby(None), Round.table(6)), rows(6, 10))
    programme = planned(problem)
    gone = [NoShow(AttendeeId(f"a{no}")) for no in range(1, 60, 3)]
    came = [LateArrival(Attendee(AttendeeId(f"w{no}"), f"Walk-up {no}"), RoundNo(1)) for no in range(10)]
    repaired = repair(problem, programme, [*gone, *came], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert (byes_of(repaired), repaired.result.score.repeats) == ([], 0)


def test_the_people_of_a_lost_table_are_spread_over_free_chairs() -> None:
    problem = Problem(people(16), (Round.table(6),) * 2, round_tables(4, 6))
    programme = planned(problem)
    lost = programme.by_round[RoundNo(1)][0].table
    assert lost is not None
    repaired = repair(problem, programme, TableLost(lost), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert byes_of(repaired) == []
    assert repaired.problem.room and lost not in [table.id for table in repaired.problem.room.tables]


def test_a_chair_that_breaks_mid_evening_is_not_used_again() -> None:
    problem = Problem(people(12), (Round.neighbour(), Round.nearby(None), Round.table(4)), rows(4, 4))
    programme = planned(problem)
    seat = programme.by_round[RoundNo(1)][0].seats[0]
    repaired = repair(problem, programme, SeatLost(seat), from_round=2, deadline_s=60)
    expect_promises(programme, repaired, 2)
    again = repair(repaired.problem, repaired.result.programme, NoShow(AttendeeId("a5")), from_round=2, deadline_s=60)
    expect_promises(repaired.result.programme, again, 2)
    assert lost_seats(again.problem.room) == {seat}
    assert seat not in {used for meeting in again.result.programme.meetings if meeting.round_no >= 2 for used in meeting.seats}


@pytest.mark.parametrize("deadline_s", [0.0, 60.0])
@pytest.mark.parametrize("happened", ["a chair lost before the evening", "newcomers to a full room", "newcomers for people whose past keeps their home chairs"])
def test_people_without_a_home_chair_take_turns_at_sitting_out(happened: str, deadline_s: float) -> None:
    problem = Problem(people(60), (Round.neighbour(), Round.nearby(), Round.nearby(), Round.nearby(), Round.table(6)), rows(6, 10))
    programme = planned(problem)
    newcomers = [LateArrival(Attendee(AttendeeId(f"new{no}"), f"New {no}"), RoundNo(2)) for no in range(1, 4)]
    gone = [Departure(AttendeeId(f"a{no}"), RoundNo(2)) for no in (4, 20, 33)]
    what: dict[str, tuple[list[Change], int]] = {
        "a chair lost before the evening": ([SeatLost(problem.room.seats[2].id)] if problem.room else [], 1),
        "newcomers to a full room": ([*newcomers], 2),
        "newcomers for people whose past keeps their home chairs": ([*gone, *newcomers], 2),
    }
    repaired = repair(problem, programme, what[happened][0], from_round=what[happened][1], deadline_s=deadline_s)
    expect_promises(programme, repaired, what[happened][1])
    assert {"new1", "new2", "new3"}.isdisjoint(repaired.result.programme.home_seats)
    byes = [(no, who) for no, who in byes_of(repaired) if problem.round(no).kind is not RoundKind.NEIGHBOUR]
    assert len({who for _, who in byes}) == len(byes), "nobody has two byes outside the neighbour rounds"
    assert max(Counter(who for _, who in byes_of(repaired)).values(), default=0) <= 2
    if happened.startswith("newcomers for"):
        assert byes == [], "there are chairs for all"


def test_guests_of_a_host_who_leaves_go_to_hosts_with_room() -> None:
    hosts = Hosting({AttendeeId("a1"): None, AttendeeId("a2"): None, AttendeeId("a3"): None})
    problem = Problem(people(9), (Round.hosts(3),), round_tables(3, 4), wishes=Wishes(hosting=hosts))
    programme = planned(problem)
    repaired = repair(problem, programme, NoShow(AttendeeId("a2")), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert byes_of(repaired) == []


def test_the_bye_moves_on_from_somebody_who_had_one() -> None:
    problem = Problem(people(7), (Round.table(3),) * 3, round_tables(2, 3))
    programme = planned(problem)
    repaired = repair(problem, programme, LateArrival(Attendee(AttendeeId("eve"), "Eve Fox"), RoundNo(1)), deadline_s=60)
    expect_promises(programme, repaired, 1)
    byes = [who for _, who in byes_of(repaired)]
    assert len(byes) == 6
    assert len({*byes}) == 6, "nobody has two byes before everybody had one"


def test_pinned_meetings_of_the_gone_are_released_and_those_of_others_held() -> None:
    problem = Problem(people(8), (Round.nearby(None),) * 3)
    programme = planned(problem)
    pinned = programme.by_round[RoundNo(2)]
    problem = replace(problem, wishes=Wishes(pinned=pinned))
    repaired = repair(problem, programme, NoShow(AttendeeId("a1")), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert repaired.problem.wishes.pinned == tuple(meeting for meeting in pinned if "a1" not in meeting.attendees)


def test_a_must_meet_with_somebody_gone_is_given_up_by_name() -> None:
    pair = (AttendeeId("a1"), AttendeeId("a2"))
    problem = Problem(people(8), (Round.nearby(None),) * 2, wishes=Wishes(must_meet=frozenset({pair})))
    repaired = repair(problem, planned(problem), NoShow(AttendeeId("a2")), deadline_s=60)
    assert repaired.problem.wishes.must_meet == frozenset()
    assert [unmet.names for unmet in repaired.result.unmet] == [pair]
    assert "Person 1 and Person 2 must meet" in repaired.result.unmet[0].sentence


def test_a_no_show_before_the_evening_is_absent_all_evening_and_later_from_then_on() -> None:
    problem = Problem(people(8), (Round.nearby(None),) * 3)
    programme = planned(problem)
    for first, rounds in ((1, {1, 2, 3}), (2, {2, 3})):
        repaired = repair(problem, programme, NoShow(AttendeeId("a1")), from_round=first, deadline_s=60)
        assert repaired.problem.wishes.absent == {"a1": rounds}


def test_somebody_on_the_list_who_comes_late_misses_the_rounds_before() -> None:
    problem = Problem(people(8), (Round.nearby(None),) * 3)
    programme = planned(problem)
    repaired = repair(problem, programme, LateArrival(problem.attendees[0], RoundNo(3)), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert repaired.problem.wishes.absent == {"a1": {1, 2}}
    back = repair(repaired.problem, repaired.result.programme, LateArrival(problem.attendees[0], RoundNo(2)), deadline_s=60)
    expect_promises(repaired.result.programme, back, 1)
    assert back.problem.wishes.absent == {"a1": {1}}


@pytest.mark.parametrize("deadline_s", [0.0, 60.0])
def test_repair_is_sound_when_the_deadline_is_over_before_it_began(deadline_s: float) -> None:
    problem = Problem(people(40), (Round.nearby(None), Round.table(5)), rows(5, 8))
    programme = planned(problem)
    repaired = repair(problem, programme, [NoShow(AttendeeId(f"a{no}")) for no in (1, 5, 9)], deadline_s=deadline_s)
    expect_promises(programme, repaired, 1)
    assert byes_of(repaired) == []


def test_the_same_seed_gives_the_same_repair() -> None:
    problem = Problem(people(80), (Round.nearby(None),) * 3)
    programme = planned(problem)
    first, second = (repair(problem, programme, NoShow(AttendeeId("a7")), deadline_s=60, seed=3) for _ in range(2))
    assert first.result.programme == second.result.programme
    assert first.difference == second.difference


def test_a_repairer_goes_on_from_its_own_repairs() -> None:
    problem = Problem(people(30), (Round.nearby(None),) * 3)
    programme = planned(problem)
    repairer, version = Repairer(problem, programme), programme.version
    for no in (3, 9, 17):
        before = repairer.programme
        expect_promises(before, repairer.repair(NoShow(AttendeeId(f"a{no}")), deadline_s=60), 1)
    assert repairer.programme.version == version + 3
    assert sum(bool(rounds) for rounds in repairer.problem.wishes.absent.values()) == 3


EVE = Attendee(AttendeeId("eve"), "Eve Fox")


@pytest.mark.parametrize(
    ("change", "from_round", "sentence"),
    [
        (NoShow(AttendeeId("zed")), 1, "zed is not in the list"),
        (Departure(AttendeeId("a1"), RoundNo(4)), 1, "The departure of Person 1 begins with round 4, but the evening has rounds 1 to 2"),
        (NoShow(AttendeeId("a1")), 3, "The repair begins with round 3, but the evening has rounds 1 to 2"),
        (NoShow(AttendeeId("a1")), 0, "The repair begins with round 0"),
        (LateArrival(Attendee(AttendeeId("a1"), "Eve Fox"), RoundNo(1)), 1, "The id a1 belongs to Person 1"),
        (LateArrival(Attendee(AttendeeId("a1"), "Person 1"), RoundNo(1)), 1, "Person 1 is in the list and is expected from round 1 on"),
        (LateArrival(EVE, RoundNo(1), {AttendeeId("zed"): 1.0}), 1, "Eve Fox comes with a benefit for zed"),
        (SeatLost(SeatId("Z9")), 1, "The room has no chair Z9"),
        (TableLost(TableId("table9")), 1, "The room has no table table9"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_a_sentence(change: Change, from_round: int, sentence: str) -> None:
    problem = Problem(people(8), (Round.nearby(None),) * 2, rows(2, 4))
    with pytest.raises(BadInput, match=sentence) as refused:
        repair(problem, planned(problem), change, from_round=from_round)
    assert "Maybe" in str(refused.value)


def test_a_lost_chair_without_a_room_is_refused_in_a_sentence() -> None:
    problem = Problem(people(8), (Round.nearby(None),) * 2)
    with pytest.raises(BadInput, match="has no room, so no chair or table of it can be lost"):
        repair(problem, planned(problem), SeatLost(SeatId("A1")))
