"""Chairs by their code, and who sits where before there is a programme."""

from keywho.core.errors import BadInput
from keywho.core.room import Seat
from keywho.live.words.answers import answers_of
from keywho.server.store import load
from keywho.server.store import models as records


def seat_in_room(event_pk: int, code: str) -> Seat:
    """Give the chair with an id or a code as it stands on its sticker ("c4", "C 4").

    Raises
    ------
    BadInput
        There is no such chair.
    """
    event = records.Event.objects.get(pk=event_pk)
    plan = load.room_plan(event)
    wanted = "".join(code.casefold().split())
    for seat in plan.room().seats if plan else ():
        if wanted in ("".join(seat.id.casefold().split()), "".join(f"{seat.row}{seat.label}".casefold().split())):
            return seat
    raise BadInput(answers_of(event.language).no_such_chair.format(code=code))


def is_seat(event_pk: int, code: str) -> bool:
    """Say whether there is such a chair."""
    try:
        seat_in_room(event_pk, code)
    except BadInput:
        return False
    return True
