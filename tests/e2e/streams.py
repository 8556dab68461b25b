"""Screens without a picture: each holds its stream open and keeps what it is told, as live.js does."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Screen:
    """One screen. `parts` is what it shows, `mark` the last message it saw; `told` is called with each message."""

    port: int
    path: str
    parts: dict[str, Any] = field(default_factory=dict)
    mark: str = ""
    messages: int = 0
    status: int = 0
    told: Callable[["Screen", dict[str, Any]], None] | None = None
    _task: "asyncio.Task[None] | None" = None

    def open(self) -> None:
        """Connect, saying what was seen last."""
        self._task = asyncio.ensure_future(self._listen())

    async def close(self) -> None:
        """Hang up."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError, EOFError):
                await self._task
            self._task = None

    @property
    def no(self) -> int:
        """The number of the last fact that this screen was told of."""
        return int(self.mark.split("-")[1]) if self.mark else 0

    async def _listen(self) -> None:
        self.status = 0
        with contextlib.suppress(OSError, EOFError):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            last = f"Last-Event-ID: {self.mark}\r\n" if self.mark else ""
            writer.write(f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\n{last}\r\n".encode())
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                self.status = int(head.split()[1])
                if self.status == 200:
                    await self._read(reader)
            finally:
                writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        """Read chunks (RFC 9112, section 7.1), and events (WHATWG HTML, section 9.2) out of them."""
        pending = b""
        while True:
            size = int((await reader.readline()).strip() or b"0", 16)
            if size == 0:
                return
            pending += (await reader.readexactly(size + 2))[:-2]
            *events, pending = pending.split(b"\n\n")
            for event in events:
                self._take(event)

    def _take(self, event: bytes) -> None:
        for line in event.split(b"\n"):
            if line.startswith(b"data: {"):
                message = json.loads(line[6:])
                if message.get("resync"):
                    self.parts = {}
                self.parts |= message["parts"]
                self.mark = message["mark"]
                self.messages += 1
                if self.told is not None:
                    self.told(self, message)


async def until(is_so: Callable[[], bool], what: str, seconds: float = 20) -> None:
    """Wait until something holds."""
    loop = asyncio.get_running_loop()
    latest = loop.time() + seconds
    while not is_so():
        assert loop.time() < latest, f"Waited {seconds} s for {what}"
        await asyncio.sleep(0.01)
