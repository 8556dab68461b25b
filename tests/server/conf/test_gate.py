import asyncio
from dataclasses import dataclass, field

from keywho.server.conf.asgi_words import Message, Receive, Scope, Send
from keywho.server.conf.gate import SMALL_BODY, Gate


@dataclass
class Counted:
    """Counts how many requests are inside at once, and keeps the bodies that arrive."""

    inside: int = 0
    most: int = 0
    bodies: list[bytes] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        await asyncio.sleep(0.001)
        self.bodies.append(body)
        self.inside -= 1


def arriving(*parts: bytes) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": part, "more_body": no < len(parts)} for no, part in enumerate(parts, 1)]

    async def receive() -> Message:
        return waiting.pop(0)

    return receive


async def silent(message: Message) -> None:
    raise AssertionError("nobody answers here")


def test_only_so_many_are_inside_at_once_and_all_come_in() -> None:
    counted = Counted()
    gate = Gate(counted, at_once=5)

    async def storm() -> None:
        await asyncio.gather(*(gate({"type": "http", "method": "GET"}, arriving(b""), silent) for _ in range(200)))

    asyncio.run(storm())
    assert (counted.most, len(counted.bodies)) == (5, 200)


def test_a_body_arrives_whole() -> None:
    counted = Counted()
    large = b"x" * (SMALL_BODY // 2)

    async def post() -> None:
        gate = Gate(counted)
        await gate({"type": "http", "method": "POST"}, arriving(b"one", b"two"), silent)
        await gate({"type": "http", "method": "POST"}, arriving(large, large, large, b"end"), silent)

    asyncio.run(post())
    assert counted.bodies == [b"onetwo", large * 3 + b"end"]


def test_who_sends_slowly_holds_no_place() -> None:
    counted = Counted()

    async def slow() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def evening() -> None:
        gate = Gate(counted, at_once=1)
        slow_ones = [asyncio.ensure_future(gate({"type": "http", "method": "POST"}, slow, silent)) for _ in range(10)]
        await asyncio.sleep(0)
        await asyncio.wait_for(gate({"type": "http", "method": "GET"}, arriving(b""), silent), 5)
        for task in slow_ones:
            task.cancel()

    asyncio.run(evening())
    assert counted.bodies == [b""]


def test_who_left_before_the_body_was_here_does_not_come_in() -> None:
    counted = Counted()

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(Gate(counted)({"type": "http", "method": "POST"}, gone, silent))
    assert counted.bodies == []
