"""People and chairs by the names that people use."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from keywho.core.ids import AttendeeId, SeatId, TableId
from keywho.core.problem import Problem

MOST_NAMES = 12


class Wording:
    """Names people, chairs and tables of one problem; whoever shares a name with another is told apart by the id."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    @cached_property
    def _shared(self) -> frozenset[str]:
        return frozenset(name for name, times in Counter(attendee.name for attendee in self._problem.attendees).items() if times > 1)

    def person(self, who: AttendeeId) -> str:
        """Name one attendee, known or not."""
        attendee = self._problem.attendee_by_id.get(who)
        if attendee is None or not attendee.name:
            return str(who)
        return f"{attendee.name} ({who})" if attendee.name in self._shared else attendee.name

    def people(self, people: Iterable[AttendeeId]) -> str:
        """Name several attendees: "Ada, Ben and Eva"; of a crowd only the first."""
        who = list(people)
        spoken = [self.person(one) for one in who[:MOST_NAMES]]
        return listed([*spoken, f"{len(who) - MOST_NAMES} others"] if len(who) > MOST_NAMES else spoken)

    def seat(self, seat: SeatId) -> str:
        """Name a chair as people read it: "Row C, chair 4"."""
        found = self._problem.room.seat_by_id.get(seat) if self._problem.room else None
        if found is None or not (found.row and found.label):
            return f"chair {seat}"
        return f"{found.row}, chair {found.label}"

    def table(self, table: TableId, no: int | None = None) -> str:
        """Name a table; `no` is a round whose circles of chairs are looked at too."""
        room = self._problem.room
        known = (*(room.tables if room else ()), *(self._problem.tables(no) if no is not None else ()))
        return next((found.name for found in known if found.id == table), f"table {table}")


def listed(words: Iterable[str]) -> str:
    """Give "a", "a and b", "a, b and c", or "nobody"."""
    *first, last = list(words) or ["nobody"]
    return f"{', '.join(first)} and {last}" if first else last
