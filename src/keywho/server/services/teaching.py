"""What the evening has taught, put to use: between two rounds the rounds to come are planned anew with the answers so far. It can be taken back."""

from dataclasses import dataclass, replace
from datetime import datetime

from keywho.adapters.report.words import counted
from keywho.benefit.knobs import Learning
from keywho.benefit.learned import limits_in_words
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.programme import Programme
from keywho.live.facts import Announced, CueEnded, CueStarted, Fact, HelpAsked, HelpGiven, PageMoved, Paused, ProgrammeMended, Resumed, SlideShown, TimeAdded
from keywho.live.mending import ProgrammeChange
from keywho.planning.check import check
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from keywho.server.services.acting import Decision, Done, act
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.lessons import answers_in
from keywho.server.services.plannable import CannotPlan, Plannable, plannable
from keywho.server.services.planning import mended_for_lost_chairs, taught
from keywho.server.store import load

LEAST_WHO_ANSWERED = 5
"""Fewer would teach little, and a programme that changes after a single answer would tell of it."""

MOST_PEOPLE = 400
MOVES, TRIES = 10_000, 3
LEAST_GAIN = 0.5
FACTS_LOOKED_AT = 60
WITHOUT_EFFECT = (Announced, CueEnded, CueStarted, HelpAsked, HelpGiven, PageMoved, Paused, Resumed, SlideShown, TimeAdded)
"""Facts after which a change of the programme can still be taken back as if it had not been made."""


@dataclass(frozen=True, slots=True)
class Teaching:
    """What the desk shows between two rounds. `take_back` is the number of the last change of the programme where it can be taken back, else 0."""

    limits: str
    is_large: bool
    take_back: int


def teaching_of(loaded: Evening, now: datetime) -> Teaching | None:
    """Say what the desk offers; None where nothing is learned, no round was held, one is under way, or none is left."""
    learning, state = loaded.people.choices.knobs.learning, loaded.state
    if learning is Learning.OFF or not state.version or not state.rounds_begun or state.round_under_way(now) or state.first_open_round(now) is None:
        return None
    return Teaching(limits_in_words(learning), len(loaded.attendees) > MOST_PEOPLE, _last_change(loaded)[0])


def use_what_it_taught(event_pk: int, *, by: str, now: datetime) -> Done:
    """Plan the rounds to come anew with what people answered so far. It is thought about without keeping anybody waiting.

    Raises
    ------
    BadInput
        It is not the moment for it, too few have answered, or something happened meanwhile.
    """
    loaded = evening(event_pk)
    first = _expect_the_moment(loaded, now)
    programme = _planned_anew(event_pk, loaded, now)
    if programme is None:
        return Done("What people answered makes no other programme better. Nothing was changed.", loaded.no, changed=False)
    change = ProgrammeChange.between(loaded.state.programme, programme)
    sentence = _what_changes(loaded, programme, first)

    def decide(then: Evening) -> Decision:
        if then.state.programme != loaded.state.programme or then.state.presence != loaded.state.presence or then.state.parted != loaded.state.parted:
            raise BadInput("Something changed in the room meanwhile, and nothing was changed by this press. Maybe press again.")
        _expect_the_moment(then, now)
        return Decision((ProgrammeMended(now, change),) if change else (), sentence)

    return act(event_pk, decide, by=by, quick=True)


def take_back(event_pk: int, fact_no: int, *, by: str, now: datetime) -> Done:
    """Take the last change of the programme back, as long as no round of it has begun and nothing else happened to the programme since."""

    def decide(then: Evening) -> Decision:
        no, change = _last_change(then)
        if change is None or no != fact_no or then.state.round_under_way(now):
            return Decision((), "This change can't be taken back any more: the evening has gone on since.")
        return Decision(
            (ProgrammeMended(now, change.inverse()),), f"Taken back: {counted(len(change.people), 'person has', 'people have')} the meetings from before."
        )

    return act(event_pk, decide, by=by, quick=True)


def _expect_the_moment(loaded: Evening, now: datetime) -> RoundNo:
    first = loaded.state.first_open_round(now)
    if loaded.people.choices.knobs.learning is Learning.OFF:
        raise BadInput("The organizers chose that nothing is learned this evening. Maybe change that beside the list of people.")
    if loaded.state.round_under_way(now) is not None:
        raise BadInput("A round is under way. Maybe press again when it is over.")
    if first is None or not loaded.state.rounds_begun:
        raise BadInput("There is nothing to learn from, or for: it takes a round that was held and one to come.")
    if len(loaded.attendees) > MOST_PEOPLE:
        raise BadInput(f"More than {MOST_PEOPLE} people are planned by a worker. Maybe plan the rest on the page Programme: it uses what people answered, too.")
    return first


def _planned_anew(event_pk: int, loaded: Evening, now: datetime) -> Programme | None:
    """Give a better programme of the rounds to come; None where none was found."""
    if len({who for who, _ in answers_in(loaded)}) < LEAST_WHO_ANSWERED:
        raise BadInput(f"Fewer than {LEAST_WHO_ANSWERED} people have answered so far; that is too little to learn from. Maybe after the next round.")
    try:
        ready = taught(plannable(event_pk), loaded)
    except CannotPlan as cannot:
        raise BadInput(str(cannot)) from None
    tried = [plan(ready.problem, stop=MaxMoves(MOVES), seed=seed) for seed in range(TRIES)]
    ready, found = mended_for_lost_chairs(ready, ready.with_held(max(tried, key=lambda result: result.score.points).programme))
    before = loaded.state.programme
    # Whoever is away gets no chair by this press: it could not be taken back then, and others may sit there.
    at_home = replace(found, home_seats=before.home_seats)
    found = at_home if check(ready.problem, at_home).ok else found
    return found if _is_better(ready, found, before) else None


def _is_better(ready: Plannable, found: Programme, before: Programme) -> bool:
    """Say whether a programme keeps all rules and is worth more than the one that people have; that one may break a rule by now."""
    new, old = check(ready.problem, found), check(ready.problem, before)
    return new.ok and (not old.ok or new.score.points >= old.score.points + LEAST_GAIN)


def _what_changes(loaded: Evening, after: Programme, first: RoundNo) -> str:
    """Say how many people meet somebody else, round by round."""
    before, people = loaded.state.programme, [one.id for one in loaded.attendees]
    parts = []
    for no in (no for no in loaded.state.round_nos if no >= first):
        there = [who for who in people if not loaded.state.is_away(who, no)]
        other = sum(_company(before, who, no) != _company(after, who, no) for who in there)
        if other:
            parts.append(f"{other} of {len(there)} in round {no}")
    return f"Other partners than before: {', '.join(parts)}. Nobody had seen them yet; cards that were printed for these rounds are out of date."


def _company(programme: Programme, who: AttendeeId, no: RoundNo) -> frozenset[AttendeeId]:
    meeting = programme.meeting_of(who, no)
    return frozenset(meeting.others(who)) if meeting else frozenset()


def _last_change(loaded: Evening) -> tuple[int, ProgrammeChange | None]:
    """Give the last change of the programme and its number, where it stands alone and nothing since depends on it; else 0."""
    since: list[tuple[int, Fact]] = load.numbered_facts(loaded.pk, max(0, loaded.no - FACTS_LOOKED_AT), {})
    while since and isinstance(since[-1][1], WITHOUT_EFFECT):
        since.pop()
    no, fact = since[-1] if since else (0, None)
    if not isinstance(fact, ProgrammeMended):
        return 0, None
    alone = len(since) < 2 or since[-2][1].at != fact.at
    begun = loaded.state.rounds_begun
    rounds = {meeting.round_no for meeting in (*fact.change.ended, *fact.change.begun)} | {
        bye.round_no for bye in (*fact.change.byes_ended, *fact.change.byes_begun)
    }
    return (no, fact.change) if alone and not fact.change.homes and rounds and not rounds & begun else (0, None)
