"""The meetings that an organizer wants to keep when the rest is planned anew: a list of their own, as long as they are signed in."""

from collections.abc import Sequence

import msgspec
from django.http import HttpRequest

from keywho.core.ids import AttendeeId
from keywho.core.meeting import Meeting
from keywho.server.services.planning import Kept
from keywho.server.store import models as records

MOST = 2_000


def kept_of(request: HttpRequest, event: records.Event) -> tuple[Kept, ...]:
    """Give what this organizer keeps, in the order of the rounds."""
    found = msgspec.convert(request.session.get(_key(event), []), type=list[Kept])
    return tuple(sorted(found, key=lambda kept: kept.round_no))


def keep(request: HttpRequest, event: records.Event, version: int, meetings: Sequence[Meeting]) -> int:
    """Keep meetings of a version; whoever was in another kept meeting of that round is released from it. Gives how many are kept now."""
    busy = {(meeting.round_no, who) for meeting in meetings for who in meeting.attendees}
    left = [kept for kept in kept_of(request, event) if not any((kept.round_no, AttendeeId(who)) in busy for who in kept.people)]
    new = [Kept(version, meeting.round_no, meeting.attendees) for meeting in meetings]
    return _put(request, event, [*left, *new][:MOST])


def release(request: HttpRequest, event: records.Event, round_no: int | None = None, people: frozenset[str] = frozenset()) -> int:
    """Release a kept meeting, or all of a round, or all. Gives how many are left."""
    if round_no is None:
        return _put(request, event, [])
    return _put(request, event, [kept for kept in kept_of(request, event) if kept.round_no != round_no or (people and frozenset(kept.people) != people)])


def _put(request: HttpRequest, event: records.Event, kept: Sequence[Kept]) -> int:
    request.session[_key(event)] = msgspec.to_builtins(list(kept))
    return len(kept)


def _key(event: records.Event) -> str:
    return f"kept {event.pk}"
