"""The clock as every screen gets it: moments in milliseconds since 1970, so that each counts down by itself."""

from dataclasses import dataclass
from datetime import datetime

from keywho.live.clock import Phase, PhaseKind, phases_of
from keywho.live.run_of_show import Cue, CueKind
from keywho.live.state import LiveState
from keywho.live.words import Words


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its words; `ends_ms` is None for as long as it takes."""

    kind: str
    no: int
    label: str
    starts_ms: int
    ends_ms: int | None


@dataclass(frozen=True, slots=True)
class ClockView:
    """What is on, when its phases begin and end, and what comes next."""

    cue_no: int
    kind: str
    title: str
    round_no: int | None
    phases: tuple[PhaseView, ...]
    paused_ms: int | None
    next: str
    closed: bool


def clock_view(state: LiveState, words: Words) -> ClockView:
    """Give the clock of a state. It is the same for everybody in the room."""
    cue, upcoming = state.cue, state.next_cue
    return ClockView(
        state.clock.cue_no,
        str(cue.kind) if cue else "before",
        cue_title(cue, state, words) if cue else words.welcome,
        cue.round_no if cue else None,
        tuple(_phase_view(phase, words) for phase in phases_of(cue, state.clock)) if cue else (),
        ms(state.clock.paused_at) if state.clock.paused_at else None,
        cue_title(upcoming, state, words) if upcoming else "",
        state.closed,
    )


def cue_title(cue: Cue, state: LiveState, words: Words) -> str:
    """Name a cue: as the organizer called it, else by what it is."""
    if cue.title:
        return cue.title
    if cue.kind is CueKind.ROUND:
        held = [other.round_no for other in state.run_of_show if other.round_no and not other.skipped]
        no = held.index(cue.round_no) + 1 if cue.round_no in held else cue.round_no
        return words.round.format(no=no, rounds=len(held))
    return {
        CueKind.WELCOME: words.welcome,
        CueKind.TALK: words.talk,
        CueKind.BREAK: words.pause,
        CueKind.MINGLE: words.mingle,
        CueKind.CLOSE: words.close,
    }[cue.kind]


def ms(at: datetime) -> int:
    """Give a moment in milliseconds since 1970."""
    return round(at.timestamp() * 1000)


def _phase_view(phase: Phase, words: Words) -> PhaseView:
    label = {PhaseKind.OPEN: "", PhaseKind.WALK: words.walk, PhaseKind.TALK: words.open_talk, PhaseKind.OVER: words.over}.get(phase.kind, "")
    if phase.kind is PhaseKind.TURN:
        label = words.turn_first if phase.no == 1 else words.turn_next if phase.no == 2 else words.turn_no.format(no=phase.no)
    return PhaseView(str(phase.kind), phase.no, label, ms(phase.starts_at), ms(phase.ends_at) if phase.ends_at else None)
