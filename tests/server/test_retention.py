"""Every stored column has a rule, and the daily job keeps the time of each: what is past it goes, what is younger stays."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from keywho.server.services import running
from keywho.server.services.tidying import tidy
from keywho.server.store import models as records
from keywho.server.store.retention import RETENTION, Kept, privacy_page
from server.an_evening import SEVEN, Stage, planned_stage, set_stage
from server.one_of_each import NOT_MADE, one_of_each

HOUR = timedelta(hours=1)
EVENINGS_TIME = timedelta(days=90)

TIMED = [
    (name, kept)
    for name, rules in RETENTION.items()
    if name not in NOT_MADE
    for kept in sorted({rule.kept for rule in rules.values()}, key=lambda kept: kept.name)
    if kept.time.ends_with_evening or kept.time.days is not None
]
"""Every kind of record with a time; what has none of its own goes with what it belongs to."""


def test_every_stored_column_has_a_rule() -> None:
    columns = {model.__name__: {field.name for field in model._meta.local_fields} for model in apps.get_app_config("store").get_models()}
    assert {name: set(rules) for name, rules in RETENTION.items()} == columns


def test_every_time_is_counted_from_a_column_that_is_there() -> None:
    for name, rules in RETENTION.items():
        for rule in rules.values():
            assert not rule.kept.time.since or rule.kept.time.since in rules, (name, rule.kept)


def test_what_ends_with_an_evening_hangs_on_the_evening_or_on_its_people() -> None:
    """Else the job could not find it."""
    for name, rules in RETENTION.items():
        if rules["id"].kept.time.ends_with_evening and "event" not in rules:
            model = apps.get_model("store", name)
            links = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE]
            assert any("event" in RETENTION[link.related_model.__name__] for link in links if isinstance(link.related_model, type)), name


def test_the_page_about_privacy_is_the_newest() -> None:
    assert Path("docs/privacy.md").read_text(encoding="utf-8") == privacy_page()


def filled(code: str, at: datetime) -> tuple[Stage, dict[str, models.Model]]:
    stage = set_stage(4, code=code)
    records.Event.objects.filter(pk=stage.pk).update(starts_at=at)
    who, other = stage.event.attendees.all()[:2]
    return stage, dict(one_of_each(who, other, stage.organizer, at, f"Zaphodia{code}"))


def is_there(record: models.Model, kept: Kept) -> bool:
    """Say whether what a rule is about is still there: the record, or for columns alone what stands in them."""
    name = type(record).__name__
    columns = [column for column, rule in RETENTION[name].items() if rule.kept is kept]
    found = type(record)._default_manager.filter(pk=record.pk).first()
    return found is not None and ("id" in columns or any(getattr(found, column) for column in columns))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "kept"), TIMED, ids=[f"{name} {kept.name}" for name, kept in TIMED])
def test_what_is_past_its_time_goes_and_what_is_younger_stays(name: str, kept: Kept) -> None:
    time = timedelta(days=kept.time.days) if kept.time.days is not None else EVENINGS_TIME
    if kept.time.ends_with_evening:
        time = min(time, EVENINGS_TIME)
    _, old = filled("OLDER", SEVEN)
    _, young = filled("YOUNG", SEVEN + timedelta(days=3))
    tidy(SEVEN + time - HOUR)
    assert is_there(old[name], kept) and is_there(young[name], kept)
    tidy(SEVEN + time + HOUR)
    assert not is_there(old[name], kept)
    assert is_there(young[name], kept)


@pytest.mark.django_db(transaction=True)
def test_a_mail_of_no_evening_goes_after_a_year() -> None:
    stage, made = filled("OLDER", SEVEN)
    records.Mail.objects.update(event=None, who=None, about=None)
    tidy(SEVEN + timedelta(days=364))
    assert is_there(made["Mail"], Kept.MAIL_LINE) and not is_there(made["Mail"], Kept.MAIL_TEXT)
    tidy(SEVEN + timedelta(days=366))
    assert not records.Mail.objects.exists() and records.Event.objects.filter(pk=stage.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_profiles_go_when_their_time_is_over_and_the_evening_stays() -> None:
    stage = planned_stage()
    running.announce(stage.pk, "Your taxi is here", by="organizer 1", now=stage.now, to=stage.ids()[0])
    assert tidy(stage.now + timedelta(days=89)) == 0
    assert tidy(stage.now + timedelta(days=91)) == 12
    assert not records.Attendee.objects.exists()
    assert not records.Fact.objects.filter(body__contains="taxi").exists()
    now = stage.evening()
    assert now.state.programme.meetings and now.scene.called(now.state.programme.meetings[0].attendees[0]) == "Somebody"
