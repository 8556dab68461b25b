"""Rooms: chairs at known places, who sits beside whom, and circles cut from rows."""

import math
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.core.ids import SeatId, TableId
from keywho.core.layouts import round_tables, row_name, rows, standing
from keywho.core.room import Seat, Table, circles, seat_pair


def adjacent(*pairs: str) -> frozenset[tuple[SeatId, SeatId]]:
    return frozenset(seat_pair(*(SeatId(seat) for seat in pair.split())) for pair in pairs)


def test_rows_have_chairs_side_by_side() -> None:
    room = rows(2, 3)
    assert [(seat.id, seat.x_m, seat.y_m, seat.row, seat.label) for seat in room.seats[2:4]] == [("A3", 1.2, 0.0, "Row A", "3"), ("B1", 0.0, 1.0, "Row B", "1")]
    assert room.adjacent == adjacent("A1 A2", "A2 A3", "B1 B2", "B2 B3")


def test_aisle_parts_a_row_unless_people_may_talk_over_it() -> None:
    assert rows(1, 4, aisles=[2]).adjacent == adjacent("A1 A2", "A3 A4")
    assert rows(1, 4, aisles=[2], over_aisles=True).adjacent == adjacent("A1 A2", "A2 A3", "A3 A4")
    assert [seat.x_m for seat in rows(1, 4, aisles=[2]).seats] == [0.0, 0.6, 1.8, 2.4]


def test_front_and_back_are_beside_each_other_where_allowed() -> None:
    assert rows(2, 2, front_back=True).adjacent == adjacent("A1 A2", "B1 B2", "A1 B1", "A2 B2")
    assert rows(2, 2, front_back=True).beside[SeatId("A1")] == ("A2", "B1")


@pytest.mark.parametrize(("no", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")])
def test_rows_are_named_by_letters(no: int, name: str) -> None:
    assert row_name(no) == name


def test_round_table_is_a_ring_of_chairs() -> None:
    room = round_tables(2, 4)
    assert room.tables[1] == Table(TableId("table2"), "Table 2", tuple(SeatId(f"table2-{no}") for no in range(1, 5)))
    assert room.are_adjacent(SeatId("table1-4"), SeatId("table1-1"))
    assert not room.are_adjacent(SeatId("table1-1"), SeatId("table1-3"))
    assert not room.are_adjacent(SeatId("table1-1"), SeatId("table2-1"))
    assert room.table_by_seat[SeatId("table2-3")].name == "Table 2"
    assert room.tables_for(3) == room.tables


def test_table_of_two_has_one_pair() -> None:
    assert round_tables(1, 2).adjacent == adjacent("table1-1 table1-2")


@given(st.integers(1, 12), st.integers(2, 9), st.booleans())
def test_tables_do_not_touch(count: int, chairs: int, sitting: bool) -> None:
    room = round_tables(count, chairs) if sitting else standing(count, chairs)
    for one, other in combinations(room.seats, 2):
        same = room.table_by_seat[one.id] == room.table_by_seat[other.id]
        assert one.walk_m(other) > 0.3
        assert same or one.walk_m(other) > 1.0


def test_standing_place_takes_three_unless_told_otherwise() -> None:
    assert [(table.name, table.capacity) for table in standing(2).tables] == [("Spot 1", 3), ("Spot 2", 3)]


def test_walk_is_the_straight_line() -> None:
    assert Seat(SeatId("a"), 0.0, 0.0).walk_m(Seat(SeatId("b"), 3.0, 4.0)) == 5.0


@given(st.integers(1, 7), st.integers(1, 12), st.integers(2, 12))
def test_circles_use_each_chair_once_and_leave_at_most_one(count: int, chairs: int, size: int) -> None:
    room = rows(count, chairs)
    cut = circles(room.seats, size)
    used = [seat for table in cut for seat in table.seats]
    assert len(used) == len(set(used))
    assert set(used) <= set(room.seat_by_id)
    assert len(room.seats) - len(used) == (1 if len(room.seats) % size == 1 else 0)
    assert all(table.capacity == size for table in cut[:-1])
    assert all(1 < table.capacity <= size for table in cut)
    assert len({table.id for table in cut}) == len(cut)


def test_chairs_of_a_circle_lie_together() -> None:
    room = rows(6, 10)
    for table in room.tables_for(6):
        places = [room.seat_by_id[seat] for seat in table.seats]
        assert max(math.hypot(one.x_m - other.x_m, one.y_m - other.y_m) for one, other in combinations(places, 2)) < 3.5


def arcs(count: int, chairs: int, turn: float = 0.0, blocks: int = 1) -> tuple[Seat, ...]:
    """Rows of a theatre: each a part of a ring around the stage, in one or more blocks with an aisle between them."""
    seats = []
    for block, row in product(range(blocks), range(count)):
        radius_m, wide = 5.0 + row, chairs + row
        for chair in range(wide):
            angle = turn + (block - blocks / 2 + 0.08 + 0.84 * chair / (wide - 1)) * 2.4 / blocks
            name = f"{block}-{row_name(row + 1)}"
            seats.append(Seat(SeatId(f"{name}{chair}"), radius_m * math.sin(angle), radius_m * math.cos(angle), name))
    return tuple(seats)


@pytest.mark.parametrize("size", [2, 3, 4, 5, 6, 8])
@pytest.mark.parametrize("turn", [0.0, 0.7, 1.57])
@pytest.mark.parametrize(("count", "chairs", "blocks"), [(6, 14, 1), (6, 6, 3), (5, 7, 2), (1, 14, 1)])
def test_chairs_of_a_circle_lie_together_in_curved_rows(count: int, chairs: int, blocks: int, turn: float, size: int) -> None:
    seats = arcs(count, chairs, turn, blocks)
    cut = circles(seats, size)
    assert len({seat for table in cut for seat in table.seats}) >= len(seats) - 1
    place = {seat.id: seat for seat in seats}
    spreads = sorted(max(place[one].walk_m(place[other]) for one, other in combinations(table.seats, 2)) for table in cut)
    assert spreads[len(spreads) // 2] < 1.0 * size
    assert spreads[-1] < 6.0


def test_rows_without_names_are_told_apart_by_their_depth() -> None:
    room = rows(3, 6)
    nameless = tuple(replace(seat, row="") for seat in room.seats)
    assert circles(nameless, 4) == circles(room.seats, 4)


def test_circles_of_a_room_are_cut_once() -> None:
    room = rows(3, 6)
    assert room.tables_for(4) is room.tables_for(4)
    assert room == rows(3, 6)


def test_a_room_of_one_row_says_so() -> None:
    assert [room.name for room in (rows(1, 4), rows(2, 1), round_tables(1, 8), standing(1, 3))] == [
        "1 row of 4 chairs",
        "2 rows of 1 chair",
        "1 round table of 8",
        "1 standing place for 3",
    ]
