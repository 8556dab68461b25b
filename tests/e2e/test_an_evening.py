"""A whole evening in real browsers: the desk, the projector and four phones, and everything that goes wrong on such an evening."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from e2e.browsing import TICKS, Browsers, button, heading
from e2e.desk_pages import (
    bring_list,
    expect_number,
    make_account,
    make_evening,
    make_room,
    make_rounds,
    plan_and_publish,
    press_before_the_room_is_there,
    press_next,
)
from e2e.house import House

NAME = "Job club at the library"
GUESTS = [
    "Ann Adler",
    "Ben Berg",
    "Cleo Cole",
    "Dina Daum",
    "Emil Eck",
    "Fay Flynn",
    "Gus Gray",
    "Hana Hall",
    "Ivo Ickes",
    "Joy James",
    "Kim Klein",
    "Lea Long",
]
SEEKS = ("a ward in a hospital", "a job in energy", "somebody in logistics", "an editor", "a founder who hires", "advice on teaching")
OFFERS = ("hiring nurses for a hospital", "contacts in energy", "ten years in logistics", "an editor's eye", "founder, we hire", "years of teaching")
CLOCK_IS_OFF_MS = 37_000
SAME_TIME_S = 0.25
READING_S = 0.15
"""What a busy machine needs to paint a number and to notice that."""


@dataclass
class Night:
    """The devices of one evening."""

    house: House
    devices: Browsers
    desk: Page
    code: str = ""
    wall: Page | None = None
    phones: dict[str, Page] = field(default_factory=dict)

    def truth(self) -> dict[str, Any]:
        """What the log says, read by another process."""
        return self.house.ask("look", code=self.code)

    def ids(self) -> dict[str, str]:
        """The id of everybody by what they are called."""
        names: dict[str, str] = self.house.ask("tokens", code=self.code)["names"]
        return {called: who for who, called in names.items()}

    def everybody_sees_the_truth(self) -> None:
        """Each phone shows the card that the log gives, and the projector and the desk what is on."""
        seen, ids = self.truth(), self.ids()
        assert seen["wrong"] == []
        for called, page in self.phones.items():
            card = seen["phones"][ids[called]]["card"]
            is_over = card["kind"] == "meet" and page.locator("[data-screen=after]").is_visible()
            if not is_over:
                expect(page.get_by_role("heading", level=1).and_(page.locator(":visible"))).to_have_text(headline_of(card))
            if card["kind"] == "meet" and not is_over:
                expect(page.get_by_text(card["where"], exact=True).and_(page.locator(":visible")).first).to_be_visible()
        title = seen["desk"]["clock"]["title"] if seen["desk"]["clock"]["cue_no"] else "Not begun yet"
        expect(self.desk.locator("#stage").get_by_role("heading", name=title, exact=True)).to_be_visible()
        assert self.wall is not None
        board = seen["projector"]["board"]
        on_the_wall = {"welcome": NAME, "closed": board["headline"]}.get(board["kind"], title)
        expect(self.wall.get_by_role("main")).to_contain_text(on_the_wall)


def headline_of(card: dict[str, Any]) -> str:
    """What stands large on a phone; the names at a table stand below."""
    return card["headline"] if len(card["partners"]) < 3 else f"Meet {len(card['partners'])} people"


def test_a_whole_evening(house: House, devices: Browsers, tmp_path: Path) -> None:
    night = Night(house, devices, devices.device("desk").new_page())
    prepare(night, tmp_path)
    join(night)
    welcome_and_first_round(night)
    nearby_round_with_a_missing_partner(night)
    a_phone_without_network(night)
    power_cut_in_a_round(night)
    undo(night)
    two_organizers_at_once(night)
    a_page_from_an_hour_ago(night)
    two_tabs(night)
    table_round_and_goodbye(night)


def prepare(night: Night, folder: Path) -> None:
    """From the first-run link to a published programme."""
    desk = night.desk
    make_account(desk, night.house.said(r"(/first/\S+)"), "Ada", "ada@example.org")
    night.code = make_evening(desk, NAME)
    press_before_the_room_is_there(desk, night.code)
    make_room(desk, night.code, 4, 4)
    make_rounds(desk, night.code)
    rows = [f"{name},{SEEKS[no % 6]},{OFFERS[(no + 2) % 6]}" for no, name in enumerate(GUESTS)]
    (folder / "guests.csv").write_text("\n".join(["Name,Seeks,Offers", *rows]), encoding="utf-8")
    bring_list(desk, night.code, folder / "guests.csv", len(GUESTS))
    plan_and_publish(desk, night.code)


def join(night: Night) -> None:
    """The projector opens its link, and four phones join by the code on it: three who are on the list, and a new one."""
    night.desk.goto(f"/desk/{night.code}/run")
    button(night.desk, "Projector").click()
    link = night.desk.get_by_role("link", name="Open it in a new window").get_attribute("href")
    button(night.desk.get_by_role("dialog"), "Close").click()
    assert link is not None
    night.wall = night.devices.page("projector", link)
    expect(heading(night.wall, NAME)).to_be_visible()
    expect(night.wall.get_by_text(night.code, exact=True).first).to_be_visible()
    for no, name in enumerate(["Ann Adler", "Ben Berg", "Cleo Cole", "Zoe Zorn"]):
        phone = night.devices.page("phone", "/", wrong_by_ms=CLOCK_IS_OFF_MS if no == 1 else 0)
        phone.get_by_label("Code of the evening").fill(night.code.lower())
        button(phone, "Join").click()
        phone.wait_for_url(f"**/j/{night.code}")
        phone.get_by_role("textbox", name="Your name").fill(name)
        phone.get_by_label("What helps to recognize you tonight?").fill("a red scarf")
        phone.get_by_label("Yes, that is fine with me").check()
        button(phone, "Join", exact=True).click()
        phone.wait_for_url("**/p/*")
        called = name.split()[0]
        expect(heading(phone, f"Hello {called}")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the phone"
        night.phones[called] = phone
    expect_number(night.desk, "here", 4)
    night.everybody_sees_the_truth()


def welcome_and_first_round(night: Night) -> None:
    """Words, then neighbours; somebody walks up while they talk."""
    press_next(night.desk, "Welcome")
    press_next(night.desk, "A few words")
    for phone in night.phones.values():
        expect(phone.get_by_text("Please listen for a moment.").and_(phone.locator(":visible")).first).to_be_visible()
    press_next(night.desk, "Round 1 of 5", everybody=True)
    night.everybody_sees_the_truth()
    timers_agree(night)
    night.desk.get_by_label("Name", exact=True).fill("Walt Walker")
    button(night.desk, "Take in").click()
    expect(night.desk.get_by_text(re.compile("Walt is in")).first).to_be_visible()
    expect(night.desk.get_by_role("dialog").get_by_role("img", name="Personal link of Walt")).to_be_visible()
    button(night.desk.get_by_role("dialog"), "Close").click()
    expect_number(night.desk, "here", len(GUESTS) + 2)
    night.everybody_sees_the_truth()


def timers_agree(night: Night) -> None:
    """The number in the ring changes on all screens in the same moment, though the clock of one phone is off by 37 s.

    A phone whose owner has nobody to meet yet counts down to the end of the round; its seconds are the same.
    """
    assert night.wall is not None
    screens = {**night.phones, "wall": night.wall, "desk": night.desk}
    for page in screens.values():
        page.evaluate(TICKS)
    time.sleep(4)
    ticks = {name: dict(page.evaluate("window.ticksOfTheRing")) for name, page in screens.items()}
    for name, found in ticks.items():
        assert len(found) >= 3, (name, found)
        for shown, at_ms in list(ticks["wall"].items())[1:3]:
            same = found[shown] if shown in found else min(found.values(), key=lambda other_ms, at_ms=at_ms: abs(other_ms - at_ms))
            assert abs(same - at_ms) / 1000 < SAME_TIME_S + READING_S, (name, shown, ticks)


def nearby_round_with_a_missing_partner(night: Night) -> None:
    """Round 2: the partner of one phone is not there; each hears what happens now."""
    press_next(night.desk, "Round 2 of 5")
    night.everybody_sees_the_truth()
    seen, ids = night.truth(), night.ids()
    with_phones = {ids[called] for called in night.phones}
    waiting = next(
        called
        for called in night.phones
        if len(seen["phones"][ids[called]]["card"]["partners"]) == 1 and seen["phones"][ids[called]]["card"]["partners"][0]["id"] not in with_phones
    )
    phone, partner = night.phones[waiting], seen["phones"][ids[waiting]]["card"]["partners"][0]["called"]
    expect_number(night.desk, "missing", 0)
    phone.get_by_role("link", name="Not here").click()
    button(phone.get_by_role("dialog"), partner).click()
    expect(heading(phone, f"Meet {partner}")).to_have_count(0)
    expect(night.desk.locator("#missing")).to_contain_text(partner)
    expect_number(night.desk, "missing", 1)
    night.everybody_sees_the_truth()


def a_phone_without_network(night: Night) -> None:
    """A phone loses the network for a while: its timer goes on, and it is right when it comes back."""
    called, phone = next(iter(night.phones.items()))
    with night.devices.watch.without_network():
        phone.context.set_offline(True)
        expect(phone.get_by_text("Connecting again").first).to_be_visible()
        phone.evaluate(TICKS)
        time.sleep(2.2)
        assert len(phone.evaluate("window.ticksOfTheRing")) >= 1
        press_next(night.desk, "Round 3 of 5")
        phone.context.set_offline(False)
    expect(phone.get_by_text("Connecting again").first).to_be_hidden()
    expect(phone.get_by_text("Round 3 of 5", exact=True).first).to_be_visible()
    assert called in night.phones
    night.everybody_sees_the_truth()


def power_cut_in_a_round(night: Night) -> None:
    """The server is killed in the middle of a round and started again: cards and timers are where they were."""
    before = {called: phone.get_by_role("main").inner_text().splitlines()[:3] for called, phone in night.phones.items()}
    phases = night.truth()["projector"]["clock"]
    with night.devices.watch.without_network():
        night.house.cut()
        expect(night.phones["Ann"].get_by_text("Connecting again").first).to_be_visible()
        time.sleep(1)
        night.house.open()
        for phone in night.phones.values():
            expect(phone.get_by_text("Connecting again").first).to_be_hidden(timeout=30_000)
    assert night.truth()["projector"]["clock"] == phases
    assert {called: phone.get_by_role("main").inner_text().splitlines()[:3] for called, phone in night.phones.items()} == before
    night.everybody_sees_the_truth()
    timers_agree(night)


def undo(night: Night) -> None:
    """A press too many is taken back, as if it had not been made."""
    clock = night.truth()["projector"]["clock"]
    press_next(night.desk, "Round 4 of 5")
    button(night.desk, re.compile("Take back")).click()
    button(night.desk.get_by_role("dialog"), "Take back").click()
    expect(night.desk.locator("#stage").get_by_role("heading", name="Round 3 of 5")).to_be_visible()
    assert night.truth()["projector"]["clock"] == clock
    night.everybody_sees_the_truth()


def two_organizers_at_once(night: Night) -> None:
    """Bo helps to organize; both press next in the same moment, and one round begins."""
    night.desk.goto(f"/desk/{night.code}/")
    night.desk.get_by_text("Add an organizer").click()
    night.desk.get_by_label("Mail address").fill("bo@example.org")
    night.desk.get_by_label("Name", exact=True).fill("Bo")
    button(night.desk, "Add", exact=True).click()
    invitation = night.desk.get_by_text(re.compile("/first/")).first.inner_text()
    other = night.devices.device("desk").new_page()
    make_account(other, invitation[invitation.index("/first/") :], "", None)
    night.desk.goto(f"/desk/{night.code}/run")
    other.goto(f"/desk/{night.code}/run")
    begun = [kind for _, kind, *_ in night.truth()["facts"]].count("CueStarted")
    at = time.time() * 1000 + 1500
    for page in (night.desk, other):
        page.evaluate("at => void setTimeout(() => document.querySelector('#stage [data-key=n]').click(), at - Date.now())", at)
    for page in (night.desk, other):
        expect(page.locator("#stage").get_by_role("heading", name="Round 4 of 5")).to_be_visible()
    said = [text for page in (night.desk, other) for text in page.locator(".toasts").all_inner_texts()]
    assert sum("has begun" in text for text in said) == 1, said
    assert sum("Nothing was done twice" in text for text in said) == 1, said
    assert [kind for _, kind, *_ in night.truth()["facts"]].count("CueStarted") == begun + 1
    night.everybody_sees_the_truth()


def a_page_from_an_hour_ago(night: Night) -> None:
    """A desk and a phone without scripts show an old page; what is pressed on them does nothing, and says so."""
    state = night.desk.context.storage_state()
    old_desk = night.devices.page("desk", f"/desk/{night.code}/run", scripts=False, storage_state=state)
    token = night.phones["Ben"].url.rpartition("/p/")[2].partition("?")[0]
    old_phone = night.devices.page("phone", f"/p/{token}/more", scripts=False)
    press_next(night.desk, "Round 5 of 5")
    facts = len(night.truth()["facts"])
    button(old_desk, re.compile("Next: Round 5 of 5")).click()
    expect(old_desk.get_by_text(re.compile("Nothing was done twice")).first).to_be_visible()
    expect(old_desk.locator("#stage").get_by_role("heading", name="Round 5 of 5")).to_be_visible()
    button(old_phone, re.compile("Let me sit this one out|sit this one out")).click()
    expect(old_phone.get_by_text(re.compile("the evening has gone on|Round 5 of 5", re.IGNORECASE)).first).to_be_visible()
    assert len(night.truth()["facts"]) == facts
    night.everybody_sees_the_truth()


def two_tabs(night: Night) -> None:
    """The same phone has its page open twice: what is pressed in both in the same moment is done once, and both show it."""
    first = night.phones["Cleo"]
    second = first.context.new_page()
    second.goto(first.url)
    for page in (first, second):
        page.get_by_role("link", name="More").click()
        expect(button(page.get_by_role("dialog"), "Let me sit this one out")).to_be_visible()
    at = time.time() * 1000 + 1000
    for page in (first, second):
        page.evaluate("at => void setTimeout(() => document.querySelector('#more form[action$=sit-out] button').click(), at - Date.now())", at)
    for page in (first, second):
        expect(heading(page, "You sit this one out")).to_be_visible()
    rests = [body["out"] for _, kind, _, body, _ in night.truth()["facts"] if kind == "SatOut"]
    assert rests == [True]
    button(second, "I am in again").first.click()
    expect(heading(first, "You sit this one out")).to_have_count(0)
    second.close()
    night.everybody_sees_the_truth()


def table_round_and_goodbye(night: Night) -> None:
    """The last round was at tables; then everybody mingles, and the evening is over."""
    kinds = {night.truth()["phones"][night.ids()[called]]["card"]["kind"] for called in night.phones}
    assert "meet" in kinds
    press_next(night.desk, "Free mingling")
    night.everybody_sees_the_truth()
    press_next(night.desk, "Goodbye")
    for called, phone in night.phones.items():
        expect(heading(phone, f"Thank you for coming, {called}")).to_be_visible()
    night.everybody_sees_the_truth()
