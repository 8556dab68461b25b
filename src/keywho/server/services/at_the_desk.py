"""Small things at the desk that touch more than the log: somebody walks up, a call is settled, furniture is named, the projector's link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, SeatId, TableId
from keywho.live.state import Presence
from keywho.server.services import ports, running
from keywho.server.services.acting import Done
from keywho.server.services.desk_people import meeting_words, person_view
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.links import Link, LinkKind, new_key, token_of
from keywho.server.services.registrations import DESK, Written, register
from keywho.server.services.seats import seat_in_room
from keywho.server.store import models as records

TWICE = timedelta(seconds=10)
"""The same name within so long is the same person, and somebody who pressed twice."""


@dataclass(frozen=True, slots=True)
class WalkedUp:
    """Who walked up, and what to tell them."""

    pk: int
    sentence: str


def walk_up(event_pk: int, name: str, seeks: str, offers: str, *, by: str, now: datetime) -> WalkedUp:
    """Take somebody in who stands at the desk: on the list, here, with a chair and a first meeting. Who is on the list already and expected, is that person.

    Raises
    ------
    BadInput
        The name is missing.
    """
    words = " ".join(name.split())
    with transaction.atomic():
        known = _the_expected(event_pk, words)
        twice = records.Attendee.objects.filter(event_id=event_pk, name__iexact=words, source=DESK, created_at__gte=now - TWICE)
        person = known or twice.first() or register(event_pk, Written(words, called=words.split(" ")[0][:60], seeks=seeks, offers=offers), source=DESK)
    running.arrived(event_pk, [AttendeeId(person.public_id)], by=by, now=now)
    on_list = "was on the list, and is here." if known else "is in."
    return WalkedUp(person.pk, f"{person.shown_name} {on_list} {_to_tell(evening(event_pk), person.pk, now)}".strip())


def _the_expected(event_pk: int, name: str) -> records.Attendee | None:
    """Find the one person of this name who is on the list and has not come yet."""
    same = list(records.Attendee.objects.filter(event_id=event_pk, name__iexact=name, status=records.AttendeeStatus.REGISTERED)[:2])
    state = evening(event_pk).state
    there = len(same) == 1 and state.presence_of(AttendeeId(same[0].public_id)) in (Presence.EXPECTED, Presence.MISSING)
    return same[0] if there else None


def _to_tell(loaded: Evening, pk: int, now: datetime) -> str:
    view = person_view(loaded, pk, now)
    if view is None:
        return ""
    seat = f"Chair: {view.home}." if view.home else ""
    who = loaded.people.by_pk[pk].attendee.id
    first = next((line for line in view.rounds if line.can_change and loaded.state.programme.meeting_of(who, line.no)), None)
    return f"{seat} {first.title}: {meeting_words(loaded, who, first.no)}." if first else seat


def take_care(event_pk: int, who: AttendeeId, *, by: str, now: datetime) -> Done:
    """A call is taken care of; what was written about it is settled with it."""
    pk = evening(event_pk).person(who).pk
    done = running.help_given(event_pk, who, by=by, now=now)
    records.Report.objects.filter(event_id=event_pk, who_id=pk, settled_at=None).update(settled_at=now)
    return done


def furniture_named(loaded: Evening, text: str) -> tuple[Sequence[SeatId], Sequence[TableId]]:
    """Find the chairs and tables of a text such as "C4, C5" or "Table 3".

    Raises
    ------
    BadInput
        Something of it is not in the room.
    """
    problem = loaded.scene.problem
    tables = {
        "".join(name.casefold().split()): table.id for table in (problem.room.tables if problem and problem.room else ()) for name in (table.id, table.name)
    }
    names = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not names:
        raise BadInput("Nothing is named yet. Maybe choose a chair on the picture, or type its code.")
    seats: list[SeatId] = []
    lost: list[TableId] = []
    for name in names:
        table = tables.get("".join(name.casefold().split()))
        if table is not None:
            lost.append(table)
        else:
            seats.append(seat_in_room(loaded.pk, name).id)
    return seats, lost


def projector_path(loaded: Evening) -> str:
    """Give the path of the projector's page."""
    return f"/x/{token_of(Link(LinkKind.PROJECTOR, loaded.pk), loaded.projector_key)}"


def new_projector_link(event_pk: int) -> str:
    """Make a new link for the projector; the old one opens nothing any more."""
    records.Event.objects.filter(pk=event_pk).update(projector_key=new_key())
    ports.publish(event_pk)
    return "The projector has a new link. Open it there; the old one opens nothing any more."
