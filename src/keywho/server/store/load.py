"""Records to core nouns."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from keywho.adapters.exchange_json import Exchange, loads
from keywho.adapters.room_plan_json import room_plan_loads
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
from keywho.core.people import Attendee
from keywho.core.programme import Programme
from keywho.core.room_plan import RoomPlan
from keywho.core.rounds import Round
from keywho.core.wishes import Hosting, Wishes
from keywho.live.facts import Fact
from keywho.live.run_of_show import Cue, RunOfShow
from keywho.live.scene import Face
from keywho.server.store import models as records
from keywho.server.store.facts_json import fact_from_json
from keywho.server.store.past import Past, past_of
from keywho.server.store.profile_fields import profile_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody on the list: for the planner, and as others see them."""

    pk: int
    attendee: Attendee
    face: Face
    prefers_groups: bool
    link_no: int


def people(event_pk: int) -> tuple[Registered, ...]:
    """Give everybody who is registered, in the order of registration."""
    found = records.Attendee.objects.filter(event_id=event_pk, status=records.AttendeeStatus.REGISTERED).order_by("pk")
    return tuple(registered(record) for record in found)


def registered(record: records.Attendee) -> Registered:
    """Give one of them."""
    hides = frozenset(name.strip() for name in record.hides_from.splitlines() if name.strip())
    attendee = Attendee(AttendeeId(record.public_id), record.name, profile_of(record), json.loads(record.traits or "{}"), hides)
    company = record.company if record.shares_company else ""
    face = Face(record.shown_name, record.recognize, record.seeks, record.offers, record.role, company, record.pitch)
    return Registered(record.pk, attendee, face, record.prefers_groups, record.link_no)


def wishes(event_pk: int, known: Sequence[Registered]) -> Wishes:
    """Give the wishes of an event; neither the chairs that people took before the programme nor earlier evenings (`past`) are regarded."""
    ids = {one.pk: one.attendee.id for one in known}
    found = [wish for wish in records.Wish.objects.filter(event_id=event_pk) if wish.one_id in ids and (wish.other_id is None or wish.other_id in ids)]

    def pairs(kind: records.WishKind) -> frozenset[tuple[AttendeeId, AttendeeId]]:
        return frozenset(pair_of(ids[wish.one_id], ids[wish.other_id]) for wish in found if wish.kind == kind and wish.other_id)

    absent: dict[AttendeeId, frozenset[RoundNo]] = {}
    for wish in found:
        if wish.kind == records.WishKind.ABSENT:
            absent[ids[wish.one_id]] = absent.get(ids[wish.one_id], frozenset()) | {RoundNo(int(wish.detail))}
    return Wishes(
        absent=absent,
        must_meet=pairs(records.WishKind.MUST_MEET),
        must_not_meet=pairs(records.WishKind.MUST_NOT_MEET),
        acquainted=pairs(records.WishKind.ACQUAINTED),
        requests=tuple((ids[wish.one_id], ids[wish.other_id]) for wish in found if wish.kind == records.WishKind.REQUEST and wish.other_id),
        fixed_seats={ids[wish.one_id]: SeatId(wish.detail) for wish in found if wish.kind == records.WishKind.FIXED_SEAT},
        prefers_groups=frozenset(one.attendee.id for one in known if one.prefers_groups),
        hosting=Hosting({ids[wish.one_id]: TableId(wish.detail) if wish.detail else None for wish in found if wish.kind == records.WishKind.HOST}),
    )


def past(event_pk: int, known: Sequence[Registered]) -> Past:
    """Give what earlier evenings mean for those who let their history follow them."""
    return past_of(event_pk, {one.pk: one.attendee.id for one in known})


def room_plan(event: records.Event) -> RoomPlan | None:
    """Give the room as the organizer edits it."""
    return room_plan_loads(event.room_plan.encode(), "the room of this evening") if event.room_plan else None


def rounds(event: records.Event) -> tuple[Round, ...]:
    """Give the rounds of an event."""
    return msgspec.json.decode(event.rounds, type=tuple[Round, ...])


def run_of_show(text: str) -> RunOfShow:
    """Give a run of show."""
    return msgspec.json.decode(text, type=tuple[Cue, ...])


def version(event_pk: int, no: int) -> Exchange:
    """Give a planned version: problem without names and benefit, programme, result."""
    content = records.ProgrammeVersion.objects.values_list("content", flat=True).get(event_id=event_pk, no=no)
    return loads(zlib.decompress(bytes(content)), f"version {no} of the programme")


def version_with_show(event_pk: int, no: int) -> tuple[Exchange, RunOfShow]:
    """Give a planned version and the run of show that it was planned with."""
    text = records.ProgrammeVersion.objects.values_list("run_of_show", flat=True).get(event_id=event_pk, no=no)
    return version(event_pk, no), run_of_show(text)


def numbered_facts(event_pk: int, after: int, programmes: Mapping[int, Programme] | None = None) -> list[tuple[int, Fact]]:
    """Give the facts after a number, in order."""
    found = records.Fact.objects.filter(event_id=event_pk, no__gt=after).order_by("no").values_list("no", "kind", "body")
    kept = dict(programmes or {})

    def programme_of(no: int) -> Programme:
        if no not in kept:
            kept[no] = version(event_pk, no).programme or Programme()
        return replace(kept[no], version=1)

    return [(no, fact_from_json(kind, body, programme_of)) for no, kind, body in found]
