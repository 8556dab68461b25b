"""Numbers that come with a request are read in one way: what is none is none, and no page breaks by it."""

import pytest
from django.test import Client

from keywho.server.web.numbers import number, numbers
from server.an_evening import planned_stage

STRANGE = ("²", "٣", "-1", "1.5", " 1", "", "9" * 5000, "1_0")


@pytest.mark.parametrize("text", STRANGE)
def test_what_only_looks_like_a_number_is_none(text: str):
    assert number(text) is None


def test_several_are_read_without_those_that_are_none():
    assert numbers(["1", "²", "02", ""]) == [1, 2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", STRANGE)
def test_no_page_of_the_desk_breaks_by_a_strange_number(client: Client, text: str):
    stage = planned_stage()
    client.force_login(stage.organizer)
    desk = f"/desk/{stage.event.code}"
    one, other = (stage.evening().people.by_id[who].pk for who in stage.ids()[:2])
    assert client.get(f"{desk}/people", {"page": text}).status_code == 200
    assert client.get(f"{desk}/programme/compare", {"version": [text, "1"]}).status_code == 302
    assert client.get(f"{desk}/print/cards.pdf", {"round": text, "who": [text]}).status_code == 200
    assert client.post(f"{desk}/run/person/{one}/swap", {"other": other, "rounds": text}).status_code == 302
    assert client.post(f"{desk}/run/skip", {"cue": text}).status_code == 302
    assert client.post(f"{desk}/wishes/add", {"kind": "absent", "one": "Person 1", "round": text}).status_code in (302, 422)
