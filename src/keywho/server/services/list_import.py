"""A list of attendees from elsewhere: what it would change, and taking it in.

People are recognized by the id of their ticket, else by name and mail address, else by a name that nobody shares.
What somebody wrote on their phone, or an organizer at the desk, goes before what a list says.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from keywho.adapters.attendee_list import AttendeeList
from keywho.adapters.lists.people import name_key
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee
from keywho.server.services.registrations import LIST, LONGEST, LONGEST_TEXT, MOST_PEOPLE, cancel, new_id, people_changed
from keywho.server.store import load
from keywho.server.store import models as records
from keywho.server.store.profile_fields import PROFILE_COLUMNS, profile_columns

ROW_NUMBER = re.compile(r"a\d+(-guest-\d+|-ticket-\d+)?")
"""An id that only says in which row somebody stood: it means somebody else in the next list."""

T = TypeVar("T")
WORDS = {
    "hides_from": "hides from",
    "industry": "field",
    "seniority": "experience",
    "months_searching": "how long they have been looking",
    "seeks_help": "help they look for",
    "gives_help": "help they can give",
}
THEIRS_ALONE = frozenset(["months_searching"])
"""What the desk shows to nobody, neither what stands nor what a list says."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody who is on the list already, and the fields that a newer list says differently: (field, before, now)."""

    attendee: records.Attendee
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What taking a list in would change.

    Attributes
    ----------
    new : people who are not on the list yet.
    changed : people of whom something is different.
    same : how many stay as they are.
    kept : how many of them wrote something themselves that the list says differently; theirs is kept.
    gone : people from earlier lists who are not in this one, with the reason where the list tells it.
    back : people who had cancelled and are in this list.
    """

    new: tuple[Attendee, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0
    kept: int = 0
    gone: tuple[tuple[records.Attendee, str], ...] = ()
    back: tuple[records.Attendee, ...] = ()


def compare(event_pk: int, found: AttendeeList) -> Comparison:
    """Say what taking a list in would change; nothing is saved."""
    known = list(records.Attendee.objects.filter(event_id=event_pk))
    record_of = _recognized(found, known)
    changed: list[Changed] = []
    same = kept = 0
    for attendee in found.attendees:
        record = record_of.get(attendee.id)
        if record is None:
            continue
        differences = _differences(record, _fields(attendee, found))
        wanted = tuple(one for one in differences if _may_change(record, one[0]))
        kept += len(wanted) < len(differences)
        if wanted:
            changed.append(Changed(record, tuple(_shown(*one) for one in wanted)))
        else:
            same += 1
    here = {record.pk for record in record_of.values()}
    return Comparison(
        tuple(attendee for attendee in found.attendees if attendee.id not in record_of),
        tuple(changed),
        same,
        kept,
        tuple(_gone(found, [record for record in known if record.pk not in here])),
        tuple(record for record in record_of.values() if record.status == records.AttendeeStatus.CANCELLED),
    )


def take_in(event_pk: int, found: AttendeeList, *, source: str = "", cancel_gone: bool = False, by: str = "keywho", now: datetime | None = None) -> str:
    """Take a list in: new people, changes, wishes, chairs. All or nothing.

    Raises
    ------
    BadInput
        More people than fit, or a name is too long.
    """
    _check(found)
    comparison = compare(event_pk, found)
    with transaction.atomic():
        known = list(records.Attendee.objects.select_for_update().filter(event_id=event_pk))
        if len(known) + len(comparison.new) > MOST_PEOPLE:
            raise BadInput(f"That would be {len(known) + len(comparison.new):,} people; {MOST_PEOPLE:,} fit into one evening.")
        record_of = _recognized(found, known)
        _update(found, record_of)
        record_of = {**record_of, **_create(event_pk, found, record_of, {one.public_id for one in known}, source or found.format)}
        _take_seats(event_pk, found, record_of)
        wishes = _take_wishes(event_pk, found, record_of)
        people_changed(event_pk)
    if cancel_gone and now is not None:
        for record, _ in comparison.gone:
            cancel(record, by=by, now=now)
    parts = [f"{len(comparison.new):,} new", f"{len(comparison.changed):,} changed", f"{comparison.same:,} as before"]
    parts += [f"{len(comparison.gone):,} cancelled"] if cancel_gone and comparison.gone else []
    return f"The list is in: {', '.join(parts)}{f', {wishes:,} wishes' if wishes else ''}."


def _check(found: AttendeeList) -> None:
    for attendee in found.attendees:
        for name, text in _fields(attendee, found).items():
            longest = LONGEST.get(name, LONGEST_TEXT)
            if len(text) > longest:
                raise BadInput(
                    f"{attendee.name[:40]}: “{WORDS.get(name, name)}” has {len(text):,} letters; {longest:,} fit. Maybe the column means something else."
                )


def _recognized(found: AttendeeList, known: Sequence[records.Attendee]) -> Mapping[AttendeeId, records.Attendee]:
    """Find those of a list who are known; nobody is taken for two."""
    free = {record.pk: record for record in known}
    by_id = {record.public_id: record for record in known}
    matches: dict[AttendeeId, records.Attendee] = {}

    def match(attendee: Attendee, record: records.Attendee | None) -> None:
        if record is not None and record.pk in free:
            matches[attendee.id] = free.pop(record.pk)

    for attendee in found.attendees:
        record = by_id.get(attendee.id)
        if record is not None and _is_same(attendee, found.mails.get(attendee.id, ""), record):
            match(attendee, record)
    for key in (_name_and_mail, _name):
        open_people = [attendee for attendee in found.attendees if attendee.id not in matches]
        theirs = _unique((key(attendee.name, found.mails.get(attendee.id, "")), attendee) for attendee in open_people)
        ours = _unique((key(record.name, record.contact), record) for record in free.values())
        for words, attendee in theirs.items():
            other = ours.get(words)
            if other is not None and not _differ(found.mails.get(attendee.id, ""), other.contact):
                match(attendee, other)
    return matches


def _is_same(attendee: Attendee, mail: str, record: records.Attendee) -> bool:
    """Say whether an id means the same person as before: a ticket can be handed on, a row can be another one's."""
    same_name = name_key(attendee.name) == name_key(record.name)
    if ROW_NUMBER.fullmatch(attendee.id):
        return same_name and not _differ(mail, record.contact)
    same_mail = bool(mail) and mail == record.contact.casefold()
    return same_name or same_mail or not _is_theirs(record)


def _differ(mail: str, contact: str) -> bool:
    """Say whether two mail addresses tell two people apart."""
    return bool(mail) and "@" in contact and mail != contact.casefold()


def _name_and_mail(name: str, mail: str) -> str:
    return f"{name_key(name)}\n{mail.casefold()}" if mail else ""


def _name(name: str, _mail: str) -> str:
    return name_key(name)


def _unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Give what a key alone stands for."""
    every = [(key, one) for key, one in pairs if key]
    times = Counter(key for key, _ in every)
    return {key: one for key, one in every if times[key] == 1}


def _gone(found: AttendeeList, missing: Iterable[records.Attendee]) -> Iterable[tuple[records.Attendee, str]]:
    """Give those of earlier lists who are not in this one, and those whom this one names as not coming."""
    reasons = {name_key(left.name): left.reason for left in found.left_out if left.name and " row " not in left.reason}
    for record in missing:
        reason = reasons.get(name_key(record.name), "")
        if record.status == records.AttendeeStatus.REGISTERED and (reason or record.source.startswith(LIST)):
            yield record, reason


def _is_theirs(record: records.Attendee) -> bool:
    """Say whether a person or an organizer wrote what stands there; a list does not overwrite it."""
    return record.consented_at is not None or not record.source.startswith(LIST)


def _may_change(record: records.Attendee, name: str) -> bool:
    return not _is_theirs(record) or name == "traits" or not _stands(record, name)


def _shown(name: str, before: str, now: str) -> tuple[str, str, str]:
    """Give a change as the desk may read it."""
    return (WORDS.get(name, name), "", "not shown here") if name in THEIRS_ALONE else (WORDS.get(name, name), before, now)


def _stands(record: records.Attendee, name: str) -> str:
    """Give what stands in a field, as text."""
    value = getattr(record, name)
    return "" if value is None else str(value)


def _fields(attendee: Attendee, found: AttendeeList) -> dict[str, str]:
    """Give the fields of a record that a list says something about."""
    profile = attendee.profile
    return {
        "name": attendee.name,
        "seeks": profile.seeks,
        "offers": profile.offers,
        "role": profile.role,
        "company": profile.company,
        **profile_columns(profile),
        "hides_from": "\n".join(sorted(attendee.hides_from)),
        "contact": found.mails.get(attendee.id, ""),
        "traits": json.dumps(dict(attendee.traits), ensure_ascii=False) if attendee.traits else "",
    }


def _differences(record: records.Attendee, fields: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(name, _stands(record, name), text) for name, text in fields.items() if text and text != _stands(record, name)]


def _update(found: AttendeeList, record_of: Mapping[AttendeeId, records.Attendee]) -> None:
    for attendee in found.attendees:
        record = record_of.get(attendee.id)
        if record is None:
            continue
        for name, _, text in _differences(record, _fields(attendee, found)):
            if _may_change(record, name):
                setattr(record, name, text)
        record.status = records.AttendeeStatus.REGISTERED
        if not _is_theirs(record) and attendee.id in found.wishes.prefers_groups:
            record.prefers_groups = True
    names = ["name", "seeks", "offers", "role", "company", *PROFILE_COLUMNS, "hides_from", "contact", "traits", "status", "prefers_groups"]
    records.Attendee.objects.bulk_update(record_of.values(), names, batch_size=100)


def _create(
    event_pk: int, found: AttendeeList, record_of: Mapping[AttendeeId, records.Attendee], taken: set[str], source: str
) -> dict[AttendeeId, records.Attendee]:
    new = [attendee for attendee in found.attendees if attendee.id not in record_of]
    made = records.Attendee.objects.bulk_create(
        [
            records.Attendee(
                event_id=event_pk,
                public_id=new_id() if attendee.id in taken else attendee.id,
                source=f"{LIST}: {source}"[:60],
                prefers_groups=attendee.id in found.wishes.prefers_groups,
                **{name: text for name, text in _fields(attendee, found).items() if text},
            )
            for attendee in new
        ],
        batch_size=500,
    )
    return {attendee.id: record for attendee, record in zip(new, made, strict=True)}


def _take_seats(event_pk: int, found: AttendeeList, record_of: Mapping[AttendeeId, records.Attendee]) -> None:
    """Note the chairs that the list knows and the room has."""
    plan = load.room_plan(records.Event.objects.get(pk=event_pk)) if found.home_seats else None
    seats = plan.furniture.seat_by_id if plan else {}
    seated = [record_of[who] for who, seat in found.home_seats.items() if seat in seats]
    for who, seat in found.home_seats.items():
        if seat in seats:
            record_of[who].home_seat = seat
    records.Attendee.objects.bulk_update(seated, ["home_seat"], batch_size=500)


def _take_wishes(event_pk: int, found: AttendeeList, record_of: Mapping[AttendeeId, records.Attendee]) -> int:
    """Note the wishes of the list that are not known yet; give how many these are."""
    kinds, wishes = records.WishKind, found.wishes
    wanted: list[tuple[records.WishKind, AttendeeId, AttendeeId | None, str]] = []
    for kind, pairs in ((kinds.MUST_MEET, wishes.must_meet), (kinds.MUST_NOT_MEET, wishes.must_not_meet), (kinds.ACQUAINTED, wishes.acquainted)):
        wanted += [(kind, one, other, "") for one, other in sorted(pairs)]
    wanted += [(kinds.REQUEST, one, other, "") for one, other in wishes.requests]
    wanted += [(kinds.ABSENT, who, None, str(no)) for who, nos in wishes.absent.items() for no in sorted(nos)]
    wanted += [(kinds.FIXED_SEAT, who, None, seat) for who, seat in wishes.fixed_seats.items()]
    wanted += [(kinds.HOST, who, None, table or "") for who, table in wishes.hosting.tables.items()]
    known: set[tuple[str, int, int | None, str]] = set(records.Wish.objects.filter(event_id=event_pk).values_list("kind", "one_id", "other_id", "detail"))
    new: list[records.Wish] = []
    for kind, one, other, detail in wanted:
        first, second = record_of[one].pk, record_of[other].pk if other else None
        turned = (kind, second, first, detail) in known and kind != kinds.REQUEST
        if (kind, first, second, detail) not in known and not turned:
            known.add((kind, first, second, detail))
            new.append(records.Wish(event_id=event_pk, kind=kind, one_id=first, other_id=second, detail=detail))
    records.Wish.objects.bulk_create(new, batch_size=500)
    return len(new)
