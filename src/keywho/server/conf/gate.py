"""Lets a bounded number of requests into Django at a time; the others wait their turn.

Django gives each request a thread of its own. When a room of thousands reloads at once, that would be thousands of threads
and database connections, and nobody would be served; in turn, all are within seconds.

Bodies are bounded, too: Django lays down on the disk whatever comes, before anybody asks who sends it.
"""

import asyncio
from dataclasses import dataclass, field

from keywho.server.conf.asgi_words import Application, Message, Receive, Scope, Send, header_of

AT_ONCE = 24
SMALL_BODY = 256 * 1024
LARGE_AT_ONCE = 4

DESK = "/desk/"
OWN_CALENDAR = "/busy"
MOST_BYTES, MOST_BYTES_OF_FILES = 1_000_000, 20_000_000
"""Forms of phones are small; at the desk lists and rooms are brought, and a phone can bring the calendar of its owner."""

LONGEST_S, LONGEST_OF_LARGE_S = 30.0, 180.0
"""So long a body may take to arrive."""

TOO_LARGE = (413, b"This is larger than anything that keywho takes. Nothing was changed.")
TOO_SLOW = (408, b"This took too long to arrive. Nothing was changed. Maybe try again.")


@dataclass
class Body:
    """The body of a request on its way in: counted, and with a latest moment. `refusal` says why it is not taken."""

    receive: Receive
    most: int
    latest: float
    size: int = 0
    early: list[Message] = field(default_factory=list)
    complete: bool = False
    refusal: tuple[int, bytes] | None = None

    async def next(self) -> Message:
        """Give the next message; one that says "gone" where the body is refused."""
        if self.early:
            return self.early.pop(0)
        return await self._arriving()

    async def read(self, up_to: int) -> bool:
        """Read ahead up to a size; False where the phone is gone or the body is refused."""
        while not self.complete and self.size < up_to:
            message = await self._arriving()
            if message["type"] == "http.disconnect":
                return False
            self.early.append(message)
        return True

    async def _arriving(self) -> Message:
        if self.complete:
            return await self.receive()
        try:
            async with asyncio.timeout_at(self.latest):
                message = await self.receive()
        except TimeoutError:
            return self._refused(TOO_SLOW)
        if message["type"] == "http.request":
            self.size += len(message.get("body", b""))
            self.complete = not message.get("more_body", False)
            if self.size > self.most:
                return self._refused(TOO_LARGE)
        return message

    def _refused(self, refusal: tuple[int, bytes]) -> Message:
        self.refusal = refusal
        return {"type": "http.disconnect"}


class Gate:
    """Stands before an application. A request enters when its body is here, so that a slow network holds no place; large uploads have few places of their own."""

    def __init__(self, application: Application, *, at_once: int = AT_ONCE, large_at_once: int = LARGE_AT_ONCE) -> None:
        self.application = application
        self.small, self.large = asyncio.Semaphore(at_once), asyncio.Semaphore(large_at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in when there is a place."""
        path = scope.get("path", "")
        most = MOST_BYTES_OF_FILES if path.startswith(DESK) or path.endswith(OWN_CALENDAR) else MOST_BYTES
        told = header_of(scope, b"content-length")
        if told.isdecimal() and (len(told) > 12 or int(told) > most):
            await _refuse(send, TOO_LARGE)
            return
        now = asyncio.get_running_loop().time()
        body = Body(receive, most, now + LONGEST_S)
        came = scope["method"] in ("GET", "HEAD") or await body.read(SMALL_BODY)
        is_small = body.complete or scope["method"] in ("GET", "HEAD")
        if came and is_small:
            async with self.small:
                await self.application(scope, body.next, send)
        elif came:
            body.latest = now + LONGEST_OF_LARGE_S
            async with self.large:
                await self.application(scope, body.next, send)
        if body.refusal is not None:
            await _refuse(send, body.refusal)


async def _refuse(send: Send, refusal: tuple[int, bytes]) -> None:
    status, words = refusal
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
