"""Room plans as JSON: exact round trip, files that begin a plan, and hostile files refused in plain words."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from keywho.adapters.room_json import room_dumps
from keywho.adapters.room_plan_json import MOST_BYTES, picture_dumps, plan_from_file, room_plan_dumps, room_plan_loads
from keywho.adapters.room_text import read_room
from keywho.core import room_edits as edits
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId
from keywho.core.layouts import round_tables
from keywho.core.room_edits import plan_of_room, plan_of_rows, plan_of_tables
from keywho.core.room_picture import Mark
from keywho.core.room_plan import RoomPlan
from room_plans import room_plans

SEATING = Path(__file__).parents[1] / "fixtures" / "seating"


def file_with(**fields: Any) -> bytes:
    return json.dumps({"format": "keywho-room-plan", "format_version": 1, "layout": "rows", "sizes": [3], **fields}).encode()


@given(room_plans())
def test_what_is_written_is_read_back_exactly(plan: RoomPlan) -> None:
    written = room_plan_dumps(plan)
    assert room_plan_loads(written) == plan
    assert room_plan_dumps(room_plan_loads(written)) == written


def test_the_largest_room_fits() -> None:
    plan = plan_of_room(plan_of_rows(100, 200).room())
    written = room_plan_dumps(plan)
    assert len(written) < MOST_BYTES
    assert room_plan_loads(written) == plan


def test_the_fields_stand_in_the_file_as_the_page_writes_them() -> None:
    plan = edits.marked(edits.switched(plan_of_rows(1, 3, aisles=[1]), [SeatId("A3"), SeatId("A2")], on=False), Mark.STEP_FREE, [SeatId("A1")])
    assert json.loads(room_plan_dumps(plan)) == {
        "format": "keywho-room-plan",
        "format_version": 1,
        "layout": "rows",
        "sizes": [3],
        "drawn": None,
        "name": "",
        "aisles": [1],
        "over_aisles": False,
        "front_back": False,
        "off": ["A2", "A3"],
        "reserved": [],
        "marks": {"step-free": ["A1"]},
        "table_names": {},
    }


@pytest.mark.parametrize("name", ["eight_round_tables.json", "theatre_160.json"])
def test_a_pretix_seating_plan_begins_a_plan_with_the_room_that_the_planner_reads(name: str) -> None:
    plan = plan_from_file((SEATING / name).read_bytes(), name)
    assert plan.room() == read_room(SEATING / name)


def test_our_own_rooms_and_room_plans_begin_a_plan() -> None:
    room = round_tables(2, 4)
    assert plan_from_file(room_dumps(room)) == plan_of_room(room)
    assert plan_from_file(room_plan_dumps(plan_of_tables(2, 4))) == plan_of_tables(2, 4)


def test_other_files_are_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"^hall\.json is not a room: it has neither “seats” \(a keywho room\) nor “zones”"):
        plan_from_file(b"{}", "hall.json")
    with pytest.raises(BadInput, match=r"^hall\.png is not a text file in UTF-8"):
        plan_from_file(b"\x89PNG\r\n", "hall.png")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The room plan is not proper JSON: it is empty. Maybe the file was cut off or edited by hand; save it again."),
        (b"{}", "The room plan is not a room plan: it does not say “format”: “keywho-room-plan”. Maybe import it as a seating plan."),
        (file_with(format_version=2), "The room plan has format_version 2; this keywho reads 1. Maybe it was written by a newer keywho: upgrade."),
        (file_with(colour="red"), "The room plan: the file has a field “colour” that is not known there. Maybe leave it out."),
        (file_with(sizes=["5"]), "The room plan: sizes[0] should be a whole number, not text."),
        (file_with(sizes=[10**15]), "The row number 1 has 1,000,000,000,000,000 chairs; a row takes 1 to 500. Maybe 500."),
        (file_with(sizes=[500] * 41), "The room has 20,500 chairs; a room takes at most 20,000."),
        (file_with(sizes=[]), "A room needs at least one row. Maybe 6."),
        (file_with(layout="circle"), "The room plan: layout can't be 'circle'. Maybe see docs/exchange-format.md for what it can be."),
        (file_with(marks={"loud": []}), "The room plan: marks can't be 'loud'. Maybe see docs/exchange-format.md for what it can be."),
        (file_with(off=["A9"]), "Switched off: the room has no chair “A9”. Maybe the room was made smaller meanwhile."),
        (file_with(off=["A1", "A2", "A3"]), "No chair is left for anybody. Maybe switch some of them on again."),
        (file_with(table_names={"table1": "x"}), "The room has no table “table1” that could be named. Maybe the room was made smaller meanwhile."),
        (file_with(layout="drawn"), "A drawn room has its seats and no numbers of rows. Maybe import the seating plan again."),
        (
            file_with(layout="drawn", sizes=[], drawn={"seats": [{"id": "a", "x_m": 1e300, "y_m": 0}]}),
            "The seat “a” lies farther than 10 km away. Maybe its place is not in metres.",
        ),
        (
            file_with(drawn={"seats": [{"id": "a", "x_m": 0, "y_m": 0}]}),
            "A room is made of rows or drawn seat by seat, not both. Maybe leave the seating plan out.",
        ),
        (b" " * (MOST_BYTES + 1), "The room plan has 16 MB; a room takes at most 16 MB. Maybe it is another file."),
        (b'{"a":' * 100_000, "The room plan has lists inside lists without end. Maybe it is another kind of file."),
    ],
)
def test_hostile_plans_are_refused_in_plain_words(content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        room_plan_loads(content)
    assert str(refused.value) == sentence


def test_the_picture_leaves_out_what_is_usual() -> None:
    plan = edits.marked(edits.switched(plan_of_rows(1, 2), [SeatId("A2")], on=False), Mark.QUIET, [SeatId("A2")])
    assert json.loads(picture_dumps(plan.picture())) == {
        "name": "1 row of 2 chairs",
        "box": {"left": -110, "top": -140, "width": 260, "height": 180},
        "chair_r": 15,
        "chairs": [
            {"id": "A1", "x": 0, "y": 0, "row": "Row A", "label": "1"},
            {"id": "A2", "x": 40, "y": 0, "row": "Row A", "label": "2", "state": "off", "marks": ["quiet"]},
        ],
        "tables": [],
        "rows": [{"name": "Row A", "x": -25, "y": 0}],
        "stage": {"left": -30, "top": -100, "width": 100, "height": 30},
    }
