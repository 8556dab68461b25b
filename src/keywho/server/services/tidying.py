"""What the worker does once a day: profiles of evenings whose time is over are erased."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from keywho.server.services import evenings, ports
from keywho.server.store import models as records
from keywho.server.store import save

log = logging.getLogger("keywho.worker")


def tidy(now: datetime) -> int:
    """Erase all that is kept about people of evenings whose time is over; gives how many people these were.

    The evening itself, its log and its programmes stay: they hold ids alone.
    """
    erased = 0
    for event in records.Event.objects.filter(starts_at__isnull=False):
        assert event.starts_at is not None
        if event.starts_at + timedelta(days=event.erase_after_days) > now:
            continue
        with transaction.atomic():
            count = records.Attendee.objects.filter(event=event).count()
            records.Report.objects.filter(event=event).delete()
            records.Attendee.objects.filter(event=event).delete()
            records.Fact.objects.filter(event=event, kind="Announced").update(body='{"at":"1970-01-01T00:00:00Z","text":"","to":null}')
            if count:
                save.people_changed(event.pk)
        if count:
            evenings.forget(event.pk)
            ports.publish(event.pk)
            erased += count
    if erased:
        log.info("%d profiles of evenings whose time is over were erased.", erased)
    return erased
