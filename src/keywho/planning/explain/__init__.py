"""Why these two meet, why those two do not, why this bye: in sentences that can be read out."""

from dataclasses import dataclass, replace

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.planning.check.wording import Wording
from keywho.planning.explain.bye import why_bye
from keywho.planning.explain.pair import why_not, why_together, worth_between


@dataclass(frozen=True, slots=True)
class Explanation:
    """What can be said about two people, or about one person's evening."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.sentences)


def explain(problem: Problem, programme: Programme, one: AttendeeId, other: AttendeeId | None = None, *, round_no: int | None = None) -> Explanation:
    """Explain a programme: two people, and why they meet or not; or one person, and their evening or one round of it.

    Raises
    ------
    BadInput
        Somebody or the round is not of this problem.
    """
    for who in (one, other):
        if who is not None and who not in problem.index:
            raise BadInput(f"There is nobody with the id {who} in the list. Maybe look it up in the programme's file.")
    if one == other:
        raise BadInput(f"{problem.attendee_by_id[one].name or one} does not meet themselves. Maybe name a second person.")
    if round_no is not None and round_no not in problem.round_nos:
        raise BadInput(f"There is no round {round_no}; the last of the evening is {len(problem.rounds)}.")
    programme = _held(problem, programme)
    wording = Wording(problem)
    nos = problem.round_nos if round_no is None else range(round_no, round_no + 1)
    if other is None:
        sentences = [sentence for no in nos for sentence in _round_of(problem, programme, one, no, wording)]
        return Explanation(tuple(sentences if round_no is not None else [*sentences, *_evening_of(problem, programme, one, wording)]))
    together = [meeting for meeting in programme.by_attendee.get(one, ()) if other in meeting.attendees]
    if any(meeting.round_no in nos for meeting in together):
        return Explanation(tuple(why_together(problem, one, other, together, wording)))
    return Explanation(tuple(why_not(problem, programme, one, other, nos, together, wording)))


def _held(problem: Problem, programme: Programme) -> Programme:
    """Leave out what can't be explained, because no such round or chair exists: `check` reports it."""
    meetings = (meeting for meeting in programme.meetings if meeting.round_no in problem.round_nos)
    return replace(programme, meetings=tuple(meeting for meeting in meetings if len(meeting.seats) in (0, len(meeting.attendees))))


def _round_of(problem: Problem, programme: Programme, who: AttendeeId, no: int, wording: Wording) -> list[str]:
    """Say what somebody does in one round, and why where it is a bye."""
    name, meeting = wording.person(who), programme.meeting_of(who, RoundNo(no))
    if meeting:
        return [f"Round {no} ({problem.round(no).kind}): {name} meets {wording.people(meeting.others(who))}{_place(meeting, who, wording)}."]
    if not problem.is_present(who, no):
        return [f"Round {no}: {name} is not there."]
    return why_bye(problem, programme, who, no, wording)


def _place(meeting: Meeting, who: AttendeeId, wording: Wording) -> str:
    seat = meeting.seat_of(who)
    return f" on {wording.seat(seat)}" if seat is not None else ""


def _evening_of(problem: Problem, programme: Programme, who: AttendeeId, wording: Wording) -> list[str]:
    """Sum up one person's evening."""
    met = list(dict.fromkeys(other for meeting in programme.by_attendee.get(who, ()) for other in meeting.others(who)))
    if not met:
        return [f"{wording.person(who)} meets nobody this evening."]
    useful = [other for other in met if other in problem.index and worth_between(problem, who, other).entry > 0]
    said = "Nobody of them stands out" if not useful else f"Useful to {wording.person(who)}: {wording.people(useful)}"
    return [f"In all {wording.person(who)} meets {len(met)} {'person' if len(met) == 1 else 'people'}. {said}."]
