"""What people give each other after a mutual yes."""

from typing import ClassVar

from django.db import models

from keywho.server.store.models.attendee import Attendee
from keywho.server.store.models.event import Event


class ContactCard(models.Model):
    """How somebody can be reached, and what of it they give by default; name, role, company and place stand in their profile.

    `shares` are names of `followup.card.CardField`, parted by commas.
    """

    who = models.OneToOneField(Attendee, on_delete=models.CASCADE, related_name="card")
    mail = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    link = models.CharField(max_length=300, blank=True)
    shares = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()


class Sharing(models.Model):
    """What somebody gives to one other person, where that differs from what they give by default; it can change until the exchange."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    fields = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["who", "about"], name="one_sharing_with_another")]


class Exchange(models.Model):
    """Two who both said yes have given each other contacts: which fields, not what stands in them. `one` has the smaller number."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="exchanges")
    one = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    one_gives = models.CharField(max_length=200, blank=True)
    other_gives = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["one", "other"], name="one_exchange_of_two")]
