"""The rehearsal's page and the notebook's: figures come in, no sound; the microphone is allowed on one page alone; a notebook moves between its homes."""

import json
from datetime import UTC, datetime
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from keywho.adapters.notebook_json import notebook_from_json, notebook_to_json
from keywho.coach.notebook import Notebook, Try, Version, Way
from keywho.coach.pitch.answers import Cut, Shape
from keywho.server.conf.guards import HEADERS
from keywho.server.services.coaching.notebooks import notebook_of
from keywho.server.services.evenings import forget
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
PAGE = "/coach/en/rehearsal"
TEXT = "Hello, I am Nora. I kept a ward of thirty beds running through two winters. I am looking for the head nurse of a children's hospital."
FIGURES = {"press": "keep", "way": "recorded", "cut": "10", "seconds": "12.4", "speaking_s": "10.2", "pauses": "2", "longest_pause_s": "1.3", "text": TEXT}


@pytest.fixture
def stage() -> Stage:
    """A small evening."""
    return planned_stage(people=4, rounds="neighbour", rows=1)


def home(stage: Stage) -> str:
    """The coach of somebody of the evening."""
    return f"/p/{stage.token(stage.ids()[0])}/coach"


def kept(stage: Stage) -> Notebook:
    """Their notebook."""
    return notebook_of(stage.evening().people.by_id[stage.ids()[0]].pk)


def carried(page: str) -> Notebook:
    """The notebook that a page brings home."""
    return notebook_from_json(unescape(page.split('data-notebook="')[1].split('"')[0]))


def test_the_microphone_and_own_sound_are_allowed_on_this_page_alone(browser: Client, stage: Stage):
    hears = (PAGE, f"{home(stage)}/rehearsal")
    deaf = ("/coach/en", "/coach/en/notebook", "/coach/en/nothing", f"{home(stage)}/notebook", home(stage).removesuffix("/coach"), "/", "/sign-in")
    for path in hears:
        for answer in (browser.get(path), browser.post(path, {"seconds": "x", "press": "keep"})):
            assert "microphone=(self)" in answer["Permissions-Policy"]
            assert "camera=()" in answer["Permissions-Policy"]
            policy = dict(one.split(" ", 1) for one in answer["Content-Security-Policy"].split("; "))
            assert policy.pop("media-src") == "'self' blob:"
            assert policy == {key: words for key, words in (one.split(" ", 1) for one in HEADERS["Content-Security-Policy"].split("; ")) if key != "media-src"}
    for path in deaf:
        answer = browser.get(path)
        assert {name: answer[name] for name in HEADERS} == HEADERS, path


def test_figures_of_a_stranger_are_said_and_go_home_with_them(browser: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = browser.post(PAGE, FIGURES).content.decode()
    (one,) = carried(page).tries
    assert (one.way, one.cut, one.seconds, one.speaking_s, one.pauses, one.longest_pause_s) == (Way.RECORDED, Cut.TEN, 12.4, 10.2, 2, 1.3)
    assert one.expected_s > 5
    assert "12 seconds, 2 too many." in page
    assert "2 pauses, the longest 1.3 seconds." in page
    said, unheard = page.split('<p class="rehearsal-text">')[1].split("<mark>")
    assert said.split("<span")[0] + unheard.split("</mark>")[0] == TEXT.replace("'", "&#x27;")
    assert f'value="{one.at.isoformat()}"' in page
    assert not records.Notebook.objects.exists()


def test_figures_of_somebody_are_kept_and_forgotten(browser: Client, stage: Stage):
    path = f"{home(stage)}/rehearsal"
    assert browser.post(path, FIGURES).status_code == 303
    (one,) = kept(stage).tries
    look = browser.post(path, {**FIGURES, "press": ""}).content.decode()
    assert f'value="{one.at.isoformat()}"' in look, "the look knows that these figures are kept"
    assert kept(stage).tries == (one,), "a look keeps nothing"
    assert "One try for 10 seconds: it took 12." in look
    browser.post(path, {"press": "forget", "at": "2020-01-01T00:00:00+00:00"})
    assert kept(stage).tries == (one,)
    browser.post(path, {"press": "forget", "at": one.at.isoformat()})
    assert kept(stage).tries == ()
    browser.post(path, FIGURES)
    browser.post(path, {"press": "anew"})
    assert kept(stage).tries == ()


@pytest.mark.parametrize("seconds", ["", "x", "-3", "2.9", "601", "nan", "inf", "1e3"])
def test_seconds_that_are_none_are_refused_and_what_was_written_stays(browser: Client, stage: Stage, seconds: str):
    answer = browser.post(f"{home(stage)}/rehearsal", {**FIGURES, "seconds": seconds})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write how many seconds it took" in page
    assert "I kept a ward" in page
    assert "data-result" not in page
    assert kept(stage).is_empty


def test_a_decimal_comma_is_read_and_strange_figures_do_no_harm(browser: Client):
    page = browser.post(PAGE, {"press": "keep", "seconds": "33,5"}).content.decode()
    assert [(one.way, one.cut, one.seconds) for one in carried(page).tries] == [(Way.CLOCK, Cut.THIRTY, 33.5)]
    for taps in ("1:2,", "a:b", "18:9,76:3", "18:nan", "9999:3", ":" * 500, "0:0,0:0"):
        answer = browser.post(PAGE, {**FIGURES, "way": "tapped", "taps": taps})
        assert (answer.status_code, "longest sentence" in answer.content.decode()) == (200, False), taps
    (one,) = carried(browser.post(PAGE, {**FIGURES, "speaking_s": "500", "longest_pause_s": "400", "pauses": "1.7"}).content.decode()).tries
    assert (one.speaking_s, one.longest_pause_s, one.pauses) == (12.4, 12.4, 1)
    assert carried(browser.post(PAGE, {**FIGURES, "way": "sung", "cut": "11"}).content.decode()).tries[0].way is Way.CLOCK


def test_taps_say_which_sentence_was_longest(browser: Client):
    page = browser.post(PAGE, {**FIGURES, "way": "tapped", "taps": f"18:2.0,76:9.5,{len(TEXT)}:12.4"}).content.decode()
    assert "The longest sentence took 7.5 seconds: “I kept a ward of thirty beds running through two winters.”" in unescape(page)


def test_a_try_that_was_broken_off_is_looked_at_and_not_kept(browser: Client):
    page = browser.post(PAGE, {**FIGURES, "press": "", "broken": "hidden"}).content.decode()
    assert "This try does not count" in page
    assert "too many" not in page
    assert carried(page).is_empty


def test_the_text_is_the_newest_version_else_the_pitch_of_the_evening(browser: Client, stage: Stage):
    pk = stage.evening().people.by_id[stage.ids()[0]].pk
    records.Attendee.objects.filter(pk=pk).update(pitch="I keep wards running.")
    forget(stage.pk)
    assert ">I keep wards running.</textarea>" in browser.get(f"{home(stage)}/rehearsal").content.decode()
    book = Notebook()
    for text, cut in (("Ten & short", Cut.TEN), ("Thirty, old", Cut.THIRTY), ("Thirty, new", Cut.THIRTY)):
        book = book.with_version(Version(text, cut, Shape.STUDENT, AT))
    given = {"notebook": notebook_to_json(book).decode()}
    assert ">Thirty, new</textarea>" in browser.post(PAGE, given).content.decode()
    assert ">Ten &amp; short</textarea>" in browser.post(PAGE, {**given, "cut": "10"}).content.decode()
    assert ">Thirty, old</textarea>" in browser.post(PAGE, {**given, "take": "1", "text": "typed"}).content.decode()
    assert ">typed</textarea>" in browser.post(PAGE, {**given, "text": "typed"}).content.decode()


# ---- the notebook

BOOK = Notebook().with_version(Version("I mend bridges.", Cut.TEN, Shape.STUDENT, AT)).with_try(Try(AT, Way.CLOCK, Cut.TEN, 11.0)).marked("rung:hello", AT)


def file_of(content: bytes) -> SimpleUploadedFile:
    """A file that somebody brings."""
    return SimpleUploadedFile("keywho-coach.json", content, "application/json")


def test_a_notebook_is_taken_as_a_file_and_brought_elsewhere(browser: Client, stage: Stage):
    page = browser.post(f"{home(stage)}/notebook", {"press": "bring", "how": "add", "file": file_of(notebook_to_json(BOOK))}, follow=True).content.decode()
    assert "Both notebooks are one now." in page
    assert "1 pitch that you kept" in page
    assert "1 rehearsal, its figures alone" in page
    assert "1 step that you marked as done" in page
    taken = browser.get(f"{home(stage)}/notebook/file")
    assert taken["Content-Disposition"] == 'attachment; filename="keywho-coach.json"'
    assert notebook_from_json(taken.content) == BOOK == kept(stage)
    there = browser.post("/coach/es/notebook", {"press": "bring", "file": file_of(taken.content)}).content.decode()
    assert carried(there) == BOOK


def test_brought_notebooks_are_added_or_put_in_the_place(browser: Client):
    other = Notebook().marked("lesson:hello", AT)
    given = {"press": "bring", "notebook": notebook_to_json(other).decode()}
    added = carried(browser.post("/coach/en/notebook", {**given, "how": "add", "file": file_of(notebook_to_json(BOOK))}).content.decode())
    assert set(added.marks) == {"lesson:hello", "rung:hello"}
    instead = carried(browser.post("/coach/en/notebook", {**given, "how": "instead", "file": file_of(notebook_to_json(BOOK))}).content.decode())
    assert instead == BOOK


def test_what_is_no_notebook_changes_nothing(browser: Client, stage: Stage):
    browser.post(f"{home(stage)}/notebook", {"press": "join", "content": notebook_to_json(BOOK).decode()})
    for content in (b"\xff\xfe", b"[]", b'{"versions": [{}]}', b" " * 300_000, b""):
        answer = browser.post(f"{home(stage)}/notebook", {"press": "bring", "how": "instead", "file": file_of(content)})
        assert (answer.status_code, "Nothing was changed" in answer.content.decode()) == (422, True)
    assert browser.post(f"{home(stage)}/notebook", {"press": "bring", "file": "no file"}).status_code == 422
    assert browser.post(f"{home(stage)}/notebook", {"press": "join", "content": "{"}).status_code == 422
    assert kept(stage) == BOOK


def test_a_notebook_is_thrown_away(browser: Client, stage: Stage):
    browser.post(f"{home(stage)}/notebook", {"press": "join", "content": notebook_to_json(BOOK).decode()})
    assert "Your notebook is empty." in browser.post(f"{home(stage)}/notebook", {"press": "throw"}, follow=True).content.decode()
    assert kept(stage).is_empty
    assert "I mend bridges" not in json.dumps(list(records.Notebook.objects.values_list("content", flat=True)))
    thrown = browser.post("/coach/en/notebook", {"press": "throw", "notebook": notebook_to_json(BOOK).decode()}).content.decode()
    assert carried(thrown).is_empty
    assert "data-empty" in thrown
