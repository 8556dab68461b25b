"""Who meets, in which round, on which seats; and who sits a round out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId, TableId, pair_of


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two or more attendees at one place in one round.

    `seats[i]` is the chair of `attendees[i]`; it is empty where the problem has no room. `table` is the table (or circle of chairs)
    of a table or hosts round, or the table that the chairs of a pair stand at; None in rows.
    """

    round_no: RoundNo
    attendees: tuple[AttendeeId, ...]
    seats: tuple[SeatId, ...] = ()
    table: TableId | None = None

    def pairs(self) -> Iterator[Pair]:
        """Give each two who meet here."""
        for one, other in combinations(self.attendees, 2):
            yield pair_of(one, other)

    def others(self, who: AttendeeId) -> tuple[AttendeeId, ...]:
        """Give those whom `who` meets here."""
        return tuple(other for other in self.attendees if other != who)

    def seat_of(self, who: AttendeeId) -> SeatId | None:
        """Give the chair of one of them, if the room is known."""
        return self.seats[self.attendees.index(who)] if self.seats else None


@dataclass(frozen=True, slots=True)
class Bye:
    """A round in which somebody who is there has no meeting."""

    round_no: RoundNo
    attendee: AttendeeId
