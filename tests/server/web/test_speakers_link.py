"""A speaker's link: it turns the slides without an account, for a day, and opens nothing else."""

import pytest
from django.test import Client

from keywho.server.services import events
from keywho.server.services.coaching.opening import speaker_path
from keywho.server.services.desk_day import today
from keywho.server.services.desk_log import log_entries
from keywho.server.services.links import Link, LinkKind, token_of
from server.an_evening import Stage, planned_stage
from server.web.pages import signed_in, words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    return planned_stage(people=6, rounds="neighbour")


@pytest.fixture
def link(stage: Stage) -> str:
    """The address on the speaker's phone."""
    return speaker_path(stage.evening())


def slide_no(stage: Stage) -> int:
    slide = stage.evening().state.clock.slide
    return slide.no if slide else 0


def test_the_desk_shows_the_link_as_a_code(stage: Stage, link: str) -> None:
    page = signed_in(stage).get("/desk/TEST1/opening").content.decode()
    assert f"http://testserver{link}" in page and 'class="qr"' in page


def test_whoever_has_it_turns_the_slides_and_is_led_to_no_desk(stage: Stage, link: str) -> None:
    speaker = Client(enforce_csrf_checks=True)
    page = speaker.get(link)
    token = page.context["csrf_token"]
    assert "Good evening, and welcome." in words(page) and page["X-Robots-Tag"] == "noindex"
    for no in (1, 2):
        answer = speaker.post(f"{link}/show", {"no": no, "from_no": no - 1, "csrfmiddlewaretoken": token}, follow=True)
        assert answer.redirect_chain == [(link, 302)]
    assert slide_no(stage) == 2
    speaker.post(f"{link}/show", {"no": 0, "from_no": 2, "csrfmiddlewaretoken": token})
    over = speaker.get(link)
    for shown in (page, answer, over, speaker.get(f"{link}/now")):
        assert "/desk/" not in shown.content.decode()
    speaker.post(f"{link}/undo", {"steps": over.context["steps"], "csrfmiddlewaretoken": token})
    assert slide_no(stage) == 2
    assert {entry.by for entry in log_entries(stage.evening(), stage.event.zone)} == {"whoever speaks", "an organizer"}


def test_it_takes_nothing_back_but_the_end_of_the_slides(stage: Stage, link: str) -> None:
    speaker = Client()
    stage.next()
    speaker.post(f"{link}/undo", {"steps": len(stage.evening().state.earlier)})
    assert stage.evening().state.clock.cue_no == 1
    speaker.post(f"{link}/show", {"no": 1, "from_no": 0})
    stage.to_round(1)
    speaker.post(f"{link}/undo", {"steps": len(stage.evening().state.earlier)})
    assert stage.evening().state.round_no == 1


@pytest.mark.parametrize("days", [-1, 2, 3])
def test_it_is_good_for_this_day_and_the_next(stage: Stage, days: int) -> None:
    token = token_of(Link(LinkKind.SPEAKER, stage.pk, 0, (today() - days) % 65536), stage.evening().key)
    for path in ("", "/now"):
        assert Client().get(f"/s/{token}{path}").status_code == 404
    assert Client().post(f"/s/{token}/show", {"no": 1, "from_no": 0}).status_code == 404
    assert slide_no(stage) == 0


def test_it_ends_when_all_links_are_ended(stage: Stage, link: str) -> None:
    events.end_old_links(stage.pk)
    assert Client().get(link).status_code == 404
    assert Client().get(speaker_path(stage.evening())).status_code == 200


@pytest.mark.parametrize("sent", [{}, {"no": "x", "from_no": "0"}, {"no": "99", "from_no": "0"}, {"no": "-1", "from_no": "0"}], ids=str)
def test_a_press_that_makes_no_sense_is_answered_with_a_sentence(stage: Stage, link: str, sent: dict[str, str]) -> None:
    answer = Client().post(f"{link}/show", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "Maybe load the page again." in words(answer)
    assert "Maybe load the page again." in words(Client().post(f"{link}/show", sent, follow=True))
    assert slide_no(stage) == 0
