"""Evenings made by hand, without the planner, for the tests of what is printed and exported."""

from collections.abc import Sequence
from itertools import pairwise

from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.wishes import Wishes


def people(names: Sequence[str]) -> tuple[Attendee, ...]:
    return tuple(Attendee(AttendeeId(f"a{no}"), name) for no, name in enumerate(names, 1))


def evening(
    names: Sequence[str], rounds: Sequence[Round], room: Room | None = None, *, wishes: Wishes | None = None, reasons: dict[tuple[int, int], str] | None = None
) -> tuple[Problem, Programme]:
    """Give a problem and a programme that seats people in list order, one place further each round. Who is left over has a bye."""
    problem = Problem(people(names), tuple(rounds), room, Benefit(anyone=1.0, reasons=reasons or {}), wishes or Wishes())
    meetings: list[Meeting] = []
    byes: list[Bye] = []
    for no, round_ in enumerate(problem.rounds, 1):
        present = list(problem.present(no))
        turned = present[:1] + present[no:] + present[1:no]
        if round_.of_pairs or round_.kind is RoundKind.HOSTS:
            met = [(one, other) for place, (one, other) in enumerate(pairwise(turned)) if place % 2 == 0]
            chairs = list(zip(room.seats[::2], room.seats[1::2], strict=False)) if room else []
            for place, pair in enumerate(met):
                seats = tuple(seat.id for seat in chairs[place]) if room else ()
                table = room.table_by_seat.get(seats[0]) if room else None
                meetings.append(Meeting(RoundNo(no), pair, seats, table.id if table else None))
        else:
            tables = problem.tables(no)
            met = [tuple(turned[at : at + round_.size]) for at in range(0, len(turned), round_.size)]
            met = [group for group in met if len(group) > 1]
            for place, group in enumerate(met):
                meetings.append(Meeting(RoundNo(no), group, tables[place].seats[: len(group)] if room else (), tables[place].id if room else None))
        seated = {who for group in met for who in group}
        byes += [Bye(RoundNo(no), who) for who in present if who not in seated]
    homes = {who.id: seat.id for who, seat in zip(problem.attendees, room.seats, strict=False)} if room else {}
    return problem, Programme(tuple(meetings), tuple(byes), homes)
