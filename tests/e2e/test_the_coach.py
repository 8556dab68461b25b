"""With the coach from a first answer to a round: a pitch is built, rehearsed and shortened before there is any evening, taken along to one, said in it; the ladder lights up, and questions wait in the invitation."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from e2e.all_pages import account_made, first_start
from e2e.browsing import browsers, button, chromium, heading
from e2e.house import House
from e2e.microphone import arguments, write
from e2e.touring import Guide

PITCH = ("I teach machines to sort parcels.", "Last year two hundred people lost no parcel in the busiest week.", "I read any job advertisement with you.")
KEY_WHO = "somebody who runs a warehouse"
MUCH = "I am just a passionate team player, and I leverage synergies. " * 8


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    """A house with the demo evening, a desk, and phones whose microphone hears somebody speak."""
    chromium()
    folder = tmp_path_factory.mktemp("coach")
    with ExitStack() as opened:
        sound = folder / "voice.wav"
        write(sound, (3.6, *(piece for sentence in PITCH for piece in (sentence, 0.7)), 9.0))
        house = House(folder / "house", words=("--demo",)).open()
        opened.callback(house.close)
        devices = opened.enter_context(browsers(house.url, *arguments(sound)))
        guide = Guide(house, devices)
        first_start(guide)
        account_made(guide)
        opened.callback(guide.line.http.close)
        yield guide
        assert devices.watch.trouble == []


def test_from_a_first_answer_to_a_round(evening: Guide) -> None:
    page = evening.browsers.page("small", "/coach/en", permissions=["microphone"])
    build_by_keyboard(page)
    made = shorten(evening, page)
    rehearse(page, made)
    small_steps(page)
    guide, who = evening, sorted(evening.tokens["phones"])[0]
    take_it_to(page, guide.phone(who))
    in_a_round(page, guide, who)
    questions_for_whom_they_met(page, guide, who)


def build_by_keyboard(page: Page) -> None:
    """The door leads to the pitch; five answers become a text, with the keyboard alone."""
    step = page.get_by_role("link", name=re.compile("Write your thirty seconds"))
    expect(step).to_have_attribute("aria-current", "step")
    step.focus()
    page.keyboard.press("Enter")
    expect(heading(page, "My thirty seconds")).to_be_visible()
    assert "employer" not in page.locator("#answers").inner_text().lower()
    expect(button(page, "Show its questions")).to_be_hidden()  # the script is there
    page.locator("#shape").focus()
    question = page.locator("label[for=does]").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator("label[for=does]")).not_to_have_text(question)
    expect(page.locator("#shape")).to_have_value("changing")
    page.get_by_label("How do you want to be called?").focus()
    page.keyboard.type("Rosa")
    for field, words in zip(("does", "proof", "gives"), PITCH, strict=True):
        focus_by_tab(page, field)
        page.keyboard.type(words)
    focus_by_tab(page, "seeks")
    page.keyboard.type(KEY_WHO)
    page.keyboard.press("Tab")
    expect(button(page, "Make my text from this")).to_be_focused()
    page.keyboard.press("Enter")
    text = page.locator("#text")
    expect(text).to_have_value(re.compile("Rosa"))
    made = text.input_value()
    assert all(words.rstrip(".") in made for words in PITCH) and KEY_WHO in made
    expect(page.locator("#coach")).to_match_aria_snapshot(
        """
        - heading "My thirty seconds" [level=1]
        - region "My text":
          - heading "My text" [level=2]
          - group "Seconds it may take"
          - textbox "My text"
          - list:
            - listitem: "Name : is there"
            - listitem: "Example : is there"
            - listitem: "What I give : is there"
            - listitem: "Ask : is there"
          - button "Keep this version"
        - region "My versions"
        """
    )


def focus_by_tab(page: Page, field: str) -> None:
    """Press Tab until a field has the focus."""
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    raise AssertionError(f"Tab does not lead to {field}")


def shorten(evening: Guide, page: Page) -> str:
    """A text that is too long is looked at while it is written; what could be left out is proposed, taken, and kept. It is still there when the page comes back."""
    made = page.locator("#text").input_value()
    page.locator("#text").fill(made + " " + MUCH)
    look = page.locator("#pitch-look")
    expect(look.get_by_role("heading", name=re.compile(r"\d+ suggestions"))).to_be_visible()
    expect(look).to_contain_text("leverage")
    button(look, "What could be left out?").click()
    expect(heading(page, re.compile("This would fit|Shorter"))).to_be_visible()
    button(page, "Take the shorter one").click()
    expect(button(page, "Take the shorter one")).to_have_count(0)
    assert KEY_WHO in page.locator("#text").input_value()
    page.locator("#text").fill(made)
    button(page, "Keep this version").click()
    expect(page.locator("[data-said]")).to_contain_text("Kept")
    with evening.browsers.watch.without_network():
        page.context.set_offline(True)
        page.locator("#text").fill(made + " More.")
        button(page, "Keep this version").click()
        expect(page.get_by_role("alert")).to_contain_text("What you wrote is still here")
        expect(page.locator("#text")).to_have_value(made + " More.")
        page.context.set_offline(False)
    page.reload()
    expect(page.locator("#text")).to_have_value(made)
    button(page, "10 seconds").click()
    expect(page.get_by_text("A suggestion for 10 seconds")).to_be_visible()
    assert len(page.locator("#text").input_value()) < len(made)
    return made


def rehearse(page: Page, made: str) -> None:
    """Said aloud into the microphone, measured, heard again."""
    button(page, "30 seconds").click()
    expect(page.locator("#text")).to_have_value(made)
    button(page, "Rehearse it").click()
    expect(heading(page, "Rehearse")).to_be_visible()
    expect(page.locator("#text")).to_have_value(made)
    button(page, "Start").click()
    expect(page.locator(".ring-words")).to_have_text("Speak")
    page.wait_for_timeout(4_000)
    page.keyboard.press("Space")
    expect(page.get_by_role("region", name="How it went")).to_be_visible()
    expect(button(page, "Hear it")).to_be_visible()
    expect(page.get_by_role("region", name="From try to try")).to_be_visible()


def small_steps(page: Page) -> None:
    """By keyboard: a rung is marked and taken back, a lesson's task is done, a day of the week is noted; all of it is there when the page comes back."""
    page.goto("/coach/en/ladder")
    expect(page.locator("#coach ol > li")).to_have_count(12)
    expect(page.get_by_role("listitem").filter(has_text="Say your thirty seconds aloud")).to_contain_text("It happened")
    enter_by_tab(page, "How it is done")
    expect(page.locator("#coach")).to_match_aria_snapshot(
        """
        - heading "Say your name to the person beside you" [level=1]
        - region "How it is done":
          - heading "How it is done" [level=2]
          - list
        - region "Too much today?":
          - heading "Too much today?" [level=2]
        - button "I did this"
        """
    )
    enter_by_tab(page, "I did this")
    expect(page.get_by_text("You did this")).to_be_visible()
    page.reload()
    enter_by_tab(page, "Take it back")
    expect(button(page, "I did this")).to_be_visible()
    page.goto("/coach/en/lessons/hello")
    expect(page.locator("#coach")).to_match_aria_snapshot(
        """
        - heading "Hello" [level=1]
        - article
        - region "One thing to do":
          - heading "One thing to do" [level=2]
          - button "I did this"
        """
    )
    enter_by_tab(page, "I did this")
    expect(page.get_by_text("You did this")).to_be_visible()
    page.goto("/coach/en/practice")
    page.get_by_role("radio", name="4").focus()
    page.keyboard.press("Space")
    enter_by_tab(page, "Begin")
    enter_by_tab(page, "They were glad")
    expect(page.get_by_text("Day 2 of 7")).to_be_visible()
    page.goto("/coach/en")
    expect(page.get_by_role("link", name=re.compile("Say them aloud : done"))).to_be_visible()


def enter_by_tab(page: Page, words: str) -> None:
    """Press Tab until a button or link with these words has the focus, and then Enter."""
    expect(page.locator("#coach").get_by_text(words, exact=True).first).to_be_visible()
    page.locator("#coach h1").click()
    for _ in range(30):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText ?? ''"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not lead to “{words}”")


def take_it_to(page: Page, path: str) -> None:
    """At the evening, what this browser has is added to one's own notebook, and the text goes on the card."""
    page.goto(f"{path}/coach/notebook")
    button(page, "Add it to this one").click()
    expect(page.locator(".notebook-list")).to_contain_text("1 rehearsal")
    page.goto(f"{path}/coach/pitch")
    expect(page.locator("#text")).to_have_value(re.compile("Rosa"))
    button(page, "Use it this evening").click()
    expect(page.locator("[data-said]")).to_contain_text("This is your text now")


def in_a_round(page: Page, guide: Guide, who: str) -> None:
    """A round for two: the card has a first sentence and what to ask then, and one's own text is a tap away. When it is over, a rung has lit up."""
    page.goto(f"{guide.phone(who)}/coach/ladder/say-your-name")
    expect(button(page, "I did this")).to_be_visible()
    while guide.look()["phones"][who]["card"]["kind"] != "meet":
        guide.next()
    page.goto(guide.phone(who))
    expect(page.locator("[data-slot=ice]")).to_have_text(re.compile(r"\?$"))
    page.get_by_role("link", name="My pitch").click()
    expect(page.locator("#pitch")).to_contain_text(KEY_WHO)
    while guide.look()["projector"]["board"]["kind"] != "closed":
        guide.next()
    page.goto(f"{guide.phone(who)}/coach/ladder/say-your-name")
    expect(page.get_by_text("It happened")).to_be_visible()


def questions_for_whom_they_met(page: Page, guide: Guide, who: str) -> None:
    """Three questions for one of them, changed and kept; they stand in the invitation."""
    other = guide.look()["phones"][who]["met"][0]["id"]
    guide.tap(who, "keep", about=other, wanted=1)
    guide.tap(other, "keep", about=who, wanted=1)
    page.goto(f"{guide.phone(who)}/coach/questions")
    page.get_by_role("link", name=re.compile(re.escape(guide.tokens["names"][other].split()[0]))).first.click()
    fields = [page.locator(f"[name=question{no}]") for no in (1, 2, 3)]
    asked = [field.input_value() for field in fields]
    assert len(set(asked)) == 3 and all(one.endswith("?") for one in asked)
    fields[1].fill("What would you ask in my place?")
    enter_by_tab(page, "Keep them")
    expect(page.locator("[data-said]")).to_be_visible()
    page.goto(f"{guide.phone(who)}/contacts/{guide.tokens['pks'][other]}")
    page.get_by_role("link", name="My three questions").click()
    expect(fields[1]).to_have_value("What would you ask in my place?")
    page.get_by_role("link", name="Ask for a talk").click()
    form = page.locator("form.join-form")
    written = form.inner_text() + " ".join(form.locator("textarea").evaluate_all("(fields) => fields.map((one) => one.value)"))
    assert "What would you ask in my place?" in written


def test_everything_works_without_scripts(evening: Guide) -> None:
    page = evening.browsers.page("small", "/coach/en/pitch", scripts=False)
    page.locator("#does").fill(PITCH[0])
    page.locator("#seeks").fill(KEY_WHO)
    button(page, "Make my text from this").click()
    expect(page.locator("#text")).to_have_value(re.compile(KEY_WHO))
    page.goto("/coach/en/rehearsal")
    page.get_by_label("What you will say").fill(" ".join(PITCH))
    page.get_by_label("Seconds it took").fill("24")
    button(page, "Keep this try").click()
    expect(page.get_by_role("region", name="How it went")).to_be_visible()
    page.goto("/coach/es/pitch")
    page.locator("#name").fill("Rosa")
    page.locator("#does").fill("enseño a las máquinas a ordenar paquetes")
    page.locator("#seeks").fill("alguien que dirija un almacén")
    page.locator("button[value=make]").click()
    expect(page.locator("#text")).to_have_value(re.compile("nseño a las máquinas.*alguien que dirija un almacén"))
    expect(page.locator("[data-look]")).to_contain_text(re.compile(r"\d+ segundos"))
    page.goto("/coach/es/ladder/say-your-name")
    page.locator("button[value=done]").click()
    expect(page.locator("button[value=not-done]")).to_be_visible()
