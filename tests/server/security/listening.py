"""Opens real streams of the server's ASGI application, in an event loop of the test."""

import asyncio
from dataclasses import dataclass, field

from keywho.server.conf.asgi_words import Message
from keywho.server.realtime import hub as hubs
from keywho.server.realtime import stream
from keywho.server.services import ports


@dataclass
class Stream:
    """One open stream: its status, its headers, and what has come so far."""

    path: str
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    over: bool = False


@dataclass
class Listening:
    """Streams that are open beside the test. `wait` lets the loop go on until nothing more comes."""

    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)
    hub: hubs.Hub = field(default_factory=hubs.Hub)

    def __enter__(self) -> "Listening":
        self._before = stream.hub
        stream.hub = self.hub
        self.hub.bind(self.loop)
        ports.plug(publish_with=self.hub.publish)
        return self

    def __exit__(self, *_: object) -> None:
        for task in [*self.tasks, *([stream._beating] if stream._beating else [])]:
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        self.hub._preparing.shutdown()
        stream.hub, stream._beating = self._before, None
        ports.plug(publish_with=lambda _: None)

    def open(self, path: str, event_pk: int, **headers: str) -> Stream:
        """Open a stream; the evening is loaded here, because a test's database belongs to its thread."""
        self.hub.room(event_pk)
        opened = Stream(path)
        gone = asyncio.Event()

        async def receive() -> Message:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                opened.status = message["status"]
                opened.headers = {name.decode(): text.decode() for name, text in message["headers"]}
            else:
                opened.text += message.get("body", b"").decode()
                opened.over = not message.get("more_body", False)

        raw = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": raw}
        self.tasks.append(self.loop.create_task(stream.stream_app(scope, receive, send)))
        self.wait()
        return opened

    def wait(self) -> None:
        """Let all streams say what they have to say."""
        for _ in range(12):
            self.loop.run_until_complete(asyncio.sleep(0))
