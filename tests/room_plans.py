"""Random room plans of all layouts, for hypothesis."""

from dataclasses import replace

from hypothesis import strategies as st

from keywho.core.room_edits import plan_of_room
from keywho.core.room_picture import Mark
from keywho.core.room_plan import Layout, RoomPlan


@st.composite
def room_plans(draw: st.DrawFn) -> RoomPlan:
    """Draw a plan of any layout, edited at random; some chair is always left."""
    layout = draw(st.sampled_from([Layout.ROWS, Layout.TABLES, Layout.STANDING]))
    least = 1 if layout is Layout.ROWS else 2
    sizes = tuple(draw(st.lists(st.integers(least, 6), min_size=1, max_size=5)))
    plan = RoomPlan(layout, sizes)
    if layout is Layout.ROWS:
        aisles = draw(st.frozensets(st.integers(1, max(sizes) - 1))) if max(sizes) > 1 else frozenset()
        plan = replace(plan, aisles=aisles, over_aisles=draw(st.booleans()), front_back=draw(st.booleans()))
    if draw(st.booleans()):
        plan = plan_of_room(plan.room())
    chairs = [seat.id for seat in plan.furniture.seats]
    some = st.frozensets(st.sampled_from(chairs))
    off, reserved = draw(some), draw(some)
    if len(off | reserved) == len(chairs):
        off, reserved = frozenset(), frozenset()
    marks = {mark: draw(some) for mark in draw(st.sets(st.sampled_from(Mark)))}
    tables = [table.id for table in plan.furniture.tables]
    names = {
        table: f"{draw(st.sampled_from(['Berlin', 'Rome', 'Oslo']))} {table}" for table in draw(st.sets(st.sampled_from(tables)) if tables else st.just(set()))
    }
    return replace(plan, name=draw(st.sampled_from(["", "Library hall"])), off=off, reserved=reserved, marks=marks, table_names=names)
