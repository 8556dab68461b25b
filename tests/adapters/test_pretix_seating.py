import copy
import json
import math
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.adapters.pretix_seating import read_seating_plan
from keywho.adapters.room_text import read_room
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId
from keywho.core.room import Room, Seat, seat_pair

SEATING = Path(__file__).parents[1] / "fixtures" / "seating"
PRETIX_SAMPLE = Path(__file__).parents[3] / "shared/data/pretix/seating/pretix_test_sample_plan.json"


def plan_of(*rows: tuple[str, list[tuple[float, float]]], zone: str = "Hall") -> dict[str, Any]:
    """Draw a plan with one zone; the guid of a seat is its row and its place in the plan."""
    return {
        "name": "Plan",
        "zones": [
            {
                "name": zone,
                "position": {"x": 5, "y": 7},
                "rows": [
                    {
                        "row_number": name,
                        "position": {"x": 0, "y": 0},
                        "seats": [
                            {"seat_guid": f"{name}{no}", "seat_number": str(no), "category": "Stalls", "position": {"x": x, "y": y}}
                            for no, (x, y) in enumerate(points, 1)
                        ],
                    }
                    for name, points in rows
                ],
            }
        ],
        "categories": [{"name": "Stalls"}],
        "size": {"width": 600, "height": 500},
    }


def beside(room: Room) -> set[tuple[str, str]]:
    return {(str(one), str(other)) for one, other in room.adjacent}


def test_eight_round_tables_become_tables_of_eight_in_rings() -> None:
    room = read_room(SEATING / "eight_round_tables.json")
    assert [(table.id, table.name, table.seats) for table in room.tables] == [
        (f"Table {no}", f"Table {no}", tuple(f"T{no}-{chair}" for chair in range(1, 9))) for no in range(1, 9)
    ]
    rings = {seat_pair(one, other) for table in room.tables for one, other in pairwise((*table.seats, table.seats[0]))}
    assert room.adjacent == rings
    assert all(0.55 <= room.seat_by_id[one].walk_m(room.seat_by_id[other]) <= 0.65 for one, other in rings)
    assert room.seats[0] == Seat(SeatId("T1-1"), 1.568, 0.784, "Table 1", "Chair 1")


def test_a_theatre_with_an_aisle_has_neighbours_on_either_side_of_it_only() -> None:
    room = read_room(SEATING / "theatre_160.json")
    assert (len(room.seats), room.tables, room.name) == (160, (), "Theatre 10x16 with aisle")
    expected = {seat_pair(SeatId(f"{row}-{chair}"), SeatId(f"{row}-{chair + 1}")) for row in "ABCDEFGHIJ" for chair in range(1, 16) if chair != 8}
    assert room.adjacent == expected
    assert room.seat_by_id[SeatId("A-1")] == Seat(SeatId("A-1"), 0.0, 0.0, "Row A", "Seat 1")
    assert room.seat_by_id[SeatId("A-8")].x_m == pytest.approx(4.2)
    assert room.seat_by_id[SeatId("A-9")].x_m == pytest.approx(5.76)


def test_a_row_of_two_seats_is_side_by_side() -> None:
    seats = (Seat(SeatId("1-1"), 0.0, 0.0, "Row 1", "1"), Seat(SeatId("1-2"), 0.6, 0.0, "Row 1", "2"))
    assert read_room(SEATING / "two_seats.json") == Room(seats, (), frozenset({(SeatId("1-1"), SeatId("1-2"))}), "Two seats", 0.6)


@pytest.mark.skipif(not PRETIX_SAMPLE.exists(), reason="pretix's own sample plan is not at hand (../shared/data/pretix/seating)")
def test_pretix_own_sample_plan_is_two_seats_side_by_side() -> None:
    assert read_room(PRETIX_SAMPLE) == Room(
        (Seat(SeatId("0-0"), 0.0, 0.0, "Row 0", "0-0"), Seat(SeatId("0-1"), 0.6, 0.0, "Row 0", "0-1")),
        (),
        frozenset({(SeatId("0-0"), SeatId("0-1"))}),
        "Sample plan",
        0.6,
    )


@given(st.integers(3, 14), st.floats(0, 6.28), st.floats(20, 300), st.randoms(use_true_random=False))
def test_a_ring_in_any_order_and_turn_is_a_table(count: int, turn: float, radius: float, chance: Any) -> None:
    order = list(range(count))
    chance.shuffle(order)
    points = [(radius * math.cos(turn + 2 * math.pi * place / count), radius * math.sin(turn + 2 * math.pi * place / count)) for place in order]
    room = read_seating_plan(plan_of(("1", points)))
    seat_at = {place: f"1{no}" for no, place in enumerate(order, 1)}
    assert beside(room) == {tuple(sorted((seat_at[place], seat_at[(place + 1) % count]))) for place in range(count)}
    assert [table.name for table in room.tables] == ["Row 1"]


@given(st.integers(2, 20), st.floats(0, 6.28), st.floats(10, 80), st.randoms(use_true_random=False))
def test_a_straight_row_in_any_order_and_direction_is_no_table(count: int, turn: float, step: float, chance: Any) -> None:
    order = list(range(count))
    chance.shuffle(order)
    room = read_seating_plan(plan_of(("A", [(place * step * math.cos(turn), place * step * math.sin(turn)) for place in order])))
    seat_at = {place: f"A{no}" for no, place in enumerate(order, 1)}
    assert room.tables == ()
    assert beside(room) == {tuple(sorted((seat_at[place], seat_at[place + 1]))) for place in range(count - 1)}


def test_a_curved_row_is_no_table() -> None:
    points = [(200 * math.cos(angle / 10), 200 * math.sin(angle / 10)) for angle in range(2, 30)]
    room = read_seating_plan(plan_of(("A", points)))
    assert room.tables == ()
    assert beside(room) == {tuple(sorted((f"A{no}", f"A{no + 1}"))) for no in range(1, 28)}


def test_rows_of_the_same_name_in_two_zones_are_told_apart() -> None:
    plan = plan_of(("A", [(0, 0), (25, 0)]), zone="Parquet")
    plan["zones"] += copy.deepcopy(plan_of(("A", [(0, 300), (25, 300)]), ("B", [(0, 340)]), zone="Balcony")["zones"])
    for no, seat in enumerate(seat for zone in plan["zones"] for row in zone["rows"] for seat in row["seats"]):
        seat["seat_guid"] = f"seat-{no}"
    assert [seat.row for seat in read_seating_plan(plan).seats] == ["Parquet, Row A"] * 2 + ["Balcony, Row A"] * 2 + ["Row B"]


def test_labels_of_the_plan_are_used_with_their_numbers() -> None:
    plan = plan_of(("7", [(0, 0), (25, 0)]))
    plan["zones"][0]["rows"][0] |= {"row_label": "Bank %s", "seat_label": "Platz %s"}
    assert [(seat.row, seat.label) for seat in read_seating_plan(plan).seats] == [("Bank 7", "Platz 1"), ("Bank 7", "Platz 2")]
    plan["zones"][0]["rows"][0] |= {"row_label": None, "seat_label": None}
    assert [(seat.row, seat.label) for seat in read_seating_plan(plan).seats] == [("Row 7", "1"), ("Row 7", "2")]


def test_a_missing_key_is_named_by_its_path() -> None:
    plan = json.loads((SEATING / "theatre_160.json").read_text())
    del plan["zones"][0]["rows"][3]["seats"][5]["position"]["y"]
    message = "theatre.json: zones[0].rows[3].seats[5].position has no “y”. Maybe add it."
    with pytest.raises(BadInput, match=f"^{re.escape(message)}$"):
        read_seating_plan(plan, "theatre.json")


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ({"zones": []}, "plan.json has 0 seats; a room takes 1 to 20,000. Maybe leave the room out, or split the evening."),
        ({"zones": 3}, "plan.json: zones should be a list, not a whole number."),
        (plan_of(("A", [(0, 0)] * 3)), "plan.json: most seats lie on each other. Maybe the positions are missing from the plan."),
        (plan_of(("A", [(0, 0)]), ("A", [(9, 0)])), "plan.json has 2 seats called “A1”. Maybe rename one of them."),
    ],
)
def test_a_faulty_plan_says_what_is_wrong(plan: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput, match=f"^{re.escape(message)}$"):
        read_seating_plan(plan, "plan.json")


def test_single_seats_take_their_scale_from_each_other() -> None:
    room = read_seating_plan(plan_of(("A", [(0, 0)]), ("B", [(30, 0)]), ("C", [(60, 0)])))
    assert [seat.x_m for seat in room.seats] == [0.0, 0.6, 1.2]
    assert read_seating_plan(plan_of(("A", [(3, 4)]))).seats == (Seat(SeatId("A1"), 0.0, 0.0, "Row A", "1"),)
