"""A real mail server on this machine (aiosmtpd), which takes, refuses or drops what a test says."""

import asyncio
import email
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from enum import Enum
from typing import Any

from aiosmtpd.smtp import SMTP


class Act(Enum):
    """What the mail server does with one mail."""

    TAKE = "take"
    LATER_AT_RECIPIENT = "later at recipient"
    REFUSE_RECIPIENT = "refuse recipient"
    DROP_AT_SENDER = "drop at sender"
    DROP_AT_DATA = "drop at data"
    LATER_AFTER_DATA = "later after data"
    REFUSE_AFTER_DATA = "refuse after data"
    TAKE_AND_DROP = "take and drop"


@dataclass
class Office:
    """The mail server: `came` is what it has taken, in order, `refused` are addresses that it has refused for good; `acts` says what it does with the next mail."""

    acts: Callable[[], Act] = lambda: Act.TAKE
    came: list[tuple[str, bytes]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    connections: int = 0
    port: int = 0
    now: Act = Act.TAKE

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, read by the library's strict policy."""
        found = [email.message_from_bytes(content, policy=policy.default) for _, content in self.came]
        return [mail for mail in found if isinstance(mail, EmailMessage)]

    def to(self, address: str) -> list[EmailMessage]:
        """What was taken for an address."""
        return [mail for (to, _), mail in zip(self.came, self.mails, strict=True) if to == address]

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.now = self.acts()
        envelope.mail_from = address
        if self.now is Act.DROP_AT_SENDER:
            server.transport.abort()
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.now is Act.LATER_AT_RECIPIENT:
            return "451 Come again later"
        if self.now is Act.REFUSE_RECIPIENT:
            self.refused.add(address)
            return "550 Nobody lives here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.now is Act.DROP_AT_DATA:
            server.transport.abort()
            return "451 Gone"
        if self.now is Act.LATER_AFTER_DATA:
            return "451 Too busy"
        if self.now is Act.REFUSE_AFTER_DATA:
            self.refused |= set(envelope.rcpt_tos)
            return "554 Not this one"
        self.came += [(to, envelope.original_content) for to in envelope.rcpt_tos]
        if self.now is Act.TAKE_AND_DROP:
            server.transport.abort()
            await asyncio.sleep(0)
        return "250 Taken"


@contextmanager
def post_office(acts: Callable[[], Act] = lambda: Act.TAKE) -> Iterator[Office]:
    """Open a mail server on a free port."""
    office = Office(acts)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="post office", daemon=True)
    thread.start()
    opening = loop.create_server(lambda: SMTP(office, hostname="post.test", ident="post office", loop=loop), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(10)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def taking_turns(*acts: Act) -> Callable[[], Act]:
    """Give these, one after another, then take everything."""
    left = list(acts)
    return lambda: left.pop(0) if left else Act.TAKE
