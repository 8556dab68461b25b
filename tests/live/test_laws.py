"""The laws of the live evening, for every fact: replay, messages, and that nobody sees what is not theirs."""

from functools import reduce
from typing import get_args

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.programme import Programme
from keywho.live.channels import changed, desk_parts, phone_parts, projector_parts, touched
from keywho.live.clock_view import ClockView
from keywho.live.facts import CueSkipped, CueStarted, Fact, ProgrammePublished
from keywho.live.mending import ProgrammeChange
from keywho.live.phone_view import card
from keywho.live.run_of_show import usual_run_of_show
from keywho.live.state import LiveState, replay, step
from keywho.live.words import LANGUAGES
from live import facts_made
from live.facts_made import LATER, PEOPLE, programme_of, scene_of, stories


def test_the_stories_can_tell_everything_that_can_happen() -> None:
    told = {kind.__name__ for kind in get_args(Fact)} & set(vars(facts_made))  # ruff refuses an import that no story uses
    assert told == {kind.__name__ for kind in get_args(Fact)}


@given(stories())
def test_replaying_the_facts_gives_the_state_before_the_power_cut(facts: list[Fact]) -> None:
    assert replay(facts) == reduce(step, facts, LiveState())
    half = len(facts) // 2
    assert replay(facts[half:], replay(facts[:half])) == replay(facts)


@settings(max_examples=40)
@given(stories())
def test_old_snapshot_and_messages_give_the_new_snapshot(facts: list[Fact]) -> None:
    state = LiveState()
    shown = {who: dict(phone_parts(state, who, scene_of(state))) for who in PEOPLE}
    wall, desk = dict(projector_parts(state, scene_of(state))), dict(desk_parts(state, scene_of(state), 0))
    for no, fact in enumerate(facts, 1):
        after = step(state, fact)
        scene = scene_of(after)
        for who in PEOPLE:
            shown[who] |= changed(phone_parts(state, who, scene_of(state)), phone_parts(after, who, scene))
            assert shown[who] == phone_parts(after, who, scene)
        wall |= changed(projector_parts(state, scene_of(state)), projector_parts(after, scene))
        desk |= changed(desk_parts(state, scene_of(state), no - 1), desk_parts(after, scene, no))
        state = after
    assert wall == projector_parts(state, scene_of(state))
    assert desk == desk_parts(state, scene_of(state), len(facts))


@settings(max_examples=40)
@given(stories())
def test_only_those_who_are_touched_get_a_new_card(facts: list[Fact]) -> None:
    state = LiveState()
    for fact in facts:
        after = step(state, fact)
        people = touched(state, after)
        same_scene = (state.version, state.newcomers) == (after.version, after.newcomers)
        if people is not None and same_scene:
            for who in (*PEOPLE, *LATER):
                if who not in people:
                    before, now = phone_parts(state, who, scene_of(state)), phone_parts(after, who, scene_of(after))
                    assert {**before, "clock": None} == {**now, "clock": None}
        state = after


@given(stories(), st.sampled_from(sorted(LANGUAGES)))
def test_a_phone_and_the_wall_show_no_pitch_of_others(facts: list[Fact], language: str) -> None:
    state = replay(facts)
    scene = scene_of(state, language)
    for who in PEOPLE:
        assert b"secret pitch" not in msgspec.json.encode(phone_parts(state, who, scene))
    assert b"secret pitch" not in msgspec.json.encode(projector_parts(state, scene))


@given(stories())
def test_a_card_names_nobody_but_those_one_meets(facts: list[Fact]) -> None:
    state = replay(facts)
    scene = scene_of(state)
    for who in PEOPLE:
        shown = card(state, who, scene)
        meeting = state.programme.meeting_of(who, state.round_no) if state.round_no else None
        mine = {who, *(meeting.others(who) if meeting else ())}
        text = msgspec.json.encode(shown).decode()
        assert not [other for other in (*PEOPLE, *LATER) if other not in mine and f"Person {other}" in text]


@given(stories())
def test_a_card_always_says_something_kind(facts: list[Fact]) -> None:
    state = replay(facts)
    for who in (*PEOPLE, *LATER):
        shown = card(state, who, scene_of(state))
        assert shown.headline and (shown.text or shown.partners)


@given(st.permutations(PEOPLE), st.permutations((*PEOPLE, *LATER)))
def test_the_difference_of_two_programmes_turns_one_into_the_other(one: list, other: list) -> None:
    older, newer = programme_of(list(one)), programme_of(list(other))
    applied = ProgrammeChange.between(older, newer).applied(older)
    assert set(applied.meetings) == set(newer.meetings)
    assert set(applied.byes) == set(newer.byes)
    assert applied.home_seats == newer.home_seats
    assert not ProgrammeChange.between(applied, newer)


@given(stories())
def test_facts_are_read_back_as_they_were_written(facts: list[Fact]) -> None:
    for fact in facts:
        programme = fact.programme if isinstance(fact, ProgrammePublished) else Programme()
        written = msgspec.json.encode(fact)
        assert msgspec.json.decode(written, type=type(fact)) == fact
        assert programme is not None


@given(stories())
def test_the_clock_view_is_the_same_for_all(facts: list[Fact]) -> None:
    state = replay(facts)
    scene = scene_of(state)
    clocks = [phone_parts(state, who, scene)["clock"] for who in PEOPLE] + [projector_parts(state, scene)["clock"]]
    assert all(isinstance(clock, ClockView) and clock == clocks[0] for clock in clocks)


def test_a_round_that_turns_out_skipped_is_a_new_list_of_people_met_for_everybody() -> None:
    published = ProgrammePublished(facts_made.SEVEN, 1, usual_run_of_show(facts_made.ROUNDS), PEOPLE, programme_of(list(PEOPLE)))
    state = replay([published, CueStarted(facts_made.SEVEN, 3), CueStarted(facts_made.SEVEN, 4)])
    after = step(state, CueSkipped(facts_made.SEVEN, 3))
    assert phone_parts(state, PEOPLE[0], scene_of(state))["met"] != phone_parts(after, PEOPLE[0], scene_of(after))["met"]
    assert touched(state, after) is None
