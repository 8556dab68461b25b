"""What the coach keeps for somebody: for themselves alone."""

from typing import ClassVar

from django.db import models

from keywho.server.store.models.attendee import Attendee


class Notebook(models.Model):
    """Somebody's notebook, a `coach.notebook.Notebook` as JSON."""

    who = models.OneToOneField(Attendee, on_delete=models.CASCADE, related_name="notebook")
    content = models.TextField(default="{}")
    changed_at = models.DateTimeField()


class KeyQuestions(models.Model):
    """The three questions of somebody for another. `questions` are a JSON list, `purpose` is what the talk is for; `used_at` is when they last went into an invitation."""

    who = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="key_questions")
    about = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=300, blank=True)
    questions = models.TextField(default="[]")
    changed_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["who", "about"], name="three_questions_for_each")]
