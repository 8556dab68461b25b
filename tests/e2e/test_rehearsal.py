"""The rehearsal in a real browser with a microphone that speaks: it is measured right, and not one byte of it leaves the device."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from e2e.browsing import Browsers, browsers, button
from e2e.house import House
from e2e.microphone import Sound, arguments, write

FIRST, SECOND = "Hello, I am Nora, a nurse.", "Whom should I talk to?"
SOUND: Sound = (3.6, FIRST, 0.9, SECOND, 8.0)
"""Three seconds go by while the page counts down."""
PAGE = "/coach/en/rehearsal"
MOST_BYTES = 4_000
"""A form of figures and a text is no longer than that; a second of sound is."""
SEES_TRACK = """const devices = navigator.mediaDevices;
const ask = devices?.getUserMedia.bind(devices);
if (devices) devices.getUserMedia = async (what) => {
  const stream = await ask(what);
  window.track = stream.getTracks()[0];
  return stream;
};"""
REFUSES = """if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));"""
TURNS_AWAY = 'Object.defineProperty(document, "hidden", { get: () => true }); document.dispatchEvent(new Event("visibilitychange"));'


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[float, float]]]:
    """The file of sound, and when what is said in it."""
    file = tmp_path_factory.mktemp("sound") / "voice.wav"
    return file, write(file, SOUND)


@pytest.fixture(scope="module")
def speaking(house: House, said: tuple[Path, list[tuple[float, float]]]) -> Iterator[Browsers]:
    """Devices whose microphone hears the file."""
    with browsers(house.url, *arguments(said[0])) as opened:
        yield opened
        assert opened.watch.trouble == []


def rehearse(speaking: Browsers, script: str = "", **more: Any) -> tuple[Page, list[Request]]:
    """Open the page on a new phone, with everything that it sends."""
    device = speaking.device("small", permissions=["microphone"], **more)
    if script:
        device.add_init_script(script)
    sent: list[Request] = []
    page = device.new_page()
    page.on("request", lambda one: sent.append(one))
    page.on("websocket", lambda socket: pytest.fail(f"a page of the coach opened {socket.url}"))
    page.goto(PAGE)
    page.get_by_label("What you will say").fill(f"{FIRST} {SECOND}")
    return page, sent


def posts(sent: list[Request]) -> list[bytes]:
    """What was sent."""
    return [one.post_data_buffer or b"" for one in sent if one.method != "GET"]


def test_a_recording_is_measured_and_never_sent(speaking: Browsers, said: tuple[Path, list[tuple[float, float]]]) -> None:
    page, sent = rehearse(speaking)
    (begins, first_ends), (second_begins, ends) = said[1]
    page.locator("[name=cut][value='10']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("timer")).to_be_visible()
    assert page.locator("[data-go]").evaluate("(button) => button === document.activeElement")
    page.wait_for_timeout(1000 * (ends + 0.7))
    assert posts(sent) == [], "nothing is sent while somebody speaks"
    page.keyboard.press("Space")
    result = page.get_by_role("region", name="How it went")
    expect(result.get_by_role("heading")).to_be_focused()
    expect(result).to_contain_text(re.compile(r"1 pause, [\d.]+ seconds long"))
    (figures,) = posts(sent)
    told = re.findall(r'name="(seconds|pauses|longest_pause_s|speaking_s)"\s+([\d.]+)', figures.decode())
    found = {name: float(figure) for name, figure in told}
    assert found["seconds"] == pytest.approx(ends - begins, abs=0.35)
    assert found["longest_pause_s"] == pytest.approx(second_begins - first_ends, abs=0.25)
    assert found["speaking_s"] == pytest.approx(found["seconds"] - found["longest_pause_s"], abs=0.15)
    assert found["pauses"] == 1

    button(page, "Hear it").click()
    expect(button(page, "Stop")).to_be_visible()
    assert all(len(one) < MOST_BYTES for one in posts(sent))
    assert not any(kind in one for one in posts(sent) for kind in (b"webm", b"opus", b"RIFF", b"audio/", b"filename"))
    assert not any(one.url.startswith("blob:") and one.method != "GET" for one in sent)
    assert page.evaluate("Object.values(localStorage).join('').length") < MOST_BYTES
    expect(page.locator("#coach")).to_match_aria_snapshot(
        """
        - heading "Rehearse" [level=1]
        - region "How it went":
          - heading "How it went" [level=2]
          - list
          - button "Forget this try"
        - region "Hear it again":
          - heading "Hear it again" [level=2]
          - button "Stop"
          - button "Forget the sound"
        - group "Seconds it may take"
        - textbox "What you will say (may stay empty)"
        - group "How you rehearse"
        - region "From try to try"
        """
    )
    button(page, "Forget this try").click()
    expect(result).to_have_count(0)
    expect(page.get_by_role("region", name="Hear it again")).to_be_hidden()
    expect(page.get_by_role("region", name="From try to try")).to_have_count(0)


def test_the_microphone_closes_when_the_page_is_left(speaking: Browsers) -> None:
    page, sent = rehearse(speaking, SEES_TRACK)
    button(page, "Start").click()
    expect(page.locator(".ring-words")).to_have_text("Speak")
    assert page.evaluate("window.track.readyState") == "live"
    page.evaluate(TURNS_AWAY)
    expect(page.locator("[data-notice]")).to_contain_text("Nothing was kept")
    assert page.evaluate("window.track.readyState") == "ended"
    assert posts(sent) == []


def test_without_a_microphone_each_sentence_is_tapped(speaking: Browsers) -> None:
    page, sent = rehearse(speaking, REFUSES, reduced_motion="reduce")
    button(page, "Start").click()
    expect(page.locator("[data-notice]")).to_contain_text("The microphone was not allowed")
    expect(page.get_by_role("radio", name="By sentences")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("[data-spoken] [aria-current]")).to_have_text(FIRST)
    page.keyboard.press("Space")
    expect(page.locator("[data-spoken] [aria-current]")).to_have_text(FIRST)  # nothing has begun yet
    expect(page.locator(".ring-words")).to_have_text("Go")
    page.wait_for_timeout(2300)
    page.keyboard.press("Space")
    expect(page.locator("[data-spoken] [aria-current]")).to_have_text(SECOND)
    page.wait_for_timeout(900)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="How it went")).to_contain_text(f"“{FIRST}”")
    assert len(posts(sent)) == 1
