"""Connects what the services ask for with who does it."""

from importlib import import_module
from types import ModuleType


def connect_ports() -> None:
    """Give the services their queue for long jobs."""
    from keywho.server.conf.jobs import enqueue

    ports = _module("keywho.server.services.ports")
    if ports is not None:
        ports.enqueue = enqueue


def bind_loop() -> None:
    """Give the hub of live messages the event loop it speaks in."""
    hub = _module("keywho.server.realtime.hub")
    if hub is not None and hasattr(hub, "bind_loop"):
        hub.bind_loop()


def _module(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None
