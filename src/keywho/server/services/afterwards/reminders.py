"""Reminders of people: gathered from what is recorded, shown on their page, mailed where they agreed to mails, and answered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.db.models import Max, Q

from keywho.core.errors import BadInput
from keywho.core.ids import pair_of
from keywho.followup.reminders import (
    AgreedTalk,
    Answered,
    Due,
    Known,
    KnownContact,
    ReminderId,
    ReminderKind,
    ReminderState,
    at_local,
    coming,
    due,
    kinds_of,
    kinds_text,
    morning_after,
)
from keywho.server.services.evenings import Evening, evening
from keywho.server.store import models as records

LONGEST_WORDS = 2000
LONGEST_AHEAD = timedelta(days=366)
WAITS_FOR_ANSWER = timedelta(days=14)
AGREED, HELD, CANCELLED, DECLINED = "accepted", "held", "cancelled", "declined"
ALL = "all"


def zone_of(person_pk: int) -> ZoneInfo:
    """Give somebody's time zone: their own choice, else that of the evening."""
    attendee = records.Attendee.objects.select_related("event").get(pk=person_pk)
    chosen = records.AfterChoices.objects.filter(who_id=person_pk).values_list("timezone", flat=True).first()
    return _zone(chosen or "", attendee.event.zone)


def _zone(name: str, otherwise: ZoneInfo) -> ZoneInfo:
    try:
        return ZoneInfo(name) if name else otherwise
    except (ZoneInfoNotFoundError, ValueError):
        return otherwise


def known_of(people: Collection[int], now: datetime) -> Mapping[int, Known]:
    """Gather what decides the reminders of some people; so many questions to the database, however many they are."""
    attendees = records.Attendee.objects.filter(pk__in=people).select_related("event", "after_choices")
    exchanges, apart = _exchanges(people), Apart({})
    talks = _interviews(people)
    outcomes = _outcomes(people)
    answers = _answers(people)
    found = {}
    for attendee in attendees:
        choices = getattr(attendee, "after_choices", None)
        off, all_off = kinds_of(choices.reminders_off if choices else "")
        theirs = talks.get(attendee.pk, [])
        contacts = tuple(
            _contact(other, at, [one for one in theirs if other in (one.asker_id, one.asked_id)], outcomes.get((attendee.pk, other)), now)
            for other, at in exchanges.get(attendee.pk, ())
            if not apart.are(attendee.event_id, attendee.pk, other)
        )
        agreed = tuple(_agreed(one, attendee.pk) for one in theirs if one.state in (AGREED, HELD) and one.starts_at is not None)
        zone = _zone(choices.timezone if choices else "", attendee.event.zone)
        found[attendee.pk] = Known(zone, contacts, agreed, answers.get(attendee.pk, {}), off, all_off)
    return found


@dataclass(frozen=True, slots=True)
class Apart:
    """Who is kept apart, evening by evening: two who were contacts may have parted since."""

    loaded: dict[int, Evening]

    def are(self, event_pk: int, one_pk: int, other_pk: int) -> bool:
        """Say whether two are kept apart; also where one of them is gone."""
        known = self.loaded.get(event_pk) or self.loaded.setdefault(event_pk, evening(event_pk))
        one, other = known.people.by_pk.get(one_pk), known.people.by_pk.get(other_pk)
        return one is None or other is None or pair_of(one.attendee.id, other.attendee.id) in known.state.parted


def _exchanges(people: Collection[int]) -> Mapping[int, list[tuple[int, datetime]]]:
    found: defaultdict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for one, other, at in records.Exchange.objects.filter(Q(one__in=people) | Q(other__in=people)).values_list("one_id", "other_id", "at"):
        found[one].append((other, at))
        found[other].append((one, at))
    return found


def _interviews(people: Collection[int]) -> Mapping[int, list[records.Interview]]:
    found: defaultdict[int, list[records.Interview]] = defaultdict(list)
    for interview in records.Interview.objects.filter(Q(asker__in=people) | Q(asked__in=people)):
        found[interview.asker_id].append(interview)
        if not interview.is_withheld:
            found[interview.asked_id].append(interview)
    return found


def _outcomes(people: Collection[int]) -> Mapping[tuple[int, int], datetime]:
    rows = records.Outcome.objects.filter(who__in=people).values_list("who_id", "about_id").annotate(latest=Max("at"))
    return {(who, about): latest for who, about, latest in rows}


def _answers(people: Collection[int]) -> Mapping[int, dict[ReminderId, Answered]]:
    found: defaultdict[int, dict[ReminderId, Answered]] = defaultdict(dict)
    for row in records.Reminder.objects.filter(who__in=people, about__isnull=False):
        found[row.who_id][_id_of(row)] = Answered(ReminderState(row.state), row.due_at, row.mailed_at)
    return found


def _id_of(row: records.Reminder) -> ReminderId:
    return ReminderId(ReminderKind(row.kind), row.about_id or 0, row.interview_id, row.turn)


def _contact(other: int, at: datetime, talks: Iterable[records.Interview], outcome_at: datetime | None, now: datetime) -> KnownContact:
    touched = [one.made_at for one in talks]
    touched += [one.starts_at for one in talks if one.state in (AGREED, HELD) and one.starts_at and one.starts_at < now]
    touched += [outcome_at] if outcome_at else []
    ahead = any(_is_ahead(one, now) for one in talks)
    return KnownContact(other, at, tuple(touched), ahead)


def _agreed(talk: records.Interview, person_pk: int) -> AgreedTalk:
    i_asked = talk.asker_id == person_pk
    other = talk.asked_id if i_asked else talk.asker_id
    assert talk.starts_at is not None
    return AgreedTalk(talk.pk, other, talk.starts_at, talk.minutes, i_asked)


def _is_ahead(talk: records.Interview, now: datetime) -> bool:
    """Say whether two are to talk, or may still agree on it: a question that nobody answered for long is none any more."""
    if talk.starts_at is not None and talk.state == AGREED:
        return talk.starts_at > now
    return talk.state not in (CANCELLED, DECLINED, HELD, AGREED) and now - talk.changed_at < WAITS_FOR_ANSWER


def reminders_of(person_pk: int, now: datetime) -> tuple[tuple[Due, ...], tuple[Due, ...]]:
    """Give what somebody is reminded of now, and what is to come within a week."""
    known = known_of([person_pk], now)[person_pk]
    return due(known, now), coming(known, now)


def which_of(text: str) -> ReminderId:
    """Read which reminder a press is about; `text_of` writes it.

    Raises
    ------
    BadInput
        It says none.
    """
    try:
        kind, about, interview, turn = text.split(".")
        return ReminderId(ReminderKind(kind), int(about[:15]), int(interview[:15]) or None, int(turn[:15]))
    except ValueError:
        raise BadInput("It is not said which reminder this is about. Maybe load the page again.") from None


def text_of(which: ReminderId) -> str:
    """Write which reminder a press is about."""
    return f"{which.kind.value}.{which.about}.{which.interview or 0}.{which.turn}"


def _mine(person_pk: int, which: ReminderId, now: datetime) -> Due | None:
    """Give a reminder of somebody; None where it is done, or over, so that pressing twice does no harm."""
    return next((one for one in _now_and_soon(person_pk, now) if one.id == which), None)


def _now_and_soon(person_pk: int, now: datetime) -> tuple[Due, ...]:
    now_due, to_come = reminders_of(person_pk, now)
    return (*now_due, *to_come)


def _record(person_pk: int, one: Due, state: ReminderState, due_at: datetime) -> None:
    key: dict[str, Any] = {"who_id": person_pk, "kind": one.kind.value, "about_id": one.id.about, "interview_id": one.id.interview, "turn": one.id.turn}
    records.Reminder.objects.update_or_create(**key, defaults={"state": state.value, "due_at": due_at})


def done(person_pk: int, which: ReminderId, now: datetime) -> None:
    """A reminder is done, and does not come again."""
    one = _mine(person_pk, which, now)
    if one is not None:
        _record(person_pk, one, ReminderState.DONE, one.due_at)


def noted(person_pk: int, about_pk: int, now: datetime) -> None:
    """What came of a talk is noted: nothing asks again how it was."""
    for one in _now_and_soon(person_pk, now):
        if one.kind is ReminderKind.HELD and one.id.about == about_pk and one.due_at - now < timedelta(days=1):
            _record(person_pk, one, ReminderState.DONE, one.due_at)


def stop(person_pk: int, which: ReminderId, now: datetime) -> None:
    """Stop one reminder, with all that would follow it about the same."""
    one = _mine(person_pk, which, now)
    if one is not None:
        _record(person_pk, one, ReminderState.STOPPED, one.due_at)


def put_off(person_pk: int, which: ReminderId, until: datetime, now: datetime) -> None:
    """Put a reminder off to a moment.

    Raises
    ------
    BadInput
        The moment is over, very far away, or after a talk that the reminder is about.
    """
    one = _mine(person_pk, which, now)
    if one is None:
        return
    if not now < until < now + LONGEST_AHEAD:
        raise BadInput("This time is over already, or more than a year away. Maybe choose a day of the next weeks.")
    if one.kind.has_fixed_hour and until >= one.until:
        raise BadInput("That would be too late for this talk. Maybe choose an earlier hour.")
    _record(person_pk, one, ReminderState.PUT_OFF, until)


def put_off_days(person_pk: int, which: ReminderId, days: int, now: datetime) -> datetime:
    """Put a reminder off to a morning some days from now."""
    until = morning_after(now, zone_of(person_pk), days)
    put_off(person_pk, which, until, now)
    return until


def put_off_to(person_pk: int, which: ReminderId, day: date, hour: time, now: datetime) -> datetime:
    """Put a reminder off to a day and an hour on somebody's own clock."""
    until = at_local(day, hour, zone_of(person_pk))
    put_off(person_pk, which, until, now)
    return until


def keep_words(person_pk: int, which: ReminderId, words: str, now: datetime) -> None:
    """Keep the words that somebody wrote for a note, so that they stand there when the page is opened again."""
    one = _mine(person_pk, which, now)
    if one is None:
        return
    key: dict[str, Any] = {"who_id": person_pk, "kind": one.kind.value, "about_id": one.id.about, "interview_id": one.id.interview, "turn": one.id.turn}
    waits = {"state": ReminderState.WAITS.value, "due_at": one.due_at}
    text = words.strip()[:LONGEST_WORDS]
    records.Reminder.objects.update_or_create(**key, defaults={"text": text}, create_defaults={**waits, "text": text})


def words_kept(person_pk: int) -> Mapping[ReminderId, str]:
    """Give the notes that somebody wrote."""
    return {_id_of(row): row.text for row in records.Reminder.objects.filter(who_id=person_pk, about__isnull=False).exclude(text="")}


def choose_kind(person_pk: int, kind: str, wanted: bool) -> None:
    """Stop a kind of reminders, or all; or want them again.

    Raises
    ------
    BadInput
        There is no such kind.
    """
    if kind != ALL and kind not in set(ReminderKind):
        raise BadInput("There is no such kind of reminder. Maybe load the page again.")
    with transaction.atomic():
        choices, _ = records.AfterChoices.objects.select_for_update().get_or_create(who_id=person_pk)
        off, all_off = kinds_of(choices.reminders_off)
        if kind == ALL:
            all_off = not wanted
        else:
            off = off - {ReminderKind(kind)} if wanted else off | {ReminderKind(kind)}
        choices.reminders_off = kinds_text(off, all_off)
        choices.save(update_fields=["reminders_off"])
