"""The usual rooms, drawn from a few numbers. All distances in metres."""

import math
from collections.abc import Iterable

from keywho.core.ids import SeatId, TableId
from keywho.core.room import Room, Seat, SeatPair, Table, seat_pair

CHAIR_M = 0.6
ROW_M = 1.0
AISLE_M = 1.2


def row_name(no: int) -> str:
    """Name the rows A, B, ... Z, AA, AB, ... (`no` is 1-based)."""
    name = ""
    while no:
        no, letter = divmod(no - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def rows(count: int, chairs: int, *, aisles: Iterable[int] = (), over_aisles: bool = False, front_back: bool = False) -> Room:
    """Give `count` rows of `chairs` chairs each, the stage in front of row A.

    `aisles` lists the chairs after which an aisle runs (`[5]`: between the fifth and the sixth chair).
    `over_aisles` lets people talk over the aisle, `front_back` with the person in front and behind.
    """
    cuts = frozenset(aisles)
    seats: list[Seat] = []
    for row in range(1, count + 1):
        x_m = 0.0
        for chair in range(1, chairs + 1):
            seats.append(Seat(SeatId(f"{row_name(row)}{chair}"), round(x_m, 3), (row - 1) * ROW_M, f"Row {row_name(row)}", str(chair)))
            x_m += AISLE_M if chair in cuts else CHAIR_M
    adjacent: set[SeatPair] = set()
    for row in range(1, count + 1):
        for chair in range(1, chairs):
            if over_aisles or chair not in cuts:
                adjacent.add(seat_pair(SeatId(f"{row_name(row)}{chair}"), SeatId(f"{row_name(row)}{chair + 1}")))
        if front_back and row < count:
            for chair in range(1, chairs + 1):
                adjacent.add(seat_pair(SeatId(f"{row_name(row)}{chair}"), SeatId(f"{row_name(row + 1)}{chair}")))
    return Room(tuple(seats), (), frozenset(adjacent), f"{_count(count, 'row')} of {_count(chairs, 'chair')}", CHAIR_M)


def round_tables(count: int, chairs: int) -> Room:
    """Give `count` round tables with `chairs` chairs each, set out in a square grid."""
    return _ring_tables(count, chairs, CHAIR_M, "table", "Table", f"{_count(count, 'round table')} of {chairs}")


def standing(count: int, people: int = 3) -> Room:
    """Give `count` standing places (high tables) for up to `people` people each."""
    return _ring_tables(count, people, 0.8, "spot", "Spot", f"{_count(count, 'standing place')} for {people}")


def _ring_tables(count: int, chairs: int, gap_m: float, prefix: str, word: str, name: str) -> Room:
    radius_m = max(0.5, chairs * gap_m / (2 * math.pi))
    pitch_m = 2 * radius_m + 1.4
    across = max(1, math.ceil(math.sqrt(count)))
    seats: list[Seat] = []
    tables: list[Table] = []
    adjacent: set[SeatPair] = set()
    for no in range(1, count + 1):
        line, column = divmod(no - 1, across)
        x_m, y_m = column * pitch_m + radius_m, line * pitch_m + radius_m
        ring = [SeatId(f"{prefix}{no}-{chair}") for chair in range(1, chairs + 1)]
        for chair, seat in enumerate(ring):
            angle = 2 * math.pi * chair / chairs
            seats.append(Seat(seat, round(x_m + radius_m * math.sin(angle), 3), round(y_m - radius_m * math.cos(angle), 3), f"{word} {no}", str(chair + 1)))
        tables.append(Table(TableId(f"{prefix}{no}"), f"{word} {no}", tuple(ring)))
        adjacent |= {seat_pair(one, other) for one, other in zip(ring, ring[1:] + ring[:1], strict=True) if one != other}
    return Room(tuple(seats), tuple(tables), frozenset(adjacent), name, gap_m)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
