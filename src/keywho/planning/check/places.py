"""Hard rules 5 to 7 of docs/objective.md: who sits where."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room, Table
from keywho.core.rounds import RoundKind
from keywho.planning.check.violation import Violation
from keywho.planning.check.wording import Wording

MILLIMETRE = 0.001


def place_violations(problem: Problem, programme: Programme, wording: Wording) -> Iterator[Violation]:
    """Give every broken rule about chairs and tables."""
    if problem.room is None:
        yield from _chairs_without_a_room(programme, wording)
        return
    yield from _home_chairs(problem, problem.room, programme, wording)
    for no in problem.round_nos:
        meetings = programme.by_round.get(RoundNo(no), ())
        yield from _chairs(problem, problem.room, no, meetings, wording)
        seated = [meeting for meeting in meetings if meeting.attendees and len(meeting.seats) == len(meeting.attendees)]
        if problem.round(no).of_pairs:
            yield from _side_by_side(problem.room, no, seated, wording)
            if problem.measures_reach(no):
                yield from _near_home(problem, problem.room, programme, no, meetings, wording)
        else:
            yield from _tables(problem, no, meetings, wording)
    yield from _hosts_keep_their_table(problem, programme, wording)


def _chairs_without_a_room(programme: Programme, wording: Wording) -> Iterator[Violation]:
    for meeting in programme.meetings:
        if meeting.seats:
            sentence = f"Round {meeting.round_no}: {wording.people(meeting.attendees)} have chairs, but the problem has no room."
            yield Violation("no-room", sentence, meeting.attendees, meeting.round_no)
    if programme.home_seats:
        names = tuple(programme.home_seats)
        yield Violation("no-room", f"{wording.people(names[:5])}{' and others' if names[5:] else ''} have home chairs, but the problem has no room.", names)


def _home_chairs(problem: Problem, room: Room, programme: Programme, wording: Wording) -> Iterator[Violation]:
    """Rules 5 and 6: home chairs are of the room, different, and the given ones are kept."""
    taken: dict[SeatId, AttendeeId] = {}
    for who, seat in programme.home_seats.items():
        if seat not in room.seat_by_id:
            yield Violation("unknown-seat", f"{wording.person(who)} has the home chair {seat}, which is not in the room.", (who,))
        first = taken.setdefault(seat, who)
        if first != who:
            yield Violation("home-taken", f"{wording.people((first, who))} have the same home chair: {wording.seat(seat)}.", (first, who))
    for who, seat in {**problem.wishes.home_seats, **problem.wishes.fixed_seats}.items():
        found = programme.home_seats.get(who)
        if found != seat:
            instead = f"has {wording.seat(found)}" if found is not None else "has none"
            yield Violation("home-moved", f"{wording.person(who)} was given the home chair {wording.seat(seat)}, but {instead}.", (who,))


def _chairs(problem: Problem, room: Room, no: int, meetings: Sequence[Meeting], wording: Wording) -> Iterator[Violation]:
    """Rules 5 and 6: a chair of the room for everybody, their own for those who cannot move, and no chair twice."""
    fixed = problem.wishes.fixed_seats
    kept = {seat: who for who, seat in fixed.items() if problem.is_present(who, no)}
    taken: dict[SeatId, AttendeeId] = {}
    for meeting in meetings:
        if len(meeting.seats) != len(meeting.attendees):
            sentence = f"Round {no}: {wording.people(meeting.attendees)} have {len(meeting.seats)} chairs for {len(meeting.attendees)} people."
            yield Violation("seat-count", sentence, meeting.attendees, no)
        for who, seat in zip(meeting.attendees, meeting.seats, strict=False):
            if seat not in room.seat_by_id:
                yield Violation("unknown-seat", f"Round {no}: {wording.person(who)} sits on {seat}, which is not in the room.", (who,), no)
            first = taken.setdefault(seat, who)
            if first != who:
                yield Violation("seat-taken", f"Round {no}: {wording.people((first, who))} both sit on {wording.seat(seat)}.", (first, who), no)
            if who in fixed and fixed[who] != seat:
                sentence = f"Round {no}: {wording.person(who)} cannot move from {wording.seat(fixed[who])}, but sits on {wording.seat(seat)}."
                yield Violation("fixed-seat-left", sentence, (who,), no)
            if seat in kept and kept[seat] != who:
                sentence = f"Round {no}: {wording.person(who)} sits on {wording.seat(seat)}, the fixed seat of {wording.person(kept[seat])}."
                yield Violation("fixed-seat-taken", sentence, (who, kept[seat]), no)


def _side_by_side(room: Room, no: int, meetings: Sequence[Meeting], wording: Wording) -> Iterator[Violation]:
    """Rule 5: the chairs of a pair or trio hang together."""
    for meeting in meetings:
        if not _hang_together(room, meeting.seats):
            chairs = "; ".join(wording.seat(seat) for seat in meeting.seats)
            yield Violation("not-side-by-side", f"Round {no}: {wording.people(meeting.attendees)} do not sit side by side: {chairs}.", meeting.attendees, no)


def _hang_together(room: Room, seats: Sequence[SeatId]) -> bool:
    """Say whether one can go from any of these chairs to any other from neighbour to neighbour among them."""
    if len(seats) == 2:
        return room.are_adjacent(seats[0], seats[1])
    rest, reached = set(seats[1:]), [seats[0]]
    while rest and reached:
        here = reached.pop()
        near = {seat for seat in rest if room.are_adjacent(here, seat)}
        rest -= near
        reached += sorted(near)
    return not rest


def _near_home(problem: Problem, room: Room, programme: Programme, no: int, meetings: Sequence[Meeting], wording: Wording) -> Iterator[Violation]:
    """Rule 5: neighbours sit on their home chairs; people a few chairs away come from within reach."""
    homes, round_ = programme.home_seats, problem.round(no)
    for meeting in meetings:
        for who in meeting.attendees:
            if round_.kind is RoundKind.NEIGHBOUR and homes.get(who) not in room.seat_by_id:
                sentence = f"Round {no}: {wording.person(who)} has no home chair, but meets people who sit near it."
                yield Violation("no-home", sentence, (who,), no)
        if round_.kind is RoundKind.NEIGHBOUR:
            for who, seat in zip(meeting.attendees, meeting.seats, strict=False):
                if who in homes and homes[who] != seat:
                    sentence = f"Round {no}: {wording.person(who)} sits on {wording.seat(seat)}, but nobody leaves the home chair {wording.seat(homes[who])}."
                    yield Violation("not-at-home", sentence, (who,), no)
        elif round_.reach_m is not None:
            yield from _within_reach(room, homes, no, meeting, round_.reach_m, wording)


def _within_reach(room: Room, homes: Mapping[AttendeeId, SeatId], no: int, meeting: Meeting, reach_m: float, wording: Wording) -> Iterator[Violation]:
    at = [(who, room.seat_by_id[homes[who]]) for who in dict.fromkeys(meeting.attendees) if homes.get(who) in room.seat_by_id]
    for (one, here), (other, there) in combinations(at, 2):
        apart_m = here.walk_m(there)
        if apart_m > reach_m + MILLIMETRE:
            sentence = f"Round {no}: the home chairs of {wording.people((one, other))} are {apart_m:.1f} m apart, more than the reach of {reach_m:g} m."
            yield Violation("too-far", sentence, (one, other), no)


def _tables(problem: Problem, no: int, meetings: Sequence[Meeting], wording: Wording) -> Iterator[Violation]:
    """Rule 5: a group sits at one table, which it names, and which nobody else has."""
    tables: dict[TableId, Table] = {table.id: table for table in problem.tables(no)}
    taken: dict[TableId, Meeting] = {}
    for meeting in meetings:
        names, table = wording.people(meeting.attendees), None if meeting.table is None else tables.get(meeting.table)
        if table is None:
            where = "have no table" if meeting.table is None else f"meet at {wording.table(meeting.table)}, which is no table of this round"
            yield Violation("unknown-table", f"Round {no}: {names} {where}.", meeting.attendees, no)
            continue
        first = taken.setdefault(table.id, meeting)
        if first is not meeting:
            sentence = f"Round {no}: two groups have {table.name}: {wording.people(first.attendees)}; and {names}."
            yield Violation("table-taken", sentence, (*first.attendees, *meeting.attendees), no)
        if len(set(meeting.attendees)) > table.capacity:
            sentence = f"Round {no}: {table.name} has {table.capacity} chairs, but {len(set(meeting.attendees))} people meet there: {names}."
            yield Violation("table-full", sentence, meeting.attendees, no)
        chairs = frozenset(table.seats)
        for who, seat in zip(meeting.attendees, meeting.seats, strict=False):
            if seat not in chairs:
                sentence = f"Round {no}: {wording.person(who)} meets at {table.name}, but sits on {wording.seat(seat)}."
                yield Violation("wrong-table", sentence, (who,), no)


def _hosts_keep_their_table(problem: Problem, programme: Programme, wording: Wording) -> Iterator[Violation]:
    """Rule 7: a host has one table all evening, the given one if one is given."""
    own = problem.wishes.hosting.tables
    rounds = {no for no in problem.round_nos if problem.round(no).kind is RoundKind.HOSTS}
    held: dict[AttendeeId, list[tuple[int, TableId]]] = defaultdict(list)
    for meeting in sorted((meeting for meeting in programme.meetings if meeting.round_no in rounds), key=lambda meeting: meeting.round_no):
        for who in set(meeting.attendees):
            if who in own and meeting.table is not None:
                held[who].append((meeting.round_no, meeting.table))
    for who, places in held.items():
        keeps = own[who] or places[0][1]
        for no, table in places:
            if table != keeps:
                sentence = f"Round {no}: {wording.person(who)} hosts at {wording.table(table, no)}, but keeps {wording.table(keeps, places[0][0])} all evening."
                yield Violation("host-moved", sentence, (who,), no)
