"""What follows the evening: interviews, reminders, outcomes, feedback."""

from typing import ClassVar

from django.db import models

from keywho.server.store.models.attendee import Attendee
from keywho.server.store.models.event import Event


class AfterChoices(models.Model):
    """How somebody wants to go on after the evening.

    `mail` is where mails go: none before it is verified and agreed to, none after it was stopped or came back (`mail_trouble`). `mails` is how often,
    a word of `followup.mails.HowOften`. `weekly_limit` is how many people may ask them for an interview in seven days. `reminders_off` are kinds of
    reminders they stopped, parted by commas. `calendar_key` is the secret of their private feed. Without a `timezone` that of the evening counts.
    """

    who = models.OneToOneField(Attendee, on_delete=models.CASCADE, related_name="after_choices")
    timezone = models.CharField(max_length=64, blank=True)
    mail = models.CharField(max_length=200, blank=True)
    mail_agreed_at = models.DateTimeField(null=True, blank=True)
    mail_verified_at = models.DateTimeField(null=True, blank=True)
    mail_stopped_at = models.DateTimeField(null=True, blank=True)
    mail_trouble = models.CharField(max_length=300, blank=True)
    mails = models.CharField(max_length=12, default="daily")
    weekly_limit = models.PositiveSmallIntegerField(default=3)
    reminders_off = models.CharField(max_length=200, blank=True)
    calendar_key = models.CharField(max_length=32, blank=True)


class OfficeHours(models.Model):
    """A stretch of time that somebody offers; others book a part of it, each `minutes` long."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="office_hours")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=20)
    way = models.CharField(max_length=10)
    place = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at", "id"]


class Interview(models.Model):
    """An informational interview: asked for, agreed on, moved, held or not. States and ways are words of `followup.interview`.

    `uid` names it in calendars, `sequence` counts what calendars have to be told again (RFC 5545), `version` every change; `is_told` says whether calendars
    ever heard of it. `is_withheld`: the two are kept apart, so it never reaches who was asked, whom nothing tells of it. `questions` are a JSON list. Nobody takes the same part of office hours twice.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="interviews")
    uid = models.CharField(max_length=80, unique=True)
    asker = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="interviews_asked")
    asked = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="interviews_been_asked")
    purpose = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10)
    place = models.CharField(max_length=300, blank=True)
    questions = models.TextField(default="[]")
    shares_questions = models.BooleanField(default=False)
    timezone = models.CharField(max_length=64)
    state = models.CharField(max_length=12)
    starts_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    is_told = models.BooleanField(default=False)
    is_withheld = models.BooleanField(default=False)
    words = models.CharField(max_length=500, blank=True)
    office_hours = models.ForeignKey(OfficeHours, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office_hours", "starts_at"], condition=models.Q(state__in=["accepted", "held"]), name="one_booking_of_a_part")
        ]


class ProposedTime(models.Model):
    """A time that one of the two proposed. `is_open` is True for those that can be taken now."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    by_asker = models.BooleanField()
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_at", "id"]


class BusyTime(models.Model):
    """When somebody has no time, from a calendar of theirs: for themselves alone, to propose what fits. What it is that they do is not kept."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="busy_times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()


class Reminder(models.Model):
    """A reminder of somebody, once it was mailed or answered. `kind` and `state` are words of `followup.reminders`; `about`, `interview` and `turn` say of what.

    `due_at` is when it was due, or the moment that it was put off to.
    """

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20)
    about = models.ForeignKey(Attendee, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    turn = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    mailed_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["who", "kind", "about", "interview", "turn"], name="each_reminder_once", nulls_distinct=False)
        ]


class Outcome(models.Model):
    """What came of knowing somebody, in a word of `followup.outcomes`: for its writer alone; organizers see sums of at least five."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="outcomes")
    about = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["who", "about", "kind"], name="each_outcome_once")]


class NamedKeyWho(models.Model):
    """Somebody whom an interview led to: the answer to "who else should I talk to?"."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="named_key_whos")
    named_by = models.ForeignKey(Attendee, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Feedback(models.Model):
    """What somebody says about the evening: three answers from 1 to 5 (None: not answered), and words. Organizers see it without the name, once five have answered."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    who = models.OneToOneField(Attendee, on_delete=models.CASCADE, related_name="feedback")
    met_the_right = models.PositiveSmallIntegerField(null=True, blank=True)
    felt_welcome = models.PositiveSmallIntegerField(null=True, blank=True)
    comes_again = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
