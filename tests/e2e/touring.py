"""How one leads through an evening to look at its pages: the guide, the views, and where they stop."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.sync_api import Page

from e2e.browsing import Browsers, button
from e2e.house import DeskLine, House, tap
from server.post_office import Office

CODE = "GREET"


@dataclass
class Guide:
    """Who leads through the evening: a house with the demo, its desk by plain HTTP, and browsers."""

    house: House
    browsers: Browsers
    desk: DeskLine | None = None
    state: Any = None
    code: str = CODE
    empty_code: str = ""
    empty_page: str = ""
    tokens: dict[str, Any] = field(default_factory=dict)
    first_path: str = ""
    heroine: str = ""
    named: dict[str, str] = field(default_factory=dict)
    http: httpx.Client | None = None

    @property
    def line(self) -> DeskLine:
        """The desk."""
        assert self.desk is not None
        return self.desk

    def look(self) -> dict[str, Any]:
        """What the log says."""
        return self.house.ask("look", code=self.code)

    def press(self, path: str, **words: object) -> None:
        """Press something at the desk."""
        said = self.line.press(path, **words)
        assert said.ok and said.changed, (path, said)

    def next(self) -> None:
        """Press next; whoever has not come is taken to be here."""
        self.press("next", from_cue_no=self.look()["desk"]["clock"]["cue_no"], missing="here")

    def somebody(self, kind: str, partners: int | None = None) -> str:
        """Find somebody whose card is of a kind."""
        cards = {who: parts["card"] for who, parts in self.look()["phones"].items()}
        return next(who for who, card in sorted(cards.items()) if card["kind"] == kind and partners in (None, len(card["partners"])))

    def tap(self, who: str, action: str, **words: object) -> None:
        """Press something on somebody's phone."""
        with httpx.Client(base_url=self.house.url, timeout=30) as http:
            round_no = self.look()["desk"]["clock"]["round_no"] or 0
            said = tap(http, self.tokens["phones"][who], action, **{"round": round_no, **words})
            assert said.ok, said

    def phone(self, who: str) -> str:
        """The address of somebody's page."""
        return f"/p/{self.tokens['phones'][who]}"


def mail_settings(office: Office) -> dict[str, str]:
    """Give the settings of a server that sends its mails to an office."""
    return {"KEYWHO_SMTP_URL": f"{office.url}?starttls=never", "KEYWHO_MAIL_FROM": "keywho@club.example"}


Address = Callable[[Guide], str]
Doing = Callable[[Guide], None]
Touch = Callable[[Page], None]


@dataclass(frozen=True)
class View:
    """One page in one state. `touch` does something on it first, such as opening a dialog."""

    name: str
    route: str
    path: Address
    device: str = "desk"
    touch: Touch | None = None
    signed_in: bool = True
    scripts: bool = True


@dataclass(frozen=True)
class Stop:
    """Something happens, and then pages are looked at."""

    happens: Doing
    views: Sequence[View]


def at(path: str) -> Address:
    """A page below the desk of the demo evening, or from the root."""
    return lambda guide: path if path.startswith("/") else f"/desk/{guide.code}/{path}"


def empty(path: str) -> Address:
    """A page of the evening on which nothing is prepared."""
    return lambda guide: f"/desk/{guide.empty_code}/{path}"


def opens(words: str | re.Pattern[str]) -> Touch:
    """Press what opens a dialog."""
    return lambda page: button(page, words).first.click()


def sheet(words: str) -> Touch:
    """Tap what opens a sheet on a phone."""
    return lambda page: page.get_by_role("link", name=words, exact=True).first.click()


def desk_view(name: str, route: str, path: str = "", touch: Touch | None = None) -> View:
    """A page of the demo evening's desk."""
    return View(name, route, at(path), touch=touch)


def on_phone(name: str, who: Callable[[Guide], str], more: str = "", touch: Touch | None = None) -> View:
    """The personal page of somebody."""
    routes = {"": "phone", "/more": "phone-more", "/profile": "phone-profile", "/chair": "phone-chair"}
    return View(name, routes[more], lambda guide: f"{guide.phone(who(guide))}{more}", "phone", touch, signed_in=False)


def wall(name: str) -> View:
    """The projector."""
    return View(name, "wall", lambda guide: f"/x/{guide.tokens['projector']}", "projector", signed_in=False)


def card(kind: str, partners: int | None = None) -> Callable[[Guide], str]:
    """Somebody with such a card."""
    return lambda guide: guide.somebody(kind, partners)


def public(name: str, route: str, path: Address, device: str = "phone", touch: Touch | None = None) -> View:
    """A page for everybody."""
    return View(name, route, path, device, touch, signed_in=False)
