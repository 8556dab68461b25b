"""The smallest evening that uses the kernels of given kinds of rounds: planned once, it has them compiled and loaded."""

from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.layouts import round_tables, rows
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.wishes import Hosting, Wishes

PEOPLE = 8
SMALLEST = {
    RoundKind.NEIGHBOUR: Round.neighbour(),
    RoundKind.NEARBY: Round.nearby(),
    RoundKind.TABLE: Round.table(4),
    RoundKind.HOSTS: Round.hosts(),
    RoundKind.REQUESTS: Round.requests(),
}


def tiny_evening(kinds: tuple[RoundKind, ...], room: Room | None) -> Problem:
    """Give eight people with one round of each kind, in a small room of the same sort as `room`; without a room if that is None."""
    ids = [AttendeeId(str(no)) for no in range(PEOPLE)]
    return Problem(
        tuple(Attendee(who, who) for who in ids),
        tuple(SMALLEST[kind] for kind in dict.fromkeys(kinds)),
        None if room is None else round_tables(2, 4) if room.tables else rows(2, 4),
        Benefit.of(ids, dict.fromkeys(zip(ids, ids[3:], strict=False), 1.0), anyone=1.0),
        Wishes(requests=((ids[0], ids[1]),), hosting=Hosting({ids[2]: None})),
    )
