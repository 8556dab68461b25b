"""docs/live-protocol.md names every part of a message, every field of it, and every kind of card, wall and phase."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from keywho.live import phone_view, projector_view
from keywho.live.channels import Counts, desk_parts, phone_parts, projector_parts
from keywho.live.clock import PhaseKind
from keywho.live.clock_view import ClockView, PhaseView
from keywho.live.phone_view import Card, Met, Note
from keywho.live.projector_view import Board
from keywho.live.scene import Scene
from keywho.live.state import LiveState
from live.facts_made import PEOPLE

PAGE = (Path(__file__).parents[2] / "docs/live-protocol.md").read_text(encoding="utf-8")
TABLE = {name: (screens, text) for name, screens, text in re.findall(r"^\| `(\w+)` \| ([a-z, ]+) \| (.+) \|$", PAGE, flags=re.M)}
SENT = {
    "phone": phone_parts(LiveState(), PEOPLE[0], Scene.empty()),
    "projector": projector_parts(LiveState(), Scene.empty()),
    "desk": desk_parts(LiveState(), Scene.empty(), 0),
}
NOUNS = {"clock": (ClockView, PhaseView), "card": (Card,), "met": (Met,), "notes": (Note,), "board": (Board,), "counts": (Counts,)}


def kinds_made(module: object, noun: str) -> set[str]:
    """The kinds that are written in the code, as first argument of a noun."""
    return set(re.findall(rf'{noun}\(\s*"([a-z-]+)"', Path(str(module.__file__)).read_text(encoding="utf-8")))  # type: ignore[attr-defined]


def test_each_part_stands_on_the_page_with_its_screens_and_no_other_does() -> None:
    sent = {part: {screen for screen, parts in SENT.items() if part in parts} for parts in SENT.values() for part in parts}
    documented = {part: {"phone", "projector", "desk"} if screens == "all" else set(screens.split(", ")) for part, (screens, _) in TABLE.items()}
    assert documented == sent


@pytest.mark.parametrize("part", NOUNS)
def test_each_field_of_a_part_stands_on_the_page(part: str) -> None:
    named = set(re.findall(r"`(\w+)`", TABLE[part][1]))
    assert named == {field.name for noun in NOUNS[part] for field in fields(noun)}


def test_each_kind_of_card_wall_and_phase_stands_on_the_page() -> None:
    cards, boards = kinds_made(phone_view, "Card"), kinds_made(projector_view, "Board")
    assert "meet" in cards and "welcome" in boards
    assert kinds_listed("card") == cards
    assert kinds_listed("board") == boards
    assert kinds_listed("clock") == {str(kind) for kind in PhaseKind}


def test_each_tap_that_a_card_allows_stands_on_the_page() -> None:
    source = Path(str(phone_view.__file__)).read_text(encoding="utf-8")
    allowed = {tap for group in re.findall(r'(?:may=|may = |\n {8})\((("[a-z-]+",? ?)+)\)', source) for tap in re.findall(r'"([a-z-]+)"', group[0])}
    assert {"here", "come-back"} <= allowed
    listed = re.search(r"`may` \(([a-z, -]+)\)", TABLE["card"][1])
    assert listed is not None and set(listed[1].split(", ")) == allowed


def kinds_listed(part: str) -> set[str]:
    """The kinds in brackets behind `kind` in a row of the table."""
    listed = re.search(r"`kind` \(([a-z, -]+)\)", TABLE[part][1])
    assert listed is not None
    return set(listed[1].split(", "))
