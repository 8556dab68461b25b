"""The evening's clock: which cue is on, since when, and the moments at which its phases begin and end.

Nothing ticks here. Every screen gets the moments and counts down by itself, so a timer goes on through a gap in the network.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from keywho.live.run_of_show import Cue, CueKind
from keywho.live.slides import Showing, WallSlide, shown

SPEECHES = (CueKind.WELCOME, CueKind.TALK)
"""While these are on somebody may speak; all else takes the slides off the wall."""


class PhaseKind(StrEnum):
    """What people do within a cue."""

    OPEN = "open"
    WALK = "walk"
    TURN = "turn"
    TALK = "talk"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a cue. `place` is its place among the phases of the cue, `no` counts the turns from 1; `ends_at` is None for as long as it takes."""

    kind: PhaseKind
    starts_at: datetime
    ends_at: datetime | None
    place: int = 0
    no: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the evening stands.

    Attributes
    ----------
    cue_no : number of the cue from 1; 0 before the first.
    began_at : when the cue began, moved on by the time of its pauses.
    paused_at : since when it pauses; None while it runs.
    added_s : seconds added to each of its phases, by place.
    ended_at : when it was ended early; None if it was not.
    showing : the speaker's slides; None if none were shown yet.
    """

    cue_no: int = 0
    began_at: datetime | None = None
    paused_at: datetime | None = None
    added_s: tuple[float, ...] = ()
    ended_at: datetime | None = None
    showing: Showing | None = None

    @property
    def slide(self) -> WallSlide | None:
        """The slide on the wall."""
        return self.showing.slide if self.showing is not None else None

    def gone_on(self, cue_no: int, cue: Cue, at: datetime) -> "Clock":
        """Give the clock of another cue. Slides stay on the wall from one speech to the next; a round, a break or the end takes them away."""
        showing = self.resumed(at).showing
        return Clock(cue_no, at, showing=showing if cue.kind in SPEECHES else shown(showing, None, at))

    def turned(self, slide: WallSlide | None, at: datetime) -> "Clock":
        """Give the clock with another slide on the wall, or none; while it pauses, no slide counts."""
        return replace(self, showing=shown(self.showing, slide, self.paused_at or at))

    def resumed(self, at: datetime) -> "Clock":
        """Give the clock after the pause: all moments to come are later by its length."""
        if self.paused_at is None:
            return self
        pause = max(timedelta(0), at - self.paused_at)
        return replace(
            self,
            began_at=self.began_at + pause if self.began_at else None,
            paused_at=None,
            ended_at=self.ended_at + pause if self.ended_at else None,
            showing=self.showing.later(pause) if self.showing else None,
        )

    def with_added(self, cue: Cue, seconds: float, at: datetime) -> "Clock":
        """Give more time to the phase that runs at a moment; the time after it moves on."""
        phase = phase_at(cue, self, at)
        if phase is None or phase.ends_at is None or phase.ends_at == self.ended_at:
            return self
        added = [*self.added_s, *([0.0] * (len(lengths_of(cue)) - len(self.added_s)))]
        added[phase.place] += seconds
        return replace(self, added_s=tuple(added))


def lengths_of(cue: Cue) -> tuple[tuple[PhaseKind, float], ...]:
    """Give the phases of a cue with their seconds; 0 for as long as it takes."""
    if cue.kind is not CueKind.ROUND:
        return ((PhaseKind.OPEN, 60.0 * cue.minutes),)
    talk_s = 60.0 * cue.minutes - cue.turns * cue.turn_s
    return (
        *(((PhaseKind.WALK, cue.walk_s),) if cue.walk_s else ()),
        *((PhaseKind.TURN, cue.turn_s) for _ in range(cue.turns)),
        *(((PhaseKind.TALK, talk_s),) if talk_s > 0 else ()),
        (PhaseKind.OVER, cue.after_s),
    )


def phases_of(cue: Cue, clock: Clock) -> tuple[Phase, ...]:
    """Give the phases of the cue that is on, with their moments; the last one lasts until the organizer goes on.

    A phase that was cut short by an early end ends there; those that had not begun are left out.
    """
    if clock.began_at is None:
        return ()
    found: list[Phase] = []
    at, turn = clock.began_at, 0
    for place, (kind, seconds) in enumerate(lengths_of(cue)):
        if clock.ended_at is not None and kind is not PhaseKind.OVER and place and at >= clock.ended_at:
            continue
        turn += kind is PhaseKind.TURN
        length = timedelta(seconds=seconds + (clock.added_s[place] if place < len(clock.added_s) else 0.0))
        if clock.ended_at is not None and kind is PhaseKind.OVER:
            at = min(at, clock.ended_at)
        ends_at = at + length if seconds else None
        if clock.ended_at is not None and kind is not PhaseKind.OVER:
            ends_at = min(ends_at or clock.ended_at, clock.ended_at)
        found.append(Phase(kind, at, ends_at, place, turn if kind is PhaseKind.TURN else 0))
        at = ends_at or at
    return tuple(found)


def phase_at(cue: Cue, clock: Clock, at: datetime) -> Phase | None:
    """Give the phase that runs at a moment, the pause regarded; None before the first cue."""
    phases = phases_of(cue, clock)
    return next((phase for phase in reversed(phases) if phase.starts_at <= (clock.paused_at or at)), phases[0] if phases else None)
