"""All that can be wrong with a problem before any search begins; each fault names the people and a way out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from keywho.core.errors import Fault
from keywho.core.ids import AttendeeId, SeatId
from keywho.core.pinned_faults import pinned_faults
from keywho.core.room import Table
from keywho.core.rounds import RoundKind

if TYPE_CHECKING:
    from keywho.core.problem import Problem


def faults_of(problem: "Problem") -> list[Fault]:
    """Give every fault of a problem; empty when it can be planned."""
    faults = [*_list_faults(problem), *_room_faults(problem), *_round_faults(problem), *_weight_faults(problem)]
    if not faults:  # the names are known: now the wishes can be read
        faults += [*_unknown_names(problem), *_unknown_places(problem), *_benefit_faults(problem)]
    if not faults:
        faults += [*_seat_faults(problem), *_pair_faults(problem), *pinned_faults(problem)]
    return faults


def _list_faults(problem: "Problem") -> Iterator[Fault]:
    for who, times in Counter(attendee.id for attendee in problem.attendees).items():
        if times > 1:
            yield Fault("same-id-twice", f"The id {who} stands {times} times in the list. Maybe the same person registered twice; keep one.", [who])


def _room_faults(problem: "Problem") -> Iterator[Fault]:
    room = problem.room
    if room is None:
        return
    for seat, times in Counter(seat.id for seat in room.seats).items():
        if times > 1:
            yield Fault("same-seat-twice", f"The room has {times} seats called {seat}. Maybe rename one of them.", [seat])
    for name, times in Counter(table.id for table in room.tables).items():
        if times > 1:
            yield Fault("same-table-twice", f"The room has {times} tables called {name}. Maybe rename one of them.", [name])
    known = room.seat_by_id
    stands_at: dict[SeatId, Table] = {}
    for table in room.tables:
        for seat in table.seats:
            if seat not in known:
                yield Fault("unknown-seat", f"{table.name} has the seat {seat}, which is not in the room. Maybe a misspelt id.", [table.id, seat])
            elif stands_at.setdefault(seat, table) is not table:
                yield Fault(
                    "seat-at-two-tables", f"The seat {seat} stands at {stands_at[seat].name} and at {table.name}. Maybe take it from one.", [seat, table.id]
                )
        for seat, times in Counter(table.seats).items():
            if times > 1:
                yield Fault("seat-at-two-tables", f"{table.name} has the seat {seat} {times} times. Maybe keep it once.", [table.id, seat])
    for one, other in sorted(pair for pair in room.adjacent if pair[0] >= pair[1] or not known.keys() >= set(pair)):
        for seat in dict.fromkeys((one, other)):
            if seat not in known:
                yield Fault("unknown-seat", f"The seats {one} and {other} are side by side, but {seat} is not in the room. Maybe a misspelt id.", [seat])
        if one == other:
            yield Fault("seat-beside-itself", f"The seat {one} is side by side with itself. Maybe another seat was meant.", [one])
        elif one > other:
            yield Fault("seat-order", f"The seats {one} and {other} are side by side, but in the wrong order. Maybe use seat_pair.", [one, other])


def _round_faults(problem: "Problem") -> Iterator[Fault]:
    for no, round_ in enumerate(problem.rounds, 1):
        if round_.kind is RoundKind.TABLE and not 3 <= round_.size <= 12:
            yield Fault("table-size", f"Round {no} wants tables of {round_.size}; a table takes 3 to 12. Maybe use a nearby round for pairs.")
        if round_.kind is RoundKind.HOSTS and round_.size < 2:
            yield Fault("host-guests", f"Round {no}: a host takes at least one guest at a time.")
        if round_.kind is RoundKind.REQUESTS and not problem.wishes.requests:
            yield Fault("no-requests", f"Round {no} is a requests round, but nobody asked to meet anybody. Maybe add requests, or use a nearby round.")
        if round_.reach_m is not None and not round_.reach_m > 0:
            yield Fault("reach", f"Round {no}: a reach of {round_.reach_m:g} m lets nobody meet. Maybe say 3 m.")
    hosts_rounds = [no for no, round_ in enumerate(problem.rounds, 1) if round_.kind is RoundKind.HOSTS]
    if hosts_rounds and not problem.wishes.hosting.tables:
        listed = " and ".join(part for part in (", ".join(map(str, hosts_rounds[:-1])), str(hosts_rounds[-1])) if part)
        these = f"Rounds {listed} are hosts rounds" if len(hosts_rounds) > 1 else f"Round {listed} is a hosts round"
        yield Fault("no-hosts", f"{these}, but nobody is a host. Maybe name the hosts (on the command line: --host NAME), or use a table round.")


def _weight_faults(problem: "Problem") -> Iterator[Fault]:
    weights = problem.weights
    for name in weights.__slots__:
        values = np.atleast_1d(np.asarray(getattr(weights, name), np.float64))
        if not np.isfinite(values).all() or (values < 0).any():
            yield Fault("weight", f"The weight {name} must be a number of points from 0 up.", [name])
    if weights.both_ways > 1:
        yield Fault("weight", f"The weight both_ways is a share from 0 to 1, not {weights.both_ways:g}. Maybe 0.5.", ["both_ways"])
    if any(later > earlier for earlier, later in zip(weights.useful, weights.useful[1:], strict=False)):
        yield Fault("weight", "The weight useful must not rise: each further useful meeting is worth as much as the one before, or less.", ["useful"])


def _unknown_names(problem: "Problem") -> Iterator[Fault]:
    wishes = problem.wishes
    mentioned: list[tuple[str, Iterable[AttendeeId]]] = [
        ("absent", wishes.absent),
        ("must meet", (who for pair in wishes.must_meet for who in pair)),
        ("must not meet", (who for pair in wishes.must_not_meet for who in pair)),
        ("acquainted", (who for pair in wishes.acquainted for who in pair)),
        ("requests", (who for pair in wishes.requests for who in pair)),
        ("pinned", (who for meeting in wishes.pinned for who in meeting.attendees)),
        ("fixed seat", wishes.fixed_seats),
        ("home seat", wishes.home_seats),
        ("prefers groups", wishes.prefers_groups),
        ("hosts", wishes.hosting.tables),
        ("parted", (who for pair in wishes.parted for who in pair)),
    ]
    for wish, names in mentioned:
        for who in sorted({who for who in names if who not in problem.index}):
            yield Fault("unknown-attendee", f"The wish “{wish}” names {who}, who is not in the list. Maybe a misspelt id.", [who])
    for wish, pairs in (
        ("must meet", wishes.must_meet),
        ("must not meet", wishes.must_not_meet),
        ("acquainted", wishes.acquainted),
        ("requests", wishes.requests),
        ("parted", wishes.parted),
    ):
        for one, other in sorted(pairs):
            if one == other:
                yield Fault("with-oneself", f"The wish “{wish}” pairs {one} with themselves.", [one])
            elif wish != "requests" and one > other:
                yield Fault("pair-order", f"The wish “{wish}” has {one} and {other} in the wrong order; use pair_of.", [one, other])
    for no in sorted(wishes.dropped - {*problem.round_nos}):
        yield Fault("dropped-round", f"Round {no} is dropped, but the evening has {len(problem.rounds)} rounds. Maybe a mistyped number.")
    hosting = wishes.hosting
    for side, least, most in (("guest", hosting.guest_least, hosting.guest_most), ("host", hosting.host_least, hosting.host_most)):
        if least < 0 or (most is not None and most < max(least, 0)):
            yield Fault("host-limits", f"A {side} can't have at least {least} and at most {most} meetings.")


def _unknown_places(problem: "Problem") -> Iterator[Fault]:
    wishes = problem.wishes
    if problem.room:
        seats = problem.room.seat_by_id
        hosts_rounds = [no for no in problem.round_nos if problem.round(no).kind is RoundKind.HOSTS]
        tables = {table.id for no in hosts_rounds or problem.round_nos for table in problem.tables(no)}
        for who, seat in (*wishes.fixed_seats.items(), *wishes.home_seats.items()):
            if seat not in seats:
                way_out = f"Maybe a typing error; seats are called like {next(iter(seats))}." if seats else "Maybe give a room with seats."
                yield Fault("unknown-seat", f"{problem.name_of(who)} has the seat {seat}, which is not in the room. {way_out}", [who, seat])
        for who, own in wishes.hosting.tables.items():
            if own is not None and own not in tables:
                yield Fault("unknown-table", f"{problem.name_of(who)} hosts at {own}, which is not in the room.", [who, own])
        for meeting in wishes.pinned:
            for seat in (seat for seat in meeting.seats if seat not in seats):
                sentence = f"{problem.names_of(meeting.attendees)} are pinned on the seat {seat}, which is not in the room. Maybe a misspelt id."
                yield Fault("unknown-seat", sentence, [*meeting.attendees, seat])
        return
    if wishes.fixed_seats or wishes.home_seats or any(meeting.seats for meeting in wishes.pinned):
        yield Fault("no-room", "Some attendees have seats, but the problem has no room. Maybe give --room.")
    for who, own in wishes.hosting.tables.items():
        if own is not None:
            yield Fault("no-room", f"{problem.name_of(who)} hosts at {own}, but the problem has no room. Maybe give --room.", [who, own])


def _benefit_faults(problem: "Problem") -> Iterator[Fault]:
    benefit = problem.benefit
    count = len(problem.attendees)
    if not 0 <= benefit.anyone < inf:
        yield Fault("benefit", f"Meeting anybody new is worth {benefit.anyone} points; it must be a number from 0 up.")
    if any(not 0 <= place < count for pair in benefit.reasons for place in pair):
        yield Fault(
            "benefit", f"A reason of the benefit names a place in the list outside 0 to {count - 1}. Maybe the list was changed after the benefit was made."
        )
    if not (len(benefit.seeker) == len(benefit.sought) == len(benefit.points)):
        yield Fault("benefit", "The benefit's three arrays differ in length.")
        return
    if len(benefit.points) == 0:
        return
    if min(benefit.seeker.min(), benefit.sought.min()) < 0 or max(benefit.seeker.max(), benefit.sought.max()) >= count:
        yield Fault("benefit", f"The benefit names a place in the list outside 0 to {count - 1}.")
        return
    bad = ~np.isfinite(benefit.points) | (benefit.points < 0)
    for at in np.flatnonzero(bad)[:5]:
        one, other = problem.attendees[benefit.seeker[at]], problem.attendees[benefit.sought[at]]
        yield Fault("benefit", f"The benefit of {other.name} to {one.name} is {benefit.points[at]}; it must be a number from 0 up.", [one.id, other.id])
    for at in np.flatnonzero(benefit.seeker == benefit.sought)[:5]:
        who = problem.attendees[benefit.seeker[at]]
        yield Fault("benefit", f"The benefit pairs {who.name} with themselves.", [who.id])
    keys = benefit.seeker.astype(np.int64) * count + benefit.sought
    if len(np.unique(keys)) < len(keys):
        yield Fault("benefit", "The benefit lists the same two people twice in the same direction. Maybe add the points up.")


def _seat_faults(problem: "Problem") -> Iterator[Fault]:
    taken: dict[SeatId, AttendeeId] = {}
    wishes = problem.wishes
    for who, seat in (*wishes.fixed_seats.items(), *wishes.home_seats.items()):
        if taken.setdefault(seat, who) != who:
            one, other = problem.name_of(taken[seat]), problem.name_of(who)
            yield Fault("seat-taken", f"{one} and {other} both have the seat {seat}. Maybe give one of them another chair.", [taken[seat], who, seat])
        if wishes.fixed_seats.get(who, seat) != wishes.home_seats.get(who, seat):
            yield Fault("two-seats", f"{problem.name_of(who)} has a fixed seat and another home seat. Maybe keep the fixed one.", [who])
    for table, times in Counter(table for table in wishes.hosting.tables.values() if table is not None).items():
        if times > 1:
            hosts = [who for who, own in wishes.hosting.tables.items() if own == table]
            yield Fault(
                "table-taken", f"{' and '.join(problem.name_of(who) for who in hosts)} both host at {table}. Maybe give one another table.", [*hosts, table]
            )


def _pair_faults(problem: "Problem") -> Iterator[Fault]:
    room_for: Counter[AttendeeId] = Counter()
    for one, other in sorted(problem.wishes.must_meet):
        names = f"{problem.name_of(one)} and {problem.name_of(other)}"
        room_for[one] += 1
        room_for[other] += 1
        if (one, other) in problem.wishes.must_not_meet:
            yield Fault("must-and-must-not", f"{names} must meet and must not meet. Maybe take one of the two wishes back.", [one, other])
        elif (one, other) in problem.forbidden:
            yield Fault("must-meet-hidden", f"{names} must meet, but one of them hides from the other's company. Maybe ask them.", [one, other])
        elif not any(_could_meet(problem, one, other, no) for no in problem.round_nos):
            yield Fault(
                "must-meet-impossible",
                f"{names} must meet, but no round can have both of them together. Maybe one of them can stay a round longer, or add a table round.",
                [one, other],
            )
    for who, wanted in room_for.items():
        most = sum(problem.round(no).largest - 1 for no in problem.round_nos if problem.is_present(who, no))
        if wanted > most:
            yield Fault("too-many-must-meets", f"{problem.name_of(who)} must meet {wanted} people, but has time for {most}. Maybe add a round.", [who])


def _could_meet(problem: "Problem", one: AttendeeId, other: AttendeeId, no: int) -> bool:
    """Say whether two could be in one meeting of a round, looking at these two alone."""
    if not (problem.is_present(one, no) and problem.is_present(other, no)) or (one, other) in problem.forbidden_in(no):
        return False
    round_ = problem.round(no)
    wishes = problem.wishes
    if round_.kind is RoundKind.REQUESTS:
        return (min(one, other), max(one, other)) in problem.requested
    if round_.kind is RoundKind.HOSTS and one in wishes.hosting.tables and other in wishes.hosting.tables:
        return False
    if round_.kind is RoundKind.HOSTS and round_.size == 2:
        return one in wishes.hosting.tables or other in wishes.hosting.tables
    here, there = wishes.fixed_seats.get(one), wishes.fixed_seats.get(other)
    if problem.room and here and there:
        if not round_.of_pairs:
            return any(here in table.seats and there in table.seats for table in problem.tables(no))
        if round_.largest == 2:
            return problem.room.are_adjacent(here, there)
    return True
