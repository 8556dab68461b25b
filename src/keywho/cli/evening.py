"""From the words on the command line to a problem: list, room, rounds, wishes and weights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from keywho.core.errors import BadInput

if TYPE_CHECKING:
    from keywho.adapters.attendee_list import AttendeeList
    from keywho.core.people import Attendee
    from keywho.core.problem import Problem
    from keywho.core.room import Room
    from keywho.core.rounds import Round
    from keywho.core.score import Weights
    from keywho.core.wishes import Wishes

USUAL_ROUNDS = "neighbour,nearby*3,table:6"


@dataclass(frozen=True, slots=True)
class EveningWords:
    """An evening as it was asked for on the command line."""

    source: Path
    room: str | None = None
    rounds: str | None = None
    mapping: tuple[str, ...] = ()
    wishes: Path | None = None
    hosts: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    keep_waitlisted: bool = False


@dataclass(frozen=True, slots=True)
class Evening:
    """A problem, the list it was read from (none for an exchange file), and remarks about what did not fit together."""

    problem: "Problem"
    read: "AttendeeList | None" = None
    remarks: tuple[str, ...] = ()


def evening_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the argument LIST and the options that describe an evening; it gets them as `words`."""

    @click.argument("source", metavar="LIST", type=click.Path(path_type=Path))
    @click.option(
        "--room", metavar="ROOM", help="rows:6x10, tables:12x8, standing:20x3, or a JSON file (ours, or a pretix seating plan). Without it nobody gets a seat."
    )
    @click.option("--rounds", metavar="ROUNDS", help=f"The rounds in order, such as {USUAL_ROUNDS} (which is used if none are given).")
    @click.option("--map", "mapping", multiple=True, metavar="HEADER=FIELD", help="Read this column as that field, such as 'Wanted=seeks'. Can be repeated.")
    @click.option("--wishes", type=click.Path(path_type=Path), metavar="FILE", help="Wishes: JSON, or CSV with the columns kind, one, other.")
    @click.option("--host", "hosts", multiple=True, metavar="NAME", help="Someone who keeps a table in the hosts rounds. Can be repeated.")
    @click.option("--weights", multiple=True, metavar="NAME=POINTS", help="Price of one unit, such as bye=40 or useful=6,3,1. Can be repeated.")
    @click.option("--keep-waitlisted", is_flag=True, help="Plan those on the waiting list too.")
    @wraps(command)
    def with_words(
        source: Path,
        room: str | None,
        rounds: str | None,
        mapping: tuple[str, ...],
        wishes: Path | None,
        hosts: tuple[str, ...],
        weights: tuple[str, ...],
        keep_waitlisted: bool,
        **options: object,
    ) -> None:
        command(words=EveningWords(source, room, rounds, mapping, wishes, hosts, weights, keep_waitlisted), **options)

    return with_words


def read_evening(words: EveningWords) -> Evening:
    """Read all files of an evening and build its problem.

    Raises
    ------
    KeywhoError
        Something can't be read or planned; it says what, where, and a way out.
    """
    if words.source.suffix.casefold() == ".json":
        return Evening(_planned_again(words))
    return _from_list(words)


def _from_list(words: EveningWords) -> Evening:
    from keywho.adapters.attendee_list import read_attendees
    from keywho.adapters.room_text import read_room
    from keywho.adapters.rounds_text import read_rounds
    from keywho.benefit.matrix import benefit_from_profiles
    from keywho.core.problem import Problem
    from keywho.core.score import EVENING_WEIGHTS

    read = read_attendees(words.source, mapping_of(words.mapping), keep_waitlisted=words.keep_waitlisted)
    room = read_room(words.room) if words.room is not None else None
    listed, remarks = _seats_that_fit(read, room)
    problem = Problem(
        read.attendees,
        _mixed(read_rounds(USUAL_ROUNDS if words.rounds is None else words.rounds, room), read.attendees),
        room,
        benefit_from_profiles(read.attendees),
        _asked(words, read.attendees, listed),
        weights_of(words.weights, EVENING_WEIGHTS),
    )
    return Evening(problem, read, remarks)


def _seats_that_fit(read: "AttendeeList", room: "Room | None") -> "tuple[Wishes, tuple[str, ...]]":
    """Give the wishes of a list with the chairs it names, as far as this room has them: the list may be of another room."""
    if room is None:
        remarks = ("The list names seats; without --room they are not used.",) if read.home_seats or read.wishes.fixed_seats else ()
        return replace(read.wishes, fixed_seats={}), remarks
    known = {who: seat for who, seat in read.home_seats.items() if seat in room.seat_by_id and read.wishes.fixed_seats.get(who, seat) == seat}
    strange = [seat for seat in read.home_seats.values() if seat not in room.seat_by_id]
    few = ", ".join(strange[:5]) + (" ..." if len(strange) > 5 else "")
    remarks = (f"{len(strange)} of the seats in the list are not in this room ({few}); these people get another chair.",) if strange else ()
    return replace(read.wishes, home_seats=known), remarks


def _planned_again(words: EveningWords) -> "Problem":
    """Give the problem of an exchange file, with what the command line changes of it."""
    from keywho.adapters.exchange_json import read_exchange
    from keywho.adapters.room_text import read_room
    from keywho.adapters.rounds_text import read_rounds

    problem = read_exchange(words.source).problem
    room = read_room(words.room) if words.room is not None else problem.room
    return replace(
        problem,
        room=room,
        rounds=_mixed(read_rounds(words.rounds, room), problem.attendees) if words.rounds is not None else problem.rounds,
        wishes=_asked(words, problem.attendees, problem.wishes),
        weights=weights_of(words.weights, problem.weights),
    )


def _mixed(rounds: "Sequence[Round]", attendees: "Sequence[Attendee]") -> "tuple[Round, ...]":
    """Give the rounds with the columns that their tables mix as the list writes them; case does not matter."""
    from keywho.cli.people import folded

    traits = {folded(trait): trait for attendee in attendees for trait in attendee.traits}
    for round_ in rounds:
        if round_.balance and attendees and folded(round_.balance) not in traits:
            way_out = f"Maybe one of {', '.join(traits.values())}." if traits else 'Maybe say which column it is: --map "Your situation=trait".'
            raise BadInput(f"Tables can't mix “{round_.balance}”: the list has no such column of your own. {way_out}")
    return tuple(replace(round_, balance=traits.get(folded(round_.balance), round_.balance)) for round_ in rounds)


def _asked(words: EveningWords, attendees: "Sequence[Attendee]", wishes: "Wishes") -> "Wishes":
    """Add what the wishes file and --host ask for."""
    from keywho.cli.people import NameBook
    from keywho.cli.wishes_file import joined, read_wishes

    if words.wishes:
        wishes = joined(wishes, read_wishes(words.wishes, attendees))
    book = NameBook(attendees)
    hosts = {book.find(name): None for name in words.hosts}
    return replace(wishes, hosting=replace(wishes.hosting, tables={**hosts, **wishes.hosting.tables}))


def mapping_of(texts: Sequence[str]) -> dict[str, str] | None:
    """Give {header: field} of texts like "Wanted=seeks"; the header may hold a "=" itself."""
    mapping: dict[str, str] = {}
    for text in texts:
        header, equals, field = text.rpartition("=")
        if not equals or not header or not field:
            raise BadInput(f"--map {text} is not understood. Maybe write --map 'Who are you looking for?=seeks'.")
        mapping[header] = field
    return mapping or None


def weights_of(texts: Sequence[str], usual: "Weights") -> "Weights":
    """Give the weights, changed by texts like "bye=40" and "useful=6,3,1"."""
    prices: dict[str, Any] = {field.name: getattr(usual, field.name) for field in fields(usual)}
    for text in texts:
        name, equals, price = text.partition("=")
        name = name.strip().replace("-", "_")
        if name not in prices or not equals:
            raise BadInput(f"--weights {text} is not understood. Maybe write bye=40; the names are {', '.join(prices)}.")
        try:
            numbers = tuple(float(number) for number in price.split(",") if price.strip())
        except ValueError:
            raise BadInput(f"--weights {text}: “{price}” is not a number. Maybe write {name}={'6,3,1' if name == 'useful' else '40'}.") from None
        if name != "useful" and len(numbers) != 1:
            raise BadInput(f"--weights {text}: {name} takes one number of points, such as {name}=40.")
        prices[name] = numbers if name == "useful" else numbers[0]
    return type(usual)(**prices)
