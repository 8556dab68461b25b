"""The verifier finds nothing in good programmes, and finds every kind of broken rule."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from verdicts import wishing

from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.layouts import round_tables, rows
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
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
def test_any_programme_can_be_checked_and_scored(evening: tuple[Problem, Programme], odd: Programme) -> None:
    problem, good = evening
    mixed = replace(odd, meetings=(*good.meetings, *odd.meetings))
    for plan in (odd, mixed):
        assert np.isfinite(check(problem, plan).score.points)


def test_nobody_and_no_programme_is_a_checked_evening() -> None:
    assert check(Problem((), (Round.table(4),), rows(2, 3), Benefit()), Programme()).ok
