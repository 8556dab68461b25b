"""Asks an ASGI application as a web server would."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from keywho.server.conf.asgi_words import Application, Message


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Application, path: str, *, method: str = "GET", headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.lower().encode(), text.encode()) for name, text in headers]
    asyncio.run(application({"type": "http", "method": method, "path": path, "headers": raw}, receive, send))
    return Answer(
        sent[0]["status"],
        {name.decode(): text.decode() for name, text in sent[0]["headers"]},
        b"".join(message.get("body", b"") for message in sent[1:]),
    )
