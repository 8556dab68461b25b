"""All that can be wrong with a problem before any search begins; each fault names the people and a way out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from keywho.core.errors import Fault
from keywho.core.ids import AttendeeId, SeatId
from keywho.core.rounds import RoundKind

if TYPE_CHECKING:
    from keywho.core.problem import Problem


def faults_of(problem: "Problem") -> list[Fault]:
    """Give every fault of a problem; empty when it can be planned."""
    faults = [*_list_faults(problem), *_round_faults(problem), *_weight_faults(problem)]
    if not faults:  # the names are known: now the wishes can be read
        faults += [*_unknown_names(problem), *_benefit_faults(problem)]
    if not faults:
        faults += [*_seat_faults(problem), *_pair_faults(problem), *_pinned_faults(problem)]
    return faults


def _list_faults(problem: "Problem") -> Iterator[Fault]:
    for who, times in Counter(attendee.id for attendee in problem.attendees).items():
        if times > 1:
            yield Fault("same-id-twice", f"The id {who} stands {times} times in the list. Maybe the same person registered twice; keep one.", [who])
    if problem.room:
        for seat, times in Counter(seat.id for seat in problem.room.seats).items():
            if times > 1:
                yield Fault("same-seat-twice", f"The room has {times} seats called {seat}. Maybe rename one of them.", [seat])


def _round_faults(problem: "Problem") -> Iterator[Fault]:
    for no, round_ in enumerate(problem.rounds, 1):
        if round_.kind is RoundKind.TABLE and not 3 <= round_.size <= 12:
            yield Fault("table-size", f"Round {no} wants tables of {round_.size}; a table takes 3 to 12. Maybe use a nearby round for pairs.")
        if round_.kind is RoundKind.HOSTS and round_.size < 2:
            yield Fault("host-guests", f"Round {no}: a host takes at least one guest at a time.")
        if round_.kind is RoundKind.HOSTS and not problem.wishes.hosting.tables:
            yield Fault("no-hosts", f"Round {no} is a hosts round, but nobody is a host. Maybe name the hosts, or use a table round.")
        if round_.kind is RoundKind.REQUESTS and not problem.wishes.requests:
            yield Fault("no-requests", f"Round {no} is a requests round, but nobody asked to meet anybody. Maybe add requests, or use a nearby round.")
        if round_.reach_m is not None and not round_.reach_m > 0:
            yield Fault("reach", f"Round {no}: a reach of {round_.reach_m:g} m lets nobody meet. Maybe say 3 m.")


def _weight_faults(problem: "Problem") -> Iterator[Fault]:
    weights = problem.weights
    for name in weights.__slots__:
        values = np.atleast_1d(np.asarray(getattr(weights, name), np.float64))
        if not np.isfinite(values).all() or (values < 0).any():
            yield Fault("weight", f"The weight {name} must be a number of points from 0 up.", [name])
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
    ]
    for wish, names in mentioned:
        for who in sorted({who for who in names if who not in problem.index}):
            yield Fault("unknown-attendee", f"The wish “{wish}” names {who}, who is not in the list. Maybe a misspelt id.", [who])
    for wish, pairs in (
        ("must meet", wishes.must_meet),
        ("must not meet", wishes.must_not_meet),
        ("acquainted", wishes.acquainted),
        ("requests", wishes.requests),
    ):
        for one, other in sorted(pairs):
            if one == other:
                yield Fault("with-oneself", f"The wish “{wish}” pairs {one} with themselves.", [one])
            elif wish != "requests" and one > other:
                yield Fault("pair-order", f"The wish “{wish}” has {one} and {other} in the wrong order; use pair_of.", [one, other])
    hosting = wishes.hosting
    for side, least, most in (("guest", hosting.guest_least, hosting.guest_most), ("host", hosting.host_least, hosting.host_most)):
        if least < 0 or (most is not None and most < max(least, 0)):
            yield Fault("host-limits", f"A {side} can't have at least {least} and at most {most} meetings.")
    if problem.room:
        seats, tables = problem.room.seat_by_id, {table.id for no in problem.round_nos for table in problem.tables(no)}
        for who, seat in (*wishes.fixed_seats.items(), *wishes.home_seats.items()):
            if seat not in seats:
                yield Fault("unknown-seat", f"{_name(problem, who)} has the seat {seat}, which is not in the room.", [who, seat])
        for who, own in wishes.hosting.tables.items():
            if own is not None and own not in tables:
                yield Fault("unknown-table", f"{_name(problem, who)} hosts at {own}, which is not in the room.", [who, own])
        for table in problem.room.tables:
            for seat in table.seats:
                if seat not in seats:
                    yield Fault("unknown-seat", f"{table.name} has the seat {seat}, which is not in the room.", [table.id, seat])
    elif wishes.fixed_seats or wishes.home_seats:
        yield Fault("no-room", "Some attendees have seats, but the problem has no room. Maybe give --room.")


def _benefit_faults(problem: "Problem") -> Iterator[Fault]:
    benefit = problem.benefit
    count = len(problem.attendees)
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
            one, other = _name(problem, taken[seat]), _name(problem, who)
            yield Fault("seat-taken", f"{one} and {other} both have the seat {seat}. Maybe give one of them another chair.", [taken[seat], who, seat])
        if wishes.fixed_seats.get(who, seat) != wishes.home_seats.get(who, seat):
            yield Fault("two-seats", f"{_name(problem, who)} has a fixed seat and another home seat. Maybe keep the fixed one.", [who])
    for table, times in Counter(table for table in wishes.hosting.tables.values() if table is not None).items():
        if times > 1:
            hosts = [who for who, own in wishes.hosting.tables.items() if own == table]
            yield Fault(
                "table-taken", f"{' and '.join(_name(problem, who) for who in hosts)} both host at {table}. Maybe give one another table.", [*hosts, table]
            )


def _pair_faults(problem: "Problem") -> Iterator[Fault]:
    room_for: Counter[AttendeeId] = Counter()
    for one, other in sorted(problem.wishes.must_meet):
        names = f"{_name(problem, one)} and {_name(problem, other)}"
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
            yield Fault("too-many-must-meets", f"{_name(problem, who)} must meet {wanted} people, but has time for {most}. Maybe add a round.", [who])


def _could_meet(problem: "Problem", one: AttendeeId, other: AttendeeId, no: int) -> bool:
    """Say whether two could be in one meeting of a round, looking at these two alone."""
    if not (problem.is_present(one, no) and problem.is_present(other, no)):
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


def _pinned_faults(problem: "Problem") -> Iterator[Fault]:
    taken: dict[tuple[int, AttendeeId], bool] = {}
    for meeting in problem.wishes.pinned:
        names = " and ".join(_name(problem, who) for who in meeting.attendees)
        if meeting.round_no not in problem.round_nos:
            yield Fault("pinned-round", f"{names} are pinned in round {meeting.round_no}, but the evening has {len(problem.rounds)} rounds.", meeting.attendees)
            continue
        if not 2 <= len(meeting.attendees) <= problem.round(meeting.round_no).largest:
            yield Fault("pinned-size", f"{len(meeting.attendees)} people are pinned together in round {meeting.round_no}: {names}.", meeting.attendees)
        for who in meeting.attendees:
            if taken.setdefault((meeting.round_no, who), False):
                yield Fault("pinned-twice", f"{_name(problem, who)} is pinned twice in round {meeting.round_no}. Maybe release one meeting.", [who])
            taken[meeting.round_no, who] = True
            if not problem.is_present(who, meeting.round_no):
                yield Fault(
                    "pinned-absent", f"{_name(problem, who)} is pinned in round {meeting.round_no}, but is not there. Maybe release the meeting.", [who]
                )
        for pair in meeting.pairs():
            if pair in problem.forbidden:
                yield Fault("pinned-forbidden", f"{names} are pinned together, but two of them must not meet. Maybe release the meeting.", pair)


def _name(problem: "Problem", who: AttendeeId) -> str:
    return problem.attendee_by_id[who].name or who
