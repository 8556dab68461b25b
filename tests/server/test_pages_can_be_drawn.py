"""Templates ask only for icons that the sprite has, and for nothing that the content policy forbids."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src/keywho/server/web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SPRITE = (WEB / "static/keywho/icons/sprite.svg").read_text()
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle=",
    "a script in the page": r"<script(?![^>]*\bsrc=)[^>]*>",
    "a style sheet in the page": r"<style\b",
    "an event attribute": r"<[a-z][^>]*\s(on[a-z]+|hx-on[:\w-]*)=",
    "a foreign address": r"""(?:src|href|action)=["'](?:https?:)?//""",
}


def test_each_icon_asked_for_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    asked = {name for page in TEMPLATES for name in re.findall(r'icon\.html" with name="([^"]+)"', page.read_text())}
    assert asked
    assert asked - drawn == set()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_has(what: str):
    pattern = re.compile(FORBIDDEN[what])
    assert [f"{page.name}: {found[0]}" for page in TEMPLATES if (found := pattern.search(page.read_text()))] == []
