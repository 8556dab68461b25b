"""Erasing a person: they are gone from records, programmes, the log, and mails of others; everybody else's records stay whole.

The log and the programmes name people by id alone, so that without the profile they say nothing about anybody; what else in them
is about one person (traits for mixing tables, words to them alone) is taken out.
"""

import json
import re
import zlib
from datetime import datetime

from django.db import transaction

from keywho.server.services import evenings
from keywho.server.services.past_meetings import tell_other_evenings
from keywho.server.services.post.queue import post
from keywho.server.services.registrations import not_expected, people_changed
from keywho.server.services.rights import ledger
from keywho.server.services.rights.called_off import letters_for_others
from keywho.server.services.rights.traces import Traces
from keywho.server.store import models as records
from keywho.server.store import save

NAMED_SOMEBODY = "What was said here named somebody who is erased."


def erase(attendee: records.Attendee, *, by: str, now: datetime) -> str:
    """Erase a person: profile, wishes, card, contacts, interviews, reminders, outcomes, mails, history; notes and answers by and about them, and their reports.

    That there was a report about them stays, without its words: whoever was reported does not undo it by going. Where a programme counts on them, nobody waits for them any more; talks to come are called off. Their id stays in the log and in programmes, and means nobody. That they were
    erased is noted in the ledger first, so that no backup brings them back.
    """
    attendee.refresh_from_db()
    name, event_pk = attendee.shown_name, attendee.event_id
    not_expected(attendee, by=by, now=now)
    with transaction.atomic():
        _note(attendee)
        letters = letters_for_others(attendee, now)
        traces = Traces.of(attendee)
        records.Report.objects.filter(who=attendee).delete()
        _leave_reports_about(attendee, traces)
        take_out_of_versions(event_pk, attendee.public_id)
        _take_out_of_log(event_pk, attendee.public_id, traces)
        _take_out_of_jobs(event_pk, attendee)
        _take_out_of_reports(event_pk, traces)
        if attendee.regular_id is not None:
            tell_other_evenings([attendee.regular_id], event_pk)
            records.Regular.objects.filter(pk=attendee.regular_id).delete()
        records.Attendee.objects.filter(pk=attendee.pk).delete()
        _take_out_of_mails(event_pk, traces)
        for other_pk, letter in letters:
            post(other_pk, letter, now)
        people_changed(event_pk)
    evenings.forget_people(event_pk)
    save.overwrite_what_is_erased()
    return f"Everything about {name} is erased."


def erase_again(*, now: datetime) -> int:
    """Erase whoever was erased before and came back with a backup; gives how many people and histories these were."""
    gone = ledger.ledger()
    if not gone:
        return 0
    count = 0
    for event in records.Event.objects.all():
        for attendee in records.Attendee.objects.filter(event=event):
            if gone.knows(ledger.mark_of(event, attendee.public_id)):
                erase(attendee, by="keywho", now=now)
                count += 1
    for regular in records.Regular.objects.all():
        if gone.knows(ledger.mark_of_history(regular.key)):
            regular.delete()
            count += 1
    if count:
        save.overwrite_what_is_erased()
    return count


def take_out_of_versions(event_pk: int, public_id: str | None = None) -> None:
    """Leave of a person's traits in planned programmes nothing; of everybody's where nobody is named."""
    for version in records.ProgrammeVersion.objects.filter(event_id=event_pk):
        content = json.loads(zlib.decompress(bytes(version.content)))
        theirs = [one for one in content["problem"]["attendees"] if public_id in (None, one["id"]) and (one.get("traits") or one.get("name"))]
        for one in theirs:
            one.pop("traits", None)
            one["name"] = ""
        if theirs:
            version.content = zlib.compress(json.dumps(content, ensure_ascii=False).encode())
            version.save(update_fields=["content"])


def _note(attendee: records.Attendee) -> None:
    regular = attendee.regular
    marks = [ledger.mark_of(attendee.event, attendee.public_id), *([ledger.mark_of_history(regular.key)] if regular else [])]
    ledger.write_down(marks)


def _take_out_of_jobs(event_pk: int, attendee: records.Attendee) -> None:
    """Leave of sentences that say why a plan failed none that names the person."""
    for job in records.PlanningJob.objects.filter(event_id=event_pk).exclude(sentence=""):
        if any(name and name in job.sentence for name in (attendee.name, attendee.called)):
            records.PlanningJob.objects.filter(pk=job.pk).update(sentence=NAMED_SOMEBODY)


def _take_out_of_log(event_pk: int, public_id: str, traces: Traces) -> None:
    """Leave of what was said to one person alone the fact that something was said, and of what was said to everybody what doesn't tell them."""
    for fact in records.Fact.objects.filter(event_id=event_pk, kind="Announced"):
        body = json.loads(fact.body)
        text = "" if body.get("to") == public_id else traces.taken_out(body.get("text", ""))
        if text != body.get("text"):
            fact.body = json.dumps({**body, "text": text})
            fact.save(update_fields=["body"])


def _leave_reports_about(attendee: records.Attendee, traces: Traces) -> None:
    """Leave of reports about the person that there was one, who told it, when, and what was done, where that does not tell them; what the report says goes."""
    words = {word.casefold() for word in f"{attendee.name} {attendee.called}".split() if len(word) > 1}
    for report in records.Report.objects.filter(about=attendee):
        tells = traces.are_in(report.done) or not words.isdisjoint(re.findall(r"\w+", report.done.casefold()))
        records.Report.objects.filter(pk=report.pk).update(text="", done="" if tells else report.done)


def _take_out_of_reports(event_pk: int, traces: Traces) -> None:
    """Leave of what organizers did about reports of others, and of what others told them, what doesn't tell the person."""
    for report in records.Report.objects.filter(event_id=event_pk):
        text, done = traces.taken_out(report.text), traces.taken_out(report.done)
        if (text, done) != (report.text, report.done):
            records.Report.objects.filter(pk=report.pk).update(text=text, done=done)
    for feedback in records.Feedback.objects.filter(event_id=event_pk).exclude(words=""):
        words = traces.taken_out(feedback.words)
        if words != feedback.words:
            records.Feedback.objects.filter(pk=feedback.pk).update(words=words)


def _take_out_of_mails(event_pk: int, traces: Traces) -> None:
    """Leave no mail to others that speaks of the person: one that waits is not sent, of one that went the text goes. What they are told stands on their page, too."""
    for mail in records.Mail.objects.filter(event_id=event_pk).exclude(content=b""):
        if traces.are_in_mail(bytes(mail.content)):
            if mail.settled_at is None:
                mail.delete()
            else:
                records.Mail.objects.filter(pk=mail.pk).update(content=b"")
