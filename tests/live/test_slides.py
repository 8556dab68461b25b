"""The speaker's slides: on the wall while somebody speaks, off it when the room goes on, and back when that is undone."""

from datetime import datetime, timedelta

import pytest

from keywho.live.clock import SPEECHES
from keywho.live.facts import CueEnded, CueStarted, Fact, Paused, ProgrammePublished, Resumed, SlideShown, StepUndone, TimeAdded
from keywho.live.projector_view import Board, board
from keywho.live.run_of_show import CueKind, usual_run_of_show
from keywho.live.state import LiveState, replay, step
from live.facts_made import PEOPLE, ROUNDS, SEVEN, SLIDES, programme_of, scene_of

SHOW = usual_run_of_show(ROUNDS)
PUBLISHED = ProgrammePublished(SEVEN, 1, SHOW, PEOPLE, programme_of(list(PEOPLE)))
FIRST, TALKING, LAST = SLIDES


def at(seconds: float) -> datetime:
    return SEVEN + timedelta(seconds=seconds)


def after(*facts: Fact) -> LiveState:
    return replay([PUBLISHED, CueStarted(SEVEN, 1), *facts])


def wall(state: LiveState) -> Board:
    return board(state, scene_of(state))


def test_a_slide_takes_the_wall_and_leaves_it() -> None:
    state = after(SlideShown(at(10), FIRST))
    assert (wall(state).kind, wall(state).headline, wall(state).lines, wall(state).ends_ms) == ("slide", "Slide 1", ("Say hello",), None)
    assert wall(step(state, SlideShown(at(20), None))).kind == "welcome"


def test_the_wall_counts_down_only_while_the_room_talks() -> None:
    shown = wall(after(SlideShown(at(10), FIRST), SlideShown(at(30), TALKING)))
    assert shown.how == "talk"
    assert (shown.starts_ms, shown.ends_ms) == (round(at(30).timestamp() * 1000), round(at(50).timestamp() * 1000))


@pytest.mark.parametrize("no", range(2, len(SHOW) + 1), ids=lambda no: f"{no}-{SHOW[no - 1].kind}")
def test_only_another_speech_leaves_a_slide_on_the_wall(no: int) -> None:
    state = after(SlideShown(at(10), FIRST), CueStarted(at(40), no))
    assert (state.clock.slide == FIRST) == (SHOW[no - 1].kind in SPEECHES)
    assert state.clock.showing is not None and state.clock.showing.spent_at(at(40))[0] == 30


def test_a_round_that_is_taken_back_gives_the_slide_back_with_its_time() -> None:
    before = after(SlideShown(at(10), FIRST), SlideShown(at(25), TALKING))
    first_round = next(no for no, cue in enumerate(SHOW, 1) if cue.kind is CueKind.ROUND)
    begun = step(before, CueStarted(at(40), first_round))
    assert wall(begun).kind == "round"
    assert step(begun, StepUndone(at(45))).clock == before.clock


def test_undo_takes_one_slide_back() -> None:
    state = after(SlideShown(at(10), FIRST), SlideShown(at(25), TALKING), StepUndone(at(26)))
    assert state.clock.slide == FIRST
    assert state.clock.showing is not None and state.clock.showing.elapsed_s(at(30)) == 20


def test_the_same_slide_again_is_no_step() -> None:
    state = after(SlideShown(at(10), FIRST))
    assert step(state, SlideShown(at(20), FIRST)) == state
    assert step(after(), SlideShown(at(20), None)) == after()


def test_going_back_adds_to_the_time_of_a_slide_and_a_new_beginning_starts_from_nothing() -> None:
    state = after(SlideShown(at(0), FIRST), SlideShown(at(10), TALKING), SlideShown(at(40), FIRST), SlideShown(at(45), None))
    assert state.clock.showing is not None and state.clock.showing.spent_at(at(100)) == (15, 30, 0)
    again = step(state, SlideShown(at(60), FIRST))
    assert again.clock.showing is not None and again.clock.showing.spent_at(at(62)) == (2, 0, 0)


def test_a_pause_does_not_count() -> None:
    state = after(SlideShown(at(0), FIRST), Paused(at(5)), Resumed(at(65)), SlideShown(at(70), LAST))
    assert state.clock.showing is not None and state.clock.showing.spent_at(at(70)) == (10, 0, 0)
    in_pause = after(SlideShown(at(0), FIRST), Paused(at(5)), SlideShown(at(20), LAST), Resumed(at(65)))
    assert in_pause.clock.showing is not None and in_pause.clock.showing.spent_at(at(67)) == (5, 0, 2)
    gone_on = after(SlideShown(at(0), FIRST), Paused(at(5)), CueStarted(at(65), 2))
    assert gone_on.clock.showing is not None and gone_on.clock.showing.elapsed_s(at(70)) == 10


def test_other_steps_of_the_clock_leave_the_slide() -> None:
    state = after(CueStarted(at(1), 2), SlideShown(at(5), FIRST))
    for fact in (TimeAdded(at(8), 30), CueEnded(at(9))):
        state = step(state, fact)
        assert state.clock.slide == FIRST


def test_slides_can_be_shown_before_anything_is_published() -> None:
    state = replay([SlideShown(at(0), FIRST), Paused(at(1)), Resumed(at(2))])
    assert wall(state).kind == "slide" and state.clock.paused_at is None
