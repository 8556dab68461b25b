"""The opening at the desk: the script, the form, and the page in the speaker's hand, with scripts and without."""

import json

import pytest
from django.test import Client

from keywho.coach.opening import MOST_SLIDES
from keywho.server.services.evenings import now
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage
from server.web.pages import signed_in, words

pytestmark = pytest.mark.django_db(transaction=True)
OPENING = "/desk/TEST1/opening"


@pytest.fixture
def stage() -> Stage:
    return planned_stage(people=6, rounds="neighbour")


def typed(desk: Client, press: str = "save", **changed: object) -> dict[str, object]:
    """What the form sends as it stands, with some fields changed."""
    context = desk.get(f"{OPENING}/script").context
    fields: dict[str, object] = {"seen": context["seen"], "count": len(context["lines"]), "press": press}
    for line, _ in context["lines"]:
        fields |= {f"title-{line.no}": line.slide.title, f"wall-{line.no}": "\n".join(line.slide.wall), f"say-{line.no}": line.slide.say}
        fields |= {f"seconds-{line.no}": line.slide.seconds} | ({f"talks-{line.no}": "on"} if line.slide.room_talks else {})
    return {**fields, **changed}


def slide_no(stage: Stage) -> int:
    slide = stage.evening().state.clock.slide
    return slide.no if slide else 0


def test_the_script_is_shown_slide_by_slide(desk: Client) -> None:
    page = words(desk.get(OPENING))
    assert "2:00 in 7 slides" in page and "Turn to your neighbour" in page and "30 s planned · the room talks, the wall counts down" in page
    assert "Restore" not in page


def test_without_scripts_each_press_turns_a_slide_and_comes_back(stage: Stage, desk: Client) -> None:
    assert "Good evening, and welcome." in words(desk.get(f"{OPENING}/speak"))
    answer = desk.post(f"{OPENING}/show", {"no": 1, "from_no": 0}, follow=True)
    assert answer.redirect_chain == [(f"{OPENING}/speak", 302)]
    assert "Slide 1 of 7" in words(answer) and slide_no(stage) == 1
    desk.post(f"{OPENING}/show", {"no": 2, "from_no": 1})
    desk.post(f"{OPENING}/show", {"no": 1, "from_no": 2})
    assert slide_no(stage) == 1
    desk.post(f"{OPENING}/show", {"no": 0, "from_no": 1})
    over = desk.get(f"{OPENING}/speak")
    assert slide_no(stage) == 0 and "Well done" in words(over) and "2:00 were planned." in words(over)
    desk.post(f"{OPENING}/undo", {"steps": over.context["steps"]})
    assert slide_no(stage) == 1


def test_from_here_the_end_of_the_slides_is_taken_back_and_never_a_round(stage: Stage, desk: Client) -> None:
    desk.post(f"{OPENING}/show", {"no": 1, "from_no": 0})
    stage.to_round(1)
    over = desk.get(f"{OPENING}/speak")
    assert "Well done" in words(over) and "Take back" not in words(over)
    desk.post(f"{OPENING}/undo", {"steps": over.context["steps"]})
    assert stage.evening().state.round_no == 1


def test_with_scripts_the_second_of_two_presses_is_told(stage: Stage, desk: Client) -> None:
    other = signed_in(stage)
    first = desk.post(f"{OPENING}/show", {"no": 1, "from_no": 0}, headers={"HX-Request": "true"})
    second = other.post(f"{OPENING}/show", {"no": 1, "from_no": 0}, headers={"HX-Request": "true"})
    assert "HX-Trigger" not in first and 'data-seconds="15"' in first.content.decode()
    assert json.loads(second["HX-Trigger"])["toast"]["text"] == "It is on the wall already."


def test_in_a_round_a_slide_is_refused_with_a_sentence(stage: Stage, desk: Client) -> None:
    stage.now = now()
    stage.to_round(1)
    answer = desk.post(f"{OPENING}/show", {"no": 1, "from_no": 0}, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "A round is under way" in words(answer)


def test_the_desk_says_which_slide_is_on_the_wall_and_leads_to_the_speaker(desk: Client) -> None:
    assert f'href="{OPENING}"' in desk.get("/desk/TEST1/run").content.decode()
    assert f'href="{OPENING}"' in desk.get("/desk/TEST1/rounds").content.decode()
    desk.post(f"{OPENING}/show", {"no": 1, "from_no": 0})
    page = desk.get("/desk/TEST1/run")
    assert "Slide 1 of 7" in words(page) and f'href="{OPENING}/speak"' in page.content.decode()


def test_the_form_keeps_what_is_written_and_says_that_it_is_there(stage: Stage, desk: Client) -> None:
    answer = desk.post(f"{OPENING}/script", typed(desk, **{"title-1": "Hello all", "wall-2": " One \n\nTwo "}), follow=True)
    assert "The script is saved." in words(answer) and "your own script" in words(answer) and "Hello all" in words(answer)
    assert typed(desk)["wall-2"] == "One\nTwo"
    desk.post(f"{OPENING}/restore")
    assert records.Event.objects.get(pk=stage.pk).opening == ""


@pytest.mark.parametrize(
    ("press", "titles"),
    [
        ("up-2", ["In a moment", "Good evening"]),
        ("down-1", ["In a moment", "Good evening"]),
        ("remove-1", ["In a moment", "Turn to your neighbour"]),
        ("up-99", ["Good evening", "In a moment"]),
    ],
)
def test_moving_and_removing_draws_the_form_anew_and_keeps_nothing_yet(stage: Stage, desk: Client, press: str, titles: list[str]) -> None:
    answer = desk.post(f"{OPENING}/script", typed(desk, press), headers={"HX-Request": "true"})
    assert [line.slide.title for line, _ in answer.context["lines"]][:2] == titles
    assert "Not saved yet." in words(answer) and "<html" not in answer.content.decode()
    assert records.Event.objects.get(pk=stage.pk).opening == ""


def test_a_slide_is_added_up_to_the_most_there_can_be(desk: Client) -> None:
    answer = desk.post(f"{OPENING}/script", typed(desk, "add"))
    assert [line.slide.title for line, _ in answer.context["lines"]][-1] == "New slide"
    many = {"count": 900} | {f"title-{no}": "x" for no in range(1, 901)} | {f"seconds-{no}": 10 for no in range(1, 901)}
    refused = desk.post(f"{OPENING}/script", typed(desk, **many))
    assert refused.status_code == 422 and len(refused.context["lines"]) == MOST_SLIDES + 1


@pytest.mark.parametrize("seconds", ["", "soon", "-5", "99999"])
def test_what_is_wrong_stands_at_its_slide_and_nothing_typed_is_lost(stage: Stage, desk: Client, seconds: str) -> None:
    answer = desk.post(f"{OPENING}/script", typed(desk, **{"seconds-3": seconds, "title-1": "Kept words"}))
    assert answer.status_code == 422
    assert [line.no for line, trouble in answer.context["lines"] if trouble] == [3]
    assert "Kept words" in answer.content.decode() and records.Event.objects.get(pk=stage.pk).opening == ""


def test_two_who_change_the_script_at_once_do_not_overwrite_each_other_unasked(stage: Stage, desk: Client) -> None:
    mine, theirs = typed(desk, **{"title-1": "Mine"}), typed(desk, **{"title-1": "Theirs"})
    signed_in(stage).post(f"{OPENING}/script", theirs)
    refused = desk.post(f"{OPENING}/script", mine)
    assert refused.status_code == 422 and "Somebody else has changed the script meanwhile." in words(refused)
    desk.post(f"{OPENING}/script", {**mine, "seen": refused.context["seen"]})
    assert 'title = "Mine"' in records.Event.objects.get(pk=stage.pk).opening


def test_the_pages_speak_the_language_of_the_evening(stage: Stage, desk: Client) -> None:
    records.Event.objects.filter(pk=stage.pk).update(language="es")
    assert "Cambiar el guion" in words(desk.get(OPENING)) and "Empezar" in words(desk.get(f"{OPENING}/speak"))


def test_what_somebody_writes_is_shown_and_never_run(stage: Stage, desk: Client) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    desk.post(f"{OPENING}/script", typed(desk, **{"title-1": hostile, "say-1": hostile}))
    desk.post(f"{OPENING}/show", {"no": 1, "from_no": 0})
    for path in (OPENING, f"{OPENING}/speak", f"{OPENING}/script", "/desk/TEST1/run"):
        assert "<img src=x" not in desk.get(path).content.decode()
