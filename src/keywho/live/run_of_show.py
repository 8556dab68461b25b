"""The run of show: the order of the evening, cue by cue, and the phases that each cue runs through."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from keywho.core.ids import RoundNo
from keywho.core.rounds import Round, RoundKind

TURN_S = 30.0
WALK_S = {RoundKind.NEIGHBOUR: 10.0, RoundKind.NEARBY: 30.0, RoundKind.TABLE: 60.0, RoundKind.HOSTS: 60.0, RoundKind.REQUESTS: 45.0}


class CueKind(StrEnum):
    """What happens while a cue is on."""

    WELCOME = "welcome"
    TALK = "talk"
    ROUND = "round"
    BREAK = "break"
    MINGLE = "mingle"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the run of show.

    Attributes
    ----------
    minutes : how long it lasts, the walk before a round not counted; 0 for as long as it takes.
    round_no : the round that is held; None for all other cues.
    turn_s, turns : length and number of the timed turns that a round begins with; 0 for open talk.
    walk_s : time to find each other before a round.
    after_s : time to part, walk and breathe after a round.
    skipped : it stays in the list, but "next" passes it over.
    """

    kind: CueKind
    minutes: float = 0.0
    title: str = ""
    round_no: RoundNo | None = None
    turn_s: float = 0.0
    turns: int = 0
    walk_s: float = 0.0
    after_s: float = 0.0
    skipped: bool = False

    @property
    def seconds(self) -> float:
        """How long it takes in all; 0 for as long as it takes."""
        return self.walk_s + max(60.0 * self.minutes, self.turns * self.turn_s) + self.after_s if self.minutes else 0.0


RunOfShow = tuple[Cue, ...]


def round_cue(no: int, round_: Round, *, timed: bool = True) -> Cue:
    """Give the cue of a round; pairs have two timed turns, tables one for each chair, where the round is long enough for them."""
    turns = 2 if round_.of_pairs else round_.size
    fits = timed and turns * TURN_S <= 60.0 * round_.minutes
    return Cue(
        CueKind.ROUND,
        round_.minutes,
        round_no=RoundNo(no),
        turn_s=TURN_S if fits else 0.0,
        turns=turns if fits else 0,
        walk_s=WALK_S[round_.kind],
        after_s=60.0 * round_.break_minutes,
    )


def usual_run_of_show(rounds: Sequence[Round], *, welcome_minutes: float = 5.0, mingle_minutes: float = 15.0) -> RunOfShow:
    """Give the order of a usual evening: arriving, words of welcome, the rounds, free mingling, the end."""
    return (
        Cue(CueKind.WELCOME),
        Cue(CueKind.TALK, welcome_minutes),
        *(round_cue(no, round_) for no, round_ in enumerate(rounds, 1)),
        Cue(CueKind.MINGLE, mingle_minutes),
        Cue(CueKind.CLOSE),
    )


def with_rounds(show: Sequence[Cue], rounds: Sequence[Round]) -> RunOfShow:
    """Give a run of show whose round cues are those of `rounds`, numbered in their order; lengths follow the rounds.

    Cues of rounds that are gone fall out; rounds without a cue come before the mingling or the end.
    """
    kept: list[Cue] = []
    held = 0
    for cue in show:
        if cue.kind is not CueKind.ROUND:
            kept.append(cue)
        elif held < len(rounds):
            held += 1
            kept.append(_fitted(cue, held, rounds[held - 1]))
    ends = next((place for place, cue in enumerate(kept) if cue.kind in (CueKind.MINGLE, CueKind.CLOSE)), len(kept))
    missing = [round_cue(no, rounds[no - 1]) for no in range(held + 1, len(rounds) + 1)]
    return (*kept[:ends], *missing, *kept[ends:])


def _fitted(cue: Cue, no: int, round_: Round) -> Cue:
    usual = round_cue(no, round_, timed=cue.turn_s > 0)
    return replace(usual, title=cue.title, skipped=cue.skipped)


def total_minutes(show: Sequence[Cue]) -> float:
    """Give the length of the evening, open-ended cues not counted."""
    return sum(cue.seconds for cue in show if not cue.skipped) / 60.0


def next_cue_no(show: Sequence[Cue], cue_no: int) -> int | None:
    """Give the number (from 1) of the cue after `cue_no` that is not skipped; None at the end."""
    return next((no for no in range(cue_no + 1, len(show) + 1) if not show[no - 1].skipped), None)
