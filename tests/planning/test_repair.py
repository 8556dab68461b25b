"""The promises of the repair: no rule is broken, the past stays, the difference is true, and few people are told something new."""

from dataclasses import asdict

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from keywho.core.changes import Change, Departure, LateArrival, NoShow, SeatLost, TableLost
from keywho.core.ids import AttendeeId, RoundNo, TableId
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.changed_room import lost_seats
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.repair import Repair, repair
from keywho.planning.stopping import MaxMoves
from strategies import problems, problems_and_programmes


@st.composite
def changes(draw: st.DrawFn, problem: Problem) -> list[Change]:
    """Draw one to four changes that can happen to an evening."""
    found: list[Change] = []
    ids = [attendee.id for attendee in problem.attendees]
    rounds = [RoundNo(no) for no in problem.round_nos]
    for at in range(draw(st.integers(1, 4))):
        kinds = [
            "arrival",
            *(["no-show", "departure"] if ids else []),
            *(["seat"] if problem.room and problem.room.seats else []),
            *(["table"] if _tables(problem) else []),
        ]
        kind = draw(st.sampled_from(kinds))
        if kind == "no-show":
            found.append(NoShow(draw(st.sampled_from(ids))))
        elif kind == "departure":
            found.append(Departure(draw(st.sampled_from(ids)), draw(st.sampled_from(rounds))))
        elif kind == "seat" and problem.room:
            found.append(SeatLost(draw(st.sampled_from(problem.room.seats)).id))
        elif kind == "table":
            found.append(TableLost(draw(st.sampled_from(_tables(problem)))))
        else:
            worth = dict.fromkeys(draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)), 5.0) if ids else {}
            company = draw(st.sampled_from(["", "Acme"]))
            hides = draw(st.sampled_from([frozenset[str](), frozenset({"Acme"})]))
            newcomer = Attendee(AttendeeId(f"new{at}"), "Nia", Profile("", "", "", company), {}, hides)
            found.append(LateArrival(newcomer, draw(st.sampled_from(rounds)), worth, worth))
    return found


def _tables(problem: Problem) -> list[TableId]:
    at_tables = (RoundKind.TABLE, RoundKind.HOSTS)
    circles = {table.id for no in problem.round_nos if problem.round(no).kind in at_tables for table in problem.tables(no)}
    return sorted(circles | {table.id for table in (problem.room.tables if problem.room else ())})


def sentences(repaired: Repair) -> list[str]:
    return [violation.sentence for violation in check(repaired.problem, repaired.result.programme).violations]


def expect_promises(before: Programme, repaired: Repair, from_round: int) -> None:
    """Whatever happened: the rules, the past, the points and the difference."""
    after = repaired.result.programme
    verdict = check(repaired.problem, after)
    assert [violation.sentence for violation in verdict.violations] == []
    assert asdict(repaired.result.score) == pytest.approx(asdict(verdict.score), abs=1e-6)
    assert repaired.result.score.points <= repaired.result.bound.points + 1e-6
    assert after.version == before.version + 1
    for no in range(1, from_round):
        assert after.by_round.get(RoundNo(no)) == before.by_round.get(RoundNo(no))
        assert [bye for bye in after.byes if bye.round_no == no] == [bye for bye in before.byes if bye.round_no == no]
    assert repaired.difference == before.difference(after)
    assert all(no >= from_round for nos in repaired.difference.changed.values() for no in nos)
    lost = lost_seats(repaired.problem.room)
    assert not [meeting for meeting in after.meetings if meeting.round_no >= from_round and not lost.isdisjoint(meeting.seats)]


@given(problems_and_programmes(), st.data())
@settings(max_examples=150)
def test_repair_of_any_valid_evening_keeps_every_promise(drawn: tuple[Problem, Programme], data: st.DataObject) -> None:
    problem, programme = drawn
    first = data.draw(st.integers(1, len(problem.rounds)))
    for turn in range(data.draw(st.integers(1, 3))):
        happened = data.draw(changes(problem))
        happened = [change for change in happened if not (isinstance(change, LateArrival) and change.attendee.id in problem.index)]
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
    expect_promises(programme, repair(problem, programme, data.draw(changes(problem)), from_round=first, deadline_s=60), first)
