"""The log of the evening, and what two people say about their meeting."""

from typing import ClassVar

from django.db import models

from keywho.server.store.models.attendee import Attendee
from keywho.server.store.models.event import Event, Organizer


class Fact(models.Model):
    """One fact of the log. The constraint on (event, no) is what keeps two organizers from starting a round twice.

    `kind` is the name of the core's class, `body` its fields as JSON; `by` is who caused it: "organizer 3", "attendee 17" or "keywho".
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="facts")
    no = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    body = models.TextField()
    by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["event", "no"], name="one_fact_of_a_number")]


class KeepInTouch(models.Model):
    """Somebody's answer about another: keep in touch or not. Only a mutual yes is ever shown."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    wanted = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["who", "about"], name="one_answer_about_another")]


class PrivateNote(models.Model):
    """What somebody wrote down about another, for themselves alone."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["who", "about"], name="one_note_about_another")]


class Report(models.Model):
    """What somebody told the organizers in confidence: a call for help, or misbehaviour of somebody. `done` is what an organizer did about it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports")
    who = models.ForeignKey(Attendee, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey(Attendee, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    done = models.TextField(blank=True)
    done_by = models.ForeignKey(Organizer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
