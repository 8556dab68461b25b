"""Mails: those that wait and those that went, and what came back."""

from typing import ClassVar

from django.db import models

from keywho.server.store.models.attendee import Attendee
from keywho.server.store.models.event import Event, Organizer


class Mail(models.Model):
    """One mail. `content` is the whole message (RFC 5322) as it is handed over; it is taken out some time after that.

    `once` names what may be mailed once only. `state` is a word of `followup.mails.MailState`. A mail whose handing over was cut off so that nobody knows whether
    the other side took it goes again under the same `message_id`, and `maybe_twice` counts that.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, blank=True, related_name="mails")
    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, null=True, blank=True, related_name="mails")
    organizer = models.ForeignKey(Organizer, on_delete=models.CASCADE, null=True, blank=True, related_name="mails")
    about = models.ForeignKey(Attendee, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    message_id = models.CharField(max_length=200, unique=True)
    once = models.CharField(max_length=120, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=30)
    address = models.CharField(max_length=200)
    content = models.BinaryField(default=b"")
    state = models.CharField(max_length=12)
    tries = models.PositiveIntegerField(default=0)
    maybe_twice = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()
    made_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "not_before"], name="mails_that_wait")]


class MailReceived(models.Model):
    """That a mail came in and what was made of it, so that the same one counts once. `digest` is a hash of its Message-ID and content."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    came_of_it = models.CharField(max_length=60)
