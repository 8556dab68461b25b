"""`keywho repair`: the evening goes on after a no-show, a departure, a late arrival, a broken chair or table."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from keywho.cli.files import ALL_FILES, Heading, heading_options, prepare_folder
from keywho.cli.judging import read_planned
from keywho.cli.people import NameBook, find_name, folded, split_at_round
from keywho.cli.planning import deliver
from keywho.cli.voice import Voice, speaks
from keywho.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection

    from keywho.core.changes import Change
    from keywho.core.ids import AttendeeId
    from keywho.core.people import Attendee
    from keywho.core.problem import Problem
    from keywho.core.room import Room

EPILOG = """\b
Examples:
  keywho repair evening/programme.json --no-show "Ada Lovelace" --out evening
  keywho repair evening/programme.json --left "Ben@3" --arrived "Eve Fox@3" --from-round 3 --out evening
  keywho repair evening/programme.json --seat-lost A3 --table-lost table7 --out evening
"""


@click.command("repair", epilog=EPILOG)
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--no-show", "no_shows", multiple=True, metavar="NAME", help="Did not come. Can be repeated, as all changes can.")
@click.option("--left", "departures", multiple=True, metavar="NAME@N", help="Goes home; round N is the first without them (else the first that may change).")
@click.option("--arrived", "arrivals", multiple=True, metavar="NAME@N", help="Came late, or is new; round N is their first.")
@click.option("--seat-lost", "seats", multiple=True, metavar="SEAT", help="A chair that can't be used any more.")
@click.option("--table-lost", "tables", multiple=True, metavar="TABLE", help="A table that can't be used any more.")
@click.option(
    "--from-round", type=click.IntRange(min=1), metavar="N", help="The first round that may change; earlier ones are over. [default: the first N above, else 1]"
)
@click.option(
    "--later-rounds-free",
    "is_later_free",
    is_flag=True,
    help="Rounds after the next one may change for many, for a better evening: where nobody has a card yet. Else few people need a new card.",
)
@click.option("--deadline", type=click.FloatRange(min=0), default=0.5, show_default=True, metavar="S", help="Seconds to think.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The same seed gives the same repair again.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder for the files.  [default: the folder of FILE.json]")
@heading_options
@speaks
def repair_command(
    file: Path,
    no_shows: tuple[str, ...],
    departures: tuple[str, ...],
    arrivals: tuple[str, ...],
    seats: tuple[str, ...],
    tables: tuple[str, ...],
    from_round: int | None,
    is_later_free: bool,
    deadline: float,
    seed: int,
    out: Path | None,
    heading: Heading,
    voice: Voice,
) -> None:
    """Mend a running programme, disturbing as few people as possible.

    FILE.json is the programme.json of the evening; the folder gets the new version with its cards.
    """
    exchange, programme = read_planned(file)
    moments = [no for _, no in map(split_at_round, (*departures, *arrivals)) if no]
    first = from_round or (min(moments) if moments else 1)
    changes = _changes(exchange.problem, no_shows, departures, arrivals, seats, tables, first)
    if not changes:
        raise BadInput("Nothing happened, so there is nothing to repair. Maybe say --no-show, --left, --arrived, --seat-lost or --table-lost.")
    out = out or file.parent
    prepare_folder(out)

    from keywho.planning.repair import repair

    repaired = repair(exchange.problem, programme, changes, from_round=first, deadline_s=deadline, seed=seed, later_rounds_free=is_later_free)
    problem = repaired.problem
    told = {str(who): [int(no) for no in nos if problem.is_present(who, no)] for who, nos in repaired.difference.changed.items() if who in problem.index}
    told = {who: nos for who, nos in told.items() if nos}  # who is not there needs no instruction
    voice.say(f"{len(told)} of {len(problem.attendees)} people get a new instruction, from round {first} on{_cards_for(problem, told)}.")
    deliver(voice, problem, repaired.result, heading, out=out, files=ALL_FILES, more={"changed": told, "people_told": len(told)})


def _cards_for(problem: "Problem", told: "Collection[str]") -> str:
    """Name those who need a new card, as the list has them; nothing where nobody does."""
    names = [" ".join(attendee.name.split()) or attendee.id for attendee in problem.attendees if attendee.id in told]
    return f": {', '.join(names)}" if names else ""


def _changes(
    problem: "Problem",
    no_shows: tuple[str, ...],
    departures: tuple[str, ...],
    arrivals: tuple[str, ...],
    seats: tuple[str, ...],
    tables: tuple[str, ...],
    first: int,
) -> "list[Change]":
    """Give what happened."""
    from keywho.core.changes import Departure, LateArrival, NoShow, SeatLost, TableLost
    from keywho.core.ids import RoundNo, SeatId, TableId

    names = NameBook(problem.attendees)
    changes: list[Change] = []
    changes += [TableLost(TableId(_table_of(problem, typed))) for typed in tables]
    changes += [SeatLost(SeatId(find_name(_room_of(problem).seat_by_id, typed, what="seat"))) for typed in seats]
    changes += [NoShow(names.find(typed)) for typed in no_shows]
    for name, no in map(split_at_round, departures):
        changes.append(Departure(names.find(name), RoundNo(no or first)))
    taken = {attendee.id for attendee in problem.attendees}
    for name, no in map(split_at_round, arrivals):
        newcomer = _arrived(problem, names, name, taken)
        taken.add(newcomer.id)
        changes.append(LateArrival(newcomer, RoundNo(no or first)))
    return changes


def _arrived(problem: "Problem", names: NameBook, name: str, taken: "set[AttendeeId]") -> "Attendee":
    """Give the attendee of the list whose id or whole name this is, else somebody new."""
    from keywho.core.ids import AttendeeId
    from keywho.core.people import Attendee

    if any(folded(name) in (folded(attendee.id), folded(attendee.name)) for attendee in problem.attendees):
        return problem.attendee_by_id[names.find(name)]
    if not name.strip():
        raise BadInput("--arrived needs a name. Maybe write --arrived 'Eve Fox@3'.")
    wanted = "-".join(folded(name).split())
    fresh = next(id_ for id_ in (wanted, *(f"{wanted}-{no}" for no in range(2, len(taken) + 3))) if id_ not in taken)
    return Attendee(AttendeeId(fresh), name.strip())


def _room_of(problem: "Problem") -> "Room":
    if problem.room is None:
        raise BadInput("The evening has no room, so no chair or table of it can break. Maybe plan it again with --room.")
    return problem.room


def _table_of(problem: "Problem", typed: str) -> str:
    """Give the id of a table or circle of chairs that was typed by id or by name."""
    tables = [*_room_of(problem).tables, *(table for no in problem.round_nos for table in problem.tables(no))]
    named = {folded(table.name): table.id for table in tables}
    return named.get(folded(typed)) or find_name(dict.fromkeys(table.id for table in tables), typed, what="table")
