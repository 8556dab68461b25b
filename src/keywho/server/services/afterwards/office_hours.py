"""Office hours: somebody offers a stretch of time to the whole evening, others book a part of it. A part that is booked is an interview agreed on."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from keywho.followup import interview as rules
from keywho.followup.interview import Terms, Way
from keywho.followup.office_hours import Stretch
from keywho.followup.refusals import Refused, Why
from keywho.server.services.afterwards.interviews import new_uid, talk_zone
from keywho.server.services.afterwards.letters_of_interviews import tell_booked
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.services.afterwards.talks import Talk, agreed_times, apart_from, are_apart, is_free, keep, talk_of, talks_of
from keywho.server.store import models as records

MOST_STRETCHES = 20
LONGEST_PLACE, LONGEST_SAYS = 300, 300


@dataclass(frozen=True)
class Offer:
    """Office hours as somebody sees them: the parts that are free, on their clock. `bookings` are for whoever offers them alone."""

    record: records.OfficeHours
    free: tuple[datetime, ...]
    zone: ZoneInfo
    bookings: tuple[Talk, ...] = ()

    @property
    def called(self) -> str:
        """How whoever offers them is called."""
        return self.record.who.shown_name


def offer(person_pk: int, stretch: Stretch, way: Way, place: str, says: str, *, now: datetime) -> records.OfficeHours:
    """Offer a stretch of time.

    Raises
    ------
    Refused
        It can't be offered, or one of theirs is at this time already.
    """
    stretch.checked(now)
    if len(place.strip()) > LONGEST_PLACE or len(says.strip()) > LONGEST_SAYS:
        raise Refused(Why.TOO_LONG)
    with transaction.atomic():
        records.Attendee.objects.select_for_update().get(pk=person_pk)
        mine = records.OfficeHours.objects.filter(who_id=person_pk, closed_at=None, ends_at__gt=now)
        if mine.filter(starts_at__lt=stretch.ends_at, ends_at__gt=stretch.starts_at).exists() or mine.count() >= MOST_STRETCHES:
            raise Refused(Why.OVERLAPS)
        return records.OfficeHours.objects.create(
            who_id=person_pk, starts_at=stretch.starts_at, ends_at=stretch.ends_at, minutes=stretch.minutes,
            way=way.value, place=place.strip(), words=says.strip(), made_at=now,
        )  # fmt: skip


def close(person_pk: int, hours_pk: int, *, now: datetime) -> None:
    """Offer nothing more of a stretch. What is booked stays agreed on, and can be cancelled one by one.

    Raises
    ------
    Refused
        There is no such offer of theirs.
    """
    if not records.OfficeHours.objects.filter(pk=hours_pk, who_id=person_pk, closed_at=None).update(closed_at=now):
        raise Refused(Why.UNKNOWN)


def my_hours(person_pk: int, now: datetime) -> Sequence[Offer]:
    """Give what somebody offers, with who has booked."""
    zone, agreed = zone_of(person_pk), agreed_times((person_pk,), now)[person_pk]
    taken: defaultdict[int, list[Talk]] = defaultdict(list)
    for talk in talks_of(person_pk):
        if talk.is_agreed and talk.record.office_hours_id is not None:
            taken[talk.record.office_hours_id].append(talk)
    shown = []
    for hours in records.OfficeHours.objects.filter(who_id=person_pk, ends_at__gt=now).select_related("who"):
        bookings = sorted(taken[hours.pk], key=lambda talk: talk.interview.starts_at or now)
        if hours.closed_at is None or bookings:
            shown.append(Offer(hours, _free(hours, agreed, now), zone, tuple(bookings)))
    return shown


def offered_to(person_pk: int, now: datetime) -> Sequence[Offer]:
    """Give what others of the same evening offer, soonest first. To somebody from whom they are kept apart everything looks booked."""
    me = records.Attendee.objects.get(pk=person_pk)
    zone, apart = zone_of(person_pk), apart_from(me)
    still = records.OfficeHours.objects.filter(who__event_id=me.event_id, who__status="registered", closed_at=None, ends_at__gt=now).exclude(who=me)
    found = list(still.select_related("who"))
    agreed = agreed_times({hours.who_id for hours in found}, now)
    return [Offer(hours, () if hours.who_id in apart else _free(hours, agreed[hours.who_id], now), zone) for hours in found]


def book(
    person_pk: int, hours_pk: int, starts_at: datetime, purpose: str, *, now: datetime, questions: Sequence[str] = (), shares_questions: bool = False
) -> Talk:
    """Take a part of somebody's office hours.

    Raises
    ------
    Refused
        Somebody else has it, it is not offered (any more), or one has something else at this time.
    """
    try:
        with transaction.atomic():
            record = _book(person_pk, hours_pk, starts_at, purpose, tuple(questions), shares_questions, now)
    except IntegrityError:
        raise Refused(Why.TAKEN, starts_at) from None
    return talk_of(record, person_pk)


def _book(person_pk: int, hours_pk: int, starts_at: datetime, purpose: str, questions: tuple[str, ...], shares: bool, now: datetime) -> records.Interview:
    me = records.Attendee.objects.select_related("event").get(pk=person_pk)
    hours = records.OfficeHours.objects.select_for_update(of=("self",)).select_related("who").filter(pk=hours_pk, who__event=me.event, closed_at=None).first()
    if hours is None:
        raise Refused(Why.UNKNOWN)
    if hours.who_id == person_pk:
        raise Refused(Why.OWN_HOURS)
    terms = Terms(purpose, hours.minutes, Way(hours.way), hours.place, questions, shares)
    new = rules.book(new_uid(), terms, starts_at, now=now)
    agreed = agreed_times((person_pk, hours.who_id), now)
    if are_apart(me, hours.who) or starts_at not in _free(hours, agreed[hours.who_id], now):
        raise Refused(Why.TAKEN, starts_at)
    if not is_free(agreed[person_pk], starts_at, hours.minutes):
        raise Refused(Why.OVERLAPS)
    record = records.Interview(event=me.event, uid=new.uid, asker=me, asked=hours.who, timezone=talk_zone(me), office_hours=hours, made_at=now)
    keep(record, new)
    tell_booked(record, now)
    return record


def _stretch(hours: records.OfficeHours) -> Stretch:
    return Stretch(hours.starts_at, hours.ends_at, hours.minutes)


def _free(hours: records.OfficeHours, agreed: Collection[tuple[datetime, datetime]], now: datetime) -> tuple[datetime, ...]:
    return _stretch(hours).free(agreed, now) if hours.closed_at is None else ()
