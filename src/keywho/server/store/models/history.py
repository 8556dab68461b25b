"""People who come again, where they let their history follow them."""

from typing import ClassVar

from django.db import models


class Regular(models.Model):
    """Somebody whose history follows them from evening to evening: by a link (`key` is its secret), or by a mail address that was verified."""

    key = models.CharField(max_length=32, unique=True)
    mail = models.CharField(max_length=200, blank=True)
    mail_verified_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()


class PastMeeting(models.Model):
    """Two regulars have met. `one` has the smaller number. Whether each wants to meet the other again (None: not said); `apart` keeps them apart for good."""

    one = models.ForeignKey(Regular, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Regular, on_delete=models.CASCADE, related_name="+")
    met_at = models.DateTimeField()
    one_again = models.BooleanField(null=True, blank=True)
    other_again = models.BooleanField(null=True, blank=True)
    apart = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["one", "other"], name="one_past_of_two")]
