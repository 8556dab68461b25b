"""What comes in is bounded: bodies, heads, and the time they take."""

import asyncio

import pytest
import uvicorn
from uvicorn.server import ServerState

from keywho.server.conf import gate
from keywho.server.conf.asgi_words import Message, Receive, Scope, Send
from keywho.server.conf.gate import MOST_BYTES, MOST_BYTES_OF_FILES, SMALL_BODY, Gate
from keywho.server.hosting import bounded_http
from keywho.server.hosting.bounded_http import MOST_HEAD_BYTES, BoundedHttp


async def reads_all(scope: Scope, receive: Receive, send: Send) -> None:
    """Read a body as Django does: a phone that goes away gets no answer."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
        if not message.get("more_body", False):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


class Sender:
    """A phone that sends a body in pieces, as long as somebody listens; `pause_s` before each."""

    def __init__(self, piece: bytes, pieces: int, *, pause_s: float = 0.0, told: int | None = None, path: str = "/j/ABCDE", method: str = "POST") -> None:
        self.piece, self.left, self.pause_s = piece, pieces, pause_s
        headers = [] if told is None else [(b"content-length", str(told).encode())]
        self.scope: Scope = {"type": "http", "method": method, "path": path, "headers": headers}
        self.sent = 0
        self.answers: list[Message] = []

    async def receive(self) -> Message:
        await asyncio.sleep(self.pause_s)
        self.left -= 1
        self.sent += len(self.piece)
        return {"type": "http.request", "body": self.piece, "more_body": self.left > 0}

    async def send(self, message: Message) -> None:
        self.answers.append(message)

    def through(self, gate: Gate) -> int:
        """Give the status of the answer."""
        asyncio.run(gate(self.scope, self.receive, self.send))
        starts = [message for message in self.answers if message["type"] == "http.response.start"]
        assert len(starts) == 1
        return int(starts[0]["status"])


def test_a_body_without_end_is_refused_early_whatever_the_method():
    for method in ("POST", "GET", "PUT", "HEAD"):
        sender = Sender(b"x" * 60_000, 10**9, method=method)
        assert sender.through(Gate(reads_all)) == 413
        assert sender.sent < MOST_BYTES + 120_000


def test_a_body_that_says_it_is_too_large_is_not_even_read():
    for told in (MOST_BYTES + 1, 10**30):
        sender = Sender(b"x", 10**9, told=told)
        assert (sender.through(Gate(reads_all)), sender.sent) == (413, 0)


def test_the_desk_may_bring_rooms_and_lists():
    assert Sender(b"x" * 100_000, MOST_BYTES_OF_FILES // 100_000, path="/desk/ABCDE/imports").through(Gate(reads_all)) == 200
    assert Sender(b"x" * 100_000, MOST_BYTES_OF_FILES // 100_000 + 2, path="/desk/ABCDE/imports").through(Gate(reads_all)) == 413
    assert Sender(b"x" * 100_000, MOST_BYTES_OF_FILES // 100_000, path="/desk").through(Gate(reads_all)) == 413


def test_somebodys_own_calendar_may_be_large_too():
    assert Sender(b"x" * 100_000, MOST_BYTES_OF_FILES // 100_000, path="/p/ABCDE/busy").through(Gate(reads_all)) == 200
    assert Sender(b"x" * 100_000, MOST_BYTES_OF_FILES // 100_000, path="/p/ABCDE/profile").through(Gate(reads_all)) == 413


@pytest.mark.parametrize("first", [b"x", b"x" * (SMALL_BODY + 1)])
def test_a_body_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, first: bytes):
    monkeypatch.setattr(gate, "LONGEST_S", 0.2)
    monkeypatch.setattr(gate, "LONGEST_OF_LARGE_S", 0.2)
    sender = Sender(first, 10**9, pause_s=0.05)
    if len(first) > 1:
        sender.piece = first[: SMALL_BODY // 2]
        sender.scope["path"] = "/desk/ABCDE/room"
    assert sender.through(Gate(reads_all)) == 408


async def said(text: bytes, *, wait_s: float = 2.0) -> bytes:
    """Connect, say something, and give what comes back until the server hangs up."""
    loop = asyncio.get_running_loop()
    config = uvicorn.Config(reads_all, lifespan="off", log_config=None)
    config.load()
    state = ServerState()
    server = await loop.create_server(lambda: BoundedHttp(config=config, server_state=state, app_state={}), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        writer.write(text)
        return await asyncio.wait_for(reader.read(), wait_s)
    except ConnectionError:
        return b""
    finally:
        writer.transport.abort()
        server.close()


def test_headers_without_end_are_hung_up_on():
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-More: 0123456789\r\n" * (MOST_HEAD_BYTES // 20 + 20)
    assert b"400 Bad Request" in asyncio.run(said(head))
    assert b"400 Bad Request" in asyncio.run(said(b"GET /" + b"x" * (MOST_HEAD_BYTES + 100)))


@pytest.mark.parametrize("text", [b"", b"GET / HTTP/1.1\r\nHost: lo", b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\nGET /never"])
def test_who_connects_and_does_not_say_what_they_want_is_hung_up_on(monkeypatch: pytest.MonkeyPatch, text: bytes):
    monkeypatch.setattr(bounded_http, "HEAD_S", 0.2)
    answer = asyncio.run(said(text))
    assert answer.count(b"200 OK") == text.count(b"\r\n\r\n")


def test_what_comes_in_time_is_answered():
    assert b"200 OK" in asyncio.run(said(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
