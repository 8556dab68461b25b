"""Connects what the services ask for with who does it."""

from importlib import import_module
from types import ModuleType

from keywho.server.conf.jobs import enqueue_planning
from keywho.server.services import ports


def connect_ports() -> None:
    """Give the services their queue for long jobs."""
    ports.plug(enqueue_with=enqueue_planning)


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
