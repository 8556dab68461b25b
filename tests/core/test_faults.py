"""Everything that can be wrong with a problem has a code, a sentence with the names, and is found before any search."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import keywho.core.faults
import keywho.core.pinned_faults
from keywho.core.benefit import Benefit
from keywho.core.errors import FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.layouts import round_tables, rows
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.room import Room, Table
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import Weights
from keywho.core.wishes import Hosting, Wishes

ADA, BEN, EVA, DUNG = (AttendeeId(name) for name in ("ada", "ben", "eva", "dung"))
FOUR = tuple(Attendee(who, who.title()) for who in (ADA, BEN, EVA, DUNG))
HIDING = (Attendee(ADA, "Ada", hides_from=frozenset({"Acme"})), Attendee(BEN, "Ben", Profile(company=" ACME")), *FOUR[2:])
PAIRS = (Round.nearby(None),)
TABLES = round_tables(2, 3)
A1, A2, A3, A9 = SeatId("A1"), SeatId("A2"), SeatId("A3"), SeatId("A9")
ONE = frozenset({RoundNo(1)})


def pinned(no: int, *who: AttendeeId) -> tuple[Meeting, ...]:
    return (Meeting(RoundNo(no), who),)


def beside(one: SeatId, other: SeatId) -> Room:
    return replace(rows(1, 4), adjacent=frozenset({(one, other)}))


def seated(*meetings: Meeting, rounds: tuple[Round, ...] = PAIRS, fixed: Mapping[AttendeeId, SeatId] | None = None) -> Callable[[], Problem]:
    return lambda: Problem(FOUR, rounds, rows(1, 4), wishes=Wishes(pinned=meetings, fixed_seats=fixed or {}))


def pairs(*those: tuple[AttendeeId, AttendeeId]) -> frozenset[tuple[AttendeeId, AttendeeId]]:
    return frozenset(those)


def entries(seeker: int, sought: int, points: float, times: int = 1) -> Benefit:
    return Benefit(np.full(times, seeker, np.int32), np.full(times, sought, np.int32), np.full(times, points))


def of(wishes: Wishes, rounds: tuple[Round, ...] = PAIRS) -> Callable[[], Problem]:
    return lambda: Problem(FOUR, rounds, wishes=wishes)


SAME_SEATS = replace(rows(1, 3), seats=(*rows(1, 3).seats, rows(1, 1).seats[0]))
TWICE_TABLE = replace(TABLES, tables=(*TABLES.tables, replace(TABLES.tables[0], seats=())))
SHARED_SEAT = replace(TABLES, tables=(*TABLES.tables, Table(TableId("bar"), "Bar", TABLES.tables[0].seats[:1])))
DOUBLE_SEAT = replace(rows(1, 4), tables=(Table(TableId("bar"), "Bar", (A1, A1)),))
STRAY_TABLE = replace(TABLES, tables=(*TABLES.tables, Table(TableId("bar"), "Bar", (SeatId("stool"),))))
FAULTS: list[tuple[str, Callable[[], Problem], str]] = [
    ("same-id-twice", lambda: Problem((*FOUR, FOUR[0]), PAIRS), "The id ada stands 2 times"),
    ("same-seat-twice", lambda: Problem(FOUR, PAIRS, SAME_SEATS), "The room has 2 seats called A1"),
    ("table-size", lambda: Problem(FOUR, (Round.table(2),)), "Round 1 wants tables of 2"),
    ("table-size", lambda: Problem(FOUR, (Round.nearby(), Round.table(13))), "Round 2 wants tables of 13"),
    ("host-guests", lambda: Problem(FOUR, (Round.hosts(0),), wishes=Wishes(hosting=Hosting({ADA: None}))), "at least one guest"),
    ("no-hosts", lambda: Problem(FOUR, (Round.hosts(1),)), "nobody is a host"),
    (
        "no-hosts",
        lambda: Problem(FOUR, (Round.hosts(1), Round.nearby(), Round.hosts(1), Round.hosts(1))),
        "Rounds 1, 3 and 4 are hosts rounds, but nobody is a host. Maybe name the hosts (on the command line: --host NAME), or use a table round.",
    ),
    ("no-requests", lambda: Problem(FOUR, (Round.requests(),)), "nobody asked"),
    ("reach", lambda: Problem(FOUR, (Round.nearby(0.0),)), "a reach of 0 m"),
    ("reach", lambda: Problem(FOUR, (Round.nearby(float("nan")),)), "a reach of nan m"),
    ("weight", lambda: Problem(FOUR, PAIRS, weights=Weights(bye=-1.0)), "The weight bye"),
    ("weight", lambda: Problem(FOUR, PAIRS, weights=Weights(useful=(1.0, float("inf")))), "The weight useful"),
    ("weight", lambda: Problem(FOUR, PAIRS, weights=Weights(useful=(1.0, 2.0))), "must not rise"),
    ("weight", lambda: Problem(FOUR, PAIRS, weights=Weights(both_ways=1.5)), "share from 0 to 1"),
    ("unknown-attendee", of(Wishes(absent={AttendeeId("zoe"): ONE})), "“absent” names zoe"),
    ("unknown-attendee", of(Wishes(must_meet=pairs((ADA, AttendeeId("zoe"))))), "“must meet” names zoe"),
    ("unknown-attendee", of(Wishes(must_not_meet=pairs((ADA, AttendeeId("zoe"))))), "“must not meet” names zoe"),
    ("unknown-attendee", of(Wishes(acquainted=pairs((ADA, AttendeeId("zoe"))))), "“acquainted” names zoe"),
    ("unknown-attendee", of(Wishes(requests=((AttendeeId("zoe"), ADA),))), "“requests” names zoe"),
    ("unknown-attendee", of(Wishes(pinned=pinned(1, ADA, AttendeeId("zoe")))), "“pinned” names zoe"),
    ("unknown-attendee", of(Wishes(prefers_groups=frozenset({AttendeeId("zoe")}))), "“prefers groups” names zoe"),
    ("unknown-attendee", of(Wishes(hosting=Hosting({AttendeeId("zoe"): None}))), "“hosts” names zoe"),
    ("unknown-attendee", lambda: Problem(FOUR, PAIRS, TABLES, wishes=Wishes(fixed_seats={AttendeeId("zoe"): SeatId("table1-1")})), "“fixed seat” names zoe"),
    ("unknown-attendee", lambda: Problem(FOUR, PAIRS, TABLES, wishes=Wishes(home_seats={AttendeeId("zoe"): SeatId("table1-1")})), "“home seat” names zoe"),
    ("with-oneself", of(Wishes(must_meet=pairs((ADA, ADA)))), "pairs ada with themselves"),
    ("with-oneself", of(Wishes(requests=((ADA, ADA),))), "pairs ada with themselves"),
    ("pair-order", of(Wishes(acquainted=pairs((BEN, ADA)))), "in the wrong order"),
    ("unknown-attendee", of(Wishes(parted={(ADA, AttendeeId("zoe")): RoundNo(1)})), "“parted” names zoe"),
    ("pair-order", of(Wishes(parted={(BEN, ADA): RoundNo(1)})), "“parted” has ben and ada in the wrong order"),
    ("dropped-round", of(Wishes(dropped=frozenset({RoundNo(2)}))), "Round 2 is dropped, but the evening has 1 rounds"),
    ("must-meet-impossible", of(Wishes(must_meet=pairs((ADA, BEN)), dropped=ONE)), "Ada and Ben must meet, but no round"),
    ("must-meet-impossible", of(Wishes(must_meet=pairs((ADA, BEN)), parted={(ADA, BEN): RoundNo(1)})), "Ada and Ben must meet, but no round"),
    ("pinned-absent", of(Wishes(pinned=pinned(1, ADA, BEN), dropped=ONE)), "Ada is pinned in round 1, but is not there"),
    ("pinned-forbidden", of(Wishes(pinned=pinned(2, ADA, BEN), parted={(ADA, BEN): RoundNo(2)}), PAIRS * 2), "Ada and Ben are pinned together"),
    ("host-limits", of(Wishes(hosting=Hosting({ADA: None}, guest_least=3, guest_most=2))), "at least 3 and at most 2"),
    ("host-limits", of(Wishes(hosting=Hosting({ADA: None}, host_least=-1))), "at least -1"),
    ("unknown-seat", lambda: Problem(FOUR, PAIRS, rows(1, 4), wishes=Wishes(home_seats={ADA: A9})), "Ada has the seat A9"),
    ("unknown-seat", lambda: Problem(FOUR, PAIRS, rows(1, 4), wishes=Wishes(fixed_seats={ADA: A9})), "A9, which is not in the room. Maybe a typing error; seats are called like A1."),
    ("unknown-seat", lambda: Problem(FOUR, PAIRS, STRAY_TABLE), "Bar has the seat stool"),
    ("unknown-seat", lambda: Problem(FOUR, PAIRS, beside(A1, A9)), "A1 and A9 are side by side, but A9 is not in the room"),
    ("unknown-seat", seated(Meeting(RoundNo(1), (ADA, BEN), (A1, A9))), "Ada and Ben are pinned on the seat A9, which is not in the room"),
    ("seat-beside-itself", lambda: Problem(FOUR, PAIRS, beside(A1, A1)), "A1 is side by side with itself"),
    ("seat-order", lambda: Problem(FOUR, PAIRS, beside(A2, A1)), "A2 and A1 are side by side, but in the wrong order"),
    ("same-table-twice", lambda: Problem(FOUR, PAIRS, TWICE_TABLE), "The room has 2 tables called table1"),
    ("seat-at-two-tables", lambda: Problem(FOUR, PAIRS, SHARED_SEAT), "The seat table1-1 stands at Table 1 and at Bar"),
    ("seat-at-two-tables", lambda: Problem(FOUR, PAIRS, DOUBLE_SEAT), "Bar has the seat A1 2 times"),
    (
        "unknown-table",
        lambda: Problem(FOUR, (Round.hosts(1),), TABLES, wishes=Wishes(hosting=Hosting({ADA: TableId("bar")}))),
        "Ada hosts at bar, which is not in the room",
    ),
    ("no-room", of(Wishes(home_seats={ADA: A1})), "the problem has no room"),
    ("no-room", of(Wishes(pinned=(Meeting(RoundNo(1), (ADA, BEN), (A1, A2)),))), "Some attendees have seats, but the problem has no room"),
    ("no-room", of(Wishes(hosting=Hosting({ADA: TableId("table1")})), (Round.hosts(1),)), "Ada hosts at table1, but the problem has no room"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=Benefit(anyone=-1.0)), "anybody new is worth -1.0 points"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=Benefit(anyone=float("inf"))), "anybody new is worth inf points"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=Benefit(anyone=float("nan"))), "anybody new is worth nan points"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=Benefit(reasons={(0, 4): "They know a nurse."})), "A reason of the benefit names a place"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=Benefit(np.zeros(1, np.int32), np.zeros(2, np.int32), np.zeros(1))), "differ in length"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=entries(0, 4, 1.0)), "outside 0 to 3"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=entries(-1, 1, 1.0)), "outside 0 to 3"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=entries(0, 1, -2.0)), "The benefit of Ben to Ada is -2.0"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=entries(0, 1, float("nan"))), "The benefit of Ben to Ada is nan"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=entries(2, 2, 1.0)), "The benefit pairs Eva with themselves"),
    ("benefit", lambda: Problem(FOUR, PAIRS, benefit=entries(0, 1, 1.0, times=2)), "twice in the same direction"),
    ("seat-taken", lambda: Problem(FOUR, PAIRS, rows(1, 4), wishes=Wishes(fixed_seats={ADA: A1}, home_seats={BEN: A1})), "Ada and Ben both have the seat A1"),
    ("two-seats", lambda: Problem(FOUR, PAIRS, rows(1, 4), wishes=Wishes(fixed_seats={ADA: A1}, home_seats={ADA: A2})), "Ada has a fixed seat and another"),
    (
        "table-taken",
        lambda: Problem(FOUR, (Round.hosts(1),), TABLES, wishes=Wishes(hosting=Hosting({ADA: TableId("table1"), BEN: TableId("table1")}))),
        "Ada and Ben both host at table1",
    ),
    ("must-and-must-not", of(Wishes(must_meet=pairs((ADA, BEN)), must_not_meet=pairs((ADA, BEN)))), "Ada and Ben must meet and must not meet"),
    ("must-meet-hidden", lambda: Problem(HIDING, PAIRS, wishes=Wishes(must_meet=pairs((ADA, BEN)))), "Ada and Ben must meet, but one of them hides"),
    ("must-meet-impossible", of(Wishes(must_meet=pairs((ADA, BEN)), absent={ADA: ONE})), "Ada and Ben must meet, but no round"),
    (
        "must-meet-impossible",
        of(Wishes(must_meet=pairs((BEN, EVA)), hosting=Hosting({ADA: None})), (Round.hosts(1),)),
        "Ben and Eva must meet, but no round",
    ),
    ("must-meet-impossible", of(Wishes(must_meet=pairs((ADA, BEN)), requests=((ADA, EVA),)), (Round.requests(),)), "Ada and Ben must meet, but no round"),
    (
        "must-meet-impossible",
        lambda: Problem(
            FOUR, (Round.table(3),), TABLES, wishes=Wishes(must_meet=pairs((ADA, BEN)), fixed_seats={ADA: SeatId("table1-1"), BEN: SeatId("table2-1")})
        ),
        "Ada and Ben must meet, but no round",
    ),
    (
        "too-many-must-meets",
        of(Wishes(must_meet=pairs((ADA, BEN), (ADA, EVA), (ADA, DUNG)))),
        "Ada must meet 3 people, but has time for 2",
    ),
    ("pinned-round", of(Wishes(pinned=pinned(2, ADA, BEN))), "Ada and Ben are pinned in round 2, but the evening has 1 rounds"),
    ("pinned-size", of(Wishes(pinned=pinned(1, ADA, BEN, EVA, DUNG))), "4 people are pinned together in round 1"),
    ("pinned-size", of(Wishes(pinned=pinned(1, ADA))), "1 people are pinned together in round 1"),
    ("pinned-twice", of(Wishes(pinned=pinned(1, ADA, BEN) + pinned(1, ADA, EVA))), "Ada is pinned twice in round 1"),
    ("pinned-absent", of(Wishes(pinned=pinned(1, ADA, BEN), absent={BEN: ONE})), "Ben is pinned in round 1, but is not there"),
    ("pinned-forbidden", of(Wishes(pinned=pinned(1, ADA, BEN), must_not_meet=pairs((ADA, BEN)))), "Ada and Ben are pinned together"),
    ("pinned-seats", seated(Meeting(RoundNo(1), (ADA, BEN), (A1,))), "Ada and Ben are pinned in round 1 on 1 seats, but are 2 people"),
    ("pinned-seat-taken", seated(Meeting(RoundNo(1), (ADA, BEN), (A1, A1))), "Ada and Ben are pinned on the seat A1 in round 1"),
    (
        "pinned-seat-taken",
        seated(Meeting(RoundNo(1), (ADA, BEN), (A1, A2)), Meeting(RoundNo(1), (EVA, DUNG), (A2, A3))),
        "Ben and Eva are pinned on the seat A2 in round 1",
    ),
    ("pinned-fixed-seat", seated(Meeting(RoundNo(1), (ADA, BEN), (A1, A2)), fixed={BEN: A3}), "Ben is pinned on the seat A2 in round 1, but can't leave A3"),
    (
        "pinned-host",
        of(Wishes(pinned=pinned(1, BEN, EVA), hosting=Hosting({ADA: None})), (Round.hosts(1),)),
        "Ben and Eva are pinned in the hosts round 1, but none of them is a host",
    ),
    (
        "pinned-host",
        of(Wishes(pinned=pinned(1, ADA, BEN), hosting=Hosting({ADA: None, BEN: None})), (Round.hosts(1),)),
        "Ada and Ben are pinned in the hosts round 1, but Ada and Ben are hosts",
    ),
    (
        "pinned-request",
        of(Wishes(pinned=pinned(1, ADA, BEN), requests=((ADA, EVA),)), (Round.requests(),)),
        "Ada and Ben are pinned in the requests round 1, but neither asked",
    ),
]  # fmt: skip


def test_same_chair_in_two_rounds_and_a_request_from_either_side_are_no_fault() -> None:
    meetings = (Meeting(RoundNo(1), (ADA, BEN), (A1, A2)), Meeting(RoundNo(2), (EVA, BEN), (A1, A2)))
    assert seated(*meetings, rounds=PAIRS * 2, fixed={BEN: A2})().wishes.pinned == meetings
    asked = Wishes(pinned=pinned(1, ADA, BEN), requests=((BEN, ADA),))
    assert of(asked, (Round.requests(),))().wishes == asked
    parted = Wishes(pinned=pinned(1, ADA, BEN), parted={(ADA, BEN): RoundNo(2)})
    assert of(parted, PAIRS * 2)().wishes == parted


@pytest.mark.parametrize(("code", "build", "words"), FAULTS, ids=[f"{no}-{code}" for no, (code, _, _) in enumerate(FAULTS)])
def test_fault_is_named_before_any_search(code: str, build: Callable[[], Problem], words: str) -> None:
    with pytest.raises(FaultyProblem) as raised:
        build()
    found = [fault for fault in raised.value.faults if fault.code == code]
    assert any(words in str(fault) for fault in found), raised.value


def test_every_fault_code_has_a_test() -> None:
    source = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (keywho.core.faults, keywho.core.pinned_faults))
    codes = set(re.findall(r'Fault\(\s*"([a-z-]+)"', source))
    assert len(codes) > 20
    assert {code for code, _, _ in FAULTS} == codes


def test_all_faults_of_a_problem_are_named_at_once() -> None:
    with pytest.raises(FaultyProblem, match=r"2 things are wrong:\n- Round 1 wants tables of 2.*\n- The weight bye"):
        Problem(FOUR, (Round.table(2),), weights=Weights(bye=-1.0))


@pytest.mark.parametrize("people", [(), FOUR[:1], FOUR[:2], FOUR])
@pytest.mark.parametrize("room", [None, rows(1, 1), rows(2, 3), TABLES])
def test_few_people_and_small_rooms_are_no_fault(people: tuple[Attendee, ...], room: object) -> None:
    rounds = (Round.neighbour(), Round.nearby(), Round.table(6))
    assert [round_.kind for round_ in Problem(people, rounds, room).rounds] == [RoundKind.NEIGHBOUR, RoundKind.NEARBY, RoundKind.TABLE]  # type: ignore[arg-type]
