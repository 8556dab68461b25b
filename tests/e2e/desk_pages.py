"""What an organizer does in the browser, page by page."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from e2e.browsing import button, heading

PASSWORD = "four words put together"


PRESS_ALL = """() => {
  const room = document.querySelector(".room-page");
  for (const button of room.querySelectorAll("button[type=button]")) button.click();
  for (const field of room.querySelectorAll("input:not([type=file])")) for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, {bubbles: true}));
}"""


def make_account(page: Page, path: str, name: str, email: str | None) -> None:
    """Open a link that is good once."""
    page.goto(path)
    if name:
        page.get_by_label("Your name").fill(name)
    if email:
        page.get_by_label("Mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    button(page, re.compile("Make the account|Save the password")).click()
    page.wait_for_url("**/desk/")


def make_evening(page: Page, name: str) -> str:
    """Make an evening that begins in twenty minutes; gives its code."""
    page.get_by_role("link", name=re.compile("New evening|first evening", re.IGNORECASE)).first.click()
    page.get_by_label("Name of the evening").fill(name)
    page.get_by_label("Place").fill("Town library, reading hall")
    button(page, "Next: when").click()
    begins = datetime.now(UTC) + timedelta(minutes=20)
    page.get_by_label("Day").fill(f"{begins:%Y-%m-%d}")
    page.get_by_label("Begins").fill(f"{begins:%H:%M}")
    page.get_by_label("Time zone").select_option("UTC")
    button(page, "Make the evening").click()
    page.wait_for_url("**/room")
    found = re.search(r"/desk/(\w+)/room", page.url)
    assert found is not None
    return found[1]


def press_before_the_room_is_there(page: Page, code: str) -> None:
    """Press everything while the plan of the room is still on its way: nothing happens, and nothing breaks."""
    held: list[Route] = []
    page.route("**/room/plan", lambda route: held.append(route))
    page.goto(f"/desk/{code}/room")
    page.wait_for_function("document.querySelector('.room-page').inert")
    page.evaluate(PRESS_ALL)
    page.keyboard.press("Control+z")
    page.wait_for_timeout(300)  # numbers that are typed wait for the next digit
    held[0].continue_()
    page.unroute("**/room/plan")
    expect(page.locator(".room-page.is-ready")).to_be_visible()


def make_room(page: Page, code: str, rows: int, chairs: int) -> None:
    """Put up rows of chairs."""
    page.goto(f"/desk/{code}/room")
    expect(page.locator(".room-page.is-ready")).to_be_visible()
    page.get_by_label("Rows", exact=True).fill(str(rows))
    page.get_by_label("Chairs in a row").fill(str(chairs))
    page.get_by_label("Chairs in a row").press("Tab")
    expect(page.get_by_text(f"{rows * chairs} chairs").first).to_be_visible()
    button(page, "Save the room").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


def make_rounds(page: Page, code: str) -> None:
    """Take the job club: neighbours, three times a few chairs away, a table."""
    page.goto(f"/desk/{code}/rounds")
    button(page, re.compile("Take this ?: Job club, 60 minutes")).click()
    button(page, "Save the rounds").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


def bring_list(page: Page, code: str, file: Path, people: int) -> None:
    """Bring a list, look at what it means, and take it in."""
    page.goto(f"/desk/{code}/people")
    page.get_by_role("link", name=re.compile("list", re.IGNORECASE)).first.click()
    page.get_by_label("The file").set_input_files(file)
    button(page, "Look at it").click()
    expect(heading(page, f"{people} new")).to_be_visible()
    button(page, "Take the list in").click()
    expect(page.get_by_text(f"{people}").first).to_be_visible()


def plan_and_publish(page: Page, code: str) -> None:
    """Have the evening planned, and publish what was found."""
    page.goto(f"/desk/{code}/programme")
    page.get_by_text("5 seconds", exact=True).click()
    button(page, "Plan", exact=True).click()
    publish = button(page, re.compile("^Publish"))
    expect(publish).to_be_visible(timeout=60_000)
    publish.click()
    button(page.get_by_role("dialog"), "Publish").click()
    expect(page.get_by_text("Published", exact=True)).to_be_visible()


def press_next(page: Page, title: str, *, everybody: bool = False) -> None:
    """Press the big button, answer what it asks, and see that something has begun."""
    button(page, re.compile(rf"Next: {re.escape(title)}")).click()
    answer = "Everybody is here" if everybody else "Start without them"
    asked = button(page.get_by_role("dialog"), answer)
    begun = page.locator("#stage").get_by_role("heading", name=title, exact=True)
    expect(asked.or_(begun).first).to_be_visible()
    if asked.is_visible():
        asked.click()
    expect(begun).to_be_visible()


def expect_number(page: Page, words: str, number: int) -> None:
    """See one of the numbers of the run page."""
    expect(page.locator("#numbers").locator("div", has=page.get_by_text(words, exact=True)).locator("dd")).to_have_text(str(number))
