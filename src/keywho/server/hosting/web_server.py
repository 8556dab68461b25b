"""The web server: one process, one event loop, thousands of open streams."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import Any

import uvicorn

from keywho.server.conf.environment import Environment
from keywho.server.hosting.bounded_http import BoundedHttp
from keywho.server.realtime.hub import hub

BACKLOG = 8192
"""So many may knock in the same moment, as when the Wi-Fi of a room comes back; the system may allow fewer."""

LAST_WORDS_S = 0.3
END_S = 1


class WebServer(uvicorn.Server):
    """Ends within a second or two although phones hold their streams open: the streams are told, what is being answered is finished, the rest is cut."""

    def __init__(self, config: uvicorn.Config, when_ready: Callable[[], None], when_ending: Callable[[], None]) -> None:
        super().__init__(config)
        self.when_ready, self.when_ending = when_ready, when_ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.when_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.when_ending()
        hub.close()
        asyncio.get_running_loop().call_later(LAST_WORDS_S, self._hang_up)
        await super().shutdown(sockets)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            transport: Any = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()


def serve(environment: Environment, listening: socket.socket, *, when_ready: Callable[[], None], when_ending: Callable[[], None]) -> None:
    """Serve until Ctrl-C."""
    config = uvicorn.Config(
        "keywho.server.conf.asgi:application",
        log_config=None,
        access_log=False,
        lifespan="on",
        backlog=BACKLOG,
        server_header=False,
        http=BoundedHttp,
        proxy_headers=bool(environment.trust_proxy),
        forwarded_allow_ips=list(environment.trust_proxy),
        timeout_keep_alive=30,
        timeout_graceful_shutdown=END_S,
    )
    with contextlib.suppress(KeyboardInterrupt):
        WebServer(config, when_ready, when_ending).run(sockets=[listening])


def raise_open_files() -> None:
    """Let this process hold as many open connections as the system allows."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else 1_048_576
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
