"""Lets a bounded number of requests into Django at a time; the others wait their turn.

Django gives each request a thread of its own. When a room of thousands reloads at once, that would be thousands of threads
and database connections, and nobody would be served; in turn, all are within seconds.
"""

import asyncio

from keywho.server.conf.asgi_words import Application, Message, Receive, Scope, Send

AT_ONCE = 24
SMALL_BODY = 256 * 1024
LARGE_AT_ONCE = 4


class Gate:
    """Stands before an application. A request enters when its body is here, so that a slow network holds no place; large uploads have few places of their own."""

    def __init__(self, application: Application, *, at_once: int = AT_ONCE, large_at_once: int = LARGE_AT_ONCE) -> None:
        self.application = application
        self.small, self.large = asyncio.Semaphore(at_once), asyncio.Semaphore(large_at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in when there is a place."""
        early: list[Message] = []
        size = 0
        complete = scope["method"] in ("GET", "HEAD")
        while not complete and size < SMALL_BODY:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            early.append(message)
            size += len(message.get("body", b""))
            complete = not message.get("more_body", False)

        async def received() -> Message:
            return early.pop(0) if early else await receive()

        async with self.small if complete else self.large:
            await self.application(scope, received, send)
