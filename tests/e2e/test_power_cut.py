"""The power is cut at random moments while people press: after each start every screen shows the room as the log has it.

POWER_CUTS=500 cuts more often than the usual suite; POWER_CUTS_SEED=7 draws other moments.
"""

import asyncio
import contextlib
import os
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from e2e.house import DeskLine, House, Said, tap
from e2e.streams import Screen, until

CODE, PEOPLE = "TEST1", 24
CUTS = int(os.environ.get("POWER_CUTS", "20"))
SEED = int(os.environ.get("POWER_CUTS_SEED", "1"))
LISTENING = 8

Key = tuple[str, str, str]
"""What a press is known by in the log: kind of the fact, who caused it, and what of its body tells it from others."""


ONCE = ("Arrived", "HelpAsked")
"""What is recorded once, however often it is pressed."""


@dataclass
class Ledger:
    """What was pressed: `sure` was answered with success and has to be in the log; `open` got no answer, so it happened or did not."""

    sure: Counter[Key] = field(default_factory=Counter)
    open: Counter[Key] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begins(self, key: Key) -> None:
        """A press is on its way."""
        with self.lock:
            self.open[key] += 1

    def answered(self, key: Key, *, changed: bool) -> None:
        """It was answered."""
        with self.lock:
            self.open[key] -= 1
            self.sure[key] += changed

    def holds(self, facts: Counter[Key]) -> list[str]:
        """Give what of the ledger is not so in the log. Who is here, or waits for help, is told so again when they press again."""
        keys = self.sure.keys() | self.open.keys()
        least = {key: min(count, 1) if key[0] in ONCE else count for key, count in self.sure.items()}
        return [
            f"{key}: {facts[key]} in the log, not {least.get(key, 0)} to {self.sure[key] + self.open[key]}"
            for key in keys
            if not least.get(key, 0) <= facts[key] <= self.sure[key] + self.open[key]
        ]


def keys_of(kind: str, by: str, body: dict[str, Any]) -> list[Key]:
    """Name a fact as the presses name theirs; whoever comes may be taken in together with others."""
    if kind == "Arrived":
        return [(kind, "", who) for who in body["people"]]
    return [(kind, by, str(body["text"] if kind == "Announced" else body.get("who", "")))]


@dataclass
class Room:
    """The evening under test. `cue_no`, `steps` and `round_no` are what the desk saw last."""

    house: House
    tokens: dict[str, str]
    pks: dict[str, int]
    projector: str
    dice: random.Random
    ledger: Ledger = field(default_factory=Ledger)
    stop: threading.Event = field(default_factory=threading.Event)
    cue_no: int = 0
    steps: int = 0
    round_no: int = 0
    words: int = 0
    desks: list[DeskLine] = field(default_factory=list)

    def look_at_desk(self, page: str) -> None:
        """See what the desk says is on."""
        cue, steps = re.search(r'name="from_cue_no" value="(\d+)"', page), re.search(r'name="steps" value="(\d+)"', page)
        self.cue_no = int(cue[1]) if cue else self.cue_no
        self.steps = int(steps[1]) if steps else 0


def press_at_desk(room: Room, no: int, seed: int) -> None:
    """An organizer who presses whatever comes to mind."""
    dice, by = random.Random(seed), f"organizer {no}"
    try:
        desk = room.desks[no - 1]
        while not room.stop.is_set():
            room.look_at_desk(desk.page("run/now"))
            who = dice.choice(list(room.tokens))
            room.words += 1
            text = f"word {no} {room.words}"
            key, path, words = dice.choice(
                [
                    *[(("CueStarted", by, ""), "next", {"from_cue_no": room.cue_no, "missing": "out"})] * 4,
                    (("Paused", by, ""), "pause", {}),
                    (("Resumed", by, ""), "resume", {}),
                    (("TimeAdded", by, ""), "add-time", {"from_cue_no": room.cue_no, "steps": room.steps}),
                    (("StepUndone", by, ""), "undo", {"steps": room.steps}),
                    (("Announced", by, text), "tell-all", {"text": text}),
                    *[(("Arrived", "", who), "here", {"pk": room.pks[who]})] * 4,
                    (("AttendeeLeft", by, who), f"person/{room.pks[who]}/left", {}),
                ]
            )
            room.ledger.begins(key)
            said = desk.press(path, **words)
            known = "has left already" in said.text if path.endswith("left") else not said.changed
            room.ledger.answered(key, changed=said.ok and not known)
    except httpx.TransportError:
        pass


UNCHANGED = (
    "Already marked",
    "You sit this round out already",
    "There is no round left",
    "You are in the rounds to come anyway",
    "Your card has changed",
    "is counted as missing",
)


def press_on_phones(room: Room, seed: int) -> None:
    """People who tap on their phones."""
    dice = random.Random(seed)
    try:
        with httpx.Client(base_url=room.house.url, timeout=30) as http:
            while not room.stop.is_set():
                who = dice.choice(list(room.tokens))
                action, kind = dice.choice(
                    [("help", "HelpAsked"), ("here", "Arrived"), ("here", "Arrived"), ("sit-out", "SatOut"), ("come-back", "SatOut"), ("leave", "")]
                )
                key = (kind, "" if kind == "Arrived" else f"attendee {who}", who)
                room.ledger.begins(key)
                said: Said = tap(http, room.tokens[who], action, help="lost", round=room.round_no)
                room.ledger.answered(key, changed=said.ok and bool(kind) and not any(known in said.text for known in UNCHANGED))
    except httpx.TransportError:
        pass


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A served evening of twenty-four people."""
    house = House(tmp_path)
    house.ask("prepare", people=PEOPLE, rounds="neighbour,nearby*4,table:4*2", rows=3, chairs=9, code=CODE)
    found = house.ask("tokens", code=CODE)
    made = Room(house, found["phones"], found["pks"], found["projector"], random.Random(SEED))
    yield made
    for desk in made.desks:
        desk.close()
    house.close()


def screens_of(room: Room, desk_path: str) -> dict[str, Screen]:
    """One screen of each kind, and a phone for everybody."""
    paths = {who: f"/live/phone/{token}" for who, token in room.tokens.items()}
    return {name: Screen(room.house.port, path) for name, path in (paths | {"projector": f"/live/projector/{room.projector}", "desk": desk_path}).items()}


async def one_cut(room: Room, kept: dict[str, Screen]) -> None:
    """Let people press, cut the power at some moment, start again, and look at everything."""
    room.stop.clear()
    for screen in kept.values():
        screen.open()
    seeds = [room.dice.random() for _ in range(5)]
    threads = [threading.Thread(target=press_at_desk, args=(room, no, seeds[no]), daemon=True) for no in (1, 2)]
    threads += [threading.Thread(target=press_on_phones, args=(room, seed), daemon=True) for seed in seeds[2:]]
    for thread in threads:
        thread.start()
    answered = room.ledger.sure.total()
    with contextlib.suppress(AssertionError):
        await until(lambda: room.ledger.sure.total() >= answered + 3, "a few presses", 8)
    await asyncio.sleep(room.dice.uniform(0, 0.7))
    room.house.cut()
    room.stop.set()
    for thread in threads:
        await asyncio.to_thread(thread.join, 40)
    for screen in kept.values():
        await screen.close()
    if room.dice.random() < 0.2:
        room.house.server = None
        await cut_while_it_starts(room)
    await asyncio.to_thread(room.house.open)
    await look(room, kept)


async def cut_while_it_starts(room: Room) -> None:
    """The power comes, and goes again at once."""
    opening = asyncio.create_task(asyncio.to_thread(room.house.open))
    await until(lambda: room.house.server is not None, "a process")
    await asyncio.sleep(room.dice.uniform(0.1, 1.2))
    if not opening.done():
        room.house.cut()
    with contextlib.suppress(AssertionError):  # it tells that it was not ready yet
        await opening
        room.house.cut()


async def look(room: Room, kept: dict[str, Screen]) -> None:
    """Compare every screen with the log, as a witness reads it."""
    seen = room.house.ask("look", code=CODE)
    facts = seen["facts"]
    assert [no for no, *_ in facts] == list(range(1, len(facts) + 1)), "the numbers of facts have a gap"
    assert (seen["wrong"], seen["same"]) == ([], True)
    in_log = Counter(key for _, kind, by, body, _ in facts for key in keys_of(kind, by, body))
    assert room.ledger.holds(in_log) == []
    told = max(screen.no for screen in kept.values())
    assert told <= len(facts), "a screen was told of something that is not in the log"

    desk = room.desks[0]
    room.look_at_desk(desk.page("run/now"))
    page = desk.page("run")
    room.round_no = seen["desk"]["clock"]["round_no"] or 0
    fresh = screens_of(room, desk.stream_path())
    kept["desk"].path = fresh["desk"].path
    assert seen["desk"]["clock"]["title"] in page
    shown_before = {name: screen.mark for name, screen in kept.items()}
    for screen in (*fresh.values(), *kept.values()):
        screen.open()
    await until(lambda: all(screen.messages for screen in fresh.values()), "all screens")
    await until(lambda: all(screen.mark for screen in kept.values()), "the screens that were there before")
    newest = fresh["desk"].mark
    await until(lambda: all(screen.status and (screen.mark == newest or shown_before[name] == newest) for name, screen in kept.items()), "what they missed")
    for screens in (fresh, kept):
        for name, screen in screens.items():
            assert screen.parts == seen["phones"].get(name, seen.get(name)), name
            await screen.close()


def test_after_each_power_cut_every_screen_shows_the_room_as_it_was(room: Room) -> None:
    async def evening() -> None:
        await asyncio.to_thread(room.house.open)
        room.desks = [DeskLine(room.house, CODE, email) for email in ("ada@example.org", "bo@example.org")]
        everybody = screens_of(room, room.desks[0].stream_path())
        names = [*list(room.tokens)[:LISTENING], "projector", "desk"]
        kept = {name: everybody[name] for name in names}
        for _ in range(CUTS):
            await one_cut(room, kept)

    asyncio.run(evening())
    assert room.house.starts >= CUTS
    pressed = room.ledger.sure
    assert {"CueStarted", "Arrived", "HelpAsked", "SatOut", "Announced"} <= {kind for kind, _, _ in pressed}
    print(Counter(kind for kind, _, _ in pressed.elements()))
    print(f"{room.house.starts} starts, {sum(pressed.values())} presses answered, {sum(room.ledger.open.values())} without an answer")
