"""Templates ask only for icons that the sprite has, and for nothing that the content policy forbids; and nothing is kept that no page shows."""

import re
from pathlib import Path

import pytest

from keywho.live.words import Words
from keywho.live.words.answers import Answers
from keywho.server.services.attending import HELP_ABOUT
from keywho.server.web.attendee.forms import Joining
from keywho.server.web.attendee.words import PageWords
from keywho.server.web.projector.wall_words import WallWords

SOURCE = Path(__file__).parents[2] / "src/keywho"
WEB = SOURCE / "server/web"
STATIC = WEB / "static/keywho"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
SPRITE = (STATIC / "icons/sprite.svg").read_text()
DRAWN = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle=",
    "a script in the page": r"<script(?![^>]*\bsrc=)[^>]*>",
    "a style sheet in the page": r"<style\b",
    "an event attribute": r"<[a-z][^>]*\s(on[a-z]+|hx-on[:\w-]*)=",
    "a foreign address": r"""(?:src|href|action)=["'](?:https?:)?//""",
}
SAID_BY_FORM_FIELD = {f"{name}_{what}" for name in Joining.base_fields for what in ("label", "hint")} | {f"help_{about}" for about in HELP_ABOUT}
MADE_BY_OTHERS = {"htmx-request", "sortable-ghost", "sortable-chosen"}


def written(*, but: str = r"$^") -> str:
    """All that pages are made of: templates, scripts and the code behind them, without the files whose path matches `but`."""
    files = [*TEMPLATES, *SCRIPTS, *SOURCE.rglob("*.py")]
    return "\n".join(file.read_text() for file in files if not re.search(but, str(file)))


def test_each_icon_asked_for_is_in_the_sprite():
    asked = {name for page in TEMPLATES for name in re.findall(r'icon\.html" with name="([^"]+)"', page.read_text())}
    assert asked
    assert asked - DRAWN == set()


def test_the_sprite_carries_no_icon_that_nothing_shows():
    quoted = set(re.findall(r"""["'#:]([a-z0-9-]+)["'\s|]""", written()))
    assert DRAWN - quoted == set()


@pytest.mark.parametrize("words", [Words, Answers, PageWords, WallWords], ids=lambda words: words.__name__)
def test_no_sentence_is_translated_that_nothing_says(words: type):
    said = set(re.findall(r"\w+", written(but=r"/words/\w{5,7}\.py$|wall_words\.py")))
    said |= set(re.findall(r"words\.(\w+)", (WEB / "projector/wall_words.py").read_text())) | SAID_BY_FORM_FIELD
    assert set(words.__dataclass_fields__) - said == set()


def test_no_rule_is_written_for_a_class_that_no_page_has():
    pages = written(but=r"gallery")
    asked = set(re.findall(r"[\w-]+", pages)) | MADE_BY_OTHERS
    begun = tuple(set(re.findall(r"""\b([a-z][a-z-]*-)(?:\{\{|\$\{|\{%|\{)""", pages)))
    sheets = {sheet.name: re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet.read_text(), flags=re.DOTALL) for sheet in sorted((STATIC / "css").glob("*.css"))}
    classes = {(name, found) for name, sheet in sheets.items() for found in re.findall(r"\.([a-zA-Z][\w-]*)", sheet)}
    assert sorted((name, found) for name, found in classes if found not in asked and not found.startswith(begun)) == []


def test_no_colour_or_length_is_named_that_nothing_uses():
    sheets = "\n".join(sheet.read_text() for sheet in (STATIC / "css").glob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", sheets + written()))
    assert set(re.findall(r"^\s*(--[\w-]+):", sheets, re.MULTILINE)) - used == set()


def test_each_class_and_part_of_the_page_about_the_look_is_there():
    page = (Path(__file__).parents[2] / "docs/design.md").read_text()
    sheets = "\n".join(sheet.read_text() for sheet in (STATIC / "css").glob("*.css"))
    classes = set(re.findall(r"\.([a-z][\w-]+)", " ".join(re.findall(r"`([^`]*\.[^`]*)`", page.split("## Classes")[1].split("## Markup")[0]))))
    assert len(classes) > 80
    assert sorted(name for name in classes if not re.search(rf"\.{name}(?![\w-])", sheets)) == []
    parts = set(re.findall(r"`parts/([a-z_]+\.html)`", page))
    assert parts == {part.name for part in (WEB / "templates/parts").glob("*.html")}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_has(what: str):
    pattern = re.compile(FORBIDDEN[what])
    assert [f"{page.name}: {found[0]}" for page in TEMPLATES if (found := pattern.search(page.read_text()))] == []
