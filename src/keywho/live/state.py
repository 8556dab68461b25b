"""Where the room stands: a fold over facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId, TableId, pair_of
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.live.clock import Clock, Phase, PhaseKind, phase_at
from keywho.live.facts import (
    Announced,
    Arrived,
    AttendeeLeft,
    CueAdded,
    CueEnded,
    CueSkipped,
    CueStarted,
    Fact,
    FurnitureLost,
    GroupsPreferred,
    HelpAsked,
    HelpGiven,
    Missed,
    PageMoved,
    PairParted,
    Paused,
    ProgrammeMended,
    ProgrammePublished,
    Resumed,
    SatOut,
    SeatTaken,
    SlideShown,
    StepUndone,
    TimeAdded,
)
from keywho.live.run_of_show import Cue, CueKind, RunOfShow, next_cue_no

STEPS_KEPT = 1000
ANNOUNCEMENTS_KEPT = 3


class Presence(StrEnum):
    """Whether somebody is in the room."""

    EXPECTED = "expected"
    HERE = "here"
    MISSING = "missing"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody waits for the organizer."""

    who: AttendeeId
    at: datetime
    about: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the organizer said, and when."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class LiveState:
    """Where the room stands.

    Attributes
    ----------
    version : the published version that the programme began as; 0 before there is one.
    planned_for : everybody whom the published programme knows.
    programme : all meetings, as mended so far.
    earlier : the clock before each of the last steps, the latest at the end.
    presence : who has come, is missing or has left; everybody else is expected.
    away : the rounds in which somebody is not there, as the evening showed.
    sitting_out : the rounds that somebody sits out by their own wish; they are in `away`, too.
    newcomers : people who are here without having been planned for, in the order of their arrival.
    parted : pairs who are not brought together from a round on.
    groups : who said in the room whether they would rather be three.
    added_rounds : rounds that were added to those of the published programme.
    seats_taken : chairs taken before there was a programme.
    moved_from : the chairs that people were told first, where a mended programme has given them another home chair since.
    calls : who waits for the organizer, the longest first.
    said, said_to : announcements to everybody, and to one.
    """

    version: int = 0
    planned_for: frozenset[AttendeeId] = frozenset()
    programme: Programme = field(default_factory=Programme)
    run_of_show: RunOfShow = ()
    clock: Clock = field(default_factory=Clock)
    earlier: tuple[Clock, ...] = ()
    presence: Mapping[AttendeeId, Presence] = field(default_factory=dict)
    away: Mapping[AttendeeId, frozenset[RoundNo]] = field(default_factory=dict)
    sitting_out: Mapping[AttendeeId, frozenset[RoundNo]] = field(default_factory=dict)
    newcomers: tuple[AttendeeId, ...] = ()
    parted: Mapping[Pair, RoundNo] = field(default_factory=dict)
    groups: Mapping[AttendeeId, bool] = field(default_factory=dict)
    added_rounds: tuple[Round, ...] = ()
    lost_seats: frozenset[SeatId] = frozenset()
    lost_tables: frozenset[TableId] = frozenset()
    seats_taken: Mapping[AttendeeId, SeatId] = field(default_factory=dict)
    moved_from: Mapping[AttendeeId, SeatId] = field(default_factory=dict)
    calls: tuple[Call, ...] = ()
    said: tuple[Announcement, ...] = ()
    said_to: Mapping[AttendeeId, tuple[Announcement, ...]] = field(default_factory=dict)

    @property
    def cue(self) -> Cue | None:
        """The cue that is on; None before the first."""
        return self.run_of_show[self.clock.cue_no - 1] if self.clock.cue_no else None

    @property
    def next_cue_no(self) -> int | None:
        """The number of the cue that "next" goes on to; None at the end."""
        return next_cue_no(self.run_of_show, self.clock.cue_no)

    @property
    def next_cue(self) -> Cue | None:
        """The cue that comes next."""
        no = self.next_cue_no
        return self.run_of_show[no - 1] if no else None

    @property
    def round_no(self) -> RoundNo | None:
        """The round that is on, its parting included."""
        return self.cue.round_no if self.cue else None

    @property
    def closed(self) -> bool:
        """Say whether the evening has come to its end."""
        return self.cue is not None and self.cue.kind is CueKind.CLOSE

    @property
    def rounds_begun(self) -> frozenset[RoundNo]:
        """The rounds that have begun: those of the cues up to now that were not skipped."""
        return frozenset(cue.round_no for cue in self.run_of_show[: self.clock.cue_no] if cue.round_no and not cue.skipped)

    def phase(self, at: datetime) -> Phase | None:
        """Give the phase that runs at a moment."""
        return phase_at(self.cue, self.clock, at) if self.cue else None

    def round_under_way(self, at: datetime) -> RoundNo | None:
        """Give the round in which people are meeting at a moment; None between rounds."""
        phase = self.phase(at)
        return self.round_no if phase is not None and phase.kind is not PhaseKind.OVER else None

    def first_open_round(self, at: datetime) -> RoundNo | None:
        """Give the first round whose meetings can still change: the one under way, else the next to come; None where no round is left."""
        under_way = self.round_under_way(at)
        if under_way is not None:
            return under_way
        return next((cue.round_no for cue in self.run_of_show[self.clock.cue_no :] if cue.round_no and not cue.skipped), None)

    def presence_of(self, who: AttendeeId) -> Presence:
        """Say whether somebody is in the room."""
        return self.presence.get(who, Presence.EXPECTED)

    def is_away(self, who: AttendeeId, no: RoundNo) -> bool:
        """Say whether somebody is known not to be there in a round."""
        return no in self.away.get(who, frozenset())

    @property
    def here(self) -> frozenset[AttendeeId]:
        """Everybody who is in the room."""
        return frozenset(who for who, presence in self.presence.items() if presence is Presence.HERE)

    def seat_before(self, who: AttendeeId, no: int) -> SeatId | None:
        """Give the chair on which somebody sits when a round begins: that of their last meeting, else the one they were told on arrival."""
        seats = [meeting.seat_of(who) for meeting in self.programme.by_attendee.get(who, ()) if meeting.round_no < no]
        return next((seat for seat in reversed(seats) if seat), None) or self.moved_from.get(who) or self.programme.home_seats.get(who)

    @property
    def round_nos(self) -> tuple[RoundNo, ...]:
        """The numbers of all rounds in the run of show."""
        return tuple(sorted(cue.round_no for cue in self.run_of_show if cue.round_no))


def replay(facts: "tuple[Fact, ...] | list[Fact]", state: LiveState | None = None) -> LiveState:
    """Give the state after many facts."""
    state = state or LiveState()
    for fact in facts:
        state = step(state, fact)
    return state


def step(state: LiveState, fact: Fact) -> LiveState:
    """Give the state after one more fact; a restart replays the facts and is where it was."""
    match fact:
        case CueStarted() | Paused() | Resumed() | TimeAdded() | CueEnded() | StepUndone() | SlideShown():
            return _clock_step(state, fact)
        case ProgrammePublished() | CueSkipped() | CueAdded():
            return _show_step(state, fact)
        case ProgrammeMended(change=change):
            told = {who: seat for who in change.homes if (seat := state.programme.home_seats.get(who)) and who not in state.moved_from}
            return replace(state, programme=change.applied(state.programme), moved_from={**state.moved_from, **told} if told else state.moved_from)
        case HelpAsked(at=at, who=who, about=about):
            return replace(state, calls=(*(call for call in state.calls if call.who != who), Call(who, at, about)))
        case HelpGiven(who=who):
            return replace(state, calls=tuple(call for call in state.calls if call.who != who))
        case Announced():
            return _announced(state, fact)
        case PageMoved():
            return state
        case _:
            return _people_step(state, fact)


def _clock_step(state: LiveState, fact: Fact) -> LiveState:
    clock = state.clock
    match fact:
        case CueStarted(at=at, cue_no=cue_no):
            return _stepped(state, clock.gone_on(cue_no, state.run_of_show[cue_no - 1], at))
        case Paused(at=at):
            return _stepped(state, replace(clock, paused_at=at)) if clock.paused_at is None else state
        case Resumed(at=at):
            return _stepped(state, clock.resumed(at))
        case TimeAdded(at=at, seconds=seconds):
            return _stepped(state, clock.with_added(state.cue, seconds, at)) if state.cue else state
        case CueEnded(at=at):
            return _stepped(state, replace(clock.resumed(at), ended_at=at)) if clock.ended_at is None else state
        case SlideShown(at=at, slide=slide):
            return _stepped(state, clock.turned(slide, at))
        case StepUndone():
            return replace(state, clock=state.earlier[-1], earlier=state.earlier[:-1]) if state.earlier else state
    raise TypeError(f"{type(fact).__name__} is no step of the clock")


def _show_step(state: LiveState, fact: Fact) -> LiveState:
    match fact:
        case ProgrammePublished(version=version, programme=programme, run_of_show=show, people=people):
            unplanned = (*state.newcomers, *sorted(state.here - {*state.newcomers}))
            return replace(
                state,
                version=version,
                planned_for=frozenset(people),
                programme=programme,
                run_of_show=show,
                newcomers=tuple(who for who in unplanned if who not in people),
                added_rounds=(),
                earlier=(),
                moved_from={},
            )
        case CueSkipped(cue_no=cue_no, skipped=skipped):
            cues = [replace(cue, skipped=skipped) if no == cue_no else cue for no, cue in enumerate(state.run_of_show, 1)]
            return replace(state, run_of_show=tuple(cues))
        case CueAdded(after_no=after_no, cue=cue, round=round_):
            longer = (*state.run_of_show[:after_no], cue, *state.run_of_show[after_no:])
            if round_ is None or cue.round_no is None:
                return replace(state, run_of_show=longer)
            gone = tuple(who for who, presence in state.presence.items() if presence in (Presence.MISSING, Presence.LEFT))
            away = {**state.away, **{who: state.away.get(who, frozenset()) | {cue.round_no} for who in gone}}
            return replace(state, run_of_show=longer, added_rounds=(*state.added_rounds, round_), away=away)
    raise TypeError(f"{type(fact).__name__} changes no run of show")


def _stepped(state: LiveState, clock: Clock) -> LiveState:
    """Take a step that can be undone."""
    return state if clock == state.clock else replace(state, clock=clock, earlier=(*state.earlier[1 - STEPS_KEPT :], state.clock))


def _people_step(state: LiveState, fact: Fact) -> LiveState:
    match fact:
        case Arrived(people=people, from_round=first):
            newcomers = tuple(who for who in people if who not in state.planned_for and who not in state.newcomers) if state.version else ()
            earlier = frozenset(no for no in state.round_nos if no < first)
            away = {**state.away}
            for who in people:
                not_there = earlier & (state.away.get(who, frozenset()) | _unseen(state, who, earlier))
                away[who] = not_there | state.sitting_out.get(who, frozenset())
            return replace(state, presence=_with(state, people, Presence.HERE), away=_tidy(away), newcomers=(*state.newcomers, *newcomers))
        case Missed(people=people, from_round=first):
            return replace(state, presence=_with(state, people, Presence.MISSING), away=_gone(state, people, first))
        case AttendeeLeft(who=who, from_round=first):
            return replace(state, presence=_with(state, (who,), Presence.LEFT), away=_gone(state, (who,), first))
        case SatOut(who=who, round_no=no, out=out):
            by_wish, in_all = state.sitting_out.get(who, frozenset()), state.away.get(who, frozenset())
            by_wish, in_all = (by_wish | {no}, in_all | {no}) if out else (by_wish - {no}, in_all - {no})
            return replace(state, sitting_out=_tidy({**state.sitting_out, who: by_wish}), away=_tidy({**state.away, who: in_all}))
        case PairParted(one=one, other=other, from_round=first):
            pair = pair_of(one, other)
            return replace(state, parted={**state.parted, pair: min(first, state.parted.get(pair, first))})
        case GroupsPreferred(who=who, wanted=wanted):
            return replace(state, groups={**state.groups, who: wanted})
        case FurnitureLost(seats=seats, tables=tables):
            return replace(state, lost_seats=state.lost_seats | {*seats}, lost_tables=state.lost_tables | {*tables})
        case SeatTaken(who=who, seat=seat):
            left = {one: chair for one, chair in state.seats_taken.items() if one != who}
            return replace(state, seats_taken=left if seat is None else {**left, who: seat})
    raise TypeError(f"{type(fact).__name__} is no fact about people")


def _unseen(state: LiveState, who: AttendeeId, rounds: frozenset[RoundNo]) -> frozenset[RoundNo]:
    """Give the rounds in which somebody had neither a meeting nor a bye."""
    seen = {meeting.round_no for meeting in state.programme.by_attendee.get(who, ())}
    seen |= {bye.round_no for bye in state.programme.byes if bye.attendee == who}
    return rounds - seen if state.version else frozenset()


def _with(state: LiveState, people: tuple[AttendeeId, ...], presence: Presence) -> Mapping[AttendeeId, Presence]:
    return {**state.presence, **dict.fromkeys(people, presence)}


def _gone(state: LiveState, people: tuple[AttendeeId, ...], first: RoundNo) -> Mapping[AttendeeId, frozenset[RoundNo]]:
    later = frozenset(no for no in state.round_nos if no >= first)
    return {**state.away, **{who: state.away.get(who, frozenset()) | later for who in people if later}}


def _tidy(rounds: Mapping[AttendeeId, frozenset[RoundNo]]) -> Mapping[AttendeeId, frozenset[RoundNo]]:
    return {who: nos for who, nos in rounds.items() if nos}


def _announced(state: LiveState, fact: Announced) -> LiveState:
    said = Announcement(fact.at, fact.text)
    if fact.to is not None:
        return replace(state, said_to={**state.said_to, fact.to: (*state.said_to.get(fact.to, ()), said)[-ANNOUNCEMENTS_KEPT:]})
    return replace(state, said=(*state.said, said)[-ANNOUNCEMENTS_KEPT:] if fact.text else state.said[:-1])
