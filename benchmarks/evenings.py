"""Real evenings as problems: the example lists, and longer lists of the same kind."""

import importlib.util
import tempfile
from pathlib import Path

from cases import ROOT

from keywho.adapters.attendee_list import read_attendees
from keywho.adapters.room_text import read_room
from keywho.adapters.rounds_text import read_rounds
from keywho.benefit.matrix import benefit_from_profiles
from keywho.core.problem import Problem

ROUNDS = "neighbour,nearby*3,table:6"
ROOMS = {60: "rows:6x10", 300: "rows:15x20"}


def evening(people: int) -> Problem:
    """Give an example evening of 60 or 300 people."""
    return problem_of(ROOT / "examples" / f"evening-{people}.csv", ROOMS[people], ROUNDS)


def invented_evening(people: int, room: str, rounds: str) -> Problem:
    """Give an evening of any size, with people invented as those of the examples are."""
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "examples" / "make.py")
    assert spec and spec.loader
    make = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = make
    spec.loader.exec_module(make)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(make.as_csv(make.form_list(make.guests(people, 1))))
        return problem_of(path, room, rounds)


def problem_of(path: Path, room: str, rounds: str) -> Problem:
    """Read a list as the command does."""
    attendees = read_attendees(path).attendees
    place = read_room(room)
    return Problem(attendees, read_rounds(rounds, place), place, benefit_from_profiles(attendees))
