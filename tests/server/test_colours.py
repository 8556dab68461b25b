"""The palette holds WCAG 2.2 AA in both themes: read from the stylesheet, not from a copy."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "src/keywho/server/web/static/keywho/css/tokens.css").read_text()
SURFACES = ("paper", "card", "sunken")
TEXTS = ("ink", "ink-soft", "own-text", "other-text", "good-text", "warn-text", "bad-text", "note-text")
READ = [(text, surface) for text in TEXTS for surface in SURFACES] + [
    ("on-own", "own"),
    ("on-own", "own-hover"),
    ("on-other", "other"),
    ("on-bad", "bad"),
    *((text, f"{kind}-soft") for kind in ("own", "other", "good", "warn", "bad", "note") for text in ("ink", "ink-soft", f"{kind}-text")),
]
SEEN = [(shape, surface) for shape in ("edge", "own", "other-edge", "bad", "focus") for surface in SURFACES] + [
    ("focus", "own-soft"),
    ("focus", "other-soft"),
    ("own", "own-soft"),
    ("other-edge", "other-soft"),
]


def block(pattern: str) -> dict[str, str]:
    found = re.search(pattern + r"\s*\{(.*?)\}", TOKENS, re.DOTALL)
    assert found, f"tokens.css has no block {pattern}"
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", found[1]))


LIGHT = block(r":root")
DARK = block(r':root\[data-theme="dark"\]')
DARK_BY_DEVICE = block(r':root:not\(\[data-theme="light"\]\):not\(\[data-theme="dark"\]\)')


def brightness(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((brightness(one), brightness(two)))
    return (high + 0.05) / (low + 0.05)


def too_weak(theme: dict[str, str], pairs: list[tuple[str, str]], least: float) -> list[str]:
    weak = [(front, back, contrast(theme[front], theme[back])) for front, back in pairs]
    return [f"{front} on {back}: {ratio:.2f}" for front, back, ratio in weak if ratio < least]


def test_the_formula_gives_the_known_extremes():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(theme: dict[str, str]):
    assert too_weak(theme, READ, 4.5) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_focus_can_be_seen(theme: dict[str, str]):
    assert too_weak(theme, SEEN, 3.0) == []


def test_the_dark_theme_is_the_same_by_choice_and_by_device():
    assert DARK == DARK_BY_DEVICE


def test_the_dark_theme_names_each_colour_of_the_light_one():
    assert set(DARK) == set(LIGHT)
