"""pretix seating plans: seats at pixels, without neighbours. The distances tell what a chair is, and who sits beside whom."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import msgspec
import numpy as np

from keywho.adapters.exchange.plain_words import convert_json
from keywho.adapters.exchange.rooms import SIDE_BY_SIDE, check_seats
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.layouts import CHAIR_M
from keywho.core.room import Room, Seat, SeatPair, Table, seat_pair

USUAL_CHAIR_PX = 25.0
"""Pixels from chair to chair where a plan has too few seats to tell."""
ROUNDNESS = 0.15
"""The seats of a ring are all as far from its middle, give or take this share."""

Point = tuple[float, float]


class _Position(msgspec.Struct, frozen=True):
    x: float
    y: float


class _PlanSeat(msgspec.Struct):
    seat_guid: str
    seat_number: str
    position: _Position


class _PlanRow(msgspec.Struct):
    row_number: str
    seats: list[_PlanSeat]
    row_label: str | None = None
    seat_label: str | None = None
    position: _Position = _Position(0.0, 0.0)


class _Zone(msgspec.Struct):
    position: _Position
    rows: list[_PlanRow]
    name: str = ""


class _Plan(msgspec.Struct):
    zones: list[_Zone]
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """The seats of a row in the order of sitting; in a ring the last sits beside the first."""

    name: str
    seats: tuple[SeatId, ...]
    labels: tuple[str, ...]
    points_px: tuple[Point, ...]
    is_ring: bool

    def steps(self) -> Iterator[tuple[int, int, float]]:
        """Give each place, the next one, and the pixels between the two."""
        places = [*range(len(self.points_px)), 0] if self.is_ring else [*range(len(self.points_px))]
        for here, there in pairwise(places):
            yield here, there, math.dist(self.points_px[here], self.points_px[there])


def read_seating_plan(parsed: Any, source: str = "the seating plan") -> Room:
    """Turn a parsed seating plan into a room in metres; rows whose seats stand in a circle become tables.

    Raises
    ------
    BadInput
        A key is missing or of the wrong type (named by its path), the plan has no seats, two seats have one id, or seats lie on each other.
    """
    plan = convert_json(parsed, _Plan, source)
    lines = [_line(zone, row, name) for (zone, row), name in zip(_rows(plan), _row_names(plan), strict=True)]
    chair_px = _chair_px(lines, source)
    metres = CHAIR_M / chair_px
    left, top = (min((point[axis] for line in lines for point in line.points_px), default=0.0) for axis in (0, 1))
    seats = tuple(
        Seat(seat, round((x - left) * metres, 3), round((y - top) * metres, 3), line.name, label)
        for line in lines
        for seat, label, (x, y) in zip(line.seats, line.labels, line.points_px, strict=True)
    )
    tables = tuple(_tables(lines))
    check_seats(seats, tables, source)
    adjacent = frozenset(pair for line in lines for pair in _side_by_side(line, chair_px))
    return Room(seats, tables, adjacent, plan.name, CHAIR_M)


def _rows(plan: _Plan) -> Iterator[tuple[_Zone, _PlanRow]]:
    for zone in plan.zones:
        for row in zone.rows:
            if row.seats:
                yield zone, row


def _row_names(plan: _Plan) -> Iterator[str]:
    """Name each row as people read it; the zone is added where two zones have a row of the same name."""
    names = [_labelled(row.row_label or "Row %s", row.row_number) for _, row in _rows(plan)]
    zones_of = Counter(name for name, _ in {(name, zone.name) for name, (zone, _) in zip(names, _rows(plan), strict=True)})
    for name, (zone, _) in zip(names, _rows(plan), strict=True):
        yield f"{zone.name}, {name}" if zones_of[name] > 1 and zone.name else name


def _labelled(label: str, number: str) -> str:
    return label.replace("%s", number).strip() if "%s" in label else label.strip()


def _line(zone: _Zone, row: _PlanRow, name: str) -> _Line:
    x, y = zone.position.x + row.position.x, zone.position.y + row.position.y
    points = [(x + seat.position.x, y + seat.position.y) for seat in row.seats]
    is_ring, order = _order(points)
    return _Line(
        name,
        tuple(SeatId(row.seats[place].seat_guid) for place in order),
        tuple(_labelled(row.seat_label or "%s", row.seats[place].seat_number) for place in order),
        tuple(points[place] for place in order),
        is_ring,
    )


def _order(points: list[Point]) -> tuple[bool, list[int]]:
    """Give whether the points stand in a ring, and the order in which one walks along them."""
    if len(points) < 3:
        return False, [*range(len(points))]
    spread = np.array(points, np.float64)
    spread -= spread.mean(axis=0)
    if (turn := _ring_order(spread)) is not None:
        return True, turn
    _, _, directions = np.linalg.svd(spread, full_matrices=False)
    along = directions[0] if directions[0][np.argmax(np.abs(directions[0]))] > 0 else -directions[0]
    straight = np.argsort(spread @ along, kind="stable").tolist()
    return False, min([*range(len(points))], straight, key=lambda order: _length(points, order))


def _ring_order(spread: np.ndarray[Any, np.dtype[np.float64]]) -> list[int] | None:
    """Give the order round the middle, from the first seat on, if the points are a ring."""
    radii = np.hypot(spread[:, 0], spread[:, 1])
    if radii.min() == 0 or np.abs(radii / radii.mean() - 1).max() > ROUNDNESS:
        return None
    angles = np.arctan2(spread[:, 1], spread[:, 0])
    turn = np.argsort((angles - angles[0]) % (2 * math.pi), kind="stable")
    gaps = np.diff(angles[turn], append=angles[turn[0]] + 2 * math.pi) % (2 * math.pi)
    return turn.tolist() if gaps.max() < math.pi * 0.9 else None


def _length(points: list[Point], order: list[int]) -> float:
    return sum(math.dist(points[here], points[there]) for here, there in pairwise(order))


def _chair_px(lines: list[_Line], source: str) -> float:
    """Give the pixels of one chair: the median step along the rows."""
    points = [point for line in lines for point in line.points_px]
    steps = [step for line in lines for _, _, step in line.steps()]
    if not steps and len(points) > 1:
        from scipy.spatial import KDTree  # slow to load, and few plans have rows of one seat alone

        steps = [step for _, step in KDTree(np.array(points)).query(np.array(points), 2)[0].tolist()]
    chair_px = median(steps) if steps else USUAL_CHAIR_PX
    if not 0 < chair_px < math.inf:
        raise BadInput(f"{source}: most seats lie on each other. Maybe the positions are missing from the plan.")
    return chair_px


def _side_by_side(line: _Line, chair_px: float) -> Iterator[SeatPair]:
    """Give the neighbours of a row: a gap wider than 1.6 usual steps is an aisle."""
    steps = [step for _, _, step in line.steps()]
    usual_px = median(steps) if len(steps) >= 3 else chair_px
    for here, there, step in line.steps():
        if step <= SIDE_BY_SIDE * usual_px:
            yield seat_pair(line.seats[here], line.seats[there])


def _tables(lines: list[_Line]) -> Iterator[Table]:
    times: Counter[str] = Counter()
    for line in lines:
        if line.is_ring:
            times[line.name] += 1
            again = f" ({times[line.name]})" if times[line.name] > 1 else ""
            yield Table(TableId(line.name + again), line.name + again, line.seats)
