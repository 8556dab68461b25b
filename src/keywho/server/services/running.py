"""What organizers do while the evening runs. Each press is safe to make twice: whoever comes second is told what happened."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from keywho.adapters.report.words import counted
from keywho.core.changes import Back, Change, Departure, RoundAdded, RoundDropped, SeatLost, TableLost
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.live.clock_view import cue_title
from keywho.live.facts import (
    Announced,
    AttendeeLeft,
    CueAdded,
    CueEnded,
    CueSkipped,
    CueStarted,
    Fact,
    FurnitureLost,
    HelpGiven,
    Missed,
    Paused,
    ProgrammePublished,
    Resumed,
    StepUndone,
    TimeAdded,
)
from keywho.live.run_of_show import Cue, CueKind, round_cue
from keywho.live.state import Presence, step
from keywho.server.services.acting import Decision, Done, act, since
from keywho.server.services.coming_and_going import absence, arrival, departure
from keywho.server.services.evenings import Evening, with_scene
from keywho.server.services.mending import arrivals, mended
from keywho.server.services.problem_now import absent_by_wish
from keywho.server.store import load

LONGEST_ANNOUNCEMENT = 280


def publish(event_pk: int, version_no: int, *, by: str, now: datetime) -> Done:
    """Make a version of the programme the one that people see.

    Raises
    ------
    BadInput
        A round is under way; the version is replaced between two rounds. Or a round was held otherwise than the version has it.
    """
    exchange, show = load.version_with_show(event_pk, version_no)

    def decide(evening: Evening) -> Decision:
        if evening.state.version == version_no and evening.state.programme.version == 1:
            return Decision((), f"Version {version_no} is already published.")
        if evening.state.round_under_way(now) is not None:
            raise BadInput("A round is under way. Maybe publish when it is over.")
        programme = replace(exchange.programme, version=1) if exchange.programme else None
        if programme is None:
            raise BadInput(f"Version {version_no} has no programme. Maybe plan again.")
        for no in sorted(evening.state.rounds_begun):
            if {*programme.by_round.get(no, ())} != {*evening.state.programme.by_round.get(no, ())}:
                raise BadInput(f"Round {no} was held otherwise than version {version_no} has it. Maybe plan the rest again.")
        running = evening.state.run_of_show if evening.state.clock.cue_no else show
        fact = ProgrammePublished(now, version_no, running, tuple(one.id for one in exchange.problem.attendees), programme)
        return Decision(
            (fact, *_unplanned(evening, exchange.problem, fact, now)), f"Version {version_no} is published: people see whom they meet when a round begins."
        )

    return act(event_pk, decide, by=by)


def _unplanned(evening: Evening, problem: Problem, fact: ProgrammePublished, now: datetime) -> tuple[Fact, ...]:
    """Take in those who are here and whom a programme that is being published does not know: they came while it was made."""
    state = step(evening.state, fact)
    first = state.first_open_round(now)
    if not state.newcomers or first is None:
        return ()
    without = with_scene(replace(evening, state=replace(state, newcomers=()), published=problem))
    return mended(without, arrivals(without, state.newcomers, first, without.problem(first)), now).facts


def go_on(event_pk: int, from_cue_no: int, *, by: str, now: datetime, everybody_is_here: bool = False) -> Done:
    """Go on to the next cue. `from_cue_no` is the cue that the presser saw: a second press of the same "next" does nothing.

    When a round begins and people have checked in, those who have not come are taken out first, or marked as here (`everybody_is_here`);
    where nobody has checked in at all, everybody on the list is taken to be there.
    """

    def decide(evening: Evening) -> Decision:
        state, words = evening.state, evening.scene.words
        if state.clock.cue_no != from_cue_no:
            return Decision((), _was_faster(evening, now))
        no = state.next_cue_no
        if no is None:
            return Decision((), "The evening is at its end; there is nothing after it.")
        cue = state.run_of_show[no - 1]
        started = f"{cue_title(cue, state, words)} has begun."
        not_come = _not_come(evening) if cue.round_no is not None and (state.here or everybody_is_here) else ()
        if cue.round_no is None or not not_come:
            return Decision((CueStarted(now, no),), started)
        if everybody_is_here:
            return Decision((*arrival(evening, not_come, now).facts, CueStarted(now, no)), started)
        changes: list[Change] = [Departure(who, cue.round_no) for who in not_come]
        repair = mended(evening, changes, now, from_round=cue.round_no)
        facts: tuple[Fact, ...] = (Missed(now, not_come, cue.round_no), *repair.facts, CueStarted(now, no))
        moved = f" {counted(len(repair.moved), 'person moves', 'people move')} to another chair: wall and phones say which." if repair.moved else ""
        return Decision(facts, f"{started} {len(not_come)} who have not come are left out until they do.{moved}")

    return act(event_pk, decide, by=by)


def _not_come(evening: Evening) -> tuple[AttendeeId, ...]:
    """Give those in the programme who were neither seen nor counted out yet."""
    known = evening.state.presence
    return tuple(one.id for one in evening.attendees if one.id not in known or known[one.id] is Presence.EXPECTED)


def _was_faster(evening: Evening, now: datetime) -> str:
    cue, began_at = evening.state.cue, evening.state.clock.began_at
    if cue is None or began_at is None:
        return "The last step was taken back meanwhile; look at the desk and press again."
    return f"{cue_title(cue, evening.state, evening.scene.words)} was already started {since(began_at, now)}. Nothing was done twice."


def pause(event_pk: int, *, by: str, now: datetime) -> Done:
    """Let the clock stand still."""
    return _clock(event_pk, Paused(now), "The clock stands still.", "It is paused already.", lambda evening: evening.state.clock.paused_at is None, by=by)


def resume(event_pk: int, *, by: str, now: datetime) -> Done:
    """Let the clock run again."""
    return _clock(event_pk, Resumed(now), "The clock runs.", "It is running already.", lambda evening: evening.state.clock.paused_at is not None, by=by)


def add_time(event_pk: int, seconds: float, from_cue_no: int, *, by: str, now: datetime, from_steps: int | None = None) -> Done:
    """Give the running phase more time. With `from_steps`, the number of steps that the presser saw, two who press at once add it once."""

    def possible(evening: Evening) -> bool:
        phase = evening.state.phase(now)
        seen = evening.state.clock.cue_no == from_cue_no and from_steps in (None, len(evening.state.earlier))
        return seen and phase is not None and phase.ends_at is not None

    return _clock(event_pk, TimeAdded(now, seconds), f"{seconds:+g} s.", "Nothing with an end is running here.", possible, by=by)


def end_early(event_pk: int, from_cue_no: int, *, by: str, now: datetime) -> Done:
    """End what is on."""

    def possible(evening: Evening) -> bool:
        return evening.state.clock.cue_no == from_cue_no and evening.state.round_under_way(now) is not None

    return _clock(event_pk, CueEnded(now), "The round is over: time to part.", "No round is under way.", possible, by=by)


def undo(event_pk: int, from_steps: int, *, by: str, now: datetime) -> Done:
    """Take the last step of the clock back. `from_steps` is the number of steps that the presser saw.

    Where that opens a round again, whoever has gone since is taken out of it, so that nobody waits for them.
    """

    def decide(evening: Evening) -> Decision:
        if not len(evening.state.earlier) == from_steps > 0:
            return Decision((), "The evening has gone on meanwhile; nothing was taken back.")
        undone = StepUndone(now)
        return Decision((undone, *_gone_since(replace(evening, state=step(evening.state, undone)), now)), "Taken back.")

    return act(event_pk, decide, by=by, quick=True)


def _gone_since(evening: Evening, now: datetime) -> tuple[Fact, ...]:
    """Take those out of the open round who are not there any more, though the programme has them in it."""
    state, no = evening.state, evening.state.round_under_way(now)
    if no is None:
        return ()
    in_round = {who for meeting in state.programme.by_round.get(no, ()) for who in meeting.attendees}
    in_round |= {bye.attendee for bye in state.programme.byes if bye.round_no == no}
    left, missing = (tuple(sorted(who for who in in_round if state.presence_of(who) is presence)) for presence in (Presence.LEFT, Presence.MISSING))
    if not left and not missing:
        return ()
    told: list[Fact] = [*(AttendeeLeft(now, who, no) for who in left), *([Missed(now, missing, no)] if missing else [])]
    return (*told, *mended(evening, [Departure(who, no) for who in (*left, *missing)], now).facts)


def _clock(event_pk: int, fact: Fact, done: str, nothing: str, possible: Callable[[Evening], bool], *, by: str) -> Done:
    return act(event_pk, lambda evening: Decision((fact,), done) if possible(evening) else Decision((), nothing), by=by, quick=True)


def skip(event_pk: int, cue_no: int, *, by: str, now: datetime) -> Done:
    """Pass over a cue that is still to come; the meetings of a skipped round fall away, and its must-meets move on where they can."""

    def decide(evening: Evening) -> Decision:
        cue = _cue_to_come(evening, cue_no)
        title = cue_title(cue, evening.state, evening.scene.words)
        if cue.skipped:
            return Decision((), f"{title} is skipped already.")
        first = evening.state.first_open_round(now)
        changes = [RoundDropped(cue.round_no)] if cue.round_no else []
        return Decision((*mended(evening, changes, now, from_round=first).facts, CueSkipped(now, cue_no)), f"{title} will be skipped.")

    return act(event_pk, decide, by=by)


def _cue_to_come(evening: Evening, cue_no: int) -> Cue:
    show = evening.state.run_of_show
    if not evening.state.clock.cue_no < cue_no <= len(show) or show[cue_no - 1].kind is CueKind.CLOSE:
        raise BadInput("This part of the evening is not to come any more. Maybe the desk shows an older state; load it again.")
    return show[cue_no - 1]


def add_cue(event_pk: int, kind: CueKind, minutes: float, *, by: str, now: datetime, title: str = "") -> Done:
    """Put a break, free mingling or words right behind what is on."""
    if not 0 <= minutes <= 240:
        raise BadInput(f"{minutes:g} minutes are not possible. Maybe 15.")

    def decide(evening: Evening) -> Decision:
        cue = Cue(kind, minutes, title)
        name = cue_title(cue, evening.state, evening.scene.words)
        return Decision((CueAdded(now, evening.state.clock.cue_no, cue),), f"{name} comes next.")

    return act(event_pk, decide, by=by)


def add_round(event_pk: int, round_: Round, *, by: str, now: datetime) -> Done:
    """Add one more round behind the last one; its meetings are found at once."""

    def decide(evening: Evening) -> Decision:
        state = evening.state
        places = [no for no, cue in enumerate(state.run_of_show, 1) if cue.round_no]
        if evening.published is None or state.closed:
            raise BadInput("There is no running programme to add a round to. Maybe plan and publish one first.")
        no = RoundNo(len(evening.published.rounds) + len(state.added_rounds) + 1)
        after = max([state.clock.cue_no, *places])
        first = state.first_open_round(now) or no
        repair = mended(evening, [RoundAdded(round_), *_who_is_there_then(evening, no, first)], now, from_round=first)
        return Decision((CueAdded(now, after, round_cue(no, round_), round_), *repair.facts), "One more round is added, with everybody's meetings.")

    return act(event_pk, decide, by=by)


def _who_is_there_then(evening: Evening, no: RoundNo, first: RoundNo) -> list[Change]:
    """Give what the planner has to know of an added round: it takes those who are away in the last one to be away in it, too; whoever only rests there is not."""
    assert evening.published is not None
    state, problem = evening.state, evening.problem(min(first, no - 1))
    last = max((known for known in problem.round_nos if known not in problem.wishes.dropped), default=no - 1)
    gone = {who for who, presence in state.presence.items() if presence in (Presence.MISSING, Presence.LEFT)}
    gone |= {who for who in problem.index if len(evening.published.rounds) in absent_by_wish(evening.published, state, who)}
    resting = {who for who in problem.index if last in problem.wishes.absent.get(who, frozenset())}
    return [*(Back(who, no) for who in sorted(resting - gone)), *(Departure(who, no) for who in sorted((gone & problem.index.keys()) - resting))]


def arrived(event_pk: int, people: Sequence[AttendeeId], *, by: str, now: datetime) -> Done:
    """Mark people as here. Somebody who is not in the programme, or was counted out, gets meetings from the first possible round on."""
    return act(event_pk, lambda evening: arrival(evening, tuple(people), now), by=by)


def left(event_pk: int, who: AttendeeId, *, by: str, now: datetime) -> Done:
    """An attendee went home: the rounds to come are mended, and whoever would have met them is told."""
    return act(event_pk, lambda evening: departure(evening, who, now), by=by)


def no_show(event_pk: int, who: AttendeeId, *, by: str, now: datetime) -> Done:
    """Somebody on the list is not there."""
    return act(event_pk, lambda evening: absence(evening, who, now), by=by)


def furniture_lost(event_pk: int, seats: Sequence[SeatId], tables: Sequence[TableId], *, by: str, now: datetime) -> Done:
    """Chairs or a table can't be used any more: whoever would sit there gets another place."""

    def decide(evening: Evening) -> Decision:
        new_seats = tuple(seat for seat in seats if seat not in evening.state.lost_seats)
        new_tables = tuple(table for table in tables if table not in evening.state.lost_tables)
        if not new_seats and not new_tables:
            return Decision((), "That is known already.")
        changes: list[Change] = [*(SeatLost(seat) for seat in new_seats), *(TableLost(table) for table in new_tables)]
        repair = mended(evening, changes, now)
        return Decision((FurnitureLost(now, new_seats, new_tables), *repair.facts), f"Noted; {len(repair.told)} people get another place.")

    return act(event_pk, decide, by=by)


def announce(event_pk: int, text: str, *, by: str, now: datetime, to: AttendeeId | None = None) -> Done:
    """Say something to everybody, or to one; an empty text takes the last word to everybody away."""
    words = " ".join(text.split())
    if len(words) > LONGEST_ANNOUNCEMENT:
        raise BadInput(f"The message has {len(words)} characters; {LONGEST_ANNOUNCEMENT} fit on a phone. Maybe say it shorter.")

    def decide(evening: Evening) -> Decision:
        if to is not None:
            evening.person(to)
        if not words and (to is not None or not evening.state.said):
            return Decision((), "There is nothing to say.")
        sentence = f"{evening.called(to)} is told." if to else "Everybody is told." if words else "Taken away."
        return Decision((Announced(now, words, to),), sentence)

    return act(event_pk, decide, by=by)


def help_given(event_pk: int, who: AttendeeId, *, by: str, now: datetime) -> Done:
    """A call is taken care of."""

    def decide(evening: Evening) -> Decision:
        waiting = any(call.who == who for call in evening.state.calls)
        return Decision((HelpGiven(now, who),) if waiting else (), "Taken care of.")

    return act(event_pk, decide, by=by)
