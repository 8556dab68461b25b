"""What the worker does once a day: profiles of evenings whose time is over are erased."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from keywho.server.services import evenings, ports
from keywho.server.services.choices import forget_texts
from keywho.server.services.rights.erase import take_out_of_versions
from keywho.server.store import models as records
from keywho.server.store import save

log = logging.getLogger("keywho.worker")


def tidy(now: datetime) -> int:
    """Erase all that is kept about people of evenings whose time is over; gives how many people these were.

    The evening itself, its log and its programmes stay: they hold ids alone.
    """
    erased = 0
    for event in records.Event.objects.all():
        if (event.starts_at or _last_touched(event)) + timedelta(days=event.erase_after_days) > now:
            continue
        with transaction.atomic():
            count = records.Attendee.objects.filter(event=event).count()
            if count:
                take_out_of_versions(event.pk)
                records.PlanningJob.objects.filter(event=event).update(sentence="")
            records.Report.objects.filter(event=event).delete()
            records.Attendee.objects.filter(event=event).delete()
            records.Fact.objects.filter(event=event, kind="Announced").update(body='{"at":"1970-01-01T00:00:00Z","text":"","to":null}')
            if count:
                save.people_changed(event.pk)
        if count:
            evenings.forget_people(event.pk)
            ports.publish(event.pk)
            erased += count
    evenings.forget()  # somebody may have been erased by another process
    forget_texts()
    if erased:
        save.overwrite_what_is_erased()
        log.info("%d profiles of evenings whose time is over were erased.", erased)
    return erased


def _last_touched(event: records.Event) -> datetime:
    """Give when anything last happened in an evening whose day was never set."""
    joined = records.Attendee.objects.filter(event=event).aggregate(Max("created_at"))["created_at__max"]
    happened = records.Fact.objects.filter(event=event).aggregate(Max("at"))["at__max"]
    return max(at for at in (event.created_at, joined, happened) if at is not None)
