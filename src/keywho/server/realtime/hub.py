"""The hub: who listens, and what each is told when the log goes on.

Pages are answered in threads; the stream lives in the event loop. `publish` thinks in the thread that calls it, and hands finished bytes to the loop.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.db import close_old_connections

from keywho.server.realtime.channels_now import Channel, ChannelsNow, EncodedParts, Screen
from keywho.server.services.evenings import Evening, evening

log = logging.getLogger("keywho.realtime")

MOST_LISTENERS = 20_000
PREPARE_AFTER_S = 1.0
LONGEST_NO = 10
MOST_OF_ONE_CHANNEL = {Screen.PHONE: 6, Screen.PROJECTOR: 60, Screen.DESK: 120}
"""Screens that listen to the same at the same time, such as tabs of one phone; the oldest is closed when one more comes."""

IsGood = Callable[[Evening], bool]
"""Says whether a link still opens what it opened."""


def for_ever(_: Evening) -> bool:
    """Say yes."""
    return True


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream. What it has not been sent yet is kept by part, so a slow phone costs no more than the newest of each.

    `gone` says that its link has ended: it is told so, and nothing more.
    """

    channel: Channel
    is_good: IsGood = for_ever
    pending: dict[str, bytes] = field(default_factory=dict)
    mark: str = ""
    waiter: "asyncio.Future[None] | None" = None
    closed: bool = False
    gone: bool = False
    beat_due: bool = False

    def wake(self) -> None:
        """Let the stream go on."""
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)


class LiveRoom:
    """One evening with its listeners. Only the event loop touches `listeners`."""

    def __init__(self, loaded: Evening) -> None:
        self.now = ChannelsNow(loaded)
        self.lock = threading.Lock()
        self.listeners: dict[Channel, list[Listener]] = {}
        self.preparing = False

    @property
    def mark(self) -> str:
        """What names the newest message: the log's epoch, the last fact, and the version of the people."""
        return mark_of(self.now.evening)

    def channels(self) -> list[Channel]:
        """Give the channels that somebody listens to."""
        return list(self.listeners)


def mark_of(loaded: Evening) -> str:
    """Name what an evening shows, as the id of a message."""
    return f"{loaded.epoch}-{loaded.no}-{loaded.people.version}"


class Hub:
    """All evenings that somebody listens to; `open` counts the streams."""

    def __init__(self) -> None:
        self.rooms: dict[int, LiveRoom] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.open = 0
        self._preparing = ThreadPoolExecutor(1, "keywho-prepare")
        self._lock = threading.Lock()

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        """Speak in this event loop from now on."""
        self.loop = loop

    def room(self, event_pk: int) -> LiveRoom:
        """Give an evening, loaded when it is first asked for. Call it in a thread.

        Raises
        ------
        Event.DoesNotExist
            There is no such event.
        """
        with self._lock:
            found = self.rooms.get(event_pk)
        if found is None:
            made = LiveRoom(evening(event_pk))
            with self._lock:
                found = self.rooms.setdefault(event_pk, made)
        return found

    def publish(self, event_pk: int) -> None:
        """Tell all who listen to an event what has changed. Call it after the commit, in a thread."""
        room = self.rooms.get(event_pk)
        if room is None or self.loop is None:
            return
        with room.lock:
            try:
                loaded = evening(event_pk)
            except ObjectDoesNotExist:
                self._forget(event_pk)
                return
            old_links = _with_old_links(room.now.evening, loaded, room.channels())
            if mark_of(loaded) == room.mark and not old_links and _keys(loaded) == _keys(room.now.evening):
                return
            newer, changes = room.now.after(loaded, room.channels())
            room.now = newer
            if old_links:
                self.loop.call_soon_threadsafe(self._end_old_links, room, old_links)
            self.loop.call_soon_threadsafe(self._deliver, room, changes, mark_of(loaded))

    def _forget(self, event_pk: int) -> None:
        """End all streams of an event that is deleted."""
        room = self.rooms.pop(event_pk, None)
        if room is not None and self.loop is not None:
            self.loop.call_soon_threadsafe(lambda: self._end([listener for tabs in room.listeners.values() for listener in tabs]))

    def join(self, room: LiveRoom, channel: Channel, last_mark: str, is_good: IsGood = for_ever) -> Listener:
        """Begin to listen; the listener has all it missed waiting for it. Call it in the event loop."""
        listener = Listener(channel, is_good)
        mark, now = room.mark, room.now
        if last_mark != mark:
            listener.pending = {**now.parts(channel), "resync": b"true"} if _other_log(last_mark, mark) else dict(now.parts(channel))
        listener.mark = mark
        tabs = room.listeners.setdefault(channel, [])
        tabs.append(listener)
        self.open += 1
        self._prepare_soon(room)
        for oldest in tabs[: -MOST_OF_ONE_CHANNEL[channel.screen]]:
            oldest.closed = True
            oldest.wake()
        return listener

    def leave(self, room: LiveRoom, listener: Listener) -> None:
        """Stop to listen."""
        tabs = room.listeners.get(listener.channel, [])
        if listener in tabs:
            tabs.remove(listener)
            self.open -= 1
        if not tabs:
            room.listeners.pop(listener.channel, None)

    def _end_old_links(self, room: LiveRoom, channels: Iterable[Channel]) -> None:
        """End the streams whose links are not good any more: whoever has an old link hears nothing of what comes."""
        self._end([listener for channel in channels for listener in room.listeners.get(channel, ()) if not listener.is_good(room.now.evening)])

    def _end(self, listeners: Iterable[Listener]) -> None:
        for listener in listeners:
            listener.pending = {}
            listener.gone = listener.closed = True
            listener.wake()

    def _deliver(self, room: LiveRoom, changes: dict[Channel, EncodedParts], mark: str) -> None:
        """Hand the changed parts to all who listen. A channel that was opened meanwhile began with what is newer."""
        for channel, tabs in room.listeners.items():
            parts = changes.get(channel)
            for listener in tabs:
                if listener.gone:
                    continue
                if parts is not None:
                    listener.pending.update(parts)
                elif listener.mark != room.mark:
                    listener.pending.update(room.now.parts(channel))
                listener.mark = mark if parts is not None else room.mark
                listener.wake()
        self._prepare_soon(room)

    def _prepare_soon(self, room: LiveRoom) -> None:
        """Have the cards of the next cue made when the screens have what they need now: nobody waits for a card that is not due yet."""
        if self.loop is not None and not room.preparing:
            room.preparing = True
            self.loop.call_later(PREPARE_AFTER_S, self._preparing.submit, _prepare, room)

    def beat(self) -> None:
        """Have every stream say that it is alive."""
        for listener in self._listeners():
            listener.beat_due = True
            listener.wake()

    def close(self) -> None:
        """End all streams: the server stops."""
        for listener in self._listeners():
            listener.closed = True
            listener.wake()

    def _listeners(self) -> Iterable[Listener]:
        return [listener for room in list(self.rooms.values()) for tabs in list(room.listeners.values()) for listener in tabs]


def _with_old_links(before: Evening, now: Evening, open_: list[Channel]) -> list[Channel]:
    """Give the channels to which links have ended between two looks at an evening."""
    if _keys(before) != _keys(now):
        return open_
    if before.people is now.people:
        return []
    were, are = before.people.by_id, now.people.by_id
    return [
        channel
        for channel in open_
        if channel.who and (channel.who not in are or channel.who not in were or were[channel.who].link_no != are[channel.who].link_no)
    ]


def _keys(loaded: Evening) -> tuple[str, str]:
    return loaded.key, loaded.projector_key


def _other_log(last_mark: str, mark: str) -> bool:
    """Say whether somebody comes with the mark of another log, or with one that this log has not reached."""
    last, now = last_mark.rpartition("-")[0], mark.rpartition("-")[0]
    last_epoch, _, last_no = last.rpartition("-")
    epoch, _, no = now.rpartition("-")
    return bool(last_mark) and (last_epoch != epoch or not is_number(last_no) or int(last_no) > int(no))


def is_number(text: str) -> bool:
    """Say whether a text is a number that can be one of ours; there are signs that only look like digits, and numbers without end."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NO


def _prepare(room: LiveRoom) -> None:
    room.preparing = False
    try:
        room.now.prepare(room.channels())
    except RuntimeError:
        log.debug("people joined while the next cards were made; they are made when they are needed")
    finally:
        close_old_connections()


hub = Hub()


def bind_loop() -> None:
    """Bind the hub to the running event loop, and let it beat."""
    hub.bind(asyncio.get_running_loop())
