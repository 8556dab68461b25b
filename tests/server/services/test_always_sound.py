"""Whatever people press, in whatever order: the independent checker finds nothing in the programme, and nobody in the room is forgotten."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from keywho.core.errors import KeywhoError
from keywho.core.ids import AttendeeId
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.live.state import LiveState, Presence
from keywho.planning.check import check
from keywho.server.services import attending, joining_up, running
from server.an_evening import Stage, planned_stage
from server.fresh import emptied

pytestmark = pytest.mark.django_db(transaction=True)

PRESSES = ("next", "next", "end", "undo", "here", "leave", "missing", "not-here", "out", "back", "groups", "never", "skip", "round", "chair", "swap", "other")


def press(stage: Stage, what: str, one: int, other: int, seconds: int) -> str:
    """Press something, and give what was said; refusals are fine."""
    now, ids, loaded, by = stage.later(seconds), stage.ids(), stage.evening(), "organizer 1"
    state, who, them = loaded.state, ids[one % len(ids)], ids[other % len(ids)]
    under_way = state.round_no or 1
    meeting = state.programme.meeting_of(who, under_way)
    partner = meeting.others(who)[0] if meeting else them
    acts = {
        "next": lambda: running.go_on(stage.pk, state.clock.cue_no, by=by, now=now),
        "end": lambda: running.end_early(stage.pk, state.clock.cue_no, by=by, now=now),
        "undo": lambda: running.undo(stage.pk, len(state.earlier), by=by, now=now),
        "here": lambda: attending.here(stage.pk, who, now=now),
        "leave": lambda: attending.leave(stage.pk, who, now=now),
        "missing": lambda: running.no_show(stage.pk, who, by=by, now=now),
        "not-here": lambda: attending.partner_not_here(stage.pk, who, partner, under_way, now=now),
        "out": lambda: attending.sit_out(stage.pk, who, now=now),
        "back": lambda: attending.come_back(stage.pk, who, now=now),
        "groups": lambda: attending.prefer_groups(stage.pk, who, bool(other % 2), now=now),
        "never": lambda: attending.never_again(stage.pk, who, them, now=now),
        "skip": lambda: running.skip(stage.pk, state.clock.cue_no + 1 + other % 3, by=by, now=now),
        "round": lambda: running.add_round(stage.pk, Round.nearby(None), by=by, now=now),
        "chair": lambda: running.furniture_lost(stage.pk, [chair] if (chair := state.programme.home_seats.get(who)) else [], [], by=by, now=now),
        "swap": lambda: joining_up.swap(stage.pk, who, them, [no for no in state.round_nos if no not in state.rounds_begun], by=by, now=now),
        "other": lambda: (
            attending.with_somebody_else(stage.pk, who, them, under_way, now=now)
            if in_round(state, them, under_way)
            else running.pause(stage.pk, by=by, now=now)
        ),
    }
    try:
        return acts[what]().sentence
    except KeywhoError as refused:
        return f"refused: {refused}"


def in_round(state: LiveState, who: AttendeeId, no: int) -> bool:
    """Say whether somebody is in a round; the phone's page offers nobody else."""
    return state.programme.meeting_of(who, no) is not None or any(bye.attendee == who and bye.round_no == no for bye in state.programme.byes)


OF_THEIR_OWN = ("not-at-home", "not-side-by-side", "too-far", "too-many-trios")
"""Rules that do not bind two who have found each other by themselves, and those who were to meet them."""


def wrong_with(stage: Stage, found_each_other: set[int] = frozenset()) -> list[str]:
    """Give what the checker says about the rounds that can still change, and who was forgotten."""
    loaded = stage.evening()
    first = loaded.state.first_open_round(stage.now)
    if first is None:
        return []
    problem = kept_together(loaded.problem(first), loaded.state, stage.now)
    violations = check(problem, loaded.state.programme).violations
    found = [str(one) for one in violations if not (one.round_no in found_each_other and one.code in OF_THEIR_OWN)]
    for who in problem.index:
        missing = loaded.state.presence_of(who) in (Presence.MISSING, Presence.LEFT)
        later = [meeting.round_no for meeting in loaded.state.programme.by_attendee.get(who, ()) if meeting.round_no >= first]
        if missing and later:
            found.append(f"{who} is {loaded.state.presence_of(who)}, but has meetings in rounds {later}")
    return found


def kept_together(problem: Problem, state: LiveState, now: datetime) -> Problem:
    """Pin the trios of a round under way: three who talk are not torn apart because an odd number became an even one."""
    no = state.round_under_way(now)
    trios = [meeting for meeting in state.programme.by_round.get(no, ()) if len(meeting.attendees) == 3] if no and problem.round(no).of_pairs else []
    return replace(problem, wishes=replace(problem.wishes, pinned=(*problem.wishes.pinned, *trios)))


@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.tuples(st.sampled_from(PRESSES), st.integers(0, 13), st.integers(0, 13), st.integers(1, 150)), min_size=4, max_size=18))
def test_the_checker_never_finds_anything(presses: list[tuple[str, int, int, int]]) -> None:
    emptied()
    stage = planned_stage(13, "neighbour,nearby:any*2,table:4", rows=2, chairs=7)
    running.arrived(stage.pk, stage.ids()[:10], by="organizer 1", now=stage.now)
    found_each_other = set[int]()
    for what, one, other, seconds in presses:
        said = press(stage, what, one, other, seconds)
        note(f"{what} {one} {other} after {seconds} s: {said}")
        if said.startswith("Good: you meet"):
            found_each_other.add(stage.evening().state.round_no or 0)
        assert wrong_with(stage, found_each_other) == []


def test_who_has_gone_meanwhile_is_not_in_a_round_that_undo_opens_again() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(4)
    stage.next()
    gone, missing = stage.ids()[:2]
    attending.leave(stage.pk, gone, now=stage.later(5))
    running.no_show(stage.pk, missing, by="organizer 1", now=stage.later(5))
    assert running.undo(stage.pk, len(stage.evening().state.earlier), by="organizer 1", now=stage.later(1)).sentence == "Taken back."
    assert wrong_with(stage) == []
    assert not {gone, missing} & {who for meeting in stage.evening().state.programme.by_round[4] for who in meeting.attendees}


def test_a_round_that_is_added_is_not_for_those_who_are_missing() -> None:
    stage = planned_stage(13, "neighbour,nearby:any*2,table:4", rows=2, chairs=7)
    running.arrived(stage.pk, stage.ids()[:10], by="organizer 1", now=stage.now)
    stage.to_round(1)
    running.left(stage.pk, stage.ids()[0], by="organizer 1", now=stage.now)
    attending.leave(stage.pk, stage.ids()[1], now=stage.now)
    attending.here(stage.pk, stage.ids()[1], now=stage.later(5))
    running.add_round(stage.pk, Round.nearby(None), by="organizer 1", now=stage.later(5))
    assert wrong_with(stage) == []
    assert {who for meeting in stage.evening().state.programme.by_round[5] for who in meeting.attendees} <= {*stage.ids()[1:10]}


def test_who_rests_in_the_last_round_is_in_one_that_is_added() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(3)
    running.end_early(stage.pk, stage.evening().state.clock.cue_no, by="organizer 1", now=stage.later(60))
    who = stage.ids()[0]
    attending.sit_out(stage.pk, who, now=stage.later(1))
    running.add_round(stage.pk, Round.nearby(None), by="organizer 1", now=stage.later(5))
    assert wrong_with(stage) == []
    assert stage.evening().state.programme.meeting_of(who, 4) is None
    assert stage.evening().state.programme.meeting_of(who, 5) is not None


def test_who_sits_out_leaves_and_comes_again_sits_out_still() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    who = stage.ids()[0]
    attending.sit_out(stage.pk, who, now=stage.now)
    attending.leave(stage.pk, who, now=stage.later(5))
    attending.here(stage.pk, who, now=stage.later(5))
    assert wrong_with(stage) == []
    programme = stage.evening().state.programme
    assert programme.meeting_of(who, 1) is None
    assert all(programme.meeting_of(who, no) for no in (2, 3, 4))
