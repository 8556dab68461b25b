"""The programme that comes of a repair, what it says of pinned meetings, and who is told something new."""

from collections.abc import Sequence
from dataclasses import replace

from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Difference, Programme
from keywho.planning.repair.mending import Mending
from keywho.planning.repair.running_round import RunningRound
from keywho.planning.result import Unmet


def mended_programme(mending: Mending) -> Programme:
    """Put the new programme together: the rounds that are over as they were, the others as they were mended."""
    before, first = mending.before, mending.first
    meetings = [meeting for no in range(1, first) for meeting in before.by_round.get(RoundNo(no), ())]
    byes = [bye for bye in before.byes if bye.round_no < first]
    for round_ in mending.rounds:
        meetings += _meetings(mending, round_)
        byes += [Bye(RoundNo(round_.no + 1), mending.problem.attendees[who].id) for who in sorted(round_.idle)]
    return Programme(tuple(meetings), tuple(byes), mending.homes, before.version + 1)


def mended_difference(mending: Mending, programme: Programme) -> Difference:
    """Say the same as `Programme.difference`, looking only at meetings that changed."""
    found: dict[AttendeeId, list[RoundNo]] = {}
    for round_ in mending.rounds:
        for who in round_.people_told():
            found.setdefault(mending.problem.attendees[who].id, []).append(RoundNo(round_.no + 1))
    return Difference(mending.before.version, programme.version, {who: tuple(found[who]) for who in sorted(found)})


def with_pins_of(mending: Mending, programme: Programme) -> tuple[Problem, tuple[Unmet, ...]]:
    """Pin the meetings of a round under way as they are now; release pinned meetings for which there is no place any more, and name them.

    Whoever had wished for a home chair and moved now has the new one.
    """
    problem, moment = mending.problem, mending.moment
    under_way = programme.by_round.get(RoundNo(moment.first), ()) if moment.under_way else ()
    others = problem.wishes.pinned
    if moment.under_way:
        others = tuple(meeting for meeting in others if meeting.round_no != moment.first)
    kept, unmet = _released(problem, others, programme)
    pinned = (*kept, *under_way)
    homes = {who: programme.home_seats[who] for who in problem.wishes.home_seats if problem.index[who] in mending.moved}
    if pinned == problem.wishes.pinned and not homes:
        return problem, unmet
    return replace(problem, wishes=replace(problem.wishes, pinned=pinned, home_seats={**problem.wishes.home_seats, **homes})), unmet


def _released(problem: Problem, wanted: Sequence[Meeting], programme: Programme) -> tuple[tuple[Meeting, ...], tuple[Unmet, ...]]:
    as_they_are = {id(meeting) for meeting in programme.meetings}  # most pinned meetings are over, and taken from the programme itself
    rounds = {pinned.round_no for pinned in wanted if id(pinned) not in as_they_are}
    held = {(no, frozenset(meeting.attendees)): meeting for no in rounds for meeting in programme.by_round.get(no, ())}
    unmet, kept = [], []
    for pinned in wanted:
        found = pinned if id(pinned) in as_they_are else held.get((pinned.round_no, frozenset(pinned.attendees)))
        if found is pinned or (found is not None and (not pinned.seats or all(found.seat_of(who) == pinned.seat_of(who) for who in pinned.attendees))):
            kept.append(pinned)
            continue
        names = " and ".join(problem.attendee_by_id[who].name or who for who in pinned.attendees)
        sentence = f"The meeting of {names} was pinned in round {pinned.round_no}, but has lost its place. Maybe they can meet in another round."
        unmet.append(Unmet("pinned", pinned.attendees, sentence))
        if found is not None:
            kept.append(replace(pinned, seats=(), table=None))
    return tuple(kept), tuple(unmet)


def _meetings(mending: Mending, round_: RunningRound) -> list[Meeting]:
    """Give the meetings of a mended round; those that did not change are the ones that were planned."""
    chairs, room = mending.evening.chairs, mending.problem.room
    planned = mending.before.by_round.get(RoundNo(round_.no + 1), ())
    found = []
    for number, people in round_.groups.items():
        if not round_.is_new(number):
            found.append(planned[number])
            continue
        ids = tuple([mending.problem.attendees[who].id for who in people])
        if chairs is None or room is None:
            found.append(Meeting(RoundNo(round_.no + 1), ids))
            continue
        seats = tuple([chairs.ids[round_.seats.seat_of[who]] for who in people])
        at = {room.table_by_seat.get(seat) for seat in seats}
        shared = at.pop() if len(at) == 1 else None
        found.append(Meeting(RoundNo(round_.no + 1), ids, seats, round_.seats.table_of.get(number) or (shared.id if shared else None)))
    return found
