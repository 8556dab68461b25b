"""Real browsers with strict eyes: whatever the console complains of, whatever leaves the machine and whatever the content policy stops is remembered as trouble."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, Request, expect, sync_playwright

ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-dev-shm-usage")
NETWORK = re.compile(r"net::ERR_|Failed to fetch|NetworkError|htmx:(afterRequest|sendError)")
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)
SIZES = {"phone": (360, 640), "small": (390, 844), "desk": (1280, 900), "projector": (1920, 1080)}

CLOCK_IS_WRONG = "{ const real = Date.now; Date.now = () => real() + %d; }"
TICKS = """(() => {
  const told = [], number = document.querySelector(".ring-number");
  new MutationObserver(() => told.push([number.textContent, performance.timeOrigin + performance.now()])).observe(number, {childList: true, characterData: true, subtree: true});
  window.ticksOfTheRing = told;
})()"""

AT_REST = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const ending = document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity);
  await Promise.all(ending.map((one) => one.finished.catch(() => 0)));
}"""
"""Waits until nothing moves any more."""


@dataclass
class Watch:
    """What went wrong in all browsers of a test; `calm` lets lines about a lost network pass while the network is lost."""

    address: str
    trouble: list[str] = field(default_factory=list)
    calm: int = 0
    expected: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Look at a page from now on."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.trouble.append(f"{page.url}: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        text = f"{message.text} ({message.location.get('url', '')})"
        if (self.calm and NETWORK.search(text)) or any(words in text for words in self.expected):
            return
        self.trouble.append(text)

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(self.address):
            self.trouble.append(f"asked another site: {request.url}")

    @contextmanager
    def without_network(self) -> Iterator[None]:
        """The network is lost on purpose."""
        self.calm += 1
        yield
        for context in self.contexts:
            for page in context.pages:
                page.evaluate("() => 0")  # what they complained of meanwhile is heard now
        self.calm -= 1


@dataclass
class Browsers:
    """One Chromium, and the contexts in it: each is a device of its own."""

    browser: Browser
    watch: Watch

    @property
    def contexts(self) -> list[BrowserContext]:
        """All devices."""
        return self.watch.contexts

    def device(self, kind: str, *, dark: bool = False, wrong_by_ms: int = 0, scripts: bool = True, **more: Any) -> BrowserContext:
        """Take a device: a phone of 360 x 640 with touch, a desk, or a projector; its clock may be wrong."""
        width, height = SIZES[kind]
        touch = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2} if kind in ("phone", "small") else {}
        context = self.browser.new_context(
            base_url=self.watch.address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            timezone_id="UTC",
            java_script_enabled=scripts,
            **touch,
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        if wrong_by_ms:
            context.add_init_script(CLOCK_IS_WRONG % wrong_by_ms)
        context.on("page", self.watch.over)
        self.contexts.append(context)
        return context

    def page(self, kind: str, path: str, **device: Any) -> Page:
        """Open a page on a new device."""
        page = self.device(kind, **device).new_page()
        page.goto(path)
        return page


def chromium() -> str:
    """Find the browser, or skip."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("No Chromium is installed. Maybe: apt install chromium.")


@contextmanager
def browsers(address: str, *arguments: str) -> Iterator[Browsers]:
    """Start a browser for one server, maybe with further arguments, and end it."""
    program = chromium()
    with sync_playwright() as playwright:
        opened = started(playwright, program, address, *arguments)
        try:
            yield opened
        finally:
            for context in opened.contexts:
                context.close()
            opened.browser.close()


def started(playwright: Playwright, program: str, address: str, *arguments: str) -> Browsers:
    """Start Chromium without anything that calls home."""
    browser = playwright.chromium.launch(executable_path=program, headless=True, args=[*ARGUMENTS, *arguments])
    return Browsers(browser, Watch(address))


def heading(page: Page, words: str | re.Pattern[str]) -> Locator:
    """Find a heading that can be seen."""
    return page.get_by_role("heading", name=words).and_(page.locator(":visible"))


def button(page: Page | Locator, words: str | re.Pattern[str], *, exact: bool = False) -> Locator:
    """Find a button."""
    return page.get_by_role("button", name=words, exact=exact)
