"""When an evening is over: that two have met, for those who both let their history follow them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from keywho.core.ids import AttendeeId, Pair, pair_of
from keywho.server.services.evenings import Evening, evening
from keywho.server.store import models as records
from keywho.server.store import save

OVER_AFTER = timedelta(hours=12)
"""So long after its beginning an evening is over, also where nobody pressed to its end."""


def write_down_past(event: records.Event, now: datetime) -> int:
    """Keep who has met in an evening that is over, whether each wants to meet the other again, and who is kept apart; gives of how many pairs this is new.

    Answers can come days later, so it is written down again and again: the same pair is one record.
    """
    regulars = {AttendeeId(who): pk for who, pk in event.attendees.exclude(regular=None).values_list("public_id", "regular_id") if pk is not None}
    if len(regulars) < 2:
        return 0
    loaded = evening(event.pk)
    if not _is_over(event, loaded, now):
        return 0
    apart = _apart(event, loaded)
    at = loaded.state.clock.began_at or event.starts_at or now
    wanted = _answers(event)
    pairs = sorted(pair for pair in _met(loaded) | apart if regulars.keys() >= {*pair} and regulars[pair[0]] != regulars[pair[1]])
    with transaction.atomic():
        theirs = set(regulars.values())
        kept = {
            (past.one_id, past.other_id): past for past in records.PastMeeting.objects.filter(one__attendees__event=event).distinct() if past.other_id in theirs
        }
        changed = []
        for one, other in pairs:
            low, high = (one, other) if regulars[one] < regulars[other] else (other, one)
            known = kept.get((regulars[low], regulars[high]))
            past = known or records.PastMeeting(one_id=regulars[low], other_id=regulars[high], met_at=at)
            before = (past.met_at, past.one_again, past.other_again, past.apart)
            past.met_at = max(past.met_at, at)
            past.one_again = wanted.get((low, high), past.one_again)
            past.other_again = wanted.get((high, low), past.other_again)
            past.apart = past.apart or (one, other) in apart
            if known is None or before != (past.met_at, past.one_again, past.other_again, past.apart):
                changed.append(past)
        records.PastMeeting.objects.bulk_create((past for past in changed if past.pk is None), ignore_conflicts=True)
        records.PastMeeting.objects.bulk_update((past for past in changed if past.pk is not None), ["met_at", "one_again", "other_again", "apart"])
        if changed:
            tell_other_evenings(theirs, event.pk)
    return len(changed)


def bring_past_up_to_date(event_pk: int, now: datetime) -> None:
    """Before an evening is planned: write down the evenings before it that people of it came to."""
    regulars = records.Attendee.objects.filter(event_id=event_pk).exclude(regular=None).values("regular_id")
    before = records.Event.objects.filter(attendees__regular_id__in=regulars).exclude(pk=event_pk).distinct()
    for event in before:
        write_down_past(event, now)


def tell_other_evenings(regulars: Iterable[int], but: int = 0) -> None:
    """Have the other evenings of these people notice that their past is another one now."""
    for event_pk in records.Event.objects.filter(attendees__regular_id__in=list(regulars)).exclude(pk=but).values_list("pk", flat=True).distinct():
        save.people_changed(event_pk)


def _is_over(event: records.Event, loaded: Evening, now: datetime) -> bool:
    began = event.starts_at or loaded.state.clock.began_at
    return loaded.state.closed or (began is not None and began + OVER_AFTER <= now)


def _met(loaded: Evening) -> set[Pair]:
    begun = loaded.state.rounds_begun
    return {pair for meeting in loaded.state.programme.meetings if meeting.round_no in begun for pair in meeting.pairs()}


def _answers(event: records.Event) -> Mapping[tuple[AttendeeId, AttendeeId], bool]:
    """Give who wants to keep in touch with whom: they may be brought together again, once both do."""
    found = records.KeepInTouch.objects.filter(who__event=event).values_list("who__public_id", "about__public_id", "wanted")
    return {(AttendeeId(who), AttendeeId(about)): wanted for who, about, wanted in found}


def _apart(event: records.Event, loaded: Evening) -> set[Pair]:
    """Give who is kept apart for good: one asked for it, reported the other, or the organizers wished it."""
    reported = records.Report.objects.filter(event=event).exclude(Q(who=None) | Q(about=None)).values_list("who__public_id", "about__public_id")
    wished = records.Wish.objects.filter(event=event, kind=records.WishKind.MUST_NOT_MEET).exclude(other=None).values_list("one__public_id", "other__public_id")
    return {*loaded.state.parted, *_pairs(reported), *_pairs(wished)}


def _pairs(found: Iterable[tuple[str, str]]) -> Iterable[Pair]:
    return (pair_of(AttendeeId(one), AttendeeId(other)) for one, other in found)
