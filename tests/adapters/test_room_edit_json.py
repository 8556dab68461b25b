"""Edits of the furniture as the desk's page asks for them."""

import json
from typing import Any

import pytest

from keywho.adapters.room_edit_json import edit_loads
from keywho.adapters.room_plan_json import room_plan_dumps, room_plan_loads
from keywho.core import room_edits
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId
from keywho.core.room_edits import plan_of_rows, plan_of_standing, plan_of_tables
from keywho.core.room_plan import RoomPlan

PLAN = room_edits.switched(room_edits.named(plan_of_rows(2, 4, aisles=[2]), "Hall"), [SeatId("A1"), SeatId("B4")], on=False)


def edited(plan: RoomPlan, edit: dict[str, Any]) -> RoomPlan:
    before, asked = edit_loads(json.dumps({"plan": json.loads(room_plan_dumps(plan)), "edit": edit}).encode())
    return asked.on(room_plan_loads(before))


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        ({"edit": "resize", "count": 3, "chairs": 5}, room_edits.resized(PLAN, 3, 5)),
        ({"edit": "size", "no": 2, "chairs": 6}, room_edits.sized(PLAN, 2, 6)),
        ({"edit": "one-more"}, room_edits.with_one_more(PLAN)),
        ({"edit": "one-less"}, room_edits.with_one_less(PLAN)),
        ({"edit": "aisle", "after": 3, "yes": True}, room_edits.with_aisle(PLAN, 3)),
        ({"edit": "aisle", "after": 2, "yes": False}, room_edits.with_aisle(PLAN, 2, yes=False)),
        ({"edit": "reset"}, room_edits.named(plan_of_rows(2, 4), "Hall")),
        ({"edit": "begin", "layout": "rows", "count": 1, "chairs": 2}, room_edits.named(plan_of_rows(1, 2), "Hall")),
        ({"edit": "begin", "layout": "tables", "count": 3, "chairs": 8}, room_edits.named(plan_of_tables(3, 8), "Hall")),
        ({"edit": "begin", "layout": "standing", "count": 5, "chairs": 4}, room_edits.named(plan_of_standing(5, 4), "Hall")),
    ],
)
def test_an_edit_does_what_it_says(edit: dict[str, Any], after: RoomPlan) -> None:
    assert edited(PLAN, edit) == after


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({"edit": "begin", "layout": "drawn", "count": 1, "chairs": 2}, "A drawn room begins with its seating plan. Maybe choose the file."),
        ({"edit": "resize", "count": 3000, "chairs": 10}, "3,000 × 10 are 30,000 chairs; a room takes at most 20,000."),
        ({"edit": "resize", "count": 3}, "What the page sent: edit has no “chairs”. Maybe add it."),
        ({"edit": "size", "no": 9, "chairs": 2}, "There is no row 9. Maybe a number from 1 to 2."),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(edit: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        edited(PLAN, edit)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"plan": {}, "edit": {"edit": "explode"}}', b'{"plan": {}, "edit": {}}'])
def test_what_is_no_edit_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"^What the page sent"):
        edit_loads(content)
