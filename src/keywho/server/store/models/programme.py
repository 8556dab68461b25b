"""Versions of the programme, and the jobs that plan them."""

from typing import ClassVar

from django.db import models

from keywho.server.store.models.event import Event, Organizer


class ProgrammeVersion(models.Model):
    """One planned programme. `content` is the exchange format without names, profiles and benefit: ids, rounds, room, wishes and meetings.

    `run_of_show` is the order of the evening that was planned with it. Nobody sees a version that is not published.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="programme_versions")
    no = models.PositiveIntegerField()
    content = models.BinaryField()
    run_of_show = models.TextField(default="[]")
    origin = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(Organizer, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    points = models.FloatField(default=0.0)
    bound = models.FloatField(default=0.0)
    byes = models.PositiveIntegerField(default=0)
    repeats = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["event", "no"], name="one_version_of_a_number")]


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PlanningJob(models.Model):
    """One order to plan. `cancel_asked` stops it and keeps the best programme so far; `version` is what came out."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="planning_jobs")
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.QUEUED)
    seconds = models.FloatField(default=10.0)
    seed = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Organizer, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    progress = models.TextField(default="{}")
    pins = models.TextField(default="[]")
    sentence = models.TextField(blank=True)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
