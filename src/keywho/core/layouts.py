"""The usual rooms, drawn from a few numbers. All distances in metres."""

import math
from collections.abc import Iterable, Sequence

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
    return rows_of([chairs] * count, aisles=aisles, over_aisles=over_aisles, front_back=front_back)


def rows_of(sizes: Sequence[int], *, aisles: Iterable[int] = (), over_aisles: bool = False, front_back: bool = False) -> Room:
    """Give rows with so many chairs each, all beginning at the left wall; the options are those of `rows`."""
    cuts = frozenset(aisles)
    places_m = [0.0]
    for chair in range(1, max(sizes, default=0)):
        places_m.append(places_m[-1] + (AISLE_M if chair in cuts else CHAIR_M))
    seats: list[Seat] = []
    adjacent: set[SeatPair] = set()
    for row, chairs in enumerate(sizes, 1):
        name, behind = row_name(row), row_name(row + 1)
        for chair in range(1, chairs + 1):
            here = SeatId(f"{name}{chair}")
            seats.append(Seat(here, round(places_m[chair - 1], 3), (row - 1) * ROW_M, f"Row {name}", str(chair)))
            if chair < chairs and (over_aisles or chair not in cuts):
                adjacent.add(seat_pair(here, SeatId(f"{name}{chair + 1}")))
            if front_back and row < len(sizes) and chair <= sizes[row]:
                adjacent.add(seat_pair(here, SeatId(f"{behind}{chair}")))
    name = f"{_count(len(sizes), 'row')} of {_count(sizes[0], 'chair')}" if len(set(sizes)) == 1 else f"{_count(len(sizes), 'row')}, {sum(sizes)} chairs"
    return Room(tuple(seats), (), frozenset(adjacent), name, CHAIR_M)


def round_tables(count: int, chairs: int) -> Room:
    """Give `count` round tables with `chairs` chairs each, set out in a square grid."""
    return round_tables_of([chairs] * count)


def round_tables_of(sizes: Sequence[int]) -> Room:
    """Give round tables with so many chairs each, set out in a square grid."""
    name = f"{_count(len(sizes), 'round table')} of {sizes[0]}" if len(set(sizes)) == 1 else f"{_count(len(sizes), 'round table')}, {sum(sizes)} chairs"
    return _ring_tables(sizes, CHAIR_M, "table", "Table", name)


def standing(count: int, people: int = 3) -> Room:
    """Give `count` standing places (high tables) for up to `people` people each."""
    return standing_of([people] * count)


def standing_of(sizes: Sequence[int]) -> Room:
    """Give standing places (high tables) for so many people each."""
    name = (
        f"{_count(len(sizes), 'standing place')} for {sizes[0]}" if len(set(sizes)) == 1 else f"{_count(len(sizes), 'standing place')} for {sum(sizes)} people"
    )
    return _ring_tables(sizes, 0.8, "spot", "Spot", name)


def _ring_tables(sizes: Sequence[int], gap_m: float, prefix: str, word: str, name: str) -> Room:
    radii_m = [max(0.5, chairs * gap_m / (2 * math.pi)) for chairs in sizes]
    widest_m = max(radii_m, default=0.5)
    pitch_m = 2 * widest_m + 1.4
    across = max(1, math.ceil(math.sqrt(len(sizes))))
    seats: list[Seat] = []
    tables: list[Table] = []
    adjacent: set[SeatPair] = set()
    for no, (chairs, radius_m) in enumerate(zip(sizes, radii_m, strict=True), 1):
        line, column = divmod(no - 1, across)
        x_m, y_m = column * pitch_m + widest_m, line * pitch_m + widest_m
        ring = [SeatId(f"{prefix}{no}-{chair}") for chair in range(1, chairs + 1)]
        for chair, seat in enumerate(ring):
            angle = 2 * math.pi * chair / chairs
            seats.append(Seat(seat, round(x_m + radius_m * math.sin(angle), 3), round(y_m - radius_m * math.cos(angle), 3), f"{word} {no}", str(chair + 1)))
        tables.append(Table(TableId(f"{prefix}{no}"), f"{word} {no}", tuple(ring)))
        adjacent |= {seat_pair(one, other) for one, other in zip(ring, ring[1:] + ring[:1], strict=True) if one != other}
    return Room(tuple(seats), tuple(tables), frozenset(adjacent), name, gap_m)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
