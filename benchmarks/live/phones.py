"""Many phones in one process: each holds one open stream, and knows when its own card arrived. Loopback only.

Raw asyncio protocols instead of an HTTP library, so that a phone costs some 10 microseconds a message and leaves the other core to the server.
"""

import asyncio
import contextlib
import gc
import random
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

IP_BIND_ADDRESS_NO_PORT = 24
SOURCES = 60
"""Loopback addresses that phones come from, so that one address does not run out of ports."""

TIMEOUT_S = 60.0


@dataclass
class Times:
    """Milliseconds from the beginning to each phone's own message; `lost` phones never had theirs."""

    ms: list[float] = field(default_factory=list)
    lost: int = 0

    def at(self, share: float) -> float:
        """Give the time by which so many phones had theirs."""
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("inf")


class Phone(asyncio.Protocol):
    """One open stream."""

    __slots__ = ("buffer", "no", "open", "room", "transport", "wanted")

    def __init__(self, room: "Phones", no: int) -> None:
        self.room, self.no = room, no
        self.buffer, self.open, self.wanted = b"", False, room.marker(room.round_no, no)
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        path = self.room.paths[self.no]
        transport.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n".encode())

    def data_received(self, received: bytes) -> None:
        now = time.perf_counter()
        received = self.buffer + received
        if not self.open:
            head = received.find(b"\r\n\r\n")
            if head < 0:
                self.buffer = received
                return
            if received[9:12] != b"200":
                self.room.refused += 1
            self.open = True
        if self.wanted and self.wanted in received:
            self.wanted, self.buffer = b"", b""
            self.room.arrived(self.no, now)
        else:
            self.buffer = received[-4096:]


class Phones:
    """A room full of phones. `marker(round, no)` are bytes that stand only in the message for that phone and round."""

    def __init__(self, port: int, paths: Sequence[str], marker: Callable[[int, int], bytes]) -> None:
        self.port, self.paths, self.marker = port, paths, marker
        self.round_no, self.refused = 0, 0
        self.phones: dict[int, Phone] = {}
        self._came: dict[int, float] = {}
        self._all_came = asyncio.Event()

    def arrived(self, no: int, at: float) -> None:
        """A phone has what it waits for."""
        self._came[no] = at
        if len(self._came) == len(self.paths):
            self._all_came.set()

    async def connect(self, at_once: int = 256) -> Times:
        """Connect everybody; each has its time when its snapshot is there."""
        self._begin()
        places, began = asyncio.Semaphore(at_once), time.perf_counter()

        async def one(no: int) -> None:
            async with places:
                await self._open(no)

        tasks = [asyncio.ensure_future(one(no)) for no in range(len(self.paths))]
        await self._wait()
        await asyncio.gather(*tasks, return_exceptions=True)
        return self._times(began)

    async def press(self, press: Callable[[], Awaitable[None]], round_no: int) -> Times:
        """Have something pressed that brings a round; each phone has its time when its own card for it is there."""
        self._begin()
        self.round_no = round_no
        for phone in self.phones.values():
            phone.wanted, phone.buffer = self.marker(round_no, phone.no), b""
        gc.collect()
        gc.disable()
        await asyncio.sleep(0.5)
        began = time.perf_counter()
        pressed = asyncio.ensure_future(press())
        await self._wait()
        gc.enable()
        await pressed
        return self._times(began)

    async def storm(self) -> Times:
        """Cut everybody at once, and let all come back at once."""
        for phone in self.phones.values():
            if phone.transport is not None:
                phone.transport.abort()
        self.phones = {}
        await asyncio.sleep(1.0)
        return await self.connect(at_once=len(self.paths))

    def close(self) -> None:
        """Hang up."""
        for phone in self.phones.values():
            if phone.transport is not None:
                phone.transport.abort()

    def _begin(self) -> None:
        self._came, self._all_came = {}, asyncio.Event()

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._all_came.wait(), TIMEOUT_S)

    def _times(self, began: float) -> Times:
        return Times([1000 * (at - began) for at in self._came.values()], len(self.paths) - len(self._came))

    async def _open(self, no: int) -> None:
        loop = asyncio.get_running_loop()
        for attempt in range(8):
            end = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            try:
                end.setblocking(False)
                end.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
                end.bind((f"127.0.0.{2 + no % SOURCES}", 0))
                await loop.sock_connect(end, ("127.0.0.1", self.port))
                _, phone = await loop.create_connection(lambda: Phone(self, no), sock=end)
                self.phones[no] = phone
                return
            except OSError:
                end.close()
                await asyncio.sleep(random.uniform(0.05, 0.2) * 2**attempt)
