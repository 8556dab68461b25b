"""History follows a person from evening to evening, where they choose it: by a link of theirs, or by a mail address that they proved to be theirs.

Nobody sees who else lets it follow, and nobody reads it: the planner alone regards it (`store.past`).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.server.services.attending import keep_apart
from keywho.server.services.evenings import evening
from keywho.server.services.links import new_key
from keywho.server.services.past_meetings import bring_past_up_to_date
from keywho.server.services.registrations import people_changed
from keywho.server.services.rights import ledger
from keywho.server.store import models as records
from keywho.server.store import save


class NotVerified(BadInput):
    """A mail address was not proved to be somebody's."""

    code = "mail-not-verified"


def history_of(person_pk: int) -> records.Regular | None:
    """Give the history that follows somebody; None where none does."""
    return records.Regular.objects.filter(attendees=person_pk).first()


def history_with(key: str) -> records.Regular | None:
    """Give the history that a link is for; None where it was ended, or never was."""
    return records.Regular.objects.filter(key=key).first() if key else None


def last_evening(regular: records.Regular) -> records.Event | None:
    """Give the evening that a history came to last; None where all of them are erased."""
    return records.Event.objects.filter(attendees__regular=regular).order_by("-attendees__pk").first()


def verified_mail(person_pk: int) -> str:
    """Give the mail address that somebody has proved to be theirs; empty for none."""
    return records.AfterChoices.objects.filter(who_id=person_pk).exclude(mail_verified_at=None).values_list("mail", flat=True).first() or ""


def follow(person_pk: int, now: datetime) -> records.Regular:
    """Let history follow somebody from this evening on; where it does already, nothing changes."""
    with transaction.atomic():
        attendee = records.Attendee.objects.select_for_update().get(pk=person_pk)
        known = attendee.regular
        if known is not None:
            return known
        made = records.Regular.objects.create(key=new_key(), made_at=now, seen_at=now)
        records.Attendee.objects.filter(pk=person_pk).update(regular=made)
        people_changed(attendee.event_id)
    return made


def stop_following(person_pk: int) -> bool:
    """Erase the history that follows somebody, on all evenings; False where none does. No backup brings it back."""
    regular = history_of(person_pk)
    if regular is None:
        return False
    with transaction.atomic():
        ledger.write_down([ledger.mark_of_history(regular.key)])
        events = set(regular.attendees.values_list("event_id", flat=True))
        regular.delete()
        for event_pk in events:
            people_changed(event_pk)
    save.overwrite_what_is_erased()
    return True


def follow_by_mail(person_pk: int, wanted: bool, now: datetime) -> records.Regular:
    """Let history follow somebody by their mail address, too, or not any more. Where it followed that address before, both become one.

    Raises
    ------
    NotVerified
        Nobody has proved that the address is theirs.
    """
    choices = records.AfterChoices.objects.filter(who_id=person_pk).first()
    if wanted and not verified_mail(person_pk):
        raise NotVerified("Your mail address is not verified yet. Maybe do that first, under mails.")
    with transaction.atomic():
        regular = follow(person_pk, now)
        if not wanted:
            regular.mail, regular.mail_verified_at = "", None
        elif choices is not None:
            recognize_by_mail(person_pk, now)
            regular = follow(person_pk, now)
            regular.mail, regular.mail_verified_at = choices.mail, choices.mail_verified_at
        regular.save(update_fields=["mail", "mail_verified_at"])
    return regular


def recognize(person_pk: int, key: str, now: datetime) -> bool:
    """Recognize somebody who came with the link of their history; False where the link is none, or somebody else of the evening came with it."""
    regular = history_with(key)
    return regular is not None and _recognize(person_pk, regular, now)


def recognize_who(event_pk: int, who: str, key: str, now: datetime) -> bool:
    """Recognize somebody of an evening by their id in it."""
    person = records.Attendee.objects.filter(event_id=event_pk, public_id=who).first()
    return person is not None and recognize(person.pk, key, now)


def recognize_by_mail(person_pk: int, now: datetime) -> bool:
    """Recognize somebody who has proved a mail address that history follows; False where it follows none of theirs."""
    choices = records.AfterChoices.objects.filter(who_id=person_pk).exclude(Q(mail="") | Q(mail_verified_at=None)).first()
    regular = records.Regular.objects.filter(mail__iexact=choices.mail).exclude(mail_verified_at=None).order_by("pk").first() if choices else None
    return regular is not None and _recognize(person_pk, regular, now)


def evenings_to_come(key: str, now: datetime) -> list[records.Event]:
    """Give the evenings that the owner of a link may come to next: those of the same organizers, not over, where people can join."""
    theirs = records.Organizer.objects.filter(events__attendees__regular__key=key)
    found = records.Event.objects.filter(organizers__in=theirs, sign_up_open=True).exclude(starts_at__lt=now).exclude(attendees__regular__key=key).distinct()
    return [event for event in found.order_by("starts_at", "pk") if not evening(event.pk).state.closed]


def _recognize(person_pk: int, regular: records.Regular, now: datetime) -> bool:
    with transaction.atomic():
        attendee = records.Attendee.objects.select_related("regular").select_for_update(of=("self",)).get(pk=person_pk)
        if records.Attendee.objects.filter(event_id=attendee.event_id, regular=regular).exclude(pk=person_pk).exists():
            return False
        if attendee.regular is not None and attendee.regular_id != regular.pk:
            _become_one(regular, attendee.regular)
        records.Attendee.objects.filter(pk=person_pk).update(regular=regular)
        records.Regular.objects.filter(pk=regular.pk, seen_at__lt=now).update(seen_at=now)
        people_changed(attendee.event_id)
    bring_past_up_to_date(attendee.event_id, now)
    _keep_apart_tonight(attendee.event_id, AttendeeId(attendee.public_id), now)
    return True


def _become_one(kept: records.Regular, other: records.Regular) -> None:
    """Put two histories of one person together: what keeps apart stays, and of two answers the newer one."""
    for past in records.PastMeeting.objects.filter(Q(one=other) | Q(other=other)).order_by("met_at"):
        other_was_one = past.one_id == other.pk
        them = past.other_id if other_was_one else past.one_id
        mine, theirs = (past.one_again, past.other_again) if other_was_one else (past.other_again, past.one_again)
        if them == kept.pk:
            continue
        low, high = sorted((kept.pk, them))
        merged, _ = records.PastMeeting.objects.get_or_create(one_id=low, other_id=high, defaults={"met_at": past.met_at})
        is_newer = past.met_at >= merged.met_at
        i_am_one = low == kept.pk
        for side, said in (("one_again" if i_am_one else "other_again", mine), ("other_again" if i_am_one else "one_again", theirs)):
            if said is not None and (is_newer or getattr(merged, side) is None):
                setattr(merged, side, said)
        merged.met_at, merged.apart = max(merged.met_at, past.met_at), merged.apart or past.apart
        merged.save()
    records.Attendee.objects.filter(regular=other).update(regular=kept)
    other.delete()


def _keep_apart_tonight(event_pk: int, who: AttendeeId, now: datetime) -> None:
    """Where a programme is published already, and would bring together two who are kept apart, let them be apart from now on; nobody is told."""
    loaded = evening(event_pk)
    for pair in sorted(loaded.people.past.apart):
        if who in pair and loaded.published is not None and pair not in loaded.state.parted:
            keep_apart(event_pk, who, pair[1] if pair[0] == who else pair[0], now=now)
