"""What the worker does once a day: whatever is past its time goes, by the rules of retention (`store.retention`)."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import Max

from keywho.server.services import evenings, ports
from keywho.server.services.choices import forget_texts
from keywho.server.services.past_meetings import write_down_past
from keywho.server.services.rights.erase import take_out_of_versions
from keywho.server.store import models as records
from keywho.server.store import save
from keywho.server.store.retention import RETENTION, Kept

log = logging.getLogger("keywho.worker")


def tidy(now: datetime) -> int:
    """Erase whatever is past its time; gives how many people of evenings whose time is over these were.

    The evening itself, its log and its programmes stay: they hold ids alone.
    """
    erased = 0
    for event in records.Event.objects.all():
        write_down_past(event, now)
        if (event.starts_at or _last_touched(event)) + timedelta(days=event.erase_after_days) <= now:
            erased += _end(event)
    old = _forget_old(now)
    evenings.forget()  # somebody may have been erased by another process
    forget_texts()
    if erased or old:
        save.overwrite_what_is_erased()
        log.info("%d profiles of evenings whose time is over were erased, and %d other records.", erased, old)
    return erased


def _end(event: records.Event) -> int:
    """Erase what ends with an evening's time: everything that hangs on its people; gives how many these were."""
    with transaction.atomic():
        count = records.Attendee.objects.filter(event=event).count()
        if count:
            take_out_of_versions(event.pk)
            records.PlanningJob.objects.filter(event=event).update(sentence="")
        for model in _of_evenings():
            model._default_manager.filter(event=event).delete()
        records.Fact.objects.filter(event=event, kind="Announced").update(body='{"at":"1970-01-01T00:00:00Z","text":"","to":null}')
        if count:
            save.people_changed(event.pk)
    if count:
        evenings.forget_people(event.pk)
        ports.publish(event.pk)
    return count


def _of_evenings() -> Iterator[type[models.Model]]:
    """Give the kinds of records that end with an evening's time and name it; what names only people of it goes with them."""
    for name, rules in RETENTION.items():
        if rules["id"].kept.time.ends_with_evening and "event" in rules:
            yield apps.get_model("store", name)


def _forget_old(now: datetime) -> int:
    """Erase records, or empty columns, that are kept for a number of days after a moment of theirs; gives how many records these were."""
    count = 0
    for name, rules in RETENTION.items():
        columns_of: dict[Kept, list[str]] = defaultdict(list)
        for column, rule in rules.items():
            columns_of[rule.kept].append(column)
        model = apps.get_model("store", name)
        for kept, columns in columns_of.items():
            if kept.time.days is None:
                continue
            old = model._default_manager.filter(**{f"{kept.time.since}__lt": now - timedelta(days=kept.time.days)})
            if "id" in columns:
                count += old.delete()[0]
            else:
                empty = {column: model._meta.get_field(column).get_default() for column in columns}
                count += old.exclude(**empty).update(**empty)
    return count


def _last_touched(event: records.Event) -> datetime:
    """Give when anything last happened in an evening whose day was never set."""
    joined = records.Attendee.objects.filter(event=event).aggregate(Max("created_at"))["created_at__max"]
    happened = records.Fact.objects.filter(event=event).aggregate(Max("at"))["at__max"]
    return max(at for at in (event.created_at, joined, happened) if at is not None)
