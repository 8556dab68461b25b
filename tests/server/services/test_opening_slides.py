"""Slides of the opening, on a real database: pressed by one and by two, ended by a round, and there again after a power cut."""

import pytest

from keywho.coach.opening import Opening, Slide, usual_opening
from keywho.core.errors import BadInput
from keywho.live.facts import SlideShown
from keywho.live.projector_view import board
from keywho.server.services import running
from keywho.server.services.acting import Done
from keywho.server.services.coaching import opening as scripts
from keywho.server.services.desk_log import log_entries
from keywho.server.services.desk_view import now_view
from keywho.server.services.evenings import forget
from keywho.server.services.teaching import WITHOUT_EFFECT
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Stage:
    return planned_stage(people=6, rounds="neighbour")


def show(stage: Stage, no: int, from_no: int, by: str = "organizer 1") -> Done:
    return scripts.show_slide(records.Event.objects.get(pk=stage.pk), no, from_no, by=by, now=stage.later(10))


def on_wall(stage: Stage) -> str:
    loaded = stage.evening()
    return board(loaded.state, loaded.scene).headline if loaded.state.clock.slide else ""


def test_two_who_press_next_at_once_turn_one_slide(stage: Stage) -> None:
    first, second = show(stage, 1, 0), show(stage, 1, 0, by="organizer 2")
    assert (first.changed, first.sentence) == (True, "Slide 1 is on the wall.")
    assert (second.changed, second.sentence) == (False, "It is on the wall already.")
    show(stage, 2, 1)
    late = show(stage, 3, 1, by="organizer 2")
    assert (late.changed, late.sentence) == (False, "Slide 2 is on the wall meanwhile; somebody else has pressed.")
    assert stage.evening().state.clock.slide.no == 2


def test_after_a_power_cut_the_same_slide_stands_there_whatever_the_script_says_now(stage: Stage) -> None:
    show(stage, 1, 0)
    show(stage, 2, 1)
    before = board(stage.evening().state, stage.evening().scene)
    event = records.Event.objects.get(pk=stage.pk)
    scripts.keep(stage.pk, Opening((Slide("Other words", 20), Slide("Second words", 20))), scripts.mark_of(event))
    forget(stage.pk)
    assert board(stage.evening().state, stage.evening().scene) == before
    event.refresh_from_db()
    assert scripts.speak_view(scripts.opening_of(event), "en", stage.evening().state.clock, stage.now).is_older
    assert show(stage, 2, 2).changed
    assert on_wall(stage) == "Second words"


def test_a_round_ends_the_slides_and_none_is_shown_in_it(stage: Stage) -> None:
    show(stage, 1, 0)
    stage.next()
    assert on_wall(stage) == "Good evening"
    stage.to_round(1)
    assert on_wall(stage) == ""
    with pytest.raises(BadInput, match="A round is under way"):
        show(stage, 1, 0)
    running.end_early(stage.pk, stage.evening().state.clock.cue_no, by="organizer 1", now=stage.later(60))
    assert show(stage, 1, 0).changed


def test_a_slide_can_be_taken_back_at_the_desk_and_its_log_says_it(stage: Stage) -> None:
    show(stage, 1, 0)
    show(stage, 2, 1)
    view = now_view(stage.evening())
    assert (view.slide, view.undo) == ("Slide 2 of 7", "slide 2 of 7")
    running.undo(stage.pk, view.steps, by="organizer 1", now=stage.later(1))
    assert on_wall(stage) == "Good evening"
    show(stage, 0, 1)
    assert now_view(stage.evening()).undo == "the end of the slides"
    said = [entry.sentence for entry in log_entries(stage.evening(), records.Event.objects.get(pk=stage.pk).zone)]
    assert said[:4] == ["The slides were taken off the wall.", "The last step was taken back.", "Slide 2: “In a moment”.", "Slide 1: “Good evening”."]
    assert SlideShown in WITHOUT_EFFECT


def test_a_slide_that_is_gone_is_refused(stage: Stage) -> None:
    with pytest.raises(BadInput, match="There is no slide 8 any more"):
        show(stage, 8, 0)
    with pytest.raises(BadInput, match="There is no slide -1 any more"):
        show(stage, -1, 0)


def test_the_speaker_sees_how_the_time_goes(stage: Stage) -> None:
    opening = usual_opening("en")
    show(stage, 1, 0)
    show(stage, 2, 1)
    view = scripts.speak_view(opening, "en", stage.evening().state.clock, stage.later(7))
    assert (view.no, view.elapsed_s, view.spent_s, view.planned_s, view.total_spent_s, view.total_s) == (2, 7, 10, 15, 17, 120)
    assert view.now is not None and view.next is not None and (view.now.no, view.next.no) == (2, 3)
    show(stage, 0, 2)
    over = scripts.speak_view(opening, "en", stage.evening().state.clock, stage.later(500))
    assert (over.is_over, over.total_spent_s, over.no) == (True, 27, 0)


def test_a_script_is_kept_and_restored_and_two_who_change_it_at_once_notice() -> None:
    stage = set_stage(people=0, rows=0)
    event = stage.event
    seen = scripts.mark_of(event)
    assert scripts.keep(stage.pk, usual_opening("en"), seen) == "Nothing has changed."
    own = Opening((Slide("Hello", 20, "Good evening."),))
    assert scripts.keep(stage.pk, own, seen) == "The script is saved."
    event.refresh_from_db()
    assert scripts.opening_of(event) == own
    with pytest.raises(scripts.ScriptMoved):
        scripts.keep(stage.pk, usual_opening("en"), seen)
    assert scripts.restore(stage.pk) == "The script that comes along is back."
    event.refresh_from_db()
    assert scripts.opening_of(event) == usual_opening("en")


@pytest.mark.parametrize(("language", "title"), [("de", "Guten Abend"), ("es", "Buenas noches")])
def test_the_slides_speak_the_language_of_the_evening(stage: Stage, language: str, title: str) -> None:
    records.Event.objects.filter(pk=stage.pk).update(language=language)
    show(stage, 1, 0)
    assert on_wall(stage) == title
