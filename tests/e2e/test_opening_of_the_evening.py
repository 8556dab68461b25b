"""The opening in real browsers: a speaker with a phone and a clicker, the desk beside it, the wall above, and a power cut in the middle."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.browsing import browsers, button, heading
from e2e.desk_pages import make_account
from e2e.house import House


@pytest.fixture
def house(tmp_path: Path):
    """A house with the demo evening."""
    opened = House(tmp_path, words=("--demo",)).open()
    yield opened
    opened.close()


def test_a_speaker_turns_the_slides_and_the_wall_follows_through_a_power_cut(house: House) -> None:
    with browsers(house.url) as opened:
        desk = opened.page("desk", "/")
        make_account(desk, house.said(r"(/first/\S+)"), "Ada", "ada@example.org")
        code = re.search(r"/desk/(\w+)/", desk.content())[1]
        desk.goto(f"/desk/{code}/opening")
        wall = opened.page("projector", desk.get_by_role("link", name="Open the wall").get_attribute("href"))
        desk.get_by_text("Somebody else speaks").click()
        link = re.search(r"/s/\S+", desk.locator(".opening-link bdi").inner_text())[0]
        speaker = opened.page("small", link)
        desk.goto(f"/desk/{code}/run")

        button(speaker, "Begin").click()
        expect(wall.locator("#headline")).to_have_text("Good evening")
        expect(speaker.get_by_text("Walking up to a stranger is hard")).to_be_visible()
        expect(heading(speaker, "Slide 1 of 7")).to_be_visible()
        speaker.keyboard.press("PageDown")
        expect(wall.locator("#headline")).to_have_text("In a moment")
        expect(heading(speaker, "Slide 2 of 7")).to_be_visible()  # a second press on the page before is none
        speaker.keyboard.press("ArrowRight")
        expect(wall.locator("#headline")).to_have_text("Turn to your neighbour")
        expect(wall.locator(".ring-number")).to_have_text(re.compile(r"0:[12]\d"))
        expect(wall.locator("#slide-lines li")).to_have_text(["Hello, I am …", "A good evening for me would be …"])
        expect(desk.get_by_text("Slide 3 of 7", exact=True)).to_be_visible()
        assert wall.evaluate("document.querySelector('.wall-words').offsetHeight <= document.querySelector('.wall-main').clientHeight")

        with opened.watch.without_network():
            house.cut()
            house.open()
            expect(speaker.locator('[data-link-state][data-state="live"]')).to_be_visible()
            expect(wall.locator('[data-link-state][data-state="live"]')).to_be_visible()
        wall.reload()
        expect(wall.locator("#headline")).to_have_text("Turn to your neighbour")
        speaker.keyboard.press("PageUp")
        expect(wall.locator("#headline")).to_have_text("In a moment")
        expect(speaker.locator("#speak-pace")).to_have_text(re.compile("early|late|on time"))

        for title in ("Welcome", "A few words"):
            button(desk, re.compile("^Next:")).click()
            expect(desk.locator("#stage h2")).to_have_text(title)
            expect(wall.locator("#headline")).to_have_text("In a moment")
        button(desk, re.compile("^Next: Round 1")).click()
        expect(wall.locator("#scene")).not_to_have_attribute("data-scene", "slide")
        expect(speaker.get_by_role("heading", name="Well done")).to_be_visible()
        expect(button(speaker, "Take back")).to_have_count(0)
        assert opened.watch.trouble == []
