"""Puts the headers that make a browser refuse what is foreign on answers that did not pass Django: files, the stream, and short refusals."""

from keywho.server.conf.asgi_words import Message, Send
from keywho.server.conf.guards import HEADERS

_POLICY = b"content-security-policy"
_SAFE = [(name.lower().encode(), text.encode()) for name, text in HEADERS.items()]


def with_safe_headers(send: Send) -> Send:
    """Give a `send` that adds the headers of every page where an answer has not got them."""

    async def safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            if _POLICY not in there:
                message["headers"] = [*message["headers"], *(pair for pair in _SAFE if pair[0] not in there)]
        await send(message)

    return safely
