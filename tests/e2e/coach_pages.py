"""The pages of the coach, as stops of the tour."""

import re
from collections.abc import Sequence

from playwright.sync_api import Page

from e2e.after_pages import mine, send
from e2e.browsing import button
from e2e.touring import Guide, Stop, Touch, View, at, desk_view, public, wall

PITCH = (
    "Hello, I'm Rosa. I like to find out why a crew is late, and then it is not. As dispatcher I cut the delays of forty drivers by a third. "
    "I gladly read job advertisements with you. Do you know somebody who plans shifts in a hospital?"
)
OVER = "Hi, I'm sorry, I'm just a passionate team player and I leverage synergies. " * 6

COACH_NO_PAGES = {
    "coach": "leads on to a language",
    "coach-pitch-look": "a piece of a page",
    "my-coach-pitch-look": "a piece of a page",
    "my-coach-pitch-use": "a press",
    "coach-notebook-file": "a file",
    "my-coach-notebook-file": "a file",
    "coach-ladder": "the page of somebody of an evening, which is looked at",
    "coach-rung": "the page of somebody of an evening, which is looked at",
    "coach-practice": "the page of somebody of an evening, which is looked at",
    "coach-lessons": "the page of somebody of an evening, which is looked at",
    "coach-lesson": "the page of somebody of an evening, which is looked at",
    "my-coach-icebreakers": "the page for everybody, which is looked at",
    "icebreakers-change": "a press",
    "icebreakers-file": "a file",
    "icebreakers-restore": "a press",
    "opening-now": "a piece of a page",
    "opening-show": "a press",
    "opening-undo": "a press",
    "opening-restore": "a press",
    "speaker-now": "a piece of a page",
    "speaker-show": "a press",
    "speaker-undo": "a press",
}
"""Addresses that are no page of their own, or the same page as another, and what they are."""


def coached(guide: Guide) -> None:
    """Somebody writes a pitch and a much too long one, rehearses, climbs two rungs, begins the seven days, and keeps questions."""
    me = guide.heroine
    send(guide, me, "coach/pitch", press="keep", text=OVER, cut=30, shape="job-seeker")
    send(guide, me, "coach/pitch", press="make", shape="changing", since=6, says_layoff=1, does="I like to find out why a crew is late, and then it is not.", proof="I cut the delays of forty drivers by a third.", gives="read job advertisements with you", seeks="somebody who plans shifts in a hospital", cut=60)  # fmt: skip
    send(guide, me, "coach/pitch", press="keep", text=PITCH, cut=30, shape="job-seeker")
    for seconds in ("41", "34", "29.5"):
        send(guide, me, "coach/rehearsal", press="keep", way="clock", cut=30, text=PITCH, seconds=seconds)
    for key in ("say-your-name", "remember-one-thing"):
        send(guide, me, f"coach/ladder/{key}", press="done")
    send(guide, me, "coach/practice", press="begin", guess=4)
    send(guide, me, "coach/practice", press="done", day=1, went="glad")
    send(guide, me, "coach/lessons/hello", press="done")
    send(guide, me, f"coach/questions/{guide.named['ann_pk']}", press="keep", question1="How did you come to plan shifts?")


def slides_on(guide: Guide) -> None:
    """The speaker has come to the slide on which the room talks."""
    http = guide.line.http
    found = re.search(r"/s/[\w-]+", http.get(f"/desk/{guide.code}/opening").text)
    assert found is not None
    guide.named["speaker"] = found[0]
    for no in (1, 2, 3):
        show_slide(guide, no, no - 1)


def slides_off(guide: Guide) -> None:
    """The slides are taken off the wall again."""
    show_slide(guide, 0, 3)


def show_slide(guide: Guide, no: int, from_no: int) -> None:
    """Put a slide on the wall."""
    http = guide.line.http
    told = {"no": no, "from_no": from_no, "csrfmiddlewaretoken": http.cookies["keywho_form"]}
    answer = http.post(f"/desk/{guide.code}/opening/show", data=told)
    assert answer.status_code in (200, 302, 303), answer.text[:2000]


def too_long(page: Page) -> None:
    """Write far too much, with all that a careful listener would mention."""
    page.locator("#text").fill(OVER)
    page.locator("[data-look]").wait_for()


def refused(page: Page) -> None:
    """Try to make a text from nothing."""
    button(page, "Make my text from this").click()
    page.locator("[data-said]").wait_for()


def for_all(name: str, route: str, part: str = "", touch: Touch | None = None) -> View:
    """A page for everybody, without any evening."""
    return public(name, route, at(f"/coach/en{part}"), touch=touch)


SPEAKING: Sequence[Stop] = (
    Stop(
        slides_on,
        (
            wall("wall, opening"),
            desk_view("opening, spoken", "opening-speak", "opening/speak"),
            public("opening, a speaker's phone", "speaker", lambda guide: guide.named["speaker"]),
            desk_view("run, opening", "run", "run"),
        ),
    ),
    Stop(slides_off, (desk_view("opening, over", "opening-speak", "opening/speak"),)),
)
"""While the speaker starts the room, before the first round."""

COACHING: Sequence[Stop] = (
    Stop(
        coached,
        (
            for_all("coach for all", "coach-home"),
            for_all("coach for all, pitch from nothing", "coach-pitch", "/pitch", refused),
            for_all("coach for all, pitch too long", "coach-pitch", "/pitch", too_long),
            for_all("coach for all, rehearsal", "coach-rehearsal", "/rehearsal"),
            for_all("coach for all, questions", "coach-questions", "/questions"),
            for_all("coach for all, first sentences", "coach-icebreakers", "/icebreakers"),
            for_all("coach for all, certificate", "coach-certificate", "/certificate"),
            for_all("coach for all, notebook", "coach-notebook", "/notebook"),
            mine("coach", "my-coach-home", "coach"),
            mine("coach, pitch", "my-coach-pitch", "coach/pitch"),
            mine("coach, pitch of sixty seconds", "my-coach-pitch", "coach/pitch?cut=60"),
            mine("coach, rehearsal", "my-coach-rehearsal", "coach/rehearsal"),
            mine("coach, questions", "my-coach-questions", "coach/questions"),
            mine("coach, questions for one", "my-coach-questions-one", "coach/questions/{ann_pk}"),
            mine("coach, questions for another", "my-coach-questions-one", "coach/questions/{ben_pk}"),
            mine("coach, ladder", "my-coach-ladder", "coach/ladder"),
            mine("coach, rung", "my-coach-rung", "coach/ladder/give-your-pitch"),
            mine("coach, seven days", "my-coach-practice", "coach/practice"),
            mine("coach, lessons", "my-coach-lessons", "coach/lessons"),
            mine("coach, lesson", "my-coach-lesson", "coach/lessons/after-a-layoff"),
            mine("coach, certificate", "my-coach-certificate", "coach/certificate"),
            mine("coach, notebook", "my-coach-notebook", "coach/notebook"),
            desk_view("first sentences at the desk", "icebreakers", "icebreakers"),
            desk_view("first sentences as a text", "icebreakers-text", "icebreakers/text"),
            desk_view("opening", "opening", "opening"),
            desk_view("opening, script", "opening-script", "opening/script"),
        ),
    ),
)
