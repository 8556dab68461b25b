"""Informational interviews: ask, accept, propose other times, decline, move, cancel.

Each press says which version it has seen. Each change is recorded and put in the post in one transaction, so there is no mail about what did not happen.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction

from keywho.followup import interview as rules
from keywho.followup.interview import Interview, InterviewState, Side, Terms
from keywho.followup.refusals import Refused, Why
from keywho.server.services.afterwards.letters_of_interviews import tell_asked, tell_change
from keywho.server.services.afterwards.talks import OPEN_STATES, Talk, agreed_times, are_apart, is_free, keep, locked, noun_of, side_of, talk_of, talks_of
from keywho.server.services.post.route import own_host
from keywho.server.store import models as records

WEEK = timedelta(days=7)
USUAL_LIMIT = 3
MOST_A_WEEK = 50

Change = Callable[[Interview, Side], Interview]


def interviews_of(person_pk: int, now: datetime) -> Sequence[Talk]:
    """Give all interviews of somebody: those whose answer is awaited from them first, then those that are agreed on by time, then all others."""

    def place(talk: Talk) -> tuple[int, float]:
        if talk.is_my_turn:
            return 0, talk.record.pk
        if talk.is_agreed and talk.interview.starts_at:
            return 1 + talk.has_begun(now), talk.interview.starts_at.timestamp()
        return 3, -talk.interview.changed_at.timestamp()

    return sorted(talks_of(person_pk), key=place)


def interview_of(person_pk: int, key: str) -> Talk:
    """Give one interview of somebody; raises Refused where there is none."""
    with transaction.atomic():
        return talk_of(locked(person_pk, key), person_pk)


def open_between(person_pk: int, other_pk: int) -> Talk | None:
    """Give the open request of somebody to another, or of the other to them as far as it reaches them."""
    return next((talk for talk in talks_of(person_pk) if talk.other.pk == other_pk and talk.interview.is_open), None)


def new_uid() -> str:
    """Name an interview for calendars: nobody can guess it, and no other server gives the same (RFC 7986, 5.3)."""
    return f"{secrets.token_hex(12)}@{own_host()}"


def ask(person_pk: int, other_pk: int, terms: Terms, times: Sequence[datetime], *, now: datetime) -> Talk:
    """Ask a contact for an interview.

    Somebody from whom the other one is kept apart gets the same answers as everybody; the request just never arrives.

    Raises
    ------
    Refused
        It is no contact, a request is open already, this person has enough of them this week, or something about it can't be.
    """
    with transaction.atomic():
        other = records.Attendee.objects.select_for_update().filter(pk=other_pk).first()
        me = records.Attendee.objects.select_related("event").get(pk=person_pk)
        low, high = sorted((person_pk, other_pk))
        if other is None or not records.Exchange.objects.filter(one_id=low, other_id=high).exists():
            raise Refused(Why.NO_CONTACT)
        _check_none_open(me, other)
        new = rules.ask(new_uid(), terms, times, now=now)
        _check_week(other, now)
        record = _record(me, other, new)
        record.is_withheld = are_apart(me, other)
        keep(record, new)
        tell_asked(record, new, now)
    return talk_of(record, person_pk)


def accept(person_pk: int, key: str, starts_at: datetime, *, version: int, now: datetime, place: str = "") -> Talk:
    """Take one of the proposed times."""
    return press(person_pk, key, lambda known, by: rules.accept(known, by, starts_at, version=version, now=now, place=place), now=now)


def propose(person_pk: int, key: str, times: Sequence[datetime], *, version: int, now: datetime, words: str = "") -> Talk:
    """Propose other times: for a request, or to move what is agreed on."""

    def proposed(known: Interview, by: Side) -> Interview:
        change = rules.move if known.state is InterviewState.ACCEPTED else rules.counter
        return change(known, by, times, version=version, now=now, words=words)

    return press(person_pk, key, proposed, now=now)


def stay(person_pk: int, key: str, *, version: int, now: datetime) -> Talk:
    """Leave the agreed time as it is."""
    return press(person_pk, key, partial(rules.stay, version=version, now=now), now=now)


def change(person_pk: int, key: str, *, version: int, now: datetime, place: str | None = None, minutes: int | None = None) -> Talk:
    """Change where or how long the two talk."""
    return press(person_pk, key, partial(rules.change, version=version, now=now, place=place, minutes=minutes), now=now)


def decline(person_pk: int, key: str, *, version: int, now: datetime, words: str = "") -> Talk:
    """Say no to a request, kindly."""
    return press(person_pk, key, partial(rules.decline, version=version, now=now, words=words), now=now)


def reopen(person_pk: int, key: str, *, version: int, now: datetime) -> Talk:
    """Take a no back, within an hour."""
    return press(person_pk, key, partial(rules.reopen, version=version, now=now), now=now)


def cancel(person_pk: int, key: str, *, version: int, now: datetime, words: str = "") -> Talk:
    """Call a talk off, or take a request back."""
    return press(person_pk, key, partial(rules.cancel, version=version, now=now, words=words), now=now)


def mark_held(person_pk: int, key: str, *, version: int, now: datetime) -> Talk:
    """Say that the talk has been."""
    return press(person_pk, key, lambda known, _: rules.hold(known, version=version, now=now), now=now)


def mark_held_with(person_pk: int, other_pk: int, *, now: datetime) -> None:
    """Say that the talks of two whose time has come have been, where one of them notes what came of it."""
    for talk in talks_of(person_pk):
        if talk.other.pk == other_pk and talk.has_begun(now):
            mark_held(person_pk, talk.key, version=talk.interview.version, now=now)


def press(person_pk: int, key: str, changed: Change, *, now: datetime) -> Talk:
    """Change an interview, record it and tell the other one, all or nothing.

    Raises
    ------
    Refused
        There is no such interview of theirs, or the rules are against it.
    """
    try:
        with transaction.atomic():
            record = locked(person_pk, key)
            before, by = noun_of(record), side_of(record, person_pk)
            after = changed(before, by)
            if after is not before:
                _check_time(record, before, after, by, now)
                _settle(record, before, after, by, now)
    except IntegrityError:
        raise Refused(Why.TAKEN) from None
    return talk_of(record, person_pk)


def answer_from_mail(uid: str, person_pk: int, answer: str, starts_at: datetime | None = None, *, now: datetime, sequence: int | None = None) -> str:
    """Do what somebody's calendar answers (RFC 5546: a REPLY with its PARTSTAT, or COUNTER); gives in a word what came of it.

    The same answer twice, or one to an older version than calendars know (`sequence`), changes nothing.

    Raises
    ------
    Refused
        There is no such interview of theirs, or the rules are against it.
    """

    def answered(known: Interview, by: Side) -> Interview:
        if sequence is not None and sequence < known.sequence:
            return known
        match answer.upper():
            case "ACCEPTED":
                return _accepted_by_mail(known, by, now)
            case "DECLINED":
                return _declined_by_mail(known, by, now)
            case "COUNTER" if starts_at is not None:
                return _countered_by_mail(known, by, starts_at, now)
            case _:
                return known

    before = interview_of(person_pk, uid).interview.version
    after = press(person_pk, uid, answered, now=now).interview
    return "nothing new" if after.version == before else after.state.value


def keep_apart(one_pk: int, other_pk: int, now: datetime) -> None:
    """End what two have planned, since `one` wants nothing more to do with the other: what is agreed on is cancelled in the usual words,
    a request of the other stays without an answer, one's own is taken back."""
    with transaction.atomic():
        both = (one_pk, other_pk)
        still = records.Interview.objects.filter(asker_id__in=both, asked_id__in=both, state__in=[*OPEN_STATES, "accepted"])
        for record in still.select_related("asker", "asked", "event").prefetch_related("times").select_for_update(of=("self",)):
            before, by = noun_of(record), side_of(record, one_pk)
            if before.is_open and by is Side.ASKED and before.turn is by:
                record.is_withheld = True
                record.save(update_fields=["is_withheld"])
                continue
            end = rules.decline if before.is_open and by is Side.ASKED else rules.cancel
            _settle(record, before, end(before, by, version=before.version, now=now), by, now)


def weekly_limit(person_pk: int) -> int:
    """Say how many people may ask somebody in seven days."""
    found = records.AfterChoices.objects.filter(who_id=person_pk).values_list("weekly_limit", flat=True).first()
    return USUAL_LIMIT if found is None else found


def choose_weekly_limit(person_pk: int, most: int) -> None:
    """Choose how many people may ask in seven days; 0 for none."""
    limit = min(max(most, 0), MOST_A_WEEK)
    records.AfterChoices.objects.update_or_create(who_id=person_pk, defaults={"weekly_limit": limit})


def _accepted_by_mail(known: Interview, by: Side, now: datetime) -> Interview:
    if known.state is InterviewState.ACCEPTED or known.turn is not by or len(known.times) != 1:
        return known
    return rules.accept(known, by, known.times[0], version=known.version, now=now)


def _declined_by_mail(known: Interview, by: Side, now: datetime) -> Interview:
    if known.is_open and by is Side.ASKED:
        return rules.decline(known, by, version=known.version, now=now)
    if known.state is InterviewState.ACCEPTED:
        return rules.cancel(known, by, version=known.version, now=now)
    return known


def _countered_by_mail(known: Interview, by: Side, starts_at: datetime, now: datetime) -> Interview:
    if known.times == (starts_at,) or known.state in rules.FINAL or (known.is_open and known.turn is not by) or known.starts_at == starts_at:
        return known
    propose_times = rules.move if known.state is InterviewState.ACCEPTED else rules.counter
    return propose_times(known, by, (starts_at,), version=known.version, now=now)


def _check_time(record: records.Interview, before: Interview, after: Interview, by: Side, now: datetime) -> None:
    """Refuse a time at which one of the two talks with somebody else by now. Who is kept apart from the other gets the same answer."""
    if after.state is not InterviewState.ACCEPTED or after.starts_at is None or after.starts_at == before.starts_at:
        return
    me, other = (record.asker, record.asked) if by is Side.ASKER else (record.asked, record.asker)
    agreed = agreed_times((me.pk, other.pk), now, record.pk)
    if not is_free(agreed[me.pk], after.starts_at, after.terms.minutes):
        raise Refused(Why.OVERLAPS, after.starts_at)
    if not is_free(agreed[other.pk], after.starts_at, after.terms.minutes) or are_apart(me, other):
        raise Refused(Why.TAKEN, after.starts_at)


def _settle(record: records.Interview, before: Interview, after: Interview, by: Side, now: datetime) -> None:
    if record.office_hours_id is not None and after.starts_at != before.starts_at:
        record.office_hours = None  # moved out of them: the part is free again
    keep(record, after)
    tell_change(record, before, after, by, now)


def _record(me: records.Attendee, other: records.Attendee, new: Interview) -> records.Interview:
    zone = talk_zone(me)
    return records.Interview(event=me.event, uid=new.uid, asker=me, asked=other, timezone=zone, made_at=new.changed_at)


def talk_zone(person: records.Attendee) -> str:
    """Name the zone of somebody."""
    chosen = records.AfterChoices.objects.filter(who=person).values_list("timezone", flat=True).first()
    return chosen or person.event.timezone


def _check_none_open(me: records.Attendee, other: records.Attendee) -> None:
    """Refuse a second request between two; one of the other that never arrived does not count."""
    if records.Interview.objects.filter(asker=me, asked=other, state__in=OPEN_STATES).exists():
        raise Refused(Why.ONE_OPEN)
    theirs = records.Interview.objects.filter(asker=other, asked=me, state__in=OPEN_STATES, is_withheld=False).exists()
    if theirs and not are_apart(me, other):
        raise Refused(Why.THEY_ASK)


def _check_week(other: records.Attendee, now: datetime) -> None:
    limit = weekly_limit(other.pk)
    if limit == 0:
        raise Refused(Why.TAKES_NONE)
    recent = records.Interview.objects.filter(asked=other, is_withheld=False, office_hours=None, made_at__gt=now - WEEK)
    made = list(recent.order_by("made_at").values_list("made_at", flat=True))
    if len(made) >= limit:
        raise Refused(Why.WEEK_IS_FULL, made[len(made) - limit] + WEEK)
