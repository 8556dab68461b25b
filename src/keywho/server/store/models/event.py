"""Organizers and their events."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from keywho.benefit.knobs import Leaning, Learning, Sharing


class OrganizerManager(BaseUserManager["Organizer"]):
    """Makes accounts."""

    def sign_up(self, *, email: str, name: str, password: str, **fields: Any) -> "Organizer":
        """Make an account; the password is kept as a hash alone."""
        organizer = self.model(email=self.normalize_email(email).casefold(), name=name, **fields)
        organizer.set_password(password)
        organizer.save(using=self._db)
        return organizer

    def get_by_natural_key(self, username: str | None) -> "Organizer":
        return self.get(email=(username or "").strip().casefold())


class Organizer(AbstractBaseUser):
    """Somebody who runs events; signs in with a mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[OrganizerManager] = OrganizerManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email


class Event(models.Model):
    """One evening.

    `code` is the short code that people type; `epoch` names this event's log of facts, so that a phone notices a restored database;
    `projector_key` and `key` are the secrets of the projector link and of personal links (changing one ends all links of its kind).
    The room is the editable plan as JSON, rounds and run of show as JSON lists. `people_version` counts the changes to attendees and wishes,
    so that a process that holds them in memory notices; what decides who is useful to whom counts as such a change: the organizers' choices
    (`leaning`, `sharing`, `learning`) and the words of their town. `icebreakers` and `opening` are the organizers' own first sentences and
    speaker's script, as files of the coach (TOML); empty: those that come along.
    """

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    timezone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=8, default="en")
    organizers = models.ManyToManyField(Organizer, related_name="events")
    created_at = models.DateTimeField(auto_now_add=True)
    room_plan = models.TextField(blank=True)
    room_version = models.PositiveIntegerField(default=0)
    rounds = models.TextField(default="[]")
    run_of_show = models.TextField(default="[]")
    rounds_version = models.PositiveIntegerField(default=0)
    people_version = models.PositiveIntegerField(default=0)
    sign_up_open = models.BooleanField(default=True)
    words_for_attendees = models.TextField(blank=True)
    leaning = models.CharField(max_length=20, default=Leaning.MIX.value)
    sharing = models.CharField(max_length=20, default=Sharing.GENTLE.value)
    learning = models.CharField(max_length=20, default=Learning.A_LITTLE.value)
    own_words = models.TextField(blank=True)
    epoch = models.CharField(max_length=16)
    key = models.CharField(max_length=32)
    projector_key = models.CharField(max_length=32)
    icebreakers = models.TextField(blank=True)
    opening = models.TextField(blank=True)
    erase_after_days = models.PositiveIntegerField(default=90)
    contact_for_privacy = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its place; UTC where this machine does not know the one that was set."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    @property
    def local_start(self) -> datetime | None:
        """When it begins, on the clock of its place; None where no day is set."""
        return self.starts_at.astimezone(self.zone) if self.starts_at else None
