"""The wall: open to whoever has the link, and silent about everything but first names and places."""

import html
import json
import re

import pytest
from django.test import Client

from keywho.server.services import running
from keywho.server.services.at_the_desk import new_projector_link, projector_path
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.store import models as records
from keywho.server.store import save
from server.an_evening import planned_stage

pytestmark = pytest.mark.django_db(transaction=True)


def parts_in(page: str) -> dict:
    """Give what the page was filled with."""
    return json.loads(html.unescape(re.search(r'data-parts="([^"]*)"', page)[1]))


def wall(stage) -> str:
    answer = Client().get(projector_path(stage.evening()))
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_evening_the_wall_shows_how_to_join() -> None:
    stage = planned_stage()
    page = wall(stage)
    assert parts_in(page)["board"]["kind"] == "welcome"
    assert "TEST1" in page and "http://testserver/j/TEST1" in page and 'class="qr"' in page


def test_a_round_says_where_to_go_by_first_names() -> None:
    stage = planned_stage()
    stage.to_round(2)
    board = parts_in(wall(stage))["board"]
    assert (board["kind"], board["how"], len(board["places"])) == ("round", "nearby", 12)
    assert all(re.fullmatch(r"Row [ABC] · [1-4]", line["place"]) for line in board["places"])


def test_nothing_that_people_wrote_or_their_contact_is_on_the_wall() -> None:
    stage = planned_stage()
    records.Attendee.objects.filter(event=stage.event).update(
        contact="ann@example.org", seeks="my secret wish", company="Acme", pitch="my pitch", shares_company=True
    )
    save.people_changed(stage.pk)
    stage.to_round(2)
    page = wall(stage)
    assert [word for word in ("ann@example.org", "secret wish", "Acme", "my pitch") if word in page] == []


def test_a_message_to_everybody_stands_on_the_wall_and_one_to_somebody_does_not() -> None:
    stage = planned_stage()
    running.announce(stage.pk, "The buffet is open", by="organizer 1", now=stage.now)
    running.announce(stage.pk, "Your taxi is here", by="organizer 1", now=stage.now, to=stage.ids()[0])
    page = wall(stage)
    assert "The buffet is open" in page and "taxi" not in page


def test_an_old_link_another_link_and_a_made_up_one_open_nothing() -> None:
    stage = planned_stage()
    old = projector_path(stage.evening())
    new_projector_link(stage.pk)
    desk = token_of(Link(LinkKind.DESK, stage.pk), stage.evening().key)
    for path in (old, f"/x/{desk}", f"/x/{stage.token(stage.ids()[0])}", "/x/abc", "/x/AwAAAAEAAAAAAAC_Mym3ojeVYI77BDPK414"):
        assert Client().get(path).status_code == 404
    assert Client().get(projector_path(stage.evening())).status_code == 200


@pytest.mark.parametrize(("language", "word"), [("de", "Vollbild"), ("es", "Pantalla completa"), ("en", "Full screen")])
def test_the_wall_speaks_the_language_of_the_evening(language: str, word: str) -> None:
    stage = planned_stage()
    records.Event.objects.filter(pk=stage.pk).update(language=language)
    page = wall(stage)
    assert word in page and f'lang="{language}"' in page


def test_the_wall_needs_the_same_few_queries_for_a_small_and_a_larger_room(django_assert_num_queries) -> None:
    for people in (12, 24):
        stage = planned_stage(people=people, code=f"ROOM{people}")
        stage.to_round(2)
        path = projector_path(stage.evening())
        with django_assert_num_queries(2):
            Client().get(path)
