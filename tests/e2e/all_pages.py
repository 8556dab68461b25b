"""All pages in their states, in one table: what axe looks at, and what tools/screenshots.py takes pictures of.

`TOUR` is one evening from its beginning to its end; each stop lets something happen and names what is looked at then.
A new address has to be added here, or to `NO_PAGES` with what it is instead.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx
from playwright.sync_api import BrowserContext, Page

from e2e.after_pages import AFTER_NO_PAGES, AFTERWARDS
from e2e.browsing import AT_REST, button
from e2e.coach_pages import COACH_NO_PAGES, COACHING, SPEAKING
from e2e.desk_pages import make_account
from e2e.house import DeskLine
from e2e.touring import CODE, Guide, Stop, View, at, card, desk_view, empty, on_phone, opens, public, sheet, wall

__all__ = ["CODE", "NO_PAGES", "TOUR", "Guide", "View", "shown"]

NO_PAGES = {
    **AFTER_NO_PAGES,
    **COACH_NO_PAGES,
    **COACH_NO_PAGES,
    "join-listed": "a press; its refusal is the page of join",
    "phone-room": "the drawing of the room, for a script",
    "phone-qr": "a picture",
    "phone-tap": "a press",
    "phone-export": "a file",
    "phone-erase": "a press",
    "sign-out": "a press",
    "account-password": "a press; its refusal is the page of account",
    "gallery": "for those who build pages, test_gallery.py",
    "evening-new-links": "a press",
    "organizers": "a press; its answer is the page of evening-home",
    "organizer-remove": "a press",
    "room-plan": "the drawing of the room, for a script",
    "room-edit": "for a script",
    "room-import": "for a script",
    "people-names": "a part of a page",
    "people-sign-up": "a press",
    "person-new-link": "a press",
    "person-cancel": "a press",
    "person-restore": "a press",
    "person-erase": "a press",
    "person-export": "a file",
    "wishes-add": "a press",
    "wishes-remove": "a press",
    "wishes-chair": "a press",
    "programme-plan": "a press",
    "programme-versions": "a part of a page",
    "programme-job": "a part of a page",
    "programme-stop": "a press",
    "programme-publish": "a press",
    "programme-release": "a press",
    "programme-picture": "the drawing of a round, for a script",
    "programme-swap": "a press",
    "programme-apart": "a press",
    "programme-keep": "a press",
    "programme-names": "a part of a page",
    "programme-json": "a file",
    "programme-csv": "a file",
    "run-now": "a part of a page",
    "run-found": "a part of a page",
    "run-swap-found": "a part of a page",
    "run-person-press": "a press",
    "run-press": "a press",
    "print-file": "a file",
    "print-people": "a part of a page",
}
"""Addresses that are no page of their own, and what they are."""


# ---- what happens


def nothing(_: Guide) -> None:
    """Just look."""


def first_start(guide: Guide) -> None:
    """The server was started for the first time."""
    guide.first_path = guide.house.said(r"(/first/\S+)")
    guide.tokens = guide.house.ask("tokens", code=guide.code)


def account_made(guide: Guide) -> None:
    """Ada has an account and an evening of her own, on which nothing is prepared but the room."""
    context = guide.browsers.device("desk")
    page = context.new_page()
    make_account(page, guide.first_path, "Ada", "ada@example.org")
    guide.state = context.storage_state()
    context.close()
    guide.desk = DeskLine(guide.house, guide.code)
    http = guide.line.http
    keep = {"csrfmiddlewaretoken": http.cookies["keywho_form"]}
    made = http.post("/desk/new", data={**keep, "name": "Hiring evening", "place": "Town hall", "day": "", "time": "", "timezone": "UTC", "language": "en"})
    found = re.search(r"/desk/(\w+)/room", made.headers["location"])
    assert found is not None
    guide.empty_code = found[1]


def second_version(guide: Guide) -> None:
    """The demo is planned once more, and somebody joins the other evening, before it is planned."""
    http = guide.line.http
    token = {"csrfmiddlewaretoken": http.cookies["keywho_form"]}
    http.post(f"/desk/{guide.code}/programme/plan", data={**token, "seconds": "5"})
    latest = time.monotonic() + 90
    while f"/desk/{guide.code}/programme/2/publish" not in http.get(f"/desk/{guide.code}/programme").text:
        assert time.monotonic() < latest, "the second version was not there in time"
        time.sleep(0.3)
    room = http.get(f"/desk/{guide.code}/room/plan").json()["plan"]
    headers = {"X-CSRFToken": http.cookies["keywho_form"]}
    http.post(f"/desk/{guide.empty_code}/room", json={"version": 0, "plan": room}, headers=headers)
    with httpx.Client(base_url=guide.house.url, timeout=30) as phone:
        key = re.search(r'name="key" value="([^"]+)"', phone.get(f"/j/{guide.empty_code}").text)
        assert key is not None
        joined = phone.post(f"/j/{guide.empty_code}", data={"name": "Nora Nowak", "key": key[1], "consent": "on"})
        guide.empty_page = joined.headers["location"].partition("?")[0]


def in_the_room(guide: Guide) -> None:
    """Twenty are here; somebody calls for help, somebody was told something."""
    http = guide.line.http
    for who in sorted(guide.tokens["pks"])[:20]:
        guide.press("here", pk=guide.tokens["pks"][who])
    guide.tap(sorted(guide.tokens["pks"])[3], "help", help="lost", text="I do not find row C.")
    guide.press("tell-all", text="The coffee is in the corridor on the left.")
    assert http is not None


def begun(guide: Guide) -> None:
    """The welcome has begun."""
    guide.press("next", from_cue_no=0, missing="without")


def next_one(guide: Guide) -> None:
    """Next."""
    guide.next()


def words_spoken(guide: Guide) -> None:
    """Somebody speaks; those who have not come have still not come. What was said to all is taken away."""
    guide.press("next", from_cue_no=1, missing="without")
    guide.press("take-away")


def first_turn(guide: Guide) -> None:
    """The first of two turns is on."""
    phases = guide.look()["projector"]["clock"]["phases"]
    turn = next(phase for phase in phases if phase["kind"] == "turn")
    time.sleep(max(0.0, turn["starts_ms"] / 1000 - time.time()) + 0.5)


def people_move(guide: Guide) -> None:
    """Somebody rests, somebody leaves, somebody is not found; one walks up."""
    ids = sorted(guide.tokens["phones"])
    guide.tap(ids[5], "sit-out")
    guide.tap(ids[6], "leave")
    not_found(guide)
    guide.press("walk-up", name="Walter Walker", seeks="a start in logistics", offers="")
    guide.tokens = guide.house.ask("tokens", code=guide.code)
    not_found(guide)


def not_found(guide: Guide) -> None:
    """Somebody does not find their partner."""
    alone = guide.somebody("meet", 1)
    guide.tap(alone, "not-here", about=guide.look()["phones"][alone]["card"]["partners"][0]["id"])


def paused(guide: Guide) -> None:
    """The clock stands still."""
    guide.press("pause")


def over(guide: Guide) -> None:
    """The clock goes on, and the round is ended."""
    guide.press("resume")
    guide.press("end-early", from_cue_no=guide.look()["desk"]["clock"]["cue_no"])


def to_the_tables(guide: Guide) -> None:
    """On to the round at tables."""
    while not any(len(parts["card"]["partners"]) > 2 for parts in guide.look()["phones"].values()):
        guide.next()


def first_pk(guide: Guide) -> int:
    """The first on the list."""
    pks: dict[str, int] = guide.tokens["pks"]
    return pks[min(pks)]


def show_preview(page: Page) -> None:
    """Bring the example list, and look at what it means."""
    page.get_by_label("The file").set_input_files(Path(__file__).parents[2] / "src" / "keywho" / "cli" / "evening-60.csv")
    button(page, "Look at it").click()
    page.wait_for_load_state()


def bad_line(page: Page) -> None:
    """Save words of which one line can't be understood."""
    page.get_by_label("Words").fill("Employers:\nBaker Street Bread = Baker Street\n\nThe same here:\nphotonics")
    button(page, "Save").click()
    page.wait_for_load_state()


def second_step(page: Page) -> None:
    """Go on to the second step of a new evening."""
    page.get_by_label("Name of the evening").fill("Conference breakfast")
    button(page, "Next: when").click()


def send_empty(page: Page) -> None:
    """Send the form as it is, so that it says what is missing."""
    button(page, "Join", exact=True).first.click()
    page.wait_for_load_state()


def with_help(page: Page) -> None:
    """Open what one can do, and there the call for help."""
    sheet("More")(page)
    page.get_by_role("dialog").get_by_text("Help", exact=True).click()


def own_menu(page: Page) -> None:
    """Open the menu of the account."""
    page.locator("header details.menu > summary").click()


TOUR: Sequence[Stop] = (
    Stop(
        first_start,
        (
            public("first account", "first", lambda guide: guide.first_path, "desk"),
            public("first account, a used link", "first", at("/first/nothing"), "desk"),
            public("landing", "landing", at("/")),
            public("landing, unknown code", "landing", at("/?code=NOPE9")),
            public("no such page", "landing", at("/nowhere")),
            public("join", "join", at(f"/j/{CODE}")),
            public("join, something missing", "join", at(f"/j/{CODE}"), touch=send_empty),
            public("a link that is not good", "phone", at("/p/nothing")),
            wall("wall, welcome"),
        ),
    ),
    Stop(
        account_made,
        (
            public("sign in", "sign-in", at("/sign-in"), "desk"),
            desk_view("evenings", "desk", "/desk/", own_menu),
            desk_view("new evening", "new-event", "/desk/new"),
            desk_view("new evening, when", "new-event", "/desk/new", second_step),
            desk_view("account", "account", "/account"),
            View("evening, nothing prepared", "evening-home", empty("")),
            View("room, new", "room", empty("room")),
            View("rounds, none", "rounds", empty("rounds")),
            View("people, nobody", "people", empty("people")),
            View("whom to invite, nobody", "whom-to-invite", empty("whom-to-invite")),
            View("wishes, nobody", "wishes", empty("wishes")),
            View("programme, nothing to plan", "programme", empty("programme")),
            View("run, no programme", "run", empty("run")),
            View("print, no programme", "print", empty("print")),
        ),
    ),
    Stop(
        second_version,
        (
            desk_view("evening", "evening-home"),
            desk_view("evening, change", "evening", "evening"),
            desk_view("evening, copy", "evening-copy", "copy"),
            desk_view("evening, delete", "evening-delete", "delete"),
            desk_view("room", "room", "room"),
            desk_view("rounds", "rounds", "rounds"),
            desk_view("people", "people", "people"),
            desk_view("people, add", "people-new", "people/new"),
            View("person", "person", lambda guide: f"/desk/{guide.code}/people/{first_pk(guide)}"),
            desk_view("whom to invite", "whom-to-invite", "whom-to-invite"),
            desk_view("words of this town", "own-words", "whom-to-invite/words"),
            desk_view("words of this town, a bad line", "own-words", "whom-to-invite/words", bad_line),
            desk_view("bring a list", "imports", "imports"),
            desk_view("bring a list, preview", "imports", "imports", show_preview),
            desk_view("wishes", "wishes", "wishes"),
            desk_view("programme", "programme", "programme"),
            desk_view("version", "programme-version", "programme/1"),
            desk_view("version, a round", "programme-round", "programme/1/round/2"),
            desk_view("version, at tables", "programme-round", "programme/1/round/5"),
            desk_view("version, people", "programme-people", "programme/1/people"),
            View("version, a person", "programme-person", lambda guide: f"/desk/{guide.code}/programme/1/person/{first_pk(guide)}"),
            desk_view("version, why", "programme-why", "programme/1/why"),
            desk_view("versions compared", "programme-compare", "programme/compare?version=1&version=2"),
            desk_view("report", "programme-report", "programme/1/report"),
            desk_view("print", "print", "print"),
            desk_view("run, before", "run", "run"),
            on_phone("phone, before", card("open")),
            on_phone("phone, profile", card("open"), "/profile"),
            public("phone, which chair", "phone-chair", lambda guide: guide.empty_page),
            public("badge", "badge", lambda guide: f"/b/{min(guide.tokens['badges'].items())[1]}"),
        ),
    ),
    Stop(
        in_the_room,
        (
            desk_view("run, people come", "run", "run"),
            desk_view("run, projector", "run", "run", opens("Projector")),
            desk_view("run, broken chair", "run", "run", opens("Broken chair")),
            desk_view("run, keys", "run", "run", opens("Keys")),
            desk_view("run, add", "run", "run", opens("Add a break or a round")),
            View("run, a person", "run-person", lambda guide: f"/desk/{guide.code}/run/person/{first_pk(guide)}"),
            wall("wall, something said"),
            on_phone("phone, something said", card("open")),
        ),
    ),
    Stop(begun, (wall("wall, welcome begun"),)),
    *SPEAKING,
    Stop(
        words_spoken, (wall("wall, words"), desk_view("run, words", "run", "run"), desk_view("run, who has not come", "run", "run", opens(re.compile("^Next"))))
    ),
    Stop(
        next_one,
        (
            on_phone("phone, neighbours", card("meet", 1)),
            wall("wall, neighbours"),
            desk_view("run, neighbours", "run", "run"),
        ),
    ),
    Stop(first_turn, (on_phone("phone, first turn", card("meet", 1)), wall("wall, first turn"))),
    Stop(
        next_one,
        (
            wall("wall, where to go"),
            on_phone("phone, nearby", card("meet", 1)),
            on_phone("phone, pitch", card("meet", 1), touch=sheet("My pitch")),
            on_phone("phone, not here", card("meet", 1), touch=sheet("Not here")),
            on_phone("phone, people", card("meet", 1), touch=sheet("People")),
            on_phone("phone, more", card("meet", 1), touch=sheet("More")),
            on_phone("phone, help", card("meet", 1), touch=with_help),
            on_phone("phone, more without scripts", card("meet", 1), "/more"),
        ),
    ),
    Stop(
        people_move,
        (
            on_phone("phone, sits out", card("sits-out")),
            on_phone("phone, left", card("left")),
            on_phone("phone, bye", card("bye")),
            on_phone("phone, missing", card("missing")),
            desk_view("run, people move", "run", "run"),
        ),
    ),
    Stop(paused, (on_phone("phone, paused", card("meet", 1)), wall("wall, paused"), desk_view("run, paused", "run", "run"))),
    Stop(over, (on_phone("phone, after", card("meet", 1)), wall("wall, time to part"))),
    Stop(to_the_tables, (on_phone("phone, table", card("meet")), wall("wall, tables"), desk_view("run, tables", "run", "run"))),
    Stop(next_one, (on_phone("phone, mingling", card("open")), wall("wall, mingling"))),
    Stop(
        next_one,
        (
            on_phone("phone, closed", card("closed")),
            wall("wall, goodbye"),
            desk_view("run, closed", "run", "run"),
            public("join, over", "join", at(f"/j/{CODE}")),
        ),
    ),
    *AFTERWARDS,
    *COACHING,
)


def shown(guide: Guide, wanted: Callable[[View], bool] = lambda _: True) -> Iterator[tuple[View, Page]]:
    """Go through the evening, and open each page in its state. Devices stay, but for phones on pages that are nobody's own: those ask a phone whose it is."""
    staying: dict[tuple[str, int], BrowserContext] = {}
    for stop in TOUR:
        stop.happens(guide)
        for view in filter(wanted, stop.views):
            state = {"storage_state": guide.state} if view.signed_in and guide.state else {}
            which, path = (view.device, id(guide.state) if state else 0), view.path(guide)
            stays = view.device != "phone" or path.startswith("/p/")
            device = (staying.get(which) if stays else None) or guide.browsers.device(view.device, reduced_motion="reduce", **state)
            if stays:
                staying[which] = device
            page = device.new_page()
            page.goto(path)
            if view.touch is not None:
                view.touch(page)
            page.wait_for_timeout(100)
            page.evaluate(AT_REST)
            yield view, page
            page.close()
            if not stays:
                device.close()
                guide.browsers.watch.contexts.remove(device)
