"""The evening as it is after a change: who is there from now on, which furniture is left, which wishes can still be fulfilled."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from keywho.core.benefit import Benefit
from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, SeatLost, TableLost
from keywho.core.errors import BadInput, FaultyProblem
from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.wishes import Wishes
from keywho.planning.repair.changed_people import Attendance, changed_attendance
from keywho.planning.repair.changed_room import broken_seats, every_table, lost_seats, room_without
from keywho.planning.result import Unmet

MUST_MEET_FAULTS = frozenset({"must-meet-impossible", "too-many-must-meets", "must-meet-hidden"})


@dataclass(frozen=True, slots=True)
class Changed:
    """The problem after some changes, and what is known of its programme before any meeting is mended.

    Attributes
    ----------
    homes : home chairs of those who keep theirs, or were given another for a lost one.
    still : the new chairs of people who can't move and lost theirs; where they met on the old one, the wishes can't say so.
    newcomers : people who have no home chair yet.
    moved : people who now have another home chair, or none.
    given_up : must-meets that can't be held any more.
    """

    problem: Problem
    homes: Mapping[AttendeeId, SeatId]
    still: Mapping[AttendeeId, SeatId]
    newcomers: tuple[AttendeeId, ...]
    moved: frozenset[AttendeeId]
    given_up: tuple[Unmet, ...]


def changed_problem(problem: Problem, programme: Programme, changes: Sequence[Change], first: int) -> Changed:
    """Apply changes to a problem; rounds before `first` are history and are pinned as they were held.

    Raises
    ------
    BadInput
        A change names somebody, a chair or a table that is not there, or a round outside the evening.
    """
    attendance = changed_attendance(problem, programme, changes, first)
    _expect_same_circles(problem, attendance.rounds)
    history = tuple(meeting for meeting in programme.meetings if meeting.round_no < first)
    attendees, rounds, absent = attendance.attendees, attendance.rounds, attendance.absent
    later = {RoundNo(no) for no in range(first, len(rounds) + 1)}
    gone = {change.who for change in changes if isinstance(change, NoShow | Departure) and later <= absent.get(change.who, frozenset())}
    back = [change.attendee.id if isinstance(change, LateArrival) else change.who for change in changes if isinstance(change, LateArrival | Back)]
    came = [who for who in back if who not in gone]
    measured = {who for meeting in history if problem.measures_reach(meeting.round_no) for who in meeting.attendees}

    broken, tables = broken_seats(problem, [change for change in changes if isinstance(change, SeatLost | TableLost)])
    needed = {seat for meeting in history for seat in meeting.seats} | {seat for who, seat in programme.home_seats.items() if who in measured}
    room = room_without(problem, broken, tables, needed, {meeting.table for meeting in history if meeting.table is not None})
    homeless = frozenset(who for who, seat in programme.home_seats.items() if seat in broken and who not in measured and who not in gone)
    still_theirs = {who for who, seat in problem.wishes.fixed_seats.items() if seat not in broken}  # who can't move may come after all
    released = homeless | (gone - measured - still_theirs)
    homes = {who: seat for who, seat in programme.home_seats.items() if who not in released}
    if room is not None:
        assert problem.room is not None
        new = _rehomed(problem, room, sorted(homeless), programme.home_seats, {*homes.values(), *lost_seats(room)})
        homes |= new
        wishes = problem.wishes
        fixed = {who: seat for who, seat in wishes.fixed_seats.items() if who not in released and seat not in broken}
        still = {who: seat for who, seat in (homes | new).items() if who in wishes.fixed_seats and who not in fixed and who not in released - homeless}
        used = {seat for meeting in history for seat in meeting.seats}
        met_before = {who for meeting in history for who in meeting.attendees}
        fixed |= {who: seat for who, seat in still.items() if seat not in broken | used and who not in met_before}
        given = {who: seat for who, seat in wishes.home_seats.items() if who not in released} | {
            who: seat for who, seat in new.items() if who in wishes.home_seats
        }
    else:
        fixed, given, still = {}, {}, {}
    open_ = {table.id for table in every_table(room, rounds)} if room else None
    sat_at = {(who, meeting.table) for meeting in history for who in meeting.attendees}
    hosts = {
        who: None if own is not None and open_ is not None and (own not in open_ or (own in tables and (who, own) not in sat_at)) else own
        for who, own in problem.wishes.hosting.tables.items()
    }
    wishes = replace(
        problem.wishes,
        absent=absent,
        pinned=(*history, *_still_pinned(problem, attendance, broken, tables, first)),
        fixed_seats=fixed,
        home_seats=given,
        hosting=replace(problem.wishes.hosting, tables=hosts),
        prefers_groups=attendance.prefers_groups,
        parted=attendance.parted,
        dropped=attendance.dropped,
    )
    benefit = _benefit(problem, attendees, changes)

    def make(wishes: Wishes) -> Problem:
        return replace(problem, attendees=attendees, rounds=rounds, room=room, benefit=benefit, wishes=wishes)

    met = {pair for meeting in history for pair in meeting.pairs()}
    mended, given_up = _possible(make, wishes, met, first, {attendee.id: attendee for attendee in attendees})
    newcomers = tuple(dict.fromkeys(who for who in came if who not in homes)) if room else ()
    still = {who: seat for who, seat in still.items() if seat not in broken}
    return Changed(mended, homes, still, newcomers, homeless, given_up)


def _expect_same_circles(problem: Problem, rounds: Sequence[Round]) -> None:
    """Refuse an added hosts round that would need other circles of chairs than the hosts have."""
    if problem.room is None or problem.room.tables or len(rounds) == len(problem.rounds):
        return
    before, after = (max((round_.size for round_ in these if round_.kind is RoundKind.HOSTS), default=0) for these in (problem.rounds, rounds))
    if 0 < before < after:
        raise BadInput(
            f"A hosts round with {after - 1} guests can't be added: the circles of chairs are for {before - 1} guests. Maybe add one with {before - 1}."
        )


def _rehomed(
    problem: Problem, room: Room, people: Sequence[AttendeeId], before: Mapping[AttendeeId, SeatId], taken: Collection[SeatId]
) -> dict[AttendeeId, SeatId]:
    """Give those whose home chair is lost the nearest free one, while there are some."""
    assert problem.room is not None
    free = {seat.id: seat for seat in room.seats if seat.id not in taken}
    found: dict[AttendeeId, SeatId] = {}
    for who in people[: len(free)]:
        here = problem.room.seat_by_id[before[who]]
        found[who] = min(free.values(), key=here.walk_m).id
        del free[found[who]]
    return found


def _still_pinned(problem: Problem, attendance: Attendance, broken: frozenset[SeatId], tables: Collection[TableId], first: int) -> tuple[Meeting, ...]:
    """Give the pinned meetings that are still to come and can be held; without their chairs where one of those is lost."""
    found = []
    absent = attendance.absent
    for meeting in problem.wishes.pinned:
        no = meeting.round_no
        if no < first or no in attendance.dropped or any(attendance.parted.get(pair, no + 1) <= no for pair in meeting.pairs()):
            continue
        if not any(no in absent.get(who, ()) for who in meeting.attendees):
            loose = meeting.table in tables or not broken.isdisjoint(meeting.seats) if broken or tables else False
            found.append(replace(meeting, seats=(), table=None) if loose else meeting)
    return tuple(found)


def _benefit(problem: Problem, attendees: Sequence[Attendee], changes: Sequence[Change]) -> Benefit:
    """Add what late arrivals are worth to others and others to them; what was known before of the same two is replaced."""
    place = {attendee.id: at for at, attendee in enumerate(attendees)}
    new: dict[tuple[int, int], float] = {}
    for change in changes:
        if isinstance(change, LateArrival):
            me = change.attendee.id
            for useful, mine in ((change.useful_to_them, True), (change.useful_to_others, False)):
                for other, points in useful.items():
                    if other not in place:
                        raise BadInput(f"{change.attendee.name or me} comes with a benefit for {other}, who is not in the list. Maybe a misspelt id.")
                    new[(place[me], place[other]) if mine else (place[other], place[me])] = points
    old = problem.benefit
    if not new:
        return old
    pairs = np.array(list(new), np.int64)
    stays = ~np.isin(old.seeker.astype(np.int64) << 32 | old.sought, pairs[:, 0] << 32 | pairs[:, 1])
    return replace(
        old,
        seeker=np.concatenate([old.seeker[stays], pairs[:, 0].astype(np.int32)]),
        sought=np.concatenate([old.sought[stays], pairs[:, 1].astype(np.int32)]),
        points=np.concatenate([old.points[stays], np.fromiter(new.values(), np.float64, len(new))]),
    )


def _possible(
    make: Callable[[Wishes], Problem], wishes: Wishes, met: Collection[Pair], first: int, names: Mapping[AttendeeId, Attendee]
) -> tuple[Problem, tuple[Unmet, ...]]:
    """Give the problem without the must-meets that can't be held any more, and those by name."""
    given_up: set[Pair] = set()
    while True:
        try:
            problem = make(replace(wishes, must_meet=wishes.must_meet - given_up))
        except FaultyProblem as faulty:
            named = [fault for fault in faulty.faults if fault.code in MUST_MEET_FAULTS]
            dropped = {
                pair
                for pair in wishes.must_meet - given_up
                for fault in named
                if set(pair) & set(fault.names) and (len(fault.names) == 1 or set(pair) == set(fault.names))
            }
            dropped -= set(met)
            if len(named) < len(faulty.faults) or not dropped:
                raise
            given_up |= dropped
            continue
        late = {pair for pair in problem.wishes.must_meet - set(met) if not any(_both(problem, pair, no) for no in range(first, len(problem.rounds) + 1))}
        if not late:
            return problem, tuple(_unmet(names, wishes.parted, pair) for pair in sorted(given_up))
        given_up |= late


def _both(problem: Problem, pair: Pair, no: int) -> bool:
    return problem.is_present(pair[0], no) and problem.is_present(pair[1], no) and pair not in problem.forbidden_in(no)


def _unmet(names: Mapping[AttendeeId, Attendee], apart: Collection[Pair], pair: Pair) -> Unmet:
    one, other = (names[who].name or who for who in pair)
    if pair in apart:
        return Unmet("must-meet", pair, f"{one} and {other} must meet, but are not brought together, by wish of the organizer or of one of them.")
    return Unmet("must-meet", pair, f"{one} and {other} must meet, but there is no round left with both of them. Maybe they can meet after the evening.")
