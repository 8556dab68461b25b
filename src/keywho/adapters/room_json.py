"""Rooms as JSON files: ours (the room of the exchange format) and pretix seating plans, told apart by their keys."""

import json
from pathlib import Path
from typing import Any

from keywho.adapters.exchange import wire
from keywho.adapters.exchange.plain_words import convert_json, laid_out, read_json, write_json
from keywho.adapters.exchange.rooms import room_from_wire, room_to_wire
from keywho.adapters.pretix_seating import read_seating_plan
from keywho.adapters.safe_write import write_safely
from keywho.core.errors import BadInput
from keywho.core.room import Room


def read_room_json(path: Path | str) -> Room:
    """Read a room from a file: our own JSON, a pretix seating plan, or the room of an exchange file.

    Raises
    ------
    BadInput
        The file can't be read, or a field is missing, unknown or wrong; names the file and the place in it.
    """
    file = Path(path)
    try:
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput(f"The room file {file} can't be read: {getattr(error, 'strerror', None) or error}. Maybe a misspelt name.") from error
    return room_loads(content, str(file))


def room_loads(content: bytes, source: str = "the room file") -> Room:
    """Read a room from JSON; `source` is the name of the file, for errors."""
    parsed = read_json(content, dict[str, Any], source)
    if parsed.get("format") == "keywho":
        problem = parsed.get("problem")
        room = problem.get("room") if isinstance(problem, dict) else None
        if room is None:
            raise BadInput(f"{source} is an exchange file without a room. Maybe give the room as rows:6x10.")
        where = f"{source}: problem.room"
        return room_from_wire(convert_json(room, wire.Room, where), where)
    if "zones" in parsed:
        return read_seating_plan(parsed, source)
    if "seats" in parsed:
        return room_from_wire(convert_json(parsed, wire.Room, source), source)
    raise BadInput(f"{source} is not a room: it has neither “seats” (a keywho room) nor “zones” (a pretix seating plan). Maybe another file.")


def room_dumps(room: Room) -> bytes:
    """Give a room as JSON; `room_loads` reads it back exactly."""
    return f"{laid_out(json.loads(write_json(room_to_wire(room))))}\n".encode()


def write_room_json(path: Path | str, room: Room) -> None:
    """Write a room to a file that `--room` takes."""
    write_safely(path, room_dumps(room))
