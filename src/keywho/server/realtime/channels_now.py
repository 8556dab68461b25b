"""What each open channel shows now, encoded once and kept until a fact changes it."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

import msgspec

from keywho.core.ids import AttendeeId
from keywho.live.channels import of_desk, of_phone, of_projector, touched
from keywho.live.clock_view import clock_view
from keywho.live.facts import CueStarted
from keywho.live.state import step
from keywho.server.services.evenings import Evening

Encoded = NewType("Encoded", bytes)
"""A part as JSON."""

EncodedParts = Mapping[str, Encoded]


NOBODY = AttendeeId("")


class Screen(StrEnum):
    """The three screens."""

    PHONE = "phone"
    PROJECTOR = "projector"
    DESK = "desk"


class Channel(NamedTuple):
    """What a screen listens to; `who` is empty for all but phones."""

    screen: Screen
    who: AttendeeId = NOBODY


ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""When the next cue begins does not matter to its cards."""

BREATHE_EVERY = 50

NOTHING = Encoded(b"[]")
"""Shared by all who have met nobody yet, and were told nothing."""

_encode = msgspec.json.encode


class ChannelsNow:
    """The parts of all channels of one evening.

    Cards do not depend on the time, so those of the next cue can be made before anybody presses "next" (`prepare`).
    """

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.clock = Encoded(_encode(clock_view(evening.state, evening.scene.words)))
        self._parts: dict[Channel, EncodedParts] = {}
        self._prepared: ChannelsNow | None = None

    def parts(self, channel: Channel) -> EncodedParts:
        """Give all that a channel shows."""
        found = self._parts.get(channel)
        if found is None:
            found = self._parts[channel] = self._made(channel)
        return {"clock": self.clock, **found}

    def after(self, evening: Evening, open_: Iterable[Channel]) -> "tuple[ChannelsNow, dict[Channel, EncodedParts]]":
        """Go on to a newer evening; gives what it shows, and for each open channel the parts that changed."""
        newer = ChannelsNow(evening)
        newer._parts = self._kept(evening)
        clock: EncodedParts = {} if newer.clock == self.clock else {"clock": newer.clock}
        changes: dict[Channel, EncodedParts] = {}
        shown, shows = self._parts, newer._parts
        for channel in open_:
            old, new = shown.get(channel), shows.get(channel)
            if new is None:
                new = shows[channel] = newer._made(channel)
            if new is old:
                changes[channel] = clock
            elif old is None:
                changes[channel] = {**clock, **new}
            else:
                changes[channel] = {**clock, **{name: part for name, part in new.items() if old.get(name) != part}}
        return newer, changes

    def _kept(self, evening: Evening) -> dict[Channel, EncodedParts]:
        """Give the parts of phones that still hold in a newer evening."""
        for base in (self, self._prepared):
            if base is not None and base.evening.scene is evening.scene:
                people = touched(base.evening.state, evening.state)
                if people is not None:
                    return {channel: parts for channel, parts in base._parts.items() if channel.screen is Screen.PHONE and channel.who not in people}
        return {}

    def prepare(self, open_: Iterable[Channel]) -> None:
        """Make the cards of the next cue for those who listen."""
        state = self.evening.state
        no = state.next_cue_no
        if no is None or not state.version:
            return
        prepared = ChannelsNow(replace(self.evening, state=step(state, CueStarted(ANY_TIME, no))))
        if self._prepared is not None:
            prepared._parts = self._prepared._kept(prepared.evening)
        for made, channel in enumerate(open_, 1):
            if channel.screen is Screen.PHONE:
                prepared.parts(channel)
            if made % BREATHE_EVERY == 0:
                time.sleep(0.001)  # the event loop goes first
        self._prepared = prepared

    def _made(self, channel: Channel) -> EncodedParts:
        state, scene = self.evening.state, self.evening.scene
        match channel.screen:
            case Screen.PHONE:
                views = of_phone(state, channel.who, scene)
            case Screen.PROJECTOR:
                views = of_projector(state, scene)
            case Screen.DESK:
                views = of_desk(state, scene, self.evening.no)
        return {name: Encoded(_encode(view)) if view != () else NOTHING for name, view in views.items()}
