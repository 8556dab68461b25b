"""Axe looks at every page in its states, light and dark, and the browser at what they ask for."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from e2e.all_pages import CODE, NO_PAGES, TOUR, Guide, shown
from e2e.browsing import AT_REST, Browsers, browsers
from e2e.house import House

SERIOUS = ("serious", "critical")
AXE = Axe()
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
HTTP_ERRORS = ("the server responded with a status of 404", "the server responded with a status of 403", "a status of 410", "a status of 422")
"""Pages that say that something is missing have such a status."""


@pytest.fixture(scope="module")
def devices(demo_house: House) -> Iterator[Browsers]:
    """Devices in the house with the demo."""
    with browsers(demo_house.url) as opened:
        opened.watch.expected = list(HTTP_ERRORS)
        yield opened


def test_every_address_is_looked_at(demo_house: House) -> None:
    routes = set(demo_house.ask("routes", code=CODE)["names"])
    seen = {view.route for stop in TOUR for view in stop.views}
    assert routes - seen - NO_PAGES.keys() == set(), "these addresses are neither in TOUR nor in NO_PAGES"
    assert (seen | NO_PAGES.keys()) - routes == set(), "these are no addresses any more"
    assert seen & NO_PAGES.keys() == set()


def test_axe_finds_nothing_serious_on_any_page_in_any_state(demo_house: House, devices: Browsers) -> None:
    guide = Guide(demo_house, devices)
    found: list[str] = []
    looked_at = 0
    in_the_dark: set[str] = set()
    for view, page in shown(guide):
        found += [f"{view.name}: {fault}" for fault in faults_of(page, dark=view.route not in in_the_dark)]
        in_the_dark.add(view.route)
        looked_at += 1
    if guide.desk is not None:
        guide.desk.close()
    assert found == [], "\n".join(found)
    assert devices.watch.trouble == []
    assert looked_at == sum(len(stop.views) for stop in TOUR)


def faults_of(page: Page, *, dark: bool) -> list[str]:
    """Give what axe finds: everything in the light, the colours in the dark (of a page's first state: all pairs of colours are computed in
    tests/server/test_colours.py), whether the page is wider than its screen, and whether names on the wall are cut."""
    found = []
    for scheme, options in (("light", None), ("dark", COLOURS))[: 1 + dark]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        faults = looked_at_rest(page, options)
        if faults:  # a page that was just turning over is looked at once more
            page.wait_for_timeout(1500)
            faults = looked_at_rest(page, options)
        found += [f"{scheme}, {fault}" for fault in faults]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
        found.append("the page is wider than the screen")
    if cut := page.evaluate(
        "[...document.querySelectorAll('#lines bdi')].filter((name) => name.scrollWidth > name.clientWidth + 1).map((name) => name.textContent)"
    ):
        found.append(f"names are cut: {', '.join(cut)}")
    return found


def looked_at_rest(page: Page, options: dict[str, list[str]] | None) -> list[str]:
    """Give what axe finds serious when nothing moves. Its half a megabyte is read once for each page."""
    page.evaluate(AT_REST)
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.axe_script)
    found = []
    for fault in page.evaluate("(options) => axe.run(options)", {"resultTypes": ["violations"], **(options or {})})["violations"]:
        if fault["impact"] in SERIOUS:
            nodes = "; ".join(re.sub(r"\s+", " ", node["html"])[:160] for node in fault["nodes"][:3])
            found.append(f"{fault['id']}: {fault['help']}: {nodes}")
    return found
