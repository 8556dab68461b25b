"""The organizer's edits of a room: each gives a new plan, keeps the ids, and refuses nonsense in plain words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.core import room_edits as edits
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.layouts import round_tables, rows
from keywho.core.room import Room, Seat, seat_pair
from keywho.core.room_edits import plan_of_room, plan_of_rows, plan_of_standing, plan_of_tables
from keywho.core.room_picture import Box, ChairState, DrawnChair, DrawnRow, DrawnTable, Mark
from keywho.core.room_plan import RoomPlan
from room_plans import room_plans


def seats(names: str) -> list[SeatId]:
    return [SeatId(name) for name in names.split()]


def ids(room: Room) -> str:
    return " ".join(seat.id for seat in room.seats)


def pairs(room: Room) -> set[str]:
    return {f"{one} {other}" for one, other in room.adjacent}


def test_a_plan_begins_as_the_usual_rooms() -> None:
    assert plan_of_rows(2, 3, aisles=[1], over_aisles=True, front_back=True).room() == rows(2, 3, aisles=[1], over_aisles=True, front_back=True)
    assert plan_of_tables(3, 4).room() == round_tables(3, 4)
    assert [(table.name, table.capacity) for table in plan_of_standing(2).room().tables] == [("Spot 1", 3), ("Spot 2", 3)]


def test_a_chair_that_is_off_is_not_in_the_room_and_comes_back_as_it_was() -> None:
    plan = plan_of_rows(1, 4)
    without = edits.switched(plan, seats("A2"), on=False)
    assert (ids(without.room()), pairs(without.room())) == ("A1 A3 A4", {"A3 A4"})
    assert edits.switched(without, seats("A2"), on=True) == plan


def test_people_at_a_round_table_close_up_where_a_chair_is_taken_away() -> None:
    plan = edits.switched(plan_of_tables(1, 5), seats("table1-2 table1-3"), on=False)
    assert plan.room().tables[0].seats == tuple(seats("table1-1 table1-4 table1-5"))
    assert pairs(plan.room()) == {"table1-1 table1-4", "table1-4 table1-5", "table1-1 table1-5"}


def test_a_drawn_table_whose_chairs_stand_apart_does_not_close_up() -> None:
    room = replace(round_tables(1, 4), adjacent=frozenset({seat_pair(*seats("table1-1 table1-2"))}))
    assert edits.switched(plan_of_room(room), seats("table1-2"), on=False).room().adjacent == frozenset()


def test_a_table_without_chairs_is_not_in_the_room() -> None:
    plan = plan_of_tables(2, 2)
    plan = edits.switched(plan, plan.seats_of_row("Table 1"), on=False)
    assert [table.id for table in plan.room().tables] == ["table2"]


def test_reserved_chairs_are_in_the_room_only_when_the_organizer_gave_them_to_somebody() -> None:
    plan = edits.switched(edits.reserved(plan_of_rows(1, 5), seats("A1 A2 A3")), seats("A3"), on=False)
    assert ids(plan.room()) == "A4 A5"
    assert ids(plan.room(given=seats("A2 A3 A5"))) == "A2 A4 A5"
    assert ids(edits.reserved(plan, seats("A1"), yes=False).room()) == "A1 A4 A5"


def test_marks_stay_on_a_chair_that_is_switched_off_but_nobody_is_sent_there() -> None:
    plan = edits.marked(plan_of_rows(1, 3), Mark.STEP_FREE, seats("A3 A1"))
    assert plan.seats_marked(Mark.STEP_FREE) == tuple(seats("A1 A3"))
    without = edits.switched(plan, seats("A1"), on=False)
    assert without.seats_marked(Mark.STEP_FREE) == tuple(seats("A3"))
    assert edits.switched(without, seats("A1"), on=True) == plan
    assert edits.marked(plan, Mark.STEP_FREE, seats("A1 A3"), yes=False) == plan_of_rows(1, 3)


def test_an_aisle_parts_the_rows_until_it_is_closed() -> None:
    plan = edits.with_aisle(plan_of_rows(2, 4), 2)
    assert plan.room() == rows(2, 4, aisles=[2])
    assert edits.talking(plan, over_aisles=True, front_back=True).room() == rows(2, 4, aisles=[2], over_aisles=True, front_back=True)
    assert edits.with_aisle(plan, 2, yes=False) == plan_of_rows(2, 4)


def test_a_named_table_is_named_on_its_chairs_and_gets_its_number_back() -> None:
    plan = edits.table_named(plan_of_tables(2, 2), TableId("table2"), "  Berlin \n West ")
    assert [(table.id, table.name) for table in plan.room().tables] == [("table1", "Table 1"), ("table2", "Berlin West")]
    assert [seat.row for seat in plan.room().seats] == ["Table 1", "Table 1", "Berlin West", "Berlin West"]
    assert plan.seats_of_row("Berlin West") == tuple(seats("table2-1 table2-2"))
    assert edits.table_named(plan, TableId("table2"), " ") == plan_of_tables(2, 2)


def test_the_room_has_a_name_made_of_its_numbers_until_it_gets_its_own() -> None:
    assert plan_of_rows(2, 3).room().name == "2 rows of 3 chairs"
    assert edits.sized(plan_of_rows(2, 3), 2, 5).room().name == "2 rows, 8 chairs"
    assert edits.named(plan_of_rows(2, 3), "Library hall").room().name == "Library hall"


def test_ids_stay_when_the_room_grows_and_shrinks() -> None:
    plan = edits.switched(plan_of_rows(2, 3), seats("A2 B3"), on=False)
    assert ids(edits.with_one_more(plan).room()) == "A1 A3 B1 B2 C1 C2 C3"
    assert ids(edits.sized(plan, 1, 5).room()) == "A1 A3 A4 A5 B1 B2"
    assert ids(edits.resized(plan, 3, 2).room()) == "A1 B1 B2 C1 C2"
    assert edits.with_one_less(edits.with_one_more(plan)) == plan


def test_what_was_decided_about_chairs_that_are_gone_is_forgotten() -> None:
    plan = edits.table_named(plan_of_tables(3, 4), TableId("table3"), "Berlin")
    plan = edits.marked(edits.reserved(edits.switched(plan, seats("table3-1"), on=False), seats("table1-4")), Mark.QUIET, seats("table2-4 table1-1"))
    assert edits.resized(plan, 2, 3) == edits.marked(plan_of_tables(2, 3), Mark.QUIET, seats("table1-1"))
    assert edits.resized(edits.with_aisle(plan_of_rows(1, 9), 7), 1, 7) == plan_of_rows(1, 7)


def test_without_edits_only_size_and_name_are_left() -> None:
    plan = edits.named(edits.switched(edits.with_aisle(plan_of_rows(2, 4), 2), seats("A1"), on=False), "Hall")
    assert edits.without_edits(plan) == edits.named(plan_of_rows(2, 4), "Hall")


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda: plan_of_rows(0, 5), "A room needs at least one row. Maybe 6."),
        (lambda: plan_of_rows(10**12, 0), "1,000,000,000,000 × 0 are 0 chairs; a room takes at most 20,000."),
        (lambda: plan_of_rows(200, 101), "200 × 101 are 20,200 chairs; a room takes at most 20,000."),
        (lambda: plan_of_rows(2, 501), "The row number 1 has 501 chairs; a row takes 1 to 500. Maybe 500."),
        (lambda: plan_of_tables(2, 1), "The table number 1 has 1 chairs; a table takes 2 to 40. Maybe 2."),
        (lambda: plan_of_rows(1, 5, aisles=[5]), "No aisle can run after chair 5. Maybe an aisle after a chair from 1 to 4."),
        (lambda: plan_of_rows(3, 1, aisles=[1]), "No aisle can run after chair 1. Maybe leave it out: the rows have one chair each."),
        (lambda: edits.with_aisle(plan_of_tables(1, 5), 2), "Only a room of rows has aisles and people in front and behind. Maybe leave them out."),
        (
            lambda: edits.switched(plan_of_rows(1, 2), seats("A1 B1 C1 D1 E1"), on=False),
            "Switched off: the room has no chair “B1”, “C1”, “D1” and 1 more. Maybe the room was made smaller meanwhile.",
        ),
        (
            lambda: edits.reserved(edits.switched(plan_of_rows(1, 2), seats("A1"), on=False), seats("A2")),
            "No chair is left for anybody. Maybe switch some of them on again.",
        ),
        (
            lambda: edits.marked(plan_of_rows(1, 2), Mark.HEARING, seats("Z1")),
            "Marked hearing: the room has no chair “Z1”. Maybe the room was made smaller meanwhile.",
        ),
        (
            lambda: edits.table_named(plan_of_tables(2, 2), TableId("table1"), "TABLE 2"),
            "Two tables can't both be called “TABLE 2”: people would not find the right one. Maybe add a number.",
        ),
        (
            lambda: edits.table_named(plan_of_tables(2, 2), TableId("table3"), "Rome"),
            "The room has no table “table3” that could be named. Maybe the room was made smaller meanwhile.",
        ),
        (lambda: edits.named(plan_of_rows(1, 2), "x" * 61), "“xxxxxxxxxxxxxxxxxxxx…” has 61 letters; a name takes 60. Maybe a shorter one."),
        (
            lambda: replace(plan_of_rows(1, 2), name="Hall\u202e"),
            "The name “Hall” has blanks at its ends, or signs that nobody can see. Maybe type it again.",
        ),
        (lambda: edits.sized(plan_of_rows(2, 2), 3, 2), "There is no row 3. Maybe a number from 1 to 2."),
        (lambda: edits.with_one_less(plan_of_standing(1)), "The room has only one standing place left. Maybe make it smaller, or choose another layout."),
        (
            lambda: edits.resized(plan_of_room(rows(1, 2)), 2, 2),
            "An imported seating plan keeps its chairs. Maybe switch the unused ones off, or choose another layout.",
        ),
        (lambda: plan_of_room(Room(())), "The seating plan has 0 chairs; a room takes 1 to 20,000."),
        (lambda: plan_of_room(Room((Seat(SeatId("a"), float("nan"), 0),))), "The seat “a” lies farther than 10 km away. Maybe its place is not in metres."),
        (lambda: plan_of_room(Room((Seat(SeatId("a"), 0, 0),) * 2)), "2 seats of the seating plan are called “a”. Maybe rename one of them."),
        (lambda: plan_of_rows(1, 2).seats_of_row("Row B"), "“Row B” is not in the room. Maybe “Row A”."),
    ],
)
def test_nonsense_is_refused_with_a_way_out(edit: Callable[[], object], sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        edit()
    assert str(refused.value) == sentence


def test_the_picture_shows_every_chair_with_its_state_and_marks() -> None:
    plan = edits.marked(edits.reserved(edits.switched(plan_of_rows(1, 3), seats("A2"), on=False), seats("A3")), Mark.QUIET, seats("A1 A3"))
    picture = edits.marked(plan, Mark.HEARING, seats("A3")).picture()
    assert picture.chairs == (
        DrawnChair(SeatId("A1"), 0, 0, "Row A", "1", 180, ChairState.ON, (Mark.QUIET,)),
        DrawnChair(SeatId("A2"), 40, 0, "Row A", "2", 180, ChairState.OFF),
        DrawnChair(SeatId("A3"), 80, 0, "Row A", "3", 180, ChairState.RESERVED, (Mark.HEARING, Mark.QUIET)),
    )
    assert (picture.rows, picture.tables, picture.chair_r) == ((DrawnRow("Row A", -25, 0),), (), 15)
    assert (picture.stage, picture.box) == (Box(-10, -100, 100, 30), Box(-90, -140, 260, 180))


def test_the_picture_of_tables_has_their_discs_and_names_and_no_stage() -> None:
    picture = edits.table_named(plan_of_tables(1, 4), TableId("table1"), "Berlin").picture()
    assert (picture.tables, picture.rows, picture.stage) == ((DrawnTable(TableId("table1"), "Berlin", 33, 33, 15),), (), None)
    assert [chair.back for chair in picture.chairs] == [0, 90, 180, 270]
    assert {chair.back for chair in plan_of_standing(2).picture().chairs} == {None}


@given(room_plans())
def test_the_box_of_the_picture_holds_everything(plan: RoomPlan) -> None:
    picture = plan.picture()
    box = picture.box
    corners = [(chair.x + sign * picture.chair_r, chair.y + sign * picture.chair_r) for chair in picture.chairs for sign in (-1, 1)]
    if picture.stage:
        corners += [(picture.stage.left, picture.stage.top), (picture.stage.left + picture.stage.width, picture.stage.top)]
    assert all(box.left <= x <= box.left + box.width and box.top <= y <= box.top + box.height for x, y in corners)


@given(room_plans())
def test_the_room_has_exactly_the_chairs_in_use_at_their_places(plan: RoomPlan) -> None:
    room = plan.room()
    assert tuple(seat.id for seat in room.seats) == plan.in_use
    assert all(plan.furniture.seat_by_id[seat.id] == seat for seat in room.seats)
    assert {seat for pair in room.adjacent for seat in pair} <= set(plan.in_use)
    assert {seat for table in room.tables for seat in table.seats} <= set(plan.in_use)
    assert {(chair.id, chair.state is ChairState.ON) for chair in plan.picture().chairs} == {
        (seat.id, seat.id in set(plan.in_use)) for seat in plan.furniture.seats
    }


@given(room_plans(), st.booleans())
def test_switching_a_row_leaves_all_other_chairs_alone(plan: RoomPlan, on: bool) -> None:
    row = plan.seats_of_row(plan.furniture.seats[0].row)
    if not on and set(plan.in_use) <= set(row):
        with pytest.raises(BadInput, match="No chair is left"):
            edits.switched(plan, row, on=on)
        return
    once = edits.switched(plan, row, on=on)
    assert edits.switched(once, row, on=on) == once
    assert once.off == (plan.off - set(row) if on else plan.off | set(row))
