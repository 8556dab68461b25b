"""Every stored column has a rule, and profiles go when their time is over."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps

from keywho.server.services import running
from keywho.server.services.tidying import tidy
from keywho.server.store import models as records
from keywho.server.store.retention import RETENTION, privacy_page
from server.an_evening import planned_stage


def test_every_stored_column_has_a_rule() -> None:
    columns = {model.__name__: {field.name for field in model._meta.local_fields} for model in apps.get_app_config("store").get_models()}
    assert {name: set(rules) for name, rules in RETENTION.items()} == columns


def test_the_page_about_privacy_is_the_newest() -> None:
    assert Path("docs/privacy.md").read_text(encoding="utf-8") == privacy_page()


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
