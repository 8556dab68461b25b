"""What the live evening needs of repair: a round that is under way, rests, parted pairs, groups, rounds more or less, people who come back."""

from collections import Counter
from dataclasses import replace

import pytest
from happenings import byes_in, changes, expect_promises, people, planned, who
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from keywho.adapters.exchange_json import dumps, loads
from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, Parted, PrefersGroups, RoundDropped, SeatLost, SitOut
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.core.layouts import round_tables, rows
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import Weights
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.repair import Repair, repair
from keywho.planning.repair.changed_room import lost_seats
from keywho.planning.stopping import MaxMoves
from strategies import problems, problems_and_programmes, programmes

ROOMS = pytest.mark.parametrize("room", [None, rows(4, 6), round_tables(8, 4)], ids=["no room", "rows", "tables"])


def intact(before: Programme, repaired: Repair, no: int) -> list[Meeting]:
    """Give the meetings of a round that could go on as they were after the changes."""
    problem, lost = repaired.problem, lost_seats(repaired.problem.room)
    known = {seat.id for seat in problem.room.seats} if problem.room else set()
    return [
        meeting
        for meeting in before.by_round.get(RoundNo(no), ())
        if all(problem.is_present(person, no) for person in meeting.attendees)
        and problem.forbidden_in(no).isdisjoint(meeting.pairs())
        and lost.isdisjoint(meeting.seats)
        and known.issuperset(meeting.seats)
    ]


def expect_nobody_disturbed(before: Programme, repaired: Repair, no: int, owed: frozenset[AttendeeId]) -> list[AttendeeId]:
    """An intact meeting goes on: same people, same chairs; only who is owed a meeting has joined two who talk. Gives those who did."""
    problem, after = repaired.problem, repaired.result.programme
    joined = list[AttendeeId]()
    rehomed = {person: seat for person, seat in after.home_seats.items() if before.home_seats.get(person, seat) != seat}
    for meeting in intact(before, repaired, no):
        if not rehomed.keys().isdisjoint(meeting.attendees) or not {*rehomed.values()}.isdisjoint(meeting.seats):
            continue  # a home chair was lost: the rules may not let them sit there any more
        if not {*meeting.attendees} <= {*after.home_seats} and {*meeting.attendees} <= {*before.home_seats} and problem.measures_reach(no):
            continue  # somebody has no home chair any more
        now = after.meeting_of(meeting.attendees[0], RoundNo(no))
        assert now is not None
        assert {*meeting.attendees} <= {*now.attendees}
        assert [now.seat_of(person) for person in meeting.attendees] == [meeting.seat_of(person) for person in meeting.attendees]
        came = {*now.attendees} - {*meeting.attendees}
        if problem.round(no).of_pairs and came:
            assert came <= owed
            joined += came
    assert {*after.by_round.get(RoundNo(no), ())} <= {*problem.wishes.pinned}
    return joined


@st.composite
def pair_evenings(draw: st.DrawFn) -> tuple[Problem, Programme]:
    """Draw evenings of pair rounds: there a third may join."""
    problem = draw(problems(kinds=(RoundKind.NEIGHBOUR, RoundKind.NEARBY), max_rounds=3))
    return problem, draw(programmes(problem))


@given(st.one_of(problems_and_programmes(), pair_evenings()), st.data())
@settings(max_examples=250)
def test_nobody_who_is_talking_is_disturbed(drawn: tuple[Problem, Programme], data: st.DataObject) -> None:
    problem, programme = drawn
    now = data.draw(st.integers(1, len(problem.rounds)))
    for _ in range(data.draw(st.integers(1, 3))):
        happened = data.draw(changes(problem, now))
        everybody = [attendee.id for attendee in problem.attendees]
        some = frozenset(everybody if data.draw(st.booleans()) else everybody[:2])
        repaired = repair(problem, programme, happened, from_round=now, under_way=True, owed=some, deadline_s=60)
        expect_promises(programme, repaired, now)
        charged = [no for no in range(1, now) if problem.round(no).kind is not RoundKind.REQUESTS]
        joined = expect_nobody_disturbed(programme, repaired, now, some | {bye.attendee for bye in programme.byes if bye.round_no in charged})
        event(f"{len(joined)} joined")
        problem, programme = repaired.problem, repaired.result.programme
        if data.draw(st.booleans()):
            now = min(now + 1, len(problem.rounds))


@given(problems_and_programmes(max_people=10, max_rounds=4), st.data())
@settings(max_examples=80)
def test_a_mended_evening_can_be_planned_anew_and_written_and_read(drawn: tuple[Problem, Programme], data: st.DataObject) -> None:
    problem, programme = drawn
    now = data.draw(st.integers(1, len(problem.rounds)))
    repaired = repair(problem, programme, data.draw(changes(problem, now)), from_round=now, under_way=data.draw(st.booleans()), deadline_s=60)
    assume(repaired.problem.room is None or repaired.problem.room.seats)  # a file has no room without a chair
    read = loads(dumps(repaired.problem, repaired.result.programme))
    assert read.problem == repaired.problem
    assert check(read.problem, read.programme or Programme()).ok
    homes = dict(repaired.result.programme.home_seats)
    given_homes = replace(repaired.problem, wishes=replace(repaired.problem.wishes, home_seats={**repaired.problem.wishes.home_seats, **homes}))
    again = plan(given_homes, stop=MaxMoves(500))
    kinds = {violation.code for violation in check(given_homes, again.programme).violations}
    assert kinds.isdisjoint({"forbidden-pair", "absent-meeting", "absent-bye", "left-out"})
    assert again.score.points <= again.bound.points + 1e-6


# a round under way


@ROOMS
def test_two_who_are_left_over_meet_each_other_and_nobody_else_hears_of_it(room: Room | None) -> None:
    problem = Problem(people(20), (Round.nearby(None),) * 3, room)
    programme = planned(problem)
    first, second = programme.by_round[RoundNo(1)][:2]
    repaired = repair(problem, programme, [NoShow(first.attendees[0]), NoShow(second.attendees[0])], under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 1)
    expect_nobody_disturbed(programme, repaired, 1, frozenset())
    left = {first.attendees[1], second.attendees[1]}
    assert {person for person, nos in repaired.difference.changed.items() if 1 in nos} - left == {first.attendees[0], second.attendees[0]}
    assert byes_in(repaired, 1) == set()


@ROOMS
def test_a_first_bye_is_borne_and_a_second_one_becomes_a_trio(room: Room | None) -> None:
    problem = Problem(people(20), (Round.nearby(None),) * 4, room)
    programme = planned(problem)
    pair = programme.by_round[RoundNo(1)][3]
    once = repair(problem, programme, NoShow(pair.attendees[0]), under_way=True, deadline_s=60)
    assert byes_in(once, 1) == {pair.attendees[1]}
    problem, programme = once.problem, once.result.programme
    trio = next(meeting for meeting in programme.by_round[RoundNo(2)] if len(meeting.attendees) == 3)
    pairs = [meeting for meeting in programme.by_round[RoundNo(2)] if len(meeting.attendees) == 2]
    mine = programme.meeting_of(pair.attendees[1], RoundNo(2))
    assert mine
    gone = [mine.others(pair.attendees[1])[0], *(trio.attendees[:1] if mine is not trio else mine.others(pair.attendees[1])[1:])]
    if mine is trio:
        gone.append(pairs[0].attendees[0])
    twice = repair(problem, programme, [Departure(other, RoundNo(2)) for other in gone], from_round=2, under_way=True, deadline_s=60)
    expect_promises(programme, twice, 2)
    now = twice.result.programme.meeting_of(pair.attendees[1], RoundNo(2))
    assert now and pair.attendees[1] not in byes_in(twice, 2)


def test_who_is_owed_a_meeting_joins_two_who_sit_near() -> None:
    problem = Problem(people(40), (Round.nearby(None),) * 2, rows(5, 10))
    programme = planned(problem)
    pair = programme.by_round[RoundNo(1)][0]
    left = pair.attendees[1]
    repaired = repair(problem, programme, NoShow(pair.attendees[0]), under_way=True, owed=[left], deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert expect_nobody_disturbed(programme, repaired, 1, frozenset({left})) == [left]
    trio = repaired.result.programme.meeting_of(left, RoundNo(1))
    assert trio and len(trio.attendees) == 3 and problem.room
    here, there = pair.seat_of(left), trio.seat_of(left)
    assert here and there and problem.room.seat_by_id[here].walk_m(problem.room.seat_by_id[there]) < 4


def test_a_trio_that_is_talking_goes_on_though_it_is_needed_no_more() -> None:
    problem = Problem(people(9), (Round.nearby(None),) * 3, rows(3, 6))
    programme = planned(problem)
    trio = next(meeting for meeting in programme.by_round[RoundNo(1)] if len(meeting.attendees) == 3)
    other = next(meeting for meeting in programme.by_round[RoundNo(1)] if len(meeting.attendees) == 2)
    repaired = repair(problem, programme, NoShow(other.attendees[0]), under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert trio in repaired.result.programme.by_round[RoundNo(1)]
    later = repair(repaired.problem, repaired.result.programme, SitOut(who(1), RoundNo(3)), from_round=2, deadline_s=60)
    expect_promises(repaired.result.programme, later, 2)


def test_whoever_comes_in_the_middle_of_a_table_round_sits_down_at_a_table() -> None:
    problem = Problem(people(15), (Round.table(4),) * 2, round_tables(4, 4))
    programme = planned(problem)
    repaired = repair(problem, programme, LateArrival(Attendee(AttendeeId("eve"), "Eve Fox"), RoundNo(1)), under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 1)
    expect_nobody_disturbed(programme, repaired, 1, frozenset())
    assert byes_in(repaired, 1) == set()


def test_guests_whose_host_leaves_go_to_hosts_with_room_at_once() -> None:
    hosts = Hosting({who(1): None, who(2): None, who(3): None})
    problem = Problem(people(9), (Round.hosts(3),), round_tables(3, 4), wishes=Wishes(hosting=hosts))
    programme = planned(problem)
    repaired = repair(problem, programme, Departure(who(2), RoundNo(1)), under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 1)
    expect_nobody_disturbed(programme, repaired, 1, frozenset())
    assert byes_in(repaired, 1) == set()


def test_many_at_once_in_a_round_under_way_are_matched_with_each_other() -> None:
    problem = Problem(people(60), (Round.nearby(None),) * 3, rows(6, 12))
    programme = planned(problem)
    gone = [NoShow(meeting.attendees[0]) for meeting in programme.by_round[RoundNo(1)][:20]]
    came: list[Change] = [LateArrival(Attendee(AttendeeId(f"w{no}"), f"Walk-up {no}"), RoundNo(1)) for no in range(4)]
    repaired = repair(problem, programme, [*gone, *came], under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 1)
    expect_nobody_disturbed(programme, repaired, 1, frozenset())
    assert byes_in(repaired, 1) == set()


# a rest


@ROOMS
def test_a_rest_is_an_absence_of_one_round_and_no_bye(room: Room | None) -> None:
    problem = Problem(people(12), (Round.nearby(None),) * 3, room)
    programme = planned(problem)
    repaired = repair(problem, programme, SitOut(who(1), RoundNo(2)), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert repaired.problem.wishes.absent == {who(1): {2}}
    assert who(1) not in byes_in(repaired, 2)
    assert repaired.result.programme.home_seats.get(who(1)) == programme.home_seats.get(who(1))
    assert all(nos == (2,) for nos in repaired.difference.changed.values())
    back = repair(repaired.problem, repaired.result.programme, Back(who(1), RoundNo(2)), deadline_s=60)
    expect_promises(repaired.result.programme, back, 1)
    assert back.problem.wishes.absent == {}
    assert (byes_in(back, 2), back.result.score.trios) == (set(), 0)


# not this person again


@ROOMS
@pytest.mark.parametrize("kind", [Round.nearby(None), Round.table(4)], ids=["pairs", "tables"])
def test_parted_people_keep_their_past_and_never_meet_again(room: Room | None, kind: Round) -> None:
    problem = Problem(people(16), (kind,) * 4, room)
    programme = planned(problem)
    met = programme.by_round[RoundNo(1)][0].attendees[:2]
    coming = next(meeting for meeting in programme.by_round[RoundNo(3)] if len({*meeting.attendees} - {met[0]}) < len(meeting.attendees)).others(met[0])[0]
    happened = [Parted(met[0], met[1], RoundNo(2)), Parted(met[0], coming, RoundNo(2))]
    repaired = repair(problem, programme, happened, from_round=2, deadline_s=60)
    expect_promises(programme, repaired, 2)
    assert repaired.problem.wishes.parted == {pair_of(met[0], met[1]): 2, pair_of(met[0], coming): 2}
    assert not [m for m in repaired.result.programme.meetings if m.round_no > 1 and met[0] in m.attendees and {met[1], coming} & {*m.attendees}]
    assert byes_in(repaired, 3) == set()
    anew = plan(repaired.problem, stop=MaxMoves(2_000))
    assert check(repaired.problem, anew.programme).ok
    assert anew.score.points <= anew.bound.points + 1e-6


def test_two_of_a_table_are_parted_and_the_others_stay_together() -> None:
    problem = Problem(people(24), (Round.table(6),) * 2, round_tables(5, 6))
    programme = planned(problem)
    table = programme.by_round[RoundNo(2)][0]
    repaired = repair(problem, programme, Parted(table.attendees[0], table.attendees[1], RoundNo(2)), from_round=2, deadline_s=60)
    expect_promises(programme, repaired, 2)
    assert repaired.changed_next_round <= 11
    together = [len({*table.attendees[2:]} & {*meeting.attendees}) for meeting in repaired.result.programme.by_round[RoundNo(2)]]
    assert max(together) >= len(table.attendees) - 3  # one at most goes along with whoever has to leave
    assert byes_in(repaired, 2) == set()


def test_a_must_meet_of_two_who_are_parted_is_given_up_without_saying_whose_wish_it_was() -> None:
    pair = (who(1), who(2))
    problem = Problem(people(8), (Round.nearby(None),) * 2, wishes=Wishes(must_meet=frozenset({pair})))
    programme = planned(problem)
    repaired = repair(problem, programme, Parted(who(2), who(1), RoundNo(1)), deadline_s=60)
    expect_promises(programme, repaired, 1)
    assert [unmet.sentence for unmet in repaired.result.unmet] == [
        "Person 1 and Person 2 must meet, but are not brought together, by wish of the organizer or of one of them."
    ]


def test_two_who_talk_and_do_not_want_to_meet_again_finish_their_talk() -> None:
    problem = Problem(people(8), (Round.nearby(None),) * 8)
    programme = planned(problem)
    talking = programme.by_round[RoundNo(3)][0]
    repaired = repair(problem, programme, Parted(*talking.attendees, RoundNo(4)), from_round=3, under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 3)
    assert talking in repaired.result.programme.by_round[RoundNo(3)]
    at_once = repair(problem, programme, Parted(*talking.attendees, RoundNo(3)), from_round=3, under_way=True, deadline_s=60)
    expect_promises(programme, at_once, 3)
    assert byes_in(at_once, 3) == {*talking.attendees}


# groups


@pytest.mark.parametrize("reach_m", [None, 2.0])
def test_who_would_rather_be_in_a_group_gets_into_one_where_the_rules_have_room(reach_m: float | None) -> None:
    problem = Problem(people(21), (Round.nearby(reach_m),) * 3, rows(4, 6), weights=Weights(repeat=1.0))
    programme = planned(problem)
    person = next(meeting.attendees[0] for meeting in programme.by_round[RoundNo(1)] if len(meeting.attendees) == 2)
    repaired = repair(problem, programme, PrefersGroups(person), deadline_s=60)
    expect_promises(programme, repaired, 1)
    sizes = [len(meeting.attendees) for meeting in repaired.result.programme.by_attendee[person]]
    assert sizes == [3, 3, 3]
    assert repaired.result.programme.byes == ()
    no_more = repair(repaired.problem, repaired.result.programme, PrefersGroups(person, False), deadline_s=60)
    expect_promises(repaired.result.programme, no_more, 1)
    assert no_more.problem.wishes.prefers_groups == frozenset()


# who comes after all


@ROOMS
@pytest.mark.parametrize("under_way", [False, True])
@pytest.mark.parametrize("kind", [Round.nearby(None), Round.table(4), Round.neighbour()], ids=lambda round_: str(round_.kind))
def test_people_leave_and_come_back_again_and_again(room: Room | None, under_way: bool, kind: Round) -> None:
    problem = Problem(people(16), (kind,) * 5, room)
    programme = planned(problem)
    person = problem.attendees[4]
    happened: list[tuple[int, Change]] = [
        (1, NoShow(person.id)),
        (2, LateArrival(person, RoundNo(2))),
        (3, Departure(person.id, RoundNo(3))),
        (4, LateArrival(person, RoundNo(4))),
        (4, Departure(person.id, RoundNo(5))),
        (5, LateArrival(person, RoundNo(5))),
    ]
    for no, change in happened:
        repaired = repair(problem, programme, change, from_round=no, under_way=under_way, deadline_s=60)
        expect_promises(programme, repaired, no)
        if under_way:
            byes = Counter(bye.attendee for bye in programme.byes if bye.round_no < no)
            expect_nobody_disturbed(programme, repaired, no, frozenset(byes))
        problem, programme = repaired.problem, repaired.result.programme
    assert problem.wishes.absent == {person.id: {1, 3}}
    if room is not None and kind.kind is not RoundKind.NEIGHBOUR:
        assert person.id in programme.home_seats


def test_who_cannot_move_finds_the_own_chair_free_when_they_come_after_all() -> None:
    fixed = rows(3, 6).seats[7].id
    problem = Problem(people(12), (Round.nearby(None),) * 3, rows(3, 6), wishes=Wishes(fixed_seats={who(1): fixed}))
    programme = planned(problem)
    gone = repair(problem, programme, NoShow(who(1)), deadline_s=60)
    newcomers = [LateArrival(Attendee(AttendeeId(f"w{no}"), f"Walk-up {no}"), RoundNo(1)) for no in range(6)]
    full = repair(gone.problem, gone.result.programme, newcomers, deadline_s=60)
    back = repair(full.problem, full.result.programme, LateArrival(problem.attendees[0], RoundNo(2)), from_round=2, deadline_s=60)
    expect_promises(full.result.programme, back, 2)
    meeting = back.result.programme.meeting_of(who(1), RoundNo(2))
    assert meeting and meeting.seat_of(who(1)) == fixed


# what can't be


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (SitOut(AttendeeId("zed"), RoundNo(2)), "zed is not in the list, so can't sit out. Maybe"),
        (SitOut(who(1), RoundNo(1)), "Person 1 can't sit out round 1: that round is over. Maybe"),
        (SitOut(who(1), RoundNo(9)), "Person 1 can't sit out round 9: the evening has rounds 1 to 3. Maybe"),
        (Back(who(1), RoundNo(3)), "Person 1 is expected in round 3 anyway; nothing changes. Maybe"),
        (Back(who(1), RoundNo(1)), "Person 1 can't be back in round 1: that round is over. Maybe"),
        (Parted(who(1), who(1), RoundNo(2)), "Person 1 can't be parted from themselves. Maybe"),
        (Parted(who(1), AttendeeId("zed"), RoundNo(2)), "zed is not in the list, so can't be parted from anybody. Maybe"),
        (Parted(who(1), who(2), RoundNo(0)), "Person 1 and Person 2 can't be parted from round 0 on. Maybe"),
        (PrefersGroups(AttendeeId("zed")), "zed is not in the list, so can't prefer groups. Maybe"),
        (RoundDropped(RoundNo(1)), "Round 1 can't be dropped: that round is over. Maybe"),
        (RoundDropped(RoundNo(4)), "Round 4 can't be dropped: the evening has rounds 1 to 3. Maybe"),
        ([RoundDropped(RoundNo(2)), RoundDropped(RoundNo(2))], "Round 2 can't be dropped: that round is dropped already. Maybe"),
        ([RoundDropped(RoundNo(2)), SitOut(who(1), RoundNo(2))], "Person 1 can't sit out round 2: that round is dropped already. Maybe"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_a_sentence(change: Change | list[Change], sentence: str) -> None:
    problem = Problem(people(8), (Round.nearby(None),) * 3)
    with pytest.raises(BadInput, match=sentence):
        repair(problem, planned(problem), change, from_round=2)


def test_a_chair_that_breaks_under_somebody_who_talks_is_left_at_once() -> None:
    problem = Problem(people(12), (Round.nearby(None),) * 2, rows(4, 5))
    programme = planned(problem)
    meeting = programme.by_round[RoundNo(1)][0]
    repaired = repair(problem, programme, SeatLost(meeting.seats[0]), under_way=True, deadline_s=60)
    expect_promises(programme, repaired, 1)
    now = repaired.result.programme.meeting_of(meeting.attendees[0], RoundNo(1))
    assert now and {*now.attendees} == {*meeting.attendees}
