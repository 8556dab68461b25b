"""The edits that change the furniture itself, as the desk's page asks for them: {"edit": "resize", "count": 6, "chairs": 10}.

The page marks and switches chairs on its own; where rows or tables stand afterwards is worked out here.
"""

import msgspec

from keywho.adapters.exchange.plain_words import read_json
from keywho.core import room_edits
from keywho.core.errors import BadInput
from keywho.core.room_plan import Layout, RoomPlan


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="edit"):
    """One edit; its kind stands in the field `edit`."""


class Begin(Edit, frozen=True, tag="begin"):
    """Begin anew with another layout; the name of the room stays."""

    layout: Layout
    count: int
    chairs: int

    def on(self, plan: RoomPlan) -> RoomPlan:
        """Give the plan with this edit."""
        if self.layout is Layout.DRAWN:
            raise BadInput("A drawn room begins with its seating plan. Maybe choose the file.")
        if self.layout is Layout.ROWS:
            begun = room_edits.plan_of_rows(self.count, self.chairs)
        elif self.layout is Layout.TABLES:
            begun = room_edits.plan_of_tables(self.count, self.chairs)
        else:
            begun = room_edits.plan_of_standing(self.count, self.chairs)
        return room_edits.named(begun, plan.name)


class Resize(Edit, frozen=True, tag="resize"):
    """Set the number of rows, tables or places, and the chairs of each."""

    count: int
    chairs: int

    def on(self, plan: RoomPlan) -> RoomPlan:
        """Give the plan with this edit."""
        return room_edits.resized(plan, self.count, self.chairs)


class Size(Edit, frozen=True, tag="size"):
    """Set the chairs of one row, table or place, counted from 1."""

    no: int
    chairs: int

    def on(self, plan: RoomPlan) -> RoomPlan:
        """Give the plan with this edit."""
        return room_edits.sized(plan, self.no, self.chairs)


class OneMore(Edit, frozen=True, tag="one-more"):
    """Add a row, table or place."""

    def on(self, plan: RoomPlan) -> RoomPlan:
        """Give the plan with this edit."""
        return room_edits.with_one_more(plan)


class OneLess(Edit, frozen=True, tag="one-less"):
    """Take the last row, table or place away."""

    def on(self, plan: RoomPlan) -> RoomPlan:
        """Give the plan with this edit."""
        return room_edits.with_one_less(plan)


class Aisle(Edit, frozen=True, tag="aisle"):
    """Run an aisle after a chair, or close it."""

    after: int
    yes: bool

    def on(self, plan: RoomPlan) -> RoomPlan:
        """Give the plan with this edit."""
        return room_edits.with_aisle(plan, self.after, yes=self.yes)


class Reset(Edit, frozen=True, tag="reset"):
    """Give the room as it began."""

    def on(self, plan: RoomPlan) -> RoomPlan:
        """Give the plan with this edit."""
        return room_edits.without_edits(plan)


AnyEdit = Begin | Resize | Size | OneMore | OneLess | Aisle | Reset


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    plan: msgspec.Raw
    edit: AnyEdit


def edit_loads(content: bytes) -> tuple[bytes, AnyEdit]:
    """Read what the page sent: a room plan, still as JSON, and the edit to make.

    Raises
    ------
    BadInput
        It is not JSON, or the edit is none of these.
    """
    asked = read_json(content, _Asked, "What the page sent")
    return bytes(asked.plan), asked.edit
