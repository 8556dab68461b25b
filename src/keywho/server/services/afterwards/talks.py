"""Interviews between records and the pure rules, and what one of the two sees of one."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from keywho.core.ids import AttendeeId
from keywho.followup.interview import FINAL, OPEN, Interview, InterviewState, Side, Terms, Way
from keywho.followup.refusals import Refused, Why
from keywho.server.services.afterwards.reminders import zone_of
from keywho.server.services.evenings import evening
from keywho.server.store import models as records

OPEN_STATES = frozenset(state.value for state in OPEN)


@dataclass(frozen=True)
class Talk:
    """An interview as one of the two sees it: `me` is their side, `zone` their clock."""

    record: records.Interview
    interview: Interview
    me: Side
    zone: ZoneInfo

    @property
    def key(self) -> str:
        """What names it in addresses of pages: its name in calendars, without the host."""
        return key_of(self.interview.uid)

    @property
    def other(self) -> records.Attendee:
        """The other one."""
        return self.record.asked if self.me is Side.ASKER else self.record.asker

    @property
    def called(self) -> str:
        """How the other one is called."""
        return self.other.shown_name

    @property
    def is_my_turn(self) -> bool:
        """Whether my answer is awaited."""
        return self.interview.turn is self.me

    @property
    def is_agreed(self) -> bool:
        """Whether a time stands."""
        return self.interview.state is InterviewState.ACCEPTED

    @property
    def is_settled(self) -> bool:
        """Whether nothing comes of it any more."""
        return self.interview.state in FINAL

    @property
    def is_booking(self) -> bool:
        """Whether it is part of office hours."""
        return self.record.office_hours_id is not None

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions, as far as this one may read them."""
        terms = self.interview.terms
        return terms.questions if self.me is Side.ASKER or terms.shares_questions else ()

    def has_begun(self, now: datetime) -> bool:
        """Whether the agreed time has come."""
        return self.is_agreed and self.interview.starts_at is not None and self.interview.starts_at <= now


def key_of(uid: str) -> str:
    """Give what names an interview in addresses of pages."""
    return uid.partition("@")[0]


def noun_of(record: records.Interview) -> Interview:
    """Give an interview as the rules know it. What is settled has no times to take any more, but they are known while a no can be taken back."""
    times = sorted(record.times.all(), key=lambda one: one.starts_at)
    by = Side.ASKER if not times or times[0].by_asker else Side.ASKED
    terms = Terms(record.purpose, record.minutes, Way(record.way), record.place, tuple(json.loads(record.questions)), record.shares_questions)
    return Interview(
        record.uid, terms, InterviewState(record.state), tuple(one.starts_at for one in times), by, record.changed_at,
        record.starts_at, record.is_told, record.sequence, record.version, record.words,
    )  # fmt: skip


def keep(record: records.Interview, after: Interview) -> None:
    """Record an interview as it stands now; inside a transaction that has locked its record."""
    terms = after.terms
    record.purpose, record.minutes, record.way, record.place = terms.purpose, terms.minutes, terms.way.value, terms.place
    record.questions, record.shares_questions = json.dumps(terms.questions, ensure_ascii=False), terms.shares_questions
    record.state, record.starts_at, record.words = after.state.value, after.starts_at, after.words
    record.sequence, record.version, record.is_told, record.changed_at = after.sequence, after.version, after.is_told, after.changed_at
    record.save()
    record.times.all().delete()
    getattr(record, "_prefetched_objects_cache", {}).clear()
    is_open = after.turn is not None
    by_asker = after.times_by is Side.ASKER
    records.ProposedTime.objects.bulk_create(records.ProposedTime(interview=record, starts_at=at, by_asker=by_asker, is_open=is_open) for at in after.times)


def all_of(person_pk: int) -> QuerySet[records.Interview]:
    """Give the interviews that somebody may see: all that they asked for, and those that reach them."""
    mine = Q(asker_id=person_pk) | Q(asked_id=person_pk, is_withheld=False)
    return records.Interview.objects.filter(mine).select_related("asker", "asked", "event").prefetch_related("times")


def side_of(record: records.Interview, person_pk: int) -> Side:
    """Say which side somebody is on."""
    return Side.ASKER if record.asker_id == person_pk else Side.ASKED


def reaches(record: records.Interview, person_pk: int) -> bool:
    """Say whether somebody may see an interview: an open request of somebody from whom they are kept apart stays out of their sight."""
    return record.asker_id == person_pk or not (record.is_withheld or (record.state in OPEN_STATES and are_apart(record.asker, record.asked)))


def talk_of(record: records.Interview, person_pk: int) -> Talk:
    """Give an interview as somebody sees it."""
    return Talk(record, noun_of(record), side_of(record, person_pk), zone_of(person_pk))


def locked(person_pk: int, key: str) -> records.Interview:
    """Find one of somebody's interviews by its key, and keep it from being changed by others until the transaction is over.

    Raises
    ------
    Refused
        There is none, or it does not reach them.
    """
    named = Q(uid=key) if "@" in key else Q(uid__startswith=f"{key}@")
    found = all_of(person_pk).filter(named).select_for_update(of=("self",)).first() if key else None
    if found is None or not reaches(found, person_pk):
        raise Refused(Why.UNKNOWN)
    return found


def talks_of(person_pk: int) -> Sequence[Talk]:
    """Give all interviews that somebody sees, those that changed last first."""
    found = list(all_of(person_pk).order_by("-changed_at", "-pk"))
    if not found:
        return []
    zone = zone_of(person_pk)
    apart = apart_from(found[0].asker if found[0].asker_id == person_pk else found[0].asked)
    seen = [one for one in found if one.asker_id == person_pk or one.state not in OPEN_STATES or one.asker_id not in apart]
    return [Talk(one, noun_of(one), side_of(one, person_pk), zone) for one in seen]


def agreed_times(people: Collection[int], now: datetime, but_pk: int = 0) -> Mapping[int, Sequence[tuple[datetime, datetime]]]:
    """Give from when until when people talk, as agreed, now and later; one talk may be left out."""
    theirs = Q(asker_id__in=people) | Q(asked_id__in=people)
    found = records.Interview.objects.filter(theirs, state=InterviewState.ACCEPTED.value, starts_at__gt=now - timedelta(hours=1)).exclude(pk=but_pk)
    times: dict[int, list[tuple[datetime, datetime]]] = {pk: [] for pk in people}
    for asker, asked, at, minutes in found.values_list("asker_id", "asked_id", "starts_at", "minutes"):
        for pk in (asker, asked):
            if at is not None and pk in times:
                times[pk].append((at, at + timedelta(minutes=minutes)))
    return times


def is_free(times: Sequence[tuple[datetime, datetime]], starts_at: datetime, minutes: int) -> bool:
    """Say whether a talk fits beside others."""
    return not any(begin < starts_at + timedelta(minutes=minutes) and starts_at < end for begin, end in times)


def are_apart(one: records.Attendee, other: records.Attendee) -> bool:
    """Say whether two are kept apart: one of them asked not to meet the other again, or reported them."""
    return other.pk in apart_from(one)


def apart_from(who: records.Attendee) -> frozenset[int]:
    """Give all from whom somebody is kept apart."""
    reported = records.Report.objects.filter(Q(who=who) | Q(about=who), who__isnull=False, about__isnull=False).values_list("who_id", "about_id")
    loaded, mine = evening(who.event_id), AttendeeId(who.public_id)
    parted = {other for pair in loaded.state.parted if mine in pair for other in pair if other != mine}
    return frozenset(
        {pk for pair in reported for pk in pair if pk != who.pk} | {loaded.people.by_id[other].pk for other in parted if other in loaded.people.by_id}
    )


def withhold(from_pk: int, asker_pk: int) -> None:
    """Keep open requests of somebody from ever reaching whom they asked."""
    records.Interview.objects.filter(asker_id=asker_pk, asked_id=from_pk, state__in=OPEN_STATES).update(is_withheld=True)
