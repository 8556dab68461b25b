"""What was understood of a list or a file, for people and for programs."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from keywho.cli.evening import Evening

if TYPE_CHECKING:
    from keywho.core.problem import Problem


def understood(evening: Evening, source: Path) -> Iterator[str]:
    """Say what was read, which columns mean what, who was left out, and what to decide."""
    problem = evening.problem
    if evening.read:
        from keywho.adapters.attendee_list import summary_lines

        yield from summary_lines(evening.read)
    else:
        yield f"{source.name}: a keywho file, {len(problem.attendees)} attendees"
    yield from evening.remarks
    if not problem.attendees:
        yield "Nobody is in the list, so there is nobody to plan for."
    elif len(problem.benefit.points):
        count = len(problem.benefit.points)
        yield f"What one seeks and another offers fits {f'{count:,} times' if count > 1 else 'once'}."
    else:
        said = any(attendee.profile.seeks for attendee in problem.attendees)
        nothing = "What people seek fits nothing that others offer" if said else "Nothing in the list says who is useful to whom"
        yield f"{nothing}, so meeting anybody new counts the same."


def frame(evening: Evening) -> str:
    """Say which rounds and which room the evening has."""
    rounds = evening.problem.rounds
    kinds = ", ".join(f"{len(list(same))} {kind}" for kind, same in groupby(round_.kind.value for round_ in rounds))
    return f"{len(rounds)} round{'' if len(rounds) == 1 else 's'} ({kinds}); {_room_words(evening)}{_too_many(evening.problem)}"


def understood_figures(evening: Evening) -> dict[str, object]:
    """Give the same for programs."""
    read = evening.read
    return {
        "attendees": len(evening.problem.attendees),
        "format": read.format if read else "keywho",
        "columns": [{"header": column.header, "field": column.field} for column in read.columns] if read else [],
        "remarks": [*(read.remarks if read else ()), *evening.remarks],
        "questions": list(read.questions) if read else [],
        "benefit_entries": len(evening.problem.benefit.points),
    }


def left_out(evening: Evening) -> list[dict[str, object]]:
    """Give the rows that became nobody, and why."""
    return [{"row_no": left.row_no, "name": left.name, "reason": left.reason} for left in evening.read.left_out] if evening.read else []


def _too_many(problem: "Problem") -> str:
    """Say so where there are more rounds than a person has others to meet."""
    others = len(problem.attendees) - 1
    if others == 0:
        return " One person has nobody to meet."
    few = 0 < others < len(problem.rounds)
    return f" Each has only {others} other{'' if others == 1 else 's'} to meet, so people meet again or sit out. Maybe fewer rounds." if few else ""


def _room_words(evening: Evening) -> str:
    room = evening.problem.room
    if room is None:
        return "no room, so nobody gets a seat."
    missing = len(evening.problem.attendees) - len(room.seats)
    short = f", {missing} fewer than people, so somebody sits out in each round. Maybe add chairs" if missing > 0 else ""
    return f"{room.name or 'a room'}, {len(room.seats)} chairs{short}."
