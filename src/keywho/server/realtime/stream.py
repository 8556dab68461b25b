"""Server-sent events (WHATWG HTML, section 9.2) on a plain ASGI path beside Django, and the server's clock.

`/live/phone/<token>`, `/live/projector/<token>`, `/live/desk/<token>` and `/time`. A stream costs the event loop one waiting coroutine and
one waiting receiver; nothing of Django runs here but the first load of an evening.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async
from django.core.exceptions import ObjectDoesNotExist

from keywho.server.realtime.access import SCREEN_OF, channel_of
from keywho.server.realtime.hub import MOST_LISTENERS, Hub, Listener, LiveRoom, hub
from keywho.server.services.links import Link, unsigned

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BEAT_S = 15.0
RETRY = b"retry: 1500\n\n"
BEAT = b"event: beat\ndata:\n\n"
GONE = b"event: gone\ndata:\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

_beating: "asyncio.Task[None] | None" = None


async def stream_app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/time` and `/live/...`."""
    if scope["path"] == "/time":
        await _plain(send, 200, b'{"ms":%d}' % (time.time_ns() // 1_000_000), b"application/json")
        return
    _, _, screen_and_token = scope["path"].partition("/live/")
    screen, _, token = screen_and_token.partition("/")
    link = unsigned(token)
    if link is None or SCREEN_OF.get(link.kind) != screen:
        await _plain(send, 404, b"There is nothing to listen to here.")
        return
    room = hub.rooms.get(link.event_pk) or await _loaded(link)
    channel = channel_of(room.now.evening, link, token) if room else None
    if room is None or channel is None:
        await _plain(send, 403, b"This link is not good any more. Maybe ask at the desk for a new one.")
        return
    if hub.open >= MOST_LISTENERS:
        await _plain(send, 503, b"Too many screens listen. Maybe try again in a minute.", (b"retry-after", b"30"))
        return
    _keep_beating()
    listener = hub.join(room, channel, _last_seen(scope), lambda loaded: channel_of(loaded, link, token) == channel)
    try:
        await _speak(listener, room, receive, send)
    finally:
        hub.leave(room, listener)


async def _speak(listener: Listener, room: LiveRoom, receive: Receive, send: Send) -> None:
    """Send what is pending whenever there is something, until the phone goes away."""
    loop = asyncio.get_running_loop()
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    gone = asyncio.ensure_future(_until_gone(receive))
    gone.add_done_callback(lambda _: listener.wake())
    body = RETRY
    try:
        while True:
            if listener.gone:
                body = GONE
            elif listener.pending:
                parts, listener.pending = listener.pending, {}
                body += message(listener, room, parts)
            elif listener.beat_due:
                body += BEAT
            listener.beat_due = False
            if body:
                await send({"type": "http.response.body", "body": body, "more_body": True})
                body = b""
            if gone.done() or listener.closed:
                break
            if not listener.pending:
                listener.waiter = loop.create_future()
                await listener.waiter
        if listener.closed and not gone.done():
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone


def message(listener: Listener, room: LiveRoom, parts: dict[str, bytes]) -> bytes:
    """Give one numbered message: its id, the round that is on, whose it is, and the parts that changed."""
    resync = b'"resync":true,' if parts.pop("resync", None) else b""
    inner = b",".join(b'"%b":%b' % (name.encode(), part) for name, part in parts.items())
    round_no = room.now.evening.state.round_no or 0
    who = listener.channel.who.replace("\\", "").replace('"', "").encode()
    mark = listener.mark.encode()
    return b'id: %b\ndata: {"mark":"%b","round":%d,"id":"%b",%b"parts":{%b}}\n\n' % (mark, mark, round_no, who, resync, inner)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


_loading: "dict[int, asyncio.Task[LiveRoom | None]]" = {}


async def _loaded(link: Link) -> LiveRoom | None:
    """Load an evening once, however many ask for it in the same moment: after a restart the whole room does."""
    task = _loading.get(link.event_pk)
    if task is None:
        task = _loading[link.event_pk] = asyncio.ensure_future(_load(link.event_pk))
        task.add_done_callback(lambda _: _loading.pop(link.event_pk, None))
    return await asyncio.shield(task)


async def _load(event_pk: int) -> LiveRoom | None:
    try:
        return await sync_to_async(hub.room, thread_sensitive=False)(event_pk)
    except ObjectDoesNotExist:
        return None


def _keep_beating() -> None:
    global _beating
    if _beating is None or _beating.done():
        _beating = asyncio.ensure_future(_beat_for_ever(hub))


async def _beat_for_ever(of: Hub) -> None:
    while True:
        await asyncio.sleep(BEAT_S)
        of.beat()


def _last_seen(scope: Scope) -> str:
    """Give the id of the last message that a screen saw: a browser tells it as a header, a script that opens the stream anew as `?last=`."""
    query: bytes = scope.get("query_string", b"")
    return _header(scope, b"last-event-id") or (parse_qs(query.decode("latin-1")).get("last", [""])[0] if query else "")


def _header(scope: Scope, name: bytes) -> str:
    return next((text.decode("latin-1") for header, text in scope["headers"] if header == name), "")


async def _plain(send: Send, status: int, body: bytes, *more: tuple[bytes, bytes] | bytes) -> None:
    content_type = next((one for one in more if isinstance(one, bytes)), b"text/plain; charset=utf-8")
    extra = [one for one in more if isinstance(one, tuple)]
    headers = [(b"content-type", content_type), (b"cache-control", b"no-store"), (b"content-length", str(len(body)).encode()), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
