"""Everything about a person is in their file: every link from a record to a person is either in it, or has a reason not to be."""

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.db import models

from keywho.server.services.rights.export import EXPORTED, LEFT_OUT, everything_about
from keywho.server.services.rights.takeaway import as_zip
from keywho.server.store import models as records
from server.an_evening import SEVEN, Stage, set_stage
from server.one_of_each import kinds, one_of_each

pytestmark = pytest.mark.django_db(transaction=True)

INTERNAL = {
    "AfterChoices.calendar_key",
    "Interview.uid",
    "Interview.timezone",
    "Mail.message_id",
    "Mail.once",
    "Report.done",
    "Regular.key",
    "MailReceived.digest",
}
"""Secrets of links, names for machines, and what organizers wrote down for themselves."""

MINE = "Zaphodia"


@pytest.fixture
def filled() -> Stage:
    """An evening with one record of every kind about the first person, the second being the other one."""
    stage = set_stage(4)
    one, other = stage.event.attendees.all()[:2]
    one_of_each(one, other, stage.organizer, SEVEN, MINE)
    return stage


def export(stage: Stage, no: int, *, for_them: bool = True) -> str:
    return json.dumps(everything_about(stage.event.attendees.all()[no], for_them=for_them), ensure_ascii=False)


def links() -> set[str]:
    found = set()
    for model in apps.get_app_config("store").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is records.Attendee:
                found.add(f"{model.__name__}.{field.name}")
    return found


def test_every_link_to_a_person_is_in_the_file_or_has_a_reason_not_to_be() -> None:
    assert EXPORTED | LEFT_OUT.keys() == links()
    assert not EXPORTED & LEFT_OUT.keys()
    assert all(len(reason) > 20 for reason in LEFT_OUT.values())


def texts(model: type[models.Model]) -> list[str]:
    """Give what stands in the texts of a record made for the first person, as far as it was written by or to somebody."""
    kept = [field for field in model._meta.concrete_fields if isinstance(field, models.CharField | models.TextField)]
    record = model._default_manager.order_by("pk").first()
    return [str(getattr(record, field.name)) for field in kept if f"{model.__name__}.{field.name}" not in INTERNAL and MINE in str(getattr(record, field.name))]


def test_every_text_of_theirs_is_in_their_file(filled: Stage) -> None:
    mine = export(filled, 0)
    count = 0
    for model in kinds():
        if any(link.startswith(f"{model.__name__}.") for link in EXPORTED):
            for text in texts(model):
                assert (text in mine) or all(question in mine for question in _questions(text)), (model.__name__, text)
                count += 1
    assert count > 15
    assert "Zaphodia Regular mail" in mine


def _questions(text: str) -> list[str]:
    return json.loads(text) if text.startswith("[") else [text]


def test_the_file_of_the_other_one_holds_what_both_see_and_nothing_else(filled: Stage) -> None:
    theirs = export(filled, 1)
    for model in kinds():
        both_see = model.__name__ == "Interview"
        for text in texts(model):
            assert (text in theirs) == (both_see and not text.startswith("[")), (model.__name__, text)
    assert f"{MINE} asks" not in theirs, "questions that were not shared"


def test_the_desk_hands_out_nothing_of_what_follows_the_evening(filled: Stage) -> None:
    at_the_desk = export(filled, 0, for_them=False)
    assert [text for model in kinds() for text in texts(model) if text in at_the_desk] == [str(records.Report.objects.get().text)]


def test_the_file_to_take_along_can_be_read_by_people_and_by_address_books(filled: Stage) -> None:
    person = filled.event.attendees.first()
    records.PrivateNote.objects.update(text="<script>alert(1)</script>")
    with zipfile.ZipFile(io.BytesIO(as_zip(person, SEVEN))) as packed:
        page = packed.read("everything.html").decode()
        names = set(packed.namelist())
    assert "&lt;script&gt;alert(1)" in page and "<script>" not in page
    assert "Keep in touch" in page and "Zaphodia Outcome text" in page
    assert names >= {"everything.json", "everything.html"}
