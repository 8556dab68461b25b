"""The room in a few words: `rows:6x10:aisle=5`, `tables:12x8`, `standing:20x3`, or the name of a .json file.

    rows:6x10                     6 rows of 10 chairs
    rows:6x10:aisle=5             with an aisle after the fifth chair
    rows:6x10:aisles=3+7          with aisles after the third and the seventh
    rows:6x10:over-aisles         neighbours talk over the aisle
    rows:6x10:front-back          and with those in front and behind
    tables:12x8                   12 round tables of 8
    standing:20x3                 20 high tables for up to 3

Options stand after colons or commas, in any order.
"""

import re
from difflib import get_close_matches
from pathlib import Path

from keywho.adapters.room_json import read_room_json
from keywho.core import layouts
from keywho.core.errors import BadInput
from keywho.core.room import MOST_SEATS, Room

EXAMPLES = {"rows": "rows:6x10", "tables": "tables:12x8", "standing": "standing:20x3"}
LEAST_CHAIRS = {"rows": 1, "tables": 2, "standing": 2}
MOST_CHAIRS = {"rows": 500, "tables": 40, "standing": 40}
ROW_OPTIONS = ("aisle", "aisles", "over-aisles", "front-back")


def read_room(text: str | Path) -> Room:
    """Build a room from its short text, or read it from a .json file (ours, or a pretix seating plan).

    Raises
    ------
    BadInput
        The text can't be understood, or the room is too small or too large; says what may be meant.
    """
    words = str(text).strip()
    if words.casefold().endswith(".json"):
        return read_room_json(words)
    kind, _, rest = words.partition(":")
    kind = kind.strip().casefold()
    if kind not in EXAMPLES:
        raise BadInput(f"“{words}” is not a room. Maybe {_meant(kind, words)}.")
    size, *options = [piece.strip().casefold() for piece in re.split(r"[:,]", rest)]
    count, chairs = _size(kind, size, words)
    if kind == "rows":
        return _rows(count, chairs, options, words)
    if options:
        raise BadInput(f"“{words}”: {kind} have no options such as “{options[0]}”. Maybe {kind}:{count}x{chairs}.")
    return layouts.round_tables(count, chairs) if kind == "tables" else layouts.standing(count, chairs)


def _meant(kind: str, words: str) -> str:
    """Guess the room that somebody had in mind."""
    if kind == "seats":
        return "a .json file, which takes seats at any place"
    close = get_close_matches(kind.strip(), EXAMPLES, 1, 0.5)
    numbers = re.findall(r"\d+", words)
    if close:
        return f"{close[0]}:{numbers[0]}x{numbers[1]}" if len(numbers) >= 2 else EXAMPLES[close[0]]
    return " or ".join(EXAMPLES.values()) + ", or the name of a .json file"


def _size(kind: str, size: str, words: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,9})\s*[x×*]\s*(\d{1,9})", size)
    if not found:
        raise BadInput(f"“{words}” is not a room. Maybe {_meant(kind, words)}.")
    count, chairs = int(found[1]), int(found[2])
    least, most = LEAST_CHAIRS[kind], MOST_CHAIRS[kind]
    of = {"rows": "a row", "tables": "a table", "standing": "a standing place"}[kind]
    if count < 1:
        raise BadInput(f"“{words}” has no {kind}. Maybe {EXAMPLES[kind]}.")
    if not least <= chairs <= most:
        raise BadInput(f"“{words}”: {of} takes {least} to {most} people. Maybe {EXAMPLES[kind]}.")
    if count * chairs > MOST_SEATS:
        raise BadInput(f"“{words}” has {count * chairs:,} seats; a room takes at most {MOST_SEATS:,}. Maybe {kind}:{MOST_SEATS // chairs}x{chairs}.")
    return count, chairs


def _rows(count: int, chairs: int, options: list[str], words: str) -> Room:
    aisles: list[int] = []
    flags: set[str] = set()
    for option in options:
        name, has_value, value = (part.strip() for part in option.partition("="))
        if name in ("aisle", "aisles") and has_value:
            aisles += _aisles(value, chairs, words)
        elif name in ("over-aisles", "front-back") and not has_value:
            flags.add(name)
        else:
            close = get_close_matches(name, ROW_OPTIONS, 1, 0.5)
            meant = {"aisle": "aisle=5", "aisles": "aisles=3+7"}.get(close[0], close[0]) if close else "aisle=5, over-aisles or front-back"
            raise BadInput(f"“{words}”: “{option}” is not an option of rows. Maybe {meant}.")
    return layouts.rows(count, chairs, aisles=aisles, over_aisles="over-aisles" in flags, front_back="front-back" in flags)


def _aisles(value: str, chairs: int, words: str) -> list[int]:
    pieces = [piece.strip() for piece in value.split("+")]
    if not all(re.fullmatch(r"\d{1,9}", piece) and 1 <= int(piece) < chairs for piece in pieces):
        if chairs == 1:
            raise BadInput(f"“{words}”: a row of one chair has no aisle. Maybe rows:6x10:aisle=5.")
        raise BadInput(f"“{words}”: an aisle runs after a chair from 1 to {chairs - 1}, not “{value}”. Maybe aisle={max(1, chairs // 2)}.")
    return [int(piece) for piece in pieces]
