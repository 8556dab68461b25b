"""The hub's law: what a screen was told, put together, is what it would be told if it came now."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.errors import KeywhoError
from keywho.core.rounds import Round
from keywho.live.run_of_show import CueKind
from keywho.server.realtime.channels_now import Channel, ChannelsNow, Screen
from keywho.server.realtime.hub import Hub, Listener, LiveRoom
from keywho.server.services import attending, ports, running
from keywho.server.services.coaching.opening import show_slide
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db(transaction=True)

WALL, DESK = Channel(Screen.PROJECTOR), Channel(Screen.DESK)


@dataclass
class Screens:
    """A hub with some screens that remember what they were told."""

    stage: Stage
    hub: Hub = field(default_factory=Hub)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    listeners: list[Listener] = field(default_factory=list)
    shown: dict[int, dict[str, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hub.bind(self.loop)
        self.room: LiveRoom = self.hub.room(self.stage.pk)

    def open(self, channel: Channel, last_mark: str = "") -> Listener:
        """Open a screen."""
        listener = self.hub.join(self.room, channel, last_mark)
        self.listeners.append(listener)
        self.shown[id(listener)] = {}
        return listener

    def deliver(self) -> None:
        """Let the event loop hand out what is waiting."""
        self.loop.run_until_complete(asyncio.sleep(0))
        for listener in self.listeners:
            listener.pending.pop("resync", None)
            self.shown[id(listener)] |= listener.pending
            listener.pending = {}

    def holds(self) -> None:
        """The law."""
        fresh = ChannelsNow(self.stage.evening())
        for listener in self.listeners:
            assert self.shown[id(listener)] == dict(fresh.parts(listener.channel)), listener.channel
            assert listener.mark == self.room.mark


@pytest.fixture
def screens() -> Iterator[Screens]:
    """A room of ten with four phones, a wall and a desk."""
    stage = planned_stage(10, "neighbour,nearby:any*2,table:4", rows=2)
    made = Screens(stage)
    ports.plug(publish_with=made.hub.publish)
    yield made
    ports.plug(publish_with=lambda _: None)
    made.loop.close()


PRESSES = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "next",
                "next",
                "next",
                "pause",
                "resume",
                "add",
                "end",
                "undo",
                "here",
                "leave",
                "missing",
                "out",
                "back",
                "never",
                "say",
                "help",
                "break",
                "round",
                "late",
                "slide",
            ]
        ),
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(1, 200),
    ),
    min_size=3,
    max_size=14,
)


def press(stage: Stage, what: str, one: int, other: int, seconds: int) -> None:
    """Press something; refusals are fine."""
    now, ids, state = stage.later(seconds), stage.ids(), stage.evening().state
    who, by = ids[one], "organizer 1"
    acts = {
        "next": lambda: running.go_on(stage.pk, state.clock.cue_no, by=by, now=now),
        "pause": lambda: running.pause(stage.pk, by=by, now=now),
        "resume": lambda: running.resume(stage.pk, by=by, now=now),
        "add": lambda: running.add_time(stage.pk, 30, state.clock.cue_no, by=by, now=now),
        "end": lambda: running.end_early(stage.pk, state.clock.cue_no, by=by, now=now),
        "undo": lambda: running.undo(stage.pk, len(state.earlier), by=by, now=now),
        "here": lambda: running.arrived(stage.pk, ids[: one + 1], by=by, now=now),
        "leave": lambda: attending.leave(stage.pk, who, now=now),
        "missing": lambda: running.no_show(stage.pk, who, by=by, now=now),
        "out": lambda: attending.sit_out(stage.pk, who, now=now),
        "back": lambda: attending.come_back(stage.pk, who, now=now),
        "never": lambda: attending.never_again(stage.pk, who, ids[other], now=now),
        "say": lambda: running.announce(stage.pk, "Soup is ready", by=by, now=now, to=who if other % 2 else None),
        "help": lambda: attending.ask_for_help(stage.pk, who, "lost", "", now=now),
        "break": lambda: running.add_cue(stage.pk, CueKind.BREAK, 5, by=by, now=now),
        "round": lambda: running.add_round(stage.pk, Round.nearby(None), by=by, now=now),
        "late": lambda: attending.here(stage.pk, who, now=now),
        "slide": lambda: show_slide(stage.event, other % 4, state.clock.slide.no if state.clock.slide else 0, by=by, now=now),
    }
    with contextlib.suppress(KeywhoError):
        acts[what]()


@settings(max_examples=12)
@given(presses=PRESSES)
def test_old_snapshot_and_messages_are_the_new_snapshot(presses: list[tuple[str, int, int, int]]) -> None:
    from server.fresh import emptied

    emptied()
    stage = planned_stage(10, "neighbour,nearby:any*2,table:4", rows=2)
    screens = Screens(stage)
    ports.plug(publish_with=screens.hub.publish)
    for who in stage.ids()[:5]:
        screens.open(Channel(Screen.PHONE, who))
    screens.open(WALL)
    screens.open(DESK)
    for no, (what, one, other, seconds) in enumerate(presses):
        press(stage, what, one, other, seconds)
        if no == 1:
            screens.open(Channel(Screen.PHONE, stage.ids()[7]))
        if no % 3 == 0:
            screens.room.now.prepare(screens.room.channels())
        screens.deliver()
        screens.holds()
    ports.plug(publish_with=lambda _: None)
    screens.loop.close()


def test_a_phone_that_comes_back_gets_what_it_missed_and_nothing_if_it_missed_nothing(screens: Screens) -> None:
    who = screens.stage.ids()[0]
    first = screens.open(Channel(Screen.PHONE, who))
    screens.deliver()
    assert screens.open(Channel(Screen.PHONE, who), first.mark).pending == {}
    screens.stage.next()
    screens.deliver()
    late = screens.hub.join(screens.room, Channel(Screen.PHONE, who), "")
    assert "resync" not in late.pending and set(late.pending) == {"clock", "card", "met", "notes"}


def test_a_phone_with_the_mark_of_another_log_is_told_to_begin_anew(screens: Screens) -> None:
    who = screens.stage.ids()[0]
    assert screens.open(Channel(Screen.PHONE, who), "0badf00d-3-1").pending["resync"] == b"true"
    epoch = screens.stage.event.epoch
    assert screens.open(Channel(Screen.PHONE, who), f"{epoch}-9999-1").pending["resync"] == b"true"


def test_one_arrival_is_one_new_card(screens: Screens) -> None:
    ids = screens.stage.ids()
    for who in ids:
        screens.open(Channel(Screen.PHONE, who))
    screens.deliver()
    running.arrived(screens.stage.pk, ids[:1], by="organizer 1", now=screens.stage.now)
    screens.loop.run_until_complete(asyncio.sleep(0))
    assert [listener.channel.who for listener in screens.listeners if listener.pending] == ids[:1]


def test_a_seventh_tab_closes_the_first(screens: Screens) -> None:
    who = screens.stage.ids()[0]
    tabs = [screens.open(Channel(Screen.PHONE, who)) for _ in range(7)]
    assert [tab.closed for tab in tabs] == [True, *[False] * 6]
