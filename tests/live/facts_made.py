"""Random evenings: facts as they may follow each other."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.layouts import rows
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
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
from keywho.live.mending import ProgrammeChange
from keywho.live.run_of_show import Cue, CueKind, usual_run_of_show
from keywho.live.scene import Beginning, Face, Scene
from keywho.live.slides import WallSlide
from keywho.live.state import LiveState, step
from keywho.live.words import words_of

SEVEN = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
PEOPLE = tuple(AttendeeId(f"a{no}") for no in range(8))
LATER = tuple(AttendeeId(f"w{no}") for no in range(3))
ROUNDS = (Round.neighbour(), Round.nearby(), Round.table(4))
ROOM = rows(2, 4)
SLIDES = tuple(WallSlide(no, 3, f"Slide {no}", ("Say hello",), 20.0, room_talks=no == 2) for no in (1, 2, 3))


def programme_of(order: list[AttendeeId]) -> Programme:
    """A programme in which those who stand beside each other in an order meet; an odd one has a bye."""
    seats = [seat.id for seat in ROOM.seats]
    meetings, byes = [], []
    for no in range(1, len(ROUNDS) + 1):
        turned = order[no:] + order[:no]
        for at in range(0, len(turned) - 1, 2):
            meetings.append(Meeting(RoundNo(no), (turned[at], turned[at + 1]), (seats[at % 8], seats[(at + 1) % 8])))
        if len(turned) % 2:
            byes.append(Bye(RoundNo(no), turned[-1]))
    return Programme(tuple(meetings), tuple(byes), dict(zip(order, seats, strict=False)))


def scene_of(state: LiveState, language: str = "en") -> Scene:
    """The scene of a state."""
    people = tuple(Attendee(who, f"Person {who}") for who in (*PEOPLE, *state.newcomers))
    faces = {who: Face(f"Person {who}", "a red scarf", "a ward", "an ear", pitch=f"secret pitch of {who}") for who in (*PEOPLE, *LATER)}
    problem = Problem(people, (*ROUNDS, *state.added_rounds), ROOM) if state.version else None
    return Scene(
        "Job club",
        "TEST1",
        words_of(language),
        faces,
        lambda _one, _other: "",
        lambda _who, _others, _no: Beginning("What brought you here?", ("What else?",)),
        problem,
    )


@dataclass
class _Story:
    """An evening while it is being told."""

    draw: st.DrawFn
    state: LiveState
    now: datetime = SEVEN

    def fact(self) -> Fact:
        """Give one fact that may follow."""
        self.now += timedelta(seconds=self.draw(st.integers(0, 300)))
        now, state, draw = self.now, self.state, self.draw
        who = draw(st.sampled_from((*PEOPLE, *LATER)))
        other = draw(st.sampled_from(PEOPLE))
        no = RoundNo(draw(st.integers(1, 3)))
        order = list(draw(st.permutations((*PEOPLE, *state.newcomers))))
        show = len(state.run_of_show)
        running = state.run_of_show if state.clock.cue_no else usual_run_of_show(ROUNDS)  # a show that has begun stays, as the desk publishes it
        possible: list[Fact] = [
            Arrived(now, (who,), no),
            Missed(now, (who, other), no),
            AttendeeLeft(now, who, no),
            SatOut(now, who, no, draw(st.booleans())),
            HelpAsked(now, who, "lost"),
            HelpGiven(now, who),
            Announced(now, draw(st.sampled_from(["Soup is ready", ""])), draw(st.none() | st.just(who))),
            GroupsPreferred(now, who, draw(st.booleans())),
            SeatTaken(now, who, draw(st.none() | st.sampled_from([seat.id for seat in ROOM.seats]))),
            PageMoved(now, who),
            FurnitureLost(now, (draw(st.sampled_from(ROOM.seats)).id,), ()),
            SlideShown(now, draw(st.none() | st.sampled_from(SLIDES))),
            ProgrammePublished(now, state.version + 1, running, PEOPLE, programme_of(list(PEOPLE))),
        ]
        if state.version:
            possible += [
                ProgrammeMended(now, ProgrammeChange.between(state.programme, programme_of(order))),
                PairParted(now, other, PEOPLE[0], no),
                CueStarted(now, draw(st.integers(1, show))),
                CueSkipped(now, draw(st.integers(1, show)), draw(st.booleans())),
                CueAdded(now, state.clock.cue_no, Cue(CueKind.BREAK, 5)),
            ]
        if state.cue:
            possible += [Paused(now), Resumed(now), TimeAdded(now, 30), CueEnded(now), StepUndone(now)]
        return draw(st.sampled_from(possible))


@st.composite
def stories(draw: st.DrawFn, most: int = 25) -> list[Fact]:
    """Give the facts of an evening."""
    story = _Story(draw, LiveState())
    facts = []
    for _ in range(draw(st.integers(1, most))):
        fact = story.fact()
        story.state = step(story.state, fact)
        facts.append(fact)
    return facts
