"""The hub: who listens, and what each is told when the log goes on.

Pages are answered in threads; the stream lives in the event loop. `publish` thinks in the thread that calls it, and hands finished bytes to the loop.
"""

import asyncio
import logging
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import close_old_connections

from keywho.server.realtime.channels_now import Channel, ChannelsNow, EncodedParts
from keywho.server.services.evenings import Evening, evening

log = logging.getLogger("keywho.realtime")

MOST_LISTENERS = 20_000
PREPARE_AFTER_S = 1.0
MOST_OF_ONE_CHANNEL = 6
"""Tabs of one phone that listen at the same time; the oldest is closed when one more comes."""


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream. What it has not been sent yet is kept by part, so a slow phone costs no more than the newest of each."""

    channel: Channel
    pending: dict[str, bytes] = field(default_factory=dict)
    mark: str = ""
    waiter: "asyncio.Future[None] | None" = None
    closed: bool = False
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
            loaded = evening(event_pk)
            if mark_of(loaded) == room.mark:
                return
            newer, changes = room.now.after(loaded, room.channels())
            room.now = newer
            self.loop.call_soon_threadsafe(self._deliver, room, changes, mark_of(loaded))

    def join(self, room: LiveRoom, channel: Channel, last_mark: str) -> Listener:
        """Begin to listen; the listener has all it missed waiting for it. Call it in the event loop."""
        listener = Listener(channel)
        mark, now = room.mark, room.now
        if last_mark != mark:
            listener.pending = {**now.parts(channel), "resync": b"true"} if _other_log(last_mark, mark) else dict(now.parts(channel))
        listener.mark = mark
        tabs = room.listeners.setdefault(channel, [])
        tabs.append(listener)
        self.open += 1
        self._prepare_soon(room)
        for oldest in tabs[:-MOST_OF_ONE_CHANNEL]:
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

    def _deliver(self, room: LiveRoom, changes: dict[Channel, EncodedParts], mark: str) -> None:
        """Hand the changed parts to all who listen. A channel that was opened meanwhile began with what is newer."""
        for channel, tabs in room.listeners.items():
            parts = changes.get(channel)
            for listener in tabs:
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


def _other_log(last_mark: str, mark: str) -> bool:
    """Say whether somebody comes with the mark of another log, or with one that this log has not reached."""
    last, now = last_mark.rpartition("-")[0], mark.rpartition("-")[0]
    last_epoch, _, last_no = last.rpartition("-")
    epoch, _, no = now.rpartition("-")
    return bool(last_mark) and (last_epoch != epoch or not last_no.isdigit() or int(last_no) > int(no))


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
