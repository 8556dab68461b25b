"""The limit to compare with: a bare ASGI stream that hands each phone finished bytes of the same size. Nothing is decided, read or made here.

uvicorn bare:application --app-dir benchmarks/live
"""

import asyncio
from typing import Any

WAITING: dict[int, "asyncio.Future[bytes]"] = {}
STATE = {"round": 0}
PADDING = b"x" * 900


def message(no: int) -> bytes:
    """One message for one phone."""
    return b'id: e-%d-1\ndata: {"mark":"e-%d-1","round":%d,"id":"%d","parts":{"card":"%b"}}\n\n' % (STATE["round"], STATE["round"], STATE["round"], no, PADDING)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer /phone/NO and /press/ROUND."""
    if scope["type"] == "lifespan":
        while True:
            kind = (await receive())["type"].rpartition(".")[2]
            await send({"type": f"lifespan.{kind}.complete"})
            if kind == "shutdown":
                return
    _, what, number = scope["path"].split("/")
    if what == "press":
        STATE["round"] = int(number)
        for no, waiter in list(WAITING.items()):
            if not waiter.done():
                waiter.set_result(message(no))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
        return
    await _stream(int(number), receive, send)


async def _until_gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(no: int, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    gone = asyncio.ensure_future(_until_gone(receive))
    gone.add_done_callback(lambda _: WAITING[no].done() or WAITING[no].set_result(b""))
    body = message(no)
    loop = asyncio.get_running_loop()
    WAITING[no] = loop.create_future()
    while not gone.done():
        waiter = WAITING[no] = loop.create_future()
        await send({"type": "http.response.body", "body": body, "more_body": True})
        body = await waiter
