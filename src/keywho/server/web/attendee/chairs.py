"""The room as a phone shows it: its picture, and chairs in words."""

from functools import lru_cache

from keywho.adapters.room_plan_json import picture_dumps, room_plan_loads
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId
from keywho.core.room import Room
from keywho.core.room_picture import draw
from keywho.core.signposts import place_in, table_of
from keywho.live import phone_view
from keywho.live.words import words_of
from keywho.server.services.evenings import Evening
from keywho.server.services.seats import seat_in_room
from keywho.server.store import models as records

NO_PICTURE = b"null"


def has_chairs(event: records.Event) -> bool:
    """Say whether the organizers have drawn the room."""
    return bool(event.room_plan)


def picture_of(event: records.Event, loaded: Evening) -> bytes:
    """Give the drawing of the room as JSON; `null` where there is none."""
    if event.room_plan:
        return _picture(event.room_plan)
    room = loaded.published.room if loaded.published else None
    return picture_dumps(draw(room)) if room is not None else NO_PICTURE


def chair_in_words(loaded: Evening, event: records.Event, seat: str) -> str:
    """Name a chair: "Row C, seat 4"; empty where there is none."""
    room = loaded.published.room if loaded.published else None
    if (room is None or seat not in room.seat_by_id) and event.room_plan:
        room = _room(event.room_plan)
    if room is None:
        return ""
    try:
        chair = room.seat_by_id[SeatId(seat)] if seat in room.seat_by_id else seat_in_room(event.pk, seat)
    except BadInput:
        return ""
    place = place_in(room, chair.id, table_of(room, chair.id))
    return phone_view.place_in(place.text, words_of(loaded.language), place)


@lru_cache(maxsize=16)
def _picture(plan: str) -> bytes:
    return picture_dumps(room_plan_loads(plan.encode(), "the room of this evening").picture())


@lru_cache(maxsize=16)
def _room(plan: str) -> Room:
    return room_plan_loads(plan.encode(), "the room of this evening").furniture
