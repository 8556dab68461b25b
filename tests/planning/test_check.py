"""The verifier finds nothing in good programmes, and finds every kind of broken rule."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.benefit import Benefit
from keywho.core.errors import FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
from keywho.core.layouts import round_tables, rows
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round, RoundKind
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.check import Verdict, check
from strategies import problems_and_programmes

ADA, BEN, EVA, DUNG, FRITZ, GUL = (AttendeeId(name) for name in ("ada", "ben", "eva", "dung", "fritz", "gul"))


def people(*ids: AttendeeId) -> tuple[Attendee, ...]:
    return tuple(Attendee(who, who.title()) for who in ids)


def meeting(no: int, who: str, seats: str = "", table: str | None = None) -> Meeting:
    ids = tuple(AttendeeId(name) for name in who.split())
    return Meeting(RoundNo(no), ids, tuple(SeatId(seat) for seat in seats.split()), TableId(table) if table else None)


def programme(*entries: Meeting | Bye, homes: str = "") -> Programme:
    """Build a programme; `homes` is "ada=A1 ben=A2"."""
    meetings = tuple(entry for entry in entries if isinstance(entry, Meeting))
    byes = tuple(entry for entry in entries if isinstance(entry, Bye))
    given_homes = dict(home.split("=") for home in homes.split())
    return Programme(meetings, byes, {AttendeeId(who): SeatId(seat) for who, seat in given_homes.items()})


def bye(no: int, who: AttendeeId) -> Bye:
    return Bye(RoundNo(no), who)


def codes(verdict: Verdict) -> set[str]:
    return {violation.code for violation in verdict.violations}


@given(problems_and_programmes())
@settings(max_examples=150)
def test_valid_programme_has_no_violation(evening: tuple[Problem, Programme]) -> None:
    assert check(*evening) == Verdict((), check(*evening).score)


# --- one small broken programme for each rule -------------------------------------------------------------------------

PAIRS = Problem(people(ADA, BEN, EVA, DUNG), (Round.nearby(None),))
GOOD_PAIRS = programme(meeting(1, "ada ben"), meeting(1, "eva dung"))
ROW = Problem(people(ADA, BEN, EVA, DUNG), (Round.nearby(0.7),), rows(1, 6))
HOMES = "ada=A1 ben=A2 eva=A3 dung=A4"
GOOD_ROW = programme(meeting(1, "ada ben", "A1 A2"), meeting(1, "eva dung", "A4 A3"), homes=HOMES)
STANDING = replace(GOOD_ROW, home_seats={ADA: SeatId("A1"), EVA: SeatId("A3"), DUNG: SeatId("A4")})
TABLES = Problem(people(ADA, BEN, EVA, DUNG, FRITZ, GUL), (Round.table(3),), round_tables(3, 3))
TABLE_HOMES = "ada=table1-1 ben=table1-2 eva=table1-3 dung=table2-1 fritz=table2-2 gul=table2-3"
FIRST = meeting(1, "ada ben eva", "table1-1 table1-2 table1-3", "table1")
SECOND = meeting(1, "dung fritz gul", "table2-1 table2-2 table2-3", "table2")
GOOD_TABLES = programme(FIRST, SECOND, homes=TABLE_HOMES)
HOSTS = replace(TABLES, rounds=(Round.hosts(2), Round.hosts(2)), wishes=Wishes(hosting=Hosting({ADA: TableId("table1"), DUNG: None})))
GOOD_HOSTS = programme(
    FIRST,
    SECOND,
    replace(SECOND, round_no=RoundNo(2), attendees=(DUNG, BEN, EVA)),
    replace(FIRST, round_no=RoundNo(2), attendees=(FRITZ, ADA, GUL)),
    homes=TABLE_HOMES,
)


@pytest.mark.parametrize(("problem", "good"), [(PAIRS, GOOD_PAIRS), (ROW, GOOD_ROW), (ROW, STANDING), (TABLES, GOOD_TABLES), (HOSTS, GOOD_HOSTS)])
def test_small_programme_is_good_before_it_is_broken(problem: Problem, good: Programme) -> None:
    assert check(problem, good).violations == ()


def wishing(problem: Problem, **wishes: object) -> Problem:
    return replace(problem, wishes=replace(problem.wishes, **wishes))  # type: ignore[arg-type]


def test_parted_people_may_have_met_and_a_dropped_round_is_empty_and_a_pinned_trio_is_allowed() -> None:
    assert check(wishing(PAIRS, parted={(ADA, BEN): RoundNo(2)}), GOOD_PAIRS).ok
    twice = replace(PAIRS, rounds=PAIRS.rounds * 2)
    assert check(wishing(twice, dropped=frozenset({RoundNo(2)})), GOOD_PAIRS).ok
    trio = programme(meeting(1, "ada ben eva"), bye(1, DUNG))
    assert check(wishing(PAIRS, pinned=trio.meetings), trio).ok
    assert [violation.code for violation in check(PAIRS, trio).violations] == ["too-many-trios"]


AWAY = {DUNG: frozenset({RoundNo(1)})}
BROKEN: list[tuple[str, Problem, Programme]] = [
    ("left-out", PAIRS, programme(meeting(1, "ada ben"), bye(1, EVA))),
    ("two-meetings", PAIRS, programme(meeting(1, "ada ben"), meeting(1, "ada eva"), bye(1, DUNG))),
    ("meeting-and-bye", PAIRS, replace(GOOD_PAIRS, byes=(bye(1, ADA),))),
    ("two-byes", PAIRS, programme(meeting(1, "ada ben"), bye(1, EVA), bye(1, EVA), bye(1, DUNG))),
    ("absent-meeting", wishing(PAIRS, absent=AWAY), GOOD_PAIRS),
    ("absent-bye", wishing(PAIRS, absent=AWAY), programme(meeting(1, "ada ben"), bye(1, EVA), bye(1, DUNG))),
    ("twice-in-meeting", PAIRS, programme(meeting(1, "ada ada ben"), meeting(1, "eva dung"))),
    ("unknown-attendee", PAIRS, programme(meeting(1, "ada zoe"), meeting(1, "eva dung"), bye(1, BEN))),
    ("unknown-attendee", PAIRS, replace(GOOD_PAIRS, byes=(bye(1, AttendeeId("zoe")),))),
    ("unknown-attendee", ROW, replace(GOOD_ROW, home_seats={**GOOD_ROW.home_seats, AttendeeId("zoe"): SeatId("A6")})),
    ("unknown-round", PAIRS, programme(*GOOD_PAIRS.meetings, meeting(2, "ada eva"))),
    ("unknown-round", PAIRS, replace(GOOD_PAIRS, byes=(bye(0, ADA),))),
    ("too-small", PAIRS, programme(meeting(1, "ada"), meeting(1, "eva dung"), bye(1, BEN))),
    ("too-small", PAIRS, programme(*GOOD_PAIRS.meetings, meeting(1, ""))),
    ("too-large", PAIRS, programme(meeting(1, "ada ben eva dung"))),
    ("too-large", replace(TABLES, room=None), programme(meeting(1, "ada ben eva dung"), meeting(1, "fritz gul"))),
    ("too-large", replace(PAIRS, rounds=(Round.requests(),), wishes=Wishes(requests=((ADA, BEN), (BEN, EVA), (EVA, ADA)))), programme(meeting(1, "ada ben eva"), bye(1, DUNG))),
    ("too-many-trios", PAIRS, programme(meeting(1, "ada ben eva"), bye(1, DUNG))),
    ("host-count", HOSTS, programme(replace(FIRST, attendees=(ADA, BEN, DUNG)), *GOOD_HOSTS.meetings[2:], bye(1, EVA), bye(1, FRITZ), bye(1, GUL), homes=TABLE_HOMES)),
    ("host-count", HOSTS, programme(replace(SECOND, attendees=(EVA, FRITZ, GUL)), *GOOD_HOSTS.meetings[2:], bye(1, ADA), bye(1, BEN), bye(1, DUNG), homes=TABLE_HOMES)),
    ("forbidden-pair", wishing(PAIRS, must_not_meet=frozenset({(ADA, BEN)})), GOOD_PAIRS),
    ("forbidden-pair", wishing(PAIRS, parted={(ADA, BEN): RoundNo(1)}), GOOD_PAIRS),
    ("absent-meeting", wishing(PAIRS, dropped=frozenset({RoundNo(1)})), GOOD_PAIRS),
    ("absent-bye", wishing(PAIRS, dropped=frozenset({RoundNo(1)})), programme(bye(1, ADA))),
    (
        "forbidden-pair",
        replace(PAIRS, attendees=(Attendee(ADA, "Ada", hides_from=frozenset({"acme "})), Attendee(BEN, "Ben", Profile(company="ACME")), *PAIRS.attendees[2:])),
        GOOD_PAIRS,
    ),
    ("not-requested", replace(PAIRS, rounds=(Round.requests(),), wishes=Wishes(requests=((BEN, ADA),))), GOOD_PAIRS),
    ("no-room", PAIRS, programme(meeting(1, "ada ben", "A1 A2"), meeting(1, "eva dung"))),
    ("no-room", PAIRS, replace(GOOD_PAIRS, home_seats={ADA: SeatId("A1")})),
    ("seat-count", ROW, programme(meeting(1, "ada ben"), GOOD_ROW.meetings[1], homes=HOMES)),
    ("seat-count", ROW, programme(meeting(1, "ada ben", "A1 A2 A5"), GOOD_ROW.meetings[1], homes=HOMES)),
    ("unknown-seat", ROW, programme(meeting(1, "ada ben", "A1 Z9"), GOOD_ROW.meetings[1], homes=HOMES)),
    ("unknown-seat", ROW, replace(GOOD_ROW, home_seats={**GOOD_ROW.home_seats, ADA: SeatId("Z9")})),
    ("seat-taken", ROW, programme(meeting(1, "ada ben", "A2 A3"), GOOD_ROW.meetings[1], homes=HOMES)),
    ("home-taken", ROW, replace(GOOD_ROW, home_seats={**GOOD_ROW.home_seats, ADA: SeatId("A2")})),
    ("home-moved", wishing(ROW, home_seats={ADA: SeatId("A6")}), GOOD_ROW),
    ("home-moved", wishing(PAIRS_IN_ROW := replace(ROW, rounds=(Round.nearby(None),)), home_seats={ADA: SeatId("A1")}), replace(GOOD_ROW, home_seats={})),
    ("not-side-by-side", ROW, programme(meeting(1, "ada ben", "A1 A3"), meeting(1, "eva dung", "A5 A6"), homes=HOMES)),
    (
        "not-side-by-side",
        wishing(PAIRS_IN_ROW, prefers_groups=frozenset({ADA})),
        programme(meeting(1, "ada ben eva", "A1 A2 A4"), bye(1, DUNG), homes=HOMES),
    ),
    ("not-at-home", replace(ROW, rounds=(Round.neighbour(),)), GOOD_ROW),
    ("no-home", replace(ROW, rounds=(Round.neighbour(),)), replace(GOOD_ROW, home_seats={})),
    ("too-far", ROW, programme(meeting(1, "ada eva", "A1 A2"), meeting(1, "ben dung", "A4 A3"), homes=HOMES)),
    ("unknown-table", TABLES, programme(replace(FIRST, table=None), SECOND, homes=TABLE_HOMES)),
    ("unknown-table", TABLES, programme(replace(FIRST, table=TableId("circle-3-1")), SECOND, homes=TABLE_HOMES)),
    ("table-taken", TABLES, programme(FIRST, replace(SECOND, table=TableId("table1")), homes=TABLE_HOMES)),
    ("wrong-table", TABLES, programme(FIRST, replace(SECOND, seats=(*SECOND.seats[:2], SeatId("table3-1"))), homes=TABLE_HOMES)),
    (
        "table-full",
        replace(TABLES, rounds=(Round.table(4),)),
        programme(meeting(1, "ada ben eva dung", "table1-1 table1-2 table1-3 table2-1", "table1"), meeting(1, "fritz gul", "table3-1 table3-2", "table3"), homes=TABLE_HOMES),
    ),
    ("fixed-seat-left", wishing(ROW, fixed_seats={DUNG: SeatId("A4")}), programme(GOOD_ROW.meetings[0], meeting(1, "eva dung", "A4 A5"), homes=HOMES)),
    ("fixed-seat-taken", wishing(ROW, fixed_seats={DUNG: SeatId("A4")}), programme(meeting(1, "ada ben", "A4 A5"), bye(1, EVA), bye(1, DUNG), homes=HOMES)),
    ("host-moved", HOSTS, programme(*GOOD_HOSTS.meetings[:2], *(replace(held, table=other.table, seats=other.seats) for held, other in zip(GOOD_HOSTS.meetings[2:], GOOD_HOSTS.meetings[:1:-1], strict=True)), homes=TABLE_HOMES)),
    ("pinned-lost", wishing(PAIRS, pinned=(meeting(1, "ada dung"),)), GOOD_PAIRS),
    ("pinned-seats", wishing(ROW, pinned=(meeting(1, "ada ben", "A2 A1"),)), GOOD_ROW),
    ("guest-most", wishing(HOSTS, hosting=replace(HOSTS.wishes.hosting, guest_most=1)), GOOD_HOSTS),
    ("host-most", wishing(HOSTS, hosting=replace(HOSTS.wishes.hosting, host_most=3)), GOOD_HOSTS),
]  # fmt: skip


@pytest.mark.parametrize(("code", "problem", "broken"), BROKEN, ids=[f"{no}-{code}" for no, (code, _, _) in enumerate(BROKEN)])
def test_broken_programme_is_found_out_with_the_names_and_the_round(code: str, problem: Problem, broken: Programme) -> None:
    found = [violation for violation in check(problem, broken).violations if violation.code == code]
    assert found
    for violation in found:
        assert violation.sentence.endswith(".")
        for who in violation.names:
            assert who.title() in violation.sentence or who in violation.sentence
        assert violation.round_no is None or f"ound {violation.round_no}" in violation.sentence


@pytest.mark.parametrize(
    ("problem", "broken", "sentence"),
    [
        (PAIRS, programme(meeting(1, "ada ben"), bye(1, EVA)), "Round 1: Dung is there, but has neither a meeting nor a bye."),
        (
            ROW,
            programme(meeting(1, "ada eva", "A1 A2"), bye(1, BEN), bye(1, DUNG), homes=HOMES),
            "Round 1: the home chairs of Ada and Eva are 1.2 m apart, more than the reach of 0.7 m.",
        ),
        (
            wishing(ROW, fixed_seats={DUNG: SeatId("A4")}),
            programme(meeting(1, "ada ben", "A5 A4"), bye(1, EVA), bye(1, DUNG), homes=HOMES),
            "Round 1: Ben sits on Row A, chair 4, the fixed seat of Dung.",
        ),
        (
            wishing(HOSTS, hosting=replace(HOSTS.wishes.hosting, host_most=3)),
            GOOD_HOSTS,
            "Ada meets 4 guests, more than the most of 3: Ben, Eva, Fritz and Gul.",
        ),
    ],
)
def test_violation_is_said_in_plain_words(problem: Problem, broken: Programme, sentence: str) -> None:
    assert sentence in [str(violation) for violation in check(problem, broken).violations]


def test_two_of_one_name_are_told_apart_by_their_ids() -> None:
    problem = replace(PAIRS, attendees=(Attendee(ADA, "Jo"), Attendee(BEN, "Jo"), *PAIRS.attendees[2:]))
    verdict = check(problem, programme(meeting(1, "eva dung"), bye(1, ADA)))
    assert [str(violation) for violation in verdict.violations] == ["Round 1: Jo (ben) is there, but has neither a meeting nor a bye."]


def test_host_may_have_different_guests_at_one_table_all_evening() -> None:
    assert check(wishing(HOSTS, hosting=replace(HOSTS.wishes.hosting, guest_most=2, host_most=4)), GOOD_HOSTS).ok


def test_fixed_seat_of_somebody_absent_may_be_used() -> None:
    problem = wishing(ROW, fixed_seats={DUNG: SeatId("A4")}, absent=AWAY)
    used = programme(meeting(1, "ada ben", "A4 A5"), bye(1, EVA), homes=HOMES)
    assert check(problem, used).ok


# --- mutations: a good programme, corrupted in one of many ways, is never good -------------------------------------------

Evening = tuple[Problem, Programme]
Corruption = Callable[[st.DataObject, Problem, Programme], tuple[str, Evening] | None]


def one_of(data: st.DataObject, choices: list[Meeting]) -> Meeting | None:
    return data.draw(st.sampled_from(choices)) if choices else None


def replaced(plan: Programme, old: Meeting, new: Meeting) -> Programme:
    return replace(plan, meetings=tuple(new if held is old else held for held in plan.meetings))


def drop_a_bye(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    if not plan.byes:
        return None
    gone = data.draw(st.sampled_from(plan.byes))
    return "left-out", (problem, replace(plan, byes=tuple(kept for kept in plan.byes if kept != gone)))


def drop_a_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    gone = one_of(data, [*plan.meetings])
    return ("left-out", (problem, replace(plan, meetings=tuple(kept for kept in plan.meetings if kept is not gone)))) if gone else None


def put_somebody_into_a_second_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    found = [(one, other) for one in plan.meetings for other in plan.meetings if one is not other and one.round_no == other.round_no]
    if not found:
        return None
    one, other = data.draw(st.sampled_from(found))
    return "two-meetings", (problem, replaced(plan, one, replace(one, attendees=(other.attendees[0], *one.attendees[1:]))))


def add_a_bye_to_a_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [*plan.meetings])
    return ("meeting-and-bye", (problem, replace(plan, byes=(*plan.byes, Bye(held.round_no, held.attendees[-1]))))) if held else None


def send_somebody_home(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if not problem.wishes.pinned])
    if held is None:
        return None
    gone = {**problem.wishes.absent, held.attendees[0]: frozenset(RoundNo(no) for no in problem.round_nos)}
    return "absent-meeting", (wishing(problem, absent=gone, must_meet=frozenset()), plan)


def forbid_two_who_meet(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if not problem.wishes.pinned])
    return ("forbidden-pair", (wishing(problem, must_meet=frozenset(), must_not_meet=frozenset(held.pairs())), plan)) if held else None


def take_a_taken_seat(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats])
    return ("seat-taken", (problem, replaced(plan, held, replace(held, seats=(held.seats[1], *held.seats[1:]))))) if held else None


def forget_a_seat(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats])
    return ("seat-count", (problem, replaced(plan, held, replace(held, seats=held.seats[:-1])))) if held else None


def invent_a_chair(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats])
    return ("unknown-seat", (problem, replaced(plan, held, replace(held, seats=(*held.seats[:-1], SeatId("a cushion")))))) if held else None


def forget_the_table(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if held.seats and not problem.round(held.round_no).of_pairs])
    return ("unknown-table", (problem, replaced(plan, held, replace(held, table=None)))) if held else None


def overfill_a_meeting(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    largest = max(round_.largest for round_ in problem.rounds)
    held = one_of(data, [held for held in plan.meetings if len(problem.attendees) > largest])
    return ("too-large", (problem, replaced(plan, held, replace(held, attendees=tuple(problem.index)[: largest + 1])))) if held else None


def make_it_a_meeting_of_one(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [*plan.meetings])
    return ("too-small", (problem, replaced(plan, held, replace(held, attendees=held.attendees[:1], seats=held.seats[:1])))) if held else None


def pin_a_bye(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    idle = [
        pair
        for one in plan.byes
        for two in plan.byes
        if one.round_no == two.round_no
        for pair in [pair_of(one.attendee, two.attendee)]
        if pair[0] < pair[1] and pair not in problem.forbidden and not problem.pinned_in(one.round_no)
    ]
    if not idle:
        return None
    pair = data.draw(st.sampled_from(idle))
    no = next(one.round_no for one in plan.byes if one.attendee == pair[0] and Bye(one.round_no, pair[1]) in plan.byes)
    if problem.pinned_in(no):
        return None
    try:
        return "pinned-lost", (wishing(problem, pinned=(*problem.wishes.pinned, Meeting(no, pair))), plan)
    except FaultyProblem:  # two hosts, or two who did not ask for each other
        return None


def swap_home_chairs(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    given_homes = {**problem.wishes.home_seats, **problem.wishes.fixed_seats}
    if not given_homes or len(plan.home_seats) < 2:
        return None
    one = data.draw(st.sampled_from(sorted(given_homes)))
    other = data.draw(st.sampled_from(sorted(set(plan.home_seats) - {one})))
    homes = {**plan.home_seats, one: plan.home_seats[other], other: plan.home_seats[one]}
    return "home-moved", (problem, replace(plan, home_seats=homes))


def ask_for_somebody_else(data: st.DataObject, problem: Problem, plan: Programme) -> tuple[str, Evening] | None:
    held = one_of(data, [held for held in plan.meetings if problem.round(held.round_no).kind is RoundKind.REQUESTS])
    if held is None:
        return None
    others = tuple(asked for asked in problem.wishes.requests if pair_of(*asked) not in held.pairs())
    if not others:
        return None
    try:
        return "not-requested", (wishing(problem, requests=others, must_meet=frozenset(), pinned=()), plan)
    except FaultyProblem:
        return None


CORRUPTIONS: list[Corruption] = [
    drop_a_bye,
    drop_a_meeting,
    put_somebody_into_a_second_meeting,
    add_a_bye_to_a_meeting,
    send_somebody_home,
    forbid_two_who_meet,
    take_a_taken_seat,
    forget_a_seat,
    invent_a_chair,
    forget_the_table,
    overfill_a_meeting,
    make_it_a_meeting_of_one,
    pin_a_bye,
    swap_home_chairs,
    ask_for_somebody_else,
]


@pytest.mark.parametrize("corrupt", CORRUPTIONS, ids=lambda corrupt: corrupt.__name__)
@given(evening=problems_and_programmes(max_people=9, max_rounds=3), data=st.data())
@settings(max_examples=40)
def test_corrupted_programme_is_found_out(corrupt: Corruption, evening: Evening, data: st.DataObject) -> None:
    corrupted = corrupt(data, *evening)
    if corrupted:
        code, broken = corrupted
        assert code in codes(check(*broken))


# --- no programme, however odd, makes it fail -----------------------------------------------------------------------------

odd_ids = st.sampled_from([ADA, BEN, EVA, AttendeeId("a00"), AttendeeId("a01"), AttendeeId("a02"), AttendeeId("a03")])
odd_seats = st.sampled_from([SeatId(seat) for seat in ("A1", "A2", "B1", "table1-1", "table1-2", "spot1-1", "nowhere")])
odd_meetings = st.builds(
    Meeting,
    st.integers(-1, 6).map(RoundNo),
    st.lists(odd_ids, max_size=5).map(tuple),
    st.lists(odd_seats, max_size=5).map(tuple),
    st.sampled_from([None, TableId("table1"), TableId("spot1"), TableId("circle-3-1")]),
)
odd_programmes = st.builds(
    Programme,
    st.lists(odd_meetings, max_size=8).map(tuple),
    st.lists(st.builds(Bye, st.integers(-1, 6).map(RoundNo), odd_ids), max_size=5).map(tuple),
    st.dictionaries(odd_ids, odd_seats, max_size=4),
)


@given(problems_and_programmes(), odd_programmes)
def test_any_programme_can_be_checked_and_scored(evening: Evening, odd: Programme) -> None:
    problem, good = evening
    mixed = replace(odd, meetings=(*good.meetings, *odd.meetings))
    for plan in (odd, mixed):
        assert np.isfinite(check(problem, plan).score.points)


def test_nobody_and_no_programme_is_a_checked_evening() -> None:
    assert check(Problem((), (Round.table(4),), rows(2, 3), Benefit()), Programme()).ok
