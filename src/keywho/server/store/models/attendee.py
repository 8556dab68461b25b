"""Who comes, what they wrote, and what is wished for them."""

from typing import ClassVar

from django.db import models

from keywho.server.store.models.event import Event
from keywho.server.store.models.history import Regular


class AttendeeStatus(models.TextChoices):
    """Whether somebody is on the list."""

    REGISTERED = "registered"
    CANCELLED = "cancelled"


class Attendee(models.Model):
    """One person of one event.

    `public_id` is the AttendeeId of the library. `called` is how they want to be called in the room, `recognize` what helps to find them.
    `shares_company` says whether others may read the company. `languages`, `seeks_help` and `gives_help` are parted by commas, the words for help and
    seniority are those of the library. `months_searching` is for the planner alone: no page but their own shows it. `link_no` counts the personal links given out: the newest one is good.
    `regular` is there where they let their history follow them from evening to evening.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendees")
    public_id = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    called = models.CharField(max_length=60, blank=True)
    recognize = models.CharField(max_length=120, blank=True)
    seeks = models.TextField(blank=True)
    offers = models.TextField(blank=True)
    role = models.CharField(max_length=200, blank=True)
    company = models.CharField(max_length=200, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    seniority = models.CharField(max_length=20, blank=True)
    months_searching = models.PositiveSmallIntegerField(null=True, blank=True)
    seeks_help = models.CharField(max_length=120, blank=True)
    gives_help = models.CharField(max_length=120, blank=True)
    shares_company = models.BooleanField(default=False)
    hides_from = models.TextField(blank=True)
    pitch = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    traits = models.TextField(default="{}")
    prefers_groups = models.BooleanField(default=False)
    cannot_move = models.BooleanField(default=False)
    needs = models.CharField(max_length=60, blank=True)
    home_seat = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=12, choices=AttendeeStatus.choices, default=AttendeeStatus.REGISTERED)
    source = models.CharField(max_length=60, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    link_no = models.PositiveIntegerField(default=0)
    regular = models.ForeignKey(Regular, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendees")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["event", "public_id"], name="one_id_in_an_event")]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """How they want to be called."""
        return self.called or self.name


class WishKind(models.TextChoices):
    """What is wished; the first four are about two people."""

    MUST_MEET = "must-meet"
    MUST_NOT_MEET = "must-not-meet"
    ACQUAINTED = "acquainted"
    REQUEST = "request"
    ABSENT = "absent"
    FIXED_SEAT = "fixed-seat"
    HOST = "host"


class Wish(models.Model):
    """One wish. `other` is the second person of a pair; `detail` the round of an absence, the chair of a fixed seat, the table of a host."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=16, choices=WishKind.choices)
    one = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    detail = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "kind", "one", "other", "detail"], name="each_wish_once", nulls_distinct=False)
        ]
