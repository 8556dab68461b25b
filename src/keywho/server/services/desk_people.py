"""People as the desk shows them while the evening runs: those who matter now, those who are searched for, and one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from keywho.core.errors import FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.signposts import Signposts
from keywho.live.clock_view import cue_title
from keywho.live.phone_view import listed
from keywho.live.state import Presence
from keywho.planning.explain import explain
from keywho.server.services.evenings import Evening

MOST_LISTED, MOST_FOUND = 8, 20
"""So many are listed; search finds the others."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list of the desk. `where` is where they sit in the round that counts now, `why` what the list says of them."""

    pk: int
    called: str
    name: str
    presence: Presence
    where: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The first of some people, and how many there are in all."""

    people: tuple[PersonLine, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.people)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of somebody: what they do in it. `state` is "done", "now" or "next"."""

    no: RoundNo
    title: str
    text: str
    state: str
    can_change: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """All that the desk shows of somebody. `first_no` is the first round that can still change, `rest` the numbers of all of those."""

    line: PersonLine
    home: str
    rounds: tuple[RoundLine, ...]
    first_no: RoundNo | None
    rest: tuple[RoundNo, ...]


def round_that_counts(evening: Evening, now: datetime) -> RoundNo | None:
    """Give the round that the desk looks at: the one under way, else the next."""
    return evening.state.first_open_round(now)


def idle(evening: Evening, no: RoundNo | None) -> tuple[AttendeeId, ...]:
    """Give those who are in the room and meet nobody in a round. Where nobody has checked in, everybody is taken to be there."""
    state = evening.state
    if no is None or evening.published is None:
        return ()
    there = (Presence.HERE,) if state.here else (Presence.HERE, Presence.EXPECTED)
    busy = {who for meeting in state.programme.by_round.get(no, ()) for who in meeting.attendees}
    return tuple(one.id for one in evening.attendees if one.id not in busy and state.presence_of(one.id) in there and one.id in evening.people.by_id)


def idle_lines(evening: Evening, no: RoundNo | None) -> Lines:
    """Give them with the reason."""
    people = idle(evening, no)
    if no is None or not people:
        return Lines((), 0)
    return Lines(tuple(line_of(evening, who, no, why) for who, why in _reasons(evening, people[:MOST_LISTED], no)), len(people))


def lines_with(evening: Evening, presence: Presence, no: RoundNo | None) -> Lines:
    """Give those with a presence, by name."""
    people = [one.attendee.id for one in evening.people.registered if evening.state.presence_of(one.attendee.id) is presence]
    people.sort(key=lambda who: evening.called(who).casefold())
    return Lines(tuple(line_of(evening, who, no) for who in people[:MOST_LISTED]), len(people))


def found(evening: Evening, text: str, no: RoundNo | None, *, without: AttendeeId | None = None) -> Lines:
    """Give those whose name has words that begin like these; an empty text finds nobody."""
    wanted = text.casefold().split()
    if not wanted:
        return Lines((), 0)
    hits = [
        one.attendee.id
        for one in evening.people.registered
        if one.attendee.id != without and _fits(wanted, f"{one.face.called} {one.attendee.name} {one.attendee.id}".casefold().split())
    ]
    hits.sort(key=lambda who: (not evening.called(who).casefold().startswith(wanted[0]), evening.called(who).casefold()))
    return Lines(tuple(line_of(evening, who, no) for who in hits[:MOST_FOUND]), len(hits))


def _fits(wanted: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


def line_of(evening: Evening, who: AttendeeId, no: RoundNo | None, why: str = "") -> PersonLine:
    """Give somebody as a line."""
    person = evening.person(who)
    return PersonLine(person.pk, evening.called(who), person.attendee.name, evening.state.presence_of(who), where_in(evening, who, no), why)


def where_in(evening: Evening, who: AttendeeId, no: RoundNo | None) -> str:
    """Say where somebody sits in a round: at their meeting, else on their home chair."""
    if evening.scene.problem is None:
        return str(evening.state.seats_taken.get(who, ""))
    signposts = Signposts(evening.scene.problem, evening.state.programme)
    meeting = evening.state.programme.meeting_of(who, no) if no else None
    return signposts.place(meeting, who).text if meeting else signposts.home(who).text


def person_view(evening: Evening, pk: int, now: datetime) -> PersonView | None:
    """Give all that the desk shows of somebody; None where nobody has this number."""
    person = evening.people.by_pk.get(pk)
    if person is None:
        return None
    who, state, first = person.attendee.id, evening.state, round_that_counts(evening, now)
    cues = [cue for cue in state.run_of_show if cue.round_no and not cue.skipped]
    rest = tuple(cue.round_no for cue in cues if cue.round_no and first is not None and cue.round_no >= first)
    lines = []
    for cue in cues:
        no = cue.round_no or RoundNo(1)
        stands = "now" if no == state.round_no else "done" if no in state.rounds_begun else "next"
        if stands == "done" and state.programme.meeting_of(who, no) is None:
            continue
        lines.append(RoundLine(no, cue_title(cue, state, evening.scene.words), meeting_words(evening, who, no), stands, no in rest))
    home = Signposts(evening.scene.problem, state.programme).home(who).text if evening.scene.problem else ""
    return PersonView(line_of(evening, who, state.round_no or first), home, tuple(lines), first, rest)


def meeting_words(evening: Evening, who: AttendeeId, no: RoundNo) -> str:
    """Say what somebody does in a round."""
    state = evening.state
    meeting = state.programme.meeting_of(who, no)
    if meeting is not None:
        others = listed([evening.called(other) for other in meeting.others(who)], evening.scene.words)
        place = where_in(evening, who, no)
        return f"meets {others}, {place}" if place else f"meets {others}"
    if no in state.sitting_out.get(who, frozenset()):
        return "sits out, as they wished"
    if state.is_away(who, no):
        return "is not there"
    return "meets nobody: a breath" if any(bye.attendee == who and bye.round_no == no for bye in state.programme.byes) else "meets nobody"


def _reasons(evening: Evening, people: Iterable[AttendeeId], no: RoundNo) -> list[tuple[AttendeeId, str]]:
    """Say of each why they have nobody in a round."""
    state = evening.state
    try:
        problem = evening.problem(no)
    except FaultyProblem:
        problem = None
    told = []
    for who in people:
        later = next((meeting.round_no for meeting in state.programme.by_attendee.get(who, ()) if meeting.round_no > no), None)
        if no in state.sitting_out.get(who, frozenset()):
            why = "sits out, as they wished"
        elif state.is_away(who, no):
            why = f"came late: begins in round {later}" if later else "came late, and no later round has a place yet"
        elif problem is not None and who in problem.index:
            why = _short(explain(problem, state.programme, who, round_no=no).sentences[0], problem.attendee_by_id[who].name)
        else:
            why = ""
        told.append((who, why or "nobody is free"))
    return told


def _short(sentence: str, name: str) -> str:
    """Give the cause alone, for a line that begins with the name."""
    cause = sentence.partition("; ")[2].rstrip(".")
    return cause.replace(f"with {name}", "with them").replace(name, "they") if name else cause
