"""Meetings and programmes: by attendee, by round, and the difference of two versions."""

from dataclasses import replace

from hypothesis import given

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Difference, Programme
from strategies import problems_and_programmes

ADA, BEN, EVA, DUNG = (AttendeeId(name) for name in ("ada", "ben", "eva", "dung"))
ONE, TWO = RoundNo(1), RoundNo(2)
LATE = Meeting(TWO, (ADA, EVA), (SeatId("A1"), SeatId("A2")))
EARLY = Meeting(ONE, (BEN, ADA), (SeatId("A2"), SeatId("A1")))
EVENING = Programme((LATE, EARLY), (Bye(ONE, EVA), Bye(TWO, BEN)), {ADA: SeatId("A1")})


def test_pair_has_the_smaller_id_first() -> None:
    assert pair_of(BEN, ADA) == pair_of(ADA, BEN) == (ADA, BEN)


def test_meeting_knows_its_pairs_and_chairs() -> None:
    group = Meeting(ONE, (EVA, ADA, BEN), (SeatId("x"), SeatId("y"), SeatId("z")), TableId("t"))
    assert list(group.pairs()) == [(ADA, EVA), (BEN, EVA), (ADA, BEN)]
    assert group.others(ADA) == (EVA, BEN)
    assert group.seat_of(BEN) == "z"
    assert replace(group, seats=()).seat_of(BEN) is None


def test_programme_is_read_by_attendee_and_by_round() -> None:
    assert EVENING.by_attendee == {ADA: (EARLY, LATE), BEN: (EARLY,), EVA: (LATE,)}
    assert EVENING.by_round == {ONE: (EARLY,), TWO: (LATE,)}
    assert list(EVENING.by_round) == [ONE, TWO]
    assert EVENING.meeting_of(ADA, TWO) == LATE
    assert EVENING.meeting_of(EVA, ONE) is None
    assert EVENING.meeting_of(DUNG, ONE) is None


def test_difference_names_who_is_told_something_new_and_in_which_rounds() -> None:
    newer = Programme((LATE, replace(EARLY, attendees=(EVA, ADA))), (Bye(ONE, BEN), Bye(TWO, BEN)), {}, version=2)
    assert EVENING.difference(newer) == Difference(1, 2, {ADA: (ONE,), BEN: (ONE,), EVA: (ONE,)})
    moved = replace(EVENING, meetings=(LATE, replace(EARLY, seats=(SeatId("A2"), SeatId("A3")))))
    assert EVENING.difference(moved).changed == {ADA: (ONE,)}


def test_order_of_people_and_meetings_makes_no_difference() -> None:
    same = replace(EVENING, meetings=(replace(EARLY, attendees=(ADA, BEN), seats=(SeatId("A1"), SeatId("A2"))), LATE))
    assert EVENING.difference(same).people == 0


@given(problems_and_programmes(max_people=8))
def test_programme_differs_from_nothing_by_everybody_who_meets_somebody(evening: tuple[Problem, Programme]) -> None:
    _, programme = evening
    assert programme.difference(programme).changed == {}
    assert set(programme.difference(Programme()).changed) == set(programme.by_attendee) == set(Programme().difference(programme).changed)
