"""The door of the server: who answers which path.

The live stream and the clock are answered on a plain path, without Django (docs/decisions/0007-django-and-plain-asgi.md).
"""

from typing import cast

from keywho.server.conf.asgi_words import Application, Receive, Scope, Send
from keywho.server.conf.environment import read_environment
from keywho.server.conf.gate import Gate
from keywho.server.conf.start import start_django
from keywho.server.conf.static_files import STATIC_ROUTE, StaticFiles

start_django()

from django.core.asgi import get_asgi_application  # noqa: E402  Django has to be started before

from keywho.server.conf import lifespan  # noqa: E402
from keywho.server.conf.safe_answers import with_safe_headers  # noqa: E402
from keywho.server.realtime.stream import stream_app  # noqa: E402

pages: Application = Gate(cast(Application, get_asgi_application()))
static_files = StaticFiles(watched=read_environment().debug)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer whatever the web server hands on."""
    match scope["type"]:
        case "lifespan":
            await lifespan.live(receive, send)
        case "http":
            await answerer(scope["path"])(scope, receive, with_safe_headers(send))
        case "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1000})


def answerer(path: str) -> Application:
    """Give whoever answers a path."""
    if path.startswith("/live/") or path == "/time":
        return stream_app
    return static_files if path.startswith(STATIC_ROUTE) else pages
