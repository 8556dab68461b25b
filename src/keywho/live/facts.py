"""What has happened, in the past tense. The log of these facts is the only truth about a running evening.

Facts name attendees by id alone: whoever erases a profile has erased it here, too.
"""

from dataclasses import dataclass, field
from datetime import datetime

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.live.mending import ProgrammeChange
from keywho.live.run_of_show import Cue, RunOfShow
from keywho.live.slides import WallSlide

FIRST = RoundNo(1)


@dataclass(frozen=True, slots=True)
class ProgrammePublished:
    """The organizer published a version of the programme; from now on people see it. `people` are all whom it was planned for."""

    at: datetime
    version: int
    run_of_show: RunOfShow
    people: tuple[AttendeeId, ...] = ()
    programme: Programme = field(default_factory=Programme)


@dataclass(frozen=True, slots=True)
class CueStarted:
    """The organizer went on to a cue."""

    at: datetime
    cue_no: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs again."""

    at: datetime


@dataclass(frozen=True, slots=True)
class TimeAdded:
    """The phase that was running got more time."""

    at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class CueEnded:
    """What was on ended early."""

    at: datetime


@dataclass(frozen=True, slots=True)
class StepUndone:
    """The last step of the clock was taken back, as if it had not been made."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SlideShown:
    """Whoever speaks went on, or back, to a slide; None took the slides off the wall."""

    at: datetime
    slide: WallSlide | None


@dataclass(frozen=True, slots=True)
class CueSkipped:
    """A cue to come will be passed over; `skipped` False takes that back."""

    at: datetime
    cue_no: int
    skipped: bool = True


@dataclass(frozen=True, slots=True)
class CueAdded:
    """A cue was put in behind another one: a break, free mingling, or a round (then with the round itself)."""

    at: datetime
    after_no: int
    cue: Cue
    round: Round | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """People are here, from a round on. Somebody who is not in the programme yet is a newcomer in it."""

    at: datetime
    people: tuple[AttendeeId, ...]
    from_round: RoundNo = FIRST


@dataclass(frozen=True, slots=True)
class Missed:
    """People who should be here are not, from a round on."""

    at: datetime
    people: tuple[AttendeeId, ...]
    from_round: RoundNo = FIRST


@dataclass(frozen=True, slots=True)
class AttendeeLeft:
    """Somebody went home; `from_round` is the first round without them."""

    at: datetime
    who: AttendeeId
    from_round: RoundNo = FIRST


@dataclass(frozen=True, slots=True)
class SatOut:
    """Somebody sits one round out by their own wish; `out` False takes that back."""

    at: datetime
    who: AttendeeId
    round_no: RoundNo
    out: bool = True


@dataclass(frozen=True, slots=True)
class PairParted:
    """Two will not be brought together any more. Only the planner knows; nobody is shown it."""

    at: datetime
    one: AttendeeId
    other: AttendeeId
    from_round: RoundNo = FIRST


@dataclass(frozen=True, slots=True)
class GroupsPreferred:
    """Somebody would rather be three than two, or would not any more."""

    at: datetime
    who: AttendeeId
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class FurnitureLost:
    """Chairs or tables can't be used any more."""

    at: datetime
    seats: tuple[SeatId, ...] = ()
    tables: tuple[TableId, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """Somebody took a chair before there was a programme, or gave it back (None)."""

    at: datetime
    who: AttendeeId
    seat: SeatId | None


@dataclass(frozen=True, slots=True)
class ProgrammeMended:
    """The programme changed while the evening runs."""

    at: datetime
    change: ProgrammeChange


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """An attendee called the organizer. `about` is one of a few words; the text, if any, is kept with the report."""

    at: datetime
    who: AttendeeId
    about: str = ""


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """An organizer took care of a call."""

    at: datetime
    who: AttendeeId


@dataclass(frozen=True, slots=True)
class Announced:
    """The organizer said something to everybody, or to one; an empty text takes the last one to everybody away."""

    at: datetime
    text: str
    to: AttendeeId | None = None


@dataclass(frozen=True, slots=True)
class PageMoved:
    """Somebody's page was opened with their badge on another phone, and ended on those before. Nothing in the room changes by it; the desk reads it."""

    at: datetime
    who: AttendeeId


Fact = (
    ProgrammePublished
    | CueStarted
    | Paused
    | Resumed
    | TimeAdded
    | CueEnded
    | StepUndone
    | SlideShown
    | CueSkipped
    | CueAdded
    | Arrived
    | Missed
    | AttendeeLeft
    | SatOut
    | PairParted
    | GroupsPreferred
    | FurnitureLost
    | SeatTaken
    | ProgrammeMended
    | HelpAsked
    | HelpGiven
    | Announced
    | PageMoved
)
"""Everything that can happen."""
