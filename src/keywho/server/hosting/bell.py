"""Tells the web server that a worker has changed something, so that the screens hear of it.

A worker beside the server writes into the pipe that leads to it; one that runs elsewhere tells it through Redis.
"""

import logging
import os
import threading
from collections.abc import Iterable

from django.db import close_old_connections
from redis import Redis
from redis.exceptions import RedisError

from keywho.server.services import ports

log = logging.getLogger("keywho.server")

CHANNEL = "keywho:changed"
AGAIN_S = 1.0


def bell_of_pipe() -> ports.Publish:
    """Take standard output as the bell; what else is printed goes to standard error from now on."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return lambda event_pk: _write(pipe, event_pk)


def bell_of_redis(url: str) -> ports.Publish:
    """Ring through Redis; while it is away nobody hears, and the screens learn of the change with the next one."""
    redis = Redis.from_url(url)

    def ring(event_pk: int) -> None:
        try:
            redis.publish(CHANNEL, event_pk)
        except RedisError as error:
            log.warning("Redis did not take a message: %s", error)

    return ring


def listen_to_redis(url: str) -> None:
    """Hear the workers elsewhere, in a thread of its own, for as long as the server runs."""
    threading.Thread(target=_listen, args=(url,), name="bell", daemon=True).start()


def tell_screens(rings: Iterable[bytes]) -> None:
    """Pass on what is heard: each ring is the number of an event."""
    for ring in rings:
        try:
            ports.publish(int(ring))
        except Exception:
            log.exception("What a worker changed could not be told to the screens.")
        finally:
            close_old_connections()


def _listen(url: str) -> None:
    while True:
        try:
            with Redis.from_url(url).pubsub(ignore_subscribe_messages=True) as heard:  # type: ignore[no-untyped-call]
                heard.subscribe(CHANNEL)
                tell_screens(message["data"] for message in heard.listen())
        except RedisError as error:
            log.warning("Redis is away: %s", error)
        threading.Event().wait(AGAIN_S)


def _write(pipe: int, event_pk: int) -> None:
    os.write(pipe, b"%d\n" % event_pk)
