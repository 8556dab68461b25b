"""Mails of reminders: what has its own hour goes at that hour, all else in one letter a day; only to those who agreed to mails."""

import logging
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from keywho.followup.mails import HowOften
from keywho.followup.reminders import Due, Known, ReminderState, to_mail
from keywho.followup.words.reminders import ReminderWords, words_of_reminders
from keywho.server.services.afterwards.preparing import called, preparation
from keywho.server.services.afterwards.reminders import known_of
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post
from keywho.server.services.post.route import sends_mail
from keywho.server.services.post.tokens import page_url
from keywho.server.store import models as records

log = logging.getLogger("keywho.worker")

KIND = "reminder"
AT_ONCE = 500


def mail_due(now: datetime) -> int:
    """Put the mails of all reminders that are due in the queue; gives how many letters these were."""
    if not sends_mail():
        return 0
    agreed = records.AfterChoices.objects.filter(mail_agreed_at__isnull=False, mail_verified_at__isnull=False, mail_stopped_at=None, mail_trouble="")
    people = list(agreed.exclude(mails=HowOften.NEVER.value).order_by("who_id").values_list("who_id", flat=True))
    return sum(_mail(people[first : first + AT_ONCE], now) for first in range(0, len(people), AT_ONCE))


def _mail(people: Collection[int], now: datetime) -> int:
    count = 0
    for person_pk, known in known_of(people, now).items():
        wanted = to_mail(known, now)
        if not (wanted.urgent or wanted.digest):
            continue
        try:
            with transaction.atomic():
                count += _post(person_pk, known, wanted.urgent, wanted.digest, wanted.digest_at, now)
        except Exception:  # the others get theirs
            log.exception("The reminders of person %d could not be mailed.", person_pk)
    return count


def _post(person_pk: int, known: Known, urgent: Collection[Due], digest: Collection[Due], digest_at: datetime, now: datetime) -> int:
    attendee = records.Attendee.objects.select_related("event").get(pk=person_pk)
    loaded = evening(attendee.event_id)
    words = words_of_reminders(loaded.language)
    count = 0
    for one in urgent:
        count += post(person_pk, _of_talk(attendee, one, known, loaded, words), now)
        _mailed(person_pk, one, now)
    if digest:
        lines = [_line(one, loaded, words) for one in digest]
        text = "\n\n".join([*lines, words.open_page.format(link=page_url(attendee, "next"))])
        day = digest_at.astimezone(known.zone).date().isoformat()
        letter = Letter(KIND, words.digest_subject.format(event=loaded.name), text, once=f"reminders of {person_pk} on {day}", is_urgent=False)
        count += post(person_pk, letter, now)
        for one in digest:
            _mailed(person_pk, one, digest_at)
    return count


def _line(one: Due, loaded: Evening, words: ReminderWords) -> str:
    return f"* {words.lines[one.kind].format(name=called(loaded, one.id.about))}\n  {words.hints[one.kind]}"


def _of_talk(attendee: records.Attendee, one: Due, known: Known, loaded: Evening, words: ReminderWords) -> Letter:
    """Write the letter before a talk: who it is, the note about them, the three questions."""
    talk = next(talk for talk in known.talks if talk.pk == one.id.interview)
    ready = preparation(loaded, attendee.pk, talk.pk, talk.with_pk, words)
    at = talk.starts_at.astimezone(known.zone)
    time = f"{at:%Y-%m-%d, %H:%M} ({at.tzname()})"
    parts = [
        words.hints[one.kind],
        f"{words.their_card}: {ready.card}" if ready.card else "",
        ready.place,
        f"{words.my_note}: {ready.note}" if ready.note else "",
        "\n".join([f"{words.my_questions}:", *(f"{no}. {question}" for no, question in enumerate(ready.questions, 1))]),
        words.open_page.format(link=page_url(attendee, "next")),
    ]
    subject = words.talk_subject.format(time=time, name=called(loaded, talk.with_pk))
    once = f"{one.kind.value} of {attendee.pk} for talk {talk.pk} at {one.id.turn} due {int(one.due_at.timestamp())}"
    return Letter(KIND, subject, "\n\n".join(part for part in parts if part), once=once, about_pk=talk.with_pk)


def _mailed(person_pk: int, one: Due, at: datetime) -> None:
    key: dict[str, Any] = {"who_id": person_pk, "kind": one.kind.value, "about_id": one.id.about, "interview_id": one.id.interview, "turn": one.id.turn}
    waits = {"state": ReminderState.WAITS.value, "due_at": one.due_at, "mailed_at": at}
    records.Reminder.objects.update_or_create(**key, defaults={"mailed_at": at}, create_defaults=waits)
