"""What people tell the organizers in confidence, above all that somebody does not behave; and what organizers did about it.

A report about somebody keeps the two apart for good and ends what was between them. The one it is about sees what they would see without an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from keywho.core.errors import BadInput
from keywho.server.services.afterwards.interviews import keep_apart
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post_to_organizers, withdraw
from keywho.server.store import models as records

MOST_REPORTS = 30
MISBEHAVIOUR = "harassed"
LONGEST_DONE = 2000
_ABOUT_SOMEBODY = Q(kind=MISBEHAVIOUR) | Q(about__isnull=False)


def keep_report(event_pk: int, person_pk: int, kind: str, text: str, now: datetime, about_pk: int | None = None) -> None:
    """Keep what somebody tells the organizers; of very many words of one person about the same the last ones take the place of those before."""
    theirs = records.Report.objects.filter(event_id=event_pk, who_id=person_pk, about_id=about_pk)
    newest = theirs.order_by("-pk").first() if theirs.count() >= MOST_REPORTS else None
    if newest is None:
        records.Report.objects.create(event_id=event_pk, who_id=person_pk, about_id=about_pk, kind=kind, text=text, at=now)
    else:
        theirs.filter(pk=newest.pk).update(kind=kind, text=text, at=now, settled_at=None)


def end_between(one_pk: int, other_pk: int, now: datetime) -> None:
    """End what is between two people, since `one` reported the other: contacts, what was chosen to give, and the yes of `one`.

    The other's own answer stays as it is. Nothing is sent or said to them but that an agreed interview is cancelled, in the usual words.
    """
    keep_apart(one_pk, other_pk, now)
    withdraw(now, who_pk=one_pk, about_pk=other_pk, kind="reminder")
    withdraw(now, who_pk=other_pk, about_pk=one_pk, kind="reminder")
    both = {one_pk, other_pk}
    records.KeepInTouch.objects.update_or_create(who_id=one_pk, about_id=other_pk, defaults={"wanted": False, "at": now})
    records.Sharing.objects.filter(who__in=both, about__in=both).delete()
    records.Exchange.objects.filter(one_id=min(both), other_id=max(both)).delete()
    records.Reminder.objects.filter(who__in=both, about__in=both).delete()


def tell_organizers(event_pk: int, person_pk: int, now: datetime) -> None:
    """Mail the organizers that there is a report, where mails are set: who and what stands at the desk alone. One mail an hour about one person's reports is enough."""
    event = records.Event.objects.get(pk=event_pk)
    link = f"{settings.PUBLIC_URL}/desk/{event.code}/after#reports" if settings.PUBLIC_URL else f"the desk of {event.name}, on the page “After”"
    text = f"Somebody at {event.name} told you in confidence that somebody does not behave.\n\nPlease read it, and write down what you did: {link}"
    post_to_organizers(event_pk, Letter("report", f"A report of misbehaviour: {event.name}", text, once=f"report of {person_pk} in {now:%Y-%m-%dT%H}"), now)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as organizers read it. `earlier` are times of reports about the same person before it."""

    pk: int
    who: str
    about: str
    about_pk: int | None
    at: datetime
    text: str
    done: str
    earlier: tuple[datetime, ...]


def reports_of(event_pk: int, zone: tzinfo) -> Sequence[ReportLine]:
    """Give the reports of misbehaviour of an evening: those nothing was done about first, then the newest first."""
    found = list(records.Report.objects.filter(_ABOUT_SOMEBODY, event_id=event_pk).select_related("who", "about").order_by("at", "pk"))
    known = [report for report in found if report.about_id is not None]
    before: dict[int, tuple[datetime, ...]] = {}
    for _, group in groupby(sorted(known, key=lambda report: report.about_id or 0), key=lambda report: report.about_id):
        times: tuple[datetime, ...] = ()
        for report in group:
            before[report.pk] = times
            times = (*times, report.at.astimezone(zone))
    lines = [_line(report, before.get(report.pk, ()), zone) for report in found]
    return sorted(lines, key=lambda line: (line.done != "", -line.pk))


def _line(report: records.Report, earlier: tuple[datetime, ...], zone: tzinfo) -> ReportLine:
    who = report.who.name if report.who else "somebody who is erased"
    about = report.about.name if report.about else ""
    return ReportLine(report.pk, who, about, report.about_id, report.at.astimezone(zone), report.text, report.done, earlier)


def note_done(event_pk: int, report_pk: int, words: str, by: records.Organizer, now: datetime, zone: tzinfo) -> str:
    """Write down what was done about a report. Words are added to those that stand there, so two who write at once both keep theirs.

    Raises
    ------
    BadInput
        There are no words, or no such report.
    """
    said = words.strip()[:LONGEST_DONE]
    if not said:
        raise BadInput("Nothing is written yet. Maybe say in one sentence what you did.")
    with transaction.atomic():
        report = records.Report.objects.select_for_update().filter(_ABOUT_SOMEBODY, pk=report_pk, event_id=event_pk).first()
        if report is None:
            raise BadInput("This report is not there any more. Maybe its person had everything erased.")
        line = f"{now.astimezone(zone):%d %B %Y, %H:%M}, {by.name or by.email}: {said}"
        report.done = f"{report.done}\n{line}".strip()
        report.done_by, report.settled_at = by, now
        report.save(update_fields=["done", "done_by", "settled_at"])
    return "It is written down. Every organizer of this evening reads it."
