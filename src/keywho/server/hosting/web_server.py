"""The web server: one process, one event loop, thousands of open streams."""

import asyncio
import contextlib
import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn

from keywho.core.errors import BadInput
from keywho.server.conf.environment import Environment

BACKLOG = 8192
"""So many may knock in the same moment, as when the Wi-Fi of a room comes back; the system may allow fewer."""

LAST_WORDS_S = 0.3
END_S = 1


class WebServer(uvicorn.Server):
    """Ends within a second or two although phones hold their streams open: what is being answered is finished, then the lines are cut."""

    def __init__(self, config: uvicorn.Config, when_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.when_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().call_later(LAST_WORDS_S, self._hang_up)
        await super().shutdown(sockets)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            transport: Any = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()


def serve(environment: Environment, listening: socket.socket, when_ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C."""
    config = uvicorn.Config(
        "keywho.server.conf.asgi:application",
        log_config=None,
        access_log=False,
        lifespan="on",
        backlog=BACKLOG,
        server_header=False,
        proxy_headers=bool(environment.trust_proxy),
        forwarded_allow_ips=list(environment.trust_proxy),
        timeout_keep_alive=30,
        timeout_graceful_shutdown=END_S,
    )
    with contextlib.suppress(KeyboardInterrupt):
        WebServer(config, when_ready).run(sockets=[listening])


def listen(address: str, port: int) -> socket.socket:
    """Take the port, before anything else is begun.

    Raises
    ------
    BadInput
        Somebody else has the port, or the system does not give it.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
    except PermissionError as error:
        raise BadInput(f"The system does not let keywho use port {port}. Maybe set KEYWHO_PORT to one above 1023, such as 8000.") from error
    except OSError as error:
        taken = f"Port {port} is taken: maybe keywho runs already in another window. Else set KEYWHO_PORT to another one, such as {port + 1}."
        elsewhere = f"keywho can't listen on {address}, port {port}: {error.strerror}. Maybe KEYWHO_ADDRESS is no address of this machine."
        raise BadInput(taken if is_taken(error) else elsewhere) from error
    listening.set_inheritable(False)
    return listening


def is_taken(error: OSError) -> bool:
    """Say whether an error means that somebody else listens there."""
    import errno

    return error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))


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
