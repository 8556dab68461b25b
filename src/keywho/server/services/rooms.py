"""The room of an event: loaded and saved as the organizer edits it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from keywho.adapters.room_plan_json import room_plan_dumps
from keywho.core.errors import KeywhoError
from keywho.core.room_edits import plan_of_rows
from keywho.core.room_plan import RoomPlan
from keywho.server.store import load
from keywho.server.store import models as records

USUAL_CHAIRS = 10
NAMED_AT_MOST = 3


class RoomMoved(KeywhoError):
    """Somebody else saved the room first; `version` is theirs."""

    code = "room-moved"

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__("Somebody else saved this room while you worked on it. Yours is not saved yet, and still on your screen.")


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """A room and its version; version 0 is a first proposal that nobody saved."""

    plan: RoomPlan
    version: int


@dataclass(frozen=True, slots=True)
class SavedRoom:
    """What came of saving: the new version, and a sentence for the organizer. `homeless` are people whose chair is not in the room any more."""

    version: int
    sentence: str
    homeless: tuple[str, ...] = ()


def load_plan(event_pk: int) -> KeptRoom:
    """Give the room of an event; where there is none yet, rows of chairs for everybody on the list."""
    event = records.Event.objects.annotate(people=Count("attendees")).get(pk=event_pk)
    plan = load.room_plan(event)
    if plan is not None:
        return KeptRoom(plan, event.room_version)
    rows = min(max(6, -(-event.people // USUAL_CHAIRS)), 2_000)
    return KeptRoom(plan_of_rows(rows, USUAL_CHAIRS), event.room_version)


def save_plan(event_pk: int, plan: RoomPlan, *, expected_version: int) -> SavedRoom:
    """Save a room, unless somebody else saved one after `expected_version`.

    Raises
    ------
    RoomMoved
        Somebody did.
    """
    text = room_plan_dumps(plan).decode()
    with transaction.atomic():
        saved = records.Event.objects.filter(pk=event_pk, room_version=expected_version).update(room_plan=text, room_version=expected_version + 1)
        if not saved:
            raise RoomMoved(records.Event.objects.values_list("room_version", flat=True).get(pk=event_pk))
        homeless = _homeless(event_pk, plan)
    chairs = len(plan.in_use)
    sentence = f"Saved: {chairs:,} chair{'' if chairs == 1 else 's'}."
    if homeless:
        sentence += f" {_listed(homeless)} had a chair that is not there now; they need another one."
    return SavedRoom(expected_version + 1, sentence, homeless)


def _homeless(event_pk: int, plan: RoomPlan) -> tuple[str, ...]:
    """Name those who took a chair that is off or gone; a reserved one may be theirs."""
    there = {seat.id for seat in plan.furniture.seats if seat.id not in plan.off}
    taken = records.Attendee.objects.filter(event_id=event_pk, status=records.AttendeeStatus.REGISTERED).exclude(home_seat="")
    return tuple(attendee.shown_name for attendee in taken if attendee.home_seat not in there)


def _listed(names: tuple[str, ...]) -> str:
    """Name a few people, and say how many more there are."""
    if len(names) == 1:
        return names[0]
    if len(names) <= NAMED_AT_MOST:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:NAMED_AT_MOST])} and {len(names) - NAMED_AT_MOST} more"
