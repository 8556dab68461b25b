"""Which rungs of somebody's ladder are lit: by what happened in their evenings and afterwards, and by what they noted themselves. For themselves alone.

Where history follows somebody from evening to evening, the earlier evenings count, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from keywho.coach.ladder import Moment, ladder_in, lit_rungs
from keywho.coach.notebook import Notebook
from keywho.core.ids import AttendeeId
from keywho.core.meeting import Meeting
from keywho.core.rounds import RoundKind
from keywho.followup.reminders import ReminderKind, ReminderState
from keywho.live.state import Presence
from keywho.server.services.coaching.notebooks import notebook_of
from keywho.server.services.evenings import Evening, evening
from keywho.server.store import models as records

MOST_EVENINGS = 12
"""So many evenings are looked through, the newest first."""

IN_TWOS = (RoundKind.NEIGHBOUR, RoundKind.NEARBY, RoundKind.REQUESTS, RoundKind.HOSTS)
AWAY_FROM_THE_CHAIR = (RoundKind.NEARBY, RoundKind.REQUESTS, RoundKind.HOSTS)
AGREED = ("accepted", "held")


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting of a round that is over: who met whom, and how. `is_host` says that others came to their table."""

    event_pk: int
    kind: RoundKind
    others: tuple[AttendeeId, ...]
    is_host: bool = False


def lit(person_pk: int, at: datetime, notebook: Notebook | None = None) -> frozenset[str]:
    """Give the keys of the rungs that are lit for somebody."""
    known = notebook_of(person_pk) if notebook is None else notebook
    return lit_rungs(ladder_in("en"), known, moments_of(person_pk, at, known))


def moments_of(person_pk: int, at: datetime, notebook: Notebook) -> frozenset[Moment]:
    """Give what happened to somebody so far that can light a rung."""
    persons = persons_of(person_pk)
    return frozenset((*_in_evenings(held_meetings(persons, at), _has_pitch(persons, notebook)), *_afterwards([one.pk for one in persons])))


def persons_of(person_pk: int) -> Sequence[records.Attendee]:
    """Give somebody as they came to each evening that follows them, the newest first; without a history, this evening alone."""
    attendee = records.Attendee.objects.get(pk=person_pk)
    if attendee.regular_id is None:
        return [attendee]
    return [attendee, *records.Attendee.objects.filter(regular_id=attendee.regular_id).exclude(pk=person_pk).order_by("-pk")[: MOST_EVENINGS - 1]]


def held_meetings(persons: Sequence[records.Attendee], at: datetime) -> Sequence[HeldMeeting]:
    """Give somebody's meetings of rounds that are over."""
    return [meeting for one in persons for meeting in _held(evening(one.event_id), AttendeeId(one.public_id), at)]


def _held(loaded: Evening, who: AttendeeId, at: datetime) -> Iterator[HeldMeeting]:
    state, problem = loaded.state, loaded.scene.problem
    if problem is None or state.presence_of(who) is Presence.MISSING:
        return
    over = state.rounds_begun - {state.round_under_way(at)}
    for meeting in state.programme.by_attendee.get(who, ()):
        if meeting.round_no in over and not state.is_away(who, meeting.round_no) and meeting.round_no <= len(problem.rounds):
            yield _meeting(loaded.pk, meeting, who, problem.rounds[meeting.round_no - 1].kind, who in problem.wishes.hosting.tables)


def _meeting(event_pk: int, meeting: Meeting, who: AttendeeId, kind: RoundKind, hosts: bool) -> HeldMeeting:
    return HeldMeeting(event_pk, kind, meeting.others(who), hosts and kind is RoundKind.HOSTS)


def _has_pitch(persons: Sequence[records.Attendee], notebook: Notebook) -> bool:
    return bool(notebook.versions) or any(one.pitch.strip() for one in persons)


def _in_evenings(meetings: Sequence[HeldMeeting], has_pitch: bool) -> Iterator[Moment]:
    for meeting in meetings:
        yield Moment.MET
        if has_pitch and meeting.kind in IN_TWOS:
            yield Moment.PITCHED
        if meeting.kind in AWAY_FROM_THE_CHAIR and not meeting.is_host:
            yield Moment.WALKED_OVER
        if meeting.kind is RoundKind.TABLE:
            yield Moment.AT_A_TABLE
        if meeting.is_host:
            yield Moment.WAS_ASKED


def _afterwards(pks: Sequence[int]) -> Iterator[Moment]:
    """Give what followed. A request that was withheld counts for who asked, who does not learn of it, and is unknown to who was asked."""
    thanked = Q(kind=ReminderKind.THANKS.value, state=ReminderState.DONE.value)
    been_asked = records.Interview.objects.filter(asked__in=pks, is_withheld=False, state__in=AGREED)
    asked = records.Interview.objects.filter(asker__in=pks)
    happened = {
        Moment.NOTED: records.PrivateNote.objects.filter(who__in=pks),
        Moment.SAID_YES: records.KeepInTouch.objects.filter(who__in=pks, wanted=True),
        Moment.THANKED: records.Reminder.objects.filter(thanked, who__in=pks),
        Moment.ASKED: asked,
        Moment.HELD: records.Interview.objects.filter(Q(asker__in=pks) | Q(asked__in=pks, is_withheld=False), state="held"),
        Moment.REACHED: records.NamedKeyWho.objects.filter(who__in=pks).exclude(reached_at=None),
    }
    yield from (moment for moment, rows in happened.items() if rows.exists())
    if been_asked.exists() or records.OfficeHours.objects.filter(who__in=pks).exists():
        yield Moment.WAS_ASKED
