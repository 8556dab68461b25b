"""One record of every kind there is about a person, each with a word of theirs in every text: made from the models, so that a new kind is in it, too."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from keywho.server.store import models as records

NOT_MADE = {"Organizer", "Event", "Attendee", "ProgrammeVersion", "PlanningJob", "Fact", "Wish"}
"""What an evening of tests has anyway, or what is made by hand below."""

SETTLED: dict[str, dict[str, Any]] = {
    "Mail": {"state": "sent"},
    "Interview": {"state": "accepted", "questions": json.dumps(["{word} asks"]), "way": "phone"},
    "Reminder": {"kind": "thank-you", "state": "done"},
    "Outcome": {"kind": "talked"},
    "OfficeHours": {"way": "video"},
    "AfterChoices": {"mails": "daily", "reminders_off": ""},
    "ContactCard": {"shares": "name,mail"},
    "Sharing": {"fields": "name,phone"},
    "Exchange": {"one_gives": "name,mail", "other_gives": "name"},
    "Report": {"kind": "harassed"},
    "KeepInTouch": {"wanted": True},
    "Notebook": {"content": json.dumps({"answers": {"does": "{word} paints"}}).replace("{", "{{").replace("}", "}}").replace("{{word}}", "{word}")},
    "KeyQuestions": {"questions": json.dumps(["{word} asks"])},
}
"""Columns that hold words of the program."""


def kinds() -> list[type[models.Model]]:
    """Give the kinds of records that are made."""
    return [model for model in apps.get_app_config("store").get_models() if model.__name__ not in NOT_MADE]


def one_of_each(who: records.Attendee, other: records.Attendee, organizer: records.Organizer, at: datetime, word: str) -> Mapping[str, models.Model]:
    """Make one record of every kind, about `who`; where a kind has two people, the second is `other`."""
    made: dict[str, models.Model] = {}
    targets: dict[type[models.Model], list[models.Model]] = {records.Attendee: [who, other], records.Event: [who.event], records.Organizer: [organizer]}
    waiting = kinds()
    while waiting:
        model = next(
            one for one in waiting if all(not isinstance(field, models.ForeignKey) or field.related_model in targets for field in one._meta.concrete_fields)
        )
        waiting.remove(model)
        fields: dict[str, Any] = {}
        used: dict[type[models.Model], int] = {}
        for field in model._meta.concrete_fields:
            if field.primary_key:
                continue
            if isinstance(field, models.ForeignKey):
                kind = field.related_model
                assert isinstance(kind, type)
                choices = targets[kind]
                fields[field.name] = choices[min(used.get(kind, 0), len(choices) - 1)]
                used[kind] = used.get(kind, 0) + 1
            else:
                fields[field.name] = _value(field, at, word, f"{model.__name__} {who.pk}")
        fields |= {name: value.format(word=word) if isinstance(value, str) else value for name, value in SETTLED.get(model.__name__, {}).items()}
        made[model.__name__] = model._default_manager.create(**fields)
        targets.setdefault(model, []).append(made[model.__name__])
        if model is records.Regular:
            beside = records.Regular.objects.create(key=f"other {other.pk}", made_at=at, seen_at=at + timedelta(days=9000))
            targets[model].append(beside)
            records.Attendee.objects.filter(pk=who.pk).update(regular=made["Regular"].pk)
            records.Attendee.objects.filter(pk=other.pk).update(regular=beside)
    return made


def _value(field: "models.Field[Any, Any]", at: datetime, word: str, unique: str) -> object:
    """Give something to stand in a column."""
    longest = getattr(field, "max_length", None) or 10_000
    match field:
        case models.DateTimeField():
            return at
        case models.BooleanField():
            return False
        case models.BinaryField():
            return f"Subject: {word}\n\n{word} wrote".encode()
        case models.IntegerField():
            return 20
        case _:
            return (f"{unique} {word}" if field.unique else f"{word} {unique.split()[0]} {field.name}")[:longest]
