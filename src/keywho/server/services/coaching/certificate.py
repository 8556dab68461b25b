"""What somebody did, counted for their certificate: for themselves alone, to show to whom they like."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from keywho.coach.certificate import Certificate, Deeds, certificate
from keywho.coach.notebook import Notebook
from keywho.server.services.coaching.ladder import AGREED, HeldMeeting, held_meetings, moments_of, persons_of
from keywho.server.store import models as records


def certificate_of(person_pk: int, name: str, notebook: Notebook, language: str, at: datetime) -> Certificate:
    """Write somebody's certificate, on the day that it is where their evening takes place."""
    event = records.Event.objects.get(attendees=person_pk)
    return certificate(name, deeds_of(person_pk, at), notebook, moments_of(person_pk, at, notebook), at.astimezone(event.zone).date(), language)


def deeds_of(person_pk: int, at: datetime) -> Deeds:
    """Count what somebody did; whoever they met at two evenings counts once where both let their history follow them."""
    persons = persons_of(person_pk)
    pks = [one.pk for one in persons]
    meetings = held_meetings(persons, at)
    asked = records.Interview.objects.filter(asker__in=pks)
    been_asked = records.Interview.objects.filter(asked__in=pks, is_withheld=False)
    return Deeds(
        len({meeting.event_pk for meeting in meetings}),
        _met(meetings),
        records.Exchange.objects.filter(Q(one__in=pks) | Q(other__in=pks)).count(),
        asked.count(),
        asked.filter(state="held").count() + been_asked.filter(state="held").count(),
        been_asked.filter(state__in=AGREED).count(),
    )


def _met(meetings: Sequence[HeldMeeting]) -> int:
    met = {(meeting.event_pk, other) for meeting in meetings for other in meeting.others}
    public_ids = {other for _, other in met}
    rows = records.Attendee.objects.filter(event__in={event for event, _ in met}, public_id__in=public_ids).exclude(regular=None)
    regulars = {(event, public_id): regular for event, public_id, regular in rows.values_list("event_id", "public_id", "regular_id")}
    return len({regulars.get(one, one) for one in met})
