"""The few words of ASGI, the way a Python web server and what it serves speak to each other."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def header_of(scope: Scope, name: bytes) -> str:
    """Give a header of a request, or an empty text."""
    return next((text.decode("latin-1") for header, text in scope.get("headers", ()) if header == name), "")
