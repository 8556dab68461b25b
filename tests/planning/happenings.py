"""What can happen to a running evening, drawn at random, and the promises that every repair has to keep."""

from dataclasses import asdict

import pytest
from hypothesis import strategies as st

from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, Parted, PrefersGroups, RoundAdded, RoundDropped, SeatLost, SitOut, TableLost
from keywho.core.ids import AttendeeId, RoundNo, TableId
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round, RoundKind
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.repair import Repair
from keywho.planning.repair.changed_room import lost_seats
from keywho.planning.stopping import MaxMoves


@st.composite
def changes(draw: st.DrawFn, problem: Problem, first: int) -> list[Change]:
    """Draw one to four changes that can happen to an evening before or in round `first`."""
    found: list[Change] = []
    ids = [attendee.id for attendee in problem.attendees]
    rounds = [RoundNo(no) for no in problem.round_nos]
    coming = [no for no in rounds if no >= first and no not in problem.wishes.dropped]
    for at in range(draw(st.integers(1, 4))):
        kinds = [
            "arrival",
            "added",
            *(["no-show", "departure", "groups"] if ids else []),
            *(["sits out", "back"] if ids and coming else []),
            *(["dropped"] if coming else []),
            *(["parted"] if len(ids) > 1 else []),
            *(["seat"] if problem.room and problem.room.seats else []),
            *(["table"] if _tables(problem) else []),
        ]
        match draw(st.sampled_from(kinds)):
            case "no-show":
                found.append(NoShow(draw(st.sampled_from(ids))))
            case "departure":
                found.append(Departure(draw(st.sampled_from(ids)), draw(st.sampled_from(rounds))))
            case "sits out":
                found.append(SitOut(draw(st.sampled_from(ids)), draw(st.sampled_from(coming))))
            case "back":
                who, no = draw(st.sampled_from(ids)), draw(st.sampled_from(coming))
                found += [SitOut(who, no), Back(who, no)] if problem.is_present(who, no) else [Back(who, no)]
            case "parted":
                one, other = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
                found.append(Parted(one, other, RoundNo(draw(st.integers(1, len(rounds) + 1)))))
            case "groups":
                found.append(PrefersGroups(draw(st.sampled_from(ids)), draw(st.booleans())))
            case "added":
                found.append(RoundAdded(draw(st.sampled_from(_rounds_to_add(problem)))))
            case "dropped":
                found.append(RoundDropped(coming.pop(draw(st.integers(0, len(coming) - 1)))))
            case "seat" if problem.room:
                found.append(SeatLost(draw(st.sampled_from(problem.room.seats)).id))
            case "table":
                found.append(TableLost(draw(st.sampled_from(_tables(problem)))))
            case _:
                worth = dict.fromkeys(draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)), 5.0) if ids else {}
                theirs = {who: points + draw(st.sampled_from([-3.0, 0.0, 2.0])) for who, points in worth.items()}
                company = draw(st.sampled_from(["", "Acme"]))
                hides = draw(st.sampled_from([frozenset[str](), frozenset({"Acme"})]))
                newcomer = Attendee(AttendeeId(f"new{at}"), "Nia", Profile("", "", "", company), {}, hides)
                if newcomer.id not in problem.index:
                    found.append(LateArrival(newcomer, draw(st.sampled_from(rounds)), worth, theirs))
    return [change for at, change in enumerate(found) if _is_sound(found[:at], change, problem, first)]


def _is_sound(before: list[Change], change: Change, problem: Problem, first: int) -> bool:
    """Leave out what an earlier change of the list has made senseless: a rest in a round that was dropped, coming back twice."""
    dropped = {earlier.round_no for earlier in before if isinstance(earlier, RoundDropped)}
    if isinstance(change, SitOut | Back) and change.round_no in dropped:
        return False
    if isinstance(change, Back):
        was_away = not problem.is_present(change.who, change.round_no)
        same = [earlier for earlier in before if isinstance(earlier, SitOut | Back) and (earlier.who, earlier.round_no) == (change.who, change.round_no)]
        return isinstance(same[-1], SitOut) if same else was_away
    return True


def _rounds_to_add(problem: Problem) -> list[Round]:
    found = [Round.neighbour(), Round.nearby(1.3), Round.nearby(None), Round.table(4), Round.table(3, balance="situation")]
    if problem.wishes.requests:
        found.append(Round.requests())
    sizes = [round_.size for round_ in problem.rounds if round_.kind is RoundKind.HOSTS]
    if sizes:
        found.append(Round.hosts(min(sizes) - 1))
    return found


def _tables(problem: Problem) -> list[TableId]:
    at_tables = (RoundKind.TABLE, RoundKind.HOSTS)
    circles = {table.id for no in problem.round_nos if problem.round(no).kind in at_tables for table in problem.tables(no)}
    return sorted(circles | {table.id for table in (problem.room.tables if problem.room else ())})


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


def people(count: int) -> tuple[Attendee, ...]:
    """Give people called a1, a2 and so on."""
    return tuple(Attendee(AttendeeId(f"a{no}"), f"Person {no}") for no in range(1, count + 1))


def planned(problem: Problem) -> Programme:
    """Plan an evening, and see that the plan is sound."""
    programme = plan(problem, stop=MaxMoves(2_000)).programme
    assert check(problem, programme).ok
    return programme


def who(no: int) -> AttendeeId:
    return AttendeeId(f"a{no}")


def byes_in(repaired: Repair, no: int) -> set[AttendeeId]:
    return {bye.attendee for bye in repaired.result.programme.byes if bye.round_no == no}
