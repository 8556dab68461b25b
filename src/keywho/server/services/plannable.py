"""What is to be planned: the problem of an event with everything that keeps it from being planned, in sentences that lead to the page that mends it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from keywho.core.errors import Fault, FaultyProblem, KeywhoError
from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.room_picture import Mark
from keywho.core.room_plan import RoomPlan
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import EVENING_WEIGHTS
from keywho.core.wishes import Wishes
from keywho.live.run_of_show import RunOfShow, usual_run_of_show, with_rounds
from keywho.server.services.evenings import Evening, evening
from keywho.server.store import load
from keywho.server.store import models as records
from keywho.server.store.load import Registered

ROOM, ROUNDS, PEOPLE, WISHES, RUN = "room", "rounds", "people", "wishes", "run"
"""The pages of the desk that can mend something."""

FIRST = RoundNo(1)

_PAGE_OF = {
    **dict.fromkeys(("same-seat-twice", "same-table-twice", "seat-at-two-tables", "seat-beside-itself", "seat-order", "no-room"), ROOM),
    **dict.fromkeys(("table-size", "host-guests", "reach"), ROUNDS),
    **dict.fromkeys(("same-id-twice", "benefit"), PEOPLE),
}

_ON_THE_DESK = {
    "no-hosts": "Maybe name the hosts under Wishes, or make it a round at tables.",
    "no-room": "Maybe draw the room first.",
    "unknown-seat": "Maybe choose another chair, or switch it on again in the room.",
    "no-requests": "Maybe add requests under Wishes, or make it a round a few chairs away.",
    "table-size": "Maybe make it a round for two.",
}
"""Ways out that the desk knows, where the planner's own speak of the command line."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that stands in the way of a programme, or makes it poorer; `page` is the page of the desk where it can be mended."""

    sentence: str
    page: str


class CannotPlan(KeywhoError):
    """The evening can't be planned as it is; `troubles` says all that is in the way."""

    code = "cannot-plan"

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__(" ".join(trouble.sentence for trouble in troubles))


@dataclass(frozen=True, slots=True)
class Plannable:
    """Everything about an evening that a planner may know.

    Attributes
    ----------
    first : the first round that can still change; those before it stay as they were held.
    held : what was held before `first`; empty before the evening begins.
    show : the run of show that belongs to the rounds.
    remarks : what can be planned, but not as well as it might.
    lost_seats : chairs that broke this evening.
    away_by_wish : absences that were known before the evening; what the evening itself shows is in its log.
    """

    problem: Problem
    show: RunOfShow
    first: RoundNo = FIRST
    held: Programme = field(default_factory=Programme)
    remarks: tuple[Trouble, ...] = ()
    lost_seats: frozenset[SeatId] = frozenset()
    away_by_wish: Mapping[AttendeeId, frozenset[RoundNo]] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Say whether some rounds were held already."""
        return self.first > 1

    @property
    def to_keep(self) -> Problem:
        """The problem as a version keeps it: who is away as the evening shows is not in it, so that they can still come."""
        return replace(self.problem, wishes=replace(self.problem.wishes, absent=self.away_by_wish)) if self.is_running else self.problem

    def pinning(self, meetings: Sequence[Meeting], homes: Mapping[AttendeeId, SeatId]) -> "Plannable":
        """Give the same with meetings that have to be held; `homes` are the chairs from which they were reached.

        Raises
        ------
        CannotPlan
            Some of them can't be held.
        """
        problem = self.problem
        already = {(meeting.round_no, frozenset(meeting.attendees)) for meeting in problem.wishes.pinned}
        new = [meeting for meeting in meetings if (meeting.round_no, frozenset(meeting.attendees)) not in already]
        for meeting in new:
            if not self.first <= meeting.round_no <= len(problem.rounds):
                raise CannotPlan([Trouble(f"Round {meeting.round_no} can't be planned any more, so no meeting of it can be kept.", RUN)])
            if any(who not in problem.index for who in meeting.attendees):
                raise CannotPlan([Trouble("Somebody of a kept meeting is not on the list any more. Maybe release the meeting.", PEOPLE)])
        wishes = replace(problem.wishes, pinned=(*problem.wishes.pinned, *new), home_seats=_homes_of(new, problem, homes))
        return replace(self, problem=_checked(lambda: replace(problem, wishes=wishes)))

    def with_held(self, planned: Programme) -> Programme:
        """Give a planned programme whose rounds before `first` are those that were held."""
        if not self.is_running:
            return planned
        meetings = [meeting for meeting in self.held.meetings if meeting.round_no < self.first]
        byes = [bye for bye in self.held.byes if bye.round_no < self.first]
        meetings += [meeting for meeting in planned.meetings if meeting.round_no >= self.first]
        byes += [bye for bye in planned.byes if bye.round_no >= self.first]
        return replace(planned, meetings=tuple(meetings), byes=tuple(byes))


def plannable(event_pk: int) -> Plannable:
    """Give what is to be planned: the whole evening, or the rounds that are left of a running one.

    Raises
    ------
    CannotPlan
        It can't be planned as it is; says everything that is in the way.
    """
    event = records.Event.objects.get(pk=event_pk)
    running = evening(event_pk)
    if running.published is not None and running.state.rounds_begun:
        return _rest_of(running)
    people = running.people.registered
    rounds = load.rounds(event)
    troubles = [*_missing(people, rounds)]
    if troubles:
        raise CannotPlan(troubles)
    plan = load.room_plan(event)
    wishes = _in_rounds(running.people.past.regarded_in(load.wishes(event_pk, people)), len(rounds))
    room = None
    if plan is not None:
        wishes, room = _seated(event_pk, wishes, plan, people, running.state.seats_taken)
    attendees = tuple(one.attendee for one in people)
    names = {one.attendee.id: one.face.called for one in people}
    problem = _checked(lambda: Problem(attendees, rounds, room, running.people.benefit, wishes, EVENING_WEIGHTS), names)
    show = load.run_of_show(event.run_of_show)
    return Plannable(problem, with_rounds(show, rounds) if show else usual_run_of_show(rounds), remarks=tuple(_remarks(problem)))


def _missing(people: Sequence[Registered], rounds: Sequence[Round]) -> Iterable[Trouble]:
    if len(people) < 2:
        yield Trouble("Nobody is on the list yet." if not people else "There is one person on the list, and nobody to meet.", PEOPLE)
    if not rounds:
        yield Trouble("The evening has no rounds yet. Maybe begin with one of the proposals.", ROUNDS)


def _in_rounds(wishes: Wishes, rounds: int) -> Wishes:
    """Leave out absences in rounds that the evening does not have any more."""
    absent = {who: kept for who, nos in wishes.absent.items() if (kept := frozenset(no for no in nos if 1 <= no <= rounds))}
    return replace(wishes, absent=absent)


def _seated(event_pk: int, wishes: Wishes, plan: RoomPlan, people: Sequence[Registered], taken: Mapping[AttendeeId, SeatId]) -> tuple[Wishes, Room]:
    """Give the wishes with the chairs that people took or need, as far as the room has them; and the room, with reserved chairs that were given away."""
    found = records.Attendee.objects.filter(event_id=event_pk, status=records.AttendeeStatus.REGISTERED).exclude(home_seat="", cannot_move=False, needs="")
    about = {AttendeeId(who): (SeatId(seat), stays, needs) for who, seat, stays, needs in found.values_list("public_id", "home_seat", "cannot_move", "needs")}
    given = {*wishes.fixed_seats.values(), *(seat for seat, _, _ in about.values() if seat)}
    room = plan.room(given=given)
    known, here = room.seat_by_id, {one.attendee.id for one in people}
    fixed, homes = {**wishes.fixed_seats}, {}
    used = set(fixed.values())
    for who, seat in (*taken.items(), *((who, seat) for who, (seat, _, _) in about.items() if seat)):
        if who in here and who not in fixed and who not in homes and seat in known and seat not in used:
            homes[who] = seat
            used.add(seat)
    free = [seat for seat in plan.in_use if seat in known and seat not in used]
    for who, (_, stays, needs) in about.items():
        if who in fixed or (who in homes and not stays):
            continue
        wanted = [mark for mark in Mark if mark in needs.casefold()] or ([Mark.STEP_FREE] if stays else [])
        chair = homes.pop(who, None) or _chair_for(wanted, free, plan, anywhere=stays)
        if chair is not None:
            (fixed if stays else homes)[who] = chair
            free = [seat for seat in free if seat != chair]
    return replace(wishes, fixed_seats=fixed, home_seats=homes), room


def _chair_for(wanted: Sequence[Mark], free: Sequence[SeatId], plan: RoomPlan, *, anywhere: bool) -> SeatId | None:
    """Give a free chair with one of the marks; where there is none, the first free one, for those who need some chair of their own."""
    for mark in wanted:
        marked = plan.marks.get(mark, frozenset())
        chair = next((seat for seat in free if seat in marked), None)
        if chair is not None:
            return chair
    return free[0] if free and anywhere else None


def _rest_of(running: Evening) -> Plannable:
    """Give the rounds that are left of a running evening, with the wishes that came up since it was planned."""
    state = running.state
    first = next((cue.round_no for cue in state.run_of_show[state.clock.cue_no :] if cue.round_no and not cue.skipped), None)
    if first is None:
        raise CannotPlan([Trouble("No round is left to plan: all of them have begun. Maybe add one on the run page.", RUN)])
    problem = running.problem(first)
    new = running.people.past.regarded_in(load.wishes(running.pk, running.people.registered))
    known = problem.index
    kept_apart = {pair: first for pair in new.must_not_meet - problem.wishes.must_not_meet if set(pair) <= known.keys()}
    seats = problem.room.seat_by_id if problem.room else {}
    tables = problem.room.tables if problem.room else ()
    lost = state.lost_seats | {seat for table in tables if table.id in state.lost_tables for seat in table.seats}
    fixed = {who: seat for who, seat in problem.wishes.fixed_seats.items() if seat not in lost}
    homes = {who: seat for who, seat in state.programme.home_seats.items() if who in known and who not in fixed and seat in seats and seat not in lost}
    asked_before = running.published.wishes.must_meet if running.published else frozenset()
    must_meet = {pair for pair in new.must_meet - asked_before if set(pair) <= known.keys()}
    wishes = replace(
        problem.wishes,
        must_meet=problem.wishes.must_meet | must_meet,
        acquainted=problem.wishes.acquainted | {pair for pair in new.acquainted if set(pair) <= known.keys()},
        parted={**kept_apart, **problem.wishes.parted},
        fixed_seats=fixed,
        home_seats=homes,
    )
    names = {one.attendee.id: one.face.called for one in running.people.registered}
    problem = _checked(lambda: replace(problem, wishes=wishes), names)
    by_wish = running.published.wishes.absent if running.published else {}
    return Plannable(problem, state.run_of_show, first, state.programme, (), frozenset(lost & seats.keys()), by_wish)


def _homes_of(meetings: Sequence[Meeting], problem: Problem, homes: Mapping[AttendeeId, SeatId]) -> Mapping[AttendeeId, SeatId]:
    """Give the home chairs of a problem with those from which pinned pairs reach each other."""
    found = {**problem.wishes.home_seats}
    used = {*found.values(), *problem.wishes.fixed_seats.values()}
    known = problem.room.seat_by_id if problem.room else {}
    for meeting in meetings:
        if not problem.measures_reach(meeting.round_no):
            continue
        for who in meeting.attendees:
            seat = homes.get(who)
            if seat in known and seat is not None and seat not in used and who not in found and who not in problem.wishes.fixed_seats:
                found[who] = seat
                used.add(seat)
    return found


def _checked(make: Callable[[], Problem], names: Mapping[AttendeeId, str] | None = None) -> Problem:
    """Make a problem; its faults become troubles."""
    try:
        return make()
    except FaultyProblem as faulty:
        raise CannotPlan([_trouble_of(fault, names or {}) for fault in faulty.faults]) from None


def _trouble_of(fault: Fault, names: Mapping[AttendeeId, str]) -> Trouble:
    """Say a fault as the desk says it: with names in place of ids, and with ways out that the desk has."""
    sentence = str(fault)
    if fault.code in _ON_THE_DESK:
        sentence = f"{sentence.split(' Maybe ')[0]} {_ON_THE_DESK[fault.code]}"
    if fault.code in ("with-oneself", "same-id-twice"):
        for who in fault.names:
            sentence = sentence.replace(who, names.get(AttendeeId(who), who))
    return Trouble(sentence, _PAGE_OF.get(fault.code, WISHES))


def _remarks(problem: Problem) -> Iterable[Trouble]:
    """Say what would make the programme better."""
    people, room = len(problem.attendees), problem.room
    if room is None:
        yield Trouble("There is no room yet: people will read whom they meet, but not where.", ROOM)
    elif people > len(room.seats):
        yield Trouble(f"There are {people:,} people and {len(room.seats):,} chairs: {people - len(room.seats):,} sit out each round.", ROOM)
    if not len(problem.benefit.points):
        yield Trouble("Nothing that people seek was found in what others offer: anybody new counts the same.", PEOPLE)
    traits = {trait for attendee in problem.attendees for trait in attendee.traits}
    for no, round_ in enumerate(problem.rounds, 1):
        if round_.kind is RoundKind.TABLE and round_.balance and round_.balance not in traits:
            yield Trouble(f"Round {no} should mix people by “{round_.balance}”, but the list says this of nobody.", ROUNDS)
