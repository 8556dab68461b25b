"""The clock of the evening: moments, pauses, more time, early ends."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from keywho.core.rounds import Round
from keywho.live.clock import Clock, PhaseKind, phase_at, phases_of
from keywho.live.run_of_show import Cue, CueKind, round_cue, total_minutes, usual_run_of_show, with_rounds

SEVEN = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
ROUND = round_cue(1, Round.nearby(minutes=4, break_minutes=2))


def at(seconds: float) -> datetime:
    """Some seconds after seven."""
    return SEVEN + timedelta(seconds=seconds)


def moments(clock: Clock, cue: Cue = ROUND) -> list[tuple[str, float, float | None]]:
    """The phases as (kind, first second, last second)."""
    return [
        (str(phase.kind), (phase.starts_at - SEVEN).total_seconds(), (phase.ends_at - SEVEN).total_seconds() if phase.ends_at else None)
        for phase in phases_of(cue, clock)
    ]


def test_a_round_has_a_walk_two_turns_talk_and_time_to_part() -> None:
    assert moments(Clock(1, SEVEN)) == [("walk", 0, 30), ("turn", 30, 60), ("turn", 60, 90), ("talk", 90, 270), ("over", 270, 390)]
    assert [phase.no for phase in phases_of(ROUND, Clock(1, SEVEN))] == [0, 1, 2, 0, 0]


def test_a_pause_moves_all_moments_to_come() -> None:
    clock = Clock(1, SEVEN, paused_at=at(40)).resumed(at(100))
    assert moments(clock)[2] == ("turn", 120, 150)
    assert clock.paused_at is None


def test_while_it_is_paused_the_phase_stays() -> None:
    paused = Clock(1, SEVEN, paused_at=at(40))
    phase = phase_at(ROUND, paused, at(3000))
    assert phase is not None and (phase.kind, phase.no) == (PhaseKind.TURN, 1)


def test_more_time_goes_to_the_phase_that_runs() -> None:
    assert moments(Clock(1, SEVEN).with_added(ROUND, 30, at(100))) == [
        ("walk", 0, 30),
        ("turn", 30, 60),
        ("turn", 60, 90),
        ("talk", 90, 300),
        ("over", 300, 420),
    ]


def test_an_early_end_cuts_what_runs_and_leaves_out_what_had_not_begun() -> None:
    assert moments(Clock(1, SEVEN, ended_at=at(45))) == [("walk", 0, 30), ("turn", 30, 45), ("over", 45, 165)]


def test_more_time_after_an_early_end_is_time_to_part() -> None:
    clock = Clock(1, SEVEN, ended_at=at(45)).with_added(ROUND, 30, at(50))
    assert moments(clock)[-1] == ("over", 45, 195)


def test_open_ended_cues_have_no_end() -> None:
    assert moments(Clock(1, SEVEN), Cue(CueKind.WELCOME)) == [("open", 0, None)]


@given(
    st.lists(st.tuples(st.sampled_from(["pause", "resume", "add", "end"]), st.floats(0, 120)), max_size=12),
    st.sampled_from([ROUND, round_cue(2, Round.table(6, minutes=15)), Cue(CueKind.BREAK, 5), round_cue(3, Round.neighbour(), timed=False)]),
)
def test_phases_follow_each_other_without_a_gap_whatever_is_pressed(presses: list[tuple[str, float]], cue: Cue) -> None:
    clock, now = Clock(1, SEVEN), SEVEN
    for press, seconds in presses:
        now += timedelta(seconds=seconds)
        if press == "pause" and clock.paused_at is None:
            clock = Clock(1, clock.began_at, now, clock.added_s, clock.ended_at)
        elif press == "resume":
            clock = clock.resumed(now)
        elif press == "add":
            clock = clock.with_added(cue, 30, now)
        elif press == "end" and clock.ended_at is None:
            running = clock.resumed(now)
            clock = Clock(1, running.began_at, None, running.added_s, now)
    phases = phases_of(cue, clock)
    assert phases[0].starts_at == clock.began_at
    for one, other in pairwise(phases):
        assert one.ends_at == other.starts_at
        assert one.starts_at <= other.starts_at
    assert phase_at(cue, clock, now) in phases


def test_the_run_of_show_follows_the_rounds() -> None:
    rounds = (Round.neighbour(), Round.nearby())
    show = usual_run_of_show(rounds)
    assert [str(cue.kind) for cue in show] == ["welcome", "talk", "round", "round", "mingle", "close"]
    longer = with_rounds(show, (*rounds, Round.table(6)))
    assert [cue.round_no for cue in longer] == [None, None, 1, 2, 3, None, None]
    assert [cue.round_no for cue in with_rounds(show, rounds[:1])] == [None, None, 1, None, None]
    assert round(60 * total_minutes(show)) == 60 * 5 + (10 + 240 + 60) + (30 + 360 + 120) + 60 * 15
